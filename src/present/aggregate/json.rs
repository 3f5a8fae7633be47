//! The sums as JSON, `repconv.collection` version 1, for other programs. Figures are exact.

use serde_json::{Map, Number, Value as Json, json};

use super::{Collection, wording};
use crate::aggregate::{Balance, EditionSums, Likeness, Reason, Received};
use crate::model::decimal::Decimal;
use crate::model::value::Value;

/// The value of the member `format`.
const FORMAT: &str = "repconv.collection";

/// Whether the bytes are such JSON.
#[must_use]
pub fn is_collection(bytes: &[u8]) -> bool {
    serde_json::from_slice::<Json>(bytes)
        .is_ok_and(|json| json.get("format").is_some_and(|name| name == FORMAT))
}

/// The sums as indented JSON text with a line break at its end.
pub fn render(collection: &Collection) -> Vec<u8> {
    let Collection { summary, title, language, .. } = collection;
    let mut forms = summary.forms.iter();
    let main = forms.next();
    let of_main = |part: fn(&EditionSums) -> Json| main.map_or_else(|| json!({}), part);
    let others: Map<String, Json> = forms
        .map(|form| (form.edition.id.to_owned(), json!({"sums": sums(form), "cells": cells(form)})))
        .collect();
    let root = json!({
        "format": FORMAT,
        "version": 1,
        "title": title,
        "year": summary.year,
        "edition": main.map(|form| form.edition.id),
        "counted": summary.counted().map(|(_, one)| about(one)).collect::<Vec<_>>(),
        "not_counted": summary.excluded().map(|(_, one, reason)| {
            let mut member = about(one);
            if let Json::Object(members) = &mut member {
                members.insert("reason".to_owned(), json!(name(reason)));
                members.insert("message".to_owned(), json!(wording::reason(summary, one, reason, *language)));
            }
            member
        }).collect::<Vec<_>>(),
        "sums": of_main(sums),
        "cells": of_main(cells),
        "other_editions": others,
        "texts": summary.texts().map(|(one, address, raw)| json!({
            "file": one.file, "cell": address.to_string(), "raw": raw,
            "value": one.value(address).and_then(Value::number).and_then(number),
        })).collect::<Vec<_>>(),
        "unbalanced": summary.unbalanced().map(about).collect::<Vec<_>>(),
        "doubled": doubled(collection),
        "alike": summary.alike.iter().map(|(a, b)| [a, b].map(|at| received(collection, *at))).collect::<Vec<_>>(),
        "attendance": attendance(collection),
        "left_out": collection.left_out,
        "unreadable": collection.unreadable().map(|(file, error)| json!({
            "file": file, "code": error.code(), "message": error.message(*language), "hint": error.hint(*language),
        })).collect::<Vec<_>>(),
    });
    format!("{root:#}\n").into_bytes()
}

fn about(one: &Received) -> Json {
    let balanced = match one.balance {
        Balance::Holds => Some(true),
        Balance::Broken => Some(false),
        Balance::Unknown => None,
    };
    json!({
        "file": one.file, "organization": one.organization, "full_name": one.full_name, "year": one.year, "edition": one.edition.id,
        "balanced": balanced,
    })
}

const fn name(reason: &Reason) -> &'static str {
    match reason {
        Reason::OtherYear => "other-year",
        Reason::NoYear => "no-year",
        Reason::Summary => "summary",
        Reason::Unbalanced => "unbalanced",
        Reason::Repeated { likeness: Likeness::SameFile, .. } => "repeated-same-file",
        Reason::Repeated { likeness: Likeness::SameFigures, .. } => "repeated-same-figures",
        Reason::Repeated { likeness: Likeness::Different(_), .. } => "repeated-other-figures",
    }
}

/// Each cell's sum; `null` where no report has a figure.
fn sums(form: &EditionSums) -> Json {
    let sums = form.sums.iter();
    Json::Object(
        sums.map(|(address, sum)| (address.to_string(), json!(sum.total.and_then(number)))).collect(),
    )
}

/// For each cell, how many reports have a figure, a blank, text, or no such cell.
fn cells(form: &EditionSums) -> Json {
    let cells = form.sums.iter().map(|(address, sum)| {
        let counts =
            json!({"figures": sum.figures, "blank": sum.blanks, "text": sum.texts, "absent": sum.absent});
        (address.to_string(), counts)
    });
    Json::Object(cells.collect())
}

fn number(decimal: Decimal) -> Option<Number> {
    let decimal = if decimal.is_zero() { Decimal::ZERO } else { decimal.normalize() };
    decimal.to_string().parse().ok()
}

fn doubled(collection: &Collection) -> Json {
    let doubled = collection.summary.duplicates.iter().map(|doubled| {
        let files: Vec<_> = doubled.received.iter().map(|at| received(collection, *at)).collect();
        json!({"organization": doubled.organization, "year": doubled.year, "files": files})
    });
    Json::Array(doubled.collect())
}

/// A report by its file, its body, and whether it counts.
fn received(collection: &Collection, at: usize) -> Json {
    let one = collection.summary.received.get(at);
    let counted = collection.summary.inclusions.get(at).map(crate::aggregate::Inclusion::is_counted);
    json!({
        "file": one.map(|one| &one.file),
        "organization": one.and_then(|one| one.organization.as_ref()),
        "counted": counted,
    })
}

/// The bodies of the roster; `null` without a roster.
fn attendance(collection: &Collection) -> Json {
    let Some(attendance) = &collection.summary.attendance else { return Json::Null };
    let these = |places: &[usize]| places.iter().map(|at| received(collection, *at)).collect::<Vec<_>>();
    json!({
        "received": attendance.matched.iter().map(|sure| json!({
            "name": sure.name, "report": received(collection, sure.received),
        })).collect::<Vec<_>>(),
        "proposed": attendance.proposed.iter().map(|proposed| json!({
            "name": proposed.name, "reports": these(&proposed.received),
        })).collect::<Vec<_>>(),
        "missing": attendance.missing.iter().map(|missing| json!({
            "name": missing.name, "other_years": these(&missing.other_years),
            "unreadable": missing.unreadable,
        })).collect::<Vec<_>>(),
        "unlisted": these(&attendance.unlisted),
        "unnamed": these(&attendance.unnamed),
    })
}
