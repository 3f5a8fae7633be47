use crate::validate::examples::messages;

/// Rule, edition, cell, its value, and the message.
const BROKEN: [(&str, &str, &str, &str, &str); 15] = [
    (
        "C001",
        "2021",
        "disclosure/licensing/decisions",
        "null",
        "表一 行政许可 · 本年处理决定数量 是空的，请补填（没有的填 0）",
    ),
    ("C001", "2021", "requests/granted/total", "null", "表二 予以公开 · 总计 是空的，应填各项之和 11"),
    ("C001", "2021", "requests/total/natural_person", "null", "表二 总计 · 自然人 是空的，应填各项之和 21"),
    ("C001", "2014", "statistics/3.1/value", "null", "统计表 收到申请数 是空的，应填各项之和 12"),
    (
        "C002",
        "2021",
        "requests/granted/natural_person",
        r#"{"raw": "/"}"#,
        "表二 予以公开 · 自然人 写的是“/”，不是数字，请改填数字（没有的填 0）",
    ),
    (
        "C003",
        "2021",
        "requests/granted/natural_person",
        "-5",
        "表二 予以公开 · 自然人：-5 是负数，这里不会小于 0",
    ),
    (
        "C003",
        "2021",
        "disclosure/fees/amount",
        "-0.5",
        "表一 行政事业性收费 · 本年收费金额：-0.5 是负数，这里不会小于 0",
    ),
    (
        "C004",
        "2019",
        "disclosure/licensing/change",
        "0.5",
        "表一 行政许可 · 本年增/减：0.5 不是整数，这里填的是数量",
    ),
    (
        "C005",
        "2021",
        "review/reconsideration/upheld",
        r#"{"raw": "１，２３４件"}"#,
        "表三 行政复议 · 结果维持：“１，２３４件”按 1234 读取，规范写法是 1234",
    ),
    (
        "C005",
        "2021",
        "disclosure/fees/amount",
        r#"{"raw": "251000元"}"#,
        "表一 行政事业性收费 · 本年收费金额：“251000元”按 251000 读取，而这一格的单位是万元，请换算后只写数字",
    ),
    (
        "C006",
        "2021",
        "disclosure/normative_documents/in_force",
        r#"{"raw": "22（其中修订16件）"}"#,
        "表一 行政规范性文件 · 现行有效件数：“22（其中修订16件）”按 22 读取，说明文字宜移到表外的注里",
    ),
    (
        "C006",
        "2021",
        "disclosure/fees/amount",
        r#"{"raw": "251000元（25.1万元）"}"#,
        "表一 行政事业性收费 · 本年收费金额：“251000元（25.1万元）”按 251000 读取，而这一格的单位是万元，请核对单位，换算后只写数字",
    ),
    (
        "C006",
        "2014",
        "statistics/7/value",
        r#"{"raw": "2亿元（20000万元）"}"#,
        "统计表 依申请公开信息收取的费用：“2亿元（20000万元）”按 2 读取，而这一格的单位是万元，请核对单位，换算后只写数字",
    ),
    (
        "C006",
        "2021",
        "disclosure/fees/amount",
        r#"{"raw": "25.1万元（251000元）"}"#,
        "表一 行政事业性收费 · 本年收费金额：“25.1万元（251000元）”按 25.1 读取，说明文字宜移到表外的注里",
    ),
    (
        "C005",
        "2019",
        "disclosure/procurement/amount",
        r#"{"raw": "251000元"}"#,
        "表一 政府集中采购 · 采购总金额：“251000元”的单位不是万元，没有按万元计入，请换算成万元",
    ),
];

#[test]
fn cells_that_break_a_rule_are_named() {
    for (code, edition, cell, value, want) in BROKEN {
        assert_eq!(messages(code, edition, &[(cell, value)]), [want]);
    }
}

#[test]
fn values_that_a_column_allows_are_not_findings() {
    for (code, edition, cell, value) in [
        ("C003", "2019", "disclosure/licensing/change", "-5"),
        ("C004", "2021", "disclosure/fees/amount", "12.3456"),
        ("C004", "2014", "statistics/7/value", "0.25"),
        ("C005", "2019", "disclosure/procurement/amount", r#"{"raw": "160.5964万元"}"#),
        ("C005", "2019", "disclosure/licensing/change", r#"{"raw": "+3"}"#),
        ("C001", "2014", "statistics/1/value", "null"),
    ] {
        assert_eq!(messages(code, edition, &[(cell, value)]), [""; 0], "{code} {cell} {value}");
    }
}

#[test]
fn cells_of_a_row_with_the_same_fault_are_one_finding() {
    let columns = ["upheld", "corrected", "other", "pending", "total"];
    let row = |value: &'static str, count| -> Vec<(String, &str)> {
        columns[..count].iter().map(|column| (format!("review/litigation_direct/{column}"), value)).collect()
    };
    for (code, value, count, want) in [
        ("C001", "null", 5, "表三 未经复议直接起诉：整行 5 格都是空的，请补填（没有的填 0）"),
        ("C001", "null", 2, "表三 未经复议直接起诉：结果维持、结果纠正 2 格是空的，请补填（没有的填 0）"),
        (
            "C002",
            r#"{"raw": "无"}"#,
            5,
            "表三 未经复议直接起诉：整行 5 格都写的是“无”，不是数字，请改填数字（没有的填 0）",
        ),
    ] {
        let changes = row(value, count);
        let changes: Vec<_> = changes.iter().map(|(cell, value)| (cell.as_str(), *value)).collect();
        assert_eq!(messages(code, "2021", &changes), [want]);
    }
}

#[test]
fn an_entirely_blank_table_is_one_finding() {
    let rows = ["reconsideration", "litigation_direct", "litigation_after_reconsideration"];
    let columns = ["upheld", "corrected", "other", "pending", "total"];
    let cells: Vec<_> =
        rows.iter().flat_map(|row| columns.map(|column| format!("review/{row}/{column}"))).collect();
    let changes: Vec<_> = cells.iter().map(|cell| (cell.as_str(), "null")).collect();
    assert_eq!(messages("C001", "2021", &changes), ["表三整张表都是空的，请补填（没有的填 0）"]);
}

#[test]
fn the_sums_of_a_row_of_blank_totals_are_named() {
    let text = include_str!("../../../fixtures/rules/2021.json");
    let mut report: serde_json::Value = serde_json::from_str(text).unwrap();
    for column in report["tables"]["requests"]["total"].as_object_mut().unwrap().values_mut() {
        *column = serde_json::Value::Null;
    }
    for column in ["total", "research_institution"] {
        report["tables"]["requests"]["granted"][column] = serde_json::Value::Null;
    }
    let report = crate::report_json::from_json(&report).unwrap().0;
    let mut findings = Vec::new();
    super::blank_cells(&report, &mut findings);
    let said = |language| {
        let lines: Vec<&str> = findings.iter().map(|finding| finding.message.get(language)).collect();
        lines.join("\n")
    };
    insta::assert_snapshot!(said(crate::model::language::Language::Zh), @"
    表二 予以公开：科研机构、总计 2 格是空的，请补填（没有的填 0）
    表二 总计：整行 7 格都是空的，请补填（没有的填 0），其中应填各项之和的：自然人 21、商业企业 3、社会公益组织 1、法律服务机构 1、其他（法人或其他组织） 1
    ");
    insta::assert_snapshot!(said(crate::model::language::Language::En), @"
    requests granted: the 2 cells research institution, total are blank; fill in the figure, 0 if there was none
    requests total: all 7 cells are blank; fill in the figure, 0 if there was none; the parts of totals add up to: natural person 21, commercial enterprise 3, public welfare organization 1, legal service institution 1, other organization 1
    ");
}
