//! The titles and headings of a document without a form that a text has to mark, as their text alone does not show
//! what they are.

use std::collections::BTreeMap;

use crate::model::document::{Block, Role};
use crate::prose::headings::{ends_as_title, numbered_level};

/// The signs before each of them, by its position. A title that is marked is the heading above all others.
pub fn of(blocks: &[Block]) -> BTreeMap<usize, u8> {
    let mut marks = BTreeMap::new();
    let mut above = 0;
    for (at, block) in blocks.iter().enumerate() {
        let Block::Paragraph(line) = block else { continue };
        match line.role {
            Role::Title if blocks.len() == 1 || !ends_as_title(&line.text) => {
                marks.insert(at, 1);
                above = 1;
            }
            Role::Heading(level) if numbered_level(&line.text) != Some(level) => {
                marks.insert(at, level.saturating_add(above));
            }
            Role::Title
            | Role::Heading(_)
            | Role::Body
            | Role::Navigation
            | Role::Note
            | Role::Signature
            | Role::Date => {}
        }
    }
    marks
}
