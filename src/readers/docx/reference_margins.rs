//! Takes the headers and footers of the pages out of a reference document, with their pictures.

use std::collections::BTreeMap;

use super::reference_doc::{MAIN, unusable};
use crate::formats::reference_doc::{Linked, MarginKind, MarginLink, MarginPages, PageMargin};
use crate::model::error::Result;
use crate::readers::package::{Package, resolve};
use crate::readers::xml::{Element, Node};

/// What the sections say of their headers and footers: the id of the part by kind and pages. A section that names none has
/// those of the one before.
pub type References = BTreeMap<(MarginKind, MarginPages), String>;

/// Adds a reference of a section.
pub fn add_reference(element: &Element<'_>, references: &mut References) {
    let kind = match element.name() {
        "headerReference" => MarginKind::Header,
        "footerReference" => MarginKind::Footer,
        _ => return,
    };
    let word = element.attribute("type");
    let pages = MarginPages::WORDS.iter().find(|(_, known)| word.as_deref().unwrap_or("default") == *known);
    if let (Some((pages, _)), Some(id)) = (pages, element.attribute("id")) {
        references.insert((kind, *pages), id);
    }
}

/// A relationship of a part.
struct Link {
    kind: String,
    target: String,
    is_external: bool,
}

/// The headers and footers that are referred to by the document `main`.
pub fn read(main: &str, references: &References, package: &mut Package<'_>) -> Result<Vec<PageMargin>> {
    let links = links(main, package)?;
    let mut margins = Vec::new();
    for ((kind, pages), id) in references {
        let Some(link) = links.get(id) else { continue };
        if let Some(text) = package.text(&link.target)? {
            margins.push(margin((*kind, *pages), &link.target, &text, package)?);
        }
    }
    Ok(margins)
}

fn margin(
    (kind, pages): (MarginKind, MarginPages),
    name: &str,
    text: &str,
    package: &mut Package<'_>,
) -> Result<PageMargin> {
    if !text.contains(MAIN) {
        return Err(unusable("页眉页脚读不懂", "its headers and footers can't be understood"));
    }
    let mut xml = package.xml(name, text);
    while xml.next()?.is_some() {}
    let mut linked = Vec::new();
    for (id, link) in links(name, package)? {
        let what = match link.kind.as_str() {
            "image" if !link.is_external => {
                let extension = link.target.rsplit_once('.').map_or("", |(_, extension)| extension);
                let extension = extension.to_ascii_lowercase();
                let bytes = package.part(&link.target)?.ok_or_else(|| no_picture(&link.target))?;
                if Linked::content_type(&extension).is_none() {
                    return Err(no_picture(&link.target));
                }
                Linked::Picture { extension, bytes }
            }
            "hyperlink" if link.is_external => Linked::Address(link.target),
            _ => {
                return Err(unusable(
                    "页眉页脚里有链接的图片、图表或嵌入的对象，不能照用；请先在模板里去掉",
                    "its headers and footers have linked pictures, charts or embedded objects, which can't be taken over; \
                     remove them first",
                ));
            }
        };
        linked.push(MarginLink { id, what });
    }
    let start = text.find("?>").filter(|_| text.trim_start().starts_with("<?xml")).map_or(0, |at| at + 2);
    let root = text.get(start..).unwrap_or_default().trim_start_matches('\u{feff}').trim_start().to_owned();
    Ok(PageMargin { kind, pages, part: root, links: linked })
}

fn no_picture(name: &str) -> crate::model::error::Error {
    unusable(
        &format!("页眉页脚里的图片 {name} 不能照用"),
        &format!("the picture {name} of its headers and footers can't be taken over"),
    )
}

/// The relationships of a part by id.
fn links(part: &str, package: &mut Package<'_>) -> Result<BTreeMap<String, Link>> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let name = format!("{folder}/_rels/{file}.rels");
    let name = name.trim_start_matches('/');
    let mut links = BTreeMap::new();
    let Some(text) = package.text(name)? else { return Ok(links) };
    let mut xml = package.xml(name, &text);
    while let Some(node) = xml.next()? {
        let Node::Start(element) = node else { continue };
        let [mode, kind, target, id] = element.attributes(["TargetMode", "Type", "Target", "Id"]);
        if let (Some(kind), Some(target), Some(id)) = (kind, target, id) {
            let is_external = mode.as_deref() == Some("External");
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let target = if is_external { target } else { resolve(folder, &target) };
            links.insert(id, Link { kind, target, is_external });
            xml.check_entries(links.len())?;
        }
    }
    Ok(links)
}
