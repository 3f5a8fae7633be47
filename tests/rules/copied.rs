//! Copied narratives in batches: every planted copy is found, none is made up, and ten thousand reports are
//! compared in less than a minute.

use std::collections::BTreeMap;

use repconv::model::decimal::Decimal;
use repconv::model::report::{Item, Passage, Report};
use repconv::report_json as json;
use repconv::validate::{Batch, Settings, Submission, validate_batch};

use crate::narratives::{Dice, body, narrative};

/// A copy in which so many in a hundred letters stay; names and figures are made the copier's own.
fn copy(dice: &mut Dice, source: &[String], from: &str, to: &str, percent: usize) -> Vec<String> {
    let total: usize = source.iter().map(|sentence| sentence.chars().count()).sum();
    let mut to_change = total * (100 - percent) / 100;
    let mut copied: Vec<String> = source.iter().map(|sentence| sentence.replace(from, to)).collect();
    let start = dice.roll(copied.len());
    for step in 0..copied.len() {
        let at = (start + step * 7) % copied.len();
        let length = copied[at].chars().count();
        if length <= to_change && copied[at] == source[at].replace(from, to) {
            copied[at] = "甲乙丙丁戊己庚辛壬癸子丑寅卯".chars().cycle().skip(at % 14).take(length).collect();
            to_change -= length;
        }
    }
    let digit = |c: char| if c.is_ascii_digit() { '7' } else { c };
    copied.iter().map(|sentence| sentence.chars().map(digit).collect()).collect()
}

fn sound() -> Report {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/rules/2021.json");
    let report = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    json::from_json(&report).unwrap().0
}

/// A report of this body with this narrative, five sentences a paragraph.
fn submission(report: &mut Report, at: usize, body: &str, sentences: &[String]) -> Submission {
    report.organization = Some(body.to_owned());
    let paragraphs =
        sentences.chunks(5).map(|chunk| Item::Paragraph(Passage::new(chunk.concat(), <_>::default())));
    report.sections[0].body = paragraphs.collect();
    Submission::of(&format!("{at}.docx"), report)
}

struct Planted {
    submissions: Vec<Submission>,
    /// The copy and its source, with the share that was kept.
    copies: BTreeMap<usize, (usize, usize)>,
}

/// A batch in which every hundredth report is a copy of the one 50 before it.
fn batch(count: usize, letters: usize) -> Planted {
    let mut dice = Dice(2024);
    let mut report = sound();
    let mut sources: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut planted = Planted { submissions: Vec::new(), copies: BTreeMap::new() };
    for at in 0..count {
        let name = body(at);
        let source = at.checked_sub(50).and_then(|from| Some((from, sources.remove(&from)?)));
        let sentences = if let Some((from, source)) = source {
            let percent = [95, 85, 70][at / 100 % 3];
            planted.copies.insert(at, (from, percent));
            copy(&mut dice, &source, &body(from), &name, percent)
        } else {
            narrative(&mut dice, &name, letters)
        };
        planted.submissions.push(submission(&mut report, at, &name, &sentences));
        if at % 100 == 25 {
            sources.insert(at, sentences);
        }
    }
    planted
}

/// The files of the batch with a copy each names, from B001.
fn found(submissions: &[Submission], threshold: Decimal) -> BTreeMap<usize, String> {
    let batch = Batch { submissions, ..Batch::default() };
    let findings = validate_batch(&batch, &Settings { max_similarity: threshold });
    let copied = findings.into_iter().filter(|found| found.finding.rule.code == "B001");
    copied.map(|found| (found.submission.unwrap(), found.finding.message.zh)).collect()
}

/// Every planted copy of which enough was kept is found, with its source, and no other narrative.
fn every_copy_is_found(planted: &Planted, threshold: usize) {
    let found = found(&planted.submissions, Decimal::new(i64::try_from(threshold).unwrap(), 2));
    let mut copied = Vec::new();
    for (copy, (source, percent)) in &planted.copies {
        copied.extend([*copy, *source]);
        for (one, other) in [(copy, source), (source, copy)] {
            let message = found.get(one);
            let names_other = message.is_some_and(|message| message.contains(&format!("（{other}.docx）")));
            assert!(names_other || *percent < threshold, "{one} is like {other}: {message:?}");
        }
    }
    let others: Vec<_> = found.iter().filter(|(at, _)| !copied.contains(at)).collect();
    assert_eq!(others, [], "nobody copied these");
}

#[test]
fn copies_in_300_reports_are_found() {
    let planted = batch(300, 1500);
    every_copy_is_found(&planted, 80);
    every_copy_is_found(&planted, 70);
}

/// Unoptimised code takes ten times as long.
const MANY: usize = if cfg!(debug_assertions) { 1_000 } else { 10_000 };

#[test]
#[ignore = "takes half a minute: cargo test --release --test rules -- --ignored"]
fn ten_thousand_reports_are_compared_in_a_minute() {
    let planted = batch(MANY, 3000);
    let started = std::time::Instant::now();
    every_copy_is_found(&planted, 80);
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
#[ignore = "takes half a minute: cargo test --release --test rules -- --ignored"]
fn ten_thousand_reports_copied_from_one_are_compared_in_a_minute() {
    let mut dice = Dice(7);
    let mut report = sound();
    let source = narrative(&mut dice, &body(0), 3000);
    let copies: Vec<_> = (0..MANY)
        .map(|at| {
            let sentences = copy(&mut dice, &source, &body(0), &body(at), 88 + at % 12);
            submission(&mut report, at, &body(at), &sentences)
        })
        .collect();
    let started = std::time::Instant::now();
    assert_eq!(found(&copies, Decimal::new(8, 1)).len(), copies.len());
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
