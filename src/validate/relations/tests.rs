use super::*;
use crate::forms::Forms;
use crate::model::limits::Limits;
use crate::report_json as json;
use crate::validate::{Settings, validate, validate_with_previous};

/// A form of one table with a row 县本级, a row 合计 and four columns, one of money; and one with a single row.
fn report(relation: &str, cells: &str) -> Report {
    let text = format!(
        r#"id    = "relations"
name  = "行政处罚实施情况统计表"
title = ["行政处罚实施情况统计表"]
years = {{ from = 2021 }}
[[table]]
id      = "p"
title   = "行政处罚实施情况统计表"
name    = "处罚表"
columns = [{{ id = "a", label = "警告" }}, {{ id = "b", label = "罚款" }}, {{ id = "c", label = "其他处罚" }}, {{ id = "t", label = "合计" }}, {{ id = "m", label = "罚没金额", number = "money" }}]
rows    = [{{ id = "x", label = "县本级" }}, {{ id = "y", label = "乡镇", presence = "optional" }}, {{ id = "z", label = "全县" }}]
[[table.relation]]
{relation}
[[table]]
id      = "q"
title   = "行政许可实施情况统计表"
name    = "许可表"
columns = [{{ id = "g", label = "许可" }}]
rows    = [{{ id = "x", label = "县本级" }}]
"#
    );
    let forms = Forms::builtin().with_toml(&text).unwrap_or_else(|errors| panic!("{relation}: {errors}"));
    read(forms, cells, 2024)
}

/// Cells are written `x/a 3, z/t 约12`; `-` is a blank. They are of table `p`, but for `q/x/g`.
fn read(forms: Forms, cells: &str, year: u16) -> Report {
    let mut tables = serde_json::json!({"p": {}, "q": {}});
    for cell in cells.split(", ").filter(|cell| !cell.is_empty()) {
        let (path, value) = cell.split_once(' ').expect("a cell and its value");
        let path = if path.starts_with("q/") { path.to_owned() } else { format!("p/{path}") };
        let [table, row, column] = path.split('/').collect::<Vec<_>>()[..] else { panic!("{path}") };
        tables[table][row][column] = match value {
            "-" => serde_json::Value::Null,
            _ => serde_json::from_str(value).unwrap_or_else(|_| serde_json::json!({"raw": value})),
        };
    }
    let report = serde_json::json!({
        "format": json::FORMAT, "version": json::VERSION, "edition": "relations", "organization": "青溪县司法局",
        "year": year, "tables": tables,
    });
    json::from_json_within(&report, forms, &Limits::default()).expect("a report").0
}

fn of_family(findings: Vec<Finding>) -> Vec<String> {
    let own = findings.into_iter().filter(|finding| finding.rule.code.starts_with('A'));
    own.map(|finding| format!("{} {}", finding.rule.code, finding.message.zh)).collect()
}

#[test]
fn relations_that_do_not_hold_are_said_with_their_figures() {
    for (relation, cells, want) in [
        // totals are sums of the table
        (
            "rule = '4栏 = 1栏 + … + 3栏'\nsays = '合计不等于各类之和'",
            "x/a 10, x/b 1, x/c 0, x/t 12",
            "A007 县本级行：合计 12，各列之和 11（警告 10 + 罚款 1），相差 1；表样说：合计不等于各类之和",
        ),
        (
            "rule = '1栏+2栏=4栏'\nlevel = 'warning'",
            "x/a 5, x/b -, x/t 6",
            "A008 县本级行：合计 6，各列之和 5（警告 5），相差 1",
        ),
        ("rule = '3行 = 1行 + 2行'", "x/a 5, z/a 7", "A007 警告列：全县 7，各行之和 5（县本级 5），相差 2"),
        // each comparison
        (
            "rule = 't - a = b'",
            "x/a 10, x/b 1, x/t 12",
            "A007 县本级行：合计 12 - 警告 10 = 2，应当等于罚款 1，相差 1",
        ),
        ("rule = 'a ≤ b'\nlevel = 'info'", "x/a 3, x/b 2", "A009 县本级行：警告 3，应当不大于罚款 2，多出 1"),
        (
            "rule = 'a ≥ b + c'",
            "x/a 3, x/b 2, x/c 2.5",
            "A007 县本级行：警告 3，应当不小于罚款 2 + 其他处罚 2.5 = 4.5，少了 1.5",
        ),
        ("rule = 'a < b'", "x/a 2, x/b 2", "A007 县本级行：警告 2，应当小于罚款 2，两数相等"),
        ("rule = 'a > b'", "x/a 1, x/b 2", "A007 县本级行：警告 1，应当大于罚款 2，少了 1"),
        ("rule = 'a ≠ b'", "x/a 2, x/b 2.0", "A007 县本级行：警告 2，应当不等于罚款 2"),
        (
            "rule = 'm ≤ 0.5'",
            "x/m 0.50000000000000000001",
            "A007 县本级行：罚没金额 0.50000000000000000001，应当不大于 0.5",
        ),
        ("rule = '-a = -3'", "x/a 2", "A007 县本级行：-警告 2 = -2，应当等于 -3"),
        // a condition
        (
            "rule = '若 b > 0 则 m > 0'",
            "x/b 2, x/m 0",
            "A007 县本级行：罚款 2 大于 0，这时罚没金额 0，应当大于 0",
        ),
        // cells, rows and other tables
        ("rule = '3行4栏 ≥ 1行4栏'", "x/t 3, z/t 2", "A007 全县 · 合计 2，应当不小于县本级 · 合计 3，少了 1"),
        ("rule = 'z ≥ x'", "x/t 3, z/t 2", "A007 合计列：全县 2，应当不小于县本级 3，少了 1"),
        (
            "rule = 't ≤ 「许可表」.「许可」'",
            "x/t 3, q/x/g 2",
            "A007 县本级行：合计 3，应当不大于许可表 县本级 · 许可 2，多出 1",
        ),
        // a figure with words counts, and a row that may be absent is left out
        ("rule = 'a ≤ b'", "x/a 12件, x/b 2", "A007 县本级行：警告 12，应当不大于罚款 2，多出 10"),
        ("rule = 'z - y ≥ x'", "x/a 5, z/a 4", "A007 警告列：全县 4，应当不小于县本级 5，少了 1"),
    ] {
        assert_eq!(of_family(validate(&report(relation, cells))), [want], "{relation}");
    }
}

#[test]
fn what_holds_or_cannot_be_told_is_no_finding() {
    for (relation, cells) in [
        ("rule = '4栏 = 1栏 + … + 3栏'", "x/a 10, x/b 1, x/c 1, x/t 12"),
        // the total is blank, a cell is no number, one was not read, one side is blank
        ("rule = '4栏 = 1栏 + … + 3栏'", "x/a 10, x/b 1, x/c 0, x/t -"),
        ("rule = '4栏 = 1栏 + … + 3栏'", "x/a 10, x/b 约1, x/c 0, x/t 12"),
        ("rule = '4栏 = 1栏 + … + 3栏'", "x/a 10, x/c 0, x/t 12"),
        ("rule = '4栏 = 1栏 + … + 3栏'", "x/a -, x/b -, x/c -, x/t 12"),
        ("rule = 'a ≤ b'", "x/a 5, x/b -"),
        ("rule = 'a ≤ b'", "x/a 约5, x/b 1"),
        ("rule = 'a ≤ b'", "x/a 5"),
        ("rule = 'a ≤ b'", "x/a 5, x/b 5.0"),
        ("rule = 'a - b ≤ c'", "x/a 0.3, x/b 0.1, x/c 0.2"),
        ("rule = '若 b > 0 则 m > 0'", "x/b 0, x/m 0"),
        ("rule = '若 b > 0 则 m > 0'", "x/b -, x/m 0"),
        ("rule = '若 b > 0 则 m > 0'", "x/b 3, x/m -"),
        ("rule = '若 b > 0 则 m > 0'", "x/b 3, x/m 0.01"),
        ("rule = 't ≤ q.g'", "z/t 3, q/x/g 2"),
        ("rule = 'a ≤ 上年.a'", "x/a 3"),
        // beyond what a decimal holds
        ("rule = 'a + b ≤ c'", "x/a 79228162514264337593543950335, x/b 79228162514264337593543950335, x/c 1"),
    ] {
        assert_eq!(of_family(validate(&report(relation, cells))), [""; 0], "{relation} {cells}");
    }
}

#[test]
fn the_probable_slip_is_named() {
    // Only the total of x breaks both relations.
    let relation = "rule = 't - c = a + b'\n[[table.relation]]\nrule = '3行 = 1行 + 2行'";
    let cells = "x/a 10, x/b 1, x/c 0, x/t 21, y/a 1, y/b 0, y/c 0, y/t 1, z/a 11, z/b 1, z/c 0, z/t 12";
    let suspect = "；疑似笔误：处罚表 县本级 · 合计 现为 21，改为 11 则有关的 2 处都平";
    let found = of_family(validate(&report(relation, cells)));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found
            .iter()
            .any(|message| message.contains("合计 21 - 其他处罚 0 = 21") && message.ends_with(suspect)),
        "{found:?}"
    );
}

#[test]
fn the_year_before_is_compared_where_it_is_given() {
    let now = report("rule = '1栏 = 上年.4栏'\nsays = '结转'", "x/a 3, z/a 2");
    let forms = Forms::builtin().with(now.edition).unwrap();
    let with = |year, cells| {
        of_family(validate_with_previous(&now, &read(forms, cells, year), &Settings::default()))
    };
    assert_eq!(
        with(2023, "x/t 2, z/t 2"),
        ["A007 县本级行：警告 3，应当等于上年合计 2，相差 1；表样说：结转"]
    );
    assert_eq!(with(2023, "x/t -, z/t 2"), [""; 0]);
    assert_eq!(with(2022, "x/t 2, z/t 2"), [""; 0], "not the year before");
    assert_eq!(of_family(validate(&now)), [""; 0]);
}

#[test]
fn levels_have_their_rules() {
    for (rule, level) in [
        (&BROKEN_RELATION, Severity::Error),
        (&DOUBTFUL_RELATION, Severity::Warning),
        (&UNUSUAL_RELATION, Severity::Info),
    ] {
        assert_eq!(rule.severity, level);
        assert_eq!(crate::validate::rule_of_sums(SumKind::Declared(level)), Some(rule));
    }
}
