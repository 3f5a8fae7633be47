//! Tables whose bars are below each other: the display columns of the bars are the grid, so that a cell
//! spans what it covers, and lines between two rulings are one row.

use std::collections::BTreeMap;

use super::{bar_positions, cell_text, ends_with_bar, is_bar, is_ruling, is_separator};
use crate::model::document::Cell;
use crate::model::error::Result;
use crate::readers::text::lines::Line;
use crate::readers::text::tokens::widths;
use crate::readers::text::{Blocks, cell_at};

/// A row of a drawn table.
#[derive(Debug)]
pub struct DrawnRow {
    line: u32,
    /// The text of each cell, and the bars at its sides, by their number in the grid.
    cells: Vec<(String, usize, usize)>,
}

/// The rows of a table, if its bars are aligned and not all lines have all of them, or if its rows are
/// several lines high.
pub fn rows(run: &[Line<'_>]) -> Option<Vec<DrawnRow>> {
    let lines: Vec<&Line<'_>> = run.iter().filter(|line| !is_ruling(line.text)).collect();
    let is_framed = |line: &&Line<'_>| {
        let text = line.text.trim();
        text.starts_with(is_bar) && ends_with_bar(text)
    };
    if lines.len() < 2 || !lines.iter().all(is_framed) {
        return None;
    }
    // The bars themselves and other characters of ambiguous width may be narrow or wide.
    let grid = [false, true].into_iter().find_map(|is_wide| Grid::of(&lines, is_wide))?;
    let rows = grid.rows(run).into_iter().enumerate();
    Some(rows.filter(|(at, row)| !row.is_separator(*at)).map(|(_, row)| row).collect())
}

/// The display columns of the bars.
struct Grid {
    bars: Vec<u32>,
    is_wide: bool,
}

impl Grid {
    /// The grid, if all lines begin and end at the same bars, and the others have each its place too.
    fn of(lines: &[&Line<'_>], is_wide: bool) -> Option<Self> {
        let each: Vec<Vec<u32>> = lines.iter().map(|line| bars(line.text, is_wide)).collect();
        let ends = |bars: &Vec<u32>| Some((*bars.first()?, *bars.last()?));
        let first = each.first().and_then(ends)?;
        if !each.iter().all(|bars| ends(bars) == Some(first)) {
            return None;
        }
        let mut all: BTreeMap<u32, usize> = BTreeMap::new();
        for bar in each.iter().flatten() {
            *all.entry(*bar).or_default() += 1;
        }
        // A bar that is out of line would be a column of its own.
        let most = each.iter().map(Vec::len).max()?;
        let is_aligned = all.len() == most || all.values().all(|lines| *lines > 1);
        is_aligned.then(|| Self { bars: all.into_keys().collect(), is_wide })
    }

    fn rows(&self, run: &[Line<'_>]) -> Vec<DrawnRow> {
        let mut groups: Vec<Vec<DrawnRow>> = vec![Vec::new()];
        for line in run {
            if is_ruling(line.text) {
                groups.push(Vec::new());
            } else if let Some(group) = groups.last_mut() {
                group.push(self.row(line));
            }
        }
        groups.retain(|group| !group.is_empty());
        // A ruling under the head and one above the totals divide no rows.
        let is_ruled = groups.len() > 2 && groups.iter().all(|group| is_one_row(group));
        let join = |group: Vec<DrawnRow>| if is_ruled { joined(group) } else { group };
        groups.into_iter().flat_map(join).collect()
    }

    fn row(&self, line: &Line<'_>) -> DrawnRow {
        let number = |bar: u32| self.bars.partition_point(|other| *other < bar);
        let places = bars(line.text, self.is_wide);
        let mut texts = texts(line.text);
        let pairs = places.windows(2).filter_map(|pair| match pair {
            [start, end] => Some((number(*start), number(*end))),
            _ => None,
        });
        let cells = pairs.map(|(start, end)| (texts.next().map(cell_text).unwrap_or_default(), start, end));
        DrawnRow { line: line.number, cells: cells.collect() }
    }
}

/// The display columns of the bars of a line.
fn bars(text: &str, is_wide: bool) -> Vec<u32> {
    let mut positions = bar_positions(text).peekable();
    let mut column = 0_u32;
    let mut bars = Vec::new();
    for (at, c) in text.char_indices() {
        if positions.next_if_eq(&at).is_some() {
            bars.push(column);
        }
        let (narrow, wide) = widths(c);
        column = column.saturating_add(match c {
            '\u{3000}' => 2,
            _ if is_wide => wide,
            _ => narrow,
        });
    }
    bars
}

/// The texts between the bars of a line that begins and ends with one.
fn texts(text: &str) -> impl Iterator<Item = &str> {
    let mut start = None;
    bar_positions(text).filter_map(move |at| {
        let behind = at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        start.replace(behind).and_then(|start| text.get(start..at))
    })
}

/// Whether the lines between two rulings may be one row: they have the same cells, and no column has figures
/// in two of them.
fn is_one_row(group: &[DrawnRow]) -> bool {
    let Some((first, others)) = group.split_first() else { return false };
    let bars = |row: &DrawnRow| row.cells.iter().map(|(_, start, end)| (*start, *end)).collect::<Vec<_>>();
    let has_figure =
        |row: &&DrawnRow, at: usize| row.cells.get(at).is_some_and(|(text, ..)| begins_with_digit(text));
    let has_one_figure = |at| group.iter().filter(|row| has_figure(row, at)).count() <= 1;
    others.is_empty()
        || (others.iter().all(|row| bars(row) == bars(first)) && (1..first.cells.len()).all(has_one_figure))
}

/// These lines as one row.
fn joined(group: Vec<DrawnRow>) -> Vec<DrawnRow> {
    let mut rows = group.into_iter();
    let Some(mut whole) = rows.next() else { return Vec::new() };
    for row in rows {
        for ((text, ..), (more, ..)) in whole.cells.iter_mut().zip(row.cells) {
            let are_words = text.ends_with(|c: char| c.is_ascii_alphanumeric())
                && more.starts_with(|c: char| c.is_ascii_alphanumeric());
            if are_words {
                text.push(' ');
            }
            text.push_str(&more);
        }
    }
    vec![whole]
}

/// Whether a text may be a figure.
pub fn begins_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

impl DrawnRow {
    fn is_separator(&self, at: usize) -> bool {
        let texts: Vec<String> = self.cells.iter().map(|(text, ..)| text.clone()).collect();
        is_separator(&texts, at)
    }

    /// The row as cells with their spans.
    pub fn cells(&self, blocks: &mut Blocks<'_>) -> Result<Vec<Cell>> {
        blocks.allow_row(self.cells.len())?;
        let cells = self.cells.iter().enumerate().map(|(at, (text, start, end))| {
            let span = u32::try_from(end.saturating_sub(*start)).unwrap_or(1).max(1);
            Cell { colspan: span, ..cell_at(self.line, at, self.cells.len(), text) }
        });
        Ok(cells.collect())
    }
}
