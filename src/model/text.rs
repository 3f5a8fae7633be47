//! What counts as the same text: white space, widths and invisible characters of Chinese documents.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::traditional::is_traditional;
pub use super::traditional::simplified;

/// Text fit for the model: no-break spaces become spaces, invisible and control characters are removed,
/// ends are trimmed. Tabs and other inner white space stay. Line breaks stay (callers split at them).
#[must_use]
pub fn clean(text: &str) -> String {
    trim(&mapped(text, is_kept, |c, kept| kept.extend(keep(c)))).to_owned()
}

/// As [`clean`], for a cell's figure: line breaks and white space around them go too.
#[must_use]
pub fn clean_cell(text: &str) -> String {
    clean(text).split('\n').map(trim).collect()
}

/// The cleaned lines of a text, without empty ones.
pub fn lines(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(BREAKS).map(clean).filter(|line| !line.is_empty())
}

/// Every line break of Unicode.
const BREAKS: [char; 7] = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// Trims white space, the full-width space among it.
#[must_use]
pub fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace())
}

/// Shows what follows from right to left, digits too: text in which it stands is no figure.
pub const REVERSED: char = '\u{202e}';

/// Whether the model may contain a character: XML 1.0 forbids the others, and so do all formats.
#[must_use]
pub const fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | ' '..='\u{7e}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
        && !matches!(character, '\u{fdd0}'..='\u{fdef}')
}

/// How a character is set off from its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// Superscript.
    Raised,
    /// Subscript.
    Lowered,
}

/// The digits that are set off from their line, by value.
const fn shifted_digits(shift: Shift) -> [char; 10] {
    match shift {
        Shift::Raised => ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'],
        Shift::Lowered => ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'],
    }
}

/// A digit set off from its line as a character of its own, so that `12` with the mark of note 1 does not
/// read as 121.
#[must_use]
pub fn shifted(character: char, shift: Shift) -> char {
    let narrow = match character {
        '０'..='９' => char::from_u32(u32::from(character) - u32::from('０') + u32::from('0')),
        _ => Some(character),
    };
    let digit = narrow.and_then(|narrow| narrow.to_digit(10)).and_then(|digit| usize::try_from(digit).ok());
    digit.and_then(|digit| shifted_digits(shift).get(digit).copied()).unwrap_or(character)
}

/// The digit that [`shifted`] set off from its line; any other character as it is.
#[must_use]
pub fn unshifted(character: char) -> char {
    let digit = [Shift::Raised, Shift::Lowered]
        .into_iter()
        .find_map(|shift| shifted_digits(shift).into_iter().position(|digit| digit == character));
    let digit = digit.and_then(|digit| u32::try_from(digit).ok());
    digit.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(character)
}

/// Whether a character stays as it is; nearly all of a report are in the first two ranges.
fn is_kept(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{3000}'..='\u{9fff}') || keep(character) == Some(character)
}

/// [`REVERSED`] stays, so that 12 and 34 around it are no 1234.
const fn keep(character: char) -> Option<char> {
    match character {
        '\u{a0}' | '\u{202f}' | '\u{2007}' => Some(' '),
        '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202d}'
        | '\u{2060}'
        | '\u{feff}'
        | '\u{ad}'
        | '\u{61c}' => None,
        _ if is_allowed(character) => Some(character),
        _ => None,
    }
}

/// The text on one line, with a space for each character that no document may hold: names of files may have any.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || !is_allowed(c) { ' ' } else { c }).collect()
}

/// Digits with commas between the thousands: `1234567` as `1,234,567`.
#[must_use]
pub fn grouped(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Full-width letters, digits and signs as their half-width forms (NFKC), dashes as `-`.
#[must_use]
pub fn narrow(text: &str) -> Cow<'_, str> {
    mapped(text, is_narrow, |character, narrowed| each_narrow(character, |c| narrowed.push(c)))
}

/// The text to compare labels by: half width, in simplified characters, without white space and quotation
/// marks.
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    // Nearly all characters are of the first two kinds.
    let is_folded = |c: char| match c {
        '0'..='9' | 'A'..='Z' | 'a'..='z' => true,
        '\u{4e00}'..='\u{9fff}' => !is_traditional(c),
        _ => is_narrow(c) && is_compared(c),
    };
    mapped(text, is_folded, |character, folded| {
        each_narrow(character, |c| {
            if is_compared(c) {
                folded.push(simplified(c));
            }
        });
    })
}

/// The text in simplified characters, as far as the words of reports need it; each character keeps its length.
#[must_use]
pub fn in_simplified(text: &str) -> Cow<'_, str> {
    mapped(text, |c| simplified(c) == c, |character, plain| plain.push(simplified(character)))
}

/// The text with `push` done to each character; the text itself where all of them stay.
fn mapped(text: &str, stays: impl Fn(char) -> bool, push: impl Fn(char, &mut String)) -> Cow<'_, str> {
    let Some(first) = text.find(|c: char| !stays(c)) else { return Cow::Borrowed(text) };
    let (same, rest) = text.split_at(first);
    let mut mapped = String::with_capacity(text.len());
    mapped.push_str(same);
    for character in rest.chars() {
        if stays(character) {
            mapped.push(character);
        } else {
            push(character, &mut mapped);
        }
    }
    Cow::Owned(mapped)
}

/// Nearly all characters of a report: their own narrow form.
const fn is_narrow(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{4e00}'..='\u{9fff}' | '、' | '。' | '“' | '”' | '《' | '》')
}

/// Whether a narrow character counts when labels are compared.
fn is_compared(narrow: char) -> bool {
    !(narrow.is_whitespace()
        || matches!(
            narrow,
            '"' | '\'' | '“' | '”' | '‘' | '’' | '「' | '」' | '\u{200b}'
                ..='\u{200f}' | '\u{202e}' | '\u{feff}'
        ))
}

/// The narrow form of a single character.
#[must_use]
pub fn narrow_letter(character: char) -> char {
    if is_narrow(character) {
        return character; // nearly all
    }
    let mut narrowed = None;
    let mut count = 0;
    each_narrow(character, |c| {
        narrowed = Some(c);
        count += 1;
    });
    narrowed.filter(|_| count == 1).unwrap_or(character)
}

/// Whether a character is never seen: joiners, marks of direction, a byte order mark.
#[must_use]
pub const fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

fn each_narrow(character: char, mut take: impl FnMut(char)) {
    match character {
        _ if is_narrow(character) => take(character),
        '—' | '–' | '−' | '‐' | '‑' => take('-'),
        // Each of these signs is a fixed step from its narrow form.
        '！'..='～' => {
            take(u32::from(character).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(character));
        }
        _ => std::iter::once(character).nfkc().for_each(take),
    }
}

/// Text for content and quoted attributes, without the characters that are not allowed in a document.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ if is_allowed(character) => escaped.push(character),
            _ => {}
        }
    }
    escaped
}
