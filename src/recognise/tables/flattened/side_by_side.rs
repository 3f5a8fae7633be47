//! Reads the flattened table whose rows of the form are side by side.

use crate::model::form::BlockForm;
use crate::model::text;
use crate::prose::numbering::numbering;
use crate::recognise::tables::columns::Unresolved;
use crate::recognise::tables::row_matcher::RowContext;
use crate::recognise::tables::value_text::{figure, is_figure};

use super::{FlattenedReader, row_source};

/// Row groups of a side-by-side header, and whether its labels have the order of the form.
struct GroupHeader {
    groups: Vec<usize>,
    is_in_order: bool,
}

impl FlattenedReader<'_> {
    /// Reads a header of column groups, then one run of values.
    pub(in crate::recognise::tables) fn read_side_by_side(&mut self) {
        let Some(block) = self.labels.form.blocks.first() else { return };
        let header = self.read_group_header(block.columns.len());
        let keys = self.cell_keys(block, &header.groups);
        let Some(place) = self.lines.get(self.at.saturating_sub(1)).map(|line| &line.place) else { return };
        let is_complete = self.names_columns(keys.len());
        let values = self.take_values(keys.len());
        let is_blank = values.is_empty() && is_complete && !self.has_unread_values();
        if (values.is_empty() && !is_blank) || !header.is_in_order {
            self.builder.seen_rows.extend(block.rows.iter().map(|row| row.key));
            let source = row_source("", &values, place);
            self.builder.keep_unresolved(None, Unresolved::ColumnMismatch, keys.len(), &source);
            return;
        }
        let place = values.first().map_or(place, |line| &line.place);
        let source = row_source("", &values, place);
        if values.is_empty() || values.len() == keys.len() {
            for (n, (row, column)) in keys.into_iter().enumerate() {
                let cell =
                    values.get(n).map_or_else(|| figure("", place), |line| figure(&line.text, &line.place));
                let cell = self.units.apply_at(cell, self.labels.form, (row, column));
                self.builder.add_row(row, vec![(column, cell)], &source);
            }
        } else {
            let why = Unresolved::of_counts(values.len(), keys.len());
            self.builder.seen_rows.extend(block.rows.iter().map(|row| row.key));
            self.builder.keep_unresolved(None, why, keys.len(), &source);
        }
    }

    /// Whether what follows the header may be values that are not read as such: `约35395`, or words before a figure.
    fn has_unread_values(&self) -> bool {
        /// Characters of the longest such value.
        const LONGEST: usize = 20;
        let mut rest = self.lines.iter().skip(self.at).map(|line| line.text.as_str());
        let next = rest.by_ref().find(|text| !text.is_empty());
        next.is_some_and(|text| {
            text.chars().count() <= LONGEST
                && numbering(&text::fold(text)).0.is_none()
                && (text.contains(|c: char| c.is_ascii_digit()) || rest.next().is_some_and(is_figure))
        })
    }

    fn read_group_header(&mut self, outcomes: usize) -> GroupHeader {
        let (mut groups, mut has_leading_group) = (Vec::new(), false);
        while let Some(line) = self.lines.get(self.at).copied() {
            let is_header = line.text.is_empty() || self.labels.is_label(&line.text);
            if !is_header || (line.text.is_empty() && self.values_follow()) {
                break;
            }
            // 行政诉讼 above all its rows and before 行政复议: the groups are in another order.
            has_leading_group |= groups.is_empty() && self.labels.group(&line.text).is_some();
            groups.extend(self.labels.exact_row(&line.text, &RowContext::default()));
            self.header.columns.extend(self.labels.column(0, &line.text));
            self.at += 1;
        }
        let repeats_outcomes =
            self.header.columns.iter().enumerate().all(|(at, column)| *column == at % outcomes);
        let is_in_order =
            groups.is_sorted() && repeats_outcomes && !(has_leading_group && groups.first() == Some(&0));
        GroupHeader { groups, is_in_order }
    }

    /// The keys of the cells under these groups, in the order of the form.
    fn cell_keys(&self, block: &'static BlockForm, groups: &[usize]) -> Vec<(&'static str, &'static str)> {
        let rows: Vec<&str> =
            groups.iter().filter_map(|group| self.labels.row_form(*group)).map(|(_, row)| row.key).collect();
        let present = block.rows.iter().filter(|row| rows.contains(&row.key));
        present.flat_map(|row| block.columns.iter().map(move |column| (row.key, column.key))).collect()
    }

    /// Whether the header names each of the columns, so that a table without values is blank.
    fn names_columns(&self, columns: usize) -> bool {
        let header = self.lines.iter().take(self.at);
        header.filter(|line| self.labels.column(0, &line.text).is_some()).count() == columns
    }

    /// Whether values rather than more of the header follow the blank lines here.
    fn values_follow(&self) -> bool {
        let next = self.lines.iter().skip(self.at).find(|line| !line.text.is_empty());
        next.is_none_or(|line| !self.labels.is_label(&line.text))
    }
}
