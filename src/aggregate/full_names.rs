//! Names completed by folders: 财政所 in the folder 甲镇 is 甲镇财政所 if the roster names such a body. Otherwise it
//! may be another body than the 财政所 in the folder 乙镇.

use std::collections::HashSet;

use super::attendance::Attendance;
use super::received::Received;
use crate::prose::bodies::Body;
use crate::validate::Roster;

/// Separators in the name of a file: of folders, and of an archive and its entry.
const PARTS: [char; 3] = ['/', '\\', '›'];

/// Sets the full names of reports whose bodies the roster knows by them, or by the other names that it gives, and where
/// the bodies belong.
pub(super) fn complete(received: &mut [Received], roster: &Roster) {
    let names = roster.organizations.iter().map(|name| Body::of(name).certain_name());
    let listed: HashSet<String> = names.collect();
    for one in received {
        let other = one.organization.as_deref().and_then(|own| roster.by_other_name(own));
        one.full_name = other.map(str::to_owned).or_else(|| full_name(one, &listed));
        let name = one.full_name.as_deref().or(one.organization.as_deref());
        let affiliation = name.and_then(|name| roster.affiliation(name)).cloned().unwrap_or_default();
        (one.region, one.level) = (affiliation.region, affiliation.level);
    }
}

/// Sets region and level of the reports that are matched to a name that is not theirs.
pub(super) fn affiliate(received: &mut [Received], attendance: &Attendance, roster: &Roster) {
    for matched in &attendance.matched {
        let Some(one) = received.get_mut(matched.received) else { continue };
        if let (None, None, Some(known)) = (&one.region, &one.level, roster.affiliation(&matched.name)) {
            (one.region, one.level) = (known.region.clone(), known.level.clone());
        }
    }
}

/// The name with that of its folder before it: a name on the roster, else the end of a name on the roster
/// (青溪县甲镇财政所), to which it is then matched.
fn full_name(one: &Received, listed: &HashSet<String>) -> Option<String> {
    let own = one.organization.as_deref()?;
    let own_name = Body::of(own).certain_name();
    let names = || {
        let names = folder_names(&one.file).into_iter().map(|folder| format!("{folder}{own}"));
        names.map(|name| (Body::of(&name).certain_name(), name))
    };
    let is_end = |name: &str| listed.iter().any(|listed| listed.ends_with(name));
    let exact = names().find(|(name, _)| listed.contains(name));
    let exact = exact.or_else(|| is_end(&own_name).then(|| names().find(|(name, _)| is_end(name))).flatten());
    exact.map(|(_, name)| name)
}

/// The names of the folders and archives that contain a file, innermost first; each is followed by itself with
/// the name of its parent before it.
fn folder_names(file: &str) -> Vec<String> {
    let mut folders: Vec<&str> = file.split(PARTS).map(bare).collect();
    folders.pop();
    folders.reverse();
    let mut names = Vec::new();
    for (at, folder) in folders.iter().enumerate().filter(|(_, folder)| !folder.is_empty()) {
        names.push((*folder).to_owned());
        names.extend(folders.get(at + 1).map(|above| format!("{above}{folder}")));
    }
    names
}

/// The name of a folder without a leading number; that of an archive without its extension.
fn bare(folder: &str) -> &str {
    let folder = folder.trim();
    let folder = folder.strip_suffix(".zip").or_else(|| folder.strip_suffix(".ZIP")).unwrap_or(folder);
    folder.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '、' | '-' | '_' | ' '))
}

/// Whether two reports of the same name may belong to two bodies: the name contains no place, and they are in
/// two folders. The same file in both is one report.
#[must_use]
pub fn may_be_two(one: &Received, other: &Received) -> bool {
    let folder = |one: &Received| one.file.rsplit_once(PARTS).map(|(folder, _)| folder.to_owned());
    let is_bare = |one: &Received| one.body().is_some_and(|body| !body.names_place());
    one.content != other.content && is_bare(one) && is_bare(other) && folder(one) != folder(other)
}
