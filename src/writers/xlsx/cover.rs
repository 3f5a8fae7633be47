//! The sheet 封面: body, year and form of the report, and blanks for the person who fills it in.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::figures::Sums;
use super::{format, size};
use crate::formats::Output;
use crate::model::metadata::FILLED_IN;

type Result<T> = std::result::Result<T, XlsxError>;

/// How the first cell ends, by which our reader skips the sheet.
const TITLE: &str = "报送封面";
const WIDTHS: [u32; 2] = [22, 60];
const POINTS: u32 = 12;
const EDITABLE: &str =
    "一、浅黄色的格由填报人填写；各表填数的格和正文可以直接修改，其余各格已锁定（不设密码）。";
const FORMULAS: &str = "二、合计由公式算出。原报告的合计有误时照原数保留，以底色和批注标明，不自动改正。";
const NUMBERS: &str = "二、合计按要求写成数字，不是公式。原报告的合计有误时照原数保留，以底色和批注标明。";
const BLANK_FORMULAS: &str = "二、合计由公式算出，填了数就有；不要改动公式。";
const BLANK_NUMBERS: &str = "二、合计按要求不写公式，请填数。";
const BLANK_EDITABLE: &str = "一、浅黄色的格由填报人填写，正文一格写一段，也可以在格里按 Alt+Enter 分段；各表填数的格可以直接填写，\
    其余各格已锁定（不设密码）。";
const FAILING: &str = "三、勾稽关系不平时，有关各格变成红色。";
const COPY: &str =
    "四、隐藏的工作表“repconv”存有原报告，读回时用于核对；与看得见的内容不同时，以看得见的为准。";

/// What the cover says of the workbook.
pub fn notes(sums: Sums<'_>) -> &'static [&'static str] {
    match (sums.is_final, sums.is_blank_form, sums.values_only) {
        (true, ..) => &[],
        (_, true, false) => &[BLANK_EDITABLE, BLANK_FORMULAS, FAILING],
        (_, true, true) => &[BLANK_EDITABLE, BLANK_NUMBERS, FAILING],
        (_, false, false) => &[EDITABLE, FORMULAS, FAILING, COPY],
        (_, false, true) => &[EDITABLE, NUMBERS, FAILING, COPY],
    }
}

/// Writes the cover of a report, with these notes below.
pub fn write(sheet: &mut Worksheet, output: &Output<'_>, notes: &[&str]) -> Result<()> {
    let report = output.report;
    for (column, width) in (0u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let line = || Format::new().set_font_name("宋体").set_font_size(POINTS).set_text_wrap();
    let centred = line().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    sheet.set_row_height(0, 60)?;
    let title = format!("{}{TITLE}", report.edition.report_name());
    sheet.merge_range(0, 0, 0, 1, &title, &centred.clone().set_font_size(18).set_bold())?;
    let year = report.year.map(|year| year.to_string()).unwrap_or_default();
    let known = [
        ("填报单位", report.organization.as_deref().unwrap_or_default()),
        ("报告年度", &year),
        ("报告格式", report.edition.name),
    ];
    let filled_in = |label: &str| {
        let other = report.metadata.other.iter().find(|(other, _)| other == label);
        other.and_then(|(_, text)| text.clone()).unwrap_or_default()
    };
    let left = FILLED_IN.map(|label| (label, filled_in(label)));
    let label = centred.set_border(FormatBorder::Thin).set_background_color(Color::RGB(0x00F7_F7F7));
    let text = line().set_border(FormatBorder::Thin).set_indent(1).set_align(FormatAlign::VerticalCenter);
    let free = format::to_fill_in(text.clone());
    let known = known.into_iter().map(|(label, said)| (label, said, &text));
    let left = left.iter().map(|(label, said)| (*label, said.as_str(), &free));
    let mut row = 1;
    for (name, said, form) in known.chain(left) {
        let height = size::height(said, WIDTHS[1] - 2, POINTS).max(30);
        sheet.set_row_height(row, height)?.write_string_with_format(row, 0, name, &label)?;
        let form = format::text(form.clone(), said);
        if said.is_empty() {
            sheet.write_blank(row, 1, &form)?;
        } else {
            sheet.write_string_with_format(row, 1, said, &form)?;
        }
        row += 1;
    }
    for note in notes {
        row += 1;
        sheet.set_row_height(row, 36)?;
        let note_format = line().set_font_size(11).set_align(FormatAlign::VerticalCenter);
        sheet.merge_range(row, 0, row, 1, note, &note_format)?;
    }
    Ok(())
}
