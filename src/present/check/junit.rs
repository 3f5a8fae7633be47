//! Findings as JUnit XML, for systems that show test results.
//!
//! A file is a suite, a rule is a case: errors and warnings make it fail, and notes are written to its
//! output. A case has one failure at most, since most systems show only the first.

use std::fmt::Write;

use super::Entry;
use super::wording;
use crate::model::finding::{Finding, Rule, Severity};
use crate::model::language::Language;
use crate::model::text::one_line;
use crate::present::page::escaped;
use crate::validate::{Check, check_of, rules};

/// The findings as XML text with a line break at its end.
#[must_use]
pub fn render(entries: &[Entry], language: Language) -> Vec<u8> {
    let suites: Vec<Suite> = entries.iter().map(|entry| Suite::of(entry, language)).collect();
    let sum = |count: fn(&Suite) -> usize| suites.iter().map(count).sum::<usize>();
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"repconv check\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n",
        sum(|suite| suite.tests),
        sum(|suite| suite.failures),
        sum(|suite| suite.errors),
    );
    for suite in &suites {
        xml.push_str(&suite.xml);
    }
    xml.push_str("</testsuites>\n");
    xml.into_bytes()
}

/// The suite of a file as XML, and its counts.
struct Suite {
    tests: usize,
    failures: usize,
    errors: usize,
    xml: String,
}

impl Suite {
    fn of(entry: &Entry, language: Language) -> Self {
        let name = escaped(&one_line(&entry.file));
        let mut cases = String::new();
        let (mut tests, mut failures, mut errors) = (0, 0, 0);
        if entry.error.is_some() {
            (tests, errors) = (1, 1);
            cases = unread(entry, &name, language);
        }
        for rule in rules().filter(|rule| is_shown(entry, rule)) {
            let findings: Vec<&Finding> = entry.findings.iter().filter(|f| f.rule == rule).collect();
            tests += 1;
            failures += usize::from(findings.iter().any(|finding| is_failure(finding)));
            cases += &case(rule, &findings, entry, &name, language);
        }
        let xml = format!(
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" \
             skipped=\"0\">\n{cases}  </testsuite>\n"
        );
        Self { tests, failures, errors, xml }
    }
}

/// Whether the rule has findings or certainly ran: rules that compare reports need other reports.
fn is_shown(entry: &Entry, rule: &Rule) -> bool {
    let looked = matches!(
        check_of(rule),
        Check::Reading
            | Check::Sums(_)
            | Check::Declared(_)
            | Check::Report(_)
            | Check::General(_)
            | Check::With(_)
    ) && entry.about.is_some();
    looked || entry.findings.iter().any(|finding| finding.rule == rule)
}

fn is_failure(finding: &Finding) -> bool {
    finding.severity > Severity::Info
}

fn unread(entry: &Entry, file: &str, language: Language) -> String {
    let Some(error) = &entry.error else { return String::new() };
    let message = escaped(&one_line(&error.message(language)));
    let details: Vec<String> = error.details(language).into_iter().chain(error.hint(language)).collect();
    format!(
        "    <testcase classname=\"{file}\" name=\"read\">\n      \
         <error type=\"{}\" message=\"{message}\">{}</error>\n    </testcase>\n",
        error.code(),
        escaped(&details.join("\n")),
    )
}

fn case(rule: &Rule, findings: &[&Finding], entry: &Entry, file: &str, language: Language) -> String {
    let name = format!("{} {}", rule.code, rule.name);
    let mut case = format!("    <testcase classname=\"{file}\" name=\"{name}\"");
    if findings.is_empty() {
        return case + "/>\n";
    }
    case += ">\n";
    let (failures, notes): (Vec<&Finding>, Vec<&Finding>) = findings.iter().partition(|f| is_failure(f));
    let text_of = |findings: &[&Finding]| {
        let lines: Vec<String> = findings.iter().map(|finding| line(finding, entry, language)).collect();
        escaped(&lines.join("\n"))
    };
    if let Some(first) = failures.first() {
        let gravest = failures.iter().map(|finding| finding.severity).max().unwrap_or(first.severity);
        let kind = if gravest == Severity::Error { "error" } else { "warning" };
        let message = match (failures.len(), language) {
            (1, _) => one_line(first.message.get(language)),
            (count, Language::Zh) => format!("{}（{count} 处）", rule.title.get(language)),
            (count, Language::En) => format!("{} ({count} times)", rule.title.get(language)),
        };
        let (message, text) = (escaped(&message), text_of(&failures));
        // Writing to a String does not fail.
        let _ = writeln!(case, "      <failure type=\"{kind}\" message=\"{message}\">{text}</failure>");
    }
    if !notes.is_empty() {
        let _ = writeln!(case, "      <system-out>{}</system-out>", text_of(&notes));
    }
    case + "    </testcase>\n"
}

/// `第2表第4行第2列：自然人列…（表二 本年新收 · 自然人）`.
fn line(finding: &Finding, entry: &Entry, language: Language) -> String {
    let colon = if language == Language::Zh { "：" } else { ": " };
    let place = finding.place.describe(language).map(|place| place + colon).unwrap_or_default();
    let cell = finding.cells.first().filter(|_| place.is_empty());
    let cell = cell.map(|cell| wording::cell(*cell, entry.edition(), language) + colon).unwrap_or_default();
    one_line(&format!("{place}{cell}{}", finding.message.get(language)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::check::samples;

    fn xml(entries: &[Entry], language: Language) -> String {
        String::from_utf8(render(entries, language)).expect("UTF-8")
    }

    /// The names of all start tags; panics if the text is not XML.
    fn elements(xml: &str) -> Vec<String> {
        let mut reader = quick_xml::Reader::from_str(xml);
        let mut names = Vec::new();
        loop {
            match reader.read_event().expect("well-formed XML") {
                quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                    assert!(tag.attributes().all(|attribute| attribute.is_ok()));
                    names.push(tag.name().as_ref().to_owned());
                }
                quick_xml::events::Event::Eof => return names,
                _ => {}
            }
        }
    }

    #[test]
    fn a_file_is_a_suite_and_a_rule_a_case() {
        // Cases without findings are all alike, and new rules add more of them.
        let xml = xml(&samples::usual(), Language::Zh);
        let lines = xml.lines().filter(|line| !line.ends_with("/>")).map(|line| {
            let Some((before, after)) = line.split_once(" tests=\"") else { return line.to_owned() };
            let (_, after) = after.split_once('"').expect("a quoted count");
            format!("{before} tests=\"…\"{after}")
        });
        insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn counts_are_those_of_the_cases() {
        let xml = xml(&samples::usual(), Language::En);
        let names = elements(&xml);
        let count = |name: &str| names.iter().filter(|n| *n == name).count();
        let head = format!(
            "<testsuites name=\"repconv check\" tests=\"{}\" failures=\"{}\" errors=\"{}\">",
            count("testcase"),
            count("failure"),
            count("error")
        );
        assert!(xml.contains(&head), "{head}");
    }

    #[test]
    fn hostile_text_is_text() {
        let xml = xml(&samples::hostile(), Language::Zh);
        let known = ["testsuites", "testsuite", "testcase", "failure", "error", "system-out"];
        assert!(elements(&xml).iter().all(|name| known.contains(&name.as_str())));
        assert!(xml.chars().all(crate::model::text::is_allowed), "no control character is left");
    }

    #[test]
    fn no_file_is_no_suite() {
        insta::assert_snapshot!(xml(&[], Language::Zh), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="repconv check" tests="0" failures="0" errors="0">
        </testsuites>
        "#);
    }
}
