//! Reads the header rows of tables, and finds the columns of a block by them.

use crate::model::document::Cell;

use super::columns::Columns;
use super::reader::{GridRow, TableReader, has_number};
use super::value_text::is_figure;

impl TableReader {
    /// Whether a row names columns and has no value.
    pub(super) fn is_header(&self, row: GridRow<'_>) -> bool {
        let texts = || row.iter().map(|(_, cell)| cell).filter(|cell| !cell.is_blank());
        if texts().any(|cell| is_figure(&cell.text)) {
            return false;
        }
        let first = texts().next();
        let is_label = |cell: &Cell| {
            self.labels.is_header_label(&cell.text) || self.column_in_any_block(&cell.text).is_some()
        };
        // 其他 names a row and a column: alone in its row it is the row's label, and the values are blank.
        let is_alone = texts().count() == 1;
        // （七）总计 is a row label by its number, whatever words follow in the row.
        let is_numbered = |cell: &Cell| has_number(&cell.text);
        let starts_row = first.is_some_and(|cell| {
            self.matcher.find_exact(&cell.text).is_some()
                && (is_alone || is_numbered(cell) || self.column_in_any_block(&cell.text).is_none())
        });
        let starts_group = first.is_some_and(|cell| self.labels.group(&cell.text).is_some());
        !starts_row && !starts_group && texts().any(|cell| is_label(cell))
    }

    /// The block (the present one first) and column that a label names.
    fn column_in_any_block(&self, label: &str) -> Option<(usize, usize)> {
        let blocks = std::iter::once(self.block).chain(0..self.labels.form.blocks.len());
        blocks.into_iter().find_map(|block| self.labels.column(block, label).map(|column| (block, column)))
    }

    pub(super) fn read_header(&mut self, row: GridRow<'_>) {
        if self.labels.layout.has_block_headers {
            self.header.clear();
            self.find_block_of_header(row);
        } else if !self.in_header {
            self.header.clear();
        }
        self.in_header = true;
        self.header.start_row(row);
        for (column, cell) in row {
            if let Some(leaf) = self.labels.column(self.block, &cell.text) {
                self.header.add_column(leaf, *column, &cell.text);
            } else if !cell.is_blank()
                && !self.labels.is_header_label(&cell.text)
                && !self.labels.layout.one_value_per_row
            {
                self.header.add_unknown_column(&cell.text, *column);
            }
        }
    }

    /// Whether a row of the header, as on the next page, says nothing new.
    pub(super) fn repeats_header(&self, row: GridRow<'_>) -> bool {
        row.iter().filter(|(_, cell)| !cell.is_blank()).all(|(at, cell)| {
            match self.labels.column(self.block, &cell.text) {
                Some(column) => self.header.has_column(column, *at),
                None => !self.header.is_empty() && self.labels.is_header_label(&cell.text),
            }
        })
    }

    /// Enters the block that has most labels of a header, if the present one has none: its banner is missing.
    fn find_block_of_header(&mut self, row: GridRow<'_>) {
        let known =
            |block: usize| row.iter().filter(|(_, c)| self.labels.column(block, &c.text).is_some()).count();
        if known(self.block) == 0 {
            let best = (0..self.labels.form.blocks.len()).rev().max_by_key(|&block| known(block));
            self.block = best.unwrap_or(self.block);
        }
    }

    /// Where the header shows the columns of a block. For a block whose own header is missing, the labels of
    /// the one above are understood anew: they may be the same, or others.
    pub(super) fn columns_of(&self, block: usize) -> Columns {
        let columns = self.labels.form.blocks.get(block).map_or(0, |block| block.columns.len());
        let leaves: Vec<usize> = (0..columns).collect();
        if block == self.block {
            return self.header.columns(&leaves);
        }
        let header = self.header.understood(|label| self.labels.column(block, label));
        if columns > 1 && header.is_empty() && !self.header.is_empty() {
            return Columns::Unclear;
        }
        header.columns(&leaves)
    }

    /// The first grid column with values, where the header shows it.
    pub(super) fn first_value_column(&self) -> Option<usize> {
        match self.columns_of(self.block) {
            Columns::Grid(grid) => grid.first().map(|(_, start)| *start),
            Columns::InOrder | Columns::Partial(_) | Columns::Unclear => None,
        }
    }
}
