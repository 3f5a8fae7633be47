//! Writes the body: paragraphs in the styles of their roles, and tables.

use super::automatic::{Automatic, Called};
use super::common::Styles;
use super::{FO, OFFICE, STYLE, TABLE, TEXT, VERSION, table, text};
use crate::formats::reference_doc::Page;
use crate::model::document::{Block, Document, Role};
use crate::writers::word::markup::Markup;
use crate::writers::word::paragraph;

/// The body under construction.
pub struct Body<'a> {
    pub styles: &'a Styles,
    pub called: Called,
    pub xml: Markup,
}

/// `content.xml`.
pub fn write(document: &Document, styles: &Styles) -> String {
    let mut body = Body { styles, called: Called::default(), xml: Markup::part() };
    body.blocks(document);
    let Body { called, xml: blocks, .. } = body;
    let mut xml = Markup::new();
    xml.open("office:document-content", &[OFFICE, STYLE, TEXT, TABLE, FO, VERSION]);
    called.write(styles, &mut xml);
    xml.open("office:body", &[]).open("office:text", &[]).insert(blocks);
    xml.finish()
}

impl Body<'_> {
    fn blocks(&mut self, document: &Document) {
        let mut is_after_table = false;
        for (number, block) in document.blocks.iter().enumerate() {
            match block {
                Block::Paragraph(paragraph) => {
                    let is_kept = paragraph::stays_with_next(paragraph, document.blocks.get(number + 1));
                    let text = paragraph::text(paragraph, &Page::OFFICIAL);
                    let level = match paragraph.role {
                        Role::Heading(level) => Some(level.clamp(1, 5)),
                        _ => None,
                    };
                    self.paragraph(paragraph::style(paragraph.role), is_kept, level, |xml, _| {
                        text::write(&text, xml);
                    });
                }
                Block::Table(table) => {
                    if is_after_table {
                        self.gap();
                    }
                    table::write(table, number, self);
                }
            }
            is_after_table = matches!(block, Block::Table(_));
        }
        if is_after_table {
            // LibreOffice would add an empty line as high as those of the text.
            self.gap();
        }
    }

    /// Writes a paragraph, or a heading of a level.
    pub fn paragraph(
        &mut self,
        style: &'static str,
        is_kept: bool,
        level: Option<u8>,
        write: impl FnOnce(&mut Markup, &mut Called),
    ) {
        let name =
            if is_kept { self.called.name(Automatic::Kept { style }) } else { self.styles.name(style) };
        let name = ("text:style-name", name.as_str());
        match level {
            Some(level) => self.xml.open("text:h", &[name, ("text:outline-level", &level.to_string())]),
            None => self.xml.open("text:p", &[name]),
        };
        write(&mut self.xml, &mut self.called);
        self.xml.close();
    }

    fn gap(&mut self) {
        self.paragraph("TableGap", false, None, |_, _| {});
    }
}
