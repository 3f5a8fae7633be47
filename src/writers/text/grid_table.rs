//! Tables with merged cells, drawn as grid tables of reStructuredText and Pandoc: `+---+` between rows, `|` between
//! cells, and neither of them within a merged cell.
//!
//! Long texts are wrapped where joining the lines gives the text again. A line break of a cell is a blank line
//! within it, and a cell of several lines begins with a blank line, so that its lines are not taken for rows.

use std::collections::BTreeSet;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::model::document::{Cell, Table, TableRole};

/// Width of the text of a cell in display columns, beyond which it is wrapped.
const WIDEST: usize = 36;
/// Positions of the grid of the largest table that is drawn.
const MOST_PLACES: usize = 50_000;

/// The lines of the table; `None` if it needs not be drawn, is too large, or its cells overlap. `text` is how the text
/// of a cell is written.
pub fn lines(table: &Table, text: impl Fn(&str) -> String) -> Option<Vec<String>> {
    if !suits(table) {
        return None;
    }
    let grid = Grid::of(table, text)?;
    let mut lines = vec![grid.ruling(0)];
    for row in 0..grid.heights.len() {
        let height = grid.heights.get(row).copied().unwrap_or(1);
        lines.extend((0..height).map(|line| grid.text_line(row, line)));
        lines.push(grid.ruling(row + 1));
    }
    Some(lines)
}

/// Whether a table is drawn: it has merged cells, or a single column, which without a frame would be paragraphs.
fn suits(table: &Table) -> bool {
    let is_merged = |cell: &Cell| cell.colspan > 1 || cell.rowspan > 1;
    table.role == TableRole::General
        && (table.rows.iter().flatten().any(is_merged) || table.rows.iter().all(|row| row.len() <= 1))
        && !table.rows.iter().flatten().any(|cell| cell.text.contains('\t'))
}

/// A cell on the grid.
struct Placed {
    row: usize,
    column: usize,
    height: usize,
    width: usize,
    /// Wrapped.
    lines: Vec<String>,
}

struct Grid {
    cells: Vec<Placed>,
    /// The cell that covers each position, row by row.
    owners: Vec<usize>,
    /// Rows and columns in which a cell begins.
    rows: BTreeSet<usize>,
    columns: BTreeSet<usize>,
    /// Display columns between the bars of each column.
    widths: Vec<usize>,
    /// Lines of each row.
    heights: Vec<usize>,
    /// The first line of each row, counted from the first of the table below its frame, and the number of all.
    starts: Vec<usize>,
}

impl Grid {
    fn of(table: &Table, text: impl Fn(&str) -> String) -> Option<Self> {
        let placed = table.grid();
        let height = placed.len();
        let ends = placed.iter().flatten().map(|(column, cell)| column + cell.colspan.max(1) as usize);
        let width = ends.max()?;
        if width.checked_mul(height)? > MOST_PLACES {
            return None;
        }
        let mut cells = Vec::new();
        let mut owners = vec![usize::MAX; width * height];
        for (row, (column, cell)) in
            placed.iter().enumerate().flat_map(|(row, cells)| cells.iter().map(move |cell| (row, cell)))
        {
            let spanned = (cell.rowspan.max(1) as usize).min(height - row);
            let number = cells.len();
            for covered in row..row + spanned {
                let start = covered * width + column;
                owners.get_mut(start..start + cell.colspan.max(1) as usize)?.fill(number);
            }
            let lines = wrapped(&text(cell.text.trim()));
            cells.push(Placed {
                row,
                column: *column,
                height: spanned,
                width: cell.colspan.max(1) as usize,
                lines,
            });
        }
        let (widths, heights) = (vec![3; width], vec![1; height]);
        let rows = cells.iter().map(|cell| cell.row).collect();
        let columns = cells.iter().map(|cell| cell.column).collect();
        let mut grid = Self { cells, owners, rows, columns, widths, heights, starts: Vec::new() };
        let is_covered = grid.owners.iter().all(|owner| *owner != usize::MAX);
        grid.fit();
        (is_covered && grid.is_whole() && !grid.has_bars_between_columns()).then_some(grid)
    }

    /// Whether a sign of a merged cell is where other rows have the bar between two columns.
    fn has_bars_between_columns(&self) -> bool {
        let may_be_bar = |c: char| matches!(c, '+' | '|' | '\u{2500}'..='\u{257f}');
        let is_between = |cell: &Placed, line: &str| {
            let mut end = 0;
            let widths = self.widths.iter().skip(cell.column).take(cell.width - 1);
            let bars: BTreeSet<usize> = widths
                .map(|width| {
                    end += width + 1;
                    end
                })
                .collect();
            let mut place = 1;
            line.chars().any(|c| {
                place += c.width_cjk().unwrap_or_default();
                // The last column of the sign, counted from the bar before the cell.
                may_be_bar(c) && bars.contains(&place)
            })
        };
        let mut merged = self.cells.iter().filter(|cell| cell.width > 1);
        merged.any(|cell| cell.lines.iter().any(|line| is_between(cell, line)))
    }

    /// Whether no cell covers a part of another.
    fn is_whole(&self) -> bool {
        let places: usize = self.cells.iter().map(|cell| cell.width * cell.height).sum();
        places == self.owners.len()
    }

    /// Makes columns wide and rows high enough; the last of several takes what a merged cell lacks.
    fn fit(&mut self) {
        for merged in [false, true] {
            for cell in self.cells.iter().filter(|cell| (cell.width > 1) == merged) {
                let needed = 2 + cell.lines.iter().map(|line| line.width_cjk()).max().unwrap_or(0);
                if let Some(columns) = self.widths.get_mut(cell.column..cell.column + cell.width) {
                    stretch(columns, needed);
                }
            }
            for cell in self.cells.iter().filter(|cell| (cell.height > 1) == merged) {
                if let Some(rows) = self.heights.get_mut(cell.row..cell.row + cell.height) {
                    stretch(rows, cell.lines.len());
                }
            }
        }
        let mut next = 0;
        self.starts.push(next);
        for height in &self.heights {
            next += height + 1;
            self.starts.push(next);
        }
    }

    fn owner(&self, row: Option<usize>, column: Option<usize>) -> Option<usize> {
        let (row, column) = (row?, column?);
        if column >= self.widths.len() {
            return None;
        }
        self.owners.get(row * self.widths.len() + column).copied()
    }

    fn cell(&self, row: Option<usize>, column: Option<usize>) -> Option<&Placed> {
        self.owner(row, column).and_then(|owner| self.cells.get(owner))
    }

    /// A line with texts, of this row.
    fn text_line(&self, row: usize, line: usize) -> String {
        let position = self.starts.get(row).copied().unwrap_or_default() + line;
        let mut text = String::new();
        let mut column = 0;
        while let Some(cell) = self.cell(Some(row), Some(column)) {
            text.push('|');
            self.push_text(cell, position, &mut text);
            column = cell.column + cell.width;
        }
        text.push('|');
        text
    }

    /// The line above this row; below the last one, where `row` is their number.
    fn ruling(&self, row: usize) -> String {
        let position = self.starts.get(row).copied().unwrap_or_default().saturating_sub(1);
        let above = row.checked_sub(1);
        let mut text = String::new();
        let mut column = 0;
        while column < self.widths.len() {
            text.push(self.corner(row, column));
            let goes_on = self.owner(Some(row), Some(column)) == self.owner(above, Some(column));
            if let Some(cell) = self.cell(Some(row), Some(column)).filter(|_| goes_on) {
                self.push_text(cell, position, &mut text);
                column = cell.column + cell.width;
            } else {
                let width = self.widths.get(column).copied().unwrap_or_default();
                text.extend(std::iter::repeat_n('-', width));
                column += 1;
            }
        }
        text.push(self.corner(row, column));
        text
    }

    /// What is where the line above this row meets the one left of this column.
    fn corner(&self, row: usize, column: usize) -> char {
        let (above, left) = (row.checked_sub(1), column.checked_sub(1));
        let [above_left, above_right] = [left, Some(column)].map(|column| self.owner(above, column));
        let [below_left, below_right] = [left, Some(column)].map(|column| self.owner(Some(row), column));
        // Only a corner in the frame shows a row or column in which no cell begins.
        let in_frame =
            (row == 0 && !self.columns.contains(&column)) || (column == 0 && !self.rows.contains(&row));
        if in_frame {
            '+'
        } else if above_left == below_left && above_right == below_right {
            '|'
        } else if above_left == above_right && below_left == below_right {
            '-'
        } else {
            '+'
        }
    }

    /// The text of a cell in this line of the table, padded to the width of the cell.
    fn push_text(&self, cell: &Placed, position: usize, text: &mut String) {
        let start = self.starts.get(cell.row).copied().unwrap_or_default();
        let line = cell.lines.get(position.saturating_sub(start)).map_or("", String::as_str);
        let widths = self.widths.iter().skip(cell.column).take(cell.width);
        let width = widths.sum::<usize>() + cell.width - 1;
        text.push(' ');
        text.push_str(line);
        text.extend(std::iter::repeat_n(' ', width.saturating_sub(1 + line.width_cjk())));
    }
}

/// Makes the last of several columns or rows so large that all of them and the lines between them have this size.
fn stretch(sizes: &mut [usize], needed: usize) {
    let has = sizes.iter().sum::<usize>() + sizes.len().saturating_sub(1);
    if let Some(last) = sizes.last_mut() {
        *last += needed.saturating_sub(has);
    }
}

/// The lines of a cell.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, paragraph) in text.split('\n').enumerate() {
        if at > 0 {
            lines.push(String::new());
        }
        wrap(paragraph.trim(), &mut lines);
    }
    if lines.len() > 1 {
        lines.insert(0, String::new());
    }
    lines
}

fn wrap(paragraph: &str, lines: &mut Vec<String>) {
    let mut start = 0;
    let mut width = 0;
    // The end of the line, and the start of the next.
    let mut possible = None;
    for (at, c) in paragraph.char_indices() {
        if at > start {
            let before = paragraph.get(start..at).unwrap_or_default();
            possible = break_before(before, c).map(|end| (start + end, at)).or(possible);
        }
        width += c.width_cjk().unwrap_or_default();
        if let Some((end, next)) = possible.filter(|_| width > WIDEST) {
            lines.push(paragraph.get(start..end).unwrap_or_default().to_owned());
            width = paragraph.get(next..at).map_or(0, UnicodeWidthStr::width_cjk)
                + c.width_cjk().unwrap_or_default();
            (start, possible) = (next, None);
        }
    }
    lines.push(paragraph.get(start..).unwrap_or_default().to_owned());
}

/// The length of the line, if it may be broken between this text and the next character: the reader joins lines
/// with a space between two letters or digits, and without one elsewhere.
fn break_before(text: &str, next: char) -> Option<usize> {
    const NOT_FIRST: &str = "，。、；：！？）》〉」』】〕”’…—％·";
    const NOT_LAST: &str = "（《〈「『【〔“‘";
    let mut before = text.chars().rev();
    let last = before.next()?;
    if last == ' ' {
        let is_between_words = before.next()?.is_ascii_alphanumeric() && next.is_ascii_alphanumeric();
        return is_between_words.then(|| text.len() - 1);
    }
    let is_joined = last.is_whitespace() || next.is_whitespace() || last.is_ascii() && next.is_ascii();
    (!is_joined && !NOT_FIRST.contains(next) && !NOT_LAST.contains(last)).then_some(text.len())
}

#[cfg(test)]
mod tests;
