//! Parses a page into a `scraper` tree under limits.
//!
//! html5ever's time is quadratic in the depth of open elements and in the attributes of a tag. So the
//! page is fed in small pieces, with the limits checked after each, and tags with thousands of attributes
//! are refused beforehand. Depth is measured on the tree itself, at every new element: a depth stored with
//! a node goes stale when html5ever moves a branch.

use ego_tree::{NodeRef, Tree};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{ParseOpts, parse_document};
use scraper::{Html, HtmlTreeSink, Node};

use super::attributes::check_attributes;
use crate::model::error::{Error, Limit, Result};
use crate::model::limits::Limits;

/// Bytes fed to the parser between two checks of the limits.
const PIECE: usize = 512;

/// Builds the tree of a page.
///
/// # Errors
/// [`Error::TooLarge`] for depth, number of nodes, attributes or time.
pub(super) fn parse(text: &str, limits: &Limits) -> Result<Tree<Node>> {
    check_attributes(text, limits)?;
    let mut parser = parse_document(HtmlTreeSink::new(Html::new_document()), ParseOpts::default());
    let (mut rest, mut checked) = (text, 0);
    while !rest.is_empty() {
        // A character has at most four bytes.
        let halves = (PIECE..PIECE + 4).find_map(|end| rest.split_at_checked(end));
        let (piece, after) = halves.unwrap_or((rest, ""));
        parser.process(StrTendril::from(piece));
        checked = check_new_nodes(&parser.tokenizer.sink.sink.0.borrow().tree, checked, limits)?;
        rest = after;
    }
    let tree = parser.finish().tree;
    // All of them once more: a branch may have been moved below another without a new element in it.
    check_new_nodes(&tree, 0, limits)?;
    Ok(tree)
}

/// Checks the clock, the number of nodes, and the depth of all nodes but the first `checked` ones.
/// Returns the number of nodes.
fn check_new_nodes(tree: &Tree<Node>, checked: usize, limits: &Limits) -> Result<usize> {
    limits.clock.check()?;
    let count = tree.nodes().len();
    if count > limits.nodes {
        return Err(too_large(Limit::Nodes, count, limits.nodes));
    }
    let new_elements =
        tree.nodes().rev().take(count.saturating_sub(checked)).filter(|node| node.value().is_element());
    let mut last = None;
    let mut deepest = 0;
    for element in new_elements {
        let depth = depth(element, last);
        last = Some((element, depth));
        deepest = depth.max(deepest);
    }
    if deepest > limits.depth {
        return Err(too_large(Limit::Depth, deepest, limits.depth));
    }
    Ok(count)
}

/// The number of elements from the root down to this one, taken from the element measured before where
/// that is its child or its sibling.
fn depth(element: NodeRef<'_, Node>, last: Option<(NodeRef<'_, Node>, usize)>) -> usize {
    if let Some((last, depth)) = last {
        let parent = last.parent();
        if parent == Some(element) {
            return depth - 1;
        }
        if parent.is_some() && parent == element.parent() {
            return depth;
        }
    }
    1 + element.ancestors().filter(|node| node.value().is_element()).count()
}

fn too_large(what: Limit, found: usize, allowed: usize) -> Error {
    Error::TooLarge { what, found: found as u64, allowed: allowed as u64 }
}
