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
    /// Whether it shows the places of all cells that findings name.
    pub keep_places: bool,
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

/// All that was checked so far, with whole reports only while there are few enough to be shown.
pub struct AllChecked {
    pub checked: Vec<Checked>,
    /// So many reports with findings can be shown.
    most_reports: usize,
    /// How many there are, until there are too many.
    reports: usize,
}

impl AllChecked {
    pub const fn new(most_reports: usize) -> Self {
        Self { checked: Vec::new(), most_reports, reports: 0 }
    }

    /// Adds a file with the findings that count. One report more is kept than can be shown: by it the output sees that
    /// there are too many.
    pub fn add(&mut self, mut one: Checked) {
        if self.reports > self.most_reports {
            one.entry.report = None;
        } else if self.most_reports < usize::MAX && has_findings(&one) && !one.entry.tables().is_empty() {
            self.reports += 1;
            if self.reports > self.most_reports {
                let sound = self.checked.iter_mut().filter(|one| !has_findings(one));
                sound.for_each(|one| one.entry.report = None);
            }
        }
        self.checked.push(one);
    }
}

fn has_findings(one: &Checked) -> bool {
    !one.entry.findings.is_empty()
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
        if self.keep_places {
            entry = entry.with_places(&report);
        }
        entry.report = self.keep_reports.then_some(report);
        Checked { entry, submission, is_compared, further: self.reading.further(source, reports) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use repconv::model::finding::Finding;
    use repconv::model::language::Message;
    use repconv::model::place::Place;
    use repconv::validate::BLANK_CELL;

    fn checked(findings: usize) -> Checked {
        let text = include_bytes!("../../../fixtures/rules/2021.json");
        let report = repconv::Session::new().read(text.as_slice()).unwrap().report;
        let finding = || Finding::new(&BLANK_CELL, Message::new("", ""), Place::Unknown);
        let findings = std::iter::repeat_with(finding).take(findings).collect();
        let mut entry = Entry::of(String::new(), &report, findings);
        entry.report = Some(report);
        Checked { entry, submission: None, is_compared: false, further: Vec::new() }
    }

    #[test]
    fn whole_reports_are_kept_only_while_they_can_be_shown() {
        let kept = |most, findings: &[usize]| {
            let mut all = AllChecked::new(most);
            for findings in findings {
                all.add(checked(*findings));
            }
            all.add(Checked::unreadable(Entry::default()));
            all.checked.iter().filter(|one| one.entry.report.is_some()).count()
        };
        assert_eq!(kept(2, &[1, 0, 0, 3]), 4, "a sound one may get findings from comparing all");
        assert_eq!(kept(2, &[1, 0, 1, 1, 0, 1, 1]), 3);
        assert_eq!(kept(usize::MAX, &[1, 1, 1]), 3);
    }
}
