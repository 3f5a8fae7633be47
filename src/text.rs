//! What counts as the same text: white space, widths and invisible characters of Chinese documents.

use unicode_normalization::UnicodeNormalization;

/// Text fit for the model: no-break spaces are spaces, invisible and control characters are gone,
/// ends are trimmed. Tabs and other inner white space stay. Line breaks stay (callers split at them).
#[must_use]
pub fn clean(text: &str) -> String {
    let kept: String = text.chars().filter_map(keep).collect();
    trim(&kept).to_owned()
}

/// As [`clean`], for a cell's figure: line breaks and white space around them go too.
#[must_use]
pub fn clean_cell(text: &str) -> String {
    clean(text).split('\n').map(trim).collect()
}

/// Trims white space, the full-width space among it.
#[must_use]
pub fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace())
}

/// Whether a character may stand in the model: XML 1.0 forbids the others, and so do all formats.
#[must_use]
pub const fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | ' '..='\u{7e}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
        && !matches!(character, '\u{fdd0}'..='\u{fdef}')
}

/// A raised digit as a character of its own, so that `12` with the mark of note 1 does not read as 121.
#[must_use]
pub const fn raised(character: char) -> char {
    match character {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        _ => character,
    }
}

const fn keep(character: char) -> Option<char> {
    match character {
        '\u{a0}' | '\u{202f}' | '\u{2007}' => Some(' '),
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => None,
        _ if is_allowed(character) => Some(character),
        _ => None,
    }
}

/// Full-width letters, digits and signs as their half-width forms (NFKC), dashes as `-`.
#[must_use]
pub fn narrow(text: &str) -> String {
    let mut narrowed = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            // Nearly all of a report: its own narrow form.
            ' '..='~' | '\u{4e00}'..='\u{9fff}' | '、' | '。' | '“' | '”' | '《' | '》' => {
                narrowed.push(character);
            }
            '—' | '–' | '−' | '‐' | '‑' => narrowed.push('-'),
            _ => narrowed.extend(std::iter::once(character).nfkc()),
        }
    }
    narrowed
}

/// The text to compare labels by: half width, without white space and quotation marks.
#[must_use]
pub fn fold(text: &str) -> String {
    narrow(text)
        .chars()
        .filter(|c| {
            !c.is_whitespace()
                && !matches!(
                    c,
                    '"' | '\'' | '“' | '”' | '‘' | '’' | '「' | '」' | '\u{200b}'..='\u{200f}' | '\u{feff}'
                )
        })
        .collect()
}
