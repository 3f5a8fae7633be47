//! Labels of the form and how real documents spell them.
//!
//! Labels are compared by their words: widths, white space, quotation marks, punctuation and numbering
//! are ignored. A label with an unknown wording may still be recognised by its number within its group and
//! by similarity (`2.其他法律行政止公开`).

mod likeness;
mod nested;
mod rows;
mod words;

use crate::forms::kept::Kept;
use crate::model::form::{ColumnForm, Edition, Kind, RowForm, TableForm, TableKind};
use crate::model::text;

use crate::prose::numbering::{Numbering, numbering};
use crate::recognise::tables::layout::LayoutStrategy;
use crate::recognise::tables::remainder::{self, Marker};

pub use likeness::likeness;
use words::is_word;
pub use words::{Words, is_number, words, words_in};

/// Percent of likeness from which a label is taken for that of a column.
const COLUMN_LIKENESS: usize = 70;
/// Fewest characters of a label that is recognised by likeness.
const FEWEST_SIMILAR: usize = 3;

/// The labels of one table, ready to compare.
#[derive(Clone, Debug)]
pub struct Labels {
    pub form: &'static TableForm,
    pub layout: &'static LayoutStrategy,
    rows: Vec<RowLabel>,
    groups: Vec<String>,
    columns: Vec<Vec<Vec<String>>>,
    /// By block, the labels that several of its columns have after those of their groups, each with its column.
    in_groups: Vec<Vec<(String, usize)>>,
    /// The same of its rows, sorted.
    rows_in_groups: Vec<(String, usize)>,
    clauses: Vec<Option<String>>,
    header: Vec<String>,
    /// The words of every label, sorted, and whether they occur in headers.
    known: Vec<(String, bool)>,
    /// The words of every label after those of its groups, sorted, and the label.
    nested: Vec<(String, &'static str)>,
    /// The words of every row with every column, sorted, and both labels; only where rows are column groups.
    pairs: Vec<(String, (&'static str, &'static str))>,
}

/// A row or column that a label names or resembles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelMatch {
    pub index: usize,
    /// Why its figures are not those of the form.
    pub other: Option<Marker>,
}

#[derive(Clone, Debug)]
struct RowLabel {
    row: &'static RowForm,
    block: usize,
    words: Vec<String>,
    numbering: Option<Numbering>,
    group: Option<String>,
}

/// What only the first cell of a header says.
const CORNERS: [&str; 2] = ["信息内容", "统计指标"];

/// Labels too common to recognise a table by.
const COMMON: [&str; 5] = ["其他", "总计", "合计", "小计", "数量"];

/// Whether a label is too common to recognise a table by: 其他, 总计.
pub fn is_common(label: &str) -> bool {
    COMMON.contains(&&*words(label))
}

impl Labels {
    /// The labels of the tables of an edition, built on first use and kept like the edition itself.
    pub fn of_edition(edition: &'static Edition) -> &'static [Self] {
        static MADE: Kept<&Edition, Vec<Labels>> = Kept::new();
        MADE.get(
            |known| std::ptr::eq(*known, edition),
            || (edition, edition.tables.iter().map(Self::of).collect()),
        )
    }

    /// The labels of one table.
    pub fn of(form: &'static TableForm) -> Self {
        let mut rows = Vec::new();
        // A group decides which row a label names where its rows have labels that others have too.
        let needs_groups = nested::needs_groups(form);
        let depth = usize::from(!needs_groups);
        for (block, part) in form.blocks.iter().enumerate().filter(|_| !form.has_records()) {
            rows.extend(part.rows.iter().map(|row| RowLabel {
                row,
                block,
                words: std::iter::once(&row.label).chain(row.variants).map(|l| owned(l)).collect(),
                numbering: numbering(&text::fold(row.label)).0,
                group: (row.path.len() > depth).then(|| row.path.last().map(|g| owned(g))).flatten(),
            }));
        }
        let spellings =
            |c: &ColumnForm| std::iter::once(&c.label).chain(c.variants).map(|l| owned(l)).collect();
        let columns: Vec<Vec<Vec<String>>> =
            form.blocks.iter().map(|block| block.columns.iter().map(spellings).collect()).collect();
        let in_groups = form.blocks.iter().map(nested::columns_in_groups).collect();
        let rows_in_groups = if needs_groups { nested::rows_in_groups(form) } else { Vec::new() };
        let column_paths = form.blocks.iter().flat_map(|b| b.columns.iter().flat_map(|c| c.path));
        let header_labels = CORNERS.iter().chain(&["单位"]).chain(column_paths).chain(&form.corner);
        let header: Vec<String> = header_labels.map(|label| owned(label)).collect();
        let mut groups: Vec<String> = Vec::new();
        for group in form.rows().flat_map(|(_, row)| row.path) {
            let words = words(group);
            if !contains(&groups, &words) {
                groups.push(words.into_owned());
            }
        }
        let clauses: Vec<Option<String>> = form.blocks.iter().map(|block| block.clause.map(owned)).collect();
        let heads = columns.iter().flatten().flatten().chain(&header).chain(clauses.iter().flatten());
        let labels = rows.iter().flat_map(|row: &RowLabel| &row.words).chain(&groups);
        // Words that occur both in the header and as row labels count as header labels.
        let known = heads.map(|head| (head, true)).chain(labels.map(|label| (label, false)));
        let mut known: Vec<(String, bool)> = known.map(|(words, heads)| (words.clone(), heads)).collect();
        known.sort_unstable_by(|(a, a_heads), (b, b_heads)| (a, b_heads).cmp(&(b, a_heads)));
        known.dedup_by(|(a, _), (b, _)| a == b);
        let nested = nested::nested_labels(form);
        let layout = LayoutStrategy::of(form.layout);
        let pairs = if layout.rows_are_column_groups { nested::paired_labels(form) } else { Vec::new() };
        Self {
            form,
            layout,
            rows,
            groups,
            columns,
            in_groups,
            rows_in_groups,
            clauses,
            header,
            known,
            nested,
            pairs,
        }
    }

    fn find(&self, words: &str) -> Option<usize> {
        self.known.binary_search_by(|(label, _)| label.as_str().cmp(words)).ok()
    }

    /// Whether this is a label of the form, with or without a unit.
    pub fn is_label(&self, label: &str) -> bool {
        let is_known = |label: &str| {
            let words = words(label);
            !words.is_empty() && self.find(&words).is_some()
        };
        // Most texts are figures or whole labels.
        is_known(label) || label.contains(['(', '（']) && is_known(&remainder::split_units(label).0)
    }

    /// The label at the end of a text that also names the groups above it: 商业企业 in 法人或其他组织—商业企业.
    pub fn label_in_group(&self, text: &str) -> Option<&'static str> {
        self.nested_label(&words(text))
    }

    fn nested_label(&self, words: &str) -> Option<&'static str> {
        let at = self.nested.binary_search_by(|(nested, _)| nested.as_str().cmp(words)).ok()?;
        self.nested.get(at).map(|(_, label)| *label)
    }

    /// The labels of a row and a column that a text names together: 行政复议—结果维持.
    pub fn row_and_column(&self, text: &str) -> Option<(&'static str, &'static str)> {
        self.pair(&words(text))
    }

    fn pair(&self, words: &str) -> Option<(&'static str, &'static str)> {
        let at = self.pairs.binary_search_by(|(pair, _)| pair.as_str().cmp(words)).ok()?;
        self.pairs.get(at).map(|(_, labels)| *labels)
    }

    /// Whether this is a part of a label of the form.
    pub fn is_fragment(&self, part: &str) -> bool {
        let words = words(part);
        words.chars().count() <= 1 || self.known.iter().any(|(label, _)| label.contains(&*words))
    }

    /// Whether a label of the form starts with this text.
    pub fn starts_label(&self, part: &str) -> bool {
        let words = words(part);
        let next = self.known.partition_point(|(label, _)| **label < *words);
        // A single character may be a number whose punctuation is missing.
        words.chars().count() <= 1
            || self.known.get(next).is_some_and(|(label, _)| label.starts_with(&*words))
    }

    /// The words of the group that this label names.
    pub fn group(&self, label: &str) -> Option<String> {
        let words = words(label);
        contains(&self.groups, &words).then(|| words.into_owned())
    }

    /// The words of the groups.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        self.groups.iter().map(String::as_str)
    }

    /// The block that has this label, with or without a unit, as its banner.
    pub fn clause(&self, label: &str) -> Option<usize> {
        let position = |label: &str| {
            let words = words(label);
            self.clauses.iter().position(|clause| clause.as_deref() == Some(&*words))
        };
        position(label).or_else(|| {
            let may_have_unit = label.contains(['(', '（']) && label.contains(['元', '件']);
            may_have_unit.then(|| position(&remainder::split_units(label).0))?
        })
    }

    /// The column of `block` that this label names, if its figures are those of the form.
    pub fn column(&self, block: usize, label: &str) -> Option<usize> {
        self.match_column(block, label, None).filter(|found| found.other.is_none()).map(|found| found.index)
    }

    /// The column of `block` that this label names or resembles, and what the label has beyond the form's. `year`
    /// is the report's.
    pub fn match_column(&self, block: usize, label: &str, year: Option<u16>) -> Option<LabelMatch> {
        let words = words(label);
        let part = self.form.blocks.get(block)?;
        let columns = self.columns.get(block)?;
        let exact = |words: &str| columns.iter().position(|spellings| contains(spellings, words));
        if let Some(index) = exact(&words).or_else(|| self.column_in_group(block, &words)) {
            return Some(LabelMatch { index, other: None });
        }
        // 免疫数量 above several columns is not the column 检疫数量.
        if words.is_empty() || self.group_of_columns(label).is_some() {
            return None;
        }
        let (bare, units) = remainder::split_units(&remainder::relative(label, year));
        let words = owned(&bare);
        let index = exact(&words).or_else(|| most_like(columns, &words))?;
        let form = part.columns.get(index)?;
        // Each row of a list has a unit of its own.
        let is_money = form.kind == Kind::Amount;
        let has_other_unit =
            !self.layout.one_value_per_row && units.iter().any(|unit| unit.is_money != is_money);
        let spellings = columns.get(index)?;
        let other = if contains(spellings, &words) {
            None
        } else {
            let characters: Vec<char> = words.chars().collect();
            let spelling = spellings.iter().max_by_key(|spelling| likeness(spelling, &characters, 0))?;
            remainder::of(&bare, spelling, year, true)
        };
        Some(LabelMatch { index, other: other.or_else(|| has_other_unit.then_some(Marker::Money)) })
    }

    /// The words of the group of columns that this label names.
    pub fn group_of_columns(&self, label: &str) -> Option<String> {
        let words = words(label);
        let paths = self.form.blocks.iter().flat_map(|block| block.columns).flat_map(|column| column.path);
        let mut paths = paths.map(|group| owned(group));
        paths.any(|group| group == *words).then(|| words.into_owned())
    }

    /// Whether the form is not that of the disclosure report, whose tables have no numbers of rows.
    pub fn is_form_of_ones_own(&self) -> bool {
        self.form.kind == TableKind::General
    }

    /// The columns of `block` that a label may name as well as the one of this index, with the words of their groups;
    /// none where the label is its own or names its groups too.
    pub fn namesakes(&self, block: usize, index: usize, text: &str) -> Vec<(usize, Vec<String>)> {
        if self.names_column_in_group(text) {
            return Vec::new();
        }
        let columns = self.form.blocks.get(block).map_or(&[][..], |block| block.columns);
        let spellings = self.columns.get(block).map_or(&[][..], Vec::as_slice);
        let label = spellings.get(index).and_then(|spellings| spellings.first());
        let same = columns.iter().zip(spellings).enumerate();
        let same = same.filter(|(_, (_, spellings))| spellings.first() == label);
        let path = |column: &ColumnForm| column.path.iter().map(|group| owned(group)).collect();
        let same: Vec<_> = same.map(|(index, (column, _))| (index, path(column))).collect();
        if same.len() > 1 { same } else { Vec::new() }
    }

    /// The column of `block` that these words name with its groups, where its own label is not enough.
    fn column_in_group(&self, block: usize, words: &str) -> Option<usize> {
        let named = self.in_groups.get(block)?.iter().find(|(label, _)| label == words);
        named.map(|(_, index)| *index)
    }

    /// The row that these words name with its groups, where its own label is not enough.
    fn row_in_group(&self, words: &str) -> Option<usize> {
        let at = self.rows_in_groups.binary_search_by(|(label, _)| label.as_str().cmp(words)).ok()?;
        self.rows_in_groups.get(at).map(|(_, index)| *index)
    }

    /// Whether a text names a row or column with its groups, whose own label is not enough.
    pub fn names_in_group(&self, text: &str) -> bool {
        self.row_in_group(&words(text)).is_some() || self.names_column_in_group(text)
    }

    /// Whether a text names a column with its groups, whose own label others of the block have too.
    fn names_column_in_group(&self, text: &str) -> bool {
        let words = words(text);
        (0..self.in_groups.len()).any(|block| self.column_in_group(block, &words).is_some())
    }

    /// Whether this label resembles that of a column of any block.
    pub fn resembles_column(&self, label: &str, year: Option<u16>) -> bool {
        (0..self.form.blocks.len()).any(|block| self.match_column(block, label, year).is_some())
    }

    /// Whether a column of the block is of money.
    pub fn counts_money(&self, block: usize) -> bool {
        let columns = self.form.blocks.get(block).map_or(&[][..], |block| block.columns);
        columns.iter().any(|column| column.kind == Kind::Amount)
    }

    /// Whether this label is part of a header or names a group, and so has no value of its own.
    pub fn is_header_label(&self, label: &str) -> bool {
        let words = words(label);
        !words.is_empty()
            && (contains(&self.header, &words)
                || contains(&self.groups, &words)
                || self.clauses.iter().flatten().any(|clause| **clause == *words))
    }

    /// Whether this is what only the first cell of a header says, with or without a unit.
    pub fn is_corner(label: &str) -> bool {
        let is_corner = |label: &str| CORNERS.contains(&&*words(label));
        is_corner(label) || label.contains(['(', '（']) && is_corner(&remainder::split_units(label).0)
    }

    /// The row of this index.
    pub fn row_form(&self, index: usize) -> Option<(usize, &'static RowForm)> {
        self.rows.get(index).map(|row| (row.block, row.row))
    }

    /// The words of the group that the row of this index belongs to.
    pub fn group_of(&self, index: usize) -> Option<String> {
        self.rows.get(index)?.group.clone()
    }

    /// Counts the distinct labels of this table among texts given by their words: (row labels, header
    /// labels).
    pub fn score(&self, texts: &[Words<'_>]) -> (usize, usize) {
        let mut met = vec![false; self.known.len()];
        let mut score = (0, 0);
        for words in texts.iter().filter(|words| !is_number(words) && !COMMON.contains(&&***words)) {
            let Some(at) = self.find(words) else {
                score.1 += usize::from(self.pair(words).is_some() || self.nested_label(words).is_some());
                continue;
            };
            if met.get_mut(at).is_some_and(|met| std::mem::replace(met, true)) {
                continue;
            }
            match self.known.get(at) {
                Some((_, true)) => score.1 += 1,
                _ => score.0 += 1,
            }
        }
        score
    }
}

/// The only column with a spelling like these words.
fn most_like(columns: &[Vec<String>], words: &str) -> Option<usize> {
    let characters: Vec<char> = words.chars().collect();
    let is_like = |spelling: &String| likeness(spelling, &characters, COLUMN_LIKENESS) >= COLUMN_LIKENESS;
    let mut alike = columns.iter().enumerate().filter(|(_, spellings)| spellings.iter().any(is_like));
    match (alike.next(), alike.next()) {
        (Some((index, _)), None) if characters.len() >= FEWEST_SIMILAR => Some(index),
        _ => None,
    }
}

fn owned(label: &str) -> String {
    words(label).into_owned()
}

fn contains(labels: &[String], words: &str) -> bool {
    labels.iter().any(|label| label == words)
}

#[cfg(test)]
mod tests;
