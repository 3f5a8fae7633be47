//! The real reports that all benchmarks read.

#![allow(dead_code, reason = "each benchmark needs some of it")]

pub mod clock;

use std::fs;
use std::path::Path;

use repconv::formats::{Content, Format, Formats, ReadOptions, ReaderOutput, WriteOptions};
use repconv::model::document::Document;
use repconv::model::report::Report;
use repconv::recognise::{RecogniseOptions, recognise};

/// Where the reports are, each in a folder of its own.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/reports");

/// A small report, a usual one and a large one.
pub const REPORTS: [&str; 3] = ["akto_2021", "suqian_2024", "shanghai_office_2019"];

/// The formats and, for each, the documents of a report as different programs made them.
pub const DOCUMENTS: [(&str, &[&str]); 7] = [
    ("docx", &["lo.docx", "pandoc.docx", "pydocx.docx"]),
    ("xlsx", &["lo.xlsx", "openpyxl.xlsx"]),
    ("ods", &["lo.ods"]),
    ("xls", &["lo.xls"]),
    ("html", &["clean.html", "gbk.html", "nav.html"]),
    ("text", &["gbk_cells.txt", "gbk_tabs.txt", "utf8_pipe.txt", "utf16.txt"]),
    ("json", &["repconv.json"]),
];

/// A document and what is in it.
pub struct Sample {
    pub name: String,
    pub format: Format,
    pub bytes: Vec<u8>,
}

/// The documents of one format. JSON is what the program itself writes: nobody else writes it.
pub fn samples(format: &str, files: &[&str]) -> Vec<Sample> {
    let formats = Formats::builtin();
    let row = formats.by_name(format).expect("a format");
    let sample = |name: &str, file: &str| {
        let bytes = match format {
            "json" => {
                repconv::write(&report(name), row, &WriteOptions::default()).expect("JSON holds every report")
            }
            _ => fs::read(Path::new(ROOT).join(name).join(file)).expect("a fixture"),
        };
        Sample { name: format!("{name}/{file}"), format: row.clone(), bytes }
    };
    REPORTS.iter().flat_map(|name| files.iter().map(|file| sample(name, file))).collect()
}

/// A report of the corpus, read from a Word document.
pub fn report(name: &str) -> Report {
    let bytes = fs::read(Path::new(ROOT).join(name).join("lo.docx")).expect("a fixture");
    let formats = Formats::builtin();
    let document = document(&bytes, formats.by_name("docx").expect("a format"));
    recognise(&document, &RecogniseOptions::default()).expect("a report").0
}

/// What a reader makes of bytes.
pub fn read(bytes: &[u8], format: &Format) -> ReaderOutput {
    format
        .reader
        .as_ref()
        .expect("it has a reader")
        .read(&Content::new(bytes), &ReadOptions::default())
        .expect("it can be read")
}

/// The document that a reader makes of bytes.
pub fn document(bytes: &[u8], format: &Format) -> Document {
    match read(bytes, format) {
        ReaderOutput::Document(document) => document,
        ReaderOutput::Report(..) => panic!("{} holds the report itself", format.name),
    }
}

/// The cells of the statutory tables that a report fills.
pub fn cells(report: &Report) -> usize {
    report.cells.len()
}

/// How the writers are timed alone: without what they wrote being read again, which is timed by itself.
pub fn writer_alone() -> WriteOptions {
    WriteOptions::default().with_lossy(true)
}
