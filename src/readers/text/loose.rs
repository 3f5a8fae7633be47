//! Whether the pieces of a table line up, or only have gaps of the same width between them.
//!
//! In text that is padded to columns, pieces line up although what precedes them ends elsewhere. In text with
//! two blanks between cells, the gaps are equal and the pieces do not line up: a blank cell moves all that
//! follow it.

use super::columns::Row;
use super::tokens::Span;
use crate::model::document::{Alignment, Block};

/// Pieces of a row that are compared; real tables have fewer than 20.
const MOST_PIECES: usize = 32;

/// How many pieces show that text is padded to columns, and how many that it is not.
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence {
    padded: usize,
    loose: usize,
}

impl Evidence {
    fn is_loose(self) -> bool {
        self.padded <= 3 * self.loose
    }
}

/// Marks the tables whose columns white space does not show, by what each shows and by what all show together:
/// in a small table, pieces line up by chance.
pub fn mark(blocks: &mut [Block], shown: &[(usize, Evidence)]) {
    let add = |all: Evidence, (_, one): &(usize, Evidence)| Evidence {
        padded: all.padded + one.padded,
        loose: all.loose + one.loose,
    };
    let all = shown.iter().fold(Evidence::default(), add);
    for (at, own) in shown {
        let is_loose = all.is_loose() || (own.is_loose() && own.padded + own.loose > 0);
        if let Some(Block::Table(table)) = blocks.get_mut(*at).filter(|_| is_loose) {
            table.alignment = Alignment::Loose;
        }
    }
}

/// What the pieces of a table show. Only those are compared that follow others which end in different columns.
pub fn evidence(rows: &[Row<'_, '_>]) -> Evidence {
    let (mut padded, mut loose) = (0_usize, 0_usize);
    let mut above: Vec<(Span, Span)> = Vec::new();
    for row in rows.iter().filter(|row| row.is_several()) {
        let spans: Vec<Span> = row.tokens.iter().take(MOST_PIECES).map(|token| token.span).collect();
        let pieces: Vec<(Span, Span)> = spans.iter().copied().zip(spans.iter().skip(1).copied()).collect();
        for (before, piece) in &pieces {
            let mut others = above.iter().filter(|(other, _)| other.end != before.end);
            let has_same_gap = |(other, above): &(Span, Span)| {
                above.start - other.end == piece.start - before.end && other.overlaps(*before)
            };
            if others.clone().any(|(_, above)| lines_up(*above, *piece)) {
                padded += 1;
            } else if others.any(has_same_gap) {
                loose += 1;
            }
        }
        above = pieces;
    }
    Evidence { padded, loose }
}

fn lines_up(a: Span, b: Span) -> bool {
    a.start == b.start || a.ends_with(b) || a.doubled_middle().abs_diff(b.doubled_middle()) <= 1
}
