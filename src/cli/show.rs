//! `repconv show IN`: what was understood of a report, to be compared with the paper.

use std::io::{self, Write};
use std::path::Path;

use anstyle::{AnsiColor, Style};

use super::arguments::ReadingArguments;
use super::reading::input_reader;
use super::{Fault, Outcome, OutputOptions};
use repconv::batch::file;
use repconv::batch::input::CheckedReport;
use repconv::formats::Formats;
use repconv::model::document;
use repconv::model::finding::Severity;
use repconv::model::generic_table::GenericTable;
use repconv::model::language::{Language, Text};
use repconv::model::report::{Item, Passage, Report, Section};
use repconv::model::text::one_line;
use repconv::present::grid::{self, Align, Grid};
use repconv::present::{findings, statutory_text as tables};

const HEADING: Style = AnsiColor::Green.on_default().bold();

/// Columns of the terminal that the beginning of a paragraph may take.
const BEGINNING: usize = 96;

/// Shows the report in `path`.
pub fn show(path: &Path, arguments: &ReadingArguments, options: OutputOptions) -> Result<Outcome, Fault> {
    let formats = Formats::builtin();
    let reading = input_reader(arguments, arguments.input_encoding(), &formats, options)?;
    let bytes = reading.bytes(path)?;
    let understood = reading.check(path, &bytes).map_err(|error| Fault::of_file(path, error))?;
    let mut out = anstream::stdout().lock();
    Shown { report: &understood.report, options, out: &mut out, is_below_table: false }.report()?;
    list_findings(&understood, path, options, &mut out)?;
    out.flush()?;
    let has_errors = understood.findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(if has_errors { Outcome::ErrorsFound } else { Outcome::Done })
}

/// Prints what the report is: title, organization, year, edition.
pub fn facts(report: &Report, options: OutputOptions, out: &mut dyn Write) -> io::Result<()> {
    Shown { report, options, out, is_below_table: false }.facts()
}

/// Prints the findings under a heading.
pub fn list_findings(
    understood: &CheckedReport,
    path: &Path,
    options: OutputOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    const TITLE: Text = Text::new("发现的问题", "Findings");
    const NONE: Text = Text::new("没有发现问题", "None");
    if options.quiet {
        return Ok(());
    }
    writeln!(out, "\n{HEADING}{}{HEADING:#}", TITLE.get(options.language))?;
    if understood.findings.is_empty() {
        return writeln!(out, "  {}", NONE.get(options.language));
    }
    findings::list_and_count(
        &understood.findings,
        &file::shown_name(path),
        understood.report.edition,
        options,
        out,
    )
}

/// A report being shown.
struct Shown<'a> {
    report: &'a Report,
    options: OutputOptions,
    out: &'a mut dyn Write,
    /// A paragraph that follows a table keeps its distance.
    is_below_table: bool,
}

impl Shown<'_> {
    fn report(&mut self) -> io::Result<()> {
        self.facts()?;
        self.metadata()?;
        self.preamble()?;
        for section in &self.report.sections {
            self.section(section)?;
        }
        self.tables_elsewhere()?;
        self.end()
    }

    fn text(&self, text: Text) -> &'static str {
        text.get(self.options.language)
    }

    fn heading(&mut self, text: &str) -> io::Result<()> {
        self.is_below_table = false;
        writeln!(self.out, "\n{HEADING}{}{HEADING:#}", one_line(text))
    }

    /// Names and texts, the texts lined up.
    fn pairs(&mut self, pairs: &[(&str, &str)]) -> io::Result<()> {
        use unicode_width::UnicodeWidthStr;
        let width = pairs.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
        for (name, text) in pairs {
            writeln!(self.out, "  {}  {}", grid::pad(name, width), one_line(text))?;
        }
        Ok(())
    }

    fn facts(&mut self) -> io::Result<()> {
        const TITLE: Text = Text::new("标题", "title");
        const ORGANIZATION: Text = Text::new("机关", "organization");
        const YEAR: Text = Text::new("年度", "year");
        const EDITION: Text = Text::new("年版", "edition");
        const UNKNOWN: Text = Text::new("（没有读到）", "(not found)");
        let report = self.report;
        let unknown = self.text(UNKNOWN);
        let year = report.year.map(|year| year.to_string());
        let edition = format!("{}  {}", report.edition.id, report.edition.name);
        self.pairs(&[
            (self.text(TITLE), report.title.as_ref().map_or(unknown, |title| &title.text)),
            (self.text(ORGANIZATION), report.organization.as_deref().unwrap_or(unknown)),
            (self.text(YEAR), year.as_deref().unwrap_or(unknown)),
            (self.text(EDITION), &edition),
        ])
    }

    fn metadata(&mut self) -> io::Result<()> {
        const TITLE: Text = Text::new("文件信息", "Metadata");
        const BLANK: Text = Text::new("（空）", "(blank)");
        let metadata = &self.report.metadata;
        if metadata.is_empty() {
            return Ok(());
        }
        let blank = self.text(BLANK);
        let known = metadata.known.iter().map(|(key, text)| (key.label(), text));
        let other = metadata.other.iter().map(|(label, text)| (label.as_str(), text));
        let pairs: Vec<(&str, &str)> =
            known.chain(other).map(|(label, text)| (label, text.as_deref().unwrap_or(blank))).collect();
        self.heading(self.text(TITLE))?;
        self.pairs(&pairs)
    }

    fn preamble(&mut self) -> io::Result<()> {
        const TITLE: Text = Text::new("前言", "Preamble");
        if self.report.preamble.is_empty() {
            return Ok(());
        }
        let count = self.paragraphs(self.report.preamble.len());
        self.heading(&format!("{}{count}", self.text(TITLE)))?;
        self.report.preamble.iter().try_for_each(|passage| self.passage(passage))
    }

    fn section(&mut self, section: &Section) -> io::Result<()> {
        let count = section.body.iter().filter(|item| matches!(item, Item::Paragraph(_))).count();
        let count = self.paragraphs(count);
        self.heading(&format!("{}{count}", section.heading.text))?;
        for item in &section.body {
            match item {
                Item::Paragraph(passage) => self.passage(passage)?,
                Item::Table(table) => self.generic(table)?,
                Item::StatutoryTable(key) => self.statutory(key)?,
                Item::Note(index) => {
                    if let Some(note) = self.report.notes.get(*index) {
                        self.passage(note)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// ` （3 段）`, or nothing.
    fn paragraphs(&self, count: usize) -> String {
        match (count, self.options.language) {
            (0, _) => String::new(),
            (count, Language::Zh) => format!("（{count} 段）"),
            (1, Language::En) => " (1 paragraph)".to_owned(),
            (count, Language::En) => format!(" ({count} paragraphs)"),
        }
    }

    fn passage(&mut self, passage: &Passage) -> io::Result<()> {
        let text = one_line(&passage.text);
        if std::mem::take(&mut self.is_below_table) {
            writeln!(self.out)?;
        }
        let shown = if self.options.verbose { text } else { grid::shorten(&text, BEGINNING) };
        writeln!(self.out, "  {shown}")
    }

    fn statutory(&mut self, key: &str) -> io::Result<()> {
        self.is_below_table = true;
        match self.report.edition.table(key) {
            Some(form) => tables::draw(self.report, form, self.options.language, self.out),
            None => Ok(()),
        }
    }

    /// Statutory tables outside sections: those of an edition without fixed sections.
    fn tables_elsewhere(&mut self) -> io::Result<()> {
        let items = || self.report.sections.iter().flat_map(|section| &section.body);
        for form in self.report.edition.tables {
            let shown = items().any(|item| matches!(item, Item::StatutoryTable(key) if *key == form.key));
            let has_cells = self.report.cells.keys().any(|address| address.table == form.key);
            if !shown && has_cells {
                self.heading(form.title)?;
                tables::draw(self.report, form, self.options.language, self.out)?;
            }
        }
        Ok(())
    }

    fn generic(&mut self, table: &GenericTable) -> io::Result<()> {
        let table = document::Table::from(table);
        let mut grid = Grid::new(Align::Left);
        for row in table.grid() {
            let mut cells: Vec<String> = Vec::new();
            for (column, cell) in row.into_iter().filter(|(column, _)| *column < tables::COLUMNS_SHOWN) {
                cells.resize(column, String::new());
                cells.push(cell.text.replace('\t', " "));
            }
            grid.row(0, cells);
        }
        writeln!(self.out)?;
        grid.draw(self.out)?;
        self.is_below_table = true;
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        const TITLE: Text = Text::new("落款", "Signature");
        const NOTES: Text = Text::new("附注", "Notes");
        let report = self.report;
        let signature = [&report.signature.organization, &report.signature.date];
        let signature: Vec<&Passage> = signature.into_iter().flatten().collect();
        if !signature.is_empty() {
            self.heading(self.text(TITLE))?;
            signature.into_iter().try_for_each(|passage| self.passage(passage))?;
        }
        let items = || report.sections.iter().flat_map(|section| &section.body);
        let is_placed = |at: usize| items().any(|item| matches!(item, Item::Note(index) if *index == at));
        let rest: Vec<&Passage> =
            report.notes.iter().enumerate().filter(|(at, _)| !is_placed(*at)).map(|(_, note)| note).collect();
        if !rest.is_empty() {
            self.heading(self.text(NOTES))?;
            rest.into_iter().try_for_each(|passage| self.passage(passage))?;
        }
        Ok(())
    }
}
