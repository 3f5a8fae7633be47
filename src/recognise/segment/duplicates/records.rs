//! What tells tables of records of one form apart: the columns of a single record, and the bodies of a row for each.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::model::document::Table;
use crate::recognise::tables::labels::{Labels, words};
use crate::recognise::tables::value_text::is_figure;

/// The columns or bodies of a table, and whether it has a header of its own with a third of the columns.
pub fn of_table(labels: &Labels, table: &Table) -> Option<(BTreeSet<usize>, bool)> {
    let texts = || table.rows.iter().flatten().map(|cell| cell.text.as_str());
    let columns: BTreeSet<usize> = texts()
        .filter(|text| !text.trim().is_empty() && !is_figure(text))
        .filter_map(|text| labels.column(0, text))
        .collect();
    let all = labels.form.blocks.first().map_or(0, |block| block.columns.len());
    if columns.is_empty() || !texts().any(is_figure) {
        return None;
    }
    let is_whole = columns.len() >= (all / 3).max(1);
    Some((if labels.form.has_bodies() { bodies(table) } else { columns }, is_whole))
}

/// The names of the bodies, by their hash: the first words of each row with figures.
fn bodies(table: &Table) -> BTreeSet<usize> {
    let rows = table.rows.iter().filter(|row| row.iter().any(|cell| is_figure(&cell.text)));
    let name = |row: &Vec<crate::model::document::Cell>| {
        let named = row.iter().find(|cell| !cell.is_blank() && !is_figure(&cell.text))?;
        let mut hasher = DefaultHasher::new();
        (*words(&named.text)).hash(&mut hasher);
        usize::try_from(hasher.finish() & u64::from(u32::MAX)).ok()
    };
    rows.filter_map(name).collect()
}
