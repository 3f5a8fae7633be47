//! Draws the objects of a page.

use super::matrix::Matrix;
use super::objects::{Annotation, Ink, Object, Shape, Style, Unit};
use super::path;
use super::resources::Resources;
use super::text;
use crate::model::error::{Limit, Result};
use crate::readers::drawing::{self, Canvas};
use crate::readers::layout::Bounds;

/// Draws on a page.
pub struct Painter<'a> {
    pub canvas: Canvas<'a>,
    pub resources: &'a Resources,
    /// What is referred to and not there, and text of no size.
    pub missing: usize,
    /// The text of the annotation that is being drawn.
    added: String,
}

/// What is around an object.
#[derive(Clone, Copy)]
struct Around {
    matrix: Matrix,
    style: Style,
    alpha: f64,
    is_visible: bool,
    /// Whether boxes do not cover what is below them.
    is_clear: bool,
    /// Whether it is part of an annotation, the text of which is no part of the page.
    is_added: bool,
    depth: usize,
}

/// Groups within groups.
const DEEPEST: usize = 24;
/// What is less opaque than this is not seen.
const FAINT: f64 = 0.05;
/// The box of an object may be that of its ink, or a little too small, in points.
const ROOM: f64 = 2.0;

impl<'a> Painter<'a> {
    pub const fn new(canvas: Canvas<'a>, resources: &'a Resources) -> Self {
        Self { canvas, resources, missing: 0, added: String::new() }
    }

    /// Draws a layer.
    pub fn layer(&mut self, objects: &[Object], draw_param: Option<&str>, matrix: Matrix) -> Result<()> {
        let style = self.resources.style(draw_param);
        let around = Around {
            matrix,
            style,
            alpha: 1.0,
            is_visible: true,
            is_clear: false,
            is_added: false,
            depth: 0,
        };
        self.objects(objects, around)
    }

    /// Draws what an annotation shows, but for its text, which is given back.
    pub fn annotation(&mut self, annotation: &Annotation, matrix: Matrix) -> Result<String> {
        let origin = annotation.bounds.unwrap_or_default();
        let around = Around {
            matrix: matrix.moved(origin.left, origin.top),
            style: Style::default(),
            alpha: 1.0,
            is_visible: true,
            is_clear: annotation.is_watermark || annotation.is_highlight,
            is_added: true,
            depth: 0,
        };
        self.objects(&annotation.objects, around)?;
        Ok(std::mem::take(&mut self.added))
    }

    fn objects(&mut self, objects: &[Object], around: Around) -> Result<()> {
        Limit::Depth.check(around.depth, DEEPEST)?;
        for object in objects {
            self.object(object, around)?;
        }
        Ok(())
    }

    fn object(&mut self, object: &Object, around: Around) -> Result<()> {
        self.canvas.step()?;
        let Object { unit, shape } = object;
        let origin = unit.bounds.unwrap_or_default();
        let moved = around.matrix.moved(origin.left, origin.top);
        let own = Around {
            matrix: moved.after(unit.matrix),
            style: unit.style.or(self.resources.style(unit.draw_param.as_deref())).or(around.style),
            alpha: around.alpha * unit.alpha,
            is_visible: around.is_visible && unit.is_visible,
            depth: around.depth + 1,
            ..around
        };
        let clips = clips(unit, around.matrix, moved, own.matrix, matches!(shape, Shape::Text(_)));
        for clip in &clips {
            self.canvas.push_clip(*clip);
        }
        let drawn = match shape {
            Shape::Text(text) if around.is_added => {
                let characters = text.codes.iter().flat_map(|code| &code.characters);
                self.added
                    .extend(characters.map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)));
                Ok(())
            }
            Shape::Text(text) => {
                self.missing += usize::from(text.size <= 0.0);
                text::draw(text, own.matrix, shown(unit, own), &mut self.canvas)
            }
            Shape::Path(data) if own.is_visible => {
                self.path(data, unit, own);
                Ok(())
            }
            Shape::Picture(resource) if own.is_visible && own.alpha >= FAINT => {
                let is_opaque = !own.is_clear && own.alpha > 0.95 && self.resources.is_opaque(resource);
                self.canvas.picture(&picture(unit, moved, own.matrix), is_opaque);
                Ok(())
            }
            Shape::Composite(resource) => {
                let group = self.resources.group(resource);
                self.missing += usize::from(group.is_none());
                self.objects(group.unwrap_or_default(), own)
            }
            Shape::Block(objects) => self.objects(objects, own),
            Shape::Path(_) | Shape::Picture(_) => Ok(()),
        };
        for _ in &clips {
            self.canvas.pop_clip();
        }
        drawn
    }

    fn path(&mut self, data: &str, unit: &Unit, own: Around) {
        let steps = path::steps(data, own.matrix);
        if unit.is_filled.unwrap_or(false)
            && let Some(ink) = own.style.fill
        {
            let alpha = own.alpha * ink.alpha;
            if alpha >= FAINT {
                let is_opaque = alpha > 0.95 && !own.is_clear;
                self.canvas.fill(&steps, drawing::Ink { colour: ink.colour, is_opaque });
            }
        }
        let stroke = own.style.stroke.unwrap_or(Ink::BLACK);
        if unit.is_stroked.unwrap_or(true) && own.alpha * stroke.alpha >= FAINT {
            self.canvas.stroke(&steps);
        }
    }
}

/// The boxes outside of which nothing of an object is seen.
fn clips(unit: &Unit, around: Matrix, moved: Matrix, own: Matrix, is_text: bool) -> Vec<Bounds> {
    let mut clips = Vec::new();
    // Some programs give boxes without a size.
    if let Some(bounds) = unit.bounds.filter(|own| own.width() > 0.0 && own.height() > 0.0) {
        let bounds = around.bounds(bounds);
        // Around text, many give a box of its ink, or one that is too small.
        let room = if is_text { bounds.height().max(8.0) } else { ROOM };
        clips.push(bounds.inflated(room));
    }
    for clip in &unit.clips {
        let (plain, changed) = (moved.bounds(clip.bounds), own.bounds(clip.bounds));
        clips.push(match clip.is_changed {
            Some(true) => changed,
            Some(false) => plain,
            None => plain.union(changed),
        });
    }
    clips
}

/// How the text of an object is shown.
fn shown(unit: &Unit, own: Around) -> drawing::Shown {
    let fill = unit.is_filled.unwrap_or(true).then(|| own.style.fill.unwrap_or(Ink::BLACK));
    let stroke = unit.is_stroked.unwrap_or(false).then_some(own.style.stroke).flatten();
    let ink = fill.or(stroke);
    let is_hidden = !own.is_visible || ink.is_none_or(|ink| own.alpha * ink.alpha < 2.0 * FAINT);
    drawing::Shown { colour: ink.and_then(|ink| ink.colour), is_hidden }
}

/// The outline of a picture: a square of one by one in its own space, or its box.
fn picture(unit: &Unit, moved: Matrix, own: Matrix) -> [drawing::Step; 5] {
    let is_scaled = unit.matrix != Matrix::IDENTITY;
    match unit.bounds {
        Some(bounds) if !is_scaled => moved.outline(Bounds::new(0.0, 0.0, bounds.width(), bounds.height())),
        _ => own.outline(Bounds::new(0.0, 0.0, 1.0, 1.0)),
    }
}
