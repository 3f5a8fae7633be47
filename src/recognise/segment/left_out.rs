//! Leaves out flattened tables of another year or body: their lines are kept as they are.

use crate::model::document::{Block, SourceKind};
use crate::model::place::Place;
use crate::recognise::tables::builder::TableBuilder;
use crate::recognise::tables::flattened;

use super::captions::OwnReport;
use super::duplicates::{MOST_CAPTIONS, Surroundings, flattened_of_another};
use super::{Segment, Segments, body_lines};

/// The flattened tables that are left out so far, and what is above the next one.
#[derive(Debug, Default)]
pub struct FlattenedOfOthers<'a> {
    pub surroundings: Surroundings<'a>,
    /// The form of each, the caption that says whose it is, and its place.
    left_out: Vec<(usize, &'a str, Place)>,
}

impl<'a> FlattenedOfOthers<'a> {
    /// Leaves out the flattened table that starts here if its captions say that it is of another period or body;
    /// returns the number of its lines.
    pub fn leave_out(&mut self, segments: &mut Segments<'a>, rest: &'a [Block], own: &OwnReport) -> usize {
        if !self.surroundings.may_be_of_another(own) {
            return 0;
        }
        let lines = body_lines(rest);
        let starts = |labels| flattened::starts(labels, &lines);
        let Some(form) = segments.readers.iter().position(|reader| starts(reader.labels)) else { return 0 };
        let Some(labels) = segments.readers.get(form).map(|reader| reader.labels) else { return 0 };
        let Some(caption) = self.surroundings.other_flattened(labels, own) else { return 0 };
        keep_caption(&mut segments.list, caption);
        let mut unused = TableBuilder::new(labels.form, SourceKind::PlainText);
        let taken = flattened::read(labels, &mut unused, &lines, Vec::new()).max(1);
        let place = lines.first().map(|line| line.place.clone()).unwrap_or_default();
        self.left_out.push((form, caption, place));
        segments.list.extend(lines.into_iter().take(taken).map(Segment::LeftOutLine));
        taken
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
