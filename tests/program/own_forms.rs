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
    let more = run(&["forms", "--form", &form("petitions.toml")]);
    assert!(more.text().contains("petitions"), "{}", more.text());
}

#[test]
fn a_report_of_ones_own_form_is_converted_both_ways() {
    let folder = tempfile::tempdir().unwrap();
    let form = form("petitions.toml");
    let json = |input: &Path| {
        let input = input.to_string_lossy();
        let ran = run(&[&*input, "-", "-t", "json", "--form", &form]);
        assert_eq!(ran.status, 0, "{ran:?}");
        let mut report: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
        assert_eq!(report["edition"], "petitions");
        assert_eq!(report["organization"], "青溪县司法局", "{input}");
        assert_eq!(report["title"], "青溪县司法局2024年信访事项办理情况统计表", "{input}");
        assert_eq!(report["year"], 2024);
        report["tables"].take()
    };
    let original = fixture("forms/petitions.html");
    let want = serde_json::json!({"petitions": {"total": {"letters": 12, "visits": 34, "amount": 5.6}}});
    assert_eq!(json(&original), want);
    for extension in ["docx", "xlsx", "html", "txt", "json"] {
        let output = folder.path().join("out").with_extension(extension);
        let paths = [original.as_os_str(), output.as_os_str()];
        let ran = run(&[&paths[..], &["--form".as_ref(), form.as_ref(), "-q".as_ref()]].concat());
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
    let form = form("petitions.toml");
    let ran = run(&["new", "--org", "青溪县司法局", "--year", "2024", "--form", &form, &blank]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let shown = run(&["show", &blank, "--form", &form]);
    for said in ["青溪县司法局2024年信访事项办理情况统计表", "救助金额"] {
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
    fs::copy(fixture("forms/petitions.toml"), folder.path().join("forms/a.toml")).unwrap();
    fs::copy(fixture("forms/petitions.html"), folder.path().join("reports/p.html")).unwrap();
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
fn blanks_are_filled_and_totals_with_their_sums() {
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(fixture("forms/relations.html")).unwrap();
    let input = folder.path().join("blanks.html");
    fs::write(&input, text.replace("<td>0</td><td>16</td>", "<td></td><td></td>")).unwrap();
    let input = input.to_string_lossy();
    let ran =
        run(&["fix", &input, "-", "-t", "json", "--fill-blanks", "0", "--form", &form("relations.toml")]);
    let fixed: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(fixed["tables"]["penalties"]["county"]["other"], 0, "{ran:?}");
    assert_eq!(fixed["tables"]["penalties"]["county"]["total"], 15);
}

/// Converts a report to every format and back, and checks that the report is the same.
pub(super) fn stays_the_same(input: &Path, options: &[&str]) -> serde_json::Value {
    let folder = tempfile::tempdir().unwrap();
    let json = |input: &Path| {
        let arguments = [input.as_os_str(), "-".as_ref(), "-t".as_ref(), "json".as_ref()];
        let ran = run(&arguments.into_iter().chain(options.iter().map(OsStr::new)).collect::<Vec<_>>());
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        serde_json::from_slice::<serde_json::Value>(&ran.stdout).unwrap()
    };
    let want = json(input);
    for extension in ["docx", "xlsx", "html", "txt", "json"] {
        let output = folder.path().join("out").with_extension(extension);
        // GBK has no ☑.
        let utf8: &[&str] = if extension == "txt" { &["--encoding", "utf-8"] } else { &[] };
        let arguments = [input.as_os_str(), output.as_os_str()].into_iter();
        let ran = run(&arguments.chain(options.iter().chain(utf8).map(OsStr::new)).collect::<Vec<_>>());
        assert_eq!(ran.status, 0, "{extension}: {}", ran.stderr);
        assert_eq!(json(&output), want, "{extension}");
    }
    want
}

#[test]
fn statistics_of_law_enforcement_are_converted_both_ways() {
    let one = stays_the_same(&fixture("forms/law-enforcement/one.html"), &[]);
    assert_eq!(
        (&one["edition"], &one["organization"]),
        (&"law-enforcement-2021".into(), &"青溪县市场监督管理局".into())
    );
    let penalties = &one["tables"]["penalties"]["1"];
    assert_eq!((&penalties["fine"], &penalties["total"]), (&25.into(), &36.into()));
    assert_eq!(penalties["amount"]["raw"], "125000元", "never taken as 万元");
    assert_eq!(one["tables"]["coercion"]["1"]["execution.total"], 3);
    assert_eq!(one["tables"]["coercion"]["1"]["total"], 21);
    let county = stays_the_same(&fixture("forms/law-enforcement/county.html"), &[]);
    assert_eq!(county["edition"], "law-enforcement-2021-county");
    assert_eq!(county["tables"]["permits"]["10"]["body"]["raw"], "东山镇人民政府");
    assert_eq!(county["tables"]["penalties"]["total"]["amount"], 2780);
}

#[test]
fn a_table_of_pairs_with_cells_of_all_kinds_is_converted_both_ways() {
    let form = fixture("forms/kinds.toml").to_string_lossy().into_owned();
    let report = stays_the_same(&fixture("forms/kinds.html"), &["--form", &form]);
    let facts = &report["tables"]["facts"]["1"];
    assert_eq!((&facts["share"]["raw"], &facts["online"]["raw"]), (&"62.50%".into(), &"☑是 □否".into()));
    assert_eq!((&facts["staff"], facts["cost"].to_string()), (&6.into(), "12.8".to_owned()));
}
