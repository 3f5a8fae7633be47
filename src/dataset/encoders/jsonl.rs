//! JSON lines: one object per row, its members in the order of the columns, `null` for no value.
//! Numbers have all their digits; a program that reads them as binary fractions may lose digits past 15.

use std::io::{self, Write};

use crate::dataset::field::Field;
use crate::dataset::schema::Heading;

#[derive(Debug)]
pub struct Writer<W> {
    output: W,
    /// The text before each value: `{"organization":`, `,"year":`.
    keys: Vec<String>,
}

impl<W: Write> Writer<W> {
    pub fn new(headings: &[Heading], output: W) -> io::Result<Self> {
        let key = |(index, heading): (usize, &Heading)| {
            let before = if index == 0 { '{' } else { ',' };
            Ok(format!("{before}{}:", serde_json::to_string(&heading.name)?))
        };
        let keys = headings.iter().enumerate().map(key).collect::<io::Result<_>>()?;
        Ok(Self { output, keys })
    }

    pub fn write<'a>(&mut self, fields: impl Iterator<Item = &'a Field>) -> io::Result<()> {
        let output = &mut self.output;
        for (key, field) in self.keys.iter().zip(fields) {
            output.write_all(key.as_bytes())?;
            match field {
                Field::Null => output.write_all(b"null")?,
                Field::Text(words) => serde_json::to_writer(&mut *output, words.as_str())?,
                Field::Whole(number) => write!(output, "{number}")?,
                Field::Number(number) => write!(output, "{number}")?,
                Field::Flag(flag) => write!(output, "{flag}")?,
                Field::Day(date) => write!(output, "\"{date}\"")?,
            }
        }
        output.write_all(b"}\n")
    }

    pub fn finish(self) -> W {
        self.output
    }
}
