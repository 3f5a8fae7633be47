//! Rows of a table become markup: the edges of all rows are the grid, in which each cell spans columns.

use std::collections::BTreeSet;

use super::markup::Markup;
use super::rows::{RowDefinition, Vertical};

/// A row as it was met.
#[derive(Debug)]
pub struct Row {
    pub definition: RowDefinition,
    /// The markup of each cell.
    pub cells: Vec<String>,
    /// The text of the row for a message.
    pub text: String,
}

/// Twentieths of a point between edges that are one: no column is that narrow.
const SAME_EDGE: i32 = 30;
/// The same in a table that has cells narrower than that: cells are merged with those above up to this difference.
const NEARLY_IDENTICAL: i32 = 3;

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFault {
    /// It has other cells than it is said to have, and was left out.
    OtherCells,
    /// A cell has a text that is said to continue the one above it.
    TextInContinued,
}

/// A row in which something is wrong: its number, from 1, and its text.
#[derive(Debug)]
pub struct Faulty {
    pub fault: RowFault,
    pub row: u32,
    pub text: String,
}

/// Writes a table; the rows in which something is wrong.
pub fn write(mut rows: Vec<Row>, out: &mut Markup) -> Vec<Faulty> {
    complete(&mut rows);
    let grid = Grid::of(&rows);
    let mut faulty = Vec::new();
    let mut written = 0;
    out.open("tbl");
    for mut row in rows {
        let fault = if row.definition.cells.len() == row.cells.len() {
            let fault = row.free_continued().then_some(RowFault::TextInContinued);
            write_row(&row, &grid, out);
            written += 1;
            fault.map(|fault| (fault, written))
        } else {
            Some((RowFault::OtherCells, written + 1))
        };
        faulty.extend(fault.map(|(fault, number)| Faulty { fault, row: number, text: row.text }));
    }
    out.close("tbl");
    faulty
}

impl Row {
    /// Takes cells with text out of the merged cells they are said to continue; whether there were any.
    fn free_continued(&mut self) -> bool {
        let mut found = false;
        for (cell, content) in self.definition.cells.iter_mut().zip(&self.cells) {
            if cell.vertical == Vertical::Continues && content.contains("<t>") {
                cell.vertical = Vertical::None;
                found = true;
            }
        }
        found
    }
}

/// A row without a definition is like the one before it that has as many cells.
fn complete(rows: &mut [Row]) {
    let mut known: Vec<(usize, RowDefinition)> = Vec::new();
    for row in rows {
        let count = row.cells.len();
        let same = known.iter().find(|(cells, _)| *cells == count);
        if !row.definition.cells.is_empty() {
            if same.is_none() && row.definition.cells.len() == count {
                known.push((count, row.definition.clone()));
            }
        } else if let Some((_, definition)) = same {
            row.definition.edges.clone_from(&definition.edges);
            row.definition.cells = vec![super::rows::CellDefinition::default(); count];
        }
    }
}

/// The columns of a table.
struct Grid {
    /// Edges from left to right; those close to one another are one.
    edges: Vec<i32>,
}

impl Grid {
    fn of(rows: &[Row]) -> Self {
        let of_rows = || rows.iter().map(|row| &row.definition.edges);
        let is_narrow = |pair: &[i32]| matches!(pair, [left, right] if right - left <= SAME_EDGE);
        let has_narrow = of_rows().any(|edges| edges.windows(2).any(is_narrow));
        let tolerance = if has_narrow { NEARLY_IDENTICAL } else { SAME_EDGE };
        let all: BTreeSet<i32> = of_rows().flat_map(|edges| increasing(edges)).collect();
        let mut edges: Vec<i32> = Vec::new();
        for edge in all {
            if edges.last().is_none_or(|last| edge - last > tolerance) {
                edges.push(edge);
            }
        }
        Self { edges }
    }

    /// The column that begins at an edge, counted from 0.
    fn column(&self, edge: i32) -> usize {
        self.edges.partition_point(|known| *known <= edge).saturating_sub(1)
    }

    /// The columns at which the cells of a row begin, and that after the last.
    fn columns(&self, edges: &[i32]) -> Vec<usize> {
        let mut columns: Vec<usize> = Vec::with_capacity(edges.len());
        for edge in increasing(edges) {
            let least = columns.last().map_or(0, |last| last + 1);
            columns.push(self.column(edge).max(least));
        }
        columns
    }
}

/// The edges of a row, each to the right of the one before it.
fn increasing(edges: &[i32]) -> impl Iterator<Item = i32> {
    edges.iter().scan(i32::MIN, |last, edge| {
        *last = (*edge).max(last.saturating_add(1));
        Some(*last)
    })
}

fn write_row(row: &Row, grid: &Grid, out: &mut Markup) {
    let RowDefinition { edges, cells, is_header, height } = &row.definition;
    let columns = grid.columns(edges);
    let (first, last) = (columns.first().copied().unwrap_or(0), columns.last().copied().unwrap_or(0));
    let after = grid.edges.len().saturating_sub(1).saturating_sub(last);
    out.open("tr");
    out.open("trPr");
    for (count, name) in [(first, "gridBefore"), (after, "gridAfter")] {
        if count > 0 {
            out.value(name, &count.to_string());
        }
    }
    if *height < 0 {
        out.empty("trHeight", &[("hRule", "exact"), ("val", &height.unsigned_abs().to_string())]);
    }
    if *is_header {
        out.empty("tblHeader", &[]);
    }
    out.close("trPr");
    let mut merged = 0;
    for ((cell, content), columns) in cells.iter().zip(&row.cells).zip(columns.windows(2)) {
        let span = match columns {
            [left, right] => right - left,
            _ => 1,
        };
        out.open("tc");
        out.open("tcPr");
        if span > 1 {
            out.value("gridSpan", &span.to_string());
        }
        match cell.vertical {
            Vertical::None => {}
            Vertical::Continues => out.empty("vmerge", &[]),
            Vertical::Restarts => out.value("vmerge", "restart"),
        }
        // The first of cells that are merged has another number than the rest.
        if cell.horizontal != 0 && merged != 0 && cell.horizontal != merged {
            out.empty("hmerge", &[]);
        } else {
            merged = cell.horizontal;
        }
        cell.fill.write(out);
        out.close("tcPr");
        out.append(content);
        out.close("tc");
    }
    out.close("tr");
}
