//! The square: every format's sniff on the fixtures of every other. A file is told by its content,
//! whatever it is called.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

use repconv::formats::{Formats, Match, ReadOptions, WriteOptions};
use repconv::recognise::RecogniseOptions;

/// The format of a fixture, by the extension it rightly bears.
fn right(path: &Path) -> &'static str {
    match path.extension().and_then(|e| e.to_str()) {
        Some("docx") => "docx",
        Some("xlsx") => "xlsx",
        Some("xls") => "xls",
        Some("ods") => "ods",
        Some("html") => "html",
        Some("json") => "json",
        Some("txt") => "text",
        other => panic!("{other:?} is no fixture's extension"),
    }
}

fn fixtures() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in fs::read_dir("fixtures/reports").expect("fixtures").flatten() {
        if folder.path().is_dir() {
            files.extend(fs::read_dir(folder.path()).expect("folder").flatten().map(|entry| entry.path()));
        }
    }
    files.sort();
    files
}

#[test]
fn content_tells_the_format_whatever_the_name() {
    let formats = Formats::builtin();
    for path in fixtures() {
        let bytes = fs::read(&path).expect("fixture");
        for extension in
            [None, Some("docx"), Some("xlsx"), Some("html"), Some("json"), Some("txt"), Some("pdf")]
        {
            let found = formats.detect(&bytes, extension).map(|format| format.name);
            let found = found.unwrap_or_else(|error| panic!("{} as {extension:?}: {error}", path.display()));
            assert_eq!(found, right(&path), "{} as {extension:?}", path.display());
        }
    }
}

#[test]
fn only_one_sniff_is_sure_of_a_file() {
    let formats = Formats::builtin();
    for path in fixtures() {
        let bytes = fs::read(&path).expect("fixture");
        let sure: Vec<&str> = formats
            .rows()
            .iter()
            .filter(|row| (row.sniff)(&bytes) == Match::Yes)
            .map(|row| row.name)
            .collect();
        let is_text = right(&path) == "text";
        assert_eq!(sure, if is_text { vec![] } else { vec![right(&path)] }, "{}", path.display());
    }
}

#[test]
fn every_written_format_is_told_again() {
    let formats = Formats::builtin();
    let seed = fs::read("fixtures/reports/akto_2021/seed.txt").expect("fixture");
    let text = formats.by_name("text").expect("format");
    let (report, _) =
        repconv::read(&seed, text, &ReadOptions::default(), &RecogniseOptions::default()).expect("a report");
    for format in formats.rows().iter().filter(|format| format.writer.is_some()) {
        let bytes = repconv::write(&report, format, &WriteOptions::default()).expect("written");
        assert_eq!(formats.detect(&bytes, None).expect("format").name, format.name);
    }
}

#[test]
fn every_format_is_on_its_page() {
    let page = fs::read_to_string("docs/formats.md").expect("page");
    for format in Formats::builtin().rows() {
        let row = page.lines().find(|line| line.starts_with(&format!("| {} |", format.name)));
        let row = row.unwrap_or_else(|| panic!("docs/formats.md says nothing of {}", format.name));
        assert!(row.contains(format.title.zh) && row.contains(&format.extensions.join(" ")), "{row}");
        let marks = row.matches('✓').count();
        let can = usize::from(format.reader.is_some()) + usize::from(format.writer.is_some());
        assert_eq!(marks, can, "{row}");
    }
}
