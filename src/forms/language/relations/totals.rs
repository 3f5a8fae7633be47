//! Totals of totals must end somewhere: `a = b + c` and `b = a + d` would be formulas that refer to each other.

use std::collections::{BTreeMap, BTreeSet};

use super::RelationDraft;
use super::index::TableIndex;
use crate::forms::language::node::Node;
use crate::model::form::Axis;

/// Reports the first total of a table that is a part of itself.
pub(super) fn check(relations: &[RelationDraft<'_>], table: &TableIndex<'_>, nodes: &[Node<'_>]) {
    for axis in [Axis::EachRow, Axis::EachColumn] {
        let mut parts: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let sums = relations.iter().filter_map(|relation| Some((relation, relation.sum.as_ref()?)));
        for (relation, sum) in sums.filter(|(_, sum)| sum.axis == axis) {
            let [total] = sum.left.as_slice() else { continue };
            if sum.right.iter().any(|part| leads_to(part, total, &parts)) {
                let Some(node) = nodes.first() else { return };
                let label = table.lines(axis).by_id(total).first().and_then(|at| table.lines(axis).line(*at));
                let name = label.map_or_else(String::new, |line| line.label.to_string());
                node.wrong(
                    relation.rule.at,
                    format!("“{name}”的各项里又有它自己的合计，合计不能互相包含"),
                    format!("'{total}' is a part of its own parts; totals must not contain one another"),
                );
                return;
            }
            parts.entry(total).or_default().extend(sum.right.iter().map(String::as_str));
        }
    }
}

/// Whether this part is the total, or has it among its own parts.
fn leads_to<'s>(part: &'s str, total: &str, parts: &BTreeMap<&'s str, BTreeSet<&'s str>>) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![part];
    while let Some(part) = open.pop() {
        if part == total {
            return true;
        }
        if seen.insert(part) {
            open.extend(parts.get(part).into_iter().flatten());
        }
    }
    false
}
