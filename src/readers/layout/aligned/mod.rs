//! Tables without ruling lines, by how their figures, headings and labels are aligned. What is not certain stays text.

mod columns;
mod fragments;
mod headings;
mod regions;
mod rows;
#[cfg(test)]
mod tests;

use std::ops::Range;

use self::columns::Columns;
use self::fragments::Fragment;
use super::columns::gutter;
use super::geometry::Bounds;
use super::grid::Grid;
use super::line::Line;
use super::tables::{TableBox, fill};

/// Texts of a table of which every two are compared.
const MOST: usize = 4_000;

/// A part of a table on a page.
#[derive(Clone, Debug)]
struct Part {
    page: usize,
    lines: Range<usize>,
}

/// Takes the tables out of the lines of pages, and adds them to those with ruling lines.
pub fn take(pages: &mut [Vec<Line>], tables: &mut [Vec<TableBox>], most_cells: usize) {
    let mut taken: Vec<(Part, TableBox)> = Vec::new();
    for chain in chains(pages, tables) {
        taken.extend(table(&chain, pages, most_cells).unwrap_or_default());
    }
    taken.sort_by_key(|(part, _)| (part.page, std::cmp::Reverse(part.lines.start)));
    for (Part { page, lines }, table) in taken {
        pages.get_mut(page).into_iter().for_each(|own| {
            own.drain(lines.clone());
        });
        if let Some(own) = tables.get_mut(page) {
            own.push(table);
            own.sort_by(|a, b| a.bounds.top.total_cmp(&b.bounds.top));
        }
    }
}

/// The regions that may be tables; those at the end of a page with those at the start of the next.
fn chains(pages: &[Vec<Line>], tables: &[Vec<TableBox>]) -> Vec<Vec<Part>> {
    let mut chains: Vec<Vec<Part>> = Vec::new();
    let mut goes_on = false;
    for (page, (lines, tables)) in pages.iter().zip(tables).enumerate() {
        let boxes: Vec<Bounds> = tables.iter().map(|table| table.bounds).collect();
        if gutter(lines, &boxes).is_some() {
            goes_on = false;
            continue;
        }
        let is_above = |line: Option<&Line>| {
            line.is_some_and(|line| boxes.iter().all(|table| line.bounds.top < table.top))
        };
        let is_below = |line: Option<&Line>| {
            line.is_some_and(|line| boxes.iter().all(|table| line.bounds.top > table.top))
        };
        let mut ends = false;
        for range in regions::regions(lines, &boxes, goes_on) {
            let is_first = range.start == 0 && is_above(lines.first());
            ends = range.end == lines.len() && is_below(lines.last());
            let part = Part { page, lines: range };
            match chains.last_mut().filter(|_| goes_on && is_first) {
                Some(chain) => chain.push(part),
                None => chains.push(vec![part]),
            }
        }
        goes_on = ends;
    }
    chains
}

fn table(chain: &[Part], pages: &[Vec<Line>], most_cells: usize) -> Option<Vec<(Part, TableBox)>> {
    let fragments: Vec<Vec<Fragment>> = chain
        .iter()
        .enumerate()
        .map(|(number, part)| {
            let lines = pages.get(part.page).and_then(|lines| lines.get(part.lines.clone()));
            Fragment::all(lines.unwrap_or_default(), number)
        })
        .collect();
    if fragments.iter().map(Vec::len).sum::<usize>() > MOST {
        return None;
    }
    let columns = Columns::of(&fragments.concat())?;
    let mut tables = Vec::new();
    for (part, own) in chain.iter().zip(fragments) {
        let rules = rows::rules(&own, &columns)?;
        let grid = Grid::of(&rules, most_cells)?;
        let words = own.into_iter().map(|fragment| fragment.word).collect();
        tables.push((part.clone(), fill(&grid, words)));
    }
    Some(tables)
}
