//! Aligns the lines of two texts.
//!
//! Equal lines are aligned so that as few as possible are left (Myers); between them, similar lines are paired
//! in order, so that the total similarity is largest. The two texts are ordered first, so that swapping old and
//! new swaps the result.

use std::collections::HashMap;

use super::Effort;
use super::runs::{Run, runs};

/// Two lines are similar if they have this share of their character pairs in common, in thousandths.
const ALIKE: usize = 400;

/// Lines by their index: of the old text, of the new one, or of both.
pub(super) type Aligned = Vec<(Option<usize>, Option<usize>)>;

/// Aligns two texts, each a list of lines that are the same when their keys are. Only lines with the
/// same kind are paired.
pub(super) fn align<K: Ord>(old: &[(K, String)], new: &[(K, String)], effort: &mut Effort) -> Aligned {
    if old > new {
        let mut aligned = ordered(new, old, effort);
        for pair in &mut aligned {
            *pair = (pair.1, pair.0);
        }
        return sorted(aligned);
    }
    sorted(ordered(old, new, effort))
}

/// Puts removed lines before added ones, where they are adjacent.
fn sorted(aligned: Aligned) -> Aligned {
    let mut sorted = Vec::with_capacity(aligned.len());
    let mut added = Vec::new();
    for pair in aligned {
        match pair {
            (None, Some(_)) => added.push(pair),
            (Some(_), None) => sorted.push(pair),
            _ => {
                sorted.append(&mut added);
                sorted.push(pair);
            }
        }
    }
    sorted.append(&mut added);
    sorted
}

fn ordered<K: Ord>(old: &[(K, String)], new: &[(K, String)], effort: &mut Effort) -> Aligned {
    let is_same = |(old, new): &(&(K, String), &(K, String))| old == new;
    let start = old.iter().zip(new).take_while(is_same).count();
    let (old_rest, new_rest) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(is_same).count();
    let old_rest = old_rest.get(..old_rest.len() - end).unwrap_or_default();
    let new_rest = new_rest.get(..new_rest.len() - end).unwrap_or_default();

    let mut aligned: Aligned = (0..start).map(|at| (Some(at), Some(at))).collect();
    for (from, to) in differing(old_rest, new_rest, effort) {
        aligned.push((from.map(|at| at + start), to.map(|at| at + start)));
    }
    aligned.extend((0..end).map(|at| (Some(old.len() - end + at), Some(new.len() - end + at))));
    aligned
}

fn differing<K: Ord>(old: &[(K, String)], new: &[(K, String)], effort: &mut Effort) -> Aligned {
    let size = u64::try_from(old.len().saturating_add(new.len())).unwrap_or(u64::MAX);
    if old.is_empty() || new.is_empty() || !effort.spend(size.saturating_mul(size)) {
        return apart(0..old.len(), 0..new.len());
    }
    let (old_numbers, new_numbers) = numbered(old, new);
    let mut aligned = Vec::new();
    for Run { old: olds, new: news, is_changed } in runs(&old_numbers, &new_numbers) {
        if !is_changed {
            aligned.extend(olds.zip(news).map(|(from, to)| (Some(from), Some(to))));
            continue;
        }
        let lines = (old.get(olds.clone()).unwrap_or_default(), new.get(news.clone()).unwrap_or_default());
        let pairs = paired(lines.0, lines.1, effort).into_iter();
        aligned
            .extend(pairs.map(|(from, to)| (from.map(|at| at + olds.start), to.map(|at| at + news.start))));
    }
    aligned
}

fn apart(old: std::ops::Range<usize>, new: std::ops::Range<usize>) -> Aligned {
    old.map(|at| (Some(at), None)).chain(new.map(|at| (None, Some(at)))).collect()
}

/// The lines as numbers, equal for equal lines.
fn numbered<K: Ord>(old: &[(K, String)], new: &[(K, String)]) -> (Vec<usize>, Vec<usize>) {
    let mut distinct: Vec<&(K, String)> = old.iter().chain(new).collect();
    distinct.sort();
    distinct.dedup();
    let number = |line: &(K, String)| distinct.binary_search(&line).unwrap_or_default();
    (old.iter().map(number).collect(), new.iter().map(number).collect())
}

/// Pairs similar lines in order, so that the total similarity is largest.
fn paired<K: Ord>(old: &[(K, String)], new: &[(K, String)], effort: &mut Effort) -> Aligned {
    let letters = |lines: &[(K, String)]| lines.iter().map(|(_, text)| text.len()).sum::<usize>();
    let steps = old.len().saturating_mul(letters(new)).saturating_add(new.len().saturating_mul(letters(old)));
    if old.is_empty() || new.is_empty() || !effort.spend(u64::try_from(steps).unwrap_or(u64::MAX)) {
        return apart(0..old.len(), 0..new.len());
    }
    let (old_letters, new_letters): (Vec<_>, Vec<_>) = (
        old.iter().map(|(_, text)| pairs_of(text)).collect(),
        new.iter().map(|(_, text)| pairs_of(text)).collect(),
    );
    let likeness = |from: usize, to: usize| -> usize {
        let is_of_kind = old.get(from).map(|line| &line.0) == new.get(to).map(|line| &line.0);
        let found = old_letters.get(from).zip(new_letters.get(to)).map_or(0, |(from, to)| shared(from, to));
        if is_of_kind && found >= ALIKE { found } else { 0 }
    };
    // best[from][to]: the largest total similarity of the lines from there on.
    let width = new.len() + 1;
    let mut best = vec![0_usize; width * (old.len() + 1)];
    let mut alike = vec![0_usize; width * (old.len() + 1)];
    let at = |from: usize, to: usize| from * width + to;
    let get = |table: &[usize], from, to| table.get(at(from, to)).copied().unwrap_or(0);
    for from in (0..old.len()).rev() {
        for to in (0..new.len()).rev() {
            let found = likeness(from, to);
            let together = if found > 0 { found + get(&best, from + 1, to + 1) } else { 0 };
            let most = together.max(get(&best, from + 1, to)).max(get(&best, from, to + 1));
            for (table, number) in [(&mut best, most), (&mut alike, found)] {
                if let Some(place) = table.get_mut(at(from, to)) {
                    *place = number;
                }
            }
        }
    }
    let (mut from, mut to) = (0, 0);
    let mut aligned = Vec::with_capacity(old.len() + new.len());
    while from < old.len() && to < new.len() {
        let found = get(&alike, from, to);
        let most = get(&best, from, to);
        if found > 0 && most == found + get(&best, from + 1, to + 1) {
            aligned.push((Some(from), Some(to)));
            (from, to) = (from + 1, to + 1);
        } else if most == get(&best, from + 1, to) {
            aligned.push((Some(from), None));
            from += 1;
        } else {
            aligned.push((None, Some(to)));
            to += 1;
        }
    }
    aligned.extend(apart(from..old.len(), to..new.len()));
    aligned
}

/// How often each pair of neighbouring characters occurs in a text; all numbers count as equal.
fn pairs_of(text: &str) -> HashMap<(char, char), usize> {
    let mut pairs = HashMap::new();
    let mut before = None;
    for character in text.chars() {
        let letter = if character.is_ascii_digit() { '0' } else { character };
        if letter == '0' && before == Some('0') {
            continue;
        }
        if let Some(before) = before.replace(letter) {
            *pairs.entry((before, letter)).or_default() += 1;
        }
    }
    pairs
}

/// The share of character pairs that two texts have in common, in thousandths; 0 for texts without pairs.
fn shared(one: &HashMap<(char, char), usize>, other: &HashMap<(char, char), usize>) -> usize {
    let total = one.values().sum::<usize>() + other.values().sum::<usize>();
    let common: usize =
        one.iter().map(|(pair, count)| other.get(pair).copied().unwrap_or(0).min(*count)).sum();
    (2 * common * 1000).checked_div(total).unwrap_or(0)
}

/// The similarity of two texts, in thousandths.
pub(super) fn likeness(one: &str, other: &str) -> usize {
    if one == other { 1000 } else { shared(&pairs_of(one), &pairs_of(other)) }
}

/// Whether two texts are similar enough to be paired.
pub(super) const fn is_alike(likeness: usize) -> bool {
    likeness >= ALIKE
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines as `old|new`, one of them empty if it has no counterpart.
    fn aligned(old: &[&str], new: &[&str], steps: u64) -> Vec<String> {
        let keyed = |lines: &[&str]| lines.iter().map(|line| ((), (*line).to_owned())).collect::<Vec<_>>();
        let text = |lines: &[&str], at: Option<usize>| at.map_or("", |at| lines[at]).to_owned();
        let aligned = align(&keyed(old), &keyed(new), &mut Effort::new(steps));
        let mirrored = align(&keyed(new), &keyed(old), &mut Effort::new(steps));
        let back: Vec<_> =
            mirrored.iter().filter(|(a, b)| a.is_some() && b.is_some()).map(|(a, b)| (*b, *a)).collect();
        let kept: Vec<_> = aligned.iter().filter(|(a, b)| a.is_some() && b.is_some()).copied().collect();
        assert_eq!(kept, back, "mirrored");
        aligned.iter().map(|(a, b)| format!("{}|{}", text(old, *a), text(new, *b))).collect()
    }

    #[test]
    fn lines_are_aligned_and_paired_by_similarity() {
        let cases: [(&[&str], &[&str], &[&str]); 6] = [
            (&["甲。", "乙。"], &["甲。", "乙。"], &["甲。|甲。", "乙。|乙。"]),
            (&["甲。"], &["甲。", "丙。"], &["甲。|甲。", "|丙。"]),
            (&["甲。", "乙。"], &["乙。", "甲。"], &["甲。|", "乙。|乙。", "|甲。"]),
            (
                &["收到申请12件。", "无诉讼案件。"],
                &["开展培训三次。", "收到申请15件。"],
                &["|开展培训三次。", "收到申请12件。|收到申请15件。", "无诉讼案件。|"],
            ),
            (&["全年收到申请12件。"], &["天气晴朗。"], &["全年收到申请12件。|", "|天气晴朗。"]),
            (&[], &["甲。"], &["|甲。"]),
        ];
        for (old, new, want) in cases {
            assert_eq!(aligned(old, new, 1_000_000), want);
        }
    }

    #[test]
    fn beyond_the_effort_only_both_ends_are_aligned() {
        let old = ["首", "收到申请12件", "同", "尾"];
        let new = ["首", "收到申请15件", "同", "乙", "尾"];
        assert_eq!(
            aligned(&old, &new, 3),
            ["首|首", "收到申请12件|", "同|", "|收到申请15件", "|同", "|乙", "尾|尾"]
        );
    }
}
