//! Numbers and totals of a table of a document without a form.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::FormatAlign;

use super::area::Area;
use super::layout::Placed;
use super::number;
use crate::model::decimal::Decimal;
use crate::model::text::grouped;

/// Decimals to which totals are rounded: binary fractions are inexact from the sixteenth digit.
const DECIMALS: u32 = 6;

/// A number, and the format in which a sheet shows it as the document does.
pub struct Shown {
    pub number: Decimal,
    pub format: String,
}

/// The number that a text is, if a sheet can show it with the same signs: `1,234.50`, not `007` or `12%`.
pub fn shown(text: &str) -> Option<Shown> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = match unsigned.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (unsigned, None),
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let digits: String = whole.chars().filter(|c| *c != ',').collect();
    let is_plain = whole == digits || whole == grouped(&digits);
    let has_zeros = digits.len() > 1 && digits.starts_with('0');
    if !is_digits(&digits) || !decimals.is_none_or(is_digits) || !is_plain || has_zeros {
        return None;
    }
    let number = Decimal::from_str_exact(&text.replace(',', "")).ok()?.normalize();
    let is_negative_zero = number.is_zero() && unsigned.len() < text.len();
    let whole = if whole == digits { "0" } else { "#,##0" };
    let format = match decimals {
        Some(decimals) => format!("{whole}.{}", "0".repeat(decimals.len())),
        None => whole.to_owned(),
    };
    (!is_negative_zero && number::is_exact(number)).then_some(Shown { number, format })
}

/// Where a cell has its text: numbers at the right, words in the middle, sentences at the left.
pub fn align(text: &str, is_number: bool) -> FormatAlign {
    /// Characters of the longest words.
    const LONGEST: usize = 12;
    if is_number {
        return FormatAlign::Right;
    }
    if text.chars().count() > LONGEST { FormatAlign::Left } else { FormatAlign::Center }
}

/// A row or column, and the place in it.
type Spot = (u32, u32);

/// The formulas of totals that hold, by row and column: in a row 合计 the sum of the numbers above it, in a column
/// 合计 of those to its left.
pub fn totals(placed: &[Placed<'_>]) -> BTreeMap<(u32, u16), String> {
    let (mut by_row, mut by_column) = (BTreeMap::new(), BTreeMap::new());
    for cell in placed.iter().filter(|cell| is_single(cell.area)) {
        if let Some(Shown { number, .. }) = shown(&cell.cell.text) {
            let (row, column) = (cell.area.top, u32::from(cell.area.left));
            by_row.insert((row, column), number);
            by_column.insert((column, row), number);
        }
    }
    let mut formulas = BTreeMap::new();
    let columns = sums(&by_column, &named(placed, |area| u32::from(area.left)));
    for ((column, row), first, is_whole) in columns {
        formulas.extend(formula((row, first), (row, column.saturating_sub(1)), (row, column), is_whole));
    }
    for ((row, column), first, is_whole) in sums(&by_row, &named(placed, |area| area.top)) {
        formulas.extend(formula((first, column), (row.saturating_sub(1), column), (row, column), is_whole));
    }
    formulas
}

fn is_single(area: Area) -> bool {
    (area.top, area.left) == (area.bottom, area.right)
}

/// Lines that hold totals, and all lines that no total adds up.
#[derive(Default)]
struct Named {
    totals: BTreeSet<u32>,
    ends: BTreeSet<u32>,
}

fn named(placed: &[Placed<'_>], line: impl Fn(Area) -> u32) -> Named {
    const TOTALS: [&str; 2] = ["合计", "总计"];
    const ENDS: [&str; 3] = ["小计", "其中", "其中："];
    /// Characters of a text that are compared.
    const COMPARED: usize = 8;
    let mut named = Named::default();
    for cell in placed {
        let words: String = cell.cell.text.chars().filter(|c| !c.is_whitespace()).take(COMPARED).collect();
        let is_total = TOTALS.contains(&words.as_str());
        if is_total {
            named.totals.insert(line(cell.area));
        }
        if is_total || ENDS.contains(&words.as_str()) {
            named.ends.insert(line(cell.area));
        }
    }
    named
}

/// The numbers in lines of totals that are the sum of those directly before them, with the line of the first and
/// whether all are whole.
fn sums(numbers: &BTreeMap<Spot, Decimal>, named: &Named) -> Vec<(Spot, u32, bool)> {
    let mut sums = Vec::new();
    for (&(line, index), total) in numbers.iter().filter(|((line, _), _)| named.totals.contains(line)) {
        let before = (0..line).rev().map_while(|before| {
            let number = numbers.get(&(before, index)).filter(|_| !named.ends.contains(&before));
            number.map(|number| (before, *number))
        });
        let before: Vec<(u32, Decimal)> = before.collect();
        let sum = before.iter().try_fold(Decimal::ZERO, |sum, (_, number)| sum.checked_add(*number));
        if let (Some((first, _)), true, true) = (before.last(), before.len() > 1, sum == Some(*total)) {
            sums.push(((line, index), *first, before.iter().all(|(_, number)| number.scale() == 0)));
        }
    }
    sums
}

/// The formula of a total over the cells from `first` to `last`, each by row and column.
fn formula(first: Spot, last: Spot, total: Spot, is_whole: bool) -> Option<((u32, u16), String)> {
    let column = |spot: Spot| u16::try_from(spot.1).ok();
    let area = Area { top: first.0, left: column(first)?, bottom: last.0, right: column(last)? };
    let sum = format!("SUM({})", area.relative());
    let formula = if is_whole { sum } else { format!("ROUND({sum},{DECIMALS})") };
    Some(((total.0, column(total)?), formula))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Cell;
    use crate::model::place::Place;

    #[test]
    fn a_total_is_a_formula_only_where_it_holds() {
        let rows = [
            ["项目", "数量", "金额", "合计"],
            ["甲", "3", "1,001.50", "1,004.5"],
            ["乙", "4", "2", "7"],
            ["合 计", "7", "1003.6", "1,010.6"],
        ];
        let cells: Vec<Vec<Cell>> = rows
            .iter()
            .map(|row| row.iter().map(|text| Cell::new(*text, Place::Unknown)).collect())
            .collect();
        let mut placed = Vec::new();
        for (top, row) in (0..).zip(&cells) {
            for (left, cell) in (0..).zip(row) {
                placed.push(Placed { cell, area: Area { top, left, bottom: top, right: left } });
            }
        }
        let want = [((1, 3), "ROUND(SUM(B2:C2),6)"), ((3, 1), "SUM(B2:B3)"), ((3, 3), "ROUND(SUM(B4:C4),6)")];
        assert_eq!(totals(&placed), want.map(|(cell, formula)| (cell, formula.to_owned())).into());
    }

    #[test]
    fn only_what_a_sheet_shows_with_the_same_signs_is_a_number() {
        for (text, format) in [
            ("12", Some("0")),
            ("-0.5", Some("0.0")),
            ("12.50", Some("0.00")),
            ("1,234", Some("#,##0")),
            ("-1,234,567.00", Some("#,##0.00")),
            ("007", None),
            ("12,34", None),
            ("1234,567", None),
            ("320999197503120033", None),
            ("-0", None),
            ("12%", None),
            (".5", None),
            ("5.", None),
            ("", None),
        ] {
            assert_eq!(shown(text).map(|shown| shown.format).as_deref(), format, "{text}");
        }
    }
}
