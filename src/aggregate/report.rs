//! The sums as a report, which every writer can write.

use std::collections::BTreeSet;

use super::sums::{CellSum, EditionSums, is_in_form};
use crate::model::address::Address;
use crate::model::form::{Edition, Kind};
use crate::model::place::Place;
use crate::model::report::{Cell, Item, Passage, Report, Section};
use crate::model::value::Value;

/// Text of a cell in the table of a further edition whose sum is in the table of the first.
const TAKEN: &str = "已并入";
/// What names the sums of a table of records.
const TOTAL: &str = "合计";
/// Text of a cell whose sum has more than 28 digits.
const BEYOND: &str = "位数过多";

impl EditionSums {
    /// The cells that the table of sums shows: without the 小计 rows that only some bodies add.
    pub fn shown(&self) -> impl Iterator<Item = (Address, &CellSum)> {
        self.in_order().filter(|(address, _)| !is_subtotal(*address))
    }

    /// The cells in the order of the form.
    pub fn in_order(&self) -> impl Iterator<Item = (Address, &CellSum)> {
        let rows = self.edition.tables.iter().flat_map(|table| table.rows().map(move |row| (table, row)));
        let cells = rows.flat_map(|(table, (block, row))| {
            let columns = block.columns.iter();
            columns.map(move |column| Address { table: table.key, row: row.key, column: column.key })
        });
        cells.filter_map(|address| Some((address, self.sums.get(&address)?)))
    }

    /// Whether a report that counts has one of the cells.
    #[must_use]
    pub fn is_used(&self) -> bool {
        self.sums.values().any(|sum| sum.figures + sum.blanks + sum.texts > 0)
    }

    /// The sums in their tables, without any text; `of` is `None` for the first form, and the edition of the
    /// first for others.
    #[must_use]
    pub fn report(&self, of: Option<&Edition>) -> Report {
        self.filled(of, |_, sum| sum.value())
    }

    /// The tables of the form filled by `value`.
    pub fn filled(&self, of: Option<&Edition>, value: impl Fn(Address, &CellSum) -> Value) -> Report {
        let cell = |value| Cell { value, place: Place::Unknown };
        let cells = self.shown().map(|(address, sum)| (address, cell(value(address, sum)))).collect();
        let mut report = Report { cells, ..Report::empty(self.edition) };
        if let Some(first) = of {
            let rows: BTreeSet<_> = report.cells.keys().map(|cell| (cell.table, cell.row)).collect();
            let taken = Value::Text { raw: TAKEN.to_owned(), value: None };
            for address in rows.into_iter().flat_map(|(table, row)| self.row(table, row)) {
                if is_in_form(first, address) {
                    report.cells.entry(address).or_insert_with(|| cell(taken.clone()));
                }
            }
        }
        self.name_records(&mut report);
        report.sections = self.sections(&report);
        report
    }

    /// Names the sums of a table of records where their body would be.
    fn name_records(&self, report: &mut Report) {
        for table in self.edition.tables.iter().filter(|table| table.has_records()) {
            let named = table.blocks.iter().flat_map(|block| block.columns);
            let Some(column) = named.into_iter().find(|column| column.kind == Kind::Text) else { continue };
            let of_table = report.cells.keys().filter(|address| address.table == table.key);
            let rows: BTreeSet<&'static str> = of_table.map(|address| address.row).collect();
            for row in rows {
                let address = Address { table: table.key, row, column: column.key };
                let value = Value::of_kind(Kind::Text, TOTAL);
                report.cells.insert(address, Cell { value, place: Place::Unknown });
            }
        }
    }

    fn row(&self, table: &'static str, row: &'static str) -> Vec<Address> {
        let form = self.edition.table(table).and_then(|form| form.row(row));
        let columns = form.into_iter().flat_map(|(block, _)| block.columns);
        columns.map(|column| Address { table, row, column: column.key }).collect()
    }

    /// A section for each table that has cells, under the official heading.
    fn sections(&self, report: &Report) -> Vec<Section> {
        let has_cells = |key: &str| report.cells.keys().any(|cell| cell.table == key);
        let tables = self.edition.tables.iter().filter(|table| has_cells(table.key));
        let section = |table: &'static crate::model::form::TableForm| Section {
            key: table.section.unwrap_or(Section::EXTRA),
            heading: Passage::new(table.title, Place::Unknown),
            level: 1,
            body: vec![Item::StatutoryTable(table.key)],
        };
        tables.map(section).collect()
    }
}

impl CellSum {
    /// The sum as the value of a cell: blank where no report has a figure.
    #[must_use]
    pub fn value(&self) -> Value {
        match (self.total, self.figures) {
            (Some(total), _) => Value::Number(total),
            (None, 0) => Value::Blank,
            (None, _) => Value::Text { raw: BEYOND.to_owned(), value: None },
        }
    }
}

fn is_subtotal(address: Address) -> bool {
    address.row.ends_with(".subtotal")
}
