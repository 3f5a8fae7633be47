//! The statistics of law enforcement: each form in every format both ways, its sums, thirty bodies collected, and two
//! years compared.

use std::collections::BTreeMap;

use repconv::model::decimal::Decimal;
use repconv::model::form::{Axis, Edition, Kind, TableForm};
use serde_json::{Map, Value as Json, json};

use super::own_forms::stays_the_same;
use super::*;

const FORMS: [(&str, u16); 4] = [
    ("law-enforcement-2021", 2024),
    ("law-enforcement-2021-county", 2024),
    ("law-enforcement-2020", 2019),
    ("law-enforcement-2020-county", 2019),
];
/// Bodies in a table that has a row for each.
const ROWS: usize = 3;

fn form(id: &str) -> &'static Edition {
    repconv::forms::by_id(id).unwrap()
}

/// One row of figures, its totals right. `seed` makes the figures differ.
fn row(table: &TableForm, body: &str, seed: usize) -> Map<String, Json> {
    let columns = table.blocks[0].columns;
    let mut figures = Map::new();
    for (at, column) in columns.iter().enumerate() {
        let value = match column.kind {
            Kind::Text => json!({"raw": body, "value": null}),
            Kind::Amount => serde_json::from_str(&format!("{}.{}", seed * 3, at % 9 + 1)).unwrap(),
            _ => json!((seed * 7 + at * 5) % 31),
        };
        figures.insert(column.key.to_owned(), value);
    }
    // The totals of totals come last.
    for _ in 0..2 {
        for sum in table.sums.iter().filter(|sum| sum.axis == Axis::EachRow) {
            let total: u64 = sum.right.iter().map(|part| figures[*part].as_u64().unwrap()).sum();
            figures.insert(sum.left[0].to_owned(), json!(total));
        }
    }
    figures
}

fn report(form: &Edition, body: &str, year: u16, seed: usize) -> Json {
    let mut tables = Map::new();
    for table in form.tables {
        let mut rows = Map::new();
        if table.has_bodies() {
            for at in 1..=ROWS {
                rows.insert(at.to_string(), row(table, &format!("第{at}执法大队"), seed + at).into());
            }
            let mut total = row(table, "合计", 0);
            for column in table.blocks[0].columns.iter().filter(|column| column.kind != Kind::Text) {
                let figures = rows.values().map(|row| row[column.key].to_string());
                let sum: Decimal = figures.map(|figure| figure.parse::<Decimal>().unwrap()).sum();
                total[column.key] = serde_json::from_str(&sum.to_string()).unwrap();
            }
            rows.insert("total".to_owned(), total.into());
        } else {
            rows.insert("1".to_owned(), row(table, body, seed).into());
        }
        tables.insert(table.key.to_owned(), rows.into());
    }
    json!({
        "format": "repconv.report",
        "version": 1,
        "edition": form.id,
        "title": format!("{body}{year}年度行政执法统计年报"),
        "organization": body,
        "year": year,
        "tables": tables,
    })
}

/// Writes a report into a folder, in the format of the name's extension.
fn written(folder: &Path, name: &str, report: &Json) -> PathBuf {
    let json = folder.join(name).with_extension("json");
    fs::write(&json, report.to_string()).unwrap();
    let output = folder.join(name);
    if json != output {
        let ran = run(&[json.as_os_str(), output.as_os_str(), "--overwrite".as_ref()]);
        assert!(ran.status < 2, "{}", ran.stderr);
        fs::remove_file(json).unwrap();
    }
    output
}

#[test]
fn each_form_is_converted_both_ways_and_its_sums_are_checked() {
    let folder = tempfile::tempdir().unwrap();
    for (id, year) in FORMS {
        let form = form(id);
        let sound = report(form, "青溪县应急管理局", year, 4);
        let read = stays_the_same(&written(folder.path(), "sound.json", &sound), &[]);
        assert_eq!((&read["edition"], &read["year"]), (&json!(id), &json!(year)));
        let mut broken = sound.clone();
        let total = &mut broken["tables"]["penalties"]["1"]["total"];
        let (was, is) = (total.as_u64().unwrap(), total.as_u64().unwrap() + 9);
        *total = json!(is);
        for extension in ["json", "docx", "xlsx", "html", "txt"] {
            let path = written(folder.path(), &format!("broken.{extension}"), &broken);
            let checked = run(&["check".as_ref(), path.as_os_str(), "--select".as_ref(), "A".as_ref()]);
            let said = format!("合计 {is}，各列之和 {was}");
            assert!(checked.status == 1 && checked.text().contains(&said), "{id} {extension}: {checked:?}");
            let is_county = checked.text().contains("第1执法大队：合计");
            assert_eq!(is_county, form.tables[0].has_bodies(), "{}", checked.text());
        }
    }
}

#[test]
fn thirty_bodies_are_collected() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in");
    fs::create_dir(&input).unwrap();
    let form = form("law-enforcement-2021");
    let body = |at: usize| format!("青溪县第{at}镇人民政府");
    let mut sums: BTreeMap<String, Decimal> = BTreeMap::new();
    for at in 1..=30 {
        let mut one = report(form, &body(at), 2024, at);
        if at == 17 {
            one["tables"]["penalties"]["1"]["total"] = json!(999);
        }
        for (table, rows) in one["tables"].as_object().unwrap() {
            for (column, figure) in rows["1"].as_object().unwrap().iter().filter(|(_, one)| one.is_number()) {
                let figure: Decimal = figure.to_string().parse().unwrap();
                *sums.entry(format!("{table}/1/{column}")).or_default() += figure;
            }
        }
        let extension = ["docx", "xlsx", "html", "txt", "json"][at % 5];
        written(&input, &format!("{at:02}.{extension}"), &one);
    }
    let roster = folder.path().join("名单.txt");
    fs::write(&roster, (1..=31).map(|at| body(at) + "\n").collect::<String>()).unwrap();
    let output = folder.path().join("汇总.json");
    let ran = run(&[
        "collect".as_ref(),
        input.as_os_str(),
        "--roster".as_ref(),
        roster.as_os_str(),
        "-o".as_ref(),
        output.as_os_str(),
    ]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    for said in
        ["汇总了 30 份报告", "缺报 1：青溪县第31镇人民政府\n", "勾稽关系不平衡 1：\n  青溪县第17镇人民政府"]
    {
        assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
    }
    let collected: Json = serde_json::from_slice(&fs::read(&output).unwrap()).unwrap();
    for (address, want) in sums {
        let found = collected["sums"][&address].to_string();
        assert_eq!(found.parse(), Ok(want), "{address}: {found}");
    }
}

#[test]
fn two_years_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    let form = form("law-enforcement-2021");
    let mut new = report(form, "青溪县水利局", 2024, 6);
    let old = written(folder.path(), "2023.docx", &report(form, "青溪县水利局", 2023, 6));
    let fines = new["tables"]["penalties"]["1"]["fine"].as_u64().unwrap();
    new["tables"]["penalties"]["1"]["fine"] = json!(fines + 8);
    let new = written(folder.path(), "2024.xlsx", &new);
    let ran = run(&["diff".as_ref(), old.as_os_str(), new.as_os_str(), "--format".as_ref(), "json".as_ref()]);
    let difference: Json = serde_json::from_slice(&ran.stdout).unwrap();
    let cells = difference["cells"].as_array().unwrap();
    assert_eq!(cells.len(), 1, "{cells:?}");
    assert_eq!((&cells[0]["cell"], &cells[0]["change"]), (&json!("penalties/1/fine"), &json!(8)));
}
