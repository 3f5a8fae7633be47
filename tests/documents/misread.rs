//! Documents that were once read wrongly without a word: what is right of each, as lists in `fixtures/misread`.
//!
//! A cell holds when it is right, or when it is no number and a finding other than that of a blank cell says
//! so. Fields of an entry: `file` and `about`; `cells`: address → `not` (wrong numbers), `right` (the number);
//! `must`: the right number is wanted, a finding does not do; `finding`: words of which a message or code has
//! one, separated by `|`; `no_error`: no finding of severity error (text against table aside where a truth is given:
//! real reports do contradict themselves); `organization`, `year`, `edition`; `refused`: words of the refusal;
//! `truth`: files of report JSON whose cells are right.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use repconv::model::decimal::Decimal;
use repconv::model::finding::{Finding, Severity};
use repconv::model::language::Language;
use repconv::session::{Input, Session};
use serde_json::Value;

#[test]
fn what_was_misread_is_right_or_reported() {
    let session = Session::new();
    let mut failures = Vec::new();
    let mut count = 0;
    for list in lists() {
        let text = std::fs::read_to_string(&list).unwrap();
        let cases: Vec<Value> = serde_json::from_str(&text).unwrap();
        for case in &cases {
            count += 1;
            let faults = judge(&session, case);
            if !faults.is_empty() {
                failures.push(format!("{} ({}): {}", case["file"], case["about"], faults.join("; ")));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {count} fail:\n{}", failures.len(), failures.join("\n"));
    assert!(count > 0);
}

/// A document without an entry would never be judged.
#[test]
fn every_misread_document_is_listed() {
    let folder = Path::new("fixtures/misread");
    let mut listed = Vec::new();
    for list in lists() {
        let cases: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(list).unwrap()).unwrap();
        for case in cases {
            listed.push(folder.join(case["file"].as_str().unwrap()));
            listed.extend(strings(&case["truth"]).map(|truth| folder.join(truth)));
        }
    }
    let mut found = Vec::new();
    let mut folders = entries(folder);
    folders.retain(|path| path.is_dir());
    while let Some(next) = folders.pop() {
        for path in entries(&next) {
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.retain(|path| !listed.contains(path));
    assert_eq!(found, Vec::<PathBuf>::new());
}

fn lists() -> Vec<PathBuf> {
    let mut lists = entries(Path::new("fixtures/misread"));
    lists.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    lists
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn strings(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

type Cells = BTreeMap<String, Option<Decimal>>;

/// What does not hold of a case.
fn judge(session: &Session, case: &Value) -> Vec<String> {
    let path = Path::new("fixtures/misread").join(case["file"].as_str().unwrap());
    let bytes = std::fs::read(&path).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    let reading = session.read_and_check(Input::new(&bytes).with_name(name));
    let reading = match (reading, case["refused"].as_str()) {
        (Err(error), Some(words)) => {
            let message = error.message(Language::Zh);
            return if has_one(&message, words) { vec![] } else { vec![format!("refused as: {message}")] };
        }
        (Err(error), None) => return vec![format!("refused: {}", error.message(Language::Zh))],
        (Ok(_), Some(words)) => return vec![format!("not refused as {words}")],
        (Ok(reading), None) => reading,
    };
    let cells: Cells = reading
        .report
        .cells
        .iter()
        .map(|(address, cell)| (address.to_string(), cell.value.counted()))
        .collect();
    let mut faults = cells_faults(case, &cells, &reading.findings);
    faults.extend(truth_faults(case, &cells, &reading.findings));
    let report = &reading.report;
    if let Some(words) = case["finding"].as_str()
        && !reading
            .findings
            .iter()
            .any(|finding| has_one(&finding.message.zh, words) || has_one(finding.rule.code, words))
    {
        faults.push(format!("no finding says {words}"));
    }
    if case["no_error"] == true {
        let is_alarm = |finding: &&Finding| {
            finding.severity == Severity::Error
                && !(finding.rule.code.starts_with('N') && case.get("truth").is_some())
        };
        let alarms = reading.findings.iter().filter(is_alarm).take(3);
        faults.extend(alarms.map(|finding| format!("false: {} {}", finding.rule.code, finding.message.zh)));
    }
    let identity = [
        ("organization", serde_json::to_value(&report.organization).unwrap()),
        ("year", serde_json::to_value(report.year).unwrap()),
        ("edition", Value::from(report.edition.id)),
    ];
    for (key, found) in identity {
        if case.get(key).is_some_and(|wanted| *wanted != found) {
            faults.push(format!("{key} is {found}, right is {}", case[key]));
        }
    }
    faults
}

fn cells_faults(case: &Value, cells: &Cells, findings: &[Finding]) -> Vec<String> {
    let mut faults = Vec::new();
    for (address, wanted) in case["cells"].as_object().into_iter().flatten() {
        let found = cells.get(address).copied().flatten();
        let right = decimal(&wanted["right"]);
        let is_wrong = |number| {
            right.is_some()
                || wanted["not"].as_array().into_iter().flatten().any(|n| decimal(n) == Some(number))
        };
        match found {
            Some(number) if right == Some(number) => {}
            Some(number) if is_wrong(number) => {
                faults.push(format!("{address} is {number}, right is {right:?}"));
            }
            None if case["must"] == true => faults.push(format!("{address} is not read")),
            None if !is_reported(findings) => faults.push(format!("{address} is left out without a finding")),
            _ => {}
        }
    }
    faults
}

/// Cells that differ from the truth, and those that were left out without a word.
fn truth_faults(case: &Value, cells: &Cells, findings: &[Finding]) -> Vec<String> {
    let mut faults = Vec::new();
    for truth in strings(&case["truth"]) {
        let text = std::fs::read_to_string(Path::new("fixtures/misread").join(truth)).unwrap();
        let truth: Value = serde_json::from_str(&text).unwrap();
        let (mut wrong, mut missing) = (Vec::new(), 0);
        for (table, rows) in truth["tables"].as_object().unwrap() {
            for (row, columns) in rows.as_object().unwrap() {
                for (column, value) in columns.as_object().unwrap() {
                    let Some(right) = decimal(value.get("value").unwrap_or(value)) else { continue };
                    let address = format!("{table}/{row}/{column}");
                    match cells.get(&address).copied().flatten() {
                        Some(number) if number != right => wrong.push(address),
                        Some(_) => {}
                        None => missing += 1,
                    }
                }
            }
        }
        if !wrong.is_empty() {
            faults.push(format!("{} cells wrong: {}", wrong.len(), wrong.join(", ")));
        }
        if missing > 0 && (case["must"] == true || !is_reported(findings)) {
            faults.push(format!("{missing} cells not read"));
        }
    }
    faults
}

/// Whether a finding other than that of a blank cell says that something is amiss.
fn is_reported(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.rule.code != "C001")
}

fn has_one(text: &str, words: &str) -> bool {
    words.split('|').any(|word| text.contains(word))
}

/// The number as the file spells it.
fn decimal(value: &Value) -> Option<Decimal> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        _ => return None,
    };
    Decimal::from_str_exact(&text).ok()
}
