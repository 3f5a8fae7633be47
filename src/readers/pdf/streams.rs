//! Checks the compressed streams of a file before it is interpreted: what they expand to, and whether they are whole.
//! The interpreter has no limits, and reads what a damaged stream still gives.

use std::io::Read as _;

use flate2::read::ZlibDecoder;

use crate::model::error::{Error, Limit, Result};
use crate::model::limits::Limits;

/// Bytes before a stream in which its dictionary is.
const DICTIONARY: usize = 2_000;

/// How many streams of text and fonts are damaged.
///
/// # Errors
/// [`Error::TooLarge`] where they expand to more than the limits allow.
pub fn damaged(bytes: &[u8], limits: &Limits) -> Result<usize> {
    let mut damaged = 0;
    let mut all: u64 = 0;
    let mut count = 0;
    let mut rest = 0;
    while let Some(at) = find(bytes.get(rest..).unwrap_or_default(), b"stream") {
        let start = rest + at;
        rest = start + b"stream".len();
        if bytes.get(..start).is_some_and(|before| before.ends_with(b"end")) {
            continue;
        }
        count += 1;
        limits.clock.check()?;
        let Some([b'\r', b'\n', data @ ..] | [b'\n' | b'\r', data @ ..]) = bytes.get(rest..) else {
            continue;
        };
        let dictionary = dictionary(bytes.get(start.saturating_sub(DICTIONARY)..start).unwrap_or_default());
        let is_picture = find(dictionary, b"/Image").is_some();
        if is_picture || !is_compressed(data) || find(dictionary, b"FlateDecode").is_none() {
            continue;
        }
        let (size, is_whole) = expanded(data, limits)?;
        all += size;
        if all > limits.package_bytes {
            return Err(Error::TooLarge { what: Limit::Package, found: all, allowed: limits.package_bytes });
        }
        damaged += usize::from(!is_whole);
    }
    limits.check_entries(count)?;
    Ok(damaged)
}

/// Whether data begin as those that are compressed do.
fn is_compressed(data: &[u8]) -> bool {
    match data {
        [method, flags, ..] => method & 0x0f == 8 && u16::from_be_bytes([*method, *flags]).is_multiple_of(31),
        _ => false,
    }
}

/// The part after the last object began.
fn dictionary(before: &[u8]) -> &[u8] {
    let begins = before.windows(4).rposition(|window| window == b" obj" || window == b"endo").unwrap_or(0);
    before.get(begins..).unwrap_or_default()
}

/// What a stream expands to, and whether its checksum is right.
fn expanded(data: &[u8], limits: &Limits) -> Result<(u64, bool)> {
    let mut decoder = ZlibDecoder::new(data);
    let mut buffer = [0; 16 << 10];
    let mut size: u64 = 0;
    loop {
        match decoder.read(&mut buffer) {
            Ok(0) => return Ok((size, true)),
            Ok(read) => size += read as u64,
            Err(_) => return Ok((size, false)),
        }
        if size > limits.part_bytes {
            return Err(Error::TooLarge { what: Limit::Part, found: size, allowed: limits.part_bytes });
        }
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    let (&first, _) = what.split_first()?;
    let mut from = 0;
    while let Some(at) = bytes.get(from..)?.iter().position(|byte| *byte == first) {
        if bytes.get(from + at..)?.starts_with(what) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}
