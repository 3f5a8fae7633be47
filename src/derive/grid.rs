//! A table of a blank form as a grid: every position belongs to one cell, which may be blank.

use std::collections::BTreeMap;

use super::placeholder::Placeholder;
use crate::model::document::{CellFormula, Table};
use crate::model::place::Place;
use crate::model::text;

/// Positions of the largest grid: more than a form can have input cells is an error of whoever made the file.
const MOST: usize = 1_000_000;

/// A cell and the positions that it takes, from 0.
#[derive(Clone, Debug)]
pub struct GridCell<'d> {
    /// The text on one line, without the spaces that set Chinese labels apart.
    pub text: String,
    /// The text as it is written.
    pub written: &'d str,
    pub place: &'d Place,
    pub row: usize,
    pub column: usize,
    pub width: usize,
    pub height: usize,
    pub formula: Option<&'d CellFormula>,
    /// What a cell to fill in has in place of nothing; its text is then blank.
    pub placeholder: Option<Placeholder>,
}

impl GridCell<'_> {
    /// Whether a figure is filled in here: blank, or the result of a formula.
    pub fn is_input(&self) -> bool {
        self.text.is_empty()
    }
}

/// A table as a grid.
#[derive(Clone, Debug, Default)]
pub struct Grid<'d> {
    cells: Vec<GridCell<'d>>,
    /// By row and column, the index of the cell.
    positions: Vec<Vec<Option<usize>>>,
    pub width: usize,
}

impl<'d> Grid<'d> {
    /// `None` for one that is too large.
    pub fn of(table: &'d Table, formulas: &BTreeMap<&'d Place, &'d CellFormula>) -> Option<Self> {
        let rows = table.grid();
        let ends = rows.iter().flatten().map(|(column, cell)| column.saturating_add(cell.colspan as usize));
        let width = ends.max().unwrap_or(0);
        if width.saturating_mul(rows.len()) > MOST {
            return None;
        }
        let mut grid = Self { cells: Vec::new(), positions: vec![vec![None; width]; rows.len()], width };
        for (row, placed) in rows.iter().enumerate() {
            for (column, cell) in placed {
                let height = (cell.rowspan.max(1) as usize).min(rows.len() - row);
                let text = without_spaces(&text::one_line(&text::clean_cell(&cell.text)));
                let placeholder = Placeholder::of(&text);
                let cell = GridCell {
                    text: if placeholder.is_some() { String::new() } else { text },
                    written: cell.text.trim(),
                    place: &cell.place,
                    row,
                    column: *column,
                    width: cell.colspan.max(1) as usize,
                    height,
                    formula: formulas.get(&cell.place).copied(),
                    placeholder,
                };
                grid.put(cell);
            }
        }
        grid.open_crosses();
        Some(grid)
    }

    /// Crosses in all cells to fill in stand for figures; beside blank cells they say that there is none.
    fn open_crosses(&mut self) {
        let is_cross = |cell: &GridCell<'_>| {
            !cell.text.is_empty() && cell.text.chars().all(|c| matches!(c, '×' | '✕' | '╳' | 'X' | 'x'))
        };
        let crossed: Vec<usize> =
            (0..self.height()).filter(|row| self.starting(*row).any(is_cross)).collect();
        let Some((first, last)) = crossed.first().zip(crossed.last()) else { return };
        if (*first..=*last).any(|row| self.covering(row).any(GridCell::is_input)) {
            return;
        }
        for cell in self.cells.iter_mut().filter(|cell| is_cross(cell)) {
            cell.text.clear();
            cell.placeholder = Some(Placeholder::Line);
        }
    }

    fn put(&mut self, cell: GridCell<'d>) {
        let index = self.cells.len();
        for row in self.positions.iter_mut().skip(cell.row).take(cell.height) {
            let covered = row.iter_mut().skip(cell.column).take(cell.width);
            covered.filter(|position| position.is_none()).for_each(|position| *position = Some(index));
        }
        self.cells.push(cell);
    }

    pub fn height(&self) -> usize {
        self.positions.len()
    }

    /// The cell that covers a position.
    pub fn at(&self, row: usize, column: usize) -> Option<&GridCell<'d>> {
        let index = (*self.positions.get(row)?.get(column)?)?;
        self.cells.get(index)
    }

    /// The text that covers a position.
    pub fn text(&self, row: usize, column: usize) -> &str {
        self.at(row, column).map_or("", |cell| &cell.text)
    }

    /// The cells that start in a row, from left to right.
    pub fn starting(&self, row: usize) -> impl Iterator<Item = &GridCell<'d>> {
        (0..self.width)
            .filter_map(move |column| self.at(row, column).filter(|cell| cell.column == column))
            .filter(move |cell| cell.row == row)
    }

    /// The cells that cover a row, each once.
    pub fn covering(&self, row: usize) -> impl Iterator<Item = &GridCell<'d>> {
        (0..self.width).filter_map(move |column| self.at(row, column).filter(|cell| cell.column == column))
    }
}

/// Chinese labels are often spread over their cell: 合　　计.
fn without_spaces(text: &str) -> String {
    let is_wide = |c: char| !c.is_ascii();
    let characters: Vec<char> = text.chars().collect();
    let mut kept = String::with_capacity(text.len());
    for (at, character) in characters.iter().enumerate() {
        let before = characters.get(..at).and_then(|before| before.iter().rfind(|c| !c.is_whitespace()));
        let after = characters.get(at..).and_then(|after| after.iter().find(|c| !c.is_whitespace()));
        let is_between_words = before.is_some_and(|c| !is_wide(*c)) && after.is_some_and(|c| !is_wide(*c));
        if !character.is_whitespace() || is_between_words {
            kept.push(*character);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spread_labels_are_closed() {
        for (written, want) in [("合　　计", "合计"), ("GDP total 万元", "GDP total万元"), ("a  b", "a  b")]
        {
            assert_eq!(without_spaces(written), want);
        }
    }
}
