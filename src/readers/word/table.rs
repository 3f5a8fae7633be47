//! Puts together a table from rows and cells as word processors keep them: every grid cell present, merged ones
//! marked as continuing the cell above or to the left.

use super::look::{Look, Surface};
use super::piece::{Line, Piece, PieceTable};
use crate::model::document::{Cell, CellRole};
use crate::model::error::{Error, Limit, Result};
use crate::model::limits::Limits;
use crate::model::place::Place;
use crate::model::text;
use crate::readers::appearance::{AsideKind, Unseen};

/// A table whose end has not come yet.
#[derive(Default)]
pub struct OpenTable {
    rows: Vec<OpenRow>,
    row: OpenRow,
    /// How its text looks by the table's style.
    pub look: Look,
    /// What is behind its cells.
    pub surface: Option<Surface>,
    /// What was set aside, and where.
    unseen: Vec<(Place, Unseen)>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge {
    Restart,
    Continue,
}

/// What is known of a row.
#[derive(Default)]
pub struct RowProperties {
    /// Grid columns left out before the first cell, and after the last.
    pub before: i64,
    pub after: i64,
    /// Deleted in a tracked change, or hidden: why it is not on the page.
    pub dropped: Option<AsideKind>,
    /// Repeats on each page: a row of column headers.
    pub is_header: bool,
}

/// What is known of a cell.
pub struct CellProperties {
    /// Grid columns it spans.
    pub span: i64,
    pub vertical: Option<Merge>,
    pub horizontal: Option<Merge>,
    /// What is behind its text.
    pub fill: Option<Surface>,
    /// Deleted in a tracked change.
    pub is_deleted: bool,
}

impl Default for CellProperties {
    fn default() -> Self {
        Self { span: 1, vertical: None, horizontal: None, fill: None, is_deleted: false }
    }
}

impl OpenTable {
    pub fn start_row(&mut self) {
        self.row = OpenRow::default();
    }

    pub fn set_row_properties(&mut self, properties: RowProperties) {
        self.row.properties = properties;
    }

    /// Why the row is not on the page.
    pub fn dropped_row(&self) -> Option<AsideKind> {
        self.row.properties.dropped
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
        if let Some(kind) = row.properties.dropped {
            self.set_row_aside(kind, row);
            return Ok(());
        }
        if row.cells.is_empty() {
            return Ok(());
        }
        if row.properties.after > 0 {
            row.push(row.properties.after, None, Vec::new(), limits)?;
        }
        self.rows.push(row);
        Ok(())
    }

    /// Sets the text of a row aside, where the next row comes.
    fn set_row_aside(&mut self, kind: AsideKind, row: OpenRow) {
        let pieces = row.cells.into_iter().flat_map(|cell| cell.pieces);
        let texts: Vec<String> = pieces
            .flat_map(Piece::into_unseen)
            .map(|unseen| unseen.text)
            .filter(|text| !text.is_empty())
            .collect();
        let unseen = Unseen { kind, text: texts.join(" ") };
        self.unseen.push((place(self.rows.len(), 0), unseen));
    }

    /// The finished table; where cells hold tables it was only there for the layout, and its content
    /// comes in its place.
    pub fn finish(self, limits: &Limits) -> Result<Vec<Piece>> {
        let cells = || self.rows.iter().flat_map(|row| &row.cells);
        let is_layout = cells().flat_map(|cell| &cell.pieces).any(Piece::is_block);
        if is_layout {
            let cells = self.rows.into_iter().flat_map(|row| row.cells);
            let unseen = self.unseen.into_iter().map(|(_, unseen)| unseen).collect();
            return Ok(cells.flat_map(|cell| cell.pieces).chain(Piece::of_unseen(unseen)).collect());
        }
        if self.rows.is_empty() {
            let unseen = self.unseen.into_iter().map(|(_, unseen)| unseen).collect();
            return Ok(Piece::of_unseen(unseen).into_iter().collect());
        }
        let mut unseen = self.unseen;
        let rows = merge_rows(self.rows, &mut unseen, limits)?;
        Ok(vec![Piece::Table(PieceTable { rows, unseen })])
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

fn merge_rows(
    rows: Vec<OpenRow>,
    unseen: &mut Vec<(Place, Unseen)>,
    limits: &Limits,
) -> Result<Vec<Vec<Cell>>> {
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
                let place = place(number, column);
                let text = finish_cell(cell.pieces, &place, unseen);
                cells.push(Cell { colspan: span, role, ..Cell::new(text, place) });
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

/// The place of a row and a grid column, counted from 0, in a table that is not numbered yet.
pub fn place(row: usize, column: u32) -> Place {
    let row = u32::try_from(row).unwrap_or(u32::MAX).saturating_add(1);
    Place::Table { table: 0, row, column: column.saturating_add(1) }
}

/// The text of a cell; what was set aside in it is moved to `unseen`.
pub fn finish_cell(pieces: Vec<Piece>, place: &Place, unseen: &mut Vec<(Place, Unseen)>) -> String {
    let lines: Vec<Line> = pieces
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Paragraph { line, .. } => Some(line),
            Piece::Table(_) | Piece::Chunk { .. } => None,
        })
        .collect();
    // A figure that is raised as a whole is a figure; beside others it is a mark.
    let is_set_off = lines.iter().all(Line::is_set_off_or_blank);
    let mut texts = Vec::with_capacity(lines.len());
    let mut picture = None;
    for mut line in lines {
        picture = picture.or(line.picture.take());
        let shown = if is_set_off { line.on_its_own() } else { line.shown() };
        let text = text::clean(&shown.text);
        if !text.is_empty() {
            texts.push(text);
        }
        unseen.extend(shown.unseen.into_iter().map(|unseen| (place.clone(), unseen)));
    }
    if let Some(text) = picture.filter(|_| texts.is_empty()) {
        unseen.push((place.clone(), Unseen { kind: AsideKind::Picture, text }));
    }
    text::clean(&texts.join("\n"))
}
