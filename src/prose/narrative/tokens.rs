//! Splits text into tokens: words, numbers, years and punctuation, each with its byte range.

use std::ops::RangeInclusive;

use super::Context;
use super::numbers::{self, Amount, starts};
use super::words::{self, Word};

/// A character of the text in half-width form; white space and quotation marks are omitted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub sign: char,
    pub start: usize,
    pub end: usize,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The end of a sentence.
    Stop,
    Semicolon,
    Comma,
    Colon,
    /// 、
    Pause,
    Open,
    Close,
    Number(Amount),
    Unit(&'static str),
    Year(u16),
    /// A month or a day, with the year if given.
    Day(Day),
    Word(Word),
    /// Anything else.
    Other,
}

/// A date or a part of one.
#[allow(clippy::struct_field_names, reason = "a day's parts have these names")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub year: Option<u16>,
    pub month: u16,
    pub day: Option<u16>,
}

/// A token and its byte range.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
}

impl Token {
    /// Whether it is a word of this function.
    pub fn is_word(&self, like: Word) -> bool {
        matches!(self.kind, Kind::Word(word) if word.is_like(like))
    }
}

/// The characters of a text.
pub(super) fn glyphs(text: &str) -> Vec<Glyph> {
    let mut glyphs: Vec<Glyph> = Vec::new();
    let mut skipped = false;
    for (start, sign) in text.char_indices() {
        if (sign.is_whitespace() && sign != '\n') || matches!(sign, '“' | '”' | '"' | '‘' | '’' | '「' | '」')
        {
            skipped = true;
            continue;
        }
        let end = start + sign.len_utf8();
        let sign = narrow(sign);
        let separates_digits = skipped
            && sign.is_ascii_digit()
            && glyphs.last().is_some_and(|before: &Glyph| before.sign.is_ascii_digit());
        if separates_digits {
            glyphs.push(Glyph { sign: ' ', start, end: start }); // 12 34 is not 1234
        }
        skipped = false;
        glyphs.push(Glyph { sign, start, end });
    }
    glyphs
}

fn narrow(sign: char) -> char {
    match sign {
        '！'..='～' => u32::from(sign).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(sign),
        _ => sign,
    }
}

/// The tokens of a text.
pub(super) fn tokens(text: &str, context: &Context<'_>) -> Vec<Token> {
    let glyphs = glyphs(text);
    let names = own_names(context.organization);
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(rest) = glyphs.get(at..).filter(|rest| !rest.is_empty()) {
        let (kind, length) = next(rest, &names, tokens.last());
        let bytes = |index: usize| glyphs.get(index);
        let (Some(first), Some(last)) = (bytes(at), bytes(at + length - 1)) else { break };
        match tokens.last_mut() {
            Some(before) if kind == Kind::Other && before.kind == Kind::Other => before.end = last.end,
            _ => tokens.push(Token { kind, start: first.start, end: last.end }),
        }
        at += length;
    }
    mark_approximate(&mut tokens);
    tokens
}

/// The token at the start, and its length in characters (at least one).
fn next(glyphs: &[Glyph], names: &[String], before: Option<&Token>) -> (Kind, usize) {
    let Some(sign) = glyphs.first().map(|glyph| glyph.sign) else { return (Kind::Other, 1) };
    let is_number = before.is_some_and(|token| matches!(token.kind, Kind::Number(_)));
    if is_number && let Some((unit, length)) = numbers::unit(glyphs) {
        return (Kind::Unit(unit), length);
    }
    if let Some(name) = names.iter().find(|name| starts(glyphs, name)) {
        return (Kind::Word(Word::Own), name.chars().count());
    }
    if sign == '零' && ZERO.iter().any(|counted| starts(rest(glyphs), counted)) {
        return (Kind::Word(Word::Not), 1);
    }
    if before.is_some_and(|token| token.is_word(Word::Is)) && matches!(sign, '零' | '〇') {
        let is_last = rest(glyphs).first().is_none_or(|next| !matches!(punctuation(next.sign), Kind::Other));
        if is_last {
            return (Kind::Number(Amount::Exact(0.into())), 1);
        }
    }
    let word = words::beginning_with(sign).find(|(_, spelling, _)| starts(glyphs, spelling));
    if sign == '第' && word.is_none() {
        // 第6期 is not a count.
        let figures = glyphs.iter().skip(1).take(12).take_while(|glyph| is_figure(glyph.sign)).count();
        return (Kind::Other, 1 + figures);
    }
    if sign == '《' {
        let title = glyphs.iter().take_while(|glyph| !matches!(glyph.sign, '》' | '。' | '\n')).count();
        return (Kind::Other, (title + 1).min(glyphs.len()));
    }
    if let Some(found) = date(glyphs) {
        return found;
    }
    if let Some((_, spelling, word)) = word {
        return (Kind::Word(*word), spelling.chars().count());
    }
    if let Some((amount, length)) = numbers::number(glyphs) {
        return (Kind::Number(amount), length.max(1));
    }
    (punctuation(sign), 1)
}

/// What 零 says that there was none of: `零复议、零诉讼`.
const ZERO: [&str; 6] = ["行政复议", "复议", "行政诉讼", "诉讼", "申请", "发生"];

fn rest(glyphs: &[Glyph]) -> &[Glyph] {
    glyphs.get(1..).unwrap_or_default()
}

fn is_figure(sign: char) -> bool {
    sign.is_ascii_digit() || "零〇一二三四五六七八九十百".contains(sign)
}

const fn punctuation(sign: char) -> Kind {
    match sign {
        '。' | '!' | '?' | '\n' => Kind::Stop,
        ';' => Kind::Semicolon,
        ',' | '.' => Kind::Comma,
        ':' => Kind::Colon,
        '、' => Kind::Pause,
        '(' | '[' | '〔' | '【' => Kind::Open,
        ')' | ']' | '〕' | '】' => Kind::Close,
        _ => Kind::Other,
    }
}

/// A year, month or day: `2021年`, `2021年度`, `二〇二一年`, `2021年5月`, `5月15日`.
fn date(glyphs: &[Glyph]) -> Option<(Kind, usize)> {
    let (year, mut at) = match year(glyphs) {
        Some((year, length)) => (Some(year), length),
        None => (None, 0),
    };
    let Some((month, length)) = part(glyphs, at, '月') else {
        let year = year?;
        if glyphs.get(at).is_some_and(|glyph| glyph.sign == '度') {
            at += 1;
        }
        return Some((Kind::Year(year), at));
    };
    at += length;
    let day = part(glyphs, at, '日');
    at += day.map_or(0, |(_, length)| length);
    Some((Kind::Day(Day { year, month, day: day.map(|(day, _)| day) }), at))
}

/// Whether the text names one of these years anywhere.
pub(super) fn names_year(text: &str, years: &RangeInclusive<u16>) -> bool {
    let glyphs = glyphs(text);
    (0..glyphs.len()).any(|at| {
        let named = glyphs.get(at..).and_then(year);
        named.is_some_and(|(year, _)| years.contains(&year))
    })
}

/// Four figures and 年.
fn year(glyphs: &[Glyph]) -> Option<(u16, usize)> {
    let mut year = 0_u16;
    for index in 0..4 {
        let sign = glyphs.get(index)?.sign;
        let digit = match sign.to_digit(10) {
            Some(digit) => u16::try_from(digit).ok()?,
            None => numbers::plain_digit(sign)?,
        };
        year = year * 10 + digit;
    }
    let is_year = glyphs.get(4).is_some_and(|glyph| glyph.sign == '年') && (1949..=2100).contains(&year);
    is_year.then_some((year, 5))
}

/// One or two digits followed by the character for month or day.
fn part(glyphs: &[Glyph], at: usize, name: char) -> Option<(u16, usize)> {
    let digits: Vec<_> = glyphs.iter().skip(at).take(3).map_while(|glyph| glyph.sign.to_digit(10)).collect();
    let is_named = glyphs.get(at + digits.len()).is_some_and(|glyph| glyph.sign == name);
    let is_short = (1..=2).contains(&digits.len());
    let value = digits.iter().fold(0, |value, digit| value * 10 + digit);
    if is_named && is_short { Some((u16::try_from(value).ok()?, digits.len() + 1)) } else { None }
}

/// Makes numbers approximate that follow 约 or precede 以上.
fn mark_approximate(tokens: &mut [Token]) {
    for index in 0..tokens.len() {
        let kind = |index: Option<usize>| index.and_then(|index| tokens.get(index)).map(|token| token.kind);
        let after = match kind(Some(index + 1)) {
            Some(Kind::Unit(_)) => kind(Some(index + 2)),
            other => other,
        };
        let is_approximate = kind(index.checked_sub(1)) == Some(Kind::Word(Word::About))
            || after == Some(Kind::Word(Word::More));
        if is_approximate
            && let Some(token) = tokens.get_mut(index)
            && matches!(token.kind, Kind::Number(Amount::Exact(_)))
        {
            token.kind = Kind::Number(Amount::Rough);
        }
    }
}

/// Characters of the longest name of a body.
const LONGEST_NAME: usize = 60;

/// The names of a body for itself: its full name, and without the territories before it.
fn own_names(organization: Option<&str>) -> Vec<String> {
    let Some(organization) = organization else { return Vec::new() };
    let name: Vec<char> = organization.chars().map(narrow).take(LONGEST_NAME).collect();
    let starts = name.iter().enumerate().filter(|(_, sign)| "省市县区州盟旗镇乡".contains(**sign));
    // 县文化局 is the office, but 县政府 may be less than the county.
    let is_office = !organization.ends_with("政府");
    let starts = starts.flat_map(|(index, _)| [is_office.then_some(index), Some(index + 1)]);
    let starts = std::iter::once(0).chain(starts.flatten());
    // 青溪县人民政府 may be the county with all its offices, or the government alone.
    let body = organization.strip_suffix("人民政府");
    let is_wide = body.is_some_and(|body| !body.ends_with(['镇', '乡']));
    let mut names = Vec::new();
    for start in starts {
        let full: String = name.iter().skip(start).collect();
        if let Some(short) = full.strip_suffix("人民政府").filter(|short| short.chars().count() >= 2) {
            names.push(short.to_owned());
            if !is_wide {
                names.push(format!("{short}政府"));
            }
        }
        if !is_wide {
            names.push(full);
        }
    }
    names.retain(|name| name.chars().count() >= 3);
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_recognised_by_its_short_names() {
        let names = own_names(Some("阿克陶县阿克陶镇人民政府"));
        for name in ["阿克陶县阿克陶镇人民政府", "阿克陶镇人民政府", "阿克陶镇政府", "阿克陶镇"]
        {
            assert!(names.contains(&name.to_owned()), "{name}: {names:?}");
        }
        assert!(own_names(Some("青溪县文化局")).contains(&"文化局".to_owned()));
    }

    #[test]
    fn years_and_days_are_distinguished() {
        let kinds = |text: &str| -> Vec<Kind> {
            tokens(text, &Context::default()).into_iter().map(|token| token.kind).collect()
        };
        assert_eq!(kinds("2021年度"), [Kind::Year(2021)]);
        assert_eq!(kinds("二〇二一年"), [Kind::Year(2021)]);
        let day = Day { year: Some(2019), month: 5, day: Some(15) };
        assert_eq!(kinds("2019年5月15日"), [Kind::Day(day)]);
        assert_eq!(kinds("12月"), [Kind::Day(Day { year: None, month: 12, day: None })]);
        assert_eq!(kinds("《2019年办法》"), [Kind::Other]);
        assert_eq!(kinds("第26期"), [Kind::Other]);
    }
}
