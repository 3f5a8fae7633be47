//! Reports of which some figures could not be read: the sums lack them, and everything says so.

use serde_json::json;

use super::collecting::{collect, collected, folder_of, part};
use super::*;

/// A report whose row 予以公开 of table 2 has fewer figures than the table has columns.
pub fn incomplete(body: &str) -> String {
    let whole = fs::read_to_string(fixture("rules/2021.json")).unwrap();
    let whole = whole.replace("青溪县文化局", body);
    let mut text = run_with(&["-", "-", "-f", "json", "-t", "text", "--encoding", "utf-8", "-q"], &whole);
    let row = text.lines().find(|line| line.contains("予以公开\t")).unwrap().to_owned();
    let label = row.rsplit_once("予以公开\t").unwrap().0;
    text = text.replace(&row, &format!("{label}予以公开\t3\t1"));
    text
}

fn run_with(arguments: &[&str], input: &str) -> String {
    let command = program(&arguments.iter().map(OsStr::new).collect::<Vec<_>>());
    let ran = finish(command, input.as_bytes());
    assert!(ran.status < 2, "{}", ran.stderr);
    ran.text().to_owned()
}

#[test]
fn sums_without_figures_that_were_not_read_are_called_incomplete_everywhere() {
    let folder = folder_of(&[("in/甲局.json", "青溪县甲局", 28)]);
    let complete = collect(&folder, &["-o", "全.xlsx"]);
    assert!(!complete.stderr.contains("没有读全"), "{}", complete.stderr);
    fs::write(folder.path().join("in/乙局.txt"), incomplete("青溪县乙局")).unwrap();
    let ran = collect(&folder, &["-o", "a.xlsx"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("；1 份没有读全"), "{}", ran.stderr);
    let said = "计入了，但没有读全，合计里缺这些格 1：\n  青溪县乙局（in/乙局.txt）：1 处，缺 7 格\n";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
    let words = part(&folder.path().join("a.xlsx"), "xl/sharedStrings.xml");
    for said in [
        "没有读全，合计里缺这些格，请对照原件（1）",
        "1 处，缺 7 格\n表二“（一）予以公开”的数与表头对不上列；这一行未计入",
        "合计不完整：计入的报告有 1 份没有读全：青溪县乙局（1 处，缺 7 格）。",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert!(!words.contains("请核实"), "it is on a list of its own: {words}");
    collect(&folder, &["-o", "a.docx"]);
    let document = part(&folder.path().join("a.docx"), "word/document.xml");
    assert!(
        document.contains("没有读全、合计里缺这些格的 1 个：青溪县乙局（1 处，缺 7 格）。"),
        "{document}"
    );
    let counted = &collected(&folder, &[])["counted"];
    assert_eq!(counted[0]["unread"], json!({"places": 1, "cells": 7}), "{counted:#}");
    assert!(counted[1].get("unread").is_none(), "{counted:#}");
}

#[test]
fn a_report_that_was_not_read_completely_is_not_written_when_strict() {
    let folder = TempDir::new().unwrap();
    let input = folder.path().join("in.txt");
    fs::write(&input, incomplete("青溪县乙局")).unwrap();
    let output = folder.path().join("报送.docx");
    let arguments = |more: &[&'static str]| {
        let given = [input.as_os_str(), output.as_os_str()].into_iter();
        run(&given.chain(more.iter().map(OsStr::new)).collect::<Vec<_>>())
    };
    let ran = arguments(&["--final", "--strict"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("有的行、格没有读进报告，按 --strict 的要求没有写出文件"), "{}", ran.stderr);
    assert!(!output.exists());
    assert_eq!(
        arguments(&["--strict", "-q"]).stderr,
        "有的行、格没有读进报告，按 --strict 的要求没有写出文件\n"
    );
    arguments(&["--final"]);
    assert!(output.exists(), "without --strict a person decides");
    let mut command = program(&["batch", "in.txt", "--to", "docx", "-o", "out", "--strict"].map(OsStr::new));
    command.current_dir(folder.path());
    assert_eq!(finish(command, b"").status, 1);
    assert!(!folder.path().join("out/in.docx").exists());
}
