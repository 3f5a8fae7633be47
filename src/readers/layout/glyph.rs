//! The characters of a page, each with its box.

use super::geometry::Bounds;

/// A character on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    pub character: char,
    /// As wide as it advances, and one em high, around the baseline.
    pub bounds: Bounds,
    /// The em of its font.
    pub size: f64,
    pub direction: Direction,
    /// The text object it is part of.
    pub run: u32,
}

/// How a text runs on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    #[default]
    Right,
    /// Turned clockwise: from top to bottom, the next line to the left.
    Down,
    /// Turned counter-clockwise: from bottom to top, the next line to the right.
    Up,
    /// Upside down.
    Left,
    /// Upright characters from top to bottom, the next column to the left.
    Stacked,
}

/// The part of the em that is above the baseline.
pub const ASCENT: f64 = 0.88;

impl Glyph {
    /// An upright character on a baseline.
    #[cfg(test)]
    pub fn upright(character: char, left: f64, baseline: f64, advance: f64, size: f64, run: u32) -> Self {
        let top = size.mul_add(-ASCENT, baseline);
        let bounds = Bounds::new(left, top, left + advance, top + size);
        Self { character, bounds, size, direction: Direction::Right, run }
    }

    pub fn baseline(&self) -> f64 {
        self.size.mul_add(ASCENT, self.bounds.top)
    }

    pub const fn is_space(&self) -> bool {
        self.character.is_whitespace()
    }

    /// The glyph as it is when the page is turned so that its text runs to the right.
    pub const fn turned(self) -> Self {
        let Bounds { left, top, right, bottom } = self.bounds;
        let bounds = match self.direction {
            Direction::Right => self.bounds,
            Direction::Down | Direction::Stacked => Bounds::new(top, -right, bottom, -left),
            Direction::Up => Bounds::new(-bottom, left, -top, right),
            Direction::Left => Bounds::new(-right, -bottom, -left, -top),
        };
        Self { bounds, ..self }
    }
}

/// Whether a character is as wide as it is high, and set without spaces: ideographs and their punctuation.
pub const fn is_wide(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3fffd}' | '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '①'..='⑳')
}
