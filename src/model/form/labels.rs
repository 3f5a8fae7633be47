//! How tables, rows, columns and cells are named to people: the form's labels without their numbering.
//!
//! `（二）部分公开（区分处理的，只计这一情形，不计其他情形）` is 部分公开 in a message. A label that says too little by
//! itself (小计, 其他, one that several rows of the table share, or an item of a group, 1.属于国家秘密) is given the name
//! of its group: 属于国家秘密（不予公开）.
//! English messages use the keys, as report JSON does.

use std::borrow::Cow;

use super::{BlockForm, ColumnForm, RowForm, TableForm};
use crate::model::language::Language;

/// Chinese figures that number a heading.
const NUMERALS: &str = "一二三四五六七八九十";

/// A row label longer than this is shortened to a known variant contained in it.
const LONG: usize = 8;

/// A label without its numbering and the note in parentheses that closes it.
#[must_use]
pub fn plain(label: &str) -> &str {
    let bare = without_number(label);
    match bare.strip_suffix('）').and_then(|rest| rest.rsplit_once('（')) {
        Some((before, _)) if !before.is_empty() => before,
        _ => bare,
    }
}

/// `一、总体情况`, `（一）予以公开`, `1.属于国家秘密`, `其中：涉及国家秘密` without what is before the words.
fn without_number(label: &str) -> &str {
    let numeral = |text: &str| !text.is_empty() && text.chars().all(|c| NUMERALS.contains(c));
    if let Some((number, rest)) = label.strip_prefix('（').and_then(|inner| inner.split_once('）'))
        && numeral(number)
    {
        return rest;
    }
    if let Some((number, rest)) = label.split_once('、')
        && numeral(number)
    {
        return rest;
    }
    if let Some((number, rest)) = label.split_once('.')
        && number.bytes().all(|b| b.is_ascii_digit())
    {
        return rest;
    }
    label.strip_prefix("其中：").unwrap_or(label)
}

/// A key in words: `denied.state_secret` is `denied (state secret)`, `3.1` is `item 3.1`.
fn words(key: &str) -> String {
    if key.starts_with(|c: char| c.is_ascii_digit()) {
        return format!("item {key}");
    }
    let words = key.replace('_', " ");
    match words.split_once('.') {
        Some((group, row)) => format!("{group} ({row})"),
        None => words,
    }
}

impl TableForm {
    /// A row as people name it: 予以公开, 小计（不予公开）, `carried in`.
    #[must_use]
    pub fn row_label(&self, row: &RowForm, language: Language) -> String {
        if language == Language::En {
            return words(row.key);
        }
        let name = row.short_label();
        let shared = self.rows().filter(|(_, other)| other.short_label() == name).count() > 1;
        match self.group(row).filter(|_| shared || matches!(name, "其他" | "小计") || row.is_item()) {
            Some(group) => format!("{name}（{group}）"),
            None => name.to_owned(),
        }
    }

    /// What the row is grouped under: the header beside it, or the list item above it.
    fn group(&self, row: &RowForm) -> Option<&'static str> {
        if let Some(header) = row.path.last() {
            return Some(plain(header));
        }
        let (above, _) = row.key.rsplit_once('.')?;
        self.row(above).map(|(_, row)| row.short_label())
    }
}

impl RowForm {
    /// Whether it is an item of the group beside it, counted within it: 1.属于国家秘密 of （三）不予公开.
    fn is_item(&self) -> bool {
        let number = self.label.split_once('.').map(|(number, _)| number);
        !self.path.is_empty() && number.is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()))
    }

    /// The label alone, for where its group is beside it.
    #[must_use]
    pub fn short_label(&self) -> &'static str {
        let label = plain(self.label);
        let shorter = || self.variants.iter().copied().find(|variant| label.contains(variant));
        if label.chars().count() > LONG { shorter().unwrap_or(label) } else { label }
    }
}

impl ColumnForm {
    /// The label with the unit that the form prints.
    #[must_use]
    pub fn printed_label(&self) -> Cow<'static, str> {
        match self.unit {
            Some(unit) if !is_printed(self.label, unit) => Cow::Owned(format!("{}（{unit}）", self.label)),
            _ => Cow::Borrowed(self.label),
        }
    }

    /// A column as people name it: 自然人, 其他（法人或其他组织）, `natural person`.
    #[must_use]
    pub fn plain_label(&self, language: Language) -> String {
        match (language, plain(self.label), self.path.last()) {
            (Language::En, ..) => words(self.key),
            (Language::Zh, "其他", Some(group)) => format!("其他（{group}）"),
            (Language::Zh, label, _) => label.to_owned(),
        }
    }
}

/// Whether a label names its unit: 收费金额（单位：万元）.
fn is_printed(label: &str, unit: &str) -> bool {
    let before = label.strip_suffix(['）', ')']).and_then(|inner| inner.strip_suffix(unit));
    before.is_some_and(|before| before.ends_with(['（', '(', '：', ':']))
}

impl BlockForm {
    /// A column as people name it, with its group where another column of the block has the same label.
    #[must_use]
    pub fn column_label(&self, column: &ColumnForm, language: Language) -> String {
        let name = column.plain_label(language);
        let shared = self.columns.iter().filter(|other| other.plain_label(language) == name).count() > 1;
        match column.path.last().filter(|_| shared && language == Language::Zh) {
            Some(group) => format!("{name}（{}）", plain(group)),
            None => name,
        }
    }

    /// Whether the block has this row.
    #[must_use]
    pub fn has_row(&self, key: &str) -> bool {
        self.rows.iter().any(|row| row.key == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::ALL;

    #[test]
    fn every_row_of_a_table_has_its_own_name() {
        for edition in *ALL {
            for table in edition.tables {
                for language in [Language::Zh, Language::En] {
                    let mut names: Vec<_> =
                        table.rows().map(|(_, row)| table.row_label(row, language)).collect();
                    names.sort();
                    let all = names.len();
                    names.dedup();
                    assert_eq!(names.len(), all, "{} {}", edition.id, table.key);
                }
            }
        }
    }
}
