//! Never a number without its source: every figure of every fixture names the place it was read at, and
//! what the document holds at that place is that figure.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::path::{Path, PathBuf};

use repconv::document::{Block, Document, Place};
use repconv::formats::{Formats, ReadOptions, Reading};
use repconv::recognise::{RecogniseOptions, recognise};
use repconv::text;

/// The texts that stand at each place: several cells of a torn line share theirs.
fn texts(document: &Document) -> Vec<(&Place, &str)> {
    let mut found = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(line) => found.push((&line.place, line.text.as_str())),
            Block::Table(table) => {
                found.extend(table.rows.iter().flatten().map(|cell| (&cell.place, cell.text.as_str())));
            }
        }
    }
    found
}

fn inputs(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").path()) {
        if entry.is_dir() {
            inputs(&entry, found);
        } else if entry.extension().is_some_and(|extension| extension != "snap" && extension != "json") {
            found.push(entry);
        }
    }
}

#[test]
fn every_figure_stands_where_it_says() {
    let mut paths = Vec::new();
    inputs(Path::new("fixtures/reports"), &mut paths);
    inputs(Path::new("fixtures/cases"), &mut paths);
    let formats = Formats::builtin();
    let (mut documents, mut figures) = (0, 0);
    for path in &paths {
        let bytes = std::fs::read(path).expect("fixture");
        let extension = path.extension().and_then(|extension| extension.to_str());
        let Ok(format) = formats.detect(&bytes, extension) else { continue };
        let Some(reader) = format.reader else { continue };
        let Ok(Reading::Document(document)) = reader.read(&bytes, &ReadOptions::default()) else { continue };
        let Ok((report, _)) = recognise(&document, &RecogniseOptions::default()) else { continue };
        let texts = texts(&document);
        documents += 1;
        for (address, cell) in report.cells.iter().filter(|(_, cell)| !cell.value.is_blank()) {
            let shown = text::fold(&cell.value.shown()).into_owned();
            let mut here = texts.iter().filter(|(place, _)| **place == cell.place);
            assert!(
                cell.place != Place::Unknown && here.any(|(_, text)| text::fold(text).contains(&shown)),
                "{}: {address} shows {shown}, which does not stand at {:?}",
                path.display(),
                cell.place
            );
            figures += 1;
        }
    }
    assert!(documents > 150 && figures > 15_000, "{documents} documents, {figures} figures");
}
