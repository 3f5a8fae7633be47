//! `repconv check`, `rules` and `fix`.

use super::*;

const SEED: &str = "fixtures/reports/akto_2021/gbk_cells.txt";
const CHECK: &[&str] = &["check", "--no-config"];

/// A sound report of the rules' fixtures with text in it exchanged, in a folder of the test's own.
fn report(folder: &TempDir, name: &str, changes: &[(&str, &str)]) -> PathBuf {
    let mut text = fs::read_to_string("fixtures/rules/2021.json").unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    path
}

fn check(paths: &[&Path], more: &[&str]) -> Ran {
    let mut arguments: Vec<&OsStr> = CHECK.iter().map(OsStr::new).collect();
    arguments.extend(paths.iter().map(|path| path.as_os_str()));
    arguments.extend(more.iter().map(OsStr::new));
    run(&arguments)
}

#[test]
fn findings_are_lines_with_a_summary() {
    let ran = run(&["check", "--no-config", SEED]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.text().contains("提醒 D001 落款日期“20221月21日”不是一个完整的日期，应为“2022年1月21日”"));
    assert!(
        ran.text().ends_with("检查了 1 份报告，0 份没有问题；共 0 个错误，4 条提醒，1 条说明\n"),
        "{}",
        ran.text()
    );
    assert_eq!(ran.stderr, "");
    let ran = run(&["check", "--no-config", SEED, "--lang", "en", "--select", "D"]);
    assert!(
        ran.text()
            .ends_with("1 reports checked, 0 without errors or warnings; errors: 0, warnings: 2, notes: 0\n")
    );
}

#[test]
fn the_exit_status_tells_errors_and_unreadable_files() {
    let folder = TempDir::new().unwrap();
    let sound = report(&folder, "1.json", &[]);
    let wrong = report(&folder, "2.json", &[("2022年政府", "20XX年政府")]);
    assert_eq!(check(&[&sound], &[]).status, 0);
    assert_eq!(check(&[&sound, &wrong], &[]).status, 1);
    assert_eq!(check(&[&wrong], &["--severity", "S008=warning"]).status, 0);
    assert_eq!(check(&[&wrong], &["--ignore", "template-leftover"]).status, 0);
    fs::write(folder.path().join("3.docx"), b"PK\x03\x04 cut off").unwrap();
    let ran = check(&[folder.path()], &["--select", "S"]);
    assert_eq!(ran.status, 2);
    assert!(ran.text().contains("3.docx: 读不了 "), "{}", ran.text());
    assert!(ran.text().contains("2.json: 错误 S008"), "the others are still checked: {}", ran.text());
    assert!(ran.text().contains("1 个文件读不了"), "{}", ran.text());
    let ran = check(&[&folder.path().join("*.json")], &["--select", "S"]);
    assert!(ran.text().contains("检查了 2 份报告"), "what the shell of Windows leaves to us: {}", ran.text());
}

#[test]
fn every_output_format_is_written_and_none_over_the_input() {
    let folder = TempDir::new().unwrap();
    for (format, start) in [
        ("text", "fixtures"),
        ("json", "{"),
        ("sarif", "{"),
        ("junit", "<?xml"),
        ("html", "<!DOCTYPE html>"),
        ("xlsx", "PK"),
    ] {
        let ran = run(&["check", "--no-config", SEED, "--format", format]);
        assert_eq!(ran.status, 0, "{format}: {}", ran.stderr);
        assert!(String::from_utf8_lossy(&ran.stdout).starts_with(start), "{format}");
    }
    let output = folder.path().join("检查.html");
    let ran = check(&[Path::new(SEED)], &["-o", output.to_str().unwrap()]);
    assert_eq!((ran.status, ran.text()), (0, ""), "{}", ran.stderr);
    assert!(fs::read_to_string(&output).unwrap().contains("D001"));
    let ran = check(&[Path::new(SEED)], &["-o", output.to_str().unwrap()]);
    assert_eq!(ran.status, 2, "nothing is overwritten");
    let own = report(&folder, "own.json", &[]);
    let ran = check(&[&own], &["-o", own.to_str().unwrap(), "--overwrite"]);
    assert_eq!(ran.status, 2, "least of all the input");
}

#[test]
fn a_report_is_held_against_last_years() {
    let folder = TempDir::new().unwrap();
    let this_year = report(&folder, "2022.json", &[]);
    let last_year = [
        ("2022年", "2021年"),
        ("2023年1月21日", "2022年1月21日"),
        ("2023-01-21", "2022-01-21"),
        ("\"year\": 2022", "\"year\": 2021"),
    ];
    let previous = folder.path().join("上年");
    fs::create_dir(&previous).unwrap();
    let last = report(&folder, "上年/2021.json", &last_year);
    for by in [["--previous", last.to_str().unwrap()], ["--previous-dir", previous.to_str().unwrap()]] {
        let ran = check(&[&this_year], &[&by[..], &["--select", "Y"]].concat());
        assert!(ran.text().contains(" Y001 "), "{by:?} {}", ran.text());
    }
    // A report of another year is said to be one; it is no crash.
    let ran = check(&[&this_year], &["--previous", this_year.to_str().unwrap(), "--select", "Y"]);
    assert_eq!(ran.status, 1);
    assert!(ran.text().contains(" Y004 "), "{}", ran.text());
    // No report of the year before in the folder: nothing to hold it against.
    let ran = check(&[&last], &["--previous-dir", previous.to_str().unwrap(), "--select", "Y"]);
    assert_eq!(ran.status, 0, "{}", ran.text());
    let said = "1 份报告没有与上一年核对，";
    assert!(
        ran.stderr.starts_with(said) && ran.stderr.contains("里没有它们单位上一年度的"),
        "{}",
        ran.stderr
    );
}

#[test]
fn last_years_reports_are_matched_by_names_that_surely_mean_one_body() {
    let folder = TempDir::new().unwrap();
    let own =
        serde_json::from_str::<serde_json::Value>(&fs::read_to_string("fixtures/rules/2021.json").unwrap());
    let own = own.unwrap()["organization"].as_str().unwrap().to_owned();
    let year = [
        ("2022年", "2021年"),
        ("2023年1月21日", "2022年1月21日"),
        ("2023-01-21", "2022-01-21"),
        ("\"year\": 2022", "\"year\": 2021"),
    ];
    let this_year = report(&folder, "2022.json", &[(own.as_str(), "甲镇人民政府")]);
    fs::create_dir(folder.path().join("上年")).unwrap();
    let options =
        ["--previous-dir", folder.path().join("上年").to_str().unwrap(), "--select", "Y"].map(str::to_owned);
    let run = || check(&[&this_year], &options.each_ref().map(String::as_str));

    let ran = run();
    assert!(
        ran.stderr.contains("里没有读得出单位和年度的报告：") && ran.stderr.contains("2022.json"),
        "{ran:?}"
    );
    report(&folder, "上年/乙.json", &[&year[..], &[(own.as_str(), "乙镇政府")]].concat());
    let ran = run();
    assert!(ran.stderr.contains("里没有它们单位上一年度的："), "{ran:?}");
    let town = [&year[..], &[(own.as_str(), "甲镇政府")]].concat();
    report(&folder, "上年/甲.json", &town);
    let ran = run();
    assert!(ran.text().contains(" Y001 ") && ran.stderr.is_empty(), "{ran:?}");
    report(&folder, "上年/甲（再报）.json", &town);
    assert!(run().stderr.is_empty(), "the same figures again leave no doubt");
    let other = [&town[..], &[("\"in_force\": ", "\"in_force\": 1")]].concat();
    report(&folder, "上年/甲（更正）.json", &other);
    let ran = run();
    assert!(ran.stderr.contains("“甲镇政府”2021 年度的不止一份，数字不同：核对用的是"), "{ran:?}");
    assert!(
        ran.stderr.contains("上年/甲.json，没有用") && ran.stderr.contains("甲（更正）.json\n"),
        "{ran:?}"
    );
}

#[test]
fn missing_and_doubled_reports_are_reported_by_the_roster() {
    let folder = TempDir::new().unwrap();
    let reports = folder.path().join("报送");
    fs::create_dir(&reports).unwrap();
    let inside = |name: &str| {
        let text = fs::read_to_string("fixtures/rules/2021.json").unwrap();
        fs::write(reports.join(name), text).unwrap();
    };
    inside("文化局.json");
    inside("文化局（改）.json");
    let roster = folder.path().join("名单.csv");
    fs::write(&roster, "序号,单位名称\n1,青溪县文化局\n2,青溪县教育局\n,\n3,青溪县教育局\n").unwrap();
    let ran = check(&[&reports], &["--roster", roster.to_str().unwrap(), "--select", "B"]);
    assert_eq!(ran.status, 1);
    let missing: Vec<&str> = ran.text().lines().filter(|line| line.contains(" B003 ")).collect();
    assert_eq!(missing.len(), 1, "{}", ran.text());
    assert!(missing[0].contains("名单.csv") && missing[0].contains("青溪县教育局"), "{missing:?}");
    assert!(ran.text().contains(" B002 "), "{}", ran.text());
    let ran = check(&[&reports], &["--roster", roster.to_str().unwrap(), "--roster-column", "机关"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("没有“机关”这一列"), "{}", ran.stderr);
}

#[test]
fn the_configuration_is_found_upward_and_the_command_line_counts_over_it() {
    let folder = TempDir::new().unwrap();
    let wrong = report(&folder, "2.json", &[("2022年政府", "20XX年政府")]);
    let below = folder.path().join("甲/乙");
    fs::create_dir_all(&below).unwrap();
    let config = folder.path().join("repconv.toml");
    let run_below = |more: &[&str]| {
        let mut arguments = vec![OsStr::new("check"), wrong.as_os_str()];
        arguments.extend(more.iter().map(OsStr::new));
        let mut command = program(&arguments);
        command.current_dir(&below);
        finish(command, b"")
    };
    fs::write(&config, "ignore = [\"D\"]\n[severity]\nS008 = \"info\"\n").unwrap();
    let ran = run_below(&[]);
    assert_eq!(ran.status, 0, "{}", ran.text());
    assert!(ran.text().contains("说明 S008"), "{}", ran.text());
    assert_eq!(run_below(&["--severity", "S008=error"]).status, 1);
    assert_eq!(run_below(&["--no-config"]).status, 1);
    fs::write(&config, "\nignroe = [\"D\"]\n").unwrap();
    let ran = run_below(&[]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("第2行：没有“ignroe”这个键"), "{}", ran.stderr);
}

#[test]
fn rules_are_listed_and_explained() {
    let all = run(&["rules"]);
    assert_eq!(all.status, 0);
    for rule in repconv::validate::rules() {
        assert!(all.text().contains(rule.code) && all.text().contains(rule.name), "{}", rule.code);
        assert!(run(&["rules", rule.code]).text().contains("\n怎样改\n  "), "{}", rule.code);
    }
    assert!(run(&["rules", "unbalanced-requests", "--lang", "en"]).text().contains("\nHow to fix it\n  "));
    assert_eq!(run(&["rules", "A999"]).status, 2);
}

#[test]
fn only_safe_fixes_are_made_and_each_is_reported() {
    let folder = TempDir::new().unwrap();
    let output = folder.path().join("改.json");
    let ran = run(&[OsStr::new("fix"), OsStr::new(SEED), output.as_os_str()]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("落款日期：“20221月21日”改为“2022年1月21日”"), "{}", ran.stderr);
    assert!(ran.stderr.contains("共改动 1 处"), "{}", ran.stderr);
    assert!(ran.stderr.contains("C001"), "blanks stay: {}", ran.stderr);
    assert!(!ran.stderr.contains("按报告内容新排"), "{}", ran.stderr);
    let word = folder.path().join("改.docx");
    let ran = run(&[OsStr::new("fix"), OsStr::new("fixtures/reports/akto_2021/lo.docx"), word.as_os_str()]);
    let at = |words| ran.stderr.find(words).unwrap_or_else(|| panic!("{words}: {}", ran.stderr));
    assert!(at("按报告内容新排") < at("已写出"), "its page headers are not the original's: {}", ran.stderr);
    let filled = folder.path().join("填.json");
    let ran = run(&[
        OsStr::new("fix"),
        OsStr::new(SEED),
        filled.as_os_str(),
        OsStr::new("--fill-blanks"),
        OsStr::new("0"),
    ]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(!ran.stderr.contains("C001"), "{}", ran.stderr);
    assert!(ran.stderr.contains("共改动 15 处"), "{}", ran.stderr);
    let again = run(&[OsStr::new("check"), OsStr::new("--no-config"), filled.as_os_str()]);
    assert!(again.text().contains(" D003 "), "what is no spelling stays: {}", again.text());
    assert!(again.text().ends_with("共 0 个错误，1 条提醒，0 条说明\n"), "{}", again.text());
    let ran = run(&[
        OsStr::new("fix"),
        OsStr::new(SEED),
        filled.as_os_str(),
        OsStr::new("--fill-blanks"),
        OsStr::new("1"),
    ]);
    assert_eq!(ran.status, 2);
}

#[test]
fn a_blank_form_is_written_for_any_body_and_year() {
    let folder = TempDir::new().unwrap();
    let new = |name: &str, more: &[&str]| {
        let output = folder.path().join(name);
        let arguments = [&["new", "--org", "青溪县文化局", "--year", "2022"], more].concat();
        let ran = run(&arguments.iter().map(OsStr::new).chain([output.as_os_str()]).collect::<Vec<_>>());
        (ran, output)
    };
    for name in ["空.docx", "空.xlsx", "空.html", "空.txt", "空.json"] {
        let (ran, output) = new(name, &[]);
        let said = format!("已写出 {}\n", output.display());
        assert_eq!((ran.status, ran.stderr), (0, said), "{name}");
        let shown = run(&[OsStr::new("show"), output.as_os_str()]);
        assert!(
            shown.text().contains("青溪县文化局2022年政府信息公开工作年度报告"),
            "{name}: {}",
            shown.text()
        );
        assert!(shown.text().contains("各表都是空的"), "{name}: {}", shown.text());
    }
    let (ran, output) = new("有上年.xlsx", &["--previous", "fixtures/reports/suqian_2023/gbk_cells.txt"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("报送前请删去"), "{}", ran.stderr);
    assert!(ran.stderr.contains("宿迁"), "another body's report is named as such: {}", ran.stderr);
    assert!(output.exists());
    let blank = folder.path().join("空.json");
    let (ran, _) = new("无数.docx", &["--previous", &blank.to_string_lossy()]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("上年报告里没有可供核对的数，没有写注\n"), "{}", ran.stderr);
    let (ran, _) = new("空.docx", &[]);
    assert_eq!(ran.status, 2, "nothing is overwritten");
    assert_eq!(run(&["new", "--org", "甲", "--year", "1990", "甲.docx"]).status, 2);
}

#[test]
fn a_page_is_not_written_for_sending() {
    let folder = TempDir::new().unwrap();
    for (name, status) in
        [("年报.html", 2), ("年报.json", 2), ("年报.docx", 0), ("年报.odt", 0), ("年报.xlsx", 0)]
    {
        let output = folder.path().join(name);
        let ran = run(&[OsStr::new(SEED), output.as_os_str(), OsStr::new("--final")]);
        assert_eq!((ran.status, output.exists()), (status, status == 0), "{name}: {}", ran.stderr);
        assert_eq!(ran.stderr.contains("--final 只用于"), status == 2, "{name}: {}", ran.stderr);
    }
}

#[test]
fn a_page_of_the_house_goes_around_the_report() {
    let folder = TempDir::new().unwrap();
    let (template, output) = (folder.path().join("站.html"), folder.path().join("年报.html"));
    fs::write(
        &template,
        "<html><head><title>$title$</title>$meta$</head><body><nav>首页</nav>$body$</body></html>",
    )
    .unwrap();
    let write = |output: &Path, template: &Path| {
        run(&[
            OsStr::new(SEED),
            output.as_os_str(),
            OsStr::new("--template"),
            template.as_os_str(),
            OsStr::new("-q"),
        ])
    };
    assert_eq!(write(&output, &template).status, 0);
    let page = fs::read_to_string(&output).unwrap();
    assert!(page.contains("<nav>首页</nav><div class=\"repconv\">") && page.contains("<h1>"), "{page}");
    assert!(page.contains("name=\"ArticleTitle\""), "{page}");
    let json =
        |path: &OsStr| run(&[path, OsStr::new("-"), OsStr::new("-t"), OsStr::new("json"), OsStr::new("-q")]);
    assert_eq!(json(output.as_os_str()).stdout, json(OsStr::new(SEED)).stdout, "it is read back the same");
    fs::write(&template, "<html></html>").unwrap();
    let ran = write(&folder.path().join("2.html"), &template);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("站.html：") && ran.stderr.contains("$body$"), "{}", ran.stderr);
    assert_eq!(write(&folder.path().join("3.docx"), &template).status, 2, "Word has no use for it");
}

#[test]
fn the_encoding_of_the_input_can_be_given() {
    let outcome = |more: &[&str]| {
        let ran = check(&[Path::new(SEED)], more);
        (ran.status, ran.text().to_owned())
    };
    assert_eq!(outcome(&["--input-encoding", "gbk"]), outcome(&[]));
    let (status, text) = outcome(&["--input-encoding", "utf-8"]);
    assert_eq!(status, 2, "a GBK file is no UTF-8: {text}");
    assert_eq!(outcome(&["--encoding", "utf-8"]), (status, text));
}

#[test]
fn a_file_of_findings_lists_each_of_many_like_ones() {
    let folder = TempDir::new().unwrap();
    let (blank, output) = (folder.path().join("空.json"), folder.path().join("结果.txt"));
    let text = fs::read_to_string("fixtures/rules/2021.json").unwrap();
    let mut report: serde_json::Value = serde_json::from_str(&text).unwrap();
    let rows = report["tables"]["requests"].as_object_mut().unwrap();
    for row in rows.values_mut().skip(3).take(6) {
        row.as_object_mut().unwrap().values_mut().for_each(|cell| *cell = serde_json::Value::Null);
    }
    fs::write(&blank, report.to_string()).unwrap();
    let blanks = |text: &str| text.matches(" C001 ").count();
    let (shown, all) = (check(&[&blank], &[]), check(&[&blank], &["-v"]));
    assert_eq!((blanks(shown.text()), blanks(all.text())), (1, 6), "{}", shown.text());
    let line = "（6 处：部分公开、属于国家秘密（不予公开）、其他法律行政法规禁止公开（不予公开） 等），加 -v 逐条列出";
    assert!(shown.text().contains(line), "{}", shown.text());
    check(&[&blank], &["-o", output.to_str().unwrap()]);
    let written = fs::read_to_string(&output).unwrap();
    assert!(blanks(&written) == 6 && !written.contains("-v"), "{written}");
}
