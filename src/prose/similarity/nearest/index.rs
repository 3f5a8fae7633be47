//! Index of the narratives that contain each block.

use super::parallel::in_parallel;
use super::{BLOCK, STRIDE, windows_of};

/// Number of parts in which the blocks are sorted: saves memory, and threads work on different parts.
const PARTS: usize = 32;

/// Parts that are sorted before they are merged.
const AT_ONCE: usize = 4;

/// A block of a narrative that another one contains too.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    /// The letter it starts at.
    pub start: u32,
    /// Its number, the same for the same letters.
    number: u32,
}

/// The narratives of a batch by the blocks they contain.
#[derive(Default)]
pub(super) struct Index {
    /// The blocks of each narrative that others contain too.
    shared: Vec<Vec<Block>>,
    /// Where in `holders` those of a block end.
    ends: Vec<usize>,
    holders: Vec<u32>,
}

/// Consecutive letters at any position. Half of the hash is enough: a collision adds a pair to compare and
/// loses none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Spot {
    hash: u32,
    narrative: u32,
    start: u32,
}

/// The result for a part: its shared blocks with their narratives, numbered from 0, and their holders.
#[derive(Default)]
struct IndexPart {
    blocks: Vec<(u32, Block)>,
    ends: Vec<usize>,
    holders: Vec<u32>,
}

impl Index {
    pub fn of(letters: &[Box<[u16]>]) -> Self {
        let mut index = Self { shared: vec![Vec::new(); letters.len()], ..Self::default() };
        let parts = (0..PARTS).step_by(AT_ONCE);
        for part in parts.flat_map(|first| in_parallel(AT_ONCE, |part| IndexPart::of(letters, first + part)))
        {
            let Ok(numbers) = u32::try_from(index.ends.len()) else { break };
            for (narrative, block) in part.blocks {
                if let Some(shared) = index.shared.get_mut(narrative as usize) {
                    shared.push(Block { number: numbers + block.number, ..block });
                }
            }
            let before = index.holders.len();
            index.ends.extend(part.ends.iter().map(|end| before + end));
            index.holders.extend(part.holders);
        }
        index
    }

    /// The blocks of this narrative that others contain too, unordered.
    pub fn shared(&self, narrative: usize) -> &[Block] {
        self.shared.get(narrative).map_or(&[], Vec::as_slice)
    }

    /// The narratives that contain this block at any position.
    pub fn holders(&self, block: Block) -> &[u32] {
        let number = block.number as usize;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(number).copied().unwrap_or(start);
        self.holders.get(start..end).unwrap_or_default()
    }
}

impl IndexPart {
    /// The blocks with hashes in this part.
    fn of(letters: &[Box<[u16]>], part: usize) -> Self {
        let mut spots = Vec::new();
        for (narrative, letters) in (0_u32..).zip(letters) {
            for (start, hash) in (0_u32..).zip(windows_of(letters, BLOCK)) {
                if hash % PARTS as u64 == part as u64
                    && let Ok(hash) = u32::try_from(hash >> 32)
                {
                    spots.push(Spot { hash, narrative, start });
                }
            }
        }
        spots.sort_unstable();
        let mut part = Self::default();
        spots.chunk_by(|a, b| a.hash == b.hash).for_each(|spots| part.add(spots));
        part
    }

    /// Adds all positions of the same letters, sorted by narrative.
    fn add(&mut self, spots: &[Spot]) {
        let is_in_one_narrative =
            spots.first().map(|spot| spot.narrative) == spots.last().map(|spot| spot.narrative);
        let mut blocks = spots.iter().filter(|spot| (spot.start as usize).is_multiple_of(STRIDE)).peekable();
        let Some(number) = u32::try_from(self.ends.len()).ok().filter(|_| !is_in_one_narrative) else {
            return;
        };
        if blocks.peek().is_none() {
            return;
        }
        self.blocks.extend(blocks.map(|spot| (spot.narrative, Block { start: spot.start, number })));
        let narratives = spots.chunk_by(|a, b| a.narrative == b.narrative);
        self.holders.extend(narratives.filter_map(|spots| Some(spots.first()?.narrative)));
        self.ends.push(self.holders.len());
    }
}
