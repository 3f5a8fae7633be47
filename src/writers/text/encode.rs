//! Encodes lines: a character that the encoding does not have is an error that names it.

use encoding_rs::{EncoderResult, Encoding, GB18030, GBK};

use crate::formats::TextEncoding;
use crate::model::error::{Error, Result, Unencodable};

/// Encodes lines, each ending in CR LF.
///
/// # Errors
/// [`Error::Unencodable`] with every character the encoding lacks, unless `lossy`, which writes `?`.
pub fn encode(lines: &[String], encoding: TextEncoding, lossy: bool) -> Result<Vec<u8>> {
    // A cell may hold line breaks; they become CR LF like the others.
    let text: String =
        lines.iter().flat_map(|line| line.split('\n')).flat_map(|line| [line, "\r\n"]).collect();
    match encoding {
        TextEncoding::Utf8 => Ok(text.into_bytes()),
        TextEncoding::Utf8Bom => Ok(format!("\u{feff}{text}").into_bytes()),
        TextEncoding::Utf16Le => {
            Ok(format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect())
        }
        TextEncoding::Gbk => encode_with(&text, GBK, "GBK", lossy),
        TextEncoding::Gb18030 => encode_with(&text, GB18030, "GB18030", lossy),
    }
}

fn encode_with(text: &str, encoding: &'static Encoding, name: &'static str, lossy: bool) -> Result<Vec<u8>> {
    let mut lacking = Vec::new();
    let mut bytes = Vec::with_capacity(text.len());
    for (number, line) in (1_u32..).zip(text.split_inclusive('\n')) {
        let mut from = 0;
        while let Some((at, character)) =
            encode_until_lacking(line.get(from..).unwrap_or_default(), encoding, &mut bytes)
        {
            bytes.push(b'?');
            lacking.push(Unencodable { character, line: number, passage: passage(line, from + at) });
            from += at + character.len_utf8();
        }
    }
    if lacking.is_empty() || lossy {
        return Ok(bytes);
    }
    Err(Error::Unencodable { encoding: name, characters: lacking })
}

/// Encodes the text, or reports the first character that the encoding does not have.
fn encode_until_lacking(
    text: &str,
    encoding: &'static Encoding,
    bytes: &mut Vec<u8>,
) -> Option<(usize, char)> {
    let end = text.char_indices().find(|&(_, c)| encoding == GBK && !is_in_gbk(c)).map(|(at, _)| at);
    let known = end.and_then(|end| text.get(..end)).unwrap_or(text);
    let mut encoder = encoding.new_encoder();
    let most = encoder.max_buffer_length_from_utf8_without_replacement(known.len());
    bytes.reserve(most.unwrap_or(known.len() * 2));
    let (result, read) = encoder.encode_from_utf8_to_vec_without_replacement(known, bytes, true);
    match result {
        EncoderResult::Unmappable(character) => Some((read - character.len_utf8(), character)),
        // The encoder itself computed the capacity, so the output is never full.
        EncoderResult::InputEmpty | EncoderResult::OutputFull => {
            end.and_then(|end| Some((end, text.get(end..)?.chars().next()?)))
        }
    }
}

/// Whether Windows code page 936 has the character, except for the euro sign, whose code varies between
/// systems. The encoder has more two-byte characters, which were added later and are lost in old systems.
const fn is_in_gbk(c: char) -> bool {
    !matches!(c, '€' | 'ǹ' | 'ḿ' | '〾' | '\u{2e80}'..='\u{2fff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{9fa6}'..='\u{9fff}' | '\u{e000}'..='\u{f8ff}' | '\u{fe10}'..='\u{fe1f}')
}

/// The text around a position.
fn passage(text: &str, at: usize) -> String {
    const SIDE: usize = 3;
    let (before, behind) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.char_indices().rev().take(SIDE).last().map_or(at, |(start, _)| start);
    before.get(start..).unwrap_or_default().chars().chain(behind.trim_end().chars().take(SIDE + 1)).collect()
}
