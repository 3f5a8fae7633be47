//! How a form of one's own reads what comes back: `form --check`, labels that changed a little, blanks that are Word
//! documents or web pages, and documents that two forms fit.

use super::*;

const EMPLOYMENT: &str = "forms/employment";

/// The form that is derived from a blank, in a folder.
fn derived(folder: &Path, blank: &Path) -> String {
    let form = folder.join("form.toml").to_string_lossy().into_owned();
    let ran = run(&["form".as_ref(), blank.as_os_str(), "-o".as_ref(), form.as_ref(), "-q".as_ref()]);
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
    form
}

fn submission(name: &str) -> PathBuf {
    fixture(&format!("{EMPLOYMENT}/submissions/{name}"))
}

fn json(input: &Path, form: &str) -> serde_json::Value {
    let ran = run(&[
        input.as_os_str(),
        "-".as_ref(),
        "-t".as_ref(),
        "json".as_ref(),
        "--form".as_ref(),
        form.as_ref(),
    ]);
    serde_json::from_slice(&ran.stdout).unwrap()
}

#[test]
fn a_filled_form_is_listed_cell_by_cell() {
    let folder = tempfile::tempdir().unwrap();
    let form = derived(folder.path(), &fixture(&format!("{EMPLOYMENT}/blank.xlsx")));
    let check =
        |filled: &Path| run(&["form".as_ref(), form.as_ref(), "--check".as_ref(), filled.as_os_str()]);
    let sound = check(&submission("08永安镇.html"));
    assert_eq!(sound.status, 0, "{}", sound.stderr);
    let lines: Vec<Vec<&str>> = sound.text().lines().map(|line| line.split_whitespace().collect()).collect();
    let cells = lines.iter().filter(|line| line.last().is_some_and(|last| last.starts_with("第1表")));
    assert_eq!(cells.count(), 20 * 12, "{}", sound.text());
    assert!(!sound.text().contains("没有找到"), "{}", sound.text());
    let slip = check(&submission("03石门乡.html"));
    assert!(slip.status == 1 && slip.text().contains("妇女行：合计人次 59，各列之和 58"), "{}", slip.text());
    let page = fs::read_to_string(submission("08永安镇.html")).unwrap();
    let other = folder.path().join("other.html");
    fs::write(&other, page.replace("随军家属", "援疆干部").replace("取证人数", "发证数")).unwrap();
    let changed = check(&other);
    for said in ["没有找到的行：随军家属\n", "没有找到的栏：取证人数\n"] {
        assert!(changed.text().contains(said), "{said}: {}", changed.text());
    }
}

#[test]
fn labels_that_changed_a_little_are_read_with_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let form = derived(folder.path(), &fixture(&format!("{EMPLOYMENT}/blank.xlsx")));
    let page = fs::read_to_string(submission("08永安镇.html")).unwrap();
    let whole = json(&submission("08永安镇.html"), &form)["tables"].take();
    let input = folder.path().join("a.html");
    for (from, to, said, is_read) in [
        (
            "登记人数",
            "登记总人数",
            "列名“登记总人数（人）”与规定的“登记人数（人）”不同，已按规定的这一列计入",
            true,
        ),
        (
            "高校毕业生",
            "高校应届毕业生",
            "行名“高校应届毕业生”与规定的“高校毕业生”不同，已按规定的这一行计入",
            true,
        ),
        ("登记人数", "登 记 人 数", "", true),
        ("取证人数", "发证数", "没有“发证数（人）”这一列；未计入，原样保留", false),
        ("高校毕业生", "大学毕业生", "没有“大学毕业生”这一行；未计入，原样保留", false),
    ] {
        fs::write(&input, page.replace(from, to)).unwrap();
        let checked = run(&["check".as_ref(), input.as_os_str(), "--form".as_ref(), form.as_ref()]);
        assert!(checked.text().contains(said), "{to}: {}", checked.text());
        assert_eq!(json(&input, &form)["tables"] == whole, is_read, "{to}");
        let is_silent = checked.text().lines().count() == 1;
        assert_eq!(is_silent, said.is_empty(), "{}", checked.text());
    }
    // Two years of a form: what its blank changed.
    let text = fs::read_to_string(&form).unwrap();
    let new = folder.path().join("new.toml");
    fs::write(&new, text.replace("登记人数", "登记总人数")).unwrap();
    let ran = run(&["form".as_ref(), form.as_ref(), "--diff".as_ref(), new.as_os_str()]);
    assert!(ran.status == 1 && ran.text().contains("登记总人数"), "{ran:?}");
}

#[test]
fn word_documents_and_web_pages_are_blanks_too() {
    let folder = tempfile::tempdir().unwrap();
    let form = derived(folder.path(), &fixture("forms/blanks/vaccination.docx"));
    let page = "<h1>青溪县2024年畜禽防疫情况统计表</h1><p>填报单位：青溪县　　单位：只、万元</p><table border=1>\
        <tr><td rowspan=2>畜种</td><td colspan=2>免疫数量</td><td rowspan=2>检疫数量</td><td rowspan=2>防疫经费</td></tr>\
        <tr><td>春季</td><td>秋季</td></tr><tr><td>生猪</td><td>5</td><td>6</td><td>7</td><td>8.5</td></tr>\
        <tr><td>家禽</td><td>15</td><td>16</td><td>17</td><td>1.5</td></tr>\
        <tr><td>合计</td><td>20</td><td>22</td><td>24</td><td>10</td></tr></table>";
    let input = folder.path().join("a.html");
    fs::write(&input, page).unwrap();
    let checked = run(&["check".as_ref(), input.as_os_str(), "--form".as_ref(), form.as_ref()]);
    assert_eq!(checked.status, 0, "{}", checked.text());
    assert_eq!(
        json(&input, &form)["tables"]["t1"]["r2"],
        serde_json::json!({"c1": 15, "c2": 16, "c3": 17, "c4": 1.5})
    );
    // What is written as a blank again is the same form.
    for extension in ["docx", "html", "xlsx"] {
        let blank = folder.path().join("blank").with_extension(extension);
        let ran = run(&["form".as_ref(), form.as_ref(), "-o".as_ref(), blank.as_os_str()]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let ran = run(&["form".as_ref(), form.as_ref(), "--diff".as_ref(), blank.as_os_str()]);
        // Only the sheet 指标 says that （万元） is no part of the label.
        let is_same = |line: &str| extension != "xlsx" && line.contains("“防疫经费（万元）”");
        assert!(
            ran.stderr.is_empty()
                && ran.text().lines().filter(|line| !line.contains("没有不同")).all(is_same),
            "{extension}: {ran:?}"
        );
    }
    let ran = run(&["form".as_ref(), fixture("cli/unbalanced.txt").as_os_str()]);
    // A text is one, too; a filled report leaves doubts, each told.
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.stderr.contains("处没有推导出来，请看一看"), "{ran:?}");
}

#[test]
fn of_two_forms_that_fit_the_one_with_more_labels_is_used() {
    let folder = tempfile::tempdir().unwrap();
    let form = |id: &str, labels: &[&str]| {
        let column = |(at, label): (usize, &&str)| format!("{{ id = \"c{at}\", label = \"{label}\" }},");
        let columns: String = labels.iter().enumerate().map(column).collect();
        format!(
            "id = \"{id}\"\nname = \"{id}\"\ntitle = [\"{id}情况统计表\"]\nyears = {{ from = 2000 }}\n[[table]]\nid = \"t\"\n\
             title = \"{id}情况统计表\"\ncolumns = [{columns}]\nrows = [{{ id = \"r1\", label = \"清河片区\" }}, {{ id = \"r2\", label = \"东山片区\" }}]\n"
        )
    };
    let labels = ["渠道长度", "机井眼数", "泵站座数", "灌溉面积", "受益户数", "管护人数"];
    fs::create_dir(folder.path().join("forms")).unwrap();
    fs::write(folder.path().join("repconv.toml"), "").unwrap();
    fs::write(folder.path().join("forms/a.toml"), form("农田灌溉", &labels)).unwrap();
    fs::write(folder.path().join("forms/b.toml"), form("水利管护", &labels[1..])).unwrap();
    let head: String = labels.iter().map(|label| format!("<td>{label}</td>")).collect();
    let row = |name: &str| format!("<tr><td>{name}</td>{}</tr>", "<td>3</td>".repeat(labels.len()));
    let page = format!(
        "<h1>青溪县2024年水利统计表</h1><table border=1><tr><td></td>{head}</tr>{}{}</table>",
        row("清河片区"),
        row("东山片区")
    );
    fs::write(folder.path().join("a.html"), page).unwrap();
    let checked = |more: &[&str]| {
        let arguments = [&["check", "a.html"], more].concat();
        let mut command = program(&arguments.into_iter().map(OsStr::new).collect::<Vec<_>>());
        command.current_dir(folder.path());
        finish(command, b"")
    };
    let ran = checked(&[]);
    let said = "这份文件也像另一种报表“水利管护”，按“农田灌溉”读取；要按另一种读取，请加 --form 水利管护";
    assert!(ran.text().contains(said), "{ran:?}");
    assert!(!checked(&["--form", "水利管护"]).text().contains("也像另一种报表"));
}

#[test]
fn a_registration_form_is_read_with_the_places_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let form = folder.path().join("form.toml").to_string_lossy().into_owned();
    let blank = fixture("forms/blanks/water-project.docx");
    let ran = run(&["form".as_ref(), blank.as_os_str(), "-o".as_ref(), form.as_ref()]);
    assert!(ran.status == 1 && ran.stderr.contains("“管护方式”看不出要填数还是填文字"), "{ran:?}");
    let workbook = folder.path().join("blank.xlsx");
    assert_eq!(run(&["form".as_ref(), form.as_ref(), "-o".as_ref(), workbook.as_os_str()]).status, 0);
    let ran = run(&["form".as_ref(), form.as_ref(), "--diff".as_ref(), workbook.as_os_str()]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let input = folder.path().join("a.html");
    let page = "<h1>青溪县水利局2025年度农村饮水安全工程登记表</h1><table border=1>\
        <tr><td>工程名称</td><td colspan=3>一号水厂</td></tr>\
        <tr><td>所在乡镇</td><td>东山镇</td><td>水源类型</td><td>□地表水 ☑地下水</td></tr>\
        <tr><td>供水人口（人）</td><td>1200</td><td>日供水量（吨）</td><td>35.5</td></tr>\
        <tr><td>总投资（万元）</td><td>120.5</td><td>其中：财政资金金额（万元）</td><td>80</td></tr>\
        <tr><td>是否达标</td><td>☑是 □否</td><td>建成日期</td><td>2023年5月6日</td></tr>\
        <tr><td>负责人</td><td>张三</td><td>管护方式</td><td>专人</td></tr></table>";
    fs::write(&input, page).unwrap();
    let checked = run(&["check".as_ref(), input.as_os_str(), "--form".as_ref(), form.as_ref()]);
    assert_eq!((checked.status, checked.text().lines().count()), (0, 1), "{}", checked.text());
    let read = &json(&input, &form)["tables"]["t1"]["1"];
    assert_eq!((&read["c2"]["raw"], &read["c3"]["raw"]), (&"东山镇".into(), &"□地表水 ☑地下水".into()));
    assert_eq!((&read["c4"], read["c6"].to_string()), (&1200.into(), "120.5".to_owned()));
}

/// The line above the table that says who reports, in one cell or with its texts in cells beside its keys.
#[test]
fn the_body_and_the_year_above_a_table_are_read_and_kept_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| fixture(&format!("forms/reporter-line/{name}.xlsx"));
    let form = derived(folder.path(), &file("blank"));
    for name in ["beside", "one-cell"] {
        let checked = run(&["check".as_ref(), file(name).as_os_str(), "--form".as_ref(), form.as_ref()]);
        assert_eq!((checked.status, checked.text().contains("S004")), (0, false), "{}", checked.text());
        let read = json(&file(name), &form);
        assert_eq!(read["preamble"][0], "填报单位：青溪县司法局　年度：2026", "{name}");
        for format in ["xlsx", "docx", "odt", "html", "txt", "md", "json"] {
            let output = folder.path().join(format!("{name}.{format}"));
            let input = file(name);
            let args = [input.as_os_str(), output.as_os_str(), "--form".as_ref(), form.as_ref()];
            let ran = run(&args);
            assert_eq!(ran.status, 0, "{name} {format}: {}", ran.stderr);
            let again = json(&output, &form);
            assert_eq!(again["organization"], "青溪县司法局", "{name} {format}");
            assert_eq!(again["year"], 2026, "{name} {format}");
            assert_eq!(again["preamble"], read["preamble"], "{name} {format}");
            assert_eq!(again["tables"], read["tables"], "{name} {format}");
        }
    }
}

#[test]
fn what_to_do_next_repeats_the_form() {
    let folder = tempfile::tempdir().unwrap();
    let form = derived(folder.path(), &fixture("forms/reporter-line/blank.xlsx"));
    let filled = fixture("forms/reporter-line/beside.xlsx");
    let ran = run(&[filled.as_os_str(), "--form".as_ref(), form.as_ref()]);
    let steps: Vec<&str> = ran.text().lines().filter(|line| line.starts_with("  repconv ")).collect();
    assert!(steps.len() >= 3, "{}", ran.text());
    assert!(steps.iter().all(|step| step.contains(&format!(" --form {form}"))), "{steps:?}");
}

/// 填报人 and 填报日期 concern the office that gets the workbook.
#[test]
fn what_was_filled_in_on_the_cover_is_on_no_page_and_in_no_text() {
    let folder = tempfile::tempdir().unwrap();
    let mut report: serde_json::Value =
        serde_json::from_slice(&fs::read(fixture("rules/2021.json")).unwrap()).unwrap();
    report["metadata"]["other"] = serde_json::json!({"填报人": "张某某", "填报日期": "2022-01-20"});
    let input = folder.path().join("in.json");
    fs::write(&input, report.to_string()).unwrap();
    for (format, is_kept) in
        [("html", false), ("txt", false), ("docx", false), ("xlsx", true), ("json", true)]
    {
        let output = folder.path().join(format!("out.{format}"));
        let ran = run(&[&input, &output]);
        assert_eq!(ran.status, 0, "{format}: {}", ran.stderr);
        assert_eq!(ran.stderr.contains("封面上的填报人、填报日期只留在"), !is_kept, "{}", ran.stderr);
        let again = run(&[output.as_os_str(), "-".as_ref(), "-t".as_ref(), "json".as_ref()]);
        assert_eq!(again.text().contains("张某某"), is_kept, "{format}");
    }
}
