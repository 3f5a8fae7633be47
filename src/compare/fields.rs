//! Title, metadata and signature.

use super::{Pair, words};
use crate::model::metadata::MetadataKey;
use crate::model::report::{Passage, Report};

/// What a report says of itself beside its narrative and tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedField {
    pub field: Field,
    pub said: Pair<Said>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    Title,
    Metadata(MetadataKey),
    /// Metadata under a label of its own.
    Other(String),
    /// Who signed.
    Signatory,
    /// The date of the signature.
    Date,
}

/// What stands in a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Said {
    /// The report has no such field.
    #[default]
    Absent,
    /// The label is there, and nothing beside it.
    Blank,
    Text(String),
}

impl ComparedField {
    /// Whether the texts differ in more than white space.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        match (&self.said.old, &self.said.new) {
            (Said::Text(old), Said::Text(new)) => words::folded(old) != words::folded(new),
            (old, new) => old != new,
        }
    }
}

impl Said {
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
    let mut fields = vec![of_both(Field::Title, reports, |report| Said::of(report.title.as_ref()))];
    for key in MetadataKey::all() {
        fields.push(of_both(Field::Metadata(key), reports, |report| {
            let known = report.metadata.known.iter().find(|(known, _)| *known == key);
            Said::of_metadata(known.map(|(_, text)| text))
        }));
    }
    let mut labels: Vec<&String> = Vec::new();
    for (label, _) in [reports.new, reports.old].into_iter().flat_map(|report| &report.metadata.other) {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    for label in labels {
        fields.push(of_both(Field::Other(label.clone()), reports, |report| {
            let other = report.metadata.other.iter().find(|(other, _)| other == label);
            Said::of_metadata(other.map(|(_, text)| text))
        }));
    }
    fields
        .push(of_both(Field::Signatory, reports, |report| Said::of(report.signature.organization.as_ref())));
    fields.push(of_both(Field::Date, reports, |report| Said::of(report.signature.date.as_ref())));
    fields.retain(|field| field.said != Pair::default());
    fields
}

fn of_both(field: Field, reports: Pair<&Report>, said: impl Fn(&Report) -> Said) -> ComparedField {
    ComparedField { field, said: Pair::new(said(reports.old), said(reports.new)) }
}
