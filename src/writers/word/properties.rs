//! The properties of a document: title, who made it, and whatever else its head holds.
//!
//! No dates: an invented one would be wrong, and the current one would make the output differ from run to run.

use crate::model::document::{Block, Document, Property, Role};

/// The language of every document.
pub const LANGUAGE: &str = "zh-CN";

/// Properties with an element of their own in the formats.
const OWN: [&str; 5] = ["title", "creator", "subject", "keywords", "description"];

/// The properties with an element of their own: title, creator, subject, keywords, description.
pub fn own<'a>(document: &'a Document, organization: Option<&'a str>) -> [Option<&'a str>; 5] {
    OWN.map(|name| {
        let head = head(document, name);
        match name {
            "title" => head.or_else(|| text_of(document, Role::Title)),
            "creator" => head.or(organization).or_else(|| text_of(document, Role::Signature)),
            _ => head,
        }
    })
}

/// Properties of other names, the first of each: a second one would make Word refuse the file.
pub fn others(document: &Document) -> impl Iterator<Item = &Property> {
    document.head.iter().enumerate().filter_map(|(index, property)| {
        let is_first = !document.head.iter().take(index).any(|p| p.name.eq_ignore_ascii_case(&property.name));
        (is_first && !property.name.is_empty() && !OWN.contains(&property.name.as_str())).then_some(property)
    })
}

fn head<'a>(document: &'a Document, name: &str) -> Option<&'a str> {
    document.head.iter().find(|property| property.name == name).map(|property| property.text.as_str())
}

fn text_of(document: &Document, role: Role) -> Option<&str> {
    document.blocks.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.role == role => Some(paragraph.text.as_str()),
        Block::Paragraph(_) | Block::Table(_) => None,
    })
}
