//! Assigns the value cells of a row to columns of the form.
//!
//! If a row has as many value cells as the form has columns, they are assigned in the order that the header shows
//! (real tables shift their spans); otherwise the grid decides. If neither is conclusive, nothing is assigned.

use super::Columns;
use crate::model::document::{Cell, SourceKind};

/// What a row has in one column of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnValue<'a> {
    /// A cell, blank or not.
    Cell(&'a Cell),
    /// An empty cell, shown by the end of the row or by a blank merged over several columns.
    Blank,
    /// The header has no such column.
    Absent,
}

/// Why the values of a row could not be assigned to columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// Fewer values than columns, and which are blank is unknown.
    TooFewValues,
    /// More values than columns, or one value over several columns.
    ColumnMismatch,
}

impl Unresolved {
    /// The reason for a row with another number of values than columns, or with columns in unknown order.
    pub const fn of_counts(values: usize, columns: usize) -> Self {
        if values < columns { Self::TooFewValues } else { Self::ColumnMismatch }
    }
}

/// Assigns a row's value cells (with their grid columns) to `leaves` columns.
pub fn assign<'a>(
    values: &[(usize, &'a Cell)],
    leaves: usize,
    columns: &Columns,
    source: SourceKind,
) -> Result<Vec<ColumnValue<'a>>, Unresolved> {
    // If a text is aligned by spaces, as many values as columns are more reliable than their positions.
    let filled: Vec<(usize, &'a Cell)> =
        values.iter().copied().filter(|(_, cell)| !cell.is_blank()).collect();
    let is_aligned = source == SourceKind::PlainText && filled.len() == leaves && !has_blank_within(values);
    let values = if is_aligned { filled.as_slice() } else { values };
    match columns {
        Columns::Unclear => Err(Unresolved::ColumnMismatch),
        Columns::InOrder | Columns::Partial(_)
            if !values.is_empty()
                && values.len() != leaves
                && values.iter().all(|(_, cell)| cell.is_blank()) =>
        {
            Ok(vec![ColumnValue::Blank; leaves])
        }
        Columns::InOrder => by_order(&values.iter().map(|(_, cell)| *cell).collect::<Vec<_>>(), leaves),
        Columns::Partial(known) => {
            let found = by_order(&values.iter().map(|(_, cell)| *cell).collect::<Vec<_>>(), leaves)?;
            let agrees = |(index, column): &(usize, usize)| match found.get(*index) {
                Some(ColumnValue::Cell(cell)) => covers(values, cell, *column),
                _ => false,
            };
            if known.iter().all(agrees) { Ok(found) } else { Err(Unresolved::ColumnMismatch) }
        }
        Columns::Grid(_) if values.is_empty() => Err(Unresolved::TooFewValues),
        Columns::Grid(grid) => {
            // Another order than the form's is accepted only if each value is under its own label: a wrong
            // span in the header shifts labels and shows a false order.
            let is_form_order = grid.is_sorted_by_key(|(index, _)| *index);
            let found = if values.len() == grid.len() {
                if (!is_form_order && !are_under_labels(values, grid)) || may_be_shifted(values, grid) {
                    return Err(Unresolved::ColumnMismatch);
                }
                values.iter().map(|(_, cell)| ColumnValue::Cell(cell)).collect()
            } else {
                by_grid(values, &grid.iter().map(|(_, start)| *start).collect::<Vec<_>>(), source)?
            };
            let mut placed = vec![ColumnValue::Absent; leaves];
            for ((index, _), found) in grid.iter().zip(found) {
                if let Some(slot) = placed.get_mut(*index) {
                    *slot = found;
                }
            }
            Ok(placed)
        }
    }
}

/// Whether blank cells are between others.
fn has_blank_within(values: &[(usize, &Cell)]) -> bool {
    let is_blank = |(_, cell): &&(usize, &Cell)| cell.is_blank();
    let blank_at_ends =
        values.iter().take_while(is_blank).count() + values.iter().rev().take_while(is_blank).count();
    values.iter().filter(is_blank).count() > blank_at_ends
}

/// Whether the label of the row may reach over the first columns, so that the values begin after the first
/// label and end with a blank after the last.
fn may_be_shifted(values: &[(usize, &Cell)], grid: &[(usize, usize)]) -> bool {
    let starts_later = || values.iter().zip(grid).all(|((column, _), (_, start))| column > start);
    values.len() > 1
        && values.last().is_some_and(|(_, cell)| cell.is_blank())
        && values.iter().any(|(_, cell)| !cell.is_blank())
        && starts_later()
}

/// Whether this cell is over a grid column.
fn covers(values: &[(usize, &Cell)], cell: &Cell, column: usize) -> bool {
    let found = values.iter().find(|(_, other)| std::ptr::eq(*other, cell));
    found.is_some_and(|(start, cell)| {
        (*start..start.saturating_add(cell.colspan.max(1) as usize)).contains(&column)
    })
}

/// Whether each value starts between the start of its column and that of the next.
fn are_under_labels(values: &[(usize, &Cell)], grid: &[(usize, usize)]) -> bool {
    let ends = grid.iter().skip(1).map(|(_, start)| *start).chain([usize::MAX]);
    values
        .iter()
        .zip(grid.iter().zip(ends))
        .all(|((column, _), ((_, start), end))| (*start..end).contains(column))
}

fn by_grid<'a>(
    values: &[(usize, &'a Cell)],
    starts: &[usize],
    source: SourceKind,
) -> Result<Vec<ColumnValue<'a>>, Unresolved> {
    let first = starts.first().copied().unwrap_or(0);
    if values.iter().any(|(column, cell)| *column < first && !cell.is_blank()) {
        return Err(Unresolved::ColumnMismatch);
    }
    // In a plain text a row may end before its last blanks; otherwise any cell may be the missing one.
    let may_end_early = source == SourceKind::PlainText;
    let mut found = Vec::with_capacity(starts.len());
    for (index, &start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(usize::MAX);
        let inside =
            || values.iter().filter(|(column, _)| (start..end).contains(column)).map(|(_, cell)| *cell);
        let mut filled = inside().filter(|cell| !cell.is_blank());
        found.push(match (filled.next(), filled.next()) {
            (Some(_), Some(_)) => return Err(Unresolved::ColumnMismatch),
            (Some(cell), None) if spans_into_next(values, cell, end) => {
                return Err(Unresolved::ColumnMismatch);
            }
            (Some(cell), None) => ColumnValue::Cell(cell),
            (None, _) => match (inside().next(), covering(values, start)) {
                (Some(cell), _) => ColumnValue::Cell(cell),
                (None, Some(cell)) if cell.is_blank() => ColumnValue::Blank,
                (None, Some(_)) => return Err(Unresolved::ColumnMismatch),
                (None, None) if may_end_early => ColumnValue::Blank,
                (None, None) => return Err(Unresolved::TooFewValues),
            },
        });
    }
    Ok(found)
}

/// Whether a filled cell reaches over the start of the next column.
fn spans_into_next(values: &[(usize, &Cell)], cell: &Cell, end: usize) -> bool {
    let Some((column, _)) = values.iter().find(|(_, other)| std::ptr::eq(*other, cell)) else { return false };
    end != usize::MAX && column + (cell.colspan as usize) > end
}

/// The cell that starts before `column` and reaches over it.
fn covering<'a>(values: &[(usize, &'a Cell)], column: usize) -> Option<&'a Cell> {
    values
        .iter()
        .find(|(start, cell)| *start < column && start + cell.colspan as usize > column)
        .map(|(_, cell)| *cell)
}

/// Assigns by order alone; surplus blank cells are dropped if they are at one end only.
fn by_order<'a>(cells: &[&'a Cell], leaves: usize) -> Result<Vec<ColumnValue<'a>>, Unresolved> {
    if cells.len() == leaves {
        return Ok(cells.iter().map(|cell| ColumnValue::Cell(cell)).collect());
    }
    let Some(surplus) = cells.len().checked_sub(leaves) else { return Err(Unresolved::TooFewValues) };
    let leading = cells.iter().take_while(|cell| cell.is_blank()).count();
    let trailing = cells.iter().rev().take_while(|cell| cell.is_blank()).count();
    let kept = if trailing >= surplus && leading == 0 {
        cells.get(..leaves)
    } else if leading == surplus || (leading > surplus && trailing == 0) {
        cells.get(surplus..)
    } else {
        None
    };
    kept.map(|cells| cells.iter().map(|cell| ColumnValue::Cell(cell)).collect())
        .ok_or(Unresolved::ColumnMismatch)
}
