//! The figures of a statutory table on its sheet: which totals are formulas, which are wrong, what may
//! be typed into a cell, and which sums are highlighted when they fail.
//!
//! A total is a formula only if its stored value is what the formula yields. If the source has another total,
//! that number is kept, highlighted and with a note. Nothing is corrected.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, DataValidationRule, Worksheet,
    XlsxError,
};

use super::area::{self, Area};
use super::relations::Sheet;
use super::{format, number};
use crate::formats::Balance;
use crate::model::address::Address;
use crate::model::document::Cell;
use crate::model::form::Kind;
use crate::model::report::Report;

type Result<T> = std::result::Result<T, XlsxError>;

/// Decimals to which sums are compared: binary fractions are inexact from the sixteenth digit.
pub(super) const DECIMALS: u32 = 6;
/// The smallest and largest 本年增/减 that may be typed.
const CHANGES: (i32, i32) = (-999_999_999, 999_999_999);

/// The sums of a report, the report with its other relations, and whether totals are to be formulas.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums<'o> {
    pub balances: &'o [Balance],
    pub report: Option<&'o Report>,
    pub values_only: bool,
    /// Nothing is filled in yet; a total stays blank until one of its parts is.
    pub is_blank_form: bool,
    /// The workbook is for sending, without notes of ours.
    pub is_final: bool,
}

/// The figures of one sheet.
#[derive(Debug, Default)]
pub struct Figures<'t> {
    placed: BTreeMap<Address, (&'t Cell, Area)>,
    contents: BTreeMap<Address, Content>,
    /// Totals of a table without a form, by row and column.
    totals: BTreeMap<(u32, u16), Content>,
    /// What is checked while someone types.
    watched: Vec<Watched>,
}

/// Cells that turn red while a formula is true.
#[derive(Debug)]
pub(super) struct Watched {
    pub rule: String,
    pub marked: Vec<Area>,
}

impl Watched {
    /// A sum without a formula.
    fn sum(left: Vec<Area>, right: &[Area]) -> Self {
        let refer = |areas: &[Area]| area::list(areas.to_vec(), ",", Area::absolute);
        let (a, b) = (refer(&left), refer(right));
        let words = area::list([left.as_slice(), right].concat(), ",", Area::absolute);
        let words = no_words(&words.split(',').collect::<Vec<_>>());
        let rule = format!("=AND({words},COUNT({a})>0,COUNT({b})>0,ROUND(SUM({a})-SUM({b}),{DECIMALS})<>0)");
        let marked = if left.len() == 1 { left } else { [left.as_slice(), right].concat() };
        Self { rule, marked }
    }
}

/// Tests that no cell holds words, which count in no sum, so that nothing can be said. The empty text that a total
/// yields before its parts are filled in is none, unless the cells are too scattered for a formula.
pub(super) fn no_words(references: &[&str]) -> String {
    /// References beyond which the formula would be too long.
    const MOST: usize = 20;
    if references.len() > MOST {
        let all = references.join(",");
        return format!("COUNTA({all})=COUNT({all})");
    }
    // COUNTIF with "?*" counts numbers, too, in LibreOffice.
    let count = |reference: &&str| format!("SUMPRODUCT(ISTEXT({reference})*(LEN({reference})>0))");
    format!("{}=0", references.iter().map(count).collect::<Vec<_>>().join("+"))
}

/// The content of the cell of a total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The formula, without `=`.
    Formula(String),
    /// The number, although the sum is different, with the text of a note.
    Wrong(String),
}

impl<'t> Figures<'t> {
    pub fn new(cells: impl Iterator<Item = (&'t Cell, Area)>, sums: Sums<'_>) -> Self {
        let mut figures = Self::default();
        for (cell, area) in cells {
            if let Some(address) = cell.address() {
                figures.placed.entry(address).or_insert((cell, area));
            }
        }
        let here = |balance: &&Balance| {
            let mut all = balance.left.iter().chain(&balance.right);
            all.all(|address| figures.placed.contains_key(address))
        };
        let balances: Vec<&Balance> = sums.balances.iter().filter(here).collect();
        for balance in balances.iter().filter(|balance| !balance.holds && !sums.is_final) {
            figures.note_wrong(balance);
        }
        for balance in balances {
            let is_blank = sums.is_blank_form && figures.is_blank(&balance.left);
            let is_summed = match sums.values_only {
                true => false,
                false if is_blank => figures.sum_up_blank(balance),
                false => figures.sum_up(balance),
            };
            if !is_summed {
                let watched = Watched::sum(figures.areas(&balance.left), &figures.areas(&balance.right));
                figures.watched.push(watched);
            }
        }
        if let Some(report) = sums.report {
            let sheet = Sheet { placed: &figures.placed, report, balances: sums.balances };
            figures.watched.extend(sheet.watched());
        }
        figures
    }

    /// Figures that are the results of these formulas.
    #[cfg(feature = "results")]
    pub fn computed(
        cells: impl Iterator<Item = (&'t Cell, Area)>,
        formulas: &BTreeMap<Address, String>,
    ) -> Self {
        let mut figures = Self::new(cells, Sums::default());
        let formulas = formulas.iter().filter(|(address, _)| figures.placed.contains_key(address));
        figures.contents =
            formulas.map(|(address, formula)| (*address, Content::Formula(formula.clone()))).collect();
        figures
    }

    /// The content of the total of this address or, in a table without a form, of this area.
    pub fn content(&self, address: Option<Address>, area: Area) -> Option<&Content> {
        match address {
            Some(address) => self.contents.get(&address),
            None => self.totals.get(&(area.top, area.left)),
        }
    }

    /// Sets the formulas of the totals of a table without a form.
    pub fn set_totals(&mut self, formulas: BTreeMap<(u32, u16), String>) {
        self.totals = formulas.into_iter().map(|(cell, formula)| (cell, Content::Formula(formula))).collect();
    }

    /// The cells with their addresses.
    pub fn areas_by_address(&self) -> impl Iterator<Item = (Address, Area)> {
        self.placed.iter().map(|(address, (_, area))| (*address, *area))
    }

    fn areas(&self, addresses: &[Address]) -> Vec<Area> {
        addresses.iter().filter_map(|address| self.placed.get(address)).map(|(_, area)| *area).collect()
    }

    /// Notes beside a total what the sum would be.
    fn note_wrong(&mut self, balance: &Balance) {
        let [total] = balance.left.as_slice() else { return };
        let parts = area::list(self.areas(&balance.right), "、", Area::relative);
        let sum = format!("{parts} 各格之和为 {}", balance.sum);
        match self.contents.get_mut(total) {
            Some(Content::Wrong(note)) => *note = format!("{note}；{sum}"),
            _ => {
                self.contents.insert(*total, Content::Wrong(sum));
            }
        }
    }

    fn is_blank(&self, addresses: &[Address]) -> bool {
        let mut cells = addresses.iter().filter_map(|address| self.placed.get(address));
        cells.all(|(cell, _)| cell.text.is_empty())
    }

    /// Makes a blank total of a blank form a formula.
    fn sum_up_blank(&mut self, balance: &Balance) -> bool {
        let [total] = balance.left.as_slice() else { return false };
        if self.contents.contains_key(total) {
            return false;
        }
        let parts = area::list(self.areas(&balance.right), ",", Area::relative);
        let formula = format!("IF(COUNT({parts})=0,\"\",SUM({parts}))");
        self.contents.insert(*total, Content::Formula(formula));
        true
    }

    /// Makes a total a formula, if the formula yields the number of the report.
    fn sum_up(&mut self, balance: &Balance) -> bool {
        let [total] = balance.left.as_slice() else { return false };
        if !balance.holds || self.contents.contains_key(total) {
            return false;
        }
        let cell = |address| self.placed.get(address).map(|(cell, _)| *cell);
        let exact = |address| cell(address)?.number().filter(|number| number::is_exact(*number));
        let is_summed =
            |address| exact(address).is_some() || cell(address).is_none_or(|cell| cell.text.is_empty());
        if exact(total).is_none() || !balance.right.iter().all(is_summed) {
            return false; // `12件` counts in the report, but not in a spreadsheet
        }
        let decimals = |address| exact(address).map_or(0, |number| number.scale());
        let most = balance.right.iter().chain([total]).map(decimals).max().unwrap_or(0);
        if most > DECIMALS {
            return false;
        }
        let firsts = self.areas(&balance.right).into_iter().map(|area| Area {
            bottom: area.top,
            right: area.left,
            ..area
        });
        let sum = format!("SUM({})", area::list(firsts.collect(), ",", Area::relative));
        let formula = if most > 0 { format!("ROUND({sum},{DECIMALS})") } else { sum };
        self.contents.insert(*total, Content::Formula(formula));
        true
    }

    /// Adds the checks that the sheet makes while someone types.
    pub fn watch(&self, sheet: &mut Worksheet) -> Result<()> {
        self.validate(sheet)?;
        self.mark_failing(sheet)
    }

    /// Has a sum that is without a formula of its own checked.
    #[cfg(feature = "results")]
    pub fn watch_sum(&mut self, left: &[Address], right: &[Address]) {
        let watched = Watched::sum(self.areas(left), &self.areas(right));
        self.watched.push(watched);
    }

    /// Has the cells of sums turn red while they do not hold.
    pub fn mark_failing(&self, sheet: &mut Worksheet) -> Result<()> {
        for Watched { rule, marked } in &self.watched {
            let Some(first) = marked.iter().min_by_key(|area| (area.top, area.left)).copied() else {
                continue;
            };
            let range = area::list(marked.clone(), " ", Area::relative);
            let failing = ConditionalFormatFormula::new()
                .set_rule(rule.as_str())
                .set_format(format::failing())
                .set_multi_range(range);
            sheet.add_conditional_format(first.top, first.left, first.bottom, first.right, &failing)?;
        }
        Ok(())
    }

    fn validate(&self, sheet: &mut Worksheet) -> Result<()> {
        for kind in [Kind::Count, Kind::Change, Kind::Decimal, Kind::Amount] {
            let is_typed = |(address, (cell, _)): &(&Address, &(&Cell, Area))| {
                let formula = matches!(self.contents.get(address), Some(Content::Formula(_)));
                cell.figure.as_ref().is_some_and(|figure| figure.kind == kind) && !formula
            };
            let areas: Vec<Area> = self.placed.iter().filter(is_typed).map(|(_, (_, area))| *area).collect();
            let Some(first) = areas.iter().min_by_key(|area| (area.top, area.left)).copied() else {
                continue;
            };
            let rule = DataValidation::new();
            let (rule, allowed) = match kind {
                Kind::Count => (
                    rule.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
                    "请填不小于 0 的整数；没有的填 0。",
                ),
                Kind::Change => (
                    rule.allow_whole_number(DataValidationRule::Between(CHANGES.0, CHANGES.1)),
                    "请填整数，减少的填负数；没有变化的填 0。",
                ),
                Kind::Decimal => (
                    rule.allow_decimal_number(DataValidationRule::Between(
                        CHANGES.0.into(),
                        CHANGES.1.into(),
                    )),
                    "请填数字，可带小数，可以是负数。",
                ),
                Kind::Amount => (
                    rule.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
                    "请填不小于 0 的金额，可带小数；没有的填 0。",
                ),
                Kind::Percent | Kind::Text | Kind::YesNo | Kind::Date | Kind::Choice => continue,
            };
            let rule = rule
                .set_error_style(DataValidationErrorStyle::Stop)
                .set_error_title("这里只能填数")?
                .set_error_message(allowed)?
                .set_multi_range(area::list(areas, " ", Area::relative));
            sheet.add_data_validation(first.top, first.left, first.bottom, first.right, &rule)?;
        }
        Ok(())
    }
}
