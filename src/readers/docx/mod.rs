//! Reads Word documents (.docx, .docm): paragraphs and tables as the page shows them.
//!
//! A streaming reader of our own over `quick-xml`: the crates there are lose automatic numbering, notes
//! and text boxes, and run without end, out of stack or out of memory on damaged or hostile files.
//! Text that the page does not show, comments, and figures in headers and footers are no part of the text, and
//! become findings; pictures are counted, not read.

mod chunks;
mod look;
mod numbering;
mod parts;
mod properties;
mod reference_doc;
mod reference_margins;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod values;
mod walk;
mod word2003;
mod xml_file;

use std::collections::HashMap;

use self::chunks::Chunks;
use self::numbering::Numbering;
use self::parts::Relations;
pub use self::reference_doc::reference_doc;
use self::styles::Styles;
use self::walk::Walk;
pub use self::xml_file::WordXml;
#[cfg(feature = "doc")]
pub use self::xml_file::read_markup;
use super::package::{Package, is_encrypted_package, is_ole};
use super::word::finish::Walked;
use super::word::line_of;
use super::word::piece::Piece;
use crate::formats::reference_doc::ReferenceDoc;
use crate::formats::{Content, ReadOptions, Reader, ReaderOutput};
use crate::model::document::Document;
use crate::model::error::{Doing, Error, Result};
use crate::model::language::Message;
use crate::model::limits::Limits;

const FORMAT: &str = "docx";

/// Reads Word documents.
#[derive(Clone, Copy, Debug)]
pub struct Docx;

impl Reader for Docx {
    fn read(&self, content: &Content<'_>, options: &ReadOptions) -> Result<ReaderOutput> {
        let bytes = content.bytes();
        if is_ole(bytes) && !is_encrypted_package(bytes) {
            return Err(old_word());
        }
        let package = Package::open(bytes, FORMAT, &options.limits)?;
        read_document(package, false, options).map(ReaderOutput::Document)
    }

    fn reference_doc(&self, bytes: &[u8], limits: &Limits) -> Option<Result<ReferenceDoc>> {
        Some(reference_doc::reference_doc(bytes, limits))
    }
}

fn old_word() -> Error {
    let name = Box::new(Message::new("Word 97-2003 文档（doc 格式）", "a Word 97-2003 document (doc)"));
    let hint =
        Message::new("请在 WPS 或 Word 中打开，另存为 .docx", "open it in WPS or Word and save it as .docx");
    Error::Unsupported { name, doing: Doing::Reading, hint }
}

/// Reads a package, which may be a chunk of another.
fn read_document(mut package: Package<'_>, is_chunk: bool, options: &ReadOptions) -> Result<Document> {
    let limits = &options.limits;
    let root = Relations::of("", &mut package)?;
    let main = root.get("officeDocument").unwrap_or("word/document.xml").to_owned();
    let relations = Relations::of(&main, &mut package)?;
    let styles = match relations.get("styles") {
        Some(name) => {
            let text = package.required(name)?;
            Styles::read(&mut package.xml(name, &text))?
        }
        None => Styles::default(),
    };
    let mut numbering = match relations.get("numbering") {
        Some(name) => {
            let text = package.required(name)?;
            Numbering::read(&mut package.xml(name, &text))?
        }
        None => Numbering::default(),
    };
    let comments = read_comments(&relations, &mut package, &styles, limits)?;
    let text = package.required(&main)?;
    let mut walk = Walk::new(limits, &styles, &mut numbering);
    walk.comments = comments;
    let mut walked = Walked { pieces: walk.body(&mut package.xml(&main, &text))?, ..Walked::default() };
    walked.references = std::mem::take(&mut walk.references);
    for (kind, notes) in ["footnotes", "endnotes"].into_iter().zip(&mut walked.notes) {
        if let (Some(name), false) = (relations.get(kind), walked.references.is_empty()) {
            let text = package.required(name)?;
            *notes = walk.notes(&mut package.xml(name, &text), kind)?;
        }
    }
    walked.skipped = walk.skipped;
    walked.comments = std::mem::take(&mut walk.comments).into_values().collect();
    walked.unnumbered = numbering.unknown();
    walked.margins = read_margins(&relations, &mut package, &styles, limits)?;
    walked.head = properties::read(&root, &mut package)?;
    let mut chunks = Chunks { package: &mut package, relations: &relations, is_chunk, options };
    walked.finish(&mut chunks, limits)
}

/// The comments by id, each on one line.
fn read_comments(
    relations: &Relations,
    package: &mut Package<'_>,
    styles: &Styles,
    limits: &Limits,
) -> Result<HashMap<String, String>> {
    let Some(name) = relations.get("comments") else { return Ok(HashMap::new()) };
    let Some(text) = package.text(name)? else { return Ok(HashMap::new()) };
    // Lists in comments are none of the document's.
    let mut numbering = Numbering::default();
    let mut walk = Walk::new(limits, styles, &mut numbering);
    let comments = walk.notes(&mut package.xml(name, &text), "comments")?;
    Ok(comments.into_iter().map(|(id, pieces)| (id, line_of(pieces))).collect())
}

/// The headers and footers of pages.
fn read_margins(
    relations: &Relations,
    package: &mut Package<'_>,
    styles: &Styles,
    limits: &Limits,
) -> Result<Vec<Vec<Piece>>> {
    let mut found = Vec::new();
    for (kind, root) in [("header", "hdr"), ("footer", "ftr")] {
        for name in relations.all(kind) {
            let Some(text) = package.text(name)? else { continue };
            let mut numbering = Numbering::default();
            found
                .push(Walk::new(limits, styles, &mut numbering).margin(&mut package.xml(name, &text), root)?);
        }
    }
    Ok(found)
}
