//! Labels of the form and how real documents spell them.
//!
//! Labels are compared by their words: widths, white space, quotation marks, punctuation and
//! numbering do not count. A label that is no known wording may still be told by its number within
//! its group and its likeness (`2.其他法律行政止公开`).

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::forms::ALL;
use crate::model::document::Table;
use crate::model::form::{Edition, Layout, RowForm, TableForm};
use crate::model::text;

use crate::prose::numbering::{Numbering, numbering};

/// The words of a label, to compare by; none for a text too long to be a label.
pub fn words(label: &str) -> Cow<'_, str> {
    if label.len() > LONGEST {
        return Cow::Borrowed("");
    }
    match text::fold(label) {
        Cow::Borrowed(folded) => words_of(folded),
        Cow::Owned(folded) => Cow::Owned(words_of(&folded).into_owned()),
    }
}

fn words_of(folded: &str) -> Cow<'_, str> {
    let (_, rest) = numbering(folded);
    let rest = rest.strip_prefix("其中:").or_else(|| rest.strip_prefix("其中")).unwrap_or(rest);
    if rest.chars().all(is_word) {
        return Cow::Borrowed(rest);
    }
    Cow::Owned(rest.chars().filter(|c| is_word(*c)).collect())
}

fn is_word(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}') || character.is_alphanumeric()
}

/// The words of each cell of a table.
pub fn words_in(table: &Table) -> Vec<Cow<'_, str>> {
    table.rows.iter().flatten().map(|cell| words(&cell.text)).collect()
}

/// Bytes of the longest label, with room for white space: official ones have at most 45 characters.
const LONGEST: usize = 300;

/// The labels of one table, ready to compare.
#[derive(Clone, Debug)]
pub struct Labels {
    pub form: &'static TableForm,
    rows: Vec<RowLabel>,
    groups: Vec<String>,
    columns: Vec<Vec<Vec<String>>>,
    clauses: Vec<Option<String>>,
    header_labels: Vec<String>,
    /// The words of every label, sorted, and whether a label of these words heads columns or rows.
    known: Vec<(String, bool)>,
}

#[derive(Clone, Debug)]
struct RowLabel {
    row: &'static RowForm,
    block: usize,
    words: Vec<String>,
    numbering: Option<Numbering>,
    group: Option<String>,
}

/// Where in the table the reading stands.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Words of the group whose rows are being read.
    pub group: Option<String>,
    /// The last row met.
    pub last: Option<usize>,
}

impl Context {
    /// Passes a row that the form does not have: a heading (`五、…`) ends the rows under the last one.
    pub fn pass(&mut self, label: &str) {
        if matches!(numbering(&text::fold(label)).0, Some(Numbering { level: 1, .. })) {
            self.last = None;
        }
    }
}

/// Words too common to tell a table by.
const COMMON: [&str; 5] = ["其他", "总计", "合计", "小计", "数量"];

/// Whether a label says too little to tell a table by: 其他, 总计.
pub fn is_common(label: &str) -> bool {
    COMMON.contains(&&*words(label))
}

impl Labels {
    /// The labels of the tables of an edition, made when they are first asked for.
    pub fn of_edition(edition: &'static Edition) -> &'static [Self] {
        static MADE: [OnceLock<Vec<Labels>>; ALL.len()] = [const { OnceLock::new() }; ALL.len()];
        let made = ALL.into_iter().zip(&MADE).find(|(known, _)| known.id == edition.id);
        let labels = || edition.tables.iter().map(Self::of).collect();
        made.map_or(&[], |(_, made)| made.get_or_init(labels))
    }

    pub fn of(form: &'static TableForm) -> Self {
        let mut rows = Vec::new();
        for (block, part) in form.blocks.iter().enumerate() {
            rows.extend(part.rows.iter().map(|row| RowLabel {
                row,
                block,
                words: std::iter::once(&row.label).chain(row.variants).map(|l| owned(l)).collect(),
                numbering: numbering(&text::fold(row.label)).0,
                group: (row.path.len() > 1).then(|| row.path.last().map(|g| owned(g))).flatten(),
            }));
        }
        let spell = |c: &crate::model::form::ColumnForm| {
            std::iter::once(&c.label).chain(c.variants).map(|l| owned(l)).collect()
        };
        let columns: Vec<Vec<Vec<String>>> =
            form.blocks.iter().map(|block| block.columns.iter().map(spell).collect()).collect();
        let column_paths = form.blocks.iter().flat_map(|b| b.columns.iter().flat_map(|c| c.path));
        let header_labels = ["信息内容", "统计指标", "单位"].iter().chain(column_paths).chain(&form.corner);
        let header_labels: Vec<String> = header_labels.map(|label| owned(label)).collect();
        let groups: Vec<String> = form.rows().flat_map(|(_, row)| row.path).map(|g| owned(g)).collect();
        let clauses: Vec<Option<String>> = form.blocks.iter().map(|block| block.clause.map(owned)).collect();
        let heads = columns.iter().flatten().flatten().chain(&header_labels).chain(clauses.iter().flatten());
        let labels = rows.iter().flat_map(|row: &RowLabel| &row.words).chain(&groups);
        // Words that head columns or rows and stand in rows as well count as heads.
        let known = heads.map(|head| (head, true)).chain(labels.map(|label| (label, false)));
        let mut known: Vec<(String, bool)> = known.map(|(words, heads)| (words.clone(), heads)).collect();
        known.sort_unstable_by(|(a, a_heads), (b, b_heads)| (a, b_heads).cmp(&(b, a_heads)));
        known.dedup_by(|(a, _), (b, _)| a == b);
        Self { form, rows, groups, columns, clauses, header_labels, known }
    }

    fn find(&self, words: &str) -> Option<usize> {
        self.known.binary_search_by(|(label, _)| label.as_str().cmp(words)).ok()
    }

    /// Whether this is any label of the form.
    pub fn is_label(&self, label: &str) -> bool {
        let words = words(label);
        !words.is_empty() && self.find(&words).is_some()
    }

    /// Whether this is a segment of a label of the form.
    pub fn is_piece(&self, part: &str) -> bool {
        let words = words(part);
        words.chars().count() <= 1 || self.known.iter().any(|(label, _)| label.contains(&*words))
    }

    /// Whether a label of the form starts with this, so that more of it may follow.
    pub fn starts_label(&self, part: &str) -> bool {
        let words = words(part);
        let next = self.known.partition_point(|(label, _)| **label < *words);
        // A single sign may be a number that is yet to be told from the words.
        words.chars().count() <= 1
            || self.known.get(next).is_some_and(|(label, _)| label.starts_with(&*words))
    }

    /// The words of the group this label names.
    pub fn group(&self, label: &str) -> Option<String> {
        let words = words(label);
        contains(&self.groups, &words).then(|| words.into_owned())
    }

    /// The block whose banner this is.
    pub fn clause(&self, label: &str) -> Option<usize> {
        let words = words(label);
        self.clauses.iter().position(|clause| clause.as_deref() == Some(&*words))
    }

    /// The column of `block` that this label heads.
    pub fn column(&self, block: usize, label: &str) -> Option<usize> {
        let words = words(label);
        let columns = self.columns.get(block)?;
        columns.iter().position(|spellings| contains(spellings, &words)).or_else(|| {
            let evidence: Vec<char> = words.chars().collect();
            let is_like = |spellings: &Vec<String>| {
                spellings.iter().any(|spelling| likeness(spelling, &evidence, 70) >= 70)
            };
            let mut alike = columns.iter().enumerate().filter(|(_, spellings)| is_like(spellings));
            match (alike.next(), alike.next()) {
                (Some((index, _)), None) if evidence.len() >= 3 => Some(index),
                _ => None,
            }
        })
    }

    /// Whether this is a label that heads or groups without a figure of its own.
    pub fn is_header_label(&self, label: &str) -> bool {
        let words = words(label);
        !words.is_empty()
            && (contains(&self.header_labels, &words)
                || contains(&self.groups, &words)
                || self.clauses.iter().flatten().any(|clause| *clause == words))
    }

    /// The row this label names, with the block it stands in, and how sure that is.
    pub fn row(&self, label: &str, context: &Context) -> Option<usize> {
        self.exact_row(label, context).or_else(|| self.similar_row(label, context))
    }

    /// The row of exactly these words.
    pub fn exact_row(&self, label: &str, context: &Context) -> Option<usize> {
        let folded = text::fold(label);
        let level = numbering(&folded).0.map(|n| n.level);
        let words = words(label);
        if words.is_empty() || self.find(&words).is_none() {
            return None;
        }
        // 9.其他 among the rows of 不予公开 is not the 3.其他 of 其他处理.
        let needs_group = self.is_repeated(&words) || (context.group.is_some() && COMMON.contains(&&*words));
        let fits = |row: &&(usize, &RowLabel)| {
            let row = row.1;
            contains(&row.words, &words)
                && (row.group.is_none() || row.group == context.group || !needs_group)
                && !(row.group.is_some()
                    && matches!(level, Some(1 | 2))
                    && row.numbering.map(|n| n.level) != level)
        };
        let candidates: Vec<(usize, &RowLabel)> = self.rows.iter().enumerate().filter(|r| fits(&r)).collect();
        let in_group = candidates.iter().find(|(_, row)| row.group.is_some() && row.group == context.group);
        let after = candidates.iter().find(|(index, _)| context.last.is_none_or(|last| *index > last));
        in_group.or(after).or(candidates.first()).map(|(index, _)| *index)
    }

    fn is_repeated(&self, words: &str) -> bool {
        self.rows.iter().filter(|row| contains(&row.words, words)).count() > 1
    }

    /// The row of this number in the present group whose words are like these; or the one row of the
    /// table that is very like.
    fn similar_row(&self, label: &str, context: &Context) -> Option<usize> {
        let folded = text::fold(label);
        let found = numbering(&folded).0;
        let words = words(label);
        // A figure run into a label is no likeness.
        if words.chars().count() < 3 || words.ends_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let evidence: Vec<char> = words.chars().collect();
        let likeness = |row: &RowLabel, least: usize| {
            row.words.iter().map(|words| likeness(words, &evidence, least)).max().unwrap_or(0)
        };
        let is_numbered =
            |row: &RowLabel| found.is_some() && row.numbering == found && row.group == context.group;
        let numbered = self.rows.iter().enumerate().filter(|(_, row)| is_numbered(row));
        let numbered = numbered.map(|(index, row)| (likeness(row, 50), context.last < Some(index), index));
        // The likest; of equals one that comes next, and the first of these.
        let likest = numbered.max_by_key(|&(likeness, is_next, index)| (likeness, is_next, Reverse(index)));
        if let Some((50.., _, index)) = likest {
            return Some(index);
        }
        let mut alike = self.rows.iter().enumerate().filter(|(_, row)| likeness(row, 80) >= 80);
        match (alike.next(), alike.next()) {
            (Some((index, _)), None) => Some(index),
            _ => None,
        }
    }

    /// The row of a list that a label means which was taken for the row `index`: its namesake (5.2 for
    /// 4.2) under the heading that was met last; none where no row between them was met, so that it
    /// can't be told.
    pub fn disambiguate_row(&self, index: usize, context: &Context, met: &BTreeSet<&str>) -> Option<usize> {
        let row = self.rows.get(index)?;
        let is_namesake = |other: &RowLabel| other.words.iter().any(|words| row.words.contains(words));
        let namesakes: Vec<(usize, &RowLabel)> =
            self.rows.iter().enumerate().filter(|(_, other)| is_namesake(other)).collect();
        if self.form.layout != Layout::List || namesakes.len() < 2 {
            return Some(index);
        }
        let Some((last, above)) = context.last.and_then(|last| Some((last, self.rows.get(last)?))) else {
            // A heading of the body's own stands before it: the one that is yet to come.
            let mut open = namesakes.iter().filter(|(_, row)| !met.contains(row.row.key));
            return open.next().filter(|_| open.next().is_none()).map(|(index, _)| *index);
        };
        let is_beside = |row: &RowLabel| {
            row.row.key.rsplit_once('.').is_some_and(|(parent, _)| is_within(above.row.key, parent))
        };
        let beside = namesakes.iter().find(|(_, row)| is_beside(row)).map(|(index, _)| *index);
        beside.filter(|index| *index >= last)
    }

    /// The row of this index.
    pub fn row_form(&self, index: usize) -> Option<(usize, &'static RowForm)> {
        self.rows.get(index).map(|row| (row.block, row.row))
    }

    /// The group of the row of this index.
    pub fn group_of(&self, index: usize) -> Option<String> {
        self.rows.get(index)?.group.clone()
    }

    /// How many different labels of this table the texts hold, given by their words: (row labels,
    /// labels that head).
    pub fn score(&self, texts: &[Cow<'_, str>]) -> (usize, usize) {
        let mut met = vec![false; self.known.len()];
        let mut score = (0, 0);
        for words in texts.iter().filter(|words| !words.is_empty() && !COMMON.contains(&&***words)) {
            let Some(at) = self.find(words) else { continue };
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

fn owned(label: &str) -> String {
    words(label).into_owned()
}

fn contains(labels: &[String], words: &str) -> bool {
    labels.iter().any(|label| label == words)
}

/// Whether the code `key` is `parent` or lies under it: `5`, `5.1` in `5`.
fn is_within(key: &str, parent: &str) -> bool {
    key.strip_prefix(parent).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Likeness of two words in percent: twice the longest common subsequence over both lengths; 0 where
/// it can't be `least`.
fn likeness(a: &str, b: &[char], least: usize) -> usize {
    const LONGEST: usize = 80;
    let length = a.chars().count();
    if length == 0 || b.is_empty() || length > LONGEST || b.len() > LONGEST {
        return 0;
    }
    let shared = a.chars().filter(|x| b.contains(x)).count();
    if 200 * shared.min(b.len()) / (length + b.len()) < least {
        return 0;
    }
    let mut best = vec![0_usize; b.len() + 1];
    for x in a.chars() {
        let mut diagonal = 0;
        let mut left = 0;
        for (y, slot) in b.iter().zip(best.iter_mut().skip(1)) {
            let above = *slot;
            *slot = if x == *y { diagonal + 1 } else { above.max(left) };
            diagonal = above;
            left = *slot;
        }
    }
    let common = best.last().copied().unwrap_or(0);
    200 * common / (length + b.len())
}

#[cfg(test)]
mod tests;
