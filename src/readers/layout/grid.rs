//! Ruling lines to the cells of a table. Where a line between two places is missing, they are one cell.

use super::geometry::{Axis, Bounds, Rule, clustered, nearest};
use super::rules::{DisjointSets, TOLERANCE};

/// Rows and columns are no narrower than this: lines closer together are one that is drawn twice.
pub const NARROWEST: f64 = 5.0;

/// The cells of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Where the columns begin, and where the last one ends.
    pub columns: Vec<f64>,
    /// Where the rows begin, and where the last one ends.
    pub rows: Vec<f64>,
    /// The cells, row by row.
    pub cells: Vec<GridCell>,
    /// For each place, row by row, the cell that covers it.
    owners: Vec<usize>,
}

/// A cell of a grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GridCell {
    pub row: usize,
    pub column: usize,
    pub rowspan: usize,
    pub colspan: usize,
    pub bounds: Bounds,
}

impl Grid {
    /// The grid of lines that touch. `None` where they are none: a frame, a single line, or more than `most` places.
    pub fn of(rules: &[Rule], most: usize) -> Option<Self> {
        let columns = positions(rules, Axis::Vertical);
        let rows = positions(rules, Axis::Horizontal);
        let (across, down) = (columns.len().checked_sub(1)?, rows.len().checked_sub(1)?);
        if across * down < 2 || across.saturating_mul(down) > most {
            return None;
        }
        let right = Edges::of(rules, Axis::Vertical, &columns, &rows);
        let below = Edges::of(rules, Axis::Horizontal, &rows, &columns);
        let mut sets = DisjointSets::new(across * down);
        for row in 0..down {
            for column in 0..across {
                let place = row * across + column;
                if column + 1 < across && !right.has(column + 1, row) {
                    sets.unite(place, place + 1);
                }
                if row + 1 < down && !below.has(row + 1, column) {
                    sets.unite(place, place + across);
                }
            }
        }
        let mut spans = Vec::new();
        for places in sets.members() {
            spans.extend(rectangles(&places, across));
        }
        spans.sort_unstable();
        let at = |positions: &[f64], index: usize| positions.get(index).copied().unwrap_or_default();
        let cells = spans.into_iter().map(|Span { row, column, row_end, column_end }| GridCell {
            row,
            column,
            rowspan: row_end - row,
            colspan: column_end - column,
            bounds: Bounds::new(
                at(&columns, column),
                at(&rows, row),
                at(&columns, column_end),
                at(&rows, row_end),
            ),
        });
        let cells: Vec<GridCell> = cells.collect();
        let mut owners = vec![0; across * down];
        for (index, cell) in cells.iter().enumerate() {
            for row in cell.row..cell.row + cell.rowspan {
                for column in cell.column..cell.column + cell.colspan {
                    owners.get_mut(row * across + column).into_iter().for_each(|owner| *owner = index);
                }
            }
        }
        (cells.len() > 1).then_some(Self { columns, rows, cells, owners })
    }

    /// The cell at a point; the nearest one where the point is beside the table.
    pub fn cell_at(&self, (x, y): (f64, f64)) -> usize {
        let index = |positions: &[f64], at: f64| {
            let after = positions.partition_point(|position| *position <= at);
            after.saturating_sub(1).min(positions.len().saturating_sub(2))
        };
        let place = index(&self.rows, y) * (self.columns.len() - 1) + index(&self.columns, x);
        self.owners.get(place).copied().unwrap_or(0)
    }

    pub fn bounds(&self) -> Bounds {
        let end = |positions: &[f64]| {
            (positions.first().copied().unwrap_or_default(), positions.last().copied().unwrap_or_default())
        };
        let ((left, right), (top, bottom)) = (end(&self.columns), end(&self.rows));
        Bounds::new(left, top, right, bottom)
    }
}

/// Where lines of an axis are, and where those across them end beyond the last of them: tables may be open at their
/// sides, and at the end of a page.
fn positions(rules: &[Rule], axis: Axis) -> Vec<f64> {
    let own = rules.iter().filter(|rule| rule.axis == axis).map(|rule| rule.at).collect();
    let mut positions = clustered(own, NARROWEST);
    let (Some(first), Some(last)) = (positions.first().copied(), positions.last().copied()) else {
        return positions;
    };
    let across = rules.iter().filter(|rule| rule.axis != axis);
    let (from, to) = across.fold((first, last), |(from, to), rule| (rule.from.min(from), rule.to.max(to)));
    if first - from > 2.0 * TOLERANCE {
        positions.insert(0, from);
    }
    if to - last > 2.0 * TOLERANCE {
        positions.push(to);
    }
    positions
}

/// For each position of an axis, the stretches between the positions across it that have a line.
struct Edges {
    stretches: usize,
    has: Vec<bool>,
}

impl Edges {
    fn of(rules: &[Rule], axis: Axis, at: &[f64], across: &[f64]) -> Self {
        let stretches = across.len().saturating_sub(1);
        let mut covered = vec![0.0; at.len() * stretches];
        for rule in rules.iter().filter(|rule| rule.axis == axis) {
            let line = nearest(at, rule.at) * stretches;
            let first = across.partition_point(|position| *position <= rule.from).saturating_sub(1);
            for (stretch, ends) in across.windows(2).enumerate().skip(first) {
                let &[from, to] = ends else { continue };
                if from >= rule.to {
                    break;
                }
                let length = rule.to.min(to) - rule.from.max(from);
                if let Some(covered) = covered.get_mut(line + stretch) {
                    *covered += length.max(0.0);
                }
            }
        }
        let lengths = across.windows(2).map(|ends| match ends {
            &[from, to] => to - from,
            _ => f64::INFINITY,
        });
        let lengths: Vec<f64> = lengths.collect();
        let has = covered.chunks(stretches.max(1)).flat_map(|line| {
            // A line that ends short of the next one crosses it still.
            line.iter()
                .zip(&lengths)
                .map(|(covered, length)| *covered >= (length - TOLERANCE).min(length * 0.6))
        });
        Self { stretches, has: has.collect() }
    }

    fn has(&self, at: usize, stretch: usize) -> bool {
        self.has.get(at * self.stretches + stretch).copied().unwrap_or(true)
    }
}

/// The places that a cell covers; the ends are excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Span {
    row: usize,
    column: usize,
    row_end: usize,
    column_end: usize,
}

/// Divides places without lines between them into rectangles: one where they are one, else runs of each row, those
/// of equal extent joined.
fn rectangles(places: &[usize], across: usize) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    for &place in places {
        let (row, column) = (place / across, place % across);
        match runs.last_mut() {
            Some(run) if run.row == row && run.column_end == column => run.column_end += 1,
            _ => runs.push(Span { row, column, row_end: row + 1, column_end: column + 1 }),
        }
    }
    let mut spans: Vec<Span> = Vec::new();
    for run in runs {
        let above = spans.iter_mut().rev().take(across).find(|span| {
            span.row_end == run.row && span.column == run.column && span.column_end == run.column_end
        });
        match above {
            Some(above) => above.row_end = run.row_end,
            None => spans.push(run),
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::layout::geometry::sides;

    fn spans(rules: &[Rule]) -> Vec<(usize, usize, usize, usize)> {
        let grid = Grid::of(rules, 1000).unwrap();
        grid.cells.iter().map(|cell| (cell.row, cell.column, cell.rowspan, cell.colspan)).collect()
    }

    fn boxes(boxes: &[(f64, f64, f64, f64)]) -> Vec<Rule> {
        boxes.iter().flat_map(|&(a, b, c, d)| sides(Bounds::new(a, b, c, d))).collect()
    }

    #[test]
    fn missing_lines_merge_cells() {
        // A label over two rows, a heading over two columns.
        let rules =
            boxes(&[(0., 0., 40., 40.), (40., 0., 120., 20.), (40., 20., 80., 40.), (80., 20., 120., 40.)]);
        assert_eq!(spans(&rules), [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]);
    }

    #[test]
    fn boxes_with_space_between_them_are_cells() {
        let rules =
            boxes(&[(0., 0., 38., 18.), (40., 0., 80., 18.), (0., 20., 38., 40.), (40., 20., 80., 40.)]);
        assert_eq!(spans(&rules), [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]);
    }

    #[test]
    fn tables_may_be_open_at_their_sides() {
        let rules = [
            Rule::horizontal(0.0, 0.0, 90.0),
            Rule::horizontal(20.0, 0.0, 90.0),
            Rule::vertical(30.0, 0.0, 50.0),
            Rule::vertical(60.0, 0.0, 50.0),
        ];
        let grid = Grid::of(&rules, 1000).unwrap();
        assert_eq!((grid.columns.len(), grid.rows.len(), grid.cells.len()), (4, 3, 6));
        assert_eq!(grid.cell_at((45.0, 30.0)), 4);
    }

    #[test]
    fn what_is_no_rectangle_is_divided() {
        // An L of three places.
        let mut rules = boxes(&[(0., 0., 80., 40.), (40., 20., 80., 40.)]);
        assert_eq!(spans(&rules), [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]);
        rules.truncate(4);
        assert_eq!(Grid::of(&rules, 1000), None, "a frame is no table");
    }

    #[test]
    fn too_many_places_are_no_table() {
        let rules = boxes(&[(0., 0., 40., 40.), (40., 0., 80., 40.)]);
        assert!(Grid::of(&rules, 2).is_some() && Grid::of(&rules, 1).is_none());
    }
}
