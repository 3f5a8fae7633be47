//! What is drawn on the pages of a format that says only where each character and line is: what of it is seen, and
//! the document that it makes. PDF and OFD share it.

mod canvas;
mod fold;
mod found;
mod paths;
mod seen;

pub use self::canvas::{Canvas, Ink, Placed, Shown, is_known};
pub use self::found::Found;
pub use self::paths::{Point, Step, bounds};

/// Paragraphs, and rows of tables with `|` between cells.
#[cfg(test)]
pub fn lines(document: &crate::model::document::Document) -> Vec<String> {
    use crate::model::document::Block;

    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => lines.push(paragraph.text.clone()),
            Block::Table(table) => {
                for row in &table.rows {
                    lines.push(row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|"));
                }
            }
        }
    }
    lines
}
