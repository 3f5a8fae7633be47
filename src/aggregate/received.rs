//! A submitted report: only what the sums need, so that thousands fit into memory.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::SystemTime;

use serde::Serialize;

use super::cells::Cells;
use super::sums::required;
use crate::model::address::Address;
use crate::model::finding::Finding;
use crate::model::form::{Edition, Kind, TableForm};
use crate::model::reading_rules::is_about_unread_figures;
use crate::model::report::{Report, Section};
use crate::model::text;
use crate::model::value::Value;
use crate::prose::bodies::Body;
use crate::validate::{equations, is_any_broken};

/// A word in the title of a summary.
const SUMMARY: &str = "汇总";

/// Text in the first note under a summary.
const SUMMED_UP: &str = "个单位的报告汇总";

/// Start and further text of the line above the tables in our workbooks of sums.
const COUNTED: [(&str, &str); 2] = [("计入汇总", "份报告(读到"), ("Reportssummedup:", "blankcells(")];

/// A submitted report.
///
/// As JSON it is `{"file", "organization", "full_name", "region", "level", "year", "edition", "unread", "balanced"}`, without the
/// cells; region and level only where the roster names them, and `unread` only where something was not read.
#[derive(Clone, Debug, Serialize)]
pub struct Received {
    /// The file as it is shown.
    pub file: String,
    /// The organization that reports.
    pub organization: Option<String>,
    /// The name with that of its folder before it, where the roster names such a body; the name on the roster, where
    /// the report has another that the roster gives.
    pub full_name: Option<String>,
    /// The region of the body, where the roster names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The level of the body, where the roster names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// The year reported on.
    pub year: Option<u16>,
    /// The edition of the form it uses.
    pub edition: &'static Edition,
    /// The cells of its statutory tables, in order of their addresses.
    #[serde(skip)]
    pub cells: Cells,
    /// What of its figures was not read.
    #[serde(skip_serializing_if = "Unread::is_none")]
    pub unread: Unread,
    /// Whether its sums hold.
    #[serde(rename = "balanced")]
    pub balance: Balance,
    /// The digest of the file.
    #[serde(skip)]
    pub content: Content,
    /// When the file was changed, where that is known.
    #[serde(skip)]
    pub modified: Option<SystemTime>,
    /// Whether it is a summary of reports, as this program and offices make them.
    #[serde(skip)]
    pub is_summary: bool,
    /// Whether it is of another form than most reports, with other tables.
    #[serde(skip)]
    pub is_of_other_form: bool,
}

/// Figures of a file that did not come into the cells of its report: the sums lack them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// Places of the file with such figures: rows, tables, pictures.
    pub places: usize,
    /// Cells that the form has and the report has not.
    pub cells: usize,
}

impl Unread {
    /// Whether everything was read.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        self.places == 0
    }

    /// How many places of the file these findings name.
    #[must_use]
    pub fn places(findings: &[Finding]) -> usize {
        findings.iter().filter(|finding| is_about_unread_figures(finding)).count()
    }
}

/// How many cells for numbers the form has and the report has not. A group in one row, (六)其他处理, stands for its rows.
fn absent(edition: &'static Edition, cells: &Cells) -> usize {
    let present: HashSet<(&str, &str)> = cells.addresses().map(|cell| (cell.table, cell.row)).collect();
    let group = |row: &'static str| row.split_once('.').map(|(group, _)| group);
    let is_grouped = |table: &'static str, row: &'static str| {
        group(row).is_some_and(|name| {
            present.contains(&(table, name))
                && !present
                    .iter()
                    .any(|(of, row)| *of == table && row.split_once('.').is_some_and(|(of, _)| of == name))
        })
    };
    let wanted =
        required(edition).filter(|cell| !edition.table(cell.table).is_some_and(TableForm::has_records));
    wanted
        .filter(|cell| {
            holds_number(edition, *cell) && cells.value(*cell).is_none() && !is_grouped(cell.table, cell.row)
        })
        .count()
}

/// Whether the tables of a report agree with themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Balance {
    /// Every sum holds.
    Holds,
    /// A sum does not hold.
    Broken,
    /// No sum is broken, but in some table none could be checked.
    Unknown,
}

/// Length and digests of the bytes of a file: equal for equal files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Content {
    length: usize,
    digests: [u64; 2],
}

impl Content {
    /// The digest of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let digest = |seed: u8| {
            let mut hasher = DefaultHasher::new();
            seed.hash(&mut hasher);
            bytes.hash(&mut hasher);
            hasher.finish()
        };
        Self { length: bytes.len(), digests: [digest(0), digest(1)] }
    }
}

impl Received {
    /// Takes what the sums need from the report that was read from these bytes.
    #[must_use]
    pub fn of(file: &str, bytes: &[u8], report: Report) -> Self {
        let balance = Balance::of(&report);
        let is_summary = is_summary(&report);
        let edition = report.edition;
        let cells = report
            .cells
            .into_iter()
            .filter(|(address, _)| holds_number(edition, *address))
            .map(|(address, cell)| (address, countable(edition, address, cell.value)));
        Self {
            file: file.to_owned(),
            organization: report.organization,
            full_name: None,
            region: None,
            level: None,
            year: report.year,
            edition: report.edition,
            cells: Cells::of(cells),
            unread: Unread::default(),
            balance,
            content: Content::of(bytes),
            modified: None,
            is_summary,
            is_of_other_form: false,
        }
    }

    /// The same with so many places of the file whose figures were not read, see [`Unread::places`].
    #[must_use]
    pub fn with_unread(mut self, places: usize) -> Self {
        let cells = if places == 0 { 0 } else { absent(self.edition, &self.cells) };
        self.unread = Unread { places, cells };
        self
    }

    /// Whether this is the report of a body: no summary, no document without a form and none of another form.
    #[must_use]
    pub fn is_of_one_body(&self) -> bool {
        !self.is_summary && !self.is_of_other_form && !self.edition.is_none()
    }

    /// The body of the report, if the report names it.
    #[must_use]
    pub fn body(&self) -> Option<Body> {
        self.full_name.as_deref().or(self.organization.as_deref()).map(Body::of)
    }

    /// Whether its edition has tables and not one of their cells was read.
    #[must_use]
    pub fn has_no_figures(&self) -> bool {
        !self.edition.tables.is_empty() && self.cells.are_blank()
    }

    /// The value of a cell; `None` if the report does not have the cell.
    #[must_use]
    pub fn value(&self, address: Address) -> Option<Cow<'_, Value>> {
        self.cells.value(address)
    }
}

/// Whether a cell is for a number, so that it can be added up.
fn holds_number(edition: &'static Edition, address: Address) -> bool {
    let kind = edition
        .table(address.table)
        .and_then(|table| table.row(address.row))
        .and_then(|(block, row)| Some(row.kind(block.column(address.column)?)));
    kind.is_none_or(Kind::is_number)
}

/// The value for the sums: `3万元` in a cell for a count of documents is not a count.
fn countable(edition: &'static Edition, address: Address, value: Value) -> Value {
    let is_money = || {
        let (block, row) = edition.table(address.table)?.row(address.row)?;
        Some(row.kind(block.column(address.column)?) == Kind::Amount)
    };
    match value {
        Value::Text { raw, value: Some(_) } if raw.contains('元') && is_money() != Some(true) => {
            Value::Text { raw, value: None }
        }
        value => value,
    }
}

/// Whether a report is itself a summary: by its title, by the note that we write under tables of sums, or by
/// the line above them in our workbooks.
fn is_summary(report: &Report) -> bool {
    let title = report.title.as_ref().map(|title| text::fold(&title.text));
    let mut lines = report.preamble.iter().chain(report.sections.iter().flat_map(Section::paragraphs));
    title.is_some_and(|title| title.contains(SUMMARY))
        || report.notes.iter().any(|note| text::fold(&note.text).contains(SUMMED_UP))
        || lines.any(|line| {
            let line = text::fold(&line.text);
            COUNTED.iter().any(|(start, rest)| line.starts_with(start) && line.contains(rest))
        })
}

impl Balance {
    fn of(report: &Report) -> Self {
        let mut equations = equations(report);
        equations.retain(|equation| equation.kind.is_strict());
        if equations.iter().any(|equation| !equation.difference.is_zero()) || is_any_broken(report) {
            return Self::Broken;
        }
        let is_checked = |table: &str| {
            let mut left = equations.iter().flat_map(|equation| &equation.left);
            left.any(|term| term.address.table == table)
        };
        let with_sums =
            report.edition.tables.iter().filter(|table| table.sums.iter().any(|sum| sum.kind.is_strict()));
        if with_sums.map(|table| table.key).all(is_checked) { Self::Holds } else { Self::Unknown }
    }
}
