//! The pieces of text that alignment is seen by: what is set together, on one baseline.

use crate::readers::layout::cell_text::is_figure;
use crate::readers::layout::geometry::Bounds;
use crate::readers::layout::glyph::Glyph;
use crate::readers::layout::line::Line;
use crate::readers::layout::words::Word;

/// Text of one baseline without a gap between two cells in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fragment {
    pub word: Word,
    pub text: String,
    pub size: f64,
    pub baseline: f64,
    pub is_figure: bool,
    /// The part of the table it is in: one for each page.
    pub part: usize,
}

/// White space that divides any text, figures, and texts that were set one by one; in ems.
const WIDE: f64 = 1.0;
const NARROW: f64 = 0.3;
const LEAST: f64 = 0.08;
/// Baselines that are one, in ems.
const LEVEL: f64 = 0.1;

/// Signs that may not end a line, and those that may not begin one.
const OPENING: &str = "（(“‘《〈【〔［[{";
const CLOSING: &str = "，,。.、；;：:！!？?）)”’》〉】〕］]}%％…—·";

impl Fragment {
    /// The fragments of some lines.
    pub fn all(lines: &[Line], part: usize) -> Vec<Self> {
        let mut fragments = Vec::new();
        for line in lines {
            let mut glyphs: Vec<Glyph> =
                line.glyphs.iter().filter(|glyph| !glyph.is_space()).copied().collect();
            glyphs.sort_by(|a, b| a.baseline().total_cmp(&b.baseline()));
            let mut rest = glyphs.as_mut_slice();
            while let Some(first) = rest.first().copied() {
                let same =
                    rest.partition_point(|glyph| glyph.baseline() - first.baseline() <= LEVEL * first.size);
                let (row, after) = rest.split_at_mut(same.max(1));
                row.sort_by(|a, b| a.bounds.left.total_cmp(&b.bounds.left));
                fragments.extend(row.chunk_by(is_joined).filter_map(|glyphs| Self::of(glyphs, part)));
                rest = after;
            }
        }
        fragments
    }

    fn of(glyphs: &[Glyph], part: usize) -> Option<Self> {
        let first = glyphs.first()?;
        let bounds = glyphs.iter().map(|glyph| glyph.bounds).reduce(Bounds::union)?;
        let word = Word { glyphs: glyphs.to_vec(), bounds };
        let text = word.text();
        let ends_as_figure = text.ends_with(|c: char| c.is_ascii_digit() || c == '%');
        let is_figure = ends_as_figure && is_figure(&text);
        Some(Self { word, text, size: first.size, baseline: first.baseline(), is_figure, part })
    }

    pub const fn bounds(&self) -> Bounds {
        self.word.bounds
    }

    /// How wide the beginning is that no line break may divide: a character with the signs that may not begin a line,
    /// or a word of letters or digits.
    pub fn beginning(&self) -> f64 {
        let goes_on = |before: &Glyph, glyph: &Glyph| {
            let are_word =
                before.character.is_ascii_alphanumeric() && glyph.character.is_ascii_alphanumeric();
            are_word || OPENING.contains(before.character) || CLOSING.contains(glyph.character)
        };
        let first = self.word.glyphs.chunk_by(goes_on).next();
        let ends = first.and_then(|glyphs| Some((glyphs.first()?.bounds.left, glyphs.last()?.bounds.right)));
        ends.map_or(0.0, |(left, right)| right - left)
    }

    /// Whether both are on one baseline of one page.
    pub fn is_level_with(&self, other: &Self) -> bool {
        self.part == other.part && (self.baseline - other.baseline).abs() <= NARROW * self.size
    }
}

fn is_joined(before: &Glyph, glyph: &Glyph) -> bool {
    let gap = (glyph.bounds.left - before.bounds.right) / glyph.size.max(0.1);
    let are_digits = before.character.is_ascii_digit() && glyph.character.is_ascii_digit();
    gap <= if before.run != glyph.run {
        LEAST
    } else if are_digits {
        NARROW
    } else {
        WIDE
    }
}
