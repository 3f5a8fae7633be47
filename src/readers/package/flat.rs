//! A package as one XML file (Flat OPC): each part of XML is an element.

use std::borrow::Cow;

use super::{Package, PackageEntry, Source, duplicates, normal};
use crate::model::error::{Error, Limit, Result};
use crate::model::limits::Limits;
use crate::readers::xml::Xml;

impl<'a> Package<'a> {
    /// The package in the `pkg:package` just started in `text`; parts that are no XML are left out.
    ///
    /// # Errors
    /// [`Error::Damaged`] when it is cut off, [`Error::TooLarge`] when it has too many parts or too large ones.
    pub fn flat(xml: &mut Xml<'_>, text: &'a str, format: &'static str, limits: &Limits) -> Result<Self> {
        let (mut entries, mut texts) = (Vec::<PackageEntry>::new(), Vec::new());
        while let Some(part) = xml.child()? {
            let name = normal(&part.attribute("name").unwrap_or_default());
            while let Some(data) = xml.child()? {
                if data.name() != "xmlData" {
                    xml.skip()?;
                    continue;
                }
                let content = text.get(inner(xml)?).unwrap_or_default();
                let (found, allowed) = (content.len() as u64, limits.part_bytes);
                if found > allowed {
                    return Err(Error::TooLarge { what: Limit::Part, found, allowed });
                }
                entries.push(PackageEntry { name: name.clone(), is_duplicate: false });
                texts.push(content);
                limits.check_entries(entries.len())?;
            }
        }
        let names: Vec<_> = entries.iter().map(|entry| Cow::Borrowed(entry.name.as_str())).collect();
        let duplicates = duplicates(&names);
        for entry in &mut entries {
            entry.is_duplicate = duplicates.contains(&entry.name.to_ascii_lowercase());
        }
        Ok(Self { source: Source::Texts(texts), entries, format, limits: *limits, expanded: 0 })
    }
}

/// Where the content of the element just started is; it is passed over.
fn inner(xml: &mut Xml<'_>) -> Result<std::ops::Range<usize>> {
    let (depth, start) = (xml.depth(), xml.position());
    loop {
        let end = xml.position();
        if xml.inside(depth)?.is_none() {
            return Ok(start..end);
        }
    }
}
