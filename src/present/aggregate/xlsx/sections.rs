//! A sheet with lists one under another, each with its heading.

use rust_xlsxwriter::{FormatAlign, Worksheet};

use super::{Result, format};
use crate::model::language::{Language, Text};
use crate::present::check::xlsx::{fit, text_height};

/// Columns: their widths in characters; the first is the number.
const WIDTHS: [u32; 5] = [6, 30, 30, 40, 52];
/// The last column.
const RIGHT: u16 = 4;

/// The lists so far.
pub struct Sections {
    pub sheet: Worksheet,
    row: u32,
    language: Language,
}

/// A row of a list, without its number.
pub type Row = [String; 4];

impl Sections {
    pub fn new(title: &str, line: &str, language: Language) -> Result<Self> {
        let mut sheet = Worksheet::new();
        for (column, width) in (0u16..).zip(WIDTHS) {
            sheet.set_column_width(column, width)?;
        }
        sheet.merge_range(0, 0, 0, RIGHT, &fit(title), &format::title())?.set_row_height(0, 36)?;
        sheet.merge_range(1, 0, 1, RIGHT, &fit(line), &format::line())?;
        sheet.set_row_height(1, text_height(line, WIDTHS.iter().sum()).max(20))?;
        sheet.set_landscape();
        Ok(Self { sheet, row: 3, language })
    }

    /// A list with its heading, the heads of its columns and its rows.
    pub fn list(&mut self, heading: Text, heads: [Text; 4], rows: &[Row]) -> Result<()> {
        self.counted_list(heading, &rows.len().to_string(), heads, rows)
    }

    /// A list whose rows are no count of what the heading is about.
    pub fn counted_list(&mut self, heading: Text, count: &str, heads: [Text; 4], rows: &[Row]) -> Result<()> {
        const NUMBER: Text = Text::new("序号", "No.");
        const NONE: Text = Text::new("无", "None");
        let language = self.language;
        let text = match language {
            Language::Zh => format!("{}（{count}）", heading.zh),
            Language::En => format!("{} ({count})", heading.en),
        };
        self.sheet.merge_range(self.row, 0, self.row, RIGHT, &text, &format::section())?;
        self.sheet.set_row_height(self.row, 24)?;
        self.row += 1;
        if rows.is_empty() {
            self.sheet.merge_range(self.row, 0, self.row, RIGHT, NONE.get(language), &format::cell())?;
            self.row += 2;
            return Ok(());
        }
        for (column, head) in (0u16..).zip([NUMBER].into_iter().chain(heads)) {
            self.sheet.write_string_with_format(self.row, column, head.get(language), &format::head())?;
        }
        self.row += 1;
        for (number, cells) in (1u32..).zip(rows) {
            let centred = format::cell().set_align(FormatAlign::Center);
            self.sheet.write_number_with_format(self.row, 0, number, &centred)?;
            let mut height = 20;
            for ((column, text), width) in (1u16..).zip(cells).zip(WIDTHS.iter().skip(1)) {
                let text = fit(text);
                height = height.max(text_height(&text, *width));
                self.sheet.write_string_with_format(self.row, column, text, &format::cell())?;
            }
            self.sheet.set_row_height(self.row, height)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }
}
