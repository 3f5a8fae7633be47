//! Reads Word documents (.docx, .docm): paragraphs and tables as the page shows them.
//!
//! A streaming reader of our own over `quick-xml`: the crates there are lose automatic numbering, notes
//! and text boxes, and run without end, out of stack or out of memory on damaged or hostile files.
//! Text that the page does not show, comments, and figures in headers and footers are no part of the text, and
//! become findings; pictures are counted, not read.

mod chunks;
mod emission;
mod flow;
mod look;
mod margins;
mod numbering;
mod numerals;
mod parts;
mod piece;
mod properties;
mod reference_doc;
mod styles;
mod symbols;
mod table;
#[cfg(test)]
mod tests;
mod values;
mod walk;

use std::collections::HashMap;

use self::chunks::Chunks;
use self::emission::Emission;
use self::numbering::Numbering;
use self::parts::Relations;
pub use self::reference_doc::reference_doc;
use self::styles::Styles;
use self::walk::{Skipped, Walk, line_of};
use super::package::{Package, is_encrypted_package, is_ole};
use crate::formats::reference_doc::ReferenceDoc;
use crate::formats::{Content, ReadOptions, Reader, ReaderOutput};
use crate::model::document::Document;
use crate::model::error::{Doing, Error, Result};
use crate::model::finding::Finding;
use crate::model::language::Message;
use crate::model::limits::Limits;
use crate::model::place::Place;
use crate::model::reading_rules::SKIPPED_CONTENT;
use crate::readers::appearance::AsideKind;

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
    let pieces = walk.body(&mut package.xml(&main, &text))?;
    let references = std::mem::take(&mut walk.references);
    let mut notes = [HashMap::new(), HashMap::new()];
    for (kind, notes) in ["footnotes", "endnotes"].into_iter().zip(&mut notes) {
        if let (Some(name), false) = (relations.get(kind), references.is_empty()) {
            let text = package.required(name)?;
            *notes = walk.notes(&mut package.xml(name, &text), kind)?;
        }
    }
    let (skipped, mut unanchored) = (walk.skipped, Vec::from_iter(std::mem::take(&mut walk.comments)));
    let margins = read_margins(&relations, &mut package, &styles, limits)?;
    let mut emission = Emission::new(limits);
    let mut chunks = Chunks { package: &mut package, relations: &relations, is_chunk, options };
    emission.push_all(pieces, &mut chunks)?;
    emission.push_notes(&references, notes)?;
    unanchored.sort();
    for (_, comment) in unanchored {
        emission.asides.add(AsideKind::Comment, &comment, &Place::Unknown);
    }
    for margin in margins {
        emission.asides.add(AsideKind::PageMargin, &margin, &Place::Unknown);
    }
    let mut head = properties::read(&root, &mut package)?;
    head.append(&mut emission.head);
    let mut doubts = doubts(skipped, numbering.unknown());
    doubts.append(&mut emission.doubts);
    doubts.extend(emission.asides.into_findings());
    Ok(Document { head, blocks: emission.blocks, doubts, ..Document::default() })
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

/// What may be part of a report in headers and footers, once where several have the same.
fn read_margins(
    relations: &Relations,
    package: &mut Package<'_>,
    styles: &Styles,
    limits: &Limits,
) -> Result<Vec<String>> {
    let mut found: Vec<String> = Vec::new();
    for (kind, root) in [("header", "hdr"), ("footer", "ftr")] {
        for name in relations.all(kind) {
            let Some(text) = package.text(name)? else { continue };
            let mut numbering = Numbering::default();
            let pieces =
                Walk::new(limits, styles, &mut numbering).margin(&mut package.xml(name, &text), root)?;
            found.extend(margins::figures(&pieces));
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

fn doubts(skipped: Skipped, unnumbered: usize) -> Vec<Finding> {
    let mut doubts = Vec::new();
    if unnumbered > 0 {
        let message = Message::new(
            format!("有 {unnumbered} 段是自动编号的，但文件里没有编号的样子，读不出编号"),
            format!(
                "{unnumbered} paragraph(s) are numbered, but the file does not say how; they were read without"
            ),
        );
        doubts.push(Finding::new(&SKIPPED_CONTENT, message, Place::Unknown));
    }
    let counted = [
        (skipped.pictures, "张图片", "picture(s)"),
        (skipped.charts, "个图表", "chart(s)"),
        (skipped.objects, "个嵌入对象", "embedded object(s)"),
    ];
    let counted: Vec<_> = counted.into_iter().filter(|(count, ..)| *count > 0).collect();
    let list = |items: Vec<String>, comma| items.join(comma);
    if !counted.is_empty() {
        let zh = list(counted.iter().map(|(count, zh, _)| format!("{count} {zh}")).collect(), "、");
        let en = list(counted.iter().map(|(count, _, en)| format!("{count} {en}")).collect(), ", ");
        let message = Message::new(
            format!("文件中有 {zh} 没有读入；其中如有文字或数字，请人工录入"),
            format!("not read: {en}; enter by hand what text or figures they hold"),
        );
        doubts.push(Finding::new(&SKIPPED_CONTENT, message, Place::Unknown));
    }
    if skipped.symbols > 0 {
        let count = skipped.symbols;
        let message = Message::new(
            format!("有 {count} 个符号字体中的符号无法识别，以“□”代替"),
            format!("{count} sign(s) of symbol fonts are not known and were read as '□'"),
        );
        doubts.push(Finding::new(&SKIPPED_CONTENT, message, Place::Unknown));
    }
    doubts
}
