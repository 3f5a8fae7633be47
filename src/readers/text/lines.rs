//! Lines of a text, and what each looks like by itself.

use crate::model::error::{Limit, Result};
use crate::model::limits::Limits;
use crate::model::text::clean;

/// A line, with its number in the source.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// From 1; parts of a line between form feeds or vertical tabs share its number.
    pub number: u32,
    pub text: &'a str,
    pub look: Look,
}

/// What a line is by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Nothing but ASCII white space and invisible characters: separates.
    Blank,
    /// Nothing but white space, a full-width or no-break space among it: may be a blank cell.
    KeptBlank,
    /// `— 3 —`
    PageNumber,
    /// Begins with exactly two full-width spaces: a paragraph.
    Indented,
    /// Anything else.
    Plain,
}

/// Splits a text into lines; of blank lines in a row one is kept.
///
/// # Errors
/// When there are more lines with text than the limits of blocks and cells could take.
pub fn split<'a>(text: &'a str, limits: &Limits) -> Result<Vec<Line<'a>>> {
    let most = limits.blocks.saturating_add(limits.cells);
    let mut lines: Vec<Line<'a>> = Vec::new();
    let breaks_cells = breaks_cells(text);
    for (number, line) in (1_u32..).zip(text.split('\n')) {
        let keeps = breaks_cells && line.contains('\t');
        for text in line.split(|c| c == '\u{c}' || (is_break(c) && !keeps)) {
            let look = look(text);
            // A line of tabs may be a blank row; of other blank lines one says as much as many.
            if look == Look::Blank
                && !text.contains('\t')
                && lines.last().is_none_or(|line| line.look == Look::Blank)
            {
                continue;
            }
            Limit::Blocks.check(lines.len(), most.saturating_mul(2))?;
            lines.push(Line { number, text, look });
        }
    }
    Ok(lines)
}

/// Line ends other than a line feed: a vertical tab (Word's line break), NEL, U+2028 and U+2029.
const fn is_break(c: char) -> bool {
    matches!(c, '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether those break lines within the cells of rows that line feeds end: there are more line feeds.
fn breaks_cells(text: &str) -> bool {
    // Most texts have none of them.
    if !text.contains(is_break) {
        return false;
    }
    text.matches('\n').count() > text.matches(is_break).count()
}

fn look(text: &str) -> Look {
    if text.chars().all(|c| c == ' ') {
        Look::Blank
    } else if is_indented(text) {
        Look::Indented
    } else if text.chars().all(|c| c.is_whitespace() || !is_visible(c)) {
        if text.contains(['\u{3000}', '\u{a0}']) && !text.contains('\t') {
            Look::KeptBlank
        } else {
            Look::Blank
        }
    } else if is_page_number(text) {
        Look::PageNumber
    } else {
        Look::Plain
    }
}

fn is_visible(c: char) -> bool {
    // Only what text::clean removes or turns into a space can be invisible.
    !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
        && !c.is_control()
}

/// Begins with two full-width spaces and then text.
fn is_indented(text: &str) -> bool {
    text.strip_prefix("\u{3000}\u{3000}")
        .and_then(|text| text.chars().next())
        .is_some_and(|first| !first.is_whitespace())
}

/// `— 3 —`, `- 3 -`, `第3页`, `第 3 页 共 9 页`, and nothing else in the line.
fn is_page_number(text: &str) -> bool {
    const LONGEST: usize = 60;
    let text = text.trim();
    let dash = ['—', '–', '-', '―', '－'];
    if text.len() > LONGEST || !text.contains(|c| c == '页' || dash.contains(&c)) {
        return false;
    }
    let compact: String = clean(text).chars().filter(|c| !c.is_whitespace()).collect();
    let is_number =
        |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let dashed = |text: &str| {
        let (start, end) = (text.trim_start_matches(dash), text.trim_end_matches(dash));
        start.len() < text.len() && end.len() < text.len() && is_number(text.trim_matches(dash))
    };
    let page =
        |text: &str| text.strip_prefix('第').and_then(|text| text.strip_suffix('页')).is_some_and(is_number);
    let of =
        |text: &str| text.strip_prefix('共').and_then(|text| text.strip_suffix('页')).is_some_and(is_number);
    dashed(&compact)
        || page(&compact)
        || compact
            .find('共')
            .and_then(|at| compact.split_at_checked(at))
            .is_some_and(|(first, second)| page(first.trim_end_matches(['/', '／', ',', '，'])) && of(second))
}
