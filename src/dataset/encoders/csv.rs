//! CSV for researchers who also open it in Excel.
//!
//! UTF-8 with a byte order mark: without one, Excel in China reads the text as GBK. Data programs skip it. A
//! text that Excel would read as a formula is prefixed with an apostrophe, and so is one that starts with an
//! apostrophe: removing one restores the text.

use std::io::{self, Write};

use crate::dataset::field::Field;
use crate::dataset::schema::Heading;
use crate::model::formula::guarded;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

#[derive(Debug)]
pub struct Writer<W: Write>(csv::Writer<W>);

impl<W: Write> Writer<W> {
    pub fn new(headings: &[Heading], mut output: W) -> io::Result<Self> {
        output.write_all(BYTE_ORDER_MARK)?;
        let mut rows = csv::Writer::from_writer(output);
        rows.write_record(headings.iter().map(|heading| heading.name.as_str())).map_err(plain)?;
        Ok(Self(rows))
    }

    pub fn write<'a>(&mut self, fields: impl Iterator<Item = &'a Field>) -> io::Result<()> {
        for field in fields {
            let written = match field {
                Field::Null => self.0.write_field(""),
                Field::Text(words) => self.text(words.as_str()),
                Field::Whole(number) => self.0.write_field(number.to_string()),
                Field::Number(number) => self.0.write_field(number.to_string()),
                Field::Flag(flag) => self.0.write_field(if *flag { "true" } else { "false" }),
                Field::Day(date) => self.0.write_field(date.to_string()),
            };
            written.map_err(plain)?;
        }
        self.0.write_record(None::<&[u8]>).map_err(plain)
    }

    fn text(&mut self, text: &str) -> csv::Result<()> {
        self.0.write_field(guarded(text).as_ref())
    }

    pub fn finish(self) -> io::Result<W> {
        self.0.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

/// The error of the output, as the system reports it.
fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
