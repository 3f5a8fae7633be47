//! The XML of a part of a package, as a stream under limits.
//!
//! Depth and time are limited, a document type declaration is refused (its entities can grow without end),
//! and a part that does not close what it opened is damaged, never half read. Elements are known by their
//! local names, which Transitional and Strict documents share, or by their qualified names.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::model::document::Property;
use crate::model::error::{Error, Limit, Result};
use crate::model::language::Message;
use crate::model::limits::Limits;
use crate::model::text;

/// A stream of nodes.
#[derive(Debug)]
pub struct Xml<'a> {
    reader: quick_xml::Reader<&'a [u8]>,
    /// What errors call the format.
    format: &'static str,
    part: &'a str,
    /// Elements open now.
    depth: usize,
    limits: Limits,
    steps: u32,
    has_root: bool,
}

/// What the stream yields; an empty element yields a start and an end.
#[derive(Debug)]
pub enum Node<'a> {
    Start(Element<'a>),
    End,
    Text(Cow<'a, str>),
}

/// A start tag.
#[derive(Debug)]
pub struct Element<'a>(BytesStart<'a>);

impl<'a> Xml<'a> {
    /// Streams `text`, which errors call the part `part` of a `format`.
    pub fn new(text: &'a str, format: &'static str, part: &'a str, limits: &Limits) -> Self {
        let mut reader = quick_xml::Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, format, part, depth: 0, limits: *limits, steps: 0, has_root: false }
    }

    /// Elements open now.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// Bytes read so far.
    pub fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// The next node; `None` at the end of a whole document.
    pub fn next(&mut self) -> Result<Option<Node<'a>>> {
        loop {
            self.limits.clock.step(&mut self.steps)?;
            let event = self.reader.read_event().map_err(|error| self.damaged(error.to_string()))?;
            match event {
                Event::Start(start) | Event::Empty(start) => {
                    self.deepen()?;
                    return Ok(Some(Node::Start(Element(start))));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(Node::End));
                }
                Event::Text(text) => return Ok(Some(Node::Text(text.xml10_content()))),
                Event::CData(text) => return Ok(Some(Node::Text(text.xml10_content()))),
                Event::GeneralRef(reference) => return Ok(Some(Node::Text(self.resolve(&reference)?))),
                Event::DocType(_) => return Err(self.refused()),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
                Event::Eof if self.depth > 0 || !self.has_root => {
                    return Err(self.damaged("it ends before what it opened is closed"));
                }
                Event::Eof => return Ok(None),
            }
        }
    }

    /// The next node inside the element that was opened at `depth`; `None` at its end.
    pub fn inside(&mut self, depth: usize) -> Result<Option<Node<'a>>> {
        match self.next()? {
            Some(Node::End) if self.depth < depth => Ok(None),
            node => Ok(node),
        }
    }

    /// The next child of the element just started or of the one whose children are being taken; `None`
    /// when that element ends. The child must be consumed (see [`Xml::skip`]) before the next is asked for.
    pub fn child(&mut self) -> Result<Option<Element<'a>>> {
        loop {
            match self.next()? {
                Some(Node::Start(element)) => return Ok(Some(element)),
                Some(Node::End) | None => return Ok(None),
                Some(Node::Text(_)) => {}
            }
        }
    }

    /// Passes over the rest of the element just started.
    pub fn skip(&mut self) -> Result<()> {
        self.skip_to(self.depth)
    }

    /// Passes over the rest of the element that was opened at `depth`.
    pub fn skip_to(&mut self, depth: usize) -> Result<()> {
        while self.inside(depth)?.is_some() {}
        Ok(())
    }

    /// The text of the element just started, with that of all elements in it.
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

    /// What the children of the element say of the document, by the names of the elements and of what they hold.
    pub fn properties(&mut self, names: &[(&str, &str)]) -> Result<Vec<Property>> {
        let mut head = Vec::new();
        while let Some(child) = self.child()? {
            let Some((_, name)) = names.iter().find(|(element, _)| child.name() == *element) else {
                self.skip()?;
                continue;
            };
            let text = text::clean(&self.text()?);
            if !text.is_empty() {
                head.push(Property { name: (*name).to_owned(), text });
                self.check_entries(head.len())?;
            }
        }
        Ok(head)
    }

    /// Checks how many things of a kind are kept from the part.
    pub fn check_entries(&self, count: usize) -> Result<()> {
        self.limits.check_entries(count)
    }

    /// The error that the part is damaged.
    pub fn damaged(&self, detail: impl Into<String>) -> Error {
        Error::Damaged { format: self.format, part: self.part.to_owned(), detail: detail.into() }
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

    fn refused(&self) -> Error {
        Error::Refused {
            what: Message::new(
                format!("{} 里有 XML 文档类型声明（DOCTYPE），正常的办公文件没有", self.part),
                format!("{} declares an XML document type, which no office file does", self.part),
            ),
        }
    }
}

impl Element<'_> {
    /// The name without its prefix.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The name with its prefix.
    pub fn qualified_name(&self) -> &str {
        self.0.name().0
    }

    /// The value of an attribute: by its qualified name if `name` has a prefix, else by its local name.
    /// `None` where there is none, or none that can be read.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|attribute| is_called(attribute, name))?;
        value(&found)
    }

    /// As [`Element::attribute`] for each of these names, in one pass.
    pub fn attributes<const N: usize>(&self, names: [&str; N]) -> [Option<String>; N] {
        let mut found = [const { None }; N];
        for attribute in self.0.attributes().with_checks(false).flatten() {
            let mut open = names.iter().zip(&mut found).filter(|(_, found)| found.is_none());
            if let Some((_, found)) = open.find(|(name, _)| is_called(&attribute, name)) {
                *found = Some(attribute);
            }
        }
        found.map(|found| value(&found?))
    }

    /// An attribute as a whole number.
    pub fn number(&self, name: &str) -> Option<u32> {
        whole(self.attribute(name))
    }

    /// Whether an attribute is true.
    pub fn is_true(&self, name: &str) -> bool {
        is_true(self.attribute(name).as_deref())
    }
}

fn is_called(attribute: &Attribute<'_>, name: &str) -> bool {
    attribute.key.0.strip_suffix(name).is_some_and(|prefix| {
        prefix.is_empty() || !name.contains(':') && prefix.find(':') == prefix.len().checked_sub(1)
    })
}

fn value(attribute: &Attribute<'_>) -> Option<String> {
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

/// The value of an attribute as a whole number.
pub fn whole(value: Option<String>) -> Option<u32> {
    value?.trim().parse().ok()
}

/// Whether the value of an attribute is true.
pub fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true" | "on"))
}
