//! Tables by `|`: Markdown, a row a line ending in `|`, tables drawn with `│` and `─` or `+` and `-`, and
//! the lines of a crawler with a cell and a bar each.

mod cell_lines;
mod drawn;
mod ruled;

use super::lines::{Line, Look};
use super::tokens::is_figure;
use super::{Blocks, cell_at, markdown};
use crate::model::document::Cell;
use crate::model::error::{Limit, Result};

/// Whether this line could belong to such a table.
pub fn starts(line: &Line<'_>) -> bool {
    // All bars and corners but `|` and `+` are of one block.
    let may_draw = |c| matches!(c, '|' | '+' | '\u{2500}'..='\u{257f}');
    line.look == Look::Plain
        && line.text.contains(may_draw)
        && !line.text.contains('\t')
        && (line.text.contains(is_bar) || is_ruling(line.text))
}

const fn is_bar(c: char) -> bool {
    matches!(c, '|' | '│' | '┃' | '║')
}

/// Reads the lines with bars from here on, as one table or as paragraphs; returns the lines after them.
pub fn read<'a, 'b>(lines: &'b [Line<'a>], blocks: &mut Blocks<'_>) -> Result<&'b [Line<'a>]> {
    if let Some(table) = ruled::table(lines) {
        let rest = lines.get(table.lines..).unwrap_or_default();
        let rows = table.rows(blocks)?;
        blocks.table(rows)?;
        return Ok(rest);
    }
    if !blocks.is_markdown {
        return read_unruled(lines, blocks);
    }
    // The marks in lines that could be of a ruled table were left to it.
    let run = markdown::drawn_lines(lines.iter().map(|line| line.text));
    let Some((run, rest)) = lines.split_at_checked(run).filter(|(run, _)| !run.is_empty()) else {
        return read_unruled(lines, blocks);
    };
    let texts: Vec<String> = run.iter().map(|line| markdown::unmarked(line.text)).collect();
    let plain: Vec<Line<'_>> = run.iter().zip(&texts).map(|(line, text)| Line { text, ..*line }).collect();
    let mut left = plain.as_slice();
    while let Some((line, after)) = left.split_first() {
        left = if starts(line) {
            read_unruled(left, blocks)?
        } else {
            blocks.paragraph(line)?;
            after
        };
    }
    Ok(rest)
}

fn read_unruled<'a, 'b>(lines: &'b [Line<'a>], blocks: &mut Blocks<'_>) -> Result<&'b [Line<'a>]> {
    let length = lines.iter().position(|line| !starts(line)).unwrap_or(lines.len());
    let (run, rest) = lines.split_at_checked(length).unwrap_or((lines, &[]));
    let drawn: Vec<&Line<'_>> = run.iter().filter(|line| !is_ruling(line.text)).collect();
    for line in &drawn {
        // Before cells are made: one line may hold millions of bars. Those at both ends make none.
        let fewest = bar_positions(line.text).count().saturating_sub(1);
        Limit::Columns.check(fewest, blocks.limits.columns as usize)?;
    }
    // A crawler may separate its lines by blank ones.
    let spaced = lines.iter().take_while(|line| line.look == Look::Blank || starts(line));
    let ahead: Vec<&Line<'_>> =
        spaced.clone().filter(|line| line.look == Look::Plain).take(cell_lines::LINES_AHEAD).collect();
    if cell_lines::are(&ahead) {
        let spaced: Vec<&Line<'_>> = spaced.collect();
        let cells: Vec<&Line<'_>> = spaced.iter().copied().filter(|line| line.look == Look::Plain).collect();
        cell_lines::read(&cells, blocks)?;
        return Ok(lines.get(spaced.len()..).unwrap_or_default());
    }
    if !is_table(&drawn) {
        for line in run {
            blocks.paragraph(line)?;
        }
    } else if let Some(rows) = drawn::rows(run) {
        let rows = rows.iter().map(|row| row.cells(blocks)).collect::<Result<_>>()?;
        blocks.table(rows)?;
    } else {
        let rows = rows_by_count(&drawn, blocks)?;
        blocks.table(rows)?;
    }
    Ok(rest)
}

/// The rows of a table whose bars are not aligned: the n-th cell of each line is of the n-th column.
fn rows_by_count(lines: &[&Line<'_>], blocks: &mut Blocks<'_>) -> Result<Vec<Vec<Cell>>> {
    let edges = edges(lines, blocks.bars_end_rows);
    let mut rows = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let cells = cells(line.text, edges);
        if !is_separator(&cells, at) {
            blocks.allow_row(cells.len())?;
            let row = cells.iter().enumerate();
            rows.push(row.map(|(at, text)| cell_at(line.number, at, cells.len(), text)).collect());
        }
    }
    Ok(rows)
}

/// A bar alone in a line of prose (`无障碍阅读 | 登录`) makes no table: a row begins with a bar, or has
/// a neighbour of as many cells, or ends with the second bar or a later one, or has no
/// blank cell and ends with a figure.
fn is_table(lines: &[&Line<'_>]) -> bool {
    let bars = |line: &Line<'_>| bar_positions(line.text).count();
    let framed = |line: &&Line<'_>| {
        let text = line.text.trim();
        bars(line) >= 2 && (text.starts_with(is_bar) || text.ends_with(is_bar))
    };
    // A single bar at an edge divides nothing.
    let divides = |line: &Line<'_>| {
        let text = line.text.trim();
        bars(line) > 1 || !text.starts_with(is_bar) && !text.ends_with(is_bar)
    };
    let alike = |a: &Line<'_>, b: &Line<'_>| bars(a) == bars(b) && divides(a) && divides(b);
    let ends_with_figure = |line: &&Line<'_>| {
        let mut cells = line.text.rsplit(is_bar).map(str::trim);
        bars(line) >= 2 && cells.next().is_some_and(is_figure) && cells.all(|cell| !cell.is_empty())
    };
    lines.iter().any(framed)
        || lines.iter().any(ends_with_figure)
        || lines.windows(2).any(|pair| matches!(pair, [a, b] if alike(a, b)))
}

/// Whether rows have a bar before their first cell, and after their last.
#[derive(Clone, Copy, Debug)]
enum Edges {
    /// Every row alike, so that a bar at the edge of rows without them means a blank cell.
    Alike { first: bool, last: bool },
    /// Each row as it comes.
    EachItsOwn,
}

/// `bars_end_rows`: other rows of the text begin without a bar, so that one at the start of a few rows follows
/// a blank cell.
fn edges(lines: &[&Line<'_>], bars_end_rows: bool) -> Edges {
    const FEW: usize = 2;
    let may_frame = lines.len() > FEW || !bars_end_rows;
    let alike = Edges::Alike {
        first: may_frame && lines.iter().all(|line| begins_with_bar(line.text)),
        last: lines.iter().all(|line| ends_with_bar(line.text.trim())),
    };
    let even = |edges| {
        let mut counts = lines.iter().map(|line| cells(line.text, edges).len());
        let first = counts.next();
        counts.all(|count| Some(count) == first)
    };
    if !even(alike) && even(Edges::EachItsOwn) { Edges::EachItsOwn } else { alike }
}

/// Whether a line begins with a bar, after no more white space than indents a table: more is a blank cell.
fn begins_with_bar(text: &str) -> bool {
    const DEEPEST: usize = 4;
    let indent = text.len() - text.trim_start().len();
    indent <= DEEPEST && text.trim_start().starts_with(is_bar)
}

/// Whether bars are only after cells in this text: rows end with one and do not begin with one.
pub fn end_rows(lines: &[Line<'_>]) -> bool {
    const FEWEST: usize = 2;
    let is_row = |line: &&Line<'_>| {
        let text = line.text.trim();
        ends_with_bar(text) && !text.starts_with(is_bar) && bar_positions(text).nth(1).is_some()
    };
    lines.iter().filter(is_row).nth(FEWEST - 1).is_some()
}

fn ends_with_bar(text: &str) -> bool {
    text.ends_with(is_bar) && !text.ends_with("\\|")
}

/// The positions of the bars that are not escaped.
fn bar_positions(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    text.char_indices()
        .filter(|&(at, c)| is_bar(c) && at.checked_sub(1).and_then(|at| bytes.get(at)) != Some(&b'\\'))
        .map(|(at, _)| at)
}

fn cells(text: &str, edges: Edges) -> Vec<String> {
    let text = text.trim();
    let (first, last) = match edges {
        Edges::Alike { first, last } => (first, last),
        Edges::EachItsOwn => (text.starts_with(is_bar), ends_with_bar(text)),
    };
    let text = if first { text.strip_prefix(is_bar).unwrap_or(text) } else { text };
    let text = if last { text.strip_suffix(is_bar).unwrap_or(text) } else { text };
    let mut cells = Vec::new();
    let mut start = 0;
    for at in bar_positions(text).chain([text.len()]) {
        cells.push(cell_text(text.get(start..at).unwrap_or_default()));
        start = at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    cells
}

/// The text between two bars, without what Markdown writes for a bar, a line break and a space.
fn cell_text(text: &str) -> String {
    let text = text.trim();
    if !text.contains(['\\', '<', '&']) {
        return text.to_owned();
    }
    let text = text.replace("\\|", "|").replace("&nbsp;", " ");
    ["<br>", "<br/>", "<br />"].into_iter().fold(text, |text, tag| text.replace(tag, "\n")).trim().to_owned()
}

/// The row of dashes under the head of a Markdown table: `|---|:-:|`.
fn is_separator(cells: &[String], at: usize) -> bool {
    // A single dash is a blank cell to many; only in the second row it can be nothing else.
    let fewest = if at == 1 { 1 } else { 3 };
    cells.iter().all(|cell| {
        let dashes = cell.strip_prefix(':').unwrap_or(cell);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        dashes.len() >= fewest && dashes.bytes().all(|byte| byte == b'-')
    })
}

/// A line that only rules: `├──┼──┤`, `+---+---+`, `---+---`, `──────`.
fn is_ruling(text: &str) -> bool {
    const SHORTEST: usize = 3;
    let text = text.trim();
    let drawn = |c: char| matches!(c, '\u{2500}'..='\u{257f}') || c.is_whitespace();
    let corner = |c: char| matches!(c, '\u{250c}'..='\u{254b}' | '\u{2552}'..='\u{257f}');
    let line = |c: char| matches!(c, '─' | '━' | '═' | '┄' | '┅' | '┈' | '┉');
    let ascii = text.len() >= SHORTEST
        && text.contains('+')
        && (text.contains("--") || text.contains("=="))
        && text.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'=' | b':'));
    ascii
        || (text.contains(corner) && text.chars().all(drawn))
        || (text.starts_with(line) && text.chars().count() >= SHORTEST && text.chars().all(line))
}
