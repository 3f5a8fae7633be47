//! Merges cells again that were merged in the form, then split, each part with the text of the whole.

use crate::model::document::Cell;

use super::{Row, has_figures, is_column};
use crate::recognise::tables::labels::Labels;
use crate::recognise::tables::value_text::is_figure;

/// Merges labels that are repeated side by side, and the figures repeated below one label.
pub(super) fn merge(rows: &mut [Row], labels: &Labels) {
    // The columns that one label of the header covers: (first, the one after the last).
    let mut covered: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        let is_data = has_figures(row);
        merge_where(row, |columns, text, is_first| {
            if is_figure(text) {
                covered.iter().any(|(start, end)| *start <= columns.0 && columns.1 <= *end)
            } else {
                (is_first && !labels.layout.rows_are_column_groups) || labels.is_label(text)
            }
        });
        if !is_data && !row.is_empty() {
            let covers = |(at, cell): &(usize, Cell)| {
                (cell.colspan > 1 && is_column(cell, labels)).then(|| (*at, end(*at, cell)))
            };
            covered = row.iter().filter_map(covers).collect();
        }
    }
}

/// Merges neighbours of equal text where `may_merge` holds for (first and last column, text, whether it begins the row).
fn merge_where(row: &mut Row, may_merge: impl Fn((usize, usize), &str, bool) -> bool) {
    let repeats = |a: &(usize, Cell), b: &(usize, Cell)| {
        !a.1.is_blank() && a.1.text == b.1.text && a.1.rowspan == b.1.rowspan && end(a.0, &a.1) == b.0
    };
    if !row.windows(2).any(|pair| matches!(pair, [a, b] if repeats(a, b))) {
        return;
    }
    let mut merged: Row = Vec::with_capacity(row.len());
    for (at, cell) in row.drain(..) {
        let is_first = merged.len() == 1;
        let next = (at, cell);
        match merged.last_mut() {
            Some(last)
                if repeats(last, &next) && may_merge((last.0, end(at, &next.1)), &next.1.text, is_first) =>
            {
                last.1.colspan = last.1.colspan.saturating_add(next.1.colspan);
            }
            _ => merged.push(next),
        }
    }
    *row = merged;
}

fn end(at: usize, cell: &Cell) -> usize {
    at.saturating_add(cell.colspan.max(1) as usize)
}
