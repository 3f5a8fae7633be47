//! Circles in a graph of names.

use std::collections::{BTreeMap, BTreeSet};

type Graph<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// The largest groups of nodes in which each is reached from each other.
pub fn circles<'a>(edges: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<BTreeSet<&'a str>> {
    let mut graph = Graph::new();
    for (from, to) in edges {
        graph.entry(from).or_default().insert(to);
    }
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        graph.keys().map(|&node| (node, reached(&graph, node))).collect();
    let mut circles = BTreeSet::new();
    for (node, others) in &reached {
        let leads_back = |other: &&str| reached.get(other).is_some_and(|back| back.contains(node));
        let circle: BTreeSet<&str> = others.iter().copied().filter(leads_back).collect();
        if circle.len() > 1 {
            circles.insert(circle);
        }
    }
    circles.into_iter().collect()
}

fn reached<'a>(graph: &Graph<'a>, from: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = graph.get(from).into_iter().flatten().copied().collect();
    while let Some(node) = open.pop() {
        if reached.insert(node) {
            open.extend(graph.get(node).into_iter().flatten());
        }
    }
    reached
}

#[test]
fn circles_are_found() {
    let edges =
        [("a", "b"), ("b", "c"), ("c", "b"), ("c", "d"), ("d", "d"), ("e", "f"), ("f", "g"), ("g", "e")];
    let found: Vec<Vec<&str>> =
        circles(edges).into_iter().map(|circle| circle.into_iter().collect()).collect();
    assert_eq!(found, [vec!["b", "c"], vec!["e", "f", "g"]]);
}
