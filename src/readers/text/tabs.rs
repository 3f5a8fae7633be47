//! Tables by tabs, as copied from a sheet or a page: a row a line, quoted as Excel quotes.

use super::lines::{Line, Look};
use super::{Blocks, cell_at};
use crate::model::document::Cell;
use crate::model::error::Result;

/// Lines a quoted cell may span: more is a lost quotation mark.
const QUOTED_LINES: usize = 200;

/// Whether a row with tabs begins here.
pub fn starts(lines: &[Line<'_>]) -> bool {
    lines.first().is_some_and(|line| line.text.contains('\t'))
        || quoted(lines, line_text(lines)).is_some_and(|quoted| quoted.rest.starts_with('\t'))
}

fn line_text<'a>(lines: &[Line<'a>]) -> &'a str {
    lines.first().map_or("", |line| line.text)
}

/// Reads the rows from here on as one table; returns the lines after them.
pub fn read<'a, 'b>(lines: &'b [Line<'a>], blocks: &mut Blocks<'_>) -> Result<&'b [Line<'a>]> {
    let mut rest = lines;
    let mut rows = Vec::new();
    while starts(rest) {
        let (row, after) = read_row(rest, blocks)?;
        rows.push(row);
        rest = after;
    }
    let run = lines.get(..lines.len() - rest.len()).unwrap_or_default();
    if run.iter().all(|line| line.look == Look::Indented) || rows.iter().all(|row| is_tab_indented(row)) {
        for line in run {
            blocks.paragraph(line)?;
        }
    } else if rows.iter().flatten().any(|cell| !cell.is_blank()) {
        blocks.table(rows)?;
    }
    Ok(rest)
}

/// Tabs before the only text of the line indent it.
fn is_tab_indented(row: &[Cell]) -> bool {
    row.split_last().is_some_and(|(last, before)| !last.is_blank() && before.iter().all(Cell::is_blank))
}

/// One row, over several lines if a quoted cell is.
fn read_row<'a, 'b>(lines: &'b [Line<'a>], blocks: &mut Blocks<'_>) -> Result<(Vec<Cell>, &'b [Line<'a>])> {
    // A quotation mark in an indented paragraph is just that.
    let may_quote = lines.first().is_some_and(|line| line.look != Look::Indented);
    let mut lines = lines;
    let mut rest = line_text(lines);
    let mut cells: Vec<(u32, String)> = Vec::new();
    loop {
        // Before the row is made: one line may hold millions of tabs.
        crate::model::error::Limit::Columns.check(cells.len() + 1, blocks.limits.columns as usize)?;
        let number = lines.first().map_or(0, |line| line.number);
        let (text, behind) =
            if let Some(quoted) = Some(rest).filter(|_| may_quote).and_then(|rest| quoted(lines, rest)) {
                lines = quoted.lines;
                (quoted.text, quoted.rest)
            } else {
                let end = rest.find('\t').unwrap_or(rest.len());
                let (text, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
                (text.to_owned(), behind)
            };
        cells.push((number, text));
        match behind.strip_prefix('\t') {
            Some(next) => rest = next,
            None => break,
        }
    }
    blocks.allow_row(cells.len())?;
    let count = cells.len();
    let row = cells.iter().enumerate().map(|(at, (line, text))| cell_at(*line, at, count, text)).collect();
    Ok((row, lines.get(1..).unwrap_or_default()))
}

/// A quoted cell: its text, what follows it in its last line, and the lines from that one on.
struct Quoted<'a, 'b> {
    text: String,
    rest: &'a str,
    lines: &'b [Line<'a>],
}

/// The cell at the start of `rest`, if it is quoted as Excel does it: because it holds a tab, a line
/// break or a quotation mark, which is doubled. `"三公"经费` is not quoted.
fn quoted<'a, 'b>(lines: &'b [Line<'a>], rest: &'a str) -> Option<Quoted<'a, 'b>> {
    let mut rest = rest.strip_prefix('"')?;
    let mut lines = lines;
    let mut text = String::new();
    let mut needed = false;
    for _ in 0..QUOTED_LINES {
        while let Some((before, behind)) = rest.split_once('"') {
            text.push_str(before);
            if let Some(behind) = behind.strip_prefix('"') {
                text.push('"');
                needed = true;
                rest = behind;
            } else if behind.is_empty() || behind.starts_with('\t') {
                needed |= text.contains('\t');
                return needed.then_some(Quoted { text, rest: behind, lines });
            } else {
                return None;
            }
        }
        text.push_str(rest);
        text.push('\n');
        needed = true;
        lines = lines.get(1..)?;
        rest = lines.first()?.text;
    }
    None
}
