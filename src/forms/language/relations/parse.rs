//! The grammar of relations: comparisons of sums of operands.
//!
//! ```text
//! relation   = [ "若" comparison "则" ] comparison
//! comparison = side ( "=" | "≠" | "≤" | "≥" | "<" | ">" ) side
//! side       = [ "-" ] operand { ( "+" | "-" ) ( operand | "…" ) }
//! ```
//!
//! There is no product and no parenthesis, and nothing in a relation refers to another one.

use super::Wrong;
use super::index::TableIndex;
use super::scan::Scanner;
use crate::model::decimal::Decimal;
use crate::model::form::Axis;
use crate::model::form::relation::Comparator;

/// Operands of one relation, those of ranges and groups among them.
const MOST_OPERANDS: usize = 10_000;

pub(super) type Parsed<T> = Result<T, Wrong>;

#[derive(Debug)]
pub(in crate::forms::language) struct RelationParts {
    pub condition: Option<Sides>,
    pub claim: Sides,
}

#[derive(Debug)]
pub(in crate::forms::language) struct Sides {
    pub left: Vec<Operand>,
    pub comparator: Comparator,
    pub right: Vec<Operand>,
}

#[derive(Clone, Debug)]
pub(in crate::forms::language) struct Operand {
    /// Where it is in the relation, in bytes.
    pub at: usize,
    pub is_subtracted: bool,
    pub source: Source,
}

#[derive(Clone, Debug)]
pub(in crate::forms::language) enum Source {
    Constant(Decimal),
    Figure(Reference),
}

/// Positions in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::forms::language) struct Reference {
    pub table: usize,
    pub row: Option<usize>,
    pub column: Option<usize>,
    pub is_previous: bool,
}

/// Where relations are read: the tables, and the one that declares them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'p, 'l> {
    pub tables: &'p [TableIndex<'l>],
    pub own: usize,
}

/// Reads a relation as far as its grammar and the lines that it names.
pub(super) fn relation(text: &str, context: Context<'_, '_>) -> Parsed<RelationParts> {
    let mut parser = Parser { scanner: Scanner::new(text, context), operands: 0 };
    let condition = if parser.scanner.eat_if() {
        let condition = parser.comparison()?;
        parser.scanner.eat_one(&[',', '、']);
        if !parser.scanner.eat_one(&['则']) {
            return Err(
                parser.unexpected("“则”，如 若 3栏 > 0 则 14栏 > 0", "'则', such as 若 3栏 > 0 则 14栏 > 0")
            );
        }
        Some(condition)
    } else {
        None
    };
    let claim = parser.comparison()?;
    if parser.scanner.peek().is_some() {
        return Err(parser.unexpected("+ 或 -，或者到此为止", "'+' or '-', or the end"));
    }
    Ok(RelationParts { condition, claim })
}

struct Parser<'p, 'l> {
    scanner: Scanner<'p, 'l>,
    operands: usize,
}

impl Parser<'_, '_> {
    fn comparison(&mut self) -> Parsed<Sides> {
        let left = self.side()?;
        let Some(comparator) = self.scanner.eat_comparator() else {
            return Err(
                self.unexpected("+、- 或比较号（=、≠、≤、≥、<、>）", "'+', '-' or one of =, ≠, ≤, ≥, <, >")
            );
        };
        let right = self.side()?;
        Ok(Sides { left, comparator, right })
    }

    fn side(&mut self) -> Parsed<Vec<Operand>> {
        let mut operands: Vec<Operand> = Vec::new();
        let mut is_subtracted = self.scanner.eat_one(&['-']);
        let mut range_from = None;
        loop {
            let at = self.scanner.place();
            if self.scanner.eat_ellipsis() {
                let last = operands.last().filter(|_| range_from.is_none() && !is_subtracted);
                range_from = Some(last.cloned().ok_or_else(|| wrong_range(at))?);
            } else {
                let found = self.scanner.operand(is_subtracted)?;
                if let Some(from) = range_from.take() {
                    let to = found.first().filter(|_| !is_subtracted).ok_or_else(|| wrong_range(at))?;
                    operands.extend(self.between(&from, to)?);
                }
                operands.extend(found);
            }
            self.check_count(operands.len(), at)?;
            let at = self.scanner.place();
            if self.scanner.eat_one(&['+']) {
                is_subtracted = false;
            } else if self.scanner.eat_one(&['-']) {
                is_subtracted = true;
            } else if range_from.is_some() {
                return Err(wrong_range(at));
            } else {
                break;
            }
        }
        self.operands += operands.len();
        Ok(operands)
    }

    /// The operands between the ends of a range, in the order of the form.
    fn between(&self, from: &Operand, to: &Operand) -> Parsed<Vec<Operand>> {
        let ends = (&from.source, &to.source);
        let (Source::Figure(first), Source::Figure(last)) = ends else { return Err(wrong_range(to.at)) };
        let axis = match (first.row == last.row, first.column == last.column) {
            (true, false) => Axis::EachRow,
            (false, true) => Axis::EachColumn,
            _ => return Err(wrong_range(to.at)),
        };
        let line = |figure: &Reference| match axis {
            Axis::EachRow => figure.column,
            Axis::EachColumn => figure.row,
        };
        let (Some(start), Some(end)) = (line(first), line(last)) else { return Err(wrong_range(to.at)) };
        let with = |at| match axis {
            Axis::EachRow => Reference { column: Some(at), ..*first },
            Axis::EachColumn => Reference { row: Some(at), ..*first },
        };
        let is_same = first.table == last.table && first.is_previous == last.is_previous;
        if !is_same || from.is_subtracted || start >= end {
            return Err(wrong_range(to.at));
        }
        self.check_count(end - start, to.at)?;
        let lines = self.scanner.table(first.table).map(|table| table.lines(axis));
        let is_counted = |at: &usize| lines.is_some_and(|lines| !lines.has_no_figures(*at));
        let operand = |at| Operand { source: Source::Figure(with(at)), ..from.clone() };
        Ok((start + 1..end).filter(is_counted).map(operand).collect())
    }

    fn check_count(&self, more: usize, at: usize) -> Parsed<()> {
        if self.operands + more <= MOST_OPERANDS {
            return Ok(());
        }
        Err(Wrong::new(
            at,
            format!("一条关系最多 {MOST_OPERANDS} 项"),
            format!("a relation has at most {MOST_OPERANDS} operands"),
        ))
    }

    /// Something else than this is here.
    fn unexpected(&self, zh: &str, en: &str) -> Wrong {
        let at = self.scanner.place();
        match self.scanner.peek() {
            Some('*' | '/' | '×' | '÷' | '·') => Wrong::new(
                at,
                "关系里只有加减和比较，不能乘除",
                "a relation adds, subtracts and compares; it cannot multiply or divide",
            ),
            Some('=' | '≠' | '≤' | '≥' | '<' | '>' | '!') => Wrong::new(
                at,
                "一个比较里只能有一个比较号；请分成两条关系",
                "one comparison has one comparator; declare two relations",
            ),
            _ => Wrong::new(at, format!("这里应当是{zh}"), format!("expected {en}")),
        }
    }
}

fn wrong_range(at: usize) -> Wrong {
    Wrong::new(
        at,
        "“…”前后各要有一项，都是相加，同为行或同为栏，前一项在表里排在后一项之前，如 1栏 + … + 12栏",
        "'…' must be between two added rows or columns in the order of the table, such as 1栏 + … + 12栏",
    )
}
