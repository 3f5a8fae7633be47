//! What the interpreter draws on a page, onto the canvas that formats of fixed pages share.

use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point as PdfPoint};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};

use super::fonts::Fonts;
use crate::model::error::Error;
use crate::readers::appearance::Colour;
use crate::readers::drawing::{Canvas, Ink, Placed, Point, Shown, Step, bounds, is_known};

/// Hands on what is drawn on a page.
pub struct PageDevice<'a> {
    pub canvas: Canvas<'a>,
    fonts: &'a Fonts<'a>,
    /// The opacity of the groups around what is drawn.
    groups: Vec<f32>,
}

/// Why interpreting was broken off, as the payload of an unwinding.
#[derive(Debug)]
pub struct Stop(pub Error);

impl<'a> PageDevice<'a> {
    pub const fn new(canvas: Canvas<'a>, fonts: &'a Fonts<'a>) -> Self {
        Self { canvas, fonts, groups: Vec::new() }
    }

    /// Counts a call. The interpreter cannot be asked to stop, and forms within forms take for ever, so that it is
    /// left by unwinding; that calls no panic hook.
    fn step(&mut self) {
        if let Err(error) = self.canvas.step() {
            std::panic::resume_unwind(Box::new(Stop(error)));
        }
    }

    fn opacity(&self) -> f32 {
        self.groups.iter().product()
    }

    /// The text of a glyph; `None` where it cannot be known.
    fn text(&self, glyph: &FontGlyph<'_>) -> Option<String> {
        let own = glyph.as_unicode().map(|text| match text {
            BfString::Char(character) => character.to_string(),
            BfString::String(text) => text,
        });
        own.filter(|text| is_known(text))
            .or_else(|| self.fonts.decode(glyph))
            .filter(|text| is_known(text))
            .or_else(|| is_blank(glyph).then(|| " ".to_owned()))
    }
}

/// Where a glyph is, and how it is turned.
fn placed(glyph: &FontGlyph<'_>, transform: Affine, mode: WritingMode) -> Placed {
    let origin = transform * PdfPoint::ZERO;
    let right = transform * PdfPoint::new(1000.0, 0.0) - origin;
    let up = transform * PdfPoint::new(0.0, 1000.0) - origin;
    let advance = match glyph {
        FontGlyph::Outline(outline) => outline.advance_width(),
        FontGlyph::Type3(glyph) => glyph.advance_width(),
    };
    Placed {
        origin: Point::new(origin.x, origin.y),
        right: Point::new(right.x, right.y),
        up: Point::new(up.x, up.y),
        advance: f64::from(advance.unwrap_or(1000.0)) / 1000.0,
        is_stacked: mode == WritingMode::Vertical,
    }
}

fn is_blank(glyph: &FontGlyph<'_>) -> bool {
    match glyph {
        FontGlyph::Outline(outline) => outline.outline().elements().is_empty(),
        FontGlyph::Type3(_) => false,
    }
}

/// The steps of a path on the page.
fn steps(path: &BezPath, transform: Affine) -> Vec<Step> {
    let point = |PdfPoint { x, y }| Point::new(x, y);
    let step = |element: &PathEl| match transform * *element {
        PathEl::MoveTo(to) => Step::Move(point(to)),
        PathEl::LineTo(to) => Step::Line(point(to)),
        PathEl::QuadTo(a, to) => Step::Curve(point(to), [point(a); 2]),
        PathEl::CurveTo(a, b, to) => Step::Curve(point(to), [point(a), point(b)]),
        PathEl::ClosePath => Step::Close,
    };
    path.elements().iter().map(step).collect()
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
        let path = steps(path, props.transform);
        if matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..)) {
            let is_opaque =
                opacity > 0.95 && props.blend_mode == BlendMode::Normal && props.soft_mask.is_none();
            self.canvas.fill(&path, Ink { colour, is_opaque });
        }
        if matches!(mode, DrawMode::Stroke(_) | DrawMode::FillAndStroke(..)) {
            self.canvas.stroke(&path);
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.step();
        self.canvas.push_clip(bounds(&steps(&clip.path, Affine::IDENTITY)).unwrap_or_default());
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.step();
        self.groups.push(opacity);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.canvas.begin_run();
        let (colour, opacity) = colour(&props.paint);
        let is_hidden = matches!(mode, DrawMode::Invisible) || opacity * self.opacity() < 0.1;
        for glyph in run.glyphs() {
            self.step();
            let text = self.text(glyph);
            let placed = placed(glyph, props.transform * glyph.transform(), run.writing_mode());
            self.canvas.glyph(text.as_deref(), placed, Shown { colour, is_hidden });
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.step();
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let mut outline = BezPath::new();
        outline.extend([
            PathEl::MoveTo(PdfPoint::ZERO),
            PathEl::LineTo(PdfPoint::new(width, 0.0)),
            PathEl::LineTo(PdfPoint::new(width, height)),
            PathEl::LineTo(PdfPoint::new(0.0, height)),
            PathEl::ClosePath,
        ]);
        let dictionary = match &image {
            Image::Raster(raster) => Some(raster.stream().dict().clone()),
            Image::Stencil(_) => None,
        };
        let is_opaque = props.soft_mask.is_none()
            && props.blend_mode == BlendMode::Normal
            && self.opacity() > 0.95
            && dictionary.is_some_and(|dict| !dict.contains_key("SMask") && !dict.contains_key("Mask"));
        self.canvas.picture(&steps(&outline, props.transform), is_opaque);
    }

    fn pop_clip(&mut self) {
        self.canvas.pop_clip();
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }
}
