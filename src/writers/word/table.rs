//! What a table looks like: fixed columns over the whole type area, rows that stay together, a repeated header.

use crate::formats::reference_doc::Page;
use crate::model::document::{Cell, CellRole, Table, TableRole};

/// Left and right margin of a cell together, in twips.
pub const CELL_MARGINS: u32 = 80;
/// Half points: 五号 (10.5 pt), and the least that a long figure is set in.
const TEXT_SIZE: u32 = 21;
const LEAST_SIZE: u32 = 13;
/// The least height of a row, in twips: 7 mm; 6 mm where a form of many rows should fit one page.
const ROW_HEIGHT: u32 = 400;
const LOW_ROW_HEIGHT: u32 = 340;
/// Rows from which a form is set in low rows, and the most that a page holds.
const MANY_ROWS: usize = 24;
const ROWS_OF_A_PAGE: usize = 34;

/// A table on its page.
pub struct Shape<'t> {
    /// For each row, the first column and the cell.
    pub rows: Vec<Vec<(usize, &'t Cell)>>,
    /// Twips of the columns.
    pub widths: Vec<u32>,
    /// How many rows at the top repeat on a new page.
    pub headers: usize,
    /// Whether a form has room on one page.
    fits_page: bool,
    /// The least height of a row, in twips.
    pub row_height: u32,
    role: TableRole,
}

impl<'t> Shape<'t> {
    /// `None` for a table without cells.
    pub fn of(table: &'t Table, page: &Page) -> Option<Self> {
        let rows = table.grid();
        let columns = rows.iter().flatten().map(|(column, cell)| column + span(cell)).max()?;
        let fits_page = table.role == TableRole::Statutory && rows.len() <= rows_of_a_page(page);
        let is_low = fits_page && rows.len() >= MANY_ROWS;
        Some(Self {
            widths: widths(&table.widths, columns, page.text_width()),
            headers: header_rows(table),
            fits_page,
            row_height: if is_low { LOW_ROW_HEIGHT } else { ROW_HEIGHT },
            role: table.role,
            rows,
        })
    }

    /// Whether it stays on one page: a form split across pages would show its merged labels on one page only. One of
    /// several parts may be split between them, so that it does not leave half a page empty before it.
    #[cfg(feature = "odt")]
    pub fn is_whole(&self) -> bool {
        self.fits_page && !(1..self.rows.len()).any(|number| begins_part(&self.rows, number))
    }

    /// Whether a row stays on the page of the next: headers do.
    pub fn is_kept(&self, number: usize) -> bool {
        let row = self.rows.get(number).map_or(&[][..], Vec::as_slice);
        row.iter().all(|(_, cell)| is_head(cell))
            || heads_rows(row)
            || self.fits_page && number + 1 < self.rows.len() && !begins_part(&self.rows, number + 1)
    }

    /// Twips of a cell that starts in this column.
    pub fn width(&self, column: usize, cell: &Cell) -> u32 {
        self.widths.iter().skip(column).take(span(cell)).sum()
    }

    /// The id of the style of a cell's text.
    pub fn style(&self, cell: &Cell) -> &'static str {
        match cell.role {
            CellRole::ColumnHeader => "TableHead",
            CellRole::RowHeader => "TableLabel",
            CellRole::Plain if self.role == TableRole::Metadata => "TableLabel",
            CellRole::Plain | CellRole::Banner | CellRole::Figure | CellRole::RotatedRowHeader => "TableText",
        }
    }
}

/// The columns of a cell.
pub fn span(cell: &Cell) -> usize {
    cell.colspan.max(1) as usize
}

/// The font size of a cell this wide in half points, where it is not that of its style: a figure too long for its
/// column is made smaller instead of wrapped.
pub fn size(cell: &Cell, width: u32) -> Option<u32> {
    let characters = u32::try_from(cell.text.chars().count()).unwrap_or(u32::MAX).max(1);
    if cell.role != CellRole::Figure || !cell.text.is_ascii() {
        return None;
    }
    // A figure is half as wide as it is high; a half point has ten twips.
    let fitting = width.saturating_sub(CELL_MARGINS) / (characters.saturating_mul(5));
    Some(fitting.clamp(LEAST_SIZE, TEXT_SIZE)).filter(|size| *size != TEXT_SIZE)
}

fn rows_of_a_page(page: &Page) -> usize {
    let (height, official) = (page.text_height() as usize, Page::OFFICIAL.text_height() as usize);
    ROWS_OF_A_PAGE * height / official.max(1)
}

/// The type area shared out by the relative widths.
fn widths(relative: &[u16], columns: usize, area: u32) -> Vec<u32> {
    let is_usable = relative.len() == columns && relative.iter().all(|share| *share > 0);
    let shares: Vec<u64> =
        if is_usable { relative.iter().map(|share| u64::from(*share)).collect() } else { vec![1; columns] };
    let whole: u64 = shares.iter().sum();
    let edge = |share: u64| u64::from(area) * share / whole.max(1);
    let mut left = 0;
    let width = |share| {
        let from = edge(left);
        left += share;
        u32::try_from(edge(left) - from).unwrap_or(area)
    };
    shares.into_iter().map(width).collect()
}

/// How many rows repeat on a new page: the header rows at the top, if there are no further header rows below
/// (above whose rows the first would be wrong) and no cell spans beyond them.
fn header_rows(table: &Table) -> usize {
    let count = table.rows.iter().take_while(|row| row.iter().all(is_head)).count();
    let heads_columns = |row: &Vec<Cell>| row.iter().any(|cell| cell.role == CellRole::ColumnHeader);
    let is_repeated_below = table.rows.iter().skip(count).any(heads_columns);
    let reaches_out = table
        .rows
        .iter()
        .take(count)
        .enumerate()
        .any(|(number, row)| row.iter().any(|cell| number + cell.rowspan as usize > count));
    if count == table.rows.len() || is_repeated_below || reaches_out { 0 } else { count }
}

/// Whether a part of the form begins in this row: with a head over its whole width, as 第二十条第（五）项 in table one.
fn begins_part(rows: &[Vec<(usize, &Cell)>], number: usize) -> bool {
    let row = rows.get(number).map_or(&[][..], Vec::as_slice);
    let columns = |row: &[(usize, &Cell)]| row.iter().map(|(column, cell)| column + span(cell)).max();
    let widest = rows.iter().filter_map(|row| columns(row)).max();
    matches!(row, [(0, cell)] if cell.role == CellRole::Banner && Some(span(cell)) == widest)
}

/// Whether a row is only a heading of those below: `九、政府信息公开会议和培训情况` has no figure.
fn heads_rows(row: &[(usize, &Cell)]) -> bool {
    let is_named = row.first().is_some_and(|(_, cell)| cell.role == CellRole::RowHeader);
    is_named && row.iter().skip(1).all(|(_, cell)| cell.text.is_empty() && cell.figure.is_none())
}

fn is_head(cell: &Cell) -> bool {
    matches!(cell.role, CellRole::ColumnHeader | CellRole::Banner)
}
