//! Writes CSV in UTF-8 with a byte order mark, as Excel and WPS want it: the document as one sheet, a paragraph a row, a
//! blank row around each table, and a blank cell where a merged one covers the place. Lines end in CR LF.

use std::borrow::Cow;

use crate::formats::{Output, Verification, WriteOptions, Writer};
use crate::model::document::{Block, Document, Table};
use crate::model::error::Result;
use crate::model::formula::guarded;

/// Writes CSV.
#[derive(Clone, Copy, Debug)]
pub struct Csv;

const LINE_END: &str = "\r\n";
/// Signs at which a reader might divide cells, or join them: cells that have them are quoted.
const DIVIDING: [char; 8] = [',', '\t', ';', '|', '，', '"', '\n', '\r'];

impl Writer for Csv {
    fn write(&self, output: &Output<'_>, _options: &WriteOptions) -> Result<Vec<u8>> {
        Ok(text(output.document).into_bytes())
    }

    fn verification(&self, _options: &WriteOptions) -> Verification {
        Verification::Content
    }
}

fn text(document: &Document) -> String {
    let mut all = String::from("\u{feff}");
    let mut is_after_table = false;
    for (number, block) in document.blocks.iter().enumerate() {
        let is_table = matches!(block, Block::Table(_));
        if number > 0 && (is_table || is_after_table) {
            all.push_str(LINE_END);
        }
        match block {
            Block::Paragraph(paragraph) => {
                for line in paragraph.text.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
                    all.push_str(&cell(line));
                    all.push_str(LINE_END);
                }
            }
            Block::Table(table) => rows(table, &mut all),
        }
        is_after_table = is_table;
    }
    all
}

/// The rows of a table in the full grid.
fn rows(table: &Table, all: &mut String) {
    let grid = table.grid();
    let ends = grid.iter().flatten().map(|(column, cell)| column + cell.colspan.max(1) as usize);
    let width = ends.max().unwrap_or(0);
    for row in &grid {
        let mut row = row.iter().peekable();
        for column in 0..width {
            if column > 0 {
                all.push(',');
            }
            if let Some((_, written)) = row.next_if(|(first, _)| *first == column) {
                all.push_str(&cell(written.text.trim()));
            }
        }
        all.push_str(LINE_END);
    }
}

/// A cell, quoted where it must be.
fn cell(text: &str) -> Cow<'_, str> {
    let text = guarded(text);
    if text.contains(DIVIDING) { Cow::Owned(format!("\"{}\"", text.replace('"', "\"\""))) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{Cell, Paragraph, Role};
    use crate::model::place::Place;

    #[test]
    fn a_document_is_one_sheet() {
        let paragraph = |text: &str| Block::Paragraph(Paragraph::new(text, Role::Body, Place::Unknown));
        let cell =
            |text: &str, colspan, rowspan| Cell { colspan, rowspan, ..Cell::new(text, Place::Unknown) };
        let rows = vec![
            vec![cell("项目", 1, 2), cell("金额", 2, 1)],
            vec![cell("2023年", 1, 1), cell("2024\n年", 1, 1)],
            vec![cell("收入，共计", 1, 1), cell("1,234.5", 1, 1), cell("-3", 1, 1)],
        ];
        let table = Block::Table(Table { rows, ..Table::default() });
        let blocks = vec![paragraph("一、收支"), table.clone(), table, paragraph("=1+1 \"甲\"")];
        let document = Document { blocks, ..Document::default() };
        let table = "\r\n项目,金额,\r\n,2023年,\"2024\n年\"\r\n\"收入，共计\",\"1,234.5\",-3\r\n";
        let want = format!("\u{feff}一、收支\r\n{table}{table}\r\n\"'=1+1 \"\"甲\"\"\"\r\n");
        assert_eq!(text(&document), want);
    }
}
