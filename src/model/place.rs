//! Where something is in the source.

use std::fmt;
use std::sync::Arc;

use crate::model::language::Language;

/// Where something stood in the source, counted from 1 as a person counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A line of a text; `column` is the cell in that line, when it is one of several.
    Line { line: u32, column: Option<u32> },
    /// The n-th paragraph of the body (tables not counted).
    Paragraph { paragraph: u32 },
    /// Table, row and grid column.
    Table { table: u32, row: u32, column: u32 },
    /// Sheet (its number and name), row and column.
    Sheet { number: u32, sheet: Arc<str>, row: u32, column: u32 },
    /// The place is not known.
    #[default]
    Unknown,
}

impl Place {
    /// The place as a clerk would say it; `None` when unknown.
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

/// Shows a column number as a spreadsheet does.
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
