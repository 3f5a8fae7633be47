//! Recognises UTF-16 without a byte order mark.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Bytes that are looked at.
const SAMPLE: usize = 128 << 10;

/// The encoding in which nearly all 16-bit units are hanzi, punctuation or ASCII, and one of them is
/// frequent in text and impossible as a pair of ASCII characters.
pub(super) fn by_pattern(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or(bytes);
    if sample.len() < 4 || (!sample.contains(&0) && super::is_utf8(sample)) {
        return None;
    }
    [(UTF_16LE, u16::from_le_bytes as fn([u8; 2]) -> u16), (UTF_16BE, u16::from_be_bytes)]
        .into_iter()
        .filter_map(|(encoding, unit)| likeness(sample, unit).map(|fit| (fit, encoding)))
        .max_by_key(|&(fit, _)| fit)
        .map(|(_, encoding)| encoding)
}

/// The number of units that fit, if they are enough.
fn likeness(sample: &[u8], unit: fn([u8; 2]) -> u16) -> Option<usize> {
    let pairs = sample.as_chunks::<2>().0;
    let (mut misfit, mut frequent) = (0_usize, false);
    for pair in pairs {
        let unit = unit(*pair);
        let fits = matches!(unit, 0x09 | 0x0a | 0x0c | 0x0d | 0x20..=0x7e | 0xa0..=0xff | 0x2010..=0x203b
            | 0x2160..=0x216b | 0x2460..=0x249b | 0x2500..=0x257f | 0x3000..=0x3020 | 0x3220..=0x3229
            | 0x4e00..=0x9fa5 | 0xd800..=0xdfff | 0xff01..=0xff5e);
        misfit += usize::from(!fits);
        if misfit * 100 > pairs.len() * 3 {
            return None;
        }
        frequent |= matches!(
            unit,
            0x09 | 0x0a | 0x0d | 0x20 | 0x28..=0x39 | 0x7c | 0x3000..=0x3002 | 0x300a | 0x300b | 0x5e9c
                | 0x7684 | 0xff08 | 0xff09 | 0xff0c | 0xff1a
        );
    }
    frequent.then_some(pairs.len() - misfit)
}
