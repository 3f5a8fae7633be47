//! The files that are damaged, and what they say when they are whole.

use std::fs;
use std::path::Path;
#[cfg(not(debug_assertions))]
use std::path::PathBuf;

use repconv::formats::{Formats, ReadOptions};
use repconv::model::error::Result;
use repconv::model::finding::Finding;
use repconv::model::report::Report;
use repconv::recognise::RecogniseOptions;
use repconv::validate::validate;

/// A report, and all that is found in it.
pub struct Read {
    pub report: Report,
    pub findings: Vec<Finding>,
}

/// Reads a file as the program does.
pub fn read(bytes: &[u8], extension: &str) -> Result<Read> {
    let formats = Formats::builtin();
    let format = formats.detect(bytes, Some(extension))?;
    let (report, mut findings) =
        repconv::read(bytes, format, &ReadOptions::default(), &RecogniseOptions::default())?;
    findings.extend(validate(&report));
    Ok(Read { report, findings })
}

pub struct Fixture {
    pub name: String,
    pub extension: String,
    pub bytes: Vec<u8>,
    pub whole: Read,
}

impl Fixture {
    /// Whether it is a package of parts with checksums.
    pub fn is_package(&self) -> bool {
        self.bytes.starts_with(b"PK")
    }
}

/// The report whose figures are all different, so that none can take another's place unseen.
pub fn one_of_each_format() -> Vec<Fixture> {
    [
        "made/distinct/lo.docx",
        "made/distinct/repconv.xlsx",
        "made/distinct/lo.ods",
        "made/distinct/lo.odt",
        "made/distinct/lo.rtf",
        "made/distinct/scaled.ofd",
        "made/distinct/lo.xls",
        "made/distinct/records.xlsb",
        "made/distinct/lo.doc",
        "made/distinct/excel_2003.xml",
        "made/distinct/repconv.html",
        "made/distinct/repconv.md",
        "made/distinct/gbk_tabs.txt",
        "made/distinct/padded.csv",
        "made/distinct/gbk_cells.txt",
        "reports/hangzhou_2025/utf16.txt",
        "made/distinct/repconv.json",
    ]
    .map(|name| of(&Path::new("fixtures").join(name)).expect("a report"))
    .into()
}

/// Every file of a readable format that holds a report.
#[cfg(not(debug_assertions))]
pub fn all() -> Vec<Fixture> {
    let mut paths = Vec::new();
    for folder in ["fixtures/reports", "fixtures/cases", "fixtures/made", "fixtures/rules"] {
        files(Path::new(folder), &mut paths);
    }
    paths.sort();
    paths.iter().filter_map(|path| of(path)).collect()
}

#[cfg(not(debug_assertions))]
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").path()) {
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

fn of(path: &Path) -> Option<Fixture> {
    let extension = path.extension()?.to_str()?.to_owned();
    Formats::builtin().by_extension(&extension)?.reader.as_ref()?;
    let bytes = fs::read(path).expect("fixture");
    let whole = read(&bytes, &extension).ok()?;
    Some(Fixture { name: path.display().to_string(), extension, bytes, whole })
}
