//! Characters: bytes in the character set of their font, numbers of Unicode, and those that are words.

use encoding_rs::Encoding;

use super::charset::{Charset, is_double};
use super::destination::Destination;
use super::walk::Walk;
use crate::model::error::Result;
use crate::model::finding::Finding;
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::reading_rules::{SKIPPED_CONTENT, UNREADABLE_CHARACTER};
use crate::readers::word::symbols::symbol;

/// Text that waits for what makes it whole.
#[derive(Default)]
pub struct Pending {
    bytes: Vec<u8>,
    /// The first half of a character beyond the first 65,536.
    surrogate: Option<u16>,
    /// Characters that only say again what a `\u` said.
    fallback: usize,
    /// Characters that could not be made out.
    lost: usize,
}

impl Pending {
    /// Passes over a word that is the fallback of a character.
    pub fn skip_one(&mut self) -> bool {
        let skips = self.fallback > 0;
        self.fallback = self.fallback.saturating_sub(1);
        skips
    }

    pub fn end_fallback(&mut self) {
        self.fallback = 0;
    }
}

const LOST: char = '\u{fffd}';

impl Walk<'_> {
    /// Whether characters of the current font may be of two bytes.
    pub(super) fn is_double(&self) -> bool {
        self.encoding().is_some_and(is_double)
    }

    /// The encoding of the current text; `None` where its font has signs of its own.
    fn encoding(&self) -> Option<&'static Encoding> {
        let of_document = match self.charset {
            Charset::Encoding(encoding) => encoding,
            Charset::OfDocument | Charset::Symbol => encoding_rs::WINDOWS_1252,
        };
        let font = match self.state.destination {
            Destination::Text | Destination::Label => self.fonts.get(self.state.font),
            _ => None,
        };
        match font.map(|font| font.charset) {
            Some(Charset::Symbol) => None,
            Some(Charset::Encoding(encoding)) => Some(encoding),
            Some(Charset::OfDocument) | None => Some(of_document),
        }
    }

    /// Adds bytes of text.
    pub(super) fn bytes(&mut self, mut bytes: &[u8]) {
        if self.state.destination == Destination::Skip {
            return;
        }
        while self.pending.fallback > 0 && !bytes.is_empty() {
            self.pending.fallback -= 1;
            bytes = bytes.get(1..).unwrap_or_default();
        }
        if bytes.is_empty() {
            return;
        }
        self.start = super::walk::Start::Over;
        self.pending.bytes.extend_from_slice(bytes);
    }

    /// Makes text of the bytes that wait.
    pub(super) fn flush(&mut self) {
        if self.pending.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending.bytes);
        if let Some(encoding) = self.encoding() {
            let (text, _) = encoding.decode_without_bom_handling(&bytes);
            self.pending.lost += text.chars().filter(|c| *c == LOST).count();
            self.put(&text);
        } else {
            let text: String = bytes.iter().map(|byte| self.sign(u32::from(*byte))).collect();
            self.put(&text);
        }
    }

    /// What the current font shows for a code of its own.
    fn sign(&mut self, code: u32) -> char {
        if code == u32::from(b' ') {
            return ' ';
        }
        let name = self.fonts.get(self.state.font).map(|font| font.name.as_str()).unwrap_or_default();
        let found = symbol(name, code);
        if found.is_none() && self.state.destination == Destination::Text {
            self.skipped.symbols += 1;
        }
        found.unwrap_or('□')
    }

    /// A character by its number.
    pub(super) fn unicode(&mut self, number: Option<i32>) {
        // Numbers are of 16 bits with a sign; some programs leave the sign out.
        let number = number.unwrap_or(0);
        let unit = u16::try_from(number.rem_euclid(0x1_0000)).unwrap_or_default();
        self.pending.fallback = self.state.fallback;
        let character = match (self.pending.surrogate.take(), unit) {
            (None, 0xd800..=0xdbff) => {
                self.pending.surrogate = Some(unit);
                return;
            }
            (first, _) => {
                let units = first.into_iter().chain([unit]);
                let decoded: String = char::decode_utf16(units).map(|one| one.unwrap_or(LOST)).collect();
                self.pending.lost += decoded.chars().filter(|c| *c == LOST).count();
                decoded
            }
        };
        let is_of_font = unit <= 0xff && self.encoding().is_none() || (0xf000..=0xf0ff).contains(&unit);
        if is_of_font {
            let sign = self.sign(u32::from(unit));
            self.put(sign.encode_utf8(&mut [0; 4]));
        } else {
            self.put(&character);
        }
    }

    /// A control symbol.
    pub(super) fn symbol(&mut self, symbol: u8) -> Result<()> {
        if self.pending.skip_one() {
            return Ok(());
        }
        match symbol {
            b'{' | b'}' | b'\\' => {
                self.bytes(&[symbol]);
                return Ok(());
            }
            b'\r' | b'\n' => {
                self.flush();
                return self.character_word("par", None);
            }
            _ => self.flush(),
        }
        match symbol {
            b'~' => self.put("\u{a0}"),
            b'_' => self.put("-"),
            b'\t' => self.put("\t"),
            _ => {}
        }
        Ok(())
    }

    /// Words that are characters, or end something.
    pub(super) fn character_word(&mut self, name: &str, number: Option<i32>) -> Result<()> {
        if name == "u" {
            self.unicode(number);
            return Ok(());
        }
        let text = match name {
            "tab" => "\t",
            // A page break, too, ends the line.
            "line" | "page" | "column" | "softline" => "\n",
            "emdash" => "—",
            "endash" => "–",
            "bullet" => "•",
            "lquote" => "‘",
            "rquote" => "’",
            "ldblquote" => "“",
            "rdblquote" => "”",
            "emspace" => "\u{2003}",
            "enspace" => "\u{2002}",
            "qmspace" => "\u{2005}",
            // Mathematics: the denominator and the exponent, lest 1/2 read as 12.
            "mden" => "/",
            "msup" => "^",
            _ => return self.structure_word(name),
        };
        self.put(text);
        Ok(())
    }

    /// Adds characters where text goes now.
    pub(super) fn put(&mut self, text: &str) {
        // The first half of a character without the second.
        if self.pending.surrogate.take().is_some() {
            self.pending.lost += 1;
            self.put(LOST.encode_utf8(&mut [0; 4]));
        }
        match self.state.destination {
            Destination::Text => self.add(text),
            Destination::Label => self.label.push_str(text),
            Destination::Instruction => {
                if let Some(field) = self.fields.last_mut() {
                    field.instruction.push_str(text);
                }
            }
            Destination::FormEntry => {
                if let Some(field) = self.fields.last_mut() {
                    field.push_to_entry(text);
                }
            }
            Destination::Skip
            | Destination::Shape
            | Destination::FormField
            | Destination::Info
            | Destination::UserProperties => {}
            _ => self.head_text(text),
        }
    }

    /// The finding that characters were lost.
    pub(super) fn doubt_lost(&mut self) {
        if self.pending.lost == 0 {
            return;
        }
        let count = self.pending.lost;
        let message = Message::new(
            format!("有 {count} 个字符读不出来，以“\u{fffd}”代替，请与原件核对"),
            format!(
                "{count} character(s) could not be read and are shown as '\u{fffd}'; compare with the original"
            ),
        );
        self.doubts.push(Finding::new(&UNREADABLE_CHARACTER, message, Place::Unknown));
    }

    /// The finding that something comes after the end of the document.
    pub(super) fn doubt_rest(&mut self) {
        let message = Message::new(
            "文件在结束标记之后还有内容，没有读入；文件可能已损坏，请与原件核对",
            "the file goes on after its end, which was not read; it may be damaged, compare with the original",
        );
        self.doubts.push(Finding::new(&SKIPPED_CONTENT, message, Place::Unknown));
    }
}
