//! Telling formats by their content.

use crate::formats::Match;
use crate::language::Message;

pub fn docx(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn xlsx(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn xls(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn ods(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn html(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn json(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn text(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn doc(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn odt(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn rtf(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn pdf(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn ofd(_bytes: &[u8]) -> Match {
    Match::No
}
pub fn appearance(_bytes: &[u8]) -> Option<Message> {
    None
}

/// Bytes that are no text in any encoding that keeps ASCII.
pub fn is_binary(bytes: &[u8]) -> bool {
    const SAMPLE: usize = 64 << 10;
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or(bytes);
    let control =
        sample.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1a)).count();
    bytes.starts_with(b"\x89PNG") || control * 50 > sample.len()
}
