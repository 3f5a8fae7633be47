//! The rows of a table with a row for each body: those of one body are compared, wherever they are.

use std::collections::{HashMap, HashSet};

use super::Pair;
use super::cells::{ComparedCell, cell};
use crate::model::address::Address;
use crate::model::form::records::TOTAL;
use crate::model::form::{ColumnForm, TableForm};
use crate::model::report::Report;
use crate::model::text;

/// The rows of a table with one for each body, in both reports.
pub(super) struct Bodies {
    /// The key of the table.
    pub(super) table: &'static str,
    /// The row of the body in the old report, by its row in the new one.
    old_of_new: HashMap<&'static str, &'static str>,
    /// Names of the bodies as written, by their row.
    names: Pair<HashMap<&'static str, String>>,
    /// Rows of the old report whose body the new one does not have, in order.
    gone: Vec<&'static str>,
}

impl Bodies {
    /// The tables that have rows of bodies in both forms.
    pub(super) fn all(reports: Pair<&Report>) -> Vec<Self> {
        let has = |report: &Report, key| report.edition.table(key).is_some_and(TableForm::has_bodies);
        let tables = reports.new.edition.tables.iter().map(|table| table.key);
        tables
            .filter(|key| reports.each().into_iter().all(|report| has(report, key)))
            .map(|key| Self::of(reports, key))
            .collect()
    }

    /// Pairs the bodies by name; of several rows of one name the first with the first, and so on.
    fn of(reports: Pair<&Report>, table: &'static str) -> Self {
        let (old, new) = (named(reports.old, table), named(reports.new, table));
        let mut rows: HashMap<(String, usize), &'static str> = HashMap::new();
        for (key, row) in numbered(&old) {
            rows.insert(key, row);
        }
        let pairs = numbered(&new).into_iter();
        let old_of_new: HashMap<_, _> =
            pairs.filter_map(|(key, row)| Some((row, rows.remove(&key)?))).collect();
        let left: HashSet<&str> = rows.into_values().collect();
        let gone = old.iter().map(|(row, _)| *row).filter(|row| left.contains(row)).collect();
        let names = |rows: Vec<(&'static str, String)>| rows.into_iter().collect();
        Self { table, old_of_new, names: Pair::new(names(old), names(new)), gone }
    }

    /// A cell of the new report, beside that of the same body.
    pub(super) fn cell(&self, reports: Pair<&Report>, address: Address) -> Option<ComparedCell> {
        if address.row == TOTAL {
            return cell(reports, Pair::new(Some(address), Some(address)), None);
        }
        let body = self.names.new.get(address.row)?;
        let old = self.old_of_new.get(address.row).map(|row| Address { row, ..address });
        cell(reports, Pair::new(old, Some(address)), Some(body.clone()))
    }

    /// The cells of the bodies that only the old report has.
    pub(super) fn gone(&self, reports: Pair<&Report>) -> Vec<ComparedCell> {
        let Some(table) = reports.old.edition.table(self.table) else { return Vec::new() };
        let of_row = |row: &&'static str| {
            let columns = table.row(row).map(|(block, _)| block.columns).unwrap_or_default();
            let row = *row;
            columns.iter().map(move |column| Address { table: table.key, row, column: column.key })
        };
        let addresses = self.gone.iter().flat_map(of_row);
        let body = |address: Address| self.names.old.get(address.row).cloned();
        addresses.filter_map(|address| cell(reports, Pair::new(Some(address), None), body(address))).collect()
    }
}

/// The rows of the bodies of a report, with their names, in order.
fn named(report: &Report, table: &str) -> Vec<(&'static str, String)> {
    let Some(form) = report.edition.table(table) else { return Vec::new() };
    let rows = form.rows().filter(|(_, row)| row.key != TOTAL);
    rows.filter_map(|(block, row)| {
        let value = |column: &ColumnForm| {
            report.cells.get(&Address { table: form.key, row: row.key, column: column.key })
        };
        block.columns.iter().any(|column| value(column).is_some()).then_some(())?;
        Some((row.key, report.body(form, row.key).unwrap_or_default().to_owned()))
    })
    .collect()
}

/// Rows by the name of their body, and how many of that name are before them.
fn numbered(rows: &[(&'static str, String)]) -> Vec<((String, usize), &'static str)> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let number = |(row, name): &(&'static str, String)| {
        let name: String = text::fold(name).chars().filter(|c| !c.is_whitespace()).collect();
        let count = counts.entry(name.clone()).or_default();
        *count += 1;
        ((name, *count), *row)
    };
    rows.iter().map(number).collect()
}
