//! Family G: documents without a known form. A rule reports only what the document itself shows to be wrong:
//! sums that do not hold where the others of their table do, numbers that are skipped, days that do not exist.

pub(super) mod damage;
pub(super) mod dates;
mod grid;
pub(super) mod nearly;
pub(super) mod numbering;
pub(super) mod placeholders;
pub(super) mod sections;
pub(super) mod totals;

use std::ops::Range;

use crate::model::finding::{Finding, Rule};
use crate::model::generic_table::GenericTable;
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::report::{Item, Passage, Report, Section};

/// A part of a document.
#[derive(Clone, Copy)]
enum Part<'r> {
    Heading(&'r Passage),
    Line(&'r Passage),
    Note(&'r Passage),
    Table(&'r GenericTable),
}

/// What is between title and signature, in order.
fn parts(report: &Report) -> impl Iterator<Item = Part<'_>> {
    report
        .preamble
        .iter()
        .map(Part::Line)
        .chain(report.sections.iter().flat_map(|section| of_section(report, section)))
}

fn of_section<'r>(report: &'r Report, section: &'r Section) -> impl Iterator<Item = Part<'r>> {
    let heading = Some(&section.heading).filter(|heading| !heading.text.is_empty()).map(Part::Heading);
    let body = section.body.iter().filter_map(|item| match item {
        Item::Paragraph(line) => Some(Part::Line(line)),
        Item::Table(table) => Some(Part::Table(table)),
        Item::Note(index) => report.notes.get(*index).map(Part::Note),
        Item::StatutoryTable(_) => None,
    });
    heading.into_iter().chain(body)
}

/// The tables in order.
fn tables(report: &Report) -> impl Iterator<Item = &GenericTable> {
    parts(report).filter_map(|part| match part {
        Part::Table(table) => Some(table),
        Part::Heading(_) | Part::Line(_) | Part::Note(_) => None,
    })
}

/// Calls `take` with every text and its place: title, lines, cells, signature, notes.
fn each_text<'r>(report: &'r Report, mut take: impl FnMut(&'r str, &'r Place)) {
    let signature = report.signature.organization.iter().chain(&report.signature.date);
    let ends = report.title.iter().chain(signature).chain(&report.notes).map(Part::Line);
    for part in ends.chain(parts(report)) {
        match part {
            Part::Heading(line) | Part::Line(line) => take(&line.text, &line.place),
            Part::Table(table) => table.rows.iter().flatten().for_each(|cell| take(&cell.text, &cell.place)),
            Part::Note(_) => {} // among the notes
        }
    }
}

/// Reports the first thing that `find` sees in each text: its bytes, and what to say of it.
fn each_fault(
    report: &Report,
    rule: &'static Rule,
    findings: &mut Vec<Finding>,
    find: impl Fn(&str) -> Option<(Range<usize>, Message)>,
) {
    each_text(report, |text, place| {
        if let Some((at, message)) = find(text) {
            findings.push(Finding::new(rule, message, place.clone()).with_marked(text, at));
        }
    });
}

#[cfg(test)]
mod samples {
    //! Documents for the tests of the rules.

    use super::*;
    use crate::model::generic_table::GenericCell;

    /// A document of these lines; `# ` begins a heading.
    pub fn of_lines(lines: &[&str]) -> Report {
        let mut report = Report::empty(&crate::forms::NONE);
        for line in lines {
            let passage = |text: &str| Passage::new(text, Place::Unknown);
            match (line.strip_prefix("# "), report.sections.last_mut()) {
                (Some(heading), _) => report.sections.push(section(passage(heading), Vec::new())),
                (None, Some(section)) => section.body.push(Item::Paragraph(passage(line))),
                (None, None) => report.preamble.push(passage(line)),
            }
        }
        report
    }

    fn section(heading: Passage, body: Vec<Item>) -> Section {
        Section { key: Section::EXTRA, heading, level: 1, body }
    }

    /// A document of one table: cells between bars, `<` and `^` continue the cell to the left and above.
    pub fn of_table(rows: &[&str]) -> Report {
        let mut report = Report::empty(&crate::forms::NONE);
        let grid: Vec<Vec<&str>> = rows.iter().map(|row| row.split('|').map(str::trim).collect()).collect();
        let at = |row: usize, column: usize| grid.get(row).and_then(|row| row.get(column)).copied();
        let count = |run: &mut dyn Iterator<Item = Option<&str>>, sign| {
            u32::try_from(run.take_while(|text| *text == Some(sign)).count()).unwrap() + 1
        };
        let mut table = GenericTable::default();
        for (row, texts) in grid.iter().enumerate() {
            let own = texts.iter().enumerate().filter(|(_, text)| !matches!(**text, "<" | "^"));
            let cell = |(column, text): (usize, &&str)| {
                let colspan = count(&mut (column + 1..).map(|column| at(row, column)), "<");
                let rowspan = count(&mut (row + 1..).map(|row| at(row, column)), "^");
                GenericCell::spanning(*text, colspan, rowspan)
            };
            table.rows.push(own.map(cell).collect());
        }
        report.sections.push(section(Passage::default(), vec![Item::Table(table)]));
        report
    }

    /// What the rule says of a document.
    pub fn said(report: &Report, check: fn(&Report, &mut Vec<Finding>)) -> Vec<String> {
        let mut findings = Vec::new();
        check(report, &mut findings);
        findings.into_iter().map(|finding| finding.message.zh).collect()
    }
}
