//! Finds the row of the form that a label names, and remembers where in the table the reading is.

use std::collections::BTreeSet;

use crate::model::form::{Presence, RowForm};
use crate::model::text;
use crate::prose::numbering::{Numbering, numbering};

use super::labels::Labels;
use super::qualifiers::{Qualifier, qualified_group};

/// The position in a table from which the next label is understood.
#[derive(Clone, Debug, Default)]
pub struct RowContext {
    /// Words of the group whose rows are being read.
    pub group: Option<String>,
    /// The last row found.
    pub last: Option<usize>,
    /// The report's year.
    pub year: Option<u16>,
}

impl RowContext {
    /// Passes a row that the form does not have: a heading (`五、…`) ends the rows under the last one.
    pub fn pass_unknown(&mut self, label: &str) {
        if matches!(numbering(&text::fold(label)).0, Some(Numbering { level: 1, .. })) {
            self.last = None;
        }
    }
}

/// Matches the labels of one table with the rows of its form, from top to bottom.
#[derive(Clone, Debug)]
pub struct RowMatcher<'a> {
    labels: &'a Labels,
    pub context: RowContext,
    /// What the labels of groups say beyond the form's.
    qualifiers: Vec<Qualifier>,
}

/// A row of the form that a label names.
#[derive(Clone, Copy, Debug)]
pub struct MatchedRow {
    pub index: usize,
    pub block: usize,
    pub form: &'static RowForm,
    /// Several rows of the form have this label, and it is not known which of them it is.
    pub is_ambiguous: bool,
}

impl<'a> RowMatcher<'a> {
    pub fn new(labels: &'a Labels) -> Self {
        Self { labels, context: RowContext::default(), qualifiers: Vec::new() }
    }

    /// The row that a label names, by its exact words or by its number and similar words.
    pub fn find(&self, label: &str) -> Option<usize> {
        self.labels.row(label, &self.context)
    }

    /// The row that a label resembles but does not name.
    pub fn not_quite(&self, label: &str) -> Option<usize> {
        let found = self.labels.match_similar_row(label, &self.context)?;
        found.other.map(|_| found.index)
    }

    /// The row of exactly these words.
    pub fn find_exact(&self, label: &str) -> Option<usize> {
        self.labels.exact_row(label, &self.context)
    }

    /// Enters the group that a label names, if it names one.
    pub fn enter_group(&mut self, label: &str) -> bool {
        if let Some(group) = self.labels.group(label) {
            self.context.group = Some(group);
            return true;
        }
        self.enter_qualified_group(label)
    }

    /// Enters the group that a label names with words beyond the form's.
    pub fn enter_qualified_group(&mut self, label: &str) -> bool {
        let found = qualified_group(self.labels, label, self.context.year);
        let is_group = found.is_some();
        if let Some((group, qualifier)) = found {
            self.context.group = Some(group);
            self.qualifiers.push(qualifier);
        }
        is_group
    }

    /// Whether a label names a group, with or without words beyond the form's.
    pub fn is_group(&self, label: &str) -> bool {
        self.labels.group(label).is_some() || qualified_group(self.labels, label, self.context.year).is_some()
    }

    /// Remembers what the heading of a list says beyond the form's of the rows under it.
    pub fn qualify_heading(&mut self, heading: &'static RowForm, label: &str, is_other: bool) {
        if heading.presence == Presence::Heading {
            self.qualifiers.push(Qualifier::under(heading.key, label, is_other));
        }
    }

    /// What the label of a row's group says of its figures, of the innermost group.
    pub fn qualifier(&self, row: &RowForm) -> Option<&Qualifier> {
        self.qualifiers.iter().rev().find(|qualifier| qualifier.is_of(row))
    }

    /// Settles which row the found one is and moves there, unless that is ambiguous. `seen` are the keys of
    /// the rows read before.
    pub fn resolve(&mut self, index: usize, seen: &BTreeSet<&str>) -> Option<MatchedRow> {
        let resolved = self.labels.disambiguate_row(index, &self.context, seen);
        let (block, form) = self.labels.row_form(resolved.unwrap_or(index))?;
        let Some(index) = resolved else {
            return Some(MatchedRow { index, block, form, is_ambiguous: true });
        };
        self.context.last = Some(index);
        self.context.group =
            self.labels.group_of(index).or_else(|| self.context.group.take().filter(|_| form.path.len() > 1));
        Some(MatchedRow { index, block, form, is_ambiguous: false })
    }
}
