//! Never a number without its source: every figure of every fixture names the place it was read at, and
//! what the document holds at that place is that figure.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use repconv::formats::{Content, Formats, ReadOptions, ReaderOutput};
use repconv::model::document::{Block, Document};
use repconv::model::place::Place;
use repconv::model::report::{Cell, Report};
use repconv::model::value::Value;
use repconv::recognise::{RecogniseOptions, recognise};

/// The texts that stand at each place, and whether each is all of a cell.
fn texts(document: &Document) -> Vec<(&Place, &str, bool)> {
    let mut found = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(line) => found.push((&line.place, line.text.as_str(), false)),
            Block::Table(table) => {
                found.extend(table.rows.iter().flatten().map(|cell| (&cell.place, cell.text.as_str(), true)));
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

/// What stands at a place is the figure: all of a cell, or a word of a line that holds a torn row.
fn stands(cell: &Cell, text: &str, is_cell: bool) -> bool {
    let is_figure = |text: &str| Value::parse(text) == cell.value;
    is_figure(text) || !is_cell && text.split_whitespace().any(is_figure)
}

#[test]
fn every_figure_is_where_it_says() {
    let mut paths = Vec::new();
    inputs(Path::new("fixtures/reports"), &mut paths);
    inputs(Path::new("fixtures/cases"), &mut paths);
    let (mut figures, mut telling, mut distinct) = (0, 0, BTreeSet::new());
    for path in &paths {
        let name = path.display();
        let (document, report) = read(path).unwrap_or_else(|error| panic!("{name}: {error}"));
        let texts = texts(&document);
        for (address, cell) in report.cells.iter().filter(|(_, cell)| !cell.value.is_blank()) {
            let shown = cell.value.shown();
            let mut here = texts.iter().filter(|(place, ..)| **place == cell.place);
            assert!(
                cell.place != Place::Unknown && here.any(|(_, text, is_cell)| stands(cell, text, *is_cell)),
                "{name}: {address} shows {shown}, which does not stand at {:?}",
                cell.place
            );
            figures += 1;
            telling += usize::from(shown != "0");
            distinct.insert(shown);
        }
    }
    assert!(paths.len() > 150 && figures > 15_000, "{} documents, {figures} figures", paths.len());
    // Of zeros, any would stand anywhere.
    assert!(telling > 4_000 && distinct.len() > 150, "{telling} other than 0, {} distinct", distinct.len());
}

/// What a wrong place shows is seen.
#[test]
fn a_part_of_a_figure_is_not_the_figure() {
    let cell = |shown: &str| Cell { value: Value::parse(shown), ..Cell::default() };
    for (shown, text, is_cell, want) in [
        ("1", "12", true, false),
        ("1", "12", false, false),
        ("1", "1 2", true, false),
        ("1", "1 2", false, true),
        ("0.5", "0.50", true, true),
        ("12件", " 12件", true, true),
        ("12", "12件", true, false),
    ] {
        assert_eq!(stands(&cell(shown), text, is_cell), want, "{shown} in {text}");
    }
}

fn read(path: &Path) -> Result<(Document, Report), String> {
    let bytes = std::fs::read(path).expect("fixture");
    let extension = path.extension().and_then(|extension| extension.to_str());
    let formats = Formats::builtin();
    let format = formats.detect(&bytes, extension).map_err(|error| error.to_string())?;
    let reader = format.reader.as_ref().ok_or("no reader")?;
    let reading =
        reader.read(&Content::new(&bytes), &ReadOptions::default()).map_err(|error| error.to_string())?;
    let ReaderOutput::Document(document) = reading else { return Err("JSON".to_owned()) };
    let (report, _) =
        recognise(&document, &RecogniseOptions::default()).map_err(|error| error.to_string())?;
    Ok((document, report))
}
