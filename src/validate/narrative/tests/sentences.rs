//! Many sentences against one report: fixtures/narrative lists those that agree with its tables and those that
//! contradict them.

use crate::model::place::Place;
use crate::model::report::{Item, Passage, Report};
use crate::report_json;
use crate::validate::validate;

const AGREE: &str = include_str!("../../../../fixtures/narrative/agree.txt");
const AGREE_IN_GENERAL: &str = include_str!("../../../../fixtures/narrative/agree_in_general.txt");
const CONTRADICT: &str = include_str!("../../../../fixtures/narrative/contradict.txt");

/// The sections on the whole, on requests and on reviews.
const SECTIONS: [usize; 3] = [0, 2, 3];

fn report() -> Report {
    let text = include_str!("../../../../fixtures/narrative/report.json");
    let json = serde_json::from_str(text).expect("a JSON fixture");
    report_json::from_json(&json).expect("a report").0
}

/// What is found in the report with the sentence in one of its sections.
fn found(mut report: Report, section: usize, sentence: &str) -> Vec<String> {
    report.sections[section].body.push(Item::Paragraph(Passage::new(sentence, Place::Unknown)));
    let findings = validate(&report).into_iter();
    let findings = findings.filter(|finding| matches!(finding.rule.code, "N001" | "N002"));
    findings.map(|finding| format!("{} {}", finding.rule.code, finding.message.zh)).collect()
}

fn sentences(list: &str) -> Vec<&str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

#[test]
fn sentences_that_agree_pass() {
    let sentences = sentences(AGREE);
    assert!(sentences.len() >= 200);
    let in_each = sentences.into_iter().flat_map(|sentence| SECTIONS.map(|section| (section, sentence)));
    let in_general = self::sentences(AGREE_IN_GENERAL).into_iter().map(|sentence| (0, sentence));
    let wrong: Vec<_> = in_each
        .chain(in_general)
        .map(|(section, sentence)| (sentence, found(report(), section, sentence)))
        .filter(|(_, found)| !found.is_empty())
        .map(|(sentence, found)| format!("{sentence}\n  {}\n", found.join("\n  ")))
        .collect();
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.concat());
}

#[test]
fn sentences_that_contradict_are_reported() {
    let sentences = sentences(CONTRADICT);
    assert!(sentences.len() >= 100);
    let missed: Vec<_> =
        sentences.into_iter().filter(|sentence| found(report(), 0, sentence).is_empty()).collect();
    assert!(missed.is_empty(), "{} of them:\n{}", missed.len(), missed.join("\n"));
}
