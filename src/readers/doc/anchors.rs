//! What is anchored at characters of the main text: notes, comments and text boxes, each a range of text.

use std::collections::HashMap;

use super::drawings::Drawings;
use super::fib::{Fib, Part, Story};
use super::formatted::Plc;
use crate::model::error::Result;
use crate::readers::compound::{u16_at, u32_at};

/// What is anchored, by the character it is anchored at.
#[derive(Debug, Default)]
pub struct Anchors {
    notes: HashMap<u32, Anchor>,
    /// The shapes, by the characters that stand for them.
    shapes: HashMap<u32, u32>,
    /// The texts of shapes and of those grouped in them.
    boxes: HashMap<u32, Vec<(u32, u32)>>,
    drawings: Drawings,
}

/// Text that is anchored.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    pub kind: AnchorKind,
    pub start: u32,
    pub end: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnchorKind {
    Note {
        /// The text around it has the mark, which repconv numbers itself.
        has_own_mark: bool,
    },
    Comment,
}

impl Anchors {
    pub fn read(fib: &Fib<'_>, tables: &[u8]) -> Result<Self> {
        let mut anchors = Self::default();
        let notes = |entry: &[u8]| AnchorKind::Note { has_own_mark: u16_at(entry, 0) == Some(0) };
        anchors.add(fib, tables, (Part::FootnoteMarks, 2), (Part::FootnoteTexts, Story::Footnotes), notes)?;
        anchors.add(fib, tables, (Part::EndnoteMarks, 2), (Part::EndnoteTexts, Story::Endnotes), notes)?;
        let comments = |_: &[u8]| AnchorKind::Comment;
        anchors.add(
            fib,
            tables,
            (Part::CommentMarks, 30),
            (Part::CommentTexts, Story::Comments),
            comments,
        )?;
        let shapes = Plc::new(fib.part(Part::Shapes, tables)?, 26);
        anchors.shapes = shapes.places().zip(shapes.entries().filter_map(|entry| u32_at(entry, 0))).collect();
        anchors.drawings = Drawings::read(fib.part(Part::Drawings, tables)?);
        let boxes = Plc::new(fib.part(Part::TextBoxes, tables)?, 22);
        let ranges = ranges(boxes, fib.story(Story::TextBoxes));
        for ((start, end), entry) in ranges.zip(boxes.entries()) {
            let is_free = u16_at(entry, 8) == Some(1);
            if let (false, Some(shape)) = (is_free, u32_at(entry, 14)) {
                let shape = anchors.drawings.outermost(shape);
                anchors.boxes.entry(shape).or_default().push((start, end));
            }
        }
        Ok(anchors)
    }

    fn add(
        &mut self,
        fib: &Fib<'_>,
        tables: &[u8],
        (marks, entry_bytes): (Part, usize),
        (texts, story): (Part, Story),
        kind: impl Fn(&[u8]) -> AnchorKind,
    ) -> Result<()> {
        let marks = Plc::new(fib.part(marks, tables)?, entry_bytes);
        let texts = ranges(Plc::new(fib.part(texts, tables)?, 0), fib.story(story));
        for ((at, entry), (start, end)) in marks.places().zip(marks.entries()).zip(texts) {
            self.notes.insert(at, Anchor { kind: kind(entry), start, end });
        }
        Ok(())
    }

    /// What is anchored at a character; it is given once.
    pub fn take(&mut self, character: u32) -> Option<Anchor> {
        self.notes.remove(&character)
    }

    /// The texts of the shape that a character stands for, and whether it shows a picture; they are given once.
    pub fn take_shape(&mut self, character: u32) -> (Vec<(u32, u32)>, bool) {
        let Some(shape) = self.shapes.remove(&character) else { return (Vec::new(), false) };
        (self.boxes.remove(&shape).unwrap_or_default(), self.drawings.has_picture(shape))
    }

    /// The texts of shapes that no character stands for, in their order.
    pub fn take_boxes(&mut self) -> Vec<(u32, u32)> {
        let mut left: Vec<_> = std::mem::take(&mut self.boxes).into_values().flatten().collect();
        left.sort_unstable();
        left
    }
}

/// The ranges of a text between places that are counted from its start.
pub fn ranges(places: Plc<'_>, (start, end): (u32, u32)) -> impl Iterator<Item = (u32, u32)> {
    let absolute = move |place: u32| start.saturating_add(place).min(end);
    places.places().zip(places.places().skip(1)).map(move |(from, to)| (absolute(from), absolute(to)))
}
