//! What a document holds, as other programs read it.

use std::path::Path;

use repconv::model::date::Date;
use repconv::model::value::Value;
use serde_json::Value as Json;

/// The texts of a document in order, without white space.
pub struct Truth(Vec<String>);

/// What is beside the document at this path.
pub fn of(path: &Path) -> Truth {
    let text = std::fs::read_to_string(path.with_extension("json")).unwrap();
    let json: Json = serde_json::from_str(&text).unwrap();
    let mut texts = Vec::new();
    for block in json["blocks"].as_array().unwrap() {
        match block {
            // Lines of a text may be rows of cells.
            Json::String(text) => {
                texts.extend(text.split(['\t', '\u{3000}']).flat_map(|text| text.split("  ")));
            }
            block if block["rows"].is_array() => {
                let cells = block["rows"].as_array().unwrap().iter().flat_map(|row| row.as_array().unwrap());
                texts.extend(cells.map(|cell| cell.as_str().unwrap_or_else(|| cell[0].as_str().unwrap())));
            }
            heading => texts.push(heading["text"].as_str().unwrap()),
        }
    }
    let of_sheet = path.extension().is_some_and(|extension| extension == "xlsx" || extension == "xlsb");
    let texts = texts.into_iter().map(|text| if of_sheet { as_read(text) } else { solid(text) });
    Truth(texts.filter(|text| !text.is_empty()).collect())
}

pub fn solid(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The text of a cell as repconv reads it: a number by its value, a date as official documents write it.
fn as_read(shown: &str) -> String {
    if let Some(date) = Date::parse(shown) {
        return date.official();
    }
    let month = shown.split_once('-').filter(|(year, month)| year.len() == 4 && month.len() == 2);
    if let Some((year, month)) = month.filter(|(_, month)| month.bytes().all(|byte| byte.is_ascii_digit())) {
        return format!("{year}年{}月", month.trim_start_matches('0'));
    }
    number_or(shown, solid)
}

/// A number by its value; any other text as `other` makes it.
fn number_or(shown: &str, other: impl Fn(&str) -> String) -> String {
    let is_number = shown.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'));
    let is_code = shown.len() > 1 && shown.starts_with('0') && !shown.starts_with("0.");
    match Value::parse(shown).number().filter(|_| is_number && !is_code) {
        Some(number) => number.normalize().to_string(),
        None => other(shown),
    }
}

impl Truth {
    /// The first text that is nowhere in `seen`, what the cells of a workbook hold: a number by its value.
    pub fn missing(&self, seen: &str) -> Option<&str> {
        let is_seen = |text: &str| seen.contains(text) || seen.contains(&number_or(text, str::to_owned));
        self.0.iter().find(|text| !is_seen(text)).map(String::as_str)
    }

    /// The first text that is not in `seen` after all texts before it.
    pub fn missing_in_order(&self, seen: &str) -> Option<&str> {
        let mut rest = seen;
        for text in &self.0 {
            let Some((_, after)) = rest.split_once(text.as_str()) else { return Some(text) };
            rest = after;
        }
        None
    }
}
