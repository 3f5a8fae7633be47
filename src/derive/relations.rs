//! Relations from the formulas of a blank form.
//!
//! A formula that is the same sum in every column of its row is one relation between rows, one that is the same in
//! every row of its column a relation between columns. Others are relations between single cells.

use std::collections::{BTreeMap, BTreeSet};

use super::formula::{self, Term};
use super::table::{Derived, Input};
use super::{Doubt, names};
use crate::forms::source::RelationSource;
use crate::model::document::CellFormula;
use crate::model::finding::Severity;
use crate::model::form::Kind;
use crate::model::language::Message;
use crate::model::place::Place;

/// Relations of a table.
pub const MOST: usize = 100;
/// Cells that all formulas of a form may name together; a form has fewer sums than cells.
const MOST_TERMS: usize = 200_000;
/// Characters of a formula that a doubt shows.
const LONGEST_SHOWN: usize = 60;

/// A cell of the form: the table and the cell in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    pub table: usize,
    pub input: Input,
}

/// A relation that was read, and where.
#[derive(Clone, Debug)]
pub struct Found {
    pub table: usize,
    pub place: Place,
    pub relation: RelationSource,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Axis {
    /// Between rows, in every column.
    Rows,
    /// Between columns, in every row.
    Columns,
}

/// What formulas of several cells have in common: a row (or column) and what it is the sum of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    table: usize,
    block: usize,
    axis: Axis,
    target: usize,
    /// The table, row (or column) of each term, and whether it is subtracted.
    terms: Vec<(usize, usize, bool)>,
}

/// A formula that is a sum of cells of the form.
struct Sum<'d> {
    place: &'d Place,
    target: Cell,
    terms: Vec<(Cell, bool)>,
}

/// The relations that these formulas are.
pub fn of_formulas(formulas: &[CellFormula], tables: &[Derived], doubts: &mut Vec<Doubt>) -> Vec<Found> {
    let has_records = |table: usize| tables.get(table).is_some_and(|table| table.source.records.is_some());
    let mut sums = Reader { cells: cells(tables), doubts, terms: 0 }.sums(formulas);
    // The total of the bodies is part of what the table is.
    sums.retain(|sum| {
        let is_down = sum.terms.iter().all(|(cell, _)| cell.input.column == sum.target.input.column);
        !(has_records(sum.target.table) && is_down)
    });
    let mut groups: BTreeMap<Key, Vec<&Sum<'_>>> = BTreeMap::new();
    let mut single: Vec<&Sum<'_>> = Vec::new();
    for sum in &sums {
        match key(sum, tables) {
            Some(key) => groups.entry(key).or_default().push(sum),
            None => single.push(sum),
        }
    }
    let targets: BTreeSet<(usize, usize, Axis, usize)> =
        groups.keys().map(|key| (key.table, key.block, key.axis, key.target)).collect();
    let mut found: Vec<(Found, &Place)> = Vec::new();
    let mut parts = Parts::default();
    for (key, sums) in &groups {
        let Some(first) = sums.first() else { continue };
        if !is_everywhere(key, sums, tables, &targets) {
            single.extend(sums);
            continue;
        }
        if parts.close_circle(key) {
            doubt(doubts, first.place, CIRCLE);
            continue;
        }
        found.push((
            Found { table: key.table, place: first.place.clone(), relation: whole(key, tables) },
            first.place,
        ));
    }
    single.sort_by_key(|sum| sum.place);
    found.extend(single.into_iter().map(|sum| {
        let relation = of_cells(sum, tables);
        (Found { table: sum.target.table, place: sum.place.clone(), relation }, sum.place)
    }));
    found.sort_by_key(|(found, place)| (found.table, (*place).clone()));
    found.into_iter().map(|(found, _)| found).collect()
}

const CIRCLE: (&str, &str) = (
    "公式绕了一圈又回到自己（循环引用），没有列入",
    "the formula refers to itself in a circle and is left out",
);

fn doubt(doubts: &mut Vec<Doubt>, place: &Place, (zh, en): (&str, &str)) {
    doubts.push(Doubt { place: place.clone(), message: Message::new(zh, en) });
}

type Cells<'t> = BTreeMap<(&'t str, u32, u32), Cell>;

/// The cells to fill in by sheet, row and column of the file.
fn cells<'t>(tables: &'t [Derived]) -> Cells<'t> {
    let of_table = |(table, derived): (usize, &'t Derived)| {
        derived.inputs.iter().filter_map(move |(place, input)| match place {
            Place::Sheet { sheet, row, column, .. } => {
                Some(((&**sheet, *row, *column), Cell { table, input: *input }))
            }
            _ => None,
        })
    };
    tables.iter().enumerate().flat_map(of_table).collect()
}

struct Reader<'t, 'w> {
    cells: Cells<'t>,
    doubts: &'w mut Vec<Doubt>,
    /// Cells that the formulas so far name.
    terms: usize,
}

impl Reader<'_, '_> {
    fn sums<'d>(&mut self, formulas: &'d [CellFormula]) -> Vec<Sum<'d>> {
        let mut sums = Vec::new();
        for formula in formulas {
            if self.terms > MOST_TERMS {
                self.doubt(
                    &formula.place,
                    "公式太多或太长，从这一格起没有列入；请在“审核”表里写关系",
                    "there are too many or too long formulas; those from here on are left out",
                );
                break;
            }
            sums.extend(self.sum(formula));
        }
        sums
    }

    fn doubt(
        &mut self,
        place: &Place,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Option<Vec<(Cell, bool)>> {
        self.doubts.push(Doubt { place: place.clone(), message: Message::new(zh, en) });
        None
    }

    fn sum<'d>(&mut self, formula: &'d CellFormula) -> Option<Sum<'d>> {
        let place = &formula.place;
        let Place::Sheet { sheet, row, column, .. } = place else { return None };
        let target = self.cells.get(&(&**sheet, *row, *column)).copied();
        let Some(text) = formula.text.as_deref() else {
            self.doubt(place, "这个公式读不出来，没有列入", "the formula cannot be read and is left out");
            return None;
        };
        let shown: String = text.chars().take(LONGEST_SHOWN).collect();
        let Some(target) = target else {
            self.doubt(
                place,
                format!("这个公式不在表的填数格里，没有列入：={shown}"),
                format!("the formula is in no cell of a table and is left out: ={shown}"),
            );
            return None;
        };
        let Some(terms) = formula::terms(text) else {
            self.doubt(
                place,
                format!("这个公式不是各格相加减，不能成为审核关系：={shown}"),
                format!("the formula is no sum of cells, and no relation: ={shown}"),
            );
            return None;
        };
        self.terms += terms.len();
        let terms = self.resolve(place, sheet, target, &terms)?;
        Some(Sum { place, target, terms })
    }

    /// The cells of the form that a formula adds.
    fn resolve(
        &mut self,
        place: &Place,
        sheet: &str,
        target: Cell,
        terms: &[Term],
    ) -> Option<Vec<(Cell, bool)>> {
        let mut resolved: Vec<(Cell, bool)> = Vec::new();
        let mut seen = BTreeSet::new();
        for term in terms {
            let on = term.sheet.as_deref().unwrap_or(sheet);
            let Some(cell) = self.cells.get(&(on, term.row, term.column)).copied() else {
                if term.is_of_area {
                    continue;
                }
                let name = format!("{on} {}{}", crate::model::place::column_letters(term.column), term.row);
                return self.doubt(
                    place,
                    format!("公式用到的 {name} 不是要填的格，没有列入"),
                    format!("the formula refers to {name}, which is not filled in; it is left out"),
                );
            };
            if cell == target {
                return self.doubt(place, CIRCLE.0, CIRCLE.1);
            }
            if !seen.insert(cell) {
                return self.doubt(
                    place,
                    "公式里同一格加了两次，没有列入",
                    "the formula adds a cell twice and is left out",
                );
            }
            resolved.push((cell, term.is_minus));
        }
        if resolved.iter().all(|(_, is_minus)| *is_minus) {
            return self.doubt(
                place,
                "公式里没有相加的格，没有列入",
                "the formula adds no cell and is left out",
            );
        }
        // The language has what is added first.
        resolved.sort_by_key(|(_, is_minus)| *is_minus);
        Some(resolved)
    }
}

/// The key of a sum along one axis; `None` for one of scattered cells.
fn key(sum: &Sum<'_>, tables: &[Derived]) -> Option<Key> {
    let Cell { table, input: target } = sum.target;
    let is_beside = |(cell, _): &(Cell, bool)| cell.table == table && cell.input.block == target.block;
    let all = |is: &dyn Fn(&(Cell, bool)) -> bool| sum.terms.iter().all(is);
    let make = |axis, target, line: fn(&Input) -> usize| Key {
        table,
        block: sum.target.input.block,
        axis,
        target,
        terms: sum.terms.iter().map(|(cell, minus)| (cell.table, line(&cell.input), *minus)).collect(),
    };
    if all(&|term| is_beside(term) && term.0.input.column == target.column) {
        return Some(make(Axis::Rows, target.row, |input| input.row));
    }
    if all(&|term| is_beside(term) && term.0.input.row == target.row) {
        let has_one_block = tables.get(table).is_some_and(|table| table.source.blocks.len() == 1);
        return has_one_block.then(|| make(Axis::Columns, target.column, |input| input.column));
    }
    // The same column of other tables.
    let id = |cell: &Cell| {
        let block = tables.get(cell.table)?.source.blocks.get(cell.input.block)?;
        block.columns.get(cell.input.column).map(|column| (&column.id, &column.label, &column.path))
    };
    let is_same_column =
        all(&|(cell, _)| cell.input.block == 0 && target.block == 0 && id(cell) == id(&sum.target));
    is_same_column.then(|| make(Axis::Rows, target.row, |input| input.row))
}

/// Whether the sum is in every column (or row), but for those that are sums themselves.
fn is_everywhere(
    key: &Key,
    sums: &[&Sum<'_>],
    tables: &[Derived],
    targets: &BTreeSet<(usize, usize, Axis, usize)>,
) -> bool {
    let Some(block) = tables.get(key.table).and_then(|table| table.source.blocks.get(key.block)) else {
        return false;
    };
    let (count, across): (usize, Axis) = match key.axis {
        Axis::Rows => (block.columns.len(), Axis::Columns),
        Axis::Columns => (block.rows.len(), Axis::Rows),
    };
    let line = |sum: &&Sum<'_>| match key.axis {
        Axis::Rows => sum.target.input.column,
        Axis::Columns => sum.target.input.row,
    };
    let covered: BTreeSet<usize> = sums.iter().map(line).collect();
    // No relation counts what is no number.
    let is_number = |at: usize| {
        key.axis == Axis::Columns
            || block
                .columns
                .get(at)
                .is_none_or(|column| column.number.is_number() || column.number == Kind::Percent)
    };
    (0..count)
        .filter(|at| is_number(*at))
        .all(|at| covered.contains(&at) || targets.contains(&(key.table, key.block, across, at)))
}

/// What each total is the sum of, so that none is a part of itself.
#[derive(Default)]
struct Parts(BTreeMap<Total, Vec<(usize, usize)>>);

/// Table, axis, block and line of a total.
type Total = (usize, Axis, usize, usize);

impl Parts {
    /// Adds a relation unless its total is then a part of itself; returns whether it would be.
    fn close_circle(&mut self, key: &Key) -> bool {
        let total = (key.table, key.target);
        let parts: Vec<(usize, usize)> = key.terms.iter().map(|(table, line, _)| (*table, *line)).collect();
        let mut open = parts.clone();
        let mut seen = BTreeSet::new();
        while let Some(part) = open.pop() {
            if part == total {
                return true;
            }
            if seen.insert(part) {
                open.extend(self.0.get(&(part.0, key.axis, key.block, part.1)).into_iter().flatten());
            }
        }
        self.0.entry((key.table, key.axis, key.block, key.target)).or_default().extend(parts);
        false
    }
}

fn whole(key: &Key, tables: &[Derived]) -> RelationSource {
    let name = |table: usize, line: usize| {
        let prefix = names::table(tables, key.table, table);
        let block = if table == key.table { key.block } else { 0 };
        let name = match key.axis {
            Axis::Rows => names::row(tables, table, block, line),
            Axis::Columns => names::column(tables, table, block, line),
        };
        format!("{prefix}{name}")
    };
    let target = name(key.table, key.target);
    let is_next = |a: &(usize, usize, bool), b: &(usize, usize, bool)| {
        (a.0, a.2) == (b.0, b.2) && b.1 == a.1 + 1 && !a.2 && a.0 == key.table
    };
    let mut sum = String::new();
    for run in key.terms.chunk_by(is_next) {
        let ends = match run {
            [first, .., last] if run.len() >= 4 => vec![Some(first), None, Some(last)],
            _ => run.iter().map(Some).collect(),
        };
        for term in ends {
            let is_minus = term.is_some_and(|term| term.2);
            let name = term.map_or_else(|| "…".to_owned(), |term| name(term.0, term.1));
            names::add(&mut sum, &name, is_minus);
        }
    }
    relation(&target, &sum)
}

fn of_cells(sum: &Sum<'_>, tables: &[Derived]) -> RelationSource {
    let name = |cell: &Cell| {
        let prefix = names::table(tables, sum.target.table, cell.table);
        format!("{prefix}{}", names::cell(tables, cell))
    };
    let mut right = String::new();
    for (cell, is_minus) in &sum.terms {
        names::add(&mut right, &name(cell), *is_minus);
    }
    relation(&name(&sum.target), &right)
}

fn relation(target: &str, sum: &str) -> RelationSource {
    RelationSource { rule: format!("{target} = {sum}"), says: None, level: Severity::Error }
}
