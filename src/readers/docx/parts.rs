//! Finds the parts of a Word package through its relationships, as the format wants it.
//!
//! A part may have any name; what it is stands in the relationship that points to it. The kinds are told
//! by the last word of the type, which Transitional and Strict documents share.

use std::collections::HashMap;

use super::xml::{Token, Xml, damaged, decode};
use crate::model::error::Result;
use crate::model::limits::Limits;
use crate::readers::package::Package;

/// Names of the parts that a part points to, by kind (`styles`, `numbering`, `footnotes`, …).
pub struct Relations(HashMap<String, String>);

impl Relations {
    /// Those of a part, or of the package itself (`""`); none when it has none.
    pub fn of(part: &str, package: &mut Package<'_>, limits: &Limits) -> Result<Self> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = format!("{folder}/_rels/{file}.rels");
        let name = name.trim_start_matches('/');
        let mut relations = HashMap::new();
        let Some(bytes) = package.part(name)? else { return Ok(Self(relations)) };
        let text = decode(&bytes, name)?;
        let mut xml = Xml::new(&text, name, limits);
        loop {
            match xml.next()? {
                Token::Start(element) if element.name() == "Relationship" => {
                    let is_external = element.attribute("TargetMode").as_deref() == Some("External");
                    let kind = element.attribute("Type");
                    let kind = kind.as_deref().and_then(|kind| kind.rsplit('/').next());
                    if let (Some(kind), Some(target), false) =
                        (kind, element.attribute("Target"), is_external)
                    {
                        relations.entry(kind.to_owned()).or_insert_with(|| resolve(folder, &target));
                        limits.check_entries(relations.len())?;
                    }
                }
                Token::Start(_) | Token::End | Token::Text(_) => {}
                Token::Eof => return Ok(Self(relations)),
            }
        }
    }

    pub fn get(&self, kind: &str) -> Option<&str> {
        self.0.get(kind).map(String::as_str)
    }
}

/// The text of a part that must be there.
pub fn required(name: &str, package: &mut Package<'_>) -> Result<String> {
    let bytes = package.part(name)?.ok_or_else(|| damaged(name, "the package has no such part"))?;
    Ok(decode(&bytes, name)?.into_owned())
}

/// The name of the part that a target means, seen from a folder.
fn resolve(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = Vec::new();
    let base = if target.starts_with('/') { "" } else { folder };
    for step in base.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            _ => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_are_seen_from_the_folder_of_the_part() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word/a", "../../docProps/core.xml"), "docProps/core.xml");
        assert_eq!(resolve("", "word/document.xml"), "word/document.xml");
        assert_eq!(resolve("word", "../../../x.xml"), "x.xml");
    }
}
