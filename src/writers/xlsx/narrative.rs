//! The sheet 正文: title, text and small tables from top to bottom, each line merged across the page. In a blank form
//! each section has rows for its text, and there is one for the date.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Url, Worksheet, XlsxError};

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
/// Height of the first row for a section's text.
const TALL: u32 = 150;
/// Rows for the paragraphs of a section that is text, and of one that has a table.
const ROWS_FOR_TEXT: u32 = 6;
const ROWS_BESIDE_TABLE: u32 = 2;

/// The position of the next row.
struct Page<'s> {
    sheet: &'s mut Worksheet,
    widths: Vec<u32>,
    row: u32,
}

/// Writes the blocks of the document; a table with a sheet of its own becomes a link to its sheet. With `is_blank`
/// the text is still to be typed.
pub fn write(
    sheet: &mut Worksheet,
    document: &Document,
    sheet_names: &[String],
    marks: &mut Marks,
    is_blank: bool,
) -> Result<()> {
    let inline = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) if !table.role.has_sheet() => Some(layout::columns(table)),
        Block::Table(_) | Block::Paragraph(_) => None,
    });
    // Rows grow with what is typed only where cells are not merged.
    let least = if is_blank { 1 } else { COLUMNS };
    let columns = inline.max().unwrap_or(0).max(least);
    let widths = size::share(PAGE_WIDTH, &[], columns, &vec![6; columns]);
    for (column, width) in (0u16..).zip(&widths) {
        sheet.set_column_width(column, *width)?;
    }
    let mut page = Page { sheet, widths, row: 0 };
    let mut sheet_names = sheet_names.iter();
    let mut after_table = false;
    let mut open_rows = 0;
    for block in &document.blocks {
        if ends_section(block) {
            page.places(std::mem::take(&mut open_rows))?;
        }
        if is_blank {
            open_rows = rows_for_text(block).unwrap_or(open_rows);
        }
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
    page.places(open_rows)?;
    if is_blank && !document.blocks.iter().any(|block| has_role(block, Role::Date)) {
        marks.add_line(Role::Date, page.row);
        page.place_for_date()?;
    }
    Ok(())
}

fn has_role(block: &Block, role: Role) -> bool {
    matches!(block, Block::Paragraph(paragraph) if paragraph.role == role)
}

fn ends_section(block: &Block) -> bool {
    [Role::Heading(1), Role::Signature, Role::Date].into_iter().any(|role| has_role(block, role))
}

/// How many rows the text of a section takes that has this block; `None` if the block does not matter.
fn rows_for_text(block: &Block) -> Option<u32> {
    match block {
        Block::Table(table) if table.role.has_sheet() => Some(ROWS_BESIDE_TABLE),
        _ => has_role(block, Role::Heading(1)).then_some(ROWS_FOR_TEXT),
    }
}

impl Page<'_> {
    /// Blank rows for paragraphs, the first one high where there are many.
    fn places(&mut self, rows: u32) -> Result<()> {
        let style = LineStyle::of(Role::Body).format().set_align(FormatAlign::Top);
        let format = format::to_fill_in(style).set_border(FormatBorder::Hair);
        for at in 0..rows {
            if (rows == ROWS_FOR_TEXT && at == 0) || self.widths.len() > 1 {
                self.sheet.set_row_height(self.row, TALL)?;
            }
            self.blank(&format)?;
        }
        Ok(())
    }

    /// A blank row for the date, which stays as it is typed.
    fn place_for_date(&mut self) -> Result<()> {
        let style = LineStyle::of(Role::Date);
        self.sheet.set_row_height(self.row, size::height("", 1, style.points))?;
        self.blank(&format::to_fill_in(style.format()).set_num_format("@"))
    }

    fn blank(&mut self, format: &Format) -> Result<()> {
        match self.last_column()? {
            0 => self.sheet.write_blank(self.row, 0, format)?,
            right => self.sheet.merge_range(self.row, 0, self.row, right, "", format)?,
        };
        self.row += 1;
        Ok(())
    }

    fn last_column(&self) -> Result<u16> {
        u16::try_from(self.widths.len() - 1).map_err(|_| XlsxError::RowColumnLimitError)
    }

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
        let right = self.last_column()?;
        if (bottom, right) != (top, 0) {
            self.sheet.merge_range(top, 0, bottom, right, "", &format)?;
        }
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
