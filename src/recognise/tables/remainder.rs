//! What the words around a label say about its figures, beyond the label of the form itself.
//!
//! `上年制发件数` is not `本年制发件数`, `（一）不予以公开` not `（一）予以公开`, and an amount under `收费金额（元）` not one in
//! 万元. Numbering, quotation marks and known wordings are harmless. [`of`] compares a label with the form's;
//! [`another`] reads a caption, heading or sheet name, which resembles no label; [`statement`] a sentence or note about
//! a table; [`units`] reads the units.

pub mod form_line;
mod periods;
pub mod regions;
pub mod statement;
mod units;
mod unknown;
mod words;

use std::sync::OnceLock;

use crate::model::text;
use crate::prose::numbering::numbering;

use periods::{WHOLE_YEAR, months_at, year_at};
use words::WORDS;

pub use periods::relative;
pub use units::{split_units, stated as stated_units, unit_cell, units};
pub use unknown::is_harmless;

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
    /// A figure, of money or of things.
    Figure,
    /// Words that nothing is known of.
    Unknown,
}

impl Marker {
    /// Whether a caption or header with it is of other figures, rather than of a rate or a part beside them.
    pub fn is_other_period_or_body(self) -> bool {
        match self {
            Self::Year(_) | Self::Scope("下属") => true,
            Self::Period(name) => !matches!(name, "同比" | "计划"),
            _ => false,
        }
    }
}

/// How headers and captions name the report's own year.
const OWN_YEAR: [&str; 3] = ["本年", "本期", "当年"];

/// Characters of the longest text that is searched.
const LONGEST: usize = 120;

/// What a label has beyond that of the form: `None` if that is harmless. `is_column`: it heads figures, so that
/// money and numbers are not the same, and only words that are known may be added.
pub fn of(found: &str, form: &str, year: Option<u16>, is_column: bool) -> Option<Marker> {
    let found = relative(found, year);
    let (found, form) = (without_number(&found), without_number(form));
    let (met, known) = (markers(&found), markers(&form));
    let count = |list: &[Marker], marker: Marker| list.iter().filter(|other| **other == marker).count();
    let is_extra = |marker: &&Marker| match marker {
        Marker::Money => is_column && !known.contains(&Marker::Money),
        Marker::Count | Marker::Figure => {
            let counts = |marker: &Marker| matches!(marker, Marker::Count | Marker::Figure);
            is_column && known.contains(&Marker::Money) && !known.iter().any(counts)
        }
        Marker::Period("截至") if form.contains("有效") => false, // a stock at the end of the year
        marker => count(&met, **marker) > count(&known, **marker),
    };
    // A shortened label may lack the denial in its missing part.
    let is_short = found.chars().count() + SHORTENED_BY <= form.chars().count();
    let is_missing = |marker: &&Marker| match marker {
        Marker::Denial(_) => !is_short && count(&met, **marker) < count(&known, **marker),
        Marker::Period(_) | Marker::Change(_) => !met.contains(marker),
        _ => false,
    };
    let decisive = met.iter().find(is_extra).or_else(|| known.iter().find(is_missing)).copied();
    // In the head of a count, one character makes another act of it: 转发, 制发.
    let has_unknown_words = || {
        let counts = known.iter().any(|marker| matches!(marker, Marker::Money | Marker::Count));
        is_column && unknown::has_unknown_words(&found, &form, !counts)
    };
    decisive.or_else(|| has_unknown_words().then_some(Marker::Unknown))
}

/// Characters by which a label is shorter than the form's if a part of it is missing.
const SHORTENED_BY: usize = 3;

/// The other period or body that a text names. A text that also names the report's own year compares, and is no
/// evidence by itself.
pub fn another(text: &str, year: Option<u16>) -> Option<Marker> {
    let dated = form_line::without_dates(text, year);
    let text = relative(&dated, year);
    // 2008—2016年, 2008年至2016年累计
    let is_span = ["-", "~", "至"].iter().any(|to| text.contains(&format!("{to}本年")));
    let is_as_of_month = text.contains('截') && text.contains('月');
    let ends_with_year = is_as_of_month && text.contains("12月");
    let names_own_year = OWN_YEAR.iter().any(|own| text.contains(own));
    let is_other = |marker: &&Marker| match marker {
        Marker::Year(_) => year.is_some() && (!names_own_year || is_span),
        Marker::Period("截至" | "月") if ends_with_year => false,
        Marker::Period("截至") if is_as_of_month => true,
        Marker::Period("季度" | "半年" | "月") | Marker::Scope(_) => true,
        Marker::Period(_) => !names_own_year,
        _ => false,
    };
    markers(&text).iter().find(is_other).copied()
}

/// Whether a header is the name of a period and nothing else: `2024年`, `本年数`, `较上年增减`, `同比`.
pub fn is_period(text: &str, year: Option<u16>) -> bool {
    const BESIDE: [&str; 16] = [
        "年度", "度", "年", "底", "末", "数据", "情况", "合计", "总计", "总数", "统计", "率", "较", "比",
        "与", "的",
    ];
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
/// names no money (`本年罚款金额`), and over money no number of things.
pub fn is_own_period(text: &str, year: Option<u16>, is_money: bool) -> bool {
    let relative = relative(text, year);
    let is_own = |marker: &Marker| match marker {
        Marker::Money => is_money,
        Marker::Count => !is_money,
        Marker::Figure => true,
        _ => false,
    };
    OWN_YEAR.iter().any(|own| relative.contains(own))
        && is_period(text, year)
        && markers(&relative).iter().all(is_own)
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

/// The bytes of all months of a year, or of its last after 截至, at the start of a text.
fn is_whole_year(text: &str) -> Option<usize> {
    let ends = ["截至本年12月", "截至12月", "截止12月"];
    WHOLE_YEAR.iter().chain(&ends).find(|span| text.starts_with(**span)).map(|span| span.len())
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

#[cfg(test)]
mod tests;
