//! Word documents as one XML file: Word 2003 XML, and the parts of a package in one file (Flat OPC).

use encoding_rs::Encoding as Decoder;

use super::{read_document, word2003};
use crate::formats::encoding;
use crate::formats::{Content, Encoding, ReadOptions, Reader, ReaderOutput};
#[cfg(feature = "doc")]
use crate::model::document::Document;
use crate::model::error::{Error, Result};
#[cfg(feature = "doc")]
use crate::model::limits::Limits;
use crate::readers::package::Package;
use crate::readers::xml::{Node, Xml};

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

/// Reads Word 2003 XML that was made of another format.
#[cfg(feature = "doc")]
pub fn read_markup(markup: &str, format: &'static str, limits: &Limits) -> Result<Document> {
    let mut xml = Xml::new(markup, format, PART, limits);
    root(&mut xml)?;
    word2003::read(&mut xml, limits)
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

/// The encoding that the XML declaration names.
fn declared(bytes: &[u8]) -> Option<&'static Decoder> {
    const DECLARATION: usize = 200;
    let start: String = bytes.iter().take(DECLARATION).map(|&byte| char::from(byte)).collect();
    let (declaration, _) = start.trim_start().strip_prefix("<?xml")?.split_once("?>")?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    Decoder::for_label(value.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?.as_bytes())
}
