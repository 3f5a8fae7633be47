//! References as Excel 2003 XML writes them, counted from the cell of the formula: `R[-2]C:R[-1]C` in B5 is `B3:B4`.

use super::super::sheet::{MAX_COLUMN, MAX_ROW};
use crate::model::place::column_letters;

/// The formula in cell `at`, without `=`, with references as in a cell.
pub fn to_letters(formula: &str, at: (u32, u32)) -> String {
    let formula = formula.trim_start();
    let mut rest = formula.strip_prefix('=').unwrap_or(formula);
    let mut all = String::with_capacity(rest.len());
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' => quoted(rest, first),
            _ if is_name(first) => {
                if let Some((reference, length)) = reference(rest, at) {
                    all.push_str(&reference);
                    rest = rest.get(length..).unwrap_or_default();
                    continue;
                }
                // `R[-9]C` of no row is no reference to column C.
                let is_offset = rest.starts_with("R[") || rest.starts_with("C[");
                let goes_on = |c: char| is_name(c) || is_offset && matches!(c, '[' | ']' | '-');
                rest.find(|c: char| !goes_on(c)).unwrap_or(rest.len())
            }
            _ => first.len_utf8(),
        };
        let (copied, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        all.push_str(copied);
        rest = after;
    }
    all
}

/// Bytes of the quoted text at the start.
fn quoted(text: &str, mark: char) -> usize {
    text.char_indices().skip(1).find(|(_, c)| *c == mark).map_or(text.len(), |(at, _)| at + 1)
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.')
}

/// A row or column that a reference names.
#[derive(Clone, Copy)]
struct Index {
    number: u32,
    is_fixed: bool,
}

impl Index {
    fn sign(self) -> &'static str {
        if self.is_fixed { "$" } else { "" }
    }
}

/// The reference at the start, and its bytes.
fn reference(text: &str, (row, column): (u32, u32)) -> Option<(String, usize)> {
    let (row, after_row) = match text.strip_prefix('R') {
        Some(rest) => index(rest, row, MAX_ROW).map(|(index, rest)| (Some(index), rest))?,
        None => (None, text),
    };
    let (column, rest) = match after_row.strip_prefix('C') {
        Some(rest) => index(rest, column, MAX_COLUMN).map(|(index, rest)| (Some(index), rest))?,
        None => (None, after_row),
    };
    if rest.starts_with(|c: char| is_name(c) || matches!(c, '(' | '!' | '[')) {
        return None;
    }
    let letters = |column: Index| format!("{}{}", column.sign(), column_letters(column.number));
    let digits = |row: Index| format!("{}{}", row.sign(), row.number);
    let written = match (row, column) {
        (Some(row), Some(column)) => format!("{}{}", letters(column), digits(row)),
        (Some(row), None) => format!("{0}:{0}", digits(row)),
        (None, Some(column)) => format!("{0}:{0}", letters(column)),
        (None, None) => return None,
    };
    Some((written, text.len() - rest.len()))
}

/// `3`, `[-2]` or nothing, seen from `base`; and what follows. `None` where the sheet has no such row or column.
fn index(text: &str, base: u32, most: u32) -> Option<(Index, &str)> {
    let (number, rest, is_fixed) =
        if let Some((offset, rest)) = text.strip_prefix('[').and_then(|text| text.split_once(']')) {
            (base.checked_add_signed(offset.parse().ok()?)?, rest, false)
        } else {
            let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
            let (digits, rest) = text.split_at_checked(end)?;
            if digits.is_empty() { (base, rest, false) } else { (digits.parse().ok()?, rest, true) }
        };
    (1..=most).contains(&number).then_some((Index { number, is_fixed }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_counted_from_the_cell() {
        for (formula, expected) in [
            ("=SUM(R[-2]C:R[-1]C)", "SUM(B3:B4)"),
            ("=RC[-1]+RC[1]-R3C1", "A5+C5-$A$3"),
            ("=ROUND(R[-1]C,2)", "ROUND(B4,2)"),
            ("=SUM(C2)", "SUM($B:$B)"),
            ("=SUM(R[-1])", "SUM(4:4)"),
            ("=IF(RC1=\"RC\",'R C'!RC,CHAR(1))", "IF($A5=\"RC\",'R C'!B5,CHAR(1))"),
            ("=R[-9]C", "R[-9]C"),
            ("=合计R1", "合计R1"),
            ("=RATE(R1C1)", "RATE($A$1)"),
        ] {
            assert_eq!(to_letters(formula, (5, 2)), expected, "{formula}");
        }
    }
}
