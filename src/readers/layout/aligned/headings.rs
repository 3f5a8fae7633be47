//! Headings over several columns whose text is centred over them, so that it does not show where they begin and end.

use super::columns::Columns;
use super::rows::Group;

/// How far the middle of a text may be off the middle of its columns, in ems.
const OFF: f64 = 0.5;
/// Headings beside each other, at most.
const MOST: usize = 6;

/// Widens headings beside each other to the columns that they divide between them, where there is one way only.
pub fn widen(groups: &mut [Group], cuts: &[f64], columns: &Columns) {
    let first_figure = groups
        .iter()
        .filter(|group| group.is_figure())
        .map(|group| group.bounds.top)
        .fold(f64::INFINITY, f64::min);
    let mut spans = vec![(columns.labels, columns.cuts.len() - 1)];
    for ends in cuts.windows(2) {
        let &[from, to] = ends else { continue };
        if to > first_figure {
            break;
        }
        let is_here = |group: &Group| group.bounds.top < to && from < group.bounds.bottom;
        let mut found = Vec::new();
        for &span in &spans {
            let mut row: Vec<usize> = (0..groups.len())
                .filter(|at| groups.get(*at).is_some_and(|group| is_here(group) && is_within(group, span)))
                .collect();
            let left = |at: &usize| groups.get(*at).map_or(0.0, |group| group.bounds.left);
            row.sort_by(|a, b| left(a).total_cmp(&left(b)));
            let texts: Vec<Group> = row.iter().filter_map(|at| groups.get(*at)).cloned().collect();
            if !(2..=MOST).contains(&texts.len())
                || texts.iter().all(|text| text.columns.1 - text.columns.0 < 2)
            {
                continue;
            }
            let mut ways = Vec::new();
            divide(&texts, span, columns, &mut Vec::new(), &mut ways);
            if let [way] = &ways[..] {
                for (at, own) in row.iter().zip(way) {
                    groups.get_mut(*at).into_iter().for_each(|group| group.columns = *own);
                }
                found.extend(way.iter().copied());
            }
        }
        spans.extend(found);
    }
}

fn is_within(group: &Group, (from, to): (usize, usize)) -> bool {
    from <= group.columns.0 && group.columns.1 <= to
}

/// The ways to divide columns between texts so that each is in the middle of its own.
fn divide(
    texts: &[Group],
    (from, to): (usize, usize),
    columns: &Columns,
    begun: &mut Vec<(usize, usize)>,
    ways: &mut Vec<Vec<(usize, usize)>>,
) {
    let Some((text, rest)) = texts.split_first() else {
        if from == to {
            ways.push(begun.clone());
        }
        return;
    };
    let ends = if rest.is_empty() { to..=to } else { from + 1..=to };
    for end in ends {
        let own = (from, end);
        if is_within(text, own) && is_centred(text, own, columns) {
            begun.push(own);
            divide(rest, (end, to), columns, begun, ways);
            begun.pop();
        }
    }
}

fn is_centred(text: &Group, (from, to): (usize, usize), columns: &Columns) -> bool {
    let at = |cut: usize| columns.cuts.get(cut).copied().unwrap_or_default();
    let (middle, _) = text.bounds.centre();
    (f64::midpoint(at(from), at(to)) - middle).abs() < OFF * text.size
}
