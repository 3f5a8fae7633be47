//! Collect: what the reports of many bodies come to, for the office above them.
//!
//! Sums are exact and say what they leave out: blank cells (blank is not 0), cells with words, reports of
//! other years, further reports of a body. Nothing is left out without its reason, and of names only those
//! that can't mean two bodies are taken for one: all else is proposed, for a person to confirm.

mod attendance;
mod full_names;
mod received;
mod report;
mod standing;
mod sums;

pub use attendance::{Attendance, Missing, Proposed, Sure};
pub use full_names::may_be_two;
pub use received::{Balance, Content, Received};
pub use standing::{Doubled, Likeness, Reason, Standing};
pub use sums::{Form, Sum, is_in_form};

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
pub struct Summary {
    /// The year summed up; `None` when no report tells its year.
    pub year: Option<u16>,
    /// In the order they came.
    pub received: Vec<Received>,
    /// Whether each counts, and if not, why.
    pub standings: Vec<Standing>,
    /// The sums: first those of the edition of most reports, then for each other edition the cells that
    /// the first does not have.
    pub forms: Vec<Form>,
    /// Bodies with several reports for one year.
    pub doubled: Vec<Doubled>,
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
        let year = settings.year.or_else(|| standing::majority(&received));
        let standings = standing::standings(&received, year, settings.only_valid);
        let doubled = standing::doubled(&received, &standings);
        let forms = sums::forms(&received, &standings);
        let attendance =
            settings.roster.map(|roster| Attendance::of(&received, &standings, year, roster, settings));
        let alike = attendance::alike(&received, &standings, attendance.as_ref());
        Self { year, received, standings, forms, doubled, alike, attendance }
    }

    /// The reports that count, with their places.
    pub fn counted(&self) -> impl Iterator<Item = (usize, &Received)> {
        let standings = self.received.iter().zip(&self.standings).enumerate();
        standings.filter(|(_, (_, standing))| standing.is_counted()).map(|(at, (one, _))| (at, one))
    }

    /// The reports that do not count, with their places and the reasons.
    pub fn left_out(&self) -> impl Iterator<Item = (usize, &Received, &Reason)> {
        let standings = self.received.iter().zip(&self.standings).enumerate();
        standings.filter_map(|(at, (one, standing))| match standing {
            Standing::Counted => None,
            Standing::Left(reason) => Some((at, one, reason)),
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
