//! Reads plain text: lines to paragraphs, and tables in the ways people flatten them.
//!
//! Tables come by tabs (copied from a sheet or a page), by commas (CSV), by `|` (Markdown, box drawing), or
//! aligned by spaces. What shows no table structure is a paragraph a line: a table with a cell a line is left to
//! the recogniser, which knows the forms. Lines of prose broken at a page's width are joined where that
//! is certain (`wrapped`).
//!
//! A line that begins with exactly two full-width spaces is a paragraph whatever it holds: that is how
//! Chinese paragraphs are indented, and how our own writer marks them.

mod columns;
mod commas;
mod grid;
mod lines;
mod listed;
mod loose;
mod markdown;
#[cfg(feature = "markdown")]
mod markup;
mod pipes;
mod tabs;
mod tokens;
mod wrapped;

use std::collections::BTreeMap;

use self::lines::{Line, Look};
#[cfg(feature = "markdown")]
pub use self::markup::Markdown;
use crate::formats::encoding;
use crate::formats::{Content, Encoding, ReadOptions, Reader, ReaderOutput};
use crate::model::document::{Alignment, Block, Cell, Document, Paragraph, Role, SourceKind, Table};
use crate::model::error::{Limit, Result};
use crate::model::limits::Limits;
use crate::model::place::Place;
use crate::model::text::clean;

/// Reads plain text in any encoding.
#[derive(Clone, Copy, Debug)]
pub struct Text;

impl Reader for Text {
    fn read(&self, content: &Content<'_>, options: &ReadOptions) -> Result<ReaderOutput> {
        options.limits.check_text(content.bytes().len())?;
        let decoded = encoding::decode(content, options.encoding.map(Encoding::decoder), || None)?;
        let (blocks, marks) = read_blocks(&decoded.text, &options.limits)?;
        Ok(ReaderOutput::Document(Document {
            source: SourceKind::PlainText,
            blocks,
            marks,
            doubts: decoded.doubts,
            ..Document::default()
        }))
    }
}

/// The signs before the headings of Markdown, by the position of their block.
fn marks(blocks: &[Block], headings: &BTreeMap<u32, u8>) -> BTreeMap<usize, u8> {
    let signs = |block: &Block| match block {
        Block::Paragraph(Paragraph { place: Place::Line { line, column: None }, .. }) => {
            headings.get(line).copied()
        }
        Block::Paragraph(_) | Block::Table(_) => None,
    };
    blocks.iter().enumerate().filter_map(|(at, block)| Some((at, signs(block)?))).collect()
}

/// The blocks, and the signs before the headings among them.
fn read_blocks(text: &str, limits: &Limits) -> Result<(Vec<Block>, BTreeMap<usize, u8>)> {
    let unmarked = markdown::Unmarked::of(text);
    let lines = lines::split(&unmarked.text, limits)?;
    let mut blocks = Blocks::new(limits);
    blocks.is_markdown = unmarked.is_markdown;
    let blocks = blocks.read(&lines, &unmarked.headings)?;
    let marks = marks(&blocks, &unmarked.headings);
    Ok((blocks, marks))
}

/// The blocks of a text without marks whose headings have these levels, by the number of their line.
#[cfg(feature = "markdown")]
fn blocks(text: &str, headings: &BTreeMap<u32, u8>, limits: &Limits) -> Result<Vec<Block>> {
    Blocks::new(limits).read(&lines::split(text, limits)?, headings)
}

/// The blocks read so far, under the limits.
struct Blocks<'a> {
    list: Vec<Block>,
    cells: usize,
    /// Rows with bars have one after each cell, and none before the first.
    bars_end_rows: bool,
    /// The text has marks of Markdown.
    is_markdown: bool,
    /// What the aligned tables show of their alignment, by their position.
    evidence: Vec<(usize, loose::Evidence)>,
    limits: &'a Limits,
}

impl<'a> Blocks<'a> {
    const fn new(limits: &'a Limits) -> Self {
        Self {
            list: Vec::new(),
            cells: 0,
            bars_end_rows: false,
            is_markdown: false,
            evidence: Vec::new(),
            limits,
        }
    }

    /// Reads all lines.
    fn read(mut self, lines: &[Line<'_>], headings: &BTreeMap<u32, u8>) -> Result<Vec<Block>> {
        self.bars_end_rows = pipes::end_rows(lines);
        let mut rest = lines;
        while let Some((line, after)) = rest.split_first() {
            self.limits.clock.check()?;
            rest = match line.look {
                Look::Plain if headings.contains_key(&line.number) => {
                    self.paragraph(line)?;
                    after
                }
                _ if tabs::starts(rest) => tabs::read(rest, &mut self)?,
                Look::Blank | Look::PageNumber => after,
                Look::KeptBlank | Look::Indented => {
                    self.paragraph(line)?;
                    after
                }
                Look::Plain if pipes::starts(line) => pipes::read(rest, &mut self)?,
                Look::Plain => match commas::starts(rest, self.limits.columns as usize) {
                    Some(delimiter) => commas::read(rest, delimiter, &mut self)?,
                    None => match listed::starts(rest) {
                        Some(count) => listed::read(rest, count, &mut self)?,
                        None => columns::read(rest, &mut self)?,
                    },
                },
            };
        }
        loose::mark(&mut self.list, &self.evidence);
        Ok(wrapped::join(self.list, lines))
    }

    fn paragraph(&mut self, line: &Line<'_>) -> Result<()> {
        let place = Place::Line { line: line.number, column: None };
        self.push(Block::Paragraph(Paragraph::new(clean(line.text), Role::Body, place)))
    }

    fn table(&mut self, rows: Vec<Vec<Cell>>) -> Result<()> {
        self.push(Block::Table(Table { rows, ..Table::default() }))
    }

    fn aligned_table(&mut self, rows: Vec<Vec<Cell>>, shown: loose::Evidence) -> Result<()> {
        self.evidence.push((self.list.len(), shown));
        self.push(Block::Table(Table { rows, alignment: Alignment::Padded, ..Table::default() }))
    }

    fn push(&mut self, block: Block) -> Result<()> {
        self.limits.check_blocks(self.list.len() + 1)?;
        self.list.push(block);
        Ok(())
    }

    /// Makes sure that one more row of so many cells is allowed, before it is made.
    fn allow_row(&mut self, cells: usize) -> Result<()> {
        Limit::Columns.check(cells, self.limits.columns as usize)?;
        self.cells += cells;
        self.limits.check_cells(self.cells)
    }
}

/// The cell at this place of a line; alone in its line it needs no number.
fn cell_at(line: u32, index: usize, of: usize, text: &str) -> Cell {
    let column = u32::try_from(index + 1).ok().filter(|_| of > 1);
    Cell::new(clean(without_apostrophe(text)), Place::Line { line, column })
}

/// The figure without the apostrophe or formula by which a spreadsheet takes it as text: `'123`, `="123"`.
fn without_apostrophe(text: &str) -> &str {
    let is_figure = |figure: &str| {
        figure.starts_with(|c: char| c.is_ascii_digit())
            && figure.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    };
    let shown = text.trim();
    let as_formula = || shown.strip_prefix("=\"")?.strip_suffix('"');
    let figure = shown.strip_prefix(['\'', '’', '‘', '`', '＇']).or_else(as_formula);
    figure.filter(|figure| is_figure(figure)).unwrap_or(text)
}

#[cfg(test)]
mod tests;
