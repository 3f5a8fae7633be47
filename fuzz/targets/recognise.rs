#![no_main]

//! A document of any shape, drawn as text: a line is a paragraph, lines that begin with `|` are rows of
//! a table, `2×3` before a cell's text gives its spans.

use libfuzzer_sys::fuzz_target;
use repconv::model::document::{Block, Cell, Document, Paragraph, Property, Role, Table};
use repconv::model::place::Place;
use repconv::model::text;

fuzz_target!(|text: &str| repconv_fuzz::understand(&document(text)));

fn document(text: &str) -> Document {
    let mut document = Document::default();
    for line in text.lines() {
        if let Some(property) = line.strip_prefix('@') {
            let (name, text) = property.split_once('=').unwrap_or((property, ""));
            document.head.push(Property { name: name.to_owned(), text: text::clean(text) });
        } else if let Some(row) = line.strip_prefix('|') {
            let row = row.split('|').map(cell).collect();
            match document.blocks.last_mut() {
                Some(Block::Table(table)) => table.rows.push(row),
                _ => document.blocks.push(Block::Table(Table { rows: vec![row], ..Table::default() })),
            }
        } else {
            let (role, text) = match line.strip_prefix('#') {
                Some(text) => (Role::Heading(1), text),
                None => (Role::Body, line),
            };
            // Readers pass over lines without text.
            let text = Some(text::clean(text)).filter(|text| !text.is_empty());
            let paragraph = text.map(|text| Block::Paragraph(Paragraph::new(text, role, Place::Unknown)));
            document.blocks.extend(paragraph);
        }
    }
    document
}

fn cell(text: &str) -> Cell {
    let spans = text.split_once(' ').and_then(|(spans, text)| {
        let (columns, rows) = spans.split_once('×')?;
        Some((columns.parse::<u16>().ok()?, rows.parse::<u16>().ok()?, text))
    });
    let (columns, rows, text) = spans.unwrap_or((1, 1, text));
    Cell {
        colspan: u32::from(columns.max(1)),
        rowspan: u32::from(rows.max(1)),
        ..Cell::new(text::clean(text), Place::Unknown)
    }
}
