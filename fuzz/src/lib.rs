//! What the fuzz targets share: how an input is read, what must hold of it, and how a package (DOCX,
//! XLSX, ODS, ODT) is written as plain text, so that the fuzzer changes the XML and not the compression.

use std::io::{Cursor, Read, Write};

use repconv::model::document::{Block, Document};
use repconv::model::error::Error;
use repconv::model::finding::Finding;
use repconv::formats::{Content, Format, Formats, ReadOptions, ReaderOutput, WriteOptions};
use repconv::model::limits::Limits;
use repconv::recognise::RecogniseOptions;
use repconv::report_json as json;
use repconv::model::report::Report;
use repconv::model::text;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Stands before the name of each part of a package that is written as text.
const PART: &[u8] = b"\n=== ";

/// Reads with one reader and sees that the document keeps what documents promise.
pub fn read_with(name: &str, bytes: &[u8]) {
    let formats = Formats::builtin();
    let format = formats.by_name(name).expect("a built-in format");
    let options = ReadOptions::default();
    match format.reader.as_ref().expect("a format that is read").read(&Content::new(bytes), &options) {
        Ok(ReaderOutput::Document(document)) => {
            sound(&document, &options.limits);
            understand(&document);
        }
        Ok(ReaderOutput::Report(report, _)) => told_again(&report),
        Err(error) => explained(&error),
    }
}

/// What a reader's document promises.
fn sound(document: &Document, limits: &Limits) {
    let mut cells = 0;
    assert!(document.blocks.len() <= limits.blocks);
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                assert!(!paragraph.text.contains('\n'));
                assert_eq!(paragraph.text, text::clean(&paragraph.text));
            }
            Block::Table(table) => {
                for cell in table.rows.iter().flatten() {
                    assert_eq!(cell.text, text::clean(&cell.text));
                    assert!(cell.colspan >= 1 && cell.rowspan >= 1);
                    assert!(cell.colspan <= limits.columns && cell.rowspan <= limits.rows);
                    cells += 1;
                }
            }
        }
    }
    assert!(cells <= limits.cells);
}

/// Recognises a document, whatever it holds.
pub fn understand(document: &Document) {
    match repconv::recognise::recognise(document, &RecogniseOptions::default()) {
        Ok((report, _)) => {
            let _ = repconv::validate::validate(&report);
            told_again(&report);
        }
        Err(error) => explained(&error),
    }
}

/// A report told as JSON is the same report.
fn told_again(report: &Report) {
    let text = json::to_json(report).to_string();
    let formats = Formats::builtin();
    let format = formats.by_name("json").expect("a built-in format");
    let (again, _) = read(text.as_bytes(), format).expect("our own JSON is read");
    assert_eq!(json::to_json(&again).to_string(), text);
}

fn read(bytes: &[u8], format: &Format) -> Result<(Report, Vec<Finding>), Error> {
    repconv::read(bytes, format, &ReadOptions::default(), &RecogniseOptions::default())
}

/// An error says what is wrong and what to do, in both languages.
fn explained(error: &Error) {
    use repconv::model::language::Language::{En, Zh};
    for language in [Zh, En] {
        assert!(!error.message(language).is_empty());
        assert!(error.hint(language).is_some(), "{error:?}");
    }
}

/// Reads anything, writes it, and reads that again: the same figures of the same body and year, or a clean
/// refusal to write.
pub fn there_and_back(bytes: &[u8]) {
    let formats = Formats::builtin();
    let read_first = formats.detect(bytes, None).and_then(|format| read(bytes, format));
    let (report, findings) = match read_first {
        Ok(read) => read,
        Err(error) => return explained(&error),
    };
    let told = json::to_json(&report);
    // One format a try, told by the length, so that there are many tries.
    let written: Vec<&Format> = formats.rows().iter().filter(|format| format.writer.is_some()).collect();
    let format = written[bytes.len() % written.len()];
    match repconv::write_with(&report, &findings, format, &WriteOptions::default()) {
        Ok(written) => {
            let (again, _) = read(&written, format).expect("what was written is read");
            let again = json::to_json(&again);
            for member in ["tables", "year", "organization"] {
                assert_eq!(again.get(member), told.get(member), "by way of {}", format.name);
            }
        }
        Err(error) => explained(&error),
    }
}

/// A package of the parts that the text names; parts it does not name are taken from `base`.
pub fn package(text: &[u8], base: &[(&str, &str)]) -> Vec<u8> {
    let parts = parts(text);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let named = |name: &str| parts.iter().any(|(part, _)| part == name);
    let rest = base.iter().filter(|(name, _)| !named(name));
    let rest = rest.map(|(name, content)| ((*name).to_owned(), content.as_bytes()));
    for (name, content) in parts.iter().map(|(name, content)| (name.clone(), *content)).chain(rest) {
        // A second part of one name is refused by the writer; the targets on whole files have those.
        if zip.start_file(name, stored).is_ok() {
            zip.write_all(content).expect("memory takes everything");
        }
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// The parts of a package that is written as text: a line `=== name`, then what it holds.
fn parts(text: &[u8]) -> Vec<(String, &[u8])> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.windows(PART.len()).position(|window| window == PART) {
        let after = &rest[at + PART.len()..];
        let Some(end) = after.iter().position(|byte| *byte == b'\n') else { break };
        let content = &after[end + 1..];
        let length = content.windows(PART.len()).position(|window| window == PART).unwrap_or(content.len());
        found.push((String::from_utf8_lossy(&after[..end]).into_owned(), &content[..length]));
        rest = &content[length..];
    }
    found
}

/// A package written as text; pictures and other parts that are no text are left out, but for those of a binary workbook.
pub fn as_text(package: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(package)).ok()?;
    let mut text = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).ok()?;
        let name = String::from_utf8_lossy(part.name_raw()).into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).ok()?;
        if std::str::from_utf8(&content).is_ok() || name.ends_with(".bin") {
            text.extend([PART, name.as_bytes(), b"\n", &content].concat());
        }
    }
    Some(text)
}
