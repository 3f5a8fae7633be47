//! What was walked becomes a document.

use std::collections::HashMap;

use super::emission::{Emission, NoteReference, ReadChunk};
use super::margins;
use super::piece::Piece;
use crate::model::document::{Document, Property};
use crate::model::error::Result;
use crate::model::finding::Finding;
use crate::model::language::Message;
use crate::model::limits::Limits;
use crate::model::place::Place;
use crate::model::reading_rules::SKIPPED_CONTENT;
use crate::readers::appearance::AsideKind;

/// What was found in a document.
#[derive(Default)]
pub struct Walked {
    pub head: Vec<Property>,
    pub pieces: Vec<Piece>,
    pub references: Vec<NoteReference>,
    /// Footnotes and endnotes by id.
    pub notes: [HashMap<String, Vec<Piece>>; 2],
    /// Comments that nothing refers to.
    pub comments: Vec<String>,
    /// The headers and footers of pages.
    pub margins: Vec<Vec<Piece>>,
    pub skipped: Skipped,
    /// Paragraphs in lists of which nothing is said.
    pub unnumbered: usize,
}

/// What was found and cannot be read.
#[derive(Clone, Copy, Default)]
pub struct Skipped {
    pub pictures: usize,
    pub charts: usize,
    pub objects: usize,
    pub symbols: usize,
}

impl Walked {
    /// The document, in which `chunks` reads the documents within it.
    pub fn finish(mut self, chunks: &mut dyn ReadChunk, limits: &Limits) -> Result<Document> {
        let mut emission = Emission::new(limits);
        emission.push_all(self.pieces, chunks)?;
        emission.push_notes(&self.references, self.notes)?;
        let figures = self.margins.iter().filter_map(|pieces| margins::figures(pieces)).collect();
        for (kind, mut texts) in [(AsideKind::Comment, self.comments), (AsideKind::PageMargin, figures)] {
            texts.sort();
            texts.dedup();
            for text in &texts {
                emission.asides.add(kind, text, &Place::Unknown);
            }
        }
        self.head.append(&mut emission.head);
        let mut doubts = doubts(self.skipped, self.unnumbered);
        doubts.append(&mut emission.doubts);
        doubts.extend(emission.asides.into_findings());
        let margins = self.margins.iter().flat_map(|pieces| margins::lines(pieces)).collect();
        Ok(Document { head: self.head, blocks: emission.blocks, doubts, margins, ..Document::default() })
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

/// The text of pieces on one line.
pub fn line_of(pieces: Vec<Piece>) -> String {
    let lines: Vec<String> =
        pieces.into_iter().map(Piece::into_text).filter(|line| !line.trim().is_empty()).collect();
    lines.join(" ")
}
