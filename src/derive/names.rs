//! How relations name tables, rows, columns and cells: by the numbers that the form prints, otherwise by their ids.

use super::relations::Cell;
use super::table::Derived;
use crate::forms::source::{BlockSource, LineSource};
use crate::model::form::Presence;

/// `「表名」.` for another table than that of the relation.
pub fn table(tables: &[Derived], own: usize, table: usize) -> String {
    let id = tables.get(table).filter(|_| table != own).map(|table| &table.source.id);
    id.map(|id| format!("{id}.")).unwrap_or_default()
}

pub fn row(tables: &[Derived], table: usize, block: usize, row: usize) -> String {
    line(tables, table, block, row, |block| &block.rows, "行")
}

pub fn column(tables: &[Derived], table: usize, block: usize, column: usize) -> String {
    line(tables, table, block, column, |block| &block.columns, "栏")
}

fn line(
    tables: &[Derived],
    table: usize,
    block: usize,
    at: usize,
    lines: fn(&BlockSource) -> &Vec<LineSource>,
    word: &str,
) -> String {
    let Some(table) = tables.get(table) else { return String::new() };
    let Some(line) = table.source.blocks.get(block).and_then(|block| lines(block).get(at)) else {
        return String::new();
    };
    // An id of digits would be taken for a number.
    let is_number = line.id.bytes().all(|b| b.is_ascii_digit());
    match line.no {
        Some(no) => format!("{no}{word}"),
        None if is_number => {
            let before = table.source.blocks.iter().take(block).map(|block| lines(block).as_slice());
            let own = table.source.blocks.get(block).and_then(|block| lines(block).get(..=at));
            let counted = before.chain(own).flatten().filter(|line| line.presence != Presence::Heading);
            format!("{}{word}", counted.count())
        }
        None => format!("{}{word}", line.id),
    }
}

/// A single cell: `6行3栏`.
pub fn cell(tables: &[Derived], cell: &Cell) -> String {
    let input = cell.input;
    let row = row(tables, cell.table, input.block, input.row);
    let column = column(tables, cell.table, input.block, input.column);
    format!("{row}{column}")
}

/// Adds a term to the text of a sum.
pub fn add(sum: &mut String, name: &str, is_minus: bool) {
    if !sum.is_empty() {
        sum.push_str(if is_minus { " - " } else { " + " });
    }
    sum.push_str(name);
}
