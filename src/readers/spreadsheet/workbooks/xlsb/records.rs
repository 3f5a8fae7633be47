//! The records of BIFF 12, as MS-XLSB describes them: a number, a length, both in groups of seven bits, then the fields.

use crate::model::error::{Error, Result};
use crate::model::limits::{Clock, Limits};
use crate::readers::compound::{u16_at, u32_at};

const FORMAT: &str = "xlsb";

/// The numbers of the records that are read.
pub mod kind {
    pub const ROW: u32 = 0;
    pub const BLANK: u32 = 1;
    pub const RK: u32 = 2;
    pub const ERROR: u32 = 3;
    pub const BOOLEAN: u32 = 4;
    pub const REAL: u32 = 5;
    pub const TEXT: u32 = 6;
    pub const SHARED_TEXT: u32 = 7;
    pub const TEXT_FORMULA: u32 = 8;
    pub const NUMBER_FORMULA: u32 = 9;
    pub const BOOLEAN_FORMULA: u32 = 10;
    pub const ERROR_FORMULA: u32 = 11;
    /// The first and last of cells whose column is the one after the last cell, in the order of those from `BLANK` on.
    pub const SHORT_BLANK: u32 = 12;
    pub const SHORT_SHARED_TEXT: u32 = 18;
    pub const SHARED_STRING: u32 = 19;
    pub const NAME: u32 = 39;
    pub const FONT: u32 = 43;
    pub const NUMBER_FORMAT: u32 = 44;
    pub const FILL: u32 = 45;
    pub const CELL_STYLE: u32 = 47;
    pub const COLUMNS: u32 = 60;
    pub const RICH_TEXT: u32 = 62;
    pub const END_SHEET: u32 = 130;
    pub const BEGIN_DATA: u32 = 145;
    pub const END_DATA: u32 = 146;
    pub const WORKBOOK: u32 = 153;
    pub const SHEET: u32 = 156;
    pub const CALCULATION: u32 = 157;
    pub const MERGED: u32 = 176;
    pub const EXTERNAL_SHEETS: u32 = 362;
    pub const CONDITIONAL: u32 = 461;
    pub const CONDITIONAL_RULE: u32 = 463;
    pub const HEADER_FOOTER: u32 = 479;
    pub const CONDITIONAL_STYLE: u32 = 507;
    pub const CELL_STYLES: u32 = 617;
    pub const END_CELL_STYLES: u32 = 618;
    pub const COMMENT: u32 = 635;
    pub const COMMENT_TEXT: u32 = 637;
    pub const TABLE: u32 = 661;
}

/// A record.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    pub kind: u32,
    pub fields: Fields<'a>,
}

/// Walks the records of a part.
#[derive(Debug)]
pub struct Records<'a> {
    rest: &'a [u8],
    part: &'a str,
    clock: &'a Clock,
    steps: u32,
}

impl<'a> Records<'a> {
    pub fn new(part: &'a str, bytes: &'a [u8], limits: &'a Limits) -> Self {
        Self { rest: bytes, part, clock: &limits.clock, steps: 0 }
    }

    /// The next record; `None` after the last one.
    ///
    /// # Errors
    /// [`Error::Damaged`] when it is cut off.
    pub fn next(&mut self) -> Result<Option<Record<'a>>> {
        self.clock.step(&mut self.steps)?;
        if self.rest.is_empty() {
            return Ok(None);
        }
        self.record().map(Some).ok_or_else(|| self.damaged("a record is cut off"))
    }

    /// The error that the part is damaged.
    pub fn damaged(&self, detail: impl Into<String>) -> Error {
        Error::Damaged { format: FORMAT, part: self.part.to_owned(), detail: detail.into() }
    }

    /// What was read of a record; `None` when it is too short for what it says.
    ///
    /// # Errors
    /// [`Error::Damaged`] when there is nothing.
    pub fn whole<T>(&self, kind: u32, read: Option<T>) -> Result<T> {
        read.ok_or_else(|| self.damaged(format!("record {kind}")))
    }

    fn record(&mut self) -> Option<Record<'a>> {
        let kind = self.number(2)?;
        let length = usize::try_from(self.number(4)?).ok()?;
        let (fields, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(Record { kind, fields: Fields(fields) })
    }

    /// A number of so many bytes at most, each but the last with its highest bit set.
    fn number(&mut self, bytes: u32) -> Option<u32> {
        let mut number = 0;
        for place in 0..bytes {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u32::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

/// The fields of a record that were not read yet.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// So many bytes.
    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    pub fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    pub fn u16(&mut self) -> Option<u16> {
        u16_at(self.take(2)?, 0)
    }

    pub fn u32(&mut self) -> Option<u32> {
        u32_at(self.take(4)?, 0)
    }

    /// Eight bytes, which are a number or a colour.
    pub fn eight(&mut self) -> Option<[u8; 8]> {
        self.take(8)?.first_chunk().copied()
    }

    /// UTF-16 units, their number of four bytes before them.
    pub fn units(&mut self) -> Option<Vec<u16>> {
        let count = usize::try_from(self.u32()?).ok()?;
        self.units_of(count)
    }

    /// So many UTF-16 units.
    pub fn units_of(&mut self, count: usize) -> Option<Vec<u16>> {
        let bytes = self.take(count.checked_mul(2)?)?;
        Some(bytes.chunks_exact(2).filter_map(|unit| u16_at(unit, 0)).collect())
    }

    pub fn text(&mut self) -> Option<String> {
        self.units().map(|units| String::from_utf16_lossy(&units))
    }

    /// A text that may be missing, which its length says: it is empty then.
    pub fn optional_text(&mut self) -> Option<String> {
        if self.0.starts_with(&[0xff; 4]) {
            return self.take(4).map(|_| String::new());
        }
        self.text()
    }

    /// The bytes of a formula, their number before them.
    pub fn formula(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.u32()?).ok()?;
        self.take(length)
    }

    /// The area of two rows and two columns, from 0; here from 1.
    pub fn area(&mut self) -> Option<[u32; 4]> {
        let mut corners = [0; 4];
        for corner in &mut corners {
            *corner = self.u32()?.checked_add(1)?;
        }
        Some(corners)
    }

    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_lengths_are_in_groups_of_seven_bits() {
        let long = vec![7; 200];
        let bytes = [&[0x07, 4, 1, 0, 0, 0][..], &[0x9c, 0x01, 0], &[0xf0, 0x04, 0xc8, 0x01], &long].concat();
        let limits = Limits::default();
        let mut records = Records::new("p", &bytes, &limits);
        let mut found = Vec::new();
        while let Some(record) = records.next().unwrap() {
            found.push((record.kind, record.fields.0.len()));
        }
        assert_eq!(found, [(7, 4), (156, 0), (624, 200)]);
        for cut in [1, 2, 5, 7, 8, 10, 12, 150] {
            let mut records = Records::new("p", &bytes[..cut], &limits);
            let last = std::iter::from_fn(|| records.next().transpose()).last();
            assert!(matches!(last, Some(Err(Error::Damaged { .. }))), "{cut}");
        }
    }

    #[test]
    fn a_length_that_lies_takes_nothing() {
        for bytes in [&[0xff, 0xff, 0xff, 0x7f, 1, 0][..], &[2, 0, 0, 0, 65, 0], &[0xff; 4], &[]] {
            assert_eq!(Fields(bytes).text(), None);
        }
        assert_eq!(Fields(&[0xff; 4]).optional_text(), Some(String::new()));
        assert_eq!(Fields(&[1, 0, 0, 0, 0x00, 0x4e]).optional_text(), Some("一".to_owned()));
    }
}
