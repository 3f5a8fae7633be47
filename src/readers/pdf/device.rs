//! What the interpreter draws on a page: characters, ruling lines, filled boxes and pictures.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};

use super::fold::folded;
use super::fonts::Fonts;
use super::paths;
use crate::model::error::{Error, Limit};
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
    /// `None` for a picture or pattern.
    pub colour: Option<Colour>,
    pub order: usize,
    /// Whether nothing is seen through it.
    pub is_opaque: bool,
}

/// What is drawn on a page.
pub struct PageDevice<'a> {
    pub size: Bounds,
    pub drawn: Vec<Drawn>,
    pub rules: Vec<Rule>,
    pub fills: Vec<Fill>,
    pub pictures: usize,
    /// Characters that cannot be known.
    pub unknown: usize,
    /// Radicals read as ideographs.
    pub folded: usize,
    fonts: &'a Fonts<'a>,
    limits: &'a Limits,
    clips: Vec<Bounds>,
    /// The opacity of the groups around what is drawn.
    groups: Vec<f32>,
    steps: Arc<AtomicUsize>,
    order: usize,
    run: u32,
}

/// Why interpreting was broken off, as the payload of an unwinding.
#[derive(Debug)]
pub struct Stop(pub Error);

/// Things drawn on one page, and calls of the interpreter for a whole document.
const MOST_DRAWN: usize = 200_000;
const MOST_STEPS: usize = 5_000_000;
/// Characters smaller than this are not seen, in points.
const TINY: f64 = 2.0;

impl<'a> PageDevice<'a> {
    pub const fn new(
        size: Bounds,
        fonts: &'a Fonts<'a>,
        limits: &'a Limits,
        steps: Arc<AtomicUsize>,
    ) -> Self {
        Self {
            size,
            drawn: Vec::new(),
            rules: Vec::new(),
            fills: Vec::new(),
            pictures: 0,
            unknown: 0,
            folded: 0,
            fonts,
            limits,
            clips: Vec::new(),
            groups: Vec::new(),
            steps,
            order: 0,
            run: 0,
        }
    }

    /// Counts a call. The interpreter cannot be asked to stop, and forms within forms take for ever, so that it is
    /// left by unwinding; that calls no panic hook.
    fn step(&mut self) {
        self.order += 1;
        let steps = self.steps.fetch_add(1, Ordering::Relaxed);
        let drawn = self.drawn.len() + self.rules.len() + self.fills.len();
        let allowed = |what, found: usize, allowed: usize| {
            let (found, allowed) = (found as u64, allowed as u64);
            (found > allowed).then_some(Error::TooLarge { what, found, allowed })
        };
        let error = allowed(Limit::Nodes, steps, MOST_STEPS)
            .or_else(|| allowed(Limit::Nodes, drawn, MOST_DRAWN))
            .or_else(|| steps.is_multiple_of(256).then(|| self.limits.clock.check().err()).flatten());
        if let Some(error) = error {
            std::panic::resume_unwind(Box::new(Stop(error)));
        }
    }

    fn clip(&self) -> Bounds {
        self.clips.last().copied().unwrap_or(self.size)
    }

    fn opacity(&self) -> f32 {
        self.groups.iter().product()
    }

    /// The characters of a glyph, as they are read.
    fn characters(&mut self, glyph: &FontGlyph<'_>) -> Vec<char> {
        let own = glyph.as_unicode().map(|text| match text {
            BfString::Char(character) => character.to_string(),
            BfString::String(text) => text,
        });
        let text = own
            .filter(|text| is_known(text))
            .or_else(|| self.fonts.decode(glyph))
            .filter(|text| is_known(text));
        let Some(text) = text else {
            if is_blank(glyph) {
                return vec![' '];
            }
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

    fn glyph(&mut self, glyph: &FontGlyph<'_>, transform: Affine, mode: WritingMode, shown: Drawn) {
        let origin = transform * Point::ZERO;
        let right = transform * Point::new(1000.0, 0.0) - origin;
        let up = transform * Point::new(0.0, 1000.0) - origin;
        let size = up.hypot();
        if !(origin.is_finite() && size.is_finite() && size > 0.0) {
            return;
        }
        let advance = match glyph {
            FontGlyph::Outline(outline) => outline.advance_width(),
            FontGlyph::Type3(glyph) => glyph.advance_width(),
        };
        // A font in place of one that is not in the file is stretched, which is not to widen its characters.
        let narrowed = (right.hypot() / size).min(1.0);
        let advance = f64::from(advance.unwrap_or(1000.0)).abs() / 1000.0 * size * narrowed;
        let (direction, is_oblique) = direction(right.x, right.y);
        let is_stacked = mode == WritingMode::Vertical && direction == Direction::Right && !is_oblique;
        let (direction, advance) = if is_stacked { (Direction::Stacked, size) } else { (direction, advance) };
        let characters = self.characters(glyph);
        let mut count = 0.0;
        for _ in &characters {
            count += 1.0;
        }
        let mut at = 0.0;
        for character in characters {
            let width = advance / count;
            let bounds = placed(direction, origin, at, width, size);
            at += width;
            let is_hidden = shown.is_hidden || size < TINY || !self.clip().contains(bounds.centre());
            let glyph = Glyph { character, bounds, size, direction, run: self.run };
            self.drawn.push(Drawn { glyph, is_hidden, is_oblique, ..shown });
        }
    }
}

/// The box of a character whose text begins at a point.
fn placed(direction: Direction, origin: Point, at: f64, width: f64, size: f64) -> Bounds {
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
fn direction(x: f64, y: f64) -> (Direction, bool) {
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
fn is_known(text: &str) -> bool {
    let is_private = |c: char| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    !text.is_empty()
        && !text.chars().any(|c| {
            c == char::REPLACEMENT_CHARACTER
                || c == '\u{feff}'
                || is_private(c)
                || c.is_control() && c != '\t'
        })
}

fn is_blank(glyph: &FontGlyph<'_>) -> bool {
    match glyph {
        FontGlyph::Outline(outline) => outline.outline().elements().is_empty(),
        FontGlyph::Type3(_) => false,
    }
}

/// The colour of a paint, with its opacity.
fn colour(paint: &Paint<'_>) -> (Option<Colour>, f32) {
    match paint {
        Paint::Color(colour) => {
            let [red, green, blue, _] = colour.to_rgba().to_rgba8();
            let [.., opacity] = colour.to_rgba().components();
            (Some(Colour([red, green, blue])), opacity)
        }
        Paint::Pattern(_) => (None, 1.0),
    }
}

impl<'a> Device<'a> for PageDevice<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.step();
        let (colour, opacity) = colour(&props.paint);
        let opacity = opacity * self.opacity();
        if opacity < 0.05 || matches!(mode, DrawMode::Invisible) {
            return;
        }
        let clip = self.clip();
        let is_filled = matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..));
        if is_filled {
            let found = paths::filled(path, props.transform);
            self.rules.extend(found.rules.into_iter().filter_map(|rule| paths::clipped(rule, clip)));
            let is_opaque =
                opacity > 0.95 && props.blend_mode == BlendMode::Normal && props.soft_mask.is_none();
            let boxes = found.boxes.into_iter().map(|bounds| bounds.intersection(clip));
            let boxes = boxes.filter(|bounds| bounds.width() > 0.0 && bounds.height() > 0.0);
            let order = self.order;
            self.fills.extend(boxes.map(|bounds| Fill { bounds, colour, order, is_opaque }));
        }
        if matches!(mode, DrawMode::Stroke(_) | DrawMode::FillAndStroke(..)) {
            let lines = paths::stroked(path, props.transform);
            self.rules.extend(lines.into_iter().filter_map(|rule| paths::clipped(rule, clip)));
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.step();
        let own = paths::bounds(clip.path.elements()).unwrap_or_default();
        self.clips.push(own.intersection(self.clip()));
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.step();
        self.groups.push(opacity);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.run = self.run.wrapping_add(1);
        let (colour, opacity) = colour(&props.paint);
        let is_hidden = matches!(mode, DrawMode::Invisible) || opacity * self.opacity() < 0.1;
        for glyph in run.glyphs() {
            self.step();
            let order = self.order;
            let glyph_at = Glyph {
                character: ' ',
                bounds: Bounds::default(),
                size: 0.0,
                direction: Direction::Right,
                run: self.run,
            };
            let shown = Drawn { glyph: glyph_at, colour, order, is_hidden, is_oblique: false };
            self.glyph(glyph, props.transform * glyph.transform(), run.writing_mode(), shown);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.step();
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let mut outline = BezPath::new();
        outline.extend([
            PathEl::MoveTo(Point::ZERO),
            PathEl::LineTo(Point::new(width, 0.0)),
            PathEl::LineTo(Point::new(width, height)),
            PathEl::LineTo(Point::new(0.0, height)),
            PathEl::ClosePath,
        ]);
        let found = paths::filled(&outline, props.transform);
        let clip = self.clip();
        self.rules.extend(found.rules.into_iter().filter_map(|rule| paths::clipped(rule, clip)));
        let dictionary = match &image {
            Image::Raster(raster) => Some(raster.stream().dict().clone()),
            Image::Stencil(_) => None,
        };
        let is_opaque = props.soft_mask.is_none()
            && props.blend_mode == BlendMode::Normal
            && self.opacity() > 0.95
            && dictionary.is_some_and(|dict| !dict.contains_key("SMask") && !dict.contains_key("Mask"));
        for bounds in found.boxes {
            let bounds = bounds.intersection(clip);
            if bounds.width() > 20.0 && bounds.height() > 20.0 {
                self.pictures += 1;
            }
            self.fills.push(Fill { bounds, colour: None, order: self.order, is_opaque });
        }
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }
}
