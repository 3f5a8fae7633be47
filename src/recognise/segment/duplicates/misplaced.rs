//! Tables of which it is not known whose caption is whose: two captions above two tables side by side, and captions
//! below their tables.

use std::collections::BTreeSet;

use crate::model::document::{Block, Document};
use crate::recognise::segment::captions::{OwnReport, is_caption};
use crate::recognise::segment::page_chrome::is_boilerplate;

use super::{Candidate, texts};

/// The positions of such candidates of one form.
pub(super) fn candidates(
    candidates: &[Candidate<'_>],
    document: &Document,
    own: &OwnReport,
) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    if candidates.len() < 2 {
        return found; // most forms
    }
    let between = |from: usize, to: usize| lines(document.blocks.get(from + 1..to).unwrap_or_default());
    for (at, pair) in candidates.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let is_beside = between(first.block, second.block).is_some_and(|lines| lines.is_empty());
        let is_of_both = is_beside && is_of_two(&first.captions, own) || is_of_two(&second.captions, own);
        if is_rival(first, second) && is_of_both {
            found.extend([at, at + 1]);
        }
    }
    let (Some(first), Some(last)) = (candidates.first(), candidates.last()) else { return found };
    let names = |text: &&str| is_caption(text) && (own.is_another(text) || own.names_own_year(text));
    let is_below = |at: usize| {
        let block = candidates.get(at).map_or(0, |candidate| candidate.block);
        let next = candidates.get(at + 1).map_or(document.blocks.len(), |next| next.block);
        let below = document.blocks.get(block + 1..next).unwrap_or_default();
        let mut filled =
            below.iter().filter(|block| !matches!(block, Block::Paragraph(line) if line.text.is_empty()));
        let caption = matches!(filled.next(), Some(Block::Paragraph(line)) if names(&line.text.as_str()));
        caption && !(at + 1 == candidates.len() && matches!(filled.next(), Some(Block::Table(_))))
    };
    let has_none_above = !first.captions.iter().any(names);
    if has_none_above && is_rival(first, last) && (0..candidates.len()).all(is_below) {
        found.extend(0..candidates.len());
    }
    found
}

/// The lines that are all of these blocks, without those of the page; `None` if a table is among them.
fn lines(blocks: &[Block]) -> Option<Vec<&str>> {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(line) if line.text.is_empty() || is_boilerplate(line) => {}
            Block::Paragraph(line) => lines.push(line.text.as_str()),
            Block::Table(_) => return None,
        }
    }
    Some(lines)
}

/// Whether two tables have the same rows and other figures.
fn is_rival(first: &Candidate<'_>, second: &Candidate<'_>) -> bool {
    let shared = first.rows.intersection(&second.rows).count();
    first.is_whole
        && second.is_whole
        && 2 * shared >= first.rows.len().min(second.rows.len())
        && !texts(first.table).eq(texts(second.table))
}

/// Whether a line, or two neighbouring ones, name the report's own year or body and another.
fn is_of_two(captions: &[&str], own: &OwnReport) -> bool {
    let has_both = captions.last().is_some_and(|last| own.names_two_years(last));
    has_both
        || captions.windows(2).any(|pair| {
            let [first, second] = pair else { return false };
            let names = |a: &str, b: &str| own.is_another(a) && !own.is_another(b) && own.names_own(b);
            names(first, second) || names(second, first)
        })
}
