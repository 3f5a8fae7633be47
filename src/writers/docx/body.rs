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
    for (number, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Paragraph(paragraph) => {
                // A caption stays on the page of its table.
                let is_kept = paragraph::is_caption(paragraph, document.blocks.get(number + 1));
                let style = look.id(paragraph::style(paragraph.role));
                let indent = paragraph::indent(paragraph, &look.page);
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
    }
    if is_after_table {
        // A Word document ends with a paragraph.
        write_gap(look, &mut xml);
    }
    page::section(&look.page, margins, &mut xml);
    Ok(xml.finish())
}

/// Writes a paragraph, which stays with the next or not, and is indented on both sides or not.
fn write_styled(
    style: &str,
    (is_kept, indent): (bool, Option<u32>),
    xml: &mut Markup,
    write: impl FnOnce(&mut Markup),
) {
    xml.open("w:p", &[]).open("w:pPr", &[]).value("w:pStyle", style);
    if is_kept {
        xml.empty("w:keepNext", &[]);
    }
    if let Some(indent) = indent {
        let indent = indent.to_string();
        xml.empty("w:ind", &[("w:left", &*indent), ("w:right", &indent)]);
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
