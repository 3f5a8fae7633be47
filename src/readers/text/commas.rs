//! Tables by commas or semicolons (CSV), also among lines of text: a row a line, quoted as RFC 4180 says.
//!
//! Commas occur in prose and in figures as well. So rows make a table only if two in a row have as many
//! cells, none of which is a sentence, and one of the first has a figure or several blank cells.

use super::lines::{Line, Look};
use super::{Blocks, cell_at};
use crate::model::error::{Limit, Result};

/// Lines a quoted cell may span: more is a lost quotation mark.
const QUOTED_LINES: usize = 20;
/// Rows among which one must show that these are rows.
const ROWS_AHEAD: usize = 4;
/// Characters of the longest cell without quotation marks: official labels have at most 45.
const LONGEST_CELL: usize = 60;
const DELIMITERS: [char; 2] = [',', ';'];

/// A row, and the lines after it.
struct Record<'a, 'b> {
    cells: Vec<(u32, String)>,
    rest: &'b [Line<'a>],
}

/// The delimiter of the table that begins here, if one does.
pub fn starts(lines: &[Line<'_>], columns: usize) -> Option<char> {
    let first = lines.first().filter(|line| line.look == Look::Plain)?;
    DELIMITERS.into_iter().filter(|delimiter| first.text.contains(*delimiter)).find(|delimiter| {
        let mut rest = lines;
        let mut count = None;
        let mut is_shown = false;
        for at in 0..ROWS_AHEAD {
            let Some(record) = record(rest, *delimiter, columns) else { return at > 1 && is_shown };
            if count.is_some_and(|count| count != record.cells.len()) {
                return at > 1 && is_shown;
            }
            count = Some(record.cells.len());
            is_shown |= shows_row(&record);
            rest = after_blank(record.rest);
        }
        is_shown
    })
}

/// Whether a row cannot be prose: it has a figure after a label or a blank cell, or several blank cells.
fn shows_row(record: &Record<'_, '_>) -> bool {
    let is_blank = |text: &str| text.trim().is_empty();
    let is_figure = |text: &str| {
        text.contains(|c: char| c.is_ascii_digit())
            && text.trim().chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'))
    };
    let Some(((_, first), others)) = record.cells.split_first() else { return false };
    // `规章 1,234 2,345` has commas within its figures.
    let is_label = !first.trim_end().ends_with(|c: char| c.is_ascii_digit());
    (is_label && others.iter().any(|(_, text)| is_figure(text)))
        || record.cells.iter().filter(|(_, text)| is_blank(text)).count() > 1
}

/// Reads the rows from here on as one table; returns the lines after them.
pub fn read<'a, 'b>(
    lines: &'b [Line<'a>],
    delimiter: char,
    blocks: &mut Blocks<'_>,
) -> Result<&'b [Line<'a>]> {
    let columns = blocks.limits.columns as usize;
    let mut rest = lines;
    let mut rows = Vec::new();
    while let Some(record) = record(rest, delimiter, columns) {
        blocks.allow_row(record.cells.len())?;
        let count = record.cells.len();
        let cells = record.cells.iter().enumerate();
        rows.push(cells.map(|(at, (line, text))| cell_at(*line, at, count, text)).collect());
        rest = record.rest;
        // A blank line between rows ends no table.
        if self::record(after_blank(rest), delimiter, columns).is_some() {
            rest = after_blank(rest);
        }
    }
    if let Some(line) = rest.first().filter(|_| rows.is_empty()) {
        // One line may hold millions of delimiters.
        Limit::Columns.check(line.text.matches(delimiter).count(), columns)?;
    }
    blocks.table(rows)?;
    Ok(rest)
}

/// The lines after a blank one.
fn after_blank<'a, 'b>(lines: &'b [Line<'a>]) -> &'b [Line<'a>] {
    match lines {
        [line, rest @ ..] if line.look == Look::Blank => rest,
        _ => lines,
    }
}

/// The row at the start of these lines, if it is one of several cells.
fn record<'a, 'b>(lines: &'b [Line<'a>], delimiter: char, columns: usize) -> Option<Record<'a, 'b>> {
    let first = lines.first().filter(|line| line.look == Look::Plain && !line.text.contains('\t'))?;
    let (mut lines, mut rest) = (lines, first.text);
    let mut cells = Vec::new();
    loop {
        let number = lines.first().map_or(0, |line| line.number);
        let text;
        if let Some((quoted, behind, from)) = quoted(lines, rest, delimiter) {
            (text, rest, lines) = (quoted, behind, from);
        } else {
            let end = rest.find(delimiter).unwrap_or(rest.len());
            let (cell, behind) = rest.split_at_checked(end)?;
            if cell.contains(['。', '！', '？']) || cell.chars().nth(LONGEST_CELL).is_some() {
                return None;
            }
            (text, rest) = (cell.to_owned(), behind);
        }
        cells.push((number, text));
        if cells.len() > columns {
            return None;
        }
        match rest.strip_prefix(delimiter) {
            Some(next) => rest = next,
            None => break,
        }
    }
    (cells.len() > 1).then(|| Record { cells, rest: lines.get(1..).unwrap_or_default() })
}

/// A quoted cell: its text, what follows it in its last line, and the lines from that one on.
fn quoted<'a, 'b>(
    lines: &'b [Line<'a>],
    rest: &'a str,
    delimiter: char,
) -> Option<(String, &'a str, &'b [Line<'a>])> {
    let mut rest = rest.trim_start_matches(' ').strip_prefix('"')?;
    let mut lines = lines;
    let mut text = String::new();
    for _ in 0..QUOTED_LINES {
        while let Some((before, behind)) = rest.split_once('"') {
            text.push_str(before);
            if let Some(behind) = behind.strip_prefix('"') {
                text.push('"');
                rest = behind;
            } else {
                let behind = behind.trim_start_matches(' ');
                let ends = behind.is_empty() || behind.starts_with(delimiter);
                return ends.then_some((text, behind, lines));
            }
        }
        text.push_str(rest);
        text.push('\n');
        lines = lines.get(1..)?;
        rest = lines.first()?.text;
    }
    None
}
