//! The rows of tables whose rows are records: no label of the form names them.

use std::sync::LazyLock;

use super::{Presence, RowForm};

/// Most bodies of a table with a row for each.
pub const MOST_BODIES: usize = 1000;
/// The key of the row that sums up those of the bodies.
pub const TOTAL: &str = "total";

/// The row of a table with one.
pub static ONE: [RowForm; 1] = [record("1", "", Presence::Required)];

/// The row that sums up those of the bodies.
pub const TOTAL_ROW: RowForm = record(TOTAL, "合计", Presence::Optional);

/// The rows of a table with one for each body: `1`, `2` …, and at last their total. Only those that a report has are
/// in it.
pub static BODIES: LazyLock<Vec<RowForm>> = LazyLock::new(|| {
    let numbered = |number: usize| {
        let [key, label] = [number.to_string(), format!("第{number}行")].map(|text| &*text.leak());
        record(key, label, Presence::Optional)
    };
    (1..=MOST_BODIES).map(numbered).chain([TOTAL_ROW]).collect()
});

const fn record(key: &'static str, label: &'static str, presence: Presence) -> RowForm {
    RowForm { key, label, variants: &[], path: &[], presence, unit: None, depth: 0, number: None }
}
