//! The formats of cells. The meaning is in the text; colours only help.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

pub use crate::present::check::xlsx::format::{cell, head};

const FONT: &str = "宋体";

/// The title over a sheet.
pub fn title() -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(18)
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}

/// The title of a table.
pub fn heading() -> Format {
    Format::new().set_font_name("黑体").set_font_size(13).set_align(FormatAlign::VerticalCenter)
}

/// A line of explanation.
pub fn line() -> Format {
    Format::new().set_font_name(FONT).set_font_size(10).set_text_wrap().set_align(FormatAlign::VerticalCenter)
}

/// A figure of a body.
pub fn figure() -> Format {
    cell().set_align(FormatAlign::Center)
}

/// A cell that the report does not have.
pub fn absent() -> Format {
    figure().set_font_color(Color::RGB(0x0080_8080))
}

/// A cell with text, which is not summed.
pub fn words() -> Format {
    figure().set_background_color(Color::RGB(0x00FF_E699)).set_italic()
}

/// A report that does not balance.
pub fn unbalanced() -> Format {
    figure().set_background_color(Color::RGB(0x00FD_DEDE)).set_bold()
}

/// The flag, which people change.
pub fn flag() -> Format {
    figure().set_background_color(Color::RGB(0x00FF_F9E5)).set_bold()
}

/// A row that does not count.
pub fn left_out() -> Format {
    Format::new().set_font_color(Color::RGB(0x0080_8080)).set_font_strikethrough()
}

/// A part of a list.
pub fn section() -> Format {
    cell().set_bold().set_font_size(12).set_background_color(Color::RGB(0x00DD_E7F1))
}

/// Some reports left the cell blank.
pub fn some_blank() -> Format {
    Format::new().set_background_color(Color::RGB(0x00FF_E699)).set_bold()
}

/// No report left the cell blank.
pub fn none_blank() -> Format {
    Format::new().set_font_color(Color::RGB(0x00A6_A6A6))
}

/// A number in a sheet's table.
pub fn number() -> Format {
    figure().set_border(FormatBorder::Thin)
}
