//! Brings a table into the arrangement of the form before it is read.
//!
//! People rearrange tables without changing what they say: they number the rows, split merged cells and fill
//! them, break a label over two rows, turn rows into columns, or put blocks side by side. Each step here
//! undoes one such change, by the labels of the form alone and only where they leave no doubt. What remains
//! in another arrangement is left to the reader, which reports what it cannot place.

mod broken_labels;
mod extra_columns;
mod list_columns;
mod orientation;
mod repeats;
mod side_by_side;

use crate::model::document::{Cell, Table};
use crate::model::text;
use crate::prose::numbering::numbering;

use super::builder::LEFT_OUT;
use super::labels::{Labels, words};
use super::row_matcher::RowContext;
use super::value_text::is_figure;

/// A row of cells with their first grid columns.
pub(super) type Row = Vec<(usize, Cell)>;

/// The cells of columns that the form does not have, each with the head of its column.
pub(super) type Aside = Vec<(String, Cell)>;

/// The rows of `table` in the arrangement of the form, and what is beside them.
pub(super) fn arrange(table: &Table, labels: &Labels) -> (Vec<Row>, Aside) {
    let place = |row: Vec<(usize, &Cell)>| row.into_iter().map(|(at, cell)| (at, cell.clone())).collect();
    let mut rows: Vec<Row> = table.grid().into_iter().map(place).collect();
    let is_marked = |row: &Row| filled(row).next().is_some_and(|(_, cell)| cell.text.starts_with(LEFT_OUT));
    if rows.iter().any(is_marked) {
        return (rows, Vec::new()); // rows kept by an earlier reading are not part of the arrangement
    }
    remove_title(&mut rows, labels);
    let mut aside = extra_columns::take_remarks(&mut rows, labels);
    list_columns::arrange(&mut rows, labels, &mut aside);
    extra_columns::remove(&mut rows, labels);
    broken_labels::shorten_nested(&mut rows, labels);
    repeats::merge(&mut rows, labels);
    broken_labels::join_headers(&mut rows, labels);
    side_by_side::stack(&mut rows, labels);
    orientation::mirror(&mut rows, labels);
    orientation::transpose(&mut rows, labels);
    (rows, aside)
}

/// Whether the rows of a form whose rows are column groups are rows of this table too: 行政复议 before figures.
pub(super) fn has_row_labels(rows: &[Row], labels: &Labels) -> bool {
    rows.iter().any(|row| heads(row).is_some_and(|mut heads| heads.any(|cell| is_row(cell, labels))))
}

/// Removes rows above the header that only repeat the title of the form.
fn remove_title(rows: &mut Vec<Row>, labels: &Labels) {
    let title = words(labels.form.title);
    let is_title = |row: &Row| {
        let mut filled = filled(row);
        match (filled.next(), filled.next()) {
            (Some((_, cell)), None) => {
                let found = words(&cell.text);
                found == title || found == words(labels.form.name)
            }
            _ => false,
        }
    };
    let titles = rows.iter().take_while(|row| is_title(row)).count();
    rows.drain(..titles);
}

/// The cells that are not blank.
fn filled(row: &Row) -> impl Iterator<Item = &(usize, Cell)> {
    row.iter().filter(|(_, cell)| !cell.is_blank())
}

/// Whether a row has a figure.
fn has_figures(row: &Row) -> bool {
    row.iter().any(|(_, cell)| is_figure(&cell.text))
}

/// The cells before the first figure of a row; `None` for a row without figures.
fn heads(row: &Row) -> Option<impl Iterator<Item = &Cell>> {
    let first = row.iter().position(|(_, cell)| is_figure(&cell.text))?;
    Some(row.iter().take(first).map(|(_, cell)| cell).filter(|cell| !cell.is_blank()))
}

/// Whether a cell names a row of the form.
fn is_row(cell: &Cell, labels: &Labels) -> bool {
    labels.exact_row(&cell.text, &RowContext::default()).is_some()
}

/// Whether a cell names a column of the form and is not numbered like a row.
fn is_column(cell: &Cell, labels: &Labels) -> bool {
    let blocks = 0..labels.form.blocks.len();
    numbering(&text::fold(&cell.text)).0.is_none()
        && blocks.into_iter().any(|block| labels.column(block, &cell.text).is_some())
}

#[cfg(test)]
mod tests;
