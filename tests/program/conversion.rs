//! Conversion: what is written, what is said, and the exit status.

use serde_json::{Value, json};

use super::*;

#[test]
fn a_page_in_gbk_comes_out_in_one_encoding() {
    let (folder, seed) = folder();
    let (template, output) = (folder.path().join("站.html"), folder.path().join("年报.html"));
    let page = "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"><title>$title$</title>\
        </head><body><nav>$SiteName$首页</nav><p>发布：$PubDate$</p>$body$</body></html>";
    let (bytes, _, _) = encoding_rs::GBK.encode(page);
    fs::write(&template, &bytes).unwrap();
    let write = |more: &[&str]| {
        let all = [seed.as_os_str(), output.as_os_str(), "--template".as_ref(), template.as_os_str()];
        run(&all.into_iter().chain(more.iter().map(OsStr::new)).collect::<Vec<_>>())
    };
    assert_refused(&write(&[]), "站.html 第 1 行：$SiteName$ 没有值");
    let ran = write(&["--set", "SiteName=青溪县<政府>网", "-q"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let page = fs::read_to_string(&output).unwrap();
    assert!(page.contains("content=\"text/html; charset=utf-8\""), "{page}");
    assert!(page.contains("<nav>青溪县&lt;政府&gt;网首页</nav><p>发布：2022-01-28"), "{page}");
    fs::write(&template, "<h1>$titel$</h1>$body$").unwrap();
    assert_refused(&write(&["--overwrite"]), "站.html 第 1 行：没有 $titel$ 这个位置");
}

#[test]
fn a_page_with_a_heading_of_its_own_has_the_title_once_and_is_read_back_the_same() {
    let (folder, seed) = folder();
    let (template, output) = (folder.path().join("站.html"), folder.path().join("年报.html"));
    let json = |path: &Path| {
        run(&[path.as_os_str(), "-".as_ref(), "-t".as_ref(), "json".as_ref(), "-q".as_ref()]).stdout
    };
    // The table of properties names the report, too.
    let mut without_heading = 0;
    for (heading, more) in [
        ("", 0),
        ("<h1>$title$</h1>", 0),
        ("<div class=\"title\"><strong>$ArticleTitle$</strong></div>", 0),
        ("<p>当前位置：首页 &gt; $title$</p>", 1),
    ] {
        let page = format!(
            "<html><head><title>$title$</title></head><body>\n{heading}\n<main>$body$</main></body></html>"
        );
        fs::write(&template, page).unwrap();
        let ran = run(&[
            seed.as_os_str(),
            output.as_os_str(),
            "--template".as_ref(),
            template.as_os_str(),
            "--overwrite".as_ref(),
            "-q".as_ref(),
        ]);
        assert_eq!(ran.status, 0, "{heading}: {ran:?}");
        let page = fs::read_to_string(&output).unwrap();
        let shown = page
            .split_once("<body>")
            .unwrap()
            .1
            .replace("<span style=\"display:inline-block\">", "")
            .replace("</span>", "")
            .replace("<wbr>", "");
        let count = shown.matches("年政府信息公开工作年度报告").count();
        if heading.is_empty() {
            without_heading = count;
        }
        assert_eq!(count, without_heading + more, "{heading}: {shown}");
        assert_eq!(json(&output), json(&seed), "{heading}");
    }
}

#[test]
fn a_page_with_a_place_for_the_chart_has_it_there_alone() {
    let (folder, _) = folder();
    let report = fixture("rules/2021.json");
    let (template, output) = (folder.path().join("站.html"), folder.path().join("年报.html"));
    let written = |page: &str, more: &[&str]| {
        fs::write(&template, page).unwrap();
        let all = [report.as_os_str(), output.as_os_str(), "--template".as_ref(), template.as_os_str()];
        let more = ["-q", "--overwrite"].iter().chain(more).map(OsStr::new);
        let ran = run(&all.into_iter().chain(more).collect::<Vec<_>>());
        assert!(ran.status <= 1, "{ran:?}");
        fs::read_to_string(&output).unwrap()
    };
    let placed = written("<aside>$chart$</aside><main>$body$</main>", &[]);
    assert!(placed.starts_with("<aside><figure class=\"chart\">"), "{placed}");
    assert_eq!(placed.matches("<figure").count(), 1);
    assert_eq!(written("<aside>$chart$</aside><main>$body$</main>", &["--charts"]), placed);
    let at_the_end = written("<main>$body$</main>", &["--charts"]);
    assert!(at_the_end.ends_with("</figure>\n</div>\n</main>"), "{at_the_end}");
    assert!(!written("<main>$body$</main>", &[]).contains("<figure"));
}

#[test]
fn places_of_a_page_that_stay_empty_are_named() {
    let (folder, _) = folder();
    let report = fixture("rules/2021.json");
    let (template, output) = (folder.path().join("站.html"), folder.path().join("年报.html"));
    fs::write(&template, "<p>$PubDate$ $Keywords$ $Author$</p>$body$$chart$").unwrap();
    let said = |report: &Path, more: &[&str]| {
        let all = [report.as_os_str(), output.as_os_str(), "--template".as_ref(), template.as_os_str()];
        let more = ["--overwrite"].iter().chain(more).map(OsStr::new);
        let ran = run(&all.into_iter().chain(more).collect::<Vec<_>>());
        ran.stderr.lines().filter(|line| line.contains("模板里的")).map(str::to_owned).collect::<Vec<_>>()
    };
    let lines = said(&report, &[]);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(
        lines[0].ends_with(
            "模板里的 $PubDate$、$Keywords$ 是空的，报告里没有写；请加 --set PubDate=… --set Keywords=…"
        ),
        "{lines:?}"
    );
    assert!(said(&report, &["-q"]).is_empty());
    let given = ["--set", "PubDate=2023-01-20", "--set", "Keywords="];
    assert!(said(&report, &given).is_empty());
    let uncertain = folder.path().join("不准.json");
    let mut changed: Value = serde_json::from_slice(&fs::read(&report).unwrap()).unwrap();
    changed["tables"]["requests"]["received"]["total"] = json!({"raw": "约27"});
    fs::write(&uncertain, changed.to_string()).unwrap();
    let lines = said(&uncertain, &given);
    // The columns of the row have their sum.
    assert!(lines.is_empty(), "{lines:?}");
    changed["tables"]["requests"]["received"]["natural_person"] = json!({"raw": "约20"});
    fs::write(&uncertain, changed.to_string()).unwrap();
    let lines = said(&uncertain, &given);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("$chart$ 处没有图"), "{lines:?}");
}

#[test]
fn writes_the_output_and_says_nothing_when_all_is_well_or_quiet() {
    let (folder, seed) = folder();
    let output = folder.path().join("年报.JSON");
    let ran = run(&[seed.as_os_str(), output.as_os_str(), "-q".as_ref()]);
    assert!(ran.status <= 1, "{ran:?}");
    assert!(ran.stdout.is_empty() && ran.stderr.is_empty(), "{ran:?}");
    assert!(fs::read_to_string(&output).unwrap().contains("阿克陶镇"));
    assert_eq!(names_in(folder.path()).len(), 2, "no temporary file is left");
}

#[test]
fn tells_findings_on_standard_error_with_a_count() {
    let (folder, seed) = folder();
    let output = folder.path().join("out.json");
    let ran = run(&[seed.as_os_str(), output.as_os_str()]);
    assert!(ran.stdout.is_empty());
    assert!(!ran.stderr.contains('\u{1b}'), "plain in a pipe: {}", ran.stderr);
    if !ran.stderr.is_empty() {
        let name = seed.to_string_lossy();
        let (findings, count) = ran.stderr.trim_end().rsplit_once('\n').expect("a count line");
        assert!(findings.lines().all(|line| line.starts_with(&*name)), "{}", ran.stderr);
        assert!(count.contains("个错误") || count.contains("条"), "{count}");
    }
    assert_eq!(ran.status == 1, ran.stderr.contains("个错误"));
}

#[test]
fn goes_from_standard_input_to_standard_output() {
    let seed = fs::read(fixture("reports/akto_2021/seed.txt")).unwrap();
    let ran = run_with_input(&["-", "-", "-t", "json", "-q"], &seed);
    assert!(ran.status <= 1, "{ran:?}");
    assert!(ran.text().starts_with('{'), "{}", ran.text());
    let (folder, seed) = folder();
    let output = folder.path().join("out.json");
    run(&[seed.as_os_str(), output.as_os_str(), "-q".as_ref()]);
    assert_eq!(fs::read(output).unwrap(), ran.stdout);
}

#[test]
fn replaces_an_output_only_on_demand() {
    let (folder, seed) = folder();
    let output = folder.path().join("out.json");
    fs::write(&output, "old").unwrap();
    let arguments = [seed.as_os_str(), output.as_os_str(), "-q".as_ref(), "--overwrite".as_ref()];
    assert_eq!(run(&arguments[..3]).status, 2);
    assert_eq!(fs::read(&output).unwrap(), b"old");
    assert!(run(&arguments).status <= 1);
    assert_ne!(fs::read(&output).unwrap(), b"old");
}

#[test]
fn encodes_text_as_asked_and_gbk_by_default() {
    let (folder, seed) = folder();
    let written = |name: &str, encoding: &[&str]| {
        let output = folder.path().join(name);
        let mut arguments = vec![seed.as_os_str(), output.as_os_str(), "-q".as_ref()];
        arguments.extend(encoding.iter().map(OsStr::new));
        let ran = run(&arguments);
        assert!(ran.status <= 1, "{ran:?}");
        fs::read(output).unwrap()
    };
    let organization = "阿克陶镇";
    let gbk: &[u8] = &[0xb0, 0xa2, 0xbf, 0xcb, 0xcc, 0xd5, 0xd5, 0xf2];
    assert!(written("gbk.txt", &[]).windows(gbk.len()).any(|window| window == gbk));
    let utf8 = String::from_utf8(written("utf8.txt", &["--encoding", "UTF-8"])).unwrap();
    assert!(utf8.contains(organization));
    assert!(written("bom.txt", &["--encoding", "utf-8-bom"]).starts_with(b"\xef\xbb\xbf"));
    assert!(written("utf16.txt", &["--encoding", "utf-16le"]).starts_with(b"\xff\xfe"));
}

/// A report with an unbalanced table, as text.
fn unbalanced() -> Vec<u8> {
    fs::read(fixture("cli/unbalanced.txt")).unwrap()
}

#[test]
fn with_errors_is_done_and_says_so_in_the_status() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("out.json");
    let ran = run_with_input(&["-".as_ref(), output.as_os_str()], &unbalanced());
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.stderr.contains("错误 A00"), "{}", ran.stderr);
    assert!(output.exists());
}

#[test]
fn with_errors_writes_nothing_when_strict() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("out.json");
    for quiet in [&[][..], &["-q".as_ref()]] {
        let mut arguments: Vec<&OsStr> = vec!["-".as_ref(), output.as_os_str(), "--strict".as_ref()];
        arguments.extend_from_slice(quiet);
        let ran = run_with_input(&arguments, &unbalanced());
        assert_eq!(ran.status, 1, "{ran:?}");
        assert!(ran.stderr.contains("没有写出文件"), "{}", ran.stderr);
        assert!(names_in(folder.path()).is_empty());
    }
}

#[test]
fn lists_characters_that_the_encoding_lacks_and_writes_nothing_unless_lossy() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("out.txt");
    let report =
        String::from_utf8(unbalanced()).unwrap().replace("总体情况\n", "总体情况\n\n向𠮷祥村公开。\n");
    let ran = run_with_input(&["-".as_ref(), output.as_os_str(), "-q".as_ref()], report.as_bytes());
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.stderr.contains("𠮷") && ran.stderr.contains("U+20BB7"), "{}", ran.stderr);
    assert!(ran.stderr.contains("行“"), "with its place: {}", ran.stderr);
    assert!(names_in(folder.path()).is_empty());
    let arguments = ["-".as_ref(), output.as_os_str(), "-q".as_ref(), "--lossy".as_ref()];
    assert_eq!(run_with_input(&arguments, report.as_bytes()).status, 1);
    assert!(output.exists());
}

#[test]
fn writes_nothing_that_would_be_read_otherwise_unless_lossy() {
    let folder = tempfile::tempdir().unwrap();
    let json = run_with_input(&["-", "-", "-t", "json", "-q"], &unbalanced()).stdout;
    let mut report: Value = serde_json::from_slice(&json).unwrap();
    // The mark for a cell that the report has not.
    let cell = json!({"raw": "（无此格）", "value": null});
    report["tables"]["requests"]["received"]["natural_person"] = cell;
    let report = report.to_string();
    for name in ["out.docx", "out.xlsx", "out.html", "out.txt"] {
        let output = folder.path().join(name);
        let ran = run_with_input(&["-".as_ref(), output.as_os_str(), "-q".as_ref()], report.as_bytes());
        assert_eq!(ran.status, 2, "{ran:?}");
        let expected = "没有写出文件：表二 本年新收 · 自然人是“（无此格）”，会读成没有";
        assert!(ran.stderr.contains(expected) && ran.stderr.contains("--lossy"), "{}", ran.stderr);
        assert!(names_in(folder.path()).is_empty());
        let arguments = ["-".as_ref(), output.as_os_str(), "-q".as_ref(), "--lossy".as_ref()];
        assert_eq!(run_with_input(&arguments, report.as_bytes()).status, 1);
        fs::remove_file(output).unwrap();
    }
}

#[test]
fn of_no_report_is_that_of_an_ordinary_document() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("out.json");
    let novel = "第一回\n\n话说天下大势，分久必合，合久必分。\n".repeat(20);
    let ran = run_with_input(&["-".as_ref(), output.as_os_str()], novel.as_bytes());
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.stderr.contains("按普通文档转换：没有认出已知的表样"), "{ran:?}");
    let form = ["-".as_ref(), output.as_os_str(), "--form".as_ref(), "2021".as_ref(), "--overwrite".as_ref()];
    assert_refused(&run_with_input(&form, novel.as_bytes()), "stdin：这不是政府信息公开工作年度报告");
}

#[test]
fn takes_page_and_styles_from_a_house_document() {
    let (folder, seed) = folder();
    let output = folder.path().join("out.docx");
    let reference = fixture("reports/akto_2021/pydocx.docx");
    let arguments = [
        seed.as_os_str(),
        output.as_os_str(),
        "-q".as_ref(),
        "--reference-doc".as_ref(),
        reference.as_os_str(),
    ];
    assert!(run(&arguments).status <= 1);
    let written = fs::read(&output).unwrap();
    fs::remove_file(&output).unwrap();
    assert!(run(&arguments[..3]).status <= 1);
    assert_ne!(fs::read(&output).unwrap(), written);
}

#[test]
fn refuses_a_house_document_that_is_none() {
    let (folder, seed) = folder();
    let output = folder.path().join("out.docx");
    for (reference, what) in [
        ("documents/near/prices.xlsx", "prices.xlsx：这个文件不能用作模板：内容是 Excel 工作簿（xlsx 格式）"),
        ("reports/akto_2021/lo.doc", "lo.doc：这个文件不能用作模板：内容是 Word 97-2003 文档"),
        ("bad/password.docx", "password.docx：这个 docx 文件有密码保护"),
        ("bad/absent.docx", "absent.docx：找不到这个文件"),
    ] {
        let reference = fixture(reference);
        let ran =
            run(&[seed.as_os_str(), output.as_os_str(), "--reference-doc".as_ref(), reference.as_os_str()]);
        assert_refused(&ran, what);
        assert!(!output.exists());
    }
    let page = folder.path().join("out.html");
    let reference = fixture("reports/akto_2021/pydocx.docx");
    let ran = run(&[seed.as_os_str(), page.as_os_str(), "--reference-doc".as_ref(), reference.as_os_str()]);
    assert_refused(&ran, "--reference-doc 只用于输出 Word 文档");
}

#[test]
fn a_title_that_text_cannot_hold_is_written_with_a_warning() {
    let folder = TempDir::new().unwrap();
    let seed = fs::read_to_string(fixture("rules/2021.json")).unwrap();
    let mut report: serde_json::Value = serde_json::from_str(&seed).unwrap();
    report["title"] = format!("来源：{}", report["title"].as_str().unwrap()).into();
    let (input, output) = (folder.path().join("in.json"), folder.path().join("out.txt"));
    fs::write(&input, report.to_string()).unwrap();
    let ran = run(&[input.as_os_str(), output.as_os_str(), OsStr::new("--encoding=utf-8")]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("提醒：") && ran.stderr.contains("再读时会少“来源："), "{}", ran.stderr);
    assert!(fs::read_to_string(&output).unwrap().starts_with("来源："));
}

#[test]
fn merged_cells_that_csv_does_not_have_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("a.html"), folder.path().join("a.csv"));
    for (merged, said) in
        [("<td>出席</td><td>人员</td>", None), ("<td colspan=2>出席人员</td>", Some("“出席人员”"))]
    {
        let page = format!(
            "<h1>会议纪要</h1><table border=1><tr>{merged}<td>备注</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>"
        );
        fs::write(&input, page).unwrap();
        let ran = run(&[input.as_os_str(), output.as_os_str(), "--overwrite".as_ref()]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        assert_eq!(ran.stderr.contains("合并的单元格没有保留"), said.is_some(), "{}", ran.stderr);
        assert!(said.is_none_or(|said| ran.stderr.contains(said)), "{}", ran.stderr);
    }
}

/// A table of a report that is none of its form is a table as any other.
#[test]
fn merged_cells_beside_the_tables_of_a_form_are_reported() {
    let folder = TempDir::new().unwrap();
    let seed = fs::read_to_string(fixture("rules/2021.json")).unwrap();
    let mut report: serde_json::Value = serde_json::from_str(&seed).unwrap();
    let table = serde_json::json!({"type": "table", "rows": [
        [{"text": "举办培训情况", "colspan": 2, "rowspan": 1}],
        [{"text": "场次", "colspan": 1, "rowspan": 1}, {"text": "3", "colspan": 1, "rowspan": 1}],
    ]});
    report["sections"][0]["body"].as_array_mut().unwrap().push(table);
    let input = folder.path().join("in.json");
    fs::write(&input, report.to_string()).unwrap();
    for (name, is_kept) in
        [("a.docx", true), ("a.html", true), ("a.xlsx", true), ("a.csv", false), ("a.txt", false)]
    {
        let output = folder.path().join(name);
        let ran = run(&[input.as_os_str(), output.as_os_str()]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let said = "有 1 个合并的单元格没有保留，如“举办培训情况”";
        assert_eq!(!ran.stderr.contains(said), is_kept, "{name}: {}", ran.stderr);
    }
}

#[test]
fn merged_cells_that_text_cannot_draw_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("a.html");
    for (rows, is_drawn) in [(3, true), (300, false)] {
        let row = |at| format!("<tr><td>第{at}项</td><td>{at}</td></tr>");
        let rows: String = (1..=rows).map(row).collect();
        let page =
            format!("<h1>会议纪要</h1><table border=1><tr><td colspan=200>出席人员</td></tr>{rows}</table>");
        fs::write(&input, page).unwrap();
        let output = folder.path().join("a.txt");
        let ran = run(&[input.as_os_str(), output.as_os_str(), "--overwrite".as_ref()]);
        let said = "有 1 个合并的单元格没有保留，如“出席人员”；文件里写有这段文字，表格里的数不受影响";
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        assert_eq!(!ran.stderr.contains(said), is_drawn, "{}", ran.stderr);
    }
}
