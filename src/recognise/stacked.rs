//! Takes lines of text out of statutory tables: on one sheet, or in one layout table, headings and
//! sentences stand as rows between the rows of the forms.

use crate::document::{Block, Cell, Document, Paragraph, Role, Table};

use super::labels::{Context, Labels};
use super::tables::is_figure;

/// The document with such rows as lines of their own; `None` when there are none.
pub fn unstack(document: &Document, labels: &[Labels]) -> Option<Document> {
    let is_stacked = |block: &Block| matches!(block, Block::Table(table) if holds_lines(table, labels));
    if !document.blocks.iter().any(is_stacked) {
        return None;
    }
    let mut blocks = Vec::with_capacity(document.blocks.len());
    for block in &document.blocks {
        match block {
            Block::Table(table) if holds_lines(table, labels) => blocks.extend(parts(table, labels)),
            other => blocks.push(other.clone()),
        }
    }
    Some(Document { head: document.head.clone(), blocks, doubts: Vec::new() })
}

fn holds_lines(table: &Table, labels: &[Labels]) -> bool {
    let texts = || table.rows.iter().flatten().map(|cell| cell.text.as_str());
    let is_statutory = labels.iter().any(|labels| {
        let (rows, heads) = labels.score(texts());
        rows + heads >= 3
    });
    is_statutory && table.rows.iter().any(|row| line(row, labels).is_some())
}

/// The one cell of a row that is a line of text and no label of a form.
fn line<'t>(row: &'t [Cell], labels: &[Labels]) -> Option<&'t Cell> {
    let mut filled = row.iter().filter(|cell| !cell.is_blank());
    let (Some(cell), None) = (filled.next(), filled.next()) else { return None };
    let is_label = |labels: &Labels| {
        labels.is_label(&cell.text) || labels.row(&cell.text, &Context::default()).is_some()
    };
    (!is_figure(&cell.text) && !labels.iter().any(is_label)).then_some(cell)
}

fn parts(table: &Table, labels: &[Labels]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for row in &table.rows {
        let Some(cell) = line(row, labels) else {
            rows.push(row.clone());
            continue;
        };
        close(&mut rows, &mut blocks);
        let texts = cell.text.split('\n').map(str::trim).filter(|text| !text.is_empty());
        blocks
            .extend(texts.map(|text| Block::Paragraph(Paragraph::new(text, Role::Body, cell.place.clone()))));
    }
    close(&mut rows, &mut blocks);
    blocks
}

/// Ends a table; blank rows alone are none.
fn close(rows: &mut Vec<Vec<Cell>>, blocks: &mut Vec<Block>) {
    let rows = std::mem::take(rows);
    if rows.iter().flatten().any(|cell| !cell.is_blank()) {
        blocks.push(Block::Table(Table { rows, ..Table::default() }));
    }
}
