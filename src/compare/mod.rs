//! What differs between two reports: two years of one body, or one report in two formats.
//!
//! Places and layout are no difference; all else that a report says is compared, so that an empty
//! [`Difference`] means that both say the same. Comparing the other way round gives the same with old
//! and new in each other's place. All work is bounded by a number of steps, not by a clock: the outcome is the
//! same on every machine.

mod align;
mod cells;
mod fields;
mod findings;
mod narrative;
mod parts;
mod runs;
mod words;

pub use cells::{ComparedCell, InForms};
pub use fields::{ComparedField, FieldText, ReportField};
pub use findings::ComparedFindings;
pub use narrative::{ComparedLine, ComparedSection, LineKind, State, Unit};
pub use words::Piece;

use crate::model::finding::Finding;
use crate::model::form::Edition;
use crate::model::report::Report;
use crate::prose::similarity::{Likeness, Narrative, likeness};
use crate::validate::{Body, Kinship};

/// Something of the old report and the same of the new one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pair<T> {
    /// The one of the old report.
    pub old: T,
    /// The one of the new report.
    pub new: T,
}

impl<T> Pair<T> {
    /// A pair of these.
    pub const fn new(old: T, new: T) -> Self {
        Self { old, new }
    }

    /// With old and new in each other's place.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self { old: self.new, new: self.old }
    }

    /// Old, then new.
    pub fn each(&self) -> [&T; 2] {
        [&self.old, &self.new]
    }
}

/// All that was compared: what is the same too, so that it can be shown around what differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Organization, year and edition of each report.
    pub heads: Pair<Head>,
    /// How the names of the two bodies are related; `None` where one has none.
    pub kinship: Option<Kinship>,
    /// Title, metadata and signature.
    pub fields: Vec<ComparedField>,
    /// Every statutory cell of either report, in the order of the new one's form.
    pub cells: Vec<ComparedCell>,
    /// Statutory tables that only one of the documents has without a cell that could be resolved.
    pub unresolved: Pair<Vec<&'static str>>,
    /// Preamble, sections and notes, in the order of the new report.
    pub sections: Vec<ComparedSection>,
    /// Whether the sections that both have stand in another order.
    pub is_reordered: bool,
    /// Whether the texts are too long or differ too much to be compared sentence by sentence, so that whole
    /// paragraphs are told as removed and added.
    pub is_coarse: bool,
    /// How much of each narrative stands in the other one; `None` where one is too short to tell.
    pub repeated: Pair<Option<Likeness>>,
    /// Findings of the rules that only one of the reports has.
    pub findings: ComparedFindings,
}

/// Whose report it is, for which year, on which form.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Head {
    /// The organization that reports.
    pub organization: Option<String>,
    /// The year reported on.
    pub year: Option<u16>,
    /// The edition of the form it uses.
    pub edition: &'static Edition,
}

/// How much differs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Of body, year and edition.
    pub heads: usize,
    /// Title, metadata and signature.
    pub fields: usize,
    /// Cells that both forms have.
    pub cells: usize,
    /// Cells that only the form of one of the reports has.
    pub apart: usize,
    /// Statutory tables without a cell that could be resolved.
    pub unresolved: usize,
    /// Sentences and rows of tables with other words.
    pub changed: usize,
    /// Sentences and rows of tables that only the old report has.
    pub removed: usize,
    /// Sentences and rows of tables that only the new report has.
    pub added: usize,
    /// Places where only one of the reports begins a paragraph, and sections in another order.
    pub layout: usize,
    /// Findings that only the new report has.
    pub appeared: usize,
    /// Findings that only the old report has.
    pub gone: usize,
}

/// Steps that comparing texts may take in all; beyond them the rest is told as removed and added. Two
/// reports of the longest sort need a tenth.
pub(crate) const MOST_STEPS: u64 = 50_000_000;

/// Sentences that are compared one by one; with more in a report, paragraphs are. The longest reports have
/// some 3,000.
const MOST_SENTENCES: usize = 20_000;

/// The steps that are left.
#[derive(Debug)]
pub(crate) struct Effort {
    left: u64,
    /// Whether something was left out for it.
    was_short: bool,
}

impl Effort {
    const fn new(steps: u64) -> Self {
        Self { left: steps, was_short: false }
    }

    /// Whether so many steps can be taken; if so, they are.
    fn spend(&mut self, steps: u64) -> bool {
        let left = self.left.checked_sub(steps);
        self.left = left.unwrap_or(self.left);
        self.was_short |= left.is_none();
        left.is_some()
    }
}

/// Compares two reports and what was found in them.
#[must_use]
pub fn compare(old: &Report, old_findings: &[Finding], new: &Report, new_findings: &[Finding]) -> Difference {
    let reports = Pair::new(old, new);
    let splits = [old, new].into_iter().all(|report| parts::sentences_of(report) <= MOST_SENTENCES);
    let mut effort = Effort::new(MOST_STEPS);
    let (sections, is_reordered) = narrative::compare(reports, splits, &mut effort);
    let narratives = Pair::new(Narrative::of(old), Narrative::of(new));
    Difference {
        heads: Pair::new(Head::of(old), Head::of(new)),
        kinship: kinship(old, new),
        fields: fields::compare(reports),
        cells: cells::compare(reports),
        unresolved: Pair::new(only_in(old, new), only_in(new, old)),
        sections,
        is_reordered,
        is_coarse: effort.was_short || !splits,
        repeated: Pair::new(
            likeness(&narratives.old, &narratives.new),
            likeness(&narratives.new, &narratives.old),
        ),
        findings: findings::compare(old_findings, new_findings),
    }
}

fn kinship(old: &Report, new: &Report) -> Option<Kinship> {
    let body = |report: &Report| report.organization.as_deref().map(Body::of);
    Some(body(old)?.kinship(&body(new)?))
}

fn only_in(report: &Report, other: &Report) -> Vec<&'static str> {
    report.unresolved.difference(&other.unresolved).copied().collect()
}

impl Head {
    fn of(report: &Report) -> Self {
        Self { organization: report.organization.clone(), year: report.year, edition: report.edition }
    }
}

impl Difference {
    /// Whether the two reports say the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts() == Counts::default()
    }

    /// Whether the bodies have other names, spaces and widths aside.
    #[must_use]
    pub fn has_other_body(&self) -> bool {
        let Pair { old, new } = &self.heads;
        self.kinship.map_or(old.organization != new.organization, |kinship| kinship != Kinship::Equal)
    }

    /// Whether the reports are on different editions of the form.
    #[must_use]
    pub fn has_other_edition(&self) -> bool {
        self.heads.old.edition != self.heads.new.edition
    }

    /// How much differs.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let Pair { old, new } = &self.heads;
        let heads = [self.has_other_body(), old.year != new.year, self.has_other_edition()];
        let cells = |is_apart| {
            self.cells.iter().filter(|cell| cell.is_changed() && cell.is_apart() == is_apart).count()
        };
        let lines = |state| {
            let lines = self.sections.iter().flat_map(|section| &section.lines);
            lines.filter(|line| line.state() == state).count()
        };
        let breaks: usize = self.sections.iter().map(|section| section.breaks).sum();
        Counts {
            heads: heads.into_iter().filter(|differs| *differs).count(),
            fields: self.fields.iter().filter(|field| field.is_changed()).count(),
            cells: cells(false),
            apart: cells(true),
            unresolved: self.unresolved.old.len() + self.unresolved.new.len(),
            changed: lines(State::Changed),
            removed: lines(State::Removed),
            added: lines(State::Added),
            layout: breaks + usize::from(self.is_reordered),
            appeared: self.findings.appeared.len(),
            gone: self.findings.gone.len(),
        }
    }
}

#[cfg(test)]
mod tests;
