//! What a roster gives beside the names of bodies: other names, the region and the level.

use super::names::{body, columns_of, has_letters, is};
use super::parts::{Entry, Part};
use crate::model::text;
use crate::validate::Affiliation;

/// Headings of the columns, compared without white space.
const OTHER_NAMES: [&str; 6] = ["其他名称", "别名", "简称", "曾用名", "又名", "othernames"];
const REGIONS: [&str; 7] = ["地区", "所属地区", "所在地区", "行政区划", "区划", "片区", "region"];
const LEVELS: [&str; 5] = ["级别", "层级", "行政级别", "单位级别", "level"];

/// The other names that the list gives, each with the name beside it.
pub fn other_names(parts: &[Part], asked: Option<&str>) -> Vec<(String, String)> {
    let mut others = Vec::new();
    for (cell, name) in parts.iter().flat_map(|part| column(part, asked, &OTHER_NAMES)) {
        let each = cell.split(['、', '，', ',', '；', ';', '/', '\n']).map(text::trim);
        others.extend(each.filter(|other| has_letters(other)).map(|other| (other.to_owned(), name.clone())));
    }
    others
}

/// The regions and levels that the list gives, each with the name beside it.
pub fn affiliations(parts: &[Part], asked: Option<&str>) -> Vec<(String, Affiliation)> {
    let of = |heads: &'static [&'static str]| parts.iter().flat_map(move |part| column(part, asked, heads));
    let mut found: Vec<(String, Affiliation)> = Vec::new();
    for (region, name) in of(&REGIONS) {
        found.push((name, Affiliation { region: Some(region), level: None }));
    }
    for (level, name) in of(&LEVELS) {
        match found.iter_mut().find(|(known, _)| *known == name) {
            Some((_, affiliation)) => affiliation.level = Some(level),
            None => found.push((name, Affiliation { region: None, level: Some(level) })),
        }
    }
    found
}

/// The texts of the column with such a heading, each with the name of the body in its row. A cell over several rows is
/// that of each.
fn column(part: &Part, asked: Option<&str>, heads: &[&str]) -> Vec<(String, String)> {
    let Some(columns) = columns_of(part, asked) else { return Vec::new() };
    let head = columns.first_row.checked_sub(1).and_then(|at| part.rows.get(at));
    let is_head = |entry: &&Entry| heads.iter().any(|head| is(&entry.text, head));
    let Some(column) = head.and_then(|head| head.iter().find(is_head)).map(|entry| entry.column) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    // The cell above that reaches into this row, and the rows that it still takes up.
    let mut above: (usize, &str) = (0, "");
    for row in part.rows.iter().skip(columns.first_row) {
        let at = |column: usize| row.iter().find(|entry| entry.column == column);
        above = match at(column) {
            Some(cell) => (cell.rows, cell.text.as_str()),
            None => above,
        };
        let (rows, text) = above;
        above = (rows.saturating_sub(1), text);
        let name = columns.of_names.first().and_then(|column| at(*column));
        let name = name.and_then(|entry| body(&entry.text, asked));
        if let (Some(name), true) = (name, rows > 0 && !text.is_empty()) {
            found.push((text.to_owned(), name));
        }
    }
    found
}
