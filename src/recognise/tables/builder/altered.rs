//! Labels that are worded otherwise than the form has them.

use super::{RowSource, TableBuilder};
use crate::model::finding::{Finding, Fix};
use crate::model::form::{ColumnForm, TableForm, TableKind};
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::reading_rules::ALTERED_LABEL;
use crate::recognise::tables::labels::words;
use crate::recognise::tables::layout::LayoutStrategy;
use crate::recognise::tables::remainder;

/// The finding for a row label whose wording differs from the form's, apart from numbering and punctuation.
pub(super) fn row_label(form: &'static TableForm, row: &str, source: &RowSource<'_>) -> Option<Finding> {
    let has_named_rows = !form.has_records() && !LayoutStrategy::of(form.layout).rows_are_column_groups;
    let (_, row) = form.row(row).filter(|_| has_named_rows)?;
    let found = words(source.label);
    let is_official = std::iter::once(&row.label).chain(row.variants).any(|label| words(label) == found);
    let in_groups =
        || row.path.iter().chain([&row.label]).map(|part| words(part).into_owned()).collect::<String>();
    if found.is_empty()
        || is_official
        || in_groups().ends_with(&*found) && found.len() > words(row.label).len()
    {
        return None;
    }
    let message = Message::new(
        format!("{}的行名“{}”与规定的“{}”不同，已按规定的这一行计入", form.name, source.label, row.label),
        format!(
            "label '{}' of {} differs from the official '{}' and was read as that",
            source.label, form.key, row.label
        ),
    );
    let fix = Fix::Label { from: source.label.to_owned(), to: row.label };
    let finding = Finding::new(&ALTERED_LABEL, message, source.place.clone());
    Some(finding.with_passage(source.label).with_fix(fix))
}

impl TableBuilder {
    /// Notes that a column was found by a label that is only similar to its own. The disclosure report has columns
    /// that cannot be taken for one another. `year` is the report's.
    pub fn note_column_label(&mut self, column: &ColumnForm, text: &str, place: &Place, year: Option<u16>) {
        if self.form.kind != TableKind::General {
            return; // nearly always
        }
        let bare = |label: &str| words(&remainder::split_units(label).0).into_owned();
        let found = bare(&remainder::relative(text, year));
        let groups = || column.path.iter().map(|group| bare(group));
        let is_own = |label: &&str| {
            let own = bare(label);
            // It may be preceded by the labels of its groups.
            own == found
                || found.ends_with(&own)
                    && found.len() > own.len()
                    && groups().any(|group| found.contains(&group))
        };
        let is_known = self.findings.iter().any(|known| known.passage.as_deref() == Some(text));
        if is_known || std::iter::once(&column.label).chain(column.variants).any(is_own) {
            return;
        }
        let message = Message::new(
            format!(
                "{}的列名“{text}”与规定的“{}”不同，已按规定的这一列计入，请核对",
                self.form.name, column.label
            ),
            format!(
                "label '{text}' of {} differs from the official '{}' and was read as that column",
                self.form.key, column.label
            ),
        );
        self.findings.push(Finding::new(&ALTERED_LABEL, message, place.clone()).with_passage(text));
    }
}
