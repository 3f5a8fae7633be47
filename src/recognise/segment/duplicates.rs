//! Which of the tables of one form is the report's.
//!
//! A table whose heading, caption or sheet names another period or body is not, even if it is the only one. Of
//! several, it is the one in its own section whose caption names the report's year; the others remain tables of
//! the document. Of two that differ where nothing says which is the report's, neither is read.

mod exclusions;
mod messages;
mod misplaced;
mod parts;
mod rank;
mod records;
mod sheet_names;

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::document::{Block, Document, Paragraph, Role, Table};
use crate::model::form::{Edition, TableForm};
use crate::model::reading_rules::{CONFLICTING_ROW, NOT_OF_THIS_REPORT, UNPLACED_CELL};
use crate::model::text;

use crate::recognise::sections::headings::{Sequence, heading};
use crate::recognise::tables::builder::{has_marked_rows, is_marked};
use crate::recognise::tables::labels::Labels;
use crate::recognise::tables::remainder;
use crate::recognise::tables::row_matcher::RowContext;
use crate::recognise::tables::value_text::is_figure;

use messages::{beside_own, draft, further, instead_of_own, still_marked, undecided};
use rank::{Rank, TablePlace};

pub use exclusions::{Excluded, Exclusions};
pub use messages::flattened_of_another;

use super::captions::{OwnReport, captions_within, is_caption, sheet, sheet_of, starts_appendix};
use super::drafts::{is_of_draft, is_preliminary};
use super::notes::{Notes, is_note};
use super::page_chrome::is_boilerplate;
use super::record_bodies;

/// A table that could be the report's own.
struct Candidate<'a> {
    block: usize,
    table: &'a Table,
    rows: BTreeSet<usize>,
    /// It has a third of the rows of its form.
    is_whole: bool,
    /// How much speaks for it against another of the form.
    rank: Rank,
    /// The heading, caption or sheet that names another period or body.
    other: Option<Other<'a>>,
    /// The note below that does so.
    note: Option<Other<'a>>,
    /// The lines directly above.
    captions: Vec<&'a str>,
    /// The caption, note or sheet that says that it is not the final one.
    draft: Option<&'a str>,
}

/// A text that says that a table is not the report's.
#[derive(Clone, Copy, Debug)]
struct Other<'a> {
    text: &'a str,
    /// It is not in the text of the document, and so is lost when that is written in another format.
    is_sheet: bool,
    /// It is so of the table above, which has the finding.
    is_continued: bool,
}

impl<'a> Other<'a> {
    const fn written(text: &'a str) -> Self {
        Self { text, is_sheet: false, is_continued: false }
    }
}

/// Finds the tables of a form that are not the report's own. `form_of` returns the form of a table.
pub fn exclude_duplicate_tables<'a>(
    document: &'a Document,
    edition: &'static Edition,
    labels: &'static [Labels],
    own: &OwnReport,
    form_of: impl Fn(&Table) -> Option<usize>,
) -> Exclusions<'a> {
    let mut candidates: Vec<Vec<Candidate<'_>>> = labels.iter().map(|_| Vec::new()).collect();
    let mut context = Surroundings::default();
    for (block, content) in document.blocks.iter().enumerate() {
        match content {
            Block::Paragraph(line) => context.pass(line, edition, own),
            Block::Table(table) => {
                context.enter(sheet(table));
                let found = form_of(table).and_then(|form| Some((form, labels.get(form)?)));
                let found = found.filter(|(_, labels)| !has_marked_rows(labels.form, table));
                if let Some((form, labels)) = found
                    && let Some((rows, is_whole)) = rows(labels, table)
                    && let Some(candidates) = candidates.get_mut(form)
                {
                    let captions = || context.captions.iter().copied().chain(captions_within(table, labels));
                    let other = context.other(captions(), sheet(table), own);
                    let below = document.blocks.get(block + 1..).unwrap_or_default();
                    let notes = Notes::of_table(table, below, labels);
                    let note = other.is_none().then(|| notes.another(own)).flatten().map(Other::written);
                    let draft = captions().chain([sheet(table)]).find(|text| is_preliminary(text));
                    let draft = draft.or_else(|| notes.preliminary());
                    let named = || record_bodies::another(table, labels, edition, own).map(Other::written);
                    let other = other.or(note).or_else(named);
                    let continued =
                        other.is_none().then(|| context.continued(form, &rows, captions(), labels));
                    let continued = continued.flatten();
                    let other = other.or(continued);
                    context.part = other.map(|other| Part { form, other, rows: rows.clone() });
                    candidates.push(Candidate {
                        block,
                        table,
                        rows,
                        is_whole,
                        rank: rank(captions(), table, labels.form, draft, &context, own),
                        other,
                        note,
                        captions: context.captions.clone(),
                        draft,
                    });
                }
                context.pass_table();
            }
        }
    }
    let mut exclusions = Exclusions::default();
    for (candidates, labels) in candidates.iter_mut().zip(labels) {
        parts::reach_above(candidates, document, labels);
        let unknown = misplaced::candidates(candidates, document, own);
        exclusions.exclude_undecided(candidates, &unknown, labels.form);
        exclude_of_form(candidates, labels.form, &mut exclusions);
    }
    exclusions
}

/// What speaks for a table below these captions.
fn rank<'a>(
    captions: impl Iterator<Item = &'a str>,
    table: &'a Table,
    form: &'static TableForm,
    draft: Option<&str>,
    context: &Surroundings<'_>,
    own: &OwnReport,
) -> Rank {
    Rank {
        is_final: draft.is_none(),
        names_own_year: captions.chain([sheet(table)]).any(|text| own.names_own_year(text)),
        place: TablePlace {
            is_in_own_section: context.section.is_some() && context.section == form.section,
            is_on_own_sheet: sheet_names::is_of_report(sheet(table), form),
        },
    }
}

/// Lines above a table that may be its captions.
pub const MOST_CAPTIONS: usize = 3;

/// The headings and captions above a table.
#[derive(Debug, Default)]
pub struct Surroundings<'a> {
    section: Option<&'static str>,
    /// The heading or appendix that names another period or body than the report's.
    other_heading: Option<&'a str>,
    /// The short lines directly above, on the same sheet.
    captions: Vec<&'a str>,
    sheet: &'a str,
    /// The table above, if it is of another period or body.
    part: Option<Part<'a>>,
    /// Only notes are between the table above and here.
    is_below_table: bool,
}

/// A table of another period or body, of which more may follow.
#[derive(Debug)]
struct Part<'a> {
    form: usize,
    other: Other<'a>,
    rows: BTreeSet<usize>,
}

impl<'a> Surroundings<'a> {
    /// The lines of another sheet are no captions of this one's tables.
    fn enter(&mut self, sheet: &'a str) {
        if self.sheet != sheet {
            self.captions.clear();
            self.sheet = sheet;
        }
    }

    pub fn pass(&mut self, line: &'a Paragraph, edition: &'static Edition, own: &OwnReport) {
        let text = line.text.as_str();
        if text.is_empty() {
            return;
        }
        self.enter(sheet_of(&line.place));
        self.is_below_table = self.is_below_table && is_note(line, true);
        if self.is_below_table {
            return;
        }
        let section = section_of(line, edition);
        if section.is_some() || starts_appendix(line) {
            self.section = section.or(self.section);
            self.other_heading = own.is_another(text).then_some(text);
            self.captions.clear();
            self.part = None;
            return;
        }
        if is_boilerplate(line) {
            return;
        }
        if !is_caption(text) {
            self.captions.clear();
            self.captions.extend(own.states_another(text, false).then_some(text));
            return;
        }
        if own.begins_own(text) {
            self.other_heading = None;
        }
        if self.captions.len() == MOST_CAPTIONS {
            self.captions.remove(0);
        }
        self.captions.push(text);
    }

    /// Captions are of the next table alone.
    pub fn pass_table(&mut self) {
        self.captions.clear();
        self.is_below_table = true;
    }

    /// The caption or heading by which a flattened table that starts here is of another period or body; what
    /// follows it is so too, up to the next heading or the own year. What follows a label of the form is
    /// part of a header that was not recognised.
    pub fn other_flattened(&mut self, labels: &Labels, own: &OwnReport) -> Option<&'a str> {
        let captions = std::mem::take(&mut self.captions);
        let above: Vec<&str> = captions
            .into_iter()
            .take_while(|text| !labels.is_fragment(text) || remainder::is_period(text, own.year))
            .collect();
        self.other_heading = above
            .into_iter()
            .rev()
            .find(|text| is_of_draft(text) || own.is_another(text))
            .or(self.other_heading);
        self.other_heading
    }

    /// What says that the table above is of another period or body, if this is the next part of it: other rows
    /// of the same form, with only labels of the form between.
    fn continued(
        &self,
        form: usize,
        rows: &BTreeSet<usize>,
        mut captions: impl Iterator<Item = &'a str>,
        labels: &Labels,
    ) -> Option<Other<'a>> {
        let part = self.part.as_ref().filter(|part| part.form == form && part.rows.is_disjoint(rows))?;
        captions.all(|text| labels.is_label(text)).then_some(Other { is_continued: true, ..part.other })
    }

    fn other(
        &self,
        captions: impl Iterator<Item = &'a str>,
        sheet: &'a str,
        own: &OwnReport,
    ) -> Option<Other<'a>> {
        let mut written = captions.chain(self.other_heading);
        let written = written.find(|text| is_of_draft(text) || own.is_another(text));
        let written = written.map(|text| (text, false));
        let is_another =
            || own.is_another(sheet) || own.is_other_office(sheet) || sheet_names::is_month(sheet);
        let found = written.or_else(|| is_another().then_some((sheet, true)));
        found.map(|(text, is_sheet)| Other { text, is_sheet, is_continued: false })
    }
}

fn exclude_of_form<'a>(
    candidates: &[Candidate<'a>],
    form: &'static TableForm,
    exclusions: &mut Exclusions<'a>,
) {
    // Beside tables of others alone, a draft is not the report's either.
    let has_final = candidates.iter().any(|candidate| candidate.other.is_none() && candidate.draft.is_none());
    let has_others = candidates.iter().any(|candidate| candidate.other.is_some());
    let is_unfinished = |candidate: &Candidate<'_>| {
        has_others
            && !has_final
            && candidate.draft.is_some_and(|text| text.contains('稿') || text.contains("参考"))
    };
    let (others, open): (Vec<_>, Vec<_>) = candidates.iter().partition(|candidate| {
        candidate.other.is_some() || is_marked(form, candidate.table) || is_unfinished(candidate)
    });
    let has_own = open.iter().any(|candidate| candidate.is_whole);
    for candidate in others {
        let mark = candidate.other.filter(|other| other.is_sheet).map(|_| form);
        exclusions.exclude(candidate, mark);
        match (candidate.other, candidate.draft) {
            (Some(Other { is_continued: true, .. }), _) => {}
            (Some(Other { text, .. }), _) | (None, Some(text)) if has_own => {
                exclusions.add(&UNPLACED_CELL, beside_own(form, text), candidate);
            }
            (Some(Other { text, .. }), _) | (None, Some(text)) => {
                exclusions.add(&NOT_OF_THIS_REPORT, instead_of_own(form, text), candidate);
            }
            (None, None) => exclusions.add(&UNPLACED_CELL, still_marked(form), candidate),
        }
    }
    exclude_duplicates(&open, form, exclusions);
}

fn exclude_duplicates<'a>(
    candidates: &[&Candidate<'a>],
    form: &'static TableForm,
    exclusions: &mut Exclusions<'a>,
) {
    let whole = candidates.iter().filter(|candidate| candidate.is_whole);
    let Some(own) = whole.rev().max_by_key(|candidate| candidate.rank) else { return };
    let mut is_undecided = false;
    for candidate in candidates.iter().filter(|candidate| is_duplicate(candidate, own)) {
        let is_equal = texts(candidate.table).eq(texts(own.table));
        let rivals = candidate.is_whole && candidate.rank == own.rank && !is_equal;
        is_undecided |= rivals;
        let is_by_year = own.rank.names_own_year && !candidate.rank.names_own_year;
        let is_by_draft = own.rank.is_final && !candidate.rank.is_final;
        let is_by_name = own.rank.place.is_on_own_sheet && !candidate.rank.place.is_on_own_sheet;
        exclusions.exclude(candidate, (is_by_draft || is_by_year || is_by_name).then_some(form));
        if is_equal || rivals {
            continue;
        }
        if let Some(text) = candidate.draft.filter(|_| is_by_draft) {
            let is_sheet = text == sheet(candidate.table);
            let message = if is_sheet { draft(form, text) } else { beside_own(form, text) };
            exclusions.add(&UNPLACED_CELL, message, candidate);
            continue;
        }
        exclusions.add(&UNPLACED_CELL, further(form), candidate);
    }
    if is_undecided {
        exclusions.exclude(own, None);
        exclusions.add(&CONFLICTING_ROW, undecided(form), own);
    }
}

/// Whether a table has the rows of the report's own one. Parts of one table that was broken over pages share none.
fn is_duplicate(candidate: &Candidate<'_>, own: &Candidate<'_>) -> bool {
    if !candidate.is_whole {
        return !candidate.rank.place.is_in_own_section && candidate.rows.is_subset(&own.rows); // 其中县本级：行政许可 777
    }
    let shared = own.rows.intersection(&candidate.rows).count();
    candidate.block != own.block && 2 * shared >= own.rows.len().min(candidate.rows.len())
}

/// The texts of a table to compare it by.
fn texts(table: &Table) -> impl Iterator<Item = Cow<'_, str>> {
    table.rows.iter().flatten().filter(|cell| !cell.is_blank()).map(|cell| text::fold(&cell.text))
}

/// The rows of a table with values, and whether they are a third of those of its form.
fn rows(labels: &Labels, table: &Table) -> Option<(BTreeSet<usize>, bool)> {
    if labels.form.has_records() {
        return records::of_table(labels, table);
    }
    let texts = || table.rows.iter().flatten().map(|cell| cell.text.as_str());
    let rows: BTreeSet<usize> =
        texts().filter_map(|text| labels.exact_row(text, &RowContext::default())).collect();
    let all = labels.form.rows().count();
    let has_figures = texts().any(is_figure);
    let enough = if labels.layout.rows_are_column_groups { 1 } else { all / 3 };
    let is_whole = rows.len() >= enough.max(1);
    (has_figures && !rows.is_empty()).then_some((rows, is_whole))
}

fn section_of(line: &Paragraph, edition: &'static Edition) -> Option<&'static str> {
    if line.role == Role::Navigation {
        return None;
    }
    let sequence = Sequence { last: u32::MAX - 1, ..Sequence::default() };
    heading(line, edition, sequence).map(|heading| heading.key)
}
