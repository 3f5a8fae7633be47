//! Puts together a table from rows as rich text keeps them: each cell says where its right edge is, and the columns
//! are what the edges of all rows make of the width.

use crate::model::error::Result;
use crate::model::limits::Limits;
use crate::readers::appearance::{AsideKind, Unseen};
use crate::readers::word::look::Surface;
use crate::readers::word::piece::Piece;
use crate::readers::word::table::{CellProperties, Merge, OpenTable, RowProperties};

/// Twips between edges that are one: no column is narrower than a character.
const SAME_EDGE: i64 = 120;

/// What `\trowd` and the words after it say of a row.
#[derive(Clone, Debug, Default)]
pub struct Definition {
    left: i64,
    cells: Vec<CellDefinition>,
    /// What was said of the cell whose edge comes next.
    next: CellDefinition,
    is_header: bool,
    /// So low that nothing is seen in it.
    is_flat: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct CellDefinition {
    right: i64,
    vertical: Option<Merge>,
    horizontal: Option<Merge>,
    fill: Option<Surface>,
}

impl Definition {
    /// Takes a word; whether it was one of a row. `fill` gives the colour of its number.
    pub fn set(&mut self, name: &str, number: Option<i32>, fill: impl FnOnce() -> Option<Surface>) -> bool {
        let length = i64::from(number.unwrap_or(0));
        match name {
            "trowd" => *self = Self::default(),
            "trleft" => self.left = length,
            "trhdr" => self.is_header = true,
            // A negative height is exact.
            "trrgh" => self.is_flat = (-39..0).contains(&length),
            "clmgf" => self.next.horizontal = Some(Merge::Restart),
            "clmrg" => self.next.horizontal = Some(Merge::Continue),
            "clvmgf" => self.next.vertical = Some(Merge::Restart),
            "clvmrg" => self.next.vertical = Some(Merge::Continue),
            "clcbpat" => self.next.fill = fill().or(self.next.fill),
            "clshdng" if length > 0 => self.next.fill = Some(Surface::Unknown),
            "cellx" => {
                let cell = CellDefinition { right: length, ..std::mem::take(&mut self.next) };
                self.cells.push(cell);
            }
            _ => return false,
        }
        true
    }

    /// What is behind a cell.
    pub fn fill(&self, cell: usize) -> Option<Surface> {
        self.cells.get(cell)?.fill
    }

    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether every edge is to the right of the one before.
    fn is_ordered(&self) -> bool {
        self.cells.is_sorted_by(|a, b| a.right < b.right)
    }
}

/// A table whose end has not come yet.
#[derive(Default)]
pub struct OpenRows {
    rows: Vec<Row>,
    /// The cells of the row that is open.
    pub cells: Vec<Vec<Piece>>,
}

struct Row {
    definition: Definition,
    cells: Vec<Vec<Piece>>,
}

impl OpenRows {
    /// Ends the row; whether its cells are as many as it says, in order.
    pub fn end_row(&mut self, definition: &Definition) -> bool {
        let cells = std::mem::take(&mut self.cells);
        if cells.is_empty() {
            return true;
        }
        let is_sound = cells.len() == definition.len() && definition.is_ordered();
        self.rows.push(Row { definition: definition.clone(), cells });
        is_sound
    }

    /// What the cells of the open row show, on one line.
    pub fn shown(&self) -> String {
        let texts = self.cells.iter().flatten().map(Piece::shown_text);
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The finished table.
    pub fn finish(self, limits: &Limits) -> Result<Vec<Piece>> {
        let edges = edges(&self.rows);
        let mut table = OpenTable::default();
        for row in self.rows {
            push_row(row, &edges, &mut table, limits)?;
        }
        table.finish(limits)
    }
}

/// The right edges of all columns.
fn edges(rows: &[Row]) -> Vec<i64> {
    let mut all: Vec<i64> =
        rows.iter().flat_map(|row| &row.definition.cells).map(|cell| cell.right).collect();
    all.sort_unstable();
    all.dedup_by(|next, kept| next.saturating_sub(*kept) <= SAME_EDGE);
    all
}

/// Columns that end at this edge or before it.
fn columns_to(edges: &[i64], edge: i64) -> i64 {
    let count = edges.partition_point(|known| *known <= edge);
    // One a little further to the right is the same edge.
    let is_next = edges.get(count).is_some_and(|next| next.saturating_sub(edge) <= SAME_EDGE)
        && edges.get(count.wrapping_sub(1)).is_none_or(|last| edge.saturating_sub(*last) > SAME_EDGE);
    i64::try_from(count).unwrap_or(i64::MAX).saturating_add(i64::from(is_next))
}

fn push_row(row: Row, edges: &[i64], table: &mut OpenTable, limits: &Limits) -> Result<()> {
    let Row { definition, cells } = row;
    let total = i64::try_from(edges.len()).unwrap_or(i64::MAX);
    let before = columns_to(edges, definition.left).min(total.saturating_sub(1)).max(0);
    table.start_row();
    let (mut column, mut properties) = (before, Vec::with_capacity(cells.len()));
    for number in 0..cells.len() {
        let of_cell = definition.cells.get(number).copied().unwrap_or_default();
        let end = columns_to(edges, of_cell.right).max(column.saturating_add(1));
        properties.push(CellProperties {
            span: end - column,
            vertical: of_cell.vertical,
            horizontal: of_cell.horizontal,
            fill: of_cell.fill,
            is_deleted: false,
        });
        column = end;
    }
    let dropped = definition.is_flat.then_some(AsideKind::Hidden);
    let after = total.saturating_sub(column).max(0);
    table.set_row_properties(RowProperties { before, after, dropped, is_header: definition.is_header });
    for (properties, pieces) in properties.iter().zip(cells) {
        let pieces = if definition.is_flat { hidden(pieces) } else { pieces };
        table.push_cell(properties, pieces, limits)?;
    }
    table.end_row(limits)
}

/// What pieces show, as text that is not seen.
fn hidden(pieces: Vec<Piece>) -> Vec<Piece> {
    let texts = pieces.into_iter().map(Piece::into_text).filter(|text| !text.is_empty());
    let unseen = texts.map(|text| Unseen { kind: AsideKind::Hidden, text }).collect();
    Piece::of_unseen(unseen).into_iter().collect()
}
