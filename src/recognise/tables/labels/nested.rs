//! Labels that name the groups above them too: 法人或其他组织—商业企业, （三）不予公开 1.属于国家秘密.

use crate::model::form::TableForm;
use crate::model::text;

use super::{is_word, words};

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
                nested.push((joined(groups, &spelling, |part| &part.numbered), label));
                nested.push((joined(groups, &spelling, |part| &part.words), label));
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
        let numbered = text::fold(label).chars().filter(|c| is_word(*c)).collect();
        Self { words: words(label).into_owned(), numbered }
    }
}

/// The words of a label after those of its groups, of which the outermost has no number.
fn joined(groups: &[Part], label: &Part, inner: impl Fn(&Part) -> &String) -> String {
    let mut joined = groups.first().map(|group| group.words.clone()).unwrap_or_default();
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
