//! The frame of a sheet that lists texts: a title, heads that are repeated on every page, and rows as high as their texts.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::{format, size};
use crate::model::text::is_allowed;

const POINTS: u32 = 11;
/// The lowest row of the list.
const LOWEST: u32 = 20;

/// Writes a list: the heads with the widths of their columns, in the row `at`, and the rows below.
pub fn write<const COLUMNS: usize>(
    sheet: &mut Worksheet,
    (title, at): (&str, u32),
    heads: [(&str, u32); COLUMNS],
    rows: impl IntoIterator<Item = [String; COLUMNS]>,
) -> Result<(), XlsxError> {
    let cell = Format::new()
        .set_font_name("宋体")
        .set_font_size(POINTS)
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap();
    let head = cell.clone().set_bold().set_align(FormatAlign::Center);
    let head = head.set_background_color(Color::RGB(0x00E7_E6E6));
    let of_title = Format::new().set_font_name("宋体").set_font_size(16).set_bold();
    sheet.set_row_height(0, 32)?.write_string_with_format(0, 0, title, &of_title)?;
    for (column, (name, width)) in (0u16..).zip(heads) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(at, column, name, &head)?;
    }
    sheet.set_freeze_panes(at + 1, 0)?.set_repeat_rows(at, at)?;
    for (row, texts) in (at + 1..).zip(rows) {
        let mut height = LOWEST;
        for (column, (text, (_, width))) in (0u16..).zip(texts.iter().zip(heads)) {
            let text: String = text.chars().filter(|c| is_allowed(*c)).collect();
            height = height.max(size::height(&text, width, POINTS));
            let cell = format::text(cell.clone(), &text);
            sheet.write_string_with_format(row, column, &text, &cell)?;
        }
        sheet.set_row_height(row, height.min(size::MAX_HEIGHT))?;
    }
    Ok(())
}
