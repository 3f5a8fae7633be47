//! Tests of the sheets' content, read back by our own reader.

use super::*;
use crate::formats::{Content, Formats, ReadOptions, ReaderOutput};
use crate::present::check::samples;

/// The sheets' cells, one row a line, without blanks.
fn sheet_lines(entries: &[Entry], language: Language) -> String {
    let bytes = render(entries, language).expect("a workbook");
    let formats = Formats::builtin();
    let reader = formats.by_name("xlsx").and_then(|format| format.reader.as_ref()).expect("a reader");
    let Ok(ReaderOutput::Document(document)) = reader.read(&Content::new(&bytes), &ReadOptions::default())
    else {
        panic!("our own workbook is not read")
    };
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            crate::model::document::Block::Paragraph(paragraph) => lines.push(paragraph.text.clone()),
            crate::model::document::Block::Table(table) => lines.extend(table.rows.iter().map(|row| {
                let texts =
                    row.iter().map(|cell| cell.text.replace('\n', "⏎")).filter(|text| !text.is_empty());
                texts.collect::<Vec<_>>().join(" | ")
            })),
        }
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

#[test]
fn findings_files_and_forms_have_their_sheets() {
    insta::assert_snapshot!(sheet_lines(&samples::usual(), Language::Zh));
}

#[test]
fn the_same_findings_give_the_same_bytes() {
    let render = || render(&samples::usual(), Language::En).expect("a workbook");
    assert!(render() == render());
}

#[test]
fn hostile_text_is_text() {
    let lines = sheet_lines(&samples::hostile(), Language::Zh);
    assert!(lines.contains("=1+1 <script>"));
    assert!(lines.chars().all(crate::model::text::is_allowed));
}

#[test]
fn no_file_is_a_list_without_rows() {
    assert!(sheet_lines(&[], Language::Zh).contains("没有发现问题"));
}

#[test]
fn many_files_are_only_listed() {
    let many = |count| (0..count).map(|_| samples::faulty()).collect::<Vec<_>>();
    assert!(sheet_names(&many(MOST_SHEETS)).is_some());
    assert!(sheet_names(&many(MOST_SHEETS + 1)).is_none());
    assert!(sheet_lines(&many(MOST_SHEETS + 1), Language::Zh).contains("不附各报告的表格"));
}

#[test]
fn sheets_have_legal_names() {
    let named =
        |file: &str| sheet_name(7, &Entry { file: file.to_owned(), about: None, ..samples::faulty() });
    assert_eq!(named("a/b:[c]*?'\\\u{0}"), "7 abc");
    assert_eq!(named(&"长".repeat(40)), format!("7 {}", "长".repeat(29)));
    assert_eq!(named(&"🀄".repeat(40)), format!("7 {}", "🀄".repeat(14)));
}
