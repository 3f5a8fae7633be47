//! `repconv collect` on folders as offices have them.

use serde_json::{Value, json};

use super::*;

/// A folder of reports: their files, bodies, and requests received.
pub fn folder_of(reports: &[(&str, &str, u32)]) -> TempDir {
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

pub fn collect(folder: &TempDir, arguments: &[&str]) -> Ran {
    let mut command =
        program(&[&["collect", "in"], arguments].concat().into_iter().map(OsStr::new).collect::<Vec<_>>());
    command.current_dir(folder.path());
    finish(command, b"")
}

pub fn collected(folder: &TempDir, arguments: &[&str]) -> Value {
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

/// The text of a workbook's or a document's part.
pub fn part(path: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
    text
}

#[test]
fn the_report_that_counts_of_several_can_be_chosen() {
    let folder = folder_of(&[
        ("in/甲局.json", "青溪县甲局", 11),
        ("in/甲局（定稿）.json", "青溪县甲局", 22),
        ("in/补报/甲局.json", "青溪县甲局", 33),
    ]);
    let ran = collect(&folder, &["-o", "a.xlsx"]);
    assert!(ran.stderr.contains("以哪一份为准，加 --prefer newest、folder 或 name"), "{}", ran.stderr);
    assert!(ran.stderr.contains("有 1 格不同：表二 本年新收 · 总计 22（计入的为 11）"), "{}", ran.stderr);
    let sum = |more: &[&str]| collected(&folder, more)["sums"]["requests/received/total"].clone();
    assert_eq!(sum(&[]), 11);
    assert_eq!(sum(&["--prefer", "name"]), 22);
    assert_eq!(sum(&["--prefer", "folder"]), 33);
    let newest = fs::File::options().write(true).open(folder.path().join("in/甲局.json")).unwrap();
    newest.set_modified(std::time::SystemTime::now() + Duration::from_mins(1)).unwrap();
    assert_eq!(sum(&["--prefer", "newest"]), 11);
    let newest = fs::File::options().write(true).open(folder.path().join("in/补报/甲局.json")).unwrap();
    newest.set_modified(std::time::SystemTime::now() + Duration::from_mins(2)).unwrap();
    assert_eq!(sum(&["--prefer", "newest"]), 33);
    assert_refused(&collect(&folder, &["-o", "b.xlsx", "--prefer", "best"]), "--prefer 的值“best”不对");
}

#[test]
fn as_many_reports_for_two_years_are_told() {
    let folder = folder_of(&[("in/1.json", "甲局", 11), ("in/2.json", "乙局", 22)]);
    let older = folder.path().join("in/2.json");
    let text = fs::read_to_string(&older).unwrap();
    fs::write(&older, text.replace("\"year\":2022", "\"year\":2021").replace("2022年", "2021年")).unwrap();
    let ran = collect(&folder, &["-o", "a.xlsx"]);
    let said = "2021 年度的报告与 2022 年度的一样多，汇总的是较晚的；要汇总别的年度，加 --year 2021";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
    assert!(!collect(&folder, &["-o", "b.xlsx", "--year", "2022"]).stderr.contains("一样多"));
}

#[test]
fn a_sum_that_does_not_hold_is_said_above_its_table_and_turns_red() {
    let folder = folder_of(&[
        ("in/1.json", "青溪县甲局", 11),
        ("in/2.json", "青溪县乙局", 27),
        ("in/3.json", "青溪县丙局", 27),
    ]);
    collect(&folder, &["-o", "a.xlsx", "-q"]);
    let path = folder.path().join("a.xlsx");
    let words = part(&path, "xl/sharedStrings.xml");
    let said = "合计不平（照各单位报告的原数相加）：总计列：本年新收 65 + 上年结转 6 = 71，总计 81 + 结转下年度 6 = 87，\
        相差 16；本年新收行：总计 65，各列之和 81（自然人 60 + 商业企业 12 + 社会公益组织 3 + 法律服务机构 3 + \
        其他（法人或其他组织） 3），相差 16。这张表不平的单位有 1 个：青溪县甲局。";
    assert!(words.contains(said), "{words}");
    let order = part(&path, "xl/workbook.xml");
    let sheets: Vec<&str> =
        order.split("<sheet name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let number = sheets.iter().position(|name| *name == "汇总 表二").unwrap() + 1;
    let sheet = part(&path, &format!("xl/worksheets/sheet{number}.xml"));
    let rules = sheet.matches(",6)&lt;&gt;0)</formula>").count();
    assert!(rules > 20, "{rules} sums turn red: {sheet}");

    let sound = folder_of(&[("in/2.json", "青溪县乙局", 27)]);
    collect(&sound, &["-o", "a.xlsx", "-q"]);
    assert!(!part(&sound.path().join("a.xlsx"), "xl/sharedStrings.xml").contains("合计不平"));
}

#[test]
fn the_summary_that_is_sent_on_names_no_files_and_nobody_missing() {
    let folder = folder_of(&[("in/1.json", "青溪县甲局", 11), ("in/2.json", "青溪县甲局", 22)]);
    fs::write(folder.path().join("名单.txt"), "青溪县甲局\n青溪县乙局\n").unwrap();
    fs::write(folder.path().join("in/青溪县乙局.docx"), b"PK\x03\x04 cut off").unwrap();
    collect(&folder, &["-o", "a.docx", "--roster", "名单.txt"]);
    let text = part(&folder.path().join("a.docx"), "word/document.xml");
    assert!(text.contains("本表由 1 个单位的报告汇总；名单上的 2 个单位中，1 个没有报告在内。"), "{text}");
    assert!(text.contains("勾稽关系不平衡、照报告原数计入的 1 个：青溪县甲局：表二 总计列："), "{text}");
    for hidden in ["乙局", ".json", ".docx", "缺报", "重报"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
    collect(&folder, &["-o", "a.xlsx", "--roster", "名单.txt"]);
    let sheets = part(&folder.path().join("a.xlsx"), "xl/workbook.xml");
    let order: Vec<&str> =
        sheets.split("<sheet name=\"").skip(1).filter_map(|rest| rest.split('"').next()).take(2).collect();
    assert_eq!(order, ["下一步", "缺报与重报"]);
    let words = part(&folder.path().join("a.xlsx"), "xl/sharedStrings.xml");
    for step in ["读不了，请重新报送（1）", "缺报，请催报（1）", "一个单位不止一份，请选定一份（1）"]
    {
        assert!(words.contains(step), "{step}");
    }
}

#[test]
fn slips_say_to_each_body_what_to_mend_and_whom_to_remind() {
    let folder = folder_of(&[("in/甲局.json", "青溪县甲局", 11), ("in/乙局.json", "青溪县乙局", 28)]);
    fs::write(folder.path().join("名单.txt"), "青溪县甲局\n青溪县乙局\n青溪县丙局\n").unwrap();
    fs::write(folder.path().join("in/丁.docx"), b"PK\x03\x04 cut off").unwrap();
    let arguments =
        ["-o", "a.xlsx", "--roster", "名单.txt", "--slips", "修改单", "--org", "青溪县政务公开办公室"];
    let ran = collect(&folder, &arguments);
    assert!(ran.stderr.contains("已写出 修改单（修改通知单 "), "{}", ran.stderr);
    let slips = folder.path().join("修改单");
    let text = |name: &str| fs::read_to_string(slips.join(name)).unwrap().replace('\r', "");
    let dated = |name: &str| {
        let is_date = |line: &str| repconv::model::date::Date::parse(line.trim()).is_some();
        let line =
            |line: &str| if is_date(line) { "        （日期）".to_owned() } else { line.to_owned() };
        text(name).lines().map(line).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(format!(
        "{}\n----\n{}\n----\n{}",
        names_in(&slips).join("\n"),
        dated("青溪县甲局修改通知单.txt"),
        dated("催报名单.txt")
    ));
    let letter = part(&slips.join("青溪县甲局修改通知单.docx"), "word/document.xml");
    assert!(letter.contains("必须改正"));
    let paragraph = |document: &str, text: &str| {
        let found = document.split("<w:p>").find(|paragraph| paragraph.contains(text));
        found.unwrap().to_owned()
    };
    assert!(paragraph(&letter, "青溪县甲局：").contains("<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>"));
    assert!(!paragraph(&letter, "你单位").contains("<w:ind "));
    // The signature and the date are never alone on a page.
    let list = part(&slips.join("催报名单.docx"), "word/document.xml");
    assert!(paragraph(&list, "1. 丁.docx").contains("<w:keepNext/>"), "{list}");
    assert!(!paragraph(&list, "1. 青溪县丙局").contains("<w:keepNext/>"), "{list}");
    let again = collect(&folder, &[&arguments[..], &["--format", "json"]].concat());
    assert_eq!(again.status, 2, "nothing is written over");
    assert_eq!(collect(&folder, &[&arguments[..], &["--overwrite"]].concat()).stderr, ran.stderr);
}

#[test]
fn no_slip_is_written_where_one_must_not_be_replaced() {
    let folder = folder_of(&[("in/甲局.json", "青溪县甲局", 11), ("in/乙局.json", "青溪县乙局", 11)]);
    let slips = folder.path().join("修改单");
    fs::create_dir(&slips).unwrap();
    fs::write(slips.join("青溪县乙局修改通知单.txt"), "别人的文件").unwrap();
    let ran = collect(&folder, &["-o", "a.xlsx", "--slips", "修改单"]);
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    assert!(!folder.path().join("a.xlsx").exists(), "it is seen before anything is written");
    assert_eq!(names_in(&slips), ["青溪县乙局修改通知单.txt"]);
    assert_eq!(fs::read_to_string(slips.join("青溪县乙局修改通知单.txt")).unwrap(), "别人的文件");
}

#[test]
fn a_slip_whose_body_has_mended_its_report_is_removed_or_told() {
    let wrong = [
        ("in/甲局.json", "青溪县甲局", 11),
        ("in/乙局.json", "青溪县乙局", 11),
        ("in/丙局.json", "青溪县丙局", 11),
    ];
    let folder = folder_of(&wrong);
    let slips = folder.path().join("in/修改单");
    let arguments = ["-o", "a.xlsx", "--slips", "in/修改单", "--overwrite"];
    collect(&folder, &arguments);
    let names = || names_in(&slips).into_iter().filter(|name| name.ends_with("docx")).collect::<Vec<_>>();
    assert_eq!(names().len(), 3, "{:?}", names());
    // Two are mended, one of which has a slip that somebody wrote on.
    for file in ["in/甲局.json", "in/乙局.json"] {
        fs::copy(fixture("rules/2021.json"), folder.path().join(file)).unwrap();
        let text = fs::read_to_string(folder.path().join(file)).unwrap();
        let body = if file.contains('甲') { "青溪县甲局" } else { "青溪县乙局" };
        fs::write(folder.path().join(file), text.replace("青溪县文化局", body)).unwrap();
    }
    fs::write(slips.join("青溪县乙局修改通知单.docx"), "改过").unwrap();
    let told = collect(&folder, &["-o", "b.xlsx", "--slips", "in/修改单"]);
    assert_eq!(told.status, 2, "{}", told.stderr);
    let ran = collect(&folder, &arguments);
    assert!(ran.stderr.contains("已写出 in/修改单（修改通知单 1 份，共 2 个文件）\n"), "{}", ran.stderr);
    let removed = "以前写的 3 个这次没有（已经改好或收齐），删去了：\
        青溪县乙局修改通知单.txt、青溪县甲局修改通知单.docx、青溪县甲局修改通知单.txt\n";
    assert!(ran.stderr.contains(removed), "{}", ran.stderr);
    assert!(ran.stderr.contains("有人改过，没有删：青溪县乙局修改通知单.docx\n"), "{}", ran.stderr);
    assert_eq!(names(), ["青溪县丙局修改通知单.docx", "青溪县乙局修改通知单.docx"]);
    assert!(!ran.stderr.contains("普通文档"), "slips are no reports: {}", ran.stderr);
}

#[test]
fn a_slip_lists_everything_and_bodies_with_nothing_readable_get_one() {
    let folder = folder_of(&[
        ("in/甲局.json", "青溪县甲局", 28),
        ("in/乙局.json", "青溪县乙局", 28),
        ("in/丙局.json", "青溪县丙局", 28),
    ]);
    let mut many: Value =
        serde_json::from_str(&fs::read_to_string(folder.path().join("in/甲局.json")).unwrap()).unwrap();
    for row in many["tables"]["requests"].as_object_mut().unwrap().values_mut() {
        row["total"] = json!(77);
    }
    fs::write(folder.path().join("in/甲局.json"), many.to_string()).unwrap();
    let older = folder.path().join("in/丙局.json");
    let text = fs::read_to_string(&older).unwrap();
    fs::write(&older, text.replace("\"year\":2022", "\"year\":2021").replace("2022年", "2021年")).unwrap();
    fs::write(folder.path().join("in/丁局.docx"), b"PK\x03\x04 cut off").unwrap();
    fs::write(folder.path().join("名单.txt"), "青溪县甲局\n青溪县乙局\n青溪县丙局\n青溪县丁局\n").unwrap();
    collect(&folder, &["-o", "a.xlsx", "--roster", "名单.txt", "--slips", "单"]);
    let text = |name: &str| fs::read_to_string(folder.path().join("单").join(name)).unwrap();
    let letter = text("青溪县甲局修改通知单.txt");
    assert!(!letter.contains("另有"), "{letter}");
    assert!(letter.matches("各列之和").count() > 10 || letter.contains("10. "), "{letter}");
    assert!(
        text("青溪县丙局修改通知单.txt")
            .contains("你单位报送的报告（丙局.json）是 2021 年度的，请报送 2022 年度的报告。")
    );
    assert!(text("青溪县丁局修改通知单.txt").contains("你单位报送的文件（丁局.docx）读不了："));
    let list = text("催报名单.txt");
    assert!(list.contains("青溪县丙局（只收到 2021 年度的：丙局.json）"), "{list}");
    assert!(list.contains("青溪县丁局（它的文件打不开：丁局.docx）"), "{list}");
}

#[test]
fn a_slip_says_what_is_wrong_with_a_file_and_a_year_and_names_a_blank_with_its_sums() {
    let folder = folder_of(&[
        ("in/甲局.json", "青溪县甲局", 28),
        ("in/乙局.json", "青溪县乙局", 28),
        ("in/丙局.json", "青溪县丙局", 28),
    ]);
    let change = |file: &str, change: &dyn Fn(&mut Value)| {
        let path = folder.path().join(file);
        let mut report: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        change(&mut report);
        fs::write(path, report.to_string()).unwrap();
    };
    change("in/甲局.json", &|report| {
        report["tables"]["requests"]["received"]["natural_person"] = Value::Null;
    });
    // Only the title is of another year.
    change("in/丙局.json", &|report| {
        report["year"] = json!(2021);
        report["title"] = json!(report["title"].as_str().unwrap().replace("2022", "2021"));
    });
    fs::copy(fixture("bad/password.docx"), folder.path().join("in/丁局.docx")).unwrap();
    fs::write(folder.path().join("名单.txt"), "青溪县甲局\n青溪县乙局\n青溪县丙局\n青溪县丁局\n").unwrap();
    collect(&folder, &["-o", "a.xlsx", "--roster", "名单.txt", "--slips", "单"]);
    let text = |name: &str| {
        let slip = fs::read_to_string(folder.path().join("单").join(name)).unwrap();
        let lines: Vec<&str> = slip.lines().map(str::trim).collect();
        // The day it is made is the last line.
        lines.split_last().map(|(_, lines)| lines.join("\n")).unwrap()
    };
    let slips = ["甲", "丙", "丁"].map(|body| text(&format!("青溪县{body}局修改通知单.txt")));
    insta::assert_snapshot!(slips.join("\n----\n"));
}

#[test]
fn a_roster_may_give_other_names() {
    let folder = folder_of(&[("in/1.json", "县人社局", 11), ("in/2.json", "县发改局", 22)]);
    let roster = "序号,单位名称,其他名称\n1,青溪县人力资源和社会保障局,县人社局、县社保局\n\
        2,青溪县发展和改革局,县发改局\n3,青溪县物价局,县发改局\n";
    fs::write(folder.path().join("名单.csv"), roster).unwrap();
    let summary = collected(&folder, &["--roster", "名单.csv"]);
    let received = summary["attendance"]["received"].as_array().unwrap();
    let names: Vec<&Value> = received.iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["青溪县人力资源和社会保障局"], "a name of two bodies means neither: {summary:#}");
    assert_eq!(summary["counted"][0]["full_name"], "青溪县人力资源和社会保障局");
    collect(&folder, &["-o", "a.xlsx", "--roster", "名单.csv"]);
    let words = part(&folder.path().join("a.xlsx"), "xl/sharedStrings.xml");
    assert!(words.contains("报告上写“县人社局”，是名单上给的其他名称"), "{words}");
    let mut command =
        program(&["check", "in", "--roster", "名单.csv", "--no-config", "--select", "B003"].map(OsStr::new));
    command.current_dir(folder.path());
    let ran = finish(command, b"");
    assert!(!ran.text().contains("“青溪县人力资源和社会保障局”没有报告"), "{}", ran.text());
    assert!(ran.text().contains("“青溪县物价局”没有报告"), "{}", ran.text());
}

/// Reports in the forms of 2021 and 2019, one with figures and one without.
#[test]
fn reports_of_two_editions_are_summed_up_in_every_format() {
    let folder = folder_of(&[("in/1.json", "青溪县甲局", 11)]);
    let older = fs::read_to_string(fixture("rules/2019.json")).unwrap();
    let older = older.replace("2019年", "2022年").replace("\"year\": 2019", "\"year\": 2022");
    let older: Value = serde_json::from_str(&older).unwrap();
    let mut blank = older.clone();
    for table in blank["tables"].as_object_mut().unwrap().values_mut() {
        let rows = table.as_object_mut().unwrap().values_mut();
        rows.flat_map(|row| row.as_object_mut().unwrap().values_mut()).for_each(|cell| *cell = Value::Null);
    }
    blank["tables"]["requests"]["received"]["total"] = json!(5);
    for second in [older, blank] {
        fs::write(folder.path().join("in/2.json"), second.to_string()).unwrap();
        let made = second["tables"]["disclosure"]["regulations"]["made"].clone();
        for name in ["表.docx", "表.html", "表.txt"] {
            let ran = collect(&folder, &["-o", name, "--overwrite"]);
            assert_eq!(ran.status, 1, "{name}: {}", ran.stderr);
            let again = run(&[OsStr::new("show"), folder.path().join(name).as_os_str()]);
            let wanted = format!(
                "表一 规章 · 本年新制作数量 {}",
                made.as_i64().map(|sum| sum.to_string()).unwrap_or_default()
            );
            let mut lines = again.text().lines();
            assert!(
                lines.any(|line| line.split_whitespace().eq(wanted.split_whitespace())),
                "{name}: {}",
                again.text()
            );
        }
    }
}

/// The edition of a report that does not count has no part in the summary.
#[test]
fn an_edition_that_no_counted_report_uses_is_not_in_the_summary() {
    let folder = folder_of(&[("in/1.json", "青溪县甲局", 11)]);
    fs::copy(fixture("rules/2019.json"), folder.path().join("in/2.json")).unwrap();
    let ran = collect(&folder, &["-o", "表.txt", "--year", "2022"]);
    assert!(ran.stderr.contains("不是本年度的，未计入 1"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("另列"), "{}", ran.stderr);
    assert!(!fs::read_to_string(folder.path().join("表.txt")).unwrap().contains("2019"));
}
