//! Family B: reports handed in together.

use crate::finding::Finding;
use crate::report::{Identity, Report};

/// What the rules of this family need of a report, so that thousands need not be kept whole.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The file as it is shown.
    pub file: String,
    pub identity: Identity,
}

impl Submission {
    /// What is needed of the report of this file.
    #[must_use]
    pub fn of(file: &str, report: &Report) -> Self {
        Self { file: file.to_owned(), identity: Identity::of(report) }
    }
}

/// The bodies that must hand in a report.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// Names as the list gives them, each once.
    pub organizations: Vec<String>,
}

impl Roster {
    /// The names, without blanks and each once.
    #[must_use]
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        let mut seen = std::collections::BTreeSet::new();
        let names = names.into_iter().map(|name| crate::text::trim(&name).to_owned());
        let names = names.filter(|name| !name.is_empty());
        Self { organizations: names.filter(|name| seen.insert(name.clone())).collect() }
    }
}

/// Reports handed in together.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'a> {
    pub submissions: &'a [Submission],
    pub roster: Option<&'a Roster>,
}

/// A finding about a report of a batch, or about the batch as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchFinding {
    /// The index of the submission; `None` for the batch.
    pub submission: Option<usize>,
    pub finding: Finding,
}
