//! The properties of a document: title, author, subject, keywords and description.

use encoding_rs::{Encoding, GBK, UTF_8, WINDOWS_1252};

use super::formatted::utf16;
use super::markup::Markup;
use crate::readers::compound::{u16_at, u32_at};

/// The properties that are read, by their numbers.
const NAMES: [(u32, &str); 5] =
    [(2, "Title"), (4, "Author"), (3, "Subject"), (5, "Keywords"), (6, "Description")];
const CODE_PAGE: u32 = 1;

/// Writes them as `o:DocumentProperties`.
pub fn write(stream: &[u8], out: &mut Markup) {
    out.open("DocumentProperties");
    if let Some(set) = u32_at(stream, 44).and_then(|at| stream.get(at as usize..)) {
        let encoding = property(set, CODE_PAGE).and_then(|value| u16_at(value, 4));
        for (number, name) in NAMES {
            let text = property(set, number).and_then(|value| text(value, encoding));
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                out.text(name, &text);
            }
        }
    }
    out.close("DocumentProperties");
}

/// A property of a set, with its type before it.
fn property(set: &[u8], wanted: u32) -> Option<&[u8]> {
    let count = u32_at(set, 4)? as usize;
    let entries = set.get(8..)?.chunks_exact(8).take(count);
    let mut at =
        entries.filter(|entry| u32_at(entry, 0) == Some(wanted)).filter_map(|entry| u32_at(entry, 4));
    set.get(at.next()? as usize..)
}

fn text(value: &[u8], code_page: Option<u16>) -> Option<String> {
    let (kind, length) = (u32_at(value, 0)?, u32_at(value, 4)? as usize);
    let bytes = value.get(8..)?;
    let text = match kind {
        0x1f => utf16(bytes.get(..length.checked_mul(2)?)?),
        0x1e if code_page == Some(1200) => utf16(bytes.get(..length)?),
        0x1e => {
            let encoding: &Encoding = match code_page {
                Some(936) => GBK,
                Some(65001) => UTF_8,
                _ => WINDOWS_1252,
            };
            encoding.decode_without_bom_handling(bytes.get(..length)?).0.into_owned()
        }
        _ => return None,
    };
    Some(text.trim_end_matches('\0').to_owned())
}
