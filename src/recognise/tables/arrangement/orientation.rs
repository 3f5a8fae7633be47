//! Tables whose labels are on another side than the form's: columns as rows, or row labels on the right.

use std::collections::BTreeMap;

use crate::model::document::Cell;

use super::{Row, filled, has_figures, heads, is_column, is_row};
use crate::recognise::tables::labels::{Labels, words};
use crate::recognise::tables::value_text::is_figure;

/// Fewest rows of columns by which a table of one block is taken for transposed.
const FEWEST_COLUMNS: usize = 2;
/// Widest table that is transposed, in grid columns.
const WIDEST: usize = 200;

/// Exchanges rows and columns where the columns of the form are rows.
pub(super) fn transpose(rows: &mut Vec<Row>, labels: &Labels) {
    if labels.layout.one_value_per_row {
        return;
    }
    let is_banner = |row: &Row| {
        let mut filled = filled(row);
        let first = filled.next();
        filled.next().is_none() && first.is_some_and(|(_, cell)| labels.clause(&cell.text).is_some())
    };
    let mut turned: Vec<Row> = Vec::with_capacity(rows.len());
    let mut has_turned = false;
    for part in rows.chunk_by(|a, b| !is_banner(a) && !is_banner(b)) {
        if is_transposed(part, labels) {
            has_turned = true;
            turned.extend(transposed(part));
        } else {
            turned.extend_from_slice(part);
        }
    }
    if has_turned {
        *rows = turned;
    }
}

/// Whether columns of the form name rows with figures, and rows of the form name columns.
fn is_transposed(rows: &[Row], labels: &Labels) -> bool {
    let has_groups = labels.layout.rows_are_column_groups;
    let mut columns = 0;
    let mut has_rows_above = false;
    for row in rows {
        let Some(heads) = heads(row) else {
            has_rows_above |= row.iter().any(|(_, cell)| is_row(cell, labels) && !is_column(cell, labels));
            continue;
        };
        let heads: Vec<&Cell> = heads.collect();
        let has_column = heads.iter().any(|cell| is_column(cell, labels));
        columns += usize::from(has_column);
        // 行政复议 | 结果维持 | 88: the group is beside the column.
        let has_row = heads.iter().any(|cell| is_row(cell, labels) && !is_column(cell, labels));
        if has_row && !(has_groups && has_column) {
            return false;
        }
        has_rows_above |= has_row;
    }
    let fewest = if labels.layout.has_block_headers { 1 } else { FEWEST_COLUMNS };
    has_rows_above && columns >= fewest
}

fn transposed(rows: &[Row]) -> Vec<Row> {
    let mut turned: BTreeMap<usize, Row> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().filter(|(column, _)| *column < WIDEST) {
            let cell = Cell { colspan: cell.rowspan.max(1), rowspan: cell.colspan.max(1), ..cell.clone() };
            turned.entry(*column).or_default().push((at, cell));
        }
    }
    turned.into_values().collect()
}

/// Moves row labels from the right of the figures to their left, or removes them there if they are on both.
pub(super) fn mirror(rows: &mut [Row], labels: &Labels) {
    if labels.layout.rows_are_column_groups {
        return;
    }
    let mut first_label = None;
    let mut is_mirrored = true;
    for row in rows.iter_mut() {
        remove_repeated_label(row, labels);
        let Some(has_head) = heads(row).map(|mut heads| heads.next().is_some()) else { continue };
        if has_head {
            is_mirrored = false;
            continue;
        }
        let labels_on_right = row.iter().rev().take_while(|(_, cell)| !is_figure(&cell.text));
        let on_right: Vec<&(usize, Cell)> = labels_on_right.filter(|(_, cell)| !cell.is_blank()).collect();
        match on_right.last() {
            Some((column, _)) if on_right.iter().any(|(_, cell)| is_row(cell, labels)) => {
                first_label = Some(first_label.map_or(*column, |known: usize| known.min(*column)));
            }
            _ => is_mirrored = false,
        }
    }
    let Some(first_label) = first_label.filter(|_| is_mirrored) else { return };
    let ends = rows.iter().flatten().map(|(at, cell)| at.saturating_add(cell.colspan.max(1) as usize));
    let width = ends.max().unwrap_or(0);
    for row in rows {
        for (column, cell) in row.iter_mut() {
            let end = column.saturating_add(cell.colspan.max(1) as usize);
            *column = if *column >= first_label {
                width.saturating_sub(end)
            } else {
                column.saturating_add(width.saturating_sub(first_label))
            };
        }
        row.sort_by_key(|(column, _)| *column);
    }
}

/// Removes a label at the end of a row that also begins it.
fn remove_repeated_label(row: &mut Row, labels: &Labels) {
    let Some(last) = row.iter().rposition(|(_, cell)| !cell.is_blank()) else { return };
    let Some((_, cell)) = row.get(last) else { return };
    if is_figure(&cell.text) || !has_figures(row) || !is_row(cell, labels) {
        return;
    }
    let found = words(&cell.text);
    if heads(row).is_some_and(|mut heads| heads.any(|head| words(&head.text) == found)) {
        row.remove(last);
    }
}
