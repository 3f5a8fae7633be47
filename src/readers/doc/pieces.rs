//! The text: pieces of the main stream, in the order of the document.
//!
//! A document saved fast has its changes at the end of the stream, with modifiers of their own. A piece has
//! characters of two bytes, or of one in the code page of the document.

use super::modifiers::short;
use super::{code_page, damaged};
use crate::model::error::Result;
use crate::model::limits::Limits;
use crate::readers::compound::{u16_at, u32_at};

/// The text of all stories.
#[derive(Debug)]
pub struct Text<'a> {
    main: &'a [u8],
    pieces: Vec<Piece<'a>>,
}

/// Text that is together in the stream.
#[derive(Debug)]
pub struct Piece<'a> {
    /// The first character, and the one after the last.
    pub start: u32,
    pub end: u32,
    /// Where it is in the stream.
    at: u32,
    is_wide: bool,
    is_gbk: bool,
    pub modifiers: PieceModifiers<'a>,
}

/// What a piece changes of its text's properties.
#[derive(Clone, Copy, Debug)]
pub enum PieceModifiers<'a> {
    None,
    One([u8; 3]),
    List(&'a [u8]),
}

impl PieceModifiers<'_> {
    /// The modifiers as a list.
    pub fn list(&self) -> &[u8] {
        match self {
            Self::None => &[],
            Self::One(bytes) => bytes,
            Self::List(list) => list,
        }
    }
}

impl Piece<'_> {
    /// Where a character is in the stream.
    pub fn position(&self, character: u32) -> u32 {
        let from_start = character.saturating_sub(self.start);
        self.at.saturating_add(from_start.saturating_mul(self.width()))
    }

    /// The character that begins at a place of the stream or before it.
    pub fn character(&self, position: u32) -> u32 {
        self.start.saturating_add(position.saturating_sub(self.at) / self.width())
    }

    pub fn width(&self) -> u32 {
        if self.is_wide { 2 } else { 1 }
    }
}

impl<'a> Text<'a> {
    /// Reads the table of pieces.
    pub fn read(main: &'a [u8], mut table: &'a [u8], is_chinese: bool, limits: &Limits) -> Result<Self> {
        let cut = || damaged("CLX", "the table of pieces is cut off");
        let mut lists = Vec::new();
        while let Some((1, rest)) = table.split_first() {
            let length = usize::from(u16_at(rest, 0).ok_or_else(cut)?);
            lists.push(rest.get(2..).and_then(|rest| rest.get(..length)).ok_or_else(cut)?);
            table = rest.get(2 + length..).ok_or_else(cut)?;
        }
        let Some((2, rest)) = table.split_first() else { return Err(cut()) };
        let length = u32_at(rest, 0).ok_or_else(cut)? as usize;
        let plc = rest.get(4..).and_then(|rest| rest.get(..length)).ok_or_else(cut)?;
        let count = length.saturating_sub(4) / 12;
        let mut pieces = Vec::with_capacity(count);
        for number in 0..count {
            let start = u32_at(plc, 4 * number).ok_or_else(cut)?;
            let end = u32_at(plc, 4 * number + 4).ok_or_else(cut)?;
            let entry = plc.get(4 * (count + 1) + 8 * number..).ok_or_else(cut)?;
            let packed = u32_at(entry, 2).ok_or_else(cut)?;
            let modifiers = piece_modifiers(u16_at(entry, 6).ok_or_else(cut)?, &lists);
            let is_wide = packed & 0x4000_0000 == 0;
            let at = if is_wide { packed & 0x3fff_ffff } else { (packed & 0x3fff_ffff) / 2 };
            pieces.push(Piece { start, end, at, is_wide, is_gbk: false, modifiers });
        }
        let mut text = Self { main, pieces };
        text.check(limits)?;
        if is_chinese {
            text.find_gbk();
        }
        Ok(text)
    }

    /// Finds the pieces that are in GBK.
    fn find_gbk(&mut self) {
        for piece in self.pieces.iter_mut().filter(|piece| !piece.is_wide) {
            let range = piece.position(piece.start) as usize..piece.position(piece.end) as usize;
            piece.is_gbk = code_page::is_gbk(self.main.get(range).unwrap_or_default());
        }
    }

    /// All pieces follow one another and are in the stream.
    fn check(&self, limits: &Limits) -> Result<()> {
        let mut end = 0;
        for piece in &self.pieces {
            let last = piece.position(piece.end) as usize;
            if piece.start != end || piece.end < piece.start || last > self.main.len() {
                return Err(damaged("CLX", "a piece of the text is not there"));
            }
            end = piece.end;
        }
        limits.check_text(end as usize)
    }

    /// The piece of a character.
    pub fn piece(&self, character: u32) -> Option<&Piece<'a>> {
        self.pieces(character, character.saturating_add(1)).next().map(|(piece, ..)| piece)
    }

    /// How many characters there are.
    pub fn length(&self) -> u32 {
        self.pieces.last().map_or(0, |piece| piece.end)
    }

    /// The pieces of a range of characters, each with the part of it that is in the range.
    pub fn pieces(&self, start: u32, end: u32) -> impl Iterator<Item = (&Piece<'a>, u32, u32)> {
        let first = self.pieces.partition_point(|piece| piece.end <= start);
        let rest = self.pieces.get(first..).unwrap_or_default().iter();
        rest.take_while(move |piece| piece.start < end)
            .map(move |piece| (piece, piece.start.max(start), piece.end.min(end)))
            .filter(|(_, start, end)| start < end)
    }

    /// The bytes of characters that are all in one piece.
    pub fn bytes(&self, piece: &Piece<'_>, start: u32, end: u32) -> &'a [u8] {
        let range = piece.position(start) as usize..piece.position(end) as usize;
        self.main.get(range).unwrap_or_default()
    }

    /// The first character in a range that ends a paragraph, and its code: a paragraph mark, a cell mark, or what `is_end` says
    /// of the place of a section mark.
    pub fn paragraph_end(&self, start: u32, end: u32, is_end: impl Fn(u32) -> bool) -> Option<(u32, u16)> {
        for (piece, from, to) in self.pieces(start, end) {
            let bytes = self.bytes(piece, from, to);
            let ends = |(character, unit): &(u32, u16)| match unit {
                0x0d | 0x07 => true,
                0x0c => is_end(*character),
                _ => false,
            };
            let found = if piece.is_wide {
                let units = bytes.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit));
                (from..).zip(units).find(ends)
            } else {
                (from..).zip(bytes.iter().map(|byte| u16::from(*byte))).find(ends)
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// The characters of a part of a piece, each with its place; a character of two places has the first.
    pub fn characters(&self, piece: &Piece<'_>, start: u32, end: u32, found: &mut Vec<(u32, char)>) {
        let bytes = self.bytes(piece, start, end);
        found.clear();
        if piece.is_wide {
            let units = bytes.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit));
            let mut at = start;
            for character in char::decode_utf16(units) {
                let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
                found.push((at, character));
                at = at.saturating_add(if character.len_utf16() == 2 { 2 } else { 1 });
            }
        } else {
            code_page::decode(bytes, piece.is_gbk, start, found);
        }
    }
}

fn piece_modifiers<'a>(packed: u16, lists: &[&'a [u8]]) -> PieceModifiers<'a> {
    if packed & 1 == 1 {
        return lists
            .get(usize::from(packed >> 1))
            .map_or(PieceModifiers::None, |list| PieceModifiers::List(list));
    }
    short(packed).map_or(PieceModifiers::None, PieceModifiers::One)
}
