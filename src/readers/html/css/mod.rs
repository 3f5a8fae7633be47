//! The style sheets of a page: which declarations they make for which element.
//!
//! Only what decides whether text is seen is kept. Work is bounded by the length of the sheets and by a number of
//! steps; where that is not enough, [`Styles::is_cut`] says so. `@import` is not followed.

mod attribute_test;
mod generated;
mod nesting;
mod parser;
mod property;
mod pseudo_class;
mod selector;
#[cfg(test)]
mod tests;
mod value;
mod variables;

use std::collections::HashMap;

use ego_tree::{NodeId, NodeRef, Tree};
use scraper::Node;

pub(super) use self::generated::{generated_text, picture_in};
use self::nesting::Plain;
pub(super) use self::property::{Declarations, Property};
use self::selector::{Budget, Key, Selector, Specificity, Target};
pub(super) use self::value::{Length, Paint, hundredths};
use self::variables::Variables;
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

/// The style sheets of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheets {
    /// The text of all, without comments and nested rules; empty for most pages.
    text: String,
    /// Whether some rules were left out.
    is_cut: bool,
}

/// The style sheets of a page and those that it refers to.
pub(super) fn sheets(tree: &Tree<Node>, linked: &[LinkedSheet]) -> Sheets {
    let mut text = String::new();
    for node in tree.nodes() {
        let Some(element) = node.value().as_element() else { continue };
        // Those within drawings are for the whole page, too.
        let name = &*element.name.local;
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
    if text.trim().is_empty() {
        return Sheets::default();
    }
    let text = parser::without_comments(&text);
    if !nesting::has_nested(&text) {
        return Sheets { text, is_cut: false };
    }
    let Plain { text, is_cut, .. } = Plain::of(&text);
    Sheets { text, is_cut }
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

/// What the sheets declare for the elements of a page.
#[derive(Debug, Default)]
pub(super) struct Styles<'a> {
    /// What the elements have that the same rules match.
    sets: Vec<Declarations<'a>>,
    /// Whether values of each set refer to custom properties.
    set_refers: Vec<bool>,
    /// The set of each element.
    elements: HashMap<NodeId, usize>,
    /// The `content` of text that is put before and after elements.
    generated: HashMap<(NodeId, Target), &'a str>,
    first_letters: HashMap<NodeId, Declarations<'a>>,
    variables: Variables<'a>,
    /// Whether values refer to custom properties.
    refers: bool,
    is_cut: bool,
}

impl<'a> Styles<'a> {
    /// Matches the rules of a text that [`sheets`] returned with the elements of a page.
    pub fn of(sheets: &'a Sheets, tree: &Tree<Node>) -> Self {
        let mut styles = Self { is_cut: sheets.is_cut, ..Self::default() };
        if sheets.text.is_empty() {
            return styles;
        }
        let mut rules = Rules::parse(&sheets.text);
        styles.is_cut |= rules.is_cut;
        styles.refers = rules.refers;
        styles.variables = std::mem::take(&mut rules.variables);
        if rules.selectors.is_empty() {
            return styles;
        }
        let budget = Budget::new(STEPS);
        let mut found = Vec::new();
        let mut sets = HashMap::new();
        for node in tree.nodes().filter(|node| node_name(*node).is_some()) {
            rules.find(node, &budget, &mut found);
            found.sort_unstable();
            let indices: Vec<usize> = found.drain(..).map(|(.., index)| index).collect();
            if !indices.is_empty() {
                styles.add_all(node.id(), &rules, indices, &mut sets);
            }
            if budget.is_spent() {
                styles.is_cut = true;
                break;
            }
        }
        styles
    }

    /// Adds what matches an element, in the order in which it counts. `sets` are those of elements before it.
    fn add_all(
        &mut self,
        id: NodeId,
        rules: &Rules<'a>,
        indices: Vec<usize>,
        sets: &mut HashMap<Vec<usize>, usize>,
    ) {
        for index in &indices {
            self.add(id, rules, *index);
        }
        let known = sets.get(&indices).copied();
        let set = known.unwrap_or_else(|| {
            let mut set = Declarations::default();
            for (selector, block) in indices.iter().filter_map(|index| rules.selectors.get(*index)) {
                if let (Target::Element, Some(declarations)) = (selector.target, rules.blocks.get(*block)) {
                    set.add_all(declarations);
                }
            }
            self.set_refers.push(self.refers && set.referring().next().is_some());
            self.sets.push(set);
            sets.insert(indices, self.sets.len() - 1);
            self.sets.len() - 1
        });
        self.elements.insert(id, set);
    }

    /// Adds what a rule declares for an element alone.
    fn add(&mut self, id: NodeId, rules: &Rules<'a>, index: usize) {
        let Some((selector, block)) = rules.selectors.get(index) else { return };
        let Some(declarations) = rules.blocks.get(*block) else { return };
        match selector.target {
            Target::Element => self.variables.add_rule(id, *block),
            Target::FirstLetter => self.first_letters.entry(id).or_default().add_all(declarations),
            Target::Before | Target::After => match declarations.get(Property::Content) {
                "" => {}
                content => {
                    self.generated.insert((id, selector.target), content);
                }
            },
        }
    }

    /// The declarations of the sheets for an element, in the order in which they count.
    pub fn get(&self, id: NodeId) -> Option<&Declarations<'a>> {
        self.sets.get(self.set(id)?)
    }

    /// What identifies the declarations for an element: elements that the same rules match share them.
    pub fn set(&self, id: NodeId) -> Option<usize> {
        if self.elements.is_empty() { None } else { self.elements.get(&id).copied() }
    }

    /// Whether values of these declarations refer to custom properties.
    pub fn set_refers(&self, set: usize) -> bool {
        self.set_refers.get(set).copied().unwrap_or_default()
    }

    /// The `content` of what the sheets put before and after the element.
    pub fn generated(&self, id: NodeId) -> impl Iterator<Item = &'a str> {
        let targets: &[Target] =
            if self.generated.is_empty() { &[] } else { &[Target::Before, Target::After] };
        targets.iter().filter_map(move |target| self.generated.get(&(id, *target)).copied())
    }

    /// The declarations for the first letter of an element.
    pub fn first_letter(&self, id: NodeId) -> Option<&Declarations<'a>> {
        if self.first_letters.is_empty() { None } else { self.first_letters.get(&id) }
    }

    /// Whether values of the sheets refer to custom properties.
    pub fn refers(&self) -> bool {
        self.refers
    }

    /// A value with the custom properties that it refers to; empty where they are not declared.
    pub fn substituted(&self, value: &str, node: NodeRef<'_, Node>) -> String {
        self.variables.substituted(value, node).unwrap_or_default()
    }

    /// Whether there were too many rules to consider all.
    pub fn is_cut(&self) -> bool {
        self.is_cut || self.variables.is_cut()
    }
}

/// A selector that matches an element, by what decides which declaration wins: layer, specificity, order; and its
/// index.
type Match = (usize, Specificity, usize, usize);

/// The selectors of all rules that declare something that counts, by what their elements are found by.
#[derive(Debug, Default)]
struct Rules<'a> {
    blocks: Vec<Declarations<'a>>,
    /// The layer of each block.
    layers: Vec<usize>,
    /// Each with the index of its block.
    selectors: Vec<(Selector<'a>, usize)>,
    by_key: HashMap<Key<'a>, Vec<usize>>,
    variables: Variables<'a>,
    /// Whether a value refers to a custom property.
    refers: bool,
    is_cut: bool,
}

impl<'a> Rules<'a> {
    fn parse(sheets: &'a str) -> Self {
        let mut rules = Self::default();
        for rule in parser::rules(sheets) {
            let mut declarations = Declarations::default();
            declarations.add(rule.block);
            let block = rules.blocks.len();
            let has_variables = rules.variables.add_block(block, rule.block);
            if declarations.is_empty() && !has_variables {
                continue;
            }
            rules.refers |= declarations.referring().next().is_some();
            rules.blocks.push(declarations);
            rules.layers.push(rule.layer);
            for selector in parser::split(rule.selectors, ',') {
                rules.is_cut |= selector.len() > SELECTOR;
                let selector = Some(selector).filter(|text| text.len() <= SELECTOR).and_then(Selector::parse);
                let Some(selector) = selector.filter(Selector::may_match) else { continue };
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

    /// Adds what matches an element.
    fn find(&self, node: NodeRef<'_, Node>, budget: &Budget, found: &mut Vec<Match>) {
        let Some(element) = node.value().as_element() else { return };
        let id = attribute(element, "id").map(|id| Key::Id(id.into()));
        let classes = words(element, "class").map(|class| Key::Class(class.into()));
        let keys = [Key::Type(&element.name.local), Key::Any].into_iter().chain(id).chain(classes);
        for index in keys.filter_map(|key| self.by_key.get(&key)).flatten() {
            if let Some((selector, block)) = self.selectors.get(*index)
                && selector.matches(node, budget)
                && budget.spend(self.blocks.get(*block).map_or(0, Declarations::len))
            {
                let layer = self.layers.get(*block).copied().unwrap_or_default();
                found.push((layer, selector.specificity, *block, *index));
            }
        }
    }
}
