//! The formats of cells. Frames and text carry the meaning; colours only help.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::model::document::CellRole;
use crate::model::finding::Severity;
use crate::present::check::marks::Mark;

/// Points of the text in the forms.
pub const POINTS: u32 = 10;

/// Title of a sheet.
pub fn title() -> Format {
    Format::new().set_bold().set_font_size(16).set_align(FormatAlign::VerticalCenter)
}

/// Lines above and below tables.
pub fn line() -> Format {
    Format::new().set_font_size(11).set_text_wrap().set_align(FormatAlign::VerticalCenter)
}

/// Head of a column of a list.
pub fn head() -> Format {
    cell().set_bold().set_background_color(Color::RGB(0x00E7_E6E6)).set_align(FormatAlign::Center)
}

/// Cell of a list.
pub fn cell() -> Format {
    Format::new()
        .set_font_size(POINTS)
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
}

/// The cell of a list that names a severity.
pub fn severity(severity: Severity) -> Format {
    let format = cell().set_align(FormatAlign::Center).set_background_color(back(severity));
    if severity == Severity::Error { format.set_bold() } else { format }
}

/// A message beside a form.
pub fn message() -> Format {
    let format = Format::new().set_font_size(POINTS).set_text_wrap().set_indent(1);
    format.set_align(FormatAlign::VerticalCenter)
}

/// A cell of a form, framed by its marks.
pub fn form(role: CellRole, marks: &[Mark]) -> Format {
    let format = cell();
    let shade = Color::RGB(0x00F3_F3F1);
    let format = match role {
        CellRole::Plain | CellRole::Figure => format.set_align(FormatAlign::Center),
        CellRole::RowHeader => format.set_align(FormatAlign::Left).set_background_color(shade),
        CellRole::ColumnHeader | CellRole::Banner => {
            format.set_align(FormatAlign::Center).set_background_color(shade)
        }
        CellRole::RotatedRowHeader => {
            format.set_align(FormatAlign::Center).set_background_color(shade).set_rotation(270)
        }
    };
    let Some(gravest) = marks.iter().map(|mark| mark.severity).max() else { return format };
    let border = match gravest {
        _ if marks.iter().any(|mark| mark.is_suspect) => FormatBorder::MediumDashed,
        Severity::Error => FormatBorder::Thick,
        Severity::Warning => FormatBorder::Double,
        Severity::Info => FormatBorder::Dotted,
    };
    format.set_border(border).set_background_color(back(gravest)).set_bold()
}

fn back(severity: Severity) -> Color {
    Color::RGB(match severity {
        Severity::Error => 0x00FD_DEDE,
        Severity::Warning => 0x00FF_F0C8,
        Severity::Info => 0x00E3_EEFA,
    })
}
