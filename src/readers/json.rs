//! Reads report JSON: the one format that holds the report itself. Other JSON is read where it holds a page, as the
//! interfaces of sites give articles.
//!
//! The text is looked over before it is parsed, for what the parser would not say: how deep it nests
//! and how many values it has (memory), and keys that occur twice in one object, of which the parser
//! would silently keep the last.

mod article;

use std::borrow::Cow;
use std::collections::BTreeSet;

use encoding_rs::{UTF_16BE, UTF_16LE};
use serde_json::Value;
use serde_json::error::Category;

use crate::formats::{Content, ReadOptions, Reader, ReaderOutput};
use crate::model::error::{Error, Limit, Result};
use crate::model::language::Message;
use crate::model::limits::Limits;
use crate::report_json as json;

/// Reads report JSON in UTF-8, or in UTF-16 with a byte order mark.
#[derive(Clone, Copy, Debug)]
pub struct Json;

/// The parser's own bound on nesting; a report nests seven deep.
const PARSER_DEPTH: usize = 126;

impl Reader for Json {
    fn read(&self, content: &Content<'_>, options: &ReadOptions) -> Result<ReaderOutput> {
        options.limits.check_page(content.bytes().len())?;
        let text = decode(content.bytes())?;
        if text.trim().is_empty() {
            return Err(Error::Empty);
        }
        let duplicate = look_over(&text, &options.limits)?;
        let value: Value = serde_json::from_str(&text).map_err(|error| damaged(&text, &error))?;
        if let Some(duplicate) = duplicate {
            return Err(duplicate);
        }
        if value.get("format").is_none()
            && let Some(document) = article::read(&value, options)?
        {
            return Ok(ReaderOutput::Document(document));
        }
        let (report, doubts) = json::from_json_within(&value, options.forms, &options.limits)?;
        Ok(ReaderOutput::Report(Box::new(report), doubts))
    }
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>> {
    let utf16 = match bytes {
        [0xFF, 0xFE, rest @ ..] => Some((UTF_16LE, rest)),
        [0xFE, 0xFF, rest @ ..] => Some((UTF_16BE, rest)),
        _ => None,
    };
    if let Some((encoding, rest)) = utf16 {
        let decoded = encoding.decode_without_bom_handling_and_without_replacement(rest);
        return decoded.ok_or_else(|| Error::Damaged {
            format: "JSON",
            part: encoding.name().to_owned(),
            detail: "不是完整的 UTF-16 文本 / not whole UTF-16 text".to_owned(),
        });
    }
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(error) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = before.split(|&byte| byte == b'\n').count();
            let detail = match error.error_len() {
                None => "内容在此中断 / the text is cut off here",
                Some(_) => "不是 UTF-8 编码，请另存为 UTF-8 / not UTF-8, save it as UTF-8",
            };
            Err(Error::Damaged {
                format: "JSON",
                part: format!("第{line}行 / line {line}"),
                detail: detail.to_owned(),
            })
        }
    }
}

/// The parser's error with line and column as an editor counts them.
fn damaged(text: &str, error: &serde_json::Error) -> Error {
    let (line, bytes) = (error.line(), error.column());
    let before = text.split('\n').nth(line.saturating_sub(1)).unwrap_or_default();
    let column = before.char_indices().take_while(|(at, _)| *at < bytes).count().max(1);
    let detail = match error.classify() {
        Category::Eof => "内容在此中断 / the text is cut off here".to_owned(),
        Category::Syntax | Category::Data | Category::Io => {
            let said = error.to_string();
            let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
            format!("不是合法的 JSON / not valid JSON: {said}")
        }
    };
    let part = format!("第{line}行第{column}列 / line {line} column {column}");
    Error::Damaged { format: "JSON", part, detail }
}

/// An object or array that is open while the text is looked over.
enum Open<'t> {
    Object { keys: BTreeSet<Cow<'t, str>>, key: Cow<'t, str>, expects_key: bool },
    Array { index: usize },
}

/// Bounds depth and number of values; the error for the first key that occurs twice in an object, if any.
fn look_over(text: &str, limits: &Limits) -> Result<Option<Error>> {
    // A cell that spans others is an object of three members.
    let most_values = limits.cells.saturating_add(limits.blocks).saturating_mul(4);
    let (mut open, mut duplicate, mut values) = (Vec::new(), None, 1_usize);
    // What structures the text is ASCII, and no byte of another character is.
    let mut bytes = text.bytes().enumerate();
    while let Some((start, byte)) = bytes.next() {
        match (byte, open.last_mut()) {
            (b'"', top) => {
                let end = string_end(&mut bytes, text.len());
                if let Some(Open::Object { keys, key, expects_key: true }) = top {
                    let token = text.get(start..end).unwrap_or_default();
                    *key = plain(token);
                    if !keys.insert(key.clone()) && duplicate.is_none() {
                        duplicate = Some(twice(&open));
                    }
                }
            }
            (b':', Some(Open::Object { expects_key, .. })) => *expects_key = false,
            (b',', Some(Open::Object { expects_key, .. })) => {
                *expects_key = true;
                values += 1;
            }
            (b',', Some(Open::Array { index })) => {
                *index += 1;
                values += 1;
            }
            (b'{', _) => {
                open.push(Open::Object { keys: BTreeSet::new(), key: Cow::default(), expects_key: true });
                values += 1;
            }
            (b'[', _) => {
                open.push(Open::Array { index: 0 });
                values += 1;
            }
            (b'}' | b']', _) => drop(open.pop()),
            _ => continue,
        }
        Limit::Depth.check(open.len(), limits.depth)?;
        if open.len() > PARSER_DEPTH {
            return Err(too_deep());
        }
        Limit::Cells.check(values, most_values)?;
    }
    Ok(duplicate)
}

/// What a string says.
fn plain(token: &str) -> Cow<'_, str> {
    match token.strip_prefix('"').and_then(|token| token.strip_suffix('"')) {
        Some(inside) if !inside.contains('\\') => Cow::Borrowed(inside),
        _ => Cow::Owned(serde_json::from_str(token).unwrap_or_default()),
    }
}

fn too_deep() -> Error {
    Error::Refused {
        what: Message::new(
            format!("JSON 嵌套超过 {PARSER_DEPTH} 层"),
            format!("the JSON nests over {PARSER_DEPTH} deep"),
        ),
    }
}

/// Reads to the end of a string; where it ends, its closing quote included.
fn string_end(bytes: &mut impl Iterator<Item = (usize, u8)>, text_end: usize) -> usize {
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'"' => return at + 1,
            _ => {}
        }
    }
    text_end
}

fn twice(open: &[Open<'_>]) -> Error {
    let mut pointer = String::new();
    for level in open {
        pointer.push('/');
        match level {
            Open::Object { key, .. } => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
            Open::Array { index } => pointer.push_str(&index.to_string()),
        }
    }
    let expected = Message::new(
        "同一处写了两遍，请只留一个",
        "the key occurs twice in the same object, leave one of them",
    );
    Error::WrongShape { pointer, expected }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = r#"{"format": "repconv.report", "version": 1, "edition": "2021", "title": "年报"}"#;

    fn read(bytes: &[u8]) -> Result<ReaderOutput> {
        Json.read(&Content::new(bytes), &ReadOptions::default())
    }

    fn title(bytes: &[u8]) -> String {
        match read(bytes) {
            Ok(ReaderOutput::Report(report, _)) => report.title.expect("a title").text,
            other => panic!("no report but {other:?}"),
        }
    }

    /// Part and detail of the damage.
    fn damage(bytes: &[u8]) -> String {
        match read(bytes) {
            Err(Error::Damaged { part, detail, .. }) => format!("{part}: {detail}"),
            other => panic!("not damaged but {other:?}"),
        }
    }

    #[test]
    fn utf8_and_utf16_with_a_mark_are_read() {
        let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            "\u{feff}".encode_utf16().chain(REPORT.encode_utf16()).flat_map(bytes).collect()
        };
        assert_eq!(title(REPORT.as_bytes()), "年报");
        assert_eq!(title(format!("\u{feff}{REPORT}").as_bytes()), "年报");
        assert_eq!(title(&utf16(u16::to_le_bytes)), "年报");
        assert_eq!(title(&utf16(u16::to_be_bytes)), "年报");
    }

    #[test]
    fn other_encodings_are_refused_with_their_line() {
        let (gbk, _, _) = encoding_rs::GBK.encode("{\n\"title\": \"年报\"}");
        assert!(damage(&gbk).starts_with("第2行 / line 2: 不是 UTF-8"));
        assert!(damage(&[0xFF, 0xFE, b'{']).starts_with("UTF-16LE"));
    }

    #[test]
    fn a_file_cut_anywhere_is_no_report() {
        let bytes = REPORT.as_bytes();
        for end in 1..bytes.len() {
            assert!(matches!(read(&bytes[..end]), Err(Error::Damaged { .. })), "{end}");
        }
        assert!(matches!(read(b" \n"), Err(Error::Empty)));
    }

    #[test]
    fn damage_is_located_by_line_and_column() {
        assert_eq!(
            damage("{\n  \"标题\": x\n}".as_bytes()),
            "第2行第9列 / line 2 column 9: 不是合法的 JSON / not valid JSON: expected value"
        );
        assert_eq!(
            damage(b"{\"a\": [1, 2"),
            "第1行第11列 / line 1 column 11: 内容在此中断 / the text is cut off here"
        );
        assert!(damage(format!("{REPORT} 5").as_bytes()).contains("trailing characters"));
    }

    #[test]
    fn a_duplicate_key_is_reported() {
        for (text, pointer) in [
            (r#"{"a": 1, "b": 2, "a": 3}"#, "/a"),
            (r#"{"x": [0, {"y": "\"{", "\u0079": 1}]}"#, "/x/1/y"),
            (r#"{"a": {"k": 1}, "b": {"k": 1}, "c/d": {"k": [], "k": {}}}"#, "/c~1d/k"),
        ] {
            match read(text.as_bytes()) {
                Err(Error::WrongShape { pointer: found, .. }) => assert_eq!(found, pointer, "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
        assert!(matches!(read(br#"{"a": ["a", "a"], "b": "a"}"#), Err(Error::NotAReport { .. })));
    }

    #[test]
    fn depth_and_number_of_values_are_bounded() {
        let many = format!("[{}0]", "0,".repeat(700_000));
        assert!(matches!(read(many.as_bytes()), Err(Error::TooLarge { what: Limit::Cells, .. })));
        let deeper = format!("{}{}", "[".repeat(127), "]".repeat(127));
        assert!(matches!(read(deeper.as_bytes()), Err(Error::Refused { .. })));
        let limits = Limits { depth: 9, ..Limits::default() };
        let read_within =
            |limits| Json.read(&Content::new(deeper.as_bytes()), &ReadOptions::default().with_limits(limits));
        assert!(matches!(read_within(limits), Err(Error::TooLarge { what: Limit::Depth, .. })));
        let deep = format!("{}{}", "[".repeat(126), "]".repeat(126));
        assert!(matches!(read(deep.as_bytes()), Err(Error::NotAReport { .. })));
    }
}
