//! Findings that appeared or disappeared.
//!
//! Two findings are the same if rule, cells and section are: the place and the figures in the message change
//! from file to file and from year to year.

use std::collections::HashMap;

use serde::Serialize;

use crate::model::address::Address;
use crate::model::finding::Finding;

/// The findings of two reports compared.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ComparedFindings {
    /// Found in the new report only.
    pub appeared: Vec<Finding>,
    /// Found in the old report only.
    pub gone: Vec<Finding>,
    /// How many both have.
    pub stayed: usize,
}

type Key<'f> = (&'static str, &'f [Address], Option<&'static str>);

pub(super) fn compare(old: &[Finding], new: &[Finding]) -> ComparedFindings {
    let (mut old_left, mut new_left) = (vec![true; old.len()], vec![true; new.len()]);
    // Of several with the same key, those with the same message are paired first.
    strike(old, new, &mut old_left, &mut new_left, |finding| (key(finding), finding.message.zh.as_str()));
    strike(old, new, &mut old_left, &mut new_left, key);
    let kept = |findings: &[Finding], left: &[bool]| -> Vec<Finding> {
        findings.iter().zip(left).filter(|(_, left)| **left).map(|(finding, _)| finding.clone()).collect()
    };
    let (gone, appeared) = (kept(old, &old_left), kept(new, &new_left));
    ComparedFindings { stayed: new.len().saturating_sub(appeared.len()), appeared, gone }
}

fn key(finding: &Finding) -> Key<'_> {
    (finding.rule.code, &finding.cells, finding.section)
}

/// Removes equal findings from both sides, one for one and in order.
fn strike<'f, K: Eq + std::hash::Hash>(
    old: &'f [Finding],
    new: &'f [Finding],
    old_left: &mut [bool],
    new_left: &mut [bool],
    alike: impl Fn(&'f Finding) -> K,
) {
    let mut waiting: HashMap<K, Vec<&mut bool>> = HashMap::new();
    for (finding, left) in old.iter().zip(old_left).rev().filter(|(_, left)| **left) {
        waiting.entry(alike(finding)).or_default().push(left);
    }
    for (finding, left) in new.iter().zip(new_left).filter(|(_, left)| **left) {
        if let Some(other) = waiting.get_mut(&alike(finding)).and_then(Vec::pop) {
            *other = false;
            *left = false;
        }
    }
}
