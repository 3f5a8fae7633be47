//! Rows that a page break cuts in two: the rest of the label, or of the figures, is in a row of its own.
//!
//! A row is held back until the next one shows that it does not continue it. Figures in both parts of one cell
//! (`670` above `78`) are joined only if the sum of the row then holds; otherwise the row is left out.

use crate::model::decimal::Decimal;
use crate::model::document::Cell;
use crate::model::form::{Axis, ColumnForm, Presence, Sum};
use crate::model::text;
use crate::model::value::Value;
use crate::prose::numbering::numbering;

use super::builder::RowSource;
use super::columns::{ColumnValue, assign};
use super::labels::words;
use super::reader::{GridRow, SplitRow, TableReader};
use super::remainder::{self, Marker};
use super::row_values::row_source;
use super::value_text::is_figure;

/// A row with the grid columns of its cells.
pub(super) type HeldRow = Vec<(usize, Cell)>;

/// What a row is to the one above it.
enum Continuation {
    /// Another row.
    Separate,
    /// The rest of it: this is the whole row.
    Joined(HeldRow),
    /// Probably the rest of its figures.
    Uncertain,
}

impl TableReader {
    /// Holds a row with values back; reads the one held before unless this is the rest of it.
    pub(super) fn hold(&mut self, row: GridRow<'_>) {
        self.in_header = false;
        if let Some(held) = self.held.take() {
            match self.continuation(&held, row) {
                Continuation::Separate => self.read_data(&borrowed(&held)),
                Continuation::Joined(whole) => {
                    self.held = Some(whole);
                    return;
                }
                Continuation::Uncertain => {
                    self.keep_torn(&held, row);
                    return;
                }
            }
        }
        // The next table may be recognised by the group.
        for (_, cell) in row.iter().take_while(|(_, cell)| !is_figure(&cell.text)) {
            self.matcher.enter_group(&cell.text);
        }
        self.held = Some(row.iter().map(|(at, cell)| (*at, (*cell).clone())).collect());
    }

    /// Reads the row that is held back.
    pub fn settle(&mut self) {
        if let Some(values) = self.held_values.take() {
            self.read_values_side_by_side(&borrowed(&values));
        }
        if let Some(held) = self.held.take() {
            self.read_data(&borrowed(&held));
        }
    }

    fn continuation(&self, held: &HeldRow, row: GridRow<'_>) -> Continuation {
        let above = borrowed(held);
        let (above, below) = (self.divide(&above), self.divide(row));
        let Some(label) = innermost(above.labels) else { return Continuation::Separate };
        let mut below_values = below.values.iter().filter(|(_, cell)| !cell.is_blank()).peekable();
        let Some(rest) = innermost(below.labels) else {
            let is_rest = below_values.peek().is_some()
                && below_values.all(|(_, cell)| is_fragment(&cell.text))
                && self.may_have_rest(label, &above);
            return if is_rest {
                self.join(&above, label.to_owned(), below.values)
            } else {
                Continuation::Separate
            };
        };
        if let Some(whole) = self.label_in_two(label, rest, (&above, &below)) {
            return self.join(&above, whole, below.values);
        }
        let named = self.matcher.find_exact(rest);
        if words(label) == words(rest) && named.is_some() {
            return match self.join(&above, label.to_owned(), below.values) {
                Continuation::Joined(whole) if !overlaps(&above, &below) => Continuation::Joined(whole),
                _ => Continuation::Separate,
            };
        }
        let whole = format!("{label}{rest}");
        let found = self.matcher.find_exact(&whole);
        // The rest may be a known wording of the same row by itself.
        if found.is_none()
            || named.is_some_and(|named| Some(named) != found)
            || self.labels.group(rest).is_some()
        {
            return Continuation::Separate;
        }
        self.join(&above, whole, below.values)
    }

    /// The label of two rows of which one has no values, where the words of that one decide what the figures are:
    /// `（一）不` above `予以公开`, `（下属单位）` below `行政许可`.
    fn label_in_two(
        &self,
        label: &str,
        rest: &str,
        (above, below): (&SplitRow<'_>, &SplitRow<'_>),
    ) -> Option<String> {
        let is_bare = |row: &SplitRow<'_>| row.values.iter().all(|(_, cell)| cell.is_blank());
        let is_known = |text: &str| self.labels.is_label(text) || self.matcher.is_group(text);
        if is_bare(above) == is_bare(below) || numbering(&text::fold(rest)).0.is_some() {
            return None; // nearly always
        }
        let whole = format!("{label}{rest}");
        let decides = |known: &str| {
            let other = remainder::of(&whole, &text::fold(known), self.year, false);
            other.is_some_and(|other| other != Marker::Scope("其中"))
        };
        let is_open = |text: &str| text.rfind(['(', '（']) > text.rfind([')', '）']);
        let is_one = if is_bare(above) {
            !is_known(label)
                && self.matcher.find(label).is_none()
                && self.matcher.find(rest).is_some()
                && decides(rest)
        } else {
            let goes_on = rest.starts_with(['(', '（']) || is_open(label);
            let has_unit = || !remainder::stated_units(rest).is_empty();
            goes_on && !is_known(rest) && self.matcher.find(label).is_some() && (decides(label) || has_unit())
        };
        is_one.then_some(whole)
    }

    /// Whether a row may go on in one without a label: it names a row of the form, and no figures before it lack
    /// their labels, which could then be in the next row each time.
    fn may_have_rest(&self, label: &str, row: &SplitRow<'_>) -> bool {
        let named = self.matcher.find(label).and_then(|index| self.labels.row_form(index));
        let is_filled = row.values.iter().any(|(_, cell)| !cell.is_blank());
        named.is_some_and(|(_, form)| is_filled || form.presence == Presence::Required)
            && !self.has_rows_without_label
    }

    /// The row with the rest of its label and values.
    fn join(&self, above: &SplitRow<'_>, label: String, rest: GridRow<'_>) -> Continuation {
        let mut whole: HeldRow = above.labels.iter().map(|(at, cell)| (*at, (*cell).clone())).collect();
        if let Some((_, cell)) = whole.iter_mut().rev().find(|(_, cell)| !cell.is_blank()) {
            cell.text = label;
        }
        if above.values.iter().all(|(_, cell)| cell.is_blank())
            && rest.iter().any(|(_, cell)| !cell.is_blank())
        {
            whole.extend(rest.iter().map(|(at, cell)| (*at, (*cell).clone())));
            return Continuation::Joined(whole);
        }
        let Some((values, is_torn)) = join_values(above.values, rest) else { return Continuation::Uncertain };
        whole.extend(values);
        if !is_torn {
            return Continuation::Joined(whole);
        }
        let before: Vec<_> = above.labels.iter().chain(above.values).copied().collect();
        match (self.is_balanced(&before), self.is_balanced(&borrowed(&whole))) {
            (Some(true), _) => Continuation::Separate,
            (_, Some(true)) => Continuation::Joined(whole),
            _ => Continuation::Uncertain,
        }
    }

    /// Keeps a row whose figures may be torn, with the row that may have the rest of them.
    fn keep_torn(&mut self, held: &HeldRow, row: GridRow<'_>) {
        let above = borrowed(held);
        let above = self.divide(&above);
        let below = self.divide(row);
        let source = row_source(&above);
        let rest =
            below.values.iter().map(|(_, cell)| cell.text.as_str()).filter(|text| !text.trim().is_empty());
        let rest: Vec<&str> = rest.collect();
        let index = self.find_row(above.labels);
        let matched = index.and_then(|index| self.matcher.resolve(index, &self.builder.seen_rows));
        let source = RowSource { values: source.values.iter().chain(&rest).copied().collect(), ..source };
        self.builder.keep_torn(matched.map(|matched| matched.form.key), &rest.join(" "), &source);
    }

    /// Whether the sums within a row hold; `None` if it has none, or not all of their figures.
    fn is_balanced(&self, row: GridRow<'_>) -> Option<bool> {
        let row = self.divide(row);
        let index = self.matcher.find(innermost(row.labels)?)?;
        let (block, _) = self.labels.row_form(index)?;
        let columns = self.labels.form.blocks.get(block)?.columns;
        let found = assign(row.values, columns.len(), &self.columns_of(block), self.builder.source).ok()?;
        self.holds_sums(columns, &found)
    }

    /// Whether the sums over these columns hold; `None` if there are none, or not all of their figures.
    pub(super) fn holds_sums(&self, columns: &[ColumnForm], found: &[ColumnValue<'_>]) -> Option<bool> {
        let number = |key: &&str| {
            let at = columns.iter().position(|column| column.key == *key)?;
            match found.get(at)? {
                ColumnValue::Cell(cell) => Value::parse(&cell.text).number(),
                ColumnValue::Blank | ColumnValue::Absent => None,
            }
        };
        let total = |keys: &[&str]| -> Option<Decimal> {
            keys.iter().map(number).try_fold(Decimal::ZERO, |sum, number| sum.checked_add(number?))
        };
        let is_strict = |sum: &&Sum| sum.axis == Axis::EachRow && sum.kind.is_strict();
        let mut sums = self.labels.form.sums.iter().filter(is_strict).peekable();
        sums.peek()?;
        sums.map(|sum| Some(total(sum.left)? == total(sum.right)?))
            .try_fold(true, |all, holds| Some(all && holds?))
    }

    /// Divides a row at its first figure or at the first column of the header.
    fn divide<'a>(&self, row: GridRow<'a>) -> SplitRow<'a> {
        let first = self.first_value_column();
        let is_value = |(column, cell): &(usize, &Cell)| {
            is_figure(&cell.text) || first.is_some_and(|first| *column >= first)
        };
        let filled = row.iter().rposition(|(_, cell)| !cell.is_blank() && !is_figure(&cell.text));
        let at = row.iter().position(is_value).or(filled.map(|at| at + 1)).unwrap_or(row.len());
        let (labels, values) = row.split_at(at.min(row.len()));
        SplitRow { labels, values }
    }
}

/// Values with the rest of them below, and whether some cell has figures in both; `None` if the columns differ.
pub(super) fn join_values(above: GridRow<'_>, rest: GridRow<'_>) -> Option<(HeldRow, bool)> {
    let mut values: HeldRow = above.iter().map(|(at, cell)| (*at, (*cell).clone())).collect();
    let mut is_torn = false;
    for (column, part) in rest.iter().filter(|(_, cell)| !cell.is_blank()) {
        let (_, cell) = values.iter_mut().find(|(at, _)| at == column)?;
        is_torn |= !cell.is_blank();
        cell.text = format!("{}{}", cell.text.trim(), part.text.trim());
    }
    Some((values, is_torn))
}

pub(super) fn borrowed(row: &HeldRow) -> Vec<(usize, &Cell)> {
    row.iter().map(|(at, cell)| (*at, cell)).collect()
}

fn innermost(labels: GridRow<'_>) -> Option<&str> {
    labels.iter().rev().map(|(_, cell)| cell.text.as_str()).find(|text| !text.trim().is_empty())
}

/// Whether a text may be the rest of a figure.
pub(super) fn is_fragment(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'))
}

/// Whether two rows have figures in the same column.
fn overlaps(above: &SplitRow<'_>, below: &SplitRow<'_>) -> bool {
    let filled = |row: GridRow<'_>| -> Vec<usize> {
        row.iter().filter(|(_, cell)| !cell.is_blank()).map(|(at, _)| *at).collect()
    };
    let above = filled(above.values);
    filled(below.values).iter().any(|at| above.contains(at))
}
