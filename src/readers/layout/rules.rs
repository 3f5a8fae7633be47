//! Ruling lines of a page: pieces of one line joined, and lines that touch grouped into tables.

use super::geometry::{Axis, Rule};

/// How far apart two positions on a page may be and be meant as one.
pub const TOLERANCE: f64 = 3.5;
/// How far pieces of one line may be off each other, and apart: those of dotted lines are.
const OFF: f64 = 1.2;
const APART: f64 = 4.0;
/// Lines of a page of which every pair is compared.
const MOST: usize = 4_000;

/// Joins the pieces of each line.
pub fn joined(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_by(|a, b| (a.axis, a.at).partial_cmp(&(b.axis, b.at)).unwrap_or(std::cmp::Ordering::Equal));
    let mut joined = Vec::with_capacity(rules.len());
    let mut rest = rules.as_mut_slice();
    while let Some(first) = rest.first().copied() {
        let same = rest.partition_point(|rule| rule.axis == first.axis && rule.at - first.at <= OFF);
        let (line, after) = rest.split_at_mut(same.max(1));
        line.sort_by(|a, b| a.from.total_cmp(&b.from));
        let mut open: Option<Rule> = None;
        for rule in line.iter() {
            match &mut open {
                Some(open) if rule.from - open.to <= APART => open.to = open.to.max(rule.to),
                _ => joined.extend(open.replace(*rule)),
            }
        }
        joined.extend(open);
        rest = after;
    }
    joined
}

/// Groups the lines that touch. `None` where there are too many to compare.
pub fn groups(rules: &[Rule]) -> Option<Vec<Vec<Rule>>> {
    if rules.len() > MOST {
        return None;
    }
    let mut sets = DisjointSets::new(rules.len());
    let horizontal = rules.iter().enumerate().filter(|(_, rule)| rule.axis == Axis::Horizontal);
    for (h, row) in horizontal {
        let vertical = rules.iter().enumerate().filter(|(_, rule)| rule.axis == Axis::Vertical);
        for (v, column) in vertical {
            let touches = row.from - TOLERANCE <= column.at
                && column.at <= row.to + TOLERANCE
                && column.from - TOLERANCE <= row.at
                && row.at <= column.to + TOLERANCE;
            if touches {
                sets.unite(h, v);
            }
        }
    }
    Some(
        sets.members()
            .into_iter()
            .map(|set| set.iter().filter_map(|&at| rules.get(at).copied()).collect())
            .collect(),
    )
}

/// Sets of numbers, of which two can be made one.
pub struct DisjointSets(Vec<usize>);

impl DisjointSets {
    pub fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The number that stands for the set of `member`.
    pub fn root(&mut self, mut member: usize) -> usize {
        while let Some(parent) = self.0.get(member).copied().filter(|parent| *parent != member) {
            let above = self.0.get(parent).copied().unwrap_or(parent);
            if let Some(slot) = self.0.get_mut(member) {
                *slot = above;
            }
            member = above;
        }
        member
    }

    pub fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.0.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }

    /// The members of each set, in the order of the first of each.
    pub fn members(&mut self) -> Vec<Vec<usize>> {
        let mut sets: Vec<Vec<usize>> = vec![Vec::new(); self.0.len()];
        for member in 0..self.0.len() {
            let root = self.root(member);
            sets.get_mut(root).into_iter().for_each(|set| set.push(member));
        }
        sets.retain(|set| !set.is_empty());
        sets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_a_line_are_joined() {
        let pieces = vec![
            Rule::horizontal(10.0, 0.0, 5.0),
            Rule::vertical(10.0, 0.0, 5.0),
            Rule::horizontal(10.5, 7.0, 20.0),
            Rule::horizontal(10.0, 40.0, 50.0),
            Rule::horizontal(14.0, 0.0, 5.0),
        ];
        let want = [
            Rule::horizontal(10.0, 0.0, 20.0),
            Rule::horizontal(10.0, 40.0, 50.0),
            Rule::horizontal(14.0, 0.0, 5.0),
            Rule::vertical(10.0, 0.0, 5.0),
        ];
        assert_eq!(joined(pieces), want);
    }

    #[test]
    fn lines_that_touch_are_a_group() {
        let rules = [
            Rule::horizontal(0.0, 0.0, 10.0),
            Rule::vertical(0.0, 0.0, 10.0),
            Rule::horizontal(50.0, 0.0, 10.0),
            Rule::vertical(10.0, 1.0, 10.0),
            Rule::vertical(12.0, 50.0, 60.0),
        ];
        let sizes: Vec<usize> = groups(&rules).unwrap().iter().map(Vec::len).collect();
        assert_eq!(sizes, [3, 2]);
        let many = vec![Rule::horizontal(0.0, 0.0, 1.0); MOST + 1];
        assert!(groups(&many).is_none());
    }
}
