//! Text that is shown in another order than it is stored: 21 that looks like 12.

use crate::model::document::{Block, Document};
use crate::model::finding::Finding;
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::reading_rules::UNREADABLE_CHARACTER;
use crate::model::text;

/// Findings before those that follow are only counted.
const SHOWN: usize = 8;

/// A finding for each cell and line in which figures may be shown reversed.
pub fn reversed(document: &Document) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut more = 0_usize;
    let mut check = |line: &str, place: &Place| {
        if !line.contains(text::REVERSED) || !line.contains(char::is_numeric) {
            return;
        }
        if findings.len() < SHOWN {
            findings.push(Finding::new(&UNREADABLE_CHARACTER, message(line), place.clone()));
        } else {
            more += 1;
        }
    };
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => check(&paragraph.text, &paragraph.place),
            Block::Table(table) => {
                table.rows.iter().flatten().for_each(|cell| check(&cell.text, &cell.place));
            }
        }
    }
    if let Some(last) = findings.last_mut().filter(|_| more > 0) {
        let Message { zh, en } = &mut last.message;
        *zh = format!("{zh}（同类的还有 {more} 处）");
        *en = format!("{en} ({more} more of this kind)");
    }
    findings
}

fn message(line: &str) -> Message {
    /// Characters of the line that are shown.
    const EXCERPT: usize = 40;
    let stored: String = line.chars().filter(|c| *c != text::REVERSED).take(EXCERPT).collect();
    Message::new(
        format!(
            "“{stored}”设置了从右到左、翻转或移位显示，看到的与存的次序不同，其中的数没有读入，请核对后重新录入"
        ),
        format!(
            "'{stored}' is shown from right to left, turned round or moved, so that its figures were not read; enter them anew"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{Paragraph, Role};

    #[test]
    fn figures_shown_in_another_order_are_named() {
        let lines = ["收到\u{202e}21件", "收到21件", "\u{202e}收到"];
        let paragraph =
            |text: &&str| Paragraph { text: (*text).to_owned(), role: Role::Body, place: Place::Unknown };
        let blocks = lines.iter().map(|text| Block::Paragraph(paragraph(text))).collect();
        let findings = reversed(&Document { blocks, ..Document::default() });
        assert_eq!(findings.len(), 1);
        assert!(findings[0].message.zh.starts_with("“收到21件”"));
    }
}
