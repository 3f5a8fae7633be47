//! Takes streams out of an OLE compound file, the container of `.xls` and `.doc`.
//!
//! A document may hold others, with streams of the same names further down: only those directly under the root
//! are its own.
//!
//! Every chain of sectors is followed for as many steps as the file can have, so that a circle ends;
//! every stream must be wholly there, so that a cut file is noticed wherever it was cut.

use crate::formats::Content;
use crate::model::error::{Error, Result};

const HEADER_BYTES: usize = 512;
const ENTRY_BYTES: usize = 128;
/// What a sibling or child is where there is none.
const NO_ENTRY: u32 = 0xffff_ffff;
/// Streams shorter than this are in the mini stream.
const MINI_LIMIT: usize = 4096;
const MINI_SECTOR: usize = 64;
/// The largest number of a sector; the numbers above say «end», «free» and the like.
const LAST_SECTOR: u32 = 0xffff_fffa;
/// Entries of the sector table that are in the header.
const TABLE_IN_HEADER: usize = 109;
/// Most bytes set aside for a stream before it is gathered.
const LARGEST_EXPECTED: usize = 1 << 20;

/// What errors call a file of which nothing but the container is known.
const UNKNOWN: &str = "Office 97-2003";

/// A compound file.
#[derive(Debug)]
pub struct Compound<'a> {
    bytes: &'a [u8],
    /// What errors call the format.
    format: &'static str,
    sector: usize,
    table: Vec<u32>,
    mini_table: Vec<u32>,
    mini: Vec<u8>,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    name: String,
    is_stream: bool,
    is_root: bool,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: usize,
}

impl<'a> Compound<'a> {
    /// Opens the container and makes sure that all its streams are there. Where it is cut off before anything tells
    /// what it holds, errors do not call it `format`.
    pub fn open(bytes: &'a [u8], format: &'static str) -> Result<Self> {
        let format = if Content::new(bytes).is_compound_of_unknown_kind() { UNKNOWN } else { format };
        let cut = || cut(format);
        let shift = u16_at(bytes, 30).ok_or_else(cut)?;
        if bytes.len() < HEADER_BYTES || !matches!(shift, 9 | 12) {
            return Err(cut());
        }
        let mut file = Self {
            bytes,
            format,
            sector: 1 << shift,
            table: Vec::new(),
            mini_table: Vec::new(),
            mini: Vec::new(),
            entries: Vec::new(),
        };
        file.read_table()?;
        let start = |at| u32_at(bytes, at).ok_or_else(cut);
        let directory = file.chain(start(48)?, usize::MAX)?;
        file.entries = directory.chunks_exact(ENTRY_BYTES).filter_map(entry).collect();
        if start(64)? > 0 {
            file.mini_table = words(&file.chain(start(60)?, usize::MAX)?);
        }
        if let Some(root) = file.entries.iter().find(|entry| entry.is_root) {
            file.mini = file.chain(root.start, root.size)?;
        }
        file.check_streams()?;
        Ok(file)
    }

    /// The content of the first stream that has one of the names.
    pub fn stream(&self, names: &[&str]) -> Result<Option<Vec<u8>>> {
        let is = |entry: &&Entry, name: &str| entry.is_stream && entry.name.eq_ignore_ascii_case(name);
        let own = self.top_entries();
        let found = names.iter().find_map(|name| own.iter().copied().find(|entry| is(entry, name)));
        found.map(|entry| self.content(entry)).transpose()
    }

    /// The entries directly under the root; all of them where the root names none.
    fn top_entries(&self) -> Vec<&Entry> {
        let root = self.entries.iter().find(|entry| entry.is_root);
        let mut pending: Vec<u32> = root.map(|root| root.child).into_iter().collect();
        let (mut found, mut seen) = (Vec::new(), vec![false; self.entries.len()]);
        while let Some(id) = pending.pop() {
            let Some(at) = usize::try_from(id).ok().filter(|_| id != NO_ENTRY) else { continue };
            let (Some(entry), Some(seen)) = (self.entries.get(at), seen.get_mut(at)) else { continue };
            if !std::mem::replace(seen, true) {
                found.push(entry);
                pending.extend([entry.left, entry.right]);
            }
        }
        if found.is_empty() { self.entries.iter().collect() } else { found }
    }

    fn content(&self, entry: &Entry) -> Result<Vec<u8>> {
        if entry.size >= MINI_LIMIT {
            return self.chain(entry.start, entry.size);
        }
        let sector = |id: u32| {
            let at = usize::try_from(id).ok()?.checked_mul(MINI_SECTOR)?;
            self.mini.get(at..at.checked_add(MINI_SECTOR)?.min(self.mini.len()))
        };
        follow(entry.start, entry.size, &self.mini_table, sector).ok_or_else(|| cut(self.format))
    }

    fn chain(&self, start: u32, size: usize) -> Result<Vec<u8>> {
        follow(start, size, &self.table, |id| self.sector(id)).ok_or_else(|| cut(self.format))
    }

    /// The last sector of a file may be short.
    fn sector(&self, id: u32) -> Option<&'a [u8]> {
        let at = usize::try_from(id).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        self.bytes.get(at..at.checked_add(self.sector)?.min(self.bytes.len()))
    }

    /// The table of which sector follows which; its position is in the header and, for large
    /// files, in a chain of its own.
    fn read_table(&mut self) -> Result<()> {
        let cut = || cut(self.format);
        let most = self.bytes.len() / self.sector + 1;
        let in_header = self.bytes.get(76..76 + 4 * TABLE_IN_HEADER).ok_or_else(cut)?;
        let mut places = words(in_header);
        let mut next = u32_at(self.bytes, 68).ok_or_else(cut)?;
        for _ in 0..most {
            if next > LAST_SECTOR {
                break;
            }
            let mut more = words(self.sector(next).ok_or_else(cut)?);
            next = more.pop().ok_or_else(cut)?;
            places.extend(more);
        }
        for place in places.into_iter().filter(|&place| place <= LAST_SECTOR).take(most) {
            self.table.extend(words(self.sector(place).ok_or_else(cut)?));
        }
        Ok(())
    }

    fn check_streams(&self) -> Result<()> {
        let mut total = 0usize;
        for entry in self.entries.iter().filter(|entry| entry.is_stream && entry.size > 0) {
            total = total.saturating_add(entry.size);
            if total > self.bytes.len() {
                return Err(cut(self.format));
            }
            self.content(entry)?;
        }
        Ok(())
    }
}

/// Gathers `size` bytes along a chain, or all to its end when `size` is `usize::MAX`.
fn follow<'s>(
    start: u32,
    size: usize,
    table: &[u32],
    sector: impl Fn(u32) -> Option<&'s [u8]>,
) -> Option<Vec<u8>> {
    // What the directory says is no more than a hint: it may lie.
    let expected = if size == usize::MAX { 0 } else { size.min(LARGEST_EXPECTED) };
    let mut content = Vec::with_capacity(expected);
    let mut id = start;
    for _ in 0..=table.len() {
        if content.len() >= size || id > LAST_SECTOR {
            break;
        }
        content.extend_from_slice(sector(id)?);
        if content.len() >= size {
            break;
        }
        id = usize::try_from(id).ok().and_then(|id| table.get(id)).copied()?;
    }
    let is_whole = if size == usize::MAX { id > LAST_SECTOR } else { content.len() >= size };
    content.truncate(size);
    is_whole.then_some(content)
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).saturating_sub(2);
    let units = bytes.get(..length.min(64))?.chunks_exact(2).filter_map(|pair| u16_at(pair, 0));
    let kind = *bytes.get(66)?;
    Some(Entry {
        name: char::decode_utf16(units).filter_map(std::result::Result::ok).collect(),
        is_stream: kind == 2,
        is_root: kind == 5,
        left: u32_at(bytes, 68)?,
        right: u32_at(bytes, 72)?,
        child: u32_at(bytes, 76)?,
        start: u32_at(bytes, 116)?,
        size: usize::try_from(u32_at(bytes, 120)?).ok()?,
    })
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|word| u32_at(word, 0)).collect()
}

/// Two bytes as a number, least first.
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|pair| u16::from_le_bytes(*pair))
}

/// Four bytes as a number, least first.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|word| u32::from_le_bytes(*word))
}

fn cut(format: &'static str) -> Error {
    Error::Damaged {
        format,
        part: "OLE".to_owned(),
        detail: "后面的内容没有了 / a sector is missing".to_owned(),
    }
}
