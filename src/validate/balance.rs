//! A balance: figures of a row or a column whose sums must agree, and the message when they do not.
//!
//! It is evaluated only if every figure in the sum is certain: not with a row that was not read, a cell
//! without a number or a total left blank. A blank among other figures counts as 0, a blank total in a sum of several
//! figures as what its parts add up to.

use super::relations;
use super::suspects::Suspect;
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::finding::{Finding, Rule};
use crate::model::form::{
    Axis, BlockForm, ColumnForm, Layout, Presence, RowForm, Sum, SumKind, TableForm, records,
};
use crate::model::language::{Language, Message};
use crate::model::place::Place;
use crate::model::report::Report;
use crate::model::value::Value;

/// A sum in the table of a report.
pub struct Balance<'a> {
    pub report: &'a Report,
    pub table: &'static TableForm,
    pub kind: SumKind,
    /// What the form says when it does not hold.
    pub says: Option<&'static str>,
    pub axis: Axis,
    pub left: Vec<&'static str>,
    pub right: Vec<&'static str>,
}

/// The column or the row in which a sum is checked.
#[derive(Clone, Copy)]
pub enum Scope {
    Column(&'static BlockForm, &'static ColumnForm),
    Row(&'static BlockForm, &'static RowForm),
}

/// A figure of a sum.
#[derive(Debug)]
pub struct Term {
    /// The cell of the form.
    pub address: Address,
    /// Its number; where it is blank, 0 or, of a total, what its parts add up to.
    pub figure: Decimal,
    /// Whether the cell is blank.
    pub is_blank: bool,
}

/// A balance in one column or row, whose figures are all certain.
#[derive(Debug)]
pub struct Equation {
    /// What it says.
    pub kind: SumKind,
    /// The terms on the left.
    pub left: Vec<Term>,
    /// The terms on the right.
    pub right: Vec<Term>,
    /// Left less right; 0 where it balances.
    pub difference: Decimal,
}

impl Equation {
    /// The sum of the figures on the right.
    #[must_use]
    pub fn sum(&self) -> Decimal {
        total(&self.right).unwrap_or_default()
    }
}

/// A balance that does not hold.
pub struct Broken<'a> {
    pub scope: Scope,
    pub equation: &'a Equation,
    pub suspects: &'a [Suspect],
}

/// A figure of the sum is not certain, so that the sum is not evaluated.
struct Uncertain;

impl Balance<'_> {
    pub fn scopes(&self) -> Box<dyn Iterator<Item = Scope>> {
        let rows = self.table.rows();
        match self.axis {
            Axis::EachRow => Box::new(rows.map(|(block, row)| Scope::Row(block, row))),
            Axis::EachColumn => Box::new(
                self.table
                    .blocks
                    .iter()
                    .flat_map(|block| block.columns.iter().map(move |column| Scope::Column(block, column))),
            ),
        }
    }

    /// Both sides and their difference, where every figure is certain.
    pub fn equation(&self, scope: Scope) -> Option<Equation> {
        let left = self.side(scope, &self.left).ok()?;
        let right = self.side(scope, &self.right).ok()?;
        let difference = total(&left)?.checked_sub(total(&right)?)?.normalize();
        Some(Equation { kind: self.kind, left, right, difference })
    }

    /// The cell that is the sum of all on the right, if one is.
    pub fn total(&self, scope: Scope) -> Option<Address> {
        let [total] = *self.left else { return None };
        self.address(scope, total)
    }

    /// The sum of the right side, where each figure is there and certain.
    pub fn sum_of_filled_parts(&self, scope: Scope) -> Option<Decimal> {
        let parts = self.side(scope, &self.right).ok()?;
        if parts.iter().any(|part| part.is_blank) { None } else { total(&parts) }
    }

    /// The finding of a balance that does not hold.
    pub fn finding(&self, rule: &'static Rule, broken: &Broken<'_>) -> Finding {
        let Equation { left, right, .. } = broken.equation;
        let sentence = |language| {
            let mut text = self.sentence(broken, language);
            text.extend(relations::says(self.says, language));
            text.extend(broken.suspects.iter().map(|suspect| suspect.describe(self.report, language)));
            text
        };
        let message = Message::new(sentence(Language::Zh), sentence(Language::En));
        let cells: Vec<_> = left.iter().chain(right).map(|term| term.address).collect();
        // At the likeliest suspect, else at the first cell of the sum.
        let at = broken.suspects.first().map(|suspect| suspect.address).or(cells.first().copied());
        let place = at.and_then(|at| self.report.cells.get(&at));
        let place = place.map_or(Place::Unknown, |cell| cell.place.clone());
        let mut finding = Finding::new(rule, message, place).with_cells(cells);
        finding.suspects = broken.suspects.iter().map(|suspect| suspect.address).collect();
        finding.with_figures(total(right), total(left))
    }

    /// The figures of one side, at least one of which is not blank.
    fn side(&self, scope: Scope, keys: &[&'static str]) -> Result<Vec<Term>, Uncertain> {
        let mut terms = Vec::with_capacity(keys.len());
        for key in keys {
            if !self.is_declared() && self.has_figures_in_group(scope, key, keys) {
                continue; // （六）其他处理 as one row beside its own rows would count twice
            }
            terms.extend(self.term(scope, key, keys)?);
        }
        if terms.iter().all(|term| term.is_blank) { Err(Uncertain) } else { Ok(terms) }
    }

    /// One figure; `None` for a row that is absent and may be.
    fn term(&self, scope: Scope, key: &'static str, keys: &[&str]) -> Result<Option<Term>, Uncertain> {
        let Some(address) = self.address(scope, key) else { return Ok(None) };
        let Some(cell) = self.report.cells.get(&address) else {
            return if self.may_be_absent(scope, address, keys) { Ok(None) } else { Err(Uncertain) };
        };
        let term = |figure, is_blank| Ok(Some(Term { address, figure, is_blank }));
        match &cell.value {
            Value::Number(figure) | Value::Text { value: Some(figure), .. } => term(*figure, false),
            Value::Text { value: None, .. } => Err(Uncertain),
            Value::Blank if is_unfilled_total(self.report, address) => {
                // A total that nobody filled in is what its parts add up to; beside its own parts it says nothing.
                let parts = (self.left.len() > 1).then(|| self.sum_of_parts(address)).flatten();
                parts.map_or(Err(Uncertain), |parts| term(parts, true))
            }
            Value::Blank => term(Decimal::ZERO, true),
        }
    }

    /// What the rows of a blank total of a column add up to, where each of them is certain.
    fn sum_of_parts(&self, total: Address) -> Option<Decimal> {
        let is_total = |sum: &&Sum| sum.axis == Axis::EachColumn && sum.left == [total.row];
        let sum = self.table.sums.iter().find(is_total)?;
        let rows = sum.right.iter().map(|row| Address { row, ..total });
        let mut present = rows.filter_map(|address| Some((address, &self.report.cells.get(&address)?.value)));
        present.try_fold(Decimal::ZERO, |all, (address, value)| match value {
            Value::Blank if is_unfilled_total(self.report, address) => None,
            Value::Blank => Some(all),
            value => all.checked_add(value.number()?),
        })
    }

    /// Whether an office declared it, whose ids mean nothing by their spelling.
    const fn is_declared(&self) -> bool {
        matches!(self.kind, SumKind::Declared(_))
    }

    fn address(&self, scope: Scope, key: &'static str) -> Option<Address> {
        let table = self.table.key;
        match scope {
            Scope::Column(block, column) => {
                block.has_row(key).then_some(Address { table, row: key, column: column.key })
            }
            Scope::Row(block, row) => {
                block.column(key).map(|column| Address { table, row: row.key, column: column.key })
            }
        }
    }

    fn figure(&self, row: &'static str, column: &'static str) -> Option<Decimal> {
        self.report.cells.get(&Address { table: self.table.key, row, column })?.value.number()
    }

    /// Whether a whole row is absent that may be: an optional row, or one whose group is a single row.
    fn may_be_absent(&self, scope: Scope, address: Address, keys: &[&str]) -> bool {
        let Scope::Column(block, _) = scope else { return false };
        let is_present = |address| self.report.cells.contains_key(&address);
        let is_read =
            block.columns.iter().any(|column| is_present(Address { column: column.key, ..address }));
        let is_optional =
            self.table.row(address.row).is_some_and(|(_, row)| row.presence != Presence::Required);
        let mut rows = block.rows.iter().map(|row| row.key).filter(|_| !self.is_declared());
        let group = rows.find(|group| keys.contains(group) && is_in_group(address.row, group));
        !is_read && (is_optional || group.is_some_and(|group| is_present(Address { row: group, ..address })))
    }

    /// Whether `key` is a group as a single row, while the rows of the group are in the sum with figures.
    fn has_figures_in_group(&self, scope: Scope, key: &str, keys: &[&'static str]) -> bool {
        keys.iter().filter(|part| is_in_group(part, key)).any(|part| {
            let address = self.address(scope, part);
            address.is_some_and(|address| self.figure(address.row, address.column).is_some())
        })
    }

    /// The broken sum in words, with the figures: `自然人列：总计 12，各行之和 11（予以公开 10 + 重复申请 1），相差 1`.
    fn sentence(&self, broken: &Broken<'_>, language: Language) -> String {
        let Broken { scope, equation: Equation { left, right, difference, .. }, .. } = broken;
        let (scope, difference) = (*scope, difference.abs());
        let side = |terms: &[Term], is_parts: bool| {
            let names: Vec<_> = terms.iter().map(|term| self.shown(scope, term, language)).collect();
            let sum = total(terms).unwrap_or_default();
            match (terms, is_parts) {
                ([_], false) => names.concat(),
                (_, false) => format!("{} = {sum}", names.join(" + ")),
                (_, true) => self.parts(scope, terms, sum, language),
            }
        };
        let is_parts = left.len() == 1;
        let (left, right) = (side(left, false), side(right, is_parts));
        let name = self.scope_name(scope, language);
        match language {
            Language::Zh => format!("{name}{left}，{right}，相差 {difference}"),
            Language::En => format!("{name}{left}, {right}, difference {difference}"),
        }
    }

    /// The sum of the parts, and those that are not 0 as long as they are few.
    fn parts(&self, scope: Scope, terms: &[Term], sum: Decimal, language: Language) -> String {
        const FEW: usize = 6;
        let counted: Vec<_> = terms.iter().filter(|term| !term.figure.is_zero()).collect();
        let list = if counted.len() > FEW {
            Vec::new()
        } else {
            counted.iter().map(|term| self.shown(scope, term, language)).collect()
        };
        let list = list.join(" + ");
        match (language, scope, list.is_empty()) {
            (Language::Zh, Scope::Column(..), true) => format!("各行之和 {sum}"),
            (Language::Zh, Scope::Row(..), true) => format!("各列之和 {sum}"),
            (Language::Zh, Scope::Column(..), false) => format!("各行之和 {sum}（{list}）"),
            (Language::Zh, Scope::Row(..), false) => format!("各列之和 {sum}（{list}）"),
            (Language::En, _, true) => format!("sum of the parts {sum}"),
            (Language::En, _, false) => format!("sum of the parts {sum} ({list})"),
        }
    }

    /// A figure with its name: `上年结转 0`, `上年结转（空）`.
    fn shown(&self, scope: Scope, term: &Term, language: Language) -> String {
        let name = match scope {
            Scope::Column(..) => self
                .table
                .row(term.address.row)
                .map(|(_, row)| self.report.row_label(self.table, row, language)),
            Scope::Row(block, _) => {
                block.column(term.address.column).map(|column| block.column_label(column, language))
            }
        };
        let name = name.unwrap_or_default();
        let figure = term.figure;
        match (language, term.is_blank) {
            (_, false) => format!("{name} {figure}"),
            (Language::Zh, true) if !figure.is_zero() => format!("{name}（空，各行之和 {figure}）"),
            (Language::En, true) if !figure.is_zero() => {
                format!("{name} (blank, its rows add up to {figure})")
            }
            (Language::Zh, true) => format!("{name}（空）"),
            (Language::En, true) => format!("{name} (blank)"),
        }
    }

    /// The row or column the sum was checked in; nothing in a list, which has but one column.
    fn scope_name(&self, scope: Scope, language: Language) -> String {
        let (name, unit, kind) = match scope {
            Scope::Column(..) if self.table.layout == Layout::List => return String::new(),
            Scope::Column(block, column) => (block.column_label(column, language), "列", "column "),
            Scope::Row(_, row) if self.table.layout == Layout::SideBySide => {
                (self.table.row_label(row, language), "", "")
            }
            Scope::Row(..) if self.table.has_records() && !self.table.has_bodies() => {
                return String::new();
            }
            Scope::Row(_, row) if self.table.has_records() => {
                (self.report.row_label(self.table, row, language), "", "")
            }
            Scope::Row(_, row) => (self.table.row_label(row, language), "行", "row "),
        };
        match language {
            Language::Zh => format!("{name}{unit}："),
            Language::En => format!("{kind}{name}: "),
        }
    }
}

/// Whether a blank cell is a total that was not filled in: some figure that it adds up is not 0.
pub fn is_unfilled_total(report: &Report, address: Address) -> bool {
    let Some(table) = report.edition.table(address.table) else { return false };
    if table.has_bodies() && address.row == records::TOTAL {
        let mut own =
            report.cells.iter().filter(|(at, _)| at.table == table.key && at.column == address.column);
        return own.any(|(_, cell)| cell.value.number().is_some_and(|figure| !figure.is_zero()));
    }
    let is_figure = |row, column| {
        let cell = report.cells.get(&Address { table: table.key, row, column });
        cell.and_then(|cell| cell.value.number()).is_some_and(|figure| !figure.is_zero())
    };
    table.sums.iter().any(|sum: &Sum| match sum.axis {
        Axis::EachColumn => {
            sum.left == [address.row] && sum.right.iter().any(|row| is_figure(row, address.column))
        }
        Axis::EachRow => {
            sum.left == [address.column] && sum.right.iter().any(|column| is_figure(address.row, column))
        }
    })
}

/// Whether `other.fee_overdue` is in the group `other`.
fn is_in_group(key: &str, group: &str) -> bool {
    key.as_bytes().get(group.len()) == Some(&b'.') && key.starts_with(group)
}

/// The sum, or `None` beyond what a decimal holds.
fn total(terms: &[Term]) -> Option<Decimal> {
    let sum = terms.iter().try_fold(Decimal::ZERO, |sum, term| sum.checked_add(term.figure));
    sum.map(|sum| sum.normalize())
}
