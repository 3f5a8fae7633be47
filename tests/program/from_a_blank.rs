//! A county that has only the blank of a table that it sends out: the form derived from it, 25 submissions in five
//! formats as the towns made them, and their sums. What is in each is in figures.json, written when they were made.

use super::*;
use repconv::model::decimal::Decimal;
use serde_json::Value as Json;

const FOLDER: &str = "forms/employment";

fn json(path: &Path) -> Json {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().chars().skip(2).collect()
}

/// The form that is derived from the blank.
fn derived(folder: &Path) -> String {
    let form = folder.join("form.toml").to_string_lossy().into_owned();
    let blank = fixture(&format!("{FOLDER}/blank.xlsx"));
    let ran = run(&["form".as_ref(), blank.as_os_str(), "-o".as_ref(), form.as_ref(), "-q".as_ref()]);
    assert_eq!((ran.status, &*ran.stderr), (0, ""), "nothing is left open");
    form
}

/// The figure of a cell as the town wrote it.
fn shown(cell: &Json) -> Option<String> {
    match cell {
        Json::Null => None,
        Json::Number(number) => Some(number.to_string()),
        other => Some(other["raw"].as_str().unwrap().to_owned()),
    }
}

#[test]
fn every_figure_of_the_towns_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let form = derived(folder.path());
    let want = json(&fixture(&format!("{FOLDER}/figures.json")));
    let mut read = 0;
    for entry in fs::read_dir(fixture(&format!("{FOLDER}/submissions"))).unwrap().flatten() {
        let path = entry.path();
        let ran = run(&[
            path.as_os_str(),
            "-".as_ref(),
            "-t".as_ref(),
            "json".as_ref(),
            "--form".as_ref(),
            form.as_ref(),
        ]);
        let report: Json = serde_json::from_slice(&ran.stdout).unwrap();
        let town = name(&path);
        assert_eq!(report["organization"], format!("青溪县{town}人民政府"));
        assert_eq!(report["year"], 2024);
        for (row, cells) in want[&town].as_array().unwrap().iter().enumerate() {
            for (column, cell) in cells.as_array().unwrap().iter().enumerate() {
                let (row, column) = (format!("r{}", row + 1), format!("c{}", column + 1));
                let found = shown(&report["tables"]["t1"][&row][&column]);
                assert_eq!(found.as_deref(), cell.as_str(), "{town} {row} {column}");
                read += 1;
            }
        }
    }
    assert_eq!(read, 25 * 20 * 12);
}

#[test]
fn the_slip_the_unit_and_the_missing_town_are_named_and_the_sums_are_exact() {
    let folder = tempfile::tempdir().unwrap();
    let form = derived(folder.path());
    let [submissions, roster] = ["submissions", "roster.txt"]
        .map(|name| fixture(&format!("{FOLDER}/{name}")).to_string_lossy().into_owned());
    let output = folder.path().join("sum.json").to_string_lossy().into_owned();
    let ran = run(&["collect", &submissions, "--form", &form, "--roster", &roster, "-o", &output]);
    assert_eq!(ran.status, 1);
    for said in ["缺报 1", "青溪县小河乡人民政府", "青溪县石门乡人民政府", "“309000元”", "空白 2 格"]
    {
        assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
    }
    let slip = format!("{submissions}/03石门乡.html");
    let checked = run(&["check", &slip, "--form", &form]);
    assert!(checked.text().contains("妇女行：合计人次 59，各列之和 58"), "{}", checked.text());
    let (sums, towns) =
        (json(Path::new(&output))["sums"].take(), json(&fixture(&format!("{FOLDER}/figures.json"))));
    for (row, column) in (0..20).flat_map(|row| (0..12).map(move |column| (row, column))) {
        let figures = towns.as_object().unwrap().values().filter_map(|rows| rows[row][column].as_str());
        let numbers = figures.filter_map(|figure| figure.parse::<Decimal>().ok());
        let want: Decimal = numbers.sum();
        let found = &sums[format!("t1/r{}/c{}", row + 1, column + 1)];
        assert_eq!(
            found.to_string().parse::<Decimal>().unwrap(),
            want.normalize(),
            "row {row}, column {column}"
        );
    }
}
