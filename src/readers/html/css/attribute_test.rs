//! Tests of attributes in selectors: `[name]`, `[name="value"]`, `[name^=value]`.

use scraper::node::Element;

use super::parser;
use super::selector::{Budget, name};

#[derive(Debug)]
pub(super) struct AttributeTest<'a> {
    name: &'a str,
    operator: &'a str,
    value: &'a str,
    /// `[name=value i]`
    ignores_case: bool,
}

impl<'a> AttributeTest<'a> {
    /// Whether there is such an attribute.
    pub fn of(name: &'a str) -> Self {
        Self { name, operator: "", value: "", ignores_case: false }
    }

    /// What follows `[`, and the rest after `]`.
    pub fn parse(text: &'a str) -> Option<(Self, &'a str)> {
        let inner = parser::split(text, ']').next()?;
        let rest = text.get(inner.len()..)?.strip_prefix(']')?;
        let (name, condition) = name(inner.trim())?;
        if condition.is_empty() {
            return Some((Self::of(name), rest));
        }
        let (operator, value) = condition.split_once('=')?;
        let value = value.trim();
        let ignores_case = value.ends_with(" i") || value.ends_with(" I");
        let value = match value.chars().next()? {
            quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
            _ => value.split_ascii_whitespace().next()?,
        };
        let is_known = matches!(operator.trim(), "" | "~" | "|" | "^" | "$" | "*");
        let operator = if operator.trim().is_empty() { "=" } else { operator.trim() };
        is_known.then_some((Self { name, operator, value, ignores_case }, rest))
    }

    pub fn matches(&self, element: &Element, budget: &Budget) -> bool {
        let mut attributes = element.attrs();
        let Some((_, found)) = attributes.find(|(name, _)| name.eq_ignore_ascii_case(self.name)) else {
            return false;
        };
        let (found, wanted) = if self.ignores_case {
            (&*found.to_ascii_lowercase(), &*self.value.to_ascii_lowercase())
        } else {
            (found, self.value)
        };
        if !budget.spend_on(found) {
            return false;
        }
        match self.operator {
            "" => true,
            "=" => found == wanted,
            _ if wanted.is_empty() => false,
            "~" => found.split_ascii_whitespace().any(|word| word == wanted),
            "|" => found.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')),
            "^" => found.starts_with(wanted),
            "$" => found.ends_with(wanted),
            _ => found.contains(wanted),
        }
    }
}
