//! Segments a document: lines of text, statutory tables (which are read at once) and other tables.
//!
//! [`text_rows`] first splits rows of text out of tables. [`bounds`] then finds where the report starts and
//! ends among the segments, with the help of [`page_chrome`].

mod adjacent;
pub(super) mod bounds;
pub mod captioned;
mod captions;
mod drafts;
mod duplicates;
mod form_lines;
mod left_out;
mod notes;
pub(super) mod page_chrome;
mod page_margins;
mod record_bodies;
mod rejoin;
pub(super) mod text_rows;
pub(super) mod title;

use crate::model::document::{Block, Document, Paragraph, SourceKind, Table};
use crate::model::error::Result;
use crate::model::finding::Finding;
use crate::model::form::{Edition, TableForm};
use crate::model::limits::Clock;
use crate::model::text;
use crate::model::unit::Unit;

use crate::prose::numbering::numbering;
use crate::recognise::tables::builder::TableBuilder;
use crate::recognise::tables::flattened;
use crate::recognise::tables::labels::{Labels, words_in};
use crate::recognise::tables::reader::TableReader;
use crate::recognise::tables::remainder::{self, statement};
use crate::recognise::tables::units::TableUnits;
use crate::recognise::tables::value_text::is_figure;

use self::captions::{OwnReport, is_caption};
use self::duplicates::Excluded;
use self::left_out::FlattenedOfOthers;
use self::notes::Notes;
use self::page_margins::PageMargins;

/// A part of a document for recognition.
#[derive(Clone, Copy, Debug)]
pub enum Segment<'a> {
    Line(&'a Paragraph),
    /// Part of the statutory table of this index, whose values have been read.
    Statutory(usize),
    Table(&'a Table),
    /// A line of a flattened table that is not the report's, or its caption.
    LeftOutLine(&'a Paragraph),
    /// A table of this form that is not the report's, and would be taken for it without a mark.
    LeftOut(&'a Table, &'static TableForm),
}

/// The segments of a document, and the readers of its statutory tables.
pub struct Segments<'a> {
    pub list: Vec<Segment<'a>>,
    pub readers: Vec<TableReader>,
    /// Findings about tables that were excluded, and about page headers that contradict the report.
    pub findings: Vec<Finding>,
    margins: PageMargins<'a>,
}

/// Segments the blocks of a document.
///
/// # Errors
/// When the time is up.
pub fn segment<'a>(
    document: &'a Document,
    edition: &'static Edition,
    labels: &'static [Labels],
    clock: &Clock,
) -> Result<Segments<'a>> {
    let own = OwnReport::of(document, edition);
    let readers = labels.iter().map(|labels| TableReader::new(labels, document.source, own.year)).collect();
    let margins = PageMargins::of(document);
    let mut segments = Segments { list: Vec::new(), readers, findings: Vec::new(), margins };
    let mut exclusions = duplicates::exclude_duplicate_tables(document, edition, labels, &own, |table| {
        segments.form_of(table, None)
    });
    segments.findings = std::mem::take(&mut exclusions.findings);
    segments.findings.extend(segments.margins.findings(&own));
    let is_plain = document.source == SourceKind::PlainText;
    let mut units = Vec::new();
    let blocks = &document.blocks;
    let mut at = 0;
    let mut last = None;
    let mut orphans = OrphanValues { is_plain, ..OrphanValues::default() };
    let mut others = FlattenedOfOthers::new(edition, &own);
    while let Some(block) = blocks.get(at) {
        clock.check()?;
        match block {
            Block::Table(table) if exclusions.get(at).is_some() => {
                segments.excluded(table, exclusions.get(at).unwrap_or_default());
                at += 1;
                units.clear();
                last = None;
            }
            Block::Table(table) => {
                at += 1;
                let below = blocks.get(at..).unwrap_or_default();
                last = segments.table(table, last, std::mem::take(&mut units), below);
                orphans.nearest = last.or(orphans.nearest);
            }
            Block::Paragraph(line) => {
                let rest = blocks.get(at..).unwrap_or_default();
                if begins_section(line) {
                    units.clear();
                }
                units.extend(units_above(line));
                let (taken, form) = segments.line(line, rest, last, &units, &mut others);
                at += taken;
                orphans.pass(line, form, &mut segments.readers);
                if form.is_some() || !line.text.is_empty() {
                    last = form;
                }
            }
        }
    }
    segments.readers.iter_mut().for_each(TableReader::settle);
    others.report(&mut segments);
    Ok(segments)
}

/// Values without a label in the lines of a section.
#[derive(Default)]
struct OrphanValues {
    is_plain: bool,
    /// The last statutory table of the section.
    nearest: Option<usize>,
    are_found: bool,
}

impl OrphanValues {
    fn pass(&mut self, line: &Paragraph, form: Option<usize>, readers: &mut [TableReader]) {
        if form.is_none() && begins_section(line) {
            (self.nearest, self.are_found) = (None, false);
        }
        self.are_found |= self.is_plain && form.is_none() && holds_only_values(line);
        self.nearest = form.or(self.nearest);
        if let Some(reader) = self.nearest.and_then(|form| readers.get_mut(form)) {
            reader.builder.has_orphan_values |= self.are_found;
        }
    }
}

/// The units that a line above a table names: `单位：元`.
fn units_above(line: &Paragraph) -> Vec<Unit> {
    let text = line.text.as_str();
    if is_caption(text) && text.contains("单位") {
        remainder::units(text)
    } else if statement::points_to_table(text) {
        remainder::stated_units(text)
    } else {
        Vec::new()
    }
}

/// Whether a line holds nothing but figures.
fn holds_only_values(line: &Paragraph) -> bool {
    !line.text.is_empty() && line.text.split_whitespace().all(is_figure)
}

fn begins_section(line: &Paragraph) -> bool {
    /// Bytes that hold any number of a section and the sign after it, with spaces among them.
    const NUMBER: usize = 60;
    let text = &line.text;
    let start = text.get(..text.floor_char_boundary(NUMBER)).unwrap_or_default();
    numbering(&text::fold(start)).0.is_some_and(|numbering| numbering.level == 1)
}

impl<'a> Segments<'a> {
    /// The statutory tables that the document has, by position.
    pub fn statutory(&self) -> impl Iterator<Item = usize> {
        self.list.iter().filter_map(|segment| match segment {
            Segment::Statutory(form) => Some(*form),
            Segment::Line(_) | Segment::LeftOutLine(_) | Segment::Table(_) | Segment::LeftOut(..) => None,
        })
    }

    /// Adds a table that is not read, after its caption.
    fn excluded(&mut self, table: &'a Table, excluded: Excluded<'_>) {
        if let Some(caption) = excluded.caption {
            left_out::keep_caption(&mut self.list, caption);
        }
        let mark = |form| Segment::LeftOut(table, form);
        self.list.push(excluded.mark.map_or(Segment::Table(table), mark));
    }

    /// Adds a table; `last` is the statutory table just read.
    /// `below` are the blocks after it.
    fn table(
        &mut self,
        table: &'a Table,
        last: Option<usize>,
        units: Vec<Unit>,
        below: &'a [Block],
    ) -> Option<usize> {
        let form = self.form_of(table, last);
        match form.and_then(|form| self.readers.get_mut(form)) {
            Some(reader) => {
                reader.set_units_below(Notes::of_table(table, below, reader.labels).units());
                let sheet = captions::sheet(table);
                let mut units = if units.is_empty() { remainder::units(sheet) } else { units };
                units.extend(self.margins.units(sheet));
                if last != form || !units.is_empty() {
                    reader.set_units_above(units);
                }
                reader.read(table);
                self.list.extend(form.map(Segment::Statutory));
            }
            None => self.list.push(Segment::Table(table)),
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

    /// Adds a line: the start of a flattened table, a banner next to a table, or text. Returns the number of
    /// blocks read and the table they belong to.
    fn line(
        &mut self,
        line: &'a Paragraph,
        rest: &'a [Block],
        last: Option<usize>,
        units: &[Unit],
        others: &mut FlattenedOfOthers<'a, '_>,
    ) -> (usize, Option<usize>) {
        if line.role.is_text_in_form() {
            if let Some(taken) = self.flattened(rest, units, others) {
                return taken;
            }
            if let Some(form) = self.banner(line, rest, last) {
                return (1, Some(form));
            }
        }
        self.list.push(Segment::Line(line));
        (1, None)
    }

    fn flattened(
        &mut self,
        rest: &'a [Block],
        units: &[Unit],
        others: &mut FlattenedOfOthers<'a, '_>,
    ) -> Option<(usize, Option<usize>)> {
        let lines = body_lines(rest);
        let whole =
            self.readers.iter().position(|reader| flattened::starts(reader.labels, &lines, reader.year));
        let torn = || self.readers.iter().position(|reader| starts_torn(reader, &lines));
        let form = whole.or_else(torn)?;
        let reader = self.readers.get_mut(form)?;
        let year = reader.year;
        let on_page = self.margins.units("");
        let units = TableUnits::new(units.iter().cloned().chain(on_page).collect());
        let end = flattened_end(reader, &lines, whole.is_some());
        let notes = Notes::below(rest.get(end..).unwrap_or_default());
        let caption = others.caption(&self.list, reader.labels).or_else(|| others.note(&notes));
        let units = units.with_notes(notes.units());
        let mut unused = TableBuilder::new(reader.labels.form, SourceKind::PlainText);
        let builder = if caption.is_some() {
            &mut unused
        } else {
            reader.settle();
            &mut reader.builder
        };
        let taken = if whole.is_some() {
            builder.is_column_order_unknown |= follows_head(&self.list, reader.labels);
            flattened::read(reader.labels, builder, &lines, units, year)
        } else {
            read_torn(reader.labels, builder, &lines, units, year)
        };
        if let Some(caption) = caption {
            let lines = lines.get(..taken.max(1)).unwrap_or_default();
            others.leave_out(&mut self.list, form, caption, lines);
            return Some((lines.len().max(1), None));
        }
        self.took(taken, form)
    }

    fn took(&mut self, lines: usize, form: usize) -> Option<(usize, Option<usize>)> {
        if lines == 0 {
            return None;
        }
        self.list.push(Segment::Statutory(form));
        Some((lines, Some(form)))
    }

    /// Reads a label of the form on a line before, between or after its tables.
    fn banner(&mut self, line: &Paragraph, rest: &'a [Block], last: Option<usize>) -> Option<usize> {
        let next = rest.iter().skip(1).find_map(|block| match block {
            Block::Paragraph(line) if line.text.is_empty() => None,
            Block::Table(table) => Some(Some(table)),
            Block::Paragraph(_) => Some(None),
        });
        let next = next.flatten().and_then(|table| self.form_of(table, last));
        let form = next.or(last)?;
        let reader = self.readers.get_mut(form)?;
        reader.read_banner(&line.text).then_some(form)
    }
}

/// Reads a flattened table whose labels are torn over lines; returns the number of lines read.
fn read_torn(
    labels: &Labels,
    builder: &mut TableBuilder,
    lines: &[&Paragraph],
    units: TableUnits,
    year: Option<u16>,
) -> usize {
    let rejoined = rejoin::rejoin_labels(labels, lines, usize::MAX);
    let whole: Vec<&Paragraph> = rejoined.lines.iter().collect();
    let taken = flattened::read(labels, builder, &whole, units, year);
    taken.checked_sub(1).and_then(|last| rejoined.used.get(last)).copied().unwrap_or(0)
}

/// The line after a flattened table, where a line after it may be a note that decides; else the last line.
fn flattened_end(reader: &TableReader, lines: &[&Paragraph], is_whole: bool) -> usize {
    let may_decide =
        |line: &&Paragraph| !line.text.is_empty() && !is_figure(&line.text) && notes::is_note(line, false);
    if !lines.iter().any(may_decide) {
        return usize::MAX;
    }
    let mut unused = TableBuilder::new(reader.labels.form, SourceKind::PlainText);
    let units = TableUnits::default();
    if is_whole {
        flattened::read(reader.labels, &mut unused, lines, units, reader.year)
    } else {
        read_torn(reader.labels, &mut unused, lines, units, reader.year)
    }
}

/// Whether the lines just above have column labels of the form: part of a header that was not recognised,
/// so that the order of the columns is unknown.
fn follows_head(list: &[Segment<'_>], labels: &Labels) -> bool {
    /// Lines above that may belong to the header.
    const ABOVE: usize = 12;
    let above = list.iter().rev().take(ABOVE).map_while(|segment| match segment {
        Segment::Line(line) => Some(line),
        Segment::LeftOutLine(_) | Segment::Statutory(_) | Segment::Table(_) | Segment::LeftOut(..) => None,
    });
    labels.layout.may_lose_header && above.filter(|line| labels.column(0, &line.text).is_some()).count() > 1
}

/// Whether a table of this form with torn lines starts here.
fn starts_torn(reader: &TableReader, lines: &[&Paragraph]) -> bool {
    /// Characters of the longest label of a form.
    const LONGEST_LABEL: usize = 45;
    /// Lines to rejoin before it is clear whether a table starts.
    const AHEAD: usize = 10;
    let may = lines.first().is_some_and(|line| {
        !line.text.is_empty()
            && rejoin::split_figures(&line.text).0.chars().count() <= LONGEST_LABEL
            && !line.text.contains('。')
    });
    if !may {
        return false;
    }
    // Usually the first line is enough to see that none does.
    let first = rejoin::rejoin_labels(reader.labels, lines, 1).lines;
    if !first.first().is_some_and(|line| flattened::begins(reader.labels, line)) {
        return false;
    }
    let rejoined = rejoin::rejoin_labels(reader.labels, lines, AHEAD);
    flattened::starts(reader.labels, &rejoined.lines.iter().collect::<Vec<_>>(), reader.year)
}

/// The lines that a flattened table can be on.
fn body_lines(rest: &[Block]) -> Vec<&Paragraph> {
    let lines = rest.iter().map_while(|block| match block {
        Block::Paragraph(line) if line.role.is_text_in_form() => Some(line),
        _ => None,
    });
    lines.take(LONGEST_TABLE).collect()
}

/// Most lines of a flattened table: the longest form has 280 cells.
const LONGEST_TABLE: usize = 1000;
