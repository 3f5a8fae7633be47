//! Sorts a document's blocks: lines of text, tables of the form (read at once), other tables.

use crate::model::document::{Block, Document, Paragraph, Role, SourceKind, Table};
use crate::model::error::Result;
use crate::model::finding::Finding;
use crate::model::form::{Edition, Layout};
use crate::model::limits::Clock;
use crate::model::text;

use super::labels::{Labels, numbering, words_in};
use super::tables::{TableReader, is_figure};
use super::{flattened, rivals, torn};

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
    pub list: Vec<Piece<'a>>,
    pub readers: Vec<TableReader>,
    /// What was doubted in sorting.
    pub findings: Vec<Finding>,
}

/// Sorts the blocks of a document.
///
/// # Errors
/// When the time is up.
pub fn sort<'a>(
    document: &'a Document,
    edition: &'static Edition,
    labels: &'static [Labels],
    clock: &Clock,
) -> Result<Pieces<'a>> {
    let readers = labels.iter().map(|labels| TableReader::new(labels, document.source)).collect();
    let mut sorted = Pieces { list: Vec::new(), readers, findings: Vec::new() };
    let (aside, findings) = rivals::set_aside(document, edition, labels, |table| sorted.form_of(table, None));
    sorted.findings = findings;
    let blocks = &document.blocks;
    let mut at = 0;
    let mut last = None;
    // The statutory table before, and whether figures stand alone, until a section begins.
    let mut nearest: Option<usize> = None;
    let mut has_strays = false;
    while let Some(block) = blocks.get(at) {
        clock.check()?;
        match block {
            Block::Table(table) if aside.contains(&at) => {
                at += 1;
                sorted.list.push(Piece::Table(table));
                last = None;
            }
            Block::Table(table) => {
                at += 1;
                last = sorted.table(table, last);
                nearest = last.or(nearest);
            }
            Block::Paragraph(line) => {
                let rest = blocks.get(at..).unwrap_or_default();
                let (taken, form) = sorted.line(line, rest, last);
                at += taken;
                if form.is_none() && begins_section(line) {
                    (nearest, has_strays) = (None, false);
                }
                has_strays |= document.source == SourceKind::PlainText && form.is_none() && is_stray(line);
                nearest = form.or(nearest);
                if let Some(reader) = nearest.and_then(|form| sorted.readers.get_mut(form)) {
                    reader.figures.has_strays |= has_strays;
                }
                if form.is_some() || !line.text.is_empty() {
                    last = form;
                }
            }
        }
    }
    Ok(sorted)
}

/// Whether a line holds nothing but figures.
fn is_stray(line: &Paragraph) -> bool {
    !line.text.is_empty() && line.text.split_whitespace().all(is_figure)
}

fn begins_section(line: &Paragraph) -> bool {
    numbering(&text::fold(&line.text)).0.is_some_and(|numbering| numbering.level == 1)
}

impl<'a> Pieces<'a> {
    /// Takes a table; `last` is the statutory table just read.
    fn table(&mut self, table: &'a Table, last: Option<usize>) -> Option<usize> {
        let form = self.form_of(table, last);
        match form.and_then(|form| self.readers.get_mut(form)) {
            Some(reader) => {
                reader.read(table);
                self.list.extend(form.map(Piece::Statutory));
            }
            None => self.list.push(Piece::Table(table)),
        }
        form
    }

    fn form_of(&self, table: &Table, last: Option<usize>) -> Option<usize> {
        let words = words_in(table);
        let scores = self
            .readers
            .iter()
            .enumerate()
            .map(|(form, reader)| (reader.score(table, &words, last == Some(form)), form));
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
        self.list.push(Piece::Line(line));
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
        if let Some(form) = self.readers.iter().position(|reader| flattened::starts(reader.labels, &lines)) {
            let reader = self.readers.get_mut(form)?;
            reader.figures.is_disordered |= follows_head(&self.list, reader.labels);
            let taken = flattened::read(reader.labels, &mut reader.figures, &lines);
            return self.took(taken, form);
        }
        let form = self.readers.iter().position(|reader| starts_torn(reader, &lines))?;
        let reader = self.readers.get_mut(form)?;
        let mended = torn::mend(reader.labels, &lines, usize::MAX);
        let whole: Vec<&Paragraph> = mended.lines.iter().collect();
        let taken = flattened::read(reader.labels, &mut reader.figures, &whole);
        let taken = taken.checked_sub(1).and_then(|last| mended.used.get(last)).copied().unwrap_or(0);
        self.took(taken, form)
    }

    fn took(&mut self, lines: usize, form: usize) -> Option<(usize, Option<usize>)> {
        if lines == 0 {
            return None;
        }
        self.list.push(Piece::Statutory(form));
        Some((lines, Some(form)))
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

/// Whether labels of the form's columns stand among the lines just above: part of a header that was not
/// recognised, so that the order of the columns is open.
fn follows_head(list: &[Piece<'_>], labels: &Labels) -> bool {
    const ABOVE: usize = 12;
    let above = list.iter().rev().take(ABOVE).map_while(|piece| match piece {
        Piece::Line(line) => Some(line),
        Piece::Statutory(_) | Piece::Table(_) => None,
    });
    labels.form.layout == Layout::Grid
        && above.filter(|line| labels.column(0, &line.text).is_some()).count() > 1
}

/// Whether a torn table of this form starts here; cheap to say no.
fn starts_torn(reader: &TableReader, lines: &[&Paragraph]) -> bool {
    const LONGEST_LABEL: usize = 45;
    const AHEAD: usize = 10;
    let may = lines.first().is_some_and(|line| {
        !line.text.is_empty()
            && torn::split_figures(&line.text).0.chars().count() <= LONGEST_LABEL
            && !line.text.contains('。')
    });
    if !may {
        return false;
    }
    // Nearly always the first line says already that it is none.
    let first = torn::mend(reader.labels, lines, 1).lines;
    if !first.first().is_some_and(|line| flattened::begins(reader.labels, line)) {
        return false;
    }
    let mended = torn::mend(reader.labels, lines, AHEAD);
    flattened::starts(reader.labels, &mended.lines.iter().collect::<Vec<_>>())
}

/// Lines a flattened table may have: the longest form has 280 cells.
const LONGEST_TABLE: usize = 1000;
