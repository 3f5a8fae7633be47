//! Boxes and ruling lines on a page, in points. `y` grows downwards.

/// An upright box.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Bounds {
    pub const fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self { left, top, right, bottom }
    }

    pub fn width(self) -> f64 {
        self.right - self.left
    }

    pub fn height(self) -> f64 {
        self.bottom - self.top
    }

    pub fn centre(self) -> (f64, f64) {
        (f64::midpoint(self.left, self.right), f64::midpoint(self.top, self.bottom))
    }

    /// The smallest box around both.
    pub const fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// What both boxes cover; its width or height is negative where they are apart.
    pub const fn intersection(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    /// The box with its sides moved outwards.
    pub fn inflated(self, by: f64) -> Self {
        Self::new(self.left - by, self.top - by, self.right + by, self.bottom + by)
    }

    pub fn contains(self, (x, y): (f64, f64)) -> bool {
        self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
    }

    pub fn contains_box(self, inner: Self) -> bool {
        self.left <= inner.left
            && self.top <= inner.top
            && inner.right <= self.right
            && inner.bottom <= self.bottom
    }
}

/// The direction of a ruling line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Axis {
    Horizontal,
    Vertical,
}

/// A ruling line: a horizontal one is at `y = at` from `x = from` to `x = to`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    pub axis: Axis,
    pub at: f64,
    pub from: f64,
    pub to: f64,
}

impl Rule {
    pub const fn horizontal(at: f64, from: f64, to: f64) -> Self {
        Self { axis: Axis::Horizontal, at, from: from.min(to), to: from.max(to) }
    }

    pub const fn vertical(at: f64, from: f64, to: f64) -> Self {
        Self { axis: Axis::Vertical, at, from: from.min(to), to: from.max(to) }
    }

    pub fn length(self) -> f64 {
        self.to - self.from
    }

    pub const fn bounds(self) -> Bounds {
        match self.axis {
            Axis::Horizontal => Bounds::new(self.from, self.at, self.to, self.at),
            Axis::Vertical => Bounds::new(self.at, self.from, self.at, self.to),
        }
    }
}

/// The sides of a box.
pub const fn sides(bounds: Bounds) -> [Rule; 4] {
    [
        Rule::horizontal(bounds.top, bounds.left, bounds.right),
        Rule::horizontal(bounds.bottom, bounds.left, bounds.right),
        Rule::vertical(bounds.left, bounds.top, bounds.bottom),
        Rule::vertical(bounds.right, bounds.top, bounds.bottom),
    ]
}

/// Positions that are at most `tolerance` apart become one, their mean; in rising order.
pub fn clustered(mut positions: Vec<f64>, tolerance: f64) -> Vec<f64> {
    positions.sort_by(f64::total_cmp);
    let mut clusters: Vec<f64> = Vec::new();
    let (mut first, mut sum, mut count) = (f64::NEG_INFINITY, 0.0, 0.0);
    for position in positions {
        if position - first > tolerance {
            clusters.push(position);
            (first, sum, count) = (position, position, 1.0);
        } else if let Some(last) = clusters.last_mut() {
            sum += position;
            count += 1.0;
            *last = sum / count;
        }
    }
    clusters
}

/// The index of the position that is nearest.
pub fn nearest(positions: &[f64], to: f64) -> usize {
    let after = positions.partition_point(|position| *position < to);
    let distance =
        |index: usize| positions.get(index).map_or(f64::INFINITY, |position| (position - to).abs());
    match after.checked_sub(1) {
        Some(before) if distance(before) <= distance(after) => before,
        _ => after.min(positions.len().saturating_sub(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_close_together_are_one() {
        assert_eq!(clustered(vec![5.0, 1.0, 1.5, 9.0, 5.5], 1.0), [1.25, 5.25, 9.0]);
        assert_eq!(clustered(Vec::new(), 1.0), [0.0; 0]);
        // They do not chain.
        assert_eq!(clustered(vec![0.0, 1.0, 2.0], 1.0), [0.5, 2.0]);
    }

    #[test]
    fn the_nearest_position_is_found() {
        let positions = [0.0, 10.0, 30.0];
        for (to, want) in [(-5.0, 0), (4.0, 0), (6.0, 1), (21.0, 2), (99.0, 2)] {
            assert_eq!(nearest(&positions, to), want, "{to}");
        }
    }
}
