//! Characters to lines, and lines to text.

use super::geometry::Bounds;
use super::glyph::{Glyph, is_wide};
use crate::model::text::{Shift, shifted};

/// A line of characters from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    pub glyphs: Vec<Glyph>,
    pub bounds: Bounds,
    /// The em of most of its characters.
    pub size: f64,
    /// The baseline of those.
    pub baseline: f64,
}

/// Baselines of a line, at most this part of an em from one to the next, and together: of raised and lowered signs.
const STEP: f64 = 0.45;
const SPREAD: f64 = 0.75;

impl Line {
    /// The line of some characters; `None` where they are nothing but white space.
    pub fn of(mut glyphs: Vec<Glyph>) -> Option<Self> {
        glyphs.sort_by(|a, b| a.bounds.left.total_cmp(&b.bounds.left));
        let seen = || glyphs.iter().filter(|glyph| !glyph.is_space());
        let bounds = seen().map(|glyph| glyph.bounds).reduce(Bounds::union)?;
        let main = most_common(seen())?;
        Some(Self { size: main.size, baseline: main.baseline(), glyphs, bounds })
    }

    /// The lines of characters that run to the right, from top to bottom.
    pub fn all(mut glyphs: Vec<Glyph>) -> Vec<Self> {
        glyphs.sort_by(|a, b| a.baseline().total_cmp(&b.baseline()));
        let mut lines = Vec::new();
        let mut open: Vec<Glyph> = Vec::new();
        let (mut first, mut last, mut size) = (0.0, 0.0, 0.0_f64);
        for glyph in glyphs {
            let baseline = glyph.baseline();
            let em = size.max(glyph.size);
            if !open.is_empty() && (baseline - last > STEP * em || baseline - first > SPREAD * em) {
                lines.extend(Self::of(std::mem::take(&mut open)));
            }
            if open.is_empty() {
                (first, size) = (baseline, 0.0);
            }
            (last, size) = (baseline, size.max(glyph.size));
            open.push(glyph);
        }
        lines.extend(Self::of(open));
        lines
    }

    /// The line divided where there is more than `ems` of white space.
    pub fn split(self, ems: f64) -> Vec<Self> {
        let spread = spread(&self.glyphs);
        let widest = ems.mul_add(self.size, spread);
        let mut parts = Vec::new();
        let mut open: Vec<Glyph> = Vec::new();
        let mut end = f64::NEG_INFINITY;
        for glyph in self.glyphs {
            if glyph.is_space() {
                open.push(glyph);
                continue;
            }
            if end.is_finite() && glyph.bounds.left - end > widest {
                parts.extend(Self::of(std::mem::take(&mut open)));
            }
            end = end.max(glyph.bounds.right);
            open.push(glyph);
        }
        parts.extend(Self::of(open));
        parts
    }

    /// The text: spaces where there is room for them, raised and lowered digits as such.
    pub fn text(&self) -> String {
        let base = spread(&self.glyphs);
        let mut text = String::with_capacity(self.glyphs.len() * 3);
        let mut before: Option<&Glyph> = None;
        let mut has_space = false;
        for glyph in &self.glyphs {
            if glyph.is_space() {
                has_space = true;
                continue;
            }
            if let Some(before) = before {
                let gap = glyph.bounds.left - before.bounds.right - base;
                let room = gap / self.size.max(0.1);
                if has_space || room > widest_gap(before.character, glyph.character) {
                    text.push_str(if room > 2.0 { "    " } else { " " });
                }
            }
            text.push(self.shown(glyph));
            (before, has_space) = (Some(glyph), false);
        }
        text
    }

    /// A digit above or below the line is no digit of a figure on it.
    fn shown(&self, glyph: &Glyph) -> char {
        let above = (self.baseline - glyph.baseline()) / self.size.max(0.1);
        let is_smaller = glyph.size < 0.92 * self.size;
        let least = if is_smaller { 0.12 } else { 0.22 };
        if above > least {
            shifted(glyph.character, Shift::Raised)
        } else if above < -least {
            shifted(glyph.character, Shift::Lowered)
        } else {
            glyph.character
        }
    }
}

/// The widest gap between two characters of one word, in ems.
const fn widest_gap(before: char, after: char) -> f64 {
    if is_wide(before) || is_wide(after) { 0.6 } else { 0.22 }
}

/// The white space between all characters of a line that is spread over its width; 0 where it is not spread evenly.
fn spread(glyphs: &[Glyph]) -> f64 {
    let mut gaps: Vec<f64> = Vec::with_capacity(glyphs.len());
    let mut before: Option<&Glyph> = None;
    for glyph in glyphs {
        if glyph.is_space() {
            before = None;
            continue;
        }
        gaps.extend(before.map(|before| glyph.bounds.left - before.bounds.right));
        before = Some(glyph);
    }
    if gaps.len() < 2 {
        return 0.0;
    }
    gaps.sort_by(f64::total_cmp);
    let size = glyphs.iter().map(|glyph| glyph.size).fold(0.1, f64::max);
    let (Some(least), Some(middle)) = (gaps.first(), gaps.get(gaps.len() / 2)) else { return 0.0 };
    let is_even = *least > 0.1 * size && *middle < least.mul_add(1.3, 0.1 * size);
    if is_even { *middle } else { 0.0 }
}

/// The character whose size and baseline most have.
fn most_common<'a>(glyphs: impl Iterator<Item = &'a Glyph>) -> Option<Glyph> {
    let mut kinds: Vec<(Glyph, usize)> = Vec::new();
    for glyph in glyphs {
        let is_same = |kind: &Glyph| {
            (kind.size - glyph.size).abs() < 0.05 * kind.size
                && (kind.baseline() - glyph.baseline()).abs() < 0.05 * kind.size
        };
        match kinds.iter_mut().rev().take(16).find(|(kind, _)| is_same(kind)) {
            Some((_, count)) => *count += 1,
            None => kinds.push((*glyph, 1)),
        }
    }
    // Of two that are as common, the larger.
    kinds.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(a.0.size.total_cmp(&b.0.size))).map(|(glyph, _)| glyph)
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// Characters from a position on, ideographs one em wide and others half of it.
    pub fn text_at(text: &str, left: f64, baseline: f64, size: f64, apart: f64) -> Vec<Glyph> {
        let mut at = left;
        let glyphs = text.chars().map(|character| {
            let advance = if is_wide(character) { size } else { size / 2.0 };
            let glyph = Glyph::upright(character, at, baseline, advance, size, 0);
            at += advance + apart;
            glyph
        });
        glyphs.collect()
    }

    fn texts(glyphs: Vec<Glyph>) -> Vec<String> {
        Line::all(glyphs).iter().map(Line::text).collect()
    }

    #[test]
    fn characters_spread_over_a_line_are_words_still() {
        for (text, apart, want) in [
            ("总计", 12.0, "总 计"),
            ("行政许可", 8.0, "行政许可"),
            ("12345", 4.0, "12345"),
            ("行政 许可", 0.0, "行政 许可"),
            ("in total", 0.0, "in total"),
        ] {
            assert_eq!(texts(text_at(text, 0.0, 10.0, 10.0, apart)), [want], "{text}");
        }
        let numbers = [text_at("12", 0.0, 10.0, 10.0, 0.0), text_at("34", 14.0, 10.0, 10.0, 0.0)].concat();
        assert_eq!(texts(numbers), ["12 34"]);
    }

    #[test]
    fn a_raised_digit_joins_no_figure() {
        let mut glyphs = text_at("599", 0.0, 10.0, 10.0, 0.0);
        glyphs.extend(text_at("1", 15.0, 6.7, 6.0, 0.0));
        glyphs.extend(text_at("下一行", 0.0, 22.0, 10.0, 0.0));
        assert_eq!(texts(glyphs), ["599¹", "下一行"]);
    }

    #[test]
    fn white_space_divides_a_line() {
        let glyphs = [text_at("甲", 0.0, 10.0, 10.0, 0.0), text_at("乙丙", 50.0, 10.0, 10.0, 0.0)].concat();
        let parts = Line::of(glyphs).unwrap().split(2.0);
        assert_eq!(parts.iter().map(Line::text).collect::<Vec<_>>(), ["甲", "乙丙"]);
        assert_eq!(Line::of(text_at("  ", 0.0, 10.0, 10.0, 0.0)), None);
    }
}
