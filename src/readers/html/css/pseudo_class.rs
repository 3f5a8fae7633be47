//! Pseudo-classes: `:first-child`, `:nth-child(…)`, and those that hold selectors.

use super::attribute_test::AttributeTest;
use super::parser;
use super::selector::{Combinator, Selector, Simple, Specificity, Target, name};

/// Selectors within selectors that are followed: `:not(:is(…))`.
const DEPTH: usize = 4;

/// Those that hold of no element as long as nobody touches the page.
const DEPENDS_ON_USER: [&str; 9] = [
    "active",
    "autofill",
    "focus",
    "focus-visible",
    "focus-within",
    "fullscreen",
    "hover",
    "target",
    "visited",
];

/// What follows `:`, and the rest.
pub(super) fn pseudo_class<'a>(
    text: &'a str,
    specificity: &mut Specificity,
) -> Option<(Simple<'a>, &'a str)> {
    let (name, rest) = name(text)?;
    let nth = |a, b, of_type, from_end| Simple::Nth { a, b, of_type, from_end };
    let Some(inner) = rest.strip_prefix('(') else {
        let simple = match name.to_ascii_lowercase().as_str() {
            "first-child" => nth(0, 1, false, false),
            "last-child" => nth(0, 1, false, true),
            "first-of-type" => nth(0, 1, true, false),
            "last-of-type" => nth(0, 1, true, true),
            "root" | "scope" => Simple::Root,
            "empty" => Simple::Empty,
            "link" | "any-link" => Simple::Attribute(AttributeTest::of("href")),
            "checked" => Simple::Attribute(AttributeTest::of("checked")),
            "only-child" => Simple::Only,
            name if DEPENDS_ON_USER.contains(&name) => Simple::Never,
            _ => return None,
        };
        return Some((simple, rest));
    };
    let argument = parser::split(inner, ')').next()?;
    let rest = inner.get(argument.len()..)?.strip_prefix(')')?;
    let steps = || an_plus_b(argument);
    let simple = match name.to_ascii_lowercase().as_str() {
        "nth-child" => steps().map(|(a, b)| nth(a, b, false, false))?,
        "nth-last-child" => steps().map(|(a, b)| nth(a, b, false, true))?,
        "nth-of-type" => steps().map(|(a, b)| nth(a, b, true, false))?,
        "nth-last-of-type" => steps().map(|(a, b)| nth(a, b, true, true))?,
        "not" => Simple::Not(alternatives(argument, specificity)?),
        "has" => Simple::Has(relatives(argument, specificity)?),
        "is" | "matches" | "-webkit-any" => Simple::Is(alternatives(argument, specificity)?),
        "where" => Simple::Is(alternatives(argument, &mut (0, 0, 0))?),
        _ => return None,
    };
    Some((simple, rest))
}

/// The selectors in `:not(…)`, of which the most specific counts.
fn alternatives<'a>(list: &'a str, specificity: &mut Specificity) -> Option<Vec<Selector<'a>>> {
    let selectors = parser::split(list, ',').map(inner).collect::<Option<Vec<_>>>()?;
    add_greatest(selectors.iter(), specificity);
    Some(selectors)
}

/// The selectors in `:has(…)`, each with the combinator before it.
fn relatives<'a>(list: &'a str, specificity: &mut Specificity) -> Option<Vec<(Combinator, Selector<'a>)>> {
    let relative = |part: &'a str| {
        let part = part.trim_start();
        let combinator = match part.chars().next()? {
            '>' => Combinator::Child,
            '+' => Combinator::Next,
            '~' => Combinator::Later,
            _ => return Some((Combinator::Descendant, inner(part)?)),
        };
        Some((combinator, inner(part.get(1..)?)?))
    };
    let selectors = parser::split(list, ',').map(relative).collect::<Option<Vec<_>>>()?;
    add_greatest(selectors.iter().map(|(_, selector)| selector), specificity);
    Some(selectors)
}

/// A selector within another, unless there are too many within each other.
fn inner(selector: &str) -> Option<Selector<'_>> {
    let mut open = 0_usize;
    let is_deep = selector.bytes().any(|byte| {
        open = if byte == b')' { open.saturating_sub(1) } else { open + usize::from(byte == b'(') };
        open >= DEPTH
    });
    if is_deep {
        return None;
    }
    Selector::parse(selector).filter(|selector| selector.target == Target::Element)
}

fn add_greatest<'s, 'a: 's>(
    selectors: impl Iterator<Item = &'s Selector<'a>>,
    (ids, classes, types): &mut Specificity,
) {
    let greatest = selectors.map(|selector| selector.specificity).max().unwrap_or_default();
    *ids = ids.saturating_add(greatest.0);
    *classes = classes.saturating_add(greatest.1);
    *types = types.saturating_add(greatest.2);
}

/// `2n+1`, `odd`, `3`.
fn an_plus_b(argument: &str) -> Option<(i32, i32)> {
    let argument: String = argument.to_ascii_lowercase().split_ascii_whitespace().collect();
    match argument.as_str() {
        "odd" => return Some((2, 1)),
        "even" => return Some((2, 0)),
        _ => {}
    }
    let number = |text: &str| text.strip_prefix('+').unwrap_or(text).parse::<i32>().ok();
    let Some((a, b)) = argument.split_once('n') else { return Some((0, number(&argument)?)) };
    let a = match a {
        "" | "+" => 1,
        "-" => -1,
        a => number(a)?,
    };
    Some((a, if b.is_empty() { 0 } else { number(b)? }))
}
