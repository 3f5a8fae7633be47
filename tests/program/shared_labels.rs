//! Forms with columns or rows of one label in several groups, and documents that have the groups in another order.
//! Without the groups, nothing says which column or row it is: then it is left out.

use super::*;
use serde_json::Value as Json;

const GROUPS: [(&str, &str); 2] = [("a", "大型水库"), ("b", "小型水库")];

fn page(table: &str) -> String {
    format!("<h1>青溪县水利局2024年水库巡查登记统计表</h1><table border=1>{table}</table>")
}

fn row(cells: impl IntoIterator<Item = String>) -> String {
    format!("<tr>{}</tr>", cells.into_iter().map(|cell| format!("<td>{cell}</td>")).collect::<String>())
}

fn tables(form: &str, html: &str) -> Json {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("a.html");
    fs::write(&input, html).unwrap();
    let form = fixture(&format!("forms/{form}"));
    let ran = run(&[
        input.as_os_str(),
        "-".as_ref(),
        "-t".as_ref(),
        "json".as_ref(),
        "--form".as_ref(),
        form.as_os_str(),
    ]);
    let report: Json = serde_json::from_slice(&ran.stdout).unwrap();
    assert!(report["tables"]["t"].is_object() || ran.stderr.contains("未计入"), "{}", ran.stderr);
    report["tables"]["t"].clone()
}

/// The figure of a cell: its row, the group of its column, and which of that group it is.
fn figure(row: usize, group: &str, at: usize) -> usize {
    100 * row + 10 * usize::from(group == "b") + at
}

#[test]
fn columns_of_one_label_are_distinguished_by_their_groups() {
    const LABELS: [&str; 3] = ["巡查次数", "隐患处数", "合计"];
    const ROWS: [&str; 3] = ["东片区", "西片区", "北片区"];
    for is_reversed in [false, true] {
        let mut groups = GROUPS.to_vec();
        if is_reversed {
            groups.reverse();
        }
        let leaves = || groups.iter().flat_map(|(_, group)| LABELS.map(|label| (*group, label)));
        let labels = || row([String::new()].into_iter().chain(leaves().map(|(_, label)| label.to_owned())));
        let merged: String = groups.iter().map(|(_, name)| format!("<td colspan=3>{name}</td>")).collect();
        let blank = groups.iter().flat_map(|(_, name)| [(*name).to_owned(), String::new(), String::new()]);
        let joined = leaves().map(|(group, label)| format!("{group}—{label}"));
        for (head, is_known) in [
            (format!("<tr><td></td>{merged}</tr>{}", labels()), true),
            (row([String::new()].into_iter().chain(blank)) + &labels(), true),
            (row([String::new()].into_iter().chain(joined)), true),
            (labels(), false),
        ] {
            let body = ROWS.iter().enumerate().map(|(at, name)| {
                let figures =
                    groups.iter().flat_map(|(group, _)| (1..=3).map(move |of| figure(at, group, of)));
                row([(*name).to_owned()].into_iter().chain(figures.map(|figure| figure.to_string())))
            });
            let found =
                tables("columns_of_one_label.toml", &page(&(head.clone() + &body.collect::<String>())));
            for (at, (group, _), of) in
                (0..3).flat_map(|at| GROUPS.map(|group| (1..=3).map(move |of| (at, group, of)))).flatten()
            {
                let cell = &found[format!("r{}", at + 1)][format!("{group}{of}")];
                let want = if is_known { figure(at, group, of).into() } else { Json::Null };
                assert_eq!(*cell, want, "{head}");
            }
        }
    }
}

#[test]
fn rows_of_one_label_are_distinguished_by_their_groups() {
    const LABELS: [&str; 2] = ["巡查次数", "隐患处数"];
    for is_reversed in [false, true] {
        let mut groups = GROUPS.to_vec();
        if is_reversed {
            groups.reverse();
        }
        for (style, is_known) in
            [("beside", true), ("filled", true), ("joined", true), ("above", true), ("none", false)]
        {
            let mut body = String::new();
            for (group, name) in &groups {
                if style == "above" {
                    body += &row([(*name).to_owned(), String::new(), String::new()]);
                }
                for (at, label) in LABELS.iter().enumerate() {
                    let labels = match style {
                        "beside" if at > 0 => vec![String::new(), (*label).to_owned()],
                        "beside" | "filled" => vec![(*name).to_owned(), (*label).to_owned()],
                        "joined" => vec![format!("{name}—{label}")],
                        _ => vec![(*label).to_owned()],
                    };
                    let figures = (1..=2).map(|of| figure(at, group, of).to_string());
                    body += &row(labels.into_iter().chain(figures));
                }
            }
            let stub = if matches!(style, "beside" | "filled") { 2 } else { 1 };
            let head =
                row(vec![String::new(); stub].into_iter().chain(["东片区".to_owned(), "西片区".to_owned()]));
            let found = tables("rows_of_one_label.toml", &page(&(head + &body)));
            for ((group, _), at, of) in GROUPS
                .into_iter()
                .flat_map(|group| [(group, 0, 1), (group, 0, 2), (group, 1, 1), (group, 1, 2)])
            {
                let cell = &found[format!("{group}{}", at + 1)][format!("c{of}")];
                let want = if is_known { figure(at, group, of).into() } else { Json::Null };
                assert_eq!(*cell, want, "{style} {group}{at} reversed: {is_reversed}");
            }
        }
    }
}
