//! The properties of the document: title, who made it, language, and whatever else its head holds.
//!
//! No dates: an invented one would be wrong, and the current one would make the output differ from run to run.

use super::markup::Markup;
use crate::model::document::{Block, Document, Property, Role};

/// Properties with an element of their own in the format; all others are custom properties.
const CORE: [&str; 5] = ["title", "creator", "subject", "keywords", "description"];

/// `docProps/core.xml`.
pub fn core(document: &Document, organization: Option<&str>) -> String {
    let mut xml = Markup::new();
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    property(&mut xml, "dc:title", head(document, "title").or_else(|| text_of(document, Role::Title)));
    property(
        &mut xml,
        "dc:creator",
        head(document, "creator").or(organization).or_else(|| text_of(document, Role::Signature)),
    );
    property(&mut xml, "dc:subject", head(document, "subject"));
    property(&mut xml, "cp:keywords", head(document, "keywords"));
    property(&mut xml, "dc:description", head(document, "description"));
    property(&mut xml, "dc:language", Some("zh-CN"));
    xml.finish()
}

/// `docProps/custom.xml`.
pub fn custom(document: &Document) -> String {
    const ANY_PROPERTY: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
    let mut xml = Markup::new();
    xml.open(
        "Properties",
        &[
            ("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"),
            ("xmlns:vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"),
        ],
    );
    for (index, Property { name, text }) in others(document).enumerate() {
        // Numbers 0 and 1 are taken by the format.
        let id = (index + 2).to_string();
        xml.open("property", &[("fmtid", ANY_PROPERTY), ("pid", &id), ("name", name)]);
        xml.open("vt:lpwstr", &[]).text(text).close().close();
    }
    xml.finish()
}

/// Properties of other names, the first of each: a second one would make Word refuse the file.
fn others(document: &Document) -> impl Iterator<Item = &Property> {
    document.head.iter().enumerate().filter_map(|(index, property)| {
        let is_first = !document.head.iter().take(index).any(|p| p.name.eq_ignore_ascii_case(&property.name));
        (is_first && !property.name.is_empty() && !CORE.contains(&property.name.as_str())).then_some(property)
    })
}

fn property(xml: &mut Markup, name: &'static str, text: Option<&str>) {
    if let Some(text) = text {
        xml.open(name, &[]).text(text).close();
    }
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
