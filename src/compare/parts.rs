//! The parts of the narrative of a report as lists of units, and how the parts of two reports correspond.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use super::narrative::LineKind;
use super::words::folded;
use super::{Effort, Pair, align};
use crate::model::document;
use crate::model::generic_table::GenericTable;
use crate::model::report::{Item, Passage, Report, Section};

/// The key of the paragraphs before the first section.
const PREAMBLE: &str = "preamble";
/// The key of the notes outside sections.
const NOTES: &str = "notes";

/// A section, the preamble or the notes, before it is compared.
pub(super) struct NarrativePart {
    pub key: &'static str,
    pub heading: Option<String>,
    pub units: Vec<PlainUnit>,
}

/// A sentence, a row of a table, a note or the position of a statutory table.
pub(super) struct PlainUnit {
    pub kind: LineKind,
    pub text: String,
    /// Whether a paragraph, or a table, begins with it.
    pub begins: bool,
}

impl NarrativePart {
    /// The parts of a report that hold anything, in order, paragraphs split into sentences or whole.
    pub fn all(report: &Report, splits: bool) -> Vec<Self> {
        let mut preamble = Self { key: PREAMBLE, heading: None, units: Vec::new() };
        // A title that is repeated in the text makes no difference.
        let title = report.title.as_ref().map(|title| folded(&title.text));
        let lines = report.preamble.iter().filter(|line| title.as_deref() != Some(&folded(&line.text)));
        lines.for_each(|passage| preamble.add(LineKind::Sentence, passage, splits));
        let placed: BTreeSet<usize> =
            report.sections.iter().flat_map(|section| &section.body).filter_map(note).collect();
        let mut notes = Self { key: NOTES, heading: None, units: Vec::new() };
        for (_, note) in report.notes.iter().enumerate().filter(|(at, _)| !placed.contains(at)) {
            notes.add(LineKind::Note, note, splits);
        }
        let sections = report.sections.iter().map(|section| Self::of(section, report, splits));
        let parts = std::iter::once(preamble).chain(sections).chain([notes]);
        parts.filter(|part| part.heading.is_some() || !part.units.is_empty()).collect()
    }

    fn of(section: &Section, report: &Report, splits: bool) -> Self {
        let heading = Some(section.heading.text.clone());
        let mut part = Self { key: section.key, heading, units: Vec::new() };
        for item in &section.body {
            match item {
                Item::Paragraph(passage) => part.add(LineKind::Sentence, passage, splits),
                Item::Table(table) => part.add_rows(table),
                Item::StatutoryTable(key) => {
                    part.units.push(PlainUnit {
                        kind: LineKind::Table(key),
                        text: String::new(),
                        begins: true,
                    });
                }
                Item::Note(at) => {
                    let note = report.notes.get(*at).into_iter();
                    note.for_each(|note| part.add(LineKind::Note, note, splits));
                }
            }
        }
        part
    }

    fn add(&mut self, kind: LineKind, passage: &Passage, splits: bool) {
        let sentences = if splits { sentences(&passage.text) } else { vec![passage.text.as_str()] };
        let sentences = sentences.into_iter().enumerate();
        self.units.extend(sentences.map(|(at, text)| PlainUnit {
            kind,
            text: text.to_owned(),
            begins: at == 0,
        }));
    }

    /// Adds a table row by row. Merged cells are layout: what they cover is blank.
    fn add_rows(&mut self, table: &GenericTable) {
        /// Cells beyond this many columns follow without gaps: no real table is as wide.
        const WIDEST: usize = 500;
        let table = document::Table::from(table);
        for (at, row) in table.grid().into_iter().enumerate() {
            let mut cells: Vec<String> = Vec::new();
            for (column, cell) in row {
                cells.resize(column.min(WIDEST).max(cells.len()), String::new());
                cells.push(cell.text.replace('\n', " "));
            }
            let filled = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            cells.truncate(filled);
            self.units.push(PlainUnit { kind: LineKind::Row, text: cells.join(" | "), begins: at == 0 });
        }
    }
}

const fn note(item: &Item) -> Option<usize> {
    match item {
        Item::Note(at) => Some(*at),
        Item::Paragraph(_) | Item::Table(_) | Item::StatutoryTable(_) => None,
    }
}

/// What ends a sentence.
const ENDS: [char; 7] = ['。', '！', '？', '；', '!', '?', ';'];

/// An upper bound of the number of sentences of a report.
pub(super) fn sentences_of(report: &Report) -> usize {
    let passages = crate::prose::similarity::lines(report).map(|(_, passage)| passage).chain(&report.notes);
    passages.map(|passage| passage.text.matches(ENDS).count() + 1).sum()
}

/// A paragraph in sentences, each with its closing punctuation.
fn sentences(text: &str) -> Vec<&str> {
    const CLOSING: [char; 7] = ['”', '’', '）', ')', '」', '』', '》'];
    let mut sentences = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(ENDS) {
        let tail = rest.get(at..).unwrap_or_default();
        let after = tail.trim_start_matches(ENDS).trim_start_matches(CLOSING);
        let (sentence, next) = rest.split_at_checked(rest.len() - after.len()).unwrap_or((rest, ""));
        sentences.push(sentence.trim());
        rest = next;
    }
    sentences.push(rest.trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// Parts by their index: of the old report, of the new one, or of both.
type Matched = Vec<(Option<usize>, Option<usize>)>;

/// Parts of two reports that are being matched.
struct Matching<'p> {
    parts: &'p Pair<Vec<NarrativePart>>,
    /// For each part of the new report that of the old one.
    of_new: Vec<Option<usize>>,
    is_taken: Vec<bool>,
}

/// Which parts of two reports correspond: by key, else by heading, else by the
/// similarity of headings. In the order of the new report; what only the old one has follows its predecessor
/// there.
pub(super) fn matched(parts: &Pair<Vec<NarrativePart>>, effort: &mut Effort) -> Matched {
    let (of_new, is_taken) = (vec![None; parts.new.len()], vec![false; parts.old.len()]);
    let mut matching = Matching { parts, of_new, is_taken };
    matching.by(|part| Some(part.key).filter(|key| *key != Section::EXTRA));
    matching.by(|part| part.heading.as_deref().map(bare));
    matching.by_likeness(effort);
    matching.in_order()
}

impl Matching<'_> {
    /// Matches what has the same key, the first with the first.
    fn by<K: Eq + Hash>(&mut self, key: impl Fn(&NarrativePart) -> Option<K>) {
        let mut waiting: HashMap<K, Vec<usize>> = HashMap::new();
        for (at, part) in self.parts.old.iter().enumerate().rev().filter(|(at, _)| self.is_free(*at)) {
            if let Some(key) = key(part) {
                waiting.entry(key).or_default().push(at);
            }
        }
        for (to, part) in self.parts.new.iter().enumerate() {
            if self.is_open(to)
                && let Some(from) = key(part).and_then(|key| waiting.get_mut(&key)?.pop())
            {
                self.settle(from, to);
            }
        }
    }

    /// Matches the rest by similar headings: the most similar first, then those further up.
    fn by_likeness(&mut self, effort: &mut Effort) {
        let headings = |parts: &[NarrativePart], is_left: &dyn Fn(usize) -> bool| -> Vec<(usize, String)> {
            let left = parts.iter().enumerate().filter(|(at, _)| is_left(*at));
            left.filter_map(|(at, part)| Some((at, bare(part.heading.as_deref()?)))).collect()
        };
        let olds = headings(&self.parts.old, &|at| self.is_free(at));
        let news = headings(&self.parts.new, &|at| self.is_open(at));
        let letters =
            |headings: &[(usize, String)]| headings.iter().map(|(_, text)| text.len()).sum::<usize>();
        let steps = olds
            .len()
            .saturating_mul(letters(&news))
            .saturating_add(news.len().saturating_mul(letters(&olds)));
        if !effort.spend(u64::try_from(steps).unwrap_or(u64::MAX)) {
            return;
        }
        let mut found = Vec::new();
        for (from, old) in &olds {
            for (to, new) in &news {
                let likeness = align::likeness(old, new);
                if align::is_alike(likeness) {
                    found.push((likeness, *from, *to));
                }
            }
        }
        // Pairs with equal keys share no part, so their order does not matter.
        found.sort_by_key(|(likeness, from, to)| (Reverse(*likeness), from + to));
        for (_, from, to) in found {
            if self.is_free(from) && self.is_open(to) {
                self.settle(from, to);
            }
        }
    }

    fn is_free(&self, from: usize) -> bool {
        self.is_taken.get(from) == Some(&false)
    }

    fn is_open(&self, to: usize) -> bool {
        self.of_new.get(to) == Some(&None)
    }

    fn settle(&mut self, from: usize, to: usize) {
        if let (Some(taken), Some(place)) = (self.is_taken.get_mut(from), self.of_new.get_mut(to)) {
            *taken = true;
            *place = Some(from);
        }
    }

    fn in_order(self) -> Matched {
        let mut behind: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
        let mut last = None;
        for (from, is_taken) in self.is_taken.iter().enumerate() {
            if *is_taken {
                last = Some(from);
            } else {
                behind.entry(last).or_default().push(from);
            }
        }
        let mut alone =
            |after| behind.remove(&after).unwrap_or_default().into_iter().map(|from| (Some(from), None));
        let mut matched: Matched = alone(None).collect();
        for (to, from) in self.of_new.iter().enumerate() {
            matched.push((*from, Some(to)));
            if from.is_some() {
                matched.extend(alone(*from));
            }
        }
        matched
    }
}

/// A heading to compare: without its number.
fn bare(heading: &str) -> String {
    folded(heading.split_once('、').map_or(heading, |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_split_at_the_ends_of_sentences() {
        for (text, want) in [
            ("收到12件。办结12件；无诉讼！", vec!["收到12件。", "办结12件；", "无诉讼！"]),
            ("他说“好。”又说了。", vec!["他说“好。”", "又说了。"]),
            ("没有句号", vec!["没有句号"]),
            ("怎么办？？！ 好", vec!["怎么办？？！", "好"]),
        ] {
            assert_eq!(sentences(text), want);
        }
    }
}
