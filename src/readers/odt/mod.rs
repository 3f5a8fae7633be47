//! Reads OpenDocument texts (.odt, .fodt): paragraphs and tables as the page shows them.
//!
//! Text that the page does not show, comments, and figures in headers and footers are no part of the text, and
//! become findings; pictures are counted, not read.

mod changes;
mod lists;
mod look;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod walk;

use std::collections::HashMap;
use std::rc::Rc;

use self::styles::{Sheet, Styles};
use self::walk::Walk;
use super::package::Package;
use super::word::emission::NoChunks;
use super::word::finish::Walked;
use super::xml::{Node, Xml};
use super::xml_file;
use crate::formats::{Content, ReadOptions, Reader, ReaderOutput};
use crate::model::document::{Document, Property};
use crate::model::error::{Error, Result};
use crate::model::limits::Limits;
use crate::model::text;

const FORMAT: &str = "odt";

/// Reads OpenDocument texts: packages, and those that are one XML file.
#[derive(Clone, Copy, Debug)]
pub struct Odt;

impl Reader for Odt {
    fn read(&self, content: &Content<'_>, options: &ReadOptions) -> Result<ReaderOutput> {
        let limits = &options.limits;
        if content.package().is_some() {
            let package = Package::open(content.bytes(), FORMAT, limits)?;
            return read_package(package, limits).map(ReaderOutput::Document);
        }
        let decoded = xml_file::decode(content, options)?;
        let mut reading = Reading::new(limits);
        reading.read(&mut Xml::new(&decoded.text, FORMAT, xml_file::PART, limits), Part::Flat)?;
        let mut document = reading.finish()?;
        document.doubts.extend(decoded.doubts);
        Ok(ReaderOutput::Document(document))
    }
}

fn read_package(mut package: Package<'_>, limits: &Limits) -> Result<Document> {
    let manifest = package.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Error::Encrypted { format: FORMAT });
    }
    let mut reading = Reading::new(limits);
    for (name, part) in [("meta.xml", Part::Meta), ("styles.xml", Part::Styles)] {
        if let Some(text) = package.text(name)? {
            reading.read(&mut package.xml(name, &text), part)?;
        }
    }
    let name = "content.xml";
    let text = package.required(name)?;
    reading.read(&mut package.xml(name, &text), Part::Content)?;
    reading.finish()
}

/// The parts of a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Meta,
    Styles,
    Content,
    /// All in one.
    Flat,
}

/// A document that is being read.
struct Reading<'a> {
    limits: &'a Limits,
    styles: Styles,
    walked: Walked,
    has_text: bool,
}

impl<'a> Reading<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self { limits, styles: Styles::default(), walked: Walked::default(), has_text: false }
    }

    /// Reads a part, whose root is not started yet.
    fn read(&mut self, xml: &mut Xml<'_>, part: Part) -> Result<()> {
        let mut has_root = false;
        while let Some(node) = xml.next()? {
            let Node::Start(element) = node else { continue };
            match element.qualified_name() {
                _ if !has_root => has_root = true,
                "office:meta" => read_properties(xml, &mut self.walked.head)?,
                "office:styles" => {
                    let mut sheet = Sheet::default();
                    sheet.read(xml)?;
                    self.styles.common = Rc::new(sheet);
                }
                "office:automatic-styles" => {
                    let mut sheet = Sheet::default();
                    sheet.read(xml)?;
                    sheet.has_page_fill |= self.styles.automatic.has_page_fill;
                    self.styles.automatic = Rc::new(sheet);
                }
                "office:master-styles" => self.read_pages(xml)?,
                "office:body" => self.read_body(xml)?,
                _ => xml.skip()?,
            }
        }
        if matches!(part, Part::Content | Part::Flat) && !self.has_text {
            return Err(xml.damaged("it holds no text document"));
        }
        Ok(())
    }

    /// The headers and footers of pages.
    fn read_pages(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        let depth = xml.depth();
        while let Some(node) = xml.inside(depth)? {
            let Node::Start(element) = node else { continue };
            let name = element.qualified_name();
            let is_margin = name.starts_with("style:header") || name.starts_with("style:footer");
            if !is_margin {
                continue;
            }
            if element.attribute("style:display").as_deref() == Some("false") {
                xml.skip()?;
                continue;
            }
            let styles = self.styles.clone();
            let mut walk = Walk::new(self.limits, &styles);
            walk.hide_fields();
            let pieces = walk.story(xml)?;
            self.walked.margins.push(pieces);
        }
        Ok(())
    }

    fn read_body(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        while let Some(child) = xml.child()? {
            if child.qualified_name() != "office:text" {
                xml.skip()?;
                continue;
            }
            self.has_text = true;
            let styles = self.styles.clone();
            let mut walk = Walk::new(self.limits, &styles);
            let pieces = walk.story(xml)?;
            self.walked.pieces.extend(pieces);
            self.walked.references = std::mem::take(&mut walk.references);
            self.walked.notes = [walk.take_notes(), HashMap::new()];
            self.walked.skipped = walk.skipped;
            self.walked.unnumbered = walk.unnumbered();
        }
        Ok(())
    }

    fn finish(self) -> Result<Document> {
        self.walked.finish(&mut NoChunks, self.limits)
    }
}

/// The properties in the `office:meta` just started.
fn read_properties(xml: &mut Xml<'_>, head: &mut Vec<Property>) -> Result<()> {
    while let Some(child) = xml.child()? {
        let name = match child.qualified_name() {
            "dc:title" => "title".to_owned(),
            "dc:subject" => "subject".to_owned(),
            "dc:description" => "description".to_owned(),
            "meta:initial-creator" => "creator".to_owned(),
            "meta:keyword" => "keywords".to_owned(),
            "meta:user-defined" => child.attribute("meta:name").unwrap_or_default(),
            _ => {
                xml.skip()?;
                continue;
            }
        };
        let text = text::clean(&xml.text()?);
        if !text.is_empty() && !name.is_empty() {
            head.push(Property { name, text });
            xml.check_entries(head.len())?;
        }
    }
    Ok(())
}
