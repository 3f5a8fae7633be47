//! Where on a page a table without ruling lines may be: lines of several texts each.

use std::ops::Range;

use crate::readers::layout::geometry::Bounds;
use crate::readers::layout::glyph::Glyph;
use crate::readers::layout::line::Line;

/// White space between two cells, in ems: within a text that was set at once, and between two.
const GAP: f64 = 1.0;
const APART_SET: f64 = 0.3;
/// From one line of a table to the next, at most, in ems.
const PITCH: f64 = 4.0;
/// How much farther apart than rows a heading between two tables is.
const APART: f64 = 1.25;
/// How much farther apart than rows a row at the end of a table may be, and how many of them there may be.
const UNEVEN: f64 = 1.06;
const MOST_TRAILING: usize = 2;
/// From one line of a cell to the next, at most, in ems.
const LINE: f64 = 2.0;
/// How far right of its labels a text is centred over columns of a table, and no heading.
const INDENT: f64 = 5.0;
/// How much of the text's width a line of text takes, at least.
const WIDE: f64 = 0.85;
const DENSE: f64 = 0.93;

/// A line as texts with white space between them.
struct Row {
    parts: Vec<Bounds>,
    size: f64,
    baseline: f64,
}

/// The lines of a page that may be tables, from top to bottom. `boxes` are those of its other tables; `goes_on` says
/// whether the page before ends with such a table.
pub fn regions(lines: &[Line], boxes: &[Bounds], goes_on: bool) -> Vec<Range<usize>> {
    let rows: Vec<Row> = lines
        .iter()
        .map(|line| Row { parts: parts(line), size: line.size, baseline: line.baseline })
        .collect();
    let left = lines.iter().map(|line| line.bounds.left).fold(f64::INFINITY, f64::min);
    let right = lines.iter().map(|line| line.bounds.right).fold(0.0, f64::max);
    let is_text = |row: &Row| {
        let extent = row.parts.iter().copied().reduce(Bounds::union).unwrap_or_default();
        let filled: f64 = row.parts.iter().map(|part| part.width()).sum();
        extent.width() > WIDE * (right - left) && filled > DENSE * extent.width()
    };
    let is_near = |a: &Row, b: &Row| {
        let (above, below) = (a.baseline, b.baseline);
        below - above <= PITCH * a.size.max(b.size)
            && !boxes.iter().any(|table| above < table.bottom && table.top < below)
    };
    let mut regions: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for at in 1..=rows.len() {
        let ends = match (rows.get(at - 1), rows.get(at)) {
            (Some(a), Some(b)) => is_text(a) || is_text(b) || !is_near(a, b),
            _ => true,
        };
        if ends {
            let block = rows.get(start..at).unwrap_or_default();
            regions.extend(
                tables(block, start == 0 && goes_on)
                    .into_iter()
                    .map(|range| start + range.start..start + range.end),
            );
            start = at;
        }
    }
    regions
}

fn parts(line: &Line) -> Vec<Bounds> {
    let glyphs: Vec<&Glyph> = line.glyphs.iter().filter(|glyph| !glyph.is_space()).collect();
    let is_one = |before: &&Glyph, glyph: &&Glyph| {
        let widest = if before.run == glyph.run { GAP } else { APART_SET };
        glyph.bounds.left - before.bounds.right <= widest * line.size
    };
    let parts = glyphs.chunk_by(is_one);
    parts.filter_map(|part| part.iter().map(|glyph| glyph.bounds).reduce(Bounds::union)).collect()
}

/// The parts of a block of lines that are tables: single texts that are neither below others nor between rows end one.
fn tables(rows: &[Row], goes_on: bool) -> Vec<Range<usize>> {
    let block = Block::of(rows);
    let mut tables: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        if block.place(at) != Place::Row {
            at += 1;
            continue;
        }
        let floor = tables.last().map_or(0, |range| range.end);
        let first = block.first(at, floor, goes_on && floor == 0);
        let end = block.end(at);
        tables.push(first..end);
        at = end.max(at + 1);
    }
    tables
}

/// Lines close to each other.
struct Block<'a> {
    rows: &'a [Row],
    /// Where the texts of lines of several texts begin, and the outermost of these places.
    lefts: Vec<f64>,
    edge: f64,
    /// From one line of several texts to the next.
    pitch: f64,
}

impl<'a> Block<'a> {
    fn of(rows: &'a [Row]) -> Self {
        let several = |row: &Row| row.parts.len() > 1;
        let lefts: Vec<f64> =
            rows.iter().filter(|row| several(row)).flat_map(|row| &row.parts).map(|part| part.left).collect();
        let edge = lefts.iter().copied().fold(f64::INFINITY, f64::min);
        let pitches = rows.windows(2).filter_map(|pair| match pair {
            [a, b] if several(a) && several(b) => Some(b.baseline - a.baseline),
            _ => None,
        });
        let mut pitches: Vec<f64> = pitches.collect();
        pitches.sort_by(f64::total_cmp);
        let pitch = pitches.get(pitches.len() / 2).copied().unwrap_or(f64::INFINITY);
        Self { rows, lefts, edge, pitch }
    }

    fn gap(&self, above: usize, below: usize) -> f64 {
        match (self.rows.get(above), self.rows.get(below)) {
            (Some(above), Some(below)) => below.baseline - above.baseline,
            _ => f64::INFINITY,
        }
    }

    /// How far from its neighbours a line of a table is, at most.
    fn near(&self, at: usize) -> f64 {
        self.rows.get(at).map_or(0.0, |row| (APART * self.pitch).max(LINE * row.size))
    }

    fn place(&self, at: usize) -> Place {
        let Some(row) = self.rows.get(at) else { return Place::Outside };
        let &[part] = &row.parts[..] else { return Place::Row };
        let is_at = |left: f64| (part.left - left).abs() < 0.3 * row.size;
        if is_at(self.edge) {
            Place::Edge
        } else if self.lefts.iter().any(|left| is_at(*left)) || part.left > self.edge + INDENT * row.size {
            Place::Inner
        } else {
            Place::Outside
        }
    }

    /// The first line of the table that has a row at `at`, below `floor`.
    fn first(&self, at: usize, floor: usize, goes_on: bool) -> usize {
        let mut first = at;
        for above in (floor..at).rev() {
            if self.gap(above, above + 1) > self.near(above) {
                break;
            }
            match self.place(above) {
                Place::Row | Place::Inner => first = above,
                Place::Edge if goes_on => first = above,
                // It belongs to the table where one of its cells is above it.
                Place::Edge => {}
                Place::Outside => break,
            }
        }
        first
    }

    /// The end of the table that has a row at `at`.
    fn end(&self, at: usize) -> usize {
        let (mut last, mut end) = (at + 1, at + 1);
        while end < self.rows.len() {
            let is_far = self.gap(end - 1, end) > self.near(end) && self.gap(end, end + 1) > self.near(end);
            match self.place(end) {
                Place::Row => last = end + 1,
                Place::Inner if !is_far => last = end + 1,
                Place::Edge if !is_far => {}
                Place::Inner | Place::Edge | Place::Outside => break,
            }
            end += 1;
        }
        // A row without figures, or the rest of a label, is as close as rows are.
        let is_close = |at: usize| self.gap(at - 1, at) <= UNEVEN * self.pitch;
        if end - last <= MOST_TRAILING && (last..end).all(is_close) { end } else { last }
    }
}

/// What a line may be in a table: several texts, or one that begins where one of those does, in an inner column or in
/// the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Row,
    Inner,
    Edge,
    Outside,
}
