//! Reads statutory tables that came flattened: one cell per line, most blank cells lost, as when a web page
//! is copied into a text.
//!
//! The reader goes from label to label of the form and takes the values between two labels as those of the
//! row. A row with all its values, or with none at all, is certain. With only some of them it is not known
//! which are blank, so the row is left out, kept as text and named in a finding.

mod header;
mod side_by_side;

use crate::model::document::Paragraph;
use crate::model::form::{ABSENT, ColumnForm, Presence};
use crate::model::place::Place;
use crate::model::text;
use crate::prose::numbering::numbering;

use super::builder::{RowSource, TableBuilder};
use super::columns::Unresolved;
use super::labels::Labels;
use super::remainder;
use super::row_matcher::{MatchedRow, RowMatcher};
use super::units::{Beside, TableUnits};
use super::value_text::{figure, is_figure, is_odd_figure};
use header::Header;

/// Lines after the first that must all look like cells of the table.
const LINES_AHEAD: usize = 9;
/// Fewest lines after the first by which a flattened table is recognised.
const FEWEST_LINES_AHEAD: usize = 3;
/// Characters of the longest line taken for a unit or an unknown word of a header.
const LONGEST_WORD: usize = 4;
/// Characters of the longest line taken for the label of a row that the form does not have.
const LONGEST_UNKNOWN_LABEL: usize = 40;
/// Characters of the longest fragment of a label.
const LONGEST_FRAGMENT: usize = 4;
/// Lines after a fragment among which a label of the form must follow.
const LINES_AFTER_FRAGMENT: usize = 12;
/// Maximum length, in characters, of a line between a fragment and the next label.
const LONGEST_LINE_AFTER_FRAGMENT: usize = 45;

/// Whether a flattened table of this form starts at the first of these lines.
pub fn starts(labels: &Labels, lines: &[&Paragraph], year: Option<u16>) -> bool {
    let mut filled = lines.iter().filter(|line| !line.text.is_empty());
    let Some(first) = filled.next() else { return false };
    let is_known = |text: &str| labels.is_label(text);
    let is_short = |text: &str| text.chars().count() <= LONGEST_WORD;
    // Each block's header names its columns anew.
    let may_be_column = |text: &str| labels.layout.has_block_headers && labels.resembles_column(text, year);
    let ahead: Vec<&str> = filled.take(LINES_AHEAD).map(|line| line.text.as_str()).collect();
    begins(labels, first)
        && ahead.len() >= FEWEST_LINES_AHEAD
        && ahead.iter().all(|text| is_known(text) || is_figure(text) || is_short(text) || may_be_column(text))
        && ahead.iter().any(|text| is_known(text))
}

/// Whether a flattened table of this form may begin with this line.
pub fn begins(labels: &Labels, line: &Paragraph) -> bool {
    (labels.layout.begins_flattened)(labels, &line.text)
}

/// Reads the flattened table at the start of these lines; returns the number of lines read.
///
/// `units` are those named above and below it, `year` is the report's.
pub fn read(
    labels: &Labels,
    builder: &mut TableBuilder,
    lines: &[&Paragraph],
    units: TableUnits,
    year: Option<u16>,
) -> usize {
    let mut reader = FlattenedReader {
        labels,
        builder,
        lines,
        at: 0,
        matcher: RowMatcher::new(labels),
        block: 0,
        has_ended: false,
        rows_without_values: Vec::new(),
        label_fragments: Vec::new(),
        rows_with_values: 0,
        orphan_values: 0,
        has_values_above: false,
        rows_under_header: 0,
        header: Header::default(),
        units,
    };
    reader.matcher.context.year = year;
    (labels.layout.read_flattened)(&mut reader);
    reader.at
}

/// Reads one flattened table.
#[derive(Debug)]
pub struct FlattenedReader<'a> {
    labels: &'a Labels,
    builder: &'a mut TableBuilder,
    lines: &'a [&'a Paragraph],
    at: usize,
    matcher: RowMatcher<'a>,
    block: usize,
    has_ended: bool,
    /// Rows without any value: blank, unless labels and values were separated.
    rows_without_values: Vec<(usize, &'a Paragraph)>,
    label_fragments: Vec<&'a Paragraph>,
    rows_with_values: usize,
    /// Runs of values that follow no label.
    orphan_values: usize,
    /// As many values as columns preceded the first label of these rows: each row's values may be above
    /// its label.
    has_values_above: bool,
    /// Rows read since the header.
    rows_under_header: usize,
    header: Header,
    units: TableUnits,
}

impl<'a> FlattenedReader<'a> {
    /// Reads rows of a label and its values.
    pub(super) fn read_rows(&mut self) {
        while let (Some(line), false) = (self.lines.get(self.at).copied(), self.has_ended) {
            let text = line.text.as_str();
            if text.is_empty() {
                if !self.continues_after_blank() {
                    break;
                }
                self.at += 1;
            } else if let Some(block) = self.labels.clause(text) {
                self.block = block;
                self.start_header();
                self.units.set_block(text);
                self.at += 1;
            } else if self.labels.layout.has_block_headers && Labels::is_corner(text) {
                self.start_header();
                self.header.is_open = true;
                self.units.set_corner(text);
                self.at += 1;
            } else if let Some(index) = self.row_here(text) {
                self.read_row(index, line);
            } else if self.labels.is_label(text) {
                self.matcher.enter_group(text);
                self.add_header_label(text);
                self.at += 1;
            } else if self.matcher.enter_qualified_group(text) {
                self.at += 1;
            } else if !self.read_other_header_label(line) && !self.read_unknown(line) {
                break;
            }
        }
        self.finish_rows();
    }

    /// Whether more of the table follows a blank line.
    fn continues_after_blank(&self) -> bool {
        let next = self.lines.iter().skip(self.at).find(|line| !line.text.is_empty());
        next.is_some_and(|line| self.labels.is_label(&line.text) || is_figure(&line.text))
    }

    /// The row that this text names. Words that also head a column (其他, 总计) name a row only if they have
    /// its number or values follow.
    fn row_here(&self, text: &str) -> Option<usize> {
        let index = self.matcher.find(text)?;
        let column = (0..self.labels.form.blocks.len()).find_map(|block| self.labels.column(block, text));
        // A blank after a label of the header is the rest of the header's row.
        let is_value =
            |text: &str| if text.is_empty() { self.rows_under_header > 0 } else { is_figure(text) };
        let has_values = self.lines.get(self.at + 1).is_some_and(|line| is_value(&line.text));
        // The last label of a header, with the values of a row below that precede its label.
        let completes_header = self.rows_under_header == 0
            && !self.header.columns.is_empty()
            && column.is_some_and(|column| !self.header.columns.contains(&column));
        let is_numbered = numbering(&text::fold(text)).0.is_some();
        (column.is_none() || is_numbered || (has_values && !completes_header)).then_some(index)
    }

    fn read_row(&mut self, index: usize, line: &'a Paragraph) {
        let Some(row) = self.matcher.resolve(index, &self.builder.seen_rows) else { return };
        self.at += 1;
        self.header.is_open = false;
        self.rows_under_header += 1;
        let has_one_value = self.labels.layout.one_value_per_row;
        let unit = if has_one_value { self.skip_unit(row.form.unit) } else { "" };
        if row.is_ambiguous {
            let values = self.take_values(1);
            self.builder.keep_ambiguous(&row_source(&line.text, &values, &line.place));
            return;
        }
        self.block = row.block;
        let Some(block) = self.labels.form.blocks.get(row.block) else { return };
        let values = self.take_values(block.columns.len());
        // A heading has no value: this is that of the row below.
        self.has_values_above |= has_one_value
            && row.form.presence == Presence::Heading
            && self.rows_under_header == 1
            && values.iter().any(|line| is_figure(&line.text));
        if self.has_values_above && !values.is_empty() {
            let why = Unresolved::ColumnMismatch;
            let source = row_source(&line.text, &values, &line.place);
            self.builder.keep_unresolved(Some(row.form.key), why, block.columns.len(), &source);
            return;
        }
        if values.is_empty() && row.form.presence != Presence::Required {
            self.matcher.qualify_heading(row.form, &line.text, false);
            self.matcher.enter_group(&line.text);
            return;
        }
        if has_one_value && values.iter().any(|line| line.text.trim() == ABSENT) {
            return;
        }
        match self.matcher.qualifier(row.form).filter(|qualifier| qualifier.is_other) {
            Some(qualifier) => {
                let source = row_source(&line.text, &values, &line.place);
                self.builder.leave_out_group_row(row.form.key, &qualifier.label, &source);
            }
            None => self.add_row(&row, block.columns, (line, unit), &values),
        }
        let last = self.labels.form.rows().last().map(|(_, row)| row.key);
        self.has_ended = last == Some(row.form.key);
    }

    /// Adds the row if it has as many values as columns or none; otherwise keeps it.
    fn add_row(
        &mut self,
        row: &MatchedRow,
        columns: &'static [ColumnForm],
        (line, unit): (&'a Paragraph, &str),
        values: &[&'a Paragraph],
    ) {
        let is_in_order = self.is_header_in_order(columns);
        let source = row_source(&line.text, values, &line.place);
        let key = row.form.key;
        self.rows_with_values += usize::from(!values.is_empty());
        if values.is_empty() {
            self.rows_without_values.push((row.index, line));
        } else if values.len() == columns.len() && is_in_order {
            let group = self.matcher.qualifier(row.form).map_or("", |qualifier| qualifier.label.as_str());
            let beside = Beside::new([unit, line.text.as_str(), group]);
            let cell = |(index, (column, value)): (usize, (&'static ColumnForm, &&Paragraph))| {
                let cell = figure(&value.text, &value.place);
                (column.key, self.units.apply(cell, row.form, (index, column), &beside))
            };
            let cells = columns.iter().zip(values).enumerate().map(cell).collect();
            self.builder.add_row(key, cells, &source);
        } else {
            let why = Unresolved::of_counts(values.len(), columns.len());
            self.builder.keep_unresolved(Some(key), why, columns.len(), &source);
        }
    }

    /// Hands on the rows without values. They are blank, unless some values follow no label or most rows
    /// have none: then their values may be elsewhere.
    fn finish_rows(&mut self) {
        self.builder.keep_label_fragments(&self.label_fragments);
        self.builder.has_orphan_values |=
            self.orphan_values > 0 || self.rows_without_values.len() > self.rows_with_values;
        for (index, line) in std::mem::take(&mut self.rows_without_values) {
            let Some((block, form)) = self.labels.row_form(index) else { continue };
            let columns = self.labels.form.blocks.get(block).map_or(&[][..], |block| block.columns);
            let columns = columns.iter().map(|column| column.key).collect();
            self.builder.add_row_without_values(form.key, columns, line);
        }
    }

    /// Passes the unit between a label and its value.
    fn skip_unit(&mut self, unit: Option<&str>) -> &'a str {
        let next = self.lines.get(self.at).map_or("", |line| line.text.as_str());
        let is_unit = unit.is_some() && remainder::unit_cell(next).is_some();
        self.at += usize::from(is_unit);
        if is_unit { next } else { "" }
    }

    /// Takes the values and blank lines that follow. Blanks beside as many values as `wanted`, or beside none,
    /// only fill up. Others are kept: more cells than `wanted` do not show which of the blank ones are columns.
    fn take_values(&mut self, wanted: usize) -> Vec<&'a Paragraph> {
        let rest = self.lines.iter().skip(self.at).copied();
        let is_odd = |text: &str| wanted > 0 && is_odd_figure(text) && !self.labels.is_label(text);
        let is_value = |text: &str| text.is_empty() || is_figure(text) || is_odd(text);
        let mut values: Vec<&Paragraph> = rest.take_while(|line| is_value(&line.text)).collect();
        self.at += values.len();
        match values.iter().filter(|line| !line.text.is_empty()).count() {
            0 if values.len() < wanted => values.clear(),
            0 => values.truncate(wanted),
            filled if filled == wanted => values.retain(|line| !line.text.is_empty()),
            _ if wanted == 0 => {
                let end = values.iter().rposition(|line| !line.text.is_empty()).map_or(0, |last| last + 1);
                values.truncate(end);
            }
            _ => {}
        }
        values
    }

    /// Keeps values without a label, or a label that the form does not have with its values. Returns false
    /// for anything else, which ends the table.
    fn read_unknown(&mut self, line: &'a Paragraph) -> bool {
        if is_figure(&line.text) {
            let values = self.take_values(0);
            self.orphan_values += 1;
            let columns = self.labels.form.blocks.get(self.block).map_or(0, |block| block.columns.len());
            // A single figure may be the number of a page.
            let is_row = values.len() > 1 || values.len() == columns;
            let has_header = self.header.is_open
                || !self.header.columns.is_empty()
                || self.labels.layout.one_value_per_row;
            let is_under_header = has_header && self.rows_under_header == 0;
            self.has_values_above |= is_under_header && is_row;
            self.builder.keep_unknown(&row_source("", &values, &line.place));
            return true;
        }
        let has_values = self.lines.get(self.at + 1).is_some_and(|next| is_figure(&next.text));
        if !has_values {
            return self.take_label_fragment(line);
        }
        if line.text.chars().count() > LONGEST_UNKNOWN_LABEL {
            return false;
        }
        self.at += 1;
        let values = self.take_values(0);
        self.builder.keep_unknown(&row_source(&line.text, &values, &line.place));
        self.matcher.context.pass_unknown(&line.text);
        true
    }

    /// Takes a fragment of a torn label if the table continues after it; returns whether it does.
    fn take_label_fragment(&mut self, line: &'a Paragraph) -> bool {
        let ahead = self.lines.iter().skip(self.at + 1).take(LINES_AFTER_FRAGMENT);
        let continues =
            ahead.take_while(|line| line.text.chars().count() <= LONGEST_LINE_AFTER_FRAGMENT).any(|line| {
                self.matcher.find_exact(&line.text).is_some() || self.labels.group(&line.text).is_some()
            });
        if line.text.chars().count() > LONGEST_FRAGMENT || !continues {
            return false;
        }
        // The label of a column that the form does not have: the values cannot be assigned to columns.
        self.header.has_unknown_column |=
            self.matcher.context.last.is_none() && !self.labels.is_fragment(&line.text);
        self.label_fragments.push(line);
        self.at += 1;
        true
    }
}

fn row_source<'a>(label: &'a str, values: &[&'a Paragraph], place: &'a Place) -> RowSource<'a> {
    RowSource {
        label,
        label_cells: vec![label],
        values: values.iter().map(|line| line.text.as_str()).collect(),
        place,
    }
}
