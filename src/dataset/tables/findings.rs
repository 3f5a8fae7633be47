//! `findings`: one row per finding.

use std::sync::Arc;

use crate::dataset::field::{Field, Row};
use crate::dataset::head::{Head, Headed, digest, edition, organization, source, year};
use crate::dataset::schema::{Kind, Table, column};
use crate::model::address::Address;
use crate::model::finding::{Finding, Severity};
use crate::model::language::{Language, Text};

/// A finding in a report.
#[derive(Debug)]
pub struct FindingRow {
    head: Arc<Head>,
    finding: Finding,
}

impl Headed for FindingRow {
    fn head(&self) -> &Head {
        &self.head
    }
}

/// A row for each finding.
pub static FINDINGS: Table<FindingRow> = Table {
    name: "findings",
    about: Text::new(
        "repconv 在每份报告里发现的每个问题一行，规则见 docs/rules.md",
        "A row for each finding of repconv in a report; see docs/rules.md for the rules",
    ),
    columns: &[
        organization(),
        year(),
        edition(),
        column(
            "rule",
            Kind::Text,
            "规则的代码，如 A001",
            "Code of the rule, such as A001",
            |row: &FindingRow| Field::key(row.finding.rule.code),
        ),
        column("name", Kind::Text, "规则的英文名", "Name of the rule", |row| {
            Field::key(row.finding.rule.name)
        }),
        column(
            "severity",
            Kind::Text,
            "error 错误、warning 提醒、info 说明",
            "error, warning or info",
            |row| {
                Field::key(match row.finding.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                    Severity::Info => "info",
                })
            },
        ),
        column("message", Kind::Text, "说明，中文", "The message in Chinese", |row| {
            Field::text(row.finding.message.get(Language::Zh))
        }),
        column("message_en", Kind::Text, "说明，英文", "The message in English", |row| {
            Field::text(row.finding.message.get(Language::En))
        }),
        column(
            "cells",
            Kind::Text,
            "有关的单元格“表/行/列”，用空格隔开",
            "The cells concerned, as 'table/row/column', separated by spaces",
            |row| {
                let cells: Vec<String> = row.finding.cells.iter().map(Address::to_string).collect();
                Field::text(&cells.join(" "))
            },
        ),
        column("section", Kind::Text, "有关部分的键", "Key of the section concerned", |row| {
            row.finding.section.map_or(Field::Null, Field::key)
        }),
        column("expected", Kind::Number, "应为的数", "The expected figure", |row| {
            Field::number(row.finding.expected)
        }),
        column("found", Kind::Number, "实为的数", "The figure found", |row| {
            Field::number(row.finding.found)
        }),
        column("passage", Kind::Text, "有关的原文", "The passage concerned", |row| {
            Field::optional(row.finding.passage.as_deref())
        }),
        source(),
        digest(),
        column("place", Kind::Text, "在文件里的位置", "Position in the file", |row| {
            Field::optional(row.finding.place.describe(Language::Zh).as_deref())
        }),
    ],
};

pub(in crate::dataset) fn rows(findings: &[Finding], head: &Arc<Head>) -> Vec<Row> {
    let row =
        |finding: &Finding| FINDINGS.row(&FindingRow { head: Arc::clone(head), finding: finding.clone() });
    findings.iter().map(row).collect()
}
