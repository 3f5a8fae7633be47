//! What a form consists of: sections, tables, rows, columns and sums. The forms themselves are in
//! [`forms`](crate::forms).

mod labels;

pub use labels::plain;

/// An edition of the form.
#[derive(Debug, PartialEq, Eq)]
pub struct Edition {
    /// `2021`: the year of the form, not of a report.
    pub id: &'static str,
    /// The official source.
    pub name: &'static str,
    /// First and last report year that uses it.
    pub years: (u16, u16),
    /// The statutory sections in order; none where the form leaves them free.
    pub sections: &'static [SectionForm],
    /// The statutory tables in order.
    pub tables: &'static [TableForm],
}

/// A statutory section.
#[derive(Debug, PartialEq, Eq)]
pub struct SectionForm {
    /// The key, stable across editions.
    pub key: &'static str,
    /// The official heading with its number.
    pub heading: &'static str,
    /// A heading means this section when it contains all words of one of these sets.
    pub words: &'static [&'static [&'static str]],
}

/// A statutory table.
#[derive(Debug, PartialEq, Eq)]
pub struct TableForm {
    /// The key, stable across editions.
    pub key: &'static str,
    /// The section it belongs to; `None` where sections are free.
    pub section: Option<&'static str>,
    /// Its official title.
    pub title: &'static str,
    /// What clerks call it: 表一, 表二, 表三.
    pub name: &'static str,
    /// The note in the corner.
    pub corner: Option<&'static str>,
    /// How the table is laid out.
    pub layout: Layout,
    /// Its rows, in groups that share columns.
    pub blocks: &'static [BlockForm],
    /// The sums that must hold.
    pub sums: &'static [Sum],
}

/// How a table is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Blocks one under another, each with a banner, a header and its rows.
    Stacked,
    /// Rows with grouped labels under a grouped header.
    Grid,
    /// One row of figures; the rows of the form are column groups beside one another.
    SideBySide,
    /// A list: indicator, unit, figure.
    List,
}

/// Rows that share columns.
#[derive(Debug, PartialEq, Eq)]
pub struct BlockForm {
    /// The banner: the clause of article 20 that asks for these figures.
    pub clause: Option<&'static str>,
    /// The columns from left to right.
    pub columns: &'static [ColumnForm],
    /// The rows from top to bottom.
    pub rows: &'static [RowForm],
}

/// A column.
#[derive(Debug, PartialEq, Eq)]
pub struct ColumnForm {
    /// The key, unique in the block.
    pub key: &'static str,
    /// The official label.
    pub label: &'static str,
    /// Other wordings found in real reports.
    pub variants: &'static [&'static str],
    /// The headers above it, outermost first, without its own label.
    pub path: &'static [&'static str],
    /// The kind of its figures.
    pub kind: Kind,
}

/// A row.
#[derive(Debug, PartialEq, Eq)]
pub struct RowForm {
    /// The key, unique in the table.
    pub key: &'static str,
    /// The official label with its number.
    pub label: &'static str,
    /// Other wordings found in real reports.
    pub variants: &'static [&'static str],
    /// The labels it is grouped under, outermost first, without its own label.
    pub path: &'static [&'static str],
    /// Whether every report must have it.
    pub presence: Presence,
    /// The unit its figure is in, where the form prints one; `None` for a heading in a list.
    pub unit: Option<&'static str>,
    /// The depth in a list, from 0.
    pub depth: u8,
}

/// Whether a row must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Every report has it.
    Required,
    /// A 小计 that a body added, or （六）其他处理 as one row in the 2021 edition.
    Optional,
    /// A heading inside a list: it bears no figure.
    Heading,
}

/// What figures a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Whole, not negative.
    Count,
    /// Whole, may be negative (本年增/减).
    Change,
    /// Money: decimals allowed, not negative.
    Amount,
}

/// A balance: the sum of `left` equals the sum of `right`, in each column or in each row.
#[derive(Debug, PartialEq, Eq)]
pub struct Sum {
    /// The rule that checks it.
    pub code: &'static str,
    /// Whether the keys are rows or columns.
    pub axis: Axis,
    /// The keys on the left, usually of a total.
    pub left: &'static [&'static str],
    /// The keys on the right.
    pub right: &'static [&'static str],
}

/// Along what a sum runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Keys are rows; the sum holds in each column.
    EachColumn,
    /// Keys are columns; the sum holds in each row.
    EachRow,
}

impl Edition {
    /// The table of this key.
    #[must_use]
    pub fn table(&self, key: &str) -> Option<&'static TableForm> {
        self.tables.iter().find(|table| table.key == key)
    }

    /// The section of this key.
    #[must_use]
    pub fn section(&self, key: &str) -> Option<&'static SectionForm> {
        self.sections.iter().find(|section| section.key == key)
    }
}

impl TableForm {
    /// Every row with its block.
    pub fn rows(&self) -> impl Iterator<Item = (&'static BlockForm, &'static RowForm)> + use<> {
        self.blocks.iter().flat_map(|block| block.rows.iter().map(move |row| (block, row)))
    }

    /// The row of this key, with its block.
    #[must_use]
    pub fn row(&self, key: &str) -> Option<(&'static BlockForm, &'static RowForm)> {
        self.rows().find(|(_, row)| row.key == key)
    }
}

impl BlockForm {
    /// The column of this key.
    #[must_use]
    pub fn column(&self, key: &str) -> Option<&'static ColumnForm> {
        self.columns.iter().find(|column| column.key == key)
    }
}

impl RowForm {
    /// The kind of figure in `column` of this row: money where the row's unit is money.
    #[must_use]
    pub fn kind(&self, column: &ColumnForm) -> Kind {
        if self.unit.is_some_and(|unit| unit.contains('元')) { Kind::Amount } else { column.kind }
    }
}
