//! N004: whether section six states the fee for processing information.

use crate::model::finding::{Finding, Rule, Severity};
use crate::model::form::SectionKind;
use crate::model::language::{Message, Text};
use crate::model::place::Place;
use crate::model::report::{Item, Report, Section};
use crate::model::text;

/// N004: the report does not say whether fees were charged.
pub static MISSING_FEE_STATEMENT: Rule = Rule {
    code: "N004",
    name: "missing-fee-statement",
    severity: Severity::Warning,
    title: Text::new("没有说明信息处理费收取情况", "no statement on processing fees"),
    ground: Text::new(
        "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号，2021年1月1日起施行）；国办公开办函〔2021〕30号第六部分",
        "国办函〔2020〕109号, in force since 1 January 2021; section six of the form of 国办公开办函〔2021〕30号",
    ),
    page: include_str!("../../../docs/rules/N004.md"),
};

/// Words that mention the fee.
const FEE: [&str; 5] = ["处理费", "收费", "费用", "免费", "缴费"];

/// Fees of other kinds, whose names contain the same words.
const OTHER_FEES: [&str; 9] = [
    "事业性收费",
    "涉企收费",
    "收费清单",
    "收费目录",
    "收费公示",
    "收费项目",
    "停车收费",
    "价格收费",
    "乱收费",
];

pub(in crate::validate) fn missing_fee_statement(report: &Report, findings: &mut Vec<Finding>) {
    let disclosure = report.edition.disclosure;
    let Some(since) = disclosure.and_then(|asks| asks.fee_statement_since) else { return };
    if report.year.is_some_and(|year| year < since) {
        return;
    }
    let is_other = |section: &Section| report.edition.section_kind(section.key) == Some(SectionKind::Other);
    let Some(section) = report.sections.iter().find(|section| is_other(section)) else { return };
    // Of a form that is not filled in, other rules say so.
    if section.body.is_empty() && report.cells.values().all(|cell| cell.value.is_blank()) {
        return;
    }
    let in_sections = report.sections.iter().any(|section| {
        section.body.iter().any(|item| match item {
            // A fee statement may also be in another section, but there only the exact term counts.
            Item::Paragraph(passage) => {
                mentions_fee(&passage.text, if is_other(section) { &FEE } else { &["处理费"] })
            }
            Item::Table(table) => {
                is_other(section) && table.rows.iter().flatten().any(|cell| mentions_fee(&cell.text, &FEE))
            }
            Item::StatutoryTable(_) | Item::Note(_) => false,
        })
    });
    let in_notes = || report.notes.iter().any(|note| mentions_fee(&note.text, &["处理费"]));
    if in_sections || in_notes() {
        return;
    }
    let first = section.body.iter().find_map(|item| match item {
        Item::Paragraph(passage) => Some(passage),
        Item::Table(_) | Item::StatutoryTable(_) | Item::Note(_) => None,
    });
    let place = first.unwrap_or(&section.heading).place.clone();
    let place = if place == Place::Unknown { section.heading.place.clone() } else { place };
    let message = Message::new(
        "第六部分没有说明是否收取信息处理费；没有收取的，也请写明“未收取信息处理费”",
        "section 6 does not say whether fees for processing information were charged; if none were, say so",
    );
    let finding = Finding::new(&MISSING_FEE_STATEMENT, message, place).in_section(section.key);
    findings.push(match first {
        Some(passage) => finding.with_passage(passage.text.chars().take(80).collect::<String>()),
        None => finding,
    });
}

fn mentions_fee(said: &str, words: &[&str]) -> bool {
    let folded = text::fold(said);
    let rest = OTHER_FEES.iter().fold(folded.into_owned(), |text, other| text.replace(other, ""));
    words.iter().any(|word| rest.contains(word))
}
