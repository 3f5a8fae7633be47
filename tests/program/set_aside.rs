//! Findings that were set aside with a reason: the file carries it, and `check` shows and does not count it.

use super::*;
use repconv::Session;
use repconv::formats::WriteOptions;
use repconv::model::finding::Severity;
use repconv::model::set_aside::{SetAside, fingerprint};
use repconv::model::value::Value;

/// A sound report with one total that is wrong.
fn wrong() -> repconv::model::report::Report {
    let bytes = fs::read(fixture("rules/2021.json")).unwrap();
    let mut report = Session::new().read(&bytes).unwrap().report;
    let total = report.edition.address("requests/received/total").unwrap();
    report.cells.get_mut(&total).unwrap().value = Value::parse("99");
    report
}

#[test]
fn what_has_a_reason_is_no_error() {
    let kept = tempfile::tempdir().unwrap();
    let folder = kept.path();
    let session = Session::new();
    let mut report = wrong();
    let findings = session.check(&report).unwrap();
    for finding in findings.iter().filter(|finding| finding.severity != Severity::Info) {
        let reason = SetAside::new(&fingerprint(&report, finding), "上级系统如此统计，已核对");
        report.set_aside.extend(reason);
    }
    for format in ["docx", "xlsx", "json", "odt"] {
        let path = folder.join(format!("年报.{format}"));
        let findings = session.check(&report).unwrap();
        let bytes = session.write_with(&report, &findings, format, &WriteOptions::default()).unwrap();
        fs::write(&path, bytes).unwrap();
        let ran = run(&["check".as_ref(), path.as_os_str()]);
        assert_eq!(ran.status, 0, "{format}: {}", ran.text());
        assert!(ran.text().contains("已说明，不计（原因：上级系统如此统计，已核对）："), "{}", ran.text());
        assert!(ran.text().contains("共 0 个错误，0 条提醒"), "{format}: {}", ran.text());
        // A severity that was chosen for a rule does not make it count.
        let ran = run(&["check".as_ref(), path.as_os_str(), "--severity".as_ref(), "A=error".as_ref()]);
        assert_eq!(ran.status, 0, "{format}");
    }

    // As JSON it says what it was.
    let path = folder.join("年报.json");
    let ran = run(&["check".as_ref(), path.as_os_str(), "--format".as_ref(), "json".as_ref()]);
    let found: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    let found = found["files"][0]["findings"].as_array().unwrap();
    let noted = found.iter().find(|finding| finding["code"] == "A003").unwrap();
    assert_eq!(noted["severity"], "info");
    assert_eq!(noted["set_aside"]["severity"], "error");
    assert_eq!(noted["set_aside"]["reason"], "上级系统如此统计，已核对");

    // The figure changes, and it counts again.
    let total = report.edition.address("requests/received/total").unwrap();
    report.cells.get_mut(&total).unwrap().value = Value::parse("98");
    fs::write(&path, session.write(&report, "json").unwrap()).unwrap();
    let ran = run(&["check".as_ref(), path.as_os_str()]);
    assert_eq!(ran.status, 1);
    assert!(!ran.text().contains("已说明"), "{}", ran.text());
}
