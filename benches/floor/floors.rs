//! The floors: what must be done to the same bytes by any program that reads or writes the format, with
//! the crates that repconv uses, and nothing else.

use std::hint::black_box;
use std::io::{Cursor, Read, Write};

use encoding_rs::Encoding;
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime, ZipArchive};

/// What a reader's floor is, in the words of the table.
pub fn of_reader(format: &str) -> &'static str {
    match format {
        "docx" | "xlsx" | "ods" => "inflate and check the parts it reads, quick-xml's events",
        "xls" => "the stream out of its sectors, its records, its strings from UTF-16",
        "html" => "decode in the right encoding, html5ever's tokens",
        "json" => "serde_json's value",
        _ => "decode in the right encoding, lines and tabs",
    }
}

/// The floor of reading these bytes.
pub fn read(format: &str, bytes: &[u8]) {
    match format {
        "docx" | "xlsx" | "ods" => package(bytes, format),
        "xls" => records(bytes),
        "html" => tokens(bytes),
        "json" => {
            black_box(serde_json::from_slice::<serde_json::Value>(bytes).expect("JSON"));
        }
        _ => lines(bytes),
    }
}

/// Whether a report's reader needs this part; styles say what is hidden and how numbers are shown.
fn is_needed(name: &str, format: &str) -> bool {
    let sheets = || name.starts_with("xl/worksheets/") && !name.contains("_rels");
    match format {
        "docx" => {
            let word = ["document.xml", "_rels/document.xml.rels", "styles.xml", "numbering.xml"];
            let is_word = name.strip_prefix("word/").is_some_and(|name| word.contains(&name));
            is_word || matches!(name, "_rels/.rels" | "docProps/core.xml" | "docProps/custom.xml")
        }
        "xlsx" => {
            let book = ["workbook.xml", "_rels/workbook.xml.rels", "sharedStrings.xml", "styles.xml"];
            let is_book = name.strip_prefix("xl/").is_some_and(|name| book.contains(&name));
            is_book || sheets() || matches!(name, "_rels/.rels" | "docProps/core.xml")
        }
        _ => matches!(name, "content.xml" | "meta.xml" | "META-INF/manifest.xml"),
    }
}

fn package(bytes: &[u8], format: &str) {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a part");
        if !is_needed(&file.name().expect("a name"), format) {
            continue;
        }
        let mut part = Vec::with_capacity(usize::try_from(file.size()).unwrap_or(0));
        file.read_to_end(&mut part).expect("a whole part");
        let mut xml = quick_xml::Reader::from_str(std::str::from_utf8(&part).expect("UTF-8"));
        loop {
            match xml.read_event().expect("XML") {
                quick_xml::events::Event::Eof => break,
                event => {
                    black_box(event);
                }
            }
        }
    }
}

/// Takes tags, text and comments and keeps nothing.
struct Nothing;

impl TokenSink for Nothing {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = black_box(token) else { return TokenSinkResult::Continue };
        match &*tag.name {
            _ if tag.kind == TagKind::EndTag => TokenSinkResult::Continue,
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }
}

/// Text in the encoding it is in: the fixtures are in UTF-8 or in GB18030, or have a byte order mark.
fn decoded(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    let mark = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let is_utf8 = || std::str::from_utf8(bytes).is_ok();
    let encoding = mark.unwrap_or_else(|| if is_utf8() { encoding_rs::UTF_8 } else { encoding_rs::GB18030 });
    encoding.decode(bytes).0
}

fn tokens(bytes: &[u8]) {
    let text = decoded(bytes);
    let tokenizer = Tokenizer::new(Nothing, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(&*text));
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
}

fn lines(bytes: &[u8]) {
    for line in decoded(bytes).lines() {
        for cell in line.split('\t') {
            black_box(cell);
        }
    }
}

/// The records of a workbook that fills its sectors one after the other from the first on, as all programs
/// leave it that write a file at once.
fn records(bytes: &[u8]) {
    const STRINGS: [u16; 2] = [0x00fc, 0x003c];
    let start = bytes.windows(4).step_by(512).position(|bytes| bytes == [0x09, 0x08, 0x10, 0x00]);
    let stream = bytes.get(start.expect("a workbook of BIFF 8") * 512..).unwrap_or_default().to_vec();
    let mut rest = stream.as_slice();
    while let [kind, kind_high, length, length_high, after @ ..] = rest {
        let (kind, length) =
            (u16::from_le_bytes([*kind, *kind_high]), u16::from_le_bytes([*length, *length_high]));
        let Some((record, after)) = after.split_at_checked(usize::from(length)) else { break };
        if STRINGS.contains(&kind) {
            black_box(encoding_rs::UTF_16LE.decode_without_bom_handling(record));
        }
        black_box(record);
        rest = after;
    }
}

/// The parts of a package, or the output itself where it is none.
pub fn parts(output: &[u8]) -> Vec<(String, Vec<u8>)> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(output)) else {
        return vec![("output".to_owned(), output.to_vec())];
    };
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a part");
        let name = file.name().expect("a name").into_owned();
        let mut part = Vec::new();
        file.read_to_end(&mut part).expect("a whole part");
        parts.push((name, part));
    }
    parts
}

/// The floor of writing: the parts deflated into a package, as fast or as well as the writers do it.
pub fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT);
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        package.start_file(name.as_str(), options).expect("a part");
        package.write_all(content).expect("written to memory");
    }
    package.finish().expect("written to memory").into_inner()
}
