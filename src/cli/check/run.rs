//! Checks one of many inputs.

use super::entry::{About, Entry};
use super::previous::Previous;
use crate::cli::input::{Reading, Understood};
use crate::cli::sources::Source;
use crate::formats::Formats;
use crate::validate::{Settings, Submission, validate_with_previous};

/// What every file is checked with.
pub struct Check<'a> {
    pub reading: &'a Reading<'a>,
    pub formats: &'a Formats,
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
}

impl Check<'_> {
    /// Checks one input.
    pub fn source(&self, source: &Source) -> Checked {
        let file = source.shown().to_owned();
        match self.reading.source(source, self.formats) {
            Ok((_, understood)) => self.checked(file, understood),
            Err(error) => {
                let entry =
                    Entry { file, about: None, report: None, error: Some(error), findings: Vec::new() };
                Checked { entry, submission: None, is_compared: false }
            }
        }
    }

    fn checked(&self, file: String, understood: Understood) -> Checked {
        let Understood { report, mut findings } = understood;
        let previous = self.previous.of(&report);
        let is_compared = previous.is_some();
        if let Some(previous) = previous {
            findings.extend(validate_with_previous(&report, previous, &self.settings));
        }
        let submission = self.is_batch.then(|| Submission::of(&file, &report));
        let about =
            About { organization: report.organization.clone(), year: report.year, edition: report.edition };
        let report = self.keep_reports.then_some(report);
        let entry = Entry { file, about: Some(about), report, error: None, findings };
        Checked { entry, submission, is_compared }
    }
}
