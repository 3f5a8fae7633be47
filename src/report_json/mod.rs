//! Report JSON: the report model as JSON, for scripts, databases and tests.
//!
//! Names are a contract (docs/report.schema.json is generated from the same tables). A cell is a number if the
//! document shows just a number, `null` if the cell is empty, `{"raw", "value"}` if it shows more, and absent if
//! the document has no such cell. Numbers are read and written by their text, so that `59237.2449` is exact.

mod canonical;
mod cells;
mod doubts;
mod node;
mod number;
mod read;
mod reasons;
mod schema;
mod write;

pub use read::{from_json, from_json_within};
pub use schema::schema;
pub use write::{to_json, to_text};

/// The value of the member `format`.
pub const FORMAT: &str = "repconv.report";

/// The version of the names, in the member `version`.
pub const VERSION: u64 = 1;

#[cfg(test)]
mod tests;
