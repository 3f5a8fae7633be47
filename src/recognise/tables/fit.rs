//! How well a table fits a form, by the labels in it.

use crate::model::document::Table;

use super::labels::Words;
use super::layout::TableEvidence;
use super::reader::TableReader;
use super::value_text::is_figure;

impl TableReader {
    /// Rates how well a table, whose cells are also given by their words, fits this form; 0: not at all.
    /// `is_continuing`: the table before it was of this form.
    pub fn score(&self, table: &Table, words: &[Words<'_>], is_continuing: bool) -> usize {
        let (row_labels, header_labels) = self.labels.score(words);
        let mut filled = table.rows.iter().flatten().filter(|cell| !cell.is_blank());
        if filled.next().is_some_and(|cell| self.builder.is_left_out(&cell.text)) {
            return usize::MAX;
        }
        let continues = || {
            if self.labels.form.has_records() {
                self.continues_records(table)
            } else {
                self.continues_with(table)
            }
        };
        if is_continuing && row_labels + header_labels == 0 && continues() {
            return 1;
        }
        (self.labels.layout.score)(&TableEvidence {
            row_labels,
            header_labels,
            rows: table.rows.len(),
            is_continuing,
            in_header: self.in_header,
        })
    }

    /// Whether a small table continues this one with a row whose label alone says too little (3.其他,
    /// （七）总计).
    fn continues_with(&self, table: &Table) -> bool {
        const MOST_ROWS: usize = 2;
        let Some(first) = table.rows.iter().flatten().find(|cell| !cell.is_blank()) else { return false };
        table.rows.len() <= MOST_ROWS
            && self.matcher.find_exact(&first.text).is_some()
            && table.rows.iter().flatten().any(|cell| is_figure(&cell.text))
    }
}
