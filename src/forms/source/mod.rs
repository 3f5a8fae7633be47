//! Forms as they are written: what is derived from a blank form, or taken from one that is known, and printed as
//! TOML ([`FormSource::to_toml`]). [`Forms::with_toml`](super::Forms::with_toml) reads it again.

mod differences;
mod of_form;
mod print;

use crate::model::finding::Severity;
use crate::model::form::{Disclosure, Kind, Layout, Period, Presence};

/// A form as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormSource {
    /// Lines at the top that say where the text comes from.
    pub comments: Vec<String>,
    /// The id.
    pub id: String,
    /// How messages name it.
    pub name: String,
    /// Titles of such documents.
    pub titles: Vec<String>,
    /// First and last report year.
    pub years: (u16, u16),
    /// Who asks for it, and by what document.
    pub basis: Option<String>,
    /// How often it is filled in.
    pub period: Option<Period>,
    /// What only the disclosure report has.
    pub disclosure: Option<Disclosure>,
    /// The sections in order.
    pub sections: Vec<SectionSource>,
    /// The tables in order.
    pub tables: Vec<TableSource>,
}

/// A section as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionSource {
    /// The id.
    pub id: String,
    /// The heading.
    pub heading: String,
    /// Sets of words, with a space between the words of a set.
    pub words: Vec<String>,
}

/// A table as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSource {
    /// Where it comes from, as a comment.
    pub comment: Option<String>,
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// What clerks call it.
    pub name: String,
    /// The section it is in.
    pub section: Option<String>,
    /// How it is laid out.
    pub layout: Layout,
    /// The note in the corner.
    pub corner: Option<String>,
    /// The unit of rows without one of their own.
    pub unit: Option<String>,
    /// `one` or `bodies` instead of rows.
    pub records: Option<String>,
    /// Its blocks.
    pub blocks: Vec<BlockSource>,
    /// Sums of the disclosure report.
    pub sums: Vec<SumSource>,
    /// What must hold.
    pub relations: Vec<RelationSource>,
}

/// A relation as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationSource {
    /// `13栏 = 1栏 + … + 12栏`.
    pub rule: String,
    /// What the form says when it does not hold.
    pub says: Option<String>,
    /// How serious that is.
    pub level: Severity,
}

impl Default for TableSource {
    fn default() -> Self {
        Self {
            comment: None,
            id: String::new(),
            title: String::new(),
            name: String::new(),
            section: None,
            layout: Layout::Grid,
            corner: None,
            unit: None,
            records: None,
            blocks: Vec::new(),
            sums: Vec::new(),
            relations: Vec::new(),
        }
    }
}

/// A block as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockSource {
    /// The banner.
    pub clause: Option<String>,
    /// The columns from left to right.
    pub columns: Vec<LineSource>,
    /// The rows from top to bottom.
    pub rows: Vec<LineSource>,
}

/// A row or a column as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineSource {
    /// The id, unique among the lines.
    pub id: String,
    /// 行次 or 栏次.
    pub no: Option<u32>,
    /// The label without its groups.
    pub label: String,
    /// The labels of its groups, outermost first.
    pub path: Vec<String>,
    /// Other wordings.
    pub also: Vec<String>,
    /// Of a column: what figures it holds.
    pub number: Kind,
    /// Of a row: whether it must be there.
    pub presence: Presence,
    /// A unit of its own.
    pub unit: Option<String>,
    /// Of a column of choices: the texts that a cell can be.
    pub choices: Vec<String>,
}

impl Default for LineSource {
    fn default() -> Self {
        Self {
            id: String::new(),
            no: None,
            label: String::new(),
            path: Vec::new(),
            also: Vec::new(),
            number: Kind::Count,
            presence: Presence::Required,
            unit: None,
            choices: Vec::new(),
        }
    }
}

/// A sum of the disclosure report as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SumSource {
    /// The name of its kind.
    pub kind: String,
    /// `rows` or `columns`.
    pub axis: String,
    /// `total = a + b`.
    pub rule: String,
}

#[cfg(test)]
mod tests;
