//! Walks the XML of a part: elements by local name, text with its references resolved, nothing hidden.
//!
//! Local names alone serve Transitional and Strict documents alike. Depth is limited, a document type
//! declaration is refused (entities grow without end), and a part that does not close what it opened is
//! damaged, never half read.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::model::error::{Error, Limit, Result};
use crate::model::language::Message;
use crate::model::limits::Limits;

/// A part of a package, being walked.
pub struct Xml<'a> {
    reader: quick_xml::Reader<&'a [u8]>,
    part: &'a str,
    depth: usize,
    limits: Limits,
    steps: u32,
    has_root: bool,
}

/// What the walk meets.
pub enum Token<'a> {
    Start(Element<'a>),
    End,
    Text(Cow<'a, str>),
    /// The part ended, and everything in it was closed.
    Eof,
}

/// A start tag.
pub struct Element<'a>(BytesStart<'a>);

/// The text of a part: UTF-8, or UTF-16 with a byte order mark.
pub fn decode<'a>(bytes: &'a [u8], part: &str) -> Result<Cow<'a, str>> {
    let (encoding, mark) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes.get(mark..).unwrap_or_default())
        .ok_or_else(|| damaged(part, "not in the encoding it should be in"))
}

pub fn damaged(part: &str, detail: impl Into<String>) -> Error {
    Error::Damaged { format: super::FORMAT, part: part.to_owned(), detail: detail.into() }
}

impl<'a> Xml<'a> {
    pub fn new(text: &'a str, part: &'a str, limits: &Limits) -> Self {
        let mut reader = quick_xml::Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, part, depth: 0, limits: *limits, steps: 0, has_root: false }
    }

    pub fn damaged(&self, detail: impl Into<String>) -> Error {
        damaged(self.part, detail)
    }

    /// Checks how many things of a kind are kept from the part.
    pub fn check_entries(&self, count: usize) -> Result<()> {
        self.limits.check_entries(count)
    }

    /// The next start, end or text.
    pub fn next(&mut self) -> Result<Token<'a>> {
        loop {
            self.limits.clock.step(&mut self.steps)?;
            let event = self.reader.read_event().map_err(|error| damaged(self.part, error.to_string()))?;
            match event {
                Event::Start(start) | Event::Empty(start) => {
                    self.deepen()?;
                    return Ok(Token::Start(Element(start)));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Token::End);
                }
                Event::Text(text) => return Ok(Token::Text(text.xml10_content())),
                Event::CData(data) => return Ok(Token::Text(data.xml10_content())),
                Event::GeneralRef(reference) => return Ok(Token::Text(self.resolve(&reference)?)),
                Event::DocType(_) => return Err(refused()),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
                Event::Eof if self.depth > 0 || !self.has_root => {
                    return Err(self.damaged("it ends before what it opened is closed"));
                }
                Event::Eof => return Ok(Token::Eof),
            }
        }
    }

    /// Passes over the rest of the element just started.
    pub fn skip(&mut self) -> Result<()> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// The next child of the element just started or of the one whose children are being taken; `None`
    /// when that element ends. The child must be consumed (see [`Xml::skip`]) before the next is asked for.
    pub fn child(&mut self) -> Result<Option<Element<'a>>> {
        loop {
            match self.next()? {
                Token::Start(element) => return Ok(Some(element)),
                Token::End | Token::Eof => return Ok(None),
                Token::Text(_) => {}
            }
        }
    }

    /// The text in the element just started, which is consumed.
    pub fn text(&mut self) -> Result<String> {
        let outside = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > outside {
            if let Token::Text(piece) = self.next()? {
                text.push_str(&piece);
            }
        }
        Ok(text)
    }

    fn deepen(&mut self) -> Result<()> {
        self.depth += 1;
        self.has_root = true;
        if self.depth > self.limits.depth {
            let (found, allowed) = (self.depth as u64, self.limits.depth as u64);
            return Err(Error::TooLarge { what: Limit::Depth, found, allowed });
        }
        Ok(())
    }

    fn resolve(&self, reference: &BytesRef<'_>) -> Result<Cow<'a, str>> {
        if let Some(text) = resolve_xml_entity(reference) {
            return Ok(Cow::Borrowed(text));
        }
        match reference.resolve_char_ref() {
            Ok(Some(character)) => Ok(Cow::Owned(character.to_string())),
            // XML forbids the character, or the entity is declared nowhere.
            Ok(None) | Err(_) => Err(self.damaged(format!("the reference &{};", &**reference))),
        }
    }
}

impl Element<'_> {
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of an attribute, by local name; `None` where there is none, or none that can be read.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let attribute = self
            .0
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|a| a.key.local_name().into_inner() == name)?;
        attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// `w:val`.
    pub fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// `w:val` as a number, the greatest one if it is greater still; no number reads as `None`.
    pub fn number(&self) -> Option<i64> {
        let value = self.value()?;
        let value = value.trim();
        let is_digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
        value.parse().ok().or(is_digits.then_some(i64::MAX))
    }

    /// Whether an on-off property is on: `<w:vanish/>`, but not `<w:vanish w:val="0"/>`.
    pub fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off"))
    }
}

fn refused() -> Error {
    Error::Refused {
        what: Message::new(
            "文件里有 XML 文档类型声明（DOCTYPE），正常的 Word 文件没有",
            "it declares an XML document type, which no Word file does",
        ),
    }
}
