//! The letters of a title, for comparison.

use crate::model::text;

/// Brackets that may be around a title, a body or an addition.
pub(super) const BRACKETS: [(char, char); 11] = [
    ('【', '】'),
    ('〔', '〕'),
    ('[', ']'),
    ('(', ')'),
    ('《', '》'),
    ('〈', '〉'),
    ('<', '>'),
    ('「', '」'),
    ('『', '』'),
    ('“', '”'),
    ('{', '}'),
];

/// A character as written, and its simplified half-width form for comparison.
pub(super) type Letter = (char, char);

/// The letters of a line without white space, except between Latin words and numbers.
pub(super) fn letters(line: &str) -> Vec<Letter> {
    let fold = |c: char| text::simplified(text::narrow_letter(c));
    let all: Vec<char> = line.chars().filter(|c| !text::is_invisible(*c)).collect();
    let spaces = all.iter().filter(|c| c.is_whitespace()).count();
    // 淮 安 市 2 0 2 4 年: here the spaces separate letters, not words.
    let is_spaced = 3 * spaces > all.len();
    let mut letters: Vec<Letter> = Vec::with_capacity(all.len());
    let mut was_space = false;
    for c in all {
        if c.is_whitespace() {
            was_space = true;
            continue;
        }
        let is_latin = |c: char| c.is_ascii_alphanumeric();
        let follows_latin = letters.last().is_some_and(|(_, last)| is_latin(*last));
        if was_space && !is_spaced && follows_latin && is_latin(fold(c)) {
            letters.push((' ', ' '));
        }
        was_space = false;
        letters.push((c, fold(c)));
    }
    letters
}

/// Where the bracket that opens at `open` closes.
pub(super) fn group_end(letters: &[Letter], open: usize) -> Option<usize> {
    let opening = letters.get(open)?.1;
    let (_, closing) = BRACKETS.into_iter().find(|(open, _)| *open == opening)?;
    let mut depth = 0_usize;
    for (at, (_, c)) in letters.iter().enumerate().skip(open) {
        if *c == opening {
            depth += 1;
        } else if *c == closing {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

pub(super) fn strip_prefix<'l>(letters: &'l [Letter], words: &str) -> Option<&'l [Letter]> {
    let count = words.chars().count();
    starts_with(letters, words).then(|| letters.get(count..).unwrap_or_default())
}

pub(super) fn starts_with(letters: &[Letter], words: &str) -> bool {
    let mut letters = letters.iter();
    words.chars().all(|c| letters.next().is_some_and(|(_, letter)| *letter == c))
}

pub(super) fn strip_suffix<'l>(letters: &'l [Letter], words: &str) -> Option<&'l [Letter]> {
    let start = letters.len().checked_sub(words.chars().count())?;
    starts_with(letters.get(start..)?, words).then(|| letters.get(..start).unwrap_or_default())
}

/// Where these words start, the last time.
pub(super) fn last(letters: &[Letter], words: &str) -> Option<usize> {
    (0..letters.len()).rev().find(|at| starts_with(letters.get(*at..).unwrap_or_default(), words))
}
