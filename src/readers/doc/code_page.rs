//! Text of one byte a character: Windows-1252 by the format, GBK as some programs write it in Chinese documents.

use encoding_rs::{GBK, WINDOWS_1252};

/// Whether all bytes above ASCII are pairs that GB2312 has: programs that follow the format have at most
/// quotation marks and the like there.
pub fn is_gbk(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter().copied().filter(|byte| *byte != 0);
    let mut pairs = 0_usize;
    while let Some(byte) = rest.next() {
        if byte < 0x80 {
            continue;
        }
        let is_pair = (0xa1..=0xf7).contains(&byte) && rest.next().is_some_and(|next| next >= 0xa1);
        if !is_pair {
            return false;
        }
        pairs += 1;
    }
    pairs > 0
}

/// Adds the characters of `bytes`, of which the first is at `start`.
pub fn decode(bytes: &[u8], is_gbk: bool, start: u32, found: &mut Vec<(u32, char)>) {
    let mut at = start;
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        let length = if is_gbk && byte >= 0x80 && !after.is_empty() { 2 } else { 1 };
        let (character, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        if byte < 0x80 {
            found.push((at, char::from(byte)));
        } else {
            let encoding = if length == 2 { GBK } else { WINDOWS_1252 };
            let (text, _) = encoding.decode_without_bom_handling(character);
            found.extend(text.chars().map(|character| (at, character)));
        }
        at = at.saturating_add(if length == 2 { 2 } else { 1 });
        rest = after;
    }
}
