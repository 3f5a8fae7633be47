//! Which value cell of a row stands in which column of the form.
//!
//! Headers tell at which grid column each column of the form starts. Where a row has just as many
//! value cells as the form has columns they go in order (real tables shift their spans); otherwise
//! the grid decides; where neither settles it, nothing is placed.

use crate::document::{Cell, Place};

/// Column starts as the headers above show them.
#[derive(Clone, Debug, Default)]
pub struct Header {
    /// (leaf, grid column) as met; a leaf is a column of the form, counted over its column groups.
    met: Vec<(usize, usize)>,
}

impl Header {
    pub fn clear(&mut self) {
        self.met.clear();
    }

    pub fn is_empty(&self) -> bool {
        self.met.is_empty()
    }

    /// Notes that a leaf's label starts at this grid column.
    pub fn meet(&mut self, leaf: usize, column: usize) {
        self.met.push((leaf, column));
    }

    /// The grid column each of `leaves` starts at; `None` when the header does not tell them all apart.
    pub fn starts(&self, leaves: usize) -> Option<Vec<usize>> {
        let mut starts = vec![None; leaves];
        for &(leaf, column) in &self.met {
            let slot = starts.get_mut(leaf)?;
            if slot.is_some_and(|known| known != column) {
                return None;
            }
            *slot = Some(column);
        }
        let starts: Vec<usize> = starts.into_iter().collect::<Option<_>>()?;
        starts.is_sorted_by(|a, b| a < b).then_some(starts)
    }
}

/// What stands in one column of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found<'a> {
    /// A cell, blank or not.
    Cell(&'a Cell),
    /// An empty cell that the row shows only by ending early.
    Blank,
    /// The row has no such cell.
    Absent,
}

/// Why a row's cells could not be placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsettled {
    /// Fewer values than columns, and nothing shows which are blank.
    TooFew,
    /// More values than columns, or one value over several columns.
    Misfit,
}

/// Assigns a row's value cells (with their grid columns) to `leaves` columns.
pub fn assign<'a>(
    values: &[(usize, &'a Cell)],
    leaves: usize,
    starts: Option<&[usize]>,
) -> Result<Vec<Found<'a>>, Unsettled> {
    let cells: Vec<&'a Cell> = values.iter().map(|(_, cell)| *cell).collect();
    if cells.len() == leaves {
        return Ok(cells.into_iter().map(Found::Cell).collect());
    }
    if cells.iter().all(|cell| cell.is_blank()) && starts.is_none() {
        return Ok(vec![Found::Blank; leaves]);
    }
    match starts {
        Some(starts) => by_grid(values, starts),
        None => by_order(&cells, leaves),
    }
}

fn by_grid<'a>(values: &[(usize, &'a Cell)], starts: &[usize]) -> Result<Vec<Found<'a>>, Unsettled> {
    let first = starts.first().copied().unwrap_or(0);
    if values.iter().any(|(column, cell)| *column < first && !cell.is_blank()) {
        return Err(Unsettled::Misfit);
    }
    let ends_early_blank = values.iter().all(|(_, cell)| matches!(cell.place, Place::Line { .. }));
    let mut found = Vec::with_capacity(starts.len());
    for (index, &start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(usize::MAX);
        let inside =
            || values.iter().filter(|(column, _)| (start..end).contains(column)).map(|(_, cell)| *cell);
        let mut filled = inside().filter(|cell| !cell.is_blank());
        found.push(match (filled.next(), filled.next()) {
            (Some(_), Some(_)) => return Err(Unsettled::Misfit),
            (Some(cell), None) if spans_into_next(values, cell, end) => return Err(Unsettled::Misfit),
            (Some(cell), None) => Found::Cell(cell),
            (None, _) => match (inside().next(), covering(values, start)) {
                (Some(cell), _) => Found::Cell(cell),
                (None, Some(cell)) if cell.is_blank() => Found::Blank,
                (None, Some(_)) => return Err(Unsettled::Misfit),
                (None, None) if ends_early_blank => Found::Blank,
                (None, None) => Found::Absent,
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

/// Without a header: surplus blanks at one end only may go.
fn by_order<'a>(cells: &[&'a Cell], leaves: usize) -> Result<Vec<Found<'a>>, Unsettled> {
    let Some(surplus) = cells.len().checked_sub(leaves) else { return Err(Unsettled::TooFew) };
    let leading = cells.iter().take_while(|cell| cell.is_blank()).count();
    let trailing = cells.iter().rev().take_while(|cell| cell.is_blank()).count();
    let kept = if trailing >= surplus && leading == 0 {
        cells.get(..leaves)
    } else if leading == surplus || (leading > surplus && trailing == 0) {
        cells.get(surplus..)
    } else {
        None
    };
    kept.map(|cells| cells.iter().map(|cell| Found::Cell(cell)).collect()).ok_or(Unsettled::Misfit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(texts: &[&str]) -> Vec<Cell> {
        texts.iter().map(|t| Cell::new(*t, Place::Unknown)).collect()
    }

    fn shown(found: &[Found<'_>]) -> Vec<String> {
        found
            .iter()
            .map(|f| match f {
                Found::Cell(cell) => cell.text.clone(),
                Found::Blank => "blank".into(),
                Found::Absent => "absent".into(),
            })
            .collect()
    }

    fn place(texts: &[&str], leaves: usize, starts: Option<&[usize]>) -> Result<Vec<String>, Unsettled> {
        let cells = row(texts);
        let values: Vec<(usize, &Cell)> = cells.iter().enumerate().map(|(i, c)| (i + 1, c)).collect();
        assign(&values, leaves, starts).map(|found| shown(&found))
    }

    #[test]
    fn as_many_values_as_columns_go_in_order() {
        assert_eq!(
            place(&["1", "", "3"], 3, Some(&[1, 2, 4])),
            Ok(vec!["1".into(), String::new(), "3".into()])
        );
    }

    #[test]
    fn the_grid_decides_where_counts_differ() {
        assert_eq!(place(&["13", "", "5", ""], 2, Some(&[1, 3])), Ok(vec!["13".into(), "5".into()]));
        assert_eq!(place(&["0"], 2, Some(&[1, 2])), Ok(vec!["0".into(), "absent".into()]));
        assert_eq!(place(&["1", "2", "3"], 2, Some(&[1, 2])), Err(Unsettled::Misfit));
    }

    #[test]
    fn without_a_grid_a_short_row_is_not_guessed() {
        assert_eq!(place(&["18", "18"], 7, None), Err(Unsettled::TooFew));
        assert_eq!(place(&["0", "", ""], 1, None), Ok(vec!["0".into()]));
        assert_eq!(place(&["", "", "1", "2"], 2, None), Ok(vec!["1".into(), "2".into()]));
    }
}
