//! Tables with their columns aligned, for a window in which a Chinese character is two columns wide.
//!
//! A cell that spans several columns is written over all of them; columns are separated by two
//! spaces, so that our own reader finds them by their positions.

use unicode_width::UnicodeWidthStr;

use crate::model::document::{Cell, CellRole, Table};

/// Spaces between columns.
const GAP: usize = 2;

/// The rows, padded.
pub fn rows(table: &Table) -> Vec<String> {
    let grid = table.grid();
    let widths = widths(&grid);
    let starts: Vec<usize> = widths
        .iter()
        .scan(0, |at, width| {
            let start = *at;
            *at += width + GAP;
            Some(start)
        })
        .collect();
    grid.iter()
        .map(|row| {
            let mut line = String::new();
            for (column, cell) in row {
                let text = text(cell);
                if !text.is_empty() {
                    let start = starts.get(*column).copied().unwrap_or_default();
                    let padding = start.saturating_sub(line.width_cjk());
                    line.extend(std::iter::repeat_n(' ', padding));
                    line.push_str(&text);
                }
            }
            line
        })
        .collect()
}

/// A blank figure is a full-width space, which distinguishes it from a position covered by a span.
fn text(cell: &Cell) -> String {
    match cell.text.trim() {
        "" if cell.role == CellRole::Figure => "\u{3000}".to_owned(),
        text => text.replace('\n', ""),
    }
}

/// The width of each column: of its own cells, and the last of a span as wide as the span needs.
fn widths(grid: &[Vec<(usize, &Cell)>]) -> Vec<usize> {
    let span = |cell: &Cell| cell.colspan.max(1) as usize;
    let count = grid.iter().flatten().map(|(column, cell)| column + span(cell)).max().unwrap_or(0);
    let mut widths = vec![0; count];
    for (column, cell) in grid.iter().flatten().filter(|(_, cell)| span(cell) == 1) {
        if let Some(width) = widths.get_mut(*column) {
            *width = (*width).max(text(cell).width_cjk());
        }
    }
    for (column, cell) in grid.iter().flatten().filter(|(_, cell)| span(cell) > 1) {
        let needed = text(cell).width_cjk();
        let has: usize = widths.iter().skip(*column).take(span(cell)).map(|width| width + GAP).sum();
        if let Some(last) = widths.get_mut(column + span(cell) - 1) {
            *last += (needed + GAP).saturating_sub(has);
        }
    }
    widths
}
