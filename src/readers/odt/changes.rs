//! Tracked deletions: their text is before the document, and a sign is in its place.

use std::collections::HashMap;

use super::styles::Styles;
use super::walk::Walk;
use crate::model::error::Result;
use crate::model::limits::Limits;
use crate::readers::word::line_of;
use crate::readers::xml::Xml;

/// The deleted texts in the `text:tracked-changes` just started, by the id of the change.
pub fn read_deletions(
    xml: &mut Xml<'_>,
    styles: &Styles,
    limits: &Limits,
) -> Result<HashMap<String, String>> {
    let mut deletions = HashMap::new();
    while let Some(region) = xml.child()? {
        let id = region.attribute("text:id").or_else(|| region.attribute("xml:id")).unwrap_or_default();
        while let Some(change) = xml.child()? {
            if change.qualified_name() != "text:deletion" {
                xml.skip()?;
                continue;
            }
            // Lists and notes in it are none of the document's.
            let text = line_of(Walk::new(limits, styles).story(xml)?);
            deletions.insert(id.clone(), text);
            xml.check_entries(deletions.len())?;
        }
    }
    Ok(deletions)
}
