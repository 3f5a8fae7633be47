//! Labels that name the groups above them too: 法人或其他组织—商业企业, （三）不予公开 1.属于国家秘密.

use std::collections::BTreeMap;

use crate::model::form::{BlockForm, ColumnForm, TableForm};
use crate::model::text;

use super::{is_word, words};

/// The labels that several columns of a block have, after those of their groups, each with its column.
pub(super) fn columns_in_groups(block: &BlockForm) -> Vec<(String, usize)> {
    let is_shared = |(_, column): &(usize, &ColumnForm)| {
        block.columns.iter().filter(|other| other.label == column.label).nth(1).is_some()
    };
    let owned = |label: &&str| words(label).into_owned();
    let mut found = Vec::new();
    for (index, column) in block.columns.iter().enumerate().filter(is_shared) {
        let path: Vec<String> = column.path.iter().map(owned).collect();
        for label in std::iter::once(&column.label).chain(column.variants) {
            let whole = |from| path.get(from..).unwrap_or_default().concat() + &owned(label);
            found.extend((0..path.len()).map(|from| (whole(from), index)));
        }
    }
    found
}

/// Whether only a group distinguishes rows of one label, a group that has none above it. In the disclosure reports, the rows
/// of such groups have labels of their own.
pub(super) fn needs_groups(form: &TableForm) -> bool {
    let mut paths: BTreeMap<&str, &[&str]> = BTreeMap::new();
    let mut rows = form.rows().map(|(_, row)| row).filter(|row| !form.has_records() && row.path.len() < 2);
    rows.any(|row| *paths.entry(row.label).or_insert(row.path) != row.path)
}

/// The labels of rows after those of their groups, sorted, each with the position of its row.
pub(super) fn rows_in_groups(form: &TableForm) -> Vec<(String, usize)> {
    let owned = |label: &&str| words(label).into_owned();
    let mut found = Vec::new();
    for (index, (_, row)) in form.rows().enumerate() {
        let path: Vec<String> = row.path.iter().map(owned).collect();
        for label in std::iter::once(&row.label).chain(row.variants) {
            let whole = |from| path.get(from..).unwrap_or_default().concat() + &owned(label);
            found.extend((0..path.len()).map(|from| (whole(from), index)));
        }
    }
    found.sort_unstable();
    found
}

/// The words of each label of a form after those of its groups, with and without the numbers between them,
/// sorted, and the label.
pub(super) fn nested_labels(form: &'static TableForm) -> Vec<(String, &'static str)> {
    let mut nested = Vec::new();
    let columns = form.blocks.iter().flat_map(|block| block.columns);
    let columns = columns.map(|column| (column.path, column.label, column.variants));
    let rows = form.rows().map(|(_, row)| (row.path, row.label, row.variants));
    for (path, label, variants) in columns.chain(rows) {
        let path: Vec<Part> = path.iter().map(|group| Part::of(group)).collect();
        for spelling in std::iter::once(&label).chain(variants) {
            let spelling = Part::of(spelling);
            for from in 0..path.len() {
                let groups = path.get(from..).unwrap_or_default();
                nested.push((joined(groups, &spelling, |part| &part.words), label));
                if groups.iter().skip(1).chain([&spelling]).any(|part| part.numbered != part.words) {
                    nested.push((joined(groups, &spelling, |part| &part.numbered), label));
                }
            }
        }
    }
    nested.sort_unstable();
    nested.dedup();
    nested
}

/// A label of the form, of a group or within one.
struct Part {
    /// Its words.
    words: String,
    /// Its words after its number.
    numbered: String,
}

impl Part {
    fn of(label: &str) -> Self {
        let mut numbered = text::fold(label).into_owned();
        numbered.retain(is_word);
        Self { words: words(label).into_owned(), numbered }
    }
}

/// The words of a label after those of its groups, of which the outermost has no number.
fn joined(groups: &[Part], label: &Part, inner: impl Fn(&Part) -> &String) -> String {
    let outermost = groups.first().map_or("", |group| &group.words);
    let mut joined =
        String::with_capacity(groups.iter().chain([label]).map(|part| part.numbered.len()).sum());
    joined.push_str(outermost);
    for part in groups.iter().skip(1).chain([label]) {
        joined.push_str(inner(part));
    }
    joined
}

/// The words of each row with each column, for a form whose rows are column groups: 行政复议—结果维持; sorted,
/// with the labels of both.
pub(super) fn paired_labels(form: &'static TableForm) -> Vec<(String, (&'static str, &'static str))> {
    let mut pairs = Vec::new();
    for (block, row) in form.rows() {
        for column in block.columns {
            for spelling in std::iter::once(&column.label).chain(column.variants) {
                let inner = format!("{}{}", &*words(row.label), &*words(spelling));
                let labels = (row.label, column.label);
                pairs.extend(row.path.iter().map(|group| (format!("{}{inner}", &*words(group)), labels)));
                pairs.push((inner, labels));
            }
        }
    }
    pairs.sort_unstable();
    pairs
}
