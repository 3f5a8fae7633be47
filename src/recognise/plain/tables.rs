//! Tables of a document without a form; lines of text that a sheet has above its table.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Blocks;
use crate::model::document::{Block, Cell, Document, Paragraph, Role, SourceKind, Table};
use crate::model::generic_table::GenericTable;
use crate::model::place::Place;

/// The blocks, with the lines above the table of a sheet as paragraphs, and the names of sheets as headings.
pub fn text_rows(document: &Document) -> Blocks<'_> {
    let blocks = &document.blocks;
    if document.stored.is_some() || document.source == SourceKind::PlainText {
        // Our own workbook, in which lines have their roles, or a text, which has no sheets.
        return blocks
            .iter()
            .enumerate()
            .map(|(at, block)| with_mark(block, document.marks.get(&at)))
            .collect();
    }
    let sheets: BTreeSet<u32> = blocks.iter().filter_map(sheet).map(|(number, _)| number).collect();
    let mut all = Vec::with_capacity(blocks.len());
    let mut last = None;
    for block in blocks {
        let named = sheet(block).filter(|(number, name)| last != Some(*number) && is_chosen(name));
        last = sheet(block).map(|(number, _)| number);
        let heading = named.map(|(_, name)| {
            Cow::Owned(Block::Paragraph(Paragraph::new(name, Role::Heading(1), Place::Unknown)))
        });
        // The lines above the only table are about the whole document.
        let (before, after) = if sheets.len() > 1 { (heading, None) } else { (None, heading) };
        all.extend(before);
        let table = match block {
            Block::Table(table) if sheet(block).is_some() => split(table, block, &mut all),
            Block::Table(_) | Block::Paragraph(_) => Some(Cow::Borrowed(block)),
        };
        all.extend(after);
        all.extend(table);
    }
    all
}

/// A line that signs mark as a heading is one.
fn with_mark<'d>(block: &'d Block, signs: Option<&u8>) -> Cow<'d, Block> {
    match (block, signs) {
        (Block::Paragraph(line), Some(signs)) => {
            Cow::Owned(Block::Paragraph(Paragraph { role: Role::Heading(*signs), ..line.clone() }))
        }
        (Block::Paragraph(_) | Block::Table(_), _) => Cow::Borrowed(block),
    }
}

/// Number and name of the sheet that a table is on.
fn sheet(block: &Block) -> Option<(u32, &str)> {
    let Block::Table(table) = block else { return None };
    match &table.rows.iter().flatten().next()?.place {
        Place::Sheet { number, sheet, .. } => Some((*number, sheet)),
        Place::Line { .. }
        | Place::Paragraph { .. }
        | Place::Table { .. }
        | Place::Page { .. }
        | Place::PageTable { .. }
        | Place::Unknown => None,
    }
}

/// Whether a person chose the name of a sheet: programs call it `Sheet1`.
fn is_chosen(name: &str) -> bool {
    let words = name.trim_end_matches(|c: char| c.is_ascii_digit());
    !["Sheet", "sheet", "工作表", ""].contains(&words.trim())
}

/// Splits the lines off the top of a table and adds them. Returns what is left of it, if there is anything.
fn split<'d>(table: &Table, block: &'d Block, all: &mut Blocks<'d>) -> Option<Cow<'d, Block>> {
    let lines: Vec<&Cell> = table.rows.iter().map_while(|row| only_cell(row)).collect();
    if lines.is_empty() {
        return Some(Cow::Borrowed(block));
    }
    for cell in &lines {
        for line in cell.text.lines() {
            let line = Paragraph::new(line, Role::Body, cell.place.clone());
            all.push(Cow::Owned(Block::Paragraph(line)));
        }
    }
    let rows: Vec<_> = table.rows.iter().skip(lines.len()).cloned().collect();
    (!rows.is_empty()).then(|| Cow::Owned(Block::Table(Table { rows, ..table.clone() })))
}

/// The cell of a row that has no other text. It does not reach into the rows below.
fn only_cell(row: &[Cell]) -> Option<&Cell> {
    let mut filled = row.iter().filter(|cell| !cell.is_blank());
    let only = filled.next().filter(|_| filled.next().is_none())?;
    row.iter().all(|cell| cell.rowspan <= 1).then_some(only)
}

/// A table of the document as a table of the report; `None` if it has no text.
pub fn generic(table: &Table) -> Option<GenericTable> {
    if table.rows.iter().flatten().all(Cell::is_blank) {
        return None;
    }
    Some(GenericTable::from(table).settled())
}
