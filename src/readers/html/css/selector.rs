//! Selectors: parsed from right to left and matched under a budget, so that no sheet takes long on any page.
//!
//! `scraper` has selectors, too, but neither their specificity nor a bound on the work: `a ~ b` and `:nth-child`
//! are quadratic there in the number of siblings. A selector with anything that is unknown or depends on the user
//! (`:hover`) matches nothing.

use std::borrow::Cow;
use std::cell::Cell;

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::super::element::{attribute, has_class};
use super::attribute_test::AttributeTest;
use super::parser;
use super::pseudo_class::pseudo_class;

/// Compound selectors that one selector may have.
const COMPOUNDS: usize = 32;

/// The steps of matching that are left for a page.
#[derive(Debug)]
pub(super) struct Budget(Cell<u32>);

impl Default for Budget {
    fn default() -> Self {
        Self::new(super::STEPS)
    }
}

impl Budget {
    pub fn new(steps: u32) -> Self {
        Self(Cell::new(steps))
    }

    /// Takes steps; `false` when none is left.
    pub fn spend(&self, steps: usize) -> bool {
        let left = self.0.get();
        self.0.set(left.saturating_sub(u32::try_from(steps).unwrap_or(u32::MAX)));
        left > 0
    }

    /// Takes the steps of looking through a value.
    pub fn spend_on(&self, value: &str) -> bool {
        /// Bytes of a value that are looked through in a step.
        const BYTES: usize = 64;
        self.spend(1 + value.len() / BYTES)
    }

    pub fn is_spent(&self) -> bool {
        self.0.get() == 0
    }
}

/// The part of an element that a selector is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Target {
    Element,
    /// The text that a sheet puts before or after the content.
    Before,
    After,
    /// The first letter of the content.
    FirstLetter,
}

/// Classes, ids and so on: (ids, classes, types), the first most significant.
pub(super) type Specificity = (u16, u16, u16);

/// A selector, its compounds from right to left.
#[derive(Debug)]
pub(super) struct Selector<'a> {
    pub target: Target,
    pub specificity: Specificity,
    last: Compound<'a>,
    /// What must stand before each compound, and how.
    before: Vec<(Combinator, Compound<'a>)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Combinator {
    Descendant,
    Child,
    Next,
    Later,
}

/// What one element must be.
#[derive(Debug, Default)]
struct Compound<'a>(Vec<Simple<'a>>);

#[derive(Debug)]
pub(super) enum Simple<'a> {
    Type(&'a str),
    Id(Cow<'a, str>),
    Class(Cow<'a, str>),
    Attribute(AttributeTest<'a>),
    /// `:nth-child(an+b)`, among siblings of the same type or of all, counted from the end or the start.
    Nth {
        a: i32,
        b: i32,
        of_type: bool,
        from_end: bool,
    },
    Root,
    Empty,
    /// The only element in its parent.
    Only,
    /// What depends on the user.
    Never,
    Not(Vec<Selector<'a>>),
    Is(Vec<Selector<'a>>),
    /// What must be in the element or after it, and how.
    Has(Vec<(Combinator, Selector<'a>)>),
}

/// By what an element that matches can be found.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key<'a> {
    Id(Cow<'a, str>),
    Class(Cow<'a, str>),
    Type(&'a str),
    Any,
}

impl<'a> Selector<'a> {
    /// A selector; `None` for one that matches nothing or is too long.
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut rest = text.trim();
        let target = match cut_pseudo_element(rest) {
            Some((before, target)) => {
                rest = before;
                target
            }
            None => Target::Element,
        };
        let (mut compounds, mut specificity) = (Vec::new(), (0, 0, 0));
        let mut combinator = Combinator::Descendant;
        while !rest.is_empty() {
            let compound;
            (compound, rest) = Compound::parse(rest, &mut specificity)?;
            compounds.push((combinator, compound));
            let next = rest.trim_start();
            (combinator, rest) = match next.chars().next() {
                Some('>') => (Combinator::Child, next.get(1..)?.trim_start()),
                Some('+') => (Combinator::Next, next.get(1..)?.trim_start()),
                Some('~') => (Combinator::Later, next.get(1..)?.trim_start()),
                Some(_) if next.len() == rest.len() => return None,
                Some(_) | None => (Combinator::Descendant, next),
            };
        }
        if compounds.len() > COMPOUNDS {
            return None;
        }
        // Each compound is kept with the combinator to its right.
        let (mut right, last) = compounds.pop()?;
        let mut before = Vec::with_capacity(compounds.len());
        while let Some((left, compound)) = compounds.pop() {
            before.push((std::mem::replace(&mut right, left), compound));
        }
        Some(Self { target, specificity, last, before })
    }

    /// By what the elements that match can be found.
    pub fn key(&self) -> Key<'a> {
        let mut key = Key::Any;
        for simple in &self.last.0 {
            key = match (simple, key) {
                (Simple::Id(id), _) => return Key::Id(id.clone()),
                (Simple::Class(class), _) => Key::Class(class.clone()),
                // Elements are looked up by their name in lower case.
                (Simple::Type(name), Key::Any) if !name.contains(|c: char| c.is_ascii_uppercase()) => {
                    Key::Type(name)
                }
                (_, key) => key,
            };
        }
        key
    }

    /// Whether it does not depend on the user alone.
    pub fn may_match(&self) -> bool {
        let may = |compound: &Compound<'_>| !compound.0.iter().any(|simple| matches!(simple, Simple::Never));
        may(&self.last) && self.before.iter().all(|(_, compound)| may(compound))
    }

    pub fn matches(&self, node: NodeRef<'_, Node>, budget: &Budget) -> bool {
        self.last.matches(node, budget) && matches_before(&self.before, node, budget)
    }
}

/// Whether what stands before an element is what the rest of a selector wants.
fn matches_before(wanted: &[(Combinator, Compound<'_>)], node: NodeRef<'_, Node>, budget: &Budget) -> bool {
    let Some(((combinator, compound), rest)) = wanted.split_first() else { return true };
    let fits = |node: NodeRef<'_, Node>| compound.matches(node, budget);
    let is_element = |node: &NodeRef<'_, Node>| node.value().is_element();
    match combinator {
        Combinator::Child => {
            node.parent().is_some_and(|parent| fits(parent) && matches_before(rest, parent, budget))
        }
        Combinator::Next => node
            .prev_siblings()
            .find(is_element)
            .is_some_and(|sibling| fits(sibling) && matches_before(rest, sibling, budget)),
        Combinator::Later => {
            let mut siblings = node.prev_siblings().filter(is_element).take_while(|_| !budget.is_spent());
            siblings.any(|sibling| fits(sibling) && matches_before(rest, sibling, budget))
        }
        Combinator::Descendant => {
            let mut ancestors = node.ancestors().filter(is_element).take_while(|_| !budget.is_spent());
            if rest.iter().all(|(combinator, _)| *combinator == Combinator::Descendant) {
                // The nearest is as good as any other.
                return ancestors
                    .find(|node| fits(*node))
                    .is_some_and(|node| matches_before(rest, node, budget));
            }
            ancestors.any(|ancestor| fits(ancestor) && matches_before(rest, ancestor, budget))
        }
    }
}

impl<'a> Compound<'a> {
    /// The compound that a text begins with, and what follows it.
    fn parse(text: &'a str, specificity: &mut Specificity) -> Option<(Self, &'a str)> {
        let mut compound = Self::default();
        let mut rest = text;
        loop {
            let mut after = rest.chars();
            let Some(mark) = after.next() else { break };
            let inner = after.as_str();
            let simple;
            (simple, rest) = match mark {
                '*' => {
                    rest = inner;
                    if rest.starts_with('|') {
                        return None;
                    }
                    continue;
                }
                '#' => escaped_name(inner).map(|(id, rest)| (Simple::Id(id), rest))?,
                '.' => escaped_name(inner).map(|(class, rest)| (Simple::Class(class), rest))?,
                '[' => AttributeTest::parse(inner).map(|(test, rest)| (Simple::Attribute(test), rest))?,
                ':' => pseudo_class(inner, specificity)?,
                _ if compound.0.is_empty() && is_name(mark) => {
                    name(rest).map(|(name, rest)| (Simple::Type(name), rest))?
                }
                _ => break,
            };
            match simple {
                Simple::Id(_) => specificity.0 = specificity.0.saturating_add(1),
                Simple::Type(_) => specificity.2 = specificity.2.saturating_add(1),
                Simple::Not(_) | Simple::Is(_) | Simple::Has(_) => {} // what they hold counts
                Simple::Class(_)
                | Simple::Attribute(_)
                | Simple::Nth { .. }
                | Simple::Root
                | Simple::Empty
                | Simple::Only
                | Simple::Never => {
                    specificity.1 = specificity.1.saturating_add(1);
                }
            }
            compound.0.push(simple);
        }
        (rest.len() < text.len()).then_some((compound, rest))
    }

    fn matches(&self, node: NodeRef<'_, Node>, budget: &Budget) -> bool {
        let Some(element) = node.value().as_element() else { return false };
        budget.spend(1 + element.attrs.len() / 16)
            && self.0.iter().all(|simple| simple.matches(node, element, budget))
    }
}

impl Simple<'_> {
    fn matches(&self, node: NodeRef<'_, Node>, element: &Element, budget: &Budget) -> bool {
        match self {
            Self::Type(name) => str::eq_ignore_ascii_case(&element.name.local, name),
            Self::Id(id) => attribute(element, "id") == Some(id.as_ref()),
            Self::Class(class) => {
                attribute(element, "class").is_some_and(|classes| budget.spend_on(classes))
                    && has_class(element, class)
            }
            Self::Attribute(test) => test.matches(element, budget),
            Self::Root => &*element.name.local == "html",
            Self::Empty => !node.has_children(),
            Self::Never => false,
            Self::Only => {
                let is_other = |node: NodeRef<'_, Node>| node.value().is_element() || !budget.spend(1);
                !node.prev_siblings().any(is_other) && !node.next_siblings().any(is_other)
            }
            Self::Not(wanted) => !wanted.iter().any(|selector| selector.matches(node, budget)),
            Self::Is(wanted) => wanted.iter().any(|selector| selector.matches(node, budget)),
            Self::Has(wanted) => {
                wanted.iter().any(|(combinator, selector)| has(node, *combinator, selector, budget))
            }
            Self::Nth { a, b, of_type, from_end } => {
                let counts = |sibling: &NodeRef<'_, Node>| {
                    let same = |other: &Element| !*of_type || other.name.local == element.name.local;
                    sibling.value().as_element().is_some_and(same)
                };
                let before = if *from_end {
                    node.next_siblings().take_while(|_| budget.spend(1)).filter(counts).count()
                } else {
                    node.prev_siblings().take_while(|_| budget.spend(1)).filter(counts).count()
                };
                let offset = i64::try_from(before).unwrap_or(i64::MAX).saturating_add(1) - i64::from(*b);
                match i64::from(*a) {
                    0 => offset == 0,
                    a => offset % a == 0 && offset / a >= 0,
                }
            }
        }
    }
}

/// Whether an element has in it, or after it, what a selector finds.
fn has(node: NodeRef<'_, Node>, combinator: Combinator, selector: &Selector<'_>, budget: &Budget) -> bool {
    let fits = |node: NodeRef<'_, Node>| budget.spend(1) && selector.matches(node, budget);
    let within = |_: &NodeRef<'_, Node>| !budget.is_spent();
    match combinator {
        Combinator::Descendant => node.descendants().skip(1).take_while(within).any(fits),
        Combinator::Child => node.children().take_while(within).any(fits),
        Combinator::Later => node.next_siblings().take_while(within).any(fits),
        Combinator::Next => node.next_siblings().find(|node| node.value().is_element()).is_some_and(fits),
    }
}

/// What stands before a pseudo-element, and which it is.
fn cut_pseudo_element(selector: &str) -> Option<(&str, Target)> {
    const ENDS: [(&str, Target); 6] = [
        ("::before", Target::Before),
        ("::after", Target::After),
        ("::first-letter", Target::FirstLetter),
        (":before", Target::Before),
        (":after", Target::After),
        (":first-letter", Target::FirstLetter),
    ];
    ENDS.iter().find_map(|(end, target)| {
        let at = selector.len().checked_sub(end.len())?;
        let (before, tail) = selector.split_at_checked(at)?;
        let before = if before.is_empty() { "*" } else { before };
        tail.eq_ignore_ascii_case(end).then_some((before, *target))
    })
}

fn is_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_') || !character.is_ascii()
}

/// The name that a text begins with, with what is escaped in it: `md\:hidden` is the class `md:hidden`.
fn escaped_name(text: &str) -> Option<(Cow<'_, str>, &str)> {
    if let Some((name, rest)) = name(text) {
        return Some((Cow::Borrowed(name), rest));
    }
    let mut name = String::new();
    let mut rest = text;
    loop {
        let end = rest.find(|character| !is_name(character)).unwrap_or(rest.len());
        let (plain, after) = rest.split_at_checked(end)?;
        name.push_str(plain);
        let Some(escaped) = after.strip_prefix('\\') else {
            return (!name.is_empty()).then_some((Cow::Owned(name), after));
        };
        rest = parser::unescape(escaped, &mut name);
    }
}

/// The name that a text begins with, without escapes.
pub(super) fn name(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|character| !is_name(character)).unwrap_or(text.len());
    text.split_at_checked(end).filter(|(name, rest)| !name.is_empty() && !rest.starts_with('\\'))
}
