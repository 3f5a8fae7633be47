//! Finds, for each of many narratives, the one that it repeats most of.
//!
//! Comparing all pairs of 10,000 narratives would take an hour. Sketches (MinHash) are fast but may miss a
//! pair; this method does not. Every repeated passage contains a block: [`BLOCK`] letters that start at a
//! multiple of [`STRIDE`]. A block that others contain too accounts for the letters around it ([`AROUND`]), so
//! the shared blocks of two narratives give an upper bound of what one can repeat of the other; only if that
//! may be enough are they compared. Blocks in many narratives are not looked up as long as they alone cannot
//! be enough.

mod index;
mod parallel;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use super::stream::Stream;
use super::{
    Decimal, Likeness, Narrative, PASSAGE, SHORTEST, Windows, covered, likeness, needed, windows_of,
};
use index::{Block, Index};
use parallel::in_parallel;

/// Letters of a block.
const BLOCK: usize = 12;

/// Blocks start at multiples of this, so that every passage contains one.
const STRIDE: usize = PASSAGE - BLOCK + 1;

/// The letters before and after the start of a block that a passage containing it may cover.
const AROUND: (usize, usize) = (PASSAGE - BLOCK, PASSAGE);

/// A block in no more narratives than this is always looked up.
const RARE: usize = 64;

/// With more narratives than this to compare, the omitted blocks are looked up after all.
const MANY: usize = 48;

/// Narratives that are compared first if looking up all blocks would take long: in a batch copied from one
/// source, every narrative contains every block. A copy found that way is enough.
const MOST_LIKELY: usize = 16;

/// Most look-ups that do not take long.
const LONG: usize = 500_000;

/// The narrative that another one repeats most of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// Its index.
    pub other: usize,
    /// How much of it is repeated.
    pub likeness: Likeness,
}

/// For each narrative, the one it repeats most of, if the share reaches the threshold.
/// Pairs that are not `comparable` are skipped, and so is a narrative that is `None` or too short.
///
/// Whether there is one is exact. Which is the nearest is exact too, unless hundreds repeat each other: then
/// it is the nearest of the most likely ones.
pub fn nearest(
    narratives: &[Option<&Narrative>],
    threshold: Decimal,
    comparable: impl Fn(usize, usize) -> bool + Sync,
) -> Vec<Option<Nearest>> {
    let letters = in_parallel(narratives.len(), |at| {
        let stream = narratives.get(at).copied().flatten().map(Stream::of).unwrap_or_default();
        let letters = if stream.letters.len() < SHORTEST { Vec::new() } else { stream.letters };
        letters.into_iter().map(short).collect::<Box<[u16]>>()
    });
    let search = Search { index: Index::of(&letters), letters: &letters, threshold, comparable };
    in_parallel(narratives.len(), |at| {
        let other = search.nearest(at)?;
        let likeness = likeness(narratives.get(at).copied()??, narratives.get(other).copied()??)?;
        likeness.reaches(threshold).then_some(Nearest { other, likeness })
    })
}

struct Search<'a, C> {
    index: Index,
    /// The narratives as they are compared, in fewer bytes than their text.
    letters: &'a [Box<[u16]>],
    threshold: Decimal,
    comparable: C,
}

impl<C: Fn(usize, usize) -> bool + Sync> Search<'_, C> {
    /// The narrative that this one repeats most of.
    fn nearest(&self, at: usize) -> Option<usize> {
        let letters = self.letters.get(at).filter(|letters| !letters.is_empty())?;
        let needed = needed(letters.len(), self.threshold);
        let mut blocks = self.index.shared(at).to_vec();
        blocks.sort_unstable_by_key(|block| block.start);
        if reach(blocks.iter().map(|block| around(*block, letters.len()))) < needed {
            return None;
        }
        let mut best = Best { windows: None, needed, found: None };
        let (rare, common) = self.without_common(&blocks, letters.len(), needed);
        if self.look_ups(&rare) > LONG {
            self.compare(
                at,
                self.likely(at, &self.rarest(&blocks), letters.len(), 1),
                MOST_LIKELY,
                &mut best,
            );
            if let Some((_, other)) = best.found {
                return Some(other);
            }
        }
        let mut likely = self.likely(at, &rare, common, needed);
        if likely.len() > MANY && common > 0 {
            likely = self.likely(at, &blocks, 0, needed);
        }
        self.compare(at, likely, usize::MAX, &mut best);
        best.found.map(|(_, other)| other)
    }

    fn look_ups(&self, blocks: &[Block]) -> usize {
        blocks.iter().map(|block| self.index.holders(*block).len()).sum()
    }

    /// The blocks in fewest narratives, in order, as many as can be looked up quickly.
    fn rarest(&self, blocks: &[Block]) -> Vec<Block> {
        let mut rarest = blocks.to_vec();
        rarest.sort_by_key(|block| self.index.holders(*block).len());
        let mut left = LONG / 4;
        let soon = rarest.iter().take_while(|block| {
            left = left.saturating_sub(self.index.holders(**block).len());
            left > 0
        });
        let soon = soon.count();
        rarest.truncate(soon);
        rarest.sort_unstable_by_key(|block| block.start);
        rarest
    }

    /// The blocks without those in most narratives, as long as those alone cannot be enough; and the letters
    /// that the omitted ones may account for.
    fn without_common(&self, blocks: &[Block], total: usize, needed: usize) -> (Vec<Block>, usize) {
        let mut by_holders = blocks.to_vec();
        by_holders.sort_by_key(|block| Reverse(self.index.holders(*block).len()));
        let mut is_common = vec![false; total];
        let mut common = 0;
        let mut left_out = Vec::new();
        for block in by_holders {
            if self.index.holders(block).len() <= RARE || common + AROUND.0 + AROUND.1 > needed / 4 * 3 {
                break;
            }
            for letter in is_common.get_mut(around(block, total)).unwrap_or_default() {
                common += usize::from(!*letter);
                *letter = true;
            }
            left_out.push(block.start);
        }
        left_out.sort_unstable();
        let is_kept = |block: &&Block| left_out.binary_search(&block.start).is_err();
        (blocks.iter().filter(is_kept).copied().collect(), common)
    }

    /// The narratives with which at least `needed` letters may be shared, by these blocks and the `common`
    /// letters of the omitted ones; with their number, most first.
    fn likely(&self, at: usize, blocks: &[Block], common: usize, needed: usize) -> BinaryHeap<Likely> {
        let total = self.letters.get(at).map_or(0, |letters| letters.len());
        let reached = self.reached(blocks, total).into_iter().enumerate();
        let reached = reached.filter(|(other, (letters, _))| *letters > 0 && *other != at);
        let likely = reached.map(|(other, (letters, _))| (letters as usize + common, Reverse(other)));
        likely.filter(|(letters, _)| *letters >= needed).collect()
    }

    /// Compares with the most likely ones, at most `limit` of them.
    fn compare(&self, at: usize, mut likely: BinaryHeap<Likely>, limit: usize, best: &mut Best) {
        let Some(letters) = self.letters.get(at) else { return };
        let mut compared = 0;
        while let Some((most, Reverse(other))) = likely.pop() {
            if compared >= limit || best.found.is_some_and(|(found, _)| found >= most) {
                return;
            }
            let others = self.letters.get(other).filter(|_| (self.comparable)(at, other));
            let Some(others) = others else { continue };
            compared += 1;
            best.compare(letters, others, other);
        }
    }

    /// For each narrative, how many letters it may have in common by these blocks, and where the last ends.
    fn reached(&self, blocks: &[Block], total: usize) -> Vec<(u32, u32)> {
        let mut reached = vec![(0_u32, 0_u32); self.letters.len()];
        for block in blocks {
            let around = around(*block, total);
            let Ok(start) = u32::try_from(around.start) else { break };
            let Ok(end) = u32::try_from(around.end) else { break };
            for holder in self.index.holders(*block) {
                if let Some((letters, last)) = reached.get_mut(*holder as usize) {
                    *letters += end - start.max(*last);
                    *last = end;
                }
            }
        }
        reached
    }
}

/// The most letters that may be shared with a narrative, and its index.
type Likely = (usize, Reverse<usize>);

/// The best found so far.
struct Best {
    windows: Option<Windows>,
    needed: usize,
    /// Repeated letters, and of which narrative.
    found: Option<(usize, usize)>,
}

impl Best {
    fn compare(&mut self, letters: &[u16], others: &[u16], other: usize) {
        let windows = self.windows.get_or_insert_with(|| Windows::of(letters));
        let repeated = covered(&windows.runs_in(&windows_of(others, PASSAGE)));
        let is_better = self.found.is_none_or(|(found, _)| repeated > found);
        if repeated >= self.needed && is_better {
            self.found = Some((repeated, other));
        }
    }
}

/// A letter in two bytes. The rare ones beyond share codes that are no letters; what is reported is compared again in
/// full.
fn short(letter: char) -> u16 {
    const PRIVATE: std::ops::Range<u32> = 0xE000..0xF900;
    let letter = u32::from(letter);
    let shared = || PRIVATE.start + letter % (PRIVATE.end - PRIVATE.start);
    u16::try_from(letter).or_else(|_| u16::try_from(shared())).unwrap_or(u16::MAX)
}

/// The letters that a passage containing this block may cover.
fn around(block: Block, total: usize) -> Range<usize> {
    let start = block.start as usize;
    start.saturating_sub(AROUND.0)..(start + AROUND.1).min(total)
}

/// The letters in at least one of these ranges, which are in order.
fn reach(ranges: impl Iterator<Item = Range<usize>>) -> usize {
    covered(&ranges.collect::<Vec<_>>())
}
