use super::*;
use crate::forms::Y2021;
use crate::model::decimal::Decimal;
use crate::model::value::Value;
use crate::validate::examples::{changed, findings, messages};

#[test]
fn the_message_has_the_figures() {
    for (code, edition, change, want) in [
        (
            "A001",
            "2021",
            ("requests/received/natural_person", "26"),
            "自然人列：本年新收 26 + 上年结转 2 = 28，总计 21 + 结转下年度 1 = 22，相差 6；疑似笔误：表二 本年新收 · 自然人 现为 26，改为 20 则有关的 2 处都平",
        ),
        (
            "A002",
            "2021",
            ("requests/total/commercial_enterprise", "5"),
            "商业企业列：总计 5，各行之和 3（予以公开 1 + 部分公开 1 + 属于四类过程性信息（不予公开） 1），相差 2；疑似笔误：表二 总计 · 商业企业 现为 5，改为 3 则有关的 3 处都平",
        ),
        (
            "A002",
            "2019",
            ("requests/other/natural_person", "4"),
            "自然人列：总计 21，各行之和 24，相差 3；疑似笔误：表二 其他处理 · 自然人 现为 4，改为 1 则有关的 2 处都平",
        ),
        (
            "A003",
            "2021",
            ("requests/granted/total", "12"),
            "予以公开行：总计 12，各列之和 11（自然人 9 + 商业企业 1 + 法律服务机构 1），相差 1；疑似笔误：表二 予以公开 · 总计 现为 12，改为 11 则有关的 2 处都平",
        ),
        (
            "A004",
            "2021",
            ("review/reconsideration/total", "6"),
            "行政复议：总计 6，各列之和 4（结果维持 2 + 结果纠正 1 + 尚未审结 1），相差 2",
        ),
        (
            "A005",
            "2014",
            ("statistics/8.3.2/value", "3.5"),
            "从事政府信息公开工作人员数 5，各行之和 4.5（专职人员数 1 + 兼职人员数 3.5），相差 0.5",
        ),
    ] {
        assert_eq!(messages(code, edition, &[change]), [want]);
    }
}

#[test]
fn figures_and_cells_are_in_the_finding() {
    let found = findings("A003", "2021", &[("requests/granted/total", "12")]);
    let finding = &found[0];
    assert_eq!(finding.found, Some(Decimal::from(12)));
    assert_eq!(finding.expected, Some(Decimal::from(11)));
    assert_eq!(finding.cells.len(), 7);
    assert_eq!(finding.cells[0].to_string(), "requests/granted/total");
    assert!(
        finding.message.en.starts_with("row granted: total 12, sum of the parts 11 (natural person 9 + ")
    );
}

#[test]
fn every_change_of_one_cell_is_found() {
    let valid = changed("2021", &[]);
    let cells: Vec<_> = valid.cells.keys().copied().filter(|cell| cell.table == "requests").collect();
    assert_eq!(cells.len(), 175);
    for cell in cells {
        for change in [-3, -2, -1, 1, 2, 3] {
            let mut report = valid.clone();
            let value = &mut report.cells.get_mut(&cell).expect("the cell").value;
            *value = Value::Number(value.number().expect("a number") + Decimal::from(change));
            let mut found = Vec::new();
            for (rule, kind) in [
                (&UNBALANCED_REQUESTS, SumKind::Requests),
                (&WRONG_RESULT_TOTAL, SumKind::Results),
                (&WRONG_ROW_TOTAL, SumKind::Applicants),
            ] {
                check(rule, kind, &report, &mut found);
            }
            assert!(found.len() > 1, "{cell} {change:+}");
            for finding in &found {
                assert!(finding.cells.contains(&cell), "{cell} {change:+}");
                assert_eq!(finding.suspects, [cell], "{cell} {change:+}: {}", finding.message.zh);
            }
        }
    }
}

#[test]
fn the_suspect_is_named_with_the_reason() {
    for (code, edition, changes, want) in [
        (
            "A003",
            "2021",
            &[("requests/granted/natural_person", "12")][..],
            "；疑似笔误：表二 予以公开 · 自然人 现为 12，改为 9 则有关的 2 处都平",
        ),
        // The total was computed from the mistyped part, so that it is not itself to blame.
        (
            "A001",
            "2021",
            &[("requests/granted/natural_person", "8"), ("requests/total/natural_person", "20")],
            "；疑似笔误：表二 予以公开 · 自然人 现为 8，改为 9（合计随之改）则有关的 3 处都平",
        ),
        // The row adds up, so no cell of the column is likelier than the others, but the total is wrong twice.
        (
            "A004",
            "2021",
            &[("review/reconsideration/upheld", "12"), ("review/reconsideration/total", "41")],
            "；疑似数字颠倒",
        ),
    ] {
        let said = messages(code, edition, changes);
        assert!(said.len() == 1 && said[0].contains(want), "{said:?}");
    }
}

#[test]
fn every_declared_sum_has_its_rule() {
    for edition in *crate::forms::ALL {
        for sum in edition.tables.iter().flat_map(|table| table.sums) {
            assert!(crate::validate::rule_of_sums(sum.kind).is_some(), "{:?}", sum.kind);
        }
    }
}

#[test]
fn uncertain_sums_are_not_findings() {
    for (code, edition, changes) in [
        // a blank counts as 0 beside figures
        ("A003", "2021", &[("requests/granted/research_institution", "null")][..]),
        ("A001", "2021", &[("requests/carried_in/commercial_enterprise", "null")]),
        // a total left blank, as in many reports for 2019
        ("A003", "2021", &[("requests/granted/total", "null")]),
        ("A002", "2021", &[("requests/granted/total", "null")]),
        ("A001", "2021", &[("requests/total/natural_person", "null")]),
        ("A002", "2021", &[("requests/total/natural_person", "null")]),
        ("A004", "2021", &[("review/reconsideration/total", "null")]),
        // a cell without a number
        ("A002", "2021", &[("requests/granted/natural_person", r#"{"raw": "/"}"#)]),
        ("A001", "2021", &[("requests/received/natural_person", r#"{"raw": "约20"}"#)]),
        // a row that could not be read
        ("A002", "2021", &[("requests/granted", "-")]),
        ("A001", "2021", &[("requests/carried_out", "-")]),
        ("A003", "2021", &[("requests/granted/natural_person", "-")]),
        // nothing but blanks on one side
        (
            "A004",
            "2021",
            &[
                ("review/litigation_direct/upheld", "null"),
                ("review/litigation_direct/corrected", "null"),
                ("review/litigation_direct/other", "null"),
                ("review/litigation_direct/pending", "null"),
            ],
        ),
    ] {
        assert_eq!(messages(code, edition, changes), [""; 0], "{code} {changes:?}");
    }
}

#[test]
fn sums_stay_certain_with_an_entirely_blank_row() {
    let cells: Vec<_> = Y2021.tables[1].blocks[0]
        .columns
        .iter()
        .map(|column| format!("requests/other.fee_overdue/{}", column.key))
        .collect();
    let mut changes: Vec<_> = cells.iter().map(|cell| (cell.as_str(), "null")).collect();
    assert_eq!(messages("A002", "2021", &changes), [""; 0]);
    changes.push(("requests/total/total", "40"));
    assert_eq!(messages("A002", "2021", &changes), ["总计列：总计 40，各行之和 27，相差 13"]);
}

#[test]
fn other_results_in_one_row_or_in_three_count_once() {
    // Beside its own rows the row （六）其他处理 is left out of the sum.
    let both = [("requests/other/natural_person", "1")];
    assert_eq!(messages("A002", "2021", &both), [""; 0]);
    // Alone it replaces them.
    let alone = |figure| {
        [
            ("requests/other.correction_overdue", "-"),
            ("requests/other.fee_overdue", "-"),
            ("requests/other.other", "-"),
            ("requests/other/natural_person", figure),
        ]
    };
    assert_eq!(messages("A002", "2021", &alone("1")), [""; 0]);
    assert_eq!(messages("A002", "2021", &alone("3")), ["自然人列：总计 21，各行之和 23，相差 2"]);
}

#[test]
fn subtotals_are_checked_and_are_not_added_up_themselves() {
    let right = [("requests/denied.subtotal/natural_person", "3")];
    assert_eq!(messages("A006", "2021", &right), [""; 0]);
    assert_eq!(messages("A002", "2021", &right), [""; 0]);
    let wrong = [("requests/denied.subtotal/natural_person", "5")];
    assert_eq!(
        messages("A006", "2021", &wrong),
        [
            "自然人列：小计（不予公开） 5，各行之和 3（属于国家秘密（不予公开） 1 + 保护第三方合法权益（不予公开） 1 + 属于三类内部事务信息（不予公开） 1），相差 2"
        ]
    );
}
