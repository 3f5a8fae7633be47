//! Sorts a document's blocks: lines of text, tables of the form (read at once), other tables.

use crate::document::{Block, Document, Paragraph, Role, Table};
use crate::editions::Edition;

use super::flattened;
use super::labels::Labels;
use super::tables::TableReader;

/// A block as the recogniser sees it.
#[derive(Clone, Copy, Debug)]
pub enum Piece<'a> {
    Line(&'a Paragraph),
    /// Part of the statutory table of this index; its figures are read.
    Statutory(usize),
    Table(&'a Table),
}

/// The pieces of a document, and the readers that read its statutory tables.
pub struct Pieces<'a> {
    pub pieces: Vec<Piece<'a>>,
    pub readers: Vec<TableReader>,
}

/// Sorts the blocks of a document.
pub fn sort<'a>(document: &'a Document, edition: &'static Edition) -> Pieces<'a> {
    let readers = edition.tables.iter().map(|form| TableReader::of(Labels::of(form))).collect();
    let mut sorted = Pieces { pieces: Vec::new(), readers };
    let blocks = &document.blocks;
    let mut at = 0;
    let mut last = None;
    while let Some(block) = blocks.get(at) {
        match block {
            Block::Table(table) => {
                at += 1;
                last = sorted.table(table, last);
            }
            Block::Paragraph(line) => {
                let rest = blocks.get(at..).unwrap_or_default();
                let (taken, form) = sorted.line(line, rest, last);
                at += taken;
                if form.is_some() || !line.text.is_empty() {
                    last = form;
                }
            }
        }
    }
    sorted
}

impl<'a> Pieces<'a> {
    /// Takes a table; `last` is the statutory table just read.
    fn table(&mut self, table: &'a Table, last: Option<usize>) -> Option<usize> {
        let form = self.form_of(table, last);
        match form.and_then(|form| self.readers.get_mut(form)) {
            Some(reader) => {
                reader.read(table);
                self.pieces.extend(form.map(Piece::Statutory));
            }
            None => self.pieces.push(Piece::Table(table)),
        }
        form
    }

    fn form_of(&self, table: &Table, last: Option<usize>) -> Option<usize> {
        let scores = self
            .readers
            .iter()
            .enumerate()
            .map(|(form, reader)| (reader.score(table, last == Some(form)), form));
        scores
            .filter(|(score, _)| *score > 0)
            .max_by_key(|(score, form)| (*score, std::cmp::Reverse(*form)))
            .map(|(_, form)| form)
    }

    /// Takes a line: the start of a flattened table, a banner beside a table, or text. Returns how
    /// many blocks it took and the table they belong to.
    fn line(
        &mut self,
        line: &'a Paragraph,
        rest: &'a [Block],
        last: Option<usize>,
    ) -> (usize, Option<usize>) {
        if line.role == Role::Body {
            if let Some(taken) = self.flattened(rest) {
                return taken;
            }
            if let Some(form) = self.banner(line, rest, last) {
                return (1, Some(form));
            }
        }
        self.pieces.push(Piece::Line(line));
        (1, None)
    }

    fn flattened(&mut self, rest: &'a [Block]) -> Option<(usize, Option<usize>)> {
        let lines: Vec<&Paragraph> = rest
            .iter()
            .map_while(|block| match block {
                Block::Paragraph(line) if line.role == Role::Body => Some(line),
                _ => None,
            })
            .take(LONGEST_TABLE)
            .collect();
        let form = self.readers.iter().position(|reader| flattened::starts(&reader.labels, &lines))?;
        let reader = self.readers.get_mut(form)?;
        let taken = flattened::read(&reader.labels, &mut reader.figures, &lines);
        if taken == 0 {
            return None;
        }
        self.pieces.push(Piece::Statutory(form));
        Some((taken, Some(form)))
    }

    /// A label of the form that stands as a line before, between or after its tables.
    fn banner(&mut self, line: &Paragraph, rest: &'a [Block], last: Option<usize>) -> Option<usize> {
        let next = rest.iter().skip(1).find_map(|block| match block {
            Block::Paragraph(line) if line.text.is_empty() => None,
            Block::Table(table) => Some(Some(table)),
            Block::Paragraph(_) => Some(None),
        });
        let next = next.flatten().and_then(|table| self.form_of(table, last));
        let form = next.or(last)?;
        let reader = self.readers.get_mut(form)?;
        reader.banner(&line.text).then_some(form)
    }
}

/// Lines a flattened table may have: the longest form has 280 cells.
const LONGEST_TABLE: usize = 1000;
