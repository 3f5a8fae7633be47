//! Where something is in the source.

use std::fmt;
use std::sync::Arc;

use crate::model::language::Language;

/// A place in the source. Everything is counted from 1.
///
/// ```
/// use repconv::model::language::Language;
/// use repconv::model::place::Place;
///
/// let place = Place::Sheet { number: 2, sheet: "表二".into(), row: 7, column: 28 };
/// assert_eq!(place.describe(Language::Zh).as_deref(), Some("表二 AB7"));
/// assert_eq!(Place::Unknown.describe(Language::En), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Place {
    /// A line of a text.
    Line {
        /// The line.
        line: u32,
        /// The cell in that line, where it has several.
        column: Option<u32>,
    },
    /// A paragraph of the body.
    Paragraph {
        /// Its number; paragraphs in tables are not counted.
        paragraph: u32,
    },
    /// A cell of a table.
    Table {
        /// The number of the table.
        table: u32,
        /// The row.
        row: u32,
        /// The grid column.
        column: u32,
    },
    /// A cell of a sheet.
    Sheet {
        /// The number of the sheet.
        number: u32,
        /// The name of the sheet.
        sheet: Arc<str>,
        /// The row.
        row: u32,
        /// The column.
        column: u32,
    },
    /// A line of a page.
    Page {
        /// The page.
        page: u32,
        /// The line of the page; `None` for the page as a whole.
        line: Option<u32>,
    },
    /// A cell of a table on a page.
    PageTable {
        /// The page.
        page: u32,
        /// The number of the table on the page.
        table: u32,
        /// The row of its part on the page.
        row: u32,
        /// The grid column.
        column: u32,
    },
    /// The place is not known.
    #[default]
    Unknown,
}

impl Place {
    /// The place in words, as people name it: `第2表第4行第2列`, `表三 D7`; `None` where it is unknown.
    #[must_use]
    pub fn describe(&self, language: Language) -> Option<String> {
        let zh = language == Language::Zh;
        Some(match self {
            Self::Unknown => return None,
            Self::Line { line, column: None } if zh => format!("第{line}行"),
            Self::Line { line, column: None } => format!("line {line}"),
            Self::Line { line, column: Some(column) } if zh => format!("第{line}行第{column}格"),
            Self::Line { line, column: Some(column) } => format!("line {line}, cell {column}"),
            Self::Paragraph { paragraph } if zh => format!("第{paragraph}段"),
            Self::Paragraph { paragraph } => format!("paragraph {paragraph}"),
            Self::Table { table, row, column } if zh => format!("第{table}表第{row}行第{column}列"),
            Self::Table { table, row, column } => {
                format!("table {table}, row {row}, column {column}")
            }
            Self::Page { page, line: None } if zh => format!("第{page}页"),
            Self::Page { page, line: None } => format!("page {page}"),
            Self::Page { page, line: Some(line) } if zh => format!("第{page}页第{line}行"),
            Self::Page { page, line: Some(line) } => format!("page {page}, line {line}"),
            Self::PageTable { page, table, row, column } if zh => {
                format!("第{page}页第{table}表第{row}行第{column}列")
            }
            Self::PageTable { page, table, row, column } => {
                format!("page {page}, table {table}, row {row}, column {column}")
            }
            Self::Sheet { sheet, row, column, .. } => {
                format!("{sheet} {}{row}", column_letters(*column))
            }
        })
    }
}

/// The letters of a spreadsheet column counted from 1: 1 is `A`, 27 is `AA`.
#[must_use]
pub fn column_letters(column: u32) -> ColumnLetters {
    ColumnLetters(column)
}

/// A column number, displayed as spreadsheets do.
#[derive(Clone, Copy, Debug)]
pub struct ColumnLetters(u32);

impl fmt::Display for ColumnLetters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 > 26 {
            fmt::Display::fmt(&Self((self.0 - 1) / 26), f)?;
        }
        let letter = self.0.saturating_sub(1) % 26;
        write!(f, "{}", char::from(b'A' + u8::try_from(letter).unwrap_or(0)))
    }
}
