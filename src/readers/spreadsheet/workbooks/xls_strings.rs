//! Strings of an `.xls`: in Excel 97 and later UTF-16 or its lower half, and cut over CONTINUE records;
//! in Excel 95 bytes of the workbook's code page.

use encoding_rs::Encoding;

use super::biff::{FontRun, font_runs};
use crate::readers::compound::{u16_at, u32_at};

/// A record with the CONTINUE records after it.
#[derive(Debug)]
pub struct Pieces<'a> {
    piece: &'a [u8],
    more: std::vec::IntoIter<&'a [u8]>,
}

impl<'a> Pieces<'a> {
    pub fn new(first: &'a [u8], more: Vec<&'a [u8]>) -> Self {
        Self { piece: first, more: more.into_iter() }
    }

    pub fn is_empty(&mut self) -> bool {
        while self.piece.is_empty() {
            match self.more.next() {
                Some(piece) => self.piece = piece,
                None => return true,
            }
        }
        false
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.piece.split_at_checked(count)?;
        self.piece = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn u16(&mut self) -> Option<u16> {
        u16_at(self.take(2)?, 0)
    }

    pub fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            if self.is_empty() {
                return None;
            }
            let taken = count.min(self.piece.len());
            self.take(taken)?;
            count -= taken;
        }
        Some(())
    }

    /// Passes over the rest of the first record.
    pub fn skip_record(&mut self) -> Option<()> {
        self.piece = self.more.next()?;
        Some(())
    }

    /// So many characters, before which are only their flags.
    pub fn characters(&mut self, length: usize) -> Option<String> {
        self.unicode(length).map(|(text, _)| text)
    }

    /// A number of two bytes that may be cut between records.
    fn u16_across(&mut self) -> Option<u16> {
        let mut bytes = [0; 2];
        for byte in &mut bytes {
            if self.is_empty() {
                return None;
            }
            *byte = self.byte()?;
        }
        Some(u16::from_le_bytes(bytes))
    }

    /// A string whose length, of one or two bytes, comes first; `code_page` for Excel 95.
    pub fn string(&mut self, length_bytes: u8, code_page: Option<&'static Encoding>) -> Option<String> {
        self.rich_string(length_bytes, code_page).map(|(text, _)| text)
    }

    /// As [`Pieces::string`], with the fonts of its runs.
    pub fn rich_string(
        &mut self,
        length_bytes: u8,
        code_page: Option<&'static Encoding>,
    ) -> Option<(String, Vec<FontRun>)> {
        let length = if length_bytes == 1 { u16::from(self.byte()?) } else { self.u16()? };
        let length = usize::from(length);
        match code_page {
            Some(encoding) => {
                let text = encoding.decode_without_bom_handling(self.take(length)?).0.into_owned();
                Some((text, Vec::new()))
            }
            None if length == 0 && self.piece.is_empty() => Some((String::new(), Vec::new())),
            None => self.unicode(length),
        }
    }

    /// Flags, then characters, then the formatting runs and phonetic text that the flags announce.
    fn unicode(&mut self, length: usize) -> Option<(String, Vec<FontRun>)> {
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(self.u16()?) };
        let phonetic = if flags & 4 == 0 { 0 } else { u32_at(self.take(4)?, 0)? };
        let mut is_wide = flags & 1 != 0;
        let mut units: Vec<u16> = Vec::new();
        while units.len() < length {
            if self.piece.is_empty() {
                if self.is_empty() {
                    return None;
                }
                // A string that goes on in the next record has its flags there anew.
                is_wide = self.byte()? & 1 != 0;
            }
            let size = if is_wide { 2 } else { 1 };
            let count = (self.piece.len() / size).min(length - units.len());
            if count == 0 && !self.piece.is_empty() {
                return None;
            }
            let bytes = self.take(count * size)?;
            if is_wide {
                units.extend(bytes.chunks_exact(2).filter_map(|pair| u16_at(pair, 0)));
            } else {
                units.extend(bytes.iter().copied().map(u16::from));
            }
        }
        let runs =
            (0..runs).map(|_| Some((self.u16_across()?, self.u16_across()?))).collect::<Option<Vec<_>>>()?;
        self.skip(usize::try_from(phonetic).ok()?)?;
        let text = String::from_utf16_lossy(&units);
        let runs = if runs.is_empty() { Vec::new() } else { font_runs(&units, &runs) };
        Some((text, runs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_goes_on_in_the_next_record() {
        let first = [4, 0, 0, b'a', b'b'];
        let second = [1, 0x00, 0x4e, b'c', 0, 9];
        let mut pieces = Pieces::new(&first, vec![&second]);
        assert_eq!(pieces.string(2, None).as_deref(), Some("ab一c"));
        assert_eq!(pieces.byte(), Some(9));
        assert!(pieces.is_empty());
    }

    #[test]
    fn runs_and_phonetic_text_are_passed_over() {
        let bytes = [1, 0, 12, 1, 0, 2, 0, 0, 0, b'a', 1, 2, 3, 4, 5, 6, b'z'];
        let mut pieces = Pieces::new(&bytes, Vec::new());
        assert_eq!(pieces.rich_string(2, None), Some(("a".to_owned(), vec![(1, 0x0403)])));
        assert_eq!(pieces.byte(), Some(b'z'));
    }

    #[test]
    fn a_cut_string_is_none() {
        assert_eq!(Pieces::new(&[4, 0, 0, b'a'], Vec::new()).string(2, None), None);
        assert_eq!(Pieces::new(&[4, 0, 1, b'a'], Vec::new()).string(2, None), None);
        assert_eq!(Pieces::new(&[4], Vec::new()).string(2, None), None);
    }

    #[test]
    fn excel_95_uses_its_code_page() {
        let text = Pieces::new(&[4, 0xd6, 0xd0, 0xce, 0xc4], Vec::new()).string(1, Some(encoding_rs::GBK));
        assert_eq!(text.as_deref(), Some("中文"));
    }
}
