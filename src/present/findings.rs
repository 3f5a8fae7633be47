//! How findings are shown: one a line, `FILE:PLACE: 错误 A001 …`, the gravest first, and a line that counts them.
//! Many like ones of a table are one line.

use std::io::{self, Write};

use anstyle::Style;

use super::OutputOptions;
use super::groups;
use super::severity;
use crate::model::address::Address;
use crate::model::finding::Finding;
use crate::model::form::Edition;
use crate::model::language::{Language, Text};
use crate::model::text::one_line;

const PLACE: Style = Style::new().bold();

/// Lists findings, the gravest first; many like ones of a table are one line, unless all are requested. Writes nothing
/// when there are none.
///
/// # Errors
/// Those of `out`.
pub fn list(
    findings: &[Finding],
    file: &str,
    edition: &'static Edition,
    options: OutputOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    for group in groups::groups(findings) {
        if group.len() > 1 && !(options.verbose || options.is_complete) {
            tell_together(&group, file, edition, options.language, out)?;
        } else {
            group.into_iter().try_for_each(|finding| tell(finding, file, edition, options, out))?;
        }
    }
    Ok(())
}

/// As [`list`], and counts them in a last line.
///
/// # Errors
/// Those of `out`.
pub fn list_and_count(
    findings: &[Finding],
    file: &str,
    edition: &'static Edition,
    options: OutputOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    list(findings, file, edition, options, out)?;
    if findings.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", severity::summary(findings, options.language))
}

fn tell(
    finding: &Finding,
    file: &str,
    edition: &'static Edition,
    options: OutputOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let place =
        place(finding, edition, options.language).map(|place| format!(":{place}")).unwrap_or_default();
    let severity = severity(finding, options.language);
    let message = one_line(finding.message.get(options.language));
    writeln!(out, "{PLACE}{file}{place}:{PLACE:#} {severity} {} {message}", finding.rule.code)?;
    match (options.verbose, marked(finding)) {
        (true, _) => tell_more(finding, options.language, out),
        (false, Some(passage)) => writeln!(out, "    {passage}"),
        (false, None) => Ok(()),
    }
}

/// Many like findings of a table in one line.
fn tell_together(
    group: &[&Finding],
    file: &str,
    edition: &'static Edition,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(first) = group.first() else { return Ok(()) };
    let table = groups::table_name(first, edition, language).map(|table| format!(":{table}"));
    let (table, severity) = (table.unwrap_or_default(), severity(first, language));
    let sentence = groups::sentence(group, edition, language);
    let more = match language {
        Language::Zh => "，加 -v 逐条列出",
        Language::En => ", listed with -v",
    };
    writeln!(out, "{PLACE}{file}{table}:{PLACE:#} {severity} {} {sentence}{more}", first.rule.code)
}

/// Passage, figures and cell addresses.
fn tell_more(finding: &Finding, language: Language, out: &mut dyn Write) -> io::Result<()> {
    const PASSAGE: Text = Text::new("原文：", "passage: ");
    const EXPECTED: Text = Text::new("应为：", "expected: ");
    const FOUND: Text = Text::new("实为：", "found: ");
    const CELLS: Text = Text::new("单元格：", "cells: ");
    let cells: Vec<String> = finding.cells.iter().map(Address::to_string).collect();
    let details = [
        (PASSAGE, finding.passage.clone()),
        (EXPECTED, finding.expected.map(|number| number.to_string())),
        (FOUND, finding.found.map(|number| number.to_string())),
        (CELLS, (!cells.is_empty()).then(|| cells.join(" "))),
    ];
    for (name, text) in details {
        if let Some(text) = text {
            writeln!(out, "    {}{}", name.get(language), one_line(&text))?;
        }
    }
    Ok(())
}

/// The passage around the text that the finding is about, which is enclosed in 【】.
fn marked(finding: &Finding) -> Option<String> {
    const AROUND: usize = 24;
    let (passage, at) = (finding.passage.as_deref()?, finding.marked.clone()?);
    let (before, words, after) = (passage.get(..at.start)?, passage.get(at.clone())?, passage.get(at.end..)?);
    let start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    let (more_before, more_after) =
        (if start > 0 { "…" } else { "" }, if end < after.len() { "…" } else { "" });
    let (before, after) = (before.get(start..)?, after.get(..end)?);
    Some(one_line(&format!("{more_before}{before}【{words}】{after}{more_after}")))
}

fn severity(finding: &Finding, language: Language) -> String {
    let style = severity::style(finding.severity);
    format!("{style}{}{style:#}", finding.severity.word().get(language))
}

/// The place of a finding; where it is unknown, the form's name of the cell or table.
fn place(finding: &Finding, edition: &'static Edition, language: Language) -> Option<String> {
    if let Some(place) = finding.place.describe(language) {
        return Some(one_line(&place));
    }
    let first = finding.cells.first()?;
    let table = edition.table(first.table)?;
    if finding.cells.iter().any(|cell| cell.table != first.table) {
        return None;
    }
    if finding.cells.len() > 1 {
        return Some(table.name.to_owned());
    }
    let (block, row) = table.row(first.row)?;
    let column = block.column(first.column)?;
    Some(format!("{}“{}”“{}”", table.name, row.label, column.label))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Y2021;
    use crate::model::language::Message;
    use crate::model::place::Place;
    use crate::model::reading_rules::{SKIPPED_CONTENT, UNPLACED_CELL};

    fn shown(findings: &[Finding], language: Language, verbose: bool) -> String {
        let mut out = Vec::new();
        let options = OutputOptions { language, quiet: false, verbose, is_complete: false };
        list_and_count(findings, "年报.docx", &Y2021, options, &mut out).unwrap();
        anstream::adapter::strip_str(&String::from_utf8(out).unwrap()).to_string()
    }

    fn skipped(paragraph: u32) -> Finding {
        Finding::new(&SKIPPED_CONTENT, Message::new("有图片", "a picture"), Place::Paragraph { paragraph })
    }

    fn unplaced() -> Finding {
        let place = Place::Table { table: 2, row: 4, column: 2 };
        Finding::new(&UNPLACED_CELL, Message::new("多出“12”", "'12' left over"), place).with_passage("甲\t12")
    }

    #[test]
    fn findings_are_lines_with_a_count() {
        let findings = [unplaced(), skipped(7)];
        assert_eq!(
            shown(&findings, Language::Zh, false),
            "年报.docx:第2表第4行第2列: 提醒 R002 多出“12”\n年报.docx:第7段: 说明 R004 有图片\n1 条提醒，1 条说明\n"
        );
        assert_eq!(
            shown(&findings, Language::En, true),
            "年报.docx:table 2, row 4, column 2: warning R002 '12' left over\n    passage: 甲 12\n\
             年报.docx:paragraph 7: note R004 a picture\n1 warning, 1 note\n"
        );
    }

    #[test]
    fn no_finding_is_silence() {
        assert_eq!(shown(&[], Language::Zh, true), "");
    }

    #[test]
    fn like_findings_are_one_line_unless_all_are_asked_for() {
        let mut findings: Vec<Finding> = (1..=6).map(skipped).collect();
        findings.push(unplaced());
        assert_eq!(
            shown(&findings, Language::Zh, false),
            "年报.docx:第2表第4行第2列: 提醒 R002 多出“12”\n\
             年报.docx: 说明 R004 有内容未收入报告（6 处：第1段、第2段、第3段 等），加 -v 逐条列出\n1 条提醒，6 条说明\n"
        );
        assert_eq!(shown(&findings, Language::Zh, true).lines().count(), 9);
        assert_eq!(shown(&findings[..3], Language::Zh, false).lines().count(), 4);
    }

    #[test]
    fn a_finding_without_a_place_names_its_cell() {
        let cell = |column| Address { table: "requests", row: "denied.state_secret", column };
        let mut finding = unplaced().with_cells(vec![cell("natural_person")]);
        finding.place = Place::Unknown;
        assert!(
            shown(&[finding.clone()], Language::Zh, false)
                .starts_with("年报.docx:表二“1.属于国家秘密”“自然人”: 提醒")
        );
        finding.cells.push(cell("total"));
        assert!(shown(&[finding], Language::Zh, false).starts_with("年报.docx:表二: 提醒"));
    }
}
