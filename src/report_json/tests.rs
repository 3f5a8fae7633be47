use serde_json::{Value as Json, json};

use super::*;
use crate::model::error::Error;
use crate::model::finding::Finding;
use crate::model::report::{Item, Report};

fn report(members: Json) -> Json {
    let mut report = json!({"format": FORMAT, "version": VERSION, "edition": "2021"});
    let Json::Object(members) = members else { panic!("members") };
    report.as_object_mut().expect("an object").extend(members);
    report
}

fn read(members: Json) -> (Report, Vec<Finding>) {
    from_json(&report(members)).expect("a report")
}

/// Where and in English what is wrong.
fn wrong(value: &Json) -> (String, String) {
    match from_json(value) {
        Err(Error::WrongShape { pointer, expected }) => (pointer, expected.en),
        other => panic!("no WrongShape but {other:?}"),
    }
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule.code).collect()
}

/// A report in canonical form that uses every kind of member.
fn full() -> Json {
    report(json!({
        "title": "青溪县文化局2022年政府信息公开工作年度报告",
        "organization": "青溪县文化局",
        "year": 2022,
        "metadata": {"index_number": "QX-01", "category": null, "other": {"有效性": "有效", "附件": null}},
        "preamble": ["根据条例编制。"],
        "sections": [
            {"key": "overview", "heading": "一、总体情况", "body": [
                {"type": "paragraph", "text": "公开\t及时 <&> \"好\"。"},
                {"type": "table", "rows": [["甲", {"text": "乙\n丙", "colspan": 2, "rowspan": 2}], ["丁"], ["", "", ""]]},
            ]},
            {"key": "disclosure", "heading": "二、主动公开政府信息情况", "body": [
                {"type": "statutory_table", "table": "disclosure"},
                {"type": "note", "note": 0},
            ]},
            {"key": "extra", "heading": "七、附记", "body": []},
        ],
        "tables": {
            "disclosure": {
                "regulations": {"issued": 0, "repealed": null, "in_force": {"raw": "22（其中修订16件）", "value": 22}},
                "licensing": {"decisions": {"raw": "/", "value": null}},
                "fees": {"amount": 59237.2449},
            },
        },
        "signature": {"organization": "青溪县文化局", "date": {"raw": "20221月21日", "iso": null}},
        "notes": ["注：含上年。", "注：以上为全县数据。"],
    }))
}

#[test]
fn a_canonical_report_comes_back_byte_for_byte() {
    let text = format!("{:#}\n", full());
    let (report, doubts) = from_json(&serde_json::from_str(&text).expect("JSON")).expect("a report");
    assert_eq!(doubts, []);
    assert_eq!(to_text(&report), text);
}

#[test]
fn nothing_but_the_envelope_is_required() {
    let (empty, doubts) = read(json!({}));
    assert_eq!(doubts, []);
    let written = to_json(&empty);
    assert_eq!(written["signature"], json!({"organization": null, "date": null}));
    assert_eq!(from_json(&written).expect("a report").0, empty);
}

#[test]
fn numbers_are_exact_in_both_directions() {
    let text = r#"{"format": "repconv.report", "version": 1, "edition": "2021", "tables": {"disclosure":
        {"regulations": {"issued": 1e3, "repealed": 1E+2, "in_force": 0.10}, "fees": {"amount": 4068.208}}}}"#;
    let (report, _) = from_json(&serde_json::from_str(text).expect("JSON")).expect("a report");
    let written = to_text(&report);
    for shown in ["\"issued\": 1000,", "\"repealed\": 100,", "\"in_force\": 0.1\n", "\"amount\": 4068.208\n"]
    {
        assert!(written.contains(shown), "{shown} in {written}");
    }
}

#[test]
fn texts_are_brought_into_canonical_form() {
    let (report, doubts) = read(json!({
        "title": " 青溪县\n2022年报告 ",
        "preamble": ["第一段\r\n\u{3000}第二段\n\n", " ", "第\u{200b}三段"],
        "metadata": {"name": "", "other": {"有效性：": "有效", "索 引 号": "QX-01"}},
        "sections": [{"key": "overview", "heading": "一、总体情况", "body": [
            {"type": "note", "note": 2},
            {"type": "paragraph", "text": "甲\n乙"},
            {"type": "paragraph", "text": "\u{3000}"},
            {"type": "note", "note": 0},
        ]}],
        "notes": ["注：一\n注：二", "注：三", " "],
    }));
    assert_eq!(doubts, []);
    let written = to_json(&report);
    assert_eq!(written["title"], "青溪县2022年报告");
    assert_eq!(written["preamble"], json!(["第一段", "第二段", "第三段"]));
    assert_eq!(
        written["metadata"],
        json!({"index_number": "QX-01", "name": null, "other": {"有效性": "有效"}})
    );
    assert_eq!(
        written["sections"][0]["body"],
        json!([
            {"type": "paragraph", "text": "甲"},
            {"type": "paragraph", "text": "乙"},
            {"type": "note", "note": 0},
            {"type": "note", "note": 1},
        ])
    );
    assert_eq!(written["notes"], json!(["注：一", "注：二", "注：三"]));
}

#[test]
fn each_table_with_cells_is_marked_once() {
    let (report, _) = read(json!({
        "sections": [
            {"key": "overview", "heading": "一、总体情况", "body": [
                {"type": "statutory_table", "table": "review"},
                {"type": "statutory_table", "table": "review"},
            ]},
            {"key": "disclosure", "heading": "二、主动公开", "body": [
                {"type": "paragraph", "text": "文字"},
                {"type": "statutory_table", "table": "requests"},
            ]},
            {"key": "other", "heading": "六、其他", "body": [{"type": "paragraph", "text": "无"}]},
        ],
        "tables": {
            "disclosure": {"fees": {"amount": 1}, "licensing": {}},
            "requests": {"received": {}},
            "review": {"reconsideration": {"total": 1}},
        },
    }));
    let marks = |section: usize| -> Vec<_> {
        let body = &report.sections[section].body;
        body.iter().map(|item| if let Item::StatutoryTable(key) = item { key } else { "" }).collect()
    };
    assert_eq!(marks(0), ["review"]);
    assert_eq!(marks(1), ["disclosure", ""]);
    assert_eq!(marks(2), [""]);

    let (report, _) = from_json(&json!({
        "format": FORMAT, "version": VERSION, "edition": "2014",
        "sections": [
            {"key": "extra", "heading": "一、概述"},
            {"key": "extra", "heading": "二、附表", "body": [{"type": "paragraph", "text": "如下"}]},
        ],
        "tables": {"statistics": {"1.1": {"value": 6}}},
    }))
    .expect("a report");
    assert_eq!(report.sections[1].body.last(), Some(&Item::StatutoryTable("statistics")));
}

#[test]
fn raw_takes_precedence_over_value() {
    let (report, doubts) = read(json!({"tables": {"disclosure": {"regulations": {
        "issued": {"raw": "12件", "value": 13}, "repealed": {"raw": " 5 ", "value": 5}, "in_force": {"raw": ""},
    }}}}));
    assert_eq!(codes(&doubts), ["R002"]);
    assert_eq!(doubts[0].cells[0].to_string(), "disclosure/regulations/issued");
    assert_eq!(
        doubts[0].message.zh,
        "/tables/disclosure/regulations/issued：写的是“12件”（12），value 却是 13，以写的为准"
    );
    assert_eq!(
        to_json(&report)["tables"]["disclosure"]["regulations"],
        json!({"issued": {"raw": "12件", "value": 12}, "repealed": 5, "in_force": null})
    );
}

#[test]
fn ignored_members_are_reported() {
    let (_, doubts) = read(json!({
        "remark": 1,
        "metadata": {"colour": "红"},
        "sections": [{"key": "other", "heading": "六", "level": 1, "body": [
            {"type": "paragraph", "text": "a\u{1}b\u{8}", "style": "x"},
        ]}],
        "signature": {"organization": null, "date": {"raw": "2022年1月21日", "iso": "2022-01-22"}},
    }));
    assert_eq!(codes(&doubts), ["R003", "R004"]);
    assert!(doubts[0].message.en.starts_with("2 control characters"));
    assert_eq!(
        doubts[1].message.en,
        "5 members of the JSON are of no use in a report and were left out: /remark, \
         /sections/0/level, /sections/0/body/0/style, /metadata/colour, /signature/date/iso"
    );
}

#[test]
fn json_that_is_not_a_report_is_distinguished_from_a_faulty_report() {
    for value in [json!([]), json!(5), json!({}), json!({"title": "x"})] {
        assert!(matches!(from_json(&value), Err(Error::NotAReport { .. })), "{value}");
    }
    assert_eq!(wrong(&json!({"format": "repconv.findings", "version": 1})).0, "/format");
    assert_eq!(wrong(&json!({"format": FORMAT, "version": 2, "edition": "2021"})).0, "/version");
    assert_eq!(wrong(&json!({"format": FORMAT, "edition": "2021"})).0, "/");
    let (pointer, message) = wrong(&json!({"format": FORMAT, "version": 1, "edition": 2021}));
    assert_eq!(pointer, "/edition");
    assert!(message.starts_with(r#"the edition is one of "2021", "2019", "2014", "#), "{message}");
}

/// Checks for each report where it is wrong and how the English sentence begins.
fn each_is_wrong<const N: usize>(cases: [(Json, &str, &str); N]) {
    for (members, pointer, said) in cases {
        let (found, expected) = wrong(&report(members.clone()));
        assert_eq!(found, pointer, "{members}");
        assert!(expected.starts_with(said), "{members}: {expected}");
    }
}

#[test]
fn a_wrong_shape_is_named_by_its_pointer() {
    let section = |body: Json| json!({"sections": [{"key": "other", "heading": "六", "body": [body]}]});
    each_is_wrong([
        (json!({"title": 5}), "/title", "a text"),
        (json!({"year": "2021"}), "/year", "a whole number"),
        (json!({"year": 2021.5}), "/year", "a whole number"),
        (json!({"preamble": "a"}), "/preamble", "a list"),
        (json!({"metadata": []}), "/metadata", "an object"),
        (json!({"metadata": {"other": {" ：": "a"}}}), "/metadata/other/ ：", "this entry has no label"),
        (
            json!({"sections": [{"key": "annex", "heading": "a"}]}),
            "/sections/0/key",
            "there is no such key; there are overview",
        ),
        (json!({"sections": [{"key": "other"}]}), "/sections/0", "the member 'heading' is missing"),
        (
            json!({"sections": [{"key": "other", "heading": " "}]}),
            "/sections/0/heading",
            "a heading cannot be empty",
        ),
        (
            section(json!({"type": "picture"})),
            "/sections/0/body/0/type",
            "there is no such key; there are paragraph",
        ),
        (section(json!({"type": "note", "note": 0})), "/sections/0/body/0/note", "there are no notes"),
        (
            section(json!({"type": "statutory_table", "table": "statistics"})),
            "/sections/0/body/0/table",
            "there is no such key",
        ),
        (section(json!({"type": "table", "rows": [[5]]})), "/sections/0/body/0/rows/0/0", "an object"),
        (
            section(json!({"type": "table", "rows": [[{"text": "a", "colspan": 0}]]})),
            "/sections/0/body/0/rows/0/0/colspan",
            "a whole number from 1",
        ),
    ]);
}

#[test]
fn a_wrong_cell_is_named_by_its_pointer() {
    each_is_wrong([
        (
            json!({"tables": {"table one": {}}}),
            "/tables/table one",
            "there is no such key; there are disclosure, requests, review",
        ),
        (
            json!({"tables": {"requests": {"a/b": {}}}}),
            "/tables/requests/a~1b",
            "there is no such key; there are received",
        ),
        (
            json!({"tables": {"review": {"reconsideration": {"sum": 1}}}}),
            "/tables/review/reconsideration/sum",
            "there is no such key; there are upheld",
        ),
        (
            json!({"tables": {"review": {"reconsideration": {"total": "12"}}}}),
            "/tables/review/reconsideration/total",
            "a number, null",
        ),
        (
            json!({"tables": {"review": {"reconsideration": {"total": {"value": 1}}}}}),
            "/tables/review/reconsideration/total",
            "the member 'raw' is missing",
        ),
        (
            json!({"signature": {"date": {"iso": "2022-01-21"}}}),
            "/signature/date",
            "the member 'raw' is missing",
        ),
    ]);
}

#[test]
fn the_limits_hold() {
    use crate::model::limits::Limits;
    let table = report(json!({"sections": [{"key": "other", "heading": "六", "body": [
        {"type": "table", "rows": [["a", "b", {"text": "c", "colspan": 5}]]},
    ]}]}));
    for (limits, is_within) in [
        (Limits { cells: 7, blocks: 2, ..Limits::default() }, true),
        (Limits { cells: 6, ..Limits::default() }, false),
        (Limits { blocks: 1, ..Limits::default() }, false),
    ] {
        let read = from_json_within(&table, crate::forms::Forms::builtin(), &limits);
        assert_eq!(read.is_ok(), is_within, "{limits:?}");
        assert!(is_within || matches!(read, Err(Error::TooLarge { .. })));
    }
    let narrow = Limits { columns: 4, ..Limits::default() };
    assert!(matches!(
        from_json_within(&table, crate::forms::Forms::builtin(), &narrow),
        Err(Error::TooLarge { .. })
    ));
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    /// Text with what readers and people may bring into it.
    fn text() -> impl Strategy<Value = String> {
        "[ \\t\\n\\r\\u{a0}\\u{3000}\\u{200b}\\u{2028}\\u{1}甲乙一、（）：/<&\"|=+\\-.,，0-9０-９件元a-z𠮷]{0,12}"
    }

    fn item() -> impl Strategy<Value = Json> {
        let cell = (text(), 1..4_u32, 1..4_u32).prop_map(
            |(text, colspan, rowspan)| json!({"text": text, "colspan": colspan, "rowspan": rowspan}),
        );
        let rows = prop::collection::vec(prop::collection::vec(cell, 0..4), 0..4);
        prop_oneof![
            text().prop_map(|text| json!({"type": "paragraph", "text": text})),
            rows.prop_map(|rows| json!({"type": "table", "rows": rows})),
            Just(json!({"type": "statutory_table", "table": "review"})),
        ]
    }

    proptest! {
        #[test]
        fn the_canonical_form_stays(
            texts in prop::collection::vec(text(), 6),
            body in prop::collection::vec(item(), 0..5),
            notes in prop::collection::vec(text(), 1..4),
        ) {
            let mut body = body;
            body.push(json!({"type": "note", "note": notes.len() - 1}));
            let value = report(json!({
                "title": texts[0],
                "metadata": {"name": texts[1], "other": {"有效性": texts[2], format!("甲{}", texts[3]): "有效"}},
                "sections": [{"key": "other", "heading": format!("六{}", texts[4]), "body": body}],
                "tables": {"review": {"reconsideration": {"total": {"raw": texts[5]}, "upheld": null}}},
                "signature": {"organization": texts[0], "date": {"raw": texts[1]}},
                "notes": notes,
            }));
            let (once, _) = from_json(&value).expect("a report");
            let written = to_json(&once);
            let (twice, doubts) = from_json(&written).expect("the report written");
            prop_assert_eq!(&twice, &once);
            prop_assert_eq!(doubts, []);
            prop_assert_eq!(to_json(&twice), written);
        }

        #[test]
        fn any_decimal_comes_back(mantissa in any::<i64>(), scale in 0..=28_u32) {
            let decimal = rust_decimal::Decimal::new(mantissa, scale).normalize();
            let value = report(json!({"tables": {"disclosure": {"fees": {"amount": number::number(decimal)}}}}));
            let text = to_text(&from_json(&value).expect("a report").0);
            let (read, _) = from_json(&serde_json::from_str(&text).expect("JSON")).expect("a report");
            let cell = read.cells.values().next().expect("the cell");
            prop_assert_eq!(cell.value.number(), Some(decimal));
        }
    }
}
