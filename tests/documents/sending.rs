//! What is sent to the upper office (`--final`): nothing that only checking, filling in or a web site needs.

use repconv::Session;
use repconv::formats::WriteOptions;
use repconv::model::finding::Finding;
use repconv::model::report::Report;
use repconv::report_json as json;

use super::blank_workbook::{between, parts};

/// A report with metadata of a site, a total that is wrong, and a note of the blank form; and its findings.
fn report() -> (Report, Vec<Finding>) {
    let page = std::fs::read("fixtures/reports/suqian_2024/nav.html").unwrap();
    let mut report = json::to_json(&Session::new().read(&*page).unwrap().report);
    report["tables"]["requests"]["granted"]["total"] = 1.into();
    report["notes"] = serde_json::json!(["注：上年（2023年）填报数，供核对，报送前请删去：行政许可 12。"]);
    let reading = Session::new().read_and_check(report.to_string().as_bytes()).unwrap();
    assert!(reading.report.metadata.known.len() > 3);
    (reading.report, reading.findings)
}

fn written(format: &str, is_final: bool) -> Vec<(String, String)> {
    let (report, findings) = report();
    let options = WriteOptions::default().with_final(is_final);
    parts(&Session::new().write_with(&report, &findings, format, &options).unwrap())
}

fn part<'p>(parts: &'p [(String, String)], name: &str) -> &'p str {
    &parts.iter().find(|(other, _)| other == name).unwrap().1
}

const LEFT_OUT: [&str; 3] = ["索引号", "发布机构", "报送前请删去"];

#[test]
fn a_document_for_sending_has_the_report_alone() {
    for (format, name) in [("docx", "word/document.xml"), ("odt", "content.xml")] {
        for word in LEFT_OUT {
            assert!(part(&written(format, false), name).contains(word), "{format}: {word}");
            assert!(!part(&written(format, true), name).contains(word), "{format}: {word}");
        }
        assert!(part(&written(format, true), name).contains("一、总体情况"));
    }
    for format in ["html", "json"] {
        let (report, findings) = report();
        let options = WriteOptions::default().with_final(true);
        let bytes = Session::new().write_with(&report, &findings, format, &options).unwrap();
        assert!(String::from_utf8(bytes).unwrap().contains("宿迁市人民政府"), "{format}");
    }
}

#[test]
fn a_workbook_for_sending_has_no_findings_copy_or_notes() {
    let sheets = |parts: &[(String, String)]| {
        let names = between(part(parts, "xl/workbook.xml"), "<sheet name=\"", "\"");
        names.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let (usual, sent) = (written("xlsx", false), written("xlsx", true));
    assert_eq!(sheets(&usual)[5..], ["检查结果", "repconv"]);
    assert_eq!(sheets(&sent), sheets(&usual)[..5]);
    let has_notes = |parts: &[(String, String)]| parts.iter().any(|(name, _)| name.contains("comments"));
    assert!(has_notes(&usual) && !has_notes(&sent));
    for word in LEFT_OUT.into_iter().chain(["浅黄色的格由填报人填写"]) {
        assert!(part(&usual, "xl/sharedStrings.xml").contains(word), "{word}");
        assert!(!part(&sent, "xl/sharedStrings.xml").contains(word), "{word}");
    }
}

/// Heights of rows are estimated from the width of columns, which programs take from the first font. Calibri is on
/// few systems; without it the columns were wider, and the rows half empty.
#[test]
fn columns_are_measured_in_a_font_that_every_system_has() {
    let styles = written("xlsx", true);
    let fonts = between(part(&styles, "xl/styles.xml"), "<font>", "</font>");
    assert!(
        fonts[0].contains("<name val=\"Arial\"/>") && fonts[0].contains("<sz val=\"10\"/>"),
        "{}",
        fonts[0]
    );
}
