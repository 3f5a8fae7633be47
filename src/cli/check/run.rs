//! Checks many files side by side.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::entry::{About, Entry};
use crate::cli::Fault;
use crate::cli::input::{Reading, Understood, shown_name};
use crate::error::Error;
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
    Some((crate::text::fold(report.organization.as_deref()?), report.year?))
}

/// A file that was checked, and what comparing it with others needs.
pub struct Checked {
    pub entry: Entry,
    pub submission: Option<Submission>,
}

/// Does the work for every file on all processors; the results stand in the order of the files.
pub fn on_all<T: Send>(files: &[PathBuf], work: impl Fn(&Path) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(files.len()));
    let workers = thread::available_parallelism().map_or(1, usize::from).min(files.len()).max(1);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(file) = files.get(at) else { break };
                    let result = work(file);
                    done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((at, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

impl Check<'_> {
    /// Checks one file.
    pub fn file(&self, path: &Path) -> Checked {
        let file = shown_name(path);
        match self.understand(path) {
            Ok(understood) => self.checked(file, understood),
            Err(error) => {
                let entry =
                    Entry { file, about: None, report: None, error: Some(error), findings: Vec::new() };
                Checked { entry, submission: None }
            }
        }
    }

    fn understand(&self, path: &Path) -> Result<Understood, Error> {
        let bytes = match self.reading.bytes(path) {
            Ok(bytes) => bytes,
            Err(Fault::File { error, .. }) => return Err(error),
            Err(Fault::Usage(_) | Fault::BrokenPipe) => return Err(Error::Empty),
        };
        self.reading.understand(path, &bytes, self.formats)
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
