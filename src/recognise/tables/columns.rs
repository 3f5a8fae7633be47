//! The header of a table: at which grid column each column of the form starts, and so their order.

mod assign;

use std::cell::OnceCell;

use super::header_groups::HeaderGroups;
use crate::model::document::Cell;

pub use assign::{ColumnValue, Unresolved, assign};

/// Most labels of a header that may be unreadable before it counts as torn.
const MOST_UNREADABLE: usize = 2;
/// Most labels of a header that others may replace before it counts as torn.
const MOST_REPLACED: usize = 2;

/// The column labels of the header rows above.
#[derive(Clone, Debug, Default)]
pub struct Header {
    rows: Vec<HeadRow>,
    /// Grid columns with labels that the form does not have, and those labels.
    unknown_columns: Vec<(usize, String)>,
    /// Groups of columns are in another order than the form's.
    is_reordered: bool,
    /// The groups above the columns, and the columns that number the rows.
    pub groups: HeaderGroups,
    /// Where the leaves are that were asked for first: every row of the table asks for the same.
    found: OnceCell<(Vec<usize>, Columns)>,
}

/// One row of the header.
#[derive(Clone, Debug, Default)]
struct HeadRow {
    /// (leaf, grid column) in reading order; a leaf is a column of the form, counted over its column groups.
    leaves: Vec<(usize, usize)>,
    /// The labels of these columns.
    labels: Vec<String>,
    /// The cells in this row and those that reach into it from above: first grid column, the one after the
    /// last, and the number of rows below that it covers.
    cells: Vec<(usize, usize, u32)>,
}

/// Where the columns of the form are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Columns {
    /// The header shows each column: (index of the column, grid column), from left to right.
    Grid(Vec<(usize, usize)>),
    /// There is no header, or it does not show where the columns are: the order of the form counts.
    InOrder,
    /// Only these columns are known, which the order of the form must not contradict.
    Partial(Vec<(usize, usize)>),
    /// The header shows another order, but not where each column starts.
    Unclear,
}

impl Header {
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(|row| row.leaves.is_empty())
    }

    /// Starts a header row of these cells.
    pub fn start_row(&mut self, cells: &[(usize, &Cell)]) {
        self.found.take();
        let from_above = self.rows.last().into_iter().flat_map(|row| &row.cells);
        let from_above = from_above
            .filter_map(|&(start, end, below)| below.checked_sub(1).map(|below| (start, end, below)));
        let own = cells.iter().map(|(column, cell)| {
            (*column, column.saturating_add(cell.colspan as usize), cell.rowspan.saturating_sub(1))
        });
        let cells = from_above.chain(own).collect();
        self.rows.push(HeadRow { cells, ..HeadRow::default() });
    }

    /// Adds the label of a leaf that starts at this grid column of the present header row.
    pub fn add_column(&mut self, leaf: usize, column: usize, label: &str) {
        self.found.take();
        if let Some(row) = self.rows.last_mut() {
            row.leaves.push((leaf, column));
            row.labels.push(label.to_owned());
        }
    }

    /// Whether the header has this leaf at this grid column.
    pub fn has_column(&self, leaf: usize, column: usize) -> bool {
        self.leaves().any(|shown| *shown == (leaf, column))
    }

    /// The header with its labels understood otherwise; labels that name no leaf then are left out.
    pub fn understood(&self, leaf_of: impl Fn(&str) -> Option<usize>) -> Self {
        let mut header = self.clone();
        header.found.take();
        for (row, known) in header.rows.iter_mut().zip(&self.rows) {
            let leaves = known.leaves.iter().zip(&known.labels);
            row.leaves = leaves.filter_map(|((_, column), label)| Some((leaf_of(label)?, *column))).collect();
        }
        header
    }

    /// Adds a label that the form does not have.
    pub fn add_unknown_column(&mut self, label: &str, column: usize) {
        self.found.take();
        self.unknown_columns.push((column, label.to_owned()));
    }

    /// Whether the header has a label that the form does not have at this grid column.
    pub fn is_unknown(&self, column: usize) -> bool {
        self.unknown_columns.iter().any(|(start, _)| *start == column)
    }

    /// The column of the form that was added last to the present header row.
    pub fn last_column(&self) -> Option<usize> {
        self.rows.last().and_then(|row| row.leaves.last()).map(|(leaf, _)| *leaf)
    }

    /// Marks groups of columns as being in another order than the form's.
    pub fn mark_reordered(&mut self) {
        self.found.take();
        self.is_reordered = true;
    }

    /// Where these leaves are.
    pub fn columns(&self, leaves: &[usize]) -> Columns {
        let (asked, found) = self.found.get_or_init(|| (leaves.to_vec(), self.find_columns(leaves)));
        if asked == leaves { found.clone() } else { self.find_columns(leaves) }
    }

    fn find_columns(&self, leaves: &[usize]) -> Columns {
        if let Some(grid) = self.grid(leaves) {
            let is_form_order = grid.is_sorted_by_key(|(index, _)| *index);
            return if is_form_order || self.has_no_gap() { Columns::Grid(grid) } else { Columns::Unclear };
        }
        if self.has_leaf_twice() {
            return Columns::Unclear;
        }
        let is_in_order = |row: &HeadRow| row.leaves.is_sorted_by_key(|(leaf, _)| *leaf);
        let missing = leaves.iter().filter(|leaf| !self.leaves().any(|(shown, _)| shown == *leaf)).count();
        // One or two unreadable labels may belong to any column; with more, the header is torn.
        let has_unreadable_label =
            (1..=MOST_UNREADABLE).contains(&missing) && leaves.len() > MOST_UNREADABLE + 1;
        if has_unreadable_label
            || self.is_reordered
            || !self.unknown_columns.is_empty()
            || !self.rows.iter().all(is_in_order)
        {
            Columns::Unclear
        } else if missing == 0 || self.is_empty() || self.has_lost_spans() {
            Columns::InOrder
        } else {
            let known = |(at, leaf): (usize, &usize)| {
                let (_, column) = self.leaves().find(|(shown, _)| shown == leaf)?;
                Some((at, *column))
            };
            Columns::Partial(leaves.iter().enumerate().filter_map(known).collect())
        }
    }

    /// Whether a header of several rows has no merged cells, as in plain text: its columns are not where the
    /// labels are.
    fn has_lost_spans(&self) -> bool {
        let is_merged =
            |(start, end, below): &(usize, usize, u32)| end.saturating_sub(*start) > 1 || *below > 0;
        let filled = self.rows.iter().filter(|row| !row.leaves.is_empty());
        filled.count() > 1 && !self.rows.iter().flat_map(|row| &row.cells).any(is_merged)
    }

    /// Whether two grid columns have the same label.
    fn has_leaf_twice(&self) -> bool {
        let is_elsewhere = |(leaf, column): &(usize, usize)| {
            self.leaves().any(|(other, place)| other == leaf && place != column)
        };
        self.leaves().any(is_elsewhere)
    }

    fn leaves(&self) -> impl Iterator<Item = &(usize, usize)> {
        self.rows.iter().flat_map(|row| &row.leaves)
    }

    /// Whether every label has a cell above it, from the first row with labels on. If a group's label is lost
    /// or narrower than its columns, the labels after it move and show a false order.
    fn has_no_gap(&self) -> bool {
        let rows = self.rows.iter().skip_while(|row| row.leaves.is_empty());
        let rows: Vec<&HeadRow> = rows.collect();
        let has =
            |row: &HeadRow, column| row.cells.iter().any(|(start, end, _)| (*start..*end).contains(&column));
        rows.iter().enumerate().all(|(at, row)| {
            let above = rows.get(..at).unwrap_or_default();
            row.leaves.iter().all(|(_, column)| above.iter().all(|row| has(row, *column)))
        })
    }

    fn grid(&self, leaves: &[usize]) -> Option<Vec<(usize, usize)>> {
        let mut grid = Vec::with_capacity(leaves.len());
        for (index, leaf) in leaves.iter().enumerate() {
            let mut columns = self.leaves().filter(|(shown, _)| shown == leaf).map(|(_, column)| *column);
            let Some(column) = columns.next() else { continue };
            if columns.any(|other| other != column) {
                return None;
            }
            grid.push((index, column));
        }
        // One or two labels may be replaced by others; with more, the header is torn.
        let missing = leaves.len() - grid.len();
        if missing > 0 && (grid.is_empty() || missing > MOST_REPLACED || self.unknown_columns.len() < missing)
        {
            return None;
        }
        grid.sort_by_key(|(_, column)| *column);
        grid.is_sorted_by(|(_, a), (_, b)| a < b).then_some(grid)
    }

    /// The label above a grid column if the form does not have it, given where the form's columns are.
    pub fn unknown_column(&self, columns: &Columns, column: usize) -> Option<&str> {
        let Columns::Grid(grid) = columns else { return None };
        let known = grid.iter().map(|(_, start)| *start).filter(|start| *start <= column).max();
        let (start, label) = self
            .unknown_columns
            .iter()
            .filter(|(start, _)| *start <= column)
            .max_by_key(|(start, _)| *start)?;
        known.is_some_and(|known| known < *start).then_some(label)
    }
}

#[cfg(test)]
mod tests;
