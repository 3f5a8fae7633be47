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
    assert!(is_printed("'汇总 表二'!$A$1:$J$31"), "{areas}");
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
