//! The reports of the year before, by body and year.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::file::shown_name;
use super::sources::{self, Gathered};
use crate::formats::Formats;
use crate::model::language::Language;
use crate::model::limits::Limits;
use crate::model::report::Report;
use crate::model::text::one_line;
use crate::prose::bodies::Body;

/// Number of reports named in a list, unless all are requested.
const NAMED: usize = 3;

/// Where the reports of the year before are.
#[derive(Debug)]
pub struct PreviousSources {
    /// The one to compare every report with.
    pub one: Option<PathBuf>,
    /// A folder, and the files found in it.
    pub folder: Option<(PathBuf, Gathered)>,
}

impl PreviousSources {
    /// Searches the folder for possible reports.
    #[must_use]
    pub fn gather(one: Option<&Path>, folder: Option<&Path>, formats: &Formats, limits: &Limits) -> Self {
        let gather = |folder: &Path| {
            let folder = folder.to_owned();
            let found = sources::gather(std::slice::from_ref(&folder), None, formats, limits);
            (folder, found)
        };
        Self { one: one.map(Path::to_owned), folder: folder.map(gather) }
    }

    /// The files that are read.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        let in_folder = self.folder.iter().flat_map(|(_, found)| found.on_disk());
        self.one.as_deref().into_iter().chain(in_folder)
    }
}

/// The reports of the year before.
#[derive(Debug, Default)]
pub struct Previous {
    /// The one to compare every report with.
    pub given: Option<Report>,
    /// The folder of those that are matched by body and year.
    pub folder: Option<PathBuf>,
    found: BTreeMap<(String, u16), Found>,
}

/// A report of the folder.
#[derive(Debug)]
struct Found {
    file: String,
    report: Report,
    /// Files of the same body and year with other figures, which are not used.
    others: Vec<String>,
}

impl Previous {
    /// The report of the year before that belongs to this one.
    #[must_use]
    pub fn of(&self, report: &Report) -> Option<&Report> {
        self.given.as_ref().or_else(|| {
            let (organization, year) = key(report)?;
            Some(&self.found.get(&(organization, year.checked_sub(1)?))?.report)
        })
    }

    /// Adds a report of the folder; the first of a body and year counts.
    pub fn add(&mut self, file: &str, report: Report) {
        let Some(key) = key(&report) else { return };
        match self.found.get_mut(&key) {
            None => {
                let found = Found { file: file.to_owned(), report, others: Vec::new() };
                self.found.insert(key, found);
            }
            Some(first) if has_same_figures(&first.report, &report) => {}
            Some(first) => first.others.push(file.to_owned()),
        }
    }

    /// Messages about the files of `alone`, which were compared with none, and about bodies and years of which the
    /// folder holds several reports. `names_all` lists every file.
    #[must_use]
    pub fn messages(&self, alone: &[&str], language: Language, names_all: bool) -> Vec<String> {
        let Some(folder) = self.folder.as_ref().filter(|_| self.given.is_none()) else { return Vec::new() };
        let folder = shown_name(folder);
        let ambiguous = self.found.values().filter(|found| !found.others.is_empty());
        let mut messages: Vec<String> = ambiguous.map(|found| found.message(language)).collect();
        if !alone.is_empty() {
            let named = alone.get(..NAMED).filter(|_| !names_all).unwrap_or(alone);
            messages.push(self.without(&folder, named, alone.len(), language));
        }
        messages
    }

    fn without(&self, folder: &str, named: &[&str], count: usize, language: Language) -> String {
        let is_more = named.len() < count;
        match language {
            Language::Zh => {
                let why = if self.found.is_empty() {
                    "里没有读得出单位和年度的报告"
                } else {
                    "里没有它们单位上一年度的"
                };
                let more = if is_more { "等" } else { "" };
                format!("{count} 份报告没有与上一年核对，{folder} {why}：{}{more}", named.join("、"))
            }
            Language::En => {
                let why = if self.found.is_empty() {
                    "contains no report with a known body and year"
                } else {
                    "contains none of their bodies for the year before"
                };
                let more = if is_more { ", …" } else { "" };
                format!(
                    "not compared with the year before: {count} reports, {folder} {why} ({}{more})",
                    named.join(", ")
                )
            }
        }
    }
}

impl Found {
    fn message(&self, language: Language) -> String {
        let Self { file, report, others } = self;
        let body = report.organization.as_deref().map(one_line).unwrap_or_default();
        let year = report.year.unwrap_or_default();
        match language {
            Language::Zh => format!(
                "上一年的报告里“{body}”{year} 年度的不止一份，数字不同：核对用的是 {file}，没有用 {}",
                others.join("、")
            ),
            Language::En => format!(
                "several reports of {body} for {year} with different figures: {file} is used, not {}",
                others.join(", ")
            ),
        }
    }
}

/// The body and year that a report is matched by; names that certainly mean the same body are equal.
fn key(report: &Report) -> Option<(String, u16)> {
    Some((Body::of(report.organization.as_deref()?).certain_name(), report.year?))
}

fn has_same_figures(one: &Report, other: &Report) -> bool {
    let value = |cell: &crate::model::report::Cell| cell.value.counted().ok_or_else(|| cell.value.shown());
    let figures = |report: &Report| {
        report.cells.iter().map(|(address, cell)| (*address, value(cell))).collect::<Vec<_>>()
    };
    figures(one) == figures(other)
}
