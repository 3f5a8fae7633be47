//! Relations of the form on a sheet: the cells of one that does not hold turn red, also while someone types.
//!
//! Totals are formulas where they hold ([`figures`](super::figures)); these are the other relations, and totals that
//! are not filled in. A figure on
//! another sheet is referred to by its name, which every spreadsheet program allows in a conditional format.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::area::{self, Area};
use super::figures::{DECIMALS, Watched, no_words};
use super::names;
use crate::formats::Balance;
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::document::Cell;
use crate::model::form::relation::{Comparator, Comparison, Line, Operand, Relation, Source};
use crate::model::report::Report;

/// Cells that a function takes as its arguments.
const MOST_ARGUMENTS: usize = 250;
/// Characters of a formula.
const LONGEST_FORMULA: usize = 8000;

/// The figures of a sheet.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'s, 't> {
    pub placed: &'s BTreeMap<Address, (&'t Cell, Area)>,
    pub report: &'s Report,
    /// Sums that are formulas or checked already.
    pub balances: &'s [Balance],
}

/// One side of a comparison, or several sides: references to cells, and a number.
#[derive(Default)]
struct Side {
    added: Vec<Area>,
    subtracted: Vec<Area>,
    added_names: Vec<String>,
    subtracted_names: Vec<String>,
    constant: Decimal,
}

impl Sheet<'_, '_> {
    /// The checks of the relations of the tables on this sheet.
    pub(super) fn watched(self) -> Vec<Watched> {
        let mut rows: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for address in self.placed.keys() {
            rows.entry(address.table).or_default().insert(address.row);
        }
        let mut watched = Vec::new();
        let first = |addresses: &[Address]| addresses.first().copied();
        let known: BTreeSet<_> =
            self.balances.iter().map(|sum| (first(&sum.left), first(&sum.right))).collect();
        for table in self.report.edition.tables {
            let Some(rows) = rows.get(table.key) else { continue };
            for relation in table.relations.iter().filter(|relation| !relation.is_with_previous()) {
                let is_new = |line: &Line| !relation.is_sum || !is_known(relation, *line, &known);
                let mut lines = relation.lines(table);
                lines.retain(|line| !matches!(line, Line::Row(row) if !rows.contains(row)) && is_new(line));
                watched.extend(lines.into_iter().filter_map(|line| self.watch(relation, line)));
            }
        }
        watched
    }

    fn watch(self, relation: &Relation, line: Line) -> Option<Watched> {
        let (left, right) = self.sides(&relation.claim, line)?;
        let mut tests = Vec::new();
        if let Some(condition) = &relation.condition {
            let (left, right) = self.sides(condition, line)?;
            tests.extend(certain(&left, &right)?);
            tests.push(compared(&left, &right, sign(condition.comparator)));
        }
        tests.extend(certain(&left, &right)?);
        tests.push(compared(&left, &right, opposite(relation.claim.comparator)));
        let rule = format!("=AND({})", tests.join(","));
        let own = |side: &Side| [side.added.as_slice(), &side.subtracted].concat();
        let marked = match own(&left).as_slice() {
            [only] => vec![*only],
            several => [several, &own(&right)].concat(),
        };
        (rule.len() <= LONGEST_FORMULA && !marked.is_empty()).then_some(Watched { rule, marked })
    }

    fn sides(self, comparison: &Comparison, line: Line) -> Option<(Side, Side)> {
        Some((self.side(comparison.left, line)?, self.side(comparison.right, line)?))
    }

    fn side(self, operands: &[Operand], line: Line) -> Option<Side> {
        let mut side = Side::default();
        for operand in operands {
            let reference = match &operand.source {
                Source::Constant(number) if operand.is_subtracted => {
                    side.constant = side.constant.checked_sub(*number)?;
                    continue;
                }
                Source::Constant(number) => {
                    side.constant = side.constant.checked_add(*number)?;
                    continue;
                }
                Source::Figure(reference) => reference,
            };
            let address = reference.address(line)?;
            let (areas, figures) = if operand.is_subtracted {
                (&mut side.subtracted, &mut side.subtracted_names)
            } else {
                (&mut side.added, &mut side.added_names)
            };
            match self.placed.get(&address) {
                Some((_, area)) => areas.push(*area),
                None if self.report.cells.contains_key(&address) => figures.push(names::of_figure(address)?),
                None => return None,
            }
        }
        Some(side)
    }
}

/// Whether a sum of the form is one of these, by the first cells of both sides.
fn is_known(relation: &Relation, line: Line, known: &BTreeSet<(Option<Address>, Option<Address>)>) -> bool {
    let first = |operands: &[Operand]| operands.first().and_then(Operand::reference)?.address(line);
    let (left, right) = (first(relation.claim.left), first(relation.claim.right));
    known.contains(&(left, right)) || known.contains(&(right, left))
}

impl Side {
    /// References to what is added, and to what is subtracted.
    fn references(&self) -> [Vec<String>; 2] {
        let list = |areas: &[Area], names: &[String]| {
            let refer = |area: Area| {
                let is_cell = (area.top, area.left) == (area.bottom, area.right);
                if is_cell { area.first() } else { area.absolute() }
            };
            let areas = area::joined(areas.to_vec()).into_iter().map(refer);
            areas.chain(names.iter().cloned()).collect()
        };
        [list(&self.added, &self.added_names), list(&self.subtracted, &self.subtracted_names)]
    }

    fn sum(&self) -> String {
        let [added, subtracted] = self.references();
        let mut sum = String::new();
        if !added.is_empty() {
            let _ = write!(sum, "SUM({})", added.join(","));
        }
        if !subtracted.is_empty() {
            let _ = write!(sum, "-SUM({})", subtracted.join(","));
        }
        if !self.constant.is_zero() || sum.is_empty() {
            let sign = if self.constant.is_sign_negative() || sum.is_empty() { "" } else { "+" };
            let _ = write!(sum, "{sign}{}", self.constant.normalize());
        }
        sum
    }
}

/// Tests that no cell holds a text, which counts in no sum, and that no side is blank throughout.
fn certain(left: &Side, right: &Side) -> Option<Vec<String>> {
    let [left, right] = [left, right].map(|side| side.references().concat());
    let all = [left.as_slice(), &right].concat();
    if all.len() > MOST_ARGUMENTS {
        return None;
    }
    let words = no_words(&all.iter().map(String::as_str).collect::<Vec<_>>());
    let filled = [left, right].into_iter().filter(|side| !side.is_empty());
    let filled = filled.map(|side| format!("COUNT({})>0", side.join(",")));
    Some([words].into_iter().chain(filled).collect())
}

fn compared(left: &Side, right: &Side, sign: &str) -> String {
    format!("ROUND({}-({}),{DECIMALS}){sign}0", left.sum(), right.sum())
}

const fn sign(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::Equal => "=",
        Comparator::NotEqual => "<>",
        Comparator::AtMost => "<=",
        Comparator::AtLeast => ">=",
        Comparator::Less => "<",
        Comparator::More => ">",
    }
}

/// The sign for a comparison that does not hold.
const fn opposite(comparator: Comparator) -> &'static str {
    sign(match comparator {
        Comparator::Equal => Comparator::NotEqual,
        Comparator::NotEqual => Comparator::Equal,
        Comparator::AtMost => Comparator::More,
        Comparator::AtLeast => Comparator::Less,
        Comparator::Less => Comparator::AtLeast,
        Comparator::More => Comparator::AtMost,
    })
}
