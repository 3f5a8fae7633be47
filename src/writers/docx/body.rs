//! Writes the body: paragraphs in the styles of their roles, tables, and the page.

use super::look::Look;
use super::markup::Markup;
use super::{page, table};
use crate::model::document::{Block, Document, Paragraph, Role};
use crate::model::error::Result;

/// Twips of a character of the title, 二号.
const TITLE_SIZE: u32 = 440;
/// The longest line that can name the table below it, in characters.
const LONGEST_CAPTION: usize = 28;

/// `word/document.xml`.
pub fn write(document: &Document, look: &Look<'_>) -> Result<String> {
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
                let is_before_table = matches!(document.blocks.get(number + 1), Some(Block::Table(_)));
                write_paragraph(paragraph, is_before_table, look, &mut xml);
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
    page::section(&look.page, &mut xml);
    Ok(xml.finish())
}

fn write_paragraph(paragraph: &Paragraph, is_before_table: bool, look: &Look<'_>, xml: &mut Markup) {
    let style = match paragraph.role {
        Role::Title => "Title",
        Role::Heading(1) => "Heading1",
        Role::Heading(2) => "Heading2",
        Role::Heading(3) => "Heading3",
        Role::Heading(4) => "Heading4",
        Role::Heading(_) => "Heading5",
        Role::Note => "Note",
        Role::Signature => "Signature",
        Role::Date => "Date",
        Role::Body | Role::Navigation => "BodyText",
    };
    let text = &paragraph.text;
    // A caption stays on the page of its table.
    let is_caption = is_before_table && style == "BodyText" && text.chars().count() <= LONGEST_CAPTION;
    write_styled(look.id(style), is_caption, xml, |xml| match title_lines(paragraph, look) {
        Some((first, second)) => write_text(&[first, "\n", second].concat(), None, xml),
        None => write_text(text, None, xml),
    });
}

fn write_styled(style: &str, is_kept: bool, xml: &mut Markup, write: impl FnOnce(&mut Markup)) {
    xml.open("w:p", &[]).open("w:pPr", &[]).value("w:pStyle", style);
    if is_kept {
        xml.empty("w:keepNext", &[]);
    }
    xml.close();
    write(xml);
    xml.close();
}

fn write_gap(look: &Look<'_>, xml: &mut Markup) {
    write_styled(look.id("TableGap"), false, xml, |_| {});
}

/// Breaks a title that is too long for one line before 政府信息公开….
fn title_lines<'t>(paragraph: &'t Paragraph, look: &Look<'_>) -> Option<(&'t str, &'t str)> {
    let text = paragraph.text.as_str();
    let line = look.page.text_width();
    let at = text.rfind("政府信息公开").filter(|_| paragraph.role == Role::Title)?;
    let (first, second) = text.split_at_checked(at)?;
    let fits = |part| (1..=line).contains(&width(part));
    let is_odd =
        first.ends_with(char::is_whitespace) || first.contains(['，', '；', '：', '。', ':', '\t', '\n']);
    (width(text) > line && fits(first) && fits(second) && !is_odd).then_some((first, second))
}

/// Twips of a line of the title.
fn width(text: &str) -> u32 {
    text.chars().map(|c| if c.is_ascii() { TITLE_SIZE / 2 } else { TITLE_SIZE }).fold(0, u32::saturating_add)
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
