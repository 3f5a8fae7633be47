//! The counts on the screen and in the workbook are of the same things.

use super::collecting::{collect, collected, folder_of, part};
use super::*;

/// A folder with one of each: sound, unbalanced, sent twice, sent in two formats, for another year, not readable, not read
/// completely; and one body that is missing.
fn county() -> TempDir {
    let folder = folder_of(&[
        ("in/教育局.json", "青溪县教育局", 27),
        ("in/财政局.json", "青溪县财政局", 11),
        ("in/民政局.json", "青溪县民政局", 27),
        ("in/民政局（更正）.json", "青溪县民政局", 12),
        ("in/体育局.json", "青溪县体育局", 27),
        ("in/司法局.json", "青溪县司法局", 27),
    ]);
    let path = |name: &str| folder.path().join(name);
    let older = fs::read_to_string(path("in/体育局.json")).unwrap();
    fs::write(
        path("in/体育局.json"),
        older.replace("\"year\":2022", "\"year\":2021").replace("2022年", "2021年"),
    )
    .unwrap();
    run(&[path("in/司法局.json").as_os_str(), path("in/司法局.docx").as_os_str(), "-q".as_ref()]);
    fs::write(path("in/水利局.docx"), b"PK\x03\x04 cut off").unwrap();
    fs::write(path("in/文化局.txt"), super::incomplete::incomplete("青溪县文化局")).unwrap();
    let roster = ["教育局", "财政局", "民政局", "体育局", "司法局", "水利局", "文化局", "信访局"]
        .map(|name| format!("青溪县{name}"));
    fs::write(path("名单.txt"), roster.join("\n")).unwrap();
    folder
}

/// The number before or after a text.
fn number(text: &str, before: &str, after: &str) -> usize {
    let found = text.split(before).skip(1).find_map(|rest| {
        let end = rest.find(|letter: char| !letter.is_ascii_digit())?;
        let (digits, rest) = rest.split_at(end);
        rest.starts_with(after).then(|| digits.parse().ok()).flatten()
    });
    assert!(found.is_some(), "no {before}#{after} in {text}");
    found.unwrap_or_default()
}

#[test]
fn the_screen_and_the_workbook_of_a_summary_count_alike() {
    let folder = county();
    let given = ["--roster", "名单.txt"];
    let ran = collect(&folder, &[&given[..], &["-o", "a.xlsx"]].concat());
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    let path = folder.path().join("a.xlsx");
    // What a formula counts is in its sheet.
    let words = part(&path, "xl/sharedStrings.xml") + &part(&path, "xl/worksheets/sheet3.xml");
    let (screen, book) =
        (|b: &str, a: &str| number(&ran.stderr, b, a), |b: &str, a: &str| number(&words, b, a));
    for (on_screen, in_book, want) in [
        (screen("汇总了 ", " 份报告"), book("计入汇总 ", " 份报告"), 5),
        (screen("；未计入 ", " 份"), book("（读到 ", " 份）") - book("计入汇总 ", " 份报告"), 3),
        (screen("缺报 ", " 个单位"), book("缺报的单位（", "）"), 3),
        // A body whose file could not be read is on that list, and not reminded twice.
        (screen("缺报 ", "："), book("缺报，请催报（", "）") + book("读不了，请重新报送（", "）"), 3),
        (screen("；", " 个单位重报"), book("要换一份，在“明细”的“计入汇总”里改（", " 个单位，4 份）"), 2),
        (screen("不是本年度的，未计入 ", "：\n"), book("其他未计入的报告（", "）"), 1),
        (screen("；", " 份勾稽不平衡"), book("须改正，请退回修改（", "）") - 1, 1),
        (screen("勾稽关系不平衡 ", "：\n"), 1, 1),
        (screen("；", " 份没有读全"), book("没有读全，合计里缺这些格，请对照原件（", "）"), 1),
        (screen("；", " 个文件读不了"), book("读不了，请重新报送（", "）"), 1),
        (screen("读不了的文件（作未收到） ", "：\n"), book("读不了的文件：作未收到（", "）"), 1),
        (screen("\n", " 份报告有错误"), book("须改正，请退回修改（", "）"), 2),
    ] {
        assert_eq!((on_screen, in_book), (want, want), "{}\n{words}", ran.stderr);
    }
    assert_eq!(book("已收到 ", " 个") + 3, book("名单上 ", " 个单位"), "{words}");
    let summary = collected(&folder, &given);
    let length = |member: &serde_json::Value| member.as_array().map_or(0, Vec::len);
    assert_eq!((length(&summary["counted"]), length(&summary["not_counted"])), (5, 3), "{summary:#}");
    assert_eq!(length(&summary["attendance"]["missing"]), 3);
    assert_eq!((length(&summary["doubled"]), length(&summary["unbalanced"])), (2, 1));
    assert_eq!(length(&summary["unreadable"]), 1);
}

#[test]
fn the_screen_and_the_workbook_of_a_check_count_alike() {
    let folder = county();
    let check = |more: &[&str]| {
        let given = ["check", "in", "--roster", "名单.txt"];
        let mut command = program(&[&given, more].concat().into_iter().map(OsStr::new).collect::<Vec<_>>());
        command.current_dir(folder.path());
        finish(command, b"")
    };
    let ran = check(&[]);
    check(&["-o", "a.xlsx"]);
    let words = part(&folder.path().join("a.xlsx"), "xl/sharedStrings.xml");
    let (screen, book) =
        (|b: &str, a: &str| number(ran.text(), b, a), |b: &str, a: &str| number(&words, b, a));
    let unread = screen("；", " 个文件读不了");
    assert_eq!(screen("检查了 ", " 份报告") + unread, book("共 ", " 个文件"), "{}\n{words}", ran.text());
    assert_eq!(screen(" 份报告，", " 份没有问题"), book("；", " 个没有问题"), "{}\n{words}", ran.text());
    assert_eq!(unread, book("：", " 个读不了，请重新报送"), "{words}");
    let missing = book("另有 ", " 个单位缺报，请催报。");
    assert_eq!(ran.text().matches(" B003 ").count(), missing + unread, "{}\n{words}", ran.text());
    let files = unread + book("；", " 个须改正") + book("；", " 个请核实") + book("；", " 个没有问题");
    assert_eq!(files, book("共 ", " 个文件"), "{words}");
    let both = "<t>in/司法局.docx\nin/司法局.json</t>";
    assert!(words.contains(both) && words.matches("<t>青溪县水利局</t>").count() == 1, "{words}");
    assert!(ran.stderr.ends_with("用 repconv collect 的 --slips\n"), "{}", ran.stderr);
    let next = "下一步：打开 a.xlsx，照“先做什么”从上往下做\n";
    assert!(check(&["-o", "a.xlsx", "--overwrite"]).stderr.ends_with(next));
    assert_eq!(check(&["-q"]).stderr, "");
    assert_eq!(screen("；共 ", " 个错误"), book("<t>", " 个错误，"), "{}\n{words}", ran.text());
}
