//! The values of one column of a Parquet row group, until the group is full.
//!
//! Values of a column repeat (the body, the file, a label), so each text is kept once and the rows refer to it:
//! 100,000 rows then fit into a few megabytes.

use std::collections::HashMap;
use std::io;

use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, FixedLenByteArray, FixedLenByteArrayType, Int32Type,
    Int64Type,
};
use parquet::file::writer::SerializedColumnWriter;

use crate::dataset::field::{Field, scaled};
use crate::dataset::schema::Kind;
use crate::model::date::Date;

#[derive(Debug)]
pub struct Buffer {
    values: Values,
    /// For each row 1, or 0 for null.
    levels: Vec<i16>,
}

#[derive(Debug)]
enum Values {
    Texts(Distinct),
    Wholes(Vec<i64>),
    Numbers(Distinct),
    Flags(Vec<bool>),
    Days(Vec<i32>),
}

impl Buffer {
    pub fn new(kind: Kind) -> Self {
        let values = match kind {
            Kind::Text => Values::Texts(Distinct::default()),
            Kind::Whole => Values::Wholes(Vec::new()),
            Kind::Number => Values::Numbers(Distinct::default()),
            Kind::Flag => Values::Flags(Vec::new()),
            Kind::Day => Values::Days(Vec::new()),
        };
        Self { values, levels: Vec::new() }
    }

    /// Adds a row; returns the number of bytes by which the buffer grows.
    ///
    /// # Errors
    /// If the field is not of the kind of the column, which would be a bug; no value may get lost.
    pub fn add(&mut self, field: &Field) -> io::Result<usize> {
        let mut added = 0;
        match (&mut self.values, field) {
            (_, Field::Null) => {}
            (Values::Texts(texts), Field::Text(words)) => added = texts.add(words.as_str().as_bytes()),
            (Values::Wholes(wholes), Field::Whole(number)) => wholes.push(*number),
            (Values::Numbers(numbers), Field::Number(number)) => {
                let scaled = scaled(number).ok_or_else(|| io::Error::other("a number too long"))?;
                added = numbers.add(&scaled.to_be_bytes());
            }
            (Values::Flags(flags), Field::Flag(flag)) => flags.push(*flag),
            (Values::Days(days), Field::Day(date)) => days.push(days_since_1970(*date)),
            _ => return Err(io::Error::other("a field of another kind than its column")),
        }
        self.levels.push(i16::from(*field != Field::Null));
        Ok(added)
    }

    /// Writes the column and empties the buffer.
    pub fn write(&mut self, column: &mut SerializedColumnWriter<'_>) -> parquet::errors::Result<()> {
        let levels = std::mem::take(&mut self.levels);
        match &mut self.values {
            Values::Texts(texts) => put::<ByteArrayType>(column, &texts.take(), &levels),
            Values::Wholes(wholes) => put::<Int64Type>(column, &std::mem::take(wholes), &levels),
            Values::Numbers(numbers) => {
                let numbers: Vec<_> = numbers.take().into_iter().map(FixedLenByteArray::from).collect();
                put::<FixedLenByteArrayType>(column, &numbers, &levels)
            }
            Values::Flags(flags) => put::<BoolType>(column, &std::mem::take(flags), &levels),
            Values::Days(days) => put::<Int32Type>(column, &std::mem::take(days), &levels),
        }
    }
}

fn put<T: DataType>(
    column: &mut SerializedColumnWriter<'_>,
    values: &[T::T],
    levels: &[i16],
) -> parquet::errors::Result<()> {
    column.typed::<T>().write_batch(values, Some(levels), None).map(|_| ())
}

/// Values, each of which is kept once.
#[derive(Debug, Default)]
struct Distinct {
    values: Vec<ByteArray>,
    places: HashMap<Box<[u8]>, u32>,
    /// For each row the place of its value.
    rows: Vec<u32>,
}

impl Distinct {
    fn add(&mut self, value: &[u8]) -> usize {
        // Most rows have the value of the row before.
        let before = self.rows.last().copied();
        if let Some(place) = before
            && self.values.get(place as usize).is_some_and(|known| known.data() == value)
        {
            self.rows.push(place);
            return 0;
        }
        if let Some(place) = self.places.get(value) {
            self.rows.push(*place);
            return 0;
        }
        let place = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.values.push(ByteArray::from(value.to_vec()));
        self.places.insert(Box::from(value), place);
        self.rows.push(place);
        2 * value.len() + 64
    }

    fn take(&mut self) -> Vec<ByteArray> {
        let Self { values, rows, .. } = std::mem::take(self);
        rows.iter().filter_map(|place| values.get(*place as usize).cloned()).collect()
    }
}

/// Days from 1970-01-01, as Parquet counts them.
fn days_since_1970(date: Date) -> i32 {
    // A year that starts in March ends with its leap day.
    let (year, month) = match i32::from(date.month) {
        month @ 1..=2 => (i32::from(date.year) - 1, month + 9),
        month => (i32::from(date.year), month - 3),
    };
    let leap_days = year / 4 - year / 100 + year / 400;
    365 * year + leap_days + (153 * month + 2) / 5 + i32::from(date.day) - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        for ((year, month, day), want) in [
            ((1970, 1, 1), 0),
            ((1970, 12, 31), 364),
            ((2000, 2, 29), 11_016),
            ((2000, 3, 1), 11_017),
            ((2022, 1, 21), 19_013),
            ((1900, 1, 1), -25_567),
        ] {
            assert_eq!(days_since_1970(Date { year, month, day }), want, "{year}-{month}-{day}");
        }
    }
}
