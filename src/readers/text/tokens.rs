//! The pieces of a line between wide gaps, and their display columns.

use std::collections::HashSet;

use unicode_width::UnicodeWidthChar;

/// A piece of a line: text without a gap of two columns or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    pub text: &'a str,
    pub span: Span,
    /// The span if characters of ambiguous width (quotation marks, dashes) are wide.
    wide: Span,
    /// Its bytes in the line.
    from: usize,
}

/// Display columns, from 0; the end is exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// Twice the middle, as that is whole.
    pub const fn doubled_middle(self) -> u32 {
        self.start + self.end
    }

    pub const fn ends_with(self, other: Self) -> bool {
        self.end == other.end
    }

    /// The middles differ by one column at most.
    pub const fn is_centred_with(self, other: Self) -> bool {
        self.doubled_middle().abs_diff(other.doubled_middle()) <= 2
    }

    pub const fn overlaps(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    pub const fn is_nested_with(self, other: Self) -> bool {
        (self.start <= other.start && other.end <= self.end)
            || (other.start <= self.start && self.end <= other.end)
    }
}

impl<'a> Token<'a> {
    /// The word that begins at a byte of a token of narrow characters.
    fn part(self, at: usize, word: &'a str) -> Self {
        let columns = |bytes: usize| u32::try_from(bytes).unwrap_or(0);
        let span = |whole: Span| {
            let start = whole.start + columns(at);
            Span { start, end: start + columns(word.len()) }
        };
        Self { text: word, span: span(self.span), wide: span(self.wide), from: self.from + at }
    }

    /// The same token measured with wide ambiguous characters.
    pub const fn widened(self) -> Self {
        Self { span: self.wide, ..self }
    }
}

/// The tokens of a line, at most so many; what people write in one piece is one token.
pub fn tokens(text: &str, most: usize) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let trimmed = text.trim();
    if trimmed.contains("  ") || trimmed.contains(['\u{3000}', '\u{a0}']) {
        split(text, most, &mut tokens);
    } else {
        split(text, 1, &mut tokens);
    }
    let joined = letter_spaced(&tokens).max(numbered(&tokens));
    join(text, &mut tokens, joined);
    tokens
}

/// Splits figures with a single space between them, which are of two columns, unless one of the `figures` of
/// other lines is as wide: then they may be one that is written `1 234`.
pub fn split_figures<'a>(tokens: Vec<Token<'a>>, figures: &HashSet<Span>, most: usize) -> Vec<Token<'a>> {
    let are_figures = |token: &Token<'_>| {
        token.text.contains(' ')
            && token.text.split(' ').all(|word| word.is_empty() || is_figure(word))
            && !figures.iter().any(|span| span.start <= token.span.start && token.span.end <= span.end)
    };
    if tokens.len() < 2 || !tokens.iter().any(are_figures) {
        return tokens;
    }
    let mut parts = Vec::with_capacity(tokens.len() + 1);
    for token in tokens {
        if are_figures(&token) && parts.len() < most {
            let mut at = 0;
            for word in token.text.split(' ') {
                if !word.is_empty() {
                    parts.push(token.part(at, word));
                }
                at += word.len() + 1;
            }
        } else {
            parts.push(token);
        }
    }
    parts
}

/// Digits with the signs of a number.
pub fn is_figure(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%'))
}

fn split<'a>(text: &'a str, most: usize, tokens: &mut Vec<Token<'a>>) {
    let (mut narrow, mut wide) = (0_u32, 0_u32);
    let (mut gap, mut open) = (2_u32, None::<Token<'a>>);
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            let width = if c == '\u{3000}' { 2 } else { 1 };
            (narrow, wide, gap) = (narrow + width, wide + width, gap + width);
            continue;
        }
        if gap > 1 && tokens.len() + 1 < most || open.is_none() {
            tokens.extend(open.take());
            let span = |start| Span { start, end: start };
            open = Some(Token { text: "", span: span(narrow), wide: span(wide), from: at });
        }
        gap = 0;
        let (columns, widened) = widths(c);
        (narrow, wide) = (narrow + columns, wide + widened);
        if let Some(token) = &mut open {
            token.text = text.get(token.from..at + c.len_utf8()).unwrap_or_default();
            (token.span.end, token.wide.end) = (narrow, wide);
        }
    }
    tokens.extend(open);
}

/// Columns of a character, and those it has if characters of ambiguous width are wide.
pub fn widths(c: char) -> (u32, u32) {
    let columns = |width: Option<usize>| width.and_then(|width| u32::try_from(width).ok()).unwrap_or(0);
    match c {
        '!'..='~' => (1, 1),
        '\u{4e00}'..='\u{9fff}' => (2, 2),
        _ => (columns(c.width()), columns(c.width_cjk())),
    }
}

/// How many tokens at the start are the letters of one spaced word before text: `索  引  号 AKT001`.
fn letter_spaced(tokens: &[Token<'_>]) -> usize {
    const LONGEST: usize = 6;
    let mut letters = Vec::new();
    let mut has_text = false;
    for token in tokens {
        let mut chars = token.text.chars();
        let Some(letter) = chars.next().filter(|&c| is_hanzi(c)) else {
            has_text = true;
            break;
        };
        match chars.next() {
            None => letters.push(letter),
            Some(next) => {
                // The word's last letter is before a single space; else this token is the text.
                if next == ' ' || next == '\u{a0}' || matches!(next, ':' | '：') {
                    letters.push(letter);
                }
                has_text = true;
                break;
            }
        }
    }
    // A row of 无 is no word.
    let differ = letters.first().is_some_and(|first| letters.iter().any(|letter| letter != first));
    if has_text && differ && letters.len() <= LONGEST { letters.len() } else { 0 }
}

/// Two, if the line is a number and its text: `第一条　为了…`.
fn numbered(tokens: &[Token<'_>]) -> usize {
    const WIDEST: u32 = 8;
    let [number, text] = tokens else { return 0 };
    let is_number = number.span.end - number.span.start <= WIDEST
        && number
            .text
            .chars()
            .all(|c| c.is_ascii_digit() || "第一二三四五六七八九十百零〇条章节款项篇（）()．.、".contains(c))
        && !number.text.chars().all(|c| c.is_ascii_digit());
    let is_text = !text.text.starts_with(|c: char| c.is_ascii_digit());
    if is_number && is_text { 2 } else { 0 }
}

fn is_hanzi(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

fn join<'a>(text: &'a str, tokens: &mut Vec<Token<'a>>, count: usize) {
    let Some(last) = count.checked_sub(1).and_then(|at| tokens.get(at)).copied() else { return };
    if let Some(first) = tokens.first_mut() {
        first.text = text.get(first.from..last.from + last.text.len()).unwrap_or_default();
        (first.span.end, first.wide.end) = (last.span.end, last.wide.end);
    }
    tokens.drain(1..count);
}
