//! Which reports count: those of the year, one of each body.
//!
//! Of several reports of a body the first counts, in the order the files came: which is the right one
//! only people know. The others are told, and counted once someone says so.

use std::collections::{BTreeMap, HashMap};

use super::received::{Balance, Received};
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::value::Value;

/// Whether a report counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inclusion {
    Counted,
    Excluded(Reason),
}

/// Why a report does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is for another year.
    OtherYear,
    /// It does not tell its year, as others do.
    NoYear,
    /// It is a summary of reports itself: summed up again, its figures would count twice.
    Summary,
    /// Its tables do not balance and only those that do are asked for.
    Unbalanced,
    /// Its body has a report that counts, the one at `counted`.
    Repeated { counted: usize, likeness: Likeness },
}

/// How two reports of a body compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The same bytes.
    SameFile,
    /// Other files, with the same figures in the same cells.
    SameFigures,
    /// These cells differ.
    Different(Vec<Address>),
}

/// A body with several reports for one year: their places, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateSubmission {
    pub organization: String,
    pub year: Option<u16>,
    pub received: Vec<usize>,
}

impl Inclusion {
    #[must_use]
    pub const fn is_counted(&self) -> bool {
        matches!(self, Self::Counted)
    }
}

/// The year of most reports, of several the latest.
pub(super) fn majority(received: &[Received]) -> Option<u16> {
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    for year in received.iter().filter(|one| !one.is_summary).filter_map(|one| one.year) {
        *counts.entry(year).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year)
}

/// Whether each counts.
pub(super) fn inclusions(received: &[Received], year: Option<u16>, only_valid: bool) -> Vec<Inclusion> {
    let mut counted: HashMap<Key, usize> = HashMap::new();
    let mut inclusions = Vec::with_capacity(received.len());
    for (at, one) in received.iter().enumerate() {
        let reason = if one.is_summary {
            Some(Reason::Summary)
        } else if one.year != year {
            Some(if one.year.is_some() { Reason::OtherYear } else { Reason::NoYear })
        } else if only_valid && one.balance == Balance::Broken {
            Some(Reason::Unbalanced)
        } else {
            let first = *counted.entry(Key::of(one)).or_insert(at);
            let other = received.get(first).filter(|_| first != at);
            other.map(|other| Reason::Repeated { counted: first, likeness: Likeness::of(one, other) })
        };
        inclusions.push(reason.map_or(Inclusion::Counted, Inclusion::Excluded));
    }
    inclusions
}

/// By what a report is known as a further one: its body, else its very bytes.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Body(String),
    Content(super::Content),
}

impl Key {
    fn of(one: &Received) -> Self {
        match one.body() {
            Some(body) => Self::Body(body.certain_name()),
            None => Self::Content(one.content),
        }
    }
}

/// Bodies with several reports for the year of those that count, or for another.
pub(super) fn duplicates(received: &[Received], inclusions: &[Inclusion]) -> Vec<DuplicateSubmission> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<(Key, Option<u16>), usize> = HashMap::new();
    for (at, one) in received.iter().enumerate().filter(|(_, one)| !one.is_summary) {
        let group = *known.entry((Key::of(one), one.year)).or_insert(groups.len());
        match groups.get_mut(group) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    let is_counted = |at: &usize| inclusions.get(*at).is_some_and(Inclusion::is_counted);
    let several = groups.into_iter().filter(|group| group.len() > 1).map(|mut group| {
        group.sort_by_key(|at| !is_counted(at)); // the one that counts first
        group
    });
    let duplicates = several.filter_map(|group| {
        let first = received.get(*group.first()?)?;
        let organization = first.organization.clone().unwrap_or_default();
        Some(DuplicateSubmission { organization, year: first.year, received: group })
    });
    duplicates.collect()
}

impl Likeness {
    /// How `one` compares with `other`.
    #[must_use]
    pub fn of(one: &Received, other: &Received) -> Self {
        if one.content == other.content {
            return Self::SameFile;
        }
        let addresses = one.cells.iter().chain(&other.cells).map(|(address, _)| *address);
        let mut differing: Vec<Address> =
            addresses.filter(|address| told(one, *address) != told(other, *address)).collect();
        differing.sort_unstable();
        differing.dedup();
        if differing.is_empty() { Self::SameFigures } else { Self::Different(differing) }
    }
}

/// What a cell tells: a number however it is written, else the words.
fn told(one: &Received, address: Address) -> Option<Result<Decimal, String>> {
    let value: &Value = one.value(address)?;
    Some(value.counted().ok_or_else(|| value.shown()))
}
