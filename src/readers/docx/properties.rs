//! The properties of a document: those the format has names for, and those its makers added.

use super::parts::Relations;
use crate::model::document::Property;
use crate::model::error::Result;
use crate::model::text;
use crate::readers::package::Package;
use crate::readers::xml::{Node, Xml};

/// All properties that have text: `title`, `creator`, …, and custom ones under their own names.
pub fn read(root: &Relations, package: &mut Package<'_>) -> Result<Vec<Property>> {
    let mut head = Vec::new();
    for kind in ["core-properties", "custom-properties"] {
        let Some(name) = root.get(kind) else { continue };
        let text = package.required(name)?;
        read_part(&mut package.xml(name, &text), &mut head)?;
    }
    Ok(head)
}

fn read_part(xml: &mut Xml<'_>, head: &mut Vec<Property>) -> Result<()> {
    while let Some(node) = xml.next()? {
        let Node::Start(element) = node else { continue };
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
    Ok(())
}
