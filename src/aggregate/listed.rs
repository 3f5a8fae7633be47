//! The bodies of reports of any years as a roster has them, where no sums are made: matched as attendance matches them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Settings;
use super::attendance::Attendance;
use super::full_names;
use super::inclusion::Inclusion;
use super::received::Received;
use crate::prose::bodies::Body;
use crate::validate::{Affiliation, Roster};

/// What a roster says of the bodies of reports, by the names of their files.
#[derive(Clone, Debug, Default)]
pub struct ListedBodies {
    by_file: HashMap<String, ListedBody>,
    /// The bodies that are not on the roster for certain: each with the names on it that may be meant, and a file.
    pub unlisted: Vec<UnlistedBody>,
}

/// What a roster says of the body of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedBody {
    /// See [`Received::full_name`].
    pub full_name: Option<String>,
    /// Where the body belongs.
    pub affiliation: Affiliation,
}

/// A body that is not on the roster for certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnlistedBody {
    /// Its name in the report.
    pub name: String,
    /// Its first file.
    pub file: String,
    /// The name on the roster that may mean it.
    pub proposed: Option<String>,
}

impl ListedBodies {
    /// Matches the bodies of these reports, for each year by itself: next year another body may have a name.
    #[must_use]
    pub fn of(mut received: Vec<Received>, roster: &Roster) -> Self {
        full_names::complete(&mut received, roster);
        let years: BTreeSet<Option<u16>> = received.iter().map(|one| one.year).collect();
        let inclusions = vec![Inclusion::Counted; received.len()];
        let settings = Settings { roster: Some(roster), ..Settings::default() };
        let of_year = |year| Attendance::of(&received, &inclusions, year, roster, &settings);
        let attendances: Vec<Attendance> = years.into_iter().map(of_year).collect();
        let name = |at: usize| Some(received.get(at)?.body()?.certain_name());
        // A name on the roster that means one body in one year and another in the next means neither for certain, nor is
        // a body certain that is not on it in another year.
        let mut meant: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for matched in attendances.iter().flat_map(|attendance| &attendance.matched) {
            meant.entry(&matched.name).or_default().extend(name(matched.received));
        }
        for (listed, names) in &mut meant {
            let own = Body::of(listed).certain_name();
            let others = names.iter().filter(|name| **name != own).count();
            names.retain(|name| others <= 1 || *name == own);
        }
        let unlisted: BTreeSet<String> = attendances
            .iter()
            .flat_map(|attendance| &attendance.unlisted)
            .filter_map(|at| name(*at))
            .collect();
        let bodies: HashMap<&String, &str> = meant
            .iter()
            .flat_map(|(listed, names)| names.iter().map(|name| (name, *listed)))
            .filter(|(name, _)| !unlisted.contains(*name))
            .collect();
        let proposals = || attendances.iter().flat_map(|attendance| &attendance.proposed);
        let mut known = Self::default();
        let mut seen = BTreeSet::new();
        for (at, one) in received.iter().enumerate() {
            let Some(own) = name(at) else { continue };
            let listed = bodies.get(&own).copied();
            let certain = || Affiliation { region: one.region.clone(), level: one.level.clone() };
            let affiliation =
                listed.and_then(|listed| roster.affiliation(listed)).cloned().unwrap_or_else(certain);
            if listed.is_none() && one.is_of_one_body() && seen.insert(own) {
                let proposed = proposals().find(|proposed| proposed.received.contains(&at));
                known.unlisted.push(UnlistedBody {
                    name: one.full_name.as_ref().or(one.organization.as_ref()).cloned().unwrap_or_default(),
                    file: one.file.clone(),
                    proposed: proposed.map(|proposed| proposed.name.clone()),
                });
            }
            known
                .by_file
                .insert(one.file.clone(), ListedBody { full_name: one.full_name.clone(), affiliation });
        }
        known
    }

    /// What the roster says of the body of the report in this file.
    #[must_use]
    pub fn body(&self, file: &str) -> Option<&ListedBody> {
        self.by_file.get(file)
    }
}
