//! Formatted disk pages: which modifiers the bytes of the main stream have.

use super::damaged;
use crate::model::error::Result;
use crate::readers::compound::{u16_at, u32_at};

const PAGE: usize = 512;

/// The modifiers of ranges of the stream, in its order.
#[derive(Debug)]
pub struct Runs<'a>(Vec<Run<'a>>);

/// A range of the stream and its modifiers.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    pub start: u32,
    pub end: u32,
    pub modifiers: &'a [u8],
}

impl<'a> Runs<'a> {
    /// The properties of characters; `table` lists the pages.
    pub fn characters(main: &'a [u8], table: &[u8]) -> Result<Self> {
        Self::read(main, table, 1, |page, entry| {
            let at = 2 * usize::from(*entry.first()?);
            if at == 0 {
                return Some(&[]);
            }
            let (length, rest) = page.get(at..)?.split_first()?;
            rest.get(..usize::from(*length))
        })
    }

    /// The properties of paragraphs: the number of a style and modifiers.
    pub fn paragraphs(main: &'a [u8], table: &[u8]) -> Result<Self> {
        Self::read(main, table, 13, |page, entry| {
            let at = 2 * usize::from(*entry.first()?);
            if at == 0 {
                return Some(&[]);
            }
            // The length is in words; where it is 0, the byte after it says it.
            match page.get(at..)? {
                [0, length, rest @ ..] => rest.get(..2 * usize::from(*length)),
                [length, rest @ ..] => rest.get(..2 * usize::from(*length) - 1),
                [] => None,
            }
        })
    }

    fn read(
        main: &'a [u8],
        table: &[u8],
        entry_bytes: usize,
        modifiers: impl Fn(&'a [u8], &[u8]) -> Option<&'a [u8]>,
    ) -> Result<Self> {
        let cut = || damaged("FKP", "a page of properties is damaged");
        let count = table.len().saturating_sub(4) / 8;
        if count > main.len() / PAGE {
            return Err(cut());
        }
        let mut runs = Vec::new();
        for number in 0..count {
            let page = u32_at(table, 4 * (count + 1) + 4 * number).ok_or_else(cut)? & 0x3f_ffff;
            let start = page as usize * PAGE;
            let page = main.get(start..start + PAGE).ok_or_else(cut)?;
            let in_page = usize::from(page.last().copied().unwrap_or(0));
            let entries = page.get(4 * (in_page + 1)..PAGE - 1).ok_or_else(cut)?;
            if entries.len() < in_page * entry_bytes {
                return Err(cut());
            }
            for (at, entry) in entries.chunks_exact(entry_bytes).take(in_page).enumerate() {
                let start = u32_at(page, 4 * at).ok_or_else(cut)?;
                let end = u32_at(page, 4 * at + 4).ok_or_else(cut)?;
                if end < start {
                    return Err(cut());
                }
                let modifiers = modifiers(page, entry).ok_or_else(cut)?;
                runs.push(Run { start, end, modifiers });
            }
        }
        runs.sort_by_key(|run| run.start);
        Ok(Self(runs))
    }

    /// The run of a place of the stream; `None` where none has it.
    pub fn at(&self, position: u32) -> Option<Run<'a>> {
        let after = self.0.partition_point(|run| run.start <= position);
        let run = self.0.get(after.checked_sub(1)?)?;
        (position < run.end).then_some(*run)
    }

    /// Where the first run after a place of the stream begins.
    pub fn next_start(&self, position: u32) -> u32 {
        let after = self.0.partition_point(|run| run.start <= position);
        self.0.get(after).map_or(u32::MAX, |run| run.start)
    }
}

/// A table of places with an entry for each place but the last.
#[derive(Clone, Copy, Debug)]
pub struct Plc<'a> {
    bytes: &'a [u8],
    entry_bytes: usize,
    count: usize,
}

impl<'a> Plc<'a> {
    pub fn new(bytes: &'a [u8], entry_bytes: usize) -> Self {
        Self { bytes, entry_bytes, count: bytes.len().saturating_sub(4) / (4 + entry_bytes) }
    }

    /// The places: one more than there are entries.
    pub fn places(self) -> impl Iterator<Item = u32> {
        let most = if self.bytes.len() < 4 { 0 } else { self.count + 1 };
        (0..most).map_while(move |at| u32_at(self.bytes, 4 * at))
    }

    pub fn entries(self) -> impl Iterator<Item = &'a [u8]> {
        let start = 4 * (self.count + 1);
        self.bytes.get(start..).unwrap_or_default().chunks_exact(self.entry_bytes.max(1)).take(self.count)
    }
}

/// A string of UTF-16 with its length before it, and what follows it.
pub fn counted_string(bytes: &[u8]) -> Option<(String, &[u8])> {
    let length = 2 * usize::from(u16_at(bytes, 0)?);
    let (text, rest) = bytes.get(2..)?.split_at_checked(length)?;
    Some((utf16(text), rest))
}

pub fn utf16(bytes: &[u8]) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
