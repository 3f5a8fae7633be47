//! Findings as JSON, `repconv.findings` version 1, for other programs.
//!
//! A place has all members, `null` where the format of the file does not have them. Figures are exact.

use serde_json::{Number, Value as Json, json};

use super::{About, Entry};
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::error::Error;
use crate::model::finding::{Finding, Fix, Severity};
use crate::model::language::Language;
use crate::model::place::{Place, column_letters};

/// The findings as indented JSON text with a line break at its end.
#[must_use]
pub fn render(entries: &[Entry], language: Language) -> Vec<u8> {
    let file = |entry: &Entry| file(entry, language);
    let findings = json!({
        "format": "repconv.findings",
        "version": 1,
        "files": entries.iter().map(file).collect::<Vec<_>>(),
    });
    format!("{findings:#}\n").into_bytes()
}

fn file(entry: &Entry, language: Language) -> Json {
    json!({
        "file": entry.file,
        "report": entry.about.as_ref().map(about),
        "error": entry.error.as_ref().map(|error| failure(error, language)),
        "findings": entry.findings.iter().map(|found| finding(found, language)).collect::<Vec<_>>(),
    })
}

fn about(about: &About) -> Json {
    json!({"organization": about.organization, "year": about.year, "edition": about.edition.id})
}

fn failure(error: &Error, language: Language) -> Json {
    json!({"code": error.code(), "message": error.message(language), "hint": error.hint(language)})
}

fn finding(finding: &Finding, language: Language) -> Json {
    json!({
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": severity(finding.severity),
        "title": finding.rule.title.get(language),
        "message": finding.message.get(language),
        "cells": addresses(&finding.cells),
        "suspect": addresses(&finding.suspects),
        "section": finding.section,
        "place": place(finding),
        "expected": finding.expected.map(number),
        "found": finding.found.map(number),
        "fix": finding.fix.as_ref().map(fix),
    })
}

pub(crate) const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

pub(crate) fn addresses(cells: &[Address]) -> Vec<String> {
    cells.iter().map(Address::to_string).collect()
}

fn place(finding: &Finding) -> Json {
    let (mut table, mut row, mut column, mut line, mut paragraph) = (None, None, None, None, None);
    let (mut sheet, mut cell) = (None, None);
    match &finding.place {
        Place::Line { line: at, column: in_line } => (line, column) = (Some(at), in_line.as_ref()),
        Place::Paragraph { paragraph: at } => paragraph = Some(at),
        Place::Table { table: at, row: down, column: across } => {
            (table, row, column) = (Some(at), Some(down), Some(across));
        }
        Place::Sheet { sheet: name, row: down, column: across, .. } => {
            (sheet, cell) = (Some(name.as_ref()), Some(format!("{}{down}", column_letters(*across))));
            (row, column) = (Some(down), Some(across));
        }
        Place::Unknown => {}
    }
    json!({
        "table": table, "row": row, "column": column, "sheet": sheet, "cell": cell, "line": line,
        "paragraph": paragraph, "passage": finding.passage, "marked": marked(finding),
    })
}

/// The marked part of the passage; `start` counts characters (Unicode code points) from 0.
fn marked(finding: &Finding) -> Option<Json> {
    let (passage, range) = (finding.passage.as_deref()?, finding.marked.clone()?);
    let text = passage.get(range.clone())?;
    Some(json!({"start": passage.get(..range.start)?.chars().count(), "text": text}))
}

pub(crate) fn number(decimal: Decimal) -> Option<Number> {
    let decimal = if decimal.is_zero() { Decimal::ZERO } else { decimal.normalize() };
    decimal.to_string().parse().ok()
}

pub(super) fn fix(fix: &Fix) -> Json {
    match fix {
        Fix::Cell { address, to } => json!({"kind": "cell", "cell": address.to_string(), "to": number(*to)}),
        Fix::Heading { section, to } => json!({"kind": "heading", "section": section, "to": to}),
        Fix::Date { to } => json!({"kind": "date", "to": to}),
        Fix::Label { from, to } => json!({"kind": "label", "from": from, "to": to}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::check::samples;

    fn text(entries: &[Entry], language: Language) -> String {
        String::from_utf8(render(entries, language)).expect("UTF-8")
    }

    #[test]
    fn findings_have_the_documented_members() {
        insta::assert_snapshot!(text(&samples::usual(), Language::Zh));
    }

    #[test]
    fn hostile_text_and_exact_figures_come_back() {
        let read: Json = serde_json::from_slice(&render(&samples::hostile(), Language::En)).expect("JSON");
        assert_eq!(read["files"][0]["file"], samples::HOSTILE);
        assert_eq!(read["files"][0]["findings"][0]["message"], samples::HOSTILE);
        assert_eq!(read["files"][0]["findings"][0]["expected"].to_string(), "9999999999999999999999999.001");
    }

    #[test]
    fn no_file_is_an_empty_list() {
        insta::assert_snapshot!(text(&[], Language::Zh), @r#"
        {
          "format": "repconv.findings",
          "version": 1,
          "files": []
        }
        "#);
    }
}
