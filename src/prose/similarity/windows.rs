//! The windows of a narrative, for finding them in others.

use std::ops::Range;

use super::{PASSAGE, windows_of};

/// The windows of [`PASSAGE`] letters of a narrative, in a hash table that takes a quarter of the usual
/// memory: a long narrative has millions.
pub(super) struct Windows {
    hashes: Vec<u64>,
    /// The windows by their hashes, each at the first free place from there on (linear probing), counted from 1;
    /// 0 is free.
    places: Vec<u32>,
    /// For each window the first equal one.
    firsts: Vec<u32>,
}

impl Windows {
    pub fn of<L: Copy + Into<u32>>(letters: &[L]) -> Self {
        let hashes = windows_of(letters, PASSAGE);
        let places = vec![0; (hashes.len() + hashes.len() / 2 + 1).next_power_of_two()];
        let firsts = Vec::with_capacity(hashes.len());
        let mut windows = Self { hashes, places, firsts };
        for at in 0..windows.hashes.len() {
            let first = windows.hashes.get(at).and_then(|hash| windows.place(*hash));
            let Some((place, first)) = first else { break };
            let Ok(this) = u32::try_from(at) else { break };
            windows.firsts.push(first.unwrap_or(this));
            if first.is_none()
                && let Some(place) = windows.places.get_mut(place)
            {
                *place = this + 1;
            }
        }
        windows
    }

    /// The place of a hash or where it would be inserted, and the window that has it.
    fn place(&self, hash: u64) -> Option<(usize, Option<u32>)> {
        let last = self.places.len() - 1;
        // The keys are hashes already.
        let mut place = usize::try_from(hash & last as u64).ok()?;
        loop {
            let Some(window) = self.places.get(place)?.checked_sub(1) else { return Some((place, None)) };
            if self.hashes.get(window as usize) == Some(&hash) {
                return Some((place, Some(window)));
            }
            place = (place + 1) & last;
        }
    }

    /// The maximal runs of letters that also occur in a narrative with these windows.
    pub fn runs_in(&self, others: &[u64]) -> Vec<Range<usize>> {
        let mut occurs = vec![false; self.hashes.len()];
        for window in others.iter().filter_map(|hash| self.place(*hash)?.1) {
            if let Some(occurs) = occurs.get_mut(window as usize) {
                *occurs = true;
            }
        }
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (at, first) in self.firsts.iter().enumerate() {
            if !occurs.get(*first as usize).copied().unwrap_or(false) {
                continue;
            }
            match runs.last_mut() {
                Some(run) if run.end + 1 == at + PASSAGE => run.end += 1,
                _ => runs.push(at..at + PASSAGE),
            }
        }
        runs
    }
}
