//! Checks a report against the rules, and against the report of the year before where there is one.
//!
//! ```text
//! cargo run --example check -- [REPORT [PREVIOUS]]
//! ```
//!
//! Prints a line for each finding, and how many of them are errors.

#![allow(clippy::print_stdout, reason = "an example shows what it does")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use repconv::Session;
use repconv::model::finding::{Finding, Severity};
use repconv::model::language::Language;
use repconv::session::{Input, Reading};

const FIXTURE: &str = "fixtures/reports/akto_2021/gbk_cells.txt";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let report = arguments.next().unwrap_or_else(|| PathBuf::from(FIXTURE));
    let findings = check(&report, arguments.next().as_deref())?;
    for finding in &findings {
        println!("{}", line(finding));
    }
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    println!("{} findings, {errors} errors", findings.len());
    Ok(())
}

/// Everything found in the report `path`, alone and compared with the report `previous`.
pub(crate) fn check(path: &Path, previous: Option<&Path>) -> Result<Vec<Finding>, Box<dyn Error>> {
    let session = Session::new();
    let reading = read(&session, path)?;
    let mut findings = reading.findings;
    if let Some(previous) = previous {
        let previous = read(&session, previous)?;
        findings.extend(session.check_with_previous(&reading.report, &previous.report));
    }
    Ok(findings)
}

fn read(session: &Session, path: &Path) -> Result<Reading, Box<dyn Error>> {
    let bytes = fs::read(path)?;
    Ok(session.read_and_check(Input::new(&bytes).with_name(&path.to_string_lossy()))?)
}

/// `第3行: A001 …`: the place as a person finds it, the rule's code, and the message.
pub(crate) fn line(finding: &Finding) -> String {
    let place = finding.place.describe(Language::Zh).map(|place| format!("{place}: ")).unwrap_or_default();
    format!("{place}{} {}", finding.rule.code, finding.message.get(Language::Zh))
}
