//! What content of no known format looks like, so that the message can say what was given.

use super::compound::{self, Compound};
use super::package::{self, Package};
use super::{head, is_foreign_text, is_text, is_utf32, is_web_archive};
use crate::model::language::{Message, Text};

const PICTURE: Text = Text::new("图片", "a picture");
const ARCHIVE: Text = Text::new("压缩包（请先解压）", "an archive (unpack it first)");
const PROGRAM: Text = Text::new("程序", "a program");
const SOUND: Text = Text::new("音频", "a sound recording");
const VIDEO: Text = Text::new("视频", "a video");
const DATABASE: Text = Text::new("SQLite 数据库", "an SQLite database");

/// Where a mark stands, the mark, what it means, and whether no text can begin so.
const MARKS: [(usize, &[u8], Text, bool); 27] = [
    (0, b"\x89PNG", PICTURE, true),
    (0, b"\xff\xd8\xff", PICTURE, true),
    (0, b"GIF87a", PICTURE, false),
    (0, b"GIF89a", PICTURE, false),
    (0, b"BM", PICTURE, false),
    (0, b"II*\0", PICTURE, true),
    (0, b"MM\0*", PICTURE, true),
    (8, b"WEBP", PICTURE, false),
    (0, b"PK\x03\x04", ARCHIVE, true),
    (0, b"PK\x05\x06", ARCHIVE, true),
    (0, b"Rar!\x1a\x07", ARCHIVE, true),
    (0, b"7z\xbc\xaf\x27\x1c", ARCHIVE, true),
    (0, b"\x1f\x8b", ARCHIVE, true),
    (0, b"BZh", ARCHIVE, false),
    (0, b"\xfd7zXZ\0", ARCHIVE, true),
    (257, b"ustar", ARCHIVE, false),
    (0, b"MZ", PROGRAM, false),
    (0, b"\x7fELF", PROGRAM, true),
    (0, b"ID3", SOUND, false),
    (0, b"\xff\xfb", SOUND, true),
    (0, b"\xff\xf3", SOUND, true),
    (8, b"WAVE", SOUND, false),
    (4, b"ftyp", VIDEO, false),
    (8, b"AVI ", VIDEO, false),
    (0, b"SQLite format 3\0", DATABASE, true),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Text::new("旧版 Office 复合文件", "an OLE compound file"), true),
    (0, b"%PDF-", Text::new("PDF", "a PDF"), true),
];

/// Whether the bytes begin as no text does.
pub fn is_marked(bytes: &[u8]) -> bool {
    marks(bytes).any(|(_, sure)| sure)
}

fn marks(bytes: &[u8]) -> impl Iterator<Item = (Text, bool)> {
    MARKS
        .iter()
        .filter(move |(at, mark, ..)| bytes.get(*at..).is_some_and(|bytes| bytes.starts_with(mark)))
        .map(|(.., meaning, sure)| (*meaning, *sure))
}

/// What the content looks like; `None` for what is just text.
pub fn appearance(bytes: &[u8]) -> Option<Message> {
    let text = match (package::kind(bytes), compound::kind(bytes)) {
        (Some(Package::ExcelBinary), _) => {
            Text::new("Excel 二进制工作簿（请另存为 .xlsx）", "a binary Excel workbook (save it as .xlsx)")
        }
        (Some(Package::PowerPoint), _) | (_, Some(Compound::PowerPoint)) => {
            Text::new("PowerPoint 演示文稿", "a PowerPoint presentation")
        }
        _ if is_utf32(bytes) => {
            Text::new("UTF-32 文本（请另存为 UTF-8）", "text in UTF-32 (save it as UTF-8)")
        }
        _ if is_text(bytes) => return foreign_text(bytes),
        _ => marks(bytes).next().map_or(Text::new("二进制数据", "binary data"), |(meaning, _)| meaning),
    };
    Some(Message::new(text.zh, text.en))
}

fn foreign_text(bytes: &[u8]) -> Option<Message> {
    let head = head(bytes);
    if is_web_archive(&head) {
        return Some(Message::new(
            "网页存档 MHT（请在浏览器中打开，另存为网页）",
            "a web archive (MHT; open it in a browser and save it as a page)",
        ));
    }
    if !is_foreign_text(&head) {
        return None;
    }
    Some(if head.contains("word.document") || head.contains("office/word/2003") {
        Message::new("Word 2003 XML 文档（请另存为 .docx）", "a Word 2003 XML document (save it as .docx)")
    } else if head.contains("excel.sheet") || head.contains("office:spreadsheet") {
        Message::new("Excel 2003 XML 表格（请另存为 .xlsx）", "an Excel 2003 XML sheet (save it as .xlsx)")
    } else {
        Message::new("XML 数据", "XML data")
    })
}
