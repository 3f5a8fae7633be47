//! Tables aligned by spaces: from the display columns of tokens to the columns of the table.
//!
//! Cells aligned to the left start in the same column. Figures aligned to the right or centred do not:
//! there, tokens that overlap and are never side by side in one row are in one column.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::columns::Row;
use super::tokens::Span;
use super::{Blocks, cell_at};
use crate::model::document::Cell;
use crate::model::error::Result;

/// Columns above which no table is looked at twice; real ones have fewer than 40.
const MOST_COLUMNS: usize = 200;
/// Spans of one column that are compared.
const MOST_SPANS: usize = 64;

/// The rows of a table: a cell for each column up to the row's last, or to where its white space
/// at the end reaches: there, cells are blank.
pub fn cells(rows: &[Row<'_, '_>], blocks: &mut Blocks<'_>) -> Result<Vec<Vec<Cell>>> {
    let columns = columns(rows);
    let mut table = Vec::with_capacity(rows.len());
    for row in rows.iter().filter(|row| !is_ruling(row)) {
        let places: Vec<(usize, &str)> =
            row.tokens.iter().map(|token| (column_of(&columns, token.span.start), token.text)).collect();
        let last = places.last().map_or(0, |(column, _)| *column);
        let count = last.max(reached(&columns, row)) + 1;
        blocks.allow_row(count)?;
        let mut texts = vec![Cow::Borrowed(""); count];
        for (column, text) in places {
            match texts.get_mut(column) {
                Some(slot) if slot.is_empty() => *slot = Cow::Borrowed(text),
                // Two tokens in one column: together they are no number.
                Some(slot) => slot.to_mut().extend([" ", text]),
                None => {}
            }
        }
        let cells = texts.iter().enumerate().map(|(at, text)| cell_at(row.line.number, at, count, text));
        table.push(cells.collect());
    }
    Ok(table)
}

/// A line of dashes under the head.
fn is_ruling(row: &Row<'_, '_>) -> bool {
    row.tokens.iter().all(|token| {
        token.text.chars().count() > 2 && token.text.chars().all(|c| matches!(c, '-' | '=' | '─' | '━'))
    })
}

/// The table's column for each display column where a cell starts.
fn columns(rows: &[Row<'_, '_>]) -> BTreeMap<u32, usize> {
    let mut by_start: BTreeMap<u32, Column> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.is_several()) {
        for token in &row.tokens {
            by_start.entry(token.span.start).or_default().add(at, token.span);
        }
    }
    let mut columns: Vec<Column> = by_start.into_values().collect();
    if columns.len() <= MOST_COLUMNS {
        for close in [Span::ends_with as fn(Span, Span) -> bool, Span::is_centred_with, Span::is_nested_with]
        {
            columns = merge(columns, close);
        }
    }
    let numbered = columns.iter().enumerate();
    numbered.flat_map(|(at, column)| column.starts.iter().map(move |&start| (start, at))).collect()
}

/// The column a token starts in; a line of one token may start in none, it belongs to the one before.
fn column_of(columns: &BTreeMap<u32, usize>, start: u32) -> usize {
    columns.range(..=start).next_back().map_or(0, |(_, &column)| column)
}

/// The column that the white space at the end of a row reaches.
fn reached(columns: &BTreeMap<u32, usize>, row: &Row<'_, '_>) -> usize {
    let text = row.line.text;
    let space = text.get(text.trim_end().len()..).unwrap_or_default();
    let width: u32 = space.chars().map(|c| if c == '\u{3000}' { 2 } else { 1 }).sum();
    match row.tokens.last() {
        Some(last) if width > 1 => column_of(columns, last.span.end + width),
        _ => 0,
    }
}

/// Tokens that may be of one column.
#[derive(Debug, Default)]
struct Column {
    starts: BTreeSet<u32>,
    spans: BTreeSet<Span>,
    /// A bit for each row that has a token here.
    rows: HashMap<usize, u64>,
}

impl Column {
    fn add(&mut self, row: usize, span: Span) {
        self.starts.insert(span.start);
        if self.spans.len() < MOST_SPANS {
            self.spans.insert(span);
        }
        *self.rows.entry(row / 64).or_default() |= 1 << (row % 64);
    }

    /// Never side by side in a row, and somewhere close.
    fn merges_with(&self, other: &Self, close: fn(Span, Span) -> bool) -> bool {
        self.spans.iter().any(|&a| other.spans.iter().any(|&b| close(a, b)))
            && !self.rows.iter().any(|(at, rows)| other.rows.get(at).is_some_and(|others| rows & others != 0))
    }

    fn merge(&mut self, other: Self) {
        self.starts.extend(other.starts);
        self.spans.extend(other.spans);
        for (at, rows) in other.rows {
            *self.rows.entry(at).or_default() |= rows;
        }
    }
}

/// Merges neighbours while they are close; only neighbours, so that columns keep their order.
fn merge(columns: Vec<Column>, close: fn(Span, Span) -> bool) -> Vec<Column> {
    let mut merged: Vec<Column> = Vec::with_capacity(columns.len());
    for column in columns {
        match merged.last_mut() {
            Some(last) if last.merges_with(&column, close) => last.merge(column),
            _ => merged.push(column),
        }
    }
    merged
}
