//! Custom properties, and the values that refer to them by `var()`.

use std::collections::HashMap;

use ego_tree::{NodeId, NodeRef};
use scraper::Node;

use super::super::element::attribute;
use super::parser;
use super::property::{is_important, value_of};
use super::selector::Budget;

/// Values within values that are followed; a circle ends there.
const DEPTH: usize = 8;

/// Bytes of a value that are put together.
const LONGEST: usize = 2048;

/// A custom property that a rule declares.
#[derive(Clone, Copy, Debug)]
struct Custom<'a> {
    name: &'a str,
    value: &'a str,
    is_important: bool,
}

/// The custom properties of a page.
#[derive(Debug, Default)]
pub(super) struct Variables<'a> {
    /// Those of each rule that has any, by the number of its block.
    blocks: HashMap<usize, Vec<Custom<'a>>>,
    /// The rules for each element, the one that wins last.
    elements: HashMap<NodeId, Vec<usize>>,
    budget: Budget,
}

/// Whether a value refers to a custom property.
pub(super) fn refers(value: &str) -> bool {
    position(value).is_some()
}

fn position(value: &str) -> Option<usize> {
    value.as_bytes().windows(4).position(|part| part.eq_ignore_ascii_case(b"var("))
}

/// The custom properties in a block.
fn customs(block: &str) -> impl Iterator<Item = Custom<'_>> {
    parser::split(block, ';').filter_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        let name = name.trim();
        name.starts_with("--").then(|| Custom {
            name,
            value: value_of(value),
            is_important: is_important(value),
        })
    })
}

impl<'a> Variables<'a> {
    /// Adds the custom properties in the block of a rule; whether there are any.
    pub fn add_block(&mut self, number: usize, block: &'a str) -> bool {
        let customs: Vec<_> = if block.contains("--") { customs(block).collect() } else { Vec::new() };
        let has_any = !customs.is_empty();
        if has_any {
            self.blocks.insert(number, customs);
        }
        has_any
    }

    /// Adds a rule for an element that wins over those before.
    pub fn add_rule(&mut self, element: NodeId, block: usize) {
        if self.blocks.contains_key(&block) {
            self.elements.entry(element).or_default().push(block);
        }
    }

    pub fn is_cut(&self) -> bool {
        self.budget.is_spent()
    }

    /// A value with what it refers to; `None` where that is not declared, which makes the value void.
    pub fn substituted(&self, value: &str, node: NodeRef<'_, Node>) -> Option<String> {
        let mut whole = String::new();
        self.substitute(value, node, DEPTH, &mut whole).then_some(whole)
    }

    fn substitute(&self, value: &str, node: NodeRef<'_, Node>, depth: usize, whole: &mut String) -> bool {
        let mut rest = value;
        while let Some(at) = position(rest) {
            let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
            whole.push_str(before);
            let inner = after.get("var(".len()..).unwrap_or_default();
            let argument = parser::split(inner, ')').next().unwrap_or_default();
            rest = inner.get(argument.len()..).and_then(|rest| rest.strip_prefix(')')).unwrap_or_default();
            let (name, fallback) = match argument.split_once(',') {
                Some((name, fallback)) => (name, Some(fallback)),
                None => (argument, None),
            };
            let Some(depth) = depth.checked_sub(1).filter(|_| self.budget.spend_on(value)) else {
                return false;
            };
            let start = whole.len();
            let found = self.find(name.trim(), node);
            if found.is_some_and(|(value, node)| self.substitute(value, node, depth, whole)) {
                if whole.len() > LONGEST {
                    return false;
                }
                continue;
            }
            whole.truncate(start);
            if !fallback.is_some_and(|fallback| self.substitute(fallback, node, depth, whole)) {
                return false;
            }
        }
        whole.push_str(rest);
        whole.len() <= LONGEST
    }

    /// The value of a custom property for an element, and the element that it is declared for.
    fn find<'x>(&'x self, name: &str, node: NodeRef<'x, Node>) -> Option<(&'x str, NodeRef<'x, Node>)> {
        for node in std::iter::once(node).chain(node.ancestors()) {
            if !self.budget.spend(1) {
                return None;
            }
            match self.declared(name, node) {
                Some(value) if value.eq_ignore_ascii_case("initial") => return None,
                Some(value)
                    if value.eq_ignore_ascii_case("inherit") || value.eq_ignore_ascii_case("unset") => {}
                Some(value) => return Some((value, node)),
                None => {}
            }
        }
        None
    }

    /// The value that is declared for the element itself.
    fn declared<'x>(&'x self, name: &str, node: NodeRef<'x, Node>) -> Option<&'x str> {
        let style = node.value().as_element().and_then(|element| attribute(element, "style"));
        let own = style.filter(|style| style.contains("--") && self.budget.spend_on(style));
        let own = own.and_then(|style| customs(style).filter(|custom| custom.name == name).last());
        let of_rules = self.of_rules(name, node.id());
        let wins = |rule: &Custom<'_>| own.is_none_or(|own| rule.is_important && !own.is_important);
        of_rules.filter(wins).or(own).map(|custom| custom.value)
    }

    fn of_rules(&self, name: &str, id: NodeId) -> Option<Custom<'a>> {
        let mut found: Option<Custom<'a>> = None;
        for block in self.elements.get(&id).into_iter().flatten() {
            let customs = self.blocks.get(block).map(Vec::as_slice).unwrap_or_default();
            if !self.budget.spend(1 + customs.len() / 16) {
                return None;
            }
            for custom in customs.iter().filter(|custom| custom.name == name) {
                if found.is_none_or(|found| custom.is_important || !found.is_important) {
                    found = Some(*custom);
                }
            }
        }
        found
    }
}
