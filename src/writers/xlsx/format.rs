//! The formats of cells, by role.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::model::document::{CellRole, Role};

/// Points of the text in tables.
pub const TABLE_POINTS: u32 = 11;

/// Font, size and alignment of a line of text.
#[derive(Clone, Copy, Debug)]
pub struct LineStyle {
    font: &'static str,
    pub points: u32,
    bold: bool,
    align: FormatAlign,
}

impl LineStyle {
    pub fn of(role: Role) -> Self {
        let style = |font, points, bold, align| Self { font, points, bold, align };
        match role {
            Role::Title => style("宋体", 18, true, FormatAlign::Center),
            Role::Heading(1) => style("黑体", 14, false, FormatAlign::Left),
            Role::Heading(2) => style("楷体", 12, true, FormatAlign::Left),
            Role::Heading(_) => style("仿宋", 12, true, FormatAlign::Left),
            Role::Body | Role::Navigation => style("仿宋", 12, false, FormatAlign::Left),
            Role::Note => style("仿宋", 11, false, FormatAlign::Left),
            Role::Signature | Role::Date => style("仿宋", 12, false, FormatAlign::Right),
        }
    }

    pub fn format(self) -> Format {
        let format = Format::new()
            .set_font_name(self.font)
            .set_font_size(self.points)
            .set_align(self.align)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap();
        if self.bold { format.set_bold() } else { format }
    }

    /// As a link to another sheet.
    pub fn link(self) -> Format {
        self.format().set_font_color(Color::RGB(0x0005_63C1))
    }
}

/// The format of a table's cell.
pub fn cell(role: CellRole) -> Format {
    let format = Format::new()
        .set_font_name("宋体")
        .set_font_size(TABLE_POINTS)
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap();
    let header = Color::RGB(0x00E7_E6E6);
    let label = Color::RGB(0x00F7_F7F7);
    match role {
        CellRole::Plain => format.set_align(FormatAlign::Left),
        CellRole::Figure => format.set_align(FormatAlign::Center),
        CellRole::RowHeader => format.set_align(FormatAlign::Left).set_background_color(label),
        CellRole::ColumnHeader | CellRole::Banner => {
            format.set_align(FormatAlign::Center).set_bold().set_background_color(header)
        }
        CellRole::RotatedRowHeader => {
            format.set_align(FormatAlign::Center).set_bold().set_background_color(header).set_rotation(270)
        }
    }
}

/// A cell that the person fills in who submits the workbook.
pub fn to_fill_in(format: Format) -> Format {
    format.set_unlocked().set_background_color(Color::RGB(0x00FF_F9E5))
}

/// A total that is not the sum of its parts; the source's number is kept.
pub fn wrong(format: Format) -> Format {
    format.set_background_color(Color::RGB(0x00FF_E699))
}

/// Cells whose sums do not agree now.
pub fn failing() -> Format {
    Format::new().set_background_color(Color::RGB(0x00FF_C7CE)).set_font_color(Color::RGB(0x009C_0006))
}

/// Text that must not become a formula when someone edits the cell.
pub fn text(format: Format, text: &str) -> Format {
    if text.starts_with(['=', '+', '-', '@']) { format.set_quote_prefix() } else { format }
}
