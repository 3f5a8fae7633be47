//! The sheet 检查结果: the findings of reading and checking the report, one per row.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::list;
use crate::formats::Output;
use crate::model::language::Language;

/// The first cell, by which our reader skips the sheet.
const TITLE: &str = "转换时检查发现的问题";
const COLUMNS: [(&str, u32); 5] = [("级别", 8), ("编号", 8), ("问题", 24), ("原文位置", 16), ("说明", 54)];
/// Maximum length of a message in characters; a cell holds 32,767.
const LONGEST: usize = 2_000;

/// Writes the findings, most severe first.
pub fn write(sheet: &mut Worksheet, output: &Output<'_>) -> Result<(), XlsxError> {
    let mut findings: Vec<_> = output.findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let rows = findings.into_iter().map(|finding| {
        [
            finding.severity.word().get(Language::Zh).to_owned(),
            finding.rule.code.to_owned(),
            finding.rule.title.get(Language::Zh).to_owned(),
            finding.place.describe(Language::Zh).unwrap_or_default(),
            finding.message.get(Language::Zh).chars().take(LONGEST).collect(),
        ]
    });
    list::write(sheet, (TITLE, 1), COLUMNS, rows)
}
