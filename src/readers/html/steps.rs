//! The steps of a walk through a tree in document order, without recursion.

use ego_tree::NodeRef;
use scraper::Node;

#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'a> {
    Enter(NodeRef<'a, Node>),
    Leave(NodeRef<'a, Node>),
}

/// The next step; a node entered and not descended into is not left.
pub(super) fn following(step: Step<'_>, descend: bool) -> Option<Step<'_>> {
    let node = match step {
        Step::Enter(node) if descend && matches!(node.value(), Node::Document | Node::Element(_)) => {
            return Some(node.first_child().map_or(Step::Leave(node), Step::Enter));
        }
        Step::Enter(node) | Step::Leave(node) => node,
    };
    node.next_sibling().map(Step::Enter).or_else(|| node.parent().map(Step::Leave))
}
