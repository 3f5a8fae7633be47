//! The sums: cell by cell over all reports that count, with blanks and words counted separately.
//!
//! Editions use the same address for cells that mean the same; cells that the most common edition does not
//! have are added up separately.

use std::collections::{BTreeMap, BTreeSet};

use super::inclusion::Inclusion;
use super::received::Received;
use crate::forms::Y2021;
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::form::{Edition, Presence, records};
use crate::model::value::Value;

/// The sums of the cells of an edition.
#[derive(Clone, Debug)]
pub struct EditionSums {
    /// The edition of the form.
    pub edition: &'static Edition,
    /// The sum of each cell of the form.
    pub sums: BTreeMap<Address, CellSum>,
}

/// The sum of a cell over all reports that count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellSum {
    /// `None` when no report has a figure there, or when the sum has more than 28 digits.
    pub total: Option<Decimal>,
    /// Reports with a figure.
    pub figures: usize,
    /// Reports that left the cell blank.
    pub blanks: usize,
    /// Reports with words in the cell, which are not added up.
    pub texts: usize,
    /// Reports that do not have the cell.
    pub absent: usize,
}

impl CellSum {
    fn add(&mut self, value: Option<&Value>) {
        match value {
            None => self.absent += 1,
            Some(Value::Blank) => self.blanks += 1,
            Some(value) => match value.counted() {
                None => self.texts += 1,
                Some(figure) => {
                    let so_far = if self.figures == 0 { Some(Decimal::ZERO) } else { self.total };
                    self.total = so_far.and_then(|sum| sum.checked_add(figure)).map(|sum| sum.normalize());
                    self.figures += 1;
                }
            },
        }
    }
}

/// Whether the edition has this cell.
#[must_use]
pub fn is_in_form(edition: &Edition, address: Address) -> bool {
    let row = edition.table(address.table).and_then(|table| table.row(address.row));
    row.is_some_and(|(block, _)| block.column(address.column).is_some())
}

/// The sums, those of the most common edition first.
pub(super) fn forms(received: &[Received], inclusions: &[Inclusion]) -> Vec<EditionSums> {
    let is_counted = |at: usize| inclusions.get(at).is_some_and(Inclusion::is_counted);
    let uses = |edition: &Edition| {
        let of_edition = received.iter().enumerate().filter(|(_, one)| one.edition.id == edition.id);
        let (counted, left): (Vec<usize>, Vec<usize>) =
            of_edition.map(|(at, _)| at).partition(|at| is_counted(*at));
        (counted.len(), left.len())
    };
    let mut editions: Vec<&'static Edition> = Vec::new();
    for one in received.iter().filter(|one| !one.is_of_other_form) {
        if !editions.iter().any(|known| known.id == one.edition.id) {
            editions.push(one.edition);
        }
    }
    if editions.is_empty() {
        editions.push(&Y2021);
    }
    editions.sort_by_key(|edition| (edition.years.0, edition.id));
    // Of several, the newest: `max_by_key` takes the last of equals.
    let Some(main) = editions.iter().copied().max_by_key(|edition| uses(edition)) else { return Vec::new() };
    let others = editions.iter().rev().copied().filter(|edition| edition.id != main.id);
    let forms = [main].into_iter().chain(others).map(|edition| {
        let cells = cells(edition, main, received);
        let mut sums: BTreeMap<Address, CellSum> =
            cells.into_iter().map(|address| (address, CellSum::default())).collect();
        for (_, one) in received.iter().enumerate().filter(|(at, _)| is_counted(*at)) {
            for (address, sum) in &mut sums {
                sum.add(one.value(*address).as_deref());
            }
        }
        EditionSums { edition, sums }
    });
    forms.filter(|form| !form.sums.is_empty()).collect()
}

/// The cells of a form: of the main one all that must be there, and those that some report has; of others
/// those that the main one does not have.
fn cells(edition: &'static Edition, main: &'static Edition, received: &[Received]) -> BTreeSet<Address> {
    let is_main = edition.id == main.id;
    let present = received.iter().flat_map(|one| one.cells.addresses().map(move |address| (one, address)));
    let own = |(one, address): &(&Received, Address)| {
        if is_main {
            is_in_form(main, *address)
        } else {
            one.edition.id == edition.id && !is_in_form(main, *address)
        }
    };
    // Collecting would first hold the addresses of all reports, and sort them.
    let mut cells = BTreeSet::new();
    for (_, address) in present.filter(own) {
        cells.insert(address);
    }
    if is_main {
        cells.extend(required(main));
    }
    cells.retain(|address| is_summed(edition, *address));
    cells
}

/// Whether the figures of a cell of several reports make a sum: a number, and of a table with a row for each body that
/// of the total.
fn is_summed(edition: &'static Edition, address: Address) -> bool {
    let Some(table) = edition.table(address.table) else { return true };
    let column = table.row(address.row).and_then(|(block, _)| block.column(address.column));
    column.is_none_or(|column| column.kind.is_number())
        && (!table.has_bodies() || address.row == records::TOTAL)
}

/// The cells that every report of an edition must have.
pub(super) fn required(edition: &'static Edition) -> impl Iterator<Item = Address> {
    edition.tables.iter().flat_map(|table| {
        let rows = table.rows().filter(|(_, row)| row.presence == Presence::Required);
        rows.flat_map(move |(block, row)| {
            block.columns.iter().map(move |column| Address {
                table: table.key,
                row: row.key,
                column: column.key,
            })
        })
    })
}
