//! Reads statutory tables that came as tables, row by row, by their labels.
//!
//! The rows of one form may be spread over several tables (broken over pages, one table per row), with or
//! without a header. So one reader per form is kept for the whole document and gets every table of it.

use crate::model::document::{Alignment, Cell, SourceKind, Table};
use crate::model::form::{ColumnForm, Presence};
use crate::model::text;
use crate::prose::numbering::numbering;

use super::arrangement::{arrange, has_row_labels};
use super::builder::TableBuilder;
use super::columns::{Columns, Header};
use super::continuation::HeldRow;
use super::labels::Labels;
use super::left_out_columns::LeftOutColumns;
use super::records::Records;
use super::remainder;
use super::row_matcher::{MatchedRow, RowContext, RowMatcher};
use super::row_values::{report_cell, row_source};
use super::units::{Beside, TableUnits};
use super::value_text::is_figure;

/// Reads the tables of one form.
#[derive(Debug)]
pub struct TableReader {
    pub labels: &'static Labels,
    pub builder: TableBuilder,
    pub(super) matcher: RowMatcher<'static>,
    pub(super) header: Header,
    /// The block whose rows are being read, where blocks have headers of their own.
    pub(super) block: usize,
    /// Column groups in the header of a side-by-side table: row of the form, grid column.
    pub(super) groups: Vec<(usize, usize)>,
    /// Whether the last row was one of the header.
    pub(super) in_header: bool,
    /// The report's year, by which labels of periods are understood.
    pub year: Option<u16>,
    pub(super) units: TableUnits,
    /// The columns of the header that are of another period or meaning.
    pub(super) left_out: LeftOutColumns,
    /// Whether there are figures whose row is unknown.
    pub(super) has_rows_without_label: bool,
    /// The last row with values, until the next shows whether it continues it.
    pub(super) held: Option<HeldRow>,
    /// The same of a side-by-side table.
    pub(super) held_values: Option<HeldRow>,
    /// How far the reading of a table of records is.
    pub(super) records: Records,
    /// How white space shows the columns of the table being read.
    pub(super) alignment: Alignment,
    /// The words before the labels of rows, and how many more rows they are merged over.
    pub(super) words_beside: Option<(String, u32)>,
}

/// The cells of a row with their grid columns.
pub(super) type GridRow<'a> = &'a [(usize, &'a Cell)];

/// A row split into its label cells and its value cells.
#[derive(Clone, Copy, Debug)]
pub(super) struct SplitRow<'a> {
    pub labels: GridRow<'a>,
    pub values: GridRow<'a>,
}

impl TableReader {
    /// A reader for the form of `labels` in a document of this kind, of a report of this year.
    pub fn new(labels: &'static Labels, source: SourceKind, year: Option<u16>) -> Self {
        let mut matcher = RowMatcher::new(labels);
        matcher.context.year = year;
        Self {
            builder: TableBuilder::new(labels.form, source),
            labels,
            matcher,
            header: Header::default(),
            block: 0,
            groups: Vec::new(),
            in_header: false,
            year,
            units: TableUnits::default(),
            left_out: LeftOutColumns::default(),
            has_rows_without_label: false,
            held: None,
            held_values: None,
            records: Records::default(),
            alignment: Alignment::None,
            words_beside: None,
        }
    }

    /// Reads the rows of a table of this form.
    pub fn read(&mut self, table: &Table) {
        let before = std::mem::replace(&mut self.alignment, table.alignment);
        if before != Alignment::None || self.is_aligned() {
            // The columns of the table before are not those of this one.
            self.clear_header();
        }
        if self.labels.form.has_records() {
            self.read_records(table);
            return;
        }
        let (rows, aside) = arrange(table, self.labels);
        for (head, cell) in &aside {
            self.builder.keep_unknown_column(head, "", cell);
        }
        self.words_beside = None;
        let layout = self.labels.layout;
        let is_by_rows = layout.rows_are_column_groups && has_row_labels(&rows, self.labels);
        let read_row = if is_by_rows { Self::read_labelled_row } else { layout.read_row };
        for row in &rows {
            let Some(row) = self.without_numbers(row) else { continue };
            if !self.read_left_out(&row) {
                read_row(self, &row);
            }
        }
    }

    /// Completes the table.
    pub fn finish(&mut self) {
        self.settle();
        self.builder.finish();
    }

    /// Reads a line outside the tables if it is a label of the form; returns whether it is one.
    pub fn read_banner(&mut self, line: &str) -> bool {
        let is_label = self.labels.is_header_label(line) || self.labels.group(line).is_some();
        if is_label || self.labels.clause(line).is_some() {
            self.settle();
        }
        if let Some(block) = self.labels.clause(line) {
            self.enter_block(block, line);
            return true;
        }
        self.matcher.enter_group(line) || self.labels.is_header_label(line)
    }

    /// Reads a row with labels on its left: a banner, a row of the header or one with values.
    pub(super) fn read_labelled_row(&mut self, row: GridRow<'_>) {
        let mut filled = row.iter().filter(|(_, cell)| !cell.is_blank());
        let Some((_, first)) = filled.next() else { return };
        if filled.next().is_none() {
            if let Some(block) = self.labels.clause(&first.text) {
                self.settle();
                self.enter_block(block, &first.text);
                return;
            }
            let units = remainder::units(&first.text);
            if !units.is_empty() && !is_figure(&first.text) && self.matcher.find(&first.text).is_none() {
                self.settle();
                self.units.set_table(units);
                return;
            }
        }
        if self.keep_beside(row) {
            return;
        }
        if !self.is_header(row) {
            self.hold(row);
        } else if self.held.is_none() || !self.repeats_header(row) {
            self.settle();
            self.read_header(row);
        }
    }

    /// Keeps a row that an earlier reading marked as left out; returns whether it has that mark.
    fn read_left_out(&mut self, row: GridRow<'_>) -> bool {
        let Some(at) = row.iter().position(|(_, cell)| !cell.is_blank()) else { return false };
        let (marks, rest) = row.split_at((at + 1).min(row.len()));
        if !marks.last().is_some_and(|(_, cell)| self.builder.is_left_out(&cell.text)) {
            return false;
        }
        let texts = || rest.iter().map(|(_, cell)| cell.text.as_str());
        let index = texts().find_map(|text| self.labels.exact_row(text, &RowContext::default()));
        let form = index.and_then(|index| self.labels.row_form(index)).map(|(_, form)| form.key);
        self.settle();
        let mut source = row_source(&SplitRow { labels: &[], values: rest });
        source.label = texts().find(|text| !text.trim().is_empty()).unwrap_or_default();
        self.builder.keep_left_out(form, &source);
        true
    }

    fn enter_block(&mut self, block: usize, clause: &str) {
        self.block = block;
        self.clear_header();
        self.units.set_block(clause);
    }

    pub(super) fn clear_header(&mut self) {
        self.header.clear();
        self.units.clear_columns();
        self.left_out.clear();
    }

    pub(super) fn read_data(&mut self, row: GridRow<'_>) {
        let first_value = self.first_value_column();
        let (labels, values) = row.split_at(self.label_cells(row, first_value).min(row.len()));
        let row = SplitRow { labels, values };
        let Some(index) = self.find_row(labels) else {
            self.keep_unknown_row(&row);
            return;
        };
        let Some(matched) = self.matcher.resolve(index, &self.builder.seen_rows) else { return };
        if matched.is_ambiguous {
            self.builder.keep_ambiguous(&row_source(&row));
            return;
        }
        if self.keep_qualified(&matched, &row) || self.keep_under_words_beside(&matched, &row) {
            return;
        }
        let columns = self.columns_of(matched.block);
        if self.left_out.is_reported && (self.left_out.is_all(row.values) || columns == Columns::Unclear) {
            self.builder.keep_under_left_out_header(Some(matched.form.key), &row_source(&row));
            return;
        }
        // A header of another block is none for the rows after this one either.
        if columns != Columns::Unclear {
            self.block = matched.block;
        }
        (self.labels.layout.read_values)(self, &matched, &row, &columns);
    }

    /// Keeps a row whose only texts are under headers that the form does not have; returns whether it is one.
    fn keep_beside(&mut self, row: GridRow<'_>) -> bool {
        let filled: Vec<_> = row.iter().filter(|(_, cell)| !cell.is_blank()).collect();
        if self.in_header || filled.iter().any(|(column, _)| *column == 0) {
            return false;
        }
        let columns = self.columns_of(self.block);
        let heads: Option<Vec<String>> = filled
            .iter()
            .map(|(column, _)| self.unknown_header(&columns, *column).map(str::to_owned))
            .collect();
        let Some(heads) = heads.filter(|heads| !heads.is_empty()) else { return false };
        for (head, (_, cell)) in heads.iter().zip(filled) {
            self.builder.keep_unknown_column(head, "", cell);
        }
        true
    }

    /// Keeps a row that the form does not have, unless it is only the heading of a group.
    fn keep_unknown_row(&mut self, row: &SplitRow<'_>) {
        let is_group =
            row.labels.iter().all(|(_, cell)| cell.is_blank() || self.labels.is_header_label(&cell.text));
        if row.values.iter().any(|(_, cell)| !cell.is_blank()) || !is_group {
            let source = row_source(row);
            if let Some(index) = self.matcher.not_quite(source.label) {
                self.builder.leave_out_row(&source);
                if let Some((_, heading)) = self.labels.row_form(index) {
                    self.matcher.qualify_heading(heading, source.label, true);
                }
            } else {
                self.has_rows_without_label |= source.label.is_empty() || is_figure(source.label);
                self.builder.keep_unknown(&source);
            }
            self.matcher.context.pass_unknown(source.label);
        }
    }

    pub(super) fn columns_in_block(&self) -> usize {
        self.labels.form.blocks.get(self.block).map_or(0, |block| block.columns.len())
    }

    /// The number of cells at the start of the row that are labels.
    fn label_cells(&self, row: GridRow<'_>, first_value: Option<usize>) -> usize {
        // Among the figures a number before a word is no label: `15例`, `（5）`, `1e3`.
        let may_be_new = |column: usize| first_value.is_none_or(|first| column < first);
        let is_label = |column: usize, cell: &Cell| {
            !cell.is_blank()
                && !is_figure(&cell.text)
                && (may_be_new(column) && numbering(&text::fold(&cell.text)).0.is_some()
                    || self.labels.group(&cell.text).is_some()
                    || self.matcher.find(&cell.text).is_some())
        };
        let first_filled = || row.iter().take_while(|(_, cell)| cell.is_blank()).count() + 1;
        if self.labels.layout.one_value_per_row {
            return first_filled(); // the unit is between label and value
        }
        let last_label =
            row.iter().rposition(|(column, cell)| is_label(*column, cell)).map_or(0, |index| index + 1);
        // In aligned text, words before the figures may be part of a label that is broken over lines.
        let words = row.iter().take_while(|(_, cell)| self.is_aligned() && !is_figure(&cell.text));
        let last_words = words.enumerate().filter(|(_, (_, cell))| !cell.is_blank()).last();
        let last_label = last_label.max(last_words.map_or(0, |(index, _)| index + 1));
        let by_grid = first_value.map(|first| {
            row.iter().take_while(|(column, cell)| *column < first && !is_figure(&cell.text)).count()
        });
        match by_grid {
            Some(count) if count >= last_label && count > 0 => count,
            _ if last_label > 0 => last_label,
            _ => first_filled(),
        }
    }

    /// The row of the form that the label cells name, the innermost label first.
    pub(super) fn find_row(&mut self, labels: GridRow<'_>) -> Option<usize> {
        let texts: Vec<&str> =
            labels.iter().map(|(_, c)| c.text.as_str()).filter(|t| !t.trim().is_empty()).collect();
        let (innermost, outer) = texts.split_last()?;
        // The innermost group of those before it.
        let _ = outer.iter().rev().any(|text| self.matcher.enter_group(text));
        let found = self.matcher.find(innermost);
        if found.is_some() {
            return found;
        }
        // A label that the border of a cell breaks: 行政|许可.
        let whole = (!outer.is_empty()).then(|| self.matcher.find_exact(&texts.concat())).flatten();
        if whole.is_none() {
            self.matcher.enter_group(innermost);
        }
        whole
    }

    /// The values to assign: of aligned text without a header only those that are filled, since columns are
    /// known there only by what is in them.
    pub(super) fn values_to_assign<'c>(
        &self,
        values: GridRow<'c>,
        columns: &Columns,
    ) -> Vec<(usize, &'c Cell)> {
        let is_inferred = self.is_aligned() && *columns == Columns::InOrder;
        values.iter().copied().filter(|(_, cell)| !is_inferred || !cell.is_blank()).collect()
    }

    /// Assigns the values of a row to the columns of its block.
    pub(super) fn read_by_column(&mut self, matched: &MatchedRow, row: &SplitRow<'_>, columns: &Columns) {
        let form = matched.form;
        let forms = self.labels.form.blocks.get(self.block).map_or(&[][..], |block| block.columns);
        let source = row_source(row);
        let (unknown, values): (Vec<_>, Vec<_>) = row
            .values
            .iter()
            .copied()
            .partition(|(column, _)| self.unknown_header(columns, *column).is_some());
        for (column, cell) in unknown.iter().filter(|(_, cell)| !cell.is_blank()) {
            let head = self.unknown_header(columns, *column).unwrap_or_default().to_owned();
            self.builder.keep_unknown_column(&head, source.label, cell);
        }
        let values = self.values_to_assign(&values, columns);
        match self.assign(&values, forms.len(), columns) {
            Ok(found) => {
                let group = self.matcher.qualifier(form).map_or("", |qualifier| qualifier.label.as_str());
                let beside = Beside::new([source.label, group]);
                let cell = |index, column: &'static ColumnForm, found| {
                    let cell = report_cell(found, &source)?;
                    let cell = self.units.apply(cell, form, (index, column), &beside);
                    Some((column.key, cell))
                };
                let cells = forms.iter().zip(&found).enumerate();
                let cells: Vec<_> =
                    cells.filter_map(|(at, (column, found))| cell(at, column, *found)).collect();
                if form.presence == Presence::Optional && cells.iter().all(|(_, cell)| cell.value.is_blank())
                {
                    return; // the heading of a group on a row of its own
                }
                self.builder.add_row(form.key, cells, &source);
            }
            Err(why) => self.builder.keep_unresolved(Some(form.key), why, forms.len(), &source),
        }
    }

    /// The header above a column that the form does not have, or that is of another period.
    fn unknown_header(&self, columns: &Columns, column: usize) -> Option<&str> {
        self.left_out.header(column).or_else(|| self.header.unknown_column(columns, column))
    }
}
