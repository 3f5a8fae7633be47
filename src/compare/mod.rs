//! What differs between two reports: two years of one body, or one report in two formats.
//!
//! Places and layout are not compared; everything else in a report is, so that an empty [`Difference`] means
//! equal content. Swapping the two reports swaps old and new in the result. The work is bounded by `Effort`,
//! not by a clock, so that the result is the same on every machine.

mod align;
mod bodies;
mod cells;
mod fields;
mod findings;
mod narrative;
mod parts;
mod runs;
mod serialize;
mod words;

pub use cells::{ComparedCell, InForms};
pub use fields::{ComparedField, FieldText, ReportField};
pub use findings::ComparedFindings;
pub use narrative::{ComparedLine, ComparedSection, LineKind, State, Unit};
pub use words::Piece;

use serde::Serialize;

use crate::model::finding::Finding;
use crate::model::form::Edition;
use crate::model::report::Report;
use crate::prose::bodies::{Body, Kinship};
use crate::prose::similarity::{Likeness, Narrative, likeness};

/// A thing in the old and in the new report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
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

    /// Swaps old and new.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self { old: self.new, new: self.old }
    }

    /// Old, then new.
    pub fn each(&self) -> [&T; 2] {
        [&self.old, &self.new]
    }
}

/// The result of a comparison, with what is equal as well, as context for what differs.
///
/// As JSON it has the members of the result of `repconv diff --all --format json` (docs/diff.md) that do not depend on
/// files or language: `{"old", "new", "is_same", "body", "counts", "fields", "cells", "unsettled", "sections",
/// "is_reordered", "is_coarse", "repeated", "findings"}`.
///
/// ```
/// use repconv::Session;
/// use repconv::compare::compare;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let page = "<h1>某镇人民政府2021年政府信息公开工作年度报告</h1>
///     <p>一、总体情况</p><p>全年主动公开信息186条。</p><p>六、其他需要报告的事项</p><p>无。</p>";
/// let session = Session::new();
/// let old = session.read(page.as_bytes())?;
/// let new = session.read(page.replace("186条", "204条").as_bytes())?;
/// let difference = compare(&old.report, &old.findings, &new.report, &new.findings);
/// let json = serde_json::to_value(&difference)?;
/// assert_eq!(json["old"]["organization"], "某镇人民政府");
/// assert_eq!(json["is_same"], false);
/// assert_eq!(json["counts"]["changed"], 1);
/// let line = &json["sections"][0]["lines"][1];
/// assert_eq!((&line["state"], &line["kind"]), (&"changed".into(), &"sentence".into()));
/// assert_eq!(line["new"]["changed"], serde_json::json!([{"start": 8, "text": "204"}]));
/// # Ok(())
/// # }
/// ```
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
    /// Statutory tables of which no cell could be read in one of the documents only.
    pub unresolved: Pair<Vec<&'static str>>,
    /// Preamble, sections and notes, in the order of the new report.
    pub sections: Vec<ComparedSection>,
    /// Whether the sections that both have are in a different order.
    pub is_reordered: bool,
    /// Whether the texts are too long or too different for a comparison by sentence, so that whole paragraphs
    /// are listed as removed and added.
    pub is_coarse: bool,
    /// How much of each narrative is also in the other; `None` if it is too short.
    pub repeated: Pair<Option<Likeness>>,
    /// Findings of the rules that only one of the reports has.
    pub findings: ComparedFindings,
}

/// Body, year and form of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Head {
    /// The organization that reports.
    pub organization: Option<String>,
    /// The year reported on.
    pub year: Option<u16>,
    /// The edition of the form it uses.
    pub edition: &'static Edition,
}

/// Numbers of differences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
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
    #[serde(rename = "unsettled")]
    pub unresolved: usize,
    /// Sentences and rows of tables with other words.
    pub changed: usize,
    /// Sentences and rows of tables that only the old report has.
    pub removed: usize,
    /// Sentences and rows of tables that only the new report has.
    pub added: usize,
    /// Positions where only one of the reports starts a paragraph, and sections in a different order.
    pub layout: usize,
    /// Findings that only the new report has.
    pub appeared: usize,
    /// Findings that only the old report has.
    pub gone: usize,
}

/// Maximum number of steps of a comparison; beyond it, the rest is listed as removed and added. Two of the
/// longest reports need a tenth.
pub(crate) const MOST_STEPS: u64 = 50_000_000;

/// Maximum number of sentences compared one by one; reports with more are compared by paragraph. The longest
/// reports have about 3,000.
const MOST_SENTENCES: usize = 20_000;

/// The remaining steps.
#[derive(Debug)]
pub(crate) struct Effort {
    left: u64,
    /// Whether something was skipped because too few were left.
    was_short: bool,
}

impl Effort {
    const fn new(steps: u64) -> Self {
        Self { left: steps, was_short: false }
    }

    /// Takes so many steps, if that many are left; returns whether they were.
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

    /// Whether the bodies have different names, apart from spaces and widths.
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

    /// Numbers of differences.
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
