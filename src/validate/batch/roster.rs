//! Which bodies of the roster have no report.
//!
//! Lists and reports name bodies loosely. The closest names are paired first; a looser similarity counts
//! only if it is unambiguous: the name on the list fits one body, and that body fits no other name.

use std::collections::{BTreeMap, HashMap};

use super::{Batch, BatchFinding, MISSING_SUBMISSION};
use crate::model::finding::Finding;
use crate::model::language::Message;
use crate::model::place::Place;
use crate::prose::bodies::{Body, Kinship};
use crate::validate::Settings;

/// How many files that may be meant a message names.
const NAMED: usize = 3;

/// A body that submitted a report.
struct Present<'a> {
    body: Body,
    name: &'a str,
    file: &'a str,
}

pub(in crate::validate) fn missing(batch: &Batch<'_>, _: &Settings, findings: &mut Vec<BatchFinding>) {
    let Some(roster) = batch.roster else { return };
    let mut present: BTreeMap<String, Present<'_>> = BTreeMap::new();
    for submission in batch.submissions {
        if let (Some(body), Some(name)) = (submission.body(), submission.organization.as_deref()) {
            let body = roster.by_other_name(name).map_or(body, Body::of);
            let one = Present { name, file: &submission.file, body };
            present.entry(one.body.name.clone()).or_insert(one);
        }
    }
    let listed: Vec<_> = roster.organizations.iter().map(|name| (name.as_str(), Body::of(name))).collect();
    let (had, mut wanted): (Vec<_>, Vec<_>) =
        listed.into_iter().partition(|(_, body)| present.contains_key(&body.name));
    for (_, body) in had {
        present.remove(&body.name);
    }
    let mut left: Vec<_> = present.into_values().collect();
    for kinship in [Kinship::Same, Kinship::Shortened, Kinship::Abbreviated] {
        pair(&mut wanted, &mut left, kinship);
    }
    let unnamed = batch.submissions.iter().filter(|one| one.organization.is_none()).count();
    for (name, body) in &wanted {
        let unreadable = batch.unreadable.iter().find(|file| body.is_in_name_of(file));
        let message = match unreadable {
            Some(file) => came_unreadable(name, file),
            None => message(name, body, &left, unnamed),
        };
        let finding = Finding::new(&MISSING_SUBMISSION, message, Place::Unknown).with_passage(*name);
        findings.push(BatchFinding { submission: None, finding });
    }
}

/// Removes each pair of a name and a body of this kinship, if neither fits another.
fn pair(wanted: &mut Vec<(&str, Body)>, left: &mut Vec<Present<'_>>, kinship: Kinship) {
    let mut fits: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut names: HashMap<usize, usize> = HashMap::new();
    for (at, (_, body)) in wanted.iter().enumerate() {
        for (other, _) in left.iter().enumerate().filter(|(_, one)| body.kinship(&one.body) == kinship) {
            fits.entry(at).or_default().push(other);
            *names.entry(other).or_default() += 1;
        }
    }
    fits.retain(|_, others| matches!(others.as_slice(), [other] if names.get(other) == Some(&1)));
    let mut at = 0..;
    wanted.retain(|_| at.next().is_none_or(|at| !fits.contains_key(&at)));
    let taken: Vec<_> = fits.into_values().flatten().collect();
    let mut at = 0..;
    left.retain(|_| at.next().is_none_or(|at| !taken.contains(&at)));
}

fn came_unreadable(name: &str, file: &str) -> Message {
    Message::new(
        format!("名单上的“{name}”没有读得出的报告；读不了的“{file}”可能就是它的，请它重新报送"),
        format!(
            "{name} is on the roster and has no readable report; '{file}', which could not be read, may be its report: ask for it again"
        ),
    )
}

fn message(name: &str, body: &Body, left: &[Present<'_>], unnamed: usize) -> Message {
    let similar: Vec<_> = left.iter().filter(|one| body.kinship(&one.body) != Kinship::Different).collect();
    let (mut zh, mut en) =
        (format!("名单上的“{name}”没有报告"), format!("{name} is on the roster and has no report"));
    if !similar.is_empty() {
        let named = similar.iter().take(NAMED);
        let (named_zh, named_en): (Vec<_>, Vec<_>) = named
            .map(|one| (format!("“{}”（{}）", one.name, one.file), format!("{} ({})", one.name, one.file)))
            .unzip();
        let (many_zh, many_en) = if similar.len() > NAMED { ("等", " and others") } else { ("", "") };
        zh = format!("{zh}；{}{many_zh}的名称与它相近，无法确定是否就是它，请核对", named_zh.join("、"));
        en = format!(
            "{en}; {}{many_en} may be meant, which is not certain: please check",
            named_en.join(", ")
        );
    } else if unnamed > 0 {
        zh = format!("{zh}；另有 {unnamed} 份报告看不出是哪个单位的");
        en = format!("{en}; {unnamed} reports do not name their body");
    }
    Message::new(zh, en)
}
