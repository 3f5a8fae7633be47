//! The labels of the columns of a table of records, with those of their groups.

use std::cmp::Reverse;

use crate::model::form::{ColumnForm, TableForm};

use crate::recognise::tables::labels::{likeness, words};
use crate::recognise::tables::remainder::{self, Marker};

/// Percent of likeness from which a label is taken for that of a column.
const LIKENESS: usize = 70;
/// Fewest characters of a label that is recognised by likeness.
const FEWEST_SIMILAR: usize = 3;

/// The labels of the columns of a form, by their words.
#[derive(Debug)]
pub(in crate::recognise::tables) struct ColumnLabels {
    columns: Vec<ColumnLabel>,
}

#[derive(Debug)]
struct ColumnLabel {
    /// The label, and its other wordings.
    spellings: Vec<String>,
    /// The labels of its groups, outermost first.
    groups: Vec<String>,
    /// The labels of the groups and its own, joined.
    whole: String,
}

/// What a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A column, and why its figures are not those of the form.
    Column(usize, Option<Marker>),
    /// One of several columns.
    Ambiguous,
    /// None of the form.
    None,
}

impl ColumnLabels {
    pub fn of(form: &TableForm) -> Self {
        let owned = |label: &&str| words(&remainder::split_units(label).0).into_owned();
        let label = |column: &ColumnForm| {
            let spellings: Vec<String> =
                std::iter::once(&column.label).chain(column.variants).map(owned).collect();
            let groups: Vec<String> = column.path.iter().map(owned).collect();
            let whole = groups.iter().chain(spellings.first()).map(String::as_str).collect();
            ColumnLabel { spellings, groups, whole }
        };
        Self { columns: form.blocks.iter().flat_map(|block| block.columns.iter().map(label)).collect() }
    }

    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether a text is the label of a column or of a group of columns.
    pub fn names(&self, text: &str) -> bool {
        self.is_group(text) || self.leaf(&bare(text)).next().is_some()
    }

    /// Whether a text is the label of a group of columns.
    pub fn is_group(&self, text: &str) -> bool {
        let words = bare(text);
        !words.is_empty() && self.columns.iter().any(|column| column.groups.contains(&words))
    }

    /// The columns with a label of these words, alone or after those of its groups.
    fn leaf<'s>(&'s self, words: &'s str) -> impl Iterator<Item = usize> + 's {
        let is_it = move |column: &ColumnLabel| {
            !words.is_empty()
                && (column.spellings.iter().any(|spelling| spelling == words) || column.whole == words)
        };
        self.columns.iter().enumerate().filter(move |(_, column)| is_it(column)).map(|(index, _)| index)
    }

    /// The column that the labels above a column name, the outermost first. `year` is the report's.
    pub fn find(&self, path: &[&str], year: Option<u16>) -> Found {
        let Some((leaf, groups)) = path.split_last() else { return Found::None };
        let own = remainder::relative(leaf, year);
        let (label, _) = remainder::split_units(&own);
        let found = words(&label).into_owned();
        let groups: Vec<String> = groups.iter().map(|group| bare(group)).collect();
        let fits = |index: &usize| self.contradicts(*index, &groups).is_none();
        let exact: Vec<usize> = self.leaf(&found).filter(fits).collect();
        match exact.as_slice() {
            [] => self.alike(&label, &found, &groups, year),
            [index] => Found::Column(*index, None),
            several => {
                // The one with most of the groups above, and with fewest that are not.
                let rate = |index: &usize| {
                    let own = self.columns.get(*index).map_or(&[][..], |column| &column.groups);
                    let shared = own.iter().filter(|group| groups.contains(group)).count();
                    (shared, Reverse(own.len() - shared))
                };
                let most = several.iter().map(rate).max();
                let mut best = several.iter().filter(|index| Some(rate(index)) == most);
                match (best.next(), best.next()) {
                    (Some(index), None) => Found::Column(*index, None),
                    _ => Found::Ambiguous,
                }
            }
        }
    }

    /// The only column whose label is like this one.
    fn alike(&self, label: &str, words: &str, groups: &[String], year: Option<u16>) -> Found {
        let characters: Vec<char> = words.chars().collect();
        if characters.len() < FEWEST_SIMILAR {
            return Found::None;
        }
        let best = |column: &ColumnLabel| {
            let rate = |spelling: &String| (likeness(spelling, &characters, LIKENESS), spelling.clone());
            column.spellings.iter().map(rate).max().filter(|(rate, _)| *rate >= LIKENESS)
        };
        let alike = self.columns.iter().enumerate().filter_map(|(index, column)| {
            best(column).filter(|_| self.contradicts(index, groups).is_none()).map(|found| (index, found))
        });
        let alike: Vec<_> = alike.collect();
        match alike.as_slice() {
            [] => Found::None,
            [(index, (_, spelling))] => Found::Column(*index, remainder::of(label, spelling, year, true)),
            _ => Found::Ambiguous,
        }
    }

    /// A group above a column that is of the form, but not of this column.
    fn contradicts<'g>(&self, index: usize, groups: &'g [String]) -> Option<&'g String> {
        let own = self.columns.get(index).map_or(&[][..], |column| &column.groups);
        let is_known = |group: &String| self.columns.iter().any(|column| column.groups.contains(group));
        groups.iter().find(|group| !own.contains(group) && is_known(group))
    }
}

/// The words of a label without its unit.
fn bare(text: &str) -> String {
    words(&remainder::split_units(text).0).into_owned()
}
