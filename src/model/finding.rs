//! Findings: what readers, the recogniser and the rules have to say about a report, in one stream.

use std::ops::Range;

use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::language::{Message, Text};
use crate::model::place::Place;

/// How grave a finding is, gravest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Info,
    Warning,
    Error,
}

/// A rule as data: everything that is said of it anywhere comes from here.
pub struct Rule {
    /// Stable code, `A001`; never changes its meaning.
    pub code: &'static str,
    /// Stable name that states the fault, `unbalanced-requests`.
    pub name: &'static str,
    pub severity: Severity,
    /// What the rule is about, in a few words.
    pub title: Text,
    /// What the rule stands on: the official source.
    pub ground: Text,
    /// The rule's page, Markdown, Chinese first.
    pub page: &'static str,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Rule({})", self.code) // its page would bury every message of a failing test
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

/// One doubt or fault, with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub rule: &'static Rule,
    pub severity: Severity,
    pub message: Message,
    /// The cells whose values the rule compared.
    pub cells: Vec<Address>,
    /// Where it stood in the source.
    pub place: Place,
    /// The key of the section concerned, for findings about text and structure.
    pub section: Option<&'static str>,
    /// The passage concerned, for findings about text.
    pub passage: Option<String>,
    /// The bytes of the passage that the finding is about.
    pub marked: Option<Range<usize>>,
    /// Cells of which each alone may be the slip, likeliest first.
    pub suspects: Vec<Address>,
    pub expected: Option<Decimal>,
    pub found: Option<Decimal>,
    /// A change that mends it and can't be wrong.
    pub fix: Option<Fix>,
}

/// A change that is safe to make without asking.
#[derive(Clone, Debug, PartialEq)]
pub enum Fix {
    /// The same number in plain digits.
    Cell { address: Address, to: Decimal },
    /// The heading of the section of this index.
    Heading { section: usize, to: String },
    /// The date of the signature.
    Date { to: String },
    /// Official wording in a table; the writers write no other.
    Label { from: String, to: &'static str },
}

impl Finding {
    /// A finding of `rule` with its default severity.
    #[must_use]
    pub fn new(rule: &'static Rule, message: Message, place: Place) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message,
            cells: Vec::new(),
            place,
            section: None,
            passage: None,
            marked: None,
            suspects: Vec::new(),
            expected: None,
            found: None,
            fix: None,
        }
    }

    #[must_use]
    pub fn with_cells(mut self, cells: Vec<Address>) -> Self {
        self.cells = cells;
        self
    }

    #[must_use]
    pub fn with_passage(mut self, passage: impl Into<String>) -> Self {
        self.passage = Some(passage.into());
        self
    }

    /// The passage, and the bytes of it that the finding is about.
    #[must_use]
    pub fn with_marked(mut self, passage: impl Into<String>, marked: Range<usize>) -> Self {
        self.passage = Some(passage.into());
        self.marked = Some(marked);
        self
    }

    #[must_use]
    pub fn in_section(mut self, key: &'static str) -> Self {
        self.section = Some(key);
        self
    }

    #[must_use]
    pub fn with_fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    #[must_use]
    pub fn with_figures(mut self, expected: Option<Decimal>, found: Option<Decimal>) -> Self {
        self.expected = expected;
        self.found = found;
        self
    }
}

/// Puts findings into the order of the document, those at one place by code.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| a.place.cmp(&b.place).then_with(|| a.rule.code.cmp(b.rule.code)));
}
