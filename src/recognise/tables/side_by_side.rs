//! Reads the table whose rows of the form are side by side: one row of values under a header of
//! column groups, each group with the same outcomes.

use crate::model::document::Cell;
use crate::model::form::BlockForm;

use super::columns::Columns;
use super::continuation::{borrowed, is_fragment, join_values};
use super::reader::{GridRow, SplitRow, TableReader};
use super::remainder::{self, Marker};
use super::row_matcher::RowContext;
use super::row_values::{report_cell, row_source};
use super::value_text::is_figure;

impl TableReader {
    /// Reads a row of the header or the row of values.
    pub(super) fn read_side_by_side(&mut self, row: GridRow<'_>) {
        let Some(block) = self.labels.form.blocks.first() else { return };
        let texts = || row.iter().filter(|(_, cell)| !cell.is_blank());
        let is_other = |cell: &Cell| {
            !self.is_header_cell(cell)
                && remainder::another(&cell.text, self.year).is_some_and(Marker::is_other_period_or_body)
        };
        if let Some((_, cell)) = texts().find(|(_, cell)| !is_figure(&cell.text) && is_other(cell))
            && !texts().any(|(_, cell)| is_figure(&cell.text))
        {
            self.builder.leave_out_column(&cell.text, &cell.place);
            if !self.in_header {
                self.clear_header();
                self.groups.clear();
            }
            self.left_out.add(0, usize::MAX, &cell.text);
            self.left_out.is_reported = true;
            self.in_header = true;
            return;
        }
        if texts().next().is_some() && texts().all(|(_, cell)| self.is_header_cell(cell)) {
            self.settle();
            if !self.in_header {
                self.clear_header();
                self.groups.clear();
            }
            self.in_header = true;
            self.read_side_by_side_header(row, block.columns.len());
            return;
        }
        if !self.in_header {
            if texts().next().is_some() && !self.continues_values(row) {
                self.builder.keep_unknown(&row_source(&SplitRow { labels: &[], values: row }));
            }
            return;
        }
        if texts().next().is_none() && (self.header.is_empty() || row.is_empty()) {
            return; // a blank row before the outcomes are named
        }
        self.in_header = false;
        if self.left_out.is_some() {
            self.builder.seen_rows.extend(block.rows.iter().map(|row| row.key));
            self.builder
                .keep_under_left_out_header(None, &row_source(&SplitRow { labels: &[], values: row }));
            return;
        }
        self.held_values = Some(row.iter().map(|(at, cell)| (*at, (*cell).clone())).collect());
    }

    /// Whether a row has the rest of the figures above it, which are joined if their sums then hold.
    fn continues_values(&mut self, row: GridRow<'_>) -> bool {
        let mut filled = row.iter().filter(|(_, cell)| !cell.is_blank());
        let Some(held) =
            self.held_values.as_ref().filter(|_| filled.all(|(_, cell)| is_fragment(&cell.text)))
        else {
            return false;
        };
        let above = borrowed(held);
        let whole = join_values(&above, row);
        let is_whole = whole.as_ref().is_some_and(|(values, _)| self.has_balanced_values(&borrowed(values)));
        if self.has_balanced_values(&above) {
            return false;
        }
        if is_whole {
            self.held_values = whole.map(|(values, _)| values);
            return true;
        }
        let rows = self.labels.form.blocks.first().map_or(&[][..], |block| block.rows);
        let rest: Vec<&str> =
            row.iter().map(|(_, cell)| cell.text.trim()).filter(|t| !t.is_empty()).collect();
        let values: Vec<(usize, &Cell)> = above.iter().chain(row).copied().collect();
        self.builder.seen_rows.extend(rows.iter().map(|row| row.key));
        self.builder.keep_torn(
            None,
            &rest.join(" "),
            &row_source(&SplitRow { labels: &[], values: &values }),
        );
        self.held_values = None;
        true
    }

    /// Whether the sums of every group hold, where all their figures are there.
    fn has_balanced_values(&self, row: GridRow<'_>) -> bool {
        let Some(block) = self.labels.form.blocks.first() else { return false };
        let keys = keys_of(block);
        let (columns, keys) = self.side_by_side_columns(&keys, block.columns.len());
        let Ok(found) = self.assign(row, keys.len(), &columns) else { return false };
        found
            .chunks(block.columns.len().max(1))
            .all(|group| self.holds_sums(block.columns, group).unwrap_or(false))
    }

    /// Reads the row of values.
    pub(super) fn read_values_side_by_side(&mut self, row: GridRow<'_>) {
        let Some(block) = self.labels.form.blocks.first() else { return };
        let keys = keys_of(block);
        let (columns, keys) = self.side_by_side_columns(&keys, block.columns.len());
        let source = row_source(&SplitRow { labels: &[], values: row });
        let values = self.values_to_assign(row, &columns);
        match self.assign(&values, keys.len(), &columns) {
            Ok(found) => {
                for ((row, column), found) in keys.into_iter().zip(&found) {
                    let Some(cell) = report_cell(*found, &source) else { continue };
                    let cell = self.units.apply_at(cell, self.labels.form, (row, column));
                    self.builder.add_row(row, vec![(column, cell)], &source);
                }
            }
            Err(why) => {
                self.builder.seen_rows.extend(block.rows.iter().map(|row| row.key));
                self.builder.keep_unresolved(None, why, keys.len(), &source);
            }
        }
    }

    fn is_header_cell(&self, cell: &Cell) -> bool {
        self.labels.is_header_label(&cell.text)
            || self.labels.column(0, &cell.text).is_some()
            || self.labels.exact_row(&cell.text, &RowContext::default()).is_some()
    }

    fn read_side_by_side_header(&mut self, row: GridRow<'_>, outcomes: usize) {
        self.header.start_row(row);
        for (column, cell) in row {
            if let Some(index) = self.labels.exact_row(&cell.text, &RowContext::default()) {
                if self.groups.iter().any(|(other, start)| other > &index && start < column) {
                    self.header.mark_reordered();
                }
                self.groups.push((index, *column));
            }
        }
        for (column, cell) in row {
            let Some(outcome) = self.labels.column(0, &cell.text) else { continue };
            let group =
                self.groups.iter().filter(|(_, start)| start <= column).max_by_key(|(_, start)| *start);
            let index = group.map_or(0, |(index, _)| *index);
            self.header.add_column(index * outcomes + outcome, *column, &cell.text);
        }
    }

    /// The columns that the header shows and the keys of their cells. A group of the form may be missing.
    fn side_by_side_columns<'k>(
        &self,
        keys: &[(&'k str, &'k str)],
        outcomes: usize,
    ) -> (Columns, Vec<(&'k str, &'k str)>) {
        let mut present: Vec<usize> = self.groups.iter().map(|(index, _)| *index).collect();
        present.sort_unstable();
        present.dedup();
        if present.is_empty() {
            return (self.header.columns(&(0..keys.len()).collect::<Vec<_>>()), keys.to_vec());
        }
        let leaves: Vec<usize> =
            present.iter().flat_map(|index| index * outcomes..(index + 1) * outcomes).collect();
        let shown = leaves.iter().filter_map(|leaf| keys.get(*leaf).copied()).collect();
        (self.header.columns(&leaves), shown)
    }
}

/// The keys of every cell of a block: row and column.
fn keys_of(block: &BlockForm) -> Vec<(&'static str, &'static str)> {
    block.rows.iter().flat_map(|row| block.columns.iter().map(move |column| (row.key, column.key))).collect()
}
