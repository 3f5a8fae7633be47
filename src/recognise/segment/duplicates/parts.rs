//! Tables in parts: what a note below the last of them says.

use crate::model::document::{Block, Document};
use crate::recognise::tables::labels::Labels;

use super::{Candidate, Other};

/// A note below the last part of a table in parts is on those above too: other rows of the form, with only labels of
/// the form between.
pub(super) fn reach_above(candidates: &mut [Candidate<'_>], document: &Document, labels: &Labels) {
    for at in (1..candidates.len()).rev() {
        let (above, below) = candidates.split_at_mut(at);
        let (Some(above), Some(below)) = (above.last_mut(), below.first()) else { continue };
        let between = document.blocks.get(above.block + 1..below.block).unwrap_or_default();
        let is_part = above.other.is_none()
            && above.rows.is_disjoint(&below.rows)
            && between.iter().all(|block| match block {
                Block::Paragraph(line) => line.text.is_empty() || labels.is_label(&line.text),
                Block::Table(_) => false,
            });
        if let Some(note) = below.note.filter(|_| is_part) {
            above.other = Some(Other { is_continued: true, ..note });
            above.note = above.other;
        }
    }
}
