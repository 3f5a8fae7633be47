//! Similarity: how much of a narrative also occurs in another one, and which passages.
//!
//! A narrative is compared as a stream of letters (`stream`): widths, spaces and punctuation are ignored, all
//! numbers are equal and so are the names of the bodies, so that a copy with changed numbers and names is
//! still a copy. Stock sentences (`formulas`) are left out. A passage is repeated if [`PASSAGE`] consecutive
//! letters occur in both; the share is a fraction of two counts. For thousands of narratives `nearest` finds
//! the pairs worth comparing.

mod formulas;
mod nearest;
mod stream;
mod windows;

pub use nearest::{Nearest, nearest};

use std::ops::Range;

use serde::{Serialize, Serializer};

use crate::model::decimal::Decimal;
use crate::model::report::{Item, Passage, Report};
use stream::Stream;
use windows::Windows;

/// Fewest consecutive letters of a repeated passage: fewer may be a stock phrase.
pub const PASSAGE: usize = 16;

/// Fewest letters of a narrative that is compared.
pub const SHORTEST: usize = 100;

/// Most passages that a [`Likeness`] lists.
const LISTED: usize = 3;

/// The running text of a report and the name of its body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrative {
    text: Box<str>,
    organization: Option<Box<str>>,
}

/// How much of a narrative also occurs in another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// Letters that also occur in the other one.
    pub repeated: usize,
    /// Letters of the narrative.
    pub total: usize,
    /// The longest repeated passages in their own wording, longest first.
    pub passages: Vec<Repeated>,
}

/// A repeated passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// The text of the passage.
    pub text: String,
    /// The line of the narrative that it is in, counted as by [`lines`].
    pub line: usize,
}

/// The paragraphs that make up a report's narrative, with the keys of their sections: no headings,
/// tables, notes or signature.
pub fn lines(report: &Report) -> impl Iterator<Item = (Option<&'static str>, &Passage)> {
    let preamble = report.preamble.iter().map(|passage| (None, passage));
    let sections = report.sections.iter().flat_map(|section| {
        section.body.iter().filter_map(|item| match item {
            Item::Paragraph(passage) => Some((Some(section.key), passage)),
            Item::Table(_) | Item::StatutoryTable(_) | Item::Note(_) => None,
        })
    });
    preamble.chain(sections)
}

impl Narrative {
    /// The narrative of a report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let lines: Vec<_> = lines(report).map(|(_, passage)| passage.text.as_str()).collect();
        Self::new(&lines.join("\n"), report.organization.as_deref())
    }

    /// A narrative, one paragraph per line, of this body.
    #[must_use]
    pub fn new(text: &str, organization: Option<&str>) -> Self {
        Self { text: text.into(), organization: organization.map(Into::into) }
    }

    /// Its paragraphs, one per line.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

#[derive(Serialize)]
struct LikenessMembers {
    repeated: usize,
    total: usize,
    percent: usize,
}

/// `{"repeated", "total", "percent"}`
impl Serialize for Likeness {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        LikenessMembers { repeated: self.repeated, total: self.total, percent: self.percent() }
            .serialize(serializer)
    }
}

impl Likeness {
    /// The share in percent, rounded down: 100 only if all is repeated.
    #[must_use]
    pub fn percent(&self) -> usize {
        (self.repeated * 100).checked_div(self.total).unwrap_or(0)
    }

    /// Whether the share is `threshold` or more.
    #[must_use]
    pub fn reaches(&self, threshold: Decimal) -> bool {
        self.repeated >= needed(self.total, threshold)
    }
}

/// The repeated letters that make the share `threshold` of `total`; at least one.
fn needed(total: usize, threshold: Decimal) -> usize {
    let share = threshold.checked_mul(Decimal::from(total)).map(|letters| letters.ceil());
    let letters = share.and_then(|letters| usize::try_from(letters.max(Decimal::ZERO)).ok());
    letters.unwrap_or(usize::MAX).max(1)
}

/// How much of `narrative` also occurs in `other`; `None` if either is too short to compare.
#[must_use]
pub fn likeness(narrative: &Narrative, other: &Narrative) -> Option<Likeness> {
    let other = Stream::of(other).letters;
    let stream = Stream::of(narrative);
    if stream.letters.len().min(other.len()) < SHORTEST {
        return None;
    }
    let runs = Windows::of(&stream.letters).runs_in(&windows_of(&other, PASSAGE));
    Some(Likeness {
        repeated: covered(&runs),
        total: stream.letters.len(),
        passages: stream.longest(&runs, LISTED),
    })
}

/// The letters in at least one of these runs, which are in order of their starts and of their ends.
fn covered(runs: &[Range<usize>]) -> usize {
    let mut letters = 0;
    let mut reached = 0;
    for run in runs {
        letters += run.end - run.start.max(reached);
        reached = run.end;
    }
    letters
}

/// A hash of each `length` consecutive letters. Different letters have the same hash once in 2⁶⁴.
fn windows_of<L: Copy + Into<u32>>(letters: &[L], length: usize) -> Vec<u64> {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
    let oldest = (0..length).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let leaving = std::iter::repeat_n(0, length).chain(letters.iter().map(|letter| number((*letter).into())));
    let mut hash = 0_u64;
    let rolled = letters.iter().zip(leaving).map(|(entering, leaving)| {
        hash = hash.wrapping_mul(BASE).wrapping_add(number((*entering).into()));
        hash = hash.wrapping_sub(oldest.wrapping_mul(leaving));
        mixed(hash)
    });
    rolled.skip(length.saturating_sub(1)).collect()
}

/// A letter as a large number, so that neighbours in Unicode differ in more than their last bits.
fn number(letter: u32) -> u64 {
    mixed(u64::from(letter) + 1)
}

/// Mixes bits so that every bit of the result depends on every bit of the input.
const fn mixed(bits: u64) -> u64 {
    let bits = (bits ^ (bits >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let bits = (bits ^ (bits >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    bits ^ (bits >> 32)
}

#[cfg(test)]
mod tests;
