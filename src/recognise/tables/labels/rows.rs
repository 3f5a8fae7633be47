//! Finds rows of the form by their labels.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::model::text;
use crate::prose::numbering::{Numbering, numbering};
use crate::recognise::tables::remainder;
use crate::recognise::tables::row_matcher::RowContext;

use super::likeness::likeness;
use super::{COMMON, FEWEST_SIMILAR, LabelMatch, Labels, RowLabel, contains, words};

/// Percent of likeness from which a label is taken for that of the row with its number and group.
const NUMBERED_ROW_LIKENESS: usize = 50;
/// Percent of likeness from which a label is taken for that of a row, if only one row is so similar.
const ROW_LIKENESS: usize = 80;

impl Labels {
    /// The row that this label names, if its figures are those of the form.
    pub fn row(&self, label: &str, context: &RowContext) -> Option<usize> {
        self.exact_row(label, context).or_else(|| {
            let similar = self.match_similar_row(label, context)?;
            similar.other.is_none().then_some(similar.index)
        })
    }

    /// The row with exactly these words.
    pub fn exact_row(&self, label: &str, context: &RowContext) -> Option<usize> {
        let words = words(label);
        if words.is_empty() {
            return None;
        }
        if self.find(&words).is_none() {
            return self.row_in_group(&words);
        }
        let mut named: Vec<(usize, &RowLabel)> =
            self.rows.iter().enumerate().filter(|(_, row)| contains(&row.words, &words)).collect();
        if let [(index, RowLabel { group: None, .. })] = named.as_slice() {
            return Some(*index); // most labels of rows
        }
        if named.is_empty() {
            return None;
        }
        let level = numbering(&text::fold(label)).0.map(|n| n.level);
        // 9.其他 among the rows of 不予公开 is not the 3.其他 of 其他处理.
        let needs_group = named.len() > 1 || (context.group.is_some() && COMMON.contains(&&*words));
        let fits = |(_, row): &(usize, &RowLabel)| {
            (row.group.is_none() || row.group == context.group || !needs_group)
                && !(row.group.is_some()
                    && matches!(level, Some(1 | 2))
                    && row.numbering.map(|n| n.level) != level)
        };
        named.retain(fits);
        let candidates = named;
        let in_group = candidates.iter().find(|(_, row)| row.group.is_some() && row.group == context.group);
        let after = candidates.iter().find(|(index, _)| context.last.is_none_or(|last| *index > last));
        in_group.or(after).or(candidates.first()).map(|(index, _)| *index)
    }

    /// The row with this number in the present group and similar words, or the only row of the table with very
    /// similar words, and what the label has beyond the form's.
    pub fn match_similar_row(&self, label: &str, context: &RowContext) -> Option<LabelMatch> {
        let folded = text::fold(label);
        let found = numbering(&folded).0;
        let (bare, _) = remainder::split_units(&remainder::relative(label, context.year));
        let words = words(&bare);
        // A label that ends in a number has a value attached.
        if words.chars().count() < FEWEST_SIMILAR || words.ends_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let index =
            self.exact_row(&bare, context).or_else(|| self.most_similar_row(&words, found, context))?;
        let characters: Vec<char> = words.chars().collect();
        let row = self.rows.get(index)?;
        let other = if contains(&row.words, &words) {
            None
        } else {
            let spelling = row.words.iter().max_by_key(|spelling| likeness(spelling, &characters, 0))?;
            remainder::of(&bare, spelling, context.year, false)
        };
        Some(LabelMatch { index, other })
    }

    fn most_similar_row(&self, words: &str, found: Option<Numbering>, context: &RowContext) -> Option<usize> {
        let characters: Vec<char> = words.chars().collect();
        let likeness = |row: &RowLabel, least: usize| {
            row.words.iter().map(|words| likeness(words, &characters, least)).max().unwrap_or(0)
        };
        let is_numbered =
            |row: &RowLabel| found.is_some() && row.numbering == found && row.group == context.group;
        let numbered = self.rows.iter().enumerate().filter(|(_, row)| is_numbered(row));
        let numbered = numbered
            .map(|(index, row)| (likeness(row, NUMBERED_ROW_LIKENESS), context.last < Some(index), index));
        // The most similar; among equals one after the last row, and the first of these.
        let best = numbered.max_by_key(|&(likeness, is_next, index)| (likeness, is_next, Reverse(index)));
        if let Some((likeness, _, index)) = best
            && likeness >= NUMBERED_ROW_LIKENESS
        {
            return Some(index);
        }
        let mut alike =
            self.rows.iter().enumerate().filter(|(_, row)| likeness(row, ROW_LIKENESS) >= ROW_LIKENESS);
        match (alike.next(), alike.next()) {
            (Some((index, _)), None) => Some(index),
            _ => None,
        }
    }

    /// Finds which of the rows with the label of row `index` is meant: the one (5.2, not 4.2) under the last
    /// heading. `None` if that is ambiguous because the rows between them are missing.
    pub fn disambiguate_row(
        &self,
        index: usize,
        context: &RowContext,
        seen: &BTreeSet<&str>,
    ) -> Option<usize> {
        let row = self.rows.get(index)?;
        let has_same_label = |other: &RowLabel| other.words.iter().any(|words| row.words.contains(words));
        let candidates: Vec<(usize, &RowLabel)> =
            self.rows.iter().enumerate().filter(|(_, other)| has_same_label(other)).collect();
        if !self.layout.repeats_row_labels || candidates.len() < 2 {
            return Some(index);
        }
        let Some((last, above)) = context.last.and_then(|last| Some((last, self.rows.get(last)?))) else {
            // After a heading that the form does not have: the only row not yet read.
            let mut open = candidates.iter().filter(|(_, row)| !seen.contains(row.row.key));
            return open.next().filter(|_| open.next().is_none()).map(|(index, _)| *index);
        };
        let is_sibling = |row: &RowLabel| {
            row.row.key.rsplit_once('.').is_some_and(|(parent, _)| is_within(above.row.key, parent))
        };
        let sibling = candidates.iter().find(|(_, row)| is_sibling(row)).map(|(index, _)| *index);
        sibling.filter(|index| *index >= last)
    }
}

/// Whether the key is `parent` or below it: `5` and `5.1` are within `5`.
fn is_within(key: &str, parent: &str) -> bool {
    key.strip_prefix(parent).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
