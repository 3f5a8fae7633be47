//! Findings of readers, of the recogniser and of rules about a report; rules as data.

use std::ops::Range;

use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::language::{Message, Text};
use crate::model::place::Place;
use crate::model::set_aside::Original;

/// How serious a finding is, from the least to the most serious.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing needs to be changed.
    Info,
    /// Probably wrong: a person should look at it.
    Warning,
    /// Certainly wrong.
    Error,
}

impl Severity {
    /// What people call it.
    #[must_use]
    pub const fn word(self) -> Text {
        match self {
            Self::Error => Text::new("错误", "error"),
            Self::Warning => Text::new("提醒", "warning"),
            Self::Info => Text::new("说明", "note"),
        }
    }
}

/// A rule as data: listings, pages and results take from here what they say about it.
///
/// ```
/// use repconv::model::finding::Severity;
///
/// let rule = repconv::validate::rule("unbalanced-requests").unwrap();
/// assert_eq!((rule.code, rule.severity), ("A001", Severity::Error));
/// ```
#[non_exhaustive]
pub struct Rule {
    /// The code, `A001`; its meaning never changes.
    pub code: &'static str,
    /// The name, which states the fault and never changes: `unbalanced-requests`.
    pub name: &'static str,
    /// The severity of its findings, unless settings say otherwise.
    pub severity: Severity,
    /// What the rule is about, in a few words.
    pub title: Text,
    /// The official source of the rule.
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

/// A fault or an open question in a report, with its place.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// How serious it is.
    pub severity: Severity,
    /// What is wrong, in one sentence with the figures.
    pub message: Message,
    /// The cells whose values the rule compared.
    pub cells: Vec<Address>,
    /// Where it is in the source.
    pub place: Place,
    /// The key of the section concerned, for findings about text and structure.
    pub section: Option<&'static str>,
    /// The passage concerned, for findings about text.
    pub passage: Option<String>,
    /// The bytes of the passage that the finding is about.
    pub marked: Option<Range<usize>>,
    /// Cells of which any one may be the mistake, the most likely first.
    pub suspects: Vec<Address>,
    /// The figure that the rule expects.
    pub expected: Option<Decimal>,
    /// The figure that was found instead.
    pub found: Option<Decimal>,
    /// A change that corrects it and cannot be wrong.
    pub fix: Option<Fix>,
    /// What it was before a person set it aside; see [`crate::model::set_aside`].
    pub set_aside: Option<Box<Original>>,
}

/// A change that is safe to make without asking.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Fix {
    /// The same number in plain digits.
    Cell {
        /// The cell.
        address: Address,
        /// Its number.
        to: Decimal,
    },
    /// The heading of the section of this index.
    Heading {
        /// The index in [`Report::sections`](crate::model::report::Report::sections).
        section: usize,
        /// The new heading.
        to: String,
    },
    /// The date of the signature.
    Date {
        /// The new date.
        to: String,
    },
    /// Official wording in a table, which the writers always use.
    Label {
        /// The wording of the document.
        from: String,
        /// The official wording.
        to: &'static str,
    },
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
            set_aside: None,
        }
    }

    /// Gives back the memory that was reserved for more cells and longer texts than there are.
    #[cfg(feature = "results")]
    pub(crate) fn shrink(&mut self) {
        self.cells.shrink_to_fit();
        self.suspects.shrink_to_fit();
        let Message { zh, en } = &mut self.message;
        [zh, en].into_iter().chain(&mut self.passage).for_each(String::shrink_to_fit);
    }

    /// The same finding, about these cells.
    #[must_use]
    pub fn with_cells(mut self, cells: Vec<Address>) -> Self {
        self.cells = cells;
        self
    }

    /// The same finding, about this passage.
    #[must_use]
    pub fn with_passage(mut self, passage: impl Into<String>) -> Self {
        self.passage = Some(passage.into());
        self
    }

    /// The same finding, about these bytes of this passage.
    #[must_use]
    pub fn with_marked(mut self, passage: impl Into<String>, marked: Range<usize>) -> Self {
        self.passage = Some(passage.into());
        self.marked = Some(marked);
        self
    }

    /// The same finding, about the section of this key.
    #[must_use]
    pub fn in_section(mut self, key: &'static str) -> Self {
        self.section = Some(key);
        self
    }

    /// The same finding, with a change that corrects it.
    #[must_use]
    pub fn with_fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// The same finding, with the figure that was expected and the one that was found.
    #[must_use]
    pub fn with_figures(mut self, expected: Option<Decimal>, found: Option<Decimal>) -> Self {
        self.expected = expected;
        self.found = found;
        self
    }
}

/// Sorts findings by their places in the document, those of one place by code.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| a.place.cmp(&b.place).then_with(|| a.rule.code.cmp(b.rule.code)));
}
