//! Stacks parts of a table that are side by side: 信息内容 | … | 信息内容 | ….

use super::{Row, has_figures};
use crate::model::document::Cell;
use crate::recognise::tables::labels::{Labels, words};

/// What heads the labels of rows.
const HEADS: [&str; 5] = ["信息内容", "统计指标", "指标", "指标名称", "项目"];

/// Puts the parts of the table one under the other.
pub(super) fn stack(rows: &mut Vec<Row>, labels: &Labels) {
    if labels.layout.rows_are_column_groups {
        return;
    }
    let is_head = |cell: &Cell| HEADS.contains(&&*words(&cell.text)) || labels.clause(&cell.text).is_some();
    let starts = |row: &Row| -> Vec<usize> {
        if has_figures(row) {
            return Vec::new();
        }
        // A head at the end of the row repeats the one at its start.
        let last = row.iter().rposition(|(_, cell)| !cell.is_blank()).unwrap_or(0);
        let is_last = |at: usize, cell: &Cell| at == last && labels.clause(&cell.text).is_none();
        let heads = row.iter().enumerate().filter(|(at, (_, cell))| is_head(cell) && !is_last(*at, cell));
        heads.map(|(_, (at, _))| *at).collect()
    };
    let Some(starts) = rows.iter().map(starts).find(|starts| starts.len() > 1) else { return };
    let ends = starts.iter().skip(1).copied().chain([usize::MAX]);
    let mut stacked = Vec::with_capacity(rows.len() * starts.len());
    for (number, (start, end)) in starts.iter().zip(ends).enumerate() {
        let first = if number == 0 { 0 } else { *start };
        for row in rows.iter() {
            let part = row.iter().filter(|(at, _)| (first..end).contains(at));
            let part: Row = part.map(|(at, cell)| (at - first, cell.clone())).collect();
            if part.iter().any(|(_, cell)| !cell.is_blank()) {
                stacked.push(part);
            }
        }
    }
    *rows = stacked;
}
