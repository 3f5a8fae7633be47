//! Signatures (magic numbers) of binary files, and what they mean.

use crate::model::language::Text;

const PICTURE: Text = Text::new("图片", "a picture");
const ARCHIVE: Text = Text::new("压缩包（请先解压）", "an archive (unpack it first)");
const PROGRAM: Text = Text::new("程序", "a program");
const SOUND: Text = Text::new("音频", "a sound recording");
const VIDEO: Text = Text::new("视频", "a video");
const DATABASE: Text = Text::new("SQLite 数据库", "an SQLite database");

/// Offset, signature, meaning, and whether no text can have it there.
const SIGNATURES: [(usize, &[u8], Text, bool); 27] = [
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

/// Whether the bytes have a signature that no text can have.
pub(super) fn is_certain(bytes: &[u8]) -> bool {
    found(bytes).any(|(_, is_certain)| is_certain)
}

/// What the first signature found means.
pub(crate) fn meaning(bytes: &[u8]) -> Option<Text> {
    found(bytes).next().map(|(meaning, _)| meaning)
}

fn found(bytes: &[u8]) -> impl Iterator<Item = (Text, bool)> {
    SIGNATURES
        .iter()
        .filter(move |(at, mark, ..)| bytes.get(*at..).is_some_and(|bytes| bytes.starts_with(mark)))
        .map(|(.., meaning, is_certain)| (*meaning, *is_certain))
}
