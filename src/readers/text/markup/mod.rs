//! Reads Markdown as people and programs write it, not as one of its standards says.
//!
//! A text is split into lines as any other, so that tables by bars, with or without a row of dashes and of rows of
//! unequal length, and tables by tabs or spaces are read by the reader of text; a standard would drop cells beyond the
//! first row's. [`page`] takes out what marks blocks (headings, rules, fences, front matter) and the HTML, which the
//! reader of pages reads; [`inline`] resolves the marks within paragraphs and cells.

mod inline;
mod page;
#[cfg(test)]
mod tests;

use self::page::{MARKER, Page};
use crate::formats::encoding;
use crate::formats::{Content, Encoding, ReadOptions, Reader, ReaderOutput};
use crate::model::document::{Block, Document, Paragraph, SourceKind, Table};
use crate::model::error::Result;
use crate::model::place::Place;
use crate::readers::chunk::read_page;

/// Reads Markdown in any encoding.
#[derive(Clone, Copy, Debug)]
pub struct Markdown;

impl Reader for Markdown {
    fn read(&self, content: &Content<'_>, options: &ReadOptions) -> Result<ReaderOutput> {
        options.limits.check_text(content.bytes().len())?;
        let decoded = encoding::decode(content, options.encoding.map(Encoding::decoder), || None)?;
        // Pieces of HTML are decoded already.
        let options = options.with_encoding(None);
        let page = Page::of(&decoded.text);
        let blocks = super::blocks(&page.text, &page.headings, &options.limits)?;
        let document = Document {
            source: SourceKind::PlainText,
            head: page.head,
            doubts: decoded.doubts,
            ..Document::default()
        };
        let mut resolved = Resolved { document, options: &options };
        for block in blocks {
            options.limits.clock.check()?;
            match block {
                Block::Paragraph(paragraph) => match html_of(&paragraph, &page.html) {
                    Some(html) => resolved.html(html, &paragraph.place)?,
                    None => resolved.paragraph(paragraph)?,
                },
                Block::Table(table) => resolved.table(table)?,
            }
        }
        let mut document = resolved.document;
        options.limits.check_blocks(document.blocks.len())?;
        document.marks = super::marks(&document.blocks, &page.headings);
        Ok(ReaderOutput::Document(document))
    }
}

/// The HTML that a paragraph replaces.
fn html_of<'p>(
    paragraph: &Paragraph,
    html: &'p std::collections::BTreeMap<u32, String>,
) -> Option<&'p String> {
    match paragraph.place {
        Place::Line { line, .. } if paragraph.text == MARKER => html.get(&line),
        _ => None,
    }
}

/// The document so far.
struct Resolved<'o> {
    document: Document,
    options: &'o ReadOptions,
}

impl Resolved<'_> {
    fn paragraph(&mut self, paragraph: Paragraph) -> Result<()> {
        match inline::resolve(&paragraph.text) {
            None => self.document.blocks.push(Block::Paragraph(paragraph)),
            Some(inline::Text::Plain(text)) => {
                self.document.blocks.push(Block::Paragraph(Paragraph { text, ..paragraph }));
            }
            Some(inline::Text::Html(html)) => self.html(&html, &paragraph.place)?,
        }
        Ok(())
    }

    fn table(&mut self, mut table: Table) -> Result<()> {
        for cell in table.rows.iter_mut().flatten() {
            match inline::resolve(&cell.text) {
                None => {}
                Some(inline::Text::Plain(text)) => cell.text = text,
                Some(inline::Text::Html(html)) => {
                    self.options.limits.clock.check()?;
                    let lines = self.read(&html, &cell.place)?;
                    cell.text = lines.iter().map(text_of).collect::<Vec<_>>().join("\n");
                }
            }
        }
        self.document.blocks.push(Block::Table(table));
        Ok(())
    }

    fn html(&mut self, html: &str, place: &Place) -> Result<()> {
        let blocks = self.read(html, place)?;
        self.document.blocks.extend(blocks);
        Ok(())
    }

    /// The blocks of a piece of HTML, all at one place; its findings are kept.
    fn read(&mut self, html: &str, place: &Place) -> Result<Vec<Block>> {
        let content = Content::new(html.as_bytes());
        let Some(mut piece) = read_page(&content, self.options)? else { return Ok(Vec::new()) };
        for block in &mut piece.blocks {
            match block {
                Block::Paragraph(paragraph) => paragraph.place = place.clone(),
                Block::Table(table) => {
                    table.rows.iter_mut().flatten().for_each(|cell| cell.place = place.clone());
                }
            }
        }
        for mut doubt in piece.doubts {
            doubt.place = place.clone();
            self.document.doubts.push(doubt);
        }
        Ok(piece.blocks)
    }
}

/// The text of a block in a cell.
fn text_of(block: &Block) -> String {
    match block {
        Block::Paragraph(paragraph) => paragraph.text.clone(),
        Block::Table(table) => {
            let row = |row: &Vec<crate::model::document::Cell>| {
                row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" ")
            };
            table.rows.iter().map(row).collect::<Vec<_>>().join("\n")
        }
    }
}
