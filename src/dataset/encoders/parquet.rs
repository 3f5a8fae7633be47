//! Parquet, column by column through the crate's low-level writer: groups of rows as they come, texts
//! by dictionary, snappy. The descriptions of the columns are in the metadata of the file, under the key `repconv.columns`.

use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::errors::Result;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use super::buffer::Buffer;
use crate::dataset::field::{Field, PRECISION, SCALE};
use crate::dataset::schema::{Heading, Kind, Schema};

/// Maximum size of a row group.
#[derive(Clone, Copy, Debug)]
struct Group {
    fields: usize,
    /// Of distinct values, for long texts.
    bytes: usize,
}

/// 75,000 rows of a table of 14 columns.
const GROUP: Group = Group { fields: 1 << 20, bytes: 4 << 20 };
/// For many files that are open at the same time, one per year.
const GROUP_OF_PART: Group = Group { fields: 1 << 18, bytes: 1 << 20 };

pub struct Writer<W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: Vec<Buffer>,
    most: Group,
    rows: usize,
    bytes: usize,
}

impl<W: Write + Send> fmt::Debug for Writer<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").field("rows", &self.rows).finish_non_exhaustive()
    }
}

impl<W: Write + Send> Writer<W> {
    pub fn new(schema: &Schema, headings: &[Heading], is_part: bool, output: W) -> io::Result<Self> {
        let root = root(schema.name, headings).map_err(io::Error::other)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("repconv ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_key_value_metadata(Some(meaning(schema, headings)))
            .build();
        let file = SerializedFileWriter::new(output, Arc::new(root), Arc::new(properties));
        let columns = headings.iter().map(|heading| Buffer::new(heading.kind)).collect();
        let most = if is_part { GROUP_OF_PART } else { GROUP };
        Ok(Self { file: file.map_err(io::Error::other)?, columns, most, rows: 0, bytes: 0 })
    }

    pub fn write<'a>(&mut self, fields: impl Iterator<Item = &'a Field>) -> io::Result<()> {
        for (column, field) in self.columns.iter_mut().zip(fields) {
            self.bytes += column.add(field)?;
        }
        self.rows += 1;
        if self.rows * self.columns.len() >= self.most.fields || self.bytes >= self.most.bytes {
            self.end_group().map_err(unwrapped)?;
        }
        Ok(())
    }

    fn end_group(&mut self) -> Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.file.next_row_group()?;
        let mut columns = self.columns.iter_mut();
        while let (Some(mut column), Some(buffer)) = (group.next_column()?, columns.next()) {
            buffer.write(&mut column)?;
            column.close()?;
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }

    pub fn finish(mut self) -> io::Result<W> {
        self.end_group().map_err(unwrapped)?;
        self.file.into_inner().map_err(unwrapped)
    }
}

/// The error of the output itself, if it is one, so that a full disk is reported as such.
fn unwrapped(error: parquet::errors::ParquetError) -> io::Error {
    match error {
        parquet::errors::ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}

fn root(name: &str, headings: &[Heading]) -> Result<Type> {
    let fields = headings.iter().map(|heading| field(heading).map(Arc::new));
    Type::group_type_builder(name).with_fields(fields.collect::<Result<_>>()?).build()
}

fn field(heading: &Heading) -> Result<Type> {
    let (physical, logical) = match heading.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Whole => (Physical::INT64, None),
        Kind::Number => return number(heading),
        Kind::Flag => (Physical::BOOLEAN, None),
        Kind::Day => (Physical::INT32, Some(LogicalType::Date)),
    };
    Type::primitive_type_builder(&heading.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
}

fn number(heading: &Heading) -> Result<Type> {
    let (precision, scale) = (i32::try_from(PRECISION)?, i32::try_from(SCALE)?);
    Type::primitive_type_builder(&heading.name, Physical::FIXED_LEN_BYTE_ARRAY)
        .with_repetition(Repetition::OPTIONAL)
        .with_length(i32::try_from(size_of::<i128>())?)
        .with_logical_type(Some(LogicalType::decimal(scale, precision)))
        .with_precision(precision)
        .with_scale(scale)
        .build()
}

/// Descriptions of the table and its columns, in both languages.
fn meaning(schema: &Schema, headings: &[Heading]) -> Vec<KeyValue> {
    let about = |heading: &Heading| {
        let text = format!("{} / {}", heading.about.zh, heading.about.en);
        (heading.name.clone(), serde_json::Value::from(text))
    };
    let columns: serde_json::Map<_, _> = headings.iter().map(about).collect();
    let table = format!("{}: {} / {}", schema.name, schema.about.zh, schema.about.en);
    let key_value = |key: &str, value| KeyValue::new(key.to_owned(), Some(value));
    vec![
        key_value("repconv.table", table),
        key_value("repconv.columns", serde_json::Value::Object(columns).to_string()),
    ]
}
