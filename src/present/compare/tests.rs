//! Pages, workbooks and JSON of the same two reports.

use super::*;
use crate::compare::compare;
use crate::formats::{Content, Formats, ReadOptions, ReaderOutput as Read};
use crate::model::language::Language;
use crate::model::report::Report;
use crate::report_json::from_json;

const HOSTILE: &str = "=1+1 <script>alert('\"')</script> & 【】";

fn reports(case: &str, change: impl Fn(&mut Report)) -> Compared {
    let read = |name: &str| {
        let path = format!("{}/fixtures/diff/{case}/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("a fixture");
        from_json(&serde_json::from_str(&text).expect("JSON")).expect("a report").0
    };
    let (old, mut new) = (read("old"), read("new"));
    change(&mut new);
    let findings = [&old, &new].map(crate::validate::validate);
    let difference = compare(&old, &findings[0], &new, &findings[1]);
    Compared { files: Pair::new("旧.json".into(), "新.json".into()), difference, shows_all: false }
}

fn hostile() -> Compared {
    reports("another_body", |report| {
        report.organization = Some(HOSTILE.to_owned());
        report
            .preamble
            .push(crate::model::report::Passage::new(HOSTILE, crate::model::place::Place::Unknown));
        report.metadata.insert("来源", Some(HOSTILE.to_owned()));
    })
}

fn page(compared: &Compared, language: Language) -> String {
    String::from_utf8(html::render(compared, language)).expect("UTF-8")
}

/// The sheets' cells, one row a line, without blanks.
fn workbook(compared: &Compared) -> String {
    let bytes = xlsx::render(compared, Language::Zh).expect("a workbook");
    let formats = Formats::builtin();
    let reader = formats.by_name("xlsx").and_then(|format| format.reader.as_ref()).expect("a reader");
    let Ok(Read::Document(document)) = reader.read(&Content::new(&bytes), &ReadOptions::default()) else {
        panic!("our own workbook is not read")
    };
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            crate::model::document::Block::Paragraph(paragraph) => lines.push(paragraph.text.clone()),
            crate::model::document::Block::Table(table) => lines.extend(table.rows.iter().map(|row| {
                let texts = row.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty());
                texts.collect::<Vec<_>>().join(" | ")
            })),
        }
    }
    lines.join("\n")
}

#[test]
fn a_page_shows_old_and_new_side_by_side() {
    let page = page(&reports("two_years", |_| {}), Language::Zh);
    insta::assert_snapshot!(page.split("</style>").nth(1).expect("a body"));
}

#[test]
fn a_workbook_has_a_list_for_each_kind_of_difference() {
    insta::assert_snapshot!(workbook(&reports("two_years", |_| {})));
}

#[test]
fn json_has_the_documented_members() {
    let text = json::render(&reports("another_body", |_| {}), Language::Zh);
    insta::assert_snapshot!(String::from_utf8(text).expect("UTF-8"));
}

/// All but the names of files and what depends on the language.
#[test]
fn a_difference_serializes_to_the_members_of_its_json() {
    for case in ["two_years", "another_body", "another_edition", "layout_only"] {
        let compared = Compared { shows_all: true, ..reports(case, |_| {}) };
        let text = json::render(&compared, Language::Zh);
        let mut result: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
        let mut own = serde_json::to_value(&compared.difference).expect("JSON");
        for side in ["old", "new"] {
            result[side].as_object_mut().expect("a head").shift_remove("file");
        }
        for field in result["fields"].as_array_mut().expect("fields") {
            field.as_object_mut().expect("a field").shift_remove("label");
        }
        for name in ["format", "version", "findings"] {
            result.as_object_mut().expect("an object").shift_remove(name);
        }
        own.as_object_mut().expect("an object").shift_remove("findings");
        assert_eq!(own.to_string(), result.to_string(), "{case}");
    }
}

#[test]
fn what_a_report_says_is_never_markup_or_formula() {
    for language in [Language::Zh, Language::En] {
        let page = page(&hostile(), language);
        assert!(!page.contains("<script") && !page.contains("http"), "nothing is run or fetched");
        assert!(page.contains("=1+1 &lt;script&gt;"));
    }
    assert!(workbook(&hostile()).contains(HOSTILE));
    let read: serde_json::Value =
        serde_json::from_slice(&json::render(&hostile(), Language::En)).expect("JSON");
    assert_eq!(read["new"]["organization"], HOSTILE);
}

#[test]
fn no_difference_is_said_in_every_format() {
    let same = reports("layout_only", |_| {});
    assert!(page(&same, Language::Zh).contains("两份报告内容相同"));
    assert!(workbook(&same).contains("两份报告内容相同"));
    let read: serde_json::Value = serde_json::from_slice(&json::render(&same, Language::Zh)).expect("JSON");
    assert_eq!(read["is_same"], true);
}

#[test]
fn the_same_difference_gives_the_same_bytes() {
    let render = || xlsx::render(&reports("two_years", |_| {}), Language::En).expect("a workbook");
    assert!(render() == render());
}
