//! Which bodies of the roster have no report.
//!
//! Lists and reports name bodies loosely. The closest names are paired first; a looser similarity counts
//! only if it is unambiguous: the name on the list fits one body, and that body fits no other name.

use std::collections::{BTreeMap, HashMap};

use super::{Batch, BatchFinding, MISSING_SUBMISSION, Submission};
use crate::model::finding::Finding;
use crate::model::language::Message;
use crate::model::place::Place;
use crate::prose::bodies::{Body, Kinship, named_in_file};
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
    let year = year(batch.submissions);
    let mut of_other_years: Vec<(Body, &Submission)> = Vec::new();
    let mut present: BTreeMap<String, Present<'_>> = BTreeMap::new();
    for submission in batch.submissions {
        if let (Some(body), Some(name)) = (submission.body(), submission.organization.as_deref()) {
            let body = roster.by_other_name(name).map_or(body, Body::of);
            if submission.year != year {
                of_other_years.push((body, submission));
                continue;
            }
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
    let bodies: Vec<Body> = roster.organizations.iter().map(|name| Body::of(name)).collect();
    let owner = |file: &String| named_in_file(file, &bodies).and_then(|at| bodies.get(at));
    let unread: Vec<(&String, Option<&Body>)> =
        batch.unreadable.iter().map(|file| (file, owner(file))).collect();
    for (name, body) in &wanted {
        let unreadable = unread.iter().position(|(_, owner)| *owner == Some(body));
        let other_year = of_other_years.iter().find(|(other, _)| body.kinship(other) <= Kinship::Shortened);
        let file = unreadable.and_then(|at| batch.unreadable.get(at));
        let message = match (file, other_year) {
            (Some(file), _) => came_unreadable(name, file),
            (None, Some((_, other))) => came_for_other_year(name, year, other),
            (None, None) => message(name, body, &left, unnamed),
        };
        let finding = Finding::new(&MISSING_SUBMISSION, message, Place::Unknown).with_passage(*name);
        findings.push(BatchFinding { submission: None, unreadable, finding });
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

/// The year that most reports are for, the latest of several: a report for another is none for this one.
fn year(submissions: &[Submission]) -> Option<u16> {
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    for year in submissions.iter().filter_map(|one| one.year) {
        *counts.entry(year).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(year, _)| year)
}

fn came_for_other_year(name: &str, year: Option<u16>, other: &Submission) -> Message {
    let year = year.map(|year| year.to_string()).unwrap_or_default();
    let (file, own) = (&other.file, other.year);
    let (zh, en) = own.map_or_else(
        || ("看不出年度的".to_owned(), "an unknown year".to_owned()),
        |own| (format!(" {own} 年度的"), own.to_string()),
    );
    Message::new(
        format!("名单上的“{name}”没有 {year} 年度的报告，只有{zh}（{file}），请它报 {year} 年度的"),
        format!("{name} is on the roster and has no report for {year}, only one for {en} ({file})"),
    )
}

fn came_unreadable(name: &str, file: &str) -> Message {
    Message::new(
        format!("名单上的“{name}”没有读得出的报告：它的文件“{file}”打不开，请它重新报送"),
        format!(
            "{name} is on the roster and has no readable report: its file '{file}' could not be read; ask for it again"
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
