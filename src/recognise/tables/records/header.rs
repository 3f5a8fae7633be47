//! The header of a table of records: which column of the form is at which grid column, by all labels above it.

use crate::model::document::Cell;

use crate::recognise::tables::columns::Columns;
use crate::recognise::tables::header_groups::{is_column_numbers, is_head_of_row_numbers};
use crate::recognise::tables::reader::GridRow;
use crate::recognise::tables::remainder::{self, Marker};
use crate::recognise::tables::value_text::is_figure;

use super::column_labels::{ColumnLabels, Found};

/// The columns that a header names, by grid column.
#[derive(Clone, Debug, Default)]
pub(in crate::recognise::tables) struct RecordHeader {
    /// Grid column and column of the form, from left to right.
    columns: Vec<(usize, usize)>,
    /// Grid columns that only number the rows.
    serial: Vec<usize>,
    /// Grid columns that the form does not have, with their labels.
    pub unknown: Vec<(usize, String)>,
    /// Grid columns of another period, body or meaning, with their labels.
    pub left_out: Vec<(usize, String)>,
    /// Two grid columns have the same label.
    is_unclear: bool,
    /// The units that stand above each column of the form.
    pub units: Vec<(usize, String)>,
    /// Grid columns in all.
    pub width: usize,
}

/// A header cell with the grid columns and rows that it covers.
struct Spot<'a> {
    cell: &'a Cell,
    columns: std::ops::Range<usize>,
    rows: std::ops::Range<usize>,
}

impl RecordHeader {
    /// The header that starts in this row, and the first row after it.
    pub fn read(
        rows: &[Vec<(usize, &Cell)>],
        from: usize,
        labels: &ColumnLabels,
        year: Option<u16>,
    ) -> Option<(Self, usize)> {
        let end = end_of_header(rows, from, labels)?;
        let width = rows.iter().flatten().map(|(at, cell)| end_of(*at, cell)).max()?;
        let spots = spots(rows, from..end);
        let mut header = Self { width, ..Self::default() };
        for column in 0..width.min(MOST_COLUMNS) {
            let path = path(&spots, column, end);
            let starts = spots.iter().any(|spot| spot.columns.start == column && spot.rows.end >= end);
            if !path.is_empty() && (starts || spots.iter().any(|spot| spot.columns.start == column)) {
                header.add(column, &path, labels, year);
            }
        }
        header.columns.sort_unstable();
        (header.columns.len() >= FEWEST_COLUMNS.min(labels.len()) || !header.left_out.is_empty())
            .then_some((header, end))
    }

    fn add(&mut self, column: usize, path: &[&str], labels: &ColumnLabels, year: Option<u16>) {
        let Some((leaf, groups)) = path.split_last() else { return };
        let is_other = |text: &&&str| {
            !labels.is_group(text)
                && remainder::another(text, year).is_some_and(Marker::is_other_period_or_body)
        };
        let other_group = groups.iter().find(is_other);
        match labels.find(path, year) {
            Found::Column(index, None) if other_group.is_none() => {
                self.is_unclear |= self.columns.iter().any(|(_, known)| *known == index);
                self.columns.push((column, index));
                let named = path.iter().rev().find(|text| !remainder::units(text).is_empty());
                self.units.extend(named.map(|text| (index, (*text).to_owned())));
            }
            Found::Column(..) => {
                let label = other_group.unwrap_or(leaf);
                self.left_out.push((column, (*label).to_owned()));
            }
            Found::None if is_head_of_row_numbers(leaf) => self.serial.push(column),
            Found::None if is_other(&leaf) => self.left_out.push((column, (*leaf).to_owned())),
            Found::Ambiguous | Found::None => self.unknown.push((column, (*leaf).to_owned())),
        }
    }

    /// Where the columns of the form are.
    pub fn grid(&self) -> Columns {
        if self.is_unclear {
            return Columns::Unclear;
        }
        Columns::Grid(self.columns.iter().map(|(at, index)| (*index, *at)).collect())
    }

    /// The number of columns of the form.
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// The column of the form at this grid column.
    pub fn column(&self, at: usize) -> Option<usize> {
        self.columns.iter().find(|(column, _)| *column == at).map(|(_, index)| *index)
    }

    /// The first column of the form that a cell covers.
    pub fn first_covered(&self, at: usize, cell: &Cell) -> Option<usize> {
        self.columns.iter().map(|(column, _)| *column).find(|column| (at..end_of(at, cell)).contains(column))
    }

    /// The number of columns of the form that a cell covers.
    pub fn covered(&self, at: usize, cell: &Cell) -> usize {
        self.columns.iter().filter(|(column, _)| (at..end_of(at, cell)).contains(column)).count()
    }

    /// Whether this grid column only numbers the rows.
    pub fn is_serial(&self, at: usize) -> bool {
        self.serial.contains(&at)
    }

    /// The label of a column that is not read, at or before this grid column.
    pub fn aside(&self, at: usize) -> Option<(&str, bool)> {
        let start = self.columns.iter().map(|(column, _)| *column).filter(|column| *column <= at).max();
        let unknown = self.unknown.iter().map(|(column, label)| (*column, label.as_str(), false));
        let left_out = self.left_out.iter().map(|(column, label)| (*column, label.as_str(), true));
        let nearest = unknown
            .chain(left_out)
            .filter(|(column, ..)| *column <= at)
            .max_by_key(|(column, ..)| *column)?;
        start.is_none_or(|start| start < nearest.0).then_some((nearest.1, nearest.2))
    }
}

/// Columns of the form that a header must have at least.
const FEWEST_COLUMNS: usize = 2;
/// Most grid columns that are looked at.
const MOST_COLUMNS: usize = 2000;

/// The first row after the header that starts at `from`; `None` if none starts there.
fn end_of_header(rows: &[Vec<(usize, &Cell)>], from: usize, labels: &ColumnLabels) -> Option<usize> {
    let first = rows.get(from)?;
    if !is_header_row(first, labels) {
        return None;
    }
    // Cells merged over rows show how far the header reaches; the labels of a title reach no further.
    let reach =
        |row: &Vec<(usize, &Cell)>, at: usize| row.iter().map(|(_, cell)| at + cell.rowspan as usize).max();
    let mut end = from + 1;
    while let Some(row) = rows.get(end) {
        let is_covered =
            (from..end).any(|at| rows.get(at).and_then(|row| reach(row, at)).is_some_and(|to| to > end));
        let has_figures = row.iter().any(|(_, cell)| is_figure(&cell.text));
        if is_column_numbers(row) || is_header_row(row, labels) || is_covered && !has_figures {
            end += 1;
        } else {
            break;
        }
    }
    Some(end)
}

/// Whether a row names columns or groups of columns and has no figure.
fn is_header_row(row: GridRow<'_>, labels: &ColumnLabels) -> bool {
    let mut filled = row.iter().filter(|(_, cell)| !cell.is_blank()).map(|(_, cell)| cell);
    let has_figures = filled.clone().any(|cell| is_figure(&cell.text));
    !has_figures && filled.any(|cell| labels.names(&cell.text))
}

fn end_of(at: usize, cell: &Cell) -> usize {
    at.saturating_add(cell.colspan.max(1) as usize)
}

/// The cells of the header. In a row without merged cells, a label reaches over the blank cells to its right if
/// there are labels below these.
fn spots<'a>(rows: &[Vec<(usize, &'a Cell)>], header: std::ops::Range<usize>) -> Vec<Spot<'a>> {
    let mut spots = Vec::new();
    for at in header.clone() {
        let Some(row) = rows.get(at) else { continue };
        if is_column_numbers(row) {
            continue;
        }
        let is_merged = row.iter().any(|(_, cell)| cell.colspan > 1);
        for (position, (column, cell)) in row.iter().enumerate().filter(|(_, (_, cell))| !cell.is_blank()) {
            let mut end = end_of(*column, cell);
            if !is_merged && at + 1 < header.end && cell.rowspan <= 1 {
                let below = |column: usize| {
                    let below = rows.get(at + 1).map(Vec::as_slice).unwrap_or_default();
                    below.iter().any(|(start, cell)| *start == column && !cell.is_blank())
                };
                let blanks = row.iter().skip(position + 1).take_while(|(_, cell)| cell.is_blank());
                if below(*column) {
                    end = blanks
                        .map(|(start, _)| *start)
                        .take_while(|start| below(*start))
                        .last()
                        .map_or(end, |last| last + 1);
                }
            }
            spots.push(Spot { cell, columns: *column..end, rows: at..at + cell.rowspan.max(1) as usize });
        }
    }
    spots
}

/// The labels above a grid column, outermost first.
fn path<'a>(spots: &[Spot<'a>], column: usize, end: usize) -> Vec<&'a str> {
    let above = spots.iter().filter(|spot| spot.columns.contains(&column) && spot.rows.start < end);
    let mut path: Vec<&str> = Vec::new();
    for spot in above {
        let text = spot.cell.text.as_str();
        if path.last() != Some(&text) {
            path.push(text);
        }
    }
    path
}
