//! Statutory tables that came flattened: a cell a line, blanks mostly gone, as when a web page is
//! copied into a text.
//!
//! The walk goes from label to label of the form and takes the figures between two labels as the
//! row's. A row with all its figures, or with none at all, is certain; with some of them it is not
//! known which are blank, so the row is left out, kept as it stood and named in a finding.

use crate::model::document::Paragraph;
use crate::model::form::{ABSENT, ColumnForm, Layout, Presence};
use crate::model::place::Place;
use crate::model::text;

use crate::prose::numbering::numbering;
use crate::recognise::tables::builder::{RowSource, TableBuilder};
use crate::recognise::tables::columns::Unresolved;
use crate::recognise::tables::labels::{Context, Labels, is_common};
use crate::recognise::tables::value_text::{figure, is_figure};

/// How many lines ahead must look like the table before it is taken for one.
const AHEAD: usize = 9;

/// Whether a flattened table of this form starts at the first of these lines.
pub fn starts(labels: &Labels, lines: &[&Paragraph]) -> bool {
    let mut filled = lines.iter().filter(|line| !line.text.is_empty());
    let Some(first) = filled.next() else { return false };
    let is_known = |text: &str| labels.is_label(text);
    let ahead: Vec<&str> = filled.take(AHEAD).map(|line| line.text.as_str()).collect();
    begins(labels, first)
        && ahead.len() >= 3
        && ahead.iter().all(|text| is_known(text) || is_figure(text) || is_short(text))
        && ahead.iter().any(|text| is_known(text))
}

/// Whether a flattened table of this form may begin with this line.
pub fn begins(labels: &Labels, line: &Paragraph) -> bool {
    match labels.form.layout {
        Layout::List => labels.is_header_label(&line.text) && labels.group(&line.text).is_none(),
        Layout::SideBySide => {
            labels.exact_row(&line.text, &Context::default()).is_some() || labels.group(&line.text).is_some()
        }
        // Row labels such as 行政许可 are words of menus too.
        Layout::Stacked => labels.is_header_label(&line.text),
        Layout::Grid => labels.is_label(&line.text) && !is_common(&line.text),
    }
}

/// A unit or a word of a header the form does not know.
fn is_short(text: &str) -> bool {
    text.chars().count() <= 4
}

/// Reads the flattened table at the start of these lines; returns how many lines it took.
pub fn read(labels: &Labels, builder: &mut TableBuilder, lines: &[&Paragraph]) -> usize {
    let mut walk = Walk {
        labels,
        builder,
        lines,
        at: 0,
        context: Context::default(),
        block: 0,
        ended: false,
        bare: Vec::new(),
        label_fragments: Vec::new(),
        filled: 0,
        orphan_values: 0,
        heads: Vec::new(),
        is_strange: false,
    };
    if labels.form.layout == Layout::SideBySide {
        walk.side_by_side();
    } else {
        walk.rows();
        walk.settle_bare();
    }
    walk.at
}

struct Walk<'a> {
    labels: &'a Labels,
    builder: &'a mut TableBuilder,
    lines: &'a [&'a Paragraph],
    at: usize,
    context: Context,
    block: usize,
    ended: bool,
    /// Rows without any figure: blank, unless the table is torn.
    bare: Vec<(usize, &'a Paragraph)>,
    label_fragments: Vec<&'a Paragraph>,
    /// Rows with figures.
    filled: usize,
    /// TableBuilder that stand behind no label.
    orphan_values: usize,
    /// Column labels of the header, as met.
    heads: Vec<usize>,
    /// The header has a label that the form has not.
    is_strange: bool,
}

impl<'a> Walk<'a> {
    fn rows(&mut self) {
        while let (Some(line), false) = (self.lines.get(self.at).copied(), self.ended) {
            let text = line.text.as_str();
            if text.is_empty() {
                if !self.blank_inside() {
                    return;
                }
                self.at += 1;
            } else if let Some(block) = self.labels.clause(text) {
                self.block = block;
                self.heads.clear();
                self.builder.is_column_order_unknown = false;
                self.at += 1;
            } else if let Some(index) = self.row_here(text) {
                self.row(index, line);
            } else if self.labels.is_label(text) {
                if let Some(group) = self.labels.group(text) {
                    self.context.group = Some(group);
                }
                self.head(text);
                self.at += 1;
            } else if !self.unknown(line) {
                return;
            }
        }
    }

    /// Whether a kept blank is followed by more of the table.
    fn blank_inside(&self) -> bool {
        let next = self.lines.iter().skip(self.at).find(|line| !line.text.is_empty());
        next.is_some_and(|line| self.labels.is_label(&line.text) || is_figure(&line.text))
    }

    /// The row whose label this is; words that also head a column (其他, 总计) only where they bear the
    /// row's number or figures follow.
    fn row_here(&self, text: &str) -> Option<usize> {
        let index = self.labels.row(text, &self.context)?;
        let is_also_head = (0..self.labels.form.blocks.len()).any(|b| self.labels.column(b, text).is_some());
        let followed =
            self.lines.get(self.at + 1).is_some_and(|line| line.text.is_empty() || is_figure(&line.text));
        let is_numbered = numbering(&text::fold(text)).0.is_some();
        (!is_also_head || is_numbered || followed).then_some(index)
    }

    fn row(&mut self, index: usize, line: &'a Paragraph) {
        let told = self.labels.disambiguate_row(index, &self.context, &self.builder.met);
        let Some((block, form)) = self.labels.row_form(told.unwrap_or(index)) else { return };
        self.at += 1;
        let is_list = self.labels.form.layout == Layout::List;
        if is_list {
            self.skip_unit(form.unit);
        }
        let Some(index) = told else {
            let values = self.values(1);
            self.builder.keep_ambiguous(&source(&line.text, &values, &line.place));
            return;
        };
        self.block = block;
        self.context.last = Some(index);
        if let Some(group) = self.labels.group_of(index) {
            self.context.group = Some(group);
        } else if form.path.len() < 2 {
            self.context.group = None;
        }
        let Some(block) = self.labels.form.blocks.get(block) else { return };
        let values = self.values(block.columns.len());
        if values.is_empty() && form.presence != Presence::Required {
            if let Some(group) = self.labels.group(&line.text) {
                self.context.group = Some(group);
            }
            return;
        }
        if is_list && values.iter().any(|line| line.text.trim() == ABSENT) {
            return;
        }
        let is_in_order = self.is_in_order(block.columns);
        let source = source(&line.text, &values, &line.place);
        self.filled += usize::from(!values.is_empty());
        if values.is_empty() {
            self.bare.push((index, line));
        } else if values.len() == block.columns.len() && !is_in_order {
            self.builder.keep_unresolved(
                Some(form.key),
                Unresolved::ColumnMismatch,
                block.columns.len(),
                &source,
            );
        } else if values.len() == block.columns.len() {
            let cells = block.columns.iter().zip(&values);
            let cells =
                cells.map(|(column, value)| (column.key, figure(&value.text, &value.place))).collect();
            self.builder.place(form.key, cells, &source);
        } else {
            let why = if values.len() < block.columns.len() {
                Unresolved::TooFewValues
            } else {
                Unresolved::ColumnMismatch
            };
            self.builder.keep_unresolved(Some(form.key), why, block.columns.len(), &source);
        }
        let last = self.labels.form.rows().last().map(|(_, row)| row.key);
        self.ended = last == Some(form.key);
    }

    /// Rows without a figure are blank where the rest of the table is whole; where figures stand
    /// behind no label, or most rows have none, the figures may be anywhere.
    fn settle_bare(&mut self) {
        self.builder.label_fragments(&self.label_fragments);
        self.builder.has_orphan_values |= self.orphan_values > 0 || self.bare.len() > self.filled;
        for (index, line) in std::mem::take(&mut self.bare) {
            let Some((block, form)) = self.labels.row_form(index) else { continue };
            let columns = self.labels.form.blocks.get(block).map_or(&[][..], |block| block.columns);
            self.builder.bare(form.key, columns.iter().map(|column| column.key).collect(), line);
        }
    }

    /// Notes a column's label.
    fn head(&mut self, text: &str) {
        let Some(column) = self.labels.column(self.block, text) else { return };
        if self.heads.contains(&column) {
            self.heads.clear(); // the header again, on the next page
        }
        self.heads.push(column);
    }

    /// Whether the header's labels come in the form's order: from left to right, or level by level. Where
    /// labels are missing before others, not torn, the order is open; a table that goes on without a header
    /// has the one above.
    fn is_in_order(&mut self, columns: &[ColumnForm]) -> bool {
        let depth = |column: &usize| columns.get(*column).map_or(0, |form| form.path.len());
        let mut levels: Vec<usize> = (0..columns.len()).collect();
        levels.sort_by_key(|column| (depth(column), *column));
        let begins = self.heads.iter().copied().eq(0..self.heads.len()) || levels.starts_with(&self.heads);
        let is_sorted =
            self.heads.is_sorted() || self.heads.is_sorted_by_key(|column| (depth(column), *column));
        let is_torn = is_sorted && !self.label_fragments.is_empty();
        if self.is_strange || !(begins || is_torn) {
            self.builder.is_column_order_unknown = true;
        } else if self.heads.len() == columns.len() {
            self.builder.is_column_order_unknown = false;
        }
        !self.builder.is_column_order_unknown
    }

    fn skip_unit(&mut self, unit: Option<&str>) {
        let next = self.lines.get(self.at).map(|line| text::fold(&line.text));
        if unit.is_some() && next == unit.map(text::fold) {
            self.at += 1;
        }
    }

    /// The figures (and kept blanks) that follow, no more than `wanted` where blanks can go.
    fn values(&mut self, wanted: usize) -> Vec<&'a Paragraph> {
        let rest = self.lines.iter().skip(self.at).copied();
        let mut values: Vec<&Paragraph> =
            rest.take_while(|line| line.text.is_empty() || is_figure(&line.text)).collect();
        self.at += values.len();
        while values.len() > wanted && values.last().is_some_and(|line| line.text.is_empty()) {
            values.pop();
        }
        if values.iter().filter(|line| !line.text.is_empty()).count() == wanted {
            values.retain(|line| !line.text.is_empty());
        }
        if values.iter().all(|line| line.text.is_empty()) && values.len() < wanted {
            values.clear();
        }
        values
    }

    /// A label the form does not know, with figures: kept. Anything else ends the table.
    fn unknown(&mut self, line: &'a Paragraph) -> bool {
        if is_figure(&line.text) {
            let values = self.values(0);
            self.orphan_values += 1;
            self.builder.unknown(&source("", &values, &line.place));
            return true;
        }
        let figures_follow = self.lines.get(self.at + 1).is_some_and(|next| is_figure(&next.text));
        if !figures_follow {
            return self.take_label_fragment(line);
        }
        if line.text.chars().count() > 40 {
            return false;
        }
        self.at += 1;
        let values = self.values(0);
        self.builder.unknown(&source(&line.text, &values, &line.place));
        self.context.pass(&line.text);
        true
    }

    /// A segment of a torn label, where the table goes on behind it.
    fn take_label_fragment(&mut self, line: &'a Paragraph) -> bool {
        const LONGEST: usize = 4;
        let ahead = self.lines.iter().skip(self.at + 1).take(LONGEST * 3);
        let goes_on = ahead.take_while(|line| line.text.chars().count() <= 45).any(|line| {
            self.labels.exact_row(&line.text, &self.context).is_some()
                || self.labels.group(&line.text).is_some()
        });
        if line.text.chars().count() > LONGEST || !goes_on {
            return false;
        }
        // A column's label that the form does not have: which figures are whose can't be known.
        self.is_strange |= self.context.last.is_none() && !self.labels.is_piece(&line.text);
        self.label_fragments.push(line);
        self.at += 1;
        true
    }

    /// A header of column groups, then one run of figures.
    fn side_by_side(&mut self) {
        let (mut groups, mut leads) = (Vec::new(), false);
        while let Some(line) = self.lines.get(self.at).copied() {
            let is_head = line.text.is_empty() || self.labels.is_label(&line.text);
            if !is_head || (line.text.is_empty() && self.figures_next()) {
                break;
            }
            // 行政诉讼 above all its rows and before 行政复议: the header's groups are in another order.
            leads |= groups.is_empty() && self.labels.group(&line.text).is_some();
            groups.extend(self.labels.exact_row(&line.text, &Context::default()));
            self.heads.extend(self.labels.column(0, &line.text));
            self.at += 1;
        }
        let outcomes = self.labels.form.blocks.first().map_or(1, |block| block.columns.len());
        let runs_on = self.heads.iter().enumerate().all(|(at, column)| *column == at % outcomes);
        let is_in_order = groups.is_sorted() && runs_on && !(leads && groups.first() == Some(&0));
        groups.sort_unstable();
        groups.dedup();
        let Some(block) = self.labels.form.blocks.first() else { return };
        let rows: Vec<&str> =
            groups.iter().filter_map(|g| self.labels.row_form(*g)).map(|(_, row)| row.key).collect();
        let keys: Vec<(&'static str, &'static str)> = block
            .rows
            .iter()
            .filter(|row| rows.contains(&row.key))
            .flat_map(|row| block.columns.iter().map(move |column| (row.key, column.key)))
            .collect();
        let Some(place) = self.lines.get(self.at.saturating_sub(1)).map(|line| &line.place) else { return };
        let is_whole = self.header_is_whole(keys.len());
        let values = self.values(keys.len());
        if (values.is_empty() && !is_whole) || !is_in_order {
            self.builder.met.extend(block.rows.iter().map(|row| row.key));
            self.builder.keep_unresolved(
                None,
                Unresolved::ColumnMismatch,
                keys.len(),
                &source("", &values, place),
            );
            return;
        }
        let place = values.first().map_or(place, |line| &line.place);
        let source = source("", &values, place);
        if values.is_empty() || values.len() == keys.len() {
            for (n, (row, column)) in keys.into_iter().enumerate() {
                let cell =
                    values.get(n).map_or_else(|| figure("", place), |line| figure(&line.text, &line.place));
                self.builder.place(row, vec![(column, cell)], &source);
            }
        } else {
            let why =
                if values.len() < keys.len() { Unresolved::TooFewValues } else { Unresolved::ColumnMismatch };
            self.builder.met.extend(block.rows.iter().map(|row| row.key));
            self.builder.keep_unresolved(None, why, keys.len(), &source);
        }
    }

    /// Whether the header names each of the columns, so that no figures means blanks.
    fn header_is_whole(&self, columns: usize) -> bool {
        let head = self.lines.iter().take(self.at);
        head.filter(|line| self.labels.column(0, &line.text).is_some()).count() == columns
    }

    /// Whether the blanks here lead to figures rather than to more of the header.
    fn figures_next(&self) -> bool {
        let next = self.lines.iter().skip(self.at).find(|line| !line.text.is_empty());
        next.is_none_or(|line| !self.labels.is_label(&line.text))
    }
}

fn source<'a>(label: &'a str, values: &[&'a Paragraph], place: &'a Place) -> RowSource<'a> {
    RowSource {
        label,
        heads: vec![label],
        values: values.iter().map(|line| line.text.as_str()).collect(),
        place,
    }
}
