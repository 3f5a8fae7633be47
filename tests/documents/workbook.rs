//! The workbook for the upper office: what is a formula and what stays as it was, what is reported when
//! someone has edited it, and that the copy of the report in it is no more than a witness.

use std::io::{Cursor, Read as _};

use repconv::formats::{Content, Formats, ReadOptions, ReaderOutput, WriteOptions};
use repconv::forms::Forms;
use repconv::model::document::{Block, Document};
use repconv::model::finding::Finding;
use repconv::model::language::Language;
use repconv::model::limits::Limits;
use repconv::model::report::{Item, Passage, Report};
use repconv::recognise::{self, RecogniseOptions};
use repconv::report_json as json;

const SEED: &str = "fixtures/reports/akto_2021/seed.txt";

fn read_as(name: &str, bytes: &[u8]) -> (Report, Vec<Finding>) {
    let formats = Formats::builtin();
    let format = formats.by_name(name).expect("format");
    repconv::read(bytes, format, &ReadOptions::default(), &RecogniseOptions::default()).expect("a report")
}

fn seed() -> Report {
    read_as("text", &std::fs::read(SEED).expect("seed")).0
}

/// The seed with some figures changed: (row, column, value).
fn changed(figures: &[(&str, &str, serde_json::Value)]) -> Report {
    let mut value = json::to_json(&seed());
    for (row, column, figure) in figures {
        value["tables"]["requests"][*row][*column] = figure.clone();
    }
    json::from_json(&value).expect("a report").0
}

fn write(report: &Report, options: &WriteOptions) -> Vec<u8> {
    let formats = Formats::builtin();
    repconv::write(report, formats.by_name("xlsx").expect("format"), options).expect("written")
}

fn workbook(report: &Report) -> Vec<u8> {
    write(report, &WriteOptions::default())
}

fn document(bytes: &[u8]) -> Document {
    let formats = Formats::builtin();
    let reader = formats.by_name("xlsx").and_then(|format| format.reader.as_ref()).expect("reader");
    match reader.read(&Content::new(bytes), &ReadOptions::default()).expect("a workbook") {
        ReaderOutput::Document(document) => document,
        ReaderOutput::Report(..) => panic!("a workbook holds a document"),
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).expect("a package");
    let mut text = String::new();
    package.by_name(name).expect("part").read_to_string(&mut text).expect("text");
    text
}

/// The sheet of table 2: cover, text and table 1 stand before it.
fn requests_sheet(bytes: &[u8]) -> String {
    part(bytes, "xl/worksheets/sheet4.xml")
}

/// A cell's element.
fn cell<'s>(sheet: &'s str, reference: &str) -> &'s str {
    let (_, rest) = sheet.split_once(&format!("<c r=\"{reference}\"")).expect("a cell");
    rest.split("</c>").next().expect("an element")
}

fn shown(report: &Report) -> String {
    json::to_text(report)
}

#[test]
fn right_totals_are_formulas_with_their_values() {
    let report = changed(&[
        ("received", "natural_person", 3.into()),
        ("received", "research_institution", 2.into()),
        ("received", "total", 5.into()),
    ]);
    let bytes = workbook(&report);
    let sheet = requests_sheet(&bytes);
    assert!(cell(&sheet, "J4").ends_with("<f>SUM(D4:I4)</f><v>5</v>"), "{}", cell(&sheet, "J4"));
    assert!(cell(&sheet, "D27").contains("<f>SUM("), "{}", cell(&sheet, "D27"));
    let plain = requests_sheet(&write(&report, &WriteOptions::default().with_values_only(true)));
    assert!(!plain.contains("<f>") && cell(&plain, "J4").ends_with("<v>5</v>"));
    assert_eq!(shown(&read_as("xlsx", &bytes).0), shown(&report));
}

#[test]
fn a_wrong_total_is_kept_with_a_note() {
    let report = changed(&[("received", "natural_person", 3.into()), ("received", "total", 4.into())]);
    let bytes = workbook(&report);
    let wrong = requests_sheet(&bytes);
    assert!(cell(&wrong, "J4").ends_with("<v>4</v>") && !cell(&wrong, "J4").contains("<f>"));
    let note = part(&bytes, "xl/comments1.xml");
    assert!(
        note.contains("ref=\"J4\"")
            && note.contains("原数 4 照样保留")
            && note.contains("D4:I4 各格之和为 3")
    );
    let (again, doubts) = read_as("xlsx", &bytes);
    assert_eq!(shown(&again), shown(&report), "the note is not corrected");
    assert!(doubts.is_empty(), "our own note is no comment: {doubts:?}");
}

/// `3件` counts for the report, but no spreadsheet would add it up.
#[test]
fn a_total_over_words_is_no_formula() {
    let report = changed(&[
        ("received", "natural_person", serde_json::json!({"raw": "3件", "value": 3})),
        ("received", "total", 3.into()),
    ]);
    let bytes = workbook(&report);
    let total = requests_sheet(&bytes);
    assert!(cell(&total, "J4").ends_with("<v>3</v>") && !cell(&total, "J4").contains("<f>"));
    assert_eq!(shown(&read_as("xlsx", &bytes).0), shown(&report));
}

#[test]
fn what_was_edited_counts_and_is_reported() {
    let report = seed();
    let mut document = document(&workbook(&report));
    let unedited = recognise::recognise(&document, &RecogniseOptions::default()).expect("a report");
    assert!(unedited.1.is_empty(), "{:?}", unedited.1);
    for block in &mut document.blocks {
        match block {
            Block::Paragraph(line) if line.text.starts_with("本年度我镇未收取") => {
                line.text.push('！');
            }
            Block::Paragraph(line) if line.text.contains("信息处理费") => line.text.push('！'),
            Block::Table(table) => {
                for row in &mut table.rows {
                    if row.first().is_some_and(|cell| cell.text.starts_with("一、本年新收")) {
                        row[1].text = "7".to_owned();
                    }
                }
            }
            Block::Paragraph(_) => {}
        }
    }
    let (edited, findings) = recognise::recognise(&document, &RecogniseOptions::default()).expect("a report");
    let figure = edited.cells.iter().find(|(at, _)| at.to_string() == "requests/received/natural_person");
    assert_eq!(figure.expect("cell").1.value.shown(), "7");
    let reported: Vec<_> = findings.iter().map(|f| (f.rule.code, f.message.get(Language::Zh))).collect();
    assert_eq!(reported.len(), 2, "{reported:?}");
    assert!(reported.iter().all(|(code, _)| *code == "R004"));
    assert!(reported[0].1.contains("1 格") && reported[0].1.contains("自然人 0 → 7"), "{}", reported[0].1);
    assert_eq!(findings[0].cells.len(), 1);
    assert!(reported[1].1.contains("1 行是原来没有的，1 行现在没有了"), "{}", reported[1].1);
}

#[test]
fn a_damaged_copy_is_reported_and_harms_nothing() {
    let mut document = document(&workbook(&seed()));
    for copy in ["", "{", "[]", "{\"format\":\"repconv.report\"}", &"[".repeat(100_000)] {
        document.stored = Some(copy.to_owned());
        let (report, findings) =
            recognise::recognise(&document, &RecogniseOptions::default()).expect("a report");
        assert_eq!(shown(&report), shown(&seed()));
        assert!(findings[0].message.zh.contains("已损坏"), "{findings:?}");
    }
}

#[test]
fn a_long_report_is_stored_over_several_cells() {
    let mut report = seed();
    let section = &mut report.sections[0];
    for number in 0..40 {
        let text = format!("（{number}）{}", "长".repeat(2000));
        section.body.push(Item::Paragraph(Passage::new(text, repconv::model::place::Place::Unknown)));
    }
    let bytes = workbook(&report);
    assert!(document(&bytes).stored.is_some_and(|copy| copy.chars().count() > 80_000));
    let (again, doubts) = read_as("xlsx", &bytes);
    assert_eq!(shown(&again), shown(&report));
    assert!(doubts.is_empty(), "{doubts:?}");
}

#[test]
fn findings_have_a_sheet_that_is_not_read_back() {
    let report = seed();
    let findings = repconv::validate::validate(&report);
    let formats = Formats::builtin();
    let format = formats.by_name("xlsx").expect("format");
    let bytes = repconv::write_with(&report, &findings, format, &WriteOptions::default()).expect("written");
    assert!(part(&bytes, "xl/sharedStrings.xml").contains("转换时检查发现的问题"));
    assert_eq!(shown(&read_as("xlsx", &bytes).0), shown(&report));
}

#[test]
fn every_figure_has_a_name() {
    let names = part(&workbook(&seed()), "xl/workbook.xml");
    assert!(names.contains("name=\"requests.received.total\">'收到和处理政府信息公开申请情况'!$J$4<"));
    for address in seed().cells.keys() {
        let name = address.to_string().replace('/', ".");
        assert!(names.contains(&format!("name=\"{name}\"")), "{name}");
    }
    assert!(names.contains("name=\"repconv\" sheetId=\"6\" state=\"hidden\""));
}

/// Dots part table, row and column in a name and stand in keys of rows too: tables and columns have none.
#[test]
fn names_are_as_plain_as_addresses() {
    for edition in *repconv::forms::ALL {
        let columns =
            |table: &'static repconv::model::form::TableForm| table.blocks.iter().flat_map(|b| b.columns);
        for table in edition.tables {
            assert!(!table.key.contains('.'));
            assert!(columns(table).all(|column| !column.key.contains('.')));
            let plain = |key: &str| key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
            assert!(table.rows().all(|(_, row)| plain(row.key)));
        }
    }
}

/// A report of the form with relations, with these changes.
fn with_relations(changes: &[(&str, serde_json::Value)]) -> Report {
    let forms = Forms::builtin().with_toml(include_str!("../../fixtures/forms/relations.toml")).unwrap();
    let mut report: serde_json::Value =
        serde_json::from_str(include_str!("../../fixtures/rules/relations.json")).unwrap();
    for (pointer, value) in changes {
        *report.pointer_mut(&format!("/tables/{pointer}")).expect(pointer) = value.clone();
    }
    json::from_json_within(&report, forms, &Limits::default()).unwrap().0
}

/// A total and its parts are a formula, or turn red where the total is blank; so do the cells of other relations, with
/// figures of another sheet by their names.
#[test]
fn relations_of_a_form_are_formulas_and_turn_cells_red() {
    let sheets = |changes: &[(&str, serde_json::Value)]| {
        let bytes = workbook(&with_relations(changes));
        ["xl/worksheets/sheet3.xml", "xl/worksheets/sheet4.xml"].map(|name| part(&bytes, name))
    };
    let [permits, penalties] = sheets(&[]);
    assert!(cell(&penalties, "E3").contains("<f>SUM(B3:D3)</f><v>15</v>"));
    for (sheet, cells, rule) in [
        (
            &permits,
            "B2:D2 F2",
            "COUNT($C$2:$D$2)&gt;0,COUNT($B$2,$F$2)&gt;0,ROUND(SUM($C$2:$D$2)-(SUM($B$2,$F$2)),6)&gt;0)",
        ),
        (&permits, "E2", "ROUND(SUM($E$2)-(SUM($B$2,$F$2)-SUM($C$2:$D$2)),6)&lt;&gt;0)"),
        (
            &penalties,
            "F3",
            "ROUND(SUM($C$3)-(0),6)&gt;0,SUMPRODUCT(ISTEXT($F$3)*(LEN($F$3)&gt;0))=0,COUNT($F$3)&gt;0,ROUND(SUM($F$3)-(0),6)&lt;=0)",
        ),
        (&penalties, "E5", "ROUND(SUM($E$5)-(SUM(permits.county.granted)),6)&lt;0)"),
    ] {
        let (_, rest) = sheet.split_once(&format!("<conditionalFormatting sqref=\"{cells}\">")).expect(cells);
        let (found, _) = rest.split_once("</conditionalFormatting>").unwrap();
        assert!(found.contains(rule), "{found}");
    }
    let [_, penalties] = sheets(&[("penalties/county/total", serde_json::Value::Null)]);
    assert!(!cell(&penalties, "E3").contains("<f>"));
    assert!(
        penalties.contains("sqref=\"E3\"")
            && penalties.contains("ROUND(SUM($E$3)-(SUM($B$3:$D$3)),6)&lt;&gt;0")
    );
}
