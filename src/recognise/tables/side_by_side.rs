//! Reads the table whose rows of the form stand side by side: one row of figures under a header of
//! column groups, each group with the same outcomes.

use crate::model::document::Cell;

use super::reader::{GridRow, TableReader, cell, source};
use crate::recognise::tables::columns::{Columns, assign};
use crate::recognise::tables::labels::Context;

impl TableReader {
    /// One row of figures under a header of column groups.
    pub(super) fn side_by_side(&mut self, row: GridRow<'_>) {
        let Some(block) = self.labels.form.blocks.first() else { return };
        let texts = || row.iter().filter(|(_, cell)| !cell.is_blank());
        let is_head = |cell: &Cell| {
            self.labels.is_header_label(&cell.text)
                || self.labels.column(0, &cell.text).is_some()
                || self.labels.exact_row(&cell.text, &Context::default()).is_some()
        };
        if texts().next().is_some() && texts().all(|(_, cell)| is_head(cell)) {
            if !self.in_header {
                self.header.clear();
                self.groups.clear();
            }
            self.in_header = true;
            self.head_side_by_side(row, block.columns.len());
            return;
        }
        if !self.in_header {
            if texts().next().is_some() {
                self.builder.unknown(&source(&[], row));
            }
            return;
        }
        if texts().next().is_none() && self.header_is_filling(row) {
            return;
        }
        self.in_header = false;
        let keys: Vec<(&'static str, &'static str)> = block
            .rows
            .iter()
            .flat_map(|row| block.columns.iter().map(move |column| (row.key, column.key)))
            .collect();
        let (columns, keys) = self.side_by_side_columns(&keys, block.columns.len());
        let source = source(&[], row);
        match assign(row, keys.len(), &columns, self.builder.source) {
            Ok(found) => {
                for ((row, column), found) in keys.into_iter().zip(&found) {
                    if let Some(cell) = cell(*found, &source) {
                        self.builder.place(row, vec![(column, cell)], &source);
                    }
                }
            }
            Err(why) => {
                self.builder.met.extend(block.rows.iter().map(|row| row.key));
                self.builder.keep_unresolved(None, why, keys.len(), &source);
            }
        }
    }

    /// An all-blank row straight under the first header rows, before the outcomes were named.
    fn header_is_filling(&self, row: GridRow<'_>) -> bool {
        self.header.is_empty() || row.is_empty()
    }

    fn head_side_by_side(&mut self, row: GridRow<'_>, outcomes: usize) {
        self.header.row(row);
        for (column, cell) in row {
            if let Some(index) = self.labels.exact_row(&cell.text, &Context::default()) {
                if self.groups.iter().any(|(other, start)| other > &index && start < column) {
                    self.header.shuffle();
                }
                self.groups.push((index, *column));
            }
        }
        for (column, cell) in row {
            let Some(outcome) = self.labels.column(0, &cell.text) else { continue };
            let group =
                self.groups.iter().filter(|(_, start)| start <= column).max_by_key(|(_, start)| *start);
            let index = group.map_or(0, |(index, _)| *index);
            self.header.meet(index * outcomes + outcome, *column);
        }
    }

    /// The columns the header shows and their addresses: a group of the form may be absent.
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
