//! Formulas that are sums: `SUM(B3:B5)`, `B3+B4-B5`, `Sheet2!B3`, and what our own blank forms have around them.

/// Letters of the last column.
const MAX_COLUMN_LETTERS: usize = 3;
/// Parentheses within one another.
const DEEPEST: usize = 20;
/// Cells that a formula may name.
const MOST: usize = 10_000;

/// A cell that a formula adds or subtracts; row and column from 1, as in the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// The name of another sheet.
    pub sheet: Option<String>,
    pub row: u32,
    pub column: u32,
    pub is_minus: bool,
    /// Whether it is one of an area, in which texts and blanks count for nothing.
    pub is_of_area: bool,
}

/// What a formula adds, in its order; `None` when it is not a sum of cells.
pub fn terms(formula: &str) -> Option<Vec<Term>> {
    let mut parser = Parser { rest: formula.trim(), terms: Vec::new() };
    parser.sum(false, 0)?;
    Some(parser.terms).filter(|terms| parser.rest.trim().is_empty() && !terms.is_empty())
}

/// The sheet, the first and the last cell of an area.
type Area = (Option<String>, (u32, u32), (u32, u32));

struct Parser<'a> {
    rest: &'a str,
    terms: Vec<Term>,
}

impl Parser<'_> {
    fn takes(&mut self, text: &str) -> bool {
        let start = self.rest.trim_start();
        let is_there = start.get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text));
        if is_there {
            self.rest = start.get(text.len()..).unwrap_or_default();
        }
        is_there
    }

    fn sum(&mut self, is_minus: bool, depth: usize) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        let mut sign = is_minus ^ self.takes("-");
        self.takes("+");
        loop {
            self.term(sign, depth)?;
            if self.takes("+") {
                sign = is_minus;
            } else if self.takes("-") {
                sign = !is_minus;
            } else {
                return Some(());
            }
        }
    }

    fn term(&mut self, is_minus: bool, depth: usize) -> Option<()> {
        if self.takes("(") {
            self.sum(is_minus, depth + 1)?;
            return self.takes(")").then_some(());
        }
        if self.takes("SUM(") {
            return self.arguments(is_minus, depth);
        }
        if self.takes("ROUND(") {
            self.sum(is_minus, depth + 1)?;
            return self.skips_to_end();
        }
        // A total that is blank as long as its parts are: IF(COUNT(…)=0,"",…).
        if self.takes("IF(COUNT(") {
            let (_, rest) = self.rest.split_once(")=0,\"\",")?;
            self.rest = rest;
            self.sum(is_minus, depth + 1)?;
            return self.takes(")").then_some(());
        }
        let (sheet, row, column) = self.reference()?;
        self.add(Term { sheet, row, column, is_minus, is_of_area: false })
    }

    /// `,2)` of ROUND.
    fn skips_to_end(&mut self) -> Option<()> {
        let (places, rest) = self.rest.split_once(')')?;
        let places = places.trim().strip_prefix([',', ';'])?.trim();
        self.rest = rest;
        places.bytes().all(|b| b.is_ascii_digit()).then_some(())
    }

    fn arguments(&mut self, is_minus: bool, depth: usize) -> Option<()> {
        loop {
            let start = self.rest;
            match self.area() {
                Some((sheet, from, to)) if self.rest.trim_start().starts_with([',', ';', ')']) => {
                    for row in from.0.min(to.0)..=from.0.max(to.0) {
                        for column in from.1.min(to.1)..=from.1.max(to.1) {
                            let sheet = sheet.clone();
                            self.add(Term { sheet, row, column, is_minus, is_of_area: from != to })?;
                        }
                    }
                }
                _ => {
                    self.rest = start;
                    self.sum(is_minus, depth + 1)?;
                }
            }
            if self.takes(")") {
                return Some(());
            }
            if !(self.takes(",") || self.takes(";")) {
                return None;
            }
        }
    }

    fn add(&mut self, term: Term) -> Option<()> {
        self.terms.push(term);
        (self.terms.len() <= MOST).then_some(())
    }

    fn area(&mut self) -> Option<Area> {
        let (sheet, row, column) = self.reference()?;
        let from = (row, column);
        let to = if self.takes(":") { self.reference().map(|(_, row, column)| (row, column))? } else { from };
        Some((sheet, from, to))
    }

    /// `B3`, `$B$3`, `Sheet2!B3`, `'表 二'!B3`, and `$Sheet2.B3` of OpenDocument.
    fn reference(&mut self) -> Option<(Option<String>, u32, u32)> {
        let start = self.rest.trim_start();
        let unfixed = start.strip_prefix('$').unwrap_or(start);
        if let Some(quoted) = unfixed.strip_prefix('\'') {
            let (name, rest) = quoted.split_once('\'')?;
            self.rest = rest.strip_prefix(['!', '.'])?;
            let (row, column) = self.cell()?;
            return Some((Some(name.to_owned()), row, column));
        }
        let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '-' && !c.is_ascii();
        let end = unfixed.find(|c: char| !is_name(c)).unwrap_or(unfixed.len());
        let (name, rest) = unfixed.split_at_checked(end)?;
        if let Some(rest) = rest.strip_prefix(['!', '.']).filter(|_| !name.is_empty()) {
            self.rest = rest;
            let (row, column) = self.cell()?;
            return Some((Some(name.to_owned()), row, column));
        }
        let (row, column) = self.cell()?;
        Some((None, row, column))
    }

    fn cell(&mut self) -> Option<(u32, u32)> {
        let start = self.rest.trim_start();
        let end = start.find(|c: char| !(c.is_ascii_alphanumeric() || c == '$')).unwrap_or(start.len());
        let (word, rest) = start.split_at_checked(end)?;
        let word = word.replace('$', "");
        let digits = word.find(|c: char| c.is_ascii_digit())?;
        let (letters, digits) = word.split_at_checked(digits)?;
        if letters.is_empty() || letters.len() > MAX_COLUMN_LETTERS || rest.starts_with('(') {
            return None;
        }
        let column = letters.bytes().try_fold(0u32, |column, letter| {
            let letter = letter.to_ascii_uppercase();
            letter.is_ascii_uppercase().then(|| column * 26 + u32::from(letter - b'A') + 1)
        })?;
        self.rest = rest;
        Some((digits.parse().ok().filter(|row| *row > 0)?, column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(formula: &str) -> Option<String> {
        let term = |term: Term| {
            let sheet = term.sheet.map(|sheet| format!("{sheet}!")).unwrap_or_default();
            format!("{}{sheet}{},{}", if term.is_minus { '-' } else { '+' }, term.row, term.column)
        };
        terms(formula).map(|terms| terms.into_iter().map(term).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn sums_are_lists_of_cells() {
        for (formula, want) in [
            ("SUM(B3:B5)", Some("+3,2 +4,2 +5,2")),
            ("B3+B4-$B$5", Some("+3,2 +4,2 -5,2")),
            ("B3-(B4-B5)", Some("+3,2 -4,2 +5,2")),
            ("SUM(Sheet2!B3:B4,C1)", Some("+Sheet2!3,2 +Sheet2!4,2 +1,3")),
            ("'表 二'!AA3", Some("+表 二!3,27")),
            ("SUM($表二.B3:B4)", Some("+表二!3,2 +表二!4,2")),
            ("ROUND(SUM(B3:B4),6)", Some("+3,2 +4,2")),
            ("IF(COUNT(B3:B4)=0,\"\",SUM(B3:B4))", Some("+3,2 +4,2")),
            ("sum(b3,-b4)", Some("+3,2 -4,2")),
            ("B3*2", None),
            ("VLOOKUP(B3,A:B,2)", None),
            ("1+2", None),
            ("SUM(B3:B5", None),
            ("SUM(A1:XFD1048576)", None),
            ("LOG10(B2)", None),
            ("", None),
        ] {
            assert_eq!(shown(formula).as_deref(), want, "{formula}");
        }
        assert_eq!(terms(&"(".repeat(100_000)), None);
    }
}
