//! Writes an `.xlsx` workbook: the text on a sheet 正文, each statutory table on a sheet of its own,
//! laid out as the official form, with a linked line in the text where it belongs.
//!
//! rust_xlsxwriter cannot fit rows to their text, so [`size`] estimates it. Defined names say what the
//! sheets cannot show (which rows are a table, which line is the date), see [`names`]; with them our
//! reader gets back what was written. Figures are numbers where that is exact; all else is text, so
//! nothing starts a formula.

mod format;
mod layout;
mod names;
mod narrative;
mod size;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use crate::document::{Block, Document, Table, TableRole};
use crate::error::{Error, Result};
use crate::formats::{Output, WriteOptions, Writer};
use crate::language::Message;

/// Writes `.xlsx`.
#[derive(Clone, Copy, Debug)]
pub struct Xlsx;

const FORMAT: &str = "xlsx";
const A4: u8 = 9;
/// Characters (UTF-16 units) that a cell holds.
const CELL_LIMIT: usize = 32_767;

impl Writer for Xlsx {
    fn write(&self, output: &Output<'_>, _options: &WriteOptions) -> Result<Vec<u8>> {
        Self::write_document(output.document)
    }
}

impl Xlsx {
    /// Writes any document; the report itself is not needed.
    pub(crate) fn write_document(document: &Document) -> Result<Vec<u8>> {
        check_lengths(document)?;
        workbook(document).map_err(|error| Error::Unwritable {
            format: FORMAT,
            what: Message::new(error.to_string(), error.to_string()),
        })
    }
}

fn workbook(document: &Document) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The date is fixed so that the same report gives the same bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let mut properties = DocProperties::new().set_creation_datetime(&created);
    if let Some(title) = document.head.iter().find(|property| property.name == "title") {
        properties = properties.set_title(&title.text);
    }
    workbook.set_properties(&properties);

    let tables: Vec<&Table> = document.blocks.iter().filter_map(statutory).collect();
    let sheet_names = names::sheet_names(&tables);
    let mut marks = names::Marks::default();
    let mut text = Worksheet::new();
    text.set_name(names::TEXT_SHEET)?;
    set_up_page(&mut text);
    narrative::write(&mut text, document, &sheet_names, &mut marks)?;
    workbook.push_worksheet(text);
    for (table, name) in tables.into_iter().zip(&sheet_names) {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        set_up_page(&mut sheet);
        sheet.set_header(format!("&C{}", name.replace('&', "&&")));
        let area = layout::write_sheet(&mut sheet, table)?;
        marks.add("table", name, area);
        workbook.push_worksheet(sheet);
    }
    for (name, reference) in marks.into_names() {
        workbook.define_name(name, &reference)?;
    }
    workbook.save_to_buffer()
}

/// The table of a block that gets a sheet of its own.
fn statutory(block: &Block) -> Option<&Table> {
    match block {
        Block::Table(table) if table.role == TableRole::Statutory => Some(table),
        Block::Table(_) | Block::Paragraph(_) => None,
    }
}

/// A4, one page wide, page numbers at the foot.
fn set_up_page(sheet: &mut Worksheet) {
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    sheet.set_margins(0.7, 0.7, 0.8, 0.8, 0.3, 0.3).set_footer("&C— &P —");
}

fn check_lengths(document: &Document) -> Result<()> {
    let texts = document.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(paragraph) => vec![paragraph.text.as_str()],
        Block::Table(table) => table.rows.iter().flatten().map(|cell| cell.text.as_str()).collect(),
    });
    for text in texts {
        let length = text.encode_utf16().count();
        if length > CELL_LIMIT {
            let start: String = text.chars().take(20).collect();
            return Err(Error::Unwritable {
                format: FORMAT,
                what: Message::new(
                    format!("“{start}…”这段有 {length} 个字符，一个单元格最多 {CELL_LIMIT} 个"),
                    format!("the text '{start}…' has {length} characters, a cell holds {CELL_LIMIT}"),
                ),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
