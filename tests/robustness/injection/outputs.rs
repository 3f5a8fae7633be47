//! Every output of every command that is made of a report, and what takes a text in it for more than text.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::texts::WORD;
use super::{inspect, page, run};

type Command = (&'static str, &'static [&'static str]);

/// Command lines without blanks in their words, and what they write. `in/` holds the report, `b.json`
/// another of its body.
const COMMANDS: [Command; 30] = [
    ("in/a.json c.xlsx --lossy", &["c.xlsx"]),
    ("in/a.json values.xlsx --lossy --values-only", &["values.xlsx"]),
    ("in/a.json c.docx --lossy", &["c.docx"]),
    ("in/a.json c.html --lossy", &["c.html"]),
    ("in/a.json charts.html --lossy --charts", &["charts.html"]),
    ("in/a.json c.txt --lossy --encoding utf-8", &["c.txt"]),
    ("in/a.json c.json --lossy", &["c.json"]),
    ("fix in/a.json fix.xlsx --lossy", &["fix.xlsx"]),
    ("fix in/a.json fix.docx --lossy", &["fix.docx"]),
    ("fix in/a.json fix.html --lossy", &["fix.html"]),
    ("batch in -o batch -t xlsx --lossy", &["batch/a.xlsx"]),
    ("batch in -o batch_html -t html --lossy", &["batch_html/a.html"]),
    ("check in --previous b.json -o check.xlsx", &["check.xlsx"]),
    ("check in --previous b.json -o check.html", &["check.html"]),
    ("check in --previous b.json -o check.xml", &["check.xml"]),
    ("check in --previous b.json -o check.json", &["check.json"]),
    ("check in --previous b.json -o check.sarif", &["check.sarif"]),
    ("check in --previous b.json -o check.txt", &["check.txt"]),
    ("diff b.json in/a.json -o diff.xlsx", &["diff.xlsx"]),
    ("diff b.json in/a.json -o diff.html", &["diff.html"]),
    ("diff b.json in/a.json -o diff.json", &["diff.json"]),
    ("diff b.json in/a.json -o diff.txt", &["diff.txt"]),
    ("collect in -o collect.xlsx", &["collect.xlsx"]),
    ("collect in -o collect.docx", &["collect.docx"]),
    ("collect in -o collect.html", &["collect.html"]),
    ("collect in -o collect.json", &["collect.json"]),
    ("collect in -o collect.txt", &["collect.txt"]),
    (
        "dataset in -o data.csv",
        &["data.csv", "data.narrative.csv", "data.extra.csv", "data.findings.csv", "data.files.csv"],
    ),
    ("dataset in -o wide.csv --wide", &["wide.csv", "wide.narrative.csv", "wide.extra.csv"]),
    ("dataset in -o data.jsonl", &["data.jsonl", "data.narrative.jsonl"]),
];

/// Those that name the files they were given.
const NAMING: [Command; 8] = [
    ("check in -o check.xlsx", &["check.xlsx"]),
    ("check in -o check.html", &["check.html"]),
    ("check in -o check.xml", &["check.xml"]),
    ("check in -o check.json", &["check.json"]),
    ("check in -o check.txt", &["check.txt"]),
    ("collect in -o collect.xlsx", &["collect.xlsx"]),
    ("collect in -o collect.json", &["collect.json"]),
    ("dataset in -o data.csv", &["data.csv", "data.narrative.csv", "data.findings.csv", "data.files.csv"]),
];

/// Runs those commands whose outputs' names end so; what they wrote, by name.
fn ran(folder: &Path, commands: &[Command], ends: &[&str]) -> Vec<(&'static str, Vec<u8>)> {
    let is_wanted = |name: &&str| ends.iter().any(|end| name.ends_with(end));
    let mut outputs = Vec::new();
    for (line, names) in commands.iter().filter(|(_, names)| names.iter().any(is_wanted)) {
        run(folder, &line.split(' ').collect::<Vec<_>>());
        outputs.extend(names.iter().map(|name| (*name, fs::read(folder.join(name)).expect(name))));
    }
    outputs
}

/// What all commands write of `in/`, whose files have names that harm.
pub fn naming(folder: &Path, ends: &[&str]) -> Vec<(&'static str, Vec<u8>)> {
    ran(folder, &NAMING, ends)
}

/// What all commands write of `in/a.json`, where its name ends so.
pub fn of(folder: &Path, ends: &[&str]) -> Vec<(&'static str, Vec<u8>)> {
    let mut outputs = ran(folder, &COMMANDS, ends);
    // Shown in lines of the terminal's width, which may part the text anywhere.
    let shown = String::from_utf8(run(folder, &["show", "in/a.json"])).expect("UTF-8");
    outputs.push(("show.txt", shown.lines().map(str::trim).collect::<String>().into_bytes()));
    outputs
}

/// Texts given on the command line itself: the body of a new form, the office and title of a summary.
pub fn of_arguments(folder: &Path, text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let named = |name: &str| format!("--{name}={}", text.replace('\0', ""));
    let (body, title) = (named("org"), named("title"));
    let of_new = ["new.xlsx", "new.docx", "new.html", "new.txt"]
        .map(|name| (name, vec!["new", &*body, "--year", "2025", name, "--encoding", "utf-8", "--lossy"]));
    let of_collect = ["sum.xlsx", "sum.docx", "sum.html", "sum.txt", "sum.json"]
        .map(|name| (name, vec!["collect", "b.json", &*body, &*title, "-o", name]));
    let run = |(name, arguments): (&'static str, Vec<&str>)| {
        run(folder, &arguments);
        (name, fs::read(folder.join(name)).expect(name))
    };
    of_new.into_iter().chain(of_collect).map(run).collect()
}

/// What takes a text for more than text, and characters that no text may hold.
pub fn faults(name: &str, bytes: &[u8]) -> Vec<String> {
    let mut faults = Vec::new();
    for (part, text) in inspect::parts(bytes) {
        if let Some(control) = control(&text) {
            faults.push(format!("{part}: the control character {control:?}"));
        }
        match name.rsplit('.').next() {
            Some("csv") => faults.extend(computed(&text)),
            Some("html") => faults.extend(page::faults(&text)),
            Some("json" | "sarif") => strings(&serde_json::from_str(&text).expect("JSON"), &mut faults),
            Some("jsonl") => {
                for line in text.lines() {
                    strings(&serde_json::from_str(line).expect("JSON"), &mut faults);
                }
            }
            Some("txt") => {}
            _ => faults.extend(elements(&text).into_iter().map(|fault| format!("{part}: {fault}"))),
        }
    }
    faults.into_iter().map(|fault| format!("{name} {fault}")).collect()
}

/// The elements and attributes of an output's XML, each once.
pub fn names(name: &str, bytes: &[u8]) -> BTreeSet<String> {
    let is_xml = name.ends_with("docx") || name.ends_with("xlsx") || name.ends_with("xml");
    let parts = inspect::parts(bytes).into_iter().filter(|_| is_xml);
    let elements = parts.flat_map(|(_, text)| inspect::xml(&text));
    elements
        .flat_map(|element| {
            let attributes = element.attributes.iter().map(|(name, _)| format!("{} {name}", element.name));
            attributes.chain([element.name.clone()]).collect::<Vec<_>>()
        })
        .collect()
}

fn control(text: &str) -> Option<char> {
    let is_plain = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    text.chars().find(|c| !is_plain(*c) || matches!(c, '\u{fffe}' | '\u{ffff}'))
}

/// Control characters that JSON has escaped.
fn strings(value: &Value, faults: &mut Vec<String>) {
    match value {
        Value::String(text) => {
            faults.extend(control(text).map(|control| format!("the control character {control:?}")));
        }
        Value::Array(all) => all.iter().for_each(|one| strings(one, faults)),
        Value::Object(all) => all.values().for_each(|one| strings(one, faults)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The fields of a table.
pub fn fields(text: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let records: Vec<_> = reader.records().map(|record| record.expect("a record")).collect();
    records.iter().flatten().map(str::to_owned).collect()
}

/// Fields that a spreadsheet would compute.
fn computed(text: &str) -> Vec<String> {
    let starts = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'];
    fields(text).into_iter().filter(|field| field.contains(WORD) && field.starts_with(starts)).collect()
}

/// Formulas that hold the text, control characters as Office escapes them, and whatever points outside.
fn elements(text: &str) -> Vec<String> {
    const COMPUTED: [&str; 6] = ["f", "formula", "formula1", "formula2", "definedName", "instrText"];
    let mut faults = Vec::new();
    for element in inspect::xml(text) {
        if COMPUTED.contains(&element.name.as_str()) && element.text.contains(WORD) {
            faults.push(format!("the formula {}", element.text));
        }
        let points_outside = |(name, value): &&(String, String)| {
            name == "TargetMode" || ["Target", "href", "src"].contains(&name.as_str()) && value.contains(':')
        };
        faults.extend(element.attributes.iter().find(points_outside).map(|at| format!("{at:?}")));
        if element.text.contains("_x00") && !element.text.contains("_x005F_") {
            faults.push(format!("the control character {}", element.text));
        }
    }
    faults
}
