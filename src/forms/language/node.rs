//! Values of a TOML text with their places, read under the types and limits of the language.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::Problems;
use super::keys::Shape;
use crate::model::suggestion::nearest;

/// A value with its place.
pub(super) type Value<'a> = Spanned<DeValue<'a>>;

/// Characters of the longest text of a form. Longer labels are not recognised as labels.
const LONGEST_TEXT: usize = 100;
/// Characters of the longest sum or relation.
const LONGEST_RULE: usize = 10_000;

/// Characters of an unknown name that a message shows.
pub(super) const LONGEST_SHOWN: usize = 40;

/// A text of a form and where it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a> {
    pub text: &'a str,
    /// The byte where the value starts.
    pub at: usize,
}

/// A table of the text, known to have only keys of its shape.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'a> {
    table: &'a DeTable<'a>,
    pub at: usize,
    problems: &'a Problems,
}

impl<'a> Node<'a> {
    /// A table of this shape; unknown and missing keys are reported.
    pub(super) fn new(table: &'a DeTable<'a>, at: usize, shape: &Shape, problems: &'a Problems) -> Self {
        let (zh, en) = (shape.name.zh, shape.name.en);
        let mut misspelt = Vec::new();
        for key in table.keys() {
            let written = key.get_ref();
            if problems.is_full() || shape.keys().any(|known| known == written) {
                continue;
            }
            let nearest = shape.nearest(written);
            misspelt.extend(nearest);
            let (zh_hint, en_hint) = nearest.map_or_else(
                || shape.key_list(),
                |known| (format!("是不是 {known}？"), format!("did you mean '{known}'?")),
            );
            let written: String = written.chars().take(LONGEST_SHOWN).collect();
            problems.add(
                key.span().start,
                format!("{zh}没有“{written}”这个键；{zh_hint}"),
                format!("a {en} has no key '{written}'; {en_hint}"),
            );
        }
        for key in shape.required {
            if !table.contains_key(*key) && !misspelt.contains(key) {
                problems.add(at, format!("{zh}缺少 {key}"), format!("the {en} lacks '{key}'"));
            }
        }
        Self { table, at, problems }
    }

    /// A value as a table of this shape.
    pub(super) fn of(value: &'a Value<'a>, shape: &Shape, problems: &'a Problems) -> Option<Self> {
        let at = value.span().start;
        if let DeValue::Table(table) = value.get_ref() {
            return Some(Self::new(table, at, shape, problems));
        }
        let Shape { name, .. } = shape;
        problems.add(
            at,
            format!("{}应当是 {{ 键 = 值, … }}", name.zh),
            format!("a {} must be {{ key = value, … }}", name.en),
        );
        None
    }

    /// Reports something about this table.
    pub(super) fn wrong(&self, at: usize, zh: impl Into<String>, en: impl Into<String>) {
        self.problems.add(at, zh, en);
    }

    pub(super) fn problems(&self) -> &'a Problems {
        self.problems
    }

    pub(super) fn value(&self, key: &str) -> Option<&'a Value<'a>> {
        self.table.get(key)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Whether the value of this key is a text.
    pub(super) fn is_text(&self, key: &str) -> bool {
        self.value(key).is_some_and(|value| value.get_ref().is_str())
    }

    pub(super) fn is_empty_list(&self, key: &str) -> bool {
        self.value(key).is_some_and(|value| value.get_ref().as_array().is_some_and(|list| list.is_empty()))
    }

    /// Where the value of this key is, or the table if it has none.
    pub(super) fn place(&self, key: &str) -> usize {
        self.value(key).map_or(self.at, |value| value.span().start)
    }

    /// Where this byte of the text of a key is: exactly, if the text is written without escapes.
    pub(super) fn place_in(&self, key: &str, at: usize) -> usize {
        let Some(value) = self.value(key) else { return self.at };
        let span = value.span();
        let length = value.get_ref().as_str().map_or(0, str::len);
        match span.len().saturating_sub(length) {
            quotes @ (2 | 6) => span.start + quotes / 2 + at,
            _ => span.start,
        }
    }

    /// The text of this key.
    pub(super) fn words(&self, key: &str) -> Option<Words<'a>> {
        self.text_of(self.value(key)?, key)
    }

    fn text_of(&self, value: &'a Value<'a>, key: &str) -> Option<Words<'a>> {
        self.text_within(value, key, LONGEST_TEXT)
    }

    fn text_within(&self, value: &'a Value<'a>, key: &str, longest: usize) -> Option<Words<'a>> {
        let at = value.span().start;
        let DeValue::String(text) = value.get_ref() else {
            self.wrong(
                at,
                format!("{key} 应当是引号里的文字"),
                format!("'{key}' must be a text in quotation marks"),
            );
            return None;
        };
        let length = text.chars().count();
        if text.trim().is_empty() {
            self.wrong(at, format!("{key} 是空的"), format!("'{key}' is empty"));
            return None;
        }
        if length > longest {
            self.wrong(
                at,
                format!("{key} 有 {length} 个字，最多 {longest} 个"),
                format!("'{key}' has {length} characters; at most {longest} are allowed"),
            );
            return None;
        }
        Some(Words { text, at })
    }

    /// The text of this key that is a rule, and longer than a label.
    pub(super) fn rule(&self, key: &str) -> Option<Words<'a>> {
        self.text_within(self.value(key)?, key, LONGEST_RULE)
    }

    /// The texts of this key, a list.
    pub(super) fn texts(&self, key: &str) -> Vec<Words<'a>> {
        let list = self.list(key, "引号里的文字", "texts in quotation marks");
        list.iter().filter_map(|value| self.text_of(value, key)).collect()
    }

    /// The values of this key, a list.
    pub(super) fn list(&self, key: &str, zh: &str, en: &str) -> Vec<&'a Value<'a>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        if let DeValue::Array(list) = value.get_ref() {
            return list.iter().collect();
        }
        let at = value.span().start;
        self.wrong(
            at,
            format!("{key} 应当是方括号里的列表，各项为{zh}"),
            format!("'{key}' must be a list in brackets, of {en}"),
        );
        Vec::new()
    }

    /// The tables `[[key]]`, at most this many.
    pub(super) fn tables(
        &self,
        key: &str,
        shape: &'static Shape,
        most: usize,
    ) -> impl Iterator<Item = Node<'a>> + use<'a> {
        let list = self.list(key, &format!(" [[{key}]]"), &format!("[[{key}]]"));
        let count = list.len();
        if count > most {
            let at = self.place(key);
            self.wrong(
                at,
                format!("有 {count} 个 [[{key}]]，最多 {most} 个"),
                format!("there are {count} [[{key}]]; at most {most}"),
            );
        }
        let problems = self.problems;
        list.into_iter().take(most).filter_map(move |value| Node::of(value, shape, problems))
    }

    /// A year.
    pub(super) fn year(&self, key: &str) -> Option<u16> {
        let value = self.value(key)?;
        let year = value.get_ref().as_integer().filter(|number| number.radix() == 10);
        let year = year.and_then(|number| number.as_str().parse().ok()).filter(|year| YEARS.contains(year));
        if year.is_none() {
            self.wrong(
                value.span().start,
                format!("{key} 应当是年份，如 2021"),
                format!("'{key}' must be a year such as 2021"),
            );
        }
        year
    }

    /// A whole number.
    pub(super) fn whole(&self, key: &str, least: u32, most: u32) -> Option<u32> {
        let value = self.value(key)?;
        let number = value.get_ref().as_integer().filter(|number| number.radix() == 10);
        let number = number.and_then(|number| number.as_str().parse().ok());
        let number = number.filter(|number| (least..=most).contains(number));
        if number.is_none() {
            self.wrong(
                value.span().start,
                format!("{key} 应当是 {least} 到 {most} 的整数"),
                format!("'{key}' must be a whole number from {least} to {most}"),
            );
        }
        number
    }

    /// The choice that the text of this key names.
    pub(super) fn choice<T: Copy>(&self, key: &str, choices: &[(&'static str, T)]) -> Option<T> {
        let Words { text, at } = self.words(key)?;
        if let Some((_, choice)) = choices.iter().find(|(name, _)| *name == text) {
            return Some(*choice);
        }
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let (zh_hint, en_hint) = nearest(text, names.iter().copied())
            .map(|name| (format!("；是不是 {name}？"), format!("; did you mean '{name}'?")))
            .unwrap_or_default();
        self.wrong(
            at,
            format!("{key} 没有“{text}”这一种，可以用 {}{zh_hint}", names.join("、")),
            format!("'{key}' cannot be '{text}'; it is one of {}{en_hint}", names.join(", ")),
        );
        None
    }

    /// The identifier of this key: letters, digits, `_`, `-`, and `.` between levels.
    pub(super) fn id(&self, key: &str) -> Option<Words<'a>> {
        let words = self.words(key)?;
        let is_part = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
        };
        if words.text.split('.').all(is_part) {
            return Some(words);
        }
        self.wrong(
            words.at,
            format!("{key}“{}”里只能有文字、数字、_ 和 -，各级之间用 .", words.text),
            format!(
                "'{key}' is '{}'; letters, digits, _ and - are allowed, with . between levels",
                words.text
            ),
        );
        None
    }
}

/// The years that a form can be for.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2999;

/// The levels of a label: `/` is between them, `//` is a slash of the label itself.
pub(in crate::forms) fn levels(label: &str) -> Vec<Cow<'_, str>> {
    if !label.contains('/') {
        return vec![Cow::Borrowed(label)];
    }
    let mut levels = vec![String::new()];
    let mut rest = label.chars().peekable();
    while let Some(character) = rest.next() {
        let is_level = character == '/' && rest.next_if_eq(&'/').is_none();
        match levels.last_mut() {
            Some(level) if !is_level => level.push(character),
            _ => levels.push(String::new()),
        }
    }
    levels.into_iter().map(Cow::Owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slash_divides_levels() {
        for (label, want) in [
            ("自然人", &["自然人"][..]),
            ("法人/其他", &["法人", "其他"]),
            ("本年增//减", &["本年增/减"]),
            ("项目/增//减", &["项目", "增/减"]),
        ] {
            assert_eq!(levels(label), want, "{label}");
        }
    }
}
