//! What a form consists of: sections, tables, rows, columns and sums. The forms themselves are in
//! [`forms`](crate::forms).

mod edition;
mod labels;
pub mod records;
pub mod relation;

pub use labels::plain;

use super::finding::Severity;
use relation::Relation;

/// The text of a cell that the layout of a table needs but the report does not have.
pub const ABSENT: &str = "（无此格）";

/// An edition of the form.
#[derive(Debug, PartialEq, Eq)]
pub struct Edition {
    /// `2021`: the year of the form, not of a report.
    pub id: &'static str,
    /// The official source.
    pub name: &'static str,
    /// Words of a title that say that a document is of this form.
    pub titles: &'static [&'static str],
    /// First and last report year that uses it.
    pub years: (u16, u16),
    /// Who asks for it, and by what document.
    pub basis: Option<&'static str>,
    /// How often it is filled in.
    pub period: Option<Period>,
    /// The statutory sections in order; none where the form leaves them free.
    pub sections: &'static [SectionForm],
    /// The statutory tables in order.
    pub tables: &'static [TableForm],
    /// What only forms of the report on government information disclosure have.
    pub disclosure: Option<Disclosure>,
}

/// How often a form is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Once a year.
    Year,
    /// Once a quarter.
    Quarter,
    /// Once a month.
    Month,
    /// Once.
    Once,
}

/// What only a form of the report on government information disclosure has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disclosure {
    /// First report year that has to say whether fees for processing information were charged; `None`
    /// where the form does not ask.
    pub fee_statement_since: Option<u16>,
}

/// A statutory section.
#[derive(Debug, PartialEq, Eq)]
pub struct SectionForm {
    /// The key, stable across editions.
    pub key: &'static str,
    /// What it is about.
    pub kind: SectionKind,
    /// The official heading with its number.
    pub heading: &'static str,
    /// A heading means this section when it contains all words of one of these sets.
    pub words: &'static [&'static [&'static str]],
}

/// What a statutory section is about. Rules find a section by this, whatever its key in an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionKind {
    /// The overview.
    Overview,
    /// Disclosure without a request.
    Disclosure,
    /// Requests and their results.
    Requests,
    /// Administrative reviews and lawsuits.
    Review,
    /// Problems and improvements.
    Problems,
    /// Other matters to report.
    Other,
    /// What no rule of the disclosure report is about.
    General,
}

/// A statutory table.
#[derive(Debug, PartialEq, Eq)]
pub struct TableForm {
    /// The key, stable across editions.
    pub key: &'static str,
    /// What it counts.
    pub kind: TableKind,
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
    /// What else must hold, and those of the sums that the form declares as relations.
    pub relations: &'static [Relation],
}

/// What a statutory table counts. Rules find a table by this, whatever its key in an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// What was disclosed without a request.
    Disclosure,
    /// Requests received and their results.
    Requests,
    /// Administrative reviews and lawsuits.
    Review,
    /// All statistics in one list, as before 2019.
    Statistics,
    /// What no rule of the disclosure report is about.
    General,
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
    /// A row for each body, or one row in all, under a grouped header.
    Records,
    /// One record as pairs of a label and a value beside it.
    Fields,
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
    /// The unit of its figures, where the form prints one beside the label.
    pub unit: Option<&'static str>,
    /// The texts that a cell of [`Kind::Choice`] can be.
    pub choices: &'static [&'static str],
    /// 栏次: the number that the form prints.
    pub number: Option<u32>,
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
    /// 行次: the number that the form prints.
    pub number: Option<u32>,
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

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Whole, not negative.
    Count,
    /// Whole, may be negative (本年增/减).
    Change,
    /// Any number.
    Decimal,
    /// Money: decimals allowed, not negative.
    Amount,
    /// A number of hundredths, with or without `%`.
    Percent,
    /// Any text, kept as it is written.
    Text,
    /// 是 or 否, or a box that is ticked or not.
    YesNo,
    /// A day, a month or a year.
    Date,
    /// One of the texts that the column declares.
    Choice,
}

impl Kind {
    /// Whether a cell holds a number that counts: of things, of money or any other.
    #[must_use]
    pub const fn is_number(self) -> bool {
        match self {
            Self::Count | Self::Change | Self::Decimal | Self::Amount => true,
            Self::Percent | Self::Text | Self::YesNo | Self::Date | Self::Choice => false,
        }
    }
}

/// A balance: the sum of `left` equals the sum of `right`, in each column or in each row.
#[derive(Debug, PartialEq, Eq)]
pub struct Sum {
    /// What it says.
    pub kind: SumKind,
    /// Whether the keys are rows or columns.
    pub axis: Axis,
    /// The keys on the left, usually of a total.
    pub left: &'static [&'static str],
    /// The keys on the right.
    pub right: &'static [&'static str],
    /// What the form says when it does not hold.
    pub says: Option<&'static str>,
}

/// What a sum says. Each kind has one rule, which checks all sums of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SumKind {
    /// Requests received and carried in are those concluded and carried out.
    Requests,
    /// The total of results is the sum of all results.
    Results,
    /// The total of a row of requests is the sum of all applicants.
    Applicants,
    /// The total of reviews is the sum of their outcomes.
    Outcomes,
    /// A figure of the statistics is the sum of its parts.
    Statistics,
    /// A 小计 row is the sum of its group. No form declares it: reporting bodies add such rows.
    Subtotal,
    /// A relation of this level that a form of an office's own declares.
    Declared(Severity),
}

impl SumKind {
    /// Whether it is certainly wrong where it does not hold.
    #[must_use]
    pub fn is_strict(self) -> bool {
        !matches!(self, Self::Declared(Severity::Warning | Severity::Info))
    }
}

/// Along what a sum runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Keys are rows; the sum holds in each column.
    EachColumn,
    /// Keys are columns; the sum holds in each row.
    EachRow,
}

impl TableForm {
    /// Every row with its block.
    pub fn rows(&self) -> impl Iterator<Item = (&'static BlockForm, &'static RowForm)> + use<> {
        self.blocks.iter().flat_map(|block| block.rows.iter().map(move |row| (block, row)))
    }

    /// Whether each of its rows is one record, rather than a row that the form names.
    #[must_use]
    pub const fn has_records(&self) -> bool {
        matches!(self.layout, Layout::Records | Layout::Fields)
    }

    /// Whether it has a row for each body.
    #[must_use]
    pub fn has_bodies(&self) -> bool {
        self.has_records() && self.rows().nth(1).is_some()
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
        match column.kind {
            Kind::Count | Kind::Decimal if self.has_money() => Kind::Amount,
            Kind::Change if self.has_money() => Kind::Decimal,
            kind => kind,
        }
    }

    fn has_money(&self) -> bool {
        self.unit.is_some_and(|unit| unit.contains('元'))
    }

    /// Whether the form prints this unit, in the label of `column` or beside the row.
    #[must_use]
    pub fn prints(&self, column: &ColumnForm, unit: &str) -> bool {
        column.label.contains(unit)
            || [self.unit, column.unit].into_iter().flatten().any(|printed| printed.contains(unit))
    }

    /// The power of ten of 元 in which the form prints the money of `column`; `None` where it prints no unit.
    #[must_use]
    pub fn money_power(&self, column: &ColumnForm) -> Option<u32> {
        const PRINTED: [(&str, u32); 5] = [("万元", 4), ("亿元", 8), ("千元", 3), ("百元", 2), ("元", 0)];
        PRINTED.iter().find(|(unit, _)| self.prints(column, unit)).map(|(_, power)| *power)
    }

    /// Whether the form prints 万元, so that money in another unit would be a wrong figure.
    #[must_use]
    pub fn is_in_ten_thousands(&self, column: &ColumnForm) -> bool {
        self.prints(column, "万元")
    }
}
