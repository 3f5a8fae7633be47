//! Reads a document that fits no form: title, headings, paragraphs and tables in order, and who signed and when.
//!
//! Nothing is left out and nothing is moved. What is not certain (a title, a heading, a signature) is a paragraph.

mod lines;
mod tables;
mod unfit;

pub use self::unfit::is_unfit;

use std::borrow::Cow;

use crate::forms::{Forms, KnownForm, NONE};
use crate::model::document::{Block, Document, Paragraph, Role};
use crate::model::error::Result;
use crate::model::finding::Finding;
use crate::model::language::Message;
use crate::model::limits::Clock;
use crate::model::place::Place;
use crate::model::reading_rules::WITHOUT_FORM;
use crate::model::report::{Item, Passage, Report, Section, Signature};
use crate::model::text;

use super::sections::{signature, titles};
use super::tables::labels::words;

/// Reads a document without a form.
///
/// # Errors
/// When the time is up.
pub fn recognise(document: &Document, clock: &Clock) -> Result<Report> {
    let blocks = tables::text_rows(document);
    let title = lines::title(&blocks);
    let is_title_styled = title.as_ref().is_some_and(|title| title.is_only_heading);
    let mut reader = PlainReader { report: Report::empty(&NONE), is_title_styled };
    for (at, block) in blocks.iter().enumerate() {
        clock.check()?;
        match &**block {
            Block::Paragraph(line) if title.as_ref().is_some_and(|title| title.lines.contains(&at)) => {
                reader.title(line);
            }
            Block::Paragraph(line) => reader.line(line),
            Block::Table(table) => reader.item(tables::generic(table).map(Item::Table)),
        }
    }
    reader.sign();
    lines::close_gaps(&mut reader.report.sections);
    Ok(reader.report)
}

/// The finding that no form was recognised.
pub fn without_form() -> Finding {
    let message = Message::new(
        "按普通文档转换：没有认出已知的表样",
        "converted as a document without a form: no known form was recognised",
    );
    Finding::new(&WITHOUT_FORM, message, Place::Unknown)
}

/// Whether a line or the head of the document names a known form, so that its tables should have been read.
pub fn names_form(document: &Document, forms: Forms) -> bool {
    /// Bytes of the longest line that may be a title.
    const LONGEST: usize = 400;
    // 行政执法数据 is also what an article is about.
    let is_of_report = |title: &&str| title.ends_with(['表', '报', '告']);
    let others = forms.iter().filter(|known| !known.is_disclosure()).flat_map(KnownForm::titles);
    let others: Vec<String> = others.filter(is_of_report).map(|title| words(title).into_owned()).collect();
    let names = |text: &str| {
        let names_other = || {
            let text = words(text);
            others.iter().any(|title| text.contains(title.as_str()))
        };
        text.len() <= LONGEST
            && (titles::may_be_title(text) || names_other())
            && !lines::is_about_reports(text)
    };
    document.head.iter().any(|property| names(&property.text))
        || document.blocks.iter().any(|block| match block {
            Block::Paragraph(line) => line.role != Role::Navigation && names(&line.text),
            // A title above the table of a sheet.
            Block::Table(table) => {
                table.rows.first().is_some_and(|row| row.iter().any(|cell| names(&cell.text)))
            }
        })
}

/// Whether a title is that of a document about reports, which is none itself.
pub fn is_about_reports(title: &Passage) -> bool {
    lines::is_about_reports(&title.text)
}

struct PlainReader {
    report: Report,
    /// The title has the style of a heading of the first level.
    is_title_styled: bool,
}

impl PlainReader {
    /// Takes a line of the title, which may have several.
    fn title(&mut self, line: &Paragraph) {
        let Some(line) = passage(line) else { return };
        match &mut self.report.title {
            Some(title) => {
                let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                if is_word(title.text.chars().next_back()) && is_word(line.text.chars().next()) {
                    title.text.push(' ');
                }
                title.text.push_str(&line.text);
            }
            None => self.report.title = Some(line),
        }
    }

    fn line(&mut self, line: &Paragraph) {
        let Some(passage) = passage(line) else { return };
        match lines::level(line, self.is_title_styled) {
            Some(level) => {
                self.report.sections.push(Section {
                    key: Section::EXTRA,
                    heading: passage,
                    level,
                    body: Vec::new(),
                });
            }
            None if self.report.sections.is_empty() => self.report.preamble.push(passage),
            None => self.item(Some(Item::Paragraph(passage))),
        }
    }

    /// Adds an item to the section; a table before the first heading starts a section without one.
    fn item(&mut self, item: Option<Item>) {
        let Some(item) = item else { return };
        if self.report.sections.is_empty() {
            let heading = Passage::default();
            self.report.sections.push(Section { key: Section::EXTRA, heading, level: 1, body: Vec::new() });
        }
        if let Some(section) = self.report.sections.last_mut() {
            section.body.push(item);
        }
    }

    /// Takes the signature from the end of the document: the line of a body, and a date below it.
    fn sign(&mut self) {
        let report = &mut self.report;
        let end: Vec<&Passage> = match report.sections.last() {
            Some(section) => {
                let lines = section.body.iter().rev().map_while(|item| match item {
                    Item::Paragraph(line) => Some(line),
                    Item::Table(_) | Item::StatutoryTable(_) | Item::Note(_) => None,
                });
                lines.take(2).collect()
            }
            None => report.preamble.iter().rev().take(2).collect(),
        };
        let [date, organization] = end.as_slice() else { return };
        if !signature::is_date(&date.text) || !signature::is_body(&organization.text, None) {
            return;
        }
        let signature =
            Signature { organization: Some((*organization).clone()), date: Some((*date).clone()) };
        report.organization = signature.organization.as_ref().map(|passage| passage.text.clone());
        report.signature = signature;
        if let Some(section) = report.sections.last_mut() {
            section.body.truncate(section.body.len().saturating_sub(2));
        } else {
            report.preamble.truncate(report.preamble.len().saturating_sub(2));
        }
    }
}

/// The text of a line, as the model holds it; `None` if it has none.
fn passage(line: &Paragraph) -> Option<Passage> {
    let text = text::trim(&line.text);
    (!text.is_empty()).then(|| Passage::new(text, line.place.clone()))
}

type Blocks<'d> = Vec<Cow<'d, Block>>;

#[cfg(test)]
mod tests;
