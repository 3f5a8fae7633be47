//! Tables on a terminal: columns are aligned although a Chinese character is two columns wide.
//!
//! Only spaces and hyphens are used for lines: box characters are one column wide on some terminals, two on others.

use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Maximum width of a table in columns of the terminal, with an indent of two: many terminals wrap longer lines.
pub const WIDTH: usize = 98;
/// Minimum width of a column.
const NARROWEST: usize = 6;
/// Width at which heads of figures wrap where the table is too wide.
const WIDEST_HEAD: usize = 8;
/// Width at which labels beside figures wrap, so that the figures stay near.
const WIDEST_LABEL: usize = 64;
const GAP: &str = "  ";

/// A table to draw.
#[derive(Debug)]
pub struct Grid {
    lines: Vec<Line>,
    /// Columns of figures are aligned right; the first column is always aligned left.
    align: Align,
    has_whole_ids: bool,
}

/// The alignment of the cells after the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the left edge, for text.
    Left,
    /// At the right edge, for figures.
    Right,
}

#[derive(Debug)]
enum Line {
    /// Text over the whole width.
    Banner(String),
    /// Cells with a rule under them.
    Header(Vec<String>),
    Cells {
        indent: usize,
        cells: Vec<String>,
    },
}

impl Grid {
    /// An empty grid.
    #[must_use]
    pub fn new(align: Align) -> Self {
        Self { lines: Vec::new(), align, has_whole_ids: false }
    }

    /// The same grid, whose first column is never broken over lines: people copy what is in it.
    #[must_use]
    pub const fn with_whole_ids(mut self) -> Self {
        self.has_whole_ids = true;
        self
    }

    /// Adds a text across the whole width.
    pub fn banner(&mut self, text: impl Into<String>) {
        self.lines.push(Line::Banner(text.into()));
    }

    /// Adds cells with a rule below them.
    pub fn header(&mut self, cells: Vec<String>) {
        self.lines.push(Line::Header(cells));
    }

    /// Adds a row; its first cell is indented by `indent` columns.
    pub fn row(&mut self, indent: usize, cells: Vec<String>) {
        self.lines.push(Line::Cells { indent, cells });
    }

    /// Draws the table, every line indented by two columns.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn draw(&self, out: &mut dyn Write) -> io::Result<()> {
        let widths = self.widths();
        for line in &self.lines {
            match line {
                Line::Banner(text) => writeln!(out, "{}", format!("{GAP}{text}").trim_end())?,
                Line::Header(cells) => {
                    self.draw_cells(0, cells, &widths, out)?;
                    let rules: Vec<String> =
                        widths.iter().take(cells.len()).map(|&width| "-".repeat(width)).collect();
                    writeln!(out, "{GAP}{}", rules.join(GAP))?;
                }
                Line::Cells { indent, cells } => self.draw_cells(*indent, cells, &widths, out)?,
            }
        }
        Ok(())
    }

    /// The width of each column: that of its widest cell, or less where the table would be too wide.
    fn widths(&self) -> Vec<usize> {
        let mut widths = self.wanted(usize::MAX);
        if self.align == Align::Right && widths.iter().sum::<usize>() > room(widths.len()) {
            widths = self.wanted(WIDEST_HEAD);
        }
        if let Some(label) = widths.first_mut().filter(|_| self.align == Align::Right) {
            *label = WIDEST_LABEL.min(*label);
        }
        let room = room(widths.len());
        match widths.split_first_mut() {
            Some((ids, rest)) if self.has_whole_ids => squeeze(rest, room.saturating_sub(*ids)),
            _ => squeeze(&mut widths, room),
        }
        widths
    }

    /// The width of each column's widest cell; no head of a figure asks for more than `widest_head`.
    fn wanted(&self, widest_head: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = Vec::new();
        for line in &self.lines {
            let (indent, cells, most) = match line {
                Line::Banner(_) => continue,
                Line::Header(cells) => (0, cells, widest_head),
                Line::Cells { indent, cells } => (*indent, cells, usize::MAX),
            };
            for (column, cell) in cells.iter().enumerate() {
                let (indent, most) = if column == 0 { (indent, usize::MAX) } else { (0, most) };
                let wanted = indent + cell.split('\n').map(str::width).max().unwrap_or(0).min(most);
                match widths.get_mut(column) {
                    Some(width) => *width = wanted.max(*width),
                    None => widths.push(wanted),
                }
            }
        }
        widths
    }

    fn draw_cells(
        &self,
        indent: usize,
        cells: &[String],
        widths: &[usize],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut columns: Vec<Vec<String>> = Vec::new();
        for (column, (cell, &width)) in cells.iter().zip(widths).enumerate() {
            let indent = if column == 0 { indent } else { 0 };
            let lines = wrap(cell, width.saturating_sub(indent));
            columns.push(lines.into_iter().map(|line| " ".repeat(indent) + &line).collect());
        }
        let height = columns.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let mut line = String::new();
            for (column, (lines, &width)) in columns.iter().zip(widths).enumerate() {
                // A figure is on the last line of its label, as on paper.
                let skipped = if column > 0 && self.align == Align::Right { height - lines.len() } else { 0 };
                let text = at.checked_sub(skipped).and_then(|at| lines.get(at)).map_or("", String::as_str);
                let space = " ".repeat(width.saturating_sub(text.width()));
                line.push_str(GAP);
                if column > 0 && self.align == Align::Right {
                    line.push_str(&space);
                    line.push_str(text);
                } else {
                    line.push_str(text);
                    line.push_str(&space);
                }
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// The width without the gaps.
const fn room(columns: usize) -> usize {
    WIDTH.saturating_sub(GAP.len() * columns)
}

/// Cuts the widest columns down to one width at which they fit in this room, if there is one.
fn squeeze(widths: &mut [usize], room: usize) {
    let fits = |cap: &usize| widths.iter().map(|width| width.min(cap)).sum::<usize>() <= room;
    let cap = (NARROWEST..=WIDTH).rev().find(fits).unwrap_or(NARROWEST);
    for width in widths {
        *width = cap.min(*width);
    }
}

/// Text in lines of at most `width` columns: Chinese may break anywhere, a Latin word or a number
/// only where it fills a line.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2); // room for any one character
    let mut lines = Vec::new();
    for part in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for character in part.chars() {
            let wide = character.width().unwrap_or(0);
            if used + wide > width {
                let rest = kept_together(&line, character).to_owned();
                line.truncate(line.len() - rest.len());
                lines.push(line.trim_end().to_owned());
                used = rest.width();
                line = rest;
            }
            used += wide;
            line.push(character);
        }
        lines.push(line);
    }
    lines
}

/// The end of a full line that goes to the next one together with `character`.
fn kept_together(line: &str, character: char) -> &str {
    let may_not_begin = matches!(character, '，' | '。' | '、' | '；' | '：' | '）' | '”' | '》');
    if may_not_begin && line.chars().count() > 1 {
        return line.char_indices().next_back().and_then(|(at, _)| line.get(at..)).unwrap_or_default();
    }
    if is_inside_word(character) { word_at_end(line) } else { "" }
}

fn is_inside_word(character: char) -> bool {
    character.is_ascii_graphic()
}

/// The Latin word or number at the end of a line, unless it is the whole line.
fn word_at_end(line: &str) -> &str {
    let before = line.trim_end_matches(is_inside_word);
    if before.is_empty() { "" } else { line.strip_prefix(before).unwrap_or_default() }
}

/// The beginning of a text that fits in `width` columns, with an ellipsis where something is left out.
#[must_use]
pub fn shorten(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let first = wrap(text, width.saturating_sub(2)).into_iter().next().unwrap_or_default();
    first + "…"
}

/// Text filled up with spaces to `width` columns.
#[must_use]
pub fn pad(text: &str, width: usize) -> String {
    text.to_owned() + &" ".repeat(width.saturating_sub(text.width()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(grid: &Grid) -> String {
        let mut out = Vec::new();
        grid.draw(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn strings(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|&cell| cell.to_owned()).collect()
    }

    #[test]
    fn columns_line_up_whatever_the_characters_are_wide() {
        let mut grid = Grid::new(Align::Right);
        grid.header(strings(&["项目", "自然人", "n"]));
        grid.row(0, strings(&["规章", "12", "3"]));
        grid.row(2, strings(&["a", "1", "100"]));
        assert_eq!(
            drawn(&grid),
            "  项目  自然人    n\n  ----  ------  ---\n  规章      12    3\n    a        1  100\n"
        );
    }

    #[test]
    fn long_labels_wrap_and_the_table_stays_within_its_width() {
        let mut grid = Grid::new(Align::Right);
        grid.row(2, vec!["很长的标签".repeat(30), "1".to_owned(), "22".to_owned()]);
        let drawn = drawn(&grid);
        assert!(drawn.lines().all(|line| line.width() <= WIDTH), "{drawn}");
        assert!(drawn.lines().last().unwrap().ends_with("1  22"), "{drawn}");
    }

    #[test]
    fn very_many_columns_are_squeezed_no_further_than_legible() {
        let mut grid = Grid::new(Align::Left);
        grid.row(0, vec!["十个字".repeat(5); 40]);
        assert!(drawn(&grid).lines().all(|line| line.width() <= 40 * (NARROWEST + GAP.len())));
    }

    #[test]
    fn words_and_numbers_are_not_cut_where_they_can_be_kept() {
        assert_eq!(wrap("另存为 .docx", 10), ["另存为", ".docx"]);
        assert_eq!(wrap("共1234件", 5), ["共", "1234", "件"]);
        assert_eq!(wrap("abcdefgh", 4), ["abcd", "efgh"]);
        assert_eq!(wrap("区分处理的，只计", 10), ["区分处理", "的，只计"]);
    }

    #[test]
    fn shortened_text_shows_that_it_is() {
        assert_eq!(shorten("政府信息公开", 12), "政府信息公开");
        assert_eq!(shorten("政府信息公开年报", 12), "政府信息公…");
    }
}
