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

#[test]
fn relations_are_checked_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let form = form("relations.toml");
    let original = fixture("forms/relations.html");
    let messages = |input: &Path, more: &[&str]| -> Vec<String> {
        let input = input.to_string_lossy();
        let ran = run(&[&["check", &*input, "--form", &form, "--select", "A"], more].concat());
        let lines = ran.text().lines().filter_map(|line| line.split_once(" A00"));
        lines.map(|(_, message)| message.to_owned()).collect()
    };
    let want = [
        "7 县本级行：结转下年 2，应当等于受理数量 30 + 上年结转 2 - 许可数量 28 - 不予许可数量 1 = 3，相差 1",
        "7 县本级行：合计 16，各列之和 15（警告 10 + 罚款 5），相差 1；表样说：合计不等于各类行政处罚之和；\
         疑似笔误：处罚表 县本级 · 合计 现为 16，改为 15 则有关的 2 处都平",
        "7 合计列：合计 31，各行之和 32（县本级 16 + 乡镇 16），相差 1；\
         疑似笔误：处罚表 县本级 · 合计 现为 16，改为 15 则有关的 2 处都平",
        "8 县本级行：罚款 5 大于 0，这时罚没金额 0，应当大于 0；表样说：有罚款就应当有罚没金额",
    ];
    assert_eq!(messages(&original, &[]), want);
    for extension in ["docx", "xlsx", "html", "txt", "json"] {
        let output = folder.path().join("out").with_extension(extension);
        let ran = run(&[original.as_os_str(), output.as_os_str(), "--form".as_ref(), form.as_ref()]);
        assert_eq!(ran.status, 1, "{extension}: {ran:?}");
        let mut found = messages(&output, &[]);
        found.sort_by_key(|message| want.iter().position(|want| want == message));
        assert_eq!(found, want, "{extension}");
    }
    let previous = folder.path().join("2023.html");
    let text = fs::read_to_string(&original).unwrap();
    fs::write(
        &previous,
        text.replace("2024年", "2023年").replace("<td>2</td><td>2</td>", "<td>5</td><td>2</td>"),
    )
    .unwrap();
    let with_previous = messages(&original, &["--previous", &previous.to_string_lossy()]);
    let carried =
        "7 县本级行：上年结转 2，应当等于上年结转下年 5，相差 3；表样说：上年结转就是上一年报告的结转下年";
    assert!(with_previous.iter().any(|message| message == carried), "{with_previous:?}");
}

#[test]
fn blanks_are_filled_but_not_totals_of_figures() {
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(fixture("forms/relations.html")).unwrap();
    let input = folder.path().join("blanks.html");
    fs::write(&input, text.replace("<td>0</td><td>16</td>", "<td></td><td></td>")).unwrap();
    let input = input.to_string_lossy();
    let ran =
        run(&["fix", &input, "-", "-t", "json", "--fill-blanks", "0", "--form", &form("relations.toml")]);
    let fixed: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(fixed["tables"]["penalties"]["county"]["other"], 0, "{ran:?}");
    assert_eq!(fixed["tables"]["penalties"]["county"]["total"], serde_json::Value::Null);
}
