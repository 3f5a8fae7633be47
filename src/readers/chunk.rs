//! Documents of one format inside a document of another: Word files hold web pages and web archives as chunks.

use crate::formats::{Content, ReadOptions};
use crate::model::document::Document;
use crate::model::error::Result;

/// Reads a chunk that is a web page or a web archive; `None` where it is neither, or pages are not read.
///
/// # Errors
/// Those of the readers of pages and archives.
#[cfg(feature = "html")]
pub(super) fn read_chunk(bytes: &[u8], options: &ReadOptions) -> Result<Option<Document>> {
    use crate::formats::{Match, detection};

    let content = Content::new(bytes);
    let is_page = [detection::mht, detection::html].iter().any(|sniff| sniff(&content) != Match::No);
    is_page.then(|| super::html::read_chunk(&content, options)).transpose()
}

#[cfg(not(feature = "html"))]
pub(super) fn read_chunk(_: &[u8], _: &ReadOptions) -> Result<Option<Document>> {
    Ok(None)
}
