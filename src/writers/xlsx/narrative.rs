//! The sheet 正文: title, text and small tables from top to bottom, each line merged across the page.

use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use super::format::{self, LineStyle};
use super::layout::{self, PAGE_WIDTH};
use super::names::{self, Marks, TEXT_SHEET};
use super::size::{self, MAX_HEIGHT};
use crate::model::document::{Block, Document, Role};

type Result<T> = std::result::Result<T, XlsxError>;

/// Columns of the sheet when no table needs more.
const COLUMNS: usize = 6;
/// Height of the blank row between a table and its neighbours.
const GAP: u32 = 10;

/// The position of the next row.
struct Page<'s> {
    sheet: &'s mut Worksheet,
    widths: Vec<u32>,
    row: u32,
}

/// Writes the blocks of the document; a table with a sheet of its own becomes a link to its sheet.
pub fn write(
    sheet: &mut Worksheet,
    document: &Document,
    sheet_names: &[String],
    marks: &mut Marks,
) -> Result<()> {
    let inline = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) if !table.role.has_sheet() => Some(layout::columns(table)),
        Block::Table(_) | Block::Paragraph(_) => None,
    });
    let columns = inline.max().unwrap_or(0).max(COLUMNS);
    let widths = size::share(PAGE_WIDTH, &[], columns, &vec![6; columns]);
    for (column, width) in (0u16..).zip(&widths) {
        sheet.set_column_width(column, *width)?;
    }
    let mut page = Page { sheet, widths, row: 0 };
    let mut sheet_names = sheet_names.iter();
    let mut after_table = false;
    for block in &document.blocks {
        let is_table = matches!(block, Block::Table(table) if !table.role.has_sheet());
        if page.row > 0 && (is_table || after_table) {
            page.gap()?;
        }
        after_table = is_table;
        match block {
            Block::Paragraph(paragraph) if paragraph.text.trim().is_empty() => {}
            Block::Paragraph(paragraph) => {
                marks.add_line(paragraph.role, page.row);
                page.line(paragraph.role, &paragraph.text, None)?;
            }
            Block::Table(table) if table.role.has_sheet() => {
                if let Some(name) = sheet_names.next() {
                    page.line(Role::Body, &names::anchor(name), Some(name))?;
                }
            }
            Block::Table(table) if table.rows.is_empty() => {}
            Block::Table(table) => {
                let area = layout::write_inline(page.sheet, table, page.row, &page.widths)?;
                page.row = area.bottom.saturating_add(1);
                marks.add("table", TEXT_SHEET, area);
            }
        }
    }
    Ok(())
}

impl Page<'_> {
    fn gap(&mut self) -> Result<()> {
        self.sheet.set_row_height(self.row, GAP)?;
        self.row += 1;
        Ok(())
    }

    /// A line of text; one that is too high for a row takes several.
    fn line(&mut self, role: Role, text: &str, leads_to: Option<&str>) -> Result<()> {
        let style = LineStyle::of(role);
        let width = self.widths.iter().sum();
        let height = size::height(text, width, style.points);
        let rows = height.div_ceil(MAX_HEIGHT);
        let (top, bottom) = (self.row, self.row.saturating_add(rows - 1));
        for row in top..=bottom {
            self.sheet.set_row_height(row, height.div_ceil(rows))?;
        }
        let format = match role {
            _ if leads_to.is_some() => style.link(),
            Role::Title | Role::Heading(_) => style.format(),
            _ => style.format().set_unlocked(),
        };
        let format = format::text(format, text);
        let right = u16::try_from(self.widths.len() - 1).map_err(|_| XlsxError::RowColumnLimitError)?;
        self.sheet.merge_range(top, 0, bottom, right, "", &format)?;
        self.fill(top, text, leads_to, &format)?;
        self.row = bottom.saturating_add(1);
        Ok(())
    }

    fn fill(&mut self, row: u32, text: &str, leads_to: Option<&str>, format: &Format) -> Result<()> {
        match leads_to {
            Some(name) => {
                let url = Url::new(format!("internal:'{name}'!A1"));
                self.sheet.write_url_with_options(row, 0, url, text, "", Some(format))?;
            }
            None => {
                self.sheet.write_string_with_format(row, 0, text, format)?;
            }
        }
        Ok(())
    }
}
