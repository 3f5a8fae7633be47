//! Texts that a spreadsheet would compute or a browser would run, in every place where a report has text.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{fixture, inspect, run};

/// Each holds this word, by which it is found again.
const WORD: &str = "EVIL";

const FORMULAS: [&str; 8] = [
    "=EVIL(1)",
    "+EVIL(1)",
    "-EVIL(1)",
    "@EVIL(1)",
    "\t=EVIL(1)",
    "\r=EVIL(1)",
    "=cmd|' /C calc'!EVIL",
    "=WEBSERVICE(\"EVIL\")",
];

const MARKUP: [&str; 5] = [
    "EVIL<script>alert(1)</script>",
    "EVIL\" onerror='alert(1)' x=\"",
    "EVIL' onerror=alert(1) <img src=x onerror=alert(1)>",
    "EVIL]]>--></style></title></w:t></text><!DOCTYPE x>&amp;&bogus;",
    "EVIL\u{0}\u{1}\u{b}\u{1b}[31m\u{7f}\u{85}\u{fffe}\u{ffff}",
];

/// A sound report with this text everywhere.
fn report(text: &str) -> Value {
    let mut report: Value = serde_json::from_slice(&fixture("rules/2021.json")).expect("JSON");
    for place in ["title", "organization"] {
        report[place] = json!(text);
    }
    report["metadata"] = json!({"index_number": text, "name": text, "other": {text.trim(): text}});
    report["preamble"] = json!([text]);
    report["notes"] = json!([text]);
    report["signature"] = json!({"organization": text, "date": {"raw": text, "iso": null}});
    report["tables"]["requests"]["received"]["total"] = json!({"raw": text, "value": null});
    for section in report["sections"].as_array_mut().expect("sections") {
        let body = section["body"].as_array_mut().expect("a body");
        body.push(json!({"type": "paragraph", "text": text}));
        body.push(json!({"type": "table", "rows": [["项目", "内容"], [format!("甲{text}"), text]]}));
    }
    report
}

/// Every output that is made of the report, by name.
fn outputs(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let folder = TempDir::new().expect("folder");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("in")).expect("folder");
    fs::write(at("in/a.json"), report(text).to_string()).expect("input");
    fs::write(at("b.json"), fixture("rules/2021_before.json")).expect("input");
    for name in ["c.xlsx", "c.docx", "c.html", "c.txt"] {
        run(folder.path(), &["in/a.json", name, "--lossy", "--encoding", "utf-8"]);
    }
    for name in ["check.xlsx", "check.html", "check.xml"] {
        run(folder.path(), &["check", "in", "--previous", "b.json", "-o", name]);
    }
    for name in ["diff.xlsx", "diff.html"] {
        run(folder.path(), &["diff", "b.json", "in/a.json", "-o", name]);
    }
    for name in ["collect.xlsx", "collect.docx", "collect.html"] {
        run(folder.path(), &["collect", "in", "-o", name]);
    }
    run(folder.path(), &["dataset", "in", "-o", "data.csv"]);
    let names = [
        "c.xlsx",
        "c.docx",
        "c.html",
        "check.xlsx",
        "check.html",
        "check.xml",
        "diff.xlsx",
        "diff.html",
        "collect.xlsx",
        "collect.docx",
        "collect.html",
        "data.csv",
        "data.narrative.csv",
        "data.extra.csv",
        "data.findings.csv",
        "data.files.csv",
    ];
    names.map(|name| (name, fs::read(at(name)).expect(name))).into()
}

/// What takes the text for more than text.
fn faults(name: &str, bytes: &[u8]) -> Vec<String> {
    let mut faults = Vec::new();
    for (part, text) in inspect::parts(bytes) {
        let is_plain = text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'));
        if !is_plain || text.contains(['\u{fffe}', '\u{ffff}']) {
            faults.push(format!("{name} {part}: a control character"));
        }
        match name.rsplit('.').next() {
            Some("csv") => faults.extend(cells(&text).into_iter().map(|cell| format!("{name}: {cell}"))),
            Some("html") => {
                let run = |tag: &&String| {
                    ["script", "img", "onerror", "iframe"].iter().any(|run| tag.contains(run))
                };
                faults.extend(inspect::tags(&text).iter().filter(run).map(|tag| format!("{name}: <{tag}>")));
            }
            _ => faults.extend(elements(&text).into_iter().map(|fault| format!("{name} {part}: {fault}"))),
        }
    }
    faults
}

/// Fields that a spreadsheet would compute.
fn cells(text: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let records: Vec<_> = reader.records().map(|record| record.expect("a record")).collect();
    let fields = records.iter().flatten().filter(|field| field.contains(WORD));
    fields.filter(|field| field.starts_with(['=', '+', '-', '@', '\t', '\r'])).map(str::to_owned).collect()
}

/// Elements made of the text, and formulas that hold it.
fn elements(text: &str) -> Vec<String> {
    const COMPUTED: [&str; 5] = ["f", "formula", "formula1", "formula2", "definedName"];
    let mut faults = Vec::new();
    for element in inspect::xml(text) {
        if COMPUTED.contains(&element.name.as_str()) && element.text.contains(WORD) {
            faults.push(format!("the formula {}", element.text));
        }
        let names = element.attributes.iter().map(|(name, _)| name.as_str()).chain([element.name.as_str()]);
        faults.extend(names.filter(|name| ["img", "onerror"].contains(name)).map(str::to_owned));
    }
    faults
}

/// How often the word stands in an output.
fn count(bytes: &[u8]) -> usize {
    inspect::parts(bytes).iter().map(|(_, text)| text.matches(WORD).count()).sum()
}

#[test]
fn no_text_becomes_a_formula_or_markup() {
    let mut all = Vec::new();
    for text in FORMULAS.into_iter().chain(MARKUP) {
        for (name, bytes) in outputs(text) {
            all.extend(faults(name, &bytes).into_iter().map(|fault| format!("{text:?}: {fault}")));
            assert!(name.starts_with("data") || count(&bytes) > 0, "{name} does not hold {text:?}");
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}
