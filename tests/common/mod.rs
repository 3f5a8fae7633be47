//! Reports made at random, in the canonical form that reading gives.

#![allow(dead_code, reason = "each test uses its part")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use repconv::forms::ALL;
use repconv::model::form::{Edition, Presence};
use serde_json::{Map, Value, json};

/// Fails with the first lines that differ.
pub fn agree(got: &str, want: &str, what: &str) {
    let differs = got.lines().zip(want.lines()).position(|(a, b)| a != b);
    let at = differs.unwrap_or(got.lines().count().min(want.lines().count()));
    let near = |text: &str| text.lines().skip(at.saturating_sub(4)).take(9).collect::<Vec<_>>().join("\n");
    assert!(got == want, "{what}, line {}\n--- got\n{}\n--- want\n{}", at + 1, near(got), near(want));
}

/// A report in JSON. `with_spans`: whether tables of its own may have merged cells.
pub fn report(with_spans: bool) -> impl Strategy<Value = Value> {
    select(ALL.to_vec()).prop_flat_map(move |edition| {
        (
            (title(edition), metadata(), vec(text(), 0..3)),
            tables(edition),
            vec(body(with_spans), 6),
            vec(text().prop_map(|t| format!("注：{t}")), 0..3),
            (any::<bool>(), any::<bool>(), any::<bool>(), 0..12_usize),
        )
            .prop_map(move |(head, tables, bodies, notes, switches)| {
                assemble(edition, head, &tables, bodies, notes, switches)
            })
    })
}

type Head = ((Option<String>, Option<String>, Option<u16>), Map<String, Value>, Vec<String>);

fn assemble(
    edition: &'static Edition,
    ((title, organization, year), metadata, preamble): Head,
    tables: &Map<String, Value>,
    bodies: Vec<Vec<Value>>,
    notes: Vec<String>,
    (has_extra, is_signed, is_dated, dropped): (bool, bool, bool, usize),
) -> Value {
    let numerals = ["一", "二", "三", "四", "五", "六", "七"];
    let mut sections: Vec<Value> = Vec::new();
    let mut tables = tables.clone();
    // A statutory section may be missing, and its table with it.
    let missing = edition.sections.get(dropped).map(|form| form.key);
    for form in edition.tables.iter().filter(|form| form.section.is_some() && form.section == missing) {
        tables.shift_remove(form.key);
    }
    for (index, mut body) in bodies.into_iter().enumerate() {
        if edition.sections.get(index).is_some_and(|form| Some(form.key) == missing) {
            continue;
        }
        let (key, heading) = match edition.sections.get(index) {
            Some(form) => (form.key, form.heading.to_owned()),
            None => ("extra", format!("{}、本单位的第{}项工作", numerals[index], numerals[index])),
        };
        let form =
            edition.tables.iter().find(|t| t.section == Some(key) || (t.section.is_none() && index == 5));
        if let Some(form) = form.filter(|form| tables.contains_key(form.key)) {
            let at = [0, body.len() / 2, body.len()][index % 3];
            body.insert(at, json!({"type": "statutory_table", "table": form.key}));
            if index == 3 {
                for note in (0..notes.len()).rev() {
                    body.insert(at + 1, json!({"type": "note", "note": note}));
                }
            }
        }
        sections.push(json!({"key": key, "heading": heading, "body": body}));
    }
    if has_extra {
        sections.push(json!({"key": "extra", "heading": format!("{}、本单位特色工作", numerals[if dropped == 5 && !edition.sections.is_empty() { 5 } else { 6 }]), "body": [{"type": "paragraph", "text": "我单位开展了特色工作。"}]}));
    }
    // Which body signed only shows where a date or the title's own name is next to it.
    let signer = organization.clone().filter(|_| is_signed).unwrap_or_else(|| "云溪县人民政府办公室".into());
    let signature = match (is_signed, is_dated) {
        (true, true) => {
            json!({"organization": signer, "date": {"raw": "2022年1月21日", "iso": "2022-01-21"}})
        }
        (true | false, false) => json!({"organization": null, "date": null}),
        (false, true) => json!({"organization": null, "date": {"raw": "20221月21日", "iso": null}}),
    };
    // Notes that no table has above them show only behind a date.
    let under_table = edition.tables.iter().any(|form| form.key == "review") && tables.contains_key("review");
    let notes = if under_table || is_dated { notes } else { Vec::new() };
    json!({
        "format": "repconv.report", "version": 1, "edition": edition.id,
        "title": title, "organization": organization, "year": year,
        "metadata": metadata, "preamble": preamble, "sections": sections, "tables": tables,
        "signature": signature, "notes": notes,
    })
}

fn title(edition: &'static Edition) -> impl Strategy<Value = (Option<String>, Option<String>, Option<u16>)> {
    let last = edition.years.1.min(2030);
    let body = select(vec!["云溪县人民政府", "云溪县教育局", "青石镇人民政府"]);
    (edition.years.0..=last, body, 0..8_u8).prop_map(|(year, body, odd)| {
        let title = format!("{body}{year}年政府信息公开工作年度报告");
        match odd {
            0 => (Some(title), Some("云溪县卫生健康局".to_owned()), Some(year)),
            1 => (Some(title), Some(body.to_owned()), Some(2099)),
            2 => (None, Some(body.to_owned()), Some(year)),
            3 => (Some(title), None, None),
            _ => (Some(title), Some(body.to_owned()), Some(year)),
        }
    })
}

fn metadata() -> impl Strategy<Value = Map<String, Value>> {
    let keys = [
        "index_number",
        "name",
        "subject_terms",
        "category",
        "document_number",
        "written_on",
        "issued_by",
        "published_by",
    ];
    let value = prop_oneof![3 => text().prop_map(Value::from), 1 => Just(Value::Null)];
    (vec(proptest::option::of(value), keys.len()), any::<bool>()).prop_map(move |(values, other)| {
        let mut map = Map::new();
        for (key, value) in keys.iter().zip(values) {
            if let Some(value) = value {
                map.insert((*key).to_owned(), value);
            }
        }
        let mut others = Map::new();
        if other {
            others.insert("有效性".into(), "有效".into());
            others.insert("备用栏".into(), Value::Null);
        }
        if !others.is_empty() {
            map.insert("other".into(), Value::Object(others));
        }
        map
    })
}

/// Odd running text: never blank, with every sign that some format could take for its own.
pub fn text() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "公开",
        "<",
        "&",
        "\"",
        "|",
        "\t",
        "𠮷",
        "㐂",
        "é",
        "&amp;",
        "<td>",
        "''",
        "=1+1",
        "12件",
        "  ",
        "“三安全一稳定”",
        "（一）",
        "_x000D_",
        "😀",
        "\\",
        "--",
        "，",
        "2021年",
        "\u{3000}",
    ]);
    vec(piece, 0..8).prop_map(|pieces| format!("我单位{}做好工作。", pieces.concat()))
}

fn body(with_spans: bool) -> impl Strategy<Value = Vec<Value>> {
    let paragraph = text().prop_map(|text| json!({"type": "paragraph", "text": text}));
    vec(prop_oneof![4 => paragraph, 1 => table(with_spans)], 0..4)
}

/// A table of its own, two columns or more, first cell filled.
fn table(with_spans: bool) -> impl Strategy<Value = Value> {
    let cell = prop_oneof![
        Just(String::new()),
        Just("12".to_owned()),
        Just("=A1".to_owned()),
        Just("第一行\n第二行".to_owned()),
        Just("\"引号\"".to_owned()),
        text()
    ];
    (2..4_usize, 1..4_usize).prop_flat_map(move |(columns, rows)| {
        (vec(vec(cell.clone(), columns), rows), Just(columns), any::<bool>()).prop_map(
            move |(mut rows, columns, spans)| {
                for row in &mut rows {
                    row[0] = format!("项目{}", row[0]);
                    row[1] = format!("乙{}", row[1]);
                }
                let mut rows: Vec<Value> = rows.into_iter().map(|row| json!(row)).collect();
                if spans && with_spans {
                    let span = json!([{"text": "合并的标题", "colspan": columns, "rowspan": 1}]);
                    rows.insert(0, span);
                }
                json!({"type": "table", "rows": rows})
            },
        )
    })
}

/// The statutory tables: rows now and then missing, cells now and then absent, （六）其他处理 as one
/// row or as its rows, 小计 rows of a body's own.
fn tables(edition: &'static Edition) -> impl Strategy<Value = Map<String, Value>> {
    let mut rows = Vec::new();
    for form in edition.tables {
        for (block, row) in form.rows() {
            let columns: Vec<&'static str> = block.columns.iter().map(|column| column.key).collect();
            rows.push((form.key, row, columns));
        }
    }
    let values = vec((vec((cell(), 0..100_u8), 7), 0..100_u8), rows.len());
    (values, vec(0..4_u8, edition.tables.len()), any::<bool>()).prop_map(move |(values, left_out, is_one)| {
        let mut tables = Map::new();
        for ((table, row, columns), (values, chance)) in rows.iter().zip(values) {
            let index = edition.tables.iter().position(|form| form.key == *table).unwrap_or(0);
            // 其他处理 is one row or three, where the edition has both.
            let is_split = edition.id == "2021" && (row.key == "other" || row.key.starts_with("other."));
            let is_there = match row.presence {
                Presence::Required => chance >= 5 && !(is_split && is_one),
                Presence::Optional => {
                    if is_split {
                        (row.key == "other") == is_one && chance >= 50
                    } else {
                        chance >= 80
                    }
                }
                Presence::Heading => false,
            };
            if (left_out[index] == 0 && edition.tables.len() > 1) || !is_there {
                continue;
            }
            let cells = columns.iter().zip(values).filter(|(_, (_, chance))| *chance >= 2);
            let cells: Map<String, Value> =
                cells.map(|(column, (value, _))| ((*column).to_owned(), value)).collect();
            if !cells.is_empty() {
                let rows = tables.entry(*table).or_insert_with(|| json!({}));
                rows.as_object_mut().expect("rows").insert(row.key.to_owned(), Value::Object(cells));
            }
        }
        tables
    })
}

fn cell() -> impl Strategy<Value = Value> {
    let exact = |text: String| serde_json::from_str::<Value>(&text).expect("number");
    prop_oneof![
        6 => (0..2_000_000_u64).prop_map(|n| json!(n)),
        2 => Just(Value::Null),
        2 => (0..100_000_u64, 1..9999_u64).prop_map(move |(a, b)| exact(format!("{a}.{b:04}").trim_end_matches('0').to_owned())),
        1 => Just(exact("123456789012345678.1234567".to_owned())),
        1 => (1..500_u64).prop_map(|n| json!({"raw": format!("{n}（其中修订{}件）", n / 2), "value": n})),
        1 => (1000..9999_u64).prop_map(|n| json!({"raw": format!("{},{:03}", n / 1000, n % 1000), "value": n})),
        1 => Just(json!({"raw": "/", "value": null})),
        1 => Just(json!({"raw": "１２", "value": 12})),
        1 => Just(json!({"raw": "12件", "value": 12})),
        1 => Just(json!({"raw": "约12", "value": null})),
        1 => Just(json!({"raw": "——", "value": null})),
        1 => Just(json!({"raw": "无", "value": null})),
        1 => Just(json!(-3)),
    ]
}
