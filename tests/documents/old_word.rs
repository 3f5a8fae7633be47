//! Documents of Word 97 as LibreOffice saved them from Word documents: both read the same.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use repconv::formats::{Content, Formats, ReadOptions, ReaderOutput};
use repconv::model::document::{Block, Document};
use repconv::model::language::Language;

const FOLDER: &str = "fixtures/made/doc";

fn document(path: &Path) -> Document {
    let bytes = fs::read(path).expect("a document");
    let formats = Formats::builtin();
    let extension = path.extension().and_then(|extension| extension.to_str());
    let format = formats.detect(&bytes, extension).expect("a format");
    assert_eq!(Some(format.name.as_ref()), extension, "{}", path.display());
    match format.reader.as_ref().expect("a reader").read(&Content::new(&bytes), &ReadOptions::default()) {
        Ok(ReaderOutput::Document(document)) => document,
        other => panic!("{}: {other:?}", path.display()),
    }
}

/// Everything that a person would compare, but for the names of pictures, which Word 97 does not keep.
fn shown(document: &Document) -> String {
    let mut shown = String::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                writeln!(shown, "{:?} {}", paragraph.role, paragraph.text).expect("written");
            }
            Block::Table(table) => {
                for cell in table.rows.iter().flatten() {
                    let place = cell.place.describe(Language::Zh).unwrap_or_default();
                    writeln!(
                        shown,
                        "{place} {}x{} {:?} {}",
                        cell.colspan, cell.rowspan, cell.role, cell.text
                    )
                    .expect("written");
                }
            }
        }
    }
    for line in &document.margins {
        writeln!(shown, "页眉页脚 {}", line.text).expect("written");
    }
    for finding in &document.doubts {
        let place = finding.place.describe(Language::Zh).unwrap_or_default();
        let message = match finding.message.zh.split_once("嵌入的内容（") {
            Some((before, _)) => before,
            None => &finding.message.zh,
        };
        writeln!(shown, "{place} {message}").expect("written");
    }
    shown
}

/// The Word document of which one of Word 97 was made: `cases__a__input.doc` of `fixtures/cases/a/input.docx`.
fn source(path: &Path) -> PathBuf {
    let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
    if !stem.contains("__") {
        return path.with_extension("docx");
    }
    Path::new("fixtures").join(stem.replace("__", "/")).with_extension("docx")
}

#[test]
fn both_say_the_same() {
    let mut count = 0;
    for path in fs::read_dir(FOLDER).expect("fixtures").map(|entry| entry.expect("entry").path()) {
        if path.extension().is_some_and(|extension| extension == "doc") {
            let (old, new) = (shown(&document(&path)), shown(&document(&source(&path))));
            agree(&new, &old, &path);
            count += 1;
        }
    }
    assert!(count > 15, "the fixtures are there");
}

fn agree(want: &str, found: &str, path: &Path) {
    for (want, found) in want.lines().zip(found.lines()) {
        assert_eq!(found, want, "{}", path.display());
    }
    assert_eq!(found.lines().count(), want.lines().count(), "{}", path.display());
}

#[test]
fn a_document_of_wps_reads_as_one_of_word() {
    let formats = Formats::builtin();
    let bytes = fs::read(Path::new(FOLDER).join("oddities.doc")).expect("a document");
    assert_eq!(formats.detect(&bytes, Some("wps")).expect("a format").name, "doc");
}
