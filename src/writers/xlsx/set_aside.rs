//! The sheet 已说明的问题: findings that a person has set aside, one per row, each with its reason.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::size;
use crate::formats::Output;
use crate::model::document::Document;
use crate::model::language::Language;
use crate::model::set_aside::{SHEET_COLUMNS, SHEET_HEADS, SHEET_TITLE, SetAside, fingerprint};

type Result<T> = std::result::Result<T, XlsxError>;

const WIDTHS: [u32; 4] = [8, 54, 40, 26];
const POINTS: u32 = 11;

/// The reasons that a document carries.
pub fn reasons(document: &Document) -> impl Iterator<Item = SetAside> {
    document.head.iter().filter_map(SetAside::of_property)
}

/// Writes the reasons, each with what was found where that is known.
pub fn write(sheet: &mut Worksheet, output: &Output<'_>) -> Result<()> {
    let cell = Format::new()
        .set_font_name("宋体")
        .set_font_size(POINTS)
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap();
    let head = cell.clone().set_bold().set_align(FormatAlign::Center);
    let head = head.set_background_color(Color::RGB(0x00E7_E6E6));
    let title = Format::new().set_font_name("宋体").set_font_size(16).set_bold();
    sheet.set_row_height(0, 32)?.write_string_with_format(0, 0, SHEET_TITLE, &title)?;
    for (column, (name, width)) in (0u16..).zip(SHEET_COLUMNS.into_iter().zip(WIDTHS)) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(SHEET_HEADS - 1, column, name, &head)?;
    }
    sheet.set_freeze_panes(SHEET_HEADS, 0)?.set_repeat_rows(SHEET_HEADS - 1, SHEET_HEADS - 1)?;
    for (row, one) in (SHEET_HEADS..).zip(reasons(output.document)) {
        let found = output.findings.iter().find_map(|finding| {
            let original = finding.set_aside.as_ref()?;
            (fingerprint(output.report, finding) == one.fingerprint)
                .then(|| original.message.get(Language::Zh).to_owned())
        });
        let code = one.fingerprint.split('-').next().unwrap_or_default().to_owned();
        let texts = [code, found.unwrap_or_default(), one.reason, one.fingerprint];
        let mut height = 20;
        for (column, (text, width)) in (0u16..).zip(texts.iter().zip(WIDTHS)) {
            let text: String = text.chars().filter(|c| crate::model::text::is_allowed(*c)).collect();
            height = height.max(size::height(&text, width, POINTS));
            let cell = super::format::text(cell.clone(), &text);
            sheet.write_string_with_format(row, column, &text, &cell)?;
        }
        sheet.set_row_height(row, height.min(size::MAX_HEIGHT))?;
    }
    Ok(())
}
