//! Family S: whether the statutory parts of a report are there, in order, and of the right edition.

use crate::model::finding::{Finding, Fix, Rule, Severity};
use crate::model::form::{Presence, plain};
use crate::model::language::{Message, Text};
use crate::model::place::Place;
use crate::model::report::{Report, Section};
use crate::model::text;
use crate::prose::numbering::{self, numbering};

const GROUND: Text = Text::new(
    "《政府信息公开条例》第五十条；国办公开办函〔2021〕30号、〔2019〕60号规定的报告格式",
    "article 50 of the 政府信息公开条例; the forms of 国办公开办函〔2021〕30号 and 〔2019〕60号",
);

/// S001: a statutory section is absent.
pub static MISSING_SECTION: Rule = Rule {
    code: "S001",
    name: "missing-section",
    severity: Severity::Error,
    title: Text::new("缺少规定的部分", "a statutory section is absent"),
    ground: GROUND,
    page: include_str!("../../docs/rules/S001.md"),
};

/// S003: a statutory table is absent.
pub static MISSING_TABLE: Rule = Rule {
    code: "S003",
    name: "missing-table",
    severity: Severity::Error,
    title: Text::new("缺少规定的表格", "a statutory table is absent"),
    ground: GROUND,
    page: include_str!("../../docs/rules/S003.md"),
};

/// S002: sections out of order or wrongly numbered.
pub static MISPLACED_SECTION: Rule = Rule {
    code: "S002",
    name: "misplaced-section",
    severity: Severity::Warning,
    title: Text::new("各部分的顺序或编号有误", "sections out of order or wrongly numbered"),
    ground: GROUND,
    page: include_str!("../../docs/rules/S002.md"),
};

/// S006: the tables are of an edition that does not apply to the report year.
pub static WRONG_EDITION_FOR_YEAR: Rule = Rule {
    code: "S006",
    name: "wrong-edition-for-year",
    severity: Severity::Warning,
    title: Text::new(
        "表格不是该年度应用的格式",
        "tables of an edition that does not apply to the report year",
    ),
    ground: Text::new(
        "国办公开办函〔2021〕30号自 2021 年度报告起用，〔2019〕60号用于 2019、2020 年度报告",
        "国办公开办函〔2021〕30号 applies to reports for 2021 and later, 〔2019〕60号 to 2019 and 2020",
    ),
    page: include_str!("../../docs/rules/S006.md"),
};

pub(super) fn missing_sections(report: &Report, findings: &mut Vec<Finding>) {
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

/// S003. A table that is there but of which no cell could be read is reported by family R.
pub(super) fn missing_tables(report: &Report, findings: &mut Vec<Finding>) {
    for table in report.edition.tables {
        let has_cells = report.cells.keys().any(|address| address.table == table.key);
        if has_cells || report.unresolved.contains(table.key) {
            continue;
        }
        let message = Message::new(
            format!("缺少{}（{}）", table.name, plain(table.title)),
            format!("table '{}' ({}) is absent", table.key, plain(table.title)),
        );
        findings.push(Finding::new(&MISSING_TABLE, message, Place::Unknown));
    }
}

/// S002: a section before one that it should follow, or with a number that is neither the form's nor the
/// next one. A section that is out of order is not reported for its number as well.
pub(super) fn misplaced_sections(report: &Report, findings: &mut Vec<Finding>) {
    let ranks: Vec<Option<usize>> = report.sections.iter().map(|section| rank(report, section)).collect();
    let mut last = 0;
    for (at, section) in report.sections.iter().enumerate() {
        let written = written_number(section);
        let rank = ranks.get(at).copied().flatten();
        let before = rank.and_then(|rank| {
            let earlier = report.sections.iter().zip(&ranks).take(at);
            earlier
                .filter(|(_, other)| other.is_some_and(|other| other > rank))
                .map(|(other, _)| other)
                .next()
        });
        let official = rank.and_then(|rank| u32::try_from(rank + 1).ok());
        if let Some(other) = before {
            findings.push(out_of_order(section, other));
        } else if let Some(number) = written.filter(|number| *number != last + 1 && Some(*number) != official)
        {
            findings.push(wrongly_numbered(at, section, number, official.unwrap_or(last + 1)));
        }
        last = written.unwrap_or(last + 1);
    }
}

fn rank(report: &Report, section: &Section) -> Option<usize> {
    report.edition.sections.iter().position(|form| form.key == section.key)
}

fn written_number(section: &Section) -> Option<u32> {
    let folded = text::fold(&section.heading.text);
    numbering(&folded).0.filter(|numbering| numbering.level == 1).map(|numbering| numbering.number)
}

fn out_of_order(section: &Section, other: &Section) -> Finding {
    let (own, other) = (&section.heading.text, &other.heading.text);
    let message = Message::new(
        format!("“{own}”排在“{other}”之后，应在它之前"),
        format!("section '{own}' comes after '{other}' but belongs before it"),
    );
    Finding::new(&MISPLACED_SECTION, message, section.heading.place.clone())
        .in_section(section.key)
        .with_passage(own.clone())
}

fn wrongly_numbered(at: usize, section: &Section, found: u32, right: u32) -> Finding {
    let heading = &section.heading.text;
    let should = numbering::chinese(right);
    let message = Message::new(
        format!("“{heading}”编号有误，应为“{should}、”"),
        format!("section '{heading}' has number {found} instead of {right}"),
    );
    let finding = Finding::new(&MISPLACED_SECTION, message, section.heading.place.clone())
        .in_section(section.key)
        .with_figures(Some(right.into()), Some(found.into()));
    match heading.split_once(['、', '.', '．', '，', ',']) {
        Some((number, words)) => {
            let fix = Fix::Heading { section: at, to: format!("{should}、{}", words.trim_start()) };
            finding.with_marked(heading.clone(), 0..number.len()).with_fix(fix)
        }
        None => finding.with_passage(heading.clone()),
    }
}

pub(super) fn wrong_edition(report: &Report, findings: &mut Vec<Finding>) {
    let is_disclosure = report.edition.disclosure.is_some();
    let Some(year) = report.year.filter(|_| is_disclosure && !report.cells.is_empty()) else { return };
    let (first, last) = report.edition.years;
    if (first..=last).contains(&year) {
        findings.extend(ungrouped_results(report));
        return;
    }
    let right = crate::forms::for_year(year).map_or("", |edition| edition.name);
    let message = Message::new(
        format!("报告年度是 {year} 年，表格却是 {} 的格式，应当用 {right}", report.edition.name),
        format!("the report is for {year}, but its tables are of {} instead of {right}", report.edition.name),
    );
    let place = report.cells.values().next().map(|cell| cell.place.clone()).unwrap_or_default();
    findings.push(Finding::new(&WRONG_EDITION_FOR_YEAR, message, place));
}

/// （六）其他处理 as a single row, as in 2019, where the edition has several.
fn ungrouped_results(report: &Report) -> Option<Finding> {
    report.edition.tables.iter().find_map(|table| {
        let is_present =
            |key: &str| report.cells.keys().any(|cell| cell.table == table.key && cell.row == key);
        let mut rows = table.rows().map(|(_, row)| row);
        let group = rows.find(|group| {
            let is_part = |key: &str| key.strip_prefix(group.key).is_some_and(|rest| rest.starts_with('.'));
            let mut parts = table.rows().map(|(_, row)| row.key).filter(|key| is_part(key)).peekable();
            group.presence == Presence::Optional
                && parts.peek().is_some()
                && is_present(group.key)
                && !parts.any(is_present)
        })?;
        let (cell, place) = report.cells.iter().find(|(cell, _)| cell.row == group.key)?;
        let message = Message::new(
            format!("{}“{}”只有一行，本年度的格式要求分行填写", table.name, group.label),
            format!("'{}' of {} is one row where this edition has several", group.label, table.key),
        );
        Some(Finding::new(&WRONG_EDITION_FOR_YEAR, message, place.place.clone()).with_cells(vec![*cell]))
    })
}
