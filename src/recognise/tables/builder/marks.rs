//! The mark of rows and tables that are left out of a form.
//!
//! Without it they would be taken for valid ones when the written report is read again.

use crate::model::document::{Cell, Table};
use crate::model::form::TableForm;
use crate::model::place::Place;

/// Precedes the name of the table.
pub const LEFT_OUT: &str = "未计入";

/// The mark: `未计入表一`.
pub fn mark(form: &TableForm) -> String {
    format!("{LEFT_OUT}{}", form.name)
}

/// Whether a text is the mark.
pub(super) fn is_mark(form: &TableForm, text: &str) -> bool {
    text.strip_prefix(LEFT_OUT) == Some(form.name)
}

/// The table with a row that marks all of it.
pub fn marked(form: &TableForm, table: &Table) -> Table {
    let mut table = table.clone();
    table.rows.insert(0, vec![Cell::new(mark(form), Place::Unknown)]);
    table
}

/// Whether a row of its own marks all of a table.
pub fn is_marked(form: &TableForm, table: &Table) -> bool {
    let (first, others) = first_row(table);
    first.is_some_and(|text| is_mark(form, text)) && others == 0
}

/// Whether the rows of a table are marked.
pub fn has_marked_rows(form: &TableForm, table: &Table) -> bool {
    let (first, others) = first_row(table);
    first.is_some_and(|text| is_mark(form, text)) && others > 0
}

/// The first text of a table, and the number of those in the same row.
fn first_row(table: &Table) -> (Option<&str>, usize) {
    let row = table.rows.iter().find(|row| row.iter().any(|cell| !cell.is_blank()));
    let mut filled = row.into_iter().flatten().filter(|cell| !cell.is_blank());
    (filled.next().map(|cell| cell.text.as_str()), filled.count())
}
