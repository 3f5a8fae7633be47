//! Bytes to text: which encoding a text or a page is in, and what could not be decoded.
//!
//! The order is: the user's choice; a byte order mark; strict UTF-8 (a character cut at the end is
//! allowed); UTF-16 recognised by its pattern; then what the document declares, GB18030 and Big5, weighed
//! against each other by how much like Chinese the outcome is. General detectors fail on short names,
//! on cut files and on UTF-16 without a mark, so the rule is our own. `gb2312` and `gbk` always mean
//! GB18030, which holds both. A file pasted together from two encodings is decoded line by line.

use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use self::doubts::{LineList, lost_characters};
use self::likeness::likeness;
use super::content::{Content, is_utf8};
use super::detection;
use crate::model::error::{Error, Result};
use crate::model::finding::Finding;

mod doubts;
mod likeness;

/// Text decoded from bytes, with what could not be decoded.
///
/// The text has no byte order mark, and `\n` for every line end.
#[derive(Clone, Debug)]
pub struct Decoded {
    pub text: String,
    /// The encoding of the text, or of most of it.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests ask which encoding was chosen"))]
    pub encoding: &'static Encoding,
    /// Findings R003.
    pub doubts: Vec<Finding>,
}

/// Decodes a whole text. `given` is the user's choice and wins; `hint` finds what the document declares,
/// is asked only where the bytes leave a choice, and counts only where they bear it out.
///
/// # Errors
/// [`Error::UnknownFormat`] when the bytes are no text.
pub fn decode(
    content: &Content<'_>,
    given: Option<&'static Encoding>,
    hint: impl FnOnce() -> Option<&'static Encoding>,
) -> Result<Decoded> {
    let bytes = content.bytes();
    if let Some(encoding) = given.map(widest) {
        if !is_utf16(encoding) && !content.has_utf16_mark() {
            refuse_binary(content)?;
        }
        let (text, broken) = encoding.decode_with_bom_removal(bytes);
        return Ok(finish(text.into_owned(), encoding, broken, None));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        if encoding != UTF_8 || is_utf8(rest) {
            let (text, broken) = encoding.decode_without_bom_handling(rest);
            return Ok(finish(text.into_owned(), encoding, broken, None));
        }
        refuse_binary(&Content::new(rest))?;
        return Ok(decode_lines(rest, GB18030));
    }
    if let Some(encoding) = content.utf16_without_mark() {
        let (text, broken) = encoding.decode_without_bom_handling(bytes);
        return Ok(finish(text.into_owned(), encoding, broken, None));
    }
    refuse_binary(content)?;
    if let Some(text) = content.as_utf8() {
        return Ok(finish(text.to_owned(), UTF_8, false, None));
    }
    if is_utf8(bytes) {
        let (text, broken) = UTF_8.decode_without_bom_handling(bytes);
        return Ok(finish(text.into_owned(), UTF_8, broken, None));
    }
    let legacy = legacy_encoding(bytes, hint().map(widest));
    let decoded = decode_lines(bytes, legacy);
    // Text has a damaged character here and there; what is mostly damage is no text.
    let lost = decoded.text.chars().filter(|&c| c == LOST).count();
    if lost > 8 && lost * 5 > decoded.text.chars().filter(|c| !c.is_ascii()).count() {
        return Err(no_text(content));
    }
    Ok(decoded)
}

const LOST: char = '\u{fffd}';
/// As text it is found faster: the last byte of the character is frequent in Chinese.
const LOST_TEXT: &str = "\u{fffd}";

/// The widest encoding that holds everything the label's encoding does.
fn widest(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

fn is_utf16(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

fn refuse_binary(content: &Content<'_>) -> Result<()> {
    if content.is_binary() { Err(no_text(content)) } else { Ok(()) }
}

fn no_text(content: &Content<'_>) -> Error {
    Error::UnknownFormat { found: detection::appearance(content) }
}

/// The encoding of bytes that are neither UTF-8 nor UTF-16: the declared one if the bytes bear it
/// out, else the likelier of GB18030 and Big5.
fn legacy_encoding(bytes: &[u8], hint: Option<&'static Encoding>) -> &'static Encoding {
    const SAMPLE: usize = 1 << 20;
    // From the first character that is not ASCII; it starts a character in every encoding.
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let sample = bytes.get(start..bytes.len().min(start + SAMPLE)).unwrap_or_default();
    let likeness = |encoding: &'static Encoding| {
        let (text, broken) = encoding.decode_without_bom_handling(sample);
        (likeness(&text), broken)
    };
    let (gb, big5) = (likeness(GB18030).0, likeness(BIG5).0);
    if let Some(hint) = hint.filter(|&hint| hint != UTF_8 && !is_utf16(hint)) {
        let (declared, broken) = likeness(hint);
        if !broken && declared * 2 >= gb.max(big5) {
            return hint;
        }
    }
    if big5 > gb { BIG5 } else { GB18030 }
}

/// Decodes line by line, each as `legacy` or as UTF-8, whichever it is more like.
///
/// No encoding in question has a line feed inside a character.
fn decode_lines(bytes: &[u8], legacy: &'static Encoding) -> Decoded {
    if let Some(text) = decode_alike(bytes, legacy) {
        return finish(text, legacy, false, None);
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
    let (mut broken, mut utf8, mut other) = (false, LineList::default(), LineList::default());
    for (number, line) in (1_u32..).zip(bytes.split_inclusive(|&byte| byte == b'\n')) {
        if line.is_ascii() {
            text.push_str(&String::from_utf8_lossy(line));
            continue;
        }
        let (decoded, lost) = legacy.decode_without_bom_handling(line);
        if lost || std::str::from_utf8(line).is_ok() {
            let (as_utf8, lost_as_utf8) = UTF_8.decode_without_bom_handling(line);
            if likeness(&as_utf8) > likeness(&decoded) {
                text.push_str(&as_utf8);
                broken |= lost_as_utf8;
                utf8.add(number);
                continue;
            }
        }
        text.push_str(&decoded);
        broken |= lost;
        other.add(number);
    }
    let encoding = if utf8.count > other.count { UTF_8 } else { legacy };
    let mixed = (utf8.count > 0 && other.count > 0).then(|| {
        let (minor, name) = if encoding == UTF_8 { (&other, legacy.name()) } else { (&utf8, UTF_8.name()) };
        minor.mixed(name, encoding.name())
    });
    finish(text, encoding, broken, mixed)
}

/// The whole at once, where nothing is lost and no line could be UTF-8 as well.
fn decode_alike(bytes: &[u8], legacy: &'static Encoding) -> Option<String> {
    // Other encodings may shift: a line read by itself then says something else.
    let is_stateless = legacy == GB18030 || legacy == BIG5;
    let may_be_utf8 = |line: &[u8]| !line.is_ascii() && std::str::from_utf8(line).is_ok();
    if !is_stateless || bytes.split(|&byte| byte == b'\n').any(may_be_utf8) {
        return None;
    }
    let (text, lost) = legacy.decode_without_bom_handling(bytes);
    (!lost).then(|| text.into_owned())
}

/// Line ends made alike, and findings for what was lost.
fn finish(text: String, encoding: &'static Encoding, broken: bool, mixed: Option<Finding>) -> Decoded {
    let text = unify_line_ends(text);
    let mut doubts: Vec<Finding> = mixed.into_iter().collect();
    if text.contains(LOST_TEXT) {
        doubts.push(lost_characters(&text, encoding, broken));
    }
    Decoded { text, encoding, doubts }
}

fn unify_line_ends(text: String) -> String {
    if !text.contains('\r') {
        return text;
    }
    let mut unified = String::with_capacity(text.len());
    let mut pieces = text.split('\r');
    unified.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        unified.push('\n');
        unified.push_str(piece.strip_prefix('\n').unwrap_or(piece));
    }
    unified
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::language::Language;

    const SAMPLE: &str =
        "测试市2025年政府信息公开工作年度报告\n　　一、总体情况\n全市各级行政机关扎实推进政务公开。\n";

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    fn plain(bytes: &[u8]) -> Decoded {
        decode(&Content::new(bytes), None, || None).unwrap()
    }

    #[test]
    fn every_encoding_is_recognised() {
        let gbk = GBK.encode(SAMPLE).0.into_owned();
        let rare = format!("{SAMPLE}𠮷镕");
        let four_bytes = GB18030.encode(&rare).0.into_owned();
        let mark = "\u{feff}".to_owned() + SAMPLE;
        for (bytes, encoding) in [
            (SAMPLE.as_bytes().to_vec(), UTF_8),
            (mark.clone().into_bytes(), UTF_8),
            (gbk, GB18030),
            (utf16(&mark, u16::to_le_bytes), UTF_16LE),
            (utf16(&mark, u16::to_be_bytes), UTF_16BE),
            (utf16(SAMPLE, u16::to_le_bytes), UTF_16LE),
            (utf16(SAMPLE, u16::to_be_bytes), UTF_16BE),
        ] {
            let decoded = plain(&bytes);
            assert_eq!((decoded.text.as_str(), decoded.encoding), (SAMPLE, encoding));
            assert_eq!(decoded.doubts, []);
        }
        assert_eq!(plain(&four_bytes).text, rare);
        let big5 = "臺北市政府資訊公開工作年度報告，依本法規定辦理。";
        assert_eq!(plain(&BIG5.encode(big5).0).text, big5);
    }

    #[test]
    fn a_short_name_in_gbk_is_gb18030() {
        for name in ["阿克陶", "杭州市", "联通", "宿迁"] {
            assert_eq!(plain(&GBK.encode(name).0).text, name);
        }
    }

    #[test]
    fn a_cut_character_costs_one_character() {
        for bytes in [SAMPLE.as_bytes().to_vec(), GBK.encode(SAMPLE).0.into_owned()] {
            let decoded = plain(&bytes[..bytes.len() - 2]);
            assert!(decoded.text.ends_with("政务公开\u{fffd}"), "{}", decoded.text);
            assert_eq!(decoded.doubts.len(), 1);
            assert!(decoded.doubts[0].message.get(Language::Zh).starts_with("第3行有1处"));
        }
    }

    #[test]
    fn a_mixed_file_is_decoded_line_by_line() {
        let mut bytes = SAMPLE.as_bytes().to_vec();
        bytes.extend_from_slice(&GBK.encode(SAMPLE).0);
        let decoded = plain(&bytes);
        assert_eq!(decoded.text, SAMPLE.repeat(2));
        assert_eq!(decoded.doubts.len(), 1);
    }

    #[test]
    fn one_bad_byte_spoils_neither_utf8_nor_gbk() {
        for bytes in [SAMPLE.as_bytes().to_vec(), GBK.encode(SAMPLE).0.into_owned()] {
            let broken = [&bytes[..], b"\xff\n", &bytes].concat();
            assert_eq!(plain(&broken).text, format!("{SAMPLE}\u{fffd}\n{SAMPLE}"));
        }
    }

    #[test]
    fn a_declared_encoding_counts_only_where_it_fits() {
        let gbk = GBK.encode(SAMPLE).0;
        for wrong in [UTF_8, BIG5, encoding_rs::WINDOWS_1252, encoding_rs::EUC_KR, UTF_16LE] {
            assert_eq!(
                decode(&Content::new(&gbk), None, || Some(wrong)).unwrap().text,
                SAMPLE,
                "{}",
                wrong.name()
            );
        }
        let latin = decode(&Content::new(b"caf\xe9 "), None, || Some(encoding_rs::WINDOWS_1252)).unwrap();
        assert_eq!(latin.text, "café ");
        assert_eq!(decode(&Content::new(SAMPLE.as_bytes()), None, || Some(GBK)).unwrap().text, SAMPLE);
    }

    #[test]
    fn the_users_choice_wins() {
        let decoded = decode(&Content::new("一二".as_bytes()), Some(GBK), || None).unwrap();
        assert_eq!(decoded.text, GB18030.decode("一二".as_bytes()).0);
        assert_eq!(decoded.encoding, GB18030);
    }

    #[test]
    fn lost_characters_of_the_source_are_reported() {
        let decoded = plain("机关\u{fffd}\r\n".as_bytes());
        assert_eq!(decoded.text, "机关\u{fffd}\n");
        assert!(decoded.doubts[0].message.zh.contains("存盘前"));
    }

    #[test]
    fn line_ends_are_made_alike() {
        assert_eq!(plain("甲\r\n乙\r丙\n丁\r".as_bytes()).text, "甲\n乙\n丙\n丁\n");
    }

    #[test]
    fn binary_is_no_text() {
        let noise: Vec<u8> =
            (0..5000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13).to_le_bytes()[0]).collect();
        assert!(matches!(decode(&Content::new(&noise), None, || None), Err(Error::UnknownFormat { .. })));
        assert!(matches!(decode(&Content::new(&[0; 64]), None, || None), Err(Error::UnknownFormat { .. })));
        assert!(matches!(
            decode(&Content::new(b"\x89PNG\r\n\x1a\n"), Some(GBK), || None),
            Err(Error::UnknownFormat { .. })
        ));
    }
}
