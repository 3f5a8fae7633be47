//! The layout of the sheet 明细, and the formulas over it.

use std::collections::BTreeMap;

use crate::aggregate::{Received, Summary};
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::form::Edition;
use crate::model::language::Text;
use crate::model::place::column_letters;
use crate::model::value::Value;
use crate::writers::xlsx::number::is_exact;

/// The sheet with one body a row.
pub const SHEET: &str = "明细";
/// The flags: whether a report counts.
pub const YES: &str = "是";
pub const NO: &str = "否";
/// Marks a cell that the report does not have.
pub const ABSENT: &str = "－";

/// Columns before the figures.
pub const FLAG: u16 = 0;
pub const BODY: u16 = 1;
pub const BALANCE: u16 = 4;
/// Columns before the first figure, without those of the roster.
pub const FIXED: u16 = 7;
/// The first row with a body.
pub const FIRST: u32 = 6;

/// Maximum number of decimals of a column: a spreadsheet cannot round to more reliably.
const MOST_DECIMALS: u32 = 10;
/// Below this, adding binary fractions of 53 bits one by one can't be wrong in the last decimal.
const EXACT: Decimal = Decimal::from_parts(0xA4C6_8000, 0x0003_8D7E, 0, false, 0); // 10^15

/// The reports in the order of their rows and the figures in that of their columns.
#[derive(Debug)]
pub struct Grid {
    /// Indices into the summary: first those that count.
    pub order: Vec<usize>,
    /// What the roster says of the bodies: columns after that of the body.
    pub affiliations: Vec<Affiliation>,
    pub columns: Vec<Column>,
}

/// A column of the roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Affiliation {
    Region,
    Level,
}

impl Affiliation {
    /// Those that the roster has of a body of a report.
    fn of(summary: &Summary) -> Vec<Self> {
        let is_known = |kind: &Self| summary.received.iter().any(|one| kind.text(one).is_some());
        [Self::Region, Self::Level].into_iter().filter(is_known).collect()
    }

    pub fn text(self, one: &Received) -> Option<&str> {
        match self {
            Self::Region => one.region.as_deref(),
            Self::Level => one.level.as_deref(),
        }
    }

    pub const fn head(self) -> Text {
        match self {
            Self::Region => Text::new("地区", "Region"),
            Self::Level => Text::new("级别", "Level"),
        }
    }
}

/// A column of figures.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub edition: &'static Edition,
    /// Whether it belongs to the edition of most reports.
    pub is_main: bool,
    pub address: Address,
    pub number: u16,
    decimals: u32,
    is_exact: bool,
}

impl Grid {
    pub fn of(summary: &Summary) -> Self {
        let counted = summary.counted().map(|(at, _)| at);
        let order = counted.chain(summary.excluded().map(|(at, ..)| at)).collect();
        let affiliations = Affiliation::of(summary);
        let fixed = FIXED.saturating_add(u16::try_from(affiliations.len()).unwrap_or(u16::MAX));
        let mut columns = Vec::new();
        for (form, is_main) in summary.forms.iter().zip([true].into_iter().chain(std::iter::repeat(false))) {
            for (address, _) in form.in_order() {
                let number = fixed.saturating_add(u16::try_from(columns.len()).unwrap_or(u16::MAX));
                let (decimals, is_exact) = measure(summary, address);
                columns.push(Column { edition: form.edition, is_main, address, number, decimals, is_exact });
            }
        }
        Self { order, affiliations, columns }
    }

    /// The column after those of the roster, of what is in this column where there are none.
    pub fn at(&self, column: u16) -> u16 {
        let more = if column > BODY { self.affiliations.len() } else { 0 };
        column.saturating_add(u16::try_from(more).unwrap_or(u16::MAX))
    }

    /// Columns before the first figure.
    pub fn fixed(&self) -> u16 {
        self.at(FIXED)
    }

    /// The last row with a body; with no body, the first.
    pub fn last(&self) -> u32 {
        FIRST.saturating_add(u32::try_from(self.order.len()).unwrap_or(u32::MAX)).saturating_sub(1).max(FIRST)
    }

    /// The columns by their cells, of one edition.
    pub fn by_address(&self, edition: &Edition) -> BTreeMap<Address, &Column> {
        let own = self.columns.iter().filter(|column| column.edition.id == edition.id);
        own.map(|column| (column.address, column)).collect()
    }

    /// All rows of some columns: `明细!$H$7:$S$206`.
    pub fn range(&self, first: u16, last: u16) -> String {
        let cell = |row: u32, column: u16| format!("${}${}", column_letters(u32::from(column) + 1), row + 1);
        format!("{SHEET}!{}:{}", cell(FIRST, first), cell(self.last(), last))
    }

    pub fn flags(&self) -> String {
        self.range(FLAG, FLAG)
    }

    /// The sum of a column over the reports that count; blank where none has a figure. `None` where a
    /// spreadsheet cannot compute it exactly.
    pub fn sum(&self, column: &Column) -> Option<String> {
        if !column.is_exact {
            return None;
        }
        let (flags, figures) = (self.flags(), self.range(column.number, column.number));
        let sum = format!("SUMIFS({figures},{flags},\"{YES}\")");
        let sum = if column.decimals > 0 { format!("ROUND({sum},{})", column.decimals) } else { sum };
        Some(format!("IF(COUNTIFS({flags},\"{YES}\",{figures},\">-1E+300\")=0,\"\",{sum})"))
    }

    /// How many of the reports that count left a cell blank.
    pub fn blanks(&self, column: &Column) -> String {
        let figures = self.range(column.number, column.number);
        format!("SUMPRODUCT(({}=\"{YES}\")*ISBLANK({figures}))", self.flags())
    }
}

/// The decimals of a column, and whether a spreadsheet adds it up exactly, whichever reports count.
fn measure(summary: &Summary, address: Address) -> (u32, bool) {
    let figures = summary.received.iter().filter_map(|one| one.value(address)?.counted());
    let figures: Vec<Decimal> = figures.map(|figure| figure.normalize()).collect();
    let decimals = figures.iter().map(Decimal::scale).max().unwrap_or(0);
    let are_numbers = figures.iter().copied().all(is_exact);
    let size = figures.iter().try_fold(Decimal::ZERO, |sum, figure| sum.checked_add(figure.abs()));
    let factor =
        if decimals == 0 { Some(Decimal::ONE) } else { u32::try_from(figures.len()).ok().map(Decimal::from) };
    let shift = 10_u64.checked_pow(decimals).map(Decimal::from);
    let weight = size
        .zip(factor)
        .zip(shift)
        .and_then(|((size, factor), shift)| size.checked_mul(factor)?.checked_mul(shift));
    let is_small = weight.is_some_and(|weight| weight < EXACT);
    (decimals, are_numbers && is_small && decimals <= MOST_DECIMALS)
}

/// The number that a cell of 明细 holds; `None` where the cell is blank or holds text.
pub fn number(value: &Value) -> Option<Decimal> {
    value.counted().map(|number| number.normalize()).filter(|number| is_exact(*number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::Settings;
    use crate::report_json as json;

    const FEES: Address = Address { table: "disclosure", row: "fees", column: "amount" };

    fn formula(amounts: &[&str]) -> Option<String> {
        let received = amounts.iter().zip(0..).map(|(amount, number)| {
            let text = include_str!("../../../../fixtures/rules/2021.json");
            let mut report = json::from_json(&serde_json::from_str(text).unwrap()).unwrap().0;
            report.organization = Some(format!("第{number}局"));
            report.cells.get_mut(&FEES).unwrap().value = Value::parse(amount);
            Received::of("", b"", report)
        });
        let summary = Summary::of(received.collect(), &Settings::default());
        let grid = Grid::of(&summary);
        let column = grid.columns.iter().find(|column| column.address == FEES).unwrap();
        grid.sum(column)
    }

    #[test]
    fn formulas_heed_the_flags_and_keep_blank_blank() {
        let want = "IF(COUNTIFS(明细!$A$7:$A$8,\"是\",明细!$Q$7:$Q$8,\">-1E+300\")=0,\"\",\
                    ROUND(SUMIFS(明细!$Q$7:$Q$8,明细!$A$7:$A$8,\"是\"),2))";
        assert_eq!(formula(&["0.1", "0.25"]).as_deref(), Some(want));
        assert!(formula(&["1", "2"]).is_some_and(|formula| !formula.contains("ROUND")));
    }

    #[test]
    fn there_is_a_formula_only_where_a_spreadsheet_tells_the_exact_sum() {
        for (amounts, want) in [
            (&["1", ""][..], true),
            (&["12件", "（未统计）"], true),
            (&["999999999999999", "0"], true),
            (&["999999999999999", "1"], false),
            (&["1234567890.123456", "1"], false),
            (&["1234567890.123456", "1"], false),
            (&["12345678.12345", "1"], true),
            (&["0.00000000001", "1"], false),
        ] {
            assert_eq!(formula(amounts).is_some(), want, "{amounts:?}");
        }
    }
}
