//! What counts as a difference and what does not.

use serde_json::{Value as Json, json};

use super::*;
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::finding::Rule;
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::value::Value;
use crate::report_json::from_json;

/// A report with these members beside the usual ones.
fn report(members: &Json) -> Report {
    let mut report = json!({
        "format": "repconv.report", "version": 1, "edition": "2021", "title": null,
        "organization": "青溪县人民政府", "year": 2024, "metadata": {}, "preamble": [], "sections": [],
        "tables": {}, "signature": {"organization": null, "date": null}, "notes": [],
    });
    for (name, member) in members.as_object().expect("members") {
        report[name] = member.clone();
    }
    from_json(&report).expect("a report").0
}

fn compared(old: &Json, new: &Json) -> Difference {
    compare(&report(old), &[], &report(new), &[])
}

fn overview(paragraphs: &[&str]) -> Json {
    let body: Vec<Json> = paragraphs.iter().map(|text| json!({"type": "paragraph", "text": text})).collect();
    json!({"sections": [{"key": "overview", "heading": "一、总体情况", "body": body}]})
}

#[test]
fn every_difference_is_reported() {
    let own = |cell: &str| json!({"sections": [{"key": "overview", "heading": "一、总体情况", "body": [{"type": "table", "rows": [["渠道", cell]]}]}]});
    let placed = |at: &[&str]| {
        let item = |kind: &&str| match *kind {
            "table" => json!({"type": "statutory_table", "table": "review"}),
            "note" => json!({"type": "note", "note": 0}),
            text => json!({"type": "paragraph", "text": text}),
        };
        let body: Vec<Json> = at.iter().map(item).collect();
        json!({"notes": ["注：无。"], "tables": {"review": {"reconsideration": {"total": 1}}}, "sections": [{"key": "review", "heading": "四、复议", "body": body}]})
    };
    let cell = |value: Json| json!({"tables": {"disclosure": {"fees": {"amount": value}}}});
    for (what, old, new) in [
        ("body", json!({}), json!({"organization": "青溪县教育局"})),
        ("no body", json!({}), json!({"organization": null})),
        ("year", json!({}), json!({"year": 2023})),
        ("edition", json!({}), json!({"edition": "2019"})),
        ("title", json!({}), json!({"title": "年度报告"})),
        ("metadata", json!({"metadata": {"category": "甲"}}), json!({"metadata": {"category": "乙"}})),
        ("blank metadata", json!({"metadata": {"category": null}}), json!({})),
        (
            "other metadata",
            json!({"metadata": {"other": {"来源": "甲"}}}),
            json!({"metadata": {"other": {"来源": null}}}),
        ),
        (
            "signature",
            json!({}),
            json!({"signature": {"organization": "甲", "date": {"raw": "2025年1月1日", "iso": "2025-01-01"}}}),
        ),
        ("preamble", json!({}), json!({"preamble": ["根据条例编制。"]})),
        (
            "heading",
            overview(&[]),
            json!({"sections": [{"key": "overview", "heading": "一、概况", "body": []}]}),
        ),
        ("section", json!({}), overview(&[])),
        ("sentence", overview(&["收到12件。"]), overview(&["收到13件。"])),
        ("order", overview(&["收到。办结。"]), overview(&["办结。收到。"])),
        ("paragraph", overview(&["收到。办结。"]), overview(&["收到。", "办结。"])),
        ("words", overview(&["12 34"]), overview(&["1234"])),
        ("own table", own("12"), own("13")),
        ("place of a table", placed(&["甲。", "table"]), placed(&["table", "甲。"])),
        ("place of a note", placed(&["甲。", "note"]), placed(&["note", "甲。"])),
        ("note", json!({"notes": ["注：甲。"]}), json!({"notes": []})),
        ("figure", cell(json!(12)), cell(json!(12.5))),
        ("blank", cell(json!(null)), cell(json!(0))),
        ("missing", json!({}), cell(json!(null))),
        ("spelling", cell(json!(12)), cell(json!({"raw": "12万元", "value": 12}))),
    ] {
        let there = compared(&old, &new);
        assert!(!there.is_empty(), "{what}");
        assert!(!compared(&new, &old).is_empty(), "{what}, the other way round");
        assert!(compared(&old, &old).is_empty() && compared(&new, &new).is_empty(), "{what}");
    }
}

#[test]
fn layout_is_not_a_difference() {
    for (what, old, new) in [
        ("white space", overview(&["收到 12 件。"]), overview(&["收到12件。"])),
        ("widths of spaces", overview(&["Word\u{3000}编写"]), overview(&["Word 编写"])),
        (
            "number",
            json!({"tables": {"disclosure": {"fees": {"amount": 12}}}}),
            json!({"tables": {"disclosure": {"fees": {"amount": 12.0}}}}),
        ),
        ("title twice", json!({"title": "年报", "preamble": ["年报"]}), json!({"title": "年报"})),
        ("name", json!({}), json!({"organization": "青溪县 人民政府"})),
    ] {
        let difference = compared(&old, &new);
        assert!(difference.is_empty(), "{what}: {:?}", difference.counts());
    }
}

#[test]
fn blank_missing_and_zero_are_different() {
    let amount = |value: Json| json!({"tables": {"disclosure": {"fees": {"amount": value}}}});
    let number = |number: i64| Some(Value::Number(Decimal::from(number)));
    for (old, new, values, change) in [
        (amount(json!(null)), amount(json!(0)), Pair::new(Some(Value::Blank), number(0)), None),
        (json!({}), amount(json!(0)), Pair::new(None, number(0)), None),
        (amount(json!(3)), amount(json!(0)), Pair::new(number(3), number(0)), Some("-3")),
    ] {
        let difference = compared(&old, &new);
        let [cell] = difference.cells.as_slice() else { panic!("one cell: {:?}", difference.cells) };
        assert_eq!(cell.values, values);
        assert_eq!(cell.change.map(|change| change.to_string()).as_deref(), change);
    }
}

#[test]
fn sections_are_matched_by_key_then_by_heading() {
    let sections = |given: &[(&str, &str)]| {
        let section = |(key, heading): &(&str, &str)| json!({"key": key, "heading": heading, "body": []});
        json!({"sections": given.iter().map(section).collect::<Vec<_>>()})
    };
    for (old, new, want) in [
        (vec![("overview", "一、总体情况")], vec![("overview", "一、概述")], "一、总体情况=一、概述"),
        (
            vec![("extra", "七、特色工作"), ("extra", "八、校务公开")],
            vec![("extra", "七、校务公开"), ("extra", "八、特色工作情况")],
            "八、校务公开=七、校务公开 七、特色工作=八、特色工作情况 reordered",
        ),
        (vec![("extra", "七、特色工作")], vec![("extra", "七、经费预算")], "七、特色工作= =七、经费预算"),
        (
            vec![("overview", "一、总体情况"), ("extra", "二、甲乙丙"), ("other", "六、其他")],
            vec![("overview", "一、总体情况"), ("other", "六、其他")],
            "一、总体情况=一、总体情况 二、甲乙丙= 六、其他=六、其他",
        ),
    ] {
        let difference = compared(&sections(&old), &sections(&new));
        let shown = difference.sections.iter().map(|section| {
            let [old, new] = section.headings.each().map(|heading| heading.clone().unwrap_or_default());
            format!("{old}={new}")
        });
        let mut shown: Vec<String> = shown.collect();
        shown.extend(difference.is_reordered.then(|| "reordered".to_owned()));
        assert_eq!(shown.join(" "), want);
    }
}

fn found(rule: &'static Rule, message: &str, line: u32) -> Finding {
    Finding::new(rule, Message::new(message, message), Place::Line { line, column: None })
}

#[test]
fn findings_are_matched_by_rule_cells_and_section() {
    const TOTAL: Address = Address { table: "review", row: "reconsideration", column: "total" };
    let (rule, other) =
        (&crate::model::reading_rules::UNPLACED_CELL, &crate::model::reading_rules::UNDECIDABLE_ROW);
    for (what, old, new, want) in [
        ("place and figures", vec![found(rule, "差 2", 3)], vec![found(rule, "差 5", 9)], (0, 0, 1)),
        ("rule", vec![found(rule, "甲", 3)], vec![found(other, "甲", 3)], (1, 1, 0)),
        ("cells", vec![found(rule, "甲", 3)], vec![found(rule, "甲", 3).with_cells(vec![TOTAL])], (1, 1, 0)),
        ("section", vec![found(rule, "甲", 3)], vec![found(rule, "甲", 3).in_section("other")], (1, 1, 0)),
        (
            "as many as there are",
            vec![found(rule, "甲", 1), found(rule, "乙", 2)],
            vec![found(rule, "丙", 1), found(rule, "乙", 2), found(rule, "甲", 3)],
            (1, 0, 2),
        ),
    ] {
        let compared = findings::compare(&old, &new);
        assert_eq!((compared.appeared.len(), compared.gone.len(), compared.stayed), want, "{what}");
    }
    let compared = findings::compare(&[found(rule, "乙", 2)], &[found(rule, "丙", 1), found(rule, "乙", 2)]);
    assert_eq!(compared.appeared, [found(rule, "丙", 1)], "those with the same message are paired");
}

#[test]
fn very_long_texts_are_compared_in_bounded_time() {
    let text = |seed: usize| (0..45_000).map(|at| format!("第{}条第{at}项。", at % seed)).collect::<String>();
    let difference = compared(&overview(&[&text(7)]), &overview(&[&text(11)]));
    assert_eq!(difference.counts().removed, difference.counts().added);
    assert!(!difference.is_empty());
}

#[test]
fn the_share_of_repeated_text_is_that_of_the_rules() {
    let sentence = "全年围绕重点工作主动公开各类信息并及时回应社会关切和群众诉求";
    let text = |words: &str| format!("{}{words}。", sentence.repeat(5));
    let difference = compared(&overview(&[&text("甲乙丙")]), &overview(&[&text("子丑寅卯辰巳午未")]));
    let Pair { old: Some(old), new: Some(new) } = difference.repeated else { panic!("long enough") };
    assert_eq!((old.repeated, new.repeated), (150, 150));
    assert_eq!((old.percent(), new.percent()), (98, 94), "rounded down");
}
