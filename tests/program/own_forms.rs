//! Forms that an office adds.

use super::*;

fn form(name: &str) -> String {
    fixture(&format!("forms/{name}")).to_string_lossy().into_owned()
}

#[test]
fn forms_are_listed() {
    let all = run(&["forms"]);
    assert_eq!(all.status, 0);
    for known in &repconv::forms::BUILT_IN {
        assert!(all.text().contains(known.id), "{}", all.text());
    }
    let more = run(&["forms", "--form", &form("penalties.toml")]);
    assert!(more.text().contains("penalties"), "{}", more.text());
}

#[test]
fn a_report_of_ones_own_form_is_converted_both_ways() {
    let folder = tempfile::tempdir().unwrap();
    let form = form("penalties.toml");
    let json = |input: &Path| {
        let input = input.to_string_lossy();
        let ran = run(&[&*input, "-", "-t", "json", "--form", &form]);
        assert_eq!(ran.status, 0, "{ran:?}");
        let mut report: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
        assert_eq!(report["edition"], "penalties");
        assert_eq!(report["organization"], "青溪县司法局", "{input}");
        assert_eq!(report["title"], "青溪县司法局2024年行政处罚实施情况统计表", "{input}");
        assert_eq!(report["year"], 2024);
        report["tables"].take()
    };
    let original = fixture("forms/penalties.html");
    let want = serde_json::json!({"penalties": {"total": {"warning": 12, "fine": 34, "amount": 5.6}}});
    assert_eq!(json(&original), want);
    for extension in ["docx", "xlsx", "html", "txt", "json"] {
        let output = folder.path().join("out").with_extension(extension);
        let ran = run(&[original.as_os_str(), output.as_os_str(), "--form".as_ref(), form.as_ref()]);
        assert_eq!((ran.status, &*ran.stderr), (0, ""), "{extension}");
        assert_eq!(json(&output), want, "{extension}");
    }
    let shown = run(&["show".as_ref(), original.as_os_str()]);
    assert!(shown.text().contains("普通文档"), "{shown:?}");
}

#[test]
fn a_blank_of_ones_own_form_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let blank = folder.path().join("blank.xlsx").to_string_lossy().into_owned();
    let form = form("penalties.toml");
    let ran = run(&["new", "--org", "青溪县司法局", "--year", "2024", "--form", &form, &blank]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let shown = run(&["show", &blank, "--form", &form]);
    for said in ["青溪县司法局2024年行政处罚实施情况统计表", "罚没金额"] {
        assert!(shown.text().contains(said), "{shown:?}");
    }
}

#[test]
fn a_wrong_form_is_refused_with_every_error_in_its_place() {
    let ran = run(&["forms", "--form", &form("wrong/equal_ids.toml")]);
    assert_eq!(ran.status, 2);
    for said in ["equal_ids.toml：这个表样写得不对", "第9行第46个字符：有两列的 id 都是“warning”", "办法："]
    {
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
    let ran = run(&["forms", "--form", "nope"]);
    assert!(ran.stderr.contains("没有“nope”这个表样，也没有这个文件"), "{}", ran.stderr);
}

#[test]
fn forms_beside_the_settings_are_found_by_themselves() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("forms")).unwrap();
    fs::create_dir(folder.path().join("reports")).unwrap();
    fs::copy(fixture("forms/penalties.toml"), folder.path().join("forms/a.toml")).unwrap();
    fs::copy(fixture("forms/penalties.html"), folder.path().join("reports/p.html")).unwrap();
    let run_below = |arguments: &[&str]| {
        let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
        let mut command = program(&arguments);
        command.current_dir(folder.path().join("reports"));
        finish(command, b"")
    };
    let is_plain = |arguments: &[&str]| run_below(arguments).text().contains("普通文档");
    assert!(is_plain(&["show", "p.html"]));
    fs::write(folder.path().join("repconv.toml"), "").unwrap();
    assert!(!is_plain(&["show", "p.html"]));
    assert_eq!(run_below(&["check", "p.html"]).status, 0);
    assert!(!is_plain(&["check", "p.html"]) && is_plain(&["check", "p.html", "--no-config"]));
    fs::write(folder.path().join("forms/b.toml"), "id = 1").unwrap();
    let ran = run_below(&["show", "p.html"]);
    assert!(ran.status == 2 && ran.stderr.contains("b.toml：这个表样写得不对"), "{ran:?}");
}
