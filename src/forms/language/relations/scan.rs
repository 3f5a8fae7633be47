//! The characters of a relation: signs are taken one by one, in any width.

use super::index::TableIndex;
use super::parse::Context;
use crate::model::form::relation::Comparator;
use crate::model::text::narrow_letter;

const COMPARATORS: [(&str, Comparator); 12] = [
    ("==", Comparator::Equal),
    ("=", Comparator::Equal),
    ("!=", Comparator::NotEqual),
    ("≠", Comparator::NotEqual),
    ("<=", Comparator::AtMost),
    ("≤", Comparator::AtMost),
    ("≦", Comparator::AtMost),
    (">=", Comparator::AtLeast),
    ("≥", Comparator::AtLeast),
    ("≧", Comparator::AtLeast),
    ("<", Comparator::Less),
    (">", Comparator::More),
];

/// Goes through the characters of a relation, each in its narrow form.
pub(super) struct Scanner<'p, 'l> {
    pub(super) chars: Vec<(usize, char)>,
    /// The character that comes next.
    pub(super) at: usize,
    length: usize,
    pub(super) context: Context<'p, 'l>,
}

impl<'p, 'l> Scanner<'p, 'l> {
    pub(super) fn new(text: &str, context: Context<'p, 'l>) -> Self {
        let chars = text.char_indices().map(|(at, c)| (at, narrow_letter(c))).collect();
        Self { chars, at: 0, length: text.len(), context }
    }

    pub(super) fn table(&self, table: usize) -> Option<&'p TableIndex<'l>> {
        self.context.tables.get(table)
    }

    /// The next character that is not white space.
    pub(super) fn peek(&self) -> Option<char> {
        self.next_place().and_then(|at| self.char(at))
    }

    /// The byte at which it is.
    pub(super) fn place(&self) -> usize {
        self.next_place().and_then(|at| self.chars.get(at)).map_or(self.length, |(byte, _)| *byte)
    }

    pub(super) fn next_place(&self) -> Option<usize> {
        let rest = self.chars.get(self.at..)?;
        rest.iter().position(|(_, c)| !c.is_whitespace()).map(|skipped| self.at + skipped)
    }

    pub(super) fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|(_, c)| *c)
    }

    pub(super) fn text(&self, from: usize, to: usize) -> String {
        self.chars.get(from..to).unwrap_or_default().iter().map(|(_, c)| *c).collect()
    }

    pub(super) fn skip_space(&mut self) {
        self.at = self.next_place().unwrap_or(self.chars.len());
    }

    pub(super) fn eat(&mut self, word: &[char]) -> bool {
        let Some(start) = self.next_place() else { return false };
        let is_here = word.iter().enumerate().all(|(at, c)| self.char(start + at) == Some(*c));
        if is_here {
            self.at = start + word.len();
        }
        is_here
    }

    /// Takes one of these characters.
    pub(super) fn eat_one(&mut self, choices: &[char]) -> bool {
        choices.iter().any(|choice| self.eat(&[*choice]))
    }

    pub(super) fn eat_ellipsis(&mut self) -> bool {
        let is_here = self.eat(&['.', '.', '.']) || self.eat_one(&['…', '⋯']);
        while is_here && self.eat_one(&['…', '⋯']) {}
        is_here
    }

    pub(super) fn eat_comparator(&mut self) -> Option<Comparator> {
        let found = COMPARATORS.iter().find(|(sign, _)| self.eat(&sign.chars().collect::<Vec<_>>()))?;
        Some(found.1)
    }

    /// Takes the 若 before a condition, unless an id begins with it.
    pub(super) fn eat_if(&mut self) -> bool {
        let start = self.next_place().unwrap_or(self.at);
        if self.char(start) != Some('若') || self.longest(start, self.own()).is_some() {
            return false;
        }
        self.at = start + 1;
        true
    }

    pub(super) fn own(&self) -> Option<&'p TableIndex<'l>> {
        self.table(self.context.own)
    }
}
