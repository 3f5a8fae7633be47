//! Assembles the report from the segments of a document, in order.

mod placement;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::address::Address;
use crate::model::document::{Cell, Document, Paragraph, Table};
use crate::model::error::Result;
use crate::model::finding::Finding;
use crate::model::form::Edition;
use crate::model::generic_table::GenericTable;
use crate::model::limits::Clock;
use crate::model::metadata::Metadata;
use crate::model::report::{Item, Passage, Report, Section, Signature, order_notes};
use crate::model::text;
use crate::prose::title::without_marks;

use crate::recognise::sections::headings::{Heading, Sequence, heading};
use crate::recognise::sections::{identity, metadata};
use crate::recognise::segment::bounds::{ReportBounds, find_bounds, is_note};
use crate::recognise::segment::page_chrome;
use crate::recognise::segment::{Segment, Segments};
use crate::recognise::tables::builder::marked;
use crate::recognise::tables::unread::unread;

/// Assembles the report from the segments.
///
/// # Errors
/// When the time is up.
pub fn assemble(
    document: &Document,
    edition: &'static Edition,
    mut segments: Segments<'_>,
    clock: &Clock,
) -> Result<(Report, Vec<Finding>)> {
    let bounds = find_bounds(&segments.list, &document.head, edition);
    let mut assembler = Assembler::new(edition, &bounds);
    for (at, segment) in segments.list.iter().enumerate() {
        clock.check()?;
        assembler.add(at, segment);
    }
    let mut findings = std::mem::take(&mut segments.findings);
    let mut cells = BTreeMap::new();
    let mut kept = Vec::new();
    for reader in &mut segments.readers {
        reader.finish();
        findings.append(&mut reader.builder.findings);
        cells.append(&mut reader.builder.cells);
        kept.push(std::mem::take(&mut reader.builder.kept));
    }
    assembler.place_tables(&cells, &kept);
    assembler.order_sections();
    // Numbered in reading order, even if the tables above them were merged.
    let notes = std::mem::take(&mut assembler.notes).into_iter().map(|note| vec![note]).collect();
    let notes = order_notes(&mut assembler.sections, notes);
    let has_cells = |key: &str| cells.keys().any(|address: &Address| address.table == key);
    let with_unresolved = segments.readers.iter().filter(|reader| reader.builder.has_unresolved_rows);
    let unresolved = with_unresolved.map(|reader| reader.builder.form.key).filter(|key| !has_cells(key));
    let mut unresolved: BTreeSet<_> = unresolved.collect();
    for form in edition.tables.iter().filter(|form| !has_cells(form.key)) {
        let finding = unread(form, &assembler.sections).filter(|_| unresolved.insert(form.key));
        findings.extend(finding);
    }
    findings.extend(assembler.left_out_finding());
    let mut report = Report {
        edition,
        title: bounds.title.clone(),
        organization: None,
        year: None,
        metadata: assembler.metadata,
        preamble: assembler.preamble,
        sections: assembler.sections,
        cells,
        signature: Signature {
            organization: bounds.signed.organization.as_ref().map(passage),
            date: bounds.signed.date.as_ref().map(passage),
        },
        unresolved,
        notes,
        set_aside: Vec::new(),
    };
    findings.extend(identity::identify(&mut report, &document.head));
    metadata::from_head(&document.head, report.organization.as_deref(), &mut report.metadata);
    Ok((report, findings))
}

fn passage(line: &Paragraph) -> Passage {
    Passage::new(line.text.clone(), line.place.clone())
}

/// The report as far as it has been assembled.
struct Assembler<'a> {
    edition: &'static Edition,
    bounds: &'a ReportBounds,
    sequence: Sequence,
    metadata: Metadata,
    preamble: Vec<Passage>,
    sections: Vec<Section>,
    current: Option<usize>,
    notes: Vec<Passage>,
    /// Statutory tables in reading order, with the section they are in and the notes under them.
    tables: Vec<SeenTable>,
    /// Whether the last segment was a table of a section or a note under one.
    is_under_table: bool,
    /// The section of that table, if it is not a statutory one.
    section_of_table: Option<usize>,
    after_signature: bool,
    /// Lines that do not belong to the report.
    left_out: Vec<String>,
}

/// A statutory table in the document.
struct SeenTable {
    form: usize,
    /// Section and position in its body; `None` if it is outside its section.
    at: Option<(usize, usize)>,
    notes: Vec<usize>,
}

impl<'a> Assembler<'a> {
    fn new(edition: &'static Edition, bounds: &'a ReportBounds) -> Self {
        Self {
            edition,
            bounds,
            sequence: Sequence {
                heading_level: bounds.heading_level,
                style: bounds.style,
                ..Sequence::default()
            },
            metadata: Metadata::default(),
            preamble: Vec::new(),
            sections: Vec::new(),
            current: None,
            notes: Vec::new(),
            tables: Vec::new(),
            is_under_table: false,
            section_of_table: None,
            after_signature: false,
            left_out: Vec::new(),
        }
    }

    fn add(&mut self, at: usize, segment: &Segment<'_>) {
        if self.bounds.title_at.contains(&at) {
            return;
        }
        if self.bounds.signed_at.contains(&at) {
            self.after_signature = self.current.is_some();
            self.is_under_table = false;
            return;
        }
        let is_outside = at < self.bounds.start || at >= self.bounds.end;
        match segment {
            Segment::Line(line) if line.text.is_empty() => {}
            Segment::Line(line) if is_outside => self.line_outside(line, at),
            Segment::Line(line) => self.line(line),
            Segment::LeftOutLine(line) if line.text.is_empty() => {}
            Segment::LeftOutLine(line) if is_outside => self.leave_out(&line.text),
            Segment::LeftOutLine(line) => self.line_left_out(line),
            Segment::Statutory(form) => self.statutory(*form),
            Segment::Table(table) | Segment::LeftOut(table, _) if is_outside => self.table_outside(table, at),
            Segment::Table(table) => self.table(table),
            Segment::LeftOut(table, form) => self.table(&marked(form, table)),
        }
    }

    fn line(&mut self, line: &Paragraph) {
        if let Some(found) = heading(line, self.edition, self.sequence) {
            self.heading(line, found);
            return;
        }
        let Some(current) = self.current else {
            self.line_before_sections(line);
            return;
        };
        if self.repeats_heading(current, line) {
            return;
        }
        if self.is_under_table && is_note(line) {
            self.note_under_table(line);
            return;
        }
        self.is_under_table = false;
        let is_last =
            self.after_signature || (is_note(line) && line.role == crate::model::document::Role::Note);
        if is_last {
            self.notes.push(passage(line));
        } else if let Some(section) = self.sections.get_mut(current) {
            section.body.push(Item::Paragraph(passage(line)));
        }
    }

    /// Keeps a line of a table that is left out; its labels are no headings.
    fn line_left_out(&mut self, line: &Paragraph) {
        self.is_under_table = false;
        match self.current.and_then(|at| self.sections.get_mut(at)) {
            Some(section) => section.body.push(Item::Paragraph(passage(line))),
            None => self.preamble.push(passage(line)),
        }
    }

    /// Whether a line is a caption that repeats the heading above it.
    fn repeats_heading(&self, section: usize, line: &Paragraph) -> bool {
        self.sections.get(section).is_some_and(|section| {
            section.body.is_empty()
                && text::fold(&section.heading.text) == text::fold(without_marks(&line.text))
        })
    }

    fn line_before_sections(&mut self, line: &Paragraph) {
        let pairs = metadata::line(&line.text).filter(|_| self.preamble.is_empty());
        // 发布日期：2024-01-20　浏览次数：12 has metadata of the report next to keys of the page.
        if let Some(pairs) = pairs.filter(|pairs| !pairs.is_empty()) {
            self.add_metadata(pairs);
        } else if page_chrome::is_boilerplate(line) {
            self.leave_out(&line.text);
        } else {
            self.preamble.push(passage(line));
        }
    }

    fn heading(&mut self, line: &Paragraph, found: Heading) {
        self.is_under_table = false;
        self.after_signature = false;
        let known = (found.key != Section::EXTRA)
            .then(|| self.sections.iter().position(|section| section.key == found.key))
            .flatten();
        if let Some(known) = known {
            self.current = Some(known);
            let is_same = self
                .sections
                .get(known)
                .is_some_and(|s| text::fold(&s.heading.text) == text::fold(without_marks(&line.text)));
            if let (false, Some(section)) = (is_same, self.sections.get_mut(known)) {
                section.body.push(Item::Paragraph(passage(line)));
            }
            return;
        }
        self.sequence.last = found.number.unwrap_or(self.sequence.last + 1);
        let heading = Passage::new(without_marks(&line.text), line.place.clone());
        self.sections.push(Section { key: found.key, heading, level: 1, body: Vec::new() });
        self.current = Some(self.sections.len() - 1);
    }

    fn note_under_table(&mut self, line: &Paragraph) {
        let index = self.notes.len();
        self.notes.push(passage(line));
        if let Some(section) = self.section_of_table.and_then(|at| self.sections.get_mut(at)) {
            section.body.push(Item::Note(index));
            return;
        }
        let Some(table) = self.tables.last_mut() else { return };
        match table.at.and_then(|(section, _)| self.sections.get_mut(section)) {
            Some(section) => section.body.push(Item::Note(index)),
            None => table.notes.push(index),
        }
    }

    fn statutory(&mut self, form: usize) {
        self.is_under_table = true;
        self.section_of_table = None;
        if let Some(at) = self.tables.iter().position(|table| table.form == form) {
            let table = self.tables.remove(at); // notes may follow the later part
            self.tables.push(table);
            return;
        }
        let home = self.edition.tables.get(form).and_then(|table| table.section);
        let current = self.current.filter(|_| !self.after_signature);
        let is_home =
            |at: usize| self.sections.get(at).is_some_and(|s| home.is_none() || Some(s.key) == home);
        let at = current.filter(|at| is_home(*at)).and_then(|at| {
            let section = self.sections.get_mut(at)?;
            section.body.push(Item::StatutoryTable(self.edition.tables.get(form)?.key));
            Some((at, section.body.len() - 1))
        });
        self.tables.push(SeenTable { form, at, notes: Vec::new() });
    }

    fn table(&mut self, table: &Table) {
        self.section_of_table = self.current.filter(|_| !self.after_signature);
        self.is_under_table = self.section_of_table.is_some();
        let is_expected = self.preamble.is_empty() && self.metadata.is_empty();
        match self.current.and_then(|at| self.sections.get_mut(at)) {
            Some(section) => section.body.push(Item::Table(GenericTable::from(table).settled())),
            None => match metadata::table(table, is_expected && self.bounds.title.is_some()) {
                Some(pairs) => self.add_metadata(pairs),
                None => self.preamble.extend(rows_as_lines(table)),
            },
        }
    }

    fn line_outside(&mut self, line: &Paragraph, at: usize) {
        let before = at < self.bounds.start;
        match metadata::line(&line.text).filter(|_| before) {
            Some(pairs) => self.add_metadata(pairs),
            None => self.leave_out(&line.text),
        }
    }

    fn table_outside(&mut self, table: &Table, at: usize) {
        let before = at < self.bounds.start;
        match metadata::table(table, false).filter(|_| before) {
            Some(pairs) => self.add_metadata(pairs),
            None => rows_as_lines(table).into_iter().for_each(|line| self.leave_out(&line.text)),
        }
    }

    fn add_metadata(&mut self, pairs: Vec<(String, Option<String>)>) {
        for (label, text) in pairs {
            if metadata::is_page_key(&label) {
                self.leave_out(&format!("{label}：{}", text.unwrap_or_default()));
            } else {
                self.metadata.insert(&label, text);
            }
        }
    }

    fn leave_out(&mut self, text: &str) {
        self.left_out.push(text.to_owned());
    }
}

/// The rows of a table as lines of text, for places that only allow lines.
fn rows_as_lines(table: &Table) -> Vec<Passage> {
    let line = |row: &Vec<Cell>| {
        let texts: Vec<&str> =
            row.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect();
        let place = row.first().map(|cell| cell.place.clone()).unwrap_or_default();
        Passage::new(text::clean_cell(&texts.join("\t")), place)
    };
    table.rows.iter().map(line).filter(|line| !line.text.is_empty()).collect()
}
