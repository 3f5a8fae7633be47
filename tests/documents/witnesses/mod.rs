//! Independent witnesses: calamine reads every workbook that is written, docx-rs every Word document, and
//! each figure and each paragraph of the report is there, exact and in its place, and nothing else.
//!
//! The report is laid out by [`repconv::compose`]; that the layout holds all of the report is compared first.

mod docx;
mod xlsx;

use std::collections::BTreeMap;
use std::fs;

use repconv::compose::blank::blank;
use repconv::compose::compose;
use repconv::forms::KnownForm;
use repconv::model::address::Address;
use repconv::model::document::{Block, Document, Table, TableRole};
use repconv::model::report::{Item, Report};
use repconv::report_json as json;
use repconv::session::{Input, Session};

/// The cells of a table that are not blank: (row, column, text).
type Cells = Vec<(usize, usize, String)>;

/// Every report of the fixtures once, and the blank form of every edition, with and without last year's.
fn reports(session: &Session) -> Vec<(String, Report)> {
    let mut reports: BTreeMap<String, (String, Report)> = BTreeMap::new();
    let folders = fs::read_dir("fixtures/reports").expect("fixtures").flatten().map(|entry| entry.path());
    for folder in folders.chain(["fixtures/made".into()]).filter(|path| path.is_dir()) {
        for file in fs::read_dir(folder).expect("folder").flatten().map(|entry| entry.path()) {
            let extension = file.extension().and_then(|extension| extension.to_str());
            if !matches!(extension, Some("docx" | "xlsx" | "xlsb" | "xls" | "ods" | "html" | "txt")) {
                continue;
            }
            let name = file.to_string_lossy().into_owned();
            let bytes = fs::read(&file).expect("fixture");
            let read = session.read(Input::new(&bytes).with_name(&name));
            let report = read.unwrap_or_else(|error| panic!("{name}: {error}")).report;
            reports.insert(json::to_json(&report).to_string(), (name, report));
        }
    }
    let mut reports: Vec<(String, Report)> = reports.into_values().collect();
    assert!(reports.len() > 8, "the fixtures are there");
    for edition in session.forms().iter().map(KnownForm::form) {
        let year = edition.years.0 + 1;
        reports.push((format!("blank {}", edition.id), blank(edition, "云溪县人民政府", year, None)));
    }
    let (_, previous) = reports.iter().find(|(name, _)| name.contains("suqian_2023")).expect("a fixture");
    let filled = blank(previous.edition, "宿迁市人民政府", 2024, Some(previous));
    reports.push(("blank with last year's".to_owned(), filled));
    reports
}

/// The texts of a report in order, without its metadata and the figures of its statutory tables.
fn texts(report: &Report) -> Vec<&str> {
    let mut texts: Vec<&str> = report.title.iter().chain(&report.preamble).map(|line| &*line.text).collect();
    let mut unplaced: Vec<usize> = (0..report.notes.len()).collect();
    for section in &report.sections {
        texts.push(&section.heading.text);
        for item in &section.body {
            match item {
                Item::Paragraph(passage) => texts.push(&passage.text),
                Item::Table(table) => texts.extend(table.rows.iter().flatten().map(|cell| &*cell.text)),
                Item::StatutoryTable(_) => {}
                Item::Note(index) => {
                    unplaced.retain(|note| note != index);
                    texts.push(&report.notes[*index].text);
                }
            }
        }
    }
    let signature = [&report.signature.organization, &report.signature.date];
    texts.extend(signature.into_iter().flatten().map(|line| &*line.text));
    texts.extend(unplaced.into_iter().map(|note| &*report.notes[note].text));
    texts.retain(|text| !text.is_empty());
    texts
}

/// Fails where the layout holds less than the report, or more.
fn assert_holds_all(name: &str, report: &Report, document: &Document) {
    let mut laid_out = Vec::new();
    let mut figures: BTreeMap<Address, &str> = BTreeMap::new();
    let mut metadata = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => laid_out.push(&*paragraph.text),
            Block::Table(table) => {
                let cells = table.rows.iter().flatten();
                match table.role {
                    TableRole::Plain | TableRole::General => laid_out.extend(cells.map(|cell| &*cell.text)),
                    TableRole::Metadata => metadata.extend(cells.map(|cell| &*cell.text)),
                    TableRole::Statutory => figures.extend(
                        cells.filter_map(|cell| cell.address().map(|address| (address, &*cell.text))),
                    ),
                }
            }
        }
    }
    laid_out.retain(|text| !text.is_empty());
    assert_eq!(laid_out, texts(report), "{name}");
    for value in report
        .metadata
        .known
        .iter()
        .map(|(_, value)| value)
        .chain(report.metadata.other.iter().map(|(_, value)| value))
    {
        assert!(metadata.contains(&value.as_deref().unwrap_or_default()), "{name}: {value:?}");
    }
    for (address, cell) in &report.cells {
        assert_eq!(figures.remove(address), Some(&*cell.value.shown()), "{name}: {address:?}");
    }
    figures.retain(|_, text| *text != repconv::model::form::ABSENT);
    assert_eq!(figures, BTreeMap::new(), "{name}: figures that the report does not have");
}

fn cells(table: &Table) -> Cells {
    let grid = table.grid().into_iter().enumerate();
    let cells = grid.flat_map(|(row, cells)| {
        cells.into_iter().map(move |(column, cell)| (row, column, cell.text.clone()))
    });
    cells.filter(|(.., text)| !text.is_empty()).collect()
}

#[test]
fn calamine_and_docx_rs_see_every_report_as_it_is() {
    let session = Session::new();
    for (name, report) in reports(&session) {
        let document = compose(&report);
        assert_holds_all(&name, &report, &document);
        xlsx::assert_shows(&name, &session.write(&report, "xlsx").expect("written"), &document);
        docx::assert_shows(&name, &session.write(&report, "docx").expect("written"), &document);
    }
}
