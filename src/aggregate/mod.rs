//! Collect: what the reports of many bodies come to, for the office above them.
//!
//! Sums are exact and say what they leave out: blank cells (blank is not 0), cells with words, reports of
//! other years, further reports of a body. Nothing is left out without its reason, and of names only those
//! that can't mean two bodies are taken for one: all else is proposed, for a person to confirm.

mod attendance;
mod full_names;
mod inclusion;
mod received;
mod report;
mod sums;

pub use attendance::{Attendance, Matched, Missing, Proposed};
pub use full_names::may_be_two;
pub use inclusion::{DuplicateSubmission, Inclusion, Likeness, Reason};
pub use received::{Balance, Content, Received};
pub use sums::{CellSum, EditionSums, is_in_form};

use crate::validate::Roster;

/// What is to be summed up.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings<'a> {
    /// The year; that of most reports unless told.
    pub year: Option<u16>,
    /// Whether reports that do not balance are left out.
    pub only_valid: bool,
    /// The bodies that must report.
    pub roster: Option<&'a Roster>,
    /// Names of files that could not be read: they may be those of missing bodies.
    pub unreadable: &'a [String],
}

/// The reports of many bodies and what they come to. Places are indexes of `received`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Summary {
    /// The year summed up; `None` when no report tells its year.
    pub year: Option<u16>,
    /// In the order they came.
    pub received: Vec<Received>,
    /// Whether each counts, and if not, why.
    pub inclusions: Vec<Inclusion>,
    /// The sums: first those of the edition of most reports, then for each other edition the cells that
    /// the first does not have.
    pub forms: Vec<EditionSums>,
    /// Bodies with several reports for one year.
    pub duplicates: Vec<DuplicateSubmission>,
    /// Reports that count both although their bodies may be one.
    pub alike: Vec<(usize, usize)>,
    /// Who is missing, where there is a roster.
    pub attendance: Option<Attendance>,
}

impl Summary {
    /// Sums up.
    #[must_use]
    pub fn of(mut received: Vec<Received>, settings: &Settings<'_>) -> Self {
        if let Some(roster) = settings.roster {
            full_names::complete(&mut received, roster);
        }
        let year = settings.year.or_else(|| inclusion::majority(&received));
        let inclusions = inclusion::inclusions(&received, year, settings.only_valid);
        let duplicates = inclusion::duplicates(&received, &inclusions);
        let forms = sums::forms(&received, &inclusions);
        let attendance =
            settings.roster.map(|roster| Attendance::of(&received, &inclusions, year, roster, settings));
        let alike = attendance::alike(&received, &inclusions, attendance.as_ref());
        Self { year, received, inclusions, forms, duplicates, alike, attendance }
    }

    /// The reports that count, with their places.
    pub fn counted(&self) -> impl Iterator<Item = (usize, &Received)> {
        let inclusions = self.received.iter().zip(&self.inclusions).enumerate();
        inclusions.filter(|(_, (_, inclusion))| inclusion.is_counted()).map(|(at, (one, _))| (at, one))
    }

    /// The reports that do not count, with their places and the reasons.
    pub fn excluded(&self) -> impl Iterator<Item = (usize, &Received, &Reason)> {
        let inclusions = self.received.iter().zip(&self.inclusions).enumerate();
        inclusions.filter_map(|(at, (one, inclusion))| match inclusion {
            Inclusion::Counted => None,
            Inclusion::Excluded(reason) => Some((at, one, reason)),
        })
    }

    /// The reports of the year summed up whose sums do not balance.
    pub fn unbalanced(&self) -> impl Iterator<Item = &Received> {
        let of_year = |one: &&Received| self.year.is_none() || one.year == self.year;
        self.received.iter().filter(of_year).filter(|one| one.balance == Balance::Broken)
    }

    /// The cells with words that count for nothing: the report, the cell, what stands there.
    pub fn texts(&self) -> impl Iterator<Item = (&Received, crate::model::address::Address, &str)> {
        self.counted().flat_map(|(_, one)| {
            one.cells.iter().filter_map(move |(address, value)| match value {
                crate::model::value::Value::Text { raw, .. } if value.counted().is_none() => {
                    Some((one, *address, raw.as_str()))
                }
                _ => None,
            })
        })
    }
}

#[cfg(test)]
mod tests;
