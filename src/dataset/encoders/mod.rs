//! The formats of a table, each written row by row.

mod buffer;
mod csv;
mod jsonl;
mod parquet;

use std::io::{self, Write};

use super::field::Field;
use super::head::YEAR;
use super::schema::{Heading, Schema};

/// A format of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// Apache Parquet.
    Parquet,
    /// CSV.
    Csv,
    /// One JSON object per line.
    Jsonl,
}

impl TableFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Parquet, Self::Csv, Self::Jsonl];

    /// Its name, which is also the usual extension.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
        }
    }

    /// The format of this name or extension, in any case.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        let known = Self::ALL.into_iter().find(|format| format.name().eq_ignore_ascii_case(name));
        known.or_else(|| name.eq_ignore_ascii_case("ndjson").then_some(Self::Jsonl))
    }
}

/// Writes the rows of one table to one output.
#[derive(Debug)]
pub struct TableWriter<W: Write + Send> {
    rows: Rows<W>,
    /// Which fields of a row are written.
    columns: Vec<usize>,
}

#[derive(Debug)]
enum Rows<W: Write + Send> {
    Parquet(Box<parquet::Writer<W>>),
    Csv(Box<csv::Writer<W>>),
    Jsonl(jsonl::Writer<W>),
}

impl<W: Write + Send> TableWriter<W> {
    /// A writer of the table, or of one part of it in a folder for its year, without the column `year`.
    ///
    /// # Errors
    /// When the output can't be written.
    pub fn new(format: TableFormat, schema: &Schema, is_part: bool, output: W) -> io::Result<Self> {
        let is_written = |heading: &Heading| !(is_part && heading.name == YEAR);
        let kept = || schema.columns.iter().enumerate().filter(|(_, heading)| is_written(heading));
        let headings: Vec<Heading> = kept().map(|(_, heading)| heading.clone()).collect();
        let rows = match format {
            TableFormat::Parquet => {
                Rows::Parquet(Box::new(parquet::Writer::new(schema, &headings, is_part, output)?))
            }
            TableFormat::Csv => Rows::Csv(Box::new(csv::Writer::new(&headings, output)?)),
            TableFormat::Jsonl => Rows::Jsonl(jsonl::Writer::new(&headings, output)?),
        };
        Ok(Self { rows, columns: kept().map(|(index, _)| index).collect() })
    }

    /// Writes a row of the table.
    ///
    /// # Errors
    /// When the output can't be written.
    pub fn write(&mut self, row: &[Field]) -> io::Result<()> {
        let fields = self.columns.iter().map(|index| row.get(*index).unwrap_or(&Field::Null));
        match &mut self.rows {
            Rows::Parquet(writer) => writer.write(fields),
            Rows::Csv(writer) => writer.write(fields),
            Rows::Jsonl(writer) => writer.write(fields),
        }
    }

    /// Writes the remaining rows and returns the output.
    ///
    /// # Errors
    /// When the output can't be written.
    pub fn finish(self) -> io::Result<W> {
        match self.rows {
            Rows::Parquet(writer) => writer.finish(),
            Rows::Csv(writer) => writer.finish(),
            Rows::Jsonl(writer) => Ok(writer.finish()),
        }
    }
}
