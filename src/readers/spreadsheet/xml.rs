//! Reads an XML part of a package as a stream: depth bounded, entity declarations refused, and the
//! end of the root element required.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::check;
use crate::model::error::{Error, Limit, Result};
use crate::model::language::Message;
use crate::model::limits::Limits;
use crate::readers::package::Package;

/// The parts of a package as text.
#[derive(Debug)]
pub struct Parts<'a> {
    pub package: Package<'a>,
    format: &'static str,
    pub limits: &'a Limits,
}

impl<'a> Parts<'a> {
    pub fn new(package: Package<'a>, format: &'static str, limits: &'a Limits) -> Self {
        Self { package, format, limits }
    }

    /// The text of a part, which may be UTF-16.
    pub fn text(&mut self, name: &str) -> Result<Option<String>> {
        let Some(bytes) = self.package.part(name)? else { return Ok(None) };
        let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(&bytes) else {
            return String::from_utf8(bytes).map(Some).map_err(|_| self.damaged(name, "is not UTF-8"));
        };
        let body = bytes.get(mark..).unwrap_or_default();
        match encoding.decode_without_bom_handling_and_without_replacement(body) {
            Some(text) => Ok(Some(text.into_owned())),
            None => Err(self.damaged(name, format!("is not {}", encoding.name()))),
        }
    }

    /// The text of a part that must be there.
    pub fn required(&mut self, name: &str) -> Result<String> {
        match self.text(name)? {
            Some(text) => Ok(text),
            None => Err(self.damaged(name, "is missing")),
        }
    }

    pub fn xml<'t>(&self, part: &str, text: &'t str) -> Xml<'t> {
        Xml::new(text, self.format, part, self.limits)
    }

    pub fn damaged(&self, part: &str, detail: impl Into<String>) -> Error {
        Error::Damaged { format: self.format, part: part.to_owned(), detail: detail.into() }
    }
}

/// A stream of nodes.
#[derive(Debug)]
pub struct Xml<'t> {
    reader: Reader<&'t [u8]>,
    format: &'static str,
    part: String,
    depth: usize,
    limits: Limits,
    steps: u32,
    has_root: bool,
}

/// What the stream yields; an empty element yields a start and an end.
#[derive(Debug)]
pub enum Node<'t> {
    Start(BytesStart<'t>),
    End,
    Text(Cow<'t, str>),
}

impl<'t> Xml<'t> {
    pub fn new(text: &'t str, format: &'static str, part: &str, limits: &Limits) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, format, part: part.to_owned(), depth: 0, limits: *limits, steps: 0, has_root: false }
    }

    /// Elements open now.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The next node; `None` at the end of a whole document.
    pub fn next(&mut self) -> Result<Option<Node<'t>>> {
        loop {
            self.limits.clock.step(&mut self.steps)?;
            let event = self.reader.read_event().map_err(|error| self.damaged(error.to_string()))?;
            match event {
                Event::Start(start) | Event::Empty(start) => {
                    self.depth += 1;
                    self.has_root = true;
                    check(Limit::Depth, self.depth as u64, self.limits.depth as u64)?;
                    return Ok(Some(Node::Start(start)));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(Node::End));
                }
                Event::Text(text) => return Ok(Some(Node::Text(text.xml10_content()))),
                Event::CData(text) => return Ok(Some(Node::Text(text.into_inner()))),
                Event::GeneralRef(reference) => {
                    let character = reference.resolve_char_ref().ok().flatten().or(match &*reference {
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "amp" => Some('&'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    });
                    let Some(character) = character else {
                        return Err(self.damaged(format!("&{};", &*reference)));
                    };
                    return Ok(Some(Node::Text(Cow::Owned(character.to_string()))));
                }
                Event::DocType(_) => return Err(self.refused()),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
                Event::Eof if self.depth == 0 && self.has_root => return Ok(None),
                Event::Eof => return Err(self.damaged("it ends too early")),
            }
        }
    }

    /// The next node inside the element that was opened at `depth`; `None` at its end.
    pub fn inside(&mut self, depth: usize) -> Result<Option<Node<'t>>> {
        match self.next()? {
            Some(Node::End) if self.depth < depth => Ok(None),
            node => Ok(node),
        }
    }

    /// Passes over the rest of the element just opened.
    pub fn skip(&mut self) -> Result<()> {
        let depth = self.depth;
        while self.inside(depth)?.is_some() {}
        Ok(())
    }

    /// The text of the element just opened, with that of all elements in it.
    pub fn text(&mut self) -> Result<String> {
        let depth = self.depth;
        let mut all = String::new();
        while let Some(node) = self.inside(depth)? {
            if let Node::Text(text) = node {
                all.push_str(&text);
            }
        }
        Ok(all)
    }

    pub fn damaged(&self, detail: impl Into<String>) -> Error {
        Error::Damaged { format: self.format, part: self.part.clone(), detail: detail.into() }
    }

    fn refused(&self) -> Error {
        Error::Refused {
            what: Message::new(
                format!("{} 里有 XML 文档类型声明（DOCTYPE），正常的表格文件没有", self.part),
                format!("{} declares a DOCTYPE, which may carry entities", self.part),
            ),
        }
    }
}

/// An element's name without its prefix.
pub fn name<'s>(start: &'s BytesStart<'_>) -> &'s str {
    start.local_name().into_inner()
}

/// The value of an attribute: by its whole name if `name` has a prefix, else by its local name.
pub fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let found = attributes.with_checks(false).flatten().find(|attribute| is_called(attribute, name))?;
    value(&found)
}

/// As [`attribute`] for each of these names, in one pass.
pub fn attributes<const N: usize>(start: &BytesStart<'_>, names: [&str; N]) -> [Option<String>; N] {
    let mut found = [const { None }; N];
    for attribute in start.attributes().with_checks(false).flatten() {
        let mut open = names.iter().zip(&mut found).filter(|(_, found)| found.is_none());
        if let Some((_, found)) = open.find(|(name, _)| is_called(&attribute, name)) {
            *found = Some(attribute);
        }
    }
    found.map(|found| value(&found?))
}

fn is_called(attribute: &Attribute<'_>, name: &str) -> bool {
    attribute.key.0.strip_suffix(name).is_some_and(|prefix| {
        prefix.is_empty() || !name.contains(':') && prefix.find(':') == prefix.len().checked_sub(1)
    })
}

fn value(attribute: &Attribute<'_>) -> Option<String> {
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

/// The attribute as a whole number.
pub fn number(start: &BytesStart<'_>, name: &str) -> Option<u32> {
    whole(attribute(start, name))
}

/// The value of an attribute as a whole number.
pub fn whole(value: Option<String>) -> Option<u32> {
    value?.trim().parse().ok()
}

/// Whether the attribute says yes.
pub fn is_true(start: &BytesStart<'_>, name: &str) -> bool {
    says_yes(attribute(start, name).as_deref())
}

/// Whether the value of an attribute says yes.
pub fn says_yes(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true" | "on"))
}
