//! Writes the body: paragraphs in the styles of their roles, tables, and the page.

use super::look::Look;
use super::margins::PageMargins;
use super::{page, table};
use crate::model::document::{Block, Document};
use crate::model::error::Result;
use crate::writers::word::markup::Markup;
use crate::writers::word::paragraph;

/// `word/document.xml`.
pub fn write(document: &Document, look: &Look<'_>, margins: &PageMargins) -> Result<String> {
    let mut xml = Markup::new();
    xml.open(
        "w:document",
        &[
            ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
            ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
        ],
    );
    xml.open("w:body", &[]);
    let mut is_after_table = false;
    let mut before = None;
    for (number, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Paragraph(paragraph) => {
                let is_kept = paragraph::stays_with_next(paragraph, document.blocks.get(number + 1));
                let style = look.id(paragraph::style(paragraph.role));
                let indent = if paragraph::is_address(paragraph, before) {
                    Some(Indent::Flush)
                } else {
                    paragraph::indent(paragraph, &look.page).map(Indent::Sides)
                };
                write_styled(style, (is_kept, indent), &mut xml, |xml| {
                    write_text(&paragraph::text(paragraph, &look.page), None, xml);
                });
            }
            Block::Table(table) => {
                if is_after_table {
                    // Word would merge adjacent tables.
                    write_gap(look, &mut xml);
                }
                table::write(table, look, &mut xml)?;
            }
        }
        is_after_table = matches!(block, Block::Table(_));
        before = Some(block);
    }
    if is_after_table {
        // A Word document ends with a paragraph.
        write_gap(look, &mut xml);
    }
    page::section(&look.page, margins, &mut xml);
    Ok(xml.finish())
}

/// How a paragraph is indented otherwise than its style.
#[derive(Clone, Copy)]
enum Indent {
    /// So many twips on both sides.
    Sides(u32),
    /// Its first line begins at the margin.
    Flush,
}

/// Writes a paragraph, which stays with the next or not.
fn write_styled(
    style: &str,
    (is_kept, indent): (bool, Option<Indent>),
    xml: &mut Markup,
    write: impl FnOnce(&mut Markup),
) {
    xml.open("w:p", &[]).open("w:pPr", &[]).value("w:pStyle", style);
    if is_kept {
        xml.empty("w:keepNext", &[]);
    }
    match indent {
        Some(Indent::Sides(twips)) => {
            let twips = twips.to_string();
            xml.empty("w:ind", &[("w:left", &*twips), ("w:right", &twips)]);
        }
        Some(Indent::Flush) => {
            xml.empty("w:ind", &[("w:firstLineChars", "0"), ("w:firstLine", "0")]);
        }
        None => {}
    }
    xml.close();
    write(xml);
    xml.close();
}

fn write_gap(look: &Look<'_>, xml: &mut Markup) {
    write_styled(look.id("TableGap"), (false, None), xml, |_| {});
}

/// Writes text as a run, with a font size (half points) where that of the style does not fit; tabs and
/// line breaks are elements.
pub fn write_text(text: &str, size: Option<u32>, xml: &mut Markup) {
    if text.is_empty() {
        return;
    }
    xml.open("w:r", &[]);
    if let Some(size) = size {
        let size = size.to_string();
        xml.open("w:rPr", &[]).value("w:sz", &size).value("w:szCs", &size).close();
    }
    for piece in text.split_inclusive(['\t', '\n']) {
        let plain = piece.trim_end_matches(['\t', '\n']);
        if !plain.is_empty() {
            xml.open("w:t", &[("xml:space", "preserve")]).text(plain).close();
        }
        match piece.chars().last() {
            Some('\t') => {
                xml.empty("w:tab", &[]);
            }
            Some('\n') => {
                xml.empty("w:br", &[]);
            }
            _ => {}
        }
    }
    xml.close();
}
