//! What a table has beside the figures of the form: columns and rows of another period, body or meaning, and the
//! marks of notes at figures.

use crate::model::address::Address;
use crate::model::finding::{Finding, Severity};
use crate::model::form::Presence;
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::reading_rules::{MARK_AT_FIGURE, NOT_OF_THIS_REPORT};

use crate::recognise::tables::value_text::without_mark;

use super::{RowSource, TableBuilder};

impl TableBuilder {
    /// Leaves out the columns under a header that names another period, body or meaning; their cells are kept.
    pub fn leave_out_column(&mut self, label: &str, place: &Place) {
        if self.unknown_columns.insert(label.to_owned()) {
            self.other_columns.push((label.to_owned(), place.clone()));
        }
    }

    /// Reports these columns. Beside a table that is whole they are an addition: 上年数 for comparison.
    pub(super) fn report_other_columns(&mut self) {
        let is_whole = self.undecidable_rows == 0 && self.is_whole();
        for (label, place) in std::mem::take(&mut self.other_columns) {
            let (name, key) = (self.form.name, self.form.key);
            let message = if is_whole {
                Message::new(
                    format!("{name}另有一列“{label}”，不是规定的列；没有计入，原样保留"),
                    format!("'{key}' has a further column '{label}', which is kept as text"),
                )
            } else {
                Message::new(
                    format!(
                        "{name}的表头写着“{label}”，与规定的这一列不是同一期间、单位或事项；这些格没有计入，原样保留，请核对"
                    ),
                    format!(
                        "the header '{label}' of '{key}' names another period, body or meaning; its cells are left out and kept as text"
                    ),
                )
            };
            let mut finding = Finding::new(&NOT_OF_THIS_REPORT, message, place);
            if is_whole {
                finding.severity = Severity::Info;
            }
            self.findings.push(finding);
        }
    }

    /// Whether every required row has a cell in every column.
    fn is_whole(&self) -> bool {
        self.form.blocks.iter().all(|block| {
            let rows = block.rows.iter().filter(|row| row.presence == Presence::Required);
            let addresses = rows.flat_map(|row| {
                let address = |column| Address { table: self.form.key, row: row.key, column };
                block.columns.iter().map(move |column| address(column.key))
            });
            addresses.into_iter().all(|address| self.cells.contains_key(&address))
        })
    }

    /// Keeps a row whose label resembles one of the form but names another period, body or meaning.
    pub fn leave_out_row(&mut self, source: &RowSource<'_>) {
        let message = Message::new(
            format!(
                "{}的行名“{}”与规定的行名意思不同（期间、单位或肯定否定）；这一行没有计入，原样保留，请核对",
                self.form.name, source.label
            ),
            format!(
                "the label '{}' in '{}' means something else than the form's (period, body or negation); the row is left out and kept as text",
                source.label, self.form.key
            ),
        );
        self.keep(source, &NOT_OF_THIS_REPORT, message);
    }

    /// Keeps a row whose group names another period or body; one finding names the group.
    pub fn leave_out_group_row(&mut self, row: &'static str, group: &str, source: &RowSource<'_>) {
        self.leave_out_column(group, source.place);
        self.keep_under_left_out_header(Some(row), source);
    }

    /// Keeps a row under a header that was left out, which has its finding.
    pub fn keep_under_left_out_header(&mut self, row: Option<&'static str>, source: &RowSource<'_>) {
        self.seen_rows.extend(row);
        self.keep_text(source);
    }

    /// Remembers the figures of a row that have the mark of a note.
    pub(super) fn note_marked_figures(&mut self, source: &RowSource<'_>) {
        for text in source.values.iter().filter(|text| without_mark(text).is_some()) {
            let (figures, first) = &mut self.marked_figures;
            figures.insert(text.trim().to_owned());
            first.get_or_insert_with(|| source.place.clone());
        }
    }

    /// R010: one finding for all figures of the table with the mark of a note.
    pub(super) fn report_marked_figures(&mut self) {
        let (figures, Some(place)) = &self.marked_figures else { return };
        let shown = figures.iter().map(String::as_str).collect::<Vec<_>>();
        let message = Message::new(
            format!("{}里有数字带着注释标记：{}；标记没有并入数字", self.form.name, shown.join("、")),
            format!(
                "figures of '{}' have the mark of a note: {}; the mark is no part of the figure",
                self.form.key,
                shown.join(", ")
            ),
        );
        self.findings.push(Finding::new(&MARK_AT_FIGURE, message, place.clone()));
    }
}
