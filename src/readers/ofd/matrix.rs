//! Matrices: from the space of an object to the page.

use crate::readers::drawing::{Point, Step, bounds};
use crate::readers::layout::Bounds;

/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;

/// `[a b c d e f]`: a point (x, y) becomes (ax + cy + e, bx + dy + f).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matrix([f64; 6]);

impl Matrix {
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub const fn new(numbers: [f64; 6]) -> Self {
        Self(numbers)
    }

    /// From millimetres to points of a page.
    pub fn page(size: Bounds) -> Self {
        Self([POINTS, 0.0, 0.0, POINTS, -size.left * POINTS, -size.top * POINTS])
    }

    /// Moves first.
    pub fn moved(self, x: f64, y: f64) -> Self {
        self.after(Self([1.0, 0.0, 0.0, 1.0, x, y]))
    }

    /// What the other matrix makes is changed by this one.
    pub fn after(self, first: Self) -> Self {
        let Point { x: a, y: b } = self.vector(first.vector_x());
        let Point { x: c, y: d } = self.vector(first.vector_y());
        let [.., e, f] = first.0;
        let Point { x: e, y: f } = self.point(Point::new(e, f));
        Self([a, b, c, d, e, f])
    }

    const fn vector_x(self) -> Point {
        let [a, b, ..] = self.0;
        Point::new(a, b)
    }

    const fn vector_y(self) -> Point {
        let [_, _, c, d, ..] = self.0;
        Point::new(c, d)
    }

    pub fn point(self, point: Point) -> Point {
        let [.., e, f] = self.0;
        let Point { x, y } = self.vector(point);
        Point::new(x + e, y + f)
    }

    /// A distance, which is not moved.
    pub fn vector(self, Point { x, y }: Point) -> Point {
        let [a, b, c, d, ..] = self.0;
        Point::new(a.mul_add(x, c * y), b.mul_add(x, d * y))
    }

    /// The outline of a box.
    pub fn outline(self, own: Bounds) -> [Step; 5] {
        let corner = |x, y| self.point(Point::new(x, y));
        [
            Step::Move(corner(own.left, own.top)),
            Step::Line(corner(own.right, own.top)),
            Step::Line(corner(own.right, own.bottom)),
            Step::Line(corner(own.left, own.bottom)),
            Step::Close,
        ]
    }

    /// The upright box around a box.
    pub fn bounds(self, own: Bounds) -> Bounds {
        bounds(&self.outline(own)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matrices_follow_each_other() {
        let scaled = Matrix::new([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        assert_eq!(scaled.moved(10.0, 5.0).point(Point::new(1.0, 1.0)), Point::new(22.0, 12.0));
        let turned = Matrix::new([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]);
        assert_eq!(scaled.after(turned).vector(Point::new(1.0, 0.0)), Point::new(0.0, 2.0));
        assert_eq!(turned.bounds(Bounds::new(0.0, 0.0, 4.0, 1.0)), Bounds::new(-1.0, 0.0, 0.0, 4.0));
        assert_eq!(Matrix::IDENTITY.after(scaled), scaled);
    }
}
