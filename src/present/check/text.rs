//! Findings as lines of text: one finding a line, files that could not be read, and a summary.

use std::io::Write;

use super::Entry;
use super::overview::Task;
use crate::forms::Y2021;
use crate::model::error::Error;
use crate::model::finding::Severity;
use crate::model::language::Language;
use crate::model::text::one_line;
use crate::present::severity::{ERROR, HINT};
use crate::present::{OutputOptions, findings};

/// The findings of all files, then a summary; asked to be quiet, on a screen only the files that could not be read, and
/// the summary where there are errors.
#[must_use]
pub fn render(entries: &[Entry], options: OutputOptions) -> Vec<u8> {
    let is_listed = options.is_complete || !options.quiet;
    let has_errors = |entry: &Entry| {
        entry.error.is_some() || entry.findings.iter().any(|finding| finding.severity == Severity::Error)
    };
    let mut out = Vec::new();
    for entry in entries {
        if let Some(error) = &entry.error {
            unread(entry, error, options.language, &mut out);
        }
        if is_listed {
            let edition = entry.edition().unwrap_or(&Y2021);
            // Writing to memory does not fail.
            let _ = findings::list(&entry.findings, &entry.file, edition, options, &mut out);
        }
    }
    if is_listed || entries.iter().any(has_errors) {
        out.extend(summary(entries, options.language).into_bytes());
    }
    out
}

fn unread(entry: &Entry, error: &Error, language: Language, out: &mut Vec<u8>) {
    let (cannot, hint) = match language {
        Language::Zh => ("读不了", "办法"),
        Language::En => ("unreadable", "hint"),
    };
    let message = one_line(&error.message(language));
    let _ = writeln!(out, "{}: {ERROR}{cannot}{ERROR:#} {message}", entry.file);
    if let Some(advice) = error.hint(language) {
        let _ = writeln!(out, "    {HINT}{hint}{HINT:#} {}", one_line(&advice));
    }
}

/// `检查了 12 份报告：9 份没有问题；3 个错误，2 条提醒；1 份读不了`.
#[must_use]
pub fn summary(entries: &[Entry], language: Language) -> String {
    let reports = entries.iter().filter(|entry| entry.about.is_some());
    let sound = reports.clone().filter(|entry| Task::of(entry) == Task::Nothing).count();
    let unread = entries.iter().filter(|entry| entry.error.is_some()).count();
    let all = || entries.iter().flat_map(|entry| &entry.findings);
    let of = |severity: Severity| all().filter(move |finding| finding.severity == severity).count();
    let reports = reports.count();
    let (errors, warnings, notes) = (of(Severity::Error), of(Severity::Warning), of(Severity::Info));
    let has_findings = all().next().is_some();
    let parts = match language {
        Language::Zh => [
            Some(format!("检查了 {reports} 份报告，{sound} 份没有问题")),
            has_findings.then(|| format!("共 {errors} 个错误，{warnings} 条提醒，{notes} 条说明")),
            (unread > 0).then(|| format!("{unread} 个文件读不了")),
        ],
        Language::En => [
            Some(format!("{reports} reports checked, {sound} without errors or warnings")),
            has_findings.then(|| format!("errors: {errors}, warnings: {warnings}, notes: {notes}")),
            (unread > 0).then(|| format!("files that could not be read: {unread}")),
        ],
    };
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(if language == Language::Zh { "；" } else { "; " }) + "\n"
}
