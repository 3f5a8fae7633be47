//! A line of text as a browser would show it: runs join, white space collapses, links are remembered.

use super::style::WhiteSpace;
use crate::model::document::Role;
use crate::model::text::{self, Shift};
use crate::readers::appearance::{Appearance, AsideKind, Order, ShownText, Unseen};

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
    shown: ShownText,
    gap: Gap,
    /// Where the raised or lowered text begins that the line ends with, as long as it is not yet known whether it
    /// is beside a number.
    shifted: Option<(usize, Shift)>,
    /// Whether it does, and all of it is a mark at that number.
    is_mark: bool,
    /// What the element says in which the line began.
    role: Role,
    linked: bool,
    unlinked: bool,
    order: Order,
    /// How the first letter looks, where it looks otherwise and is still to come.
    first_letter: Option<Appearance>,
}

/// The context of a run of text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Run {
    pub white_space: WhiteSpace,
    pub role: Role,
    pub is_link: bool,
    pub appearance: Appearance,
}

/// A line that has ended.
#[derive(Debug)]
pub(super) struct EndedLine {
    pub text: String,
    pub role: Role,
    pub unseen: Vec<Unseen>,
}

impl Line {
    /// Adds one character; `false` when it ends the line instead.
    #[must_use]
    pub fn push(&mut self, character: char, run: Run) -> bool {
        let is_break = matches!(character, '\n' | '\r');
        let is_space = is_break || matches!(character, ' ' | '\t' | '\x0c');
        if run.appearance.is_struck || run.appearance.is_hidden {
            self.shown.push(character.encode_utf8(&mut [0; 4]), run.appearance);
            return true;
        }
        match run.white_space {
            WhiteSpace::Keep | WhiteSpace::Lines if is_break => return false,
            WhiteSpace::Collapse | WhiteSpace::Lines if is_space => {
                if is_break || self.gap == Gap::None {
                    self.gap = if is_break { Gap::Break } else { Gap::Space };
                }
            }
            WhiteSpace::Keep | WhiteSpace::Lines | WhiteSpace::Collapse => {
                let appearance = self.first_letter.take().unwrap_or(run.appearance);
                if appearance.is_struck || appearance.is_hidden {
                    self.shown.push(character.encode_utf8(&mut [0; 4]), appearance);
                } else {
                    self.add(character, Run { appearance, ..run });
                }
            }
        }
        true
    }

    fn add(&mut self, character: char, run: Run) {
        let text = &mut self.shown.text;
        if text.is_empty() {
            self.role = run.role;
        }
        let Appearance { shift, order, .. } = run.appearance;
        let mut character = character;
        if self.gap != Gap::None || shift.is_some() || self.is_mark || self.shifted.is_some() {
            let before = text.chars().next_back();
            let gap = std::mem::take(&mut self.gap);
            let shows = match (gap, before) {
                (Gap::None, _) | (_, None) => false,
                (Gap::Space, _) => true,
                (Gap::Break, Some(before)) => !(is_chinese(before) && is_chinese(character)),
            };
            match shift {
                Some(shift)
                    if self.is_mark || self.shifted.is_none() && before.is_some_and(char::is_numeric) =>
                {
                    self.is_mark = true;
                    character = text::shifted(character, shift);
                }
                Some(shift) if self.shifted.is_none() => self.shifted = Some((text.len(), shift)),
                Some(_) => {}
                None => {
                    self.is_mark = false;
                    let run = self.shifted.take();
                    if let Some((start, shift)) = run.filter(|_| !shows && character.is_numeric()) {
                        shift_from(text, start, shift);
                    }
                }
            }
            if shows {
                text.push(' ');
            }
        }
        let before = std::mem::replace(&mut self.order, order);
        if before != order && (order == Order::Reversed || joins_digits(text, character, [before, order])) {
            text.push(text::REVERSED);
        }
        text.push(character);
        let seen = if run.is_link { &mut self.linked } else { &mut self.unlinked };
        *seen = *seen || character.is_alphanumeric();
    }

    /// The first letter from here on looks like this.
    pub fn set_first_letter(&mut self, appearance: Appearance) {
        self.first_letter = Some(appearance);
    }

    /// Adds text that is no part of the line.
    pub fn set_aside(&mut self, kind: AsideKind, text: &str) {
        self.shown.set_aside(kind, text);
    }

    /// Whether nothing is shown so far.
    pub fn is_blank(&self) -> bool {
        self.shown.text.is_empty()
    }

    /// The line's text and role; a new line begins.
    pub fn take(&mut self) -> EndedLine {
        let line = std::mem::take(self);
        let role = if line.linked && !line.unlinked { Role::Navigation } else { line.role };
        EndedLine { text: text::clean(&line.shown.text), role, unseen: line.shown.unseen }
    }
}

/// Whether digits that are shown in different places would become one number.
fn joins_digits(text: &str, next: char, orders: [Order; 2]) -> bool {
    orders.iter().any(|order| matches!(order, Order::Apart(_)))
        && next.is_numeric()
        && text.chars().next_back().is_some_and(char::is_numeric)
}

/// Raises or lowers the digits from here on: a mark before a number does not join it, as none after it does.
fn shift_from(text: &mut String, start: usize, shift: Shift) {
    let run: String =
        text.get(start..).unwrap_or_default().chars().map(|c| text::shifted(c, shift)).collect();
    text.truncate(start);
    text.push_str(&run);
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
