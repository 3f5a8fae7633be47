//! Checks one of many inputs.

use repconv::batch::input::{CheckedReport, InputReader};
use repconv::batch::previous::Previous;
use repconv::batch::sources::Source;
use repconv::present::check::Entry;
use repconv::validate::{Settings, Submission, validate_with_previous};

/// What every file is checked with.
pub struct Check<'a> {
    pub reading: &'a InputReader<'a>,
    pub previous: &'a Previous,
    pub settings: Settings,
    /// Whether the output shows whole reports.
    pub keep_reports: bool,
    /// Whether reports will be compared with one another.
    pub is_batch: bool,
}

/// A file that was checked, and what comparing it with others needs.
pub struct Checked {
    pub entry: Entry,
    pub submission: Option<Submission>,
    /// Whether it was held against a report of the year before.
    pub is_compared: bool,
    /// The further reports in the file.
    pub further: Vec<Source>,
}

impl Checked {
    /// An input that could not be read.
    pub const fn unreadable(entry: Entry) -> Self {
        Self { entry, submission: None, is_compared: false, further: Vec::new() }
    }
}

impl Check<'_> {
    /// Checks one input.
    pub fn source(&self, source: &Source) -> Checked {
        match self.reading.read_source(source) {
            Ok((_, understood)) => self.checked(source, understood),
            Err(error) => Checked::unreadable(Entry::unreadable(source.shown().to_owned(), error)),
        }
    }

    fn checked(&self, source: &Source, understood: CheckedReport) -> Checked {
        let file = source.shown().to_owned();
        let CheckedReport { report, mut findings, reports } = understood;
        let previous = self.previous.of(&report);
        let is_compared = previous.is_some();
        if let Some(previous) = previous {
            findings.extend(validate_with_previous(&report, previous, &self.settings));
        }
        let submission = self.is_batch.then(|| Submission::of(&file, &report));
        let mut entry = Entry::of(file, &report, findings);
        entry.report = self.keep_reports.then_some(report);
        Checked { entry, submission, is_compared, further: self.reading.further(source, reports) }
    }
}
