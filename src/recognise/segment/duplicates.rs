//! Excludes further tables of one form in a document: last year's next to this year's, or a copy.
//!
//! One table is the report's own: the one in its own section, without another year in its heading. The
//! others remain tables of the document, each named in a finding. Their values are not read.

use std::collections::BTreeSet;

use crate::model::document::{Block, Document, Paragraph, Role, Table};
use crate::model::finding::Finding;
use crate::model::form::Edition;
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::reading_rules::UNPLACED_CELL;
use crate::prose::identity;

use crate::recognise::sections::headings::{Sequence, heading};
use crate::recognise::sections::titles::is_title;
use crate::recognise::tables::labels::Labels;
use crate::recognise::tables::row_matcher::RowContext;
use crate::recognise::tables::value_text::is_figure;

/// A table that could be the report's own.
struct Candidate {
    block: usize,
    rows: BTreeSet<usize>,
    /// It has a third of the rows of its form.
    is_whole: bool,
    /// It is in the section that the form assigns to it.
    is_in_own_section: bool,
    /// The line above it or its sheet names another year.
    is_of_another_year: bool,
}

/// Finds the blocks with a table of a form of which another table is the report's own, and a finding for
/// each. `form_of` returns the form of a table.
pub fn exclude_duplicate_tables(
    document: &Document,
    edition: &'static Edition,
    labels: &[Labels],
    form_of: impl Fn(&Table) -> Option<usize>,
) -> (BTreeSet<usize>, Vec<Finding>) {
    let mut candidates: Vec<Vec<Candidate>> = labels.iter().map(|_| Vec::new()).collect();
    let year = year(document);
    let mut section = None;
    let mut above = "";
    for (block, content) in document.blocks.iter().enumerate() {
        match content {
            Block::Paragraph(line) if line.text.is_empty() => {}
            Block::Paragraph(line) => {
                section = section_of(line, edition).or(section);
                above = &line.text;
            }
            Block::Table(table) => {
                let found = form_of(table).and_then(|form| Some((form, labels.get(form)?)));
                if let Some((form, labels)) = found
                    && let Some((rows, is_whole)) = rows(labels, table)
                    && let Some(candidates) = candidates.get_mut(form)
                {
                    let is_in_own_section = section.is_some() && section == labels.form.section;
                    let is_of_another_year = another_year(above, year) || another_year(sheet(table), year);
                    candidates.push(Candidate {
                        block,
                        rows,
                        is_whole,
                        is_in_own_section,
                        is_of_another_year,
                    });
                }
                above = "";
            }
        }
    }
    let mut excluded = BTreeSet::new();
    let mut findings = Vec::new();
    for (candidates, labels) in candidates.iter().zip(labels) {
        for block in duplicates(candidates) {
            excluded.insert(block);
            let name = labels.form.name;
            let message = Message::new(
                format!("文中还有一张与{name}格式相同的表，没有计入{name}，原样保留在原处"),
                format!(
                    "another table has the form of '{}'; it is kept where it stood and not counted",
                    labels.form.key
                ),
            );
            findings.push(Finding::new(&UNPLACED_CELL, message, place(document, block)));
        }
    }
    (excluded, findings)
}

/// The blocks of the candidates that are not the report's own table.
fn duplicates(candidates: &[Candidate]) -> Vec<usize> {
    let rank = |candidate: &Candidate| {
        2 * i8::from(candidate.is_in_own_section) - 3 * i8::from(candidate.is_of_another_year)
    };
    let own = candidates
        .iter()
        .filter(|candidate| candidate.is_whole)
        .rev()
        .max_by_key(|candidate| rank(candidate));
    let Some(own) = own else { return Vec::new() };
    // Parts of one table that was broken over pages share no rows.
    let is_duplicate = |candidate: &&Candidate| {
        if !candidate.is_whole {
            return !candidate.is_in_own_section && candidate.rows.is_subset(&own.rows); // 其中县本级：行政许可 777
        }
        let shared = own.rows.intersection(&candidate.rows).count();
        candidate.block != own.block && 2 * shared >= own.rows.len().min(candidate.rows.len())
    };
    candidates.iter().filter(is_duplicate).map(|candidate| candidate.block).collect()
}

/// The rows of a table with values, and whether they are a third of those of its form.
fn rows(labels: &Labels, table: &Table) -> Option<(BTreeSet<usize>, bool)> {
    let texts = || table.rows.iter().flatten().map(|cell| cell.text.as_str());
    let rows: BTreeSet<usize> =
        texts().filter_map(|text| labels.exact_row(text, &RowContext::default())).collect();
    let all = labels.form.rows().count();
    let has_figures = texts().any(is_figure);
    let enough = if labels.layout.rows_are_column_groups { 1 } else { all / 3 };
    let is_whole = rows.len() >= enough.max(1);
    (has_figures && !rows.is_empty()).then_some((rows, is_whole))
}

fn section_of(line: &Paragraph, edition: &Edition) -> Option<&'static str> {
    if line.role == Role::Navigation {
        return None;
    }
    let sequence = Sequence { last: u32::MAX - 1, ..Sequence::default() };
    heading(line, edition, sequence).map(|heading| heading.key)
}

fn year(document: &Document) -> Option<u16> {
    let lines = document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(line) => Some(line.text.as_str()),
        Block::Table(_) => None,
    });
    let texts = lines.chain(document.head.iter().map(|property| property.text.as_str()));
    texts.filter(|text| is_title(text)).find_map(identity::year_in_title)
}

fn another_year(text: &str, year: Option<u16>) -> bool {
    let named = identity::year_in_title(text);
    ["上年", "上一年", "去年", "往年"].iter().any(|words| text.contains(words))
        || named.is_some_and(|named| year.is_some_and(|year| year != named))
}

fn sheet(table: &Table) -> &str {
    match table.rows.iter().flatten().next().map(|cell| &cell.place) {
        Some(Place::Sheet { sheet, .. }) => sheet,
        _ => "",
    }
}

fn place(document: &Document, block: usize) -> Place {
    match document.blocks.get(block) {
        Some(Block::Table(table)) => table.rows.iter().flatten().next().map(|cell| cell.place.clone()),
        _ => None,
    }
    .unwrap_or_default()
}
