//! Sums as JSON or another format of serde; the members have the names of `repconv.collection`.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::Number;

use super::{
    Attendance, Balance, CellSum, DuplicateSubmission, EditionSums, Inclusion, Likeness, Reason, Received,
    Summary,
};
use crate::model::address::Address;
use crate::model::form::Edition;
use crate::model::serialize::number;
use crate::model::value::Value;

/// `true`, `false`, or null where no sum could be checked
impl Serialize for Balance {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Holds => Some(true),
            Self::Broken => Some(false),
            Self::Unknown => None,
        }
        .serialize(serializer)
    }
}

/// `other-year`, `no-year`, `no-form`, `other-form`, `summary`, `nothing-read`, `unbalanced`, `repeated-same-file`, `repeated-same-figures` or
/// `repeated-other-figures`
impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::OtherYear => "other-year",
            Self::NoYear => "no-year",
            Self::NoForm => "no-form",
            Self::OtherForm => "other-form",
            Self::Summary => "summary",
            Self::NothingRead => "nothing-read",
            Self::Unbalanced => "unbalanced",
            Self::Repeated { likeness: Likeness::SameFile, .. } => "repeated-same-file",
            Self::Repeated { likeness: Likeness::SameFigures, .. } => "repeated-same-figures",
            Self::Repeated { likeness: Likeness::Different(_), .. } => "repeated-other-figures",
        })
    }
}

/// How many reports have a figure, a blank, text, or no such cell.
#[derive(Serialize)]
struct CellCounts {
    figures: usize,
    blank: usize,
    text: usize,
    absent: usize,
}

impl From<&CellSum> for CellCounts {
    fn from(sum: &CellSum) -> Self {
        Self { figures: sum.figures, blank: sum.blanks, text: sum.texts, absent: sum.absent }
    }
}

#[derive(Default, Serialize)]
struct SumMembers {
    sums: BTreeMap<Address, Option<Number>>,
    cells: BTreeMap<Address, CellCounts>,
}

impl From<&EditionSums> for SumMembers {
    fn from(form: &EditionSums) -> Self {
        let sums = form.sums.iter();
        Self {
            sums: sums.clone().map(|(address, sum)| (*address, sum.total.and_then(number))).collect(),
            cells: sums.map(|(address, sum)| (*address, sum.into())).collect(),
        }
    }
}

/// `{"sums": {address: number}, "cells": {address: {"figures", "blank", "text", "absent"}}}`; the sum is null where
/// no report has a figure.
impl Serialize for EditionSums {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        SumMembers::from(self).serialize(serializer)
    }
}

/// A report by its file, its body, and whether it counts; all null for a position without a report.
#[derive(Serialize)]
struct Reference<'a> {
    file: Option<&'a str>,
    organization: Option<&'a str>,
    counted: Option<bool>,
}

#[derive(Serialize)]
struct ExcludedMembers<'a> {
    #[serde(flatten)]
    received: &'a Received,
    reason: &'a Reason,
}

#[derive(Serialize)]
struct TextMembers<'a> {
    file: &'a str,
    cell: Address,
    raw: &'a str,
    value: Option<Number>,
}

#[derive(Serialize)]
struct DuplicateMembers<'a> {
    organization: &'a str,
    year: Option<u16>,
    files: Vec<Reference<'a>>,
}

#[derive(Serialize)]
struct AttendanceMembers<'a> {
    received: Vec<MatchedMembers<'a>>,
    proposed: Vec<ProposedMembers<'a>>,
    missing: Vec<MissingMembers<'a>>,
    unlisted: Vec<Reference<'a>>,
    unnamed: Vec<Reference<'a>>,
}

#[derive(Serialize)]
struct MatchedMembers<'a> {
    name: &'a str,
    report: Reference<'a>,
}

#[derive(Serialize)]
struct ProposedMembers<'a> {
    name: &'a str,
    reports: Vec<Reference<'a>>,
}

#[derive(Serialize)]
struct MissingMembers<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<&'a str>,
    other_years: Vec<Reference<'a>>,
    unreadable: &'a [String],
}

#[derive(Serialize)]
struct SummaryMembers<'a> {
    year: Option<u16>,
    edition: Option<&'static Edition>,
    counted: Vec<&'a Received>,
    not_counted: Vec<ExcludedMembers<'a>>,
    #[serde(flatten)]
    main: SumMembers,
    #[serde(serialize_with = "by_edition")]
    other_editions: &'a [EditionSums],
    texts: Vec<TextMembers<'a>>,
    unbalanced: Vec<&'a Received>,
    doubled: Vec<DuplicateMembers<'a>>,
    alike: Vec<[Reference<'a>; 2]>,
    attendance: Option<AttendanceMembers<'a>>,
}

impl Serialize for Summary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (main, others) =
            self.forms.split_first().map_or((None, &[][..]), |(main, others)| (Some(main), others));
        SummaryMembers {
            year: self.year,
            edition: main.map(|form| form.edition),
            counted: self.counted().map(|(_, one)| one).collect(),
            not_counted: self
                .excluded()
                .map(|(_, one, reason)| ExcludedMembers { received: one, reason })
                .collect(),
            main: main.map(SumMembers::from).unwrap_or_default(),
            other_editions: others,
            texts: self.texts().map(|(one, address, raw)| text(one, address, raw)).collect(),
            unbalanced: self.unbalanced().collect(),
            doubled: self.duplicates.iter().map(|doubled| self.duplicate(doubled)).collect(),
            alike: self.alike.iter().map(|(a, b)| [*a, *b].map(|at| self.reference(at))).collect(),
            attendance: self.attendance.as_ref().map(|attendance| self.attended(attendance)),
        }
        .serialize(serializer)
    }
}

fn by_edition<S: Serializer>(forms: &[EditionSums], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(forms.iter().map(|form| (form.edition, form)))
}

fn text<'a>(one: &'a Received, cell: Address, raw: &'a str) -> TextMembers<'a> {
    let value = one.value(cell).as_deref().and_then(Value::number).and_then(number);
    TextMembers { file: &one.file, cell, raw, value }
}

impl Summary {
    fn reference(&self, at: usize) -> Reference<'_> {
        let one = self.received.get(at);
        Reference {
            file: one.map(|one| one.file.as_str()),
            organization: one.and_then(|one| one.organization.as_deref()),
            counted: self.inclusions.get(at).map(Inclusion::is_counted),
        }
    }

    fn references(&self, positions: &[usize]) -> Vec<Reference<'_>> {
        positions.iter().map(|at| self.reference(*at)).collect()
    }

    fn duplicate<'a>(&'a self, doubled: &'a DuplicateSubmission) -> DuplicateMembers<'a> {
        let files = self.references(&doubled.received);
        DuplicateMembers { organization: &doubled.organization, year: doubled.year, files }
    }

    fn attended<'a>(&'a self, attendance: &'a Attendance) -> AttendanceMembers<'a> {
        let matched = attendance.matched.iter();
        let proposed = attendance.proposed.iter();
        let missing = attendance.missing.iter();
        AttendanceMembers {
            received: matched
                .map(|one| MatchedMembers { name: &one.name, report: self.reference(one.received) })
                .collect(),
            proposed: proposed
                .map(|one| ProposedMembers { name: &one.name, reports: self.references(&one.received) })
                .collect(),
            missing: missing
                .map(|one| MissingMembers {
                    name: &one.name,
                    region: one.affiliation.region.as_deref(),
                    level: one.affiliation.level.as_deref(),
                    other_years: self.references(&one.other_years),
                    unreadable: &one.unreadable,
                })
                .collect(),
            unlisted: self.references(&attendance.unlisted),
            unnamed: self.references(&attendance.unnamed),
        }
    }
}
