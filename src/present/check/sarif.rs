//! Findings as SARIF 2.1.0, for code review systems and editors.
//!
//! A cell is a logical location named by its address. A region is given only where the place is a line
//! of a text: the column that we know is a cell of that line, not a character, so it is part of the message.

use std::fmt::Write;

use serde_json::{Map, Value as Json, json};

use super::Entry;
use super::wording;
use crate::model::address::Address;
use crate::model::finding::{Finding, Rule, Severity};
use crate::model::language::{Language, Text};
use crate::model::place::Place;
use crate::model::serialize::number;
use crate::validate::rules;

/// The findings as indented JSON text with a line break at its end.
#[must_use]
pub fn render(entries: &[Entry], language: Language) -> Vec<u8> {
    let unread = entries.iter().filter_map(|entry| notification(entry, language));
    let unread: Vec<Json> = unread.collect();
    let results = entries.iter().flat_map(|entry| {
        entry.findings.iter().map(move |finding| Located { entry, finding, language }.result())
    });
    let rules: Vec<Json> = rules().map(|rule| descriptor(rule, language)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": if language == Language::Zh { "zh-CN" } else { "en" },
                "rules": rules,
            }},
            "invocations": [{
                "executionSuccessful": unread.is_empty(),
                "toolExecutionNotifications": unread,
            }],
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    });
    format!("{log:#}\n").into_bytes()
}

/// A rule as the list of rules describes it.
fn descriptor(rule: &Rule, language: Language) -> Json {
    const MEANING: Text = Text::new("含义", "What it means");
    const MENDING: Text = Text::new("怎样改", "How to fix it");
    let title = rule.title.get(language);
    let part = |heading: Text| part(rule.page, heading.get(language)).unwrap_or(title);
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": title},
        "fullDescription": {"text": part(MEANING)},
        "help": {"text": part(MENDING), "markdown": rule.page},
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": {"ground": rule.ground.get(language)},
    })
}

/// The text of a rule's page under this heading.
fn part<'a>(page: &'a str, heading: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(&format!("\n## {heading}\n"))?;
    let text = rest.split("\n## ").next().unwrap_or(rest).trim();
    (!text.is_empty()).then_some(text)
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A file that could not be read.
fn notification(entry: &Entry, language: Language) -> Option<Json> {
    let error = entry.error.as_ref()?;
    let stop = if language == Language::Zh { "。" } else { "; " };
    let hint = error.hint(language).map(|hint| format!("{stop}{hint}")).unwrap_or_default();
    Some(json!({
        "level": "error",
        "descriptor": {"id": error.code()},
        "message": {"text": format!("{}{hint}", error.message(language))},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(&entry.file)}}}],
    }))
}

/// A finding of a file, in a language.
#[derive(Clone, Copy)]
struct Located<'a> {
    entry: &'a Entry,
    finding: &'a Finding,
    language: Language,
}

impl Located<'_> {
    fn result(self) -> Json {
        let finding = self.finding;
        let mut result = Map::new();
        result.insert("ruleId".to_owned(), json!(finding.rule.code));
        if let Some(index) = rules().position(|rule| rule == finding.rule) {
            result.insert("ruleIndex".to_owned(), json!(index));
        }
        result.insert("level".to_owned(), json!(level(finding.severity)));
        result.insert("message".to_owned(), json!({"text": finding.message.get(self.language)}));
        result.insert("locations".to_owned(), json!([self.location()]));
        if let Some(original) = &finding.set_aside {
            let suppression = json!({"kind": "inSource", "justification": original.reason});
            result.insert("suppressions".to_owned(), json!([suppression]));
        }
        let related = self.related();
        if !related.is_empty() {
            result.insert("relatedLocations".to_owned(), json!(related));
        }
        result.insert("properties".to_owned(), self.properties());
        Json::Object(result)
    }

    /// The place, and the first cell concerned or the section.
    fn location(self) -> Json {
        let logical = match (self.finding.cells.first(), self.finding.section) {
            (Some(cell), _) => Some(self.cell(*cell)),
            (None, Some(section)) => Some(json!({"fullyQualifiedName": section, "kind": "section"})),
            (None, None) => None,
        };
        let mut location = Map::new();
        location.insert("physicalLocation".to_owned(), self.physical(&self.finding.place, true));
        if let Some(logical) = logical {
            location.insert("logicalLocations".to_owned(), json!([logical]));
        }
        if let Some(place) = self.finding.place.describe(self.language) {
            location.insert("message".to_owned(), json!({"text": place}));
        }
        Json::Object(location)
    }

    fn physical(self, place: &Place, with_passage: bool) -> Json {
        let mut physical = Map::new();
        physical.insert("artifactLocation".to_owned(), json!({"uri": uri(&self.entry.file)}));
        if let Place::Line { line, .. } = place {
            let mut region = Map::new();
            region.insert("startLine".to_owned(), json!((*line).max(1)));
            if let Some(passage) = self.finding.passage.as_ref().filter(|_| with_passage) {
                region.insert("snippet".to_owned(), json!({"text": passage}));
            }
            physical.insert("region".to_owned(), Json::Object(region));
        }
        Json::Object(physical)
    }

    /// The other cells compared, and the suspects.
    fn related(self) -> Vec<Json> {
        const SUSPECT: Text = Text::new("疑似笔误", "suspected mistake");
        let first = self.finding.cells.first();
        let unlisted = self.finding.suspects.iter().filter(|cell| !self.finding.cells.contains(cell));
        let others = self.finding.cells.iter().filter(|cell| Some(*cell) != first).chain(unlisted);
        let suspect = first.filter(|cell| self.finding.suspects.contains(cell));
        let located = |(id, cell): (usize, &Address)| {
            let mut text = wording::cell(*cell, self.entry.edition(), self.language);
            if self.finding.suspects.contains(cell) {
                text = format!("{text} — {}", SUSPECT.get(self.language));
            }
            let place = self.entry.places.get(cell).unwrap_or(&Place::Unknown);
            if let Some(place) = place.describe(self.language) {
                text = format!("{text} — {place}");
            }
            json!({
                "id": id,
                "physicalLocation": self.physical(place, false),
                "logicalLocations": [self.cell(*cell)],
                "message": {"text": text},
            })
        };
        (1..).zip(suspect.into_iter().chain(others)).map(located).collect()
    }

    fn cell(self, cell: Address) -> Json {
        json!({
            "name": wording::cell(cell, self.entry.edition(), self.language),
            "fullyQualifiedName": cell.to_string(),
            "kind": "cell",
        })
    }

    /// Properties for which SARIF has no field.
    fn properties(self) -> Json {
        let mut properties = Map::new();
        let mut put = |name: &str, value: Option<Json>| {
            if let Some(value) = value {
                properties.insert(name.to_owned(), value);
            }
        };
        put("name", Some(json!(self.finding.rule.name)));
        put("organization", self.entry.organization().map(|name| json!(name)));
        put("year", self.entry.year().map(|year| json!(year)));
        put("section", self.finding.section.map(|section| json!(section)));
        put("passage", self.finding.passage.as_ref().map(|passage| json!(passage)));
        put("expected", self.finding.expected.and_then(number).map(Json::Number));
        put("found", self.finding.found.and_then(number).map(Json::Number));
        let suspects = &self.finding.suspects;
        put("suspect", (!suspects.is_empty()).then(|| json!(suspects)));
        put("fix", self.finding.fix.as_ref().map(|fix| json!(fix)));
        Json::Object(properties)
    }
}

/// The file as a URI: relative as it was given, `file:` where it is absolute.
fn uri(file: &str) -> String {
    // Elsewhere a backslash is part of a name.
    let slashed = if cfg!(windows) { file.replace('\\', "/") } else { file.to_owned() };
    let has_drive = cfg!(windows) && slashed.as_bytes().get(1) == Some(&b':');
    let root = match (slashed.starts_with("//") && cfg!(windows), slashed.starts_with('/'), has_drive) {
        (true, ..) => "file:",
        (_, true, _) => "file://",
        (.., true) => "file:///",
        _ => "",
    };
    let mut uri = root.to_owned();
    for byte in slashed.bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        // Writing to a String does not fail.
        let _ = if is_plain { uri.write_char(char::from(byte)) } else { write!(uri, "%{byte:02X}") };
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::check::samples;
    use crate::session::{Input, Session};

    /// The log without the list of rules, which is as long as the rules' pages; every result points into it.
    fn log(entries: &[Entry], language: Language) -> Json {
        let mut log: Json = serde_json::from_slice(&render(entries, language)).expect("JSON");
        let listed = log["runs"][0]["tool"]["driver"]["rules"].take();
        assert_eq!(listed.as_array().map(Vec::len), Some(rules().len()));
        log["runs"][0]["tool"]["driver"]["version"] = json!("…");
        log["runs"][0]["tool"]["driver"]["semanticVersion"] = json!("…");
        for result in log["runs"][0]["results"].as_array_mut().expect("results") {
            let index = usize::try_from(result["ruleIndex"].as_u64().expect("index")).expect("small");
            assert_eq!(result["ruleId"], rules().nth(index).unwrap().code);
            result["ruleIndex"] = json!("…");
        }
        log
    }

    #[test]
    fn results_name_rule_place_and_cells() {
        insta::assert_snapshot!(format!("{:#}", log(&samples::usual(), Language::Zh)));
    }

    /// The related locations of the log of a document, given the finding's own place as well.
    fn related(case: &str, name: &str) -> Vec<(Json, Json)> {
        let path = format!("{}/fixtures/cases/{case}/{name}", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(path).expect("a fixture");
        let reading = Session::new().read_and_check(Input::new(&bytes).with_name(name)).expect("a report");
        let entry =
            Entry::of(name.to_owned(), &reading.report, reading.findings).with_places(&reading.report);
        let log = log(&[entry], Language::Zh);
        let results = log["runs"][0]["results"].as_array().expect("results").clone();
        let related = results.into_iter().flat_map(|result| {
            let own = result["locations"][0].clone();
            let related = result["relatedLocations"].as_array().cloned().unwrap_or_default();
            related.into_iter().map(move |one| (own.clone(), one))
        });
        related.collect()
    }

    #[test]
    fn related_cells_have_the_lines_they_were_read_from() {
        let related = related("text_tabs", "input.txt");
        let line = |location: &Json| location["physicalLocation"]["region"]["startLine"].as_u64();
        assert!(related.len() > 8, "{related:?}");
        assert!(related.iter().all(|(_, one)| line(one).is_some()), "{related:?}");
        // 本年新收 and 结转下年度 are rows of their own.
        assert!(related.iter().any(|(own, one)| line(own) != line(one)), "{related:?}");
    }

    #[test]
    fn related_cells_of_a_page_are_given_with_their_tables_and_rows() {
        let related = related("numbers", "input.html");
        assert!(related.len() > 8, "{related:?}");
        for (_, one) in &related {
            let text = one["message"]["text"].as_str().expect("text");
            assert!(text.contains(" — 第2表第"), "{text}");
            assert_eq!(
                one["physicalLocation"].get("region"),
                None,
                "a row of a table is no line of the file"
            );
        }
    }

    #[test]
    fn a_rule_is_described_from_its_page() {
        let rule = descriptor(rules().next().unwrap(), Language::En);
        assert_eq!((&rule["id"], &rule["name"]), (&json!("A001"), &json!("unbalanced-requests")));
        assert_eq!(
            rule["fullDescription"]["text"],
            "In each of the seven columns of table two: received + carried in = total of results + carried out."
        );
        assert_eq!(rule["defaultConfiguration"]["level"], "error");
        for rule in rules() {
            for heading in ["含义", "怎样改", "What it means", "How to fix it"] {
                assert!(part(rule.page, heading).is_some(), "{} lacks {heading}", rule.code);
            }
        }
    }

    #[test]
    fn files_are_uris() {
        for (file, want) in [
            ("a/镇 年报.txt", "a/%E9%95%87%20%E5%B9%B4%E6%8A%A5.txt"),
            ("a:b?#%.txt", "a%3Ab%3F%23%25.txt"),
            ("../年.txt", "../%E5%B9%B4.txt"),
        ] {
            assert_eq!(uri(file), want);
        }
        if cfg!(windows) {
            assert_eq!(uri("C:\\a b\\c.txt"), "file:///C%3A/a%20b/c.txt");
            assert_eq!(uri("a\\b.txt"), "a/b.txt");
        } else {
            assert_eq!(uri("/a b/c.txt"), "file:///a%20b/c.txt");
            assert_eq!(uri("a\\b.txt"), "a%5Cb.txt");
        }
    }

    #[test]
    fn hostile_text_comes_back_and_no_file_is_a_run_without_results() {
        let hostile = log(&samples::hostile(), Language::En);
        assert_eq!(hostile["runs"][0]["results"][0]["message"]["text"], samples::HOSTILE);
        let none = log(&[], Language::Zh);
        assert_eq!(none["runs"][0]["results"], json!([]));
        assert_eq!(none["runs"][0]["invocations"][0]["executionSuccessful"], true);
    }

    /// Needs Python's jsonschema and the official schema, which `.ci/run` gets: it is not ours to ship.
    #[test]
    #[ignore = "needs Python's jsonschema and the official schema; run by .ci/run"]
    #[allow(clippy::disallowed_methods, reason = "inputs are made in a folder of the test's own")]
    fn logs_follow_the_official_schema() {
        const SCRIPT: &str = "import json, sys, jsonschema\n\
            schema = json.load(open('target/sarif-schema-2.1.0.json', encoding='utf-8'))\n\
            validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())\n\
            faults = [f'{path}: {list(e.absolute_path)}: {e.message}' for path in sys.argv[1:]\n    \
            for e in validator.iter_errors(json.load(open(path, encoding='utf-8')))]\n\
            sys.exit('\\n'.join(faults) or 0)\n";
        let folder = tempfile::tempdir().expect("a folder");
        let logs = [samples::usual(), vec![samples::blanks()], samples::hostile(), Vec::new()];
        let mut files = Vec::new();
        for (number, entries) in logs.iter().enumerate() {
            let file = folder.path().join(format!("{number}.sarif"));
            std::fs::write(&file, render(entries, Language::Zh)).expect("written");
            files.push(file);
        }
        let ran = std::process::Command::new("python3")
            .args(["-c", SCRIPT])
            .args(&files)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("Python runs");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    }
}
