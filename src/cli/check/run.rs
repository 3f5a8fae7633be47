//! Checks one of many inputs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::config::Config;
use super::entry::{About, Entry};
use crate::cli::arguments::CheckArguments;
use crate::cli::input::{Reading, Understood};
use crate::cli::sources::{self, Gathered, Source};
use crate::formats::Formats;
use crate::report::Report;
use crate::validate::{Settings, Submission, against};

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

/// Where the reports of the year before are to be had.
pub struct Earlier {
    /// The one to compare every report with.
    pub one: Option<PathBuf>,
    /// Those of a folder.
    pub folder: Option<Gathered>,
}

impl Earlier {
    /// As the command line says, or else the configuration.
    pub fn of(arguments: &CheckArguments, config: &Config, reading: &Reading<'_>, formats: &Formats) -> Self {
        let given = (&arguments.previous, &arguments.previous_dir);
        let (one, folder) = match given {
            (None, None) => (&config.previous, &config.previous_dir),
            _ => given,
        };
        let gather = |folder: &PathBuf| {
            sources::gather(std::slice::from_ref(folder), None, formats, &reading.options.limits)
        };
        Self { one: one.clone(), folder: folder.as_ref().map(gather) }
    }

    /// The files that are read.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.one.as_deref().into_iter().chain(self.folder.iter().flat_map(Gathered::on_disk))
    }
}

/// The reports of the year before.
#[derive(Debug, Default)]
pub struct Previous {
    /// The one to compare every report with.
    pub given: Option<Report>,
    /// Those of a folder, matched by body and year.
    pub found: BTreeMap<(String, u16), Report>,
}

impl Previous {
    fn of(&self, report: &Report) -> Option<&Report> {
        self.given.as_ref().or_else(|| {
            let (organization, year) = key(report)?;
            self.found.get(&(organization, year.checked_sub(1)?))
        })
    }

    /// Takes a report of the folder; the first of a body and year counts.
    pub fn add(&mut self, report: Report) {
        if let Some(key) = key(&report) {
            self.found.entry(key).or_insert(report);
        }
    }
}

/// The body and year that a report is matched by.
fn key(report: &Report) -> Option<(String, u16)> {
    Some((crate::text::fold(report.organization.as_deref()?).into_owned(), report.year?))
}

/// A file that was checked, and what comparing it with others needs.
pub struct Checked {
    pub entry: Entry,
    pub submission: Option<Submission>,
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
                Checked { entry, submission: None }
            }
        }
    }

    fn checked(&self, file: String, understood: Understood) -> Checked {
        let Understood { report, mut findings } = understood;
        if let Some(previous) = self.previous.of(&report) {
            findings.extend(against(&report, previous, &self.settings));
        }
        let submission = self.is_batch.then(|| Submission::of(&file, &report));
        let about =
            About { organization: report.organization.clone(), year: report.year, edition: report.edition };
        let report = self.keep_reports.then_some(report);
        Checked { entry: Entry { file, about: Some(about), report, error: None, findings }, submission }
    }
}
