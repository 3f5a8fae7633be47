//! The statutory cells, one by one.
//!
//! Editions use the same keys for rows and columns that mean the same, so an address in both forms is compared,
//! and one in a single form is listed separately. The rows of a table with a row for each body are those of the same
//! body, wherever they are.

use serde::Serialize;

use super::Pair;
use super::bodies::Bodies;
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::form::{Edition, TableForm};
use crate::model::report::Report;
use crate::model::value::Value;

/// A statutory cell in both reports. `None` is a cell that the document does not have, which is
/// neither blank nor 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedCell {
    /// The cell of the form; in a table with a row for each body, that of the new report, or that of the old one if only
    /// it has the body.
    pub address: Address,
    /// The body whose row it is in, in a table with a row for each.
    pub body: Option<String>,
    /// Its values.
    pub values: Pair<Option<Value>>,
    /// New minus old, exact; `None` where one of them has no certain number, or the difference more
    /// digits than a decimal holds.
    pub change: Option<Decimal>,
    /// Whose form has it.
    pub in_forms: InForms,
}

/// Which of the two forms have the cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum InForms {
    /// Both forms.
    #[serde(rename = "both")]
    Both,
    /// Only the form of the old report.
    #[serde(rename = "old")]
    OldOnly,
    /// Only the form of the new report.
    #[serde(rename = "new")]
    NewOnly,
}

impl ComparedCell {
    /// Whether the values differ.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.values.old != self.values.new
    }

    /// Whether only one of the forms has the cell, so that it cannot be compared.
    #[must_use]
    pub fn is_apart(&self) -> bool {
        self.in_forms != InForms::Both
    }
}

/// Every cell that either report has: in the order of the new form, then what only the old one has.
pub(super) fn compare(reports: Pair<&Report>) -> Vec<ComparedCell> {
    let bodies = Bodies::all(reports);
    let of_new = addresses(reports.new.edition);
    let only_old = addresses(reports.old.edition).filter(|address| !has(reports.new.edition, *address));
    let mut cells: Vec<ComparedCell> = Vec::new();
    let mut listed: Option<&Bodies> = None;
    for address in of_new.chain(only_old) {
        let of_bodies = bodies.iter().find(|bodies| bodies.table == address.table);
        if let Some(earlier) =
            listed.filter(|earlier| of_bodies.is_none_or(|bodies| !std::ptr::eq(*earlier, bodies)))
        {
            cells.extend(earlier.gone(reports));
        }
        listed = of_bodies;
        cells.extend(match of_bodies {
            Some(bodies) => bodies.cell(reports, address),
            None => cell(reports, Pair::new(Some(address), Some(address)), None),
        });
    }
    cells.extend(listed.into_iter().flat_map(|bodies| bodies.gone(reports)));
    cells
}

/// A cell with its address in each report; the body whose row it is in.
pub(super) fn cell(
    reports: Pair<&Report>,
    addresses: Pair<Option<Address>>,
    body: Option<String>,
) -> Option<ComparedCell> {
    let address = addresses.new.or(addresses.old)?;
    let value = |report: &Report, address: Option<Address>| {
        address.and_then(|address| report.cells.get(&address)).map(|cell| cell.value.clone())
    };
    let values = Pair::new(value(reports.old, addresses.old), value(reports.new, addresses.new));
    if values.each().into_iter().all(Option::is_none) {
        return None;
    }
    let in_forms = match (has(reports.old.edition, address), has(reports.new.edition, address)) {
        (true, false) => InForms::OldOnly,
        (false, true) => InForms::NewOnly,
        _ => InForms::Both,
    };
    let number = |value: &Option<Value>| value.as_ref().and_then(Value::counted);
    let change =
        number(&values.old).zip(number(&values.new)).and_then(|(old, new)| exact_difference(old, new));
    Some(ComparedCell { address, body, values, change, in_forms })
}

/// New minus old, if that is exact.
fn exact_difference(old: Decimal, new: Decimal) -> Option<Decimal> {
    let (old, new) = (old.normalize(), new.normalize());
    let change = new.checked_sub(old)?;
    let is_exact = old.is_zero() || new.is_zero() || change.scale() >= old.scale().max(new.scale());
    is_exact.then(|| if change.is_zero() { Decimal::ZERO } else { change.normalize() })
}

fn addresses(edition: &'static Edition) -> impl Iterator<Item = Address> {
    edition.tables.iter().flat_map(of_table)
}

fn of_table(table: &'static TableForm) -> impl Iterator<Item = Address> {
    table.rows().flat_map(move |(block, row)| {
        let columns = block.columns.iter();
        columns.map(move |column| Address { table: table.key, row: row.key, column: column.key })
    })
}

fn has(edition: &Edition, address: Address) -> bool {
    let row = edition.table(address.table).and_then(|table| table.row(address.row));
    row.is_some_and(|(block, _)| block.column(address.column).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_exact_or_absent() {
        for (old, new, want) in [
            ("12", "15", Some("3")),
            ("15", "12", Some("-3")),
            ("4068.208", "59237.2449", Some("55169.0369")),
            ("0.1", "0.3", Some("0.2")),
            ("12.50", "12.5", Some("0")),
            ("0", "0.0001", Some("0.0001")),
            ("9999999999999999999999999999", "0.5", None),
            ("-79228162514264337593543950335", "79228162514264337593543950335", None),
        ] {
            let number = |text| Decimal::from_str_exact(text).unwrap();
            let change = exact_difference(number(old), number(new)).map(|change| change.to_string());
            assert_eq!(change.as_deref(), want, "{old} {new}");
        }
    }
}
