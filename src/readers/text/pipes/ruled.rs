//! Tables in which every row is ruled off, as grid tables of reStructuredText and Pandoc: a cell is a rectangle of
//! rulings, so that it spans the rows and columns that it covers.

use std::collections::BTreeSet;

use super::drawn::begins_with_digit;
use super::{is_bar, is_ruling};
use crate::model::document::Cell;
use crate::model::error::Result;
use crate::readers::text::lines::{Line, Look};
use crate::readers::text::markdown;
use crate::readers::text::tokens::widths;
use crate::readers::text::{Blocks, cell_at};

/// Steps along rulings per character of the table.
const STEPS_PER_CHARACTER: usize = 100;

/// Fills the second column of a wide character.
const FILLED: char = '\0';

/// A table that is ruled so, and the number of its lines.
pub struct RuledTable {
    /// In order of rows and columns.
    cells: Vec<RuledCell>,
    height: usize,
    pub lines: usize,
}

struct RuledCell {
    row: usize,
    line: u32,
    text: String,
    colspan: usize,
    rowspan: usize,
}

/// The table that begins here, if each of its cells certainly is one.
pub fn table(lines: &[Line<'_>]) -> Option<RuledTable> {
    if !lines.first().is_some_and(|line| is_whole_ruling(line.text)) {
        return None;
    }
    let is_framed = |line: &&Line<'_>| {
        let text = line.text.trim();
        let is_edge = |c: char| is_bar(c) || is_corner(c);
        line.look == Look::Plain
            && !text.contains('\t')
            && text.starts_with(is_edge)
            && text.ends_with(is_edge)
    };
    let run = lines.iter().take_while(is_framed).count();
    let last =
        lines.iter().take(run).rposition(|line| is_whole_ruling(line.text)).filter(|last| *last > 0)?;
    let framed = lines.get(..=last)?;
    // Characters of ambiguous width may be narrow or wide.
    [false, true].into_iter().find_map(|is_wide| Drawing::of(framed, is_wide)?.table(framed))
}

/// Whether a line is a ruling from end to end.
fn is_whole_ruling(text: &str) -> bool {
    let text = text.trim();
    is_ruling(text) && text.starts_with(is_corner) && !text.contains(' ')
}

const fn is_corner(c: char) -> bool {
    matches!(c, '+' | '\u{250c}'..='\u{254b}' | '\u{2552}'..='\u{256c}')
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '=' | '─' | '━' | '═')
}

/// The characters of the lines by display column.
struct Drawing {
    lines: Vec<Vec<char>>,
    width: usize,
    steps: usize,
}

/// A rectangle of rulings.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rectangle {
    top: usize,
    left: usize,
    bottom: usize,
    right: usize,
}

impl Drawing {
    /// The lines by display column, if all are equally wide.
    fn of(lines: &[Line<'_>], is_wide: bool) -> Option<Self> {
        let lines: Vec<Vec<char>> = lines.iter().map(|line| columns(line.text, is_wide)).collect();
        let width = lines.first()?.len();
        let is_even = lines.iter().all(|line| line.len() == width);
        let steps = width.saturating_mul(lines.len()).saturating_mul(STEPS_PER_CHARACTER);
        is_even.then_some(Self { lines, width, steps })
    }

    fn at(&self, line: usize, column: usize) -> char {
        self.lines.get(line).and_then(|line| line.get(column)).copied().unwrap_or(FILLED)
    }

    fn spend(&mut self, steps: usize) -> Option<()> {
        let left = self.steps.checked_sub(steps);
        self.steps = left.unwrap_or(0);
        left.map(drop)
    }

    fn table(mut self, lines: &[Line<'_>]) -> Option<RuledTable> {
        let found = self.rectangles()?;
        let area = |cell: &Rectangle| (cell.bottom - cell.top) * (cell.right - cell.left);
        let whole = (self.lines.len() - 1) * (self.width - 1);
        if found.iter().map(area).sum::<usize>() != whole {
            return None;
        }
        let sorted = |mut places: Vec<usize>| {
            places.sort_unstable();
            places.dedup();
            places
        };
        // A corner in the frame may show a row or column in which no cell begins.
        let corners_of_frame = (1..self.lines.len() - 1).filter(|line| is_corner(self.at(*line, 0)));
        let tops = sorted(found.iter().map(|cell| cell.top).chain(corners_of_frame).collect());
        let corners_of_frame = (1..self.width - 1).filter(|column| is_corner(self.at(0, *column)));
        let lefts = sorted(found.iter().map(|cell| cell.left).chain(corners_of_frame).collect());
        let between = |places: &[usize], from: usize, to: usize| {
            places.partition_point(|place| *place < to) - places.partition_point(|place| *place < from)
        };
        let has_merged_rows = found.iter().any(|cell| between(&tops, cell.top, cell.bottom) > 1);
        let mut cells = Vec::with_capacity(found.len());
        for cell in &found {
            cells.push(RuledCell {
                row: tops.partition_point(|top| *top < cell.top),
                line: lines.get(cell.top + 1)?.number,
                text: text(&self.texts(*cell), has_merged_rows)?,
                colspan: between(&lefts, cell.left, cell.right),
                rowspan: between(&tops, cell.top, cell.bottom),
            });
        }
        Some(RuledTable { cells, height: tops.len(), lines: lines.len() })
    }

    /// The cells in order; `None` if there is no end to them.
    fn rectangles(&mut self) -> Option<Vec<Rectangle>> {
        let mut found = BTreeSet::new();
        let mut corners = BTreeSet::from([(0, 0)]);
        while let Some((top, left)) = corners.pop_first() {
            if top + 1 >= self.lines.len() || left + 1 >= self.width {
                continue;
            }
            match self.rectangle(top, left) {
                Some(cell) if found.insert(cell) => {
                    corners.extend([(top, cell.right), (cell.bottom, left)]);
                }
                // A corner on the side of a merged cell begins none.
                Some(_) | None if self.steps > 0 => {}
                Some(_) | None => return None,
            }
        }
        Some(found.into_iter().collect())
    }

    /// The smallest rectangle with this corner.
    fn rectangle(&mut self, top: usize, left: usize) -> Option<Rectangle> {
        let mut right = left + 1;
        loop {
            self.spend(1)?;
            match self.at(top, right) {
                c if is_corner(c) => {
                    if let Some(bottom) = self.bottom(top, left, right) {
                        return Some(Rectangle { top, left, bottom, right });
                    }
                }
                c if is_dash(c) => {}
                // The second column of a wide dash.
                FILLED if right < self.width => {}
                _ => return None,
            }
            right += 1;
        }
    }

    /// The first line down the right side from which a ruling leads back to a left side.
    fn bottom(&mut self, top: usize, left: usize, right: usize) -> Option<usize> {
        let is_side = |c: char| is_bar(c) || is_corner(c);
        let mut line = top + 1;
        loop {
            self.spend(1)?;
            if !is_side(self.at(line, right)) || !is_side(self.at(line, left)) {
                return None;
            }
            if is_corner(self.at(line, right)) && is_corner(self.at(line, left)) && right > left + 1 {
                let between = left + 1..right;
                self.spend(between.len())?;
                let mut between = between.map(|column| self.at(line, column));
                if between.all(|c| is_dash(c) || is_corner(c) || c == FILLED) {
                    return Some(line);
                }
            }
            line += 1;
        }
    }

    /// The lines of text within a rectangle, trimmed.
    fn texts(&self, cell: Rectangle) -> Vec<String> {
        let lines = self.lines.get(cell.top + 1..cell.bottom).unwrap_or_default();
        let inner = |line: &Vec<char>| {
            let inner = line.get(cell.left + 1..cell.right).unwrap_or_default();
            let text: String = inner.iter().filter(|c| **c != FILLED).collect();
            text.trim().to_owned()
        };
        lines.iter().map(inner).collect()
    }
}

fn columns(text: &str, is_wide: bool) -> Vec<char> {
    let mut columns = Vec::with_capacity(text.len());
    for c in text.trim().chars() {
        let (narrow, wide) = widths(c);
        columns.push(c);
        columns.extend((1..if is_wide { wide } else { narrow }).map(|_| FILLED));
    }
    // The bar at the end.
    while columns.last() == Some(&FILLED) {
        columns.pop();
    }
    columns
}

/// The text of a cell: its lines joined, those apart by a blank line as lines of their own. `None` where the lines may
/// be rows that are not ruled off: several of them, the first at the top, unless cells are merged and not more than
/// one of the lines is a figure.
fn text(lines: &[String], has_merged_rows: bool) -> Option<String> {
    let filled = || lines.iter().filter(|line| !line.is_empty());
    let figures = filled().filter(|line| begins_with_digit(line)).count();
    let may_be_rows = filled().count() > 1 && lines.first().is_some_and(|line| !line.is_empty());
    if may_be_rows && (!has_merged_rows || figures > 1) {
        return None;
    }
    let mut text = String::new();
    let mut is_apart = false;
    for line in lines {
        if line.is_empty() {
            is_apart = !text.is_empty();
            continue;
        }
        let are_words = text.ends_with(|c: char| c.is_ascii_alphanumeric())
            && line.starts_with(|c: char| c.is_ascii_alphanumeric());
        match (is_apart, are_words) {
            (true, _) => text.push('\n'),
            (false, true) => text.push(' '),
            (false, false) => {}
        }
        text.push_str(line);
        is_apart = false;
    }
    Some(text)
}

impl RuledTable {
    /// The rows, with the spans of the cells.
    pub fn rows(self, blocks: &mut Blocks<'_>) -> Result<Vec<Vec<Cell>>> {
        let mut rows: Vec<Vec<RuledCell>> = Vec::new();
        rows.resize_with(self.height, Vec::new);
        for cell in self.cells {
            if let Some(row) = rows.get_mut(cell.row) {
                row.push(cell);
            }
        }
        let span = |span: usize| u32::try_from(span).unwrap_or(1).max(1);
        rows.into_iter()
            .map(|row| {
                blocks.allow_row(row.len())?;
                let count = row.len();
                let is_markdown = blocks.is_markdown;
                let unmarked = |text: String| if is_markdown { markdown::unmarked(&text) } else { text };
                let cells = row.into_iter().enumerate().map(|(at, cell)| Cell {
                    colspan: span(cell.colspan),
                    rowspan: span(cell.rowspan),
                    ..cell_at(cell.line, at, count, &unmarked(cell.text))
                });
                Ok(cells.collect())
            })
            .collect()
    }
}
