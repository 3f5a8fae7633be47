//! Formulas whose result the file does not store: those that are sums (`SUM(B2:B9)`, `B2+C2-D2`, `B2`,
//! `ROUND(SUM(B2:B9),4)`, and `IF(COUNT(B2:B9)=0,"",SUM(B2:B9))`, which our blank forms have) are computed, exactly and
//! from what the sheet stores; every other one stays a formula.

use std::collections::BTreeMap;

use rust_decimal::RoundingStrategy;

use super::Budget;
use super::looks::CellStyle;
use super::notes::Notes;
use super::numbers::{self, NumberDoubt};
use super::sheet::{Area, Sheet, area_reference, cell_reference};
use crate::model::decimal::Decimal;
use crate::model::error::Result;

/// Formulas that refer to each other at most.
const DEEPEST: usize = 50;
/// Cells that the formulas of a sheet may look at, all together.
const MOST_STEPS: usize = 200_000;

/// A formula without its result.
#[derive(Clone, Debug)]
pub struct Formula {
    /// As in a cell, without `=`.
    pub text: String,
    /// The file stores 0, which programs that do not compute write for any result.
    pub is_zero_stored: bool,
    /// The file stores 0 and leaves computing to the program that opens it.
    pub is_zero_doubtful: bool,
    pub style: CellStyle,
}

impl Formula {
    pub fn new(text: String, style: CellStyle) -> Self {
        Self { text, style, is_zero_stored: false, is_zero_doubtful: false }
    }
}

/// What a formula yields.
#[derive(Clone, Copy, Debug)]
enum Computed {
    Number(Decimal),
    /// The empty text, which counts in no sum.
    Blank,
}

/// Puts the results of the sheet's formulas in their cells, or the formulas themselves.
pub fn compute(sheet: &mut Sheet, notes: &mut Notes, budget: &mut Budget<'_>) -> Result<()> {
    if budget.keeps_formulas {
        return Ok(());
    }
    let formulas = std::mem::take(&mut sheet.formulas);
    let mut results = BTreeMap::new();
    let mut sums = Sums { sheet, formulas: &formulas, results: BTreeMap::new(), steps: 0 };
    for at in formulas.keys() {
        budget.limits.clock.check()?;
        if let Some(result) = sums.formula(*at, 0) {
            results.insert(*at, result);
        }
    }
    for (at, formula) in &formulas {
        let zero = Decimal::ZERO;
        // Where other formulas of the sheet have results, 0 is one too.
        let is_zero = formula.is_zero_stored || (formula.is_zero_doubtful && sheet.stores_results);
        let result = match results.get(at) {
            Some(Computed::Blank) => continue,
            Some(Computed::Number(result)) => Some(result),
            None => is_zero.then_some(&zero),
        };
        let text = if let Some(result) = result {
            let mut shown = numbers::from_text(&result.normalize().to_string(), &formula.style.format, false);
            if is_zero && !result.is_zero() {
                shown.doubt = Some(NumberDoubt::StoredOther("0".to_owned()));
            }
            notes.note_number(sheet, *at, &shown);
            notes.keep_shown(sheet, *at, formula.style.show_plain(&shown.text))
        } else {
            notes.note_uncomputed(sheet, at.0, at.1);
            format!("={}", formula.text) // not computed is not blank
        };
        sheet.put(at.0, at.1, &text, budget)?;
    }
    Ok(())
}

/// The formulas of a sheet and the results so far; `None` where there is none, or none yet.
#[derive(Debug)]
struct Sums<'a> {
    sheet: &'a Sheet,
    formulas: &'a BTreeMap<(u32, u32), Formula>,
    results: BTreeMap<(u32, u32), Option<Computed>>,
    steps: usize,
}

impl Sums<'_> {
    /// The number of a cell; `None` where it is not certain. A formula that names a blank cell may have lost its place.
    fn cell(&mut self, at: (u32, u32), depth: usize) -> Option<Decimal> {
        self.steps += 1;
        if self.steps > MOST_STEPS || depth > DEEPEST {
            return None;
        }
        if self.formulas.contains_key(&at) {
            return match self.formula(at, depth)? {
                Computed::Number(result) => Some(result),
                Computed::Blank => None,
            };
        }
        if self.sheet.other_than_stored.contains(&at) {
            return None;
        }
        Decimal::from_str_exact(self.sheet.cells.get(&at)?).ok()
    }

    /// What the formula of a cell yields.
    fn formula(&mut self, at: (u32, u32), depth: usize) -> Option<Computed> {
        if depth > DEEPEST {
            return None;
        }
        if let Some(result) = self.results.get(&at) {
            return *result;
        }
        let formula = self.formulas.get(&at)?;
        self.results.insert(at, None); // a circle has no result
        let result = Parser { rest: formula.text.trim(), depth, sums: self }.whole();
        self.results.insert(at, result);
        result
    }

    /// The numbers in an area; texts do not count.
    fn area(&mut self, area: Area, depth: usize) -> Option<Vec<Decimal>> {
        let inside = |(_, column): &&(u32, u32)| (area.left..=area.right).contains(column);
        let range = (area.top, area.left)..=(area.bottom, area.right);
        let open = self.formulas.range(range.clone()).map(|(at, _)| at).filter(inside);
        let mut cells: Vec<(u32, u32)> = open.copied().collect();
        for (at, text) in self.sheet.cells.range(range) {
            self.steps += 1;
            if self.steps > MOST_STEPS {
                return None;
            }
            if !inside(&at) {
                continue;
            }
            let is_word =
                !text.starts_with(|c: char| c.is_numeric() || matches!(c, '-' | '+' | '.' | '#' | '='));
            // A total of our own writer is the one that the program shows, with `12件` left out, too.
            let is_text = !self.sheet.marks.is_empty() && self.sheet.texts.contains(at);
            if !is_text && (!is_word || self.sheet.other_than_stored.contains(at)) {
                cells.push(*at);
            }
        }
        let mut numbers = Vec::with_capacity(cells.len());
        for at in cells {
            if self.formulas.contains_key(&at) && matches!(self.formula(at, depth)?, Computed::Blank) {
                continue;
            }
            numbers.push(self.cell(at, depth)?);
        }
        Some(numbers)
    }
}

#[derive(Debug)]
struct Parser<'a, 'b, 's> {
    rest: &'a str,
    depth: usize,
    sums: &'b mut Sums<'s>,
}

impl Parser<'_, '_, '_> {
    fn whole(mut self) -> Option<Computed> {
        let formula = self.rest;
        let total = self.total_once_filled().filter(|_| self.rest.trim().is_empty());
        if total.is_some() {
            return total;
        }
        self.rest = formula;
        // Without a cell it is no sum of the sheet.
        let has_cell = self.rest.contains(|c: char| c.is_ascii_alphabetic());
        let result = self.sum(0).filter(|_| has_cell)?;
        self.rest.trim().is_empty().then_some(Computed::Number(result))
    }

    /// `IF(COUNT(B2:B9)=0,"",SUM(B2:B9))`: nothing until one of the parts is filled in.
    fn total_once_filled(&mut self) -> Option<Computed> {
        let begins = ["IF", "(", "COUNT"].into_iter().all(|word| self.takes_word(word));
        let count = if begins { self.arguments(0)?.len() } else { return None };
        let is_asked = self.takes_word("=") && self.takes_word("0") && self.takes_separator();
        let is_blank_else = is_asked && self.takes_word("\"\"") && self.takes_separator();
        let total = if is_blank_else { self.sum(0)? } else { return None };
        let result = if count == 0 { Computed::Blank } else { Computed::Number(total) };
        self.takes(')').then_some(result)
    }

    fn takes_word(&mut self, word: &str) -> bool {
        let start = self.rest.trim_start().split_at_checked(word.len());
        let rest = start.filter(|(start, _)| start.eq_ignore_ascii_case(word)).map(|(_, rest)| rest);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn takes_separator(&mut self) -> bool {
        self.takes(',') || self.takes(';')
    }

    fn takes(&mut self, sign: char) -> bool {
        let rest = self.rest.trim_start().strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Terms with `+` and `-` between them.
    fn sum(&mut self, level: usize) -> Option<Decimal> {
        let mut all = Decimal::ZERO;
        let mut is_minus = self.takes('-');
        loop {
            let term = self.term(level)?;
            all = if is_minus { all.checked_sub(term)? } else { all.checked_add(term)? };
            is_minus = self.takes('-');
            if !is_minus && !self.takes('+') {
                return Some(all);
            }
        }
    }

    fn term(&mut self, level: usize) -> Option<Decimal> {
        if level > DEEPEST {
            return None;
        }
        if self.takes('(') {
            let inner = self.sum(level + 1)?;
            return self.takes(')').then_some(inner);
        }
        let start = self.rest.trim_start();
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '$' | '.' | ':');
        let end = start.find(|c: char| !is_word(c)).unwrap_or(start.len());
        let (word, rest) = start.split_at_checked(end)?;
        self.rest = rest;
        match word.to_ascii_uppercase().as_str() {
            "SUM" => self.arguments(level)?.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add),
            "ROUND" => self.rounded(level),
            _ => match cell_reference(word) {
                Some(at) => self.sums.cell(at, self.depth + 1),
                None => Decimal::from_str_exact(word).ok(),
            },
        }
    }

    /// The numbers that `SUM` adds and `COUNT` counts.
    fn arguments(&mut self, level: usize) -> Option<Vec<Decimal>> {
        if !self.takes('(') {
            return None;
        }
        let mut all = Vec::new();
        loop {
            let end = self.rest.find([',', ';', '(', ')']).unwrap_or(self.rest.len());
            let (argument, rest) = self.rest.split_at_checked(end)?;
            match area_reference(argument) {
                Some(area) => {
                    self.rest = rest;
                    all.extend(self.sums.area(area, self.depth + 1)?);
                }
                None => all.push(self.sum(level + 1)?),
            }
            if self.takes(')') {
                return Some(all);
            }
            if !self.takes_separator() {
                return None;
            }
        }
    }

    fn rounded(&mut self, level: usize) -> Option<Decimal> {
        if !self.takes('(') {
            return None;
        }
        let number = self.sum(level + 1)?;
        if !self.takes_separator() {
            return None;
        }
        let (places, rest) = self.rest.split_once(')')?;
        self.rest = rest;
        let places = places.trim().parse().ok()?;
        Some(number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::limits::Limits;
    use crate::readers::spreadsheet::marks::by_sheet;

    /// The cells of a sheet with these numbers and formulas.
    fn computed(numbers: &[(&str, &str)], formulas: &[(&str, &str)]) -> Vec<String> {
        let limits = Limits::default();
        let mut budget = Budget::new(&limits);
        let mut sheet = Sheet::new(1, "S", false);
        for (at, text) in numbers {
            let (row, column) = cell_reference(at).unwrap();
            sheet.put(row, column, text, &mut budget).unwrap();
        }
        for (at, text) in formulas {
            let formula = Formula::new((*text).to_owned(), CellStyle::default());
            sheet.formulas.insert(cell_reference(at).unwrap(), formula);
        }
        compute(&mut sheet, &mut Notes::default(), &mut budget).unwrap();
        let result = |at| sheet.cells.get(&cell_reference(at).unwrap()).cloned().unwrap_or_default();
        formulas.iter().map(|(at, _)| result(at)).collect()
    }

    #[test]
    fn a_total_of_a_blank_form_is_blank_until_a_part_is_filled_in() {
        let total = |parts: &str| format!("IF(COUNT({parts})=0,\"\",SUM({parts}))");
        let [row, column, other] = [total("A1:B1"), total("C1:C2"), total("A1:A9;B9")];
        let formulas = [("C1", row.as_str()), ("C3", &column), ("D1", &other.replace(',', ";"))];
        assert_eq!(computed(&[], &formulas), ["", "", ""]);
        assert_eq!(computed(&[("A1", "0")], &formulas), ["0", "0", "0"]);
        assert_eq!(computed(&[("A1", "4"), ("B1", "1")], &formulas), ["5", "5", "4"]);
    }

    #[test]
    fn a_text_is_left_out_of_our_own_totals() {
        let limits = Limits::default();
        let mut budget = Budget::new(&limits);
        let ours = [("repconv_table_1".to_owned(), "S!$A$1:$C$1".to_owned())];
        for (names, result) in [(&[][..], "=SUM(A1:B1)"), (&ours, "7")] {
            let mut sheet = Sheet::new(1, "S", false);
            sheet.marks = by_sheet(names).remove("S").unwrap_or_default();
            sheet.put(1, 1, "12件", &mut budget).unwrap();
            sheet.put(1, 2, "7", &mut budget).unwrap();
            sheet.texts.insert((1, 1));
            sheet.formulas.insert((1, 3), Formula::new("SUM(A1:B1)".to_owned(), CellStyle::default()));
            compute(&mut sheet, &mut Notes::default(), &mut budget).unwrap();
            assert_eq!(sheet.cells[&(1, 3)], result);
        }
    }

    #[test]
    fn sums_are_computed_exactly() {
        let numbers = [("A1", "0.1"), ("A2", "0.2"), ("A3", "—"), ("B1", "5"), ("B2", "7")];
        for (formula, result) in [
            ("SUM(A1:A3)", "0.3"),
            ("sum($A$1:$B$2)", "12.3"),
            ("A1+A2-B1", "-4.7"),
            ("B1", "5"),
            ("SUM(A1,B1:B2,SUM(A2))+1", "13.3"),
            ("ROUND(SUM(A1:A2),0)", "0"),
            ("-(B1-B2)", "2"),
            ("A9+B1", "=A9+B1"),
            ("SUM(A9)+B1", "5"),
            ("A3+B1", "=A3+B1"),
            ("B1*B2", "=B1*B2"),
            ("表一!B1", "=表一!B1"),
            ("SUM(A1:A3", "=SUM(A1:A3"),
            ("IF(A1>0,1,0)", "=IF(A1>0,1,0)"),
        ] {
            assert_eq!(computed(&numbers, &[("D9", formula)]), [result], "{formula}");
        }
    }

    #[test]
    fn formulas_may_refer_to_each_other_but_not_in_a_circle() {
        let formulas = [("B1", "SUM(C1:D1)"), ("D1", "A1+A1"), ("E1", "F1"), ("F1", "E1+1")];
        assert_eq!(computed(&[("A1", "2"), ("C1", "3")], &formulas), ["7", "4", "=F1", "=E1+1"]);
        let chain: Vec<_> = (1..500).map(|row| (format!("A{row}"), format!("A{}", row + 1))).collect();
        let chain: Vec<_> = chain.iter().map(|(at, formula)| (at.as_str(), formula.as_str())).collect();
        assert_eq!(computed(&[("A500", "2")], &chain)[498], "2");
    }

    #[test]
    fn what_the_cell_does_not_store_is_not_added() {
        let limits = Limits::default();
        let mut budget = Budget::new(&limits);
        let mut sheet = Sheet::new(1, "S", false);
        sheet.put(1, 1, "12", &mut budget).unwrap();
        sheet.other_than_stored.insert((1, 1));
        let formula = Formula::new("SUM(A1:A2)".to_owned(), CellStyle::default());
        sheet.formulas.insert((3, 1), formula);
        compute(&mut sheet, &mut Notes::default(), &mut budget).unwrap();
        assert_eq!(sheet.cells[&(3, 1)], "=SUM(A1:A2)");
    }
}
