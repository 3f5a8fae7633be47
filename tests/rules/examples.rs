//! Runs the examples on the rules' pages, and the rules on real reports.

use repconv::forms::Forms;
use repconv::model::finding::{Finding, Rule, Severity};
use repconv::model::limits::Limits;
use repconv::model::report::Report;
use repconv::report_json as json;
use repconv::validate::{
    Batch, Check, Roster, Settings, Submission, check_of, rules, validate, validate_batch,
    validate_with_previous,
};
use serde_json::Value as Json;

/// The fenced block of this kind on a page.
fn block<'a>(page: &'a str, kind: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(&format!("```{kind}\n"))?;
    Some(rest.split_once("\n```")?.0)
}

fn sound(edition: &str) -> Json {
    let path = format!("{}/fixtures/rules/{edition}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("a fixture")).expect("JSON")
}

/// A sound report with the changes of an example: `@2019` chooses the report, `/pointer = JSON` sets a
/// value, `- /pointer` removes one. Lines that begin with a word and a colon are for other reports.
fn example(changes: &str) -> Json {
    let edition = changes.lines().find_map(|line| line.strip_prefix('@')).unwrap_or("2021");
    let mut report = sound(edition);
    let own = changes.lines().filter(|line| line.starts_with(['/', '-']));
    own.for_each(|line| change_as(&mut report, line));
    report
}

/// The report for the year before, with the changes of the lines `previous: /pointer = JSON`.
fn previous(changes: &str) -> Json {
    let mut report = sound("2021_before");
    let own = changes.lines().filter_map(|line| line.strip_prefix("previous: "));
    own.for_each(|line| change_as(&mut report, line));
    report
}

/// A batch: `report: FILE` begins a report, `roster: NAME` names a body. Changes before the first report
/// are made to all of them, those after it to that one.
fn together_with(changes: &str) -> (Vec<Submission>, Roster) {
    let (common, reports) = changes.split_once("report: ").expect("a report");
    let (mut submissions, mut names) = (Vec::new(), Vec::new());
    for one in reports.split("report: ") {
        let (file, own) = one.split_once('\n').unwrap_or((one, ""));
        let mut report = example(common);
        for line in own.lines() {
            match line.strip_prefix("roster: ") {
                Some(name) => names.push(name.to_owned()),
                None => change_as(&mut report, line),
            }
        }
        submissions.push(Submission::of(file, &read(&report)));
    }
    (submissions, Roster::new(names))
}

fn change_as(report: &mut Json, line: &str) {
    if let Some(pointer) = line.strip_prefix("- ") {
        change(report, pointer, None);
    } else {
        let (pointer, value) = line.split_once(" = ").expect("`/pointer = value`");
        change(report, pointer, Some(serde_json::from_str(value).expect("a JSON value")));
    }
}

fn read(report: &Json) -> Report {
    let own = [
        include_str!("../../fixtures/forms/relations.toml"),
        include_str!("../../fixtures/forms/kinds.toml"),
    ];
    let forms = own.iter().fold(Forms::builtin(), |forms, form| forms.with_toml(form).expect("a form"));
    let read = json::from_json_within(report, forms, &Limits::default());
    let (report, doubts) = read.expect("a report");
    assert_eq!(doubts, []);
    report
}

fn change(report: &mut Json, pointer: &str, value: Option<Json>) {
    let (above, key) = pointer.rsplit_once('/').expect("a pointer");
    let mut target = report;
    for step in above.split('/').skip(1) {
        target = match target {
            Json::Array(items) => &mut items[step.parse::<usize>().expect("an index")],
            other => &mut other[step],
        };
    }
    match (target, value) {
        (Json::Array(items), None) => drop(items.remove(key.parse().expect("an index"))),
        (Json::Array(items), Some(value)) if key == "-" => items.push(value),
        (Json::Array(items), Some(value)) => items[key.parse::<usize>().expect("an index")] = value,
        (target, Some(value)) => target[key] = value,
        (target, None) => {
            assert!(target.as_object_mut().expect("an object").remove(key).is_some(), "{pointer}");
        }
    }
}

/// What the rule says of the report or reports of an example.
fn findings(rule: &Rule, changes: &str) -> Vec<Finding> {
    let settings = Settings::default();
    let findings = match check_of(rule) {
        Check::Reading => Vec::new(),
        Check::Sums(_) | Check::Declared(_) | Check::Report(_) | Check::General(_) | Check::With(_) => {
            validate(&read(&example(changes)))
        }
        Check::Previous(_) => {
            validate_with_previous(&read(&example(changes)), &read(&previous(changes)), &settings)
        }
        Check::Batch(_) => {
            let (submissions, roster) = together_with(changes);
            let batch = Batch { submissions: &submissions, roster: Some(&roster), ..Batch::default() };
            validate_batch(&batch, &settings).into_iter().map(|found| found.finding).collect()
        }
    };
    findings.into_iter().filter(|finding| finding.rule == rule).collect()
}

#[test]
fn what_a_page_says_breaks_a_rule_breaks_it() {
    for rule in rules().filter(|rule| !matches!(check_of(rule), Check::Reading)) {
        let breaks = block(rule.page, "breaks").unwrap_or_else(|| panic!("{} lacks `breaks`", rule.code));
        let passes = block(rule.page, "passes").unwrap_or_else(|| panic!("{} lacks `passes`", rule.code));
        assert_ne!(findings(rule, breaks), [], "{}", rule.code);
        assert_eq!(findings(rule, passes), [], "{}", rule.code);
    }
}

#[test]
fn sound_reports_of_two_years_have_no_findings() {
    let (report, previous) = (read(&sound("2021")), read(&sound("2021_before")));
    assert_eq!(validate(&previous), []);
    assert_eq!(validate_with_previous(&report, &previous, &Settings::default()), []);
}

#[test]
fn pages_agree_with_their_rules() {
    for rule in rules() {
        let severity = match rule.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        };
        let mut lines = rule.page.lines().filter(|line| !line.is_empty());
        assert_eq!(lines.next(), Some(format!("# {} {}", rule.code, rule.name).as_str()));
        assert_eq!(lines.next(), Some(format!("{} / {}", rule.title.zh, rule.title.en).as_str()));
        let said = lines.next().expect("a line for the severity");
        assert!(said.ends_with(severity), "{}: {said}", rule.code);
        for heading in ["## 含义", "## 怎样改", "## 依据", "## What it means", "## How to fix it", "## Basis"]
        {
            assert!(rule.page.lines().any(|line| line == heading), "{}: {heading}", rule.code);
        }
        let is_read = matches!(check_of(rule), Check::Reading);
        assert!(
            !is_read || ["text", "text zh en"].iter().any(|kind| block(rule.page, kind).is_some()),
            "{} lacks `text`",
            rule.code
        );
    }
}

#[test]
fn every_rule_has_a_page_and_every_page_a_rule() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules");
    let names =
        std::fs::read_dir(folder).expect("docs/rules").map(|entry| entry.expect("an entry").file_name());
    let mut pages: Vec<_> = names.map(|name| name.to_string_lossy().replace(".md", "")).collect();
    pages.sort();
    let codes: Vec<_> = rules().map(|rule| rule.code.to_owned()).collect();
    assert_eq!(pages, codes);
}

/// What a real report says, from its ground truth.
fn truth(id: &str) -> Json {
    let path = format!("{}/fixtures/reports/{id}/truth.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("a fixture")).expect("JSON")
}

/// The findings on a real report, as (code, cells).
fn on_real_report(truth: &Json) -> Vec<(&'static str, Vec<String>)> {
    let sections: Vec<_> = truth["sections"].as_array().expect("sections").iter().map(section).collect();
    let report = serde_json::json!({
        "format": json::FORMAT, "version": json::VERSION, "edition": truth["edition"],
        "organization": truth["organization"], "year": truth["year"],
        "sections": sections, "tables": truth["tables"],
    });
    let (report, doubts) = json::from_json(&report).expect("a report");
    assert_eq!(doubts, []);
    let cells = |finding: &Finding| finding.cells.iter().map(ToString::to_string).collect();
    validate(&report).iter().map(|finding| (finding.rule.code, cells(finding))).collect()
}

/// The addresses of the cells that are null in the ground truth.
fn blanks(truth: &Json) -> Vec<String> {
    let mut blanks = Vec::new();
    for (table, rows) in truth["tables"].as_object().expect("tables") {
        for (row, cells) in rows.as_object().expect("rows") {
            let cells = cells.as_object().expect("cells").iter().filter(|(_, cell)| cell.is_null());
            blanks.extend(cells.map(|(column, _)| format!("{table}/{row}/{column}")));
        }
    }
    blanks.sort();
    blanks
}

fn section(truth: &Json) -> Json {
    let paragraphs = truth["paragraphs"].as_array().into_iter().flatten();
    let body: Vec<_> =
        paragraphs.map(|text| serde_json::json!({"type": "paragraph", "text": text})).collect();
    serde_json::json!({"key": truth["key"], "heading": truth["heading"], "body": body})
}

#[test]
fn sound_real_reports_have_no_findings() {
    for id in ["suqian_2023", "hangzhou_2025"] {
        assert_eq!(on_real_report(&truth(id)), [], "{id}");
    }
}

#[test]
fn the_findings_on_real_reports_are_true() {
    // The text of the second says 予以公开及部分公开258件 and its sixth section just 无。
    // The text of the third says 行政复议案件134件，行政诉讼案件57件.
    for (id, findings, others) in [
        ("akto_2021", 2, &[][..]),
        ("shanghai_office_2019", 26, &["C005", "N001", "S009"]),
        ("suqian_2024", 0, &["N001", "N001"]),
    ] {
        let truth = truth(id);
        let (found, other): (Vec<_>, Vec<_>) =
            on_real_report(&truth).into_iter().partition(|(code, _)| *code == "C001");
        assert_eq!(other.iter().map(|(code, _)| *code).collect::<Vec<_>>(), others, "{id}");
        assert_eq!(found.len(), findings, "{id}");
        let mut cells: Vec<_> = found.into_iter().flat_map(|(_, cells)| cells).collect();
        cells.sort();
        assert_eq!(cells, blanks(&truth), "{id}");
    }
}
