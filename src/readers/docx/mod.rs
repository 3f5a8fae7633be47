//! Reads Word documents (.docx, .docm): paragraphs and tables as the page shows them.
//!
//! A streaming reader of our own over `quick-xml`: the crates there are lose automatic numbering, notes
//! and text boxes, and run without end, out of stack or out of memory on damaged or hostile files.
//! Headers, footers and comments are no part of the text; pictures are counted, not read.

mod flow;
mod numbering;
mod numerals;
mod parts;
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

use self::numbering::Numbering;
use self::parts::Relations;
pub use self::reference_doc::reference_doc;
use self::styles::Styles;
use self::table::Piece;
use self::walk::{NoteReference, Skipped, Walk};
use super::package::{Package, is_encrypted_package, is_ole};
use crate::formats::reference_doc::ReferenceDoc;
use crate::formats::{Content, ReadOptions, Reader, ReaderOutput};
use crate::model::document::{Block, Document, Paragraph, Role};
use crate::model::error::{Doing, Error, Result};
use crate::model::finding::Finding;
use crate::model::language::Message;
use crate::model::limits::Limits;
use crate::model::place::Place;
use crate::model::reading_rules::SKIPPED_CONTENT;
use crate::model::text;

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
        read_document(package, &options.limits).map(ReaderOutput::Document)
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

fn read_document(mut package: Package<'_>, limits: &Limits) -> Result<Document> {
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
    let text = package.required(&main)?;
    let mut walk = Walk::new(limits, &styles, &mut numbering);
    let pieces = walk.body(&mut package.xml(&main, &text))?;
    let references = std::mem::take(&mut walk.references);
    let mut notes = [HashMap::new(), HashMap::new()];
    for (kind, notes) in ["footnotes", "endnotes"].into_iter().zip(&mut notes) {
        if let (Some(name), false) = (relations.get(kind), references.is_empty()) {
            let text = package.required(name)?;
            *notes = walk.notes(&mut package.xml(name, &text), kind)?;
        }
    }
    let skipped = walk.skipped;
    let mut emission = Emission { blocks: Vec::new(), paragraphs: 0, tables: 0, limits };
    emission.push_all(pieces)?;
    emission.push_notes(&references, notes)?;
    let head = properties::read(&root, &mut package)?;
    Ok(Document {
        head,
        blocks: emission.blocks,
        doubts: doubts(skipped, numbering.unknown()),
        ..Document::default()
    })
}

/// Counts places while pieces become blocks.
struct Emission<'a> {
    blocks: Vec<Block>,
    paragraphs: u32,
    tables: u32,
    limits: &'a Limits,
}

impl Emission<'_> {
    fn push_all(&mut self, pieces: Vec<Piece>) -> Result<()> {
        for piece in pieces {
            match piece {
                Piece::Paragraph { text, role } => {
                    self.paragraphs += 1;
                    let place = Place::Paragraph { paragraph: self.paragraphs };
                    let before = self.blocks.len();
                    self.push_lines(&text, role, &place)?;
                    if self.blocks.len() == before {
                        self.paragraphs -= 1;
                    }
                }
                Piece::Table(mut table) => {
                    self.tables += 1;
                    for cell in table.rows.iter_mut().flatten() {
                        if let Place::Table { table, .. } = &mut cell.place {
                            *table = self.tables;
                        }
                    }
                    self.push(Block::Table(table))?;
                }
            }
        }
        Ok(())
    }

    /// The notes in the order of their marks, each once with its mark before it, after the body.
    fn push_notes(
        &mut self,
        references: &[NoteReference],
        [mut footnotes, mut endnotes]: [HashMap<String, Vec<Piece>>; 2],
    ) -> Result<()> {
        for (index, reference) in references.iter().enumerate() {
            let notes = if reference.is_endnote { &mut endnotes } else { &mut footnotes };
            let mut mark = format!("[{}] ", index + 1);
            for piece in notes.remove(&reference.id).into_iter().flatten() {
                match piece {
                    Piece::Paragraph { text, .. } => {
                        let text = std::mem::take(&mut mark) + text.trim_start();
                        self.push_lines(&text, Role::Body, &Place::Unknown)?;
                    }
                    Piece::Table(_) => self.push_all(vec![piece])?,
                }
            }
        }
        Ok(())
    }

    fn push_lines(&mut self, text: &str, role: Role, place: &Place) -> Result<()> {
        for line in text.split('\n').map(text::clean).filter(|line| !line.is_empty()) {
            self.push(Block::Paragraph(Paragraph::new(line, role, place.clone())))?;
        }
        Ok(())
    }

    fn push(&mut self, block: Block) -> Result<()> {
        self.blocks.push(block);
        self.limits.check_blocks(self.blocks.len())
    }
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
        (skipped.struck, "处划了删除线的文字", "passage(s) struck out"),
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
