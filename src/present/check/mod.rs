//! The findings of a check of many files, as a web page, a workbook, JSON, SARIF, JUnit and text.

pub mod html;
pub mod json;
pub mod junit;
mod marks;
pub(in crate::present) mod overview;
#[cfg(test)]
pub(in crate::present) mod samples;
pub mod sarif;
pub mod text;
pub(crate) mod wording;
pub mod xlsx;

use std::collections::BTreeMap;

use crate::compose::compose;
use crate::model::address::Address;
use crate::model::document::{Block, Table, TableRole};
use crate::model::error::Error;
use crate::model::finding::Finding;
use crate::model::form::Edition;
use crate::model::language::Text;
use crate::model::place::Place;
use crate::model::report::Report;

/// A file that was checked, and its findings.
#[derive(Debug, Default)]
pub struct Entry {
    /// The name of the file for display.
    pub file: String,
    /// Organization, year and edition; `None` when the report could not be read, or for a roster.
    pub about: Option<About>,
    /// The whole report, kept only for outputs that show its tables (html, xlsx).
    pub report: Option<Report>,
    /// Why it could not be read.
    pub error: Option<Error>,
    /// The places of the cells that the findings name, kept only for outputs that show them (sarif).
    pub places: BTreeMap<Address, Place>,
    /// In the order of the document.
    pub findings: Vec<Finding>,
}

/// What the result is called, by the forms that were checked.
fn title(entries: &[Entry]) -> Text {
    let mut forms = entries.iter().filter_map(Entry::edition).peekable();
    if forms.peek().is_none() || forms.any(|form| form.disclosure.is_none()) {
        return Text::new("报告检查结果", "Check of reports");
    }
    Text::new(
        "政府信息公开工作年度报告检查结果",
        "Check of yearly reports on government information disclosure",
    )
}

/// Organization, year and edition of a report.
#[derive(Clone, Debug)]
pub struct About {
    /// The organization that reports.
    pub organization: Option<String>,
    /// The year reported on.
    pub year: Option<u16>,
    /// The edition of the form it uses.
    pub edition: &'static Edition,
}

impl About {
    /// Takes them from a report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        Self { organization: report.organization.clone(), year: report.year, edition: report.edition }
    }
}

impl Entry {
    /// A file that could not be read.
    #[must_use]
    pub const fn unreadable(file: String, error: Error) -> Self {
        Self {
            file,
            about: None,
            report: None,
            error: Some(error),
            places: BTreeMap::new(),
            findings: Vec::new(),
        }
    }

    /// A report that was read, with its findings; the report itself is not kept.
    #[must_use]
    pub fn of(file: String, report: &Report, mut findings: Vec<Finding>) -> Self {
        // Thousands are kept at once.
        findings.iter_mut().for_each(Finding::shrink);
        findings.shrink_to_fit();
        let about = Some(About::of(report));
        Self { file, about, report: None, error: None, places: BTreeMap::new(), findings }
    }

    /// The same with the places of the cells that its findings name in this report.
    #[must_use]
    pub fn with_places(mut self, report: &Report) -> Self {
        let cells = self.findings.iter().flat_map(|finding| finding.cells.iter().chain(&finding.suspects));
        let place = |cell: &Address| Some((*cell, report.cells.get(cell)?.place.clone()));
        self.places = cells.filter_map(place).collect();
        self
    }

    /// The edition that names cells and sections.
    #[must_use]
    pub fn edition(&self) -> Option<&'static Edition> {
        self.about.as_ref().map(|about| about.edition)
    }

    /// The organization that reports.
    #[must_use]
    pub fn organization(&self) -> Option<&str> {
        self.about.as_ref().and_then(|about| about.organization.as_deref())
    }

    /// The year reported on.
    #[must_use]
    pub fn year(&self) -> Option<u16> {
        self.about.as_ref().and_then(|about| about.year)
    }

    /// The statutory tables as the form lays them out; none when the report was not kept.
    pub fn tables(&self) -> Vec<Table> {
        let statutory = |block| match block {
            Block::Table(table) if table.role == TableRole::Statutory => Some(table),
            Block::Table(_) | Block::Paragraph(_) => None,
        };
        let document = self.report.as_ref().map(compose);
        document.into_iter().flat_map(|document| document.blocks).filter_map(statutory).collect()
    }
}
