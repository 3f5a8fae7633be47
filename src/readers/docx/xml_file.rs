//! Word documents as one XML file: Word 2003 XML, and the parts of a package in one file (Flat OPC).

use super::{read_document, word2003};
use crate::formats::{Content, ReadOptions, Reader, ReaderOutput};
#[cfg(feature = "doc")]
use crate::model::document::Document;
use crate::model::error::Result;
#[cfg(feature = "doc")]
use crate::model::limits::Limits;
use crate::readers::package::Package;
use crate::readers::xml::Xml;
use crate::readers::xml_file::{self, PART};

const FORMAT: &str = "wordxml";

/// Reads Word documents that are one XML file.
#[derive(Clone, Copy, Debug)]
pub struct WordXml;

impl Reader for WordXml {
    fn read(&self, content: &Content<'_>, options: &ReadOptions) -> Result<ReaderOutput> {
        let decoded = xml_file::decode(content, options)?;
        let mut xml = Xml::new(&decoded.text, FORMAT, PART, &options.limits);
        let mut document = match xml_file::root(&mut xml)?.as_deref() {
            Some("wordDocument") => word2003::read(&mut xml, &options.limits)?,
            Some("package") => read_document(
                Package::flat(&mut xml, &decoded.text, FORMAT, &options.limits)?,
                false,
                options,
            )?,
            _ => return Err(xml.damaged("its root is of no Word document")),
        };
        document.doubts.extend(decoded.doubts);
        Ok(ReaderOutput::Document(document))
    }
}

/// Reads Word 2003 XML that was made of another format.
#[cfg(feature = "doc")]
pub fn read_markup(markup: &str, format: &'static str, limits: &Limits) -> Result<Document> {
    let mut xml = Xml::new(markup, format, PART, limits);
    xml_file::root(&mut xml)?;
    word2003::read(&mut xml, limits)
}
