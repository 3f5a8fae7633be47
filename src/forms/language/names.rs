//! The words of the language for what a form declares.

use super::draft::Records;
use super::lines::{NUMBERS, PRESENCES};
use super::read::{LAYOUTS, PERIODS, RECORDS};
use super::relations::LEVELS;
use super::sums::KINDS;
use crate::model::finding::Severity;
use crate::model::form::{Kind, Layout, Period, Presence, SumKind, TableForm};

pub(in crate::forms) fn number(kind: Kind) -> &'static str {
    name(&NUMBERS, &kind)
}

pub(in crate::forms) fn presence(presence: Presence) -> &'static str {
    name(&PRESENCES, &presence)
}

/// How often a form is filled in.
pub(in crate::forms) fn period(period: Period) -> &'static str {
    name(&PERIODS, &period)
}

pub(in crate::forms) fn layout(layout: Layout) -> &'static str {
    name(&LAYOUTS, &layout)
}

pub(in crate::forms) fn sum(kind: SumKind) -> &'static str {
    name(&KINDS, &kind)
}

fn name<T: PartialEq>(words: &[(&'static str, T)], meaning: &T) -> &'static str {
    words.iter().find(|(_, one)| one == meaning).map_or("", |(word, _)| word)
}

/// What a person calls the kinds of figures in a blank form.
const NUMBER_WORDS: [(&str, Kind); 18] = [
    ("整数", Kind::Count),
    ("计数", Kind::Count),
    ("可负整数", Kind::Change),
    ("增减", Kind::Change),
    ("可负", Kind::Change),
    ("小数", Kind::Decimal),
    ("数值", Kind::Decimal),
    ("金额", Kind::Amount),
    ("百分数", Kind::Percent),
    ("百分比", Kind::Percent),
    ("文字", Kind::Text),
    ("文本", Kind::Text),
    ("字符", Kind::Text),
    ("是否", Kind::YesNo),
    ("日期", Kind::Date),
    ("选项", Kind::Choice),
    ("单选", Kind::Choice),
    ("选择", Kind::Choice),
];

/// The kind that a person calls so, or the language.
pub(crate) fn number_of_word(word: &str) -> Option<Kind> {
    let is_word = |(known, _): &&(&str, Kind)| known.eq_ignore_ascii_case(word);
    NUMBER_WORDS.iter().chain(&NUMBERS).find(is_word).map(|(_, kind)| *kind)
}

/// The word for a kind in a blank form.
pub(crate) fn word_of_number(kind: Kind) -> &'static str {
    name(&NUMBER_WORDS, &kind)
}

/// The words for kinds, each once.
pub(crate) fn number_words() -> String {
    let words = NUMBERS.iter().map(|(_, kind)| word_of_number(*kind)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("、")
}

/// The name of a level.
pub(in crate::forms) fn level(level: Severity) -> &'static str {
    name(&LEVELS, &level)
}

/// What stands for the rows of a table of records.
pub(in crate::forms) fn records(table: &TableForm) -> Option<&'static str> {
    let records = if table.has_bodies() { Records::Bodies } else { Records::One };
    table.has_records().then(|| name(&RECORDS, &records))
}
