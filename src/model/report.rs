//! The report model: what a report says, whatever document it came from.
//!
//! Cells have addresses (table, row and column by the keys of the edition), exact values and places in the
//! source. Blank is not 0. What the edition does not have is kept where it was.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::address::Address;
use crate::model::form::Edition;
use crate::model::generic_table::GenericTable;
use crate::model::metadata::Metadata;
use crate::model::place::Place;
use crate::model::set_aside::SetAside;
use crate::model::value::Value;

/// A report of one organization for one year.
///
/// ```
/// use repconv::forms::Y2021;
/// use repconv::model::place::Place;
/// use repconv::model::report::{Cell, Report};
/// use repconv::model::value::Value;
///
/// let mut report = Report { year: Some(2024), ..Report::empty(&Y2021) };
/// let received = Y2021.address("requests/received/total").unwrap();
/// report.cells.insert(received, Cell { value: Value::parse("12件"), place: Place::Unknown });
/// assert_eq!(report.cells[&received].value.number(), Some(12.into()));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The edition of the form it uses.
    pub edition: &'static Edition,
    /// The title, as the document has it.
    pub title: Option<Passage>,
    /// The organization that reports.
    pub organization: Option<String>,
    /// The year reported on.
    pub year: Option<u16>,
    /// Index number, dates and issuer.
    pub metadata: Metadata,
    /// Paragraphs between the title and the first section.
    pub preamble: Vec<Passage>,
    /// The sections in the order of the document.
    pub sections: Vec<Section>,
    /// The cells of the statutory tables that the document has.
    pub cells: BTreeMap<Address, Cell>,
    /// Who signed, and when.
    pub signature: Signature,
    /// Statutory tables that the document has but of which no cell could be resolved; named in findings
    /// of family R, and no part of report JSON.
    pub unresolved: BTreeSet<&'static str>,
    /// Notes (注：…); those under a table are placed by [`Item::Note`], the rest follow the signature.
    pub notes: Vec<Passage>,
    /// Why findings do not count that a person has set aside.
    pub set_aside: Vec<SetAside>,
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
            set_aside: Vec::new(),
        }
    }
}

impl Report {
    /// Whether it has neither text nor cells.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.title.is_none()
            && self.preamble.is_empty()
            && self.sections.is_empty()
            && self.cells.is_empty()
            && self.notes.is_empty()
            && self.signature == Signature::default()
    }
}

/// A line of text and its place. Never empty, without line breaks, and without white space at its ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// The text.
    pub text: String,
    /// Where it is in the source.
    pub place: Place,
}

impl Passage {
    /// A passage at this place.
    pub fn new(text: impl Into<String>, place: Place) -> Self {
        Self { text: text.into(), place }
    }
}

/// A section with its heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The key of the edition's section, or [`Section::EXTRA`].
    pub key: &'static str,
    /// The heading, as the document has it. Empty only in a document without a form, where a table comes before
    /// the first heading.
    pub heading: Passage,
    /// The level of the heading, from 1. Only documents without a form have others than 1.
    pub level: u8,
    /// Paragraphs, tables and notes in order.
    pub body: Vec<Item>,
}

impl Section {
    /// The key of sections that the edition does not have.
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
    /// A paragraph.
    Paragraph(Passage),
    /// A table that the edition does not have, or rows of a statutory table that could not be assigned.
    Table(GenericTable),
    /// The place of the statutory table of this key.
    StatutoryTable(&'static str),
    /// The place of the note of this index in [`Report::notes`].
    Note(usize),
}

/// A cell of a statutory table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What the cell says.
    pub value: Value,
    /// Where it is in the source.
    pub place: Place,
}

/// Who signed, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// The organization, as it signed.
    pub organization: Option<Passage>,
    /// The date as written; [`Date::parse`](crate::model::date::Date::parse) returns it where it is one.
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
