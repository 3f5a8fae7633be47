//! Word documents as docx-rs reads them.

use repconv::model::document::{Block, Document};
use serde_json::Value;

use super::{Cells, cells};

/// What a document holds, in order. Empty paragraphs are left out.
#[derive(Debug, PartialEq)]
enum Content {
    Paragraph(String),
    Table(Cells),
}

/// Fails unless the Word document holds just what the document does, in its order.
pub fn assert_shows(name: &str, bytes: &[u8], document: &Document) {
    let read = docx_rs::read_docx(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    let read: Value = serde_json::from_str(&read.json()).expect("JSON");
    let contents = read["document"]["children"].as_array().expect("the body").iter().filter_map(content);
    let want = document.blocks.iter().map(|block| match block {
        Block::Paragraph(paragraph) => Content::Paragraph(paragraph.text.clone()),
        Block::Table(table) => Content::Table(cells(table)),
    });
    let (contents, want): (Vec<_>, Vec<_>) = (contents.collect(), want.collect());
    for (content, want) in contents.iter().zip(&want) {
        assert_eq!(content, want, "{name}");
    }
    assert_eq!(contents.len(), want.len(), "{name}");
}

fn content(block: &Value) -> Option<Content> {
    match block["type"].as_str() {
        Some("paragraph") => Some(text(block)).filter(|text| !text.is_empty()).map(Content::Paragraph),
        Some("table") => Some(Content::Table(table(block))),
        _ => panic!("{block} is neither a paragraph nor a table"),
    }
}

fn children<'v>(value: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    value["data"][name].as_array().expect("a list").iter()
}

fn table(table: &Value) -> Cells {
    let mut cells = Cells::new();
    for (number, row) in children(table, "rows").enumerate() {
        let mut column = 0;
        for cell in children(row, "cells") {
            let property = &cell["data"]["property"];
            let paragraphs: Vec<String> = children(cell, "children").map(text).collect();
            let text = paragraphs.join("\n");
            let is_continued = property["verticalMerge"] == "continue";
            assert!(!is_continued || text.is_empty(), "{text} is covered by the cell above");
            if !text.is_empty() {
                cells.push((number, column, text));
            }
            column += property["gridSpan"].as_u64().map_or(1, |span| usize::try_from(span).expect("a span"));
        }
    }
    cells
}

/// A paragraph's text. The line break in a long title is the layout's, not the report's.
fn text(paragraph: &Value) -> String {
    let is_title = paragraph["data"]["property"]["style"] == "Title";
    let runs = children(paragraph, "children").flat_map(|run| {
        assert_eq!(run["type"], "run");
        children(run, "children")
    });
    let pieces = runs.map(|piece| match piece["type"].as_str() {
        Some("text") => piece["data"]["text"].as_str().expect("text"),
        Some("tab") => "\t",
        Some("break") => {
            if is_title {
                ""
            } else {
                "\n"
            }
        }
        _ => panic!("{piece} is neither text, tab nor break"),
    });
    pieces.collect()
}
