//! What was made: every file with what is in it, and every body with what became of its report.

use repconv::model::form::Edition;
use serde_json::{Map, Value, json};

use super::figures::{Figure, Figures};
use super::manner::Manner;
use super::plan::Kind;
use super::store::Spot;

/// One file, as the manifest tells of it.
#[derive(Clone, Debug)]
pub struct File<'a> {
    pub spot: Spot,
    pub kind: Kind,
    /// The body as the roster has it, and as the report names it.
    pub body: Option<&'a str>,
    pub named: Option<&'a str>,
    pub double: Option<&'static str>,
    pub manner: Option<Manner>,
    pub report: Option<Read<'a>>,
}

/// What is read from a file that can be.
#[derive(Clone, Debug)]
pub struct Read<'a> {
    pub year: u16,
    pub edition: &'static Edition,
    pub findings: Vec<&'static str>,
    pub figures: &'a Figures,
}

impl File<'_> {
    pub fn json(&self) -> Value {
        let report = self.report.as_ref();
        json!({
            "path": self.spot.path,
            "entry": self.spot.entry,
            "kind": self.kind.name(),
            "readable": self.kind.is_readable(),
            "valid": self.kind.is_valid(),
            "ignored": self.kind == Kind::Lock,
            "error": self.kind.error(),
            "findings": report.map(|report| report.findings.clone()).unwrap_or_default(),
            "body": self.body,
            "named": self.named,
            "double": self.double,
            "year": report.map(|report| report.year),
            "edition": report.map(|report| report.edition.id),
            "format": self.manner.map(|manner| manner.format),
            "encoding": self.manner.and_then(|manner| manner.encoding),
            "layout": self.manner.and_then(|manner| manner.layout),
            "cells": report.map(|report| cells(report.edition, report.figures)),
        })
    }
}

/// `{"requests": {"received": [3, 0, null, …]}}`: the figures of a row in the order of the edition's columns.
fn cells(edition: &Edition, figures: &Figures) -> Value {
    let mut tables: Map<String, Value> = Map::new();
    for table in edition.tables {
        let mut rows: Map<String, Value> = Map::new();
        for (block, row) in table.rows() {
            let at = |column: &repconv::model::form::ColumnForm| repconv::model::address::Address {
                table: table.key,
                row: row.key,
                column: column.key,
            };
            let found: Vec<_> = block.columns.iter().filter_map(|column| figures.get(&at(column))).collect();
            if found.len() == block.columns.len() {
                rows.insert(row.key.to_owned(), found.into_iter().map(Figure::json).collect());
            }
        }
        if !rows.is_empty() {
            tables.insert(table.key.to_owned(), Value::Object(rows));
        }
    }
    Value::Object(tables)
}

/// Who is missing, proposed or doubled, and which files are faulty, unreadable or to be passed over.
pub fn lists(files: &[Value], bodies: &[Value]) -> Value {
    let names = |status: &str| -> Vec<&Value> {
        let these = bodies.iter().filter(|body| body["status"] == status);
        these.map(|body| &body["name"]).collect()
    };
    let paths = |is: fn(&Value) -> bool| -> Vec<Value> {
        let these = files.iter().filter(|file| is(file));
        these
            .map(|file| json!({"path": file["path"], "entry": file["entry"], "kind": file["kind"]}))
            .collect()
    };
    json!({
        "missing": names("missing"),
        "unreadable": names("unreadable"),
        "proposed": names("proposed"),
        "doubled": names("doubled"),
        "faulty_files": paths(|file| file["readable"] == true && file["valid"] == false),
        "unreadable_files": paths(|file| !file["error"].is_null()),
        "ignored_files": paths(|file| file["ignored"] == true),
    })
}

/// The manifest as text: what is listed, an item a line.
pub fn text(manifest: &Map<String, Value>) -> String {
    let item = |value: &Value| format!("  {value}");
    let part = |(key, value): (&String, &Value)| match value {
        Value::Array(items) if !items.is_empty() => {
            format!("\"{key}\": [\n{}\n]", items.iter().map(item).collect::<Vec<_>>().join(",\n"))
        }
        other => format!("\"{key}\": {other}"),
    };
    format!("{{\n{}\n}}\n", manifest.iter().map(part).collect::<Vec<_>>().join(",\n"))
}
