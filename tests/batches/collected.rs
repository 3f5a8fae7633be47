//! `repconv collect` as an office meets it: a dozen reports of every kind, and what their workbook says,
//! as it is written and as LibreOffice computes it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use repconv::formats::{Content, Formats, ReadOptions, ReaderOutput};
use repconv::model::document::Block;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::computed::{exact, recomputed};

/// Bodies with what is odd about their reports: (cell, what stands there).
const BODIES: [(&str, &[(&str, &str)]); 9] = [
    ("青溪县人民政府办公室", &[]),
    ("青溪县发展和改革局", &[("disclosure/fees/amount", "0.1")]),
    (
        "青溪县教育局",
        &[("requests/received/research_institution", "null"), ("disclosure/fees/amount", "0.2")],
    ),
    ("青溪县公安局", &[("disclosure/licensing/decisions", r#"{"raw": "约22", "value": null}"#)]),
    ("青溪县民政局", &[("requests/received/natural_person", "999")]),
    (
        "青溪县财政局",
        &[
            ("disclosure/penalties/decisions", r#"{"raw": "12件", "value": 12}"#),
            ("disclosure/coercion/decisions", r#"{"raw": "22（其中修订16件）", "value": 22}"#),
        ],
    ),
    ("青溪县卫生健康局", &[("disclosure/regulations/issued", "null")]),
    ("青溪县新城街道办事处", &[("disclosure/fees/amount", "987654321.1234")]),
    ("青溪县庙头镇人民政府", &[]),
];
const ROSTER: &str = "单位\n青溪县人民政府办公室\n县发改局\n青溪县教育局\n青溪县公安局\n青溪县民政局\n\
    青溪县财政局\n青溪县新城街道\n青溪县庙头镇人民政府\n青溪县统计局\n青溪县水利局\n青溪县司法局\n青溪县审计局\n";

fn fixture(edition: &str) -> Value {
    let text = fs::read_to_string(format!("fixtures/rules/{edition}.json")).expect("fixture");
    serde_json::from_str(&text).expect("JSON")
}

fn report(edition: &str, body: &str, year: u16, changes: &[(&str, &str)]) -> Value {
    let own = fixture(edition);
    let (old, old_year) = (own["organization"].as_str().unwrap(), own["year"].as_u64().unwrap());
    let signed = |year: u64| [format!("{year}年1月"), format!("{year}-01")];
    let mut text = own.to_string().replace(old, body).replace(&format!("{old_year}年"), &format!("{year}年"));
    for (from, to) in signed(old_year + 1).iter().zip(signed(u64::from(year) + 1)) {
        text = text.replace(from, &to);
    }
    let mut report: Value = serde_json::from_str(&text).expect("JSON");
    report["year"] = json!(year);
    for (cell, shown) in changes {
        let pointer = format!("/tables/{cell}");
        *report.pointer_mut(&pointer).expect(cell) = serde_json::from_str(shown).expect("value");
    }
    report
}

/// The folder of the reports: nine sound or odd ones, one sent again and one sent again with another
/// figure, one in the form of 2019, one of another year, two that can't be read.
fn county() -> TempDir {
    let folder = TempDir::new().expect("folder");
    let inputs = folder.path().join("报送");
    fs::create_dir(&inputs).expect("folder");
    let write = |name: &str, report: &Value| {
        fs::write(inputs.join(format!("{name}.json")), report.to_string()).expect("file");
    };
    for (number, (body, changes)) in (1..).zip(BODIES) {
        write(&format!("{number} {body}"), &report("2021", body, 2024, changes));
    }
    write("1 青溪县人民政府办公室（再报）", &report("2021", BODIES[0].0, 2024, &[]));
    let other = report("2021", BODIES[8].0, 2024, &[("requests/received/total", "28")]);
    write("9 青溪县庙头镇人民政府（更正）", &other);
    write("青溪县统计局", &report("2019", "青溪县统计局", 2024, &[]));
    write("青溪县水利局", &report("2021", "青溪县水利局", 2023, &[]));
    fs::write(inputs.join("青溪县司法局.docx"), b"PK\x03\x04 cut off").expect("file");
    fs::write(inputs.join("空.docx"), b"").expect("file");
    fs::write(folder.path().join("名单.csv"), ROSTER).expect("file");
    folder
}

fn collect(folder: &TempDir, output: &str, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_repconv"));
    command.current_dir(folder.path()).args(["collect", "报送", "-o", output, "--lang", "zh"]);
    command.args(more).output().expect("the program runs")
}

fn collected(folder: &TempDir, more: &[&str]) -> Value {
    let ran = collect(folder, "汇总.json", &[more, &["--overwrite", "-q"]].concat());
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(said.is_empty() || said.starts_with("已写出 ") && said.lines().count() == 1, "{said}");
    serde_json::from_slice(&fs::read(folder.path().join("汇总.json")).expect("file")).expect("JSON")
}

fn names(list: &Value, member: &str) -> Vec<String> {
    list.as_array()
        .expect("list")
        .iter()
        .map(|one| one[member].as_str().unwrap_or_default().to_owned())
        .collect()
}

/// What 10 reports sum up to, by hand: nine of the form of 2021 and one of 2019.
fn expected_sum(cell: &str, counted: u32) -> Option<i64> {
    let figure = |edition: &str| fixture(edition).pointer(&format!("/tables/{cell}")).and_then(Value::as_i64);
    Some(figure("2021")? * i64::from(counted) + figure("2019").unwrap_or(0))
}

#[test]
fn sums_are_right_and_everything_left_out_is_listed() {
    let folder = county();
    let summary = collected(&folder, &["--roster", "名单.csv"]);
    assert_eq!((&summary["year"], &summary["edition"]), (&json!(2024), &json!("2021")));
    assert_eq!(summary["counted"].as_array().unwrap().len(), 10);
    let odd: Vec<&str> =
        BODIES.iter().flat_map(|(_, changes)| changes.iter().map(|(cell, _)| *cell)).collect();
    let mut compared = 0;
    for (cell, sum) in summary["sums"].as_object().unwrap() {
        if !odd.contains(&cell.as_str())
            && let Some(want) = expected_sum(cell, 9)
        {
            assert_eq!(sum, &json!(want), "{cell}");
            compared += 1;
        }
    }
    assert!(compared > 180, "{compared}");
    let plain = |cell: &str| expected_sum(cell, 8).unwrap();
    for (cell, want) in [
        ("requests/received/natural_person", plain("requests/received/natural_person") + 999),
        ("requests/received/research_institution", plain("requests/received/research_institution")),
        ("disclosure/licensing/decisions", plain("disclosure/licensing/decisions")),
        ("disclosure/penalties/decisions", plain("disclosure/penalties/decisions") + 12),
        ("disclosure/regulations/issued", plain("disclosure/regulations/issued")),
    ] {
        assert_eq!(summary["sums"][cell], json!(want), "{cell}");
    }
    // Six times 12.5, 0.1, 0.2 and 987654321.1234, exactly.
    assert_eq!(summary["sums"]["disclosure/fees/amount"].to_string(), "987654396.4234");
    let counts = |cell: &str| summary["cells"][cell].clone();
    assert_eq!(
        counts("requests/received/research_institution"),
        json!({"figures": 9, "blank": 1, "text": 0, "absent": 0})
    );
    assert_eq!(
        counts("disclosure/regulations/issued"),
        json!({"figures": 8, "blank": 1, "text": 0, "absent": 1})
    );
    assert_eq!(
        counts("disclosure/licensing/decisions"),
        json!({"figures": 9, "blank": 0, "text": 1, "absent": 0})
    );
    assert_eq!(summary["other_editions"]["2019"]["sums"]["disclosure/regulations/made"], json!(0));
    assert_eq!(summary["texts"][0]["raw"], "约22");
    assert_eq!(
        counts("disclosure/coercion/decisions"),
        json!({"figures": 10, "blank": 0, "text": 0, "absent": 0})
    );
}

#[test]
fn who_is_missing_doubled_or_unreadable_is_listed() {
    let folder = county();
    let summary = collected(&folder, &["--roster", "名单.csv"]);
    let reasons: BTreeMap<String, String> = names(&summary["not_counted"], "organization")
        .into_iter()
        .zip(names(&summary["not_counted"], "reason"))
        .collect();
    let want = [
        ("青溪县人民政府办公室", "repeated-same-file"),
        ("青溪县庙头镇人民政府", "repeated-other-figures"),
        ("青溪县水利局", "other-year"),
    ];
    assert_eq!(reasons, want.map(|(a, b)| (a.to_owned(), b.to_owned())).into_iter().collect());
    let attendance = &summary["attendance"];
    assert_eq!(names(&attendance["missing"], "name"), ["青溪县水利局", "青溪县司法局", "青溪县审计局"]);
    assert_eq!(names(&attendance["proposed"], "name"), ["县发改局"]);
    assert_eq!(names(&attendance["unlisted"], "organization"), ["青溪县发展和改革局", "青溪县卫生健康局"]);
    assert_eq!(attendance["received"].as_array().unwrap().len(), 8);
    assert_eq!(names(&summary["doubled"], "organization"), ["青溪县人民政府办公室", "青溪县庙头镇人民政府"]);
    assert_eq!(names(&summary["unbalanced"], "organization"), ["青溪县民政局"], "the other is replaced");
    assert_eq!(names(&summary["unreadable"], "code"), ["empty", "unknown-format"]);
    let only_valid = collected(&folder, &["--only-valid"]);
    assert_eq!(only_valid["counted"].as_array().unwrap().len(), 9);
    assert_eq!(only_valid["attendance"], Value::Null);
    let last_year = collected(&folder, &["--year", "2023"]);
    assert_eq!(names(&last_year["counted"], "organization"), ["青溪县水利局"]);
}

#[test]
fn the_summary_is_reported_and_the_status_says_how_it_ended() {
    let folder = county();
    let ran = collect(&folder, "汇总.xlsx", &["--roster", "名单.csv"]);
    assert_eq!(ran.status.code(), Some(2));
    let summary = String::from_utf8(ran.stderr).expect("UTF-8");
    insta::assert_snapshot!(summary.replace('\\', "/"));
    let ran = collect(&folder, "汇总.xlsx", &[]);
    assert!(String::from_utf8_lossy(&ran.stderr).contains("已经存在") && ran.status.code() == Some(2));
    for name in ["空.docx", "青溪县司法局.docx"] {
        fs::remove_file(folder.path().join("报送").join(name)).expect("file");
    }
    assert_eq!(collect(&folder, "a.xlsx", &["-q"]).status.code(), Some(1));
    fs::copy(folder.path().join("名单.csv"), folder.path().join("名单.txt")).expect("file");
    for (arguments, want) in [
        (&["collect", "报送"][..], "缺少 --output"),
        (&["collect", "-o", "a.xlsx"], "缺少 <"),
        (&["collect", "报送", "-o", "a.pdf"], "这个结果不能写成 .pdf 文件"),
        (&["collect", "报送", "-o", "a.out"], "看不出 a.out 要写成什么格式"),
        (
            &["collect", "报送", "-o", "名单.txt", "--format", "json", "--overwrite", "--roster", "名单.txt"],
            "名单.txt：输入和输出是同一个文件",
        ),
    ] {
        let ran =
            Command::new(env!("CARGO_BIN_EXE_repconv")).current_dir(folder.path()).args(arguments).output();
        let ran = ran.expect("the program runs");
        assert_eq!(ran.status.code(), Some(2), "{arguments:?}");
        assert!(
            String::from_utf8_lossy(&ran.stderr).contains(want),
            "{}",
            String::from_utf8_lossy(&ran.stderr)
        );
    }
}

/// The sheets' cells, a row a line, as our own reader sees them.
fn drawn(path: &Path) -> String {
    let formats = Formats::builtin();
    let reader = formats.by_name("xlsx").and_then(|format| format.reader.as_ref()).expect("a reader");
    let read = reader
        .read(&Content::new(&fs::read(path).expect("file")), &ReadOptions::default())
        .expect("a workbook");
    let ReaderOutput::Document(document) = read else { panic!("a workbook holds a document") };
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(line) => lines.push(line.text.clone()),
            Block::Table(table) => lines.extend(table.rows.iter().map(|row| {
                let cells = row.iter().map(|cell| cell.text.replace('\n', "⏎"));
                // 明细 is wide: its first figures tell enough.
                cells.filter(|text| !text.is_empty()).take(18).collect::<Vec<_>>().join(" | ")
            })),
        }
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n").replace("报送\\", "报送/")
}

#[test]
fn the_workbook_has_the_official_tables_and_the_lists() {
    let folder = county();
    collect(&folder, "汇总.xlsx", &["--roster", "名单.csv", "--org", "青溪县"]);
    insta::assert_snapshot!(drawn(&folder.path().join("汇总.xlsx")));
    let bytes = || fs::read(folder.path().join("汇总.xlsx")).expect("file");
    let first = bytes();
    collect(&folder, "汇总.xlsx", &["--roster", "名单.csv", "--org", "青溪县", "--overwrite"]);
    assert!(first == bytes(), "the same reports give the same bytes");
}

#[test]
fn documents_and_pages_hold_the_tables_and_what_was_left_out() {
    let folder = county();
    collect(&folder, "汇总.txt", &["--roster", "名单.csv", "--org", "青溪县"]);
    insta::assert_snapshot!(
        fs::read_to_string(folder.path().join("汇总.txt")).expect("file").replace("报送\\", "报送/")
    );
    for name in ["汇总.html", "汇总.docx"] {
        collect(&folder, name, &["--title", "全县汇总"]);
        let bytes = fs::read(folder.path().join(name)).expect("file");
        let formats = Formats::builtin();
        let format = formats.detect(&bytes, None).expect("a format");
        let Ok(ReaderOutput::Document(document)) =
            format.reader.as_ref().unwrap().read(&Content::new(&bytes), &ReadOptions::default())
        else {
            panic!("{name} is not read")
        };
        let title = document.blocks.iter().find_map(|block| match block {
            Block::Paragraph(line) if !line.text.is_empty() => Some(line.text.as_str()),
            _ => None,
        });
        assert_eq!(title, Some("全县汇总"), "{name}");
    }
}

fn workbook(folder: &TempDir) -> PathBuf {
    collect(folder, "汇总.xlsx", &["-q"]);
    folder.path().join("汇总.xlsx")
}

#[test]
fn a_summary_in_the_folder_is_not_summed_up_again() {
    let folder = county();
    let before = collected(&folder, &[]);
    for name in ["报送/汇总1月.xlsx", "报送/汇总.docx", "报送/汇总.html", "报送/汇总.txt"] {
        collect(&folder, name, &["-q"]);
    }
    let again = collected(&folder, &["--overwrite"]);
    assert_eq!(again["sums"], before["sums"]);
    let left: Vec<&str> = again["not_counted"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|one| one["reason"] == "summary")
        .filter_map(|one| one["file"].as_str())
        .collect();
    assert_eq!(left, ["报送/汇总.docx", "报送/汇总.html", "报送/汇总.txt", "报送/汇总1月.xlsx"]);
}

#[test]
fn a_report_of_no_known_body_is_reported() {
    let folder = TempDir::new().expect("folder");
    fs::create_dir(folder.path().join("报送")).expect("folder");
    let mut report = report("2021", "青溪县教育局", 2024, &[]);
    for key in ["organization", "title"] {
        report[key] = Value::Null;
    }
    report["signature"]["organization"] = Value::Null;
    fs::write(folder.path().join("报送/1.json"), report.to_string()).expect("file");
    let ran = collect(&folder, "汇总.xlsx", &[]);
    let summary = String::from_utf8_lossy(&ran.stderr);
    assert!(summary.contains("看不出是哪个单位的，已计入，请核对 1：\n  报送/1.json"), "{summary}");
    assert_eq!(ran.status.code(), Some(1));
}

#[test]
fn a_sum_of_blanks_is_stored_blank() {
    let folder = TempDir::new().expect("folder");
    fs::create_dir(folder.path().join("报送")).expect("folder");
    let blank = [("requests/received/natural_person", "null")];
    let report = report("2021", "青溪县教育局", 2024, &blank);
    fs::write(folder.path().join("报送/1.json"), report.to_string()).expect("file");
    collect(&folder, "汇总.xlsx", &["-q"]);
    let bytes = fs::read(folder.path().join("汇总.xlsx")).expect("file");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    let mut sheet = String::new();
    let mut part = archive.by_name("xl/worksheets/sheet4.xml").expect("the sheet of table 2");
    std::io::Read::read_to_string(&mut part, &mut sheet).expect("text");
    assert!(sheet.contains("</f><v></v>"), "the formula of a sum of blanks");
}

#[test]
#[ignore = "needs LibreOffice and Python with openpyxl"]
fn libreoffice_computes_the_exact_sums() {
    let folder = county();
    let computed = recomputed(&workbook(&folder), "", "");
    let exact = exact(&collected(&folder, &[]));
    assert_eq!(computed, exact);
}

#[test]
#[ignore = "needs LibreOffice and Python with openpyxl"]
fn a_flag_changed_by_hand_changes_the_sums() {
    let folder = county();
    let path = workbook(&folder);
    let without = recomputed(&path, "5 青溪县民政局", "否");
    fs::remove_file(folder.path().join("报送/5 青溪县民政局.json")).expect("file");
    assert_eq!(without, exact(&collected(&folder, &[])));
}

#[test]
#[ignore = "needs Python with openxml-audit"]
fn the_workbook_is_valid() {
    let folder = county();
    let path = workbook(&folder);
    let ran =
        Command::new("openxml-audit").args(["--max-errors", "0", "--output", "json"]).arg(&path).output();
    let summary: Value = serde_json::from_slice(&ran.expect("openxml-audit runs").stdout).expect("JSON");
    let file = summary.as_array().map_or(&summary, |files| &files[0]);
    assert_eq!(file["error_count"], 0, "{file:#}");
}
