//! Puts together a table from rows and cells as OpenDocument keeps them: a merged cell says what it spans, and the
//! cells that it covers are there as such.

use crate::model::document::{Cell, CellRole};
use crate::model::error::{Error, Limit, Result};
use crate::model::limits::Limits;
use crate::model::place::Place;
use crate::readers::appearance::{AsideKind, Unseen};
use crate::readers::word::look::Surface;
use crate::readers::word::piece::{Piece, PieceTable};
use crate::readers::word::table::{finish_cell, place};

/// A table whose end has not come yet.
#[derive(Default)]
pub struct OpenTable {
    rows: Vec<OpenRow>,
    row: OpenRow,
    /// What is behind its cells.
    pub surface: Option<Surface>,
    /// Whether the rows that come are headers.
    pub is_header: bool,
    has_covered: bool,
}

#[derive(Default)]
pub struct OpenRow {
    cells: Vec<OpenCell>,
    is_header: bool,
    /// It is not shown.
    pub is_hidden: bool,
    /// How often it is there.
    pub repeat: u32,
    /// What is behind its cells.
    pub surface: Option<Surface>,
}

/// A cell, or one that is covered by another.
#[derive(Default)]
pub struct OpenCell {
    pub is_covered: bool,
    pub columns: u32,
    pub rows: u32,
    /// How often it is there.
    pub repeat: u32,
    pub fill: Option<Surface>,
    pub pieces: Vec<Piece>,
}

impl OpenRow {
    /// A row that is there so often, and what is behind it.
    pub fn new(is_hidden: bool, repeat: u32, surface: Option<Surface>) -> Self {
        Self { is_hidden, repeat, surface, ..Self::default() }
    }
}

impl OpenTable {
    /// A table on this.
    pub fn on(surface: Option<Surface>) -> Self {
        Self { surface, ..Self::default() }
    }

    pub fn start_row(&mut self, row: OpenRow) {
        self.row = OpenRow { is_header: self.is_header, ..row };
    }

    /// The row that is open.
    pub const fn row(&self) -> &OpenRow {
        &self.row
    }

    pub fn push_cell(&mut self, cell: OpenCell) {
        self.has_covered |= cell.is_covered;
        self.row.cells.push(cell);
    }

    pub fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if !row.cells.is_empty() {
            self.rows.push(row);
        }
    }

    /// The finished table; where cells hold tables it was only there for the layout, and its content comes in its
    /// place. `cells` counts those of the document.
    pub fn finish(self, cells: &mut usize, limits: &Limits) -> Result<Vec<Piece>> {
        let all = || self.rows.iter().flat_map(|row| &row.cells);
        if all().flat_map(|cell| &cell.pieces).any(Piece::is_block) {
            let cells = self.rows.into_iter().flat_map(|row| row.cells);
            return Ok(cells.flat_map(|cell| cell.pieces).collect());
        }
        let mut grid = Grid { has_covered: self.has_covered, ..Grid::default() };
        for row in self.rows {
            grid.push_row(row, cells, limits)?;
        }
        if grid.rows.is_empty() {
            let unseen = grid.unseen.into_iter().map(|(_, unseen)| unseen).collect();
            return Ok(Piece::of_unseen(unseen).into_iter().collect());
        }
        grid.end_spans();
        Ok(vec![Piece::Table(PieceTable { rows: grid.rows, unseen: grid.unseen })])
    }
}

/// A cell that covers a column of the rows below it.
#[derive(Clone, Copy)]
struct Cover {
    /// Rows that it covers still.
    rows: u32,
    /// Where it starts: row, and cell of that row; `None` where that row is not shown.
    start: Option<(usize, usize)>,
}

/// Rows of which the columns are known.
#[derive(Default)]
struct Grid {
    rows: Vec<Vec<Cell>>,
    unseen: Vec<(Place, Unseen)>,
    covers: Vec<Option<Cover>>,
    /// Whether the table has the cells that others cover; some programs leave them out.
    has_covered: bool,
}

impl Grid {
    fn push_row(&mut self, row: OpenRow, count: &mut usize, limits: &Limits) -> Result<()> {
        let (is_hidden, repeat) = (row.is_hidden, row.repeat.max(1));
        let role = if row.is_header { CellRole::ColumnHeader } else { CellRole::Plain };
        let number = self.rows.len();
        let before = self.unseen.len();
        let mut cells: Vec<Cell> = Vec::with_capacity(row.cells.len());
        let mut column = 0_usize;
        for cell in row.cells {
            self.place_cell(cell, &mut cells, &mut column, number, role, limits)?;
            *count = count.saturating_add(1);
        }
        *count = count.saturating_add(cells.len().saturating_mul(repeat as usize));
        limits.check_cells(*count)?;
        if is_hidden {
            self.drop_row(before, number);
        } else {
            self.rows.push(cells);
        }
        self.end_row();
        for _ in 1..if is_hidden { 1 } else { repeat } {
            self.repeat_row(number);
        }
        Ok(())
    }

    /// Puts a cell, as often as it is there, into the row.
    fn place_cell(
        &mut self,
        cell: OpenCell,
        cells: &mut Vec<Cell>,
        column: &mut usize,
        number: usize,
        role: CellRole,
        limits: &Limits,
    ) -> Result<()> {
        let is_covered = cell.is_covered;
        let (columns, rows) = (cell.columns.max(1), cell.rows.max(1));
        let first = u32::try_from(*column).unwrap_or(u32::MAX);
        let place_of = |column: usize| place(number, u32::try_from(column).unwrap_or(u32::MAX));
        let mut unseen = Vec::new();
        let text = finish_cell(cell.pieces, &place(number, first), &mut unseen);
        for _ in 0..cell.repeat.max(1) {
            if !is_covered && !self.has_covered {
                while self.is_covered_above(*column) {
                    *column += 1;
                }
            }
            check_columns(*column, if is_covered { 1 } else { columns }, limits)?;
            if is_covered {
                // One that nothing covers is blank on the page.
                if !self.is_covered_above(*column) && !is_within_last(cells, *column, number) {
                    cells.push(Cell { role, ..Cell::new("", place_of(*column)) });
                }
                *column += 1;
                continue;
            }
            self.uncover(*column, number);
            let start = (number, cells.len());
            let place = place_of(*column);
            cells.push(Cell { colspan: columns, rowspan: rows, role, ..Cell::new(text.clone(), place) });
            let end = *column + columns as usize;
            if self.covers.len() < end {
                self.covers.resize(end, None);
            }
            if let Some(covers) = self.covers.get_mut(*column..end) {
                covers.fill(Some(Cover { rows, start: Some(start) }));
            }
            *column = if self.has_covered { *column + 1 } else { end };
        }
        if is_covered && !text.is_empty() {
            self.unseen.push((place(number, first), Unseen { kind: AsideKind::Hidden, text }));
        }
        self.unseen.extend(unseen);
        Ok(())
    }

    /// Whether a cell of a row above covers the column.
    fn is_covered_above(&self, column: usize) -> bool {
        let number = self.rows.len();
        let cover = self.covers.get(column).copied().flatten();
        cover.and_then(|cover| cover.start).is_some_and(|(row, _)| row < number)
    }

    /// A cell is where another was to cover the place: that one ends above.
    fn uncover(&mut self, column: usize, number: usize) {
        let Some(Some(Cover { start: Some(start), .. })) = self.covers.get(column).copied() else { return };
        if start.0 >= number {
            return;
        }
        if let Some(upper) = self.rows.get_mut(start.0).and_then(|row| row.get_mut(start.1)) {
            upper.rowspan = u32::try_from(number - start.0).unwrap_or(u32::MAX);
        }
        let is_of = |cover: &Option<Cover>| cover.is_some_and(|cover| cover.start == Some(start));
        let covers = self.covers.iter_mut().filter(|cover| is_of(cover));
        covers.for_each(|cover| *cover = None);
    }

    /// The row that was just read is not shown: what it has is set aside, and what covers it is shorter.
    fn drop_row(&mut self, before: usize, number: usize) {
        let texts: Vec<String> = self.unseen.drain(before..).map(|(_, unseen)| unseen.text).collect();
        let unseen = Unseen { kind: AsideKind::Hidden, text: texts.join(" ") };
        self.unseen.push((place(number, 0), unseen));
        let mut shortened = None;
        for cover in self.covers.iter_mut().flatten() {
            match cover.start {
                Some(start) if start.0 >= number => cover.start = None,
                Some(start) if shortened != Some(start) => {
                    shortened = Some(start);
                    if let Some(upper) = self.rows.get_mut(start.0).and_then(|row| row.get_mut(start.1)) {
                        upper.rowspan = upper.rowspan.saturating_sub(1).max(1);
                    }
                }
                _ => {}
            }
        }
    }

    fn end_row(&mut self) {
        for cover in &mut self.covers {
            *cover = cover.and_then(|cover| {
                let rows = cover.rows.saturating_sub(1);
                (rows > 0).then_some(Cover { rows, ..cover })
            });
        }
    }

    /// Spans end with the last row.
    fn end_spans(&mut self) {
        let rows = (0..self.rows.len()).rev();
        for (row, below) in self.rows.iter_mut().zip(rows) {
            let longest = u32::try_from(below).unwrap_or(u32::MAX).saturating_add(1);
            for cell in row {
                cell.rowspan = cell.rowspan.min(longest);
            }
        }
    }

    /// Adds a row once more, in the next place.
    fn repeat_row(&mut self, number: usize) {
        let next = self.rows.len();
        let mut cells = self.rows.get(number).cloned().unwrap_or_default();
        for cell in &mut cells {
            if let Place::Table { row, .. } = &mut cell.place {
                *row = u32::try_from(next).unwrap_or(u32::MAX).saturating_add(1);
            }
            cell.rowspan = 1;
        }
        self.rows.push(cells);
    }
}

/// Whether the last cell of the row spans the column.
fn is_within_last(cells: &[Cell], column: usize, number: usize) -> bool {
    let Some(last) = cells.last() else { return false };
    let Place::Table { row, column: first, .. } = last.place else { return false };
    let start = first.saturating_sub(1) as usize;
    row as usize == number + 1 && column < start + last.colspan as usize
}

fn check_columns(column: usize, span: u32, limits: &Limits) -> Result<()> {
    let (found, allowed) = (column as u64 + u64::from(span), u64::from(limits.columns));
    if found > allowed {
        return Err(Error::TooLarge { what: Limit::Columns, found, allowed });
    }
    Ok(())
}
