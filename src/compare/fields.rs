//! Title, metadata and signature.

use serde::Serialize;

use super::{Pair, words};
use crate::model::metadata::MetadataKey;
use crate::model::report::{Passage, Report};

/// A field outside narrative and tables, in both reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ComparedField {
    /// The field.
    pub field: ReportField,
    /// What it says in each report.
    #[serde(flatten)]
    pub said: Pair<FieldText>,
}

/// A field of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportField {
    /// The title.
    Title,
    /// Metadata of a known key.
    Metadata(MetadataKey),
    /// Metadata under a label of its own.
    Other(String),
    /// Who signed.
    Signatory,
    /// The date of the signature.
    Date,
}

/// The content of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FieldText {
    /// The report has no such field.
    #[default]
    Absent,
    /// The label is there without a value.
    Blank,
    /// The text.
    Text(String),
}

impl ComparedField {
    /// Whether the texts differ in more than white space.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        match (&self.said.old, &self.said.new) {
            (FieldText::Text(old), FieldText::Text(new)) => words::folded(old) != words::folded(new),
            (old, new) => old != new,
        }
    }
}

impl FieldText {
    fn of(passage: Option<&Passage>) -> Self {
        passage.map_or(Self::Absent, |passage| Self::Text(passage.text.clone()))
    }

    fn of_metadata(text: Option<&Option<String>>) -> Self {
        match text {
            None => Self::Absent,
            Some(None) => Self::Blank,
            Some(Some(text)) => Self::Text(text.clone()),
        }
    }
}

/// Every field that either report has.
pub(super) fn compare(reports: Pair<&Report>) -> Vec<ComparedField> {
    let mut fields =
        vec![of_both(ReportField::Title, reports, |report| FieldText::of(report.title.as_ref()))];
    for key in MetadataKey::all() {
        fields.push(of_both(ReportField::Metadata(key), reports, |report| {
            let known = report.metadata.known.iter().find(|(known, _)| *known == key);
            FieldText::of_metadata(known.map(|(_, text)| text))
        }));
    }
    let mut labels: Vec<&String> = Vec::new();
    for (label, _) in [reports.new, reports.old].into_iter().flat_map(|report| &report.metadata.other) {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    for label in labels {
        fields.push(of_both(ReportField::Other(label.clone()), reports, |report| {
            let other = report.metadata.other.iter().find(|(other, _)| other == label);
            FieldText::of_metadata(other.map(|(_, text)| text))
        }));
    }
    fields.push(of_both(ReportField::Signatory, reports, |report| {
        FieldText::of(report.signature.organization.as_ref())
    }));
    fields.push(of_both(ReportField::Date, reports, |report| FieldText::of(report.signature.date.as_ref())));
    fields.retain(|field| field.said != Pair::default());
    fields
}

fn of_both(field: ReportField, reports: Pair<&Report>, said: impl Fn(&Report) -> FieldText) -> ComparedField {
    ComparedField { field, said: Pair::new(said(reports.old), said(reports.new)) }
}
