//! The bytes of an input and what they look like, found out once: for detection, for decoding and for
//! the reader.

use std::cell::OnceCell;

use encoding_rs::Encoding;

pub(crate) mod compound;
pub(crate) mod package;
pub(crate) mod signature;
mod utf16;

use self::compound::CompoundKind;
use self::package::PackageKind;

/// Bytes from the start of which the head of a text is taken.
const HEAD: usize = 16 << 10;

/// The bytes of an input. What is asked of them more than once is looked for only once.
///
/// ```
/// use repconv::formats::Content;
///
/// let content = Content::new(b"\xef\xbb\xbf  <HTML lang=zh>");
/// assert!(content.is_text() && !content.is_blank());
/// assert_eq!(content.head(), "<html lang=zh>");
/// ```
#[derive(Debug)]
pub struct Content<'a> {
    bytes: &'a [u8],
    is_blank: OnceCell<bool>,
    is_binary: OnceCell<bool>,
    utf8: OnceCell<Option<&'a str>>,
    utf16: OnceCell<Option<&'static Encoding>>,
    head: OnceCell<String>,
    package: OnceCell<Option<PackageKind>>,
    compound: OnceCell<Option<CompoundKind>>,
}

impl<'a> Content<'a> {
    /// The content of a whole file. Nothing is looked at yet.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            is_blank: OnceCell::new(),
            is_binary: OnceCell::new(),
            utf8: OnceCell::new(),
            utf16: OnceCell::new(),
            head: OnceCell::new(),
            package: OnceCell::new(),
            compound: OnceCell::new(),
        }
    }

    /// All bytes.
    #[must_use]
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Whether there is nothing but white space, in any encoding: an editor shows an empty page.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        *self.is_blank.get_or_init(|| is_blank(self.bytes))
    }

    /// Whether these bytes are text in an encoding that can be read.
    #[must_use]
    pub fn is_text(&self) -> bool {
        let is_utf16 = || self.has_utf16_mark() || self.utf16_without_mark().is_some();
        !self.is_utf32() && (is_utf16() || !self.is_binary())
    }

    /// The text, where all of it is UTF-8. A byte order mark is part of it.
    #[must_use]
    pub fn as_utf8(&self) -> Option<&'a str> {
        *self.utf8.get_or_init(|| std::str::from_utf8(self.bytes).ok())
    }

    /// The beginning of a text without byte order mark and leading white space, ASCII letters in lower case.
    /// In an encoding other than UTF-8 and UTF-16, only the ASCII characters are right.
    #[must_use]
    pub fn head(&self) -> &str {
        self.head.get_or_init(|| self.decode_head())
    }

    /// Whether these bytes are no text in any encoding that contains ASCII: a known binary format, or many
    /// control characters.
    pub(crate) fn is_binary(&self) -> bool {
        *self.is_binary.get_or_init(|| is_binary(self.bytes))
    }

    /// Whether there is the byte order mark of UTF-32, which begins with that of UTF-16.
    pub(crate) fn is_utf32(&self) -> bool {
        is_utf32(self.bytes)
    }

    /// Whether there is the byte order mark of UTF-16.
    pub(crate) fn has_utf16_mark(&self) -> bool {
        self.bytes.starts_with(b"\xff\xfe") || self.bytes.starts_with(b"\xfe\xff")
    }

    /// UTF-16 without a byte order mark, recognised by its pattern.
    pub(crate) fn utf16_without_mark(&self) -> Option<&'static Encoding> {
        *self.utf16.get_or_init(|| {
            // Without a NUL, valid UTF-8 is UTF-8: pairs of ASCII letters would pass for hanzi.
            let is_utf8 = self.as_utf8().is_some_and(|text| !text.contains('\0'));
            if is_utf8 { None } else { utf16::by_pattern(self.bytes) }
        })
    }

    /// What a zip package holds; `None` where this is no zip.
    pub(crate) fn package(&self) -> Option<PackageKind> {
        *self.package.get_or_init(|| package::kind(self.bytes))
    }

    /// Whether it is a compound file that is cut off before anything tells what it holds.
    #[cfg(any(feature = "doc", feature = "spreadsheets"))]
    pub(crate) fn is_compound_of_unknown_kind(&self) -> bool {
        self.compound() == Some(CompoundKind::Cut)
    }

    /// What an OLE compound file holds; `None` where this is none.
    pub(crate) fn compound(&self) -> Option<CompoundKind> {
        *self.compound.get_or_init(|| compound::kind(self.bytes))
    }

    fn decode_head(&self) -> String {
        let from = self.bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
        let start = self.bytes.get(from..self.bytes.len().min(from.saturating_add(HEAD))).unwrap_or_default();
        let text = match Encoding::for_bom(start) {
            Some((encoding, _)) => encoding.decode(start).0,
            None => match self.utf16_without_mark() {
                // White space was skipped by single bytes: begin again at the first unit.
                Some(encoding) => {
                    encoding.decode(self.bytes.get(..self.bytes.len().min(HEAD)).unwrap_or_default()).0
                }
                None => String::from_utf8_lossy(start),
            },
        };
        text.trim_start().to_ascii_lowercase()
    }
}

fn is_blank(bytes: &[u8]) -> bool {
    const LONGEST: usize = 1 << 20;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return true;
    }
    let invisible = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}');
    match Encoding::for_bom(bytes) {
        _ if bytes.len() > LONGEST || is_utf32(bytes) => false,
        Some((encoding, _)) => encoding.decode(bytes).0.chars().all(invisible),
        // In neither encoding are these bytes part of an invisible character.
        None if bytes.iter().any(|byte| matches!(byte, 0x21..=0x2f | 0x3a..=0x7e)) => false,
        None => [encoding_rs::UTF_8, encoding_rs::GB18030].iter().any(|encoding| {
            let (text, broken) = encoding.decode_without_bom_handling(bytes);
            !broken && text.chars().all(invisible)
        }),
    }
}

fn is_binary(bytes: &[u8]) -> bool {
    const SAMPLE: usize = 64 << 10;
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or(bytes);
    let is_control = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1a);
    // A tenth of compressed bytes are control characters; the worst of texts has one a line.
    let control = sample.iter().filter(|byte| is_control(**byte)).count();
    signature::is_certain(bytes) || control * 50 > sample.len()
}

fn is_utf32(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff")
}

/// Whether bytes are UTF-8, but for a character cut off at the very end.
pub(crate) fn is_utf8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        // All ASCII and then one loose byte is as well a cut GBK character.
        Err(error) => {
            error.error_len().is_none() && !bytes.get(..error.valid_up_to()).is_none_or(<[u8]>::is_ascii)
        }
    }
}
