//! A table under construction: rows of cells whose spans end with their section, as in browsers.

use std::collections::HashSet;

use scraper::node::Element;

use super::element::{attribute, has_class};
use super::left_out::Controls;
use crate::model::document::{Cell, CellRole, Table};
use crate::model::error::{Error, Limit, Result};
use crate::model::limits::Limits;
use crate::model::place::Place;
use crate::model::text;
use crate::readers::appearance::{AsideKind, Unseen};

/// The rows read so far; a section, a row and a cell may be open.
#[derive(Debug, Default)]
pub(super) struct Rows {
    read: Vec<Vec<Cell>>,
    /// First row of the open section.
    section: usize,
    cell: Option<OpenCell>,
    /// What is not shown, with the row and the cell in it, from 0.
    unseen: Vec<(usize, usize, Unseen)>,
    /// Pictures behind blank cells, in the same way.
    backgrounds: Vec<(usize, usize, String)>,
    /// Pictures behind text, which are decoration.
    decoration: HashSet<String>,
    controls: Controls,
}

#[derive(Debug)]
struct OpenCell {
    cell: Cell,
    lines: Vec<String>,
    /// What is named of pictures, which count where there is no text.
    pictures: Vec<String>,
    backgrounds: Vec<String>,
}

/// A table that has ended.
#[derive(Debug, Default)]
pub(super) struct Ended {
    /// `None` where there are no rows, or nothing is seen of them.
    pub table: Option<Table>,
    /// What is not shown, with its place where there is a table.
    pub unseen: Vec<(Unseen, Option<Place>)>,
    pub controls: Controls,
    /// Pictures that are in no figure's place.
    pub pictures: usize,
}

impl Rows {
    pub fn start_row(&mut self) {
        self.read.push(Vec::new());
    }

    /// Begins a cell; `rowspan` 0 reaches to the end of the section.
    pub fn start_cell(&mut self, cell: Cell) {
        self.cell = Some(OpenCell { cell, lines: Vec::new(), pictures: Vec::new(), backgrounds: Vec::new() });
    }

    pub fn is_in_cell(&self) -> bool {
        self.cell.is_some()
    }

    /// Adds a line to the open cell.
    pub fn push_line(&mut self, line: String) {
        if let Some(open) = &mut self.cell {
            open.lines.push(line);
        }
    }

    pub fn end_cell(&mut self) {
        if let Some(open) = self.cell.take() {
            // The lines are clean; only blank ones at the ends go.
            let text = text::trim(&open.lines.join("\n")).to_owned();
            for picture in open.pictures {
                self.set_aside(Unseen { kind: AsideKind::Picture, text: picture });
            }
            if text.is_empty() {
                let (row, cell) = self.here();
                self.backgrounds.extend(open.backgrounds.into_iter().map(|name| (row, cell, name)));
            } else {
                self.decoration.extend(open.backgrounds);
            }
            if let Some(row) = self.read.last_mut() {
                row.push(Cell { text, ..open.cell });
            }
        }
    }

    /// Adds a row that is not shown, at the one that comes next.
    pub fn set_row_aside(&mut self, unseen: Unseen) {
        self.unseen.push((self.read.len(), 0, unseen));
    }

    /// Adds what is not shown of the open cell, or of the one that comes next in the row.
    pub fn set_aside(&mut self, unseen: Unseen) {
        let (row, cell) = self.here();
        self.unseen.push((row, cell, unseen));
    }

    /// The row and the place in it of the cell that is open or comes next, from 0.
    fn here(&self) -> (usize, usize) {
        (self.read.len().saturating_sub(1), self.read.last().map_or(0, Vec::len))
    }

    /// Adds a picture behind the open cell or what is in it.
    pub fn add_background(&mut self, name: String) {
        if let Some(open) = &mut self.cell {
            open.backgrounds.push(name);
        }
    }

    /// Adds a picture in the open cell.
    pub fn add_picture(&mut self, name: String) {
        if let Some(open) = &mut self.cell {
            open.pictures.push(name);
        }
    }

    /// Counts form controls in the open cell.
    pub fn add_controls(&mut self, controls: Controls) {
        self.controls.add(controls);
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

    /// Keeps the pictures behind blank cells that are behind no text, unless the table is there for the layout.
    fn keep_backgrounds(&mut self, is_layout: bool) {
        let decoration = std::mem::take(&mut self.decoration);
        for (row, cell, text) in std::mem::take(&mut self.backgrounds) {
            if !is_layout && !decoration.contains(&text) {
                self.unseen.push((row, cell, Unseen { kind: AsideKind::Picture, text }));
            }
        }
    }

    /// The rows read so far as the `number`-th table; new rows begin another one.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when the grid is wider or has more cells than allowed.
    pub fn take(&mut self, number: u32, allowed: &mut Allowance) -> Result<Ended> {
        /// Cells with text from which on a table is more than an arrangement of pictures and search boxes.
        const FILLED: usize = 4;
        self.end_section();
        self.section = 0;
        let mut rows = std::mem::take(&mut self.read);
        let mut ended = Ended { controls: std::mem::take(&mut self.controls), ..Ended::default() };
        if !rows.is_empty() {
            set_places(&mut rows, number, allowed)?;
        }
        let filled = rows.iter().flatten().filter(|cell| !cell.is_blank()).take(FILLED).count();
        self.keep_backgrounds(filled < FILLED);
        let mut pictures = 0;
        let unseen = std::mem::take(&mut self.unseen).into_iter().filter_map(|(row, cell, unseen)| {
            let cells = rows.get(row).or(rows.last());
            let cell = cells.and_then(|cells| cells.get(cell).or(cells.last()));
            let is_picture = unseen.kind == AsideKind::Picture;
            if is_picture && (filled < FILLED || cell.is_some_and(|cell| !cell.is_blank())) {
                pictures += 1;
                return None;
            }
            let place = cell.map(|cell| cell.place.clone());
            Some((unseen, place))
        });
        ended.unseen = unseen.collect();
        ended.pictures = pictures;
        if filled < FILLED {
            ended.controls = Controls::default();
        }
        if filled == 0 && !ended.unseen.is_empty() {
            ended.unseen = together(ended.unseen);
        } else if !rows.is_empty() {
            ended.table = Some(Table { rows, ..Table::default() });
        }
        Ok(ended)
    }
}

/// The hidden text of a table of which nothing is seen, without places.
fn together(unseen: Vec<(Unseen, Option<Place>)>) -> Vec<(Unseen, Option<Place>)> {
    let mut together: Vec<(Unseen, Option<Place>)> = Vec::new();
    for (unseen, _) in unseen {
        match together.last_mut() {
            Some((last, _)) if last.kind == unseen.kind => {
                last.text.push(' ');
                last.text.push_str(&unseen.text);
            }
            _ => together.push((unseen, None)),
        }
    }
    together
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
