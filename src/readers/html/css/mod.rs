//! The style sheets of a page: which declarations they make for which element.
//!
//! Only what decides whether text is seen is kept. Work is bounded by the length of the sheets and by a number of
//! steps; where that is not enough, [`Styles::is_cut`] says so. `@import` and variables are not followed.

mod attribute_test;
mod parser;
mod property;
mod selector;
#[cfg(test)]
mod tests;
mod value;

use std::collections::HashMap;

use ego_tree::{NodeId, NodeRef, Tree};
use scraper::Node;
use scraper::node::Element;

pub(super) use self::property::{Declarations, Property};
use self::selector::{Budget, Key, Selector, Specificity, Target};
pub(super) use self::value::{Length, Paint, hundredths};
use super::element::{attribute, node_name, words};

/// Steps of matching selectors for one page: some hundredths of a second.
const STEPS: u32 = 1_000_000;

/// Bytes of a selector; longer ones are not considered.
const SELECTOR: usize = 4096;

/// Selectors of a page that are kept. Sites have up to 5,000, of which a fifth say something that counts.
const SELECTORS: usize = 20_000;

/// A style sheet beside the page, as in a web archive.
#[derive(Clone, Debug)]
pub(super) struct LinkedSheet {
    /// The addresses by which a page may refer to it.
    pub names: Vec<String>,
    /// Its text.
    pub text: String,
}

/// The text of all style sheets of a page, without comments; empty for most pages.
pub(super) fn sheets(tree: &Tree<Node>, linked: &[LinkedSheet]) -> String {
    let mut text = String::new();
    for node in tree.nodes() {
        let (Some(name), Some(element)) = (node_name(node), node.value().as_element()) else { continue };
        let is_for_screen = || parser::holds_on_screen(attribute(element, "media").unwrap_or_default());
        match name {
            "style" if is_for_screen() => {
                node.children()
                    .filter_map(|child| child.value().as_text())
                    .for_each(|sheet| text.push_str(sheet));
                text.push('\n');
            }
            "link"
                if !linked.is_empty()
                    && words(element, "rel").any(|word| word.eq_ignore_ascii_case("stylesheet")) =>
            {
                let address = attribute(element, "href").unwrap_or_default();
                if let Some(sheet) =
                    linked.iter().find(|sheet| sheet.is_at(address)).filter(|_| is_for_screen())
                {
                    text.push_str(&sheet.text);
                    text.push('\n');
                }
            }
            _ => {}
        }
    }
    if text.trim().is_empty() { String::new() } else { parser::without_comments(&text) }
}

impl LinkedSheet {
    /// Whether a page means this sheet: by its address or its id, or by an address relative to the page.
    fn is_at(&self, address: &str) -> bool {
        let address = address.trim();
        let id = address.strip_prefix("cid:").unwrap_or(address);
        let relative = address.trim_start_matches("./");
        self.names.iter().any(|name| {
            name == address
                || name == id
                || !relative.is_empty()
                    && name.strip_suffix(relative).is_some_and(|folder| folder.ends_with('/'))
        })
    }
}

/// The text that a value of `content` makes: strings and attributes; a counter is a digit that is not known.
pub(super) fn generated_text(content: &str, element: &Element) -> String {
    let mut text = String::new();
    let mut rest = content.trim();
    while let Some(first) = rest.chars().next() {
        let word = parser::split(rest, ' ').next().unwrap_or(rest);
        match first {
            '"' | '\'' => text.push_str(word.trim_matches(first)),
            _ if word.starts_with("counter") => text.push('0'),
            _ => {
                let name = word.strip_prefix("attr(").map(|name| name.trim_end_matches(')').trim());
                text.push_str(name.and_then(|name| attribute(element, name)).unwrap_or_default());
            }
        }
        rest = rest.get(word.len()..).unwrap_or_default().trim_start();
    }
    text
}

/// What the sheets declare for the elements of a page.
#[derive(Debug, Default)]
pub(super) struct Styles<'a> {
    elements: HashMap<NodeId, Declarations<'a>>,
    generated: HashMap<NodeId, &'a str>,
    is_cut: bool,
}

impl<'a> Styles<'a> {
    /// Matches the rules of a text that [`sheets`] returned with the elements of a page.
    pub fn of(sheets: &'a str, tree: &Tree<Node>) -> Self {
        let mut styles = Self::default();
        if sheets.is_empty() {
            return styles;
        }
        let rules = Rules::parse(sheets);
        styles.is_cut = rules.is_cut;
        if rules.selectors.is_empty() {
            return styles;
        }
        let budget = Budget::new(STEPS);
        let mut found = Vec::new();
        for node in tree.nodes().filter(|node| node_name(*node).is_some()) {
            rules.find(node, &budget, &mut found);
            found.sort_unstable();
            for (_, _, index) in found.drain(..) {
                styles.add(node.id(), &rules, index);
            }
            if budget.is_spent() {
                styles.is_cut = true;
                break;
            }
        }
        styles
    }

    fn add(&mut self, id: NodeId, rules: &Rules<'a>, index: usize) {
        let Some((selector, block)) = rules.selectors.get(index) else { return };
        let Some(declarations) = rules.blocks.get(*block) else { return };
        match selector.target {
            Target::Element => self.elements.entry(id).or_default().add_all(declarations),
            Target::Generated => match declarations.get(Property::Content) {
                "" => {}
                content => {
                    self.generated.insert(id, content);
                }
            },
        }
    }

    /// The declarations of the sheets for an element, in the order in which they count.
    pub fn get(&self, id: NodeId) -> Option<&Declarations<'a>> {
        if self.elements.is_empty() { None } else { self.elements.get(&id) }
    }

    /// The `content` of text that the sheets put before or after the element.
    pub fn generated(&self, id: NodeId) -> Option<&'a str> {
        if self.generated.is_empty() { None } else { self.generated.get(&id).copied() }
    }

    /// Whether there were too many rules to consider all.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }
}

/// The selectors of all rules that declare something that counts, by what their elements are found by.
#[derive(Debug, Default)]
struct Rules<'a> {
    blocks: Vec<Declarations<'a>>,
    /// Each with the index of its block.
    selectors: Vec<(Selector<'a>, usize)>,
    by_key: HashMap<Key<'a>, Vec<usize>>,
    is_cut: bool,
}

impl<'a> Rules<'a> {
    fn parse(sheets: &'a str) -> Self {
        let mut rules = Self::default();
        for rule in parser::rules(sheets) {
            let mut declarations = Declarations::default();
            declarations.add(rule.block);
            if declarations.is_empty() {
                continue;
            }
            let block = rules.blocks.len();
            rules.blocks.push(declarations);
            for selector in parser::split(rule.selectors, ',') {
                rules.is_cut |= selector.len() > SELECTOR;
                let Some(selector) =
                    Some(selector).filter(|text| text.len() <= SELECTOR).and_then(Selector::parse)
                else {
                    continue;
                };
                if rules.selectors.len() == SELECTORS {
                    rules.is_cut = true;
                    return rules;
                }
                rules.by_key.entry(selector.key()).or_default().push(rules.selectors.len());
                rules.selectors.push((selector, block));
            }
        }
        rules
    }

    /// Adds what matches an element: specificity, order and index of each selector.
    fn find(&self, node: NodeRef<'_, Node>, budget: &Budget, found: &mut Vec<(Specificity, usize, usize)>) {
        let Some(element) = node.value().as_element() else { return };
        let id = attribute(element, "id").map(Key::Id);
        let classes = words(element, "class").map(Key::Class);
        let keys = [Key::Type(&element.name.local), Key::Any].into_iter().chain(id).chain(classes);
        for index in keys.filter_map(|key| self.by_key.get(&key)).flatten() {
            if let Some((selector, block)) = self.selectors.get(*index)
                && selector.matches(node, budget)
                && budget.spend(self.blocks.get(*block).map_or(0, Declarations::len))
            {
                found.push((selector.specificity, *block, *index));
            }
        }
    }
}
