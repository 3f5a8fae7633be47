//! Tables that the form does not have, kept as they are in the document.

use crate::model::document::{Cell, Table};
use crate::model::place::Place;
use crate::model::text;

/// A table that the form does not have: rows of cells with spans.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GenericTable {
    /// The rows from top to bottom; a cell is listed only where it starts.
    pub rows: Vec<Vec<GenericCell>>,
}

/// A cell of a generic table. Spans are at least 1. Its text has no blank lines and no white space around a line
/// break: report JSON, into which every report can be written, has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GenericCell {
    /// The text.
    pub text: String,
    /// Grid columns it spans.
    pub colspan: u32,
    /// Grid rows it spans.
    pub rowspan: u32,
    /// Where it is in the source.
    pub place: Place,
}

impl GenericCell {
    /// A cell that spans nothing.
    pub fn new(text: impl Into<String>) -> Self {
        Self::spanning(text, 1, 1)
    }

    /// A cell that spans so many grid columns and rows.
    pub fn spanning(text: impl Into<String>, colspan: u32, rowspan: u32) -> Self {
        let mut text: String = text.into();
        if text.contains('\n') {
            text = text::lines(&text).collect::<Vec<_>>().join("\n");
        }
        Self { text, colspan, rowspan, place: Place::Unknown }
    }
}

impl From<&Cell> for GenericCell {
    fn from(cell: &Cell) -> Self {
        Self { place: cell.place.clone(), ..Self::spanning(cell.text.clone(), cell.colspan, cell.rowspan) }
    }
}

impl From<&Table> for GenericTable {
    fn from(table: &Table) -> Self {
        Self { rows: table.rows.iter().map(|row| row.iter().map(GenericCell::from).collect()).collect() }
    }
}

impl From<&GenericCell> for Cell {
    fn from(cell: &GenericCell) -> Self {
        Self {
            colspan: cell.colspan,
            rowspan: cell.rowspan,
            ..Self::new(cell.text.clone(), cell.place.clone())
        }
    }
}

/// A table of a document, which can place the cells on a grid.
impl From<&GenericTable> for Table {
    fn from(table: &GenericTable) -> Self {
        Self {
            rows: table.rows.iter().map(|row| row.iter().map(Cell::from).collect()).collect(),
            ..Self::default()
        }
    }
}

impl GenericTable {
    /// The table in the form that every format can express: spans end where the table ends or a cell from above
    /// begins, and short rows are filled with blank cells.
    #[must_use]
    pub fn settled(mut self) -> Self {
        let mut covered = Covered::default();
        let height = self.rows.len();
        for (index, row) in self.rows.iter_mut().enumerate() {
            let mut column = 0;
            for cell in row {
                column = covered.free_from(index, column);
                let width = covered.free_width(index, column, cell.colspan as usize);
                let rows = (height - index).min(cell.rowspan as usize);
                cell.colspan = u32::try_from(width).unwrap_or(cell.colspan);
                cell.rowspan = u32::try_from(rows).unwrap_or(cell.rowspan);
                covered.cover(column, width, index + rows);
                column += width;
            }
        }
        let width = covered.0.len();
        if width.saturating_mul(height) > MOST_PLACES {
            return self; // wide spans over many rows: filling it would take too much memory
        }
        let mut covered = Covered::default();
        for (index, row) in self.rows.iter_mut().enumerate() {
            let mut column = 0;
            for cell in row.iter() {
                column = covered.free_from(index, column);
                covered.cover(column, cell.colspan as usize, index + cell.rowspan as usize);
                column += cell.colspan as usize;
            }
            let missing = (column..width).filter(|column| covered.is_free(index, *column)).count();
            row.extend((0..missing).map(|_| GenericCell::new("")));
        }
        self
    }
}

/// Largest number of grid places of a table that is filled.
const MOST_PLACES: usize = 400_000;

/// For each grid column, the first row that is free.
#[derive(Default)]
struct Covered(Vec<usize>);

impl Covered {
    fn is_free(&self, row: usize, column: usize) -> bool {
        self.0.get(column).is_none_or(|&until| until <= row)
    }

    fn free_from(&self, row: usize, mut column: usize) -> usize {
        while !self.is_free(row, column) {
            column += 1;
        }
        column
    }

    fn free_width(&self, row: usize, column: usize, wanted: usize) -> usize {
        let blocked = self.0.iter().skip(column).take(wanted).position(|&until| until > row);
        blocked.unwrap_or(wanted)
    }

    fn cover(&mut self, column: usize, width: usize, until: usize) {
        let end = column + width;
        if self.0.len() < end {
            self.0.resize(end, 0);
        }
        if let Some(spanned) = self.0.get_mut(column..end) {
            spanned.fill(until);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(colspan: u32, rowspan: u32) -> GenericCell {
        GenericCell { colspan, rowspan, ..GenericCell::new("") }
    }

    #[test]
    fn spans_end_at_the_table_or_another_cell() {
        let table = GenericTable {
            rows: vec![vec![cell(1, 1), cell(1, 5)], vec![cell(3, 1), cell(2, 9)], vec![cell(9, 1)]],
        };
        let want = vec![
            vec![cell(1, 1), cell(1, 3), cell(1, 1), cell(1, 1)],
            vec![cell(1, 1), cell(2, 2)],
            vec![cell(1, 1)],
        ];
        assert_eq!(table.settled().rows, want);
    }

    #[test]
    fn a_cell_has_no_blank_lines() {
        assert_eq!(GenericCell::new("甲\n\n\n乙\n丙").text, "甲\n乙\n丙");
        assert_eq!(GenericCell::new("甲\t\t\n　乙").text, "甲\n乙");
    }

    #[test]
    fn short_rows_are_filled_up() {
        let table = GenericTable { rows: vec![vec![cell(2, 1), cell(1, 2)], vec![cell(1, 1)]] };
        assert_eq!(table.settled().rows, vec![vec![cell(2, 1), cell(1, 2)], vec![cell(1, 1), cell(1, 1)]]);
    }
}
