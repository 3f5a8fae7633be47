//! The report model: what a report says, whatever document it came from.
//!
//! Cells have addresses (table, row, column by the keys of the edition), exact values and the place
//! they were read at. Blank is not 0, and what the edition does not know stays where it stood.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::address::Address;
use crate::model::form::Edition;
use crate::model::generic_table::GenericTable;
use crate::model::metadata::Metadata;
use crate::model::place::Place;
use crate::model::value::Value;

/// A report of one body for one year.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub edition: &'static Edition,
    /// The title as it stands in the document.
    pub title: Option<Passage>,
    /// The body that reports.
    pub organization: Option<String>,
    /// The year reported on.
    pub year: Option<u16>,
    pub metadata: Metadata,
    /// Paragraphs between the title and the first section.
    pub preamble: Vec<Passage>,
    pub sections: Vec<Section>,
    /// The cells of the statutory tables that the document has.
    pub cells: BTreeMap<Address, Cell>,
    pub signature: Signature,
    /// Statutory tables that the document has but of which no cell could be resolved; named in findings
    /// of family R, and no part of report JSON.
    pub unresolved: BTreeSet<&'static str>,
    /// Notes (注：…); those under a table are placed by [`Item::Note`], the rest follow the signature.
    pub notes: Vec<Passage>,
}

impl Report {
    /// A report of which nothing is known but its edition.
    #[must_use]
    pub fn empty(edition: &'static Edition) -> Self {
        Self {
            edition,
            title: None,
            organization: None,
            year: None,
            metadata: Metadata::default(),
            preamble: Vec::new(),
            sections: Vec::new(),
            cells: BTreeMap::new(),
            signature: Signature::default(),
            unresolved: BTreeSet::new(),
            notes: Vec::new(),
        }
    }
}

/// A line of text and where it stood. Never empty, never with a line break or white space at its ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    pub text: String,
    pub place: Place,
}

impl Passage {
    pub fn new(text: impl Into<String>, place: Place) -> Self {
        Self { text: text.into(), place }
    }
}

/// A section with its heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The key of the edition's section, or [`Section::EXTRA`].
    pub key: &'static str,
    pub heading: Passage,
    pub body: Vec<Item>,
}

impl Section {
    /// The key of a section the edition does not know.
    pub const EXTRA: &'static str = "extra";

    /// Its paragraphs in order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Passage> {
        self.body.iter().filter_map(|item| match item {
            Item::Paragraph(line) => Some(line),
            Item::Table(_) | Item::StatutoryTable(_) | Item::Note(_) => None,
        })
    }
}

/// What a section holds, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    Paragraph(Passage),
    /// A table the edition does not know, or rows of a statutory table that could not be settled.
    Table(GenericTable),
    /// Here stands the statutory table of this key.
    StatutoryTable(&'static str),
    /// Here stands the note of this index in [`Report::notes`].
    Note(usize),
}

/// A cell of a statutory table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub value: Value,
    pub place: Place,
}

/// Who signed, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    pub organization: Option<Passage>,
    /// The date as written; [`crate::model::date::Date::parse`] tells whether it is one.
    pub date: Option<Passage>,
}

/// Numbers notes in the order in which sections refer to them, followed by those without a reference.
/// `notes` are the lines of each note under the number that [`Item::Note`] still holds.
pub(crate) fn order_notes(sections: &mut [Section], mut notes: Vec<Vec<Passage>>) -> Vec<Passage> {
    let mut ordered = Vec::new();
    for section in sections {
        let mut body = Vec::with_capacity(section.body.len());
        for item in section.body.drain(..) {
            let Item::Note(old) = item else {
                body.push(item);
                continue;
            };
            for line in notes.get_mut(old).map(std::mem::take).unwrap_or_default() {
                body.push(Item::Note(ordered.len()));
                ordered.push(line);
            }
        }
        section.body = body;
    }
    ordered.extend(notes.into_iter().flatten());
    ordered
}
