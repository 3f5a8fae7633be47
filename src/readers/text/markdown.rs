//! The marks of Markdown in a text: `# ` before headings, `**` around words, rules and escapes.
//!
//! They are removed only from a text that is Markdown: one with a heading, or with a line all between
//! `**`. Lines stay where they are; tables are left to [`super::pipes`]. Lines that two full-width spaces indent and
//! rows of cells with tabs between them are no Markdown and stay as they are.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// Signs that a backslash may precede. That of a bar is needed to tell it from those of a table.
const ESCAPED: [char; 17] =
    ['\\', '.', '-', '+', '*', '_', '#', '(', ')', '[', ']', '!', '`', '>', '~', '<', '{'];

/// A text without the marks of Markdown, line by line.
pub struct Unmarked<'t> {
    pub text: Cow<'t, str>,
    /// The levels of headings, by the number of their line.
    pub headings: BTreeMap<u32, u8>,
    /// Whether the text has marks.
    pub is_markdown: bool,
}

impl<'t> Unmarked<'t> {
    pub fn of(text: &'t str) -> Self {
        let mut headings = BTreeMap::new();
        if !text.lines().any(shows_markdown) {
            return Self { text: Cow::Borrowed(text), headings, is_markdown: false };
        }
        let mut plain = String::with_capacity(text.len());
        let (mut is_in_row, mut is_drawn) = (false, false);
        for (number, line) in (1..).zip(text.split('\n')) {
            if number > 1 {
                plain.push('\n');
            }
            is_in_row = goes_on_in_row(line, is_in_row);
            // Without the marks in its cells the bars of a drawn table would not line up.
            is_drawn = is_drawn_line(line, is_drawn);
            if is_in_row || is_drawn || line.contains('\t') || line.starts_with("\u{3000}\u{3000}") {
                plain.push_str(line);
                continue;
            }
            if let Some((level, _)) = heading(line.trim_matches([' ', '\r'])) {
                headings.insert(number, level);
            }
            push_plain(line, &mut plain);
        }
        Self { text: Cow::Owned(plain), headings, is_markdown: true }
    }
}

/// The number of lines of the table that is drawn with `+---+` and `|` and begins here; 0 if none does.
pub fn drawn_lines<'l>(lines: impl Iterator<Item = &'l str>) -> usize {
    let mut is_drawn = false;
    let goes_on = |line: &&str| {
        is_drawn = is_drawn_line(line, is_drawn);
        is_drawn
    };
    lines.take_while(goes_on).count()
}

/// Whether a line is of a drawn table, of which the line before is or is not.
fn is_drawn_line(line: &str, is_drawn: bool) -> bool {
    let line = line.trim();
    let is_frame = |c: char| matches!(c, '+' | '|');
    let is_ruling = || line.starts_with("+-") && line.bytes().all(|byte| matches!(byte, b'+' | b'-'));
    if is_drawn { line.starts_with(is_frame) && line.ends_with(is_frame) } else { is_ruling() }
}

/// Whether a cell in quotes goes on in the next line, as only cells of rows with tabs do.
fn goes_on_in_row(line: &str, is_in_row: bool) -> bool {
    let has_odd_quotes = line.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
    if is_in_row { !has_odd_quotes && !line.trim().is_empty() } else { has_odd_quotes && line.contains('\t') }
}

/// `# 一、总体情况`, `**一、总体情况**`.
fn shows_markdown(line: &str) -> bool {
    // Full-width spaces indent a paragraph, whatever it begins with.
    let line = line.trim_matches([' ', '\r']);
    heading(line).is_some()
        || line
            .strip_prefix("**")
            .and_then(|line| line.strip_suffix("**"))
            .is_some_and(|words| words.starts_with(char::is_alphabetic) && !words.contains("**"))
}

/// The level and the words of a heading.
pub fn heading(line: &str) -> Option<(u8, &str)> {
    const DEEPEST: usize = 6;
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let is_heading = (1..=DEEPEST).contains(&level) && words.starts_with([' ', '\u{3000}']);
    let words = words.trim();
    let level = u8::try_from(level).ok().filter(|_| is_heading && !words.is_empty())?;
    Some((level, words.trim_end_matches('#').trim_end()))
}

/// `---`, `* * *`, and the `===` under a heading.
pub fn is_rule(line: &str) -> bool {
    const SHORTEST: usize = 3;
    let mut signs = line.chars().filter(|c| *c != ' ');
    let first = signs.next().filter(|c| matches!(c, '-' | '*' | '_' | '='));
    // Dashes apart (`---  ---`) are the head of an aligned table.
    let is_whole = !line.contains("- ") && !line.contains("= ") || line.starts_with("- -");
    is_whole && first.is_some_and(|first| signs.all(|c| c == first)) && line.len() >= SHORTEST
}

fn push_plain(line: &str, plain: &mut String) {
    let trimmed = line.trim_matches(' ');
    if is_rule(trimmed) {
        return;
    }
    let line =
        heading(trimmed).map(|(_, words)| words).or_else(|| trimmed.strip_prefix("> ")).unwrap_or(line);
    push_unmarked(line, plain);
}

/// A text within a line, without marks.
pub fn unmarked(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    push_unmarked(text, &mut plain);
    plain
}

fn push_unmarked(text: &str, plain: &mut String) {
    if !text.contains(['*', '_', '\\']) {
        plain.push_str(text);
        return;
    }
    let mut rest = text;
    while let Some(at) = rest.find(['*', '_', '\\']) {
        let (before, mark) = rest.split_at_checked(at).unwrap_or((rest, ""));
        plain.push_str(before);
        let escaped = mark.strip_prefix('\\').filter(|escaped| escaped.starts_with(ESCAPED));
        rest = if let Some(escaped) = escaped {
            let length = escaped.chars().next().map_or(0, char::len_utf8);
            let (sign, after) = escaped.split_at_checked(length).unwrap_or((escaped, ""));
            plain.push_str(sign);
            after
        } else if let Some(after) = mark.strip_prefix("**").or_else(|| mark.strip_prefix("__")) {
            after
        } else {
            let length = mark.chars().next().map_or(1, char::len_utf8);
            let (sign, after) = mark.split_at_checked(length).unwrap_or((mark, ""));
            plain.push_str(sign);
            after
        };
    }
    plain.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_of_markdown_are_removed() {
        for (marked, plain) in [
            ("# 甲\n", "甲\n"),
            ("## 一、总体情况 ##\n正文", "一、总体情况\n正文"),
            ("**一、总体情况**  \n* * *\n---\n1\\. 甲\\|乙", "一、总体情况  \n\n\n1. 甲\\|乙"),
            ("# 甲\n**（一）**公开。", "甲\n（一）公开。"),
            ("# 甲\n| **规章** | - |\n|---|---|\n----  ----", "甲\n| 规章 | - |\n|---|---|\n----  ----"),
        ] {
            assert_eq!(Unmarked::of(marked).text, plain);
        }
    }

    #[test]
    fn headings_have_their_level_and_other_lines_their_signs() {
        let text = "# 甲 #1\r\n　　**乙\r\n丙\t\"x*\r\ny_\r\nz\"\t*\r\n## C# #\r\n";
        let unmarked = Unmarked::of(text);
        assert_eq!(unmarked.text, "甲 #1\n　　**乙\r\n丙\t\"x*\r\ny_\r\nz\"\t*\r\nC#\n");
        assert_eq!(unmarked.headings, [(1, 1), (6, 2)].into());
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for text in ["#1 甲\n", "甲**\n***\n", "规章 ** 0\n---\n", "1\\. 甲", "**\n**"] {
            assert_eq!(Unmarked::of(text).text, text);
        }
    }
}
