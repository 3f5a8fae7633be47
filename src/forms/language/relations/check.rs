//! What the grammar cannot say: where a relation is evaluated, and whether it can be.

use std::collections::BTreeSet;

use super::super::draft::Records;
use super::Wrong;
use super::index::{Lines, TableIndex};
use super::parse::{Context, Operand, Parsed, Reference, RelationParts, Sides, Source};
use crate::model::form::Axis;
use crate::model::form::relation::Comparator;

/// Whether the relation holds in each row or in each column; `None` for one that names every cell.
pub(super) fn axis(parts: &mut RelationParts, context: Context<'_, '_>) -> Parsed<Option<Axis>> {
    let checker = Checker { context };
    checker.sides(parts)?;
    let axis = checker.free_axis(parts)?;
    if let Some(axis) = axis {
        checker.pair(parts, axis)?;
    }
    Ok(axis)
}

/// Whether it is a total and its parts along one axis of its own table, which the sums of a table can check.
pub(super) fn is_sum(parts: &RelationParts, axis: Option<Axis>, context: Context<'_, '_>) -> bool {
    let (Some(axis), Some(own)) = (axis, context.tables.get(context.own)) else { return false };
    let is_part = |operand: &Operand| match &operand.source {
        Source::Constant(_) => false,
        Source::Figure(figure) => {
            figure.table == context.own
                && !operand.is_subtracted
                && !figure.is_previous
                && (figure.row.is_none() || figure.column.is_none())
        }
    };
    let lines = own.lines(axis);
    let blocks: BTreeSet<_> =
        figures(parts).filter_map(|(_, figure)| lines.block(line(figure, axis)?)).collect();
    let is_in_one_block = match axis {
        Axis::EachRow => own.table.blocks.len() == 1,
        Axis::EachColumn => blocks.len() == 1,
    };
    parts.condition.is_none()
        && parts.claim.comparator == Comparator::Equal
        && is_in_one_block
        && operands(&parts.claim).all(is_part)
}

struct Checker<'p, 'l> {
    context: Context<'p, 'l>,
}

impl Checker<'_, '_> {
    fn table(&self, at: usize) -> Option<&TableIndex<'_>> {
        self.context.tables.get(at)
    }

    /// Each comparison has a figure, and none twice.
    fn sides(&self, parts: &RelationParts) -> Parsed<()> {
        for sides in parts.condition.iter().chain([&parts.claim]) {
            let mut seen = BTreeSet::new();
            for (operand, figure) in figures_of(sides) {
                if !seen.insert(*figure) {
                    let name = self.name(figure);
                    return Err(Wrong::new(
                        operand.at,
                        format!("{name}在这里出现了两次"),
                        format!("{name} occurs twice"),
                    ));
                }
                self.check_line(operand, figure)?;
            }
            if seen.is_empty() {
                return Err(Wrong::new(
                    sides.left.first().map_or(0, |operand| operand.at),
                    "比较号两边都是数，没有表里的格",
                    "both sides are numbers; there is no figure of the table",
                ));
            }
        }
        Ok(())
    }

    fn check_line(&self, operand: &Operand, figure: &Reference) -> Parsed<()> {
        let Some(table) = self.table(figure.table) else { return Ok(()) };
        let has_none =
            |lines: &Lines<'_>, line: Option<usize>| line.is_some_and(|line| lines.has_no_figures(line));
        if has_none(&table.rows, figure.row) || has_none(&table.columns, figure.column) {
            let name = self.name(figure);
            return Err(Wrong::new(
                operand.at,
                format!("{name}不填可以加减的数（是小标题，或者填文字、日期、百分比、选项）"),
                format!(
                    "{name} holds no figures to add (it is a heading, or holds texts, dates, percentages or choices)"
                ),
            ));
        }
        Ok(())
    }

    /// The id of a line, for messages.
    fn name(&self, figure: &Reference) -> String {
        let Some(table) = self.table(figure.table) else { return String::new() };
        let id = |lines: &Lines<'_>, line: Option<usize>| {
            line.and_then(|line| lines.line(line)).map(|line| line.id.to_string())
        };
        let ids: Vec<String> =
            [id(&table.rows, figure.row), id(&table.columns, figure.column)].into_iter().flatten().collect();
        format!("“{}”", ids.join(" · "))
    }

    /// The axis along which figures are left open.
    fn free_axis(&self, parts: &RelationParts) -> Parsed<Option<Axis>> {
        let mut axis = None;
        for (operand, figure) in figures(parts) {
            let free = match (figure.row, figure.column) {
                (None, Some(_)) => Axis::EachRow,
                (Some(_), None) => Axis::EachColumn,
                _ => continue,
            };
            if axis.is_some_and(|axis| axis != free) {
                return Err(Wrong::new(
                    operand.at,
                    "一条关系里要么都是栏（每行都要相符），要么都是行（每栏都要相符）；单独一格写成 2行3栏",
                    "a relation names either columns (it holds in each row) or rows (in each column); a single cell is 2行3栏",
                ));
            }
            axis = Some(free);
        }
        if figures(parts).all(|(_, figure)| figure.table != self.context.own) {
            return Err(Wrong::new(
                figures(parts).next().map_or(0, |(operand, _)| operand.at),
                "关系里没有本表的格，请写在它所说的表里",
                "the relation has no figure of its own table; declare it in a table that it is about",
            ));
        }
        Ok(axis)
    }

    /// A row that is left open in another table is that of the same id, or the only one beside the only one.
    fn pair(&self, parts: &mut RelationParts, axis: Axis) -> Parsed<()> {
        let across = match axis {
            Axis::EachRow => Axis::EachColumn,
            Axis::EachColumn => Axis::EachRow,
        };
        let own = self.table(self.context.own).map(|table| table.lines(across));
        let has_bodies =
            |table: usize| self.table(table).is_some_and(|t| t.table.records == Some(Records::Bodies));
        for operand in all_operands(parts) {
            let Source::Figure(figure) = &mut operand.source else { continue };
            let is_own = figure.table == self.context.own && !figure.is_previous;
            let is_open = axis == Axis::EachRow && figure.row.is_none() && !is_own;
            if is_open && (has_bodies(figure.table) || has_bodies(self.context.own)) {
                return Err(Wrong::new(
                    operand.at,
                    "各单位的行在两张表里次序可能不同，不能逐行比较；请写「合计」行的一格，如 「合计」行3栏",
                    "the rows of bodies may be in another order; compare the cells of the total, such as 「合计」行3栏",
                ));
            }
            let other = self.table(figure.table).map(|table| table.lines(across));
            let (Some(own), Some(other)) = (own, other) else { continue };
            let open = match axis {
                Axis::EachRow => &mut figure.row,
                Axis::EachColumn => &mut figure.column,
            };
            if figure.table == self.context.own || open.is_some() || own.has_id_of(other) {
                continue;
            }
            if own.len() != 1 || other.len() != 1 {
                let (zh, en) = match axis {
                    Axis::EachRow => ("行", "row"),
                    Axis::EachColumn => ("栏", "column"),
                };
                return Err(Wrong::new(
                    operand.at,
                    format!("两张表没有代码相同的{zh}，请写明是哪一格，如 「表名」.2行3栏"),
                    format!("the tables have no {en} of the same id; name the cell, such as 「表名」.2行3栏"),
                ));
            }
            *open = Some(0);
        }
        Ok(())
    }
}

/// The line along which a sum runs.
fn line(figure: &Reference, axis: Axis) -> Option<usize> {
    match axis {
        Axis::EachRow => figure.column,
        Axis::EachColumn => figure.row,
    }
}

fn operands(sides: &Sides) -> impl Iterator<Item = &Operand> {
    sides.left.iter().chain(&sides.right)
}

fn all_operands(parts: &mut RelationParts) -> impl Iterator<Item = &mut Operand> {
    let sides = parts.condition.iter_mut().chain([&mut parts.claim]);
    sides.flat_map(|sides| sides.left.iter_mut().chain(&mut sides.right))
}

fn figures_of(sides: &Sides) -> impl Iterator<Item = (&Operand, &Reference)> {
    operands(sides).filter_map(|operand| match &operand.source {
        Source::Constant(_) => None,
        Source::Figure(figure) => Some((operand, figure)),
    })
}

fn figures(parts: &RelationParts) -> impl Iterator<Item = (&Operand, &Reference)> {
    parts.condition.iter().chain([&parts.claim]).flat_map(figures_of)
}
