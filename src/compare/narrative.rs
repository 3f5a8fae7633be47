//! The narrative, section by section and sentence by sentence.
//!
//! A section is a list of units: its heading, sentences, rows of its own tables, notes, and the positions of
//! statutory tables. So all content of a section is aligned in the same way.

use serde::Serialize;

use super::align::align;
use super::parts::{NarrativePart, PlainUnit, matched};
use super::words::{Piece, folded, mark};
use super::{Effort, Pair};
use crate::model::report::{Report, Section};

/// A section of either report, or of both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComparedSection {
    /// Keys of sections, `preamble` or `notes`; `None` in a report without it.
    pub keys: Pair<Option<&'static str>>,
    /// The heading in each report.
    pub headings: Pair<Option<String>>,
    /// Heading first.
    pub lines: Vec<ComparedLine>,
    /// Places where only one of the reports begins a paragraph.
    pub breaks: usize,
}

/// One line of a comparison side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedLine {
    /// What the line is.
    pub kind: LineKind,
    /// The line in each report; `None` where it has none.
    pub units: Pair<Option<Unit>>,
}

/// A sentence, a row of a table, a note or the position of a statutory table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The text in pieces that are the same or differ.
    pub pieces: Vec<Piece>,
    /// Whether a paragraph, or a table, begins with it.
    pub begins: bool,
}

/// What a line of a narrative is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKind {
    /// A heading.
    Heading,
    /// A sentence.
    Sentence,
    /// A row of a table that the form does not know, its cells separated by ` | `.
    Row,
    /// A note.
    Note,
    /// The position of the statutory table of this key.
    Table(&'static str),
}

/// The difference in one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// The same in both reports.
    Same,
    /// In both reports with other words.
    Changed,
    /// Only in the old report.
    Removed,
    /// Only in the new report.
    Added,
}

impl ComparedLine {
    /// How the line differs.
    #[must_use]
    pub fn state(&self) -> State {
        match (&self.units.old, &self.units.new) {
            (Some(old), Some(new)) if old.is_whole() && new.is_whole() => State::Same,
            (Some(_), Some(_)) => State::Changed,
            (_, None) => State::Removed,
            (None, Some(_)) => State::Added,
        }
    }
}

impl Unit {
    /// Its text.
    #[must_use]
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    fn is_whole(&self) -> bool {
        self.pieces.iter().all(|piece| !piece.is_changed)
    }
}

impl ComparedSection {
    /// The key and heading it is shown under: those of the new report, if it has the section.
    #[must_use]
    pub fn shown(&self) -> (&'static str, Option<&str>) {
        let key = self.keys.new.or(self.keys.old).unwrap_or(Section::EXTRA);
        let heading = if self.keys.new.is_some() { &self.headings.new } else { &self.headings.old };
        (key, heading.as_deref())
    }

    /// Whether anything in the section differs.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.breaks > 0 || self.lines.iter().any(|line| line.state() != State::Same)
    }
}

/// Compares all parts of two reports, with paragraphs split into sentences or whole. Also returns whether the
/// parts that both have are in a different order.
pub(super) fn compare(
    reports: Pair<&Report>,
    splits: bool,
    effort: &mut Effort,
) -> (Vec<ComparedSection>, bool) {
    let parts = Pair::new(NarrativePart::all(reports.old, splits), NarrativePart::all(reports.new, splits));
    let matched = matched(&parts, effort);
    let in_old = matched.iter().filter_map(|(old, new)| new.and(*old));
    let is_reordered = !in_old.is_sorted();
    let compared = matched.into_iter().map(|(old, new)| {
        let old = old.and_then(|at| parts.old.get(at));
        let new = new.and_then(|at| parts.new.get(at));
        section(Pair::new(old, new), effort)
    });
    (compared.collect(), is_reordered)
}

fn section(parts: Pair<Option<&NarrativePart>>, effort: &mut Effort) -> ComparedSection {
    let heading = |part: Option<&NarrativePart>| part.and_then(|part| part.heading.clone());
    let units = |part: Option<&NarrativePart>| -> Vec<(LineKind, String)> {
        let units = part.into_iter().flat_map(|part| &part.units);
        units.map(|unit| (unit.kind, folded(&unit.text))).collect()
    };
    let mut lines = Vec::new();
    let heads = Pair::new(head(parts.old), head(parts.new));
    lines.extend(line(heads.old.as_ref(), heads.new.as_ref(), effort));
    for (from, to) in align(&units(parts.old), &units(parts.new), effort) {
        let old = parts.old.zip(from).and_then(|(part, at)| part.units.get(at));
        let new = parts.new.zip(to).and_then(|(part, at)| part.units.get(at));
        lines.extend(line(old, new, effort));
    }
    ComparedSection {
        keys: Pair::new(parts.old.map(|part| part.key), parts.new.map(|part| part.key)),
        headings: Pair::new(heading(parts.old), heading(parts.new)),
        breaks: breaks(&lines),
        lines,
    }
}

fn head(part: Option<&NarrativePart>) -> Option<PlainUnit> {
    let text = part?.heading.clone()?;
    Some(PlainUnit { kind: LineKind::Heading, text, begins: true })
}

fn line(old: Option<&PlainUnit>, new: Option<&PlainUnit>, effort: &mut Effort) -> Option<ComparedLine> {
    let kind = old.or(new)?.kind;
    let pieces = match (old, new) {
        (Some(old), Some(new)) if folded(&old.text) != folded(&new.text) => {
            mark(&old.text, &new.text, effort)
        }
        (old, new) => {
            let is_alone = old.is_none() || new.is_none();
            let whole = |unit: Option<&PlainUnit>| {
                unit.map_or_else(Vec::new, |unit| Piece::whole(&unit.text, is_alone))
            };
            Pair::new(whole(old), whole(new))
        }
    };
    let unit =
        |source: Option<&PlainUnit>, pieces| source.map(|source| Unit { pieces, begins: source.begins });
    Some(ComparedLine { kind, units: Pair::new(unit(old, pieces.old), unit(new, pieces.new)) })
}

/// Where only one report begins a paragraph between two lines that both have.
fn breaks(lines: &[ComparedLine]) -> usize {
    let both = |line: &ComparedLine| Some((line.units.old.as_ref()?.begins, line.units.new.as_ref()?.begins));
    let pairs = lines.iter().zip(lines.iter().skip(1));
    let differs = |(before, line): &(&ComparedLine, &ComparedLine)| {
        both(before).is_some() && both(line).is_some_and(|(old, new)| old != new)
    };
    pairs.filter(differs).count()
}
