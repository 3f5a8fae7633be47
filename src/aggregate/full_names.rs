//! Names that folders make whole: 财政所 in the folder 甲镇 is 甲镇财政所 where the roster names such a body,
//! and may be another than the 财政所 in the folder 乙镇 where nothing tells.

use std::collections::HashSet;

use super::received::Received;
use crate::prose::bodies::Body;
use crate::validate::Roster;

/// What parts a file's name as it is shown: folders, and archives from what is in them.
const PARTS: [char; 3] = ['/', '\\', '›'];

/// Gives the reports the names that the roster knows them by.
pub(super) fn complete(received: &mut [Received], roster: &Roster) {
    let names = roster.organizations.iter().map(|name| Body::of(name).certain_name());
    let listed: HashSet<String> = names.collect();
    for one in received {
        one.full_name = full_name(one, &listed);
    }
}

/// The name with that of its folder before it: one on the roster, else what one on the roster ends with
/// (青溪县甲镇财政所), which is likened to it then.
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

/// The names of the folders and archives that hold a file, the nearest first; after each, with the one
/// above before it.
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

/// A folder's name without the number before it; an archive's without its ending.
fn bare(folder: &str) -> &str {
    let folder = folder.trim();
    let folder = folder.strip_suffix(".zip").or_else(|| folder.strip_suffix(".ZIP")).unwrap_or(folder);
    folder.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '、' | '-' | '_' | ' '))
}

/// Whether two reports of one name may be those of two bodies: the name has no place in it, and they
/// stand in two folders. The same file in both is one report.
#[must_use]
pub fn may_be_two(one: &Received, other: &Received) -> bool {
    let folder = |one: &Received| one.file.rsplit_once(PARTS).map(|(folder, _)| folder.to_owned());
    let is_bare = |one: &Received| one.body().is_some_and(|body| !body.names_place());
    one.content != other.content && is_bare(one) && is_bare(other) && folder(one) != folder(other)
}
