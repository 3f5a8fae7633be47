//! Writes a table: fixed layout over the whole type area, single rules, merged cells, repeated header.
//!
//! Word requires every grid cell of a row: cells covered from above are written as continued.

use super::body::write_text;
use super::look::Look;
use super::markup::Markup;
use crate::formats::reference_doc::Page;
use crate::model::document::{Cell, CellRole, Table, TableRole};
use crate::model::error::{Error, Result};
use crate::model::language::Message;

/// Columns that Word can open.
const MOST_COLUMNS: usize = 63;
/// Left and right margin of a cell in the table style, in twips.
const CELL_MARGINS: u32 = 80;
/// Half points: 五号 (10.5 pt), and the least that a long figure is set in.
const TEXT_SIZE: u32 = 21;
const LEAST_SIZE: u32 = 13;
/// The least height of a row, in twips: 7 mm; 6 mm where a form of many rows should fit one page.
const ROW_HEIGHT: &str = "400";
const LOW_ROW_HEIGHT: &str = "340";
/// Rows from which a form is set in low rows, and the most that a page holds.
const MANY_ROWS: usize = 24;
const ROWS_OF_A_PAGE: usize = 34;

/// Writes a table, unless it has no cells.
pub fn write(table: &Table, look: &Look<'_>, xml: &mut Markup) -> Result<()> {
    let grid = table.grid();
    let columns = grid.iter().flatten().map(|(column, cell)| column + span(cell)).max().unwrap_or(0);
    if columns == 0 {
        return Ok(());
    }
    if columns > MOST_COLUMNS {
        return Err(Error::Unwritable { format: "docx", what: too_wide(columns) });
    }
    let area = look.page.text_width();
    let widths = widths(&table.widths, columns, area);
    xml.open("w:tbl", &[]).open("w:tblPr", &[]);
    xml.value("w:tblStyle", look.id("TableGrid"));
    xml.empty("w:tblW", &[("w:w", &area.to_string()), ("w:type", "dxa")]);
    xml.value("w:jc", "center").empty("w:tblLayout", &[("w:type", "fixed")]);
    if look.is_house {
        write_cell_margins(xml);
    }
    xml.value("w:tblLook", "0000");
    if let Some(title) = &table.title {
        xml.value("w:tblCaption", title);
    }
    xml.close().open("w:tblGrid", &[]);
    for width in &widths {
        xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
    }
    xml.close();
    let headers = header_rows(table);
    // A form split across pages would show its merged labels on one page only.
    let is_whole = table.role == TableRole::Statutory && grid.len() <= rows_of_a_page(look);
    let is_low = is_whole && grid.len() >= MANY_ROWS;
    let mut rows = Rows { look, widths: &widths, role: table.role, is_low, open: Vec::new() };
    for (number, row) in grid.iter().enumerate() {
        // Headers stay on the page of the rows below.
        let is_kept = row.iter().all(|(_, cell)| is_head(cell))
            || heads_rows(row)
            || is_whole && number + 1 < grid.len();
        rows.write(row, number < headers, is_kept, xml);
    }
    xml.close();
    Ok(())
}

/// The rows that the page of this look holds.
fn rows_of_a_page(look: &Look<'_>) -> usize {
    let (height, official) = (look.page.text_height() as usize, Page::OFFICIAL.text_height() as usize);
    ROWS_OF_A_PAGE * height / official.max(1)
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

fn span(cell: &Cell) -> usize {
    cell.colspan.max(1) as usize
}

/// Twips of the grid columns: the type area shared out by the relative widths.
fn widths(relative: &[u16], columns: usize, area: u32) -> Vec<u32> {
    let is_usable = relative.len() == columns && relative.iter().all(|share| *share > 0);
    let shares: Vec<u64> =
        if is_usable { relative.iter().map(|share| u64::from(*share)).collect() } else { vec![1; columns] };
    let whole: u64 = shares.iter().sum();
    let edge = |share: u64| u64::from(area) * share / whole.max(1);
    let mut left = 0;
    let width = |share| {
        let from = edge(left);
        left += share;
        u32::try_from(edge(left) - from).unwrap_or(area)
    };
    shares.into_iter().map(width).collect()
}

/// How many rows repeat on a new page: the header rows at the top, if there are no further header rows below
/// (above whose rows the first would be wrong) and no cell spans beyond them.
fn header_rows(table: &Table) -> usize {
    let count = table.rows.iter().take_while(|row| row.iter().all(is_head)).count();
    let heads_columns = |row: &Vec<Cell>| row.iter().any(|cell| cell.role == CellRole::ColumnHeader);
    let is_repeated_below = table.rows.iter().skip(count).any(heads_columns);
    let reaches_out = table
        .rows
        .iter()
        .take(count)
        .enumerate()
        .any(|(number, row)| row.iter().any(|cell| number + cell.rowspan as usize > count));
    if count == table.rows.len() || is_repeated_below || reaches_out { 0 } else { count }
}

/// Whether a row is only a heading of those below: `九、政府信息公开会议和培训情况` has no figure.
fn heads_rows(row: &[(usize, &Cell)]) -> bool {
    let is_named = row.first().is_some_and(|(_, cell)| cell.role == CellRole::RowHeader);
    is_named && row.iter().skip(1).all(|(_, cell)| cell.text.is_empty() && cell.figure.is_none())
}

fn is_head(cell: &Cell) -> bool {
    matches!(cell.role, CellRole::ColumnHeader | CellRole::Banner)
}

struct Rows<'a> {
    look: &'a Look<'a>,
    widths: &'a [u32],
    role: TableRole,
    is_low: bool,
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
        let height = if self.is_low { LOW_ROW_HEIGHT } else { ROW_HEIGHT };
        xml.empty("w:trHeight", &[("w:val", height), ("w:hRule", "atLeast")]);
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
        let width: u32 = self.widths.iter().skip(column).take(span(cell)).sum();
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
        xml.open("w:p", &[]).open("w:pPr", &[]).value("w:pStyle", self.look.id(self.style(cell)));
        if is_kept {
            xml.empty("w:keepNext", &[]);
        }
        xml.close();
        if !is_continued {
            let size = size(cell, width);
            write_text(&cell.text, (size != TEXT_SIZE).then_some(size), xml);
        }
        xml.close().close();
    }

    fn style(&self, cell: &Cell) -> &'static str {
        match cell.role {
            CellRole::ColumnHeader => "TableHead",
            CellRole::RowHeader => "TableLabel",
            CellRole::Plain if self.role == TableRole::Metadata => "TableLabel",
            CellRole::Plain | CellRole::Banner | CellRole::Figure | CellRole::RotatedRowHeader => "TableText",
        }
    }
}

/// The font size of a cell in half points: a figure too long for its column is made smaller instead of wrapped.
fn size(cell: &Cell, width: u32) -> u32 {
    let characters = u32::try_from(cell.text.chars().count()).unwrap_or(u32::MAX).max(1);
    if cell.role != CellRole::Figure || !cell.text.is_ascii() {
        return TEXT_SIZE;
    }
    // A figure is half as wide as it is high; a half point has ten twips.
    let fitting = width.saturating_sub(CELL_MARGINS) / (characters.saturating_mul(5));
    fitting.clamp(LEAST_SIZE, TEXT_SIZE)
}
