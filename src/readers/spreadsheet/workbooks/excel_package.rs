//! What a package of Excel holds in XML, whether the workbook in it is XML (`.xlsx`) or binary (`.xlsb`): where its parts
//! are, its title, and which parts are not read.

use std::collections::HashMap;

use super::notes::Notes;
use crate::model::error::Result;
use crate::model::text;
use crate::readers::package::{Package, resolve};
use crate::readers::xml::Node;

/// A relationship of a part.
#[derive(Debug)]
pub struct Relationship {
    pub kind: String,
    pub target: String,
}

/// A sheet as the workbook lists it.
#[derive(Debug)]
pub struct SheetEntry {
    pub name: String,
    pub relationship: String,
    pub is_hidden: bool,
}

/// What the main part says of the workbook.
#[derive(Debug, Default)]
pub struct Contents {
    pub entries: Vec<SheetEntry>,
    /// The defined names, each with what it refers to.
    pub names: Vec<(String, String)>,
    pub from_1904: bool,
    /// Whether it asks for all formulas to be computed when it is opened.
    pub says_computes_later: bool,
}

impl Contents {
    /// Whether the results of formulas are left to the program that opens the file. Our own writer stores them, although
    /// the file says otherwise.
    pub fn computes_later(&self) -> bool {
        self.says_computes_later && !self.names.iter().any(|(name, _)| name.starts_with("repconv_"))
    }
}

/// The main part of the workbook; its extension is `bin` in an `.xlsb`.
pub fn workbook_path(package: &mut Package<'_>) -> Result<String> {
    let relationships = relationships(package, "", true)?;
    let document = relationships.into_values().find(|r| r.kind == "officeDocument");
    Ok(document.map_or_else(|| "xl/workbook.xml".to_owned(), |r| r.target))
}

/// The relationships of a part by their id; those of the package for the path "".
pub fn relationships(
    package: &mut Package<'_>,
    path: &str,
    is_required: bool,
) -> Result<HashMap<String, Relationship>> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let separator = if folder.is_empty() { "" } else { "/" };
    let part = format!("{folder}{separator}_rels/{file}.rels");
    let mut all = HashMap::new();
    let text = if is_required { Some(package.required(&part)?) } else { package.text(&part)? };
    let Some(text) = text else { return Ok(all) };
    let mut xml = package.xml(&part, &text);
    while let Some(node) = xml.next()? {
        let Node::Start(start) = node else { continue };
        if start.name() != "Relationship" {
            continue;
        }
        let of = |name| start.attribute(name).unwrap_or_default();
        let kind = of("Type").rsplit('/').next().unwrap_or_default().to_owned();
        all.insert(of("Id"), Relationship { kind, target: resolve(folder, &of("Target")) });
        package.limits().check_entries(all.len())?;
    }
    Ok(all)
}

/// The title in the properties of the document.
pub fn core_title(package: &mut Package<'_>) -> Result<Option<String>> {
    let part = "docProps/core.xml";
    let Some(content) = package.text(part)? else { return Ok(None) };
    let mut xml = package.xml(part, &content);
    while let Some(node) = xml.next()? {
        if let Node::Start(start) = node
            && start.name() == "title"
        {
            return Ok(Some(text::clean(&xml.text()?)));
        }
    }
    Ok(None)
}

/// Counts the parts that are not read.
pub fn count_skipped(package: &Package<'_>, notes: &mut Notes) {
    for part in package.names() {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        match folder {
            "xl/media" => notes.pictures += 1,
            "xl/charts" if file.starts_with("chart") => notes.charts += 1,
            "xl/embeddings" => notes.objects += 1,
            _ => {}
        }
    }
}
