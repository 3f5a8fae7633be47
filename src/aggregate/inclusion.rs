//! Which reports count: those for the year, one for each body.
//!
//! Of several reports of a body the first counts, in the order of the files or in that which was asked for, because
//! only people know which is the right one. The others are listed as duplicates.

use std::collections::{BTreeMap, HashMap};

use super::preference::Preference;
use super::received::{Balance, Received};
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::form::Edition;

/// Whether a report counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inclusion {
    /// The report counts in the sums.
    Counted,
    /// It does not count.
    Excluded(Reason),
}

/// Why a report does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is for another year.
    OtherYear,
    /// It does not name its year, while others do.
    NoYear,
    /// It is a document without a form.
    NoForm,
    /// It is of another form than most, with other tables.
    OtherForm,
    /// It is itself a summary of reports: its figures would count twice.
    Summary,
    /// Not one figure of its tables was read.
    NothingRead,
    /// Its tables do not balance, and only reports that balance are requested.
    Unbalanced,
    /// Its body has a report that counts, the one at `counted`.
    Repeated {
        /// The index of the report that counts.
        counted: usize,
        /// How much the two reports are alike.
        likeness: Likeness,
    },
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

/// A body with several reports for one year: their positions, the one that counts first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateSubmission {
    /// The organization.
    pub organization: String,
    /// The year.
    pub year: Option<u16>,
    /// The indices of its reports.
    pub received: Vec<usize>,
}

impl Inclusion {
    /// Whether the report counts in the sums.
    #[must_use]
    pub const fn is_counted(&self) -> bool {
        matches!(self, Self::Counted)
    }
}

/// The years that most reports are for, the latest last: usually one.
pub(super) fn most_common_years(received: &[Received]) -> Vec<u16> {
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    for year in received.iter().filter(|one| one.is_of_one_body()).filter_map(|one| one.year) {
        *counts.entry(year).or_default() += 1;
    }
    let most = counts.values().max().copied();
    counts.into_iter().filter(|(_, count)| Some(*count) == most).map(|(year, _)| year).collect()
}

/// Marks the reports of another form than that of most bodies.
pub(super) fn mark_other_forms(received: &mut [Received]) {
    let mut counts: Vec<(&'static Edition, usize)> = Vec::new();
    for one in received.iter().filter(|one| one.is_of_one_body()) {
        match counts.iter_mut().find(|(form, _)| form.is_akin(one.edition)) {
            Some((_, count)) => *count += 1,
            None => counts.push((one.edition, 1)),
        }
    }
    // Of several, the first.
    let Some((main, _)) = counts.iter().rev().max_by_key(|(_, count)| *count).copied() else { return };
    for one in received {
        one.is_of_other_form = !one.edition.is_none() && !main.is_akin(one.edition);
    }
}

/// Decides for each report whether it counts.
pub(super) fn inclusions(
    received: &[Received],
    year: Option<u16>,
    only_valid: bool,
    preference: Preference,
) -> Vec<Inclusion> {
    let mut counted: HashMap<Key, usize> = HashMap::new();
    let mut inclusions = vec![Inclusion::Counted; received.len()];
    for at in preference.order(received) {
        let Some(one) = received.get(at) else { continue };
        let reason = if one.edition.is_none() {
            Some(Reason::NoForm)
        } else if one.is_of_other_form {
            Some(Reason::OtherForm)
        } else if one.is_summary {
            Some(Reason::Summary)
        } else if one.year != year {
            Some(if one.year.is_some() { Reason::OtherYear } else { Reason::NoYear })
        } else if one.has_no_figures() {
            Some(Reason::NothingRead)
        } else if only_valid && one.balance == Balance::Broken {
            Some(Reason::Unbalanced)
        } else {
            let first = *counted.entry(Key::of(one)).or_insert(at);
            let other = received.get(first).filter(|_| first != at);
            other.map(|other| Reason::Repeated { counted: first, likeness: Likeness::of(one, other) })
        };
        if let (Some(inclusion), Some(reason)) = (inclusions.get_mut(at), reason) {
            *inclusion = Inclusion::Excluded(reason);
        }
    }
    inclusions
}

/// What identifies duplicates: the body, else the bytes.
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

/// Bodies with several reports for one year, whichever year.
pub(super) fn duplicates(received: &[Received], inclusions: &[Inclusion]) -> Vec<DuplicateSubmission> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<(Key, Option<u16>), usize> = HashMap::new();
    for (at, one) in received.iter().enumerate().filter(|(_, one)| one.is_of_one_body()) {
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
        let addresses = one.cells.addresses().chain(other.cells.addresses());
        let mut differing: Vec<Address> =
            addresses.filter(|address| content(one, *address) != content(other, *address)).collect();
        differing.sort_unstable();
        differing.dedup();
        if differing.is_empty() { Self::SameFigures } else { Self::Different(differing) }
    }
}

/// The content of a cell for comparison: the number whatever its spelling, else the text.
fn content(one: &Received, address: Address) -> Option<Result<Decimal, String>> {
    let value = one.value(address)?;
    Some(value.counted().ok_or_else(|| value.shown()))
}
