//! A line of text as a browser would show it: runs join, white space collapses, links are remembered.

use super::style::WhiteSpace;
use crate::model::document::Role;
use crate::model::text::{self, Shift};

/// White space seen since the last character, not yet known to matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Gap {
    #[default]
    None,
    Space,
    /// With a line break of the source: nothing between two Chinese characters.
    Break,
}

/// A line under construction.
#[derive(Debug, Default)]
pub(super) struct Line {
    text: String,
    gap: Gap,
    /// What the element says in which the line began.
    role: Role,
    linked: bool,
    unlinked: bool,
}

/// The context of a run of text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Run {
    pub white_space: WhiteSpace,
    pub role: Role,
    pub is_link: bool,
    /// The mark of a note, an exponent, an index.
    pub shift: Option<Shift>,
}

impl Line {
    /// Adds one character; `false` when it ends the line instead.
    #[must_use]
    pub fn push(&mut self, character: char, run: Run) -> bool {
        let is_break = matches!(character, '\n' | '\r');
        let is_space = is_break || matches!(character, ' ' | '\t' | '\x0c');
        match run.white_space {
            WhiteSpace::Keep | WhiteSpace::Lines if is_break => return false,
            WhiteSpace::Collapse | WhiteSpace::Lines if is_space => {
                if is_break || self.gap == Gap::None {
                    self.gap = if is_break { Gap::Break } else { Gap::Space };
                }
            }
            WhiteSpace::Keep | WhiteSpace::Lines | WhiteSpace::Collapse => self.add(character, run),
        }
        true
    }

    fn add(&mut self, character: char, run: Run) {
        if self.text.is_empty() {
            self.role = run.role;
        }
        let mut character = character;
        let may_change = run.shift.is_some() || self.gap != Gap::None;
        if let Some(before) = self.text.chars().next_back().filter(|_| may_change) {
            if let Some(shift) = run.shift
                && before.is_numeric()
            {
                character = text::shifted(character, shift);
            }
            let shows = match std::mem::take(&mut self.gap) {
                Gap::None => false,
                Gap::Space => true,
                Gap::Break => !(is_chinese(before) && is_chinese(character)),
            };
            if shows {
                self.text.push(' ');
            }
        }
        self.gap = Gap::None;
        self.text.push(character);
        let seen = if run.is_link { &mut self.linked } else { &mut self.unlinked };
        *seen = *seen || character.is_alphanumeric();
    }

    /// The line's text and role; a new line begins.
    pub fn take(&mut self) -> (String, Role) {
        let line = std::mem::take(self);
        let role = if line.linked && !line.unlinked { Role::Navigation } else { line.role };
        (text::clean(&line.text), role)
    }
}

/// Characters between which a line break of the source is no space.
fn is_chinese(character: char) -> bool {
    matches!(
        character,
        '\u{2e80}'..='\u{a4cf}'
            | '\u{f900}'..='\u{faff}'
            | '\u{fe30}'..='\u{fe4f}'
            | '\u{ff01}'..='\u{ff60}'
            | '\u{ffe0}'..='\u{ffe6}'
            | '\u{20000}'..='\u{3ffff}'
            | '—' | '…' | '‘' | '’' | '“' | '”' | '·'
    )
}
