//! Relations that a form declares between figures: `13栏 = 1栏 + … + 12栏`, `若 3栏 > 0 则 14栏 > 0`.

use std::cmp::Ordering;

use super::{Axis, Presence, TableForm};
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::finding::Severity;
use crate::model::language::Text;

/// A relation that a table of a form declares.
#[derive(Debug, PartialEq, Eq)]
pub struct Relation {
    /// The relation as the form writes it.
    pub rule: &'static str,
    /// What the form says when it does not hold.
    pub says: Option<&'static str>,
    /// How serious it is when it does not hold.
    pub level: Severity,
    /// Whether it holds in each row or in each column; `None` for one that names every cell.
    pub axis: Option<Axis>,
    /// When it must hold; `None` for always.
    pub condition: Option<Comparison>,
    /// What must hold.
    pub claim: Comparison,
    /// Whether it is also one of the [sums](TableForm::sums) of the table, which check it.
    pub is_sum: bool,
}

/// Two sums that are compared.
#[derive(Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The operands on the left.
    pub left: &'static [Operand],
    /// How the sides are compared.
    pub comparator: Comparator,
    /// The operands on the right.
    pub right: &'static [Operand],
}

/// A part of one side.
#[derive(Debug, PartialEq, Eq)]
pub struct Operand {
    /// Whether it is subtracted instead of added.
    pub is_subtracted: bool,
    /// What it is.
    pub source: Source,
}

/// What an operand is.
#[derive(Debug, PartialEq, Eq)]
pub enum Source {
    /// A number of the form.
    Constant(Decimal),
    /// A figure of the report.
    Figure(Reference),
}

/// A figure of a report: in the row or column in which the relation is evaluated, where the form names none.
#[derive(Debug, PartialEq, Eq)]
pub struct Reference {
    /// The key of the table.
    pub table: &'static str,
    /// The key of the row.
    pub row: Option<&'static str>,
    /// The key of the column.
    pub column: Option<&'static str>,
    /// Whether it is of the report for the year before.
    pub is_previous: bool,
}

/// How two numbers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// `=`
    Equal,
    /// `≠`
    NotEqual,
    /// `≤`
    AtMost,
    /// `≥`
    AtLeast,
    /// `<`
    Less,
    /// `>`
    More,
}

/// The row or column in which a relation is evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// All cells are named.
    Cell,
    /// The row of this key.
    Row(&'static str),
    /// The column of this key.
    Column(&'static str),
}

impl Relation {
    /// The rows or columns of its table in which it is evaluated.
    #[must_use]
    pub fn lines(&self, table: &TableForm) -> Vec<Line> {
        match self.axis {
            None => vec![Line::Cell],
            Some(Axis::EachRow) => {
                let rows = table.rows().filter(|(_, row)| row.presence != Presence::Heading);
                rows.map(|(_, row)| Line::Row(row.key)).collect()
            }
            Some(Axis::EachColumn) => {
                let columns = table.blocks.iter().flat_map(|block| block.columns);
                let keys: std::collections::BTreeSet<_> = columns.map(|column| column.key).collect();
                keys.into_iter().map(Line::Column).collect()
            }
        }
    }

    /// Every operand, those of the condition first.
    pub fn operands(&self) -> impl Iterator<Item = &Operand> {
        self.condition.iter().chain([&self.claim]).flat_map(Comparison::operands)
    }

    /// Whether it compares with the report for the year before.
    #[must_use]
    pub fn is_with_previous(&self) -> bool {
        self.operands().filter_map(Operand::reference).any(|figure| figure.is_previous)
    }
}

impl Comparison {
    /// The operands of both sides.
    pub fn operands(&self) -> impl Iterator<Item = &Operand> {
        self.left.iter().chain(self.right)
    }
}

impl Operand {
    /// The figure, unless it is a constant.
    #[must_use]
    pub const fn reference(&self) -> Option<&Reference> {
        match &self.source {
            Source::Constant(_) => None,
            Source::Figure(reference) => Some(reference),
        }
    }
}

impl Reference {
    /// The cell in this row or column.
    #[must_use]
    pub const fn address(&self, line: Line) -> Option<Address> {
        match (line, self.row, self.column) {
            (_, Some(row), Some(column))
            | (Line::Row(row), None, Some(column))
            | (Line::Column(column), Some(row), None) => Some(Address { table: self.table, row, column }),
            _ => None,
        }
    }
}

impl Comparator {
    /// Whether it holds for numbers of this order.
    #[must_use]
    pub const fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::AtMost => order.is_le(),
            Self::AtLeast => order.is_ge(),
            Self::Less => order.is_lt(),
            Self::More => order.is_gt(),
        }
    }

    /// The sign.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "≠",
            Self::AtMost => "≤",
            Self::AtLeast => "≥",
            Self::Less => "<",
            Self::More => ">",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn word(self) -> Text {
        match self {
            Self::Equal => Text::new("等于", "equal"),
            Self::NotEqual => Text::new("不等于", "not equal"),
            Self::AtMost => Text::new("不大于", "be at most"),
            Self::AtLeast => Text::new("不小于", "be at least"),
            Self::Less => Text::new("小于", "be less than"),
            Self::More => Text::new("大于", "be more than"),
        }
    }
}
