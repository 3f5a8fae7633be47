//! A table under construction: rows of cells whose spans end with their section, as in browsers.

use scraper::node::Element;

use super::element::{attribute, has_class};
use crate::model::document::{Cell, CellRole, Table};
use crate::model::error::{Error, Limit, Result};
use crate::model::limits::Limits;
use crate::model::place::Place;
use crate::model::text;

/// The rows read so far; a section, a row and a cell may be open.
#[derive(Debug, Default)]
pub(super) struct Rows {
    read: Vec<Vec<Cell>>,
    /// First row of the open section.
    section: usize,
    cell: Option<OpenCell>,
}

#[derive(Debug)]
struct OpenCell {
    cell: Cell,
    lines: Vec<String>,
}

impl Rows {
    pub fn start_row(&mut self) {
        self.read.push(Vec::new());
    }

    /// Begins a cell; `rowspan` 0 reaches to the end of the section.
    pub fn start_cell(&mut self, cell: Cell) {
        self.cell = Some(OpenCell { cell, lines: Vec::new() });
    }

    /// The lines of the open cell, if one is open.
    pub fn lines(&mut self) -> Option<&mut Vec<String>> {
        self.cell.as_mut().map(|open| &mut open.lines)
    }

    pub fn end_cell(&mut self) {
        if let (Some(open), Some(row)) = (self.cell.take(), self.read.last_mut()) {
            // The lines are clean; only blank ones at the ends go.
            let text = text::trim(&open.lines.join("\n")).to_owned();
            row.push(Cell { text, ..open.cell });
        }
    }

    /// Cuts the spans of the section's cells at its last row.
    pub fn end_section(&mut self) {
        let mut left = u32::try_from(self.read.len().saturating_sub(self.section)).unwrap_or(u32::MAX);
        for row in self.read.iter_mut().skip(self.section) {
            for cell in row {
                cell.rowspan = if cell.rowspan == 0 { left } else { cell.rowspan.min(left) };
            }
            left -= 1;
        }
        self.section = self.read.len();
    }

    /// The rows read so far as the `number`-th table; new rows begin another one.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when the grid is wider or has more cells than allowed.
    pub fn take(&mut self, number: u32, allowed: &mut Allowance) -> Result<Option<Table>> {
        self.end_section();
        self.section = 0;
        let mut rows = std::mem::take(&mut self.read);
        if rows.is_empty() {
            return Ok(None);
        }
        set_places(&mut rows, number, allowed)?;
        Ok(Some(Table { rows, ..Table::default() }))
    }
}

/// How many cells of a page's tables may still follow.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allowance {
    limits: Limits,
    cells: usize,
}

impl Allowance {
    pub fn new(limits: Limits) -> Self {
        Self { limits, cells: 0 }
    }

    /// Counts the places of a grid, covered ones too: a few spans can make millions of them.
    fn count(&mut self, rows: usize, columns: usize) -> Result<()> {
        self.cells = self.cells.saturating_add(rows.saturating_mul(columns));
        let allowed = self.limits.cells;
        if self.cells > allowed {
            let found = self.cells as u64;
            return Err(Error::TooLarge { what: Limit::Cells, found, allowed: allowed as u64 });
        }
        Ok(())
    }
}

fn set_places(rows: &mut [Vec<Cell>], table: u32, allowed: &mut Allowance) -> Result<()> {
    let count = rows.len();
    let mut free_from: Vec<usize> = Vec::new(); // the row from which each column is free
    let mut width = 0;
    for (r, row) in rows.iter_mut().enumerate() {
        let mut column = 0;
        for cell in row {
            while free_from.get(column).is_some_and(|&free| free > r) {
                column += 1;
            }
            cell.place = Place::Table { table, row: number(r), column: number(column) };
            let end = column.saturating_add(cell.colspan as usize);
            if end > allowed.limits.columns as usize {
                let found = end as u64;
                let allowed = allowed.limits.columns.into();
                return Err(Error::TooLarge { what: Limit::Columns, found, allowed });
            }
            if end > width {
                allowed.count(count, end - width)?;
                width = end;
                free_from.resize(end, 0);
            }
            if let Some(covered) = free_from.get_mut(column..end) {
                covered.fill(r + cell.rowspan as usize);
            }
            column = end;
        }
    }
    Ok(())
}

/// Counted from 1.
fn number(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

/// An empty cell with the spans and the role that its element gives it.
///
/// # Errors
/// [`Error::TooLarge`] for a span beyond the limits.
pub(super) fn cell(element: &Element, name: &str, limits: &Limits) -> Result<Cell> {
    let colspan = span(attribute(element, "colspan"), Limit::Columns, limits.columns)?.unwrap_or(1).max(1);
    let rowspan = span(attribute(element, "rowspan"), Limit::Rows, limits.rows)?.unwrap_or(1);
    let scope = attribute(element, "scope").unwrap_or_default().trim().to_ascii_lowercase();
    let has = |class| has_class(element, class);
    let role = match (name, scope.as_str()) {
        ("th", _) if has("banner") => CellRole::Banner,
        ("td", _) if has("banner") && has("corner") => CellRole::Banner,
        ("th", _) if has("rotated") => CellRole::RotatedRowHeader,
        ("th", "col" | "colgroup") => CellRole::ColumnHeader,
        ("th", "row" | "rowgroup") => CellRole::RowHeader,
        _ => CellRole::Plain,
    };
    Ok(Cell { colspan, rowspan, role, ..Cell::new("", Place::Unknown) })
}

/// A span as HTML reads numbers: leading digits count; `None` where there are none.
fn span(value: Option<&str>, what: Limit, allowed: u32) -> Result<Option<u32>> {
    let value = value.unwrap_or_default().trim_start();
    let digits: String =
        value.strip_prefix('+').unwrap_or(value).chars().take_while(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return Ok(None);
    }
    let span = digits.parse::<u32>().unwrap_or(u32::MAX);
    if span > allowed {
        return Err(Error::TooLarge { what, found: span.into(), allowed: allowed.into() });
    }
    Ok(Some(span))
}
