//! Reads the rows of a header: which columns it names, of which period and unit they are.

use std::collections::BTreeSet;

use crate::model::document::Cell;
use crate::model::text;
use crate::prose::numbering::numbering;

use super::columns::Columns;
use super::header_groups::{is_column_numbers, is_head_of_row_numbers};
use super::labels::{LabelMatch, Labels};
use super::reader::{GridRow, TableReader};
use super::remainder::{self, Marker};
use super::value_text::is_figure;

/// Where a cell of a header is.
struct HeaderCell {
    /// It is the first cell of its row.
    is_corner: bool,
    /// The row starts with what only a header says.
    starts_header: bool,
    /// The grid column where the next text of the row starts: the blank cells before it may be those of a group.
    next: usize,
    /// The row names the same column for the report's own period too.
    has_own: bool,
}

impl TableReader {
    /// Whether a row names columns and has no value.
    pub(super) fn is_header(&self, row: GridRow<'_>) -> bool {
        if self.names_periods(row) {
            return true;
        }
        let texts = || row.iter().filter(|(_, cell)| !cell.is_blank()).map(|(_, cell)| cell);
        if texts().next().is_some_and(|cell| Labels::is_corner(&cell.text)) {
            return true; // whatever the other labels are: 5年处理决定数量, 2023
        }
        // Figures under a column that the form does not have may be beside a header of several rows.
        let is_aside = |column| self.in_header && self.header.is_unknown(column);
        if row.iter().any(|(column, cell)| is_figure(&cell.text) && !is_aside(*column)) {
            return false;
        }
        let first = texts().next();
        let is_label = |cell: &Cell| {
            self.labels.is_header_label(&cell.text) || self.column_in_any_block(&cell.text).is_some()
        };
        // 其他 names a row and a column: alone in its row it is the row's label, and the values are blank.
        let is_alone = texts().count() == 1;
        // （七）总计 is a row label by its number, whatever words follow in the row.
        let is_numbered = |cell: &Cell| numbering(&text::fold(&cell.text)).0.is_some();
        let starts_row = first.is_some_and(|cell| {
            self.matcher.find_exact(&cell.text).is_some()
                && (is_alone || is_numbered(cell) || self.column_in_any_block(&cell.text).is_none())
        });
        let starts_group = first.is_some_and(|cell| self.matcher.is_group(&cell.text));
        !starts_row && !starts_group && texts().any(|cell| is_label(cell))
    }

    /// The block (the present one first) and column that a label names.
    fn column_in_any_block(&self, label: &str) -> Option<(usize, usize)> {
        let blocks = std::iter::once(self.block).chain(0..self.labels.form.blocks.len());
        blocks.into_iter().find_map(|block| {
            self.labels.match_column(block, label, self.year).map(|found| (block, found.index))
        })
    }

    /// Whether a row names periods beside its first cell, as years in digits or in words.
    fn names_periods(&self, row: GridRow<'_>) -> bool {
        let mut filled =
            row.iter().map(|(_, cell)| cell.text.as_str()).filter(|text| !text.trim().is_empty());
        let Some(first) = filled.next() else { return false };
        let rest: Vec<&str> = filled.collect();
        let is_period = |text: &&str| remainder::is_period(text, self.year);
        // 2014 next to a label may be a number.
        let has_words = rest.iter().any(|text| !text.bytes().all(|b| b.is_ascii_digit()));
        let rises = rest.is_sorted_by(|a, b| a < b) || rest.is_sorted_by(|a, b| a > b);
        let names_row = || self.matcher.find(first).is_some() || self.labels.group(first).is_some();
        !rest.is_empty()
            && (has_words || rest.len() > 1 && rises)
            && rest.iter().filter(|text| !self.labels.is_label(text)).all(is_period)
            && rest.iter().any(is_period)
            && !names_row()
    }

    /// Whether a header names the report's own period and nothing that the present block does not count.
    fn is_own_period(&self, header: &str) -> bool {
        remainder::is_own_period(header, self.year, self.labels.counts_money(self.block))
    }

    pub(super) fn read_header(&mut self, row: GridRow<'_>) {
        if self.labels.layout.has_block_headers {
            self.clear_header();
            self.find_block_of_header(row);
        } else if !self.in_header {
            self.clear_header();
        }
        self.in_header = true;
        self.header.start_row(row);
        let found: Vec<_> =
            row.iter().map(|(_, cell)| self.labels.match_column(self.block, &cell.text, self.year)).collect();
        let names_own_period =
            self.columns_in_block() == 1 && row.iter().any(|(_, cell)| self.is_own_period(&cell.text));
        let own: BTreeSet<usize> =
            found.iter().flatten().filter(|found| found.other.is_none()).map(|found| found.index).collect();
        let starts_header = row.first().is_some_and(|(_, cell)| Labels::is_corner(&cell.text));
        for (at, ((column, cell), found)) in row.iter().zip(found).enumerate() {
            let has_own = found.map_or(names_own_period, |found| own.contains(&found.index));
            if !cell.is_blank() {
                let next = row.iter().skip(at + 1).find(|(_, cell)| !cell.is_blank());
                let next = next.map_or(usize::MAX, |(column, _)| *column);
                let context = HeaderCell { is_corner: at == 0, starts_header, next, has_own };
                self.read_header_cell(*column, cell, found, &context);
            }
        }
    }

    fn read_header_cell(
        &mut self,
        column: usize,
        cell: &Cell,
        found: Option<LabelMatch>,
        context: &HeaderCell,
    ) {
        let has_one_column = self.columns_in_block() == 1;
        let names_other = || {
            let other = remainder::another(&cell.text, self.year);
            !self.labels.is_label(&cell.text) && other.is_some_and(Marker::is_other_period_or_body)
        };
        let is_other = found.map_or_else(names_other, |found| found.other.is_some());
        let is_own_period = found.is_none() && self.is_own_period(&cell.text);
        if is_other {
            if !context.has_own {
                self.builder.leave_out_column(&cell.text, &cell.place);
                self.left_out.is_reported = true;
            }
            let end = match found {
                _ if context.is_corner => usize::MAX,
                Some(_) => column.saturating_add(cell.colspan as usize),
                // The label of a group, whose further cells are blank where they are not merged.
                None => context.next.max(column.saturating_add(cell.colspan as usize)),
            };
            self.left_out.add(column, end, &cell.text);
            self.header.add_unknown_column(&cell.text, column);
        } else if self.left_out.contains(column) {
            self.header.add_unknown_column(&cell.text, column);
        } else if let Some(found) = found {
            let namesakes = self.labels.namesakes(self.block, found.index, &cell.text);
            let index = if namesakes.is_empty() {
                Some(found.index)
            } else {
                self.header.groups.namesake(&namesakes, column, self.header.last_column())
            };
            match index {
                Some(index) => {
                    self.note_label(index, cell);
                    self.header.add_column(index, column, &cell.text);
                    self.units.add_column(index, &cell.text);
                }
                None => self.header.add_unknown_column(&cell.text, column),
            }
        } else if is_own_period {
            // Under 申请人情况 it says nothing of the columns.
            if has_one_column {
                self.header.add_column(0, column, &cell.text);
            }
        } else if let Some(group) = self.labels.group_of_columns(&cell.text) {
            // The further cells of a group may be blank rather than merged.
            let width = column.saturating_add(cell.colspan as usize);
            let end = if cell.colspan > 1 { width } else { context.next.max(width) };
            self.header.groups.add(column, end, group);
        } else if self.is_head_of_row_numbers(&cell.text) {
            self.header.groups.add_row_numbers(column);
        } else if !self.labels.is_header_label(&cell.text) {
            let (rest, units) = remainder::split_units(&cell.text);
            let is_list = self.labels.layout.one_value_per_row;
            if is_list && remainder::is_period(&cell.text, self.year) {
                self.left_out.add(column, column.saturating_add(cell.colspan as usize), &cell.text);
            } else if !units.is_empty() && (context.is_corner || is_list || rest.trim().is_empty()) {
                self.units.set_table(units);
            } else if !is_list && (context.starts_header || !is_figure(&cell.text)) {
                self.header.add_unknown_column(&cell.text, column);
            }
        }
    }

    fn note_label(&mut self, index: usize, cell: &Cell) {
        let block = self.labels.form.blocks.get(self.block);
        if let Some(column) = block.and_then(|block| block.columns.get(index)) {
            self.builder.note_column_label(column, &cell.text, &cell.place, self.year);
        }
    }

    /// Whether a column numbers the rows. In a list a figure in it could be taken for a value; its units are
    /// read with the values.
    fn is_head_of_row_numbers(&self, text: &str) -> bool {
        let is_list = self.labels.layout.one_value_per_row && !text.contains("单位");
        (self.labels.is_form_of_ones_own() || is_list) && is_head_of_row_numbers(text)
    }

    /// The row without the numbers, codes and units that its form gives it; none for the row of column numbers.
    pub(super) fn without_numbers<'c>(&self, row: &'c [(usize, Cell)]) -> Option<Vec<(usize, &'c Cell)>> {
        let row = row.iter().map(|(column, cell)| (*column, cell));
        let row: Vec<_> = row.filter(|(column, _)| !self.header.groups.has_row_numbers(*column)).collect();
        let is_numbers = self.in_header && self.labels.is_form_of_ones_own() && is_column_numbers(&row);
        (!is_numbers).then_some(row)
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
        let names =
            |block: usize, cell: &Cell| self.labels.match_column(block, &cell.text, self.year).is_some();
        let known = |block: usize| row.iter().filter(|(_, cell)| names(block, cell)).count();
        if known(self.block) == 0 {
            let best = (0..self.labels.form.blocks.len()).rev().max_by_key(|&block| known(block));
            self.block = best.filter(|block| known(*block) > 0).unwrap_or(self.block);
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
        let is_of_other_kind = || self.labels.counts_money(block) != self.labels.counts_money(self.block);
        if header.is_empty() && !self.header.is_empty() && (columns > 1 || is_of_other_kind()) {
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
