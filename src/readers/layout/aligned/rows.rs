//! The rows of a table without ruling lines, and the lines that would be between its cells.

use super::columns::Columns;
use super::fragments::Fragment;
use super::headings;
use crate::readers::layout::geometry::{Bounds, Rule};
use crate::readers::layout::grid::NARROWEST;
use crate::readers::layout::paragraphs::begins_numbered;

/// The lines of the text of a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub bounds: Bounds,
    /// The columns it covers; the end is excluded.
    pub columns: (usize, usize),
    pub kind: Kind,
    pub size: f64,
    /// Its last line, among the fragments.
    last: usize,
    lines: usize,
    /// Whether it begins with a number of its own.
    is_numbered: bool,
    values: Values,
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Figure,
    /// A label with no other to its right.
    Leaf,
    /// Another label, or a heading.
    Text,
}

/// Beside which lines of a text values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Values {
    Nowhere,
    /// Beside the first one, perhaps beside others.
    First,
    Later,
}

impl Group {
    fn is_leaf(&self) -> bool {
        self.kind == Kind::Leaf
    }

    pub fn is_figure(&self) -> bool {
        self.kind == Kind::Figure
    }

    fn has_values(&self) -> bool {
        self.values != Values::Nowhere
    }

    /// Whether it shows where rows are: a label over several rows does not.
    fn is_primary(&self, columns: &Columns) -> bool {
        self.is_leaf() || self.columns.1 > columns.labels
    }
}

/// From one line of a cell to the next, at most: in ems, and compared with the least that there is.
const PITCH: f64 = 1.9;
const UNEVEN: f64 = 1.06;
/// How much closer than rows the lines of a cell are.
const EVEN: f64 = 0.97;
/// How far above or below a label over several rows one of them is, in ems.
const BESIDE: f64 = 1.3;
/// How much less room than a line seems to have there may be, in ems.
const SLACK: f64 = 0.3;

/// The lines that would be between the cells of a part of a table; `None` where it is not certain which figures are
/// whose.
pub fn rules(fragments: &[Fragment], columns: &Columns) -> Option<Vec<Rule>> {
    let mut groups = groups(fragments, columns)?;
    let cuts = cuts(&groups, columns)?;
    headings::widen(&mut groups, &cuts, columns);
    let are_distinct = cuts.windows(2).all(|ends| matches!(ends, [from, to] if to - from > NARROWEST));
    let is_certain =
        are_whole(&groups, least_row_pitch(fragments, columns)) && are_certain(&groups, &cuts, columns);
    (are_distinct && is_certain).then(|| lattice(&groups, &cuts, columns))
}

/// The texts of cells. `None` where a line may be a row of its own as well as the rest of the label above it.
fn groups(fragments: &[Fragment], columns: &Columns) -> Option<Vec<Group>> {
    let mut order: Vec<(usize, &Fragment)> = fragments.iter().enumerate().collect();
    order.sort_by(|(_, a), (_, b)| {
        a.baseline.total_cmp(&b.baseline).then(a.bounds().left.total_cmp(&b.bounds().left))
    });
    let pitch = least_pitch(&order, columns);
    let row_pitch = least_row_pitch(fragments, columns);
    let mut groups: Vec<Group> = Vec::new();
    for (at, &(index, fragment)) in order.iter().enumerate() {
        let own = Group::of(index, fragment, fragments, columns);
        // Figures beside the last line of a label alone are those of another row.
        let near = order
            .iter()
            .skip(at + 1)
            .take_while(|(_, next)| next.baseline - fragment.baseline <= UNEVEN * pitch);
        let is_last = !near.into_iter().any(|(_, next)| {
            columns.covered(next).0 == own.columns.0
                && !begins_numbered(&next.text)
                && !Group::of(0, next, fragments, columns).has_values()
        });
        let goes_on = |group: &&mut Group| {
            let Some(before) = fragments.get(group.last) else { return false };
            let is_other = own.is_leaf()
                && own.has_values()
                && (group.has_values() && group.is_leaf() || group.values != Values::First && is_last);
            let is_label = own.columns.1 <= columns.labels;
            !group.is_figure()
                && !fragment.is_figure
                && are_stacked(group.columns, own.columns, columns)
                && fragment.baseline - before.baseline <= (UNEVEN * pitch).min(PITCH * fragment.size)
                && is_full(before, fragment, group.columns, columns)
                && !begins_numbered(&fragment.text)
                && !(is_label && is_other)
        };
        let above = groups.iter_mut().rev().find(goes_on);
        match above {
            Some(group) => {
                let before = fragments.get(group.last)?;
                let is_near = fragment.baseline - before.baseline < EVEN * row_pitch;
                if own.is_leaf() && !own.has_values() && !group.is_numbered && !is_near {
                    return None;
                }
                group.join(&own);
            }
            None => groups.push(own),
        }
    }
    Some(groups)
}

impl Group {
    fn of(index: usize, fragment: &Fragment, fragments: &[Fragment], columns: &Columns) -> Self {
        let bounds = fragment.bounds();
        let is_value = |other: &Fragment| columns.covered(other).1 > columns.labels;
        let has_values = fragments.iter().any(|other| is_value(other) && other.is_level_with(fragment));
        let is_beside = |other: &Fragment| {
            !is_value(other)
                && other.bounds().left >= bounds.right
                && (other.baseline - fragment.baseline).abs() < BESIDE * fragment.size
        };
        let ends_labels = columns.covered(fragment).1 == columns.labels;
        let kind = match (is_value(fragment), fragment.is_figure) {
            (true, true) => Kind::Figure,
            (false, _) if ends_labels || !fragments.iter().any(is_beside) => Kind::Leaf,
            _ => Kind::Text,
        };
        Self {
            bounds,
            columns: columns.covered(fragment),
            kind,
            size: fragment.size,
            last: index,
            is_numbered: begins_numbered(&fragment.text),
            lines: 1,
            values: if has_values { Values::First } else { Values::Nowhere },
        }
    }

    fn join(&mut self, line: &Self) {
        self.bounds = self.bounds.union(line.bounds);
        self.columns = (self.columns.0.min(line.columns.0), self.columns.1.max(line.columns.1));
        self.last = line.last;
        self.lines += 1;
        if line.kind == Kind::Leaf {
            self.kind = Kind::Leaf;
        }
        if self.values == Values::Nowhere && line.values != Values::Nowhere {
            self.values = Values::Later;
        }
    }
}

/// Whether lines over these columns may be of one cell: over the same, or over some of several label columns.
fn are_stacked(above: (usize, usize), own: (usize, usize), columns: &Columns) -> bool {
    above == own || above.0 == own.0 && above.1.max(own.1) <= columns.labels
}

/// Whether a line of a cell has no room for what the next one begins with.
fn is_full(line: &Fragment, next: &Fragment, (_, end): (usize, usize), columns: &Columns) -> bool {
    let end = if end == columns.labels { Some(columns.label_right) } else { columns.cuts.get(end).copied() };
    end.is_some_and(|end| end - line.bounds().right < next.beginning() + SLACK * line.size)
}

/// From one label to the next where both have figures beside them, at least; 0 where none do.
fn least_row_pitch(fragments: &[Fragment], columns: &Columns) -> f64 {
    let labels =
        fragments.iter().enumerate().map(|(at, label)| (label, Group::of(at, label, fragments, columns)));
    let mut labels: Vec<(f64, bool, f64)> = labels
        .filter(|(_, group)| group.is_leaf())
        .map(|(label, _)| {
            let has_figures = fragments.iter().any(|other| other.is_figure && other.is_level_with(label));
            (label.baseline, has_figures, label.size)
        })
        .collect();
    labels.sort_by(|a, b| a.0.total_cmp(&b.0));
    let pitches = labels.windows(2).filter_map(|pair| match pair {
        [(above, true, size), (below, true, _)] => Some(below - above).filter(|pitch| pitch > size),
        _ => None,
    });
    pitches.reduce(f64::min).unwrap_or(0.0)
}

fn least_pitch(order: &[(usize, &Fragment)], columns: &Columns) -> f64 {
    let mut least = f64::INFINITY;
    for (at, (_, fragment)) in order.iter().enumerate() {
        let own = columns.covered(fragment);
        let next = order.iter().skip(at + 1).find(|(_, next)| {
            next.baseline - fragment.baseline > 0.9 * fragment.size && columns.covered(next).0 == own.0
        });
        least = next.map_or(least, |(_, next)| least.min(next.baseline - fragment.baseline));
    }
    least
}

/// Where the rows begin, and where the last one ends: a row begins below the first thing that ends in the row above.
fn cuts(groups: &[Group], columns: &Columns) -> Option<Vec<f64>> {
    let primary = || groups.iter().filter(|group| group.is_primary(columns));
    let mut tops: Vec<f64> = primary().map(|group| group.bounds.top).collect();
    tops.sort_by(f64::total_cmp);
    let bottom = groups.iter().map(|group| group.bounds.bottom).fold(f64::NEG_INFINITY, f64::max);
    let top = groups.iter().map(|group| group.bounds.top).fold(f64::INFINITY, f64::min);
    let mut cuts = vec![top];
    loop {
        let from = *cuts.last()?;
        let starting = primary().filter(|group| group.bounds.top >= from);
        let end = starting.map(|group| group.bounds.bottom).reduce(f64::min)?;
        let Some(next) = tops.get(tops.partition_point(|top| *top < end - 0.5)) else { break };
        cuts.push(*next);
        if cuts.len() > groups.len() + 1 {
            return None;
        }
    }
    cuts.push(bottom);
    Some(cuts)
}

/// Whether no label below the first figures may be the rest of the one above it.
fn are_whole(groups: &[Group], row_pitch: f64) -> bool {
    let tops = groups.iter().filter(|group| group.is_figure()).map(|group| group.bounds.top);
    let first_figure = tops.fold(f64::INFINITY, f64::min);
    let mut labels: Vec<&Group> =
        groups.iter().filter(|group| group.is_leaf() && group.bounds.bottom > first_figure).collect();
    labels.sort_by(|a, b| a.bounds.top.total_cmp(&b.bounds.top));
    labels.windows(2).all(|pair| {
        let [above, label] = pair else { return true };
        let pitch = label.bounds.top - above.bounds.bottom + label.size;
        let is_odd = above.is_numbered && !label.is_numbered && above.has_values() != label.has_values();
        pitch >= EVEN * row_pitch && !(is_odd && pitch <= UNEVEN * row_pitch)
    })
}

/// Whether each row with figures has a label of its own, in a table with labels.
fn are_certain(groups: &[Group], cuts: &[f64], columns: &Columns) -> bool {
    let figures: Vec<&Group> = groups.iter().filter(|group| group.is_figure()).collect();
    let label_of = |figure: &Group| {
        let (_, y) = figure.bounds.centre();
        let beside = groups.iter().enumerate().filter(|(_, group)| {
            !group.is_figure()
                && group.columns.0 < columns.labels
                && group.bounds.top < y
                && y < group.bounds.bottom
        });
        let label = beside.max_by_key(|(_, group)| group.columns.1);
        // A label that was broken before the next column is one of several rows.
        label.filter(|(_, group)| group.columns.1 == columns.labels || group.lines == 1).map(|(at, _)| at)
    };
    let row_of = |group: &Group| cuts.partition_point(|cut| *cut <= group.bounds.centre().1);
    let mut rows: Vec<(usize, Option<usize>, (usize, usize))> =
        figures.iter().map(|figure| (row_of(figure), label_of(figure), figure.columns)).collect();
    rows.sort_unstable();
    let is_single = figures.iter().all(|figure| figure.columns.0 + 1 == figure.columns.1);
    let are_apart = rows.windows(2).all(|pair| match pair {
        [(row, label, columns), (next, other, other_columns)] => {
            if row == next {
                label == other && columns != other_columns
            } else {
                label.is_none() || label != other
            }
        }
        _ => true,
    });
    let labelled = rows.iter().filter(|(_, label, _)| label.is_some()).count();
    is_single && are_apart && (labelled == rows.len() || labelled == 0)
}

/// A line on each side of each place, but for those that text runs over.
fn lattice(groups: &[Group], cuts: &[f64], columns: &Columns) -> Vec<Rule> {
    let mut rules = Vec::new();
    let crosses = |from: f64, cut: f64, to: f64| from + 0.5 < cut && cut < to - 0.5;
    let inner = |at: usize, count: usize| at > 0 && at + 1 < count;
    for (at, &y) in cuts.iter().enumerate() {
        for (column, ends) in columns.cuts.windows(2).enumerate() {
            let &[from, to] = ends else { continue };
            let is_crossed = inner(at, cuts.len())
                && groups.iter().any(|group| {
                    (group.columns.0..group.columns.1).contains(&column)
                        && crosses(group.bounds.top, y, group.bounds.bottom)
                });
            rules.extend((!is_crossed).then(|| Rule::horizontal(y, from, to)));
        }
    }
    for (at, &x) in columns.cuts.iter().enumerate() {
        for ends in cuts.windows(2) {
            let &[from, to] = ends else { continue };
            let is_crossed = inner(at, columns.cuts.len())
                && groups.iter().any(|group| {
                    group.columns.0 < at
                        && at < group.columns.1
                        && group.bounds.top + 0.5 < to
                        && from < group.bounds.bottom - 0.5
                });
            rules.extend((!is_crossed).then(|| Rule::vertical(x, from, to)));
        }
    }
    rules
}
