//! Aggregate: the sums of the reports of many bodies, for the office above them.
//!
//! Sums are exact and list what they exclude: blank cells (blank is not 0), cells with words, reports for other
//! years, duplicate submissions. Everything excluded has its reason. Two names count as one body only if they
//! certainly are; all other matches are proposed for a person to confirm.

mod attendance;
mod cells;
mod full_names;
mod inclusion;
mod listed;
mod preference;
mod received;
mod report;
mod serialize;
mod sums;
mod taken;

pub use attendance::{Attendance, Matched, Missing, Proposed};
pub use cells::{Cells, SharedAddresses};
pub use full_names::may_be_two;
pub use inclusion::{DuplicateSubmission, Inclusion, Likeness, Reason};
pub use listed::{ListedBodies, ListedBody, UnlistedBody};
pub use preference::Preference;
pub use received::{Balance, Content, Received, Unread};
pub use sums::{CellSum, EditionSums, is_in_form};
pub use taken::{Identity, NotTaken, Taken};

use crate::prose::bodies::{Body, Kinship};
use crate::validate::Roster;

/// Which reports to add up, and what is known of the bodies.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings<'a> {
    /// The year. Defaults to the most common year.
    pub year: Option<u16>,
    /// Whether reports that do not balance are excluded.
    pub only_valid: bool,
    /// Which of several reports of a body counts.
    pub preference: Preference,
    /// The bodies that have to report.
    pub roster: Option<&'a Roster>,
    /// Names of files that could not be read: they may be the reports of missing bodies.
    pub unreadable: &'a [String],
}

/// The reports of many bodies and their sums. Positions are indexes of `received`.
///
/// As JSON it has the members of the result of `repconv collect --format json` that do not depend on files left out or
/// on language: `{"year", "edition", "counted", "not_counted", "sums", "cells", "other_editions", "texts",
/// "unbalanced", "doubled", "alike", "attendance"}`. A position becomes the report there, as `{"file",
/// "organization", "counted"}`.
///
/// ```
/// use repconv::Session;
/// use repconv::aggregate::{Received, Settings, Summary};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let page = "<h1>某镇人民政府2021年政府信息公开工作年度报告</h1>
///     <p>一、总体情况</p><p>全年主动公开信息186条。</p><p>二、主动公开政府信息情况</p>
///     <table><tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政许可</td><td>12</td></tr></table>";
/// let reading = Session::new().read(page.as_bytes())?;
/// let received = Received::of("某镇.html", page.as_bytes(), reading.report);
/// let summary = Summary::of(vec![received], &Settings::default());
/// let json = serde_json::to_value(&summary)?;
/// assert_eq!(json["year"], 2021);
/// assert_eq!(json["counted"][0]["organization"], "某镇人民政府");
/// assert_eq!(json["cells"]["requests/received/total"]["absent"], 1);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Summary {
    /// The year that is added up; `None` if no report names its year.
    pub year: Option<u16>,
    /// How it was chosen which of several reports of a body counts.
    pub preference: Preference,
    /// The other years that as many reports are for, where none was asked for.
    pub tied_years: Vec<u16>,
    /// In the order of the files.
    pub received: Vec<Received>,
    /// Whether each report counts, and if not, why.
    pub inclusions: Vec<Inclusion>,
    /// The sums: first for the most common edition, then for each other edition the cells that the first
    /// does not have.
    pub forms: Vec<EditionSums>,
    /// Bodies with several reports for one year.
    pub duplicates: Vec<DuplicateSubmission>,
    /// Pairs of reports that both count although their bodies may be the same.
    pub alike: Vec<(usize, usize)>,
    /// Received and missing reports, if there is a roster.
    pub attendance: Option<Attendance>,
}

impl Summary {
    /// Adds up the reports.
    #[must_use]
    pub fn of(mut received: Vec<Received>, settings: &Settings<'_>) -> Self {
        if let Some(roster) = settings.roster {
            full_names::complete(&mut received, roster);
        }
        inclusion::mark_other_forms(&mut received);
        let mut years = inclusion::most_common_years(&received);
        let year = settings.year.or_else(|| years.pop());
        let tied_years = if settings.year.is_none() { years } else { Vec::new() };
        let inclusions = inclusion::inclusions(&received, year, settings.only_valid, settings.preference);
        let duplicates = inclusion::duplicates(&received, &inclusions);
        let forms = sums::forms(&received, &inclusions);
        let attendance =
            settings.roster.map(|roster| Attendance::of(&received, &inclusions, year, roster, settings));
        if let (Some(roster), Some(attendance)) = (settings.roster, &attendance) {
            full_names::affiliate(&mut received, attendance, roster);
        }
        let alike = attendance::alike(&received, &inclusions, attendance.as_ref());
        let preference = settings.preference;
        Self { year, preference, tied_years, received, inclusions, forms, duplicates, alike, attendance }
    }

    /// The reports that count, with their positions.
    pub fn counted(&self) -> impl Iterator<Item = (usize, &Received)> {
        let inclusions = self.received.iter().zip(&self.inclusions).enumerate();
        inclusions.filter(|(_, (_, inclusion))| inclusion.is_counted()).map(|(at, (one, _))| (at, one))
    }

    /// The reports that do not count, with their positions and the reasons.
    pub fn excluded(&self) -> impl Iterator<Item = (usize, &Received, &Reason)> {
        let inclusions = self.received.iter().zip(&self.inclusions).enumerate();
        inclusions.filter_map(|(at, (one, inclusion))| match inclusion {
            Inclusion::Counted => None,
            Inclusion::Excluded(reason) => Some((at, one, reason)),
        })
    }

    /// Whether a report does not count for another of its body with other figures, and nothing told which is right.
    #[must_use]
    pub fn is_undecided(&self, one: &Received, reason: &Reason) -> bool {
        let Reason::Repeated { counted, likeness: Likeness::Different(_) } = reason else { return false };
        self.received.get(*counted).is_some_and(|other| !self.preference.decides(one, other))
    }

    /// The reports that do not balance: those that count, and those that would if they balanced.
    pub fn unbalanced(&self) -> impl Iterator<Item = &Received> {
        let is_meant = |inclusion: &Inclusion| {
            matches!(inclusion, Inclusion::Counted | Inclusion::Excluded(Reason::Unbalanced))
        };
        let meant =
            self.received.iter().zip(&self.inclusions).filter(move |(_, inclusion)| is_meant(inclusion));
        meant.map(|(one, _)| one).filter(|one| one.balance == Balance::Broken)
    }

    /// The reports for another year of bodies of which no report counts: they have sent none for this one. Of a body
    /// that is not on the roster none is expected.
    pub fn only_for_other_years(&self) -> impl Iterator<Item = (usize, &Received)> {
        let name = |one: &Received| one.body().map(|body| body.certain_name());
        let counted: std::collections::HashSet<_> = self.counted().filter_map(|(_, one)| name(one)).collect();
        let others = self.excluded().filter(|(_, _, reason)| matches!(reason, Reason::OtherYear));
        let is_alone = move |one: &Received| name(one).is_none_or(|name| !counted.contains(&name));
        others
            .filter(move |(at, one, _)| is_alone(one) && self.is_expected(*at, one))
            .map(|(at, one, _)| (at, one))
    }

    /// Whether a report is of a body that the roster misses; without a roster every body is expected.
    fn is_expected(&self, at: usize, one: &Received) -> bool {
        let Some(attendance) = &self.attendance else { return true };
        let is_of = |missing: &Missing| {
            let is_kin = |body: Body| {
                !matches!(Body::of(&missing.name).kinship(&body), Kinship::Unclear | Kinship::Different)
            };
            missing.other_years.contains(&at) || one.body().is_some_and(is_kin)
        };
        attendance.missing.iter().any(is_of)
    }

    /// The reports that count and of which figures were not read: the sums lack them.
    pub fn unread(&self) -> impl Iterator<Item = &Received> {
        self.counted().map(|(_, one)| one).filter(|one| !one.unread.is_none())
    }

    /// The cells with words, which are not added up: the report, the address, the text.
    pub fn texts(&self) -> impl Iterator<Item = (&Received, crate::model::address::Address, &str)> {
        self.counted().flat_map(|(_, one)| {
            let uncounted = one.cells.texts().filter(|(_, value, _)| value.counted().is_none());
            uncounted.map(move |(address, _, raw)| (one, address, raw))
        })
    }
}

#[cfg(test)]
mod tests;
