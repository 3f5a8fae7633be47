//! The header of a flattened table: a label a line.

use crate::model::document::Paragraph;
use crate::model::form::ColumnForm;
use crate::recognise::tables::labels::is_number;
use crate::recognise::tables::remainder;

use super::{FlattenedReader, LONGEST_UNKNOWN_LABEL};

/// What the lines of a header named.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// The columns in the order of their labels.
    pub columns: Vec<usize>,
    /// The lines since the first cell of the header are its labels.
    pub is_open: bool,
    /// It has a label that the form does not have.
    pub has_unknown_column: bool,
}

impl<'a> FlattenedReader<'a> {
    /// Forgets the header above.
    pub(super) fn start_header(&mut self) {
        self.header = Header::default();
        self.units.clear_columns();
        self.builder.is_column_order_unknown = false;
        (self.rows_under_header, self.has_values_above) = (0, false);
    }

    /// Reads a line of the header that is not a label of the form as it stands; returns whether it is one.
    pub(super) fn read_other_header_label(&mut self, line: &'a Paragraph) -> bool {
        let text = line.text.as_str();
        let year = self.matcher.context.year;
        // Figures may precede their row's label.
        if !self.header.is_open || is_number(text) || text.chars().count() > LONGEST_UNKNOWN_LABEL {
            return false;
        }
        let has_words =
            |c: char| matches!(c, '\u{4e00}'..='\u{9fff}') && !matches!(c, '无' | '空' | '没' | '有');
        if !text.contains(has_words) {
            return false;
        }
        let has_one_column = self.labels.form.blocks.get(self.block).is_some_and(|b| b.columns.len() == 1);
        let is_own_period =
            || has_one_column && remainder::is_own_period(text, year, self.labels.counts_money(self.block));
        match self.labels.match_column(self.block, text, year) {
            Some(found) if found.other.is_none() => {
                let block = self.labels.form.blocks.get(self.block);
                if let Some(column) = block.and_then(|block| block.columns.get(found.index)) {
                    self.builder.note_column_label(column, text, &line.place, year);
                }
                self.units.add_column(found.index, text);
                self.header.columns.push(found.index);
            }
            None if is_own_period() => self.header.columns.push(0),
            Some(_) => {
                self.header.has_unknown_column = true;
                self.builder.leave_out_column(text, &line.place);
            }
            None => {
                self.header.has_unknown_column = true;
                self.label_fragments.push(line);
            }
        }
        self.at += 1;
        true
    }

    /// Adds the column of a header label.
    pub(super) fn add_header_label(&mut self, text: &str) {
        let Some(column) = self.labels.column(self.block, text) else { return };
        if self.header.columns.contains(&column) {
            self.header.columns.clear(); // the header is repeated on the next page
        }
        self.units.add_column(column, text);
        self.header.columns.push(column);
        if std::mem::take(&mut self.rows_under_header) > 0 {
            self.has_values_above = false;
        }
    }

    /// Whether the header's labels have the order of the form: from left to right, or level by level. If
    /// labels before others are missing, and not torn, the order is unknown. A table that continues without
    /// a header has the header above.
    pub(super) fn is_header_in_order(&mut self, columns: &[ColumnForm]) -> bool {
        let depth = |column: &usize| columns.get(*column).map_or(0, |form| form.path.len());
        let mut levels: Vec<usize> = (0..columns.len()).collect();
        levels.sort_by_key(|column| (depth(column), *column));
        let is_complete_start = self.header.columns.iter().copied().eq(0..self.header.columns.len())
            || levels.starts_with(&self.header.columns);
        let is_sorted = self.header.columns.is_sorted()
            || self.header.columns.is_sorted_by_key(|column| (depth(column), *column));
        let is_torn = is_sorted && !self.label_fragments.is_empty();
        if self.header.has_unknown_column || !(is_complete_start || is_torn) {
            self.builder.is_column_order_unknown = true;
        } else if self.header.columns.len() == columns.len() {
            self.builder.is_column_order_unknown = false;
        }
        !self.builder.is_column_order_unknown
    }
}
