//! Attendance: the roster compared with the bodies that submitted reports.
//!
//! Names that certainly mean the same body are matched, and a name that is the end of another where nothing else fits
//! (教育局, 青溪县教育局). A looser similarity (县发改局, 沭阳县发展和改革局), or one that fits two, is proposed: the body
//! counts as missing until a person confirms it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Settings;
use super::inclusion::Inclusion;
use super::received::Received;
use crate::prose::bodies::{Body, Kinship, named_in_file};
use crate::validate::{Affiliation, Roster};

/// The names on the roster, each in one of the lists, and the bodies that are not on it. Reports are given by
/// their positions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    /// Names with a certain report.
    pub matched: Vec<Matched>,
    /// Names with reports that may be theirs.
    pub proposed: Vec<Proposed>,
    /// Names without a report.
    pub missing: Vec<Missing>,
    /// Reports for the year whose bodies are not on the roster, one for each body.
    pub unlisted: Vec<usize>,
    /// Reports for the year that do not name their body.
    pub unnamed: Vec<usize>,
    /// Files that could not be read and the names on the roster of their bodies, as the names of the files have them.
    pub owners: BTreeMap<String, String>,
}

/// A name on the roster with its report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched {
    /// The name on the roster.
    pub name: String,
    /// The index of the report.
    pub received: usize,
}

/// A name on the roster that may mean the bodies of these reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The name on the roster.
    pub name: String,
    /// The closest first.
    pub received: Vec<usize>,
}

/// A name on the roster without a report for the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The name on the roster.
    pub name: String,
    /// Its reports for other years.
    pub other_years: Vec<usize>,
    /// Unreadable files whose names contain it.
    pub unreadable: Vec<String>,
    /// Its region and level on the roster.
    pub affiliation: Affiliation,
}

/// How many bodies are proposed for one name on the roster, at most.
const MOST_PROPOSED: usize = 3;

struct Present {
    at: usize,
    body: Body,
}

impl Attendance {
    pub(super) fn of(
        received: &[Received],
        inclusions: &[Inclusion],
        year: Option<u16>,
        roster: &Roster,
        settings: &Settings<'_>,
    ) -> Self {
        let mut attendance = Self::default();
        let mut present: HashMap<String, Present> = HashMap::new();
        let mut of_other_years: HashMap<String, Vec<usize>> = HashMap::new();
        // Of several reports of a body, the one that counts is used.
        let is_counted = |at: usize| inclusions.get(at).is_some_and(Inclusion::is_counted);
        let mut bodies: Vec<(usize, &Received)> = received.iter().enumerate().collect();
        bodies.retain(|(_, one)| one.is_of_one_body());
        bodies.sort_by_key(|(at, _)| (!is_counted(*at), *at));
        for (at, one) in bodies {
            let body = one.body();
            match body {
                None if one.year == year => attendance.unnamed.push(at),
                None => {}
                Some(body) if one.year == year => {
                    present.entry(body.certain_name()).or_insert(Present { at, body });
                }
                Some(body) => of_other_years.entry(body.certain_name()).or_default().push(at),
            }
        }
        let listed: Vec<(&String, Body)> =
            roster.organizations.iter().map(|name| (name, Body::of(name))).collect();
        let known: HashSet<String> = listed.iter().map(|(_, body)| body.certain_name()).collect();
        let is_unlisted = |(name, _): &(&String, &Present)| !known.contains(*name);
        let mut unlisted: Vec<&Present> = present.iter().filter(is_unlisted).map(|(_, one)| one).collect();
        unlisted.sort_by_key(|one| one.at);
        let shortened = shortened(&listed, &present, &known);
        unlisted.retain(|one| !shortened.values().any(|at| *at == one.at));
        attendance.owners = owners(&listed, settings.unreadable);
        for (name, body) in &listed {
            let name = (*name).clone();
            let certain = body.certain_name();
            if let Some(one) = present.get(&certain) {
                attendance.matched.push(Matched { name, received: one.at });
                continue;
            }
            if let Some(at) = shortened.get(&certain) {
                attendance.matched.push(Matched { name, received: *at });
                continue;
            }
            let received = closest(body, &unlisted);
            if received.is_empty() {
                let other_years = of_other_years.remove(&certain).unwrap_or_default();
                let own = attendance.owners.iter().filter(|(_, owner)| **owner == name);
                let unreadable = own.map(|(file, _)| file.clone()).collect();
                let affiliation = roster.affiliation(&name).cloned().unwrap_or_default();
                attendance.missing.push(Missing { name, other_years, unreadable, affiliation });
            } else {
                attendance.proposed.push(Proposed { name, received });
            }
        }
        attendance.unlisted = unlisted.iter().map(|one| one.at).collect();
        attendance
    }

    /// Reports whose bodies the roster certainly names, with the position of the name.
    fn listed(&self) -> BTreeMap<usize, usize> {
        self.matched.iter().enumerate().map(|(at, matched)| (matched.received, at)).collect()
    }
}

/// The bodies that the name may mean: only those most closely related.
fn closest(body: &Body, unlisted: &[&Present]) -> Vec<usize> {
    let kin = unlisted.iter().filter_map(|one| Some((kinship(body, &one.body)?, one.at)));
    let mut kin: Vec<(Kinship, usize)> = kin.collect();
    kin.sort_unstable();
    let closest = kin.first().map(|(kinship, _)| *kinship);
    let kin = kin.into_iter().filter(|(kinship, _)| Some(*kinship) == closest);
    kin.map(|(_, at)| at).take(MOST_PROPOSED).collect()
}

/// How two names are related; `None` for different bodies.
fn kinship(a: &Body, b: &Body) -> Option<Kinship> {
    let (of_a, of_b) = (a.letters(), b.letters());
    if of_a & !of_b != 0 && of_b & !of_a != 0 {
        return None;
    }
    Some(a.kinship(b)).filter(|kinship| *kinship != Kinship::Different)
}

/// The names on the list that are the end of the name of one body that is not on it, or the other way round, where neither
/// fits another: 教育局, 青溪县教育局. By the normal form of the name the position of the report.
fn shortened(
    listed: &[(&String, Body)],
    present: &HashMap<String, Present>,
    known: &HashSet<String>,
) -> HashMap<String, usize> {
    let fits = |body: &Body, one: &Present| kinship(body, &one.body) == Some(Kinship::Shortened);
    let mut found = HashMap::new();
    for (_, body) in listed.iter().filter(|(_, body)| !present.contains_key(&body.certain_name())) {
        let mut bodies = present.iter().filter(|(_, one)| fits(body, one));
        let (Some((name, one)), None) = (bodies.next(), bodies.next()) else { continue };
        let names = listed.iter().filter(|(_, other)| fits(other, one)).count();
        if names == 1 && !known.contains(name) {
            found.insert(body.certain_name(), one.at);
        }
    }
    found
}

/// The files that are named after a body, with its name on the list.
fn owners(listed: &[(&String, Body)], files: &[String]) -> BTreeMap<String, String> {
    let bodies: Vec<Body> = listed.iter().map(|(_, body)| body.clone()).collect();
    let owner = |file: &String| {
        let (name, _) = listed.get(named_in_file(file, &bodies)?)?;
        Some((file.clone(), (*name).clone()))
    };
    files.iter().filter_map(owner).collect()
}

/// Pairs of reports that both count, of bodies that may be the same: their names are closely related, and the
/// roster does not name both.
pub(super) fn alike(
    received: &[Received],
    inclusions: &[Inclusion],
    attendance: Option<&Attendance>,
) -> Vec<(usize, usize)> {
    let listed = attendance.map(Attendance::listed).unwrap_or_default();
    let counted =
        received.iter().zip(inclusions).enumerate().filter(|(_, (_, inclusion))| inclusion.is_counted());
    let bodies: Vec<(usize, Body)> = counted.filter_map(|(at, (one, _))| Some((at, one.body()?))).collect();
    let mut alike = Vec::new();
    for (number, (at, body)) in bodies.iter().enumerate() {
        for (other, with) in bodies.iter().skip(number + 1) {
            let are_listed = listed.contains_key(at) && listed.contains_key(other);
            let is_close = || kinship(body, with).is_some_and(|kinship| kinship <= Kinship::Abbreviated);
            if !are_listed && is_close() {
                alike.push((*at, *other));
            }
        }
    }
    alike
}
