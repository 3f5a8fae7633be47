//! Characters that no document of Word has: the file was damaged where they are.

use crate::model::document::{Block, Document};
use crate::model::finding::Finding;
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::reading_rules::UNREADABLE_CHARACTER;

/// Stands for a character that could not be read, so that no figure closes up over it.
pub const UNREADABLE: char = char::REPLACEMENT_CHARACTER;

/// A finding for each of the first places with such characters, and one for the others.
pub fn findings(document: &Document) -> Vec<Finding> {
    /// Findings before the places that follow are only counted.
    const SHOWN: usize = 8;
    let mut places = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => add(&paragraph.text, &paragraph.place, &mut places),
            Block::Table(table) => {
                table.rows.iter().flatten().for_each(|cell| add(&cell.text, &cell.place, &mut places));
            }
        }
    }
    let mut findings: Vec<Finding> = places.iter().take(SHOWN).map(|place| finding(place, "")).collect();
    let more = places.len().saturating_sub(SHOWN);
    if let (1.., Some(place)) = (more, places.get(SHOWN)) {
        findings.push(finding(place, &format!("（同类的还有 {more} 处，这是其中第一处）")));
    }
    findings
}

fn add(text: &str, place: &Place, places: &mut Vec<Place>) {
    if text.contains(UNREADABLE) {
        places.push(place.clone());
    }
}

fn finding(place: &Place, more: &str) -> Finding {
    let message = Message::new(
        format!("这里有无法识别的字符，以“{UNREADABLE}”代替，文件可能损坏；请对照原文补上{more}"),
        format!("characters here could not be read and are shown as '{UNREADABLE}'; the file may be damaged"),
    );
    Finding::new(&UNREADABLE_CHARACTER, message, place.clone())
}
