//! The properties of a document: those the format has names for, and those its makers added.

use super::parts::{Relations, required};
use super::xml::{Token, Xml};
use crate::model::document::Property;
use crate::model::error::Result;
use crate::model::limits::Limits;
use crate::model::text;
use crate::readers::package::Package;

/// All properties that have text: `title`, `creator`, …, and custom ones under their own names.
pub fn read(root: &Relations, package: &mut Package<'_>, limits: &Limits) -> Result<Vec<Property>> {
    let mut head = Vec::new();
    for kind in ["core-properties", "custom-properties"] {
        let Some(name) = root.get(kind) else { continue };
        let text = required(name, package)?;
        read_part(&mut Xml::new(&text, name, limits), &mut head)?;
    }
    Ok(head)
}

fn read_part(xml: &mut Xml<'_>, head: &mut Vec<Property>) -> Result<()> {
    loop {
        match xml.next()? {
            Token::Start(element) => {
                let name = match element.name() {
                    name @ ("title" | "creator" | "subject" | "keywords" | "description") => name.to_owned(),
                    "property" => element.attribute("name").unwrap_or_default(),
                    _ => continue,
                };
                let text = text::clean(&xml.text()?);
                if !text.is_empty() && !name.is_empty() {
                    head.push(Property { name, text });
                }
            }
            Token::End | Token::Text(_) => {}
            Token::Eof => return Ok(()),
        }
    }
}
