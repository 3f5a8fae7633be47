//! The header of a table: which rows it has, and the columns below it.

use std::ops::Range;

use super::grid::{Grid, GridCell};

/// Rows of the highest header.
const HIGHEST: usize = 10;

/// The rows of a header.
#[derive(Clone, Debug)]
pub struct Header {
    /// The rows with labels.
    pub labels: Range<usize>,
    /// The row of column numbers below them (栏次).
    pub numbers: Option<usize>,
}

impl Header {
    /// The header of the table in these rows.
    pub fn of(grid: &Grid<'_>, rows: &Range<usize>) -> Self {
        let mut end = rows.start + 1;
        while end < rows.end && end - rows.start < HIGHEST && continues(grid, rows.start, end) {
            end += 1;
        }
        let numbers = end.checked_sub(1).filter(|row| *row > rows.start && is_numbers(grid, *row));
        let labels = rows.start..numbers.unwrap_or(end);
        Self { labels, numbers }
    }

    /// The first row below.
    pub fn end(&self) -> usize {
        self.numbers.map_or(self.labels.end, |row| row + 1)
    }
}

/// Whether a row continues the header: nothing is to be filled in in it below what the first row covers, or it has
/// the parts of a label above that is merged over several columns.
fn continues(grid: &Grid<'_>, first: usize, row: usize) -> bool {
    if is_numbers(grid, row) {
        return true;
    }
    let is_headed = |column: &usize| !grid.text(first, *column).is_empty();
    let columns: Vec<usize> = (0..grid.width).filter(is_headed).collect();
    let has_own = grid.starting(row).any(|cell| !cell.text.is_empty());
    let marks = columns.iter().filter(|column| is_mark(grid.text(row, **column))).count();
    if marks == 0 && has_own && columns.iter().all(|column| !grid.text(row, *column).is_empty()) {
        return true;
    }
    let reaches_down = |cell: &GridCell<'_>| cell.row < row && cell.row + cell.height > row;
    if grid.covering(row).any(|cell| !cell.text.is_empty() && cell.column > 0 && reaches_down(cell)) {
        return true;
    }
    let above = grid.starting(row - 1).filter(|cell| cell.width > 1 && !cell.text.is_empty());
    above.filter(|cell| cell.height == 1).any(|group| {
        let below = (group.column..group.column + group.width).filter_map(|column| grid.at(row, column));
        let labels = below.filter(|cell| cell.row == row && !cell.text.is_empty() && !is_mark(&cell.text));
        let mut columns: Vec<usize> = labels.map(|cell| cell.column).collect();
        columns.dedup();
        columns.len() > 1
    })
}

/// `×`, `—`: nothing is to be filled in here.
pub fn is_mark(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| "×xX✕╳—-–―－/／*＊\\".contains(c))
}

/// A row of column numbers: `栏次 1 2 3`, `甲 乙 1 2 3`, `（1） （2）`.
fn is_numbers(grid: &Grid<'_>, row: usize) -> bool {
    let cells: Vec<&GridCell<'_>> = grid.starting(row).filter(|cell| !cell.text.is_empty()).collect();
    let numbers = cells.iter().filter(|cell| number(&cell.text).is_some()).count();
    let is_other = |cell: &&&GridCell<'_>| number(&cell.text).is_none();
    let others = cells.iter().filter(is_other).all(|cell| {
        matches!(
            cell.text.as_str(),
            "甲" | "乙" | "丙" | "丁" | "栏次" | "列次" | "序号" | "行次" | "——" | "—"
        )
    });
    numbers > 1 && others
}

/// The number of a row or a column: `3`, `03`, `（3）`, `3栏`, `B` is none.
pub fn number(text: &str) -> Option<u32> {
    let inner = text.trim_matches(|c| matches!(c, '（' | '）' | '(' | ')' | '[' | ']' | '栏' | '行' | '列'));
    let folded: String = inner.chars().map(crate::model::text::narrow_letter).collect();
    let is_number = !folded.is_empty() && folded.len() <= 4 && folded.bytes().all(|b| b.is_ascii_digit());
    folded.parse().ok().filter(|_| is_number)
}

/// A column below the header.
#[derive(Clone, Debug)]
pub struct Column<'g, 'd> {
    /// Its first grid column.
    pub at: usize,
    /// The labels from the outermost group to its own.
    pub path: Vec<&'g str>,
    /// The number that the form gives it.
    pub no: Option<u32>,
    /// The cell with its own label.
    pub head: &'g GridCell<'d>,
}

/// The columns from grid column `from` on; blank headers are left out.
pub fn columns<'g, 'd>(grid: &'g Grid<'d>, header: &Header, from: usize) -> Vec<Column<'g, 'd>> {
    let mut columns: Vec<Column<'g, 'd>> = Vec::new();
    for at in from..grid.width {
        let mut cells: Vec<&GridCell<'d>> = Vec::new();
        for row in header.labels.clone() {
            let Some(cell) = grid.at(row, at).filter(|cell| !cell.text.is_empty()) else { continue };
            if cells.last().is_none_or(|last| !std::ptr::eq(*last, cell)) {
                cells.push(cell);
            }
        }
        let Some(head) = cells.last().copied() else { continue };
        // One column may take several grid columns.
        let below = grid.at(header.end(), at);
        let is_continued = below.is_some_and(|cell| cell.column < at)
            && columns.last().is_some_and(|last| std::ptr::eq(last.head, head));
        if is_continued {
            continue;
        }
        let no = header.numbers.and_then(|row| number(grid.text(row, at)));
        columns.push(Column { at, path: cells.iter().map(|cell| cell.text.as_str()).collect(), no, head });
    }
    columns
}
