//! Workbooks as calamine reads them.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use repconv::model::document::{Block, Document, TableRole};

use super::{Cells, cells};

/// The sheets that are no part of the report: the cover, what was found, and the hidden copy.
const OURS: [&str; 3] = ["封面", "检查结果", "repconv"];

/// Fails unless each sheet holds just what the document does: the text line by line, each statutory table
/// cell by cell.
pub fn assert_shows(name: &str, bytes: &[u8], document: &Document) {
    let mut workbook: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut sheets = workbook.sheet_names();
    sheets.retain(|sheet| !OURS.contains(&sheet.as_str()));
    let mut sheets = sheets.into_iter();
    let mut read = |sheet: &str| {
        seen(&workbook.worksheet_range(sheet).unwrap_or_else(|error| panic!("{name}: {error}")))
    };
    let text = read(&sheets.next().expect("the text's sheet"));
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => lines.push(paragraph.text.clone()),
            Block::Table(table) if table.role == TableRole::Statutory => {
                let sheet = sheets.next().unwrap_or_else(|| panic!("{name}: a sheet is missing"));
                assert_eq!(read(&sheet), cells(table), "{name}: {sheet}");
                lines.push(format!("〔见工作表“{sheet}”〕"));
            }
            Block::Table(table) => lines.extend(cells(table).into_iter().map(|(.., text)| text)),
        }
    }
    let shown: Vec<String> = text.into_iter().map(|(.., text)| text).collect();
    assert_eq!(shown, lines, "{name}");
    assert_eq!(sheets.next(), None, "{name}: a sheet more");
}

/// The cells that are not blank, row by row; figures as the shortest decimal that the number is.
fn seen(range: &Range<Data>) -> Cells {
    let (top, left) = range.start().map_or((0, 0), |(row, column)| (row as usize, column as usize));
    let cells = range.used_cells().map(|(row, column, data)| {
        let text = match data {
            Data::Float(number) => number.to_string(),
            Data::String(text) => text.clone(),
            other => panic!("{other:?} is neither a number nor text"),
        };
        (top + row, left + column, text)
    });
    cells.filter(|(.., text)| !text.is_empty()).collect()
}
