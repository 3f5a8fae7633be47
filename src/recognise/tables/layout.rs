//! What differs between the layouts of statutory tables, in one place.

use crate::model::form::Layout;

use super::columns::Columns;
use super::flattened::FlattenedReader;
use super::labels::{Labels, is_common};
use super::reader::{GridRow, SplitRow, TableReader};
use super::row_matcher::{MatchedRow, RowContext};

/// How tables of one layout are read.
#[allow(clippy::struct_excessive_bools, reason = "each is an independent property of a layout")]
#[derive(Debug)]
pub struct LayoutStrategy {
    /// Rates how well a table fits a form of this layout; 0: not at all.
    pub score: fn(&TableEvidence) -> usize,
    /// Whether a flattened table may begin with this line.
    pub begins_flattened: fn(&Labels, &str) -> bool,
    /// Reads one row of a table.
    pub(super) read_row: fn(&mut TableReader, GridRow<'_>),
    /// Reads the values of a row that was found by its label.
    pub(super) read_values: fn(&mut TableReader, &MatchedRow, &SplitRow<'_>, &Columns),
    /// Reads a table that came one cell per line.
    pub read_flattened: fn(&mut FlattenedReader<'_>),
    /// A row has one value, and its unit may precede it.
    pub one_value_per_row: bool,
    /// The same row label occurs under several headings.
    pub repeats_row_labels: bool,
    /// The rows of the form are groups of columns in the document.
    pub rows_are_column_groups: bool,
    /// Each block of rows has a header of its own.
    pub has_block_headers: bool,
    /// A header before a flattened table may not be recognised, which leaves the order of columns open.
    pub may_lose_header: bool,
    /// Rows of running text within a table do not belong to it.
    pub excludes_text_rows: bool,
}

/// What is known of a table when it is rated against a form.
#[derive(Clone, Copy, Debug)]
pub struct TableEvidence {
    /// Distinct row labels of the form that the table has.
    pub row_labels: usize,
    /// Distinct header labels of the form that the table has.
    pub header_labels: usize,
    /// Rows of the table.
    pub rows: usize,
    /// The table before it was of the same form.
    pub is_continuing: bool,
    /// The last row read for this form was a header.
    pub in_header: bool,
}

impl LayoutStrategy {
    /// The strategy for tables of `layout`.
    pub const fn of(layout: Layout) -> &'static Self {
        match layout {
            Layout::Stacked => &STACKED,
            Layout::Grid => &GRID,
            Layout::SideBySide => &SIDE_BY_SIDE,
            Layout::List => &LIST,
            Layout::Records | Layout::Fields => &RECORDS,
        }
    }
}

static GRID: LayoutStrategy = GRID_LIKE;

/// The strategy of a grid, from which the other layouts differ.
const GRID_LIKE: LayoutStrategy = LayoutStrategy {
    score: TableEvidence::count,
    begins_flattened: |labels, line| labels.is_label(line) && !is_common(line),
    read_row: TableReader::read_labelled_row,
    read_values: TableReader::read_by_column,
    read_flattened: |reader| reader.read_rows(),
    one_value_per_row: false,
    repeats_row_labels: false,
    rows_are_column_groups: false,
    has_block_headers: false,
    may_lose_header: true,
    excludes_text_rows: true,
};

static STACKED: LayoutStrategy = LayoutStrategy {
    // 行政许可, 行政处罚 occur in many tables: a header or banner is required too.
    score: |table| if table.header_labels == 0 && !table.is_continuing { 0 } else { table.count() },
    // Row labels such as 行政许可 also occur in menus.
    begins_flattened: |labels, line| labels.is_header_label(line),
    has_block_headers: true,
    may_lose_header: false,
    ..GRID_LIKE
};

static LIST: LayoutStrategy = LayoutStrategy {
    score: |table| {
        let is_weak = table.row_labels < LIST_ROWS && table.header_labels < FEWEST_LABELS;
        if is_weak && !table.is_continuing { 0 } else { table.count() }
    },
    begins_flattened: |labels, line| labels.is_header_label(line) && labels.group(line).is_none(),
    read_values: TableReader::read_one_value,
    one_value_per_row: true,
    repeats_row_labels: true,
    may_lose_header: false,
    excludes_text_rows: false,
    ..GRID_LIKE
};

static SIDE_BY_SIDE: LayoutStrategy = LayoutStrategy {
    score: |table| {
        let is_known = table.header_labels >= FEWEST_LABELS || (table.is_continuing && table.in_header);
        if is_known { (table.row_labels + table.header_labels).max(1) } else { 0 }
    },
    begins_flattened: |labels, line| {
        labels.exact_row(line, &RowContext::default()).is_some() || labels.group(line).is_some()
    },
    read_row: TableReader::read_side_by_side,
    read_flattened: |reader| reader.read_side_by_side(),
    rows_are_column_groups: true,
    may_lose_header: false,
    ..GRID_LIKE
};

/// Tables of records have a reader of their own.
static RECORDS: LayoutStrategy = LayoutStrategy {
    score: |table| if table.header_labels >= FEWEST_LABELS { table.header_labels } else { 0 },
    begins_flattened: |_, _| false,
    read_flattened: |_| {},
    may_lose_header: false,
    ..GRID_LIKE
};

/// Fewest labels of a form by which a table is taken for one of it.
const FEWEST_LABELS: usize = 2;
/// Fewest row labels by which a table without a header is taken for a list.
const LIST_ROWS: usize = 4;
/// Most rows of a table that may be taken for part of a form by a single row label.
const PART_ROWS: usize = 2;

impl TableEvidence {
    /// The number of labels, if they are enough to recognise a table.
    fn count(&self) -> usize {
        let labels = self.row_labels + self.header_labels;
        let is_part = self.row_labels == 1 && (self.is_continuing || self.rows <= PART_ROWS);
        if labels >= FEWEST_LABELS || is_part { labels } else { 0 }
    }
}
