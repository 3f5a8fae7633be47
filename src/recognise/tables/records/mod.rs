//! Reads tables whose rows are records: one in all or one for each body, under a header that names the columns, or as
//! pairs of a label and a value.

mod column_labels;
mod fields;
mod header;

use std::collections::BTreeSet;

use crate::model::document::{Alignment, Cell, Table};
use crate::model::finding::Finding;
use crate::model::form::{ColumnForm, Kind, records};
use crate::model::language::Message;
use crate::model::reading_rules::UNIT_NOT_STATED;
use crate::model::report;
use crate::model::value::Value;

use super::builder::RowSource;
use super::columns::{ColumnValue, Unresolved, assign};
use super::labels::words;
use super::reader::{GridRow, SplitRow, TableReader};
use super::remainder::{self, Marker};
use super::row_values::{report_cell, row_source};
use super::units::Beside;
use super::value_text::is_figure;

use column_labels::ColumnLabels;
use header::RecordHeader;

/// What names the row of totals.
const TOTALS: [&str; 4] = ["合计", "总计", "共计", "全部合计"];
/// What names a row that sums up some of the others.
const SUBTOTALS: [&str; 2] = ["小计", "其中"];

/// How far the reading of a table of records is.
#[derive(Debug, Default)]
pub(super) struct Records {
    header: Option<RecordHeader>,
    /// Records read.
    count: usize,
    /// Columns of money whose unit is not named, and said to be so.
    open_units: BTreeSet<&'static str>,
}

impl TableReader {
    /// Whether a table without labels goes on with the records of the one before.
    pub(super) fn continues_records(&self, table: &Table) -> bool {
        let width = table.grid().iter().flatten().map(|(at, cell)| at + cell.colspan.max(1) as usize).max();
        self.records.header.as_ref().is_some_and(|header| Some(header.width) == width)
    }

    /// Reads a table of records.
    pub(super) fn read_records(&mut self, table: &Table) {
        let rows = table.grid();
        let labels = ColumnLabels::of(self.labels.form);
        if fields::is_of_fields(&rows, &labels, self.labels.form) {
            self.read_fields(&rows, &labels);
            return;
        }
        let mut at = 0;
        while let Some(row) = rows.get(at) {
            if let Some((header, end)) = RecordHeader::read(&rows, at, &labels, self.year) {
                let cells = rows.get(at..end).unwrap_or_default().iter().flatten();
                self.note_labels(&header, &labels, cells);
                self.enter_header(header);
                at = end;
                continue;
            }
            self.read_record(row);
            at += 1;
        }
    }

    /// Notes the labels of a header that are only similar to those of the form.
    fn note_labels<'c>(
        &mut self,
        header: &RecordHeader,
        labels: &ColumnLabels,
        cells: impl Iterator<Item = &'c (usize, &'c Cell)>,
    ) {
        let columns = self.labels.form.blocks.first().map_or(&[][..], |block| block.columns);
        for (at, cell) in cells {
            let is_similar = cell.text.contains(char::is_alphabetic) && !labels.names(&cell.text);
            let column = header.column(*at).and_then(|index| columns.get(index));
            if let Some(column) = column.filter(|_| is_similar) {
                self.builder.note_column_label(column, &cell.text, &cell.place, self.year);
            }
        }
    }

    fn enter_header(&mut self, header: RecordHeader) {
        self.units.clear_columns();
        for (column, text) in &header.units {
            self.units.add_column(*column, text);
        }
        self.records.header = Some(header);
    }

    fn read_record(&mut self, row: GridRow<'_>) {
        let filled: Vec<_> = row.iter().filter(|(_, cell)| !cell.is_blank()).copied().collect();
        let Some((_, first)) = filled.first() else {
            self.read_blank_record(row);
            return;
        };
        if self.builder.is_left_out(&first.text) {
            let rest = row.iter().position(|(_, cell)| !cell.is_blank()).map_or(0, |at| at + 1);
            let values = row.get(rest..).unwrap_or_default();
            self.builder.keep_left_out(None, &row_source(&SplitRow { labels: &[], values }));
            return;
        }
        let Some(header) = self.records.header.take() else {
            self.keep_without_header(row, &filled);
            return;
        };
        self.read_under(&header, row, &filled);
        self.records.header = Some(header);
    }

    /// Reads a row that is not filled in.
    fn read_blank_record(&mut self, row: GridRow<'_>) {
        let has_bodies = self.labels.form.has_bodies();
        let Some(header) = self.records.header.take() else { return };
        if has_bodies || self.builder.seen_rows.is_empty() {
            let is_of_column = |(at, _): &&(usize, &Cell)| header.column(*at).is_some();
            if row.iter().filter(is_of_column).nth(1).is_some() {
                self.read_under(&header, row, &[]);
            }
        }
        self.records.header = Some(header);
    }

    /// Keeps a row above the header: a unit, a title or something unknown.
    fn keep_without_header(&mut self, row: GridRow<'_>, filled: GridRow<'_>) {
        if let [(_, cell)] = filled {
            let units = remainder::units(&cell.text);
            if !units.is_empty() {
                self.units.set_table(units);
                return;
            }
            if words(&cell.text) == words(self.labels.form.title) {
                return;
            }
        }
        self.builder.keep_unknown(&row_source(&SplitRow { labels: &[], values: row }));
    }

    fn read_under(&mut self, header: &RecordHeader, row: GridRow<'_>, filled: GridRow<'_>) {
        let columns = self.labels.form.blocks.first().map_or(&[][..], |block| block.columns);
        let is_text =
            |at: usize| header.column(at).and_then(|index| columns.get(index)).is_some_and(is_words);
        let names = filled.iter().filter(|(at, cell)| {
            let at = header.first_covered(*at, cell).unwrap_or(*at);
            !is_figure(&cell.text) && (is_text(at) || header.column(at).is_none())
        });
        let names: Vec<&str> = names.map(|(_, cell)| cell.text.as_str()).collect();
        let mut source = row_source(&SplitRow { labels: &[], values: row });
        source.label = names.first().copied().unwrap_or_default();
        if is_remark(header, filled) {
            self.builder.keep_unknown(&source);
            return;
        }
        let Some(key) = self.record_key(&names, &source) else { return };
        let mut values = Vec::new();
        for (at, cell) in row {
            match header.first_covered(*at, cell) {
                Some(column) => values.push((column, *cell)),
                None => self.keep_aside(header, (*at, cell), source.label),
            }
        }
        // In loose text a position shows no column: there, all values must be filled.
        let filled = values.iter().filter(|(_, cell)| !cell.is_blank()).count();
        let is_open = self.alignment == Alignment::Loose && filled > 0 && filled < header.len();
        let found = if is_open {
            Err(Unresolved::TooFewValues)
        } else {
            assign(&values, columns.len(), &header.grid(), self.builder.source)
        };
        match found {
            Ok(found) => {
                let cells = columns.iter().zip(found).enumerate();
                let cells = cells.filter_map(|(index, (column, found))| {
                    Some((column.key, self.record_cell(found, &source, (index, column))?))
                });
                let cells: Vec<_> = cells.collect();
                self.note_open_units(columns, &cells);
                self.builder.add_row(key, cells, &source);
            }
            Err(why) => self.builder.keep_unresolved(Some(key), why, columns.len(), &source),
        }
    }

    /// R013: once for each column of money in the unit of the form that the table does not name.
    fn note_open_units(&mut self, columns: &'static [ColumnForm], cells: &[(&'static str, report::Cell)]) {
        for (index, column) in columns.iter().enumerate().filter(|(_, column)| column.kind == Kind::Amount) {
            let filled = cells.iter().find(|(key, _)| *key == column.key);
            let is_plain =
                |cell: &report::Cell| matches!(&cell.value, Value::Number(number) if !number.is_zero());
            let Some((_, cell)) = filled.filter(|(_, cell)| is_plain(cell)) else { continue };
            let Some(unit) = column.unit.filter(|_| !self.units.names_money(index)) else { continue };
            if !self.records.open_units.insert(column.key) {
                continue;
            }
            let (name, key, label) = (self.labels.form.name, self.labels.form.key, column.label);
            let message = Message::new(
                format!("{name}的“{label}”没有写明单位，按{unit}读取，请核对原件"),
                format!("column '{label}' of {key} names no unit and is read in {unit}; check the source"),
            );
            self.builder.findings.push(Finding::new(&UNIT_NOT_STATED, message, cell.place.clone()));
        }
    }

    /// The key of a record; `None` if it is kept as text, as one of another period or a subtotal.
    fn record_key(&mut self, names: &[&str], source: &RowSource<'_>) -> Option<&'static str> {
        let is_other_period = |marker| matches!(marker, Marker::Year(_) | Marker::Period(_));
        if names.iter().any(|name| remainder::another(name, self.year).is_some_and(is_other_period)) {
            self.builder.leave_out_row(source);
            return None;
        }
        let is_named = |list: &[&str]| names.iter().any(|name| list.contains(&&*words(name)));
        if is_named(&SUBTOTALS) {
            self.builder.keep_unknown(source);
            return None;
        }
        let form = self.labels.form;
        if !form.has_bodies() {
            return Some(records::ONE[0].key);
        }
        if is_named(&TOTALS) {
            return Some(records::TOTAL);
        }
        let key = form.rows().nth(self.records.count).map(|(_, row)| row.key);
        let key = key.filter(|key| *key != records::TOTAL);
        if key.is_some() {
            self.records.count += 1;
        } else {
            self.builder.keep_unknown(source);
        }
        key
    }

    /// Keeps a cell of a column that is not of the form.
    fn keep_aside(&mut self, header: &RecordHeader, (at, cell): (usize, &Cell), label: &str) {
        if cell.is_blank() || header.is_serial(at) {
            return;
        }
        let (head, is_left_out) = header.aside(at).unwrap_or_default();
        let head = head.to_owned();
        if is_left_out {
            self.builder.leave_out_column(&head, &cell.place);
        }
        self.builder.keep_unknown_column(&head, label, cell);
    }

    /// The report's cell for what was found in a column.
    fn record_cell(
        &self,
        found: ColumnValue<'_>,
        source: &RowSource<'_>,
        (index, column): (usize, &ColumnForm),
    ) -> Option<report::Cell> {
        let cell = report_cell(found, source)?;
        if column.kind.is_number() {
            let row = records::ONE.first()?;
            return Some(self.units.apply(cell, row, (index, column), &Beside::new([])));
        }
        let ColumnValue::Cell(written) = found else { return Some(cell) };
        Some(report::Cell { value: Value::of_kind(column.kind, &written.text), ..cell })
    }
}

const fn is_words(column: &ColumnForm) -> bool {
    matches!(column.kind, Kind::Text)
}

/// Whether a row is a note or who filled the table in, rather than a record.
fn is_remark(header: &RecordHeader, filled: GridRow<'_>) -> bool {
    if filled.is_empty() || filled.iter().any(|(_, cell)| is_figure(&cell.text)) {
        return false;
    }
    let names_person = filled.iter().all(|(_, cell)| cell.text.contains(['：', ':']));
    let is_merged = |(at, cell): &(usize, &Cell)| header.covered(*at, cell) > 1;
    names_person || matches!(filled, [only] if is_merged(only))
}
