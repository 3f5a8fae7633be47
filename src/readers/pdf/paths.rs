//! Paths to ruling lines and filled boxes.

use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point};

use crate::readers::layout::{Axis, Bounds, Rule, sides};

/// Boxes that are no higher, or no wider, than this are lines, in points.
const THICKEST: f64 = 3.2;
/// Lines shorter than this are none.
const SHORTEST: f64 = 1.5;
/// How far a line may be off its axis.
const OFF: f64 = 0.8;

/// Boxes of one path that are compared with each other.
const MOST_COMPARED: usize = 64;

/// What filling a path draws.
#[derive(Debug, Default)]
pub struct Filled {
    pub rules: Vec<Rule>,
    pub boxes: Vec<Bounds>,
}

/// The lines and boxes that filling a path draws.
pub fn filled(path: &BezPath, transform: Affine) -> Filled {
    let mut found = Filled::default();
    let mut boxes: Vec<Bounds> = Vec::new();
    for part in parts(path) {
        let part: Vec<PathEl> = part.iter().map(|element| transform * *element).collect();
        let Some(bounds) = bounds(&part) else { continue };
        match shape(bounds) {
            Shape::Line(rule) => found.rules.push(rule),
            Shape::Box if is_box(&part, bounds) => boxes.push(bounds),
            Shape::Box | Shape::Dot => {}
        }
    }
    // A frame is a box with another cut out of it.
    let is_frame = (2..=MOST_COMPARED).contains(&boxes.len())
        && boxes.iter().any(|outer| boxes.iter().any(|inner| outer != inner && outer.contains_box(*inner)));
    if is_frame {
        found.rules.extend(boxes.iter().flat_map(|bounds| sides(*bounds)));
    } else {
        found.boxes = boxes;
    }
    found
}

/// What a filled box is.
enum Shape {
    Box,
    /// It is so thin that it is a line.
    Line(Rule),
    Dot,
}

fn shape(bounds: Bounds) -> Shape {
    let (x, y) = bounds.centre();
    let (width, height) = (bounds.width(), bounds.height());
    if width.min(height) > THICKEST {
        Shape::Box
    } else if width.max(height) < SHORTEST {
        Shape::Dot
    } else if width >= height {
        Shape::Line(Rule::horizontal(y, bounds.left, bounds.right))
    } else {
        Shape::Line(Rule::vertical(x, bounds.top, bounds.bottom))
    }
}

/// The lines along an axis that stroking a path draws.
pub fn stroked(path: &BezPath, transform: Affine) -> Vec<Rule> {
    let mut rules = Vec::new();
    let (mut start, mut at) = (Point::ZERO, Point::ZERO);
    for element in path.elements() {
        let to = match transform * *element {
            PathEl::MoveTo(point) => {
                (start, at) = (point, point);
                continue;
            }
            PathEl::LineTo(point) => point,
            PathEl::ClosePath => start,
            PathEl::QuadTo(_, point) | PathEl::CurveTo(.., point) => {
                at = point;
                continue;
            }
        };
        let (across, down) = ((to.x - at.x).abs(), (to.y - at.y).abs());
        if down <= OFF && across >= SHORTEST {
            rules.push(Rule::horizontal(f64::midpoint(at.y, to.y), at.x, to.x));
        } else if across <= OFF && down >= SHORTEST {
            rules.push(Rule::vertical(f64::midpoint(at.x, to.x), at.y, to.y));
        }
        at = to;
    }
    rules.retain(|rule| rule.at.is_finite() && rule.from.is_finite() && rule.to.is_finite());
    rules
}

/// The part of a line within a clip.
pub fn clipped(rule: Rule, clip: Bounds) -> Option<Rule> {
    let seen = rule.bounds().intersection(clip.inflated(1.0));
    let is_seen = seen.width() >= 0.0 && seen.height() >= 0.0;
    let (from, to) = match rule.axis {
        Axis::Horizontal => (seen.left, seen.right),
        Axis::Vertical => (seen.top, seen.bottom),
    };
    (is_seen && to - from > 0.0).then_some(Rule { from, to, ..rule })
}

/// The box around some elements, all of whose points are finite.
pub fn bounds(elements: &[PathEl]) -> Option<Bounds> {
    let points = elements.iter().flat_map(points);
    let bounds = points.map(|Point { x, y }| Bounds::new(x, y, x, y)).reduce(Bounds::union)?;
    let is_finite =
        [bounds.left, bounds.top, bounds.right, bounds.bottom].iter().all(|side| side.is_finite());
    is_finite.then_some(bounds)
}

fn points(element: &PathEl) -> impl Iterator<Item = Point> + use<> {
    let points = match *element {
        PathEl::MoveTo(a) | PathEl::LineTo(a) => [Some(a), None, None],
        PathEl::QuadTo(a, b) => [Some(a), Some(b), None],
        PathEl::CurveTo(a, b, c) => [Some(a), Some(b), Some(c)],
        PathEl::ClosePath => [None; 3],
    };
    points.into_iter().flatten()
}

/// The closed parts of a path.
fn parts(path: &BezPath) -> impl Iterator<Item = &[PathEl]> {
    let begins = |_: &PathEl, next: &PathEl| !matches!(next, PathEl::MoveTo(_));
    path.elements().chunk_by(begins)
}

/// Whether all points are on the sides of the box around them, as those of a box are, its corners rounded or not.
fn is_box(part: &[PathEl], bounds: Bounds) -> bool {
    const NEAR: f64 = 0.5;
    let near = |a: f64, b: f64| (a - b).abs() <= NEAR;
    part.iter().flat_map(points).all(|Point { x, y }| {
        near(x, bounds.left) || near(x, bounds.right) || near(y, bounds.top) || near(y, bounds.bottom)
    })
}
