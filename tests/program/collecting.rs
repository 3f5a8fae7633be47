//! `repconv collect` on folders as offices have them.

use serde_json::{Value, json};

use super::*;

/// A folder of reports: their files, bodies, and requests received.
fn folder_of(reports: &[(&str, &str, u32)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    let text = fs::read_to_string(fixture("rules/2021.json")).unwrap();
    let sound: Value = serde_json::from_str(&text).unwrap();
    let own = sound["organization"].as_str().unwrap();
    for (file, body, received) in reports {
        let mut report: Value = serde_json::from_str(&text.replace(own, body)).unwrap();
        report["tables"]["requests"]["received"]["total"] = json!(received);
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, report.to_string()).unwrap();
    }
    folder
}

fn collect(folder: &TempDir, arguments: &[&str]) -> Ran {
    let mut command =
        program(&[&["collect", "in"], arguments].concat().into_iter().map(OsStr::new).collect::<Vec<_>>());
    command.current_dir(folder.path());
    finish(command, b"")
}

fn collected(folder: &TempDir, arguments: &[&str]) -> Value {
    let ran = collect(folder, &[arguments, &["--format", "json", "-q"]].concat());
    serde_json::from_slice(&ran.stdout).unwrap()
}

#[test]
fn bodies_of_one_name_in_two_folders_are_reported_apart_or_doubted() {
    let folder = folder_of(&[("in/甲镇/1.json", "财政所", 11), ("in/乙镇/1.json", "财政所", 22)]);
    let ran = collect(&folder, &["-o", "a.xlsx"]);
    assert_eq!(ran.status, 1);
    let said = "可能是另一单位的（名称相同，不在同一文件夹），作重报没有计入，请核对 1：\n  财政所（in/甲镇/1.json）重报，已计入“in/乙镇/1.json”；";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
    assert!(ran.stderr.contains("请在报告里写全称，或用 --roster 给写有全称的名单\n"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("重报，只计一份"), "{}", ran.stderr);

    fs::write(folder.path().join("名单.txt"), "甲镇财政所\n乙镇财政所\n").unwrap();
    let summary = collected(&folder, &["--roster", "名单.txt"]);
    assert_eq!(summary["sums"]["requests/received/total"], 33);
    let received = summary["attendance"]["received"].as_array().unwrap();
    let matched: Vec<_> = received.iter().map(|one| (&one["name"], &one["report"]["file"])).collect();
    assert_eq!(
        matched,
        [(&json!("甲镇财政所"), &json!("in/甲镇/1.json")), (&json!("乙镇财政所"), &json!("in/乙镇/1.json"))]
    );
    assert_eq!(summary["counted"][0]["full_name"], "乙镇财政所");
    assert_eq!(summary["counted"][0]["organization"], "财政所");
}

#[test]
fn a_summary_among_the_inputs_is_made_anew() {
    for (name, more) in [
        ("xlsx", &["--title", "全县情况"][..]),
        ("xlsx", &["--title", "全县情况", "--lang", "en"]),
        ("docx", &["--title", "全县情况"]),
        ("html", &["--title", "全县情况"]),
        ("txt", &[]),
        ("json", &[]),
    ] {
        let folder = folder_of(&[("in/1.json", "甲局", 11), ("in/2.json", "乙局", 22)]);
        let output = format!("in/表.{name}");
        let arguments = [&["-o", output.as_str(), "--overwrite"], more].concat();
        let first = collect(&folder, &arguments);
        let bytes = fs::read(folder.path().join(&output)).unwrap();
        let second = collect(&folder, &arguments);
        assert_eq!((first.status, second.status), (1, 1), "{name}: {}", second.stderr);
        assert_eq!(first.stderr, second.stderr, "{name}");
        assert!(bytes == fs::read(folder.path().join(&output)).unwrap(), "{name}: the same again");
        let kept = collect(&folder, &["-o", output.as_str()]);
        assert!(kept.stderr.contains("已经存在"), "{name}: {}", kept.stderr);
    }
}

#[test]
fn a_report_is_not_taken_for_a_summary_and_written_over() {
    let folder = folder_of(&[("in/1.json", "甲局", 11), ("in/2.json", "乙局", 22)]);
    let before = fs::read(folder.path().join("in/2.json")).unwrap();
    assert_refused(&collect(&folder, &["-o", "in/2.json", "--overwrite"]), "同一个文件");
    assert_eq!(fs::read(folder.path().join("in/2.json")).unwrap(), before);
}

#[test]
fn files_that_were_not_read_are_listed() {
    let folder = folder_of(&[("in/1.json", "甲局", 11)]);
    for name in 1..=4 {
        fs::write(folder.path().join(format!("in/{name}.jpg")), "a scan").unwrap();
    }
    let summary = collected(&folder, &[]);
    assert_eq!(summary["left_out"], json!(["in/1.jpg", "in/2.jpg", "in/3.jpg", "in/4.jpg"]));
    collect(&folder, &["-o", "a.xlsx"]);
    let bytes = fs::read(folder.path().join("a.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut words = String::new();
    let mut part = archive.by_name("xl/sharedStrings.xml").unwrap();
    std::io::Read::read_to_string(&mut part, &mut words).unwrap();
    assert!(words.contains("没有读的文件或链接") && words.contains("in/4.jpg"));
}
