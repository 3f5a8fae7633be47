//! Documents of one format inside a document of another: Word files hold web pages, web archives, rich text
//! and plain text as chunks.

use crate::formats::{Content, Match, ReadOptions, Reader, ReaderOutput, detection};
use crate::model::document::Document;
use crate::model::error::Result;

/// Reads a chunk that is a web page, a web archive, rich or plain text; `None` where it is none of them, or one that
/// is not read.
///
/// # Errors
/// Those of the readers of these formats.
pub(super) fn read_chunk(content: &Content<'_>, options: &ReadOptions) -> Result<Option<Document>> {
    let is = |sniff: fn(&Content<'_>) -> Match| sniff(content) != Match::No;
    if is(detection::mht) || is(detection::html) {
        return read_page(content, options);
    }
    if is(detection::rtf) {
        return read_rich_text(content, options);
    }
    if is(detection::text) { read_with(&super::Text, content, options) } else { Ok(None) }
}

fn read_with(reader: &dyn Reader, content: &Content<'_>, options: &ReadOptions) -> Result<Option<Document>> {
    match reader.read(content, options)? {
        ReaderOutput::Document(document) => Ok(Some(document)),
        ReaderOutput::Report(..) => Ok(None),
    }
}

#[cfg(feature = "rtf")]
fn read_rich_text(content: &Content<'_>, options: &ReadOptions) -> Result<Option<Document>> {
    read_with(&super::Rtf, content, options)
}

#[cfg(not(feature = "rtf"))]
#[allow(clippy::unnecessary_wraps, reason = "as with the feature")]
fn read_rich_text(_: &Content<'_>, _: &ReadOptions) -> Result<Option<Document>> {
    Ok(None)
}

/// Reads a web page or a web archive; `None` where pages are not read.
///
/// # Errors
/// Those of the readers of these formats.
#[cfg(feature = "html")]
pub(super) fn read_page(content: &Content<'_>, options: &ReadOptions) -> Result<Option<Document>> {
    super::html::read_chunk(content, options).map(Some)
}

#[cfg(not(feature = "html"))]
#[allow(clippy::unnecessary_wraps, reason = "as with the feature")]
pub(super) fn read_page(_: &Content<'_>, _: &ReadOptions) -> Result<Option<Document>> {
    Ok(None)
}
