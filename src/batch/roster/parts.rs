//! The parts of a roster: the sheets, tables or lines of a file, with their cells on grid columns.

use std::collections::BTreeMap;

use crate::model::document::{Block, Document, Table};
use crate::model::error::Error;
use crate::model::place::Place;
use crate::model::text;

/// A sheet, a table, or all lines of a file.
#[derive(Clone, Debug)]
pub struct Part {
    pub called: Called,
    pub rows: Vec<Row>,
    /// Lines of a text: the text after a tab is an addition to the name.
    pub is_text: bool,
}

/// The name of a part in messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Called {
    /// The file has no others.
    Whole,
    Sheet(String),
    /// Counted from 1.
    Table(usize),
}

pub type Row = Vec<Entry>;

/// A cell where it starts; columns are counted from 0.
#[derive(Clone, Debug)]
pub struct Entry {
    pub column: usize,
    pub span: usize,
    /// Rows that the cell takes up.
    pub rows: usize,
    pub text: String,
}

impl Part {
    /// The columns that rows of more than one cell take up; 1 for a list.
    pub fn width(&self) -> usize {
        let rows = self.rows.iter().filter(|row| filled(row) > 1);
        rows.flatten().map(|entry| entry.column + entry.span).max().unwrap_or(1)
    }

    pub fn is_list(&self) -> bool {
        self.is_text || self.rows.iter().all(|row| filled(row) <= 1)
    }
}

fn filled(row: &[Entry]) -> usize {
    row.iter().filter(|entry| !entry.text.is_empty()).count()
}

fn row<'a>(cells: impl Iterator<Item = &'a str>) -> Row {
    let entry = |(column, cell)| Entry { column, span: 1, rows: 1, text: text::clean(cell) };
    cells.enumerate().map(entry).collect()
}

/// The lines of a text; tabs separate their cells.
pub fn lines(text: &str) -> Vec<Part> {
    let rows = text.lines().map(|line| row(line.split('\t'))).collect();
    vec![Part { called: Called::Whole, rows, is_text: true }]
}

/// Separators of CSV fields, the most common first.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    let mut builder = csv::ReaderBuilder::new();
    builder.delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// The separator with which most records have the same number of fields, which is more than one.
fn separator(text: &str) -> u8 {
    let shared = |separator: &u8| {
        let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
        for record in reader(text, *separator).records().filter_map(Result::ok) {
            *widths.entry(record.len()).or_default() += 1;
        }
        widths.into_iter().filter(|(width, _)| *width > 1).map(|(_, count)| count).max()
    };
    // `max_by_key` returns the last of equals, so the order is reversed.
    SEPARATORS.into_iter().rev().max_by_key(shared).unwrap_or(b',')
}

/// The records of a CSV file.
pub fn records(text: &str) -> Result<Vec<Part>, Error> {
    let mut reader = reader(text, separator(text));
    let record = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.map_err(|error| Error::Damaged {
            format: "csv",
            part: error.position().map_or_else(String::new, |at| format!("第 {0} 行 / line {0}", at.line())),
            detail: error.to_string(),
        })?;
        Ok(row(record.iter()))
    };
    let rows = reader.records().map(record).collect::<Result<_, Error>>()?;
    Ok(vec![Part { called: Called::Whole, rows, is_text: false }])
}

/// The sheets of a workbook, or the tables of another document; its lines where it has no table.
///
/// Blank rows and single cells split a sheet into blocks, but all blocks share its columns.
pub fn of_document(document: &Document) -> Vec<Part> {
    let mut sheets: Vec<Part> = Vec::new();
    let (mut tables, mut lines) = (Vec::new(), Vec::new());
    for block in &document.blocks {
        let (place, rows) = match block {
            Block::Table(table) => {
                (table.rows.iter().flatten().map(|cell| &cell.place).next(), placed(table))
            }
            Block::Paragraph(line) => {
                let column = column_of(&line.place, 0);
                let entry = Entry { column, span: 1, rows: 1, text: text::clean(&line.text) };
                (Some(&line.place), vec![vec![entry]])
            }
        };
        match (place, block) {
            (Some(Place::Sheet { sheet, .. }), _) => {
                let called = Called::Sheet(sheet.to_string());
                match sheets.last_mut().filter(|part| part.called == called) {
                    Some(part) => part.rows.extend(rows),
                    None => sheets.push(Part { called, rows, is_text: false }),
                }
            }
            (_, Block::Table(_)) => {
                tables.push(Part { called: Called::Table(tables.len() + 1), rows, is_text: false });
            }
            (_, Block::Paragraph(_)) => lines.extend(rows),
        }
    }
    sheets.append(&mut tables);
    if sheets.is_empty() {
        sheets.push(Part { called: Called::Whole, rows: lines, is_text: false });
    }
    sheets
}

fn placed(table: &Table) -> Vec<Row> {
    let row = |row: Vec<(usize, &crate::model::document::Cell)>| {
        let entry = |(column, cell): (usize, &crate::model::document::Cell)| Entry {
            column: column_of(&cell.place, column),
            span: usize::try_from(cell.colspan.max(1)).unwrap_or(1),
            rows: usize::try_from(cell.rowspan.max(1)).unwrap_or(1),
            text: text::clean(&cell.text),
        };
        row.into_iter().map(entry).collect()
    };
    table.grid().into_iter().map(row).collect()
}

/// The column of the sheet where there is one, so that all blocks of a sheet agree.
fn column_of(place: &Place, column: usize) -> usize {
    match place {
        Place::Sheet { column, .. } => usize::try_from(column.saturating_sub(1)).unwrap_or_default(),
        _ => column,
    }
}
