//! The reports of the year before that reports are held against, and what is said where none is found.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::config::Config;
use super::run::Checked;
use crate::cli::arguments::CheckArguments;
use crate::cli::input::Reading;
use crate::cli::sources::{self, Gathered};
use crate::cli::{Manner, input};
use crate::formats::Formats;
use crate::model::language::Language;
use crate::model::report::Report;
use crate::prose::bodies::Body;

/// So many reports without one of the year before are named, unless all are asked for.
const NAMED: usize = 3;

/// Where the reports of the year before are to be had.
pub struct Earlier {
    /// The one to compare every report with.
    pub one: Option<PathBuf>,
    /// A folder, and what was found in it.
    pub folder: Option<(PathBuf, Gathered)>,
}

impl Earlier {
    /// As the command line says, or else the configuration.
    pub fn of(arguments: &CheckArguments, config: &Config, reading: &Reading<'_>, formats: &Formats) -> Self {
        let given = (&arguments.previous, &arguments.previous_dir);
        let (one, folder) = match given {
            (None, None) => (&config.previous, &config.previous_dir),
            _ => given,
        };
        let gather = |folder: PathBuf| {
            let limits = &reading.options.limits;
            let found = sources::gather(std::slice::from_ref(&folder), None, formats, limits);
            (folder, found)
        };
        Self { one: one.clone(), folder: folder.clone().map(gather) }
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
    pub fn of(&self, report: &Report) -> Option<&Report> {
        self.given.as_ref().or_else(|| {
            let (organization, year) = key(report)?;
            Some(&self.found.get(&(organization, year.checked_sub(1)?))?.report)
        })
    }

    /// Takes a report of the folder; the first of a body and year counts.
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

    /// Says which reports were held against none, and where several could have been meant.
    pub fn tell(&self, checked: &[Checked], manner: Manner) {
        let Some(folder) = self.folder.as_ref().filter(|_| self.given.is_none() && !manner.quiet) else {
            return;
        };
        let folder = input::shown_name(folder);
        let alone = checked.iter().filter(|one| one.entry.error.is_none() && !one.is_compared);
        let alone: Vec<&str> = alone.map(|one| one.entry.file.as_str()).collect();
        let doubled = self.found.values().filter(|found| !found.others.is_empty());
        let doubled = doubled.map(|found| found.told(manner.language));
        let without = (!alone.is_empty()).then(|| without(&folder, &alone, self.found.is_empty(), manner));
        for line in doubled.chain(without) {
            let _ = writeln!(anstream::stderr(), "{line}");
        }
    }
}

impl Found {
    fn told(&self, language: Language) -> String {
        let Self { file, report, others } = self;
        let body = report.organization.as_deref().map(input::one_line).unwrap_or_default();
        let year = report.year.unwrap_or_default();
        match language {
            Language::Zh => format!(
                "上一年的报告里“{body}”{year} 年度的不止一份，数字不同：核对用的是 {file}，没有用 {}",
                others.join("、")
            ),
            Language::En => format!(
                "several reports of {body} for {year} with different figures: {file} is compared with, not {}",
                others.join(", ")
            ),
        }
    }
}

fn without(folder: &str, files: &[&str], is_empty: bool, manner: Manner) -> String {
    let count = files.len();
    let named = files.get(..NAMED).filter(|_| !manner.verbose).unwrap_or(files);
    let is_more = named.len() < count;
    match manner.language {
        Language::Zh => {
            let why = if is_empty {
                "里没有读得出单位和年度的报告"
            } else {
                "里没有它们单位上一年度的"
            };
            let more = if is_more { "等" } else { "" };
            format!("{count} 份报告没有与上一年核对，{folder} {why}：{}{more}", named.join("、"))
        }
        Language::En => {
            let why = if is_empty {
                "holds no report of which body and year can be told"
            } else {
                "holds none of their bodies for the year before"
            };
            let more = if is_more { ", …" } else { "" };
            format!(
                "not compared with the year before: {count} reports, {folder} {why} ({}{more})",
                named.join(", ")
            )
        }
    }
}

/// The body and year that a report is matched by; names that surely mean one body are one.
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
