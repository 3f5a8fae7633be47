//! The fonts of a document and the character sets of their bytes.

use std::collections::HashMap;

use encoding_rs::Encoding;

/// A font.
#[derive(Clone, Debug, Default)]
pub struct Font {
    /// Its ASCII letters.
    pub name: String,
    pub charset: Charset,
}

/// What the bytes of a text mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Charset {
    /// That of the document.
    #[default]
    OfDocument,
    Encoding(&'static Encoding),
    /// Codes of the font's own signs.
    Symbol,
}

impl Charset {
    /// The character set of a `\fcharset`. Western fonts say little: Chinese programs use them for Chinese text, too.
    pub fn of_font(number: i32) -> Self {
        let page = match number {
            2 => return Self::Symbol,
            77 => 10000,
            78 | 128 => 932,
            79 | 129 => 949,
            80 | 134 => 936,
            81 | 136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178..=180 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            _ => return Self::OfDocument,
        };
        Self::of_page(page)
    }

    /// The character set of a code page.
    pub fn of_page(page: i32) -> Self {
        let label = match page {
            874 => "windows-874",
            932 => "shift_jis",
            936 | 20936 => "gbk",
            949 | 1361 => "euc-kr",
            950 => "big5",
            1250 => "windows-1250",
            1251 => "windows-1251",
            1252 => "windows-1252",
            1253 => "windows-1253",
            1254 => "windows-1254",
            1255 => "windows-1255",
            1256 => "windows-1256",
            1257 => "windows-1257",
            1258 => "windows-1258",
            10000 => "macintosh",
            54936 => "gb18030",
            65001 => "utf-8",
            _ => return Self::OfDocument,
        };
        Encoding::for_label(label.as_bytes()).map_or(Self::OfDocument, Self::Encoding)
    }
}

/// The fonts by number.
#[derive(Debug, Default)]
pub struct Fonts {
    by_number: HashMap<i32, Font>,
    /// Of text that names none.
    pub default: Option<i32>,
}

impl Fonts {
    pub fn insert(&mut self, number: i32, font: Font) {
        self.by_number.insert(number, font);
    }

    pub fn get(&self, number: Option<i32>) -> Option<&Font> {
        self.by_number.get(&number.or(self.default)?)
    }
}

/// Whether characters may be of two bytes, of which the second may be a sign of ASCII.
pub fn is_double(encoding: &'static Encoding) -> bool {
    !encoding.is_single_byte() && encoding != encoding_rs::UTF_8
}
