//! Splits single-cell text rows out of tables: a sheet with the whole report on it, a title or a note as the
//! first or last row of a statutory table.

use std::borrow::Cow;
use std::sync::Arc;

use crate::model::document::{Block, Cell, Document, Paragraph, Role, Table};
use crate::model::form::Edition;
use crate::model::place::Place;

use crate::recognise::sections::headings::{Sequence, heading};
use crate::recognise::sections::numbering_style::NumberingStyle;
use crate::recognise::sections::titles::is_title;
use crate::recognise::segment::adjacent;
use crate::recognise::segment::bounds::is_note;
use crate::recognise::segment::form_lines;
use crate::recognise::tables::labels::{Labels, words_in};
use crate::recognise::tables::row_matcher::RowContext;
use crate::recognise::tables::value_text::is_figure;

/// Returns the document with such rows as paragraphs, the sheet with the report's text first.
pub fn split_text_rows<'d>(
    document: &'d Document,
    edition: &'static Edition,
    forms: &[Labels],
) -> Cow<'d, Document> {
    let mut blocks: Vec<Cow<'_, Block>> = Vec::with_capacity(document.blocks.len());
    let headings = Headings::of(document, edition);
    let mut is_changed = false;
    // Whether a title may still follow: before the first heading.
    let mut is_before = true;
    for block in &document.blocks {
        let parts = match block {
            Block::Table(table) if form_lines::has(table, edition, forms) => form_lines::split(table, forms),
            Block::Table(table) => match split_table(table, headings, forms) {
                Some(parts) => Some(parts.into_iter().flat_map(|part| split_forms(part, forms)).collect()),
                None => adjacent::split(table, forms)
                    .or_else(|| if is_before { split_title(table) } else { None }),
            },
            Block::Paragraph(line) => {
                is_before &= !headings.has(line);
                None
            }
        };
        match parts {
            Some(parts) => {
                is_changed = true;
                blocks.extend(parts.into_iter().map(Cow::Owned));
            }
            None => blocks.push(Cow::Borrowed(block)),
        }
    }
    let first = text_sheet(&blocks, headings);
    if !is_changed && first.is_none() {
        return Cow::Borrowed(document);
    }
    // A stable sort: everything else keeps its order.
    blocks.sort_by_key(|block| first.is_some() && sheet(block) != first);
    let blocks = blocks.into_iter().map(Cow::into_owned).collect();
    let (head, margins) = (document.head.clone(), document.margins.clone());
    Cow::Owned(Document { source: document.source, head, blocks, margins, ..Document::default() })
}

fn split_forms(block: Block, forms: &[Labels]) -> Vec<Block> {
    match &block {
        Block::Table(table) => adjacent::split(table, forms).unwrap_or_else(|| vec![block]),
        Block::Paragraph(_) => vec![block],
    }
}

fn sheet(block: &Block) -> Option<u32> {
    let place = match block {
        Block::Paragraph(line) => &line.place,
        Block::Table(table) => &table.rows.iter().flatten().next()?.place,
    };
    match place {
        Place::Sheet { number, .. } => Some(*number),
        _ => None,
    }
}

/// The sheet with the title, if a sheet before it has a heading: sheets may be in any order.
fn text_sheet(blocks: &[Cow<'_, Block>], headings: Headings) -> Option<u32> {
    let lines = || {
        blocks.iter().filter_map(|block| match block.as_ref() {
            Block::Paragraph(line) => Some((sheet(block)?, line)),
            Block::Table(_) => None,
        })
    };
    let (titled, _) = lines().find(|(_, line)| is_title(&line.text))?;
    let headed = lines().find(|(_, line)| headings.has(line))?.0;
    (headed != titled).then_some(titled)
}

/// How the sections of a document are headed.
#[derive(Clone, Copy)]
struct Headings {
    edition: &'static Edition,
    style: NumberingStyle,
}

impl Headings {
    fn of(document: &Document, edition: &'static Edition) -> Self {
        let lines = document.blocks.iter().flat_map(|block| match block {
            Block::Paragraph(line) => vec![line.text.as_str()],
            Block::Table(table) => {
                table.rows.iter().filter_map(|row| lone(row)).map(|cell| cell.text.as_str()).collect()
            }
        });
        Self { edition, style: NumberingStyle::of(lines, edition) }
    }

    /// Whether a line is the heading of a section.
    fn has(self, line: &Paragraph) -> bool {
        let sequence = Sequence { last: u32::MAX - 1, style: self.style, ..Sequence::default() };
        heading(line, self.edition, sequence).is_some()
    }
}

/// The only cell of a row that is not blank.
pub(super) fn lone(row: &[Cell]) -> Option<&Cell> {
    let mut filled = row.iter().filter(|cell| !cell.is_blank());
    filled.next().filter(|_| filled.next().is_none())
}

/// Splits a table, if it has rows of text.
fn split_table(table: &Table, headings: Headings, forms: &[Labels]) -> Option<Vec<Block>> {
    if forms.iter().any(|form| !form.layout.excludes_text_rows) {
        return None;
    }
    let words = words_in(table);
    let is_statutory = forms.iter().any(|form| {
        let (rows, heads) = form.score(&words);
        rows + heads >= 2
    });
    if !is_statutory {
        return None;
    }
    let lines = lines(table, headings, forms);
    lines.iter().any(Option::is_some).then(|| split_at(table, lines))
}

/// Splits a table for layout before the report that has the title in a row of its own.
fn split_title(table: &Table) -> Option<Vec<Block>> {
    let rows: Vec<Option<Cell>> = table.rows.iter().map(|row| lone(row).cloned()).collect();
    let has_title = rows.iter().flatten().any(|cell| cell.text.split('\n').any(is_title));
    let line = |cell: Cell| Paragraph::new(cell.text.trim(), Role::Body, cell.place);
    has_title.then(|| split_at(table, rows.into_iter().map(|cell| cell.map(line)).collect()))
}

/// Replaces rows of a table by the paragraphs they are.
fn split_at(table: &Table, lines: Vec<Option<Paragraph>>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let whole = |rows: Vec<Vec<Cell>>| Block::Table(Table { rows, ..table.clone() });
    for (row, line) in table.rows.iter().zip(lines) {
        match line {
            Some(line) => {
                if !rows.is_empty() {
                    blocks.push(whole(std::mem::take(&mut rows)));
                }
                blocks.extend(
                    line.text
                        .split('\n')
                        .map(str::trim)
                        .filter(|text| !text.is_empty())
                        .map(|text| Block::Paragraph(Paragraph { text: text.to_owned(), ..line.clone() })),
                );
            }
            None => rows.push(row.clone()),
        }
    }
    if !rows.is_empty() {
        blocks.push(whole(rows));
    }
    blocks
}

/// For each row the paragraph that it is, if it is one.
fn lines(table: &Table, headings: Headings, forms: &[Labels]) -> Vec<Option<Paragraph>> {
    let mut lines = Vec::with_capacity(table.rows.len());
    // Rows still covered by a cell with text from above.
    let mut covered = 0;
    // Whether rows of text are expected: after a title or a heading, before the header of the table.
    let mut is_text = true;
    for row in &table.rows {
        let lone =
            lone(row).filter(|cell| covered == 0 && cell.rowspan == 1 && !is_of_form(&cell.text, forms));
        let text = lone.and_then(|cell| line(cell, headings, is_text));
        if let Some(line) = &text {
            is_text |= headings.has(line);
        } else if row.iter().any(|cell| !cell.is_blank()) {
            is_text = false;
        }
        lines.push(text);
        let reach = row.iter().filter(|cell| !cell.is_blank()).map(|cell| cell.rowspan).max().unwrap_or(1);
        covered = covered.max(reach).saturating_sub(1);
    }
    lines
}

fn line(cell: &Cell, headings: Headings, is_text: bool) -> Option<Paragraph> {
    /// Characters of the longest label of a form.
    const LONGEST_LABEL: usize = 45;
    let line = Paragraph::new(cell.text.trim(), Role::Body, cell.place.clone());
    let is_prose = line.text.contains('。') || line.text.chars().count() > LONGEST_LABEL;
    (is_text || is_prose || is_note(&line) || headings.has(&line)).then_some(line)
}

/// Whether a text is a label of any form, or a value.
fn is_of_form(text: &str, forms: &[Labels]) -> bool {
    is_figure(text)
        || crate::model::text::fold(text).starts_with("第二十条")
        || forms.iter().any(|form| form.is_label(text) || form.row(text, &RowContext::default()).is_some())
}

/// Whether sections are on several sheets, so that their order is not significant.
pub fn on_several_sheets<'p>(mut places: impl Iterator<Item = &'p Place>) -> bool {
    let mut first: Option<Arc<str>> = None;
    places.any(|place| match (place, &first) {
        (Place::Sheet { sheet, .. }, None) => {
            first = Some(sheet.clone());
            false
        }
        (Place::Sheet { sheet, .. }, Some(first)) => sheet != first,
        _ => false,
    })
}
