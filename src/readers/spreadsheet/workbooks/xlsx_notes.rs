//! What lies on a worksheet of an `.xlsx` or `.xlsb` beside its cells: comments, text boxes, form controls.

use std::collections::HashMap;

use super::excel_package::{Relationship, relationships};
use super::notes::Notes;
use super::sheet::{Sheet, cell_reference};
use crate::model::error::Result;
use crate::model::place::Place;
use crate::readers::appearance::AsideKind;
use crate::readers::package::Package;
use crate::readers::xml::{Node, Xml};

/// Starts the notes that our writer puts on totals that are wrong.
pub const OWN_NOTE: &str = "〔repconv〕";
/// Starts what programs without threads show in place of a thread.
const THREAD: &str = "[Threaded comment]";
/// Kinds of controls that hold what a person enters.
const INPUTS: [&str; 4] = ["Edit", "Drop", "List", "Spin"];

/// A comment and the cell it is on, where the file says so.
#[derive(Debug)]
pub struct Comment {
    pub at: Option<(u32, u32)>,
    pub text: String,
}

/// Reads what the parts that belong to the sheet at `path` hold; `comments` reads the part of its comments.
pub fn read(
    package: &mut Package<'_>,
    path: &str,
    sheet: &Sheet,
    comments: fn(&mut Package<'_>, &str) -> Result<Vec<Comment>>,
    notes: &mut Notes,
) -> Result<()> {
    let parts: HashMap<String, Relationship> = relationships(package, path, false)?;
    let mut parts: Vec<Relationship> = parts.into_values().collect();
    parts.sort_by(|a, b| a.target.cmp(&b.target));
    let has_threads = parts.iter().any(|part| part.kind == "threadedComment");
    let is_note = |text: &str| !(text.starts_with(OWN_NOTE) || has_threads && text.starts_with(THREAD));
    for Relationship { kind, target } in parts {
        match kind.as_str() {
            "comments" => {
                let comments = comments(package, &target)?.into_iter();
                note(comments.filter(|comment| is_note(comment.text.trim_start())), sheet, notes);
            }
            "threadedComment" => note(xml_comments(package, &target, &kind)?, sheet, notes),
            "drawing" => {
                if let Some(text) = package.text(&target)? {
                    drawing(&mut package.xml(&target, &text), sheet, notes)?;
                }
            }
            "vmlDrawing" => {
                if let Some(text) = package.text(&target)? {
                    controls(&text, sheet, notes);
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn note(comments: impl IntoIterator<Item = Comment>, sheet: &Sheet, notes: &mut Notes) {
    for Comment { at, text } in comments {
        let place = at.map_or(Place::Unknown, |(row, column)| sheet.place(row, column));
        notes.asides.add(AsideKind::Comment, &text, &place);
    }
}

/// The comments in the part of XML at `path`.
pub fn comments(package: &mut Package<'_>, path: &str) -> Result<Vec<Comment>> {
    xml_comments(package, path, "comment")
}

fn xml_comments(package: &mut Package<'_>, path: &str, element: &str) -> Result<Vec<Comment>> {
    let mut comments = Vec::new();
    let Some(text) = package.text(path)? else { return Ok(comments) };
    let mut xml = package.xml(path, &text);
    while let Some(node) = xml.next()? {
        let Node::Start(start) = node else { continue };
        if start.name() == element {
            let at = start.attribute("ref").as_deref().and_then(cell_reference);
            comments.push(Comment { at, text: xml.text()? });
        }
    }
    Ok(comments)
}

/// Text boxes and pictures, at the cell under their first corner.
fn drawing(xml: &mut Xml<'_>, sheet: &Sheet, notes: &mut Notes) -> Result<()> {
    let (mut row, mut column) = (1, 1);
    let (mut is_corner, mut is_picture) = (false, false);
    while let Some(node) = xml.next()? {
        let Node::Start(start) = node else { continue };
        match start.name() {
            "from" => is_corner = true,
            "to" => is_corner = false,
            "row" if is_corner => row = number(&xml.text()?),
            "col" if is_corner => column = number(&xml.text()?),
            "pic" => is_picture = true,
            "cNvPr" if std::mem::take(&mut is_picture) => {
                let name = start.attribute("name").filter(|name| !name.trim().is_empty());
                notes.note_picture(sheet, (row, column), name.as_deref().unwrap_or("image"));
            }
            "txBody" => notes.note_text_box(&paragraphs(xml)?, &sheet.place(row, column)),
            _ => {}
        }
    }
    Ok(())
}

/// The text of the element just started, a space between its paragraphs.
fn paragraphs(xml: &mut Xml<'_>) -> Result<String> {
    let depth = xml.depth();
    let mut all = String::new();
    while let Some(node) = xml.inside(depth)? {
        match node {
            Node::Start(start) if start.name() == "p" => all.push(' '),
            Node::Start(start) if start.name() == "t" => all.push_str(&xml.text()?),
            Node::Start(_) | Node::Text(_) | Node::End => {}
        }
    }
    Ok(all)
}

/// Counted from 0 in drawings.
fn number(text: &str) -> u32 {
    text.trim().parse::<u32>().map_or(1, |number| number.saturating_add(1))
}

/// Form controls are described in a dialect of HTML, which is often no XML.
fn controls(page: &str, sheet: &Sheet, notes: &mut Notes) {
    for shape in page.split("<v:shape ").skip(1) {
        let Some((_, kind)) = shape.split_once("ObjectType=\"") else { continue };
        let kind = kind.split('"').next().unwrap_or_default();
        let text = shape.split_once("<v:textbox").and_then(|(_, text)| text.split_once('>'));
        let text = text.and_then(|(_, text)| text.split("</v:textbox").next()).unwrap_or_default();
        let text = without_tags(text);
        let is_input = INPUTS.contains(&kind);
        if kind == "Note" || !(is_input || text.contains(char::is_numeric)) {
            continue;
        }
        let anchor = shape.split_once("<x:Anchor>").map_or("", |(_, anchor)| anchor);
        let mut anchor = anchor.split(['<', ',']).map(number);
        let column = anchor.next().unwrap_or(1);
        let row = anchor.nth(1).unwrap_or(1);
        let text = if text.trim().is_empty() { kind } else { &text };
        notes.asides.add(AsideKind::Control, text, &sheet.place(row, column));
    }
}

fn without_tags(page: &str) -> String {
    let mut all = String::new();
    for piece in page.split('<') {
        all.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_found_in_what_is_no_xml() {
        let page = r#"<xml><v:shape id=a><v:textbox><br>注</v:textbox><x:ClientData ObjectType="Note"></v:shape>
            <v:shape id=b><v:textbox><div><font>12</font><br></div></v:textbox><x:ClientData ObjectType="Edit">
            <x:Anchor>1, 15, 4, 2, 3</x:Anchor></x:ClientData></v:shape>
            <v:shape id=c><x:ClientData ObjectType="Drop"></v:shape>
            <v:shape id=d><v:textbox>提交</v:textbox><x:ClientData ObjectType="Button"></v:shape>"#;
        let mut notes = Notes::default();
        controls(page, &Sheet::new(1, "S", false), &mut notes);
        let findings = notes.into_findings();
        let said: Vec<_> = findings.iter().map(|f| (f.message.zh.as_str(), f.place.clone())).collect();
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].0.contains("“12”"));
        assert_eq!(said[0].1, Sheet::new(1, "S", false).place(5, 2));
    }
}
