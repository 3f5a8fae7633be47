//! Tables aligned by spaces: which lines in a stretch of text make one.
//!
//! Two lines in a row that share two columns make a table; it goes on over lines of one piece (a
//! banner, a label whose figures are blank) as long as what follows keeps to its columns. Everything
//! else in the stretch is a paragraph a line.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::grid;
use super::lines::{Line, Look};
use super::loose;
use super::tokens::{Span, Token, is_figure, split_figures, tokens};
use super::{Blocks, commas, listed, pipes, tabs};
use crate::model::error::{Limit, Result};

/// Lines that do not keep to the columns of a table and may be among those that do.
const MOST_ODD_LINES: usize = 12;

/// Reads the plain lines from here on; returns the lines after them.
pub fn read<'a, 'b>(lines: &'b [Line<'a>], blocks: &mut Blocks<'_>) -> Result<&'b [Line<'a>]> {
    let length = stretch(lines, blocks.limits.columns as usize);
    let (stretch, rest) = lines.split_at_checked(length).unwrap_or((lines, &[]));
    let mut rows = Vec::with_capacity(stretch.len());
    let mut count = 0;
    for line in stretch {
        let row = Row::new(line, blocks.limits.columns as usize);
        count += row.tokens.len().saturating_sub(1);
        Limit::Cells.check(count, blocks.limits.cells)?;
        rows.push(row);
    }
    split(&mut rows, blocks.limits.columns as usize);
    align(&mut rows);
    let mut tables = tables(&rows).into_iter().peekable();
    let mut at = 0;
    while let (Some(row), Some(rest)) = (rows.get(at), rows.get(at..)) {
        if let Some(table) = tables.next_if(|table| table.start == at) {
            let rows = rest.get(..table.len()).unwrap_or_default();
            let cells = grid::cells(rows, blocks)?;
            blocks.aligned_table(cells, loose::evidence(rows))?;
            at = table.end;
        } else {
            blocks.paragraph(row.line)?;
            at += 1;
        }
    }
    Ok(rest)
}

fn stretch(lines: &[Line<'_>], columns: usize) -> usize {
    let mut length = 1;
    while let Some(rest @ [line, ..]) = lines.get(length..) {
        if line.look != Look::Plain
            || tabs::starts(rest)
            || pipes::starts(line)
            || commas::starts(rest, columns).is_some()
            || listed::starts(rest).is_some()
        {
            break;
        }
        length += 1;
    }
    length
}

/// A line as a row of tokens.
#[derive(Debug)]
pub struct Row<'a, 'b> {
    pub line: &'b Line<'a>,
    pub tokens: Vec<Token<'a>>,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Several tokens.
    Several,
    /// One token that may be a row between others.
    Single,
    /// No row of a table.
    Prose,
}

impl<'a, 'b> Row<'a, 'b> {
    fn new(line: &'b Line<'a>, most: usize) -> Self {
        /// The widest official label has 76 columns.
        const WIDEST: u32 = 160;
        let tokens = tokens(line.text, most.saturating_add(1));
        let is_prose = line.text.trim_end().ends_with(['。', '；', ';', '！', '？'])
            || tokens.iter().any(|token| token.span.end - token.span.start > WIDEST);
        let kind = match tokens.len() {
            _ if is_prose => Kind::Prose,
            0 | 1 => Kind::Single,
            _ => Kind::Several,
        };
        Self { line, tokens, kind }
    }

    pub fn is_several(&self) -> bool {
        self.kind == Kind::Several
    }
}

/// Splits figures that are one space apart.
fn split(rows: &mut [Row<'_, '_>], most: usize) {
    /// Spans of figures that are compared; real tables have fewer than 200.
    const MOST_SPANS: usize = 500;
    let tokens = rows.iter().filter(|row| row.is_several()).flat_map(|row| &row.tokens);
    let mut figures: HashSet<Span> = HashSet::new();
    for token in tokens.filter(|token| is_figure(token.text)) {
        if figures.len() < MOST_SPANS {
            figures.insert(token.span);
        }
    }
    for row in rows.iter_mut().filter(|row| row.is_several()) {
        row.tokens = split_figures(std::mem::take(&mut row.tokens), &figures, most);
    }
}

/// Measures characters of ambiguous width as the text was aligned: fewer columns align better.
fn align(rows: &mut [Row<'_, '_>]) {
    let starts = |widened: bool| {
        let tokens = rows.iter().filter(|row| row.is_several()).flat_map(|row| &row.tokens);
        tokens
            .map(|token| if widened { token.widened().span.start } else { token.span.start })
            .collect::<HashSet<_>>()
            .len()
    };
    if starts(true) < starts(false) {
        for token in rows.iter_mut().flat_map(|row| &mut row.tokens) {
            *token = token.widened();
        }
    }
}

/// The ranges of rows that are tables, in order.
fn tables(rows: &[Row<'_, '_>]) -> Vec<Range<usize>> {
    let mut tables: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Open> = None;
    // Where the rows start that are no table yet: a head may be followed by a row without figures.
    let mut lone: Option<usize> = None;
    let mut at = 0;
    while let Some(row) = rows.get(at) {
        match row.kind {
            Kind::Prose => {
                tables.extend(open.take().map(|open| open.range));
                lone = None;
            }
            Kind::Single => {}
            Kind::Several => {
                let end = rows.iter().skip(at).position(|row| !row.is_several());
                let end = end.map_or(rows.len(), |length| at + length);
                let segment = rows.get(at..end).unwrap_or_default();
                let start = lone.filter(|lone| at - lone <= MOST_ODD_LINES).unwrap_or(at);
                if let Some(open) = open.as_mut().filter(|open| open.fits(segment)) {
                    open.add(rows.get(open.range.end..end).unwrap_or(segment), end);
                } else if let Some(begun) = Open::begin(rows.get(start..end).unwrap_or(segment), start) {
                    tables.extend(open.replace(begun).map(|open| open.range));
                } else if !open.as_ref().is_some_and(|open| open.may_go_on_after(segment, end)) {
                    tables.extend(open.take().map(|open| open.range));
                }
                lone = if open.is_some() { None } else { Some(start) };
                at = end;
                continue;
            }
        }
        at += 1;
    }
    tables.extend(open.map(|open| open.range));
    tables
}

/// Where the tokens of a table start, end and have their middle, and how many do.
#[derive(Debug, Default)]
struct Marks {
    starts: HashMap<u32, u32>,
    ends: HashMap<u32, u32>,
    middles: HashMap<u32, u32>,
}

impl Marks {
    fn add(&mut self, rows: &[Row<'_, '_>]) {
        for token in rows.iter().filter(|row| row.is_several()).flat_map(|row| &row.tokens) {
            *self.starts.entry(token.span.start).or_default() += 1;
            *self.ends.entry(token.span.end).or_default() += 1;
            *self.middles.entry(token.span.doubled_middle()).or_default() += 1;
        }
    }

    /// Whether at least so many tokens are aligned with this span; the first column only by its start.
    fn aligned(&self, span: Span, least: u32) -> bool {
        let count = |columns: &HashMap<u32, u32>, column: u32| columns.get(&column).copied().unwrap_or(0);
        let middle = span.doubled_middle();
        count(&self.starts, span.start) >= least
            || span.start > 0
                && (count(&self.ends, span.end) >= least
                    || (middle.saturating_sub(2)..=middle + 2)
                        .map(|at| count(&self.middles, at))
                        .sum::<u32>()
                        >= least)
    }
}

/// A table that may go on, and the columns it has so far.
struct Open {
    range: Range<usize>,
    marks: Marks,
}

impl Open {
    /// A table, if two lines of the segment share two columns; lines at its edges that share none
    /// stay outside.
    fn begin(segment: &[Row<'_, '_>], at: usize) -> Option<Self> {
        let mut several = segment.iter().filter(|row| row.is_several());
        let mut last = several.next()?;
        if !several.any(|row| shared(&std::mem::replace(&mut last, row).tokens, &row.tokens) > 1) {
            return None;
        }
        let mut marks = Marks::default();
        marks.add(segment);
        let belongs = |row: &Row<'_, '_>| {
            row.is_several()
                && row.tokens.iter().any(|token| token.span.start > 0 && marks.aligned(token.span, 2))
        };
        let first = segment.iter().position(belongs)?;
        let last = segment.iter().rposition(belongs)?;
        let mut open = Self { range: at + first..at + last + 1, marks: Marks::default() };
        open.marks.add(segment.get(first..=last)?);
        Some(open)
    }

    fn add(&mut self, segment: &[Row<'_, '_>], end: usize) {
        self.range.end = end;
        self.marks.add(segment);
    }

    /// Whether most tokens of the segment are in the table's columns.
    fn fits(&self, segment: &[Row<'_, '_>]) -> bool {
        let tokens = || segment.iter().flat_map(|row| &row.tokens);
        let aligned = tokens().filter(|token| self.marks.aligned(token.span, 1)).count();
        aligned * 10 >= tokens().count() * 6
    }

    /// Whether a segment that does not fit, but for some tokens, may be among rows that do: labels alone
    /// show columns that no row before had.
    fn may_go_on_after(&self, segment: &[Row<'_, '_>], end: usize) -> bool {
        let mut tokens = segment.iter().flat_map(|row| &row.tokens);
        tokens.any(|token| self.marks.aligned(token.span, 1)) && end - self.range.end <= MOST_ODD_LINES
    }
}

/// How many tokens of two rows start, end or have their middle in the same column.
fn shared(a: &[Token<'_>], b: &[Token<'_>]) -> usize {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut shared = 0;
    while let (Some(left), Some(right)) = (a.peek(), b.peek()) {
        let (left, right) = (left.span, right.span);
        if left.start == right.start || left.ends_with(right) || left.is_centred_with(right) {
            shared += 1;
            a.next();
            b.next();
        } else if left.end < right.end {
            a.next();
        } else {
            b.next();
        }
    }
    shared
}
