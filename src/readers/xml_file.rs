//! Documents that are one XML file: their encoding and their root.

use encoding_rs::Encoding as Decoder;

use crate::formats::encoding::{self, Decoded};
use crate::formats::{Content, Encoding, ReadOptions};
use crate::model::error::Result;
use crate::readers::xml::{Node, Xml};

/// What errors call the file.
pub(super) const PART: &str = "XML";

/// The text of the file.
///
/// # Errors
/// Those of [`encoding::decode`].
pub(super) fn decode(content: &Content<'_>, options: &ReadOptions) -> Result<Decoded> {
    let given = options.encoding.map(Encoding::decoder);
    encoding::decode(content, given, || declared(content.bytes()))
}

/// The name of the root, which is just started.
///
/// # Errors
/// Those of [`Xml::next`].
pub(super) fn root(xml: &mut Xml<'_>) -> Result<Option<String>> {
    while let Some(node) = xml.next()? {
        if let Node::Start(element) = node {
            return Ok(Some(element.name().to_owned()));
        }
    }
    Ok(None)
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
