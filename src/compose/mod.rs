//! Compose: lays a Report out as the official document. The result is the same Document type that readers
//! make, with roles, so that writers are independent of editions.
//!
//! What the document would not show otherwise (a body or year that the title does not name) is written as a
//! visible row of the metadata table.

pub mod blank;
mod chart;
pub mod form_sheets;
mod marks;
mod sending;
mod table;

pub use self::chart::{bars, chart};
pub use self::sending::{for_sending, without_cover};

use std::collections::BTreeMap;

use crate::model::document::{Block, Cell, Document, Paragraph, Property, Role, Table, TableRole};
use crate::model::metadata::MetadataKey;
use crate::model::passages::PassageAddress;
use crate::model::place::Place;
use crate::model::report::{Item, Passage, Report};
use crate::model::set_aside::SetAside;
use crate::model::text;
use crate::prose::identity;
use crate::prose::identity::Identity;
use crate::prose::numbering::{Numbering, numbering};

/// The report as an official document.
#[must_use]
pub fn compose(report: &Report) -> Document {
    compose_with_origins(report).0
}

/// The report as an official document, and for each of its blocks which text of the report it shows; `None` for
/// tables.
#[must_use]
pub fn compose_with_origins(report: &Report) -> (Document, Vec<Option<PassageAddress>>) {
    let mut blocks = Blocks::default();
    if let Some(title) = &report.title {
        blocks.text(title, Role::Title, PassageAddress::Title);
    }
    blocks.table(metadata(report));
    for (index, passage) in report.preamble.iter().enumerate() {
        blocks.text(passage, Role::Body, PassageAddress::Preamble(index));
    }
    sections(report, &mut blocks);
    if let Some(organization) = &report.signature.organization {
        blocks.text(organization, Role::Signature, PassageAddress::Signer);
    }
    if let Some(date) = &report.signature.date {
        blocks.text(date, Role::Date, PassageAddress::Date);
    }
    for (index, note) in report.notes.iter().enumerate() {
        if !is_placed(report, |item| *item == Item::Note(index)) {
            blocks.text(note, Role::Note, PassageAddress::Note(index));
        }
    }
    let Blocks { blocks, origins } = blocks;
    let marks = if report.edition.is_none() { marks::of(&blocks) } else { BTreeMap::new() };
    (Document { head: head(report), blocks, marks, ..Document::default() }, origins)
}

/// The blocks of a document, and which text of the report each shows.
#[derive(Default)]
struct Blocks {
    blocks: Vec<Block>,
    origins: Vec<Option<PassageAddress>>,
}

impl Blocks {
    fn text(&mut self, passage: &Passage, role: Role, origin: PassageAddress) {
        self.blocks.push(Block::Paragraph(Paragraph::new(&passage.text, role, Place::Unknown)));
        self.origins.push(Some(origin));
    }

    fn table(&mut self, table: Option<Table>) {
        if let Some(table) = table {
            self.blocks.push(Block::Table(table));
            self.origins.push(None);
        }
    }
}

/// The properties of the document, by the names that government sites use for articles
/// (《政府网站发展指引》, 国办发〔2017〕47号), and the reasons for what was set aside.
fn head(report: &Report) -> Vec<Property> {
    // The title of a page must not name a form that the document does not have.
    let unnamed = Some(report.edition.name).filter(|_| report.edition.is_none());
    let title = report.title.as_ref().map(|title| title.text.as_str()).or(unnamed);
    let organization = report.organization.as_deref();
    let properties = [
        ("title", title),
        ("ArticleTitle", title),
        ("PubDate", report.metadata.get(MetadataKey::PublishedOn)),
        ("ContentSource", organization),
        ("Author", organization),
        ("Keywords", report.metadata.get(MetadataKey::SubjectTerms)),
    ];
    let property = |(name, text): (&str, Option<&str>)| {
        let text = text.filter(|text| !text.trim().is_empty())?.to_owned();
        Some(Property { name: name.to_owned(), text })
    };
    let reasons = report.set_aside.iter().map(SetAside::property);
    properties.into_iter().filter_map(property).chain(reasons).collect()
}

fn sections(report: &Report, blocks: &mut Blocks) {
    for (index, section) in report.sections.iter().enumerate() {
        if !section.heading.text.is_empty() {
            blocks.text(&section.heading, Role::Heading(section.level), PassageAddress::Heading(index));
        }
        for (at, item) in section.body.iter().enumerate() {
            match item {
                Item::Paragraph(passage) => {
                    // Headings of a document without a form are sections of their level.
                    let role = if report.edition.is_none() { Role::Body } else { role(&passage.text) };
                    blocks.text(passage, role, PassageAddress::Item { section: index, item: at });
                }
                Item::Table(table) if report.edition.is_none() => {
                    let heading = Some(&section.heading).filter(|heading| !heading.text.is_empty());
                    let title = heading.or(report.title.as_ref()).map(|heading| heading.text.clone());
                    blocks.table(Some(Table { role: TableRole::General, title, ..Table::from(table) }));
                }
                Item::Table(table) => blocks.table(Some(table.into())),
                Item::StatutoryTable(key) => blocks.table(statutory(report, key)),
                Item::Note(index) => {
                    if let Some(note) = report.notes.get(*index) {
                        blocks.text(note, Role::Note, PassageAddress::Note(*index));
                    }
                }
            }
        }
    }
    for form in report.edition.tables {
        if !is_placed(report, |item| *item == Item::StatutoryTable(form.key)) {
            blocks.table(statutory(report, form.key));
        }
    }
}

/// A heading below a section's: `（一）主动公开方面`, `1.主要问题` on a line of its own.
fn role(text: &str) -> Role {
    /// Maximum length of a heading in characters; longer text is a sentence.
    const LONGEST: usize = 25;
    let folded = text::fold(text);
    let (number, rest) = numbering(&folded);
    let is_sentence = rest.contains(['。', ';', ',', ':', '、', '?', '!']) || rest.ends_with('.');
    match number {
        Some(number @ Numbering { level: 2 | 3, .. })
            if !is_sentence && (2..=LONGEST).contains(&rest.chars().count()) =>
        {
            Role::Heading(number.level)
        }
        _ => Role::Body,
    }
}

fn statutory(report: &Report, key: &str) -> Option<Table> {
    table::statutory(report, report.edition.table(key)?)
}

fn is_placed(report: &Report, is_it: impl Fn(&Item) -> bool) -> bool {
    report.sections.iter().any(|section| section.body.iter().any(&is_it))
}

/// The metadata as a table of keys and texts; body, year and edition only where the document does not show
/// them elsewhere.
fn metadata(report: &Report) -> Option<Table> {
    let mut rows = if report.edition.is_none() { Vec::new() } else { identity_rows(report) };
    for key in MetadataKey::all() {
        if let Some((_, text)) = report.metadata.known.iter().find(|(k, _)| *k == key) {
            rows.push((key.label().to_owned(), text.clone().unwrap_or_default()));
        }
    }
    rows.extend(
        report.metadata.other.iter().map(|(key, text)| (key.clone(), text.clone().unwrap_or_default())),
    );
    (!rows.is_empty()).then(|| Table {
        rows: rows
            .into_iter()
            .map(|(key, text)| vec![header(key), Cell::new(text, Place::Unknown)])
            .collect(),
        role: TableRole::Metadata,
        widths: vec![1, 4],
        ..Table::default()
    })
}

/// Body, year and edition, where the document does not show them elsewhere.
fn identity_rows(report: &Report) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    let shown = Identity::of(report);
    if shown.organization != report.organization {
        rows.push((identity::ORGANIZATION.to_owned(), report.organization.clone().unwrap_or_default()));
    }
    if shown.year != report.year {
        rows.push((identity::YEAR.to_owned(), report.year.map(|year| year.to_string()).unwrap_or_default()));
    }
    if shown.edition != Some(report.edition) {
        rows.push((identity::EDITION.to_owned(), report.edition.id.to_owned()));
    }
    rows
}

fn header(text: String) -> Cell {
    Cell { role: crate::model::document::CellRole::RowHeader, ..Cell::new(text, Place::Unknown) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_numbered_line_without_a_full_stop_is_a_subheading() {
        for (text, want) in [
            ("（一）主动公开方面", Role::Heading(2)),
            ("(二) 今后改进措施", Role::Heading(2)),
            ("1.主要问题", Role::Heading(3)),
            ("（一）主动公开。主动及时公开信息。", Role::Body),
            ("（一）加强学习，提高认识", Role::Body),
            ("（1）主要问题", Role::Body),
            ("一是公开内容的深度不够", Role::Body),
            ("2021年主动公开186条", Role::Body),
            ("七、特色工作", Role::Body),
            ("（一）", Role::Body),
        ] {
            assert_eq!(role(text), want, "{text}");
        }
    }
}
