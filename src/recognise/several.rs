//! Divides a document that holds several reports: of different years or bodies, one after the other.
//!
//! A report starts at a title that names another year or body than the one before, if what follows has the
//! sections or tables of a report of its own. Links to other reports have neither.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::document::{Block, Document, Paragraph, Role};
use crate::model::finding::{Finding, Severity};
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::reading_rules::SEVERAL_REPORTS;
use crate::model::report::Section;
use crate::prose::identity;

use super::edition::detect_disclosure_edition;
use super::sections::headings::{Sequence, heading};
use super::sections::numbering_style::NumberingStyle;
use super::sections::titles::is_title;
use super::tables::labels::{Labels, words_in};
use super::tables::value_text::is_figure;
use crate::forms::Forms;

/// The year and the body that a title names.
type Named = (Option<u16>, Option<String>);

/// A line that may be the title of a further report.
struct Title {
    /// The first block of the title.
    start: usize,
    named: Named,
    text: String,
    place: Place,
}

/// The reports of a document.
pub struct Reports {
    parts: Vec<Range<usize>>,
    titles: Vec<(String, Place)>,
}

impl Reports {
    /// Finds the reports of a document; nearly always it is one.
    pub fn of(document: &Document) -> Self {
        let titles = titles(&document.blocks);
        let mut kept: Vec<&Title> = Vec::new();
        for title in &titles {
            match kept.last() {
                None => kept.push(title),
                Some(last) if !differs(&last.named, &title.named) => {}
                Some(last) => {
                    let next = titles
                        .iter()
                        .find(|next| next.start > title.start && differs(&title.named, &next.named));
                    let end = next.map_or(document.blocks.len(), |next| next.start);
                    if is_report(&part(document, last.start..title.start))
                        && is_report(&part(document, title.start..end))
                    {
                        kept.push(title);
                    }
                }
            }
        }
        let starts = kept.iter().skip(1).map(|title| title.start);
        let ends = starts.clone().chain([document.blocks.len()]);
        let parts = std::iter::once(0).chain(starts).zip(ends).map(|(start, end)| start..end).collect();
        let titles = kept.into_iter().map(|title| (title.text.clone(), title.place.clone())).collect();
        Self { parts, titles }
    }

    /// How many they are, at least one.
    pub const fn count(&self) -> usize {
        self.parts.len()
    }

    /// The document of the report of this index; `None` if there is no such report.
    pub fn document(&self, document: &Document, index: usize) -> Option<Document> {
        let range = self.parts.get(index)?.clone();
        let mut part = part(document, range);
        part.doubts.clone_from(&document.doubts);
        part.margins.clone_from(&document.margins);
        if index == 0 {
            part.head.clone_from(&document.head);
            part.stored.clone_from(&document.stored);
        }
        Some(part)
    }

    /// The finding that a document has several reports, of which the one of this index is read. It is an error
    /// unless that one was asked for.
    pub fn finding(&self, index: usize, is_asked: bool) -> Finding {
        let count = self.count();
        let list = |comma| {
            let titles = self.titles.iter().enumerate();
            titles.map(|(at, (title, _))| format!("{}. {title}", at + 1)).collect::<Vec<_>>().join(comma)
        };
        let zh_count = if count == 2 { "两".to_owned() } else { format!(" {count} ") };
        let message = Message::new(
            format!(
                "文件里有{zh_count}份报告（{}），读的是第 {} 份；另一份用 --report 读，没有混进来",
                list("；"),
                index + 1
            ),
            format!(
                "the file has {count} reports ({}); this is report {}, and another is read with --report",
                list("; "),
                index + 1
            ),
        );
        let place = self.titles.get(usize::from(index == 0)).map(|(_, place)| place.clone());
        let mut finding = Finding::new(&SEVERAL_REPORTS, message, place.unwrap_or_default());
        if is_asked {
            finding.severity = Severity::Info;
        }
        finding
    }
}

/// Whether both name a year or both name a body, and not the same.
fn differs(one: &Named, other: &Named) -> bool {
    let years = one.0.is_some() && other.0.is_some() && one.0 != other.0;
    let bodies = one.1.is_some() && other.1.is_some() && one.1 != other.1;
    years || bodies
}

fn part(document: &Document, range: Range<usize>) -> Document {
    let blocks = document.blocks.get(range).unwrap_or_default().to_vec();
    Document { source: document.source, blocks, ..Document::default() }
}

fn titles(blocks: &[Block]) -> Vec<Title> {
    let mut titles: Vec<Title> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let Block::Paragraph(line) = block else { continue };
        if line.role == Role::Navigation || !is_title(&line.text) {
            continue;
        }
        let mut start = at;
        let mut text = line.text.clone();
        if identity::organization_in_title(&text).is_none()
            && let Some((above, part)) = line_above(blocks, at)
        {
            (start, text) = (above, format!("{}{text}", part.text));
        }
        let named = (identity::year_in_title(&text), identity::organization_in_title(&text));
        if named != (None, None) {
            titles.push(Title { start, named, text, place: line.place.clone() });
        }
    }
    titles
}

/// The line above a title that may name its body.
fn line_above(blocks: &[Block], at: usize) -> Option<(usize, &Paragraph)> {
    /// Characters of the longest name of a body.
    const LONGEST_NAME: usize = 40;
    let above = at.checked_sub(1)?;
    let Block::Paragraph(line) = blocks.get(above)? else { return None };
    let is_name = (2..=LONGEST_NAME).contains(&line.text.chars().count())
        && line.role != Role::Navigation
        && !line.text.contains(['。', '；', '：', ':', '，', '年']);
    is_name.then_some((above, line))
}

/// Whether a part of a document has sections or a table of a report.
fn is_report(part: &Document) -> bool {
    /// Fewest statutory sections, or rows of a statutory table, of a report.
    const FEWEST: usize = 3;
    let edition = detect_disclosure_edition(part, Forms::builtin());
    let lines = part.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(line) if line.role != Role::Navigation => Some(line.text.as_str()),
        Block::Paragraph(_) | Block::Table(_) => None,
    });
    let style = NumberingStyle::of(lines, edition);
    let sequence = Sequence { last: u32::MAX - 1, style, ..Sequence::default() };
    let mut sections = BTreeSet::new();
    for block in &part.blocks {
        match block {
            Block::Paragraph(line) if line.role == Role::Navigation => {}
            Block::Paragraph(line) => {
                let found = heading(line, edition, sequence).map(|found| found.key);
                sections.extend(found.filter(|key| *key != Section::EXTRA));
                if sections.len() >= FEWEST {
                    return true;
                }
            }
            Block::Table(table) => {
                let words = words_in(table);
                let has_rows =
                    Labels::of_edition(edition).iter().any(|labels| labels.score(&words).0 >= FEWEST);
                if has_rows && table.rows.iter().flatten().any(|cell| is_figure(&cell.text)) {
                    return true;
                }
            }
        }
    }
    false
}

#[cfg(test)]
mod tests;
