//! What a form is: sections, tables, rows, columns and sums. The forms themselves are in `forms`.

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
    pub tables: &'static [TableForm],
}

/// A statutory section.
#[derive(Debug, PartialEq, Eq)]
pub struct SectionForm {
    pub key: &'static str,
    pub heading: &'static str,
    /// A heading means this section when it holds all words of one of these sets.
    pub words: &'static [&'static [&'static str]],
}

/// A statutory table.
#[derive(Debug, PartialEq, Eq)]
pub struct TableForm {
    pub key: &'static str,
    /// The section it belongs to; `None` where sections are free.
    pub section: Option<&'static str>,
    /// Its official title.
    pub title: &'static str,
    /// What clerks call it: 表一, 表二, 表三.
    pub name: &'static str,
    /// The note in the corner.
    pub corner: Option<&'static str>,
    pub layout: Layout,
    pub blocks: &'static [BlockForm],
    pub sums: &'static [Sum],
}

/// How a table is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Blocks one under another, each with a banner, a header and its rows.
    Stacked,
    /// Rows with grouped labels under a grouped header.
    Grid,
    /// One row of figures; the rows of the form stand side by side as column groups.
    SideBySide,
    /// A list: indicator, unit, figure.
    List,
}

/// Rows that share columns.
#[derive(Debug, PartialEq, Eq)]
pub struct BlockForm {
    /// The banner: the clause of article 20 that asks for these figures.
    pub clause: Option<&'static str>,
    pub columns: &'static [ColumnForm],
    pub rows: &'static [RowForm],
}

/// A column.
#[derive(Debug, PartialEq, Eq)]
pub struct ColumnForm {
    pub key: &'static str,
    pub label: &'static str,
    /// Other wordings met in real reports.
    pub variants: &'static [&'static str],
    /// The headers above it, outermost first, without its own label.
    pub path: &'static [&'static str],
    pub kind: Kind,
}

/// A row.
#[derive(Debug, PartialEq, Eq)]
pub struct RowForm {
    pub key: &'static str,
    pub label: &'static str,
    /// Other wordings met in real reports.
    pub variants: &'static [&'static str],
    /// The labels it is grouped under, outermost first, without its own label.
    pub path: &'static [&'static str],
    /// Whether every report must have it.
    pub presence: Presence,
    /// The unit its figure is in, where the form prints one; `None` for a heading in a list.
    pub unit: Option<&'static str>,
    /// Depth in a list.
    pub depth: u8,
}

/// Whether a row must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
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
    pub axis: Axis,
    pub left: &'static [&'static str],
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
    #[must_use]
    pub fn table(&self, key: &str) -> Option<&'static TableForm> {
        self.tables.iter().find(|table| table.key == key)
    }

    #[must_use]
    pub fn section(&self, key: &str) -> Option<&'static SectionForm> {
        self.sections.iter().find(|section| section.key == key)
    }
}

impl TableForm {
    /// Every row with the block it stands in.
    pub fn rows(&self) -> impl Iterator<Item = (&'static BlockForm, &'static RowForm)> + use<> {
        self.blocks.iter().flat_map(|block| block.rows.iter().map(move |row| (block, row)))
    }

    #[must_use]
    pub fn row(&self, key: &str) -> Option<(&'static BlockForm, &'static RowForm)> {
        self.rows().find(|(_, row)| row.key == key)
    }
}

impl BlockForm {
    #[must_use]
    pub fn column(&self, key: &str) -> Option<&'static ColumnForm> {
        self.columns.iter().find(|column| column.key == key)
    }
}

impl RowForm {
    /// What kind of figure stands in `column` of this row: money where the row's unit is money.
    #[must_use]
    pub fn kind(&self, column: &ColumnForm) -> Kind {
        if self.unit.is_some_and(|unit| unit.contains('元')) { Kind::Amount } else { column.kind }
    }
}
