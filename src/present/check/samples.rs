//! Entries for tests of the outputs.

use std::sync::Arc;

use super::{About, Entry};
use crate::forms::Y2021;
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::error::Error;
use crate::model::finding::{Finding, Fix};
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::reading_rules::{SKIPPED_CONTENT, UNDECIDABLE_ROW};
use crate::model::report::Report;
use crate::report_json as json;
use crate::validate::{BLANK_CELL, MISSING_SECTION, NONSTANDARD_NUMBER, UNBALANCED_REQUESTS};

/// Text that must be escaped in markup, spreadsheets and terminals.
pub const HOSTILE: &str = "=1+1 <script>alert('&\"')</script> ]]> \u{0}\u{1b}[31m\u{7f}\u{fffe}\r\n\t🀄 名";

fn requests(row: &'static str, column: &'static str) -> Address {
    Address { table: "requests", row, column }
}

fn message(zh: &str, en: &str) -> Message {
    Message::new(zh, en)
}

/// The sound report of the rules' pages.
pub fn report() -> Report {
    let text = include_str!("../../../fixtures/rules/2021.json");
    json::from_json(&serde_json::from_str(text).expect("JSON")).expect("a report").0
}

fn about(organization: &str) -> About {
    About { organization: Some(organization.to_owned()), year: Some(2021), edition: &Y2021 }
}

/// A file with findings of every kind, one without any, one that could not be read, and a roster.
pub fn usual() -> Vec<Entry> {
    let sound = Entry {
        file: "报告/乙镇 年报.html".to_owned(),
        about: Some(about("乙镇人民政府")),
        report: Some(report()),
        ..Entry::default()
    };
    let unread = Entry::unreadable("丙镇.doc".to_owned(), Error::Encrypted { format: "docx" });
    let absent =
        Finding::new(&MISSING_SECTION, message("名单上的丁镇没有报告", "no report of 丁镇"), Place::Unknown);
    let roster = Entry {
        file: "名单.txt".to_owned(),
        findings: vec![Finding { place: Place::Line { line: 4, column: None }, ..absent }],
        ..Entry::default()
    };
    vec![faulty(), sound, unread, roster]
}

/// Cells and suspects, a passage with a mark, every kind of place, a fix.
pub fn faulty() -> Entry {
    let balance = Finding::new(
        &UNBALANCED_REQUESTS,
        message(
            "自然人列：本年新收 26 + 上年结转 0 = 26，总计 21，相差 5",
            "natural person: 26 received, 21 handled",
        ),
        Place::Table { table: 2, row: 4, column: 2 },
    );
    let balance = Finding {
        suspects: vec![requests("received", "natural_person")],
        ..balance
            .with_cells(vec![
                requests("received", "natural_person"),
                requests("carried_in", "natural_person"),
                requests("total", "natural_person"),
            ])
            .with_figures(Some(Decimal::new(21, 0)), Some(Decimal::new(26, 0)))
    };
    let passage = "2021年收到申请25件，比上年增加3件。";
    let text = Finding::new(
        &UNDECIDABLE_ROW,
        message("正文写收到 25 件，表二为 26 件", "the text says 25, table two 26"),
        Place::Line { line: 7, column: None },
    );
    let at = passage.find("25").expect("the figure");
    let text = text
        .with_marked(passage, at..at + 2)
        .in_section("requests")
        .with_cells(vec![requests("received", "total")]);
    let spelled = Finding::new(
        &NONSTANDARD_NUMBER,
        message("“12件”可写成 12", "'12件' can be written 12"),
        Place::Sheet { number: 3, sheet: Arc::from("表二"), row: 7, column: 4 },
    );
    let fees = Address { table: "disclosure", row: "fees", column: "amount" };
    let spelled =
        spelled.with_cells(vec![fees]).with_fix(Fix::Cell { address: fees, to: Decimal::new(12, 0) });
    let picture =
        Finding::new(&SKIPPED_CONTENT, message("有一张图片", "a picture"), Place::Paragraph { paragraph: 3 });
    Entry {
        file: "报告/甲镇 年报.docx".to_owned(),
        about: Some(about("甲镇人民政府")),
        report: Some(report()),
        findings: vec![text, balance, spelled, picture],
        ..Entry::default()
    }
}

/// A row of blank cells.
pub fn blanks() -> Entry {
    let blank = |column| {
        Finding::new(
            &BLANK_CELL,
            message("空着，没有请填 0", "blank; put 0 if there is none"),
            Place::Unknown,
        )
        .with_cells(vec![requests("other.other", column)])
    };
    let columns =
        ["natural_person", "commercial_enterprise", "research_institution", "other_organization", "total"];
    Entry { findings: columns.map(blank).into_iter().collect(), ..faulty() }
}

/// Hostile text, also in place of the program's own messages.
pub fn hostile() -> Vec<Entry> {
    let number = Decimal::from_str_exact("9999999999999999999999999.001").expect("a decimal");
    let finding = Finding::new(&UNBALANCED_REQUESTS, message(HOSTILE, HOSTILE), Place::Unknown)
        .with_marked(HOSTILE, 5..13)
        .with_figures(Some(number), None)
        .with_cells(vec![requests("received", "total"), requests("nowhere", "total")]);
    let long = Finding::new(&MISSING_SECTION, message(&"长".repeat(40_000), "long"), Place::Unknown)
        .with_passage("很".repeat(40_000));
    vec![Entry {
        file: HOSTILE.to_owned(),
        about: Some(about(HOSTILE)),
        findings: vec![finding, long],
        ..faulty()
    }]
}
