//! What the label of a group says of all its rows: `（三）不予公开（2023年）`, `三、上年办理结果`.

use crate::model::form::RowForm;
use crate::model::text;

use super::labels::{Labels, words};
use super::reader::{SplitRow, TableReader};
use super::remainder::{self, Marker, statement};
use super::row_matcher::MatchedRow;
use super::row_values::row_source;

/// Fewest characters that the label of a group keeps after another beginning.
const FEWEST_KEPT: usize = 4;

/// The rows of a group, and what its label has beyond the form's.
#[derive(Clone, Debug)]
pub struct Qualifier {
    rows: Rows,
    pub label: String,
    /// The figures are of another period or body.
    pub is_other: bool,
}

/// The rows of a group.
#[derive(Clone, Debug)]
enum Rows {
    /// Those with these words in the labels of their groups.
    Of(String),
    /// Those with a number under this one.
    Under(&'static str),
}

impl Qualifier {
    /// The qualifier of the rows under a heading of a list.
    pub fn under(heading: &'static str, label: &str, is_other: bool) -> Self {
        Self { rows: Rows::Under(heading), label: label.to_owned(), is_other }
    }

    /// Whether a row is one of the group.
    pub fn is_of(&self, row: &RowForm) -> bool {
        match &self.rows {
            Rows::Of(group) => row.path.iter().any(|label| *words(label) == **group),
            Rows::Under(heading) => row.key.strip_prefix(heading).is_some_and(|rest| rest.starts_with('.')),
        }
    }
}

impl TableReader {
    /// Keeps a row whose group is of another period or body; returns whether it is.
    pub(super) fn keep_qualified(&mut self, matched: &MatchedRow, row: &SplitRow<'_>) -> bool {
        let Some(qualifier) = self.matcher.qualifier(matched.form).filter(|qualifier| qualifier.is_other)
        else {
            return false;
        };
        self.builder.leave_out_group_row(matched.form.key, &qualifier.label, &row_source(row));
        true
    }
}

/// The group that a label names with words beyond the form's, and what these say; `year` is the report's.
pub fn qualified_group(labels: &Labels, label: &str, year: Option<u16>) -> Option<(String, Qualifier)> {
    let folded = text::fold(label);
    let in_brackets = folded.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let in_brackets = in_brackets.and_then(|(rest, beyond)| Some((labels.group(rest)?, beyond.to_owned())));
    let (group, beyond, is_certain) = match in_brackets {
        Some((group, beyond)) => (group, beyond, true),
        None => other_beginning(labels, &folded).map(|(group, beyond)| (group, beyond, false))?,
    };
    let other = remainder::another(&beyond, year);
    let is_other = other
        .is_some_and(|other| other.is_other_period_or_body() || matches!(other, Marker::Scope(_)))
        || statement::about_figures(&beyond, year, true).is_some()
        || !is_certain && !remainder::is_harmless(&beyond);
    let qualifier = Qualifier { rows: Rows::Of(group.clone()), label: label.to_owned(), is_other };
    (is_certain || is_other).then_some((group, qualifier))
}

/// The group whose label has another beginning: 上年办理结果 for 本年度办理结果.
fn other_beginning(labels: &Labels, label: &str) -> Option<(String, String)> {
    let words = words(label);
    labels.groups().find_map(|group| {
        let kept = ["本年度", "本年"].iter().find_map(|own| group.strip_prefix(own))?;
        let beyond = words.strip_suffix(kept).filter(|_| kept.chars().count() >= FEWEST_KEPT)?;
        // One other character is misread.
        let own = group.strip_suffix(kept)?;
        let differing = own.chars().zip(beyond.chars()).filter(|(a, b)| a != b).count();
        if own.chars().count() == beyond.chars().count() && differing == 1 {
            return None;
        }
        Some((group.to_owned(), beyond.to_owned()))
    })
}
