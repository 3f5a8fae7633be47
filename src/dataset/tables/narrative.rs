//! `narrative`: one paragraph a row, so that text can be searched and counted.

use std::sync::Arc;

use crate::dataset::field::{Field, Row};
use crate::dataset::head::{Head, Headed, digest, edition, organization, source, year};
use crate::dataset::schema::{Kind, Table, column};
use crate::model::language::{Language, Text};
use crate::model::report::{Passage, Report};

/// A paragraph of a report.
#[derive(Debug)]
pub struct ParagraphRow {
    head: Arc<Head>,
    part: SectionLabel,
    /// From 1; `None` for a section without a paragraph.
    number: Option<usize>,
    text: Field,
    place: Field,
}

/// What a paragraph belongs to.
#[derive(Clone, Debug)]
struct SectionLabel {
    key: &'static str,
    number: Option<usize>,
    heading: Field,
}

impl Headed for ParagraphRow {
    fn head(&self) -> &Head {
        &self.head
    }
}

/// The key of paragraphs between the title and the first section.
const PREAMBLE: &str = "preamble";
/// The key of notes to tables (注：…).
const NOTES: &str = "notes";

/// A row for each paragraph.
pub static NARRATIVE: Table<ParagraphRow> = Table {
    name: "narrative",
    about: Text::new(
        "文字部分的每一段一行；没有文字的部分也有一行，text 为空",
        "A row for each paragraph; a section without paragraphs has one row, with null text",
    ),
    columns: &[
        organization(),
        year(),
        edition(),
        column(
            "section",
            Kind::Text,
            "部分的键；extra 是规定以外的部分，preamble 是第一部分之前的文字，notes 是表下的注",
            "Key of the section; extra: one the edition does not know, preamble: before the first section, \
             notes: notes to the tables",
            |row: &ParagraphRow| Field::key(row.part.key),
        ),
        column(
            "section_number",
            Kind::Whole,
            "第几个部分，从 1 数",
            "Number of the section, from 1",
            |row| row.part.number.map_or(Field::Null, Field::count),
        ),
        column(
            "heading",
            Kind::Text,
            "部分的标题，照原文",
            "Heading of the section as written",
            |row| row.part.heading.clone(),
        ),
        column(
            "paragraph",
            Kind::Whole,
            "该部分的第几段，从 1 数",
            "Number of the paragraph in its section, from 1",
            |row| row.number.map_or(Field::Null, Field::count),
        ),
        column("text", Kind::Text, "这一段的文字", "The text", |row| row.text.clone()),
        source(),
        digest(),
        column("place", Kind::Text, "在文件里的位置", "Position in the file", |row| row.place.clone()),
    ],
};

pub(in crate::dataset) fn rows(report: &Report, head: &Arc<Head>) -> Vec<Row> {
    let outside = |key| SectionLabel { key, number: None, heading: Field::Null };
    let mut rows = part(head, &outside(PREAMBLE), report.preamble.iter());
    for (index, section) in report.sections.iter().enumerate() {
        let heading = Field::text(&section.heading.text);
        let about = SectionLabel { key: section.key, number: Some(index + 1), heading };
        let mut paragraphs = part(head, &about, section.paragraphs());
        if paragraphs.is_empty() {
            paragraphs.push(row(head, &about, None, Field::Null, place(&section.heading)));
        }
        rows.append(&mut paragraphs);
    }
    rows.append(&mut part(head, &outside(NOTES), report.notes.iter()));
    rows
}

fn part<'a>(head: &Arc<Head>, of: &SectionLabel, passages: impl Iterator<Item = &'a Passage>) -> Vec<Row> {
    let row = |(index, passage): (usize, &Passage)| {
        row(head, of, Some(index + 1), Field::text(&passage.text), place(passage))
    };
    passages.enumerate().map(row).collect()
}

fn row(head: &Arc<Head>, part: &SectionLabel, number: Option<usize>, text: Field, place: Field) -> Row {
    NARRATIVE.row(&ParagraphRow { head: Arc::clone(head), part: part.clone(), number, text, place })
}

fn place(passage: &Passage) -> Field {
    Field::optional(passage.place.describe(Language::Zh).as_deref())
}
