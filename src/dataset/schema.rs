//! Tables as data: each column is declared once, with its kind, its description and how to get its value.
//!
//! The Parquet schema, the header of a CSV, the keys of JSON lines and docs/dataset.md all come from here.

use super::field::{Field, Row};
use crate::model::language::{Message, Text};

/// The kind of values that a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Whole,
    /// An exact decimal.
    Number,
    /// Yes or no.
    Flag,
    /// A day of the calendar.
    Day,
}

impl Kind {
    /// The name of the kind in SQL.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "VARCHAR",
            Self::Whole => "BIGINT",
            Self::Number => "DECIMAL(38,10)",
            Self::Flag => "BOOLEAN",
            Self::Day => "DATE",
        }
    }

    /// Whether a column of this kind can hold the field.
    #[must_use]
    pub const fn takes(self, field: &Field) -> bool {
        matches!(
            (self, field),
            (_, Field::Null)
                | (Self::Text, Field::Text(_))
                | (Self::Whole, Field::Whole(_))
                | (Self::Number, Field::Number(_))
                | (Self::Flag, Field::Flag(_))
                | (Self::Day, Field::Day(_))
        )
    }
}

/// A table whose rows are made from values of `R`.
#[derive(Debug)]
pub struct Table<R: 'static> {
    /// The name, from which the file is named.
    pub name: &'static str,
    /// What its rows are.
    pub about: Text,
    /// The columns in order.
    pub columns: &'static [Column<R>],
}

/// A column, and how to get its value from a row.
#[derive(Debug)]
pub struct Column<R> {
    /// The name.
    pub name: &'static str,
    /// The kind of its values.
    pub kind: Kind,
    /// What it holds.
    pub about: Text,
    /// Takes the value out of what a row is made of.
    pub get: fn(&R) -> Field,
}

pub(super) const fn column<R>(
    name: &'static str,
    kind: Kind,
    zh: &'static str,
    en: &'static str,
    get: fn(&R) -> Field,
) -> Column<R> {
    Column { name, kind, about: Text::new(zh, en), get }
}

impl<R> Table<R> {
    /// The table without the type of its rows.
    #[must_use]
    pub fn schema(&self) -> Schema {
        let columns = self.columns.iter().map(|column| Heading {
            name: column.name.to_owned(),
            kind: column.kind,
            about: Message::new(column.about.zh, column.about.en),
        });
        Schema { name: self.name, about: self.about, columns: columns.collect() }
    }

    /// The values of a row.
    #[must_use]
    pub fn row(&self, of: &R) -> Row {
        self.columns.iter().map(|column| (column.get)(of)).collect()
    }
}

/// A table as encoders know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    /// The name, from which the file is named.
    pub name: &'static str,
    /// What its rows are.
    pub about: Text,
    /// The columns in order.
    pub columns: Vec<Heading>,
}

/// A column as encoders know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The name.
    pub name: String,
    /// The kind of its values.
    pub kind: Kind,
    /// What it holds.
    pub about: Message,
}
