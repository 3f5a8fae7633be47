//! Relations: `rule = "13栏 = 1栏 + … + 12栏"`, read against the tables of the form.

mod check;
mod index;
mod operand;
mod parse;
mod scan;
#[cfg(test)]
mod tests;
mod totals;

use super::draft::TableDraft;
use super::node::{Node, Words};
use super::sums::SumDraft;
use crate::model::finding::Severity;
use crate::model::form::relation::{Comparison, Operand, Reference, Relation, Source};
use crate::model::form::{Axis, SumKind, TableForm, records};
use crate::model::language::Message;

use index::TableIndex;
use parse::{Context, RelationParts, Sides};

/// How serious it is when a relation does not hold.
pub(super) const LEVELS: [(&str, Severity); 3] =
    [("error", Severity::Error), ("warning", Severity::Warning), ("info", Severity::Info)];

/// Operands of all relations of a form.
const MOST_OPERANDS: usize = 100_000;

/// A relation as it is read.
#[derive(Debug)]
pub(super) struct RelationDraft<'a> {
    rule: Words<'a>,
    says: Option<&'a str>,
    level: Severity,
    axis: Option<Axis>,
    parts: RelationParts,
    /// The same relation as a sum of the table.
    pub sum: Option<SumDraft>,
}

/// Something wrong in a relation, at this byte of it.
#[derive(Debug)]
struct Wrong {
    at: usize,
    message: Message,
}

impl Wrong {
    fn new(at: usize, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { at, message: Message::new(zh, en) }
    }
}

/// Reads the relations of every table; each list of nodes belongs to the table at its position.
pub(super) fn read<'a>(declared: &[Vec<Node<'a>>], tables: &[TableDraft<'a>]) -> Vec<Vec<RelationDraft<'a>>> {
    if declared.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    let index: Vec<TableIndex<'_>> = tables.iter().map(TableIndex::of).collect();
    let mut operands = 0;
    let of_table = |(own, nodes): (usize, &Vec<Node<'a>>)| {
        let context = Context { tables: &index, own };
        let relations: Vec<RelationDraft<'_>> =
            nodes.iter().filter_map(|node| relation(node, context, &mut operands)).collect();
        if let Some(table) = index.get(own) {
            totals::check(&relations, table, nodes);
        }
        relations
    };
    declared.iter().enumerate().map(of_table).collect()
}

fn relation<'a>(
    node: &Node<'a>,
    context: Context<'_, '_>,
    operands: &mut usize,
) -> Option<RelationDraft<'a>> {
    if node.problems().is_full() {
        return None;
    }
    let (level, says) = (node.choice("level", &LEVELS), node.words("says"));
    let rule = node.rule("rule")?;
    let read = || {
        let mut parts = parse::relation(rule.text, context)?;
        let axis = check::axis(&mut parts, context)?;
        Ok((parts, axis))
    };
    let (parts, axis) = match read() {
        Ok(read) => read,
        Err(Wrong { at, message }) => {
            let at = node.place_in("rule", at);
            node.wrong(at, message.zh, message.en);
            return None;
        }
    };
    *operands +=
        parts.condition.iter().chain([&parts.claim]).map(|s| s.left.len() + s.right.len()).sum::<usize>();
    if *operands > MOST_OPERANDS {
        node.wrong(
            rule.at,
            format!("审核关系太多：一个表样最多 {MOST_OPERANDS} 项"),
            format!("too many relations: the operands of a form are at most {MOST_OPERANDS}"),
        );
        return None;
    }
    let level = level.unwrap_or(Severity::Error);
    let says = says.map(|says| says.text);
    let sum = axis
        .filter(|_| check::is_sum(&parts, axis, context))
        .and_then(|axis| sum(&parts.claim, axis, level, context));
    Some(RelationDraft { rule, says, level, axis, parts, sum })
}

/// A relation that is a total and its parts; the total is on the left.
fn sum(claim: &Sides, axis: Axis, level: Severity, context: Context<'_, '_>) -> Option<SumDraft> {
    let lines = context.tables.get(context.own)?.lines(axis);
    let ids = |operands: &[parse::Operand]| -> Vec<String> {
        let ids = operands.iter().filter_map(|operand| match (&operand.source, axis) {
            (parse::Source::Figure(figure), Axis::EachRow) => lines.line(figure.column?),
            (parse::Source::Figure(figure), Axis::EachColumn) => lines.line(figure.row?),
            (parse::Source::Constant(_), _) => None,
        });
        ids.map(|line| line.id.to_string()).collect()
    };
    let (left, right) = (ids(&claim.left), ids(&claim.right));
    let is_turned = right.len() == 1 && left.len() > 1;
    let (left, right) = if is_turned { (right, left) } else { (left, right) };
    Some(SumDraft { kind: SumKind::Declared(level), axis, left, right })
}

/// The keys of a table by the positions of its lines.
#[derive(Debug)]
pub(super) struct TableKeys {
    key: &'static str,
    rows: Vec<&'static str>,
    columns: Vec<&'static str>,
}

impl TableKeys {
    pub(super) fn of(table: &TableForm) -> Self {
        let rows = table.rows().map(|(_, row)| row.key);
        let columns = table.blocks.iter().flat_map(|block| block.columns).map(|column| column.key);
        Self {
            key: table.key,
            rows: if table.has_bodies() { vec![records::TOTAL] } else { rows.collect() },
            columns: columns.collect(),
        }
    }
}

impl RelationDraft<'_> {
    pub(super) const fn says(&self) -> Option<&str> {
        self.says
    }

    /// The relation over the keys of these tables.
    pub(super) fn keep(&self, tables: &[TableKeys]) -> Relation {
        Relation {
            rule: super::draft::keep(self.rule.text),
            says: self.says.map(super::draft::keep),
            level: self.level,
            axis: self.axis,
            condition: self.parts.condition.as_ref().map(|sides| comparison(sides, tables)),
            claim: comparison(&self.parts.claim, tables),
            is_sum: self.sum.is_some(),
        }
    }
}

fn comparison(sides: &Sides, tables: &[TableKeys]) -> Comparison {
    let side = |operands: &[parse::Operand]| {
        super::draft::keep_list(operands.iter().filter_map(|operand| {
            let source = match &operand.source {
                parse::Source::Constant(number) => Source::Constant(*number),
                parse::Source::Figure(figure) => Source::Figure(reference(figure, tables)?),
            };
            Some(Operand { is_subtracted: operand.is_subtracted, source })
        }))
    };
    Comparison { left: side(&sides.left), comparator: sides.comparator, right: side(&sides.right) }
}

fn reference(figure: &parse::Reference, tables: &[TableKeys]) -> Option<Reference> {
    let table = tables.get(figure.table)?;
    Some(Reference {
        table: table.key,
        row: figure.row.and_then(|at| table.rows.get(at).copied()),
        column: figure.column.and_then(|at| table.columns.get(at).copied()),
        is_previous: figure.is_previous,
    })
}
