//! Characters, ruling lines, filled boxes and pictures of a page, in the order in which they are drawn.

use super::fold::folded;
use super::paths::{self, Point, Step};
use crate::model::error::{Limit, Result};
use crate::model::limits::Limits;
use crate::readers::appearance::Colour;
use crate::readers::layout::{ASCENT, Bounds, Direction, Glyph, Rule};

/// A character as it was drawn.
#[derive(Clone, Copy, Debug)]
pub struct Drawn {
    pub glyph: Glyph,
    /// `None` for a pattern.
    pub colour: Option<Colour>,
    /// When it was drawn.
    pub order: usize,
    /// Whether it cannot be seen for what is known of it alone.
    pub is_hidden: bool,
    /// Whether its text is at an angle, as those across a page are.
    pub is_oblique: bool,
}

/// A box that was filled.
#[derive(Clone, Copy, Debug)]
pub struct Fill {
    pub bounds: Bounds,
    pub ink: Ink,
    pub order: usize,
}

/// What a path is filled with.
#[derive(Clone, Copy, Debug)]
pub struct Ink {
    /// `None` for a picture or pattern.
    pub colour: Option<Colour>,
    /// Whether nothing is seen through it.
    pub is_opaque: bool,
}

/// How a character is shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// `None` for a pattern.
    pub colour: Option<Colour>,
    pub is_hidden: bool,
}

/// Where a character is, and how it is turned.
#[derive(Clone, Copy, Debug)]
pub struct Placed {
    /// Where it begins on its baseline.
    pub origin: Point,
    /// One em along the line of its text.
    pub right: Point,
    /// One em from the foot of the character to its head.
    pub up: Point,
    /// How wide it is, in ems.
    pub advance: f64,
    /// Whether the next one is below it.
    pub is_stacked: bool,
}

/// What is drawn on a page.
#[derive(Debug)]
pub struct Canvas<'a> {
    pub size: Bounds,
    pub drawn: Vec<Drawn>,
    pub rules: Vec<Rule>,
    pub fills: Vec<Fill>,
    pub pictures: usize,
    /// Characters that cannot be known.
    pub unknown: usize,
    /// Radicals read as ideographs.
    pub folded: usize,
    /// Calls for the whole document so far.
    pub steps: usize,
    limits: &'a Limits,
    clips: Vec<Bounds>,
    order: usize,
    run: u32,
}

/// Things drawn on one page, and calls for a whole document.
const MOST_DRAWN: usize = 200_000;
const MOST_STEPS: usize = 5_000_000;
/// Characters smaller than this are not seen, in points.
const TINY: f64 = 2.0;
/// Pictures smaller than this are ornaments, in points.
const SMALL: f64 = 20.0;

impl<'a> Canvas<'a> {
    /// An empty page, after so many calls.
    pub const fn new(size: Bounds, limits: &'a Limits, steps: usize) -> Self {
        Self {
            size,
            drawn: Vec::new(),
            rules: Vec::new(),
            fills: Vec::new(),
            pictures: 0,
            unknown: 0,
            folded: 0,
            steps,
            limits,
            clips: Vec::new(),
            order: 0,
            run: 0,
        }
    }

    /// Counts a call, which draws above what was drawn before.
    ///
    /// # Errors
    /// [`crate::model::error::Error::TooLarge`] where there are too many, or the time is over.
    pub fn step(&mut self) -> Result<()> {
        self.order += 1;
        self.steps += 1;
        Limit::Nodes.check(self.steps, MOST_STEPS)?;
        Limit::Nodes.check(self.drawn.len() + self.rules.len() + self.fills.len(), MOST_DRAWN)?;
        if self.steps.is_multiple_of(256) { self.limits.clock.check() } else { Ok(()) }
    }

    pub fn clip(&self) -> Bounds {
        self.clips.last().copied().unwrap_or(self.size)
    }

    /// Draws only within a box from now on.
    pub fn push_clip(&mut self, bounds: Bounds) {
        self.clips.push(bounds.intersection(self.clip()));
    }

    pub fn pop_clip(&mut self) {
        self.clips.pop();
    }

    pub fn fill(&mut self, path: &[Step], ink: Ink) {
        let clip = self.clip();
        let found = paths::filled(path);
        self.rules.extend(found.rules.into_iter().filter_map(|rule| paths::clipped(rule, clip)));
        let boxes = found.boxes.into_iter().map(|bounds| bounds.intersection(clip));
        let boxes = boxes.filter(|bounds| bounds.width() > 0.0 && bounds.height() > 0.0);
        let order = self.order;
        self.fills.extend(boxes.map(|bounds| Fill { bounds, ink, order }));
    }

    pub fn stroke(&mut self, path: &[Step]) {
        let clip = self.clip();
        self.rules.extend(paths::stroked(path).into_iter().filter_map(|rule| paths::clipped(rule, clip)));
    }

    /// Draws a picture in a box, which may be so thin that it is a line.
    pub fn picture(&mut self, outline: &[Step], is_opaque: bool) {
        let before = self.fills.len();
        self.fill(outline, Ink { colour: None, is_opaque });
        let drawn = self.fills.get(before..).unwrap_or_default().iter();
        let is_large = |fill: &&Fill| fill.bounds.width() > SMALL && fill.bounds.height() > SMALL;
        self.pictures += drawn.filter(is_large).count();
    }

    /// Begins a text object.
    pub const fn begin_run(&mut self) {
        self.run = self.run.wrapping_add(1);
    }

    /// Draws a glyph, the text of which is `None` where it cannot be known.
    pub fn glyph(&mut self, text: Option<&str>, placed: Placed, shown: Shown) {
        let size = placed.up.length();
        if !(placed.origin.is_finite() && size.is_finite() && size > 0.0) {
            return;
        }
        // A font in place of one that is not in the file is stretched, which is not to widen its characters.
        let narrowed = (placed.right.length() / size).min(1.0);
        let advance = placed.advance.abs() * size * narrowed;
        let (direction, is_oblique) = direction(placed.right);
        let is_stacked = placed.is_stacked && direction == Direction::Right && !is_oblique;
        let (direction, advance) = if is_stacked { (Direction::Stacked, size) } else { (direction, advance) };
        let characters = self.characters(text);
        let mut count = 0.0;
        for _ in &characters {
            count += 1.0;
        }
        let mut at = 0.0;
        for character in characters {
            let width = advance / count;
            let bounds = bounds_of(direction, placed.origin, at, width, size);
            at += width;
            let is_hidden = shown.is_hidden || size < TINY || !self.clip().contains(bounds.centre());
            let glyph = Glyph { character, bounds, size, direction, run: self.run };
            let order = self.order;
            self.drawn.push(Drawn { glyph, colour: shown.colour, order, is_hidden, is_oblique });
        }
    }

    /// The characters of a glyph, as they are read.
    fn characters(&mut self, text: Option<&str>) -> Vec<char> {
        let Some(text) = text else {
            self.unknown += 1;
            return vec![char::REPLACEMENT_CHARACTER];
        };
        let characters = text.chars().map(|character| match character {
            '\u{ad}' | '\u{2010}' | '\u{2011}' => '-',
            '\u{a0}' | '\t' => ' ',
            _ => match folded(character) {
                Some(ideograph) => {
                    self.folded += 1;
                    ideograph
                }
                None => character,
            },
        });
        characters.collect()
    }
}

/// The box of a character whose text begins at a point.
fn bounds_of(direction: Direction, origin: Point, at: f64, width: f64, size: f64) -> Bounds {
    let (above, below) = (size * ASCENT, size * (1.0 - ASCENT));
    let Point { x, y } = origin;
    match direction {
        Direction::Right | Direction::Stacked => Bounds::new(x + at, y - above, x + at + width, y + below),
        Direction::Left => Bounds::new(x - at - width, y - below, x - at, y + above),
        Direction::Down => Bounds::new(x - below, y + at, x + above, y + at + width),
        Direction::Up => Bounds::new(x - above, y - at - width, x + below, y - at),
    }
}

/// The direction of text, and whether it is at an angle.
fn direction(Point { x, y }: Point) -> (Direction, bool) {
    let is_oblique = x.abs().min(y.abs()) > 0.1 * x.abs().max(y.abs());
    let direction = if x.abs() >= y.abs() {
        if x >= 0.0 { Direction::Right } else { Direction::Left }
    } else if y > 0.0 {
        Direction::Down
    } else {
        Direction::Up
    };
    (direction, is_oblique)
}

/// Whether a text names characters: not those that programs give where they know none.
pub fn is_known(text: &str) -> bool {
    let is_private = |c: char| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    !text.is_empty()
        && !text.chars().any(|c| {
            c == char::REPLACEMENT_CHARACTER
                || c == '\u{feff}'
                || is_private(c)
                || c.is_control() && c != '\t'
        })
}
