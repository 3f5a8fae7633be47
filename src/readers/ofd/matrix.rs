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
        let [right_x, right_y, down_x, down_y, x, y] = first.0;
        let right = self.vector(Point::new(right_x, right_y));
        let down = self.vector(Point::new(down_x, down_y));
        let origin = self.point(Point::new(x, y));
        Self([right.x, right.y, down.x, down.y, origin.x, origin.y])
    }

    pub fn point(self, point: Point) -> Point {
        let [.., x, y] = self.0;
        let vector = self.vector(point);
        Point::new(vector.x + x, vector.y + y)
    }

    /// A distance, which is not moved.
    pub fn vector(self, Point { x, y }: Point) -> Point {
        let [right_x, right_y, down_x, down_y, ..] = self.0;
        Point::new(right_x.mul_add(x, down_x * y), right_y.mul_add(x, down_y * y))
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
