//! `repconv collect` on a county's submissions: what the office sees first, prints and filters.

use serde_json::json;

use super::collecting::{collect, collected, folder_of, part};
use super::*;

const BODIES: [(&str, &str, u32); 3] = [
    ("in/教育局.json", "青溪县教育局", 11),
    ("in/财政局.json", "青溪县财政局", 22),
    ("in/补报/财政局.json", "青溪县财政局", 33),
];

#[test]
fn a_choice_that_nobody_made_is_a_finding_with_its_code() {
    let folder = folder_of(&BODIES);
    let ran = collect(&folder, &["-o", "汇总.xlsx", "--slips", "单"]);
    assert!(ran.stderr.contains("\nB002 重报，只计一份"), "{}", ran.stderr);
    let words = part(&folder.path().join("汇总.xlsx"), "xl/sharedStrings.xml");
    let said = "“青溪县财政局”的报告不止一份，计入的是“in/补报/财政局.json”：有 1 格不同：\
        表二 本年新收 · 总计 22（计入的为 33）；换一份加 --prefer newest、folder 或 name";
    assert!(words.contains(said), "{words}");
    let slips = names_in(&folder.path().join("单"));
    let is_text = |name: &&String| Path::new(name.as_str()).extension() == Some(OsStr::new("txt"));
    assert!(slips.iter().any(|name| is_text(&name)), "{slips:?}");
    for slip in slips.iter().filter(is_text) {
        let slip = fs::read_to_string(folder.path().join("单").join(slip)).unwrap();
        assert!(!slip.contains("--prefer"), "the office chooses, not the body: {slip}");
    }
    collect(&folder, &["-o", "汇总.xlsx", "--prefer", "folder", "--overwrite"]);
    let words = part(&folder.path().join("汇总.xlsx"), "xl/sharedStrings.xml");
    assert!(!words.contains("B002") && !words.contains("--prefer"), "{words}");
}

#[test]
fn what_is_said_fits_a_screen_and_ends_with_what_to_do_next() {
    let names: Vec<(String, String)> =
        (1..=60).map(|n| (format!("in/{n:02}.json"), format!("青溪县第{n}局"))).collect();
    let reports: Vec<(&str, &str, u32)> =
        names.iter().map(|(file, body)| (file.as_str(), body.as_str(), 11)).collect();
    let folder = folder_of(&reports);
    let roster: Vec<String> = (1..=90).map(|n| format!("青溪县第{n}局")).collect();
    fs::write(folder.path().join("名单.txt"), roster.join("\n")).unwrap();
    let ran = collect(&folder, &["-o", "汇总.xlsx", "--roster", "名单.txt"]);
    let lines: Vec<&str> = ran.stderr.lines().collect();
    assert!(lines.len() <= 24, "{}", ran.stderr);
    let next =
        "下一步：打开 汇总.xlsx，照第一张表“下一步”从上往下做；要给各单位写修改通知单，加 --slips 修改单";
    assert_eq!(lines.last(), Some(&next));
    assert!(ran.stderr.contains("缺报 30：") && ran.stderr.contains("勾稽关系不平衡 60："), "{}", ran.stderr);
    let all = collect(&folder, &["-o", "全部.xlsx", "--roster", "名单.txt", "-v"]);
    assert!(all.stderr.contains("  青溪县第90局\n") && all.stderr.lines().count() > 90, "{}", all.stderr);
}

#[test]
fn the_workbook_prints_its_tables_and_lists_one_page_wide() {
    let folder = folder_of(&BODIES);
    collect(&folder, &["-o", "汇总.xlsx", "-q"]);
    let path = folder.path().join("汇总.xlsx");
    let areas = part(&path, "xl/workbook.xml");
    let is_printed = |area: &str| areas.contains(&format!(">{area}</definedName>"));
    // The bodies without their figures, the heads of their columns on each page.
    assert!(is_printed("明细!$A$1:$G$9") && is_printed("明细!$3:$6"), "{areas}");
    assert!(is_printed("'汇总 表二'!$A$1:$J$32"), "{areas}");
    for number in 1..=8 {
        let sheet = part(&path, &format!("xl/worksheets/sheet{number}.xml"));
        assert!(sheet.contains("<pageSetUpPr fitToPage=\"1\"/>"), "sheet {number}");
        assert!(sheet.contains("<pageSetup paperSize=\"9\" "), "sheet {number}");
    }
}

#[test]
fn regions_and_levels_of_the_roster_are_in_the_summary_and_the_dataset() {
    let folder = folder_of(&BODIES);
    let roster =
        "单位名称,级别,地区\n青溪县教育局,县直,城关\n青溪县财政局,县直,\n青溪县甲镇人民政府,乡镇,城郊\n";
    fs::write(folder.path().join("名单.csv"), roster).unwrap();
    let given = ["--roster", "名单.csv"];
    let summary = collected(&folder, &given);
    let counted = summary["counted"].as_array().unwrap();
    let belongs: Vec<_> = counted.iter().map(|one| (one.get("region"), one.get("level"))).collect();
    assert_eq!(
        belongs,
        [(Some(&json!("城关")), Some(&json!("县直"))), (None, Some(&json!("县直")))],
        "{counted:?}"
    );
    let missing = &summary["attendance"]["missing"][0];
    assert_eq!((&missing["region"], &missing["level"]), (&json!("城郊"), &json!("乡镇")));
    assert_eq!(collected(&folder, &[])["counted"][0].get("region"), None);

    let mut command =
        program(&["dataset", "in", "-o", "数据.csv", "--roster", "名单.csv", "-q"].map(OsStr::new));
    command.current_dir(folder.path());
    let ran = finish(command, b"");
    assert_eq!(ran.status, 0, "{ran:?}");
    let files = fs::read_to_string(folder.path().join("数据.files.csv")).unwrap();
    assert!(files.starts_with("\u{feff}organization,region,level,year,"), "{files}");
    assert!(files.contains("\n青溪县教育局,城关,县直,2022,"), "{files}");
    assert!(files.contains("\n青溪县财政局,,县直,2022,"), "{files}");
}

#[test]
fn a_dataset_knows_bodies_by_short_names_of_the_roster_as_the_summary_does() {
    let folder = folder_of(&[
        ("in/1.json", "青溪县甲镇人民政府", 11),
        ("in/2.json", "青溪县公安局", 22),
        ("in/3.json", "青溪县教育局", 33),
        ("in/4.json", "宿迁市教育局", 44),
        ("in/5.json", "青溪县发展和改革局", 55),
        ("in/6.json", "青溪县水利局", 66),
    ]);
    fs::copy(folder.path().join("in/2.json"), folder.path().join("in/7.json")).unwrap();
    let roster =
        "单位名称,级别,地区\n甲镇,乡镇,城郊\n公安局,县直,城关\n教育局,县直,城关\n青溪县发改局,县直,城关\n";
    fs::write(folder.path().join("名单.csv"), roster).unwrap();
    let ran = |more: &[&str]| {
        let given = ["dataset", "in", "-o", "数据.csv", "--roster", "名单.csv", "--overwrite"];
        let mut command = program(&[&given, more].concat().into_iter().map(OsStr::new).collect::<Vec<_>>());
        command.current_dir(folder.path());
        finish(command, b"")
    };
    let said = ran(&[]).stderr;
    let files = fs::read_to_string(folder.path().join("数据.files.csv")).unwrap();
    let lines: Vec<&str> = files.lines().skip(1).map(|line| line.split_once(",2022,").unwrap().0).collect();
    assert_eq!(
        lines,
        [
            "青溪县甲镇人民政府,城郊,乡镇",
            "青溪县公安局,城关,县直",
            "青溪县教育局,,",
            "宿迁市教育局,,",
            "青溪县发展和改革局,,",
            "青溪县水利局,,",
            "青溪县公安局,城关,县直",
        ]
    );
    let summary = collected(&folder, &["--roster", "名单.csv"]);
    for one in summary["counted"].as_array().unwrap() {
        let text = |key: &str| one.get(key).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
        let row = format!("{},{},{}", text("organization"), text("region"), text("level"));
        assert!(lines.contains(&row.as_str()), "{row} as in the summary");
    }
    let off = "不在名单上 4（region、level 为空；是同一单位的，在名单上加一列“其他名称”）：\n";
    let (_, listed) = said.split_once(off).unwrap();
    insta::assert_snapshot!(format!("{off}{listed}"));
    assert_eq!(ran(&["-q"]).stderr, "");
}

#[test]
fn the_roster_of_the_settings_counts_for_every_command_and_is_never_a_report() {
    let folder = folder_of(&BODIES);
    let roster = "单位名称,级别\n青溪县教育局,县直\n青溪县财政局,县直\n青溪县甲镇人民政府,乡镇\n";
    fs::write(folder.path().join("in/单位名单.csv"), roster).unwrap();
    fs::write(folder.path().join("repconv.toml"), "roster = \"in/单位名单.csv\"\n").unwrap();
    let summary = collected(&folder, &[]);
    assert_eq!(summary["attendance"]["missing"][0]["name"], "青溪县甲镇人民政府", "{summary:#}");
    assert_eq!(summary["unreadable"], json!([]));
    assert_eq!(collected(&folder, &["--no-config"])["attendance"], json!(null));
    let run_in = |arguments: &[&str]| {
        let mut command = program(&arguments.iter().map(OsStr::new).collect::<Vec<_>>());
        command.current_dir(folder.path());
        finish(command, b"")
    };
    let checked = run_in(&["check", "in", "--select", "B003"]);
    assert!(checked.text().contains("“青溪县甲镇人民政府”没有报告"), "{}", checked.text());
    assert!(!checked.text().contains("单位名单.csv: 读不了"), "{}", checked.text());
    let ran = run_in(&["dataset", "in", "-o", "数据.csv"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let files = fs::read_to_string(folder.path().join("数据.files.csv")).unwrap();
    assert!(files.contains("\n青溪县教育局,,县直,2022,"), "{files}");
    assert!(!files.contains("单位名单"), "{files}");
}

#[test]
fn a_dataset_says_which_of_several_reports_of_a_body_is_taken() {
    let folder = folder_of(&BODIES);
    fs::copy(folder.path().join("in/教育局.json"), folder.path().join("in/教育局 副本.json")).unwrap();
    let roster = "单位名称,级别,地区\n青溪县教育局,县直,城关\n";
    fs::write(folder.path().join("名单.csv"), roster).unwrap();
    let run_in = |more: &[&str]| {
        let given = ["dataset", "in", "-o", "数据.csv", "--roster", "名单.csv", "--overwrite"];
        let mut command = program(&[&given, more].concat().into_iter().map(OsStr::new).collect::<Vec<_>>());
        command.current_dir(folder.path());
        finish(command, b"")
    };
    let column = |table: &str, wanted: &str| {
        let text = fs::read_to_string(folder.path().join(table)).unwrap();
        let mut lines = text.trim_start_matches('\u{feff}').lines();
        let at = |name: &str, head: &str| head.split(',').position(|one| one == name).unwrap();
        let head = lines.next().unwrap().to_owned();
        let (source, wanted) = (at("source", &head), at(wanted, &head));
        let field = |line: &str, at: usize| line.split(',').nth(at).unwrap().to_owned();
        lines
            .map(|line| (field(line, source), field(line, wanted)))
            .collect::<std::collections::BTreeMap<_, _>>()
    };
    let ran = run_in(&[]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let said = "B002 同一单位同一年度不止一份，只取一份（taken 为 true，换一份加 --prefer newest、folder 或 name），未取用的 2 份：\n";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("  in/财政局.json：取用的是“in/补报/财政局.json”，数字不同\n"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains("  in/教育局.json：取用的是“in/教育局 副本.json”，各表数字相同\n"),
        "{}",
        ran.stderr
    );
    for table in ["数据.csv", "数据.files.csv"] {
        let taken = column(table, "taken");
        assert_eq!((&*taken["in/财政局.json"], &*taken["in/补报/财政局.json"]), ("false", "true"), "{table}");
    }
    assert_eq!(column("数据.csv", "region")["in/教育局.json"], "城关");
    let older = fs::File::options().write(true).open(folder.path().join("in/补报/财政局.json")).unwrap();
    older.set_modified(std::time::SystemTime::now() - Duration::from_mins(5)).unwrap();
    let ran = run_in(&["--prefer", "newest", "--wide"]);
    assert!(!ran.stderr.contains("--prefer"), "{}", ran.stderr);
    assert_eq!(column("数据.csv", "taken")["in/财政局.json"], "true");
    assert_refused(&run_in(&["--prefer", "best"]), "--prefer 的值“best”不对");
}

#[test]
fn who_chose_a_report_is_not_asked_to_choose() {
    let folder = folder_of(&BODIES);
    let ran = collect(&folder, &["-o", "a.xlsx", "--prefer", "folder"]);
    assert!(ran.stderr.contains("\n重报，只计一份（按 --prefer folder） 1：\n"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("B002"), "{}", ran.stderr);
    let words = part(&folder.path().join("a.xlsx"), "xl/sharedStrings.xml");
    assert!(!words.contains("请选定一份"), "{words}");
    let ran = collect(&folder, &["-o", "b.xlsx", "--prefer", "name"]);
    let said = "B002 重报，--prefer name 分不出以哪一份为准，先读到的计入（可在“明细”里改） 1：\n";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
}

#[test]
fn the_settings_may_choose_and_those_in_the_folder_of_reports_are_not_used_in_silence() {
    let folder = folder_of(&BODIES);
    fs::write(folder.path().join("in/repconv.toml"), "prefer = \"folder\"\n").unwrap();
    let said =
        "没有用 in/repconv.toml：配置文件要放在运行命令的文件夹或它的上级，或者用 --config 指明这一个\n";
    for command in ["check", "collect", "dataset"] {
        let output = format!("{command}.xlsx").replace("dataset.xlsx", "dataset.csv");
        let run_with = |more: &[&str]| {
            let given = [&[command, "in", "-o", &output, "--overwrite"], more].concat();
            let mut command = program(&given.into_iter().map(OsStr::new).collect::<Vec<_>>());
            command.current_dir(folder.path());
            finish(command, b"").stderr
        };
        let stderr = run_with(&[]);
        assert_eq!(stderr.matches(said).count(), 1, "{command}: {stderr}");
        for more in [&["--config", "in/repconv.toml"][..], &["--no-config"], &["-q"]] {
            assert!(!run_with(more).contains("没有用"), "{command} {more:?}");
        }
    }
    fs::rename(folder.path().join("in/repconv.toml"), folder.path().join("repconv.toml")).unwrap();
    let ran = collect(&folder, &["-o", "a.xlsx"]);
    assert!(ran.stderr.contains("\n重报，只计一份（按 --prefer folder） 1：\n"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("没有用"), "{}", ran.stderr);
    let ran = collect(&folder, &["-o", "b.xlsx", "--prefer", "name"]);
    assert!(ran.stderr.contains("--prefer name 分不出"), "the command line counts: {}", ran.stderr);
    fs::write(folder.path().join("repconv.toml"), "prefer = \"best\"\n").unwrap();
    let ran = collect(&folder, &["-o", "c.xlsx"]);
    assert!(ran.stderr.contains("repconv.toml prefer 的值“best”不对"), "{}", ran.stderr);
}

/// A report of 2022 as one of 2021.
fn as_of_2021(path: &Path) {
    let text = fs::read_to_string(path).unwrap();
    fs::write(path, text.replace("\"year\":2022", "\"year\":2021").replace("2022年", "2021年")).unwrap();
}

#[test]
fn a_report_of_another_year_and_a_file_that_is_broken_are_those_of_their_bodies() {
    let folder = folder_of(&[
        ("in/教育局.json", "青溪县教育局", 28),
        ("in/财政局.json", "青溪县财政局", 28),
        ("in/体育局.json", "青溪县体育局", 28),
    ]);
    as_of_2021(&folder.path().join("in/体育局.json"));
    fs::write(folder.path().join("in/民政局2022年报.docx"), b"PK\x03\x04 cut off").unwrap();
    // Short names where nothing else can be meant.
    fs::write(folder.path().join("名单.txt"), "县教育局\n财政局\n青溪县体育局\n青溪县民政局\n").unwrap();
    let ran = collect(&folder, &["-o", "a.xlsx", "--roster", "名单.txt"]);
    assert!(ran.stderr.contains("；缺报 2 个单位；"), "{}", ran.stderr);
    assert!(ran.stderr.contains("in/民政局2022年报.docx（青溪县民政局的文件打不开）："), "{}", ran.stderr);
    assert!(
        ran.stderr
            .contains("缺报 2：青溪县体育局（只有其他年度或看不出年度的：in/体育局.json）、青溪县民政局（"),
        "{}",
        ran.stderr
    );
    let words = part(&folder.path().join("a.xlsx"), "xl/sharedStrings.xml");
    for said in [
        "只收到 2021 年度的",
        "报告上写“青溪县教育局”，只可能是它",
        "缺报，请催报（1）",
        "读不了，请重新报送（1）",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    let mut command = program(&["check", "in", "--roster", "名单.txt", "--select", "B003"].map(OsStr::new));
    command.current_dir(folder.path());
    let ran = finish(command, b"");
    assert!(
        ran.text().contains("名单上的“青溪县体育局”没有 2022 年度的报告，只有 2021 年度的（in/体育局.json）"),
        "{}",
        ran.text()
    );
    assert!(ran.text().contains("它的文件“in/民政局2022年报.docx”打不开"), "{}", ran.text());
    assert_eq!(ran.text().matches(" B003 ").count(), 2, "{}", ran.text());
    // Without a roster it is said, too.
    collect(&folder, &["-o", "b.xlsx"]);
    let words = part(&folder.path().join("b.xlsx"), "xl/sharedStrings.xml");
    assert!(words.contains("年度不对，请报本年度的（1）"), "{words}");
}

#[test]
fn names_that_are_alike_are_named_before_anybody_is_reminded() {
    let folder = folder_of(&[
        ("in/1.json", "青溪县教育局", 28),
        ("in/2.json", "青溪县医疗保障局", 28),
        ("in/3.json", "青溪县老干部局", 28),
    ]);
    let missing: Vec<String> = (1..=25).map(|n| format!("青溪县第{n}局")).collect();
    fs::write(folder.path().join("名单.txt"), format!("青溪县教育局\n医保局\n{}\n", missing.join("\n")))
        .unwrap();
    let ran = collect(&folder, &["-o", "a.xlsx", "--roster", "名单.txt"]);
    let listed = format!("缺报 25：{}等，另有 5 个，", missing[..20].join("、"));
    for said in [
        listed.as_str(),
        "名单上的“医保局”可能就是“青溪县医疗保障局”（in/2.json），请确认",
        "青溪县医疗保障局（in/2.json）：可能就是名单上的“医保局”\n",
        "  青溪县老干部局（in/3.json）\n",
    ] {
        assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
    }
    let words = part(&folder.path().join("a.xlsx"), "xl/sharedStrings.xml");
    let at = |heading: &str| words.find(heading).unwrap_or_else(|| panic!("{heading}: {words}"));
    assert!(at("不在名单上，先看是不是缺报的单位（1）") < at("缺报，请催报（25）"), "{words}");
}

#[test]
fn a_short_name_that_may_mean_two_bodies_is_left_to_a_person() {
    let folder = folder_of(&[("in/1.json", "青溪县教育局", 28), ("in/2.json", "白水县教育局", 28)]);
    fs::write(folder.path().join("名单.txt"), "教育局\n").unwrap();
    let ran = collect(&folder, &["-o", "a.xlsx", "--roster", "名单.txt"]);
    assert!(ran.stderr.contains("；1 个单位待确认"), "{}", ran.stderr);
    assert_eq!(ran.stderr.matches("名单上的“教育局”可能就是“").count(), 2, "{}", ran.stderr);
}
