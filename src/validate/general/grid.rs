//! A generic table as a grid, by rows or by columns.

use crate::model::decimal::Decimal;
use crate::model::generic_table::{GenericCell, GenericTable};
use crate::model::value::{Spelling, Value};

/// Most places of a table that is looked at: larger ones are data, and their rows are no sums of one another.
const MOST_PLACES: usize = 200_000;

/// A place of the grid: the cell that covers it, and whether the cell begins here.
#[derive(Clone, Copy)]
pub struct Spot<'t> {
    pub cell: &'t GenericCell,
    pub is_start: bool,
}

/// A table on its grid. A line is a row, or a column of a grid that was turned.
pub struct Grid<'t> {
    lines: Vec<Vec<Option<Spot<'t>>>>,
}

impl<'t> Grid<'t> {
    /// `None` where the table is too large.
    pub fn of(table: &'t GenericTable) -> Option<Self> {
        let mut lines: Vec<Vec<Option<Spot<'t>>>> = vec![Vec::new(); table.rows.len()];
        let mut places = 0_usize;
        for (number, row) in table.rows.iter().enumerate() {
            let mut column = 0;
            for cell in row {
                while lines.get(number).and_then(|line| line.get(column)).is_some_and(Option::is_some) {
                    column += 1;
                }
                let end = column + cell.colspan as usize;
                places = places.saturating_add((cell.colspan as usize).saturating_mul(cell.rowspan as usize));
                if places > MOST_PLACES {
                    return None;
                }
                let covered = lines.iter_mut().skip(number).take(cell.rowspan as usize);
                for (below, line) in covered.enumerate() {
                    line.resize(line.len().max(end), None);
                    for (right, spot) in line.iter_mut().skip(column).take(end - column).enumerate() {
                        *spot = Some(Spot { cell, is_start: below == 0 && right == 0 });
                    }
                }
                column = end;
            }
        }
        let width = lines.iter().map(Vec::len).max().unwrap_or(0);
        for line in &mut lines {
            line.resize(width, None);
        }
        Some(Self { lines })
    }

    /// The same table with its columns as lines.
    pub fn turned(&self) -> Self {
        let width = self.lines.first().map_or(0, Vec::len);
        let column = |at: usize| self.lines.iter().map(|line| line.get(at).copied().flatten()).collect();
        Self { lines: (0..width).map(column).collect() }
    }

    pub fn len(&self) -> usize {
        self.lines.len()
    }

    pub fn width(&self) -> usize {
        self.lines.first().map_or(0, Vec::len)
    }

    pub fn at(&self, line: usize, index: usize) -> Option<Spot<'t>> {
        self.lines.get(line)?.get(index).copied().flatten()
    }

    pub fn line(&self, line: usize) -> impl Iterator<Item = Option<Spot<'t>>> {
        self.lines.get(line).into_iter().flatten().copied()
    }
}

/// The number of a cell that holds nothing else.
pub fn figure(text: &str) -> Option<Decimal> {
    match Value::parse(text) {
        Value::Number(number) => Some(number),
        value @ Value::Text { .. } if value.spelling() == Some(Spelling::Nonstandard) => {
            let is_digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+');
            let has_only_digits = crate::model::text::narrow(text.trim()).chars().all(is_digits);
            value.number().filter(|_| has_only_digits && !is_code(text))
        }
        Value::Blank | Value::Text { .. } => None,
    }
}

/// `0012`: digits that count nothing.
fn is_code(text: &str) -> bool {
    let mut characters = text.trim().chars();
    characters.next() == Some('0') && characters.next().is_some_and(|c| c.is_ascii_digit())
}

/// Whether a cell is blank, or says so.
pub fn is_nothing(text: &str) -> bool {
    const SIGNS: [&str; 8] = ["", "-", "—", "——", "/", "－", "无", "\\"];
    SIGNS.contains(&text.trim())
}
