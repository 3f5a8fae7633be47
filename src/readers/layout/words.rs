//! Characters that belong together, so that a figure wider than its cell is not divided between two.

use super::geometry::Bounds;
use super::glyph::{Direction, Glyph};

/// Characters of one baseline without white space between them.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    pub glyphs: Vec<Glyph>,
    pub bounds: Bounds,
}

/// The widest gap within a word, in ems.
const GAP: f64 = 0.3;

impl Word {
    fn of(glyphs: Vec<Glyph>) -> Option<Self> {
        let bounds = glyphs.iter().map(|glyph| glyph.bounds).reduce(Bounds::union)?;
        Some(Self { glyphs, bounds })
    }

    /// The words of a page. Each turned character is a word of its own.
    pub fn all(glyphs: Vec<Glyph>) -> Vec<Self> {
        let (mut upright, turned): (Vec<Glyph>, Vec<Glyph>) = glyphs
            .into_iter()
            .filter(|glyph| !glyph.is_space())
            .partition(|glyph| glyph.direction == Direction::Right);
        upright.sort_by(|a, b| a.baseline().total_cmp(&b.baseline()));
        let mut words = Vec::new();
        let mut rest = upright.as_mut_slice();
        while let Some(first) = rest.first().copied() {
            let same = rest.partition_point(|glyph| glyph.baseline() - first.baseline() <= 0.1 * first.size);
            let (row, after) = rest.split_at_mut(same.max(1));
            row.sort_by(|a, b| a.bounds.left.total_cmp(&b.bounds.left));
            let mut open: Vec<Glyph> = Vec::new();
            for glyph in row.iter() {
                let is_apart = open
                    .last()
                    .is_some_and(|before| glyph.bounds.left - before.bounds.right > GAP * glyph.size);
                if is_apart {
                    words.extend(Self::of(std::mem::take(&mut open)));
                }
                open.push(*glyph);
            }
            words.extend(Self::of(open));
            rest = after;
        }
        words.extend(turned.into_iter().filter_map(|glyph| Self::of(vec![glyph])));
        words
    }

    /// The word divided at lines that pass between its characters, unless one text object runs over them.
    pub fn split_at(self, lines: &[f64]) -> Vec<Self> {
        let first = lines.partition_point(|line| *line <= self.bounds.left);
        let crossing: Vec<f64> =
            lines.iter().skip(first).copied().take_while(|line| *line < self.bounds.right).collect();
        if crossing.is_empty() {
            return vec![self];
        }
        let mut parts = Vec::new();
        let mut open: Vec<Glyph> = Vec::new();
        for glyph in self.glyphs {
            let is_divided = open.last().is_some_and(|before| {
                let near = 0.12 * glyph.size;
                let passes =
                    |line: &f64| before.bounds.right - near <= *line && *line <= glyph.bounds.left + near;
                let is_one =
                    before.run == glyph.run && glyph.bounds.left - before.bounds.right < 0.15 * glyph.size;
                !is_one && crossing.iter().any(passes)
            });
            if is_divided {
                parts.extend(Self::of(std::mem::take(&mut open)));
            }
            open.push(glyph);
        }
        parts.extend(Self::of(open));
        parts
    }

    /// Whether it is a figure.
    pub fn has_digits(&self) -> bool {
        self.glyphs.iter().any(|glyph| glyph.character.is_ascii_digit())
    }

    pub fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.character).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::text_at;
    use super::*;

    fn texts(words: &[Word]) -> Vec<String> {
        words.iter().map(Word::text).collect()
    }

    #[test]
    fn white_space_divides_words() {
        let glyphs = [text_at("12 34", 0.0, 10.0, 10.0, 0.0), text_at("5", 0.0, 30.0, 10.0, 0.0)].concat();
        assert_eq!(texts(&Word::all(glyphs)), ["12", "34", "5"]);
    }

    #[test]
    fn a_line_divides_two_texts_but_not_one() {
        let one = text_at("1234", 0.0, 10.0, 10.0, 0.0);
        let word = |glyphs: Vec<Glyph>| Word::all(glyphs).remove(0);
        assert_eq!(texts(&word(one.clone()).split_at(&[10.0])), ["1234"]);
        let two = one.into_iter().enumerate().map(|(at, glyph)| Glyph { run: u32::from(at > 1), ..glyph });
        assert_eq!(texts(&word(two.clone().collect()).split_at(&[10.2])), ["12", "34"]);
        assert_eq!(texts(&word(two.collect()).split_at(&[12.5])), ["1234"]);
    }
}
