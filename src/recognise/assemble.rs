//! Assembles the report from the segments of a document, in order.

use crate::model::document::{Cell, Document, Paragraph, Table};
use crate::model::error::Result;
use crate::model::finding::Finding;
use crate::model::form::Edition;
use crate::model::generic_table::{GenericCell, GenericTable};
use crate::model::language::Message;
use crate::model::limits::Clock;
use crate::model::metadata::Metadata;
use crate::model::place::Place;
use crate::model::reading_rules::SKIPPED_CONTENT;
use crate::model::report::{Item, Passage, Report, Section, Signature, order_notes};
use crate::model::text;

use crate::recognise::sections::headings::{Heading, Sequence, heading};
use crate::recognise::sections::metadata;
use crate::recognise::segment::bounds::{ReportBounds, find_bounds, is_note};
use crate::recognise::segment::page_chrome;
use crate::recognise::segment::{Segment, Segments};
use crate::recognise::tables::unread::unread;

/// Assembles the report from the segments.
///
/// # Errors
/// When the time is up.
pub fn assemble(
    document: &Document,
    edition: &'static Edition,
    mut sorted: Segments<'_>,
    clock: &Clock,
) -> Result<(Report, Vec<Finding>)> {
    let bounds = find_bounds(&sorted.list, &document.head, edition);
    let mut walk = Walk::new(edition, &bounds);
    for (at, segment) in sorted.list.iter().enumerate() {
        clock.check()?;
        walk.take(at, segment);
    }
    let mut findings = std::mem::take(&mut sorted.findings);
    let mut cells = std::collections::BTreeMap::new();
    let mut kept = Vec::new();
    for reader in &mut sorted.readers {
        reader.builder.finish();
        findings.append(&mut reader.builder.findings);
        cells.append(&mut reader.builder.cells);
        kept.push(std::mem::take(&mut reader.builder.kept));
    }
    walk.place_tables(&cells, &kept);
    walk.order_sections();
    // Numbered in the order they are met, however the tables over them were put together.
    let notes = std::mem::take(&mut walk.notes).into_iter().map(|note| vec![note]).collect();
    let notes = order_notes(&mut walk.sections, notes);
    let has_cells =
        |key: &str| cells.keys().any(|address: &crate::model::address::Address| address.table == key);
    let doubted = sorted.readers.iter().filter(|reader| reader.builder.has_unresolved_rows);
    let unresolved = doubted.map(|reader| reader.builder.form.key).filter(|key| !has_cells(key));
    let mut unresolved: std::collections::BTreeSet<_> = unresolved.collect();
    for form in edition.tables.iter().filter(|form| !has_cells(form.key)) {
        let finding = unread(form, &walk.sections).filter(|_| unresolved.insert(form.key));
        findings.extend(finding);
    }
    findings.extend(walk.outside_finding());
    let mut report = Report {
        edition,
        title: bounds.title.clone(),
        organization: None,
        year: None,
        metadata: walk.metadata,
        preamble: walk.preamble,
        sections: walk.sections,
        cells,
        signature: Signature {
            organization: bounds.signed.organization.as_ref().map(passage),
            date: bounds.signed.date.as_ref().map(passage),
        },
        unresolved,
        notes,
    };
    findings.extend(metadata::identify(&mut report));
    metadata::from_head(&document.head, report.organization.as_deref(), &mut report.metadata);
    Ok((report, findings))
}

fn passage(line: &Paragraph) -> Passage {
    Passage::new(line.text.clone(), line.place.clone())
}

struct Walk<'a> {
    edition: &'static Edition,
    bounds: &'a ReportBounds,
    sequence: Sequence,
    metadata: Metadata,
    preamble: Vec<Passage>,
    sections: Vec<Section>,
    current: Option<usize>,
    notes: Vec<Passage>,
    /// Statutory tables in the order they were met, with the section they were met in and the notes under them.
    met: Vec<SeenTable>,
    /// Whether the last segment was a table of a section or a note under one.
    under_table: bool,
    /// The section of that table, if it is one of the report's own.
    under_own: Option<usize>,
    after_signature: bool,
    outside: Vec<String>,
}

struct SeenTable {
    form: usize,
    /// Section and place in its body; `None` when it was met outside of its section.
    at: Option<(usize, usize)>,
    notes: Vec<usize>,
}

impl<'a> Walk<'a> {
    fn new(edition: &'static Edition, bounds: &'a ReportBounds) -> Self {
        Self {
            edition,
            bounds,
            sequence: Sequence { heading_level: bounds.heading_level, ..Sequence::default() },
            metadata: Metadata::default(),
            preamble: Vec::new(),
            sections: Vec::new(),
            current: None,
            notes: Vec::new(),
            met: Vec::new(),
            under_table: false,
            under_own: None,
            after_signature: false,
            outside: Vec::new(),
        }
    }

    fn take(&mut self, at: usize, segment: &Segment<'_>) {
        if self.bounds.title_at.contains(&at) {
            return;
        }
        if self.bounds.signed_at.contains(&at) {
            self.after_signature = self.current.is_some();
            self.under_table = false;
            return;
        }
        let is_outside = at < self.bounds.start || at >= self.bounds.end;
        match segment {
            Segment::Line(line) if line.text.is_empty() => {}
            Segment::Line(line) if is_outside => self.line_outside(line, at),
            Segment::Line(line) => self.line(line),
            Segment::Statutory(form) => self.statutory(*form),
            Segment::Table(table) if is_outside => self.table_outside(table, at),
            Segment::Table(table) => self.table(table),
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
        if self.under_table && is_note(line) {
            self.note_under_table(line);
            return;
        }
        self.under_table = false;
        let is_last =
            self.after_signature || (is_note(line) && line.role == crate::model::document::Role::Note);
        if is_last {
            self.notes.push(passage(line));
        } else if let Some(section) = self.sections.get_mut(current) {
            section.body.push(Item::Paragraph(passage(line)));
        }
    }

    /// A caption that says again what the heading above it says.
    fn repeats_heading(&self, section: usize, line: &Paragraph) -> bool {
        self.sections.get(section).is_some_and(|section| {
            section.body.is_empty() && text::fold(&section.heading.text) == text::fold(&line.text)
        })
    }

    fn line_before_sections(&mut self, line: &Paragraph) {
        let pairs = metadata::line(&line.text).filter(|_| self.preamble.is_empty());
        // 发布日期：2024-01-20　浏览次数：12 says something of the report, beside the machinery.
        if let Some(pairs) = pairs.filter(|pairs| !pairs.is_empty()) {
            self.note_metadata(pairs);
        } else if page_chrome::is_boilerplate(line) {
            self.leave_out(&line.text);
        } else {
            self.preamble.push(passage(line));
        }
    }

    fn heading(&mut self, line: &Paragraph, found: Heading) {
        self.under_table = false;
        self.after_signature = false;
        let known = (found.key != Section::EXTRA)
            .then(|| self.sections.iter().position(|section| section.key == found.key))
            .flatten();
        if let Some(known) = known {
            self.current = Some(known);
            let is_same = self
                .sections
                .get(known)
                .is_some_and(|s| text::fold(&s.heading.text) == text::fold(&line.text));
            if let (false, Some(section)) = (is_same, self.sections.get_mut(known)) {
                section.body.push(Item::Paragraph(passage(line)));
            }
            return;
        }
        self.sequence.last = found.number.unwrap_or(self.sequence.last + 1);
        self.sections.push(Section { key: found.key, heading: passage(line), body: Vec::new() });
        self.current = Some(self.sections.len() - 1);
    }

    fn note_under_table(&mut self, line: &Paragraph) {
        let index = self.notes.len();
        self.notes.push(passage(line));
        if let Some(section) = self.under_own.and_then(|at| self.sections.get_mut(at)) {
            section.body.push(Item::Note(index));
            return;
        }
        let Some(table) = self.met.last_mut() else { return };
        match table.at.and_then(|(section, _)| self.sections.get_mut(section)) {
            Some(section) => section.body.push(Item::Note(index)),
            None => table.notes.push(index),
        }
    }

    fn statutory(&mut self, form: usize) {
        self.under_table = true;
        self.under_own = None;
        if let Some(at) = self.met.iter().position(|table| table.form == form) {
            let table = self.met.remove(at); // its notes may follow the later part
            self.met.push(table);
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
        self.met.push(SeenTable { form, at, notes: Vec::new() });
    }

    fn table(&mut self, table: &Table) {
        self.under_own = self.current.filter(|_| !self.after_signature);
        self.under_table = self.under_own.is_some();
        let is_expected = self.preamble.is_empty() && self.metadata.is_empty();
        match self.current.and_then(|at| self.sections.get_mut(at)) {
            Some(section) => section.body.push(Item::Table(generic(table))),
            None => match metadata::table(table, is_expected && self.bounds.title.is_some()) {
                Some(pairs) => self.note_metadata(pairs),
                None => self.preamble.extend(rows_as_lines(table)),
            },
        }
    }

    fn line_outside(&mut self, line: &Paragraph, at: usize) {
        let before = at < self.bounds.start;
        match metadata::line(&line.text).filter(|_| before) {
            Some(pairs) => self.note_metadata(pairs),
            None => self.leave_out(&line.text),
        }
    }

    fn table_outside(&mut self, table: &Table, at: usize) {
        let before = at < self.bounds.start;
        match metadata::table(table, false).filter(|_| before) {
            Some(pairs) => self.note_metadata(pairs),
            None => rows_as_lines(table).into_iter().for_each(|line| self.leave_out(&line.text)),
        }
    }

    fn note_metadata(&mut self, pairs: Vec<(String, Option<String>)>) {
        for (label, text) in pairs {
            if metadata::is_page_key(&label) {
                self.leave_out(&format!("{label}：{}", text.unwrap_or_default()));
            } else {
                self.metadata.insert(&label, text);
            }
        }
    }

    fn leave_out(&mut self, text: &str) {
        self.outside.push(text.to_owned());
    }

    /// Puts the tables that were met outside of their sections, and kept rows, where they belong.
    fn place_tables(
        &mut self,
        cells: &std::collections::BTreeMap<crate::model::address::Address, crate::model::report::Cell>,
        kept: &[GenericTable],
    ) {
        let met = std::mem::take(&mut self.met);
        // From the back, so that places found earlier stay right.
        let mut met = met;
        met.sort_by_key(|table| std::cmp::Reverse(table.at));
        for table in met {
            let Some(form) = self.edition.tables.get(table.form) else { continue };
            let has_cells = cells.keys().any(|address| address.table == form.key);
            let kept = kept.get(table.form).filter(|kept| !kept.rows.is_empty());
            let mut items: Vec<Item> = Vec::new();
            items.extend(has_cells.then_some(Item::StatutoryTable(form.key)));
            items.extend(kept.cloned().map(|kept| Item::Table(kept.settled())));
            items.extend(table.notes.into_iter().map(Item::Note));
            let (section, range) = match table.at {
                Some((section, at)) => (section, at..at + 1),
                None => match self.sections.iter().position(|s| Some(s.key) == form.section) {
                    Some(section) => (section, 0..0),
                    None if self.sections.is_empty() => continue,
                    None => (self.sections.len() - 1, usize::MAX..usize::MAX),
                },
            };
            if let Some(section) = self.sections.get_mut(section) {
                let end = section.body.len();
                section.body.splice(range.start.min(end)..range.end.min(end), items);
            }
        }
    }

    /// Sections met on several sheets go in the form's order; one of the body's own stays behind the
    /// one it followed.
    fn order_sections(&mut self) {
        if !crate::recognise::segment::text_rows::on_several_sheets(
            self.sections.iter().map(|s| &s.heading.place),
        ) {
            return;
        }
        let place_of = |key: &str| self.edition.sections.iter().position(|section| section.key == key);
        let mut last = 0;
        let mut keyed: Vec<(usize, Section)> = Vec::with_capacity(self.sections.len());
        for section in std::mem::take(&mut self.sections) {
            last = place_of(section.key).unwrap_or(last);
            keyed.push((last, section));
        }
        keyed.sort_by_key(|(place, _)| *place);
        self.sections = keyed.into_iter().map(|(_, section)| section).collect();
    }

    fn outside_finding(&mut self) -> Option<Finding> {
        const SHOWN: usize = 5;
        if self.outside.is_empty() {
            return None;
        }
        let short = |line: &String| line.chars().take(20).collect::<String>();
        let shown: Vec<String> = self.outside.iter().take(SHOWN).map(short).collect();
        let count = self.outside.len();
        let message = Message::new(
            format!(
                "目录、网页栏目等不属于报告内容的 {count} 行没有收入：{}{}",
                shown.join("；"),
                if count > SHOWN { "……" } else { "" }
            ),
            format!(
                "{count} lines that are no part of the report (contents, navigation) were left out: {}{}",
                shown.join("; "),
                if count > SHOWN { " …" } else { "" }
            ),
        );
        Some(Finding::new(&SKIPPED_CONTENT, message, Place::Unknown))
    }
}

fn generic(table: &Table) -> GenericTable {
    let cell =
        |cell: &Cell| GenericCell { text: cell.text.clone(), colspan: cell.colspan, rowspan: cell.rowspan };
    GenericTable { rows: table.rows.iter().map(|row| row.iter().map(cell).collect()).collect() }.settled()
}

/// The rows of a table as lines of text, for where only lines can stand.
fn rows_as_lines(table: &Table) -> Vec<Passage> {
    let line = |row: &Vec<Cell>| {
        let texts: Vec<&str> =
            row.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect();
        let place = row.first().map(|cell| cell.place.clone()).unwrap_or_default();
        Passage::new(text::clean_cell(&texts.join("\t")), place)
    };
    table.rows.iter().map(line).filter(|line| !line.text.is_empty()).collect()
}
