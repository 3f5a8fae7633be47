//! What two lists have in common, run by run (Myers).

use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A range of both lists; together the runs cover both, in order.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub old: Range<usize>,
    pub new: Range<usize>,
    pub is_changed: bool,
}

/// The runs; two changed ones are never adjacent.
pub(super) fn runs<T: Eq + Hash + Ord>(old: &[T], new: &[T]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        // Counted rather than taken from `op`, whose old position is wrong for an insertion after a deletion.
        let (old_end, new_end) = (old_at + op.old_range().len(), new_at + op.new_range().len());
        let is_changed = !matches!(op, DiffOp::Equal { .. });
        match runs.last_mut() {
            Some(run) if run.is_changed == is_changed => (run.old.end, run.new.end) = (old_end, new_end),
            _ => runs.push(Run { old: old_at..old_end, new: new_at..new_end, is_changed }),
        }
        (old_at, new_at) = (old_end, new_end);
    }
    runs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn runs_are_the_whole_of_both(old in prop::collection::vec(0..3, 0..20), new in prop::collection::vec(0..3, 0..20)) {
            let (mut old_at, mut new_at) = (0, 0);
            for run in runs(&old, &new) {
                prop_assert_eq!((run.old.start, run.new.start), (old_at, new_at));
                prop_assert_eq!(old[run.old.clone()] == new[run.new.clone()], !run.is_changed);
                (old_at, new_at) = (run.old.end, run.new.end);
            }
            prop_assert_eq!((old_at, new_at), (old.len(), new.len()));
        }
    }
}
