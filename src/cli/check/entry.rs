//! What was found in each file, as all outputs take it.

use crate::compose::compose;
use crate::model::document::{Block, Table, TableRole};
use crate::model::form::Edition;

/// A file that was checked, and what was found.
#[derive(Debug)]
pub struct Entry {
    /// The file as it is shown.
    pub file: String,
    /// What the report says of itself; `None` when it could not be read, or for a roster.
    pub about: Option<About>,
    /// The whole report, kept only for outputs that show its tables (html, xlsx).
    pub report: Option<crate::model::report::Report>,
    pub error: Option<crate::model::error::Error>,
    /// In the order of the document.
    pub findings: Vec<crate::model::finding::Finding>,
}

/// What a report says of itself.
#[derive(Clone, Debug)]
pub struct About {
    pub organization: Option<String>,
    pub year: Option<u16>,
    pub edition: &'static Edition,
}

impl Entry {
    /// The edition that tells what cells and sections are called.
    pub fn edition(&self) -> Option<&'static Edition> {
        self.about.as_ref().map(|about| about.edition)
    }

    /// The body that reports.
    pub fn organization(&self) -> Option<&str> {
        self.about.as_ref().and_then(|about| about.organization.as_deref())
    }

    /// The year reported on.
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
