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
