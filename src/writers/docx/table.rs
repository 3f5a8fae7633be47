//! Writes a table: fixed layout over the whole type area, single rules, merged cells, repeated header.
//!
//! Word requires every grid cell of a row: cells covered from above are written as continued.

use super::body::write_text;
use super::look::Look;
use crate::model::document::{Cell, CellRole, Table};
use crate::model::error::{Error, Result};
use crate::model::language::Message;
use crate::writers::word::markup::Markup;
use crate::writers::word::table::{CELL_MARGINS, Shape, size};

/// Columns that Word can open.
const MOST_COLUMNS: usize = 63;

/// Writes a table, unless it has no cells.
pub fn write(table: &Table, look: &Look<'_>, xml: &mut Markup) -> Result<()> {
    let Some(shape) = Shape::of(table, &look.page) else { return Ok(()) };
    let columns = shape.widths.len();
    if columns > MOST_COLUMNS {
        return Err(Error::Unwritable { format: "docx", what: too_wide(columns) });
    }
    xml.open("w:tbl", &[]).open("w:tblPr", &[]);
    xml.value("w:tblStyle", look.id("TableGrid"));
    xml.empty("w:tblW", &[("w:w", &look.page.text_width().to_string()), ("w:type", "dxa")]);
    xml.value("w:jc", "center").empty("w:tblLayout", &[("w:type", "fixed")]);
    if look.is_house {
        write_cell_margins(xml);
    }
    xml.value("w:tblLook", "0000");
    if let Some(title) = &table.title {
        xml.value("w:tblCaption", title);
    }
    xml.close().open("w:tblGrid", &[]);
    for width in &shape.widths {
        xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
    }
    xml.close();
    let mut rows = Rows { look, shape: &shape, open: Vec::new() };
    for (number, row) in shape.rows.iter().enumerate() {
        rows.write(row, number < shape.headers, shape.is_kept(number), xml);
    }
    xml.close();
    Ok(())
}

/// Narrow ones, as the wide tables need: the table style of a reference document has its own.
fn write_cell_margins(xml: &mut Markup) {
    let margin = (CELL_MARGINS / 2).to_string();
    xml.open("w:tblCellMar", &[]);
    for side in ["w:left", "w:right"] {
        xml.empty(side, &[("w:w", &margin), ("w:type", "dxa")]);
    }
    xml.close();
}

fn too_wide(columns: usize) -> Message {
    Message::new(
        format!("有一个表格宽 {columns} 列，Word 最多 {MOST_COLUMNS} 列"),
        format!("a table has {columns} columns, Word takes {MOST_COLUMNS}"),
    )
}

struct Rows<'a> {
    look: &'a Look<'a>,
    shape: &'a Shape<'a>,
    /// Cells that span into further rows.
    open: Vec<OpenCell<'a>>,
}

/// A merged cell and how many rows below still belong to it.
#[derive(Clone, Copy)]
struct OpenCell<'a> {
    column: usize,
    cell: &'a Cell,
    rows: u32,
}

impl<'a> Rows<'a> {
    fn write(&mut self, row: &[(usize, &'a Cell)], is_header: bool, is_kept: bool, xml: &mut Markup) {
        xml.open("w:tr", &[]).open("w:trPr", &[]).empty("w:cantSplit", &[]);
        let height = self.shape.row_height.to_string();
        xml.empty("w:trHeight", &[("w:val", &height), ("w:hRule", "atLeast")]);
        if is_header {
            xml.empty("w:tblHeader", &[]);
        }
        xml.close();
        let continued = std::mem::take(&mut self.open);
        let mut slots: Vec<(usize, &Cell, bool)> =
            continued.iter().map(|open| (open.column, open.cell, true)).collect();
        slots.extend(row.iter().map(|(column, cell)| (*column, *cell, false)));
        slots.sort_by_key(|(column, ..)| *column);
        if slots.is_empty() {
            // Word refuses a row without cells.
            xml.open("w:tc", &[]).open("w:p", &[]).close().close();
        }
        for (column, cell, is_continued) in slots {
            self.write_cell((column, cell), is_continued, is_kept, xml);
        }
        xml.close();
        let begun = row.iter().map(|(column, cell)| OpenCell { column: *column, cell, rows: cell.rowspan });
        self.open = continued.into_iter().chain(begun).filter(|open| open.rows > 1).collect();
        self.open.iter_mut().for_each(|open| open.rows -= 1);
    }

    fn write_cell(
        &self,
        (column, cell): (usize, &Cell),
        is_continued: bool,
        is_kept: bool,
        xml: &mut Markup,
    ) {
        let width = self.shape.width(column, cell);
        xml.open("w:tc", &[]).open("w:tcPr", &[]);
        xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        if cell.colspan > 1 {
            xml.value("w:gridSpan", &cell.colspan.to_string());
        }
        if is_continued {
            xml.empty("w:vMerge", &[]);
        } else if cell.rowspan > 1 {
            xml.value("w:vMerge", "restart");
        }
        if cell.role == CellRole::RotatedRowHeader {
            xml.value("w:textDirection", "tbRlV");
        }
        xml.value("w:vAlign", "center").close();
        xml.open("w:p", &[]).open("w:pPr", &[]).value("w:pStyle", self.look.id(self.shape.style(cell)));
        if is_kept {
            xml.empty("w:keepNext", &[]);
        }
        xml.close();
        if !is_continued {
            write_text(&cell.text, size(cell, width), xml);
        }
        xml.close().close();
    }
}
