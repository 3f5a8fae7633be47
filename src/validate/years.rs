//! Family Y: comparison of a report with that of the year before.
//!
//! If the other report is not that of the year before (Y004), the other rules do not run. As in the balances,
//! only certain figures are compared.

use super::Settings;
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::finding::{Finding, Rule, Severity};
use crate::model::form::{ColumnForm, RowForm, TableForm, TableKind};
use crate::model::language::{Language, Message, Text};
use crate::model::place::Place;
use crate::model::report::Report;
use crate::model::value::{Spelling, Value};
use crate::prose::bodies::{Body, Kinship};
use crate::prose::similarity::{self, Narrative, likeness};

mod wording;
pub(super) use wording::{listed, percent};

/// Y001: what was carried in is not what the year before carried out.
pub static CARRY_OVER_MISMATCH: Rule = Rule {
    code: "Y001",
    name: "carry-over-mismatch",
    severity: Severity::Error,
    title: Text::new(
        "上年结转 不等于 上一年报告的结转下年度",
        "what is carried in is not what the year before carried out",
    ),
    ground: Text::new(
        "国办公开办函〔2021〕30号、〔2019〕60号：“上年结转”就是上一年度报告的“结转下年度继续办理”",
        "国办公开办函〔2021〕30号 and 〔2019〕60号: 上年结转 is 结转下年度继续办理 of the report before",
    ),
    page: include_str!("../../docs/rules/Y001.md"),
};

/// Y002: what is in force does not follow from the year before.
pub static IN_FORCE_MISMATCH: Rule = Rule {
    code: "Y002",
    name: "in-force-mismatch",
    severity: Severity::Error,
    title: Text::new(
        "现行有效件数 不等于 上年现行有效＋本年制发－本年废止",
        "documents in force do not follow from the year before",
    ),
    ground: Text::new(
        "国办公开办函〔2021〕30号表一：现行有效件数是上年末的件数加上本年制发、减去本年废止",
        "table one of 国办公开办函〔2021〕30号: in force = in force a year ago + issued − repealed",
    ),
    page: include_str!("../../docs/rules/Y002.md"),
};

/// Y003: the narrative is nearly that of the year before.
pub static REPEATED_NARRATIVE: Rule = Rule {
    code: "Y003",
    name: "repeated-narrative",
    severity: Severity::Warning,
    title: Text::new("文字与上一年报告雷同", "the narrative is nearly that of the year before"),
    ground: Text::new(
        "《政府信息公开条例》第五十条：年度报告写本年度的情况；照抄上年文字是退回的常见原因",
        "article 50 of the 政府信息公开条例: a report describes its own year; text kept from last year is often returned",
    ),
    page: include_str!("../../docs/rules/Y003.md"),
};

/// Y004: the other report is not that of the year before.
pub static UNRELATED_PREVIOUS_REPORT: Rule = Rule {
    code: "Y004",
    name: "unrelated-previous-report",
    severity: Severity::Error,
    title: Text::new(
        "所给的上一年报告不是本单位上一年的",
        "the previous report is another body's, or not of the year before",
    ),
    ground: Text::new(
        "repconv 的约定：只与同一单位上一年度的报告比较",
        "repconv's own convention: a report is only compared with that of the same body for the year before",
    ),
    page: include_str!("../../docs/rules/Y004.md"),
};

/// Y005: a figure is many times that of the year before, or a small fraction of it.
pub static SUDDEN_CHANGE: Rule = Rule {
    code: "Y005",
    name: "sudden-change",
    severity: Severity::Info,
    title: Text::new("与上一年相比变化悬殊", "a figure differs widely from that of the year before"),
    ground: Text::new(
        "repconv 的提示：相差十倍以上且相差不少于 50 的数，多半是单位写错或多写、少写一位",
        "repconv's own hint: a factor of ten and a difference of 50 often mean a wrong unit or an extra digit",
    ),
    page: include_str!("../../docs/rules/Y005.md"),
};

/// Why the other report cannot be that of the year before; empty if it can.
pub(super) fn objections(report: &Report, previous: &Report) -> Vec<Message> {
    let mut objections = Vec::new();
    if let (Some(body), Some(other)) = (&report.organization, &previous.organization)
        && Body::of(body).kinship(&Body::of(other)) == Kinship::Different
    {
        objections.push(Message::new(
            format!("所给的上一年报告是“{other}”的，本报告是“{body}”的"),
            format!("the previous report is by {other}, this one by {body}"),
        ));
    }
    if let (Some(year), Some(other)) = (report.year, previous.year)
        && other.checked_add(1) != Some(year)
    {
        let before = year.saturating_sub(1);
        objections.push(Message::new(
            format!("所给的上一年报告是{other}年的，本报告是{year}年的，应给{before}年的"),
            format!(
                "the previous report is for {other} and this one for {year}: use the report for {before}"
            ),
        ));
    }
    objections
}

pub(super) fn unrelated(report: &Report, previous: &Report, _: &Settings, findings: &mut Vec<Finding>) {
    let place = report.title.as_ref().map_or(Place::Unknown, |title| title.place.clone());
    let found = objections(report, previous).into_iter();
    findings
        .extend(found.map(|objection| Finding::new(&UNRELATED_PREVIOUS_REPORT, objection, place.clone())));
}

pub(super) fn carry_over(report: &Report, previous: &Report, _: &Settings, findings: &mut Vec<Finding>) {
    if !objections(report, previous).is_empty() {
        return;
    }
    let Some(table) = report.edition.table_of(TableKind::Requests) else { return };
    let Some((block, _)) = table.row("carried_in") else { return };
    for column in block.columns {
        let address = |row| Address { table: table.key, row, column: column.key };
        let (carried_in, carried_out) = (address("carried_in"), address("carried_out"));
        let (Some(found), Some(expected)) = (certain(report, carried_in), certain(previous, carried_out))
        else {
            continue;
        };
        if found == expected {
            continue;
        }
        let (zh, en) = (column.plain_label(Language::Zh), column.plain_label(Language::En));
        let year = wording::before(previous);
        let message = Message::new(
            format!("{zh}列：上年结转 {found}，{}的结转下年度 {expected}，两数应当相等", year.zh),
            format!(
                "column {en}: carried in {found}, carried out in {} {expected}: they must be equal",
                year.en
            ),
        );
        findings.push(on_cells(&CARRY_OVER_MISMATCH, report, message, vec![carried_in], expected, found));
    }
}

/// The figure of a cell, if certain. A blank is 0 if the total of the row is the sum of its other columns.
fn certain(report: &Report, address: Address) -> Option<Decimal> {
    let value = |column| report.cells.get(&Address { column, ..address }).map(|cell| &cell.value);
    if *value(address.column)? != Value::Blank {
        return value(address.column)?.number();
    }
    let (block, _) = report.edition.table(address.table)?.row(address.row)?;
    let mut parts = block.columns.iter().filter(|column| column.key != "total");
    let sum = parts.try_fold(Decimal::ZERO, |sum, column| match value(column.key)? {
        Value::Blank => Some(sum),
        figure => sum.checked_add(figure.number()?),
    })?;
    (value("total")?.number()? == sum).then_some(Decimal::ZERO)
}

pub(super) fn in_force(report: &Report, previous: &Report, _: &Settings, findings: &mut Vec<Finding>) {
    if !objections(report, previous).is_empty() {
        return;
    }
    let Some(table) = report.edition.table_of(TableKind::Disclosure) else { return };
    for (_, row) in table.rows() {
        let figure = |report: &Report, column| {
            plain_figure(report, Address { table: table.key, row: row.key, column })
        };
        let (Some(before), Some(issued)) = (figure(previous, "in_force"), figure(report, "issued")) else {
            continue;
        };
        let (Some(repealed), Some(found)) = (figure(report, "repealed"), figure(report, "in_force")) else {
            continue;
        };
        let expected = before.checked_add(issued).and_then(|sum| sum.checked_sub(repealed));
        let Some(expected) = expected.filter(|expected| *expected != found) else { continue };
        let (zh, en) = (table.row_label(row, Language::Zh), table.row_label(row, Language::En));
        let year = wording::before(previous);
        let message = Message::new(
            format!(
                "{zh}：现行有效 {found}，而{}的现行有效 {before} + 本年制发 {issued} - 本年废止 {repealed} = {expected}",
                year.zh
            ),
            format!(
                "{en}: in force {found}, but {before} in {} + issued {issued} - repealed {repealed} = {expected}",
                year.en
            ),
        );
        let cells = ["in_force", "issued", "repealed"];
        let cells = cells.map(|column| Address { table: table.key, row: row.key, column }).to_vec();
        findings.push(on_cells(&IN_FORCE_MISMATCH, report, message, cells, expected, found));
    }
}

/// The figure of a cell without annotation: of `22（其中修订16件）` issued, it is unclear how many are new.
fn plain_figure(report: &Report, address: Address) -> Option<Decimal> {
    let value = &report.cells.get(&address)?.value;
    value.number().filter(|_| value.spelling() != Some(Spelling::Annotated))
}

pub(super) fn repeated_narrative(
    report: &Report,
    previous: &Report,
    settings: &Settings,
    findings: &mut Vec<Finding>,
) {
    if !objections(report, previous).is_empty() {
        return;
    }
    let Some(likeness) = likeness(&Narrative::of(report), &Narrative::of(previous)) else { return };
    if !likeness.reaches(settings.max_similarity) {
        return;
    }
    let year = wording::before(previous);
    let (share, longest) = (percent(&likeness), listed(&likeness));
    let message = Message::new(
        format!("文字有 {share} 与{}相同{}", year.zh, longest.zh),
        format!("{share} of the narrative is the same as in {}{}", year.en, longest.en),
    );
    let first = likeness.passages.first();
    let line = first.and_then(|repeated| similarity::lines(report).nth(repeated.line));
    let place = line.map_or(Place::Unknown, |(_, passage)| passage.place.clone());
    let mut finding = Finding::new(&REPEATED_NARRATIVE, message, place);
    finding.section = line.and_then(|(section, _)| section);
    finding.passage = first.map(|repeated| repeated.text.clone());
    findings.push(finding);
}

/// A change is reported if one figure is at least this many times the other, and this far from it.
const TIMES: Decimal = Decimal::TEN;
const APART: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

pub(super) fn sudden_change(report: &Report, previous: &Report, _: &Settings, findings: &mut Vec<Finding>) {
    if !objections(report, previous).is_empty() {
        return;
    }
    for table in report.edition.tables {
        for (block, row) in table.rows() {
            for column in block.columns.iter().filter(|column| is_total(table, row, column)) {
                let address = Address { table: table.key, row: row.key, column: column.key };
                findings.extend(change(report, previous, address, (table, row, column)));
            }
        }
    }
}

/// Whether the figure is a total, or a figure of the disclosure table.
fn is_total(table: &TableForm, row: &RowForm, column: &ColumnForm) -> bool {
    match table.kind {
        TableKind::Disclosure => true,
        TableKind::Requests => ["received", "total"].contains(&row.key) && column.key == "total",
        TableKind::Review => column.key == "total",
        TableKind::Statistics | TableKind::General => false,
    }
}

type Form = (&'static TableForm, &'static RowForm, &'static ColumnForm);

fn change(report: &Report, previous: &Report, address: Address, form: Form) -> Option<Finding> {
    let number = |report: &Report| report.cells.get(&address)?.value.number();
    let (before, now) = (number(previous)?, number(report)?);
    if before.is_sign_negative() || now.is_sign_negative() {
        return None; // 本年增/减
    }
    let (less, more) = (before.min(now), before.max(now));
    if more.checked_sub(less)? < APART || less.checked_mul(TIMES)? > more {
        return None;
    }
    let name = |language| wording::cell(form, language);
    let year = wording::before(previous);
    let change = wording::change(before, now);
    let message = Message::new(
        format!("{}：{} {before}，本年 {now}，{}，请核对", name(Language::Zh), year.zh, change.zh),
        format!(
            "{}: {before} in {}, {now} this year, {}; please check",
            name(Language::En),
            year.en,
            change.en
        ),
    );
    let mut finding = on_cells(&SUDDEN_CHANGE, report, message, vec![address], before, now);
    finding.expected = None; // nothing wrong with a change in itself
    Some(finding)
}

/// A finding on cells of this report, placed at the first.
fn on_cells(
    rule: &'static Rule,
    report: &Report,
    message: Message,
    cells: Vec<Address>,
    expected: Decimal,
    found: Decimal,
) -> Finding {
    let place = cells.first().and_then(|first| report.cells.get(first));
    let place = place.map_or(Place::Unknown, |cell| cell.place.clone());
    let figures = [expected, found].map(|figure| Some(figure.normalize()));
    let [expected, found] = figures;
    Finding::new(rule, message, place).with_cells(cells).with_figures(expected, found)
}

#[cfg(test)]
mod tests;
