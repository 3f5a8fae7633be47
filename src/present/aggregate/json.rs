//! The sums as JSON, `repconv.collection` version 1, for other programs. Figures are exact.

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::{Collection, wording};
use crate::aggregate::Summary;
use crate::model::language::Language;

/// The value of the member `format`.
const FORMAT: &str = "repconv.collection";

/// Whether the bytes are such JSON.
#[must_use]
pub fn is_collection(bytes: &[u8]) -> bool {
    serde_json::from_slice::<Json>(bytes)
        .is_ok_and(|json| json.get("format").is_some_and(|name| name == FORMAT))
}

/// The members of the result: those of the summary, with what the program knows beside it.
#[derive(Serialize)]
struct Members<'a> {
    format: &'static str,
    version: u8,
    title: &'a str,
    #[serde(flatten)]
    summary: Json,
    left_out: &'a [String],
    unreadable: Vec<Json>,
}

/// The sums as indented JSON text with a line break at its end.
#[must_use]
pub fn render(collection: &Collection) -> Vec<u8> {
    let language = collection.language;
    let unreadable = collection.unreadable().map(|(file, error)| {
        json!({
            "file": file, "code": error.code(), "message": error.message(language), "hint": error.hint(language),
        })
    });
    let root = Members {
        format: FORMAT,
        version: 1,
        title: &collection.title,
        summary: summary(&collection.summary, language),
        left_out: &collection.left_out,
        unreadable: unreadable.collect(),
    };
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = serde_json::to_writer_pretty(&mut out, &root);
    out.push(b'\n');
    out
}

/// The members of the summary, with the reason why a report does not count as a message too.
fn summary(summary: &Summary, language: Language) -> Json {
    let mut members = json!(summary);
    let excluded = members.get_mut("not_counted").and_then(Json::as_array_mut);
    for (member, (_, one, reason)) in excluded.into_iter().flatten().zip(summary.excluded()) {
        if let Json::Object(members) = member {
            members.insert("message".to_owned(), json!(wording::reason(summary, one, reason, language)));
        }
    }
    members
}
