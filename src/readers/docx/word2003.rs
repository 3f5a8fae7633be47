//! Word 2003 XML: the whole document in one file, in the vocabulary that Word documents still have.

use std::collections::HashMap;

use super::numbering::Numbering;
use super::styles::Styles;
use super::walk::Walk;
use crate::model::document::Document;
use crate::model::error::Result;
use crate::model::limits::Limits;
use crate::readers::word::emission::NoChunks;
use crate::readers::word::finish::Walked;
use crate::readers::xml::Xml;

/// What is known of a document, by the names that other formats use.
const PROPERTIES: [(&str, &str); 5] = [
    ("Title", "title"),
    ("Author", "creator"),
    ("Subject", "subject"),
    ("Keywords", "keywords"),
    ("Description", "description"),
];

/// Reads the `w:wordDocument` just started.
pub fn read(xml: &mut Xml<'_>, limits: &Limits) -> Result<Document> {
    let (mut styles, mut numbering) = (Styles::default(), Numbering::default());
    let mut walked = Walked::default();
    while let Some(child) = xml.child()? {
        match child.name() {
            "DocumentProperties" => walked.head = xml.properties(&PROPERTIES)?,
            "lists" => numbering.read_lists(xml)?,
            "styles" => styles.read_styles(xml)?,
            "body" => {
                let mut walk = Walk::new(limits, &styles, &mut numbering);
                walk.keeps_space = true;
                walked.pieces.extend(walk.story(xml)?);
                walked.references = std::mem::take(&mut walk.references);
                walked.notes = [walk.take_notes(), HashMap::new()];
                walked.margins = std::mem::take(&mut walk.margins);
                walked.skipped = walk.skipped;
            }
            _ => xml.skip()?,
        }
    }
    walked.unnumbered = numbering.unknown();
    walked.finish(&mut NoChunks, limits)
}
