//! Word documents as one XML file: Word 2003 XML, and the parts of a package in one file (Flat OPC).

use super::{read_document, word2003};
use crate::formats::encoding;
use crate::formats::{Content, Encoding, ReadOptions, Reader, ReaderOutput};
use crate::model::error::{Error, Result};
use crate::readers::package::Package;
use crate::readers::xml::{Node, Xml, declared};

const FORMAT: &str = "wordxml";
/// What errors call the file.
const PART: &str = "XML";

/// Reads Word documents that are one XML file.
#[derive(Clone, Copy, Debug)]
pub struct WordXml;

impl Reader for WordXml {
    fn read(&self, content: &Content<'_>, options: &ReadOptions) -> Result<ReaderOutput> {
        let given = options.encoding.map(Encoding::decoder);
        let decoded = encoding::decode(content, given, || declared(content.bytes()))?;
        let mut xml = Xml::new(&decoded.text, FORMAT, PART, &options.limits);
        let mut document = match root(&mut xml)?.as_deref() {
            Some("wordDocument") => word2003::read(&mut xml, &options.limits)?,
            Some("package") => read_document(
                Package::flat(&mut xml, &decoded.text, FORMAT, &options.limits)?,
                false,
                options,
            )?,
            _ => return Err(damaged("its root is of no Word document")),
        };
        document.doubts.extend(decoded.doubts);
        Ok(ReaderOutput::Document(document))
    }
}

/// The name of the root, which is just started.
fn root(xml: &mut Xml<'_>) -> Result<Option<String>> {
    while let Some(node) = xml.next()? {
        if let Node::Start(element) = node {
            return Ok(Some(element.name().to_owned()));
        }
    }
    Ok(None)
}

fn damaged(detail: &str) -> Error {
    Error::Damaged { format: FORMAT, part: PART.to_owned(), detail: detail.to_owned() }
}
