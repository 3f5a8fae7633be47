//! What is made of each fixture, written in every format and read again, says the same: also of reports
//! that left doubts, whose kept rows must not come back as sound figures.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use repconv::formats::{Format, Formats, ReadOptions, WriteOptions};
use repconv::model::error::{Error, Result};
use repconv::model::report::Report;
use repconv::recognise::RecogniseOptions;
use repconv::report_json as json;
use serde_json::Value;

use crate::common;

fn read(bytes: &[u8], format: &Format) -> Result<Report> {
    repconv::read(bytes, format, &ReadOptions::default(), &RecogniseOptions::default()).map(|read| read.0)
}

#[test]
fn every_case_comes_back_from_every_format() {
    comes_back(Path::new("fixtures/cases"));
}

fn comes_back(folder: &Path) {
    let formats = Formats::builtin();
    let inputs = inputs(folder);
    assert!(inputs.len() > 50, "the fixtures are there");
    let mut refused = Vec::new();
    for path in inputs {
        let bytes = std::fs::read(&path).expect("fixture");
        let extension = path.extension().and_then(|extension| extension.to_str());
        let format = formats.detect(&bytes, extension).expect("format");
        let report = read(&bytes, format).expect("report");
        let before = json::to_json(&report);
        for format in formats.rows().iter().filter(|format| format.writer.is_some()) {
            let way = format!("{} by way of {}", path.display(), format.name);
            let written = match repconv::write(&report, format, &WriteOptions::default()) {
                Err(Error::Unencodable { .. }) => continue,
                // A row with one cell is a line on a sheet, and a blank cell at the end of a row is none.
                Err(Error::ReadsOtherwise { .. }) if format.name == "csv" => {
                    refused.push(way);
                    continue;
                }
                written => written.expect("written"),
            };
            let again = json::to_json(&read(&written, format).expect("read again"));
            // Text, CSV and XLSX mark no headings, and text and CSV have no spans (docs/formats.md).
            let is_plain = matches!(format.name.as_ref(), "csv" | "text" | "xlsx");
            let parts = if is_plain { [&before["tables"], &again["tables"]] } else { [&before, &again] };
            let [want, got] = parts.map(|part| serde_json::to_string_pretty(part).expect("JSON"));
            common::agree(&got, &want, &way);
            assert_eq!(words(&again), words(&before), "{way}");
        }
    }
    assert!(refused.len() < 5, "{refused:?}");
}

fn inputs(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").path()) {
        if entry.is_dir() {
            found.extend(inputs(&entry));
        } else if entry.file_stem().is_some_and(|stem| stem == "input") {
            found.push(entry);
        }
    }
    found.sort();
    found
}

/// The texts of a report, each once, wherever they stand.
fn words(report: &Value) -> BTreeSet<String> {
    match report {
        Value::String(text) => text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        Value::Array(items) => items.iter().flat_map(words).collect(),
        Value::Object(fields) => {
            let before = fields.iter().filter(|(name, _)| !["key", "type", "table"].contains(&name.as_str()));
            before.flat_map(|(_, value)| words(value)).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => BTreeSet::new(),
    }
}
