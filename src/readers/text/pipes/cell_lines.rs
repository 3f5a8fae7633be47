//! The text of a crawler that writes each cell of a table on a line of its own and a bar after it; blank
//! cells are bars alone. What it was a table of cannot be seen here: it becomes a paragraph a cell, blank
//! ones among them, for the recogniser of flattened tables.

use super::{bar_positions, cell_text, is_bar};
use crate::model::document::{Block, Paragraph, Role};
use crate::model::error::Result;
use crate::model::place::Place;
use crate::model::text::clean;
use crate::readers::text::Blocks;
use crate::readers::text::lines::Line;

/// Fewest lines with a cell: a single line may just end with a bar.
const FEWEST: usize = 4;

/// Lines by which it is decided what the lines are.
pub const LINES_AHEAD: usize = 60;

/// Whether each of these lines has one cell, or none but blank ones.
pub fn are(lines: &[&Line<'_>]) -> bool {
    let is_filled = |text: &&str| !text.trim().is_empty();
    let mut filled = 0;
    for line in lines {
        let bars = bar_positions(line.text).count();
        let ends = line.text.rfind(is_bar).and_then(|at| line.text.get(at..));
        let is_ended = ends.is_some_and(|end| end.trim_end().chars().count() == 1);
        match texts(line.text).filter(is_filled).count() {
            0 => {}
            1 if bars == 1 && is_ended => filled += 1,
            _ => return false,
        }
    }
    filled >= FEWEST
}

/// The texts between the bars of a line.
fn texts(line: &str) -> impl Iterator<Item = &str> {
    let ends = bar_positions(line).chain([line.len()]);
    ends.scan(0, |start, end| {
        let text = line.get(*start..end).unwrap_or_default();
        *start = end + line.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Some(text)
    })
}

/// Adds a paragraph for each cell. Blank ones before a label or at the end may only fill up a row: they are kept
/// only if blank ones are before a value of the row too, which are columns only if the row has no more cells.
pub fn read(lines: &[&Line<'_>], blocks: &mut Blocks<'_>) -> Result<()> {
    let mut blanks = Vec::new();
    let mut has_blank_before_value = false;
    for line in lines {
        for text in texts(line.text).take(bar_positions(line.text).count()) {
            let text = clean(&cell_text(text));
            let place = Place::Line { line: line.number, column: None };
            let paragraph = Block::Paragraph(Paragraph::new(text, Role::Body, place));
            match &paragraph {
                Block::Paragraph(line) if line.text.is_empty() => blanks.push(paragraph),
                Block::Paragraph(line) if may_be_value(&line.text) => {
                    let has_blanks = !blanks.is_empty();
                    blanks.drain(..).chain([paragraph]).try_for_each(|block| blocks.push(block))?;
                    has_blank_before_value |= has_blanks;
                }
                Block::Paragraph(_) | Block::Table(_) => {
                    let kept = blanks.drain(..).filter(|_| has_blank_before_value);
                    kept.chain([paragraph]).try_for_each(|block| blocks.push(block))?;
                    has_blank_before_value = false;
                }
            }
        }
    }
    blanks.into_iter().filter(|_| has_blank_before_value).try_for_each(|block| blocks.push(block))
}

/// A number, or a sign or word for none.
fn may_be_value(text: &str) -> bool {
    const LONGEST_WORD: usize = 2;
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    (rest.len() < text.len() && !rest.starts_with(['.', '、', '．'])
        || !rest.chars().any(char::is_alphabetic))
        || (text.starts_with(['无', '空', '没']) && text.chars().count() <= LONGEST_WORD)
}
