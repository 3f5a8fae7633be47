//! Finds the parts of a Word package through its relationships, as the format wants it.
//!
//! A part may have any name; the relationship that points to it says what it is. Kinds are recognised
//! by the last word of the type, which Transitional and Strict documents share.

use std::collections::HashMap;

use crate::model::error::Result;
use crate::readers::package::{Package, resolve};
use crate::readers::xml::Node;

/// Names of the parts that a part points to, by kind (`styles`, `numbering`, `footnotes`, …).
pub struct Relations(HashMap<String, String>);

impl Relations {
    /// Those of a part, or of the package itself (`""`); none when it has none.
    pub fn of(part: &str, package: &mut Package<'_>) -> Result<Self> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = format!("{folder}/_rels/{file}.rels");
        let name = name.trim_start_matches('/');
        let mut relations = HashMap::new();
        let Some(text) = package.text(name)? else { return Ok(Self(relations)) };
        let mut xml = package.xml(name, &text);
        while let Some(node) = xml.next()? {
            let Node::Start(element) = node else { continue };
            if element.name() != "Relationship" {
                continue;
            }
            let is_external = element.attribute("TargetMode").as_deref() == Some("External");
            let kind = element.attribute("Type");
            let kind = kind.as_deref().and_then(|kind| kind.rsplit('/').next());
            if let (Some(kind), Some(target), false) = (kind, element.attribute("Target"), is_external) {
                relations.entry(kind.to_owned()).or_insert_with(|| resolve(folder, &target));
                xml.check_entries(relations.len())?;
            }
        }
        Ok(Self(relations))
    }

    pub fn get(&self, kind: &str) -> Option<&str> {
        self.0.get(kind).map(String::as_str)
    }
}
