//! Writes the body: paragraphs in the styles of their roles, tables, and the page.

use super::markup::Markup;
use super::table;
use crate::document::{Block, Document, Paragraph, Role};
use crate::error::Result;

/// Twips between the margins: 156 mm.
pub const TYPE_AREA: u32 = 8845;

/// `word/document.xml`.
pub fn write(document: &Document) -> Result<String> {
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
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => write_paragraph(paragraph, &mut xml),
            Block::Table(table) => {
                if is_after_table {
                    // Word would join the two.
                    write_gap(&mut xml);
                }
                table::write(table, &mut xml)?;
            }
        }
        is_after_table = matches!(block, Block::Table(_));
    }
    if is_after_table {
        // A document of Word's ends with a paragraph.
        write_gap(&mut xml);
    }
    write_page(&mut xml);
    Ok(xml.finish())
}

fn write_paragraph(paragraph: &Paragraph, xml: &mut Markup) {
    let style = match paragraph.role {
        Role::Title => "Title",
        Role::Heading(1) => "Heading1",
        Role::Heading(2) => "Heading2",
        Role::Heading(3) => "Heading3",
        Role::Note => "Note",
        Role::Signature => "Signature",
        Role::Date => "Date",
        Role::Body | Role::Heading(_) | Role::Navigation => "BodyText",
    };
    write_styled(style, &paragraph.text, xml);
}

fn write_styled(style: &str, text: &str, xml: &mut Markup) {
    xml.open("w:p", &[]).open("w:pPr", &[]).value("w:pStyle", style).close();
    write_text(text, None, xml);
    xml.close();
}

fn write_gap(xml: &mut Markup) {
    write_styled("TableGap", "", xml);
}

/// Writes text as a run, in a size of its own (half points) where the style's does not fit; tabs and
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

/// A4 as GB/T 9704 has it: margins 37, 35, 28 and 26 mm; 22 lines of 28 characters.
fn write_page(xml: &mut Markup) {
    xml.open("w:sectPr", &[]);
    xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "rId5")]);
    xml.empty("w:footerReference", &[("w:type", "even"), ("r:id", "rId6")]);
    xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
    xml.empty(
        "w:pgMar",
        &[
            ("w:top", "2098"),
            ("w:right", "1474"),
            ("w:bottom", "1984"),
            ("w:left", "1587"),
            ("w:header", "851"),
            ("w:footer", "1361"),
            ("w:gutter", "0"),
        ],
    );
    xml.empty("w:cols", &[("w:space", "425")]);
    xml.empty("w:docGrid", &[("w:type", "lines"), ("w:linePitch", "579")]);
    xml.close();
}
