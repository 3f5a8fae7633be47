//! The sums over many reports as a workbook, the official tables, JSON and text.

pub mod json;
pub mod repeats;
pub mod slips;
pub mod summary;
pub mod tables;
mod wording;
pub mod xlsx;

pub use self::wording::{body, reason, title};

use crate::aggregate::{Inclusion, Likeness, Reason, Received, Summary};
use crate::model::date::Date;
use crate::model::error::Error;
use crate::model::finding::{Finding, Severity};
use crate::model::language::Language;
use crate::present::check::Entry;

/// Sums over many reports, with what every output shows beside them.
#[derive(Debug)]
pub struct Collection {
    /// The sums, and which reports they count.
    pub summary: Summary,
    /// One for each file, those that could not be read included, with its findings.
    pub entries: Vec<Entry>,
    /// Files that were not read: not reports by their names, or already read.
    pub left_out: Vec<String>,
    /// The title of the result.
    pub title: String,
    /// The office that publishes the sums.
    pub office: Option<String>,
    /// The day on which it is made, for letters.
    pub date: Option<Date>,
    /// The language of the result.
    pub language: Language,
}

impl Collection {
    /// Whether every body of the roster has sent a report, all reports count and none needs attention.
    #[must_use]
    pub fn is_flawless(&self) -> bool {
        let is_complete = self
            .summary
            .attendance
            .as_ref()
            .is_none_or(|attendance| attendance.missing.is_empty() && attendance.proposed.is_empty());
        is_complete
            && self.summary.excluded().next().is_none()
            && self.summary.texts().next().is_none()
            && self.summary.unread().next().is_none()
            && self.summary.alike.is_empty()
            && self.summary.counted().all(|(_, one)| one.organization.is_some())
            && self.with_errors() == 0
    }

    /// The reports for another year of bodies that sent none for this one, but for those whose names are among the missing
    /// ones.
    pub fn unlisted_for_other_years(&self) -> impl Iterator<Item = &Received> {
        let missing = self.summary.attendance.iter().flat_map(|attendance| &attendance.missing);
        let known: Vec<usize> = missing.flat_map(|missing| missing.other_years.clone()).collect();
        let others = self.summary.only_for_other_years();
        others.filter(move |(at, _)| !known.contains(at)).map(|(_, one)| one)
    }

    /// The number of reports that have errors which somebody has to mend.
    #[must_use]
    pub fn with_errors(&self) -> usize {
        let has_errors =
            |entry: &&Entry| entry.findings.iter().any(|finding| finding.severity == Severity::Error);
        let is_wanted = |entry: &&Entry| self.is_counted(&entry.file).is_some();
        self.entries.iter().filter(has_errors).filter(is_wanted).count()
    }

    /// The files that could not be read, with the reason.
    pub fn unreadable(&self) -> impl Iterator<Item = (&str, &Error)> {
        self.entries.iter().filter_map(|entry| Some((entry.file.as_str(), entry.error.as_ref()?)))
    }

    /// Whether the report of this file counts; `None` where nobody has to mend it, since it is for another year, no
    /// report of this form or the same as one that counts.
    fn is_counted(&self, file: &str) -> Option<bool> {
        let at = self.summary.received.iter().position(|one| one.file == file)?;
        match self.summary.inclusions.get(at)? {
            Inclusion::Counted => Some(true),
            Inclusion::Excluded(reason) => match reason {
                Reason::NoYear
                | Reason::NothingRead
                | Reason::Unbalanced
                | Reason::Repeated { likeness: Likeness::Different(_), .. } => Some(false),
                Reason::Repeated { .. }
                | Reason::OtherYear
                | Reason::NoForm
                | Reason::OtherForm
                | Reason::Summary => None,
            },
        }
    }

    /// The findings of the report at this place of the summary.
    fn findings(&self, at: usize) -> &[Finding] {
        let mut readable = self.entries.iter().filter(|entry| entry.error.is_none());
        readable.nth(at).map(|entry| entry.findings.as_slice()).unwrap_or_default()
    }
}
