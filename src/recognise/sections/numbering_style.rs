//! How a document numbers its sections: `一、` as in the form, or `（一）`, `1、`, `(1)`, `第一部分`.
//!
//! Headings below those of the sections may use any of these, so the numbering of the sections is the one
//! that most statutory headings have.

use crate::model::form::Edition;

use crate::recognise::sections::headings::{is_contents_entry, numbered};
use crate::recognise::sections::titles::is_title;

/// Fewest statutory headings by which a numbering other than that of the form is recognised.
const FEWEST_HEADINGS: u32 = 3;

/// The numbering of the sections of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberingStyle {
    /// The level of [`Numbering`](crate::prose::numbering::Numbering); 1 in the form.
    pub level: u8,
    /// The sections whose official heading occurs with this numbering, a bit for each: for them no other
    /// wording counts.
    pub exact: u32,
}

impl Default for NumberingStyle {
    fn default() -> Self {
        Self { level: 1, exact: 0 }
    }
}

/// Levels besides that of the form, the more usual first.
const OTHER_LEVELS: [u8; 4] = [0, 3, 2, 4];
const LEVELS: usize = 5;

impl NumberingStyle {
    /// The style of a document with these lines.
    pub fn of<'t>(lines: impl Iterator<Item = &'t str>, edition: &'static Edition) -> Self {
        let mut found = [0_u32; LEVELS];
        let mut exact = [0_u32; LEVELS];
        for line in lines {
            let Some((level, section, is_exact)) = statutory(line, edition) else { continue };
            if is_title(line) || is_contents_entry(line) {
                continue;
            }
            if let (Some(found), Some(exact)) =
                (found.get_mut(usize::from(level)), exact.get_mut(usize::from(level)))
            {
                *found |= 1 << section;
                *exact |= u32::from(is_exact) << section;
            }
        }
        let count = |level: u8| found.get(usize::from(level)).map_or(0, |found| found.count_ones());
        let other = OTHER_LEVELS.into_iter().rev().max_by_key(|level| count(*level)).unwrap_or(1);
        let is_other = count(other) >= FEWEST_HEADINGS
            && (count(1) < FEWEST_HEADINGS || other == 0)
            && count(other) >= count(1);
        if !is_other {
            return Self::default();
        }
        Self { level: other, exact: exact.get(usize::from(other)).copied().unwrap_or(0) }
    }
}

/// The level of a statutory heading, which section it is of, and whether its words are the official ones.
/// With a numbering other than that of the form, the number has to be that of the section.
fn statutory(line: &str, edition: &'static Edition) -> Option<(u8, usize, bool)> {
    if line.is_ascii() {
        return None; // figures, most lines of a table that came a cell a line
    }
    let heading = numbered(line)?;
    let official = heading.official(edition);
    let Some(number) = heading.number else { return official.map(|section| (1, section, true)) };
    let section = official.or_else(|| heading.similar(edition))?;
    let has_its_number = || usize::try_from(number.number).is_ok_and(|number| number == section + 1);
    (number.level == 1 || has_its_number()).then_some((number.level, section, official.is_some()))
}
