//! Finds the parts of a Word package through its relationships, as the format wants it.
//!
//! A part may have any name; the relationship that points to it says what it is. Kinds are recognised
//! by the last word of the type, which Transitional and Strict documents share.

use std::collections::HashMap;

use crate::model::error::Result;
use crate::readers::package::{Package, resolve};
use crate::readers::xml::Node;

/// What a part points to.
#[derive(Default)]
pub struct Relations {
    /// Names of parts by kind (`styles`, `numbering`, `footnotes`, …), in the order they are listed.
    by_kind: HashMap<String, Vec<String>>,
    by_id: HashMap<String, String>,
}

impl Relations {
    /// Those of a part, or of the package itself (`""`); none when it has none.
    pub fn of(part: &str, package: &mut Package<'_>) -> Result<Self> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = format!("{folder}/_rels/{file}.rels");
        let name = name.trim_start_matches('/');
        let mut relations = Self::default();
        let Some(text) = package.text(name)? else { return Ok(relations) };
        let mut xml = package.xml(name, &text);
        let mut count = 0;
        while let Some(node) = xml.next()? {
            let Node::Start(element) = node else { continue };
            if element.name() != "Relationship" {
                continue;
            }
            let [mode, kind, target, id] = element.attributes(["TargetMode", "Type", "Target", "Id"]);
            let kind = kind.as_deref().and_then(|kind| kind.rsplit('/').next());
            if let (Some(kind), Some(target)) = (kind, target.filter(|_| mode.as_deref() != Some("External")))
            {
                let target = resolve(folder, &target);
                if let Some(id) = id {
                    relations.by_id.entry(id).or_insert_with(|| target.clone());
                }
                relations.by_kind.entry(kind.to_owned()).or_default().push(target);
                count += 1;
                xml.check_entries(count)?;
            }
        }
        Ok(relations)
    }

    /// The first part of a kind.
    pub fn get(&self, kind: &str) -> Option<&str> {
        self.all(kind).next()
    }

    /// All parts of a kind.
    pub fn all(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.by_kind.get(kind).into_iter().flatten().map(String::as_str)
    }

    /// The part of a relationship.
    pub fn target(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(String::as_str)
    }
}
