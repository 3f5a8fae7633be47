//! The columns of a table without ruling lines: figures below each other, headings above them, labels to their left.

use super::fragments::Fragment;
use crate::readers::layout::grid::NARROWEST;

/// A part of a page's width.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Extent {
    left: f64,
    right: f64,
    has_heading: bool,
    has_figures: bool,
}

impl Extent {
    fn of(fragment: &Fragment) -> Self {
        let bounds = fragment.bounds();
        Self { left: bounds.left, right: bounds.right, has_heading: false, has_figures: fragment.is_figure }
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right
    }

    fn with(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            right: self.right.max(other.right),
            has_heading: self.has_heading || other.has_heading,
            has_figures: self.has_figures || other.has_figures,
        }
    }
}

/// Where the columns of a table are.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// Where the columns begin, and where the last one ends.
    pub cuts: Vec<f64>,
    /// How many of them hold labels.
    pub labels: usize,
    /// Where the longest of the labels ends.
    pub label_right: f64,
}

/// White space between the texts of two columns, at least, in ems.
const ROOM: f64 = 0.15;
/// Room left and right of a table.
const MARGIN: f64 = 1.0;

impl Columns {
    /// The columns that the fragments of a table show; `None` where they do not tell for certain.
    pub fn of(fragments: &[Fragment]) -> Option<Self> {
        let mut values = figures(fragments)?;
        let first = values.first()?.left;
        let label_end = label_end(fragments, first);
        let mut others: Vec<&Fragment> = fragments
            .iter()
            .filter(|fragment| !fragment.is_figure && fragment.bounds().left >= label_end)
            .collect();
        others.sort_by(|a, b| a.bounds().width().total_cmp(&b.bounds().width()));
        for fragment in others {
            let is_heading = !fragments.iter().any(|other| other.is_figure && other.is_level_with(fragment));
            let own = Extent { has_heading: is_heading, ..Extent::of(fragment) };
            add(&mut values, own, ROOM * fragment.size);
        }
        let values = paired(values)?;
        let labels = label_starts(fragments, values.first()?.left);
        let has_labels = fragments.iter().any(|fragment| fragment.bounds().left < values_left(&values));
        let left = fragments.iter().map(|fragment| fragment.bounds().left).fold(f64::INFINITY, f64::min);
        let right = fragments.iter().map(|fragment| fragment.bounds().right).fold(0.0, f64::max);
        let ends = fragments.iter().map(|fragment| fragment.bounds().right);
        let label_right = ends.filter(|end| *end <= values_left(&values)).fold(left, f64::max);
        let mut cuts = vec![left - MARGIN];
        let count = if has_labels { labels.len() + 1 } else { 0 };
        cuts.extend(labels);
        if has_labels {
            cuts.push(f64::midpoint(label_right, values_left(&values)));
        }
        cuts.extend(values.windows(2).filter_map(|pair| match pair {
            [a, b] => Some(f64::midpoint(a.right, b.left)),
            _ => None,
        }));
        cuts.push(right + MARGIN);
        let rises = cuts.windows(2).all(|pair| matches!(pair, [a, b] if b - a > NARROWEST));
        (rises && cuts.len() > 2).then_some(Self { cuts, labels: count, label_right })
    }

    /// The columns that a fragment covers; the end is excluded.
    pub fn covered(&self, fragment: &Fragment) -> (usize, usize) {
        let bounds = fragment.bounds();
        let at = |x: f64| self.cuts.partition_point(|cut| *cut <= x).saturating_sub(1);
        (at(bounds.left), at(bounds.right) + 1)
    }
}

fn values_left(values: &[Extent]) -> f64 {
    values.first().map_or(0.0, |first| first.left)
}

/// The columns of the figures; `None` where two of a row are in one.
fn figures(fragments: &[Fragment]) -> Option<Vec<Extent>> {
    let mut figures: Vec<&Fragment> = fragments.iter().filter(|fragment| fragment.is_figure).collect();
    figures.sort_by(|a, b| a.bounds().left.total_cmp(&b.bounds().left));
    let mut columns: Vec<(Extent, Vec<&Fragment>)> = Vec::new();
    for figure in figures {
        let own = Extent::of(figure);
        match columns.last_mut() {
            Some((column, members)) if column.overlaps(&own) => {
                if members.iter().any(|member| member.is_level_with(figure)) {
                    return None;
                }
                *column = column.with(&own);
                members.push(figure);
            }
            _ => columns.push((own, vec![figure])),
        }
    }
    Some(columns.into_iter().map(|(column, _)| column).collect())
}

/// Where the labels of rows with figures end.
fn label_end(fragments: &[Fragment], first: f64) -> f64 {
    let labels = fragments.iter().filter(|label| {
        !label.is_figure
            && label.bounds().right <= first
            && fragments.iter().any(|figure| figure.is_figure && figure.is_level_with(label))
    });
    labels.map(|label| label.bounds().right).fold(f64::NEG_INFINITY, f64::max)
}

/// Adds a text to the only column it is in, which it may widen while room is left to the next; one over no column
/// makes one, one over several spans them.
fn add(columns: &mut Vec<Extent>, own: Extent, room: f64) {
    let over: Vec<usize> =
        columns.iter().enumerate().filter(|(_, column)| column.overlaps(&own)).map(|(at, _)| at).collect();
    match over[..] {
        [] => {
            let at = columns.partition_point(|column| column.left < own.left);
            columns.insert(at, own);
        }
        [at] => {
            let around = Extent { left: own.left - room, right: own.right + room, ..own };
            let fits = columns.iter().filter(|column| column.overlaps(&around)).count() == 1;
            columns.get_mut(at).into_iter().for_each(|column| {
                *column = if fits {
                    column.with(&own)
                } else {
                    Extent { has_heading: column.has_heading || own.has_heading, ..*column }
                };
            });
        }
        _ => {}
    }
}

/// Each column of figures with its heading, which may be beside it where one is aligned left and the other right.
/// `None` where it is open which heading is whose.
fn paired(columns: Vec<Extent>) -> Option<Vec<Extent>> {
    let is_heading = |at: Option<usize>| {
        at.and_then(|at| columns.get(at)).is_some_and(|column| !column.has_figures && column.has_heading)
    };
    let bare: Vec<usize> = (0..columns.len())
        .filter(|at| columns.get(*at).is_some_and(|column| column.has_figures && !column.has_heading))
        .collect();
    if bare.is_empty() {
        return Some(columns);
    }
    let all = |is_on_side: &dyn Fn(usize) -> bool| bare.iter().all(|at| is_on_side(*at));
    let is_left = all(&|at| is_heading(at.checked_sub(1)));
    let is_right = all(&|at| is_heading(Some(at + 1)));
    if is_left == is_right {
        return None;
    }
    let mut paired: Vec<Extent> = Vec::with_capacity(columns.len());
    let mut open: Option<Extent> = None;
    for (at, column) in columns.iter().enumerate() {
        let is_bare = bare.contains(&at);
        if is_bare && is_left {
            let heading = paired.pop()?;
            paired.push(heading.with(column));
        } else if is_bare {
            open = Some(*column);
        } else {
            paired.push(open.take().map_or(*column, |figures| figures.with(column)));
        }
    }
    Some(paired)
}

/// Where label columns begin, but for the first: several labels do, and others are beside them to the left.
fn label_starts(fragments: &[Fragment], end: f64) -> Vec<f64> {
    let labels: Vec<&Fragment> =
        fragments.iter().filter(|label| !label.is_figure && label.bounds().left < end).collect();
    let mut lefts: Vec<f64> = labels.iter().map(|label| label.bounds().left).collect();
    lefts.sort_by(f64::total_cmp);
    let size = labels.first().map_or(10.0, |label| label.size);
    let clusters = lefts.chunk_by(|a, b| b - a < 0.3 * size).filter(|cluster| cluster.len() > 1);
    let starts = clusters.filter_map(|cluster| Some((*cluster.first()?, *cluster.last()?)));
    let is_start = |(from, to): &(f64, f64)| {
        let own = labels.iter().filter(|label| (*from..=*to).contains(&label.bounds().left));
        let beside = |own: &Fragment, other: &Fragment| {
            other.part == own.part
                && other.bounds().right <= *from
                && (other.baseline - own.baseline).abs() < 0.9 * own.size
        };
        own.clone().any(|own| labels.iter().any(|other| beside(own, other)))
    };
    starts.filter(is_start).map(|(from, _)| from - 0.05 * size).collect()
}
