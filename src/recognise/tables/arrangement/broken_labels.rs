//! Labels of headers in another division than the form's: a group and its column in one cell
//! (法人或其他组织—商业企业), or one label over several rows (商业 / 企业).

use crate::model::document::Cell;

use super::{Row, has_figures};
use crate::recognise::tables::labels::Labels;
use crate::recognise::tables::value_text::is_figure;

/// Most rows over which a label of the header may be broken.
const MOST_PARTS: usize = 4;
/// Fewest cells that name a group and its column by which a header is taken for one of such cells.
const FEWEST_NESTED: usize = 3;

/// Shortens labels that repeat the groups they are in.
pub(super) fn shorten_nested(rows: &mut Vec<Row>, labels: &Labels) {
    for row in rows.iter_mut() {
        for (_, cell) in row.iter_mut() {
            if cell.is_blank() || is_figure(&cell.text) || labels.is_label(&cell.text) {
                continue;
            }
            if labels.names_in_group(&cell.text) {
                continue; // without its groups it would name others as well
            }
            if let Some(label) = labels.label_in_group(&cell.text) {
                label.clone_into(&mut cell.text);
            }
        }
    }
    if labels.layout.rows_are_column_groups {
        divide_groups(rows, labels);
    }
}

/// Divides a header of cells such as 行政复议—结果维持 into a row of groups and one of columns.
fn divide_groups(rows: &mut Vec<Row>, labels: &Labels) {
    let named = |cell: &Cell| labels.row_and_column(&cell.text);
    let is_nested = |row: &Row| {
        row.iter().filter(|(_, cell)| named(cell).is_some()).count() >= FEWEST_NESTED && !has_figures(row)
    };
    let Some(at) = rows.iter().position(is_nested) else { return };
    let Some(row) = rows.get_mut(at) else { return };
    let mut groups = row.clone();
    for ((_, group), (_, column)) in groups.iter_mut().zip(row.iter_mut()) {
        if let Some((row_label, column_label)) = named(column) {
            row_label.clone_into(&mut group.text);
            column_label.clone_into(&mut column.text);
            column.rowspan = 1;
        }
        group.rowspan = 1;
    }
    rows.insert(at, groups);
}

/// Joins labels of the header that are broken over several rows.
pub(super) fn join_headers(rows: &mut [Row], labels: &Labels) {
    for at in 0..rows.len() {
        let Some((upper, lower)) = rows.get_mut(at..).and_then(|rows| rows.split_first_mut()) else { return };
        if upper.is_empty() || has_figures(upper) {
            continue;
        }
        for (column, cell) in upper.iter_mut().filter(|(_, cell)| !cell.is_blank()) {
            join_below(*column, cell, lower, labels);
        }
    }
}

/// Joins a cell with those right below it as far as they form a label together.
fn join_below(column: usize, cell: &mut Cell, lower: &mut [Row], labels: &Labels) {
    let reach = (cell.rowspan.max(1) as usize).saturating_sub(1);
    let mut joined = cell.text.clone();
    let mut parts = Vec::new();
    for (at, row) in lower.iter().enumerate().skip(reach).take(MOST_PARTS - 1) {
        if has_figures(row) {
            break;
        }
        let below = row.iter().position(|(start, below)| {
            *start == column && below.colspan == cell.colspan && !below.is_blank()
        });
        let Some((place, (_, below))) = below.and_then(|place| Some((place, row.get(place)?))) else { break };
        joined.push_str(&below.text);
        parts.push((at, place, below.rowspan.max(1)));
        if labels.is_label(&joined) {
            cell.text.clone_from(&joined);
            for (at, place, rowspan) in parts.drain(..) {
                cell.rowspan = cell.rowspan.max(1).saturating_add(rowspan);
                if let Some(row) = lower.get_mut(at).filter(|row| place < row.len()) {
                    row.remove(place);
                }
            }
            return join_below(column, cell, lower, labels);
        }
    }
}
