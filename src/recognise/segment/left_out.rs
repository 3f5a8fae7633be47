//! Leaves out flattened tables of another year or body: their lines are kept as they are.

use crate::model::document::Paragraph;
use crate::model::form::Edition;
use crate::model::place::Place;
use crate::recognise::tables::labels::Labels;

use super::captions::OwnReport;
use super::duplicates::{MOST_CAPTIONS, Surroundings, flattened_of_another};
use super::notes::Notes;
use super::{Segment, Segments};

/// The flattened tables that are left out so far, and what is above the next one.
#[derive(Debug)]
pub struct FlattenedOfOthers<'a, 'o> {
    edition: &'static Edition,
    own: &'o OwnReport,
    surroundings: Surroundings<'a>,
    /// The segments that the surroundings are of.
    passed: usize,
    /// The form of each, the caption that says whose it is, and its place.
    left_out: Vec<(usize, &'a str, Place)>,
}

impl<'a, 'o> FlattenedOfOthers<'a, 'o> {
    pub fn new(edition: &'static Edition, own: &'o OwnReport) -> Self {
        Self { edition, own, surroundings: Surroundings::default(), passed: 0, left_out: Vec::new() }
    }

    /// The caption or heading by which a flattened table after these segments is of another period or body.
    pub fn caption(&mut self, list: &[Segment<'a>], labels: &Labels) -> Option<&'a str> {
        for segment in list.iter().skip(self.passed) {
            match segment {
                Segment::Line(line) => self.surroundings.pass(line, self.edition, self.own),
                Segment::LeftOutLine(_) => {}
                Segment::Statutory(_) | Segment::Table(_) | Segment::LeftOut(..) => {
                    self.surroundings.pass_table();
                }
            }
        }
        self.passed = list.len();
        self.surroundings.other_flattened(labels, self.own)
    }

    /// The note by which the flattened table above it is of another period or body.
    pub fn note(&self, notes: &Notes<'a>) -> Option<&'a str> {
        notes.another(self.own)
    }

    /// Leaves out the flattened table of this form on these lines.
    pub fn leave_out(
        &mut self,
        list: &mut Vec<Segment<'a>>,
        form: usize,
        caption: &'a str,
        lines: &[&'a Paragraph],
    ) {
        keep_caption(list, caption);
        let place = lines.first().map(|line| line.place.clone()).unwrap_or_default();
        self.left_out.push((form, caption, place));
        list.extend(lines.iter().copied().map(Segment::LeftOutLine));
    }

    /// Adds the findings, once it is known whether the report has tables of its own.
    pub fn report(self, segments: &mut Segments<'a>) {
        for (form, caption, place) in self.left_out {
            let has_own = segments.statutory().any(|read| read == form);
            let form = segments.readers.get(form).map(|reader| reader.labels.form);
            segments.findings.extend(form.map(|form| flattened_of_another(form, caption, has_own, place)));
        }
    }
}

/// The caption of a table that is left out is kept with it.
pub fn keep_caption(list: &mut [Segment<'_>], caption: &str) {
    let is_caption = |segment: &Segment<'_>| matches!(segment, Segment::Line(line) if line.text == caption);
    let above = list.len().saturating_sub(MOST_CAPTIONS);
    let Some(lines) = list.get_mut(above..) else { return };
    let Some(first) = lines.iter().rposition(is_caption) else { return };
    for segment in lines.iter_mut().skip(first) {
        if let Segment::Line(line) = segment {
            *segment = Segment::LeftOutLine(line);
        }
    }
}
