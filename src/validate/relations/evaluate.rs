//! Both sides of a comparison, where every figure is certain.
//!
//! As in the balances: a blank among other figures counts as 0; a side of blanks alone, a total that was not filled in,
//! a text without a number and a cell that was not read leave the comparison undecided.

use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::finding::Severity;
use crate::model::form::relation::{Comparator, Comparison, Line, Operand, Source};
use crate::model::form::{Presence, SumKind};
use crate::model::report::Report;
use crate::model::value::Value;
use crate::validate::balance::{Equation, Term, is_unfilled_total};

/// The report, and that for the year before where it is compared with it.
#[derive(Clone, Copy)]
pub struct Reports<'a> {
    pub report: &'a Report,
    pub previous: Option<&'a Report>,
}

/// A comparison whose figures are all certain.
#[derive(Debug)]
pub struct Compared {
    pub left: Side,
    pub comparator: Comparator,
    pub right: Side,
}

/// One side.
#[derive(Debug)]
pub struct Side {
    pub parts: Vec<Part>,
    pub total: Decimal,
}

/// A number of one side.
#[derive(Debug)]
pub struct Part {
    /// Its cell; `None` for a constant.
    pub cell: Option<Address>,
    /// Whether it is of the report for the year before.
    pub is_previous: bool,
    pub is_subtracted: bool,
    pub is_blank: bool,
    pub figure: Decimal,
}

/// A figure is not certain.
struct Uncertain;

impl Compared {
    /// The comparison in this row, column or cell.
    pub fn of(comparison: &Comparison, line: Line, reports: Reports<'_>) -> Option<Self> {
        let side = |operands| Side::of(operands, line, reports);
        let (left, right) = (side(comparison.left)?, side(comparison.right)?);
        Some(Self { left, comparator: comparison.comparator, right })
    }

    pub fn holds(&self) -> bool {
        self.comparator.holds(self.left.total.cmp(&self.right.total))
    }

    /// How far the sides are apart.
    pub fn gap(&self) -> Decimal {
        self.left.total.checked_sub(self.right.total).unwrap_or_default().abs().normalize()
    }

    /// Its cells in this report.
    pub fn cells(&self) -> impl Iterator<Item = Address> {
        let parts = self.left.parts.iter().chain(&self.right.parts);
        parts.filter(|part| !part.is_previous).filter_map(|part| part.cell)
    }

    /// The comparison as a sum: what is subtracted on one side is added on the other. `None` unless both sides must be
    /// equal and all of their parts are cells of this report.
    pub fn equation(&self) -> Option<Equation> {
        if self.comparator != Comparator::Equal {
            return None;
        }
        let parts = |is_left: bool| {
            let of = |side: &Side, is_subtracted: bool| -> Vec<Option<Term>> {
                let parts = side.parts.iter().filter(|part| part.is_subtracted == is_subtracted);
                parts.map(Part::term).collect()
            };
            let (own, other) = if is_left { (&self.left, &self.right) } else { (&self.right, &self.left) };
            of(own, false).into_iter().chain(of(other, true)).collect::<Option<Vec<Term>>>()
        };
        let difference = self.left.total.checked_sub(self.right.total)?.normalize();
        Some(Equation {
            kind: SumKind::Declared(Severity::Error),
            left: parts(true)?,
            right: parts(false)?,
            difference,
        })
    }
}

impl Part {
    fn term(&self) -> Option<Term> {
        let address = self.cell.filter(|_| !self.is_previous)?;
        Some(Term { address, figure: self.figure, is_blank: self.is_blank })
    }
}

impl Side {
    fn of(operands: &[Operand], line: Line, reports: Reports<'_>) -> Option<Self> {
        let mut parts = Vec::with_capacity(operands.len());
        for operand in operands {
            parts.extend(part(operand, line, reports).ok()?);
        }
        let mut cells = parts.iter().filter(|part| part.cell.is_some()).peekable();
        let has_figures = operands.iter().any(|operand| operand.reference().is_some());
        if has_figures && cells.all(|part| part.is_blank) {
            return None;
        }
        let total = parts.iter().try_fold(Decimal::ZERO, |sum, part| {
            if part.is_subtracted { sum.checked_sub(part.figure) } else { sum.checked_add(part.figure) }
        })?;
        Some(Self { parts, total: total.normalize() })
    }
}

/// One number; `None` for a row that is absent and may be.
fn part(operand: &Operand, line: Line, reports: Reports<'_>) -> Result<Option<Part>, Uncertain> {
    let part = |cell, is_previous, is_blank, figure| {
        Ok(Some(Part { cell, is_previous, is_subtracted: operand.is_subtracted, is_blank, figure }))
    };
    let reference = match &operand.source {
        Source::Constant(number) => return part(None, false, false, *number),
        Source::Figure(reference) => reference,
    };
    let address = reference.address(line).ok_or(Uncertain)?;
    let is_previous = reference.is_previous;
    let report = if is_previous { reports.previous.ok_or(Uncertain)? } else { reports.report };
    let Some(cell) = report.cells.get(&address) else {
        return if is_absent_row(report, address) { Ok(None) } else { Err(Uncertain) };
    };
    match &cell.value {
        Value::Number(figure) | Value::Text { value: Some(figure), .. } => {
            part(Some(address), is_previous, false, *figure)
        }
        Value::Text { value: None, .. } => Err(Uncertain),
        Value::Blank if is_unfilled_total(report, address) => Err(Uncertain),
        Value::Blank => part(Some(address), is_previous, true, Decimal::ZERO),
    }
}

/// Whether a whole row is absent that may be.
fn is_absent_row(report: &Report, address: Address) -> bool {
    let form = report.edition.table(address.table).and_then(|table| table.row(address.row));
    form.is_some_and(|(block, row)| {
        let is_present = |column| report.cells.contains_key(&Address { column, ..address });
        row.presence == Presence::Optional && !block.columns.iter().any(|column| is_present(column.key))
    })
}
