//! Splits a table that holds several statutory tables one below the other, without a line of text between
//! them: a sheet or a CSV file with nothing but tables.

use crate::model::document::{Block, Cell, Table};
use crate::recognise::tables::labels::{Labels, Words, words, words_in};

/// Fewest labels of a form by which rows are taken for a table of it.
const FEWEST_LABELS: usize = 2;

/// The tables of one form each; `None` if the table is not several.
pub fn split(table: &Table, forms: &[Labels]) -> Option<Vec<Block>> {
    let words = words_in(table);
    let several = forms.iter().filter(|form| count(&words, form) >= FEWEST_LABELS);
    if several.count() < 2 {
        return None;
    }
    // The first row of each part, and its form.
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        let has = |form: &Labels| labels(std::slice::from_ref(row), form) > 0;
        let is_present = parts.last().and_then(|(_, form)| forms.get(*form)).is_some_and(has);
        if !is_present && let Some(form) = forms.iter().position(has) {
            parts.push((at, form));
        }
    }
    let ends = parts.iter().skip(1).map(|(at, _)| *at).chain([table.rows.len()]).collect::<Vec<_>>();
    let is_table = |((at, form), end): (&(usize, usize), &usize)| {
        forms
            .get(*form)
            .is_some_and(|form| labels(table.rows.get(*at..*end).unwrap_or_default(), form) >= FEWEST_LABELS)
    };
    // Rows that occur in the midst of another form are of that form.
    let is_split = parts.len() > 1 && parts.iter().zip(&ends).all(is_table);
    let starts = std::iter::once(0).chain(parts.iter().skip(1).map(|(at, _)| *at));
    let part = |(start, end): (usize, &usize)| {
        let rows = table.rows.get(start..*end).unwrap_or_default().to_vec();
        let (title, widths) = (table.title.clone(), table.widths.clone());
        let Table { role, alignment, .. } = *table;
        Block::Table(Table { rows, role, title, widths, alignment })
    };
    is_split.then(|| starts.zip(&ends).map(part).collect())
}

/// How many labels of a form rows have.
fn labels(rows: &[Vec<Cell>], form: &Labels) -> usize {
    let words: Vec<_> = rows.iter().flatten().map(|cell| words(&cell.text)).collect();
    count(&words, form)
}

/// How many labels of a form are among texts given by their words.
fn count(words: &[Words<'_>], form: &Labels) -> usize {
    let (rows, heads) = form.score(words);
    rows + heads
}
