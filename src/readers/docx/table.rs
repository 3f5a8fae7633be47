//! Puts together a table from rows and cells as Word writes them: every grid cell present, merged ones
//! marked as continuing the cell above or to the left.

use crate::model::document::{Cell, CellRole, Role, Table};
use crate::model::error::{Error, Limit, Result};
use crate::model::limits::Limits;
use crate::model::place::Place;
use crate::model::text;

use crate::readers::xml::Xml;

/// A paragraph or a table, before places are counted.
pub enum Piece {
    /// May hold soft line breaks.
    Paragraph { text: String, role: Role },
    /// The places of its cells lack the number of the table.
    Table(Table),
}

impl Piece {
    pub fn has_text(&self) -> bool {
        match self {
            Self::Paragraph { text, .. } => !text.trim().is_empty(),
            Self::Table(table) => table.rows.iter().flatten().any(|cell| !cell.is_blank()),
        }
    }
}

/// A table whose end has not come yet.
#[derive(Default)]
pub struct OpenTable {
    rows: Vec<OpenRow>,
    row: OpenRow,
}

#[derive(Default)]
struct OpenRow {
    properties: RowProperties,
    cells: Vec<OpenCell>,
    width: u32,
}

struct OpenCell {
    column: u32,
    span: u32,
    merge: Option<Merge>,
    pieces: Vec<Piece>,
}

/// How a cell is merged with the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Merge {
    Restart,
    Continue,
}

/// What `w:trPr` says.
#[derive(Default)]
pub struct RowProperties {
    /// Grid columns left out before the first cell, and after the last.
    before: i64,
    after: i64,
    /// Deleted in a tracked change, or hidden: it is not on the page.
    pub is_dropped: bool,
    /// Repeats on each page: a row of column headers.
    is_header: bool,
}

impl RowProperties {
    /// Reads the `w:trPr` just started.
    pub fn read(xml: &mut Xml<'_>) -> Result<Self> {
        let mut read = Self::default();
        while let Some(child) = xml.child()? {
            match child.name() {
                "gridBefore" => read.before = child.integer().unwrap_or(0),
                "gridAfter" => read.after = child.integer().unwrap_or(0),
                "del" => read.is_dropped = true,
                "hidden" => read.is_dropped |= child.is_on(),
                "tblHeader" => read.is_header = child.is_on(),
                _ => {}
            }
            xml.skip()?;
        }
        Ok(read)
    }
}

/// What `w:tcPr` says.
pub struct CellProperties {
    span: i64,
    vertical: Option<Merge>,
    horizontal: Option<Merge>,
}

impl Default for CellProperties {
    fn default() -> Self {
        Self { span: 1, vertical: None, horizontal: None }
    }
}

impl CellProperties {
    /// Reads the `w:tcPr` just started.
    pub fn read(xml: &mut Xml<'_>) -> Result<Self> {
        let mut read = Self::default();
        while let Some(child) = xml.child()? {
            // Without a value, a merge continues.
            let merge =
                || if child.value().as_deref() == Some("restart") { Merge::Restart } else { Merge::Continue };
            match child.name() {
                "gridSpan" => read.span = child.integer().unwrap_or(1).max(1),
                "vMerge" => read.vertical = Some(merge()),
                "hMerge" => read.horizontal = Some(merge()),
                _ => {}
            }
            xml.skip()?;
        }
        Ok(read)
    }
}

impl OpenTable {
    pub fn start_row(&mut self) {
        self.row = OpenRow::default();
    }

    pub fn set_row_properties(&mut self, properties: RowProperties) {
        self.row.properties = properties;
    }

    pub fn drops_row(&self) -> bool {
        self.row.properties.is_dropped
    }

    pub fn push_cell(&mut self, cell: &CellProperties, pieces: Vec<Piece>, limits: &Limits) -> Result<()> {
        if self.row.cells.is_empty() && self.row.properties.before > 0 {
            self.row.push(self.row.properties.before, None, Vec::new(), limits)?;
        }
        match (cell.horizontal, self.row.cells.last_mut()) {
            (Some(Merge::Continue), Some(left)) => {
                let span = within_columns(cell.span, self.row.width, limits)?;
                left.span += span;
                left.pieces.extend(pieces);
                self.row.width += span;
                Ok(())
            }
            _ => self.row.push(cell.span, cell.vertical, pieces, limits),
        }
    }

    pub fn end_row(&mut self, limits: &Limits) -> Result<()> {
        let mut row = std::mem::take(&mut self.row);
        if row.properties.is_dropped || row.cells.is_empty() {
            return Ok(());
        }
        if row.properties.after > 0 {
            row.push(row.properties.after, None, Vec::new(), limits)?;
        }
        self.rows.push(row);
        Ok(())
    }

    /// The finished table; where cells hold tables it was only there for the layout, and its content
    /// comes in its place.
    pub fn finish(self, limits: &Limits) -> Result<Vec<Piece>> {
        let cells = || self.rows.iter().flat_map(|row| &row.cells);
        let is_layout = cells().flat_map(|cell| &cell.pieces).any(|p| matches!(p, Piece::Table(_)));
        if is_layout {
            let cells = self.rows.into_iter().flat_map(|row| row.cells);
            return Ok(cells.flat_map(|cell| cell.pieces).collect());
        }
        if self.rows.is_empty() {
            return Ok(Vec::new());
        }
        Ok(vec![Piece::Table(Table { rows: merge_rows(self.rows, limits)?, ..Table::default() })])
    }
}

impl OpenRow {
    fn push(&mut self, span: i64, merge: Option<Merge>, pieces: Vec<Piece>, limits: &Limits) -> Result<()> {
        let span = within_columns(span, self.width, limits)?;
        self.cells.push(OpenCell { column: self.width, span, merge, pieces });
        self.width += span;
        Ok(())
    }
}

fn within_columns(span: i64, width: u32, limits: &Limits) -> Result<u32> {
    let allowed = limits.columns;
    match u32::try_from(span) {
        Ok(span) if span <= allowed.saturating_sub(width) => Ok(span),
        _ => {
            let found = u64::try_from(span).unwrap_or(0).saturating_add(u64::from(width));
            Err(Error::TooLarge { what: Limit::Columns, found, allowed: u64::from(allowed) })
        }
    }
}

/// A cell that the row below may continue.
struct Mergeable {
    column: u32,
    span: u32,
    /// Where it starts: row, and cell of that row.
    start: (usize, usize),
}

fn merge_rows(rows: Vec<OpenRow>, limits: &Limits) -> Result<Vec<Vec<Cell>>> {
    let mut merged: Vec<Vec<Cell>> = Vec::with_capacity(rows.len());
    let mut above: Vec<Mergeable> = Vec::new();
    for (number, row) in rows.into_iter().enumerate() {
        let role = if row.properties.is_header { CellRole::ColumnHeader } else { CellRole::Plain };
        let mut cells: Vec<Cell> = Vec::with_capacity(row.cells.len());
        let mut mergeable = Vec::new();
        for cell in row.cells {
            let OpenCell { column, span, .. } = cell;
            let continued = above
                .binary_search_by_key(&column, |upper| upper.column)
                .ok()
                .and_then(|at| above.get(at))
                .filter(|upper| cell.merge == Some(Merge::Continue) && upper.span == span);
            let start = match continued {
                Some(upper) => upper.start,
                None => (number, cells.len()),
            };
            if continued.is_none() {
                cells.push(finish_cell(cell.pieces, number, column, span, role));
            } else if let Some(upper) = merged.get_mut(start.0).and_then(|row| row.get_mut(start.1)) {
                lengthen(upper, limits)?;
            }
            if cell.merge.is_some() {
                mergeable.push(Mergeable { column, span, start });
            }
        }
        above = mergeable;
        merged.push(cells);
    }
    Ok(merged)
}

fn lengthen(cell: &mut Cell, limits: &Limits) -> Result<()> {
    cell.rowspan += 1;
    if cell.rowspan > limits.rows {
        let (found, allowed) = (u64::from(cell.rowspan), u64::from(limits.rows));
        return Err(Error::TooLarge { what: Limit::Rows, found, allowed });
    }
    Ok(())
}

fn finish_cell(pieces: Vec<Piece>, row: usize, column: u32, colspan: u32, role: CellRole) -> Cell {
    let lines: Vec<String> = pieces
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Paragraph { text, .. } => Some(text::clean(&text)),
            Piece::Table(_) => None,
        })
        .filter(|line| !line.is_empty())
        .collect();
    let row = u32::try_from(row).unwrap_or(u32::MAX).saturating_add(1);
    let place = Place::Table { table: 0, row, column: column + 1 };
    Cell { colspan, role, ..Cell::new(text::clean(&lines.join("\n")), place) }
}
