//! Reads web archives (`.mht`): a page with its style sheets and pictures as one MIME message, as browsers and
//! Word save it.

mod mime;
#[cfg(test)]
mod tests;
mod transfer;

use encoding_rs::Encoding as Decoder;

use self::mime::{Message, Part};
use super::charset;
use super::css::LinkedSheet;
use crate::formats::encoding::{self, Decoded};
use crate::formats::{Content, Encoding, ReadOptions, Reader, ReaderOutput};
use crate::model::document::Document;
use crate::model::error::{Error, Result};

/// Reads `.mht`.
#[derive(Clone, Copy, Debug)]
pub struct WebArchive;

impl Reader for WebArchive {
    fn read(&self, content: &Content<'_>, options: &ReadOptions) -> Result<ReaderOutput> {
        read(content.bytes(), options).map(ReaderOutput::Document)
    }
}

/// The page of an archive as a document.
///
/// # Errors
/// [`Error::Damaged`] where there is no page in it; [`Error::TooLarge`].
pub(super) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Document> {
    let message = Message::parse(bytes, &options.limits)?;
    let main = main_page(&message).ok_or_else(no_page)?;
    let mut page = decode(main, options)?;
    if is_frameset(&page.text) {
        // A workbook saved as an archive has a page for each sheet, and this one only arranges them.
        page.text.clear();
        for part in message.parts.iter().filter(|part| is_page(part) && !std::ptr::eq(*part, main)) {
            let frame = decode(part, options)?;
            page.text.push_str(&frame.text);
            page.doubts.extend(frame.doubts);
            options.limits.check_page(page.text.len())?;
        }
    }
    let mut sheets = Vec::new();
    let mut bytes = 0_usize;
    for part in message.parts.iter().filter(|part| part.media_type() == "text/css") {
        let names = [part.location(), part.id()].into_iter().flatten().map(str::to_owned).collect();
        let Ok(Decoded { text, .. }) = decode(part, options) else { continue };
        bytes = bytes.saturating_add(text.len());
        options.limits.check_page(bytes)?;
        sheets.push(LinkedSheet { names, text });
    }
    super::read_page(page, &sheets, options)
}

/// The page that the archive names as its first; else the first page.
fn main_page<'a, 'b>(message: &'b Message<'a>) -> Option<&'b Part<'a>> {
    let pages = || message.parts.iter().filter(|part| is_page(part));
    let named = |start: &str| pages().find(|part| part.id() == Some(start));
    let located = |location: &str| pages().find(|part| part.location() == Some(location));
    let start = message.start.as_deref().and_then(named);
    start.or_else(|| message.location.as_deref().and_then(located)).or_else(|| pages().next())
}

fn is_page(part: &Part<'_>) -> bool {
    matches!(part.media_type().as_str(), "text/html" | "application/xhtml+xml")
}

fn is_frameset(page: &str) -> bool {
    page.contains("<frameset") || page.contains("<FRAMESET")
}

fn decode(part: &Part<'_>, options: &ReadOptions) -> Result<Decoded> {
    let bytes = part.bytes();
    options.limits.check_page(bytes.len())?;
    let declared = || part.charset().and_then(|label| Decoder::for_label(label.as_bytes()));
    encoding::decode(&Content::new(&bytes), options.encoding.map(Encoding::decoder), || {
        declared().or_else(|| charset::declared(&bytes))
    })
}

fn no_page() -> Error {
    Error::Damaged {
        format: "mht",
        part: "网页 / page".to_owned(),
        detail: "存档里没有网页 / the archive holds no page".to_owned(),
    }
}
