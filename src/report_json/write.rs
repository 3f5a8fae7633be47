//! A report as JSON, its members in the documented order.

use serde_json::{Map, Value as Json, json};

use super::number::number;
use super::{FORMAT, VERSION};
use crate::model::address::Address;
use crate::model::date::Date;
use crate::model::form::TableForm;
use crate::model::generic_table::GenericCell;
use crate::model::metadata::{Metadata, MetadataKey};
use crate::model::report::{Item, Passage, Report, Section, Signature};
use crate::model::set_aside::SetAside;
use crate::model::value::Value;

/// The report as JSON.
#[must_use]
pub fn to_json(report: &Report) -> Json {
    let mut members = json!({
        "format": FORMAT,
        "version": VERSION,
        "edition": report.edition.id,
        "title": text(report.title.as_ref()),
        "organization": report.organization,
        "year": report.year,
        "metadata": metadata(&report.metadata),
        "preamble": texts(&report.preamble),
        "sections": report.sections.iter().map(section).collect::<Vec<_>>(),
        "tables": tables(report),
        "signature": signature(&report.signature),
        "notes": texts(&report.notes),
    });
    if let Some(members) = members.as_object_mut().filter(|_| !report.set_aside.is_empty()) {
        let reason = |one: &SetAside| json!({"finding": one.fingerprint, "reason": one.reason});
        members.insert("set_aside".to_owned(), report.set_aside.iter().map(reason).collect());
    }
    members
}

/// The report as JSON text: indented by two spaces, with a line break at its end.
#[must_use]
pub fn to_text(report: &Report) -> String {
    format!("{:#}\n", to_json(report))
}

fn text(passage: Option<&Passage>) -> Option<&str> {
    passage.map(|passage| passage.text.as_str())
}

fn texts(passages: &[Passage]) -> Vec<&str> {
    passages.iter().map(|passage| passage.text.as_str()).collect()
}

fn metadata(metadata: &Metadata) -> Json {
    let mut members = Map::new();
    for key in MetadataKey::all() {
        if let Some((_, text)) = metadata.known.iter().find(|(known, _)| *known == key) {
            members.insert(key.json().to_owned(), json!(text));
        }
    }
    if !metadata.other.is_empty() {
        let other: Map<_, _> =
            metadata.other.iter().map(|(label, text)| (label.clone(), json!(text))).collect();
        members.insert("other".to_owned(), Json::Object(other));
    }
    Json::Object(members)
}

fn section(section: &Section) -> Json {
    let mut members = Map::new();
    members.insert("key".to_owned(), json!(section.key));
    let heading = Some(&section.heading.text).filter(|heading| !heading.is_empty());
    members.insert("heading".to_owned(), json!(heading));
    if section.level != 1 {
        members.insert("level".to_owned(), json!(section.level));
    }
    members.insert("body".to_owned(), section.body.iter().map(item).collect());
    Json::Object(members)
}

fn item(item: &Item) -> Json {
    match item {
        Item::Paragraph(passage) => json!({"type": "paragraph", "text": passage.text}),
        Item::Table(table) => {
            let row = |row: &Vec<GenericCell>| row.iter().map(generic_cell).collect::<Vec<_>>();
            json!({"type": "table", "rows": table.rows.iter().map(row).collect::<Vec<_>>()})
        }
        Item::StatutoryTable(key) => json!({"type": "statutory_table", "table": key}),
        Item::Note(index) => json!({"type": "note", "note": index}),
    }
}

fn generic_cell(cell: &GenericCell) -> Json {
    if (cell.colspan, cell.rowspan) == (1, 1) {
        return json!(cell.text);
    }
    json!({"text": cell.text, "colspan": cell.colspan, "rowspan": cell.rowspan})
}

fn tables(report: &Report) -> Json {
    let tables = report.edition.tables.iter().map(|table| (table.key.to_owned(), rows(report, table)));
    Json::Object(tables.filter(|(_, rows)| !rows.is_empty()).map(|(key, rows)| (key, rows.into())).collect())
}

/// The rows of a table that have cells, in the order of the form.
fn rows(report: &Report, table: &'static TableForm) -> Map<String, Json> {
    let mut rows = Map::new();
    for (block, row) in table.rows() {
        let mut cells = Map::new();
        for column in block.columns {
            let address = Address { table: table.key, row: row.key, column: column.key };
            if let Some(cell) = report.cells.get(&address) {
                cells.insert(column.key.to_owned(), value(&cell.value, || row.is_in_ten_thousands(column)));
            }
        }
        if !cells.is_empty() {
            rows.insert(row.key.to_owned(), cells.into());
        }
    }
    rows
}

/// A value; where the form prints 万元, the number of `251000元` is none.
fn value(value: &Value, is_in_ten_thousands: impl Fn() -> bool) -> Json {
    match value {
        Value::Blank => Json::Null,
        Value::Number(decimal) => Json::Number(number(*decimal)),
        Value::Text { raw, .. } => {
            let counted = if is_in_ten_thousands() { value.counted() } else { value.number() };
            json!({"raw": raw, "value": counted.map(number)})
        }
    }
}

fn signature(signature: &Signature) -> Json {
    let date = signature
        .date
        .as_ref()
        .map(|date| json!({"raw": date.text, "iso": Date::parse(&date.text).map(|date| date.to_string())}));
    json!({"organization": text(signature.organization.as_ref()), "date": date})
}
