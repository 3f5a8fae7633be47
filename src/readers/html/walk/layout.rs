//! The tables that are there for the layout of a page.

use std::collections::HashSet;

use ego_tree::{NodeId, NodeRef, Tree};
use scraper::Node;

use super::super::element::{html_name, node_name};
use super::super::shown::Shown;
use super::super::steps::{Step, following};
use super::super::style::Display;

/// The tables that hold tables, and their rows that do. What is hidden does not count.
pub(super) fn tables(tree: &Tree<Node>, page: &Shown<'_>) -> HashSet<NodeId> {
    let mut found = HashSet::new();
    let mut step = Some(Step::Enter(tree.root()));
    while let Some(now) = step {
        let mut shown = true;
        if let Step::Enter(node) = now
            && let Some(element) = node.value().as_element()
        {
            shown = matches!(page.display(node, element), Display::Inline | Display::Block);
            if shown && html_name(element) == Some("table") {
                add_tables_around(node, &mut found);
            }
        }
        step = following(now, shown);
    }
    found
}

/// Adds the table around this one, and the row of it.
fn add_tables_around(table: NodeRef<'_, Node>, found: &mut HashSet<NodeId>) {
    for outer in table.ancestors() {
        let name = node_name(outer);
        if matches!(name, Some("tr" | "table")) {
            found.insert(outer.id());
        }
        if name == Some("table") {
            break;
        }
    }
}
