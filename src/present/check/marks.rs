//! The findings of one file as numbered notes, and the cells of the form that have their numbers.
//!
//! Notes follow the report: those about the whole of it, then each section with its table. Many
//! findings of one rule on how cells are filled in (family C) are one note: the table shows them.

use std::collections::BTreeMap;

use super::Entry;
use crate::model::address::Address;
use crate::model::finding::{Finding, Severity};
use crate::model::form::Edition;

/// More similar findings than this share a note.
const APART: usize = 3;
/// A sum of more cells than this marks only the first, the one that should agree with the others, and
/// the suspects.
const ALL_MARKED: usize = 4;

/// The notes of a file and the cells they mark.
#[derive(Debug)]
pub struct Marks<'a> {
    pub notes: Vec<Note<'a>>,
    cells: BTreeMap<Address, Vec<Mark>>,
}

/// One finding, or several of a kind.
#[derive(Debug)]
pub struct Note<'a> {
    /// Counted from 1 in each file.
    pub number: usize,
    pub home: Home,
    /// Never empty.
    pub findings: Vec<&'a Finding>,
}

/// The part of the report under which a note is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    Whole,
    Section(&'static str),
    Table(&'static str),
}

/// A note's number on a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub number: usize,
    pub severity: Severity,
    /// Whether an error in this cell alone would explain the finding.
    pub is_suspect: bool,
}

impl<'a> Marks<'a> {
    pub fn of(entry: &'a Entry) -> Self {
        let mut marks = Self { notes: Vec::new(), cells: BTreeMap::new() };
        for home in homes(&entry.findings, entry.edition()) {
            let here = entry.findings.iter().filter(|finding| Home::of(finding) == home);
            for findings in gathered(here) {
                marks.add(home, findings);
            }
        }
        marks
    }

    fn add(&mut self, home: Home, findings: Vec<&'a Finding>) {
        let number = self.notes.len() + 1;
        for finding in &findings {
            let is_long_sum = finding.expected.is_some() && finding.cells.len() > ALL_MARKED;
            let unlisted = finding.suspects.iter().filter(|cell| !finding.cells.contains(cell));
            for (index, cell) in finding.cells.iter().chain(unlisted).enumerate() {
                let is_suspect = finding.suspects.contains(cell);
                if index == 0 || !is_long_sum || is_suspect {
                    let mark = Mark { number, severity: finding.severity, is_suspect };
                    self.cells.entry(*cell).or_default().push(mark);
                }
            }
        }
        self.notes.push(Note { number, home, findings });
    }

    /// The marks of a cell.
    pub fn on(&self, cell: Option<Address>) -> &[Mark] {
        cell.and_then(|cell| self.cells.get(&cell)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether any cell of this table is marked.
    pub fn any_in(&self, table: &str) -> bool {
        self.cells.keys().any(|cell| cell.table == table)
    }

    pub fn at(&self, home: Home) -> impl Iterator<Item = &Note<'a>> {
        self.notes.iter().filter(move |note| note.home == home)
    }
}

impl Note<'_> {
    /// The highest severity of its findings.
    pub fn severity(&self) -> Severity {
        self.findings.iter().map(|finding| finding.severity).max().unwrap_or(Severity::Info)
    }

    /// How many cells its findings concern.
    pub fn cells(&self) -> usize {
        self.findings.iter().map(|finding| finding.cells.len()).sum()
    }
}

impl Home {
    fn of(finding: &Finding) -> Self {
        match (finding.section, finding.cells.first()) {
            (None, Some(cell)) => Self::Table(cell.table),
            (Some(_), Some(cell)) if finding.passage.is_none() => Self::Table(cell.table),
            (Some(section), _) => Self::Section(section),
            (None, None) => Self::Whole,
        }
    }
}

/// The number of a note as shown in a cell: ①, 〔21〕.
pub fn sign(number: usize) -> String {
    let circled = number.checked_sub(1).filter(|n| *n < 20).and_then(|n| u32::try_from(n).ok());
    match circled.and_then(|n| char::from_u32(u32::from('①') + n)) {
        Some(circled) => circled.to_string(),
        None => format!("〔{number}〕"),
    }
}

/// The parts of the report in the order of the form, then those that the form does not have.
pub fn homes(findings: &[Finding], edition: Option<&'static Edition>) -> Vec<Home> {
    let mut homes = vec![Home::Whole];
    if let Some(edition) = edition {
        for section in edition.sections {
            homes.push(Home::Section(section.key));
            let tables = edition.tables.iter().filter(|table| table.section == Some(section.key));
            homes.extend(tables.map(|table| Home::Table(table.key)));
        }
        homes.extend(edition.tables.iter().map(|table| Home::Table(table.key)));
    }
    homes.extend(findings.iter().map(Home::of));
    let mut known: Vec<Home> = Vec::new();
    for home in homes {
        if !known.contains(&home) {
            known.push(home);
        }
    }
    known
}

/// Groups many similar findings on cells; other findings stay separate.
fn gathered<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<Vec<&'a Finding>> {
    let mut notes: Vec<Vec<&Finding>> = Vec::new();
    for finding in findings {
        let like = notes.iter_mut().find(|note| note.first().is_some_and(|first| is_like(first, finding)));
        match like {
            Some(note) => note.push(finding),
            None => notes.push(vec![finding]),
        }
    }
    let apart = |note: Vec<&'a Finding>| {
        if note.len() > APART { vec![note] } else { note.into_iter().map(|finding| vec![finding]).collect() }
    };
    notes.into_iter().flat_map(apart).collect()
}

fn is_like(a: &Finding, b: &Finding) -> bool {
    let is_on_cells = |finding: &Finding| !finding.cells.is_empty() && finding.rule.code.starts_with('C');
    a.rule == b.rule && a.severity == b.severity && is_on_cells(a) && is_on_cells(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::check::samples;

    fn marks(entry: &Entry) -> (Vec<(Home, usize)>, String) {
        let marks = Marks::of(entry);
        let notes = marks.notes.iter().map(|note| (note.home, note.findings.len())).collect();
        let cells = marks.cells.iter().map(|(cell, marks)| {
            let signs = marks.iter().map(|mark| sign(mark.number) + if mark.is_suspect { "疑" } else { "" });
            format!("{cell}{}", signs.collect::<String>())
        });
        (notes, cells.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn notes_go_along_the_report_and_mark_its_cells() {
        let (notes, cells) = marks(&samples::faulty());
        let expected = [
            (Home::Whole, 1),
            (Home::Table("disclosure"), 1),
            (Home::Section("requests"), 1),
            (Home::Table("requests"), 1),
        ];
        assert_eq!(notes, expected);
        let expected = "disclosure/fees/amount② requests/carried_in/natural_person④ \
                        requests/received/natural_person④疑 requests/received/total③ \
                        requests/total/natural_person④";
        assert_eq!(cells, expected);
    }

    #[test]
    fn many_like_findings_are_one_note() {
        let (notes, _) = marks(&samples::blanks());
        assert_eq!(notes, [(Home::Table("requests"), 5)]);
    }

    #[test]
    fn a_long_sum_marks_its_total_and_the_suspects() {
        let mut entry = samples::faulty();
        let cell = |row| Address { table: "requests", row, column: "total" };
        let rows = ["total", "granted", "partly_granted", "denied.state_secret", "denied.legal_prohibition"];
        entry.findings.truncate(2);
        entry.findings.remove(0);
        entry.findings[0].cells = rows.map(cell).to_vec();
        entry.findings[0].suspects = vec![cell("granted")];
        assert_eq!(marks(&entry).1, "requests/granted/total①疑 requests/total/total①");
    }

    #[test]
    fn signs_are_circled_as_far_as_fonts_go() {
        assert_eq!([1, 20, 21, 100].map(sign), ["①", "⑳", "〔21〕", "〔100〕"]);
    }
}
