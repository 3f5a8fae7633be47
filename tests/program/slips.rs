//! `repconv collect --slips`: which slips are written, replaced and removed.

use serde_json::{Value, json};

use super::collecting::{collect, folder_of};
use super::*;

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
    assert!(list.contains("丁局.docx（青溪县丁局的文件打不开）："), "{list}");
    assert_eq!(
        list.matches("丁局的").count() + list.matches(". 青溪县丁局").count(),
        1,
        "one line a body: {list}"
    );
}
