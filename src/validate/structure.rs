//! Family S: whether the statutory parts of a report are there.

use crate::document::Place;
use crate::editions::plain;
use crate::finding::{Check, Finding, Rule, Severity};
use crate::language::{Message, Text};
use crate::report::Report;

const GROUND: Text = Text::new(
    "《政府信息公开条例》第五十条；国办公开办函〔2021〕30号、〔2019〕60号规定的报告格式",
    "article 50 of the 政府信息公开条例; the forms of 国办公开办函〔2021〕30号 and 〔2019〕60号",
);

/// S001: one of the statutory sections is absent.
pub static MISSING_SECTION: Rule = Rule {
    code: "S001",
    name: "missing-section",
    severity: Severity::Error,
    title: Text::new("缺少规定的部分", "a statutory section is absent"),
    ground: GROUND,
    page: include_str!("../../docs/rules/S001.md"),
    check: Check::Report(missing_sections),
};

/// S003: a statutory table is absent.
pub static MISSING_TABLE: Rule = Rule {
    code: "S003",
    name: "missing-table",
    severity: Severity::Error,
    title: Text::new("缺少规定的表格", "a statutory table is absent"),
    ground: GROUND,
    page: include_str!("../../docs/rules/S003.md"),
    check: Check::Report(missing_tables),
};

fn missing_sections(report: &Report, findings: &mut Vec<Finding>) {
    for form in report.edition.sections {
        if report.sections.iter().any(|section| section.key == form.key) {
            continue;
        }
        let message = Message::new(
            format!("缺少“{}”这一部分", form.heading),
            format!("section '{}' ({}) is absent", form.key, form.heading),
        );
        findings.push(Finding::new(&MISSING_SECTION, message, Place::Unknown));
    }
}

/// A table of which nothing could be settled is there: findings of family R tell of it.
fn missing_tables(report: &Report, findings: &mut Vec<Finding>) {
    for table in report.edition.tables {
        let has_cells = report.cells.keys().any(|address| address.table == table.key);
        if has_cells || report.unsettled.contains(table.key) {
            continue;
        }
        let message = Message::new(
            format!("缺少{}（{}）", table.name, plain(table.title)),
            format!("table '{}' ({}) is absent", table.key, plain(table.title)),
        );
        findings.push(Finding::new(&MISSING_TABLE, message, Place::Unknown));
    }
}
