//! Sound reports of each edition to break in tests.

use serde_json::Value as Json;

use super::validate;
use crate::model::finding::Finding;
use crate::model::report::Report;
use crate::report_json as json;

/// The valid report of an edition, as JSON; `2021_before` is that for the year before `2021`.
pub fn valid_report(edition: &str) -> Json {
    let text = match edition {
        "2021_before" => include_str!("../../fixtures/rules/2021_before.json"),
        "2019" => include_str!("../../fixtures/rules/2019.json"),
        "2014" => include_str!("../../fixtures/rules/2014.json"),
        _ => include_str!("../../fixtures/rules/2021.json"),
    };
    serde_json::from_str(text).expect("a JSON fixture")
}

/// The valid report with cells changed: (`requests/received/total`, `"5"`); `-` removes a row or cell.
pub fn changed(edition: &str, changes: &[(&str, &str)]) -> Report {
    let mut report = valid_report(edition);
    for (cell, value) in changes {
        let (above, key) = cell.rsplit_once('/').expect("a path");
        let mut target = report.pointer_mut("/tables").expect("tables");
        for step in above.split('/') {
            target = &mut target[step];
        }
        if *value == "-" {
            target.as_object_mut().expect("an object").remove(key);
        } else {
            target[key] = serde_json::from_str(value).expect("a JSON value");
        }
    }
    json::from_json(&report).expect("a report").0
}

/// What the rule of this code says of the changed report.
pub fn findings(code: &str, edition: &str, changes: &[(&str, &str)]) -> Vec<Finding> {
    let report = changed(edition, changes);
    validate(&report).into_iter().filter(|finding| finding.rule.code == code).collect()
}

/// The Chinese messages of these findings.
pub fn messages(code: &str, edition: &str, changes: &[(&str, &str)]) -> Vec<String> {
    findings(code, edition, changes).into_iter().map(|finding| finding.message.zh).collect()
}
