//! Small hand-made documents, one feature each.

mod hostile;
mod lists;
mod tables;
mod text;

use super::*;
use crate::model::document::Block;

const NAMESPACES: &str = r#"xmlns:office="o" xmlns:style="s" xmlns:text="t" xmlns:table="b" xmlns:draw="d" xmlns:fo="f" xmlns:svg="v" xmlns:dc="c" xmlns:meta="m" xmlns:form="r" xmlns:loext="l" xmlns:xlink="x""#;

/// A document that is one file, with these styles and this text.
fn flat(styles: &str, body: &str) -> String {
    format!(
        "<office:document {NAMESPACES} office:mimetype=\"application/vnd.oasis.opendocument.text\">{styles}\
         <office:body><office:text>{body}</office:text></office:body></office:document>"
    )
}

fn try_read(text: &str) -> Result<Document> {
    match Odt.read(&Content::new(text.as_bytes()), &ReadOptions::default())? {
        ReaderOutput::Document(document) => Ok(document),
        ReaderOutput::Report(..) => panic!("a reader of documents gave a report"),
    }
}

fn read_with(styles: &str, body: &str) -> Document {
    try_read(&flat(styles, body)).unwrap()
}

fn read(body: &str) -> Document {
    read_with("", body)
}

/// The blocks, a line each: cells with their spans where they are not 1.
fn shown(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => lines.push(paragraph.text.clone()),
            Block::Table(table) => lines.extend(table.rows.iter().map(|row| {
                let cells: Vec<String> = row
                    .iter()
                    .map(|cell| match (cell.colspan, cell.rowspan) {
                        (1, 1) => cell.text.clone(),
                        (columns, rows) => format!("{} {columns}x{rows}", cell.text),
                    })
                    .collect();
                format!("| {} |", cells.join(" | "))
            })),
        }
    }
    lines
}

fn findings(document: &Document) -> Vec<&str> {
    document.doubts.iter().map(|doubt| doubt.message.zh.as_str()).collect()
}
