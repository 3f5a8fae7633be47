//! Columns about a whole report, or a file without one, shared by `files` and `wide`.

use super::field::Field;
use super::schema::{Column, Kind, column};
use crate::model::date::Date;
use crate::model::finding::{Finding, Severity};
use crate::model::report::{Passage, Report};

/// Title, signature and the counts of findings.
#[derive(Clone, Debug)]
pub struct Facts {
    title: Field,
    signed_by: Field,
    signed_on: Field,
    /// The date as it was written.
    signed: Field,
    counts: Option<[usize; 3]>,
}

impl Facts {
    /// For a file that could not be read.
    pub(super) const fn none() -> Self {
        let none = Field::Null;
        Self {
            title: Field::Null,
            signed_by: Field::Null,
            signed_on: Field::Null,
            signed: none,
            counts: None,
        }
    }

    pub(super) fn of(report: &Report, findings: &[Finding]) -> Self {
        let text = |passage: Option<&Passage>| Field::optional(passage.map(|passage| passage.text.as_str()));
        let date = report.signature.date.as_ref();
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        Self {
            title: text(report.title.as_ref()),
            signed_by: text(report.signature.organization.as_ref()),
            signed_on: date.and_then(|date| Date::parse(&date.text)).map_or(Field::Null, Field::Day),
            signed: text(date),
            counts: Some([Severity::Error, Severity::Warning, Severity::Info].map(count)),
        }
    }

    fn count(&self, of: usize) -> Field {
        self.counts.and_then(|counts| counts.get(of).copied()).map_or(Field::Null, Field::count)
    }
}

/// A row about a whole report.
pub(super) trait Factual {
    fn facts(&self) -> &Facts;
}

pub(super) const fn title<R: Factual>() -> Column<R> {
    column("title", Kind::Text, "标题，照原文", "The title as written", |row: &R| {
        row.facts().title.clone()
    })
}

pub(super) const fn signed_by<R: Factual>() -> Column<R> {
    column("signed_by", Kind::Text, "落款单位", "The organization that signs", |row: &R| {
        row.facts().signed_by.clone()
    })
}

pub(super) const fn signed_on<R: Factual>() -> Column<R> {
    column(
        "signed_on",
        Kind::Day,
        "落款日期；不是日期时为空，原文见 signed",
        "Date of the signature; null if it is not a date, see 'signed'",
        |row: &R| row.facts().signed_on.clone(),
    )
}

pub(super) const fn signed<R: Factual>() -> Column<R> {
    column("signed", Kind::Text, "落款日期，照原文", "Date of the signature as written", |row: &R| {
        row.facts().signed.clone()
    })
}

pub(super) const fn errors<R: Factual>() -> Column<R> {
    column("errors", Kind::Whole, "错误的个数", "Number of errors", |row: &R| row.facts().count(0))
}

pub(super) const fn warnings<R: Factual>() -> Column<R> {
    column("warnings", Kind::Whole, "提醒的条数", "Number of warnings", |row: &R| row.facts().count(1))
}

pub(super) const fn notes<R: Factual>() -> Column<R> {
    column("notes", Kind::Whole, "说明的条数", "Number of notes", |row: &R| row.facts().count(2))
}
