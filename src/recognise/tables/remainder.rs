//! What the words around a label say about its figures, beyond the label of the form itself.
//!
//! `上年制发件数` is not `本年制发件数`, `（一）不予以公开` not `（一）予以公开`, and an amount under `收费金额（元）` not one in
//! 万元. Numbering, quotation marks and known wordings are harmless. [`of`] compares a label with the form's;
//! [`another`] reads a caption, heading or sheet name, which resembles no label; [`units`] reads the units.

mod words;

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::model::text;
use crate::model::unit::Unit;
use crate::prose::numbering::numbering;

use words::WORDS;

/// A word that decides what figures are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Marker {
    /// A year.
    Year(u16),
    /// A period other than the report's year, by its usual name.
    Period(&'static str),
    /// Only a part of the figures, or those of another body.
    Scope(&'static str),
    /// A word that turns a label into its opposite.
    Denial(&'static str),
    /// A direction of change: 增, 减.
    Change(&'static str),
    /// Money.
    Money,
    /// A number of things.
    Count,
}

impl Marker {
    /// Whether a caption or header with it is of other figures, rather than of a rate or a part beside them.
    pub fn is_other_period_or_body(self) -> bool {
        match self {
            Self::Year(_) | Self::Scope("下属") => true,
            Self::Period(name) => !matches!(name, "同比" | "计划"),
            Self::Scope(_) | Self::Denial(_) | Self::Change(_) | Self::Money | Self::Count => false,
        }
    }
}

/// How headers and captions name the report's own year.
const OWN_YEAR: [&str; 3] = ["本年", "本期", "当年"];

/// Characters of the longest text that is searched.
const LONGEST: usize = 120;

/// What a label has beyond that of the form: `None` if that is harmless. `is_column`: it heads figures, so that
/// money and numbers are not the same.
pub fn of(found: &str, form: &str, year: Option<u16>, is_column: bool) -> Option<Marker> {
    let found = relative(found, year);
    let (found, form) = (without_number(&found), without_number(form));
    let (met, known) = (markers(&found), markers(&form));
    let count = |list: &[Marker], marker: Marker| list.iter().filter(|other| **other == marker).count();
    let is_extra = |marker: &&Marker| match marker {
        Marker::Money => is_column && !known.contains(&Marker::Money),
        Marker::Count => is_column && known.contains(&Marker::Money) && !known.contains(&Marker::Count),
        Marker::Period("截至") if form.contains("有效") => false, // a stock at the end of the year
        marker => count(&met, **marker) > count(&known, **marker),
    };
    // A shortened label may lack the denial in its missing part.
    let is_short = found.chars().count() + SHORTENED_BY <= form.chars().count();
    let is_missing = |marker: &&Marker| match marker {
        Marker::Denial(_) => !is_short && count(&met, **marker) < count(&known, **marker),
        Marker::Period(_) | Marker::Change(_) => !met.contains(marker),
        Marker::Year(_) | Marker::Scope(_) | Marker::Money | Marker::Count => false,
    };
    met.iter().find(is_extra).or_else(|| known.iter().find(is_missing)).copied()
}

/// Characters by which a label is shorter than the form's if a part of it is missing.
const SHORTENED_BY: usize = 3;

/// The other period or body that a text names. A text that also names the report's own year compares, and is no
/// evidence by itself.
pub fn another(text: &str, year: Option<u16>) -> Option<Marker> {
    let text = relative(text, year);
    let names_own_year = OWN_YEAR.iter().any(|own| text.contains(own));
    let is_other = |marker: &&Marker| match marker {
        Marker::Year(_) => year.is_some() && !names_own_year,
        Marker::Period("季度" | "半年" | "月") | Marker::Scope(_) => true,
        Marker::Period(_) => !names_own_year,
        Marker::Denial(_) | Marker::Change(_) | Marker::Money | Marker::Count => false,
    };
    markers(&text).iter().find(is_other).copied()
}

/// Whether a header is the name of a period and nothing else: `2024年`, `本年数`, `较上年增减`, `同比`.
pub fn is_period(text: &str, year: Option<u16>) -> bool {
    const BESIDE: [&str; 14] =
        ["年度", "度", "年", "数据", "情况", "合计", "总计", "总数", "统计", "率", "较", "比", "与", "的"];
    let text = relative(text, year);
    let mut rest: &str = &text;
    let mut has_period = false;
    while !rest.is_empty() {
        let own = OWN_YEAR.iter().find(|own| rest.starts_with(**own)).map(|own| own.len());
        let marker = marker_at(rest);
        has_period |= own.is_some()
            || marker.is_some_and(|(_, marker)| matches!(marker, Marker::Year(_) | Marker::Period(_)));
        let known = own.or_else(|| {
            let is_beside =
                |(_, marker): &(usize, Marker)| !matches!(marker, Marker::Denial(_) | Marker::Scope(_));
            marker.filter(is_beside).map(|(length, _)| length)
        });
        let beside = || BESIDE.iter().find(|word| rest.starts_with(**word)).map(|word| word.len());
        let bracket = || rest.starts_with(['(', ')', '/', '-']).then_some(1);
        let Some(length) = known.or_else(beside).or_else(bracket) else { return false };
        rest = rest.get(length..).unwrap_or_default();
    }
    has_period
}

/// Whether a header names the report's own period and nothing else: `2024年`, `本年数`. Over a number of things it
/// names no money: `本年罚款金额`.
pub fn is_own_period(text: &str, year: Option<u16>, is_money: bool) -> bool {
    let relative = relative(text, year);
    let is_own = |marker: &Marker| match marker {
        Marker::Year(_) | Marker::Period(_) | Marker::Change(_) => false,
        Marker::Money => is_money,
        Marker::Count | Marker::Scope(_) | Marker::Denial(_) => true,
    };
    OWN_YEAR.iter().any(|own| relative.contains(own))
        && is_period(text, year)
        && markers(&relative).iter().all(is_own)
}

/// The folded text, with the years around the report's own as 上年, 本年 and 下年.
pub fn relative(text: &str, year: Option<u16>) -> Cow<'_, str> {
    let folded = text::fold(text);
    let (has_numerals, has_digits) = (folded.contains('二'), folded.contains('2') && folded.contains("20"));
    let year = year.filter(|_| (has_numerals || has_digits) && folded.chars().count() <= LONGEST);
    let Some(year) = year else { return folded };
    let names = [(year - 1, "上年"), (year, "本年"), (year + 1, "下年")];
    let mut replaced = folded;
    for (year, name) in names {
        let digits = has_digits.then(|| year.to_string());
        let zeros = if has_numerals { &['〇', '零', '○'][..] } else { &[] };
        for written in digits.into_iter().chain(zeros.iter().map(|zero| chinese(year, *zero))) {
            if !replaced.contains(&written) {
                continue; // nearly always
            }
            // Without 年 only where it is the whole text or starts a sheet's name: 2024申请.
            for full in [format!("{written}年度"), format!("{written}年"), written] {
                let Some(at) = replaced.find(&full) else { continue };
                let after = replaced.get(at + full.len()..).unwrap_or_default();
                let is_part = after.starts_with('年') || is_number_of_document(after);
                let is_date = name == "下年" && after.starts_with(|c: char| c.is_ascii_digit());
                if !is_part && !is_date && is_own_number(&replaced, at, full.len()) {
                    replaced = Cow::Owned(replaced.replacen(&full, name, 1));
                }
            }
        }
    }
    replaced
}

/// Whether no digit is beside the part of this length.
fn is_own_number(text: &str, at: usize, length: usize) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let is_bare = text.get(at..at + length).is_some_and(|part| part.ends_with(is_digit));
    let follows_digit = text.get(..at).is_some_and(|before| before.ends_with(is_digit));
    let precedes_digit = text.get(at + length..).is_some_and(|after| after.starts_with(is_digit));
    !(follows_digit || is_bare && precedes_digit)
}

/// Whether a year is that of a document number: 〔2021〕30号.
fn is_number_of_document(after: &str) -> bool {
    after.starts_with(['〕', ']', '】'])
}

fn chinese(year: u16, zero: char) -> String {
    let digit =
        |c: char| c.to_digit(10).and_then(|n| "〇一二三四五六七八九".chars().nth(usize::try_from(n).ok()?));
    year.to_string().chars().filter_map(|c| if c == '0' { Some(zero) } else { digit(c) }).collect()
}

/// The units that a label, a line above a table or a cell names: `（单位：元）`, `单位：件、万元`, `收费金额/元`.
pub fn units(text: &str) -> Vec<Unit> {
    split_units(text).1
}

/// A label without the units that it names, and these.
pub fn split_units(label: &str) -> (String, Vec<Unit>) {
    if label.chars().count() > LONGEST {
        return (label.to_owned(), Vec::new());
    }
    let mut rest = text::narrow(label).into_owned();
    let mut units = Vec::new();
    let may_name_unit =
        |c: char| matches!(c, '(' | '[' | '〔' | '【' | '/' | ',' | ':' | '单') || c.is_whitespace();
    if !rest.contains(may_name_unit) {
        return (rest, units); // most labels
    }
    let mut from = 0;
    while let Some(open) =
        rest.get(from..).and_then(|after| after.find(['(', '[', '〔', '【'])).map(|at| from + at)
    {
        let Some(length) = rest.get(open..).and_then(|after| after.find([')', ']', '〕', '】'])) else {
            break;
        };
        let inner =
            rest.get(open..open + length).map(|inner| inner.trim_start_matches(['(', '[', '〔', '【']));
        match inner.and_then(unit_list) {
            Some(found) => {
                units.extend(found);
                let after: String = rest.get(open + length..).unwrap_or_default().chars().skip(1).collect();
                rest.truncate(open);
                rest.push_str(&after);
            }
            None => from = open + length,
        }
    }
    let named = rest.rfind("单位").and_then(|at| Some((at, unit_list(rest.get(at..)?)?)));
    let ended = || {
        let (before, last) = rest.rsplit_once(|c: char| matches!(c, '/' | ',' | ':') || c.is_whitespace())?;
        Some((before.len(), unit_list(last)?))
    };
    if let Some((at, found)) = named.or_else(ended) {
        units.extend(found);
        rest.truncate(at);
    }
    (rest, units)
}

/// The units of a list, if it is nothing else: `单位：件、万元`.
fn unit_list(list: &str) -> Option<Vec<Unit>> {
    let list = list.trim();
    let list = ["金额单位", "货币单位", "计量单位", "单位"]
        .iter()
        .find_map(|name| list.strip_prefix(name))
        .unwrap_or(list);
    let list = list.trim_start_matches([':', ' ']).trim_start_matches('以').trim_end_matches("为单位");
    let parts = list.split(['、', '/', ',', ';', '和', '或']).map(str::trim);
    let units: Option<Vec<Unit>> = parts.map(Unit::parse).collect();
    units.filter(|units| !units.is_empty())
}

/// The folded label without its number and 其中.
fn without_number(label: &str) -> String {
    let folded = text::fold(label);
    let (_, rest) = numbering(&folded);
    rest.strip_prefix("其中").unwrap_or(rest).to_owned()
}

/// The words in a folded text that decide.
fn markers(folded: &str) -> Vec<Marker> {
    let mut found = Vec::new();
    if folded.chars().count() > LONGEST {
        return found;
    }
    let mut rest = folded;
    while !rest.is_empty() {
        let taken = marker_at(rest);
        found.extend(taken.map(|(_, marker)| marker));
        let length = taken.map_or_else(|| digits_or_character(rest), |(length, _)| length);
        rest = rest.get(length..).unwrap_or_default();
    }
    found
}

/// The bytes of 1-12月 or the digits at the start, else of the first character.
fn digits_or_character(text: &str) -> usize {
    let whole_year = WHOLE_YEAR.iter().find(|span| text.starts_with(**span)).map(|span| span.len());
    let digits = whole_year.unwrap_or_else(|| text.bytes().take_while(u8::is_ascii_digit).count());
    if digits > 0 { digits } else { text.chars().next().map_or(1, char::len_utf8) }
}

/// The word that decides at the start of a text, with its length in bytes.
fn marker_at(text: &str) -> Option<(usize, Marker)> {
    if let Some(found) = year_at(text).or_else(|| months_at(text)) {
        return Some(found);
    }
    if !starts_word(text.chars().next()?) {
        return None; // most characters
    }
    WORDS.iter().find(|(word, _)| text.starts_with(word)).map(|(word, marker)| (word.len(), *marker))
}

/// Whether one of the words starts with this character.
fn starts_word(character: char) -> bool {
    static FIRST: OnceLock<Vec<char>> = OnceLock::new();
    let first = FIRST.get_or_init(|| {
        let mut first: Vec<char> = WORDS.iter().filter_map(|(word, _)| word.chars().next()).collect();
        first.sort_unstable();
        first.dedup();
        first
    });
    first.binary_search(&character).is_ok()
}

fn year_at(text: &str) -> Option<(usize, Marker)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let year = if digits == 4 {
        text.get(..4)?.parse().ok()?
    } else {
        let digit = |c: char| match c {
            '零' | '○' => Some(0),
            _ => "〇一二三四五六七八九".chars().position(|digit| digit == c),
        };
        if !text.starts_with(['一', '二']) {
            return None; // most places of a text
        }
        let mut characters = text.chars();
        let mut year = 0_u16;
        for _ in 0..4 {
            year = year * 10 + u16::try_from(digit(characters.next()?)?).ok()?;
        }
        if !characters.as_str().starts_with('年') {
            return None;
        }
        return (1990..=2099).contains(&year).then_some((12, Marker::Year(year)));
    };
    let after = text.get(digits..).unwrap_or_default();
    let is_year = (1990..=2099).contains(&year) && !is_number_of_document(after) && !is_date(after);
    is_year.then_some((digits, Marker::Year(year)))
}

/// Whether month and day follow a year: the day of a signature or publication.
fn is_date(after: &str) -> bool {
    let Some((month, day)) = after.strip_prefix('年').and_then(|rest| rest.split_once('月')) else {
        return false;
    };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    is_number(month) && day.split_once('日').is_some_and(|(day, _)| is_number(day))
}

/// All months of a year.
const WHOLE_YEAR: [&str; 5] = ["1-12月", "1至12月", "1月至12月", "1月-12月", "01-12月"];

/// `1-6月`, `6月`: some months of a year, but neither all twelve nor a day.
fn months_at(text: &str) -> Option<(usize, Marker)> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None; // most places of a text
    }
    let is_span = |c: char| c.is_ascii_digit() || matches!(c, '-' | '~' | '至' | '月' | '、');
    let end = text.find(|c| !is_span(c)).unwrap_or(text.len());
    let span = text.get(..end)?;
    let after = text.get(end..)?;
    let length = span.rfind('月')? + '月'.len_utf8();
    let is_day = after.starts_with('日');
    (!WHOLE_YEAR.contains(&span) && !is_day && length == span.len()).then_some((length, Marker::Period("月")))
}

#[cfg(test)]
mod tests;
