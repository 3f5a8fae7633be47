//! Paths to ruling lines and filled boxes.

use crate::readers::layout::{Axis, Bounds, Rule, sides};

/// A point of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

impl Point {
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    pub const fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }

    /// How far it is from the origin.
    pub fn length(self) -> f64 {
        self.x.hypot(self.y)
    }
}

/// A step of a path, in points of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    Move(Point),
    Line(Point),
    /// Its end, and the points that draw it aside.
    Curve(Point, [Point; 2]),
    Close,
}

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
pub fn filled(path: &[Step]) -> Filled {
    let mut found = Filled::default();
    let mut boxes: Vec<Bounds> = Vec::new();
    for part in parts(path) {
        let Some(bounds) = bounds(part) else { continue };
        match shape(bounds) {
            Shape::Line(rule) => found.rules.push(rule),
            Shape::Box if is_box(part, bounds) => boxes.push(bounds),
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
pub fn stroked(path: &[Step]) -> Vec<Rule> {
    let mut rules = Vec::new();
    let (mut start, mut at) = (Point::default(), Point::default());
    for step in path {
        let to = match *step {
            Step::Move(point) => {
                (start, at) = (point, point);
                continue;
            }
            Step::Line(point) => point,
            Step::Close => start,
            Step::Curve(point, _) => {
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

/// The box around a path, all of whose points are finite.
pub fn bounds(path: &[Step]) -> Option<Bounds> {
    let points = path.iter().flat_map(points);
    let bounds = points.map(|Point { x, y }| Bounds::new(x, y, x, y)).reduce(Bounds::union)?;
    let is_finite =
        [bounds.left, bounds.top, bounds.right, bounds.bottom].iter().all(|side| side.is_finite());
    is_finite.then_some(bounds)
}

fn points(step: &Step) -> impl Iterator<Item = Point> + use<> {
    let points = match *step {
        Step::Move(a) | Step::Line(a) => [Some(a), None, None],
        Step::Curve(a, [b, c]) => [Some(a), Some(b), Some(c)],
        Step::Close => [None; 3],
    };
    points.into_iter().flatten()
}

/// The closed parts of a path.
fn parts(path: &[Step]) -> impl Iterator<Item = &[Step]> {
    path.chunk_by(|_, next| !matches!(next, Step::Move(_)))
}

/// Whether all points are on the sides of the box around them, as those of a box are, its corners rounded or not.
fn is_box(part: &[Step], bounds: Bounds) -> bool {
    const NEAR: f64 = 0.5;
    let near = |a: f64, b: f64| (a - b).abs() <= NEAR;
    part.iter().flat_map(points).all(|Point { x, y }| {
        near(x, bounds.left) || near(x, bounds.right) || near(y, bounds.top) || near(y, bounds.bottom)
    })
}
