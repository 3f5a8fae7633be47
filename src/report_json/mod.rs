//! Report JSON: the plain face of the report model, for scripts, databases and tests.
//!
//! Names are a contract (docs/report.schema.json is generated from the same tables). A cell is a number
//! when the document shows just a number, `null` when it shows an empty cell, `{"raw", "value"}` when
//! it shows more, and absent when the document has no such cell. Numbers go both ways by their text,
//! so that `59237.2449` stays what it is.

mod canonical;
mod cells;
mod doubts;
mod node;
mod number;
mod read;
mod schema;
mod write;

pub use read::{from_json, from_json_within};
pub use schema::schema;
pub use write::{to_json, to_text};

/// What the member `format` says.
pub const FORMAT: &str = "repconv.report";

/// The version of the names, in the member `version`.
pub const VERSION: u64 = 1;

#[cfg(test)]
mod tests;
