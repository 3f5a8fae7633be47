//! The sheet 检查结果: the findings of reading and checking the report, one per row.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::size;
use crate::formats::Output;
use crate::model::language::Language;

type Result<T> = std::result::Result<T, XlsxError>;

/// The first cell, by which our reader skips the sheet.
const TITLE: &str = "转换时检查发现的问题";
const COLUMNS: [(&str, u32); 5] = [("级别", 8), ("编号", 8), ("问题", 24), ("原文位置", 16), ("说明", 54)];
const POINTS: u32 = 11;
/// Maximum length of a message in characters; a cell holds 32,767.
const LONGEST: usize = 2_000;

/// Writes the findings, most severe first.
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
    sheet.set_row_height(0, 32)?.write_string_with_format(0, 0, TITLE, &title)?;
    for (column, (name, width)) in (0u16..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(1, column, name, &head)?;
    }
    sheet.set_freeze_panes(2, 0)?.set_repeat_rows(1, 1)?;
    let mut findings: Vec<_> = output.findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    for (row, finding) in (2u32..).zip(findings) {
        let place = finding.place.describe(Language::Zh).unwrap_or_default();
        let message: String = finding.message.get(Language::Zh).chars().take(LONGEST).collect();
        let texts = [
            finding.severity.word().get(Language::Zh),
            finding.rule.code,
            finding.rule.title.get(Language::Zh),
            &place,
            &message,
        ];
        let mut height = 20;
        for (column, (text, (_, width))) in (0u16..).zip(texts.into_iter().zip(COLUMNS)) {
            let text: String = text.chars().filter(|c| crate::model::text::is_allowed(*c)).collect();
            height = height.max(size::height(&text, width, POINTS));
            let cell = super::format::text(cell.clone(), &text);
            sheet.write_string_with_format(row, column, &text, &cell)?;
        }
        sheet.set_row_height(row, height.min(size::MAX_HEIGHT))?;
    }
    Ok(())
}
