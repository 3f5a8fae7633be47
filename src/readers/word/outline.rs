//! A document as lines, for tests of readers.

use crate::model::document::{Block, Document};

/// The blocks, a line each: cells with their spans where they are not 1.
pub fn shown(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => lines.push(paragraph.text.clone()),
            Block::Table(table) => lines.extend(table.rows.iter().map(|row| {
                let cells: Vec<String> = row
                    .iter()
                    .map(|cell| match (cell.colspan, cell.rowspan) {
                        (1, 1) => cell.text.clone(),
                        (columns, rows) => format!("{} {columns}x{rows}", cell.text),
                    })
                    .collect();
                format!("| {} |", cells.join(" | "))
            })),
        }
    }
    lines
}

/// The messages of the findings.
pub fn findings(document: &Document) -> Vec<&str> {
    document.doubts.iter().map(|doubt| doubt.message.zh.as_str()).collect()
}
