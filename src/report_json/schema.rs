//! The JSON Schema of report JSON (draft 2020-12), from the editions and the metadata keys.

use serde_json::{Map, Value as Json, json};

use super::{FORMAT, VERSION};
use crate::forms::{ALL, NONE};
use crate::model::form::{BlockForm, Edition, RowForm, TableForm};
use crate::model::metadata::MetadataKey;
use crate::model::report::Section;
use crate::prose::headings::DEEPEST;

/// The schema, as written to docs/report.schema.json.
#[must_use]
pub fn schema() -> Json {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "政府信息公开工作年度报告 / report on government information disclosure",
        "type": "object",
        "required": ["format", "version", "edition"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "edition": {"enum": ALL.iter().copied().chain([&NONE]).map(|edition| edition.id).collect::<Vec<_>>()},
            "title": text_or_null("标题 / the title as written"),
            "organization": text_or_null("报告单位 / the body that reports"),
            "year": {"type": ["integer", "null"], "description": "报告年度 / the year reported on"},
            "metadata": metadata(),
            "preamble": {"type": "array", "items": {"type": "string"}},
            "sections": {"type": "array", "items": {"$ref": "#/$defs/section"}},
            "tables": {"type": "object"},
            "signature": signature(),
            "notes": {"type": "array", "items": {"type": "string"}},
            "set_aside": set_aside(),
        },
        "allOf": ALL.iter().copied().chain([&NONE]).map(by_edition).collect::<Vec<_>>(),
        "$defs": definitions(),
    })
}

fn text_or_null(description: &str) -> Json {
    json!({"type": ["string", "null"], "description": description})
}

/// The part of the schema that depends on the edition.
fn by_edition(edition: &Edition) -> Json {
    let keys: Vec<_> = edition.sections.iter().map(|section| section.key).chain([Section::EXTRA]).collect();
    let tables: Vec<_> = edition.tables.iter().map(|table| table.key).collect();
    let reference = format!("#/$defs/tables-{}", edition.id);
    let item = json!({"properties": {"table": {"enum": tables}}});
    let heading = if edition.is_none() { json!({}) } else { json!({"type": "string"}) };
    let section = json!({"properties": {"key": {"enum": keys}, "heading": heading, "body": {"items": item}}});
    json!({
        "if": {"properties": {"edition": {"const": edition.id}}},
        "then": {"properties": {"tables": {"$ref": reference}, "sections": {"items": section}}},
    })
}

fn metadata() -> Json {
    let mut members: Map<_, _> =
        MetadataKey::all().map(|key| (key.json().to_owned(), text_or_null(key.label()))).collect();
    members.insert(
        "other".to_owned(),
        json!({"type": "object", "additionalProperties": {"type": ["string", "null"]}}),
    );
    json!({"type": "object", "properties": members})
}

fn set_aside() -> Json {
    json!({
        "type": "array",
        "description": "已说明、不计的问题 / findings that a person set aside",
        "items": {
            "type": "object",
            "required": ["finding", "reason"],
            "properties": {
                "finding": {"type": "string", "description": "问题的标志 / the fingerprint of the finding"},
                "reason": {"type": "string", "description": "原因 / why it does not count"},
            },
        },
    })
}

fn signature() -> Json {
    json!({
        "type": ["object", "null"],
        "properties": {
            "organization": text_or_null("落款单位 / the body that signs"),
            "date": {
                "type": ["object", "null"],
                "required": ["raw"],
                "properties": {
                    "raw": text_or_null("落款日期原样 / the date as written"),
                    "iso": {
                        "type": ["string", "null"],
                        "description": "YYYY-MM-DD; null when raw is no day of the calendar",
                    },
                },
            },
        },
    })
}

fn definitions() -> Json {
    let mut definitions = Map::new();
    definitions.insert("section".to_owned(), section());
    definitions.insert("item".to_owned(), item());
    definitions.insert("cell".to_owned(), cell());
    for edition in ALL.iter().copied().chain([&NONE]) {
        definitions.insert(format!("tables-{}", edition.id), tables(edition));
    }
    Json::Object(definitions)
}

fn section() -> Json {
    json!({
        "type": "object",
        "required": ["key", "heading"],
        "properties": {
            "key": {"type": "string"},
            "heading": {"type": ["string", "null"], "pattern": "\\S"},
            "level": {"type": "integer", "minimum": 1, "maximum": DEEPEST},
            "body": {"type": "array", "items": {"$ref": "#/$defs/item"}},
        },
    })
}

fn item() -> Json {
    let kind = |name: &str, member: &str, schema: Json| {
        json!({
            "type": "object",
            "required": ["type", member],
            "properties": {"type": {"const": name}, member: schema},
        })
    };
    let cell = json!({
        "anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "required": ["text"],
                "properties": {
                    "text": {"type": "string"},
                    "colspan": {"type": "integer", "minimum": 1},
                    "rowspan": {"type": "integer", "minimum": 1},
                },
            },
        ],
    });
    let rows = json!({"type": "array", "items": {"type": "array", "items": cell}});
    json!({
        "oneOf": [
            kind("paragraph", "text", json!({"type": "string"})),
            kind("table", "rows", rows),
            kind("statutory_table", "table", json!({"type": "string"})),
            kind("note", "note", json!({"type": "integer", "minimum": 0})),
        ],
    })
}

fn cell() -> Json {
    json!({
        "description": "数字；null 表示空格；{raw, value} 表示不只是数字 / a number, null for a blank, {raw, value} for more",
        "anyOf": [
            {"type": ["number", "null"]},
            {
                "type": "object",
                "required": ["raw"],
                "properties": {"raw": {"type": "string"}, "value": {"type": ["number", "null"]}},
            },
        ],
    })
}

fn tables(edition: &'static Edition) -> Json {
    let members: Map<_, _> =
        edition.tables.iter().map(|table| (table.key.to_owned(), self::table(table))).collect();
    closed(edition.name, &members)
}

fn table(table: &'static TableForm) -> Json {
    let members: Map<_, _> =
        table.rows().map(|(block, row)| (row.key.to_owned(), self::row(block, row))).collect();
    closed(table.title, &members)
}

fn row(block: &BlockForm, row: &RowForm) -> Json {
    let cell = |label: &str| json!({"$ref": "#/$defs/cell", "title": label});
    let members: Map<_, _> =
        block.columns.iter().map(|column| (column.key.to_owned(), cell(column.label))).collect();
    closed(row.label, &members)
}

/// An object with these members and no others.
fn closed(title: &str, members: &Map<String, Json>) -> Json {
    json!({"title": title, "type": "object", "properties": members, "additionalProperties": false})
}
