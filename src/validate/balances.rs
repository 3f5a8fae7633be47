//! Family A: sums that must hold between the cells of a table.
//!
//! One function checks every balance the editions declare ([`Sum`]), and the 小计 rows a body added.
//! It speaks only when every figure in the sum is certain: a row that was not read, a cell without a
//! number or a total left blank ends it. A blank among other figures counts as 0, as bodies mean it.

use crate::document::Place;
use crate::editions::{Axis, BlockForm, ColumnForm, Layout, Presence, RowForm, Sum, TableForm};
use crate::finding::{Check, Finding, Rule, Severity};
use crate::language::{Language, Message, Text};
use crate::report::{Address, Decimal, Report, Value};

const FORM_GROUND: Text = Text::new(
    "国办公开办函〔2021〕30号、〔2019〕60号所附表格的勾稽关系",
    "the balances printed in the forms of 国办公开办函〔2021〕30号 and 〔2019〕60号",
);

/// A001: what came in is not what was handled and what is left.
pub static UNBALANCED_REQUESTS: Rule = Rule {
    code: "A001",
    name: "unbalanced-requests",
    severity: Severity::Error,
    title: Text::new(
        "新收＋结转 不等于 办结＋结转下年",
        "requests received do not balance with requests handled",
    ),
    ground: FORM_GROUND,
    page: include_str!("../../docs/rules/A001.md"),
    check: Check::Report(|report, findings| declared(&UNBALANCED_REQUESTS, report, findings)),
};

/// A002: the total of results is not the sum of its rows.
pub static WRONG_RESULT_TOTAL: Rule = Rule {
    code: "A002",
    name: "wrong-result-total",
    severity: Severity::Error,
    title: Text::new("办理结果总计 不等于 各行之和", "the total of results is not the sum of its rows"),
    ground: FORM_GROUND,
    page: include_str!("../../docs/rules/A002.md"),
    check: Check::Report(|report, findings| declared(&WRONG_RESULT_TOTAL, report, findings)),
};

/// A003: the total of a row of requests is not the sum of its columns.
pub static WRONG_ROW_TOTAL: Rule = Rule {
    code: "A003",
    name: "wrong-row-total",
    severity: Severity::Error,
    title: Text::new("一行的总计 不等于 各列之和", "the total of a row is not the sum of its columns"),
    ground: FORM_GROUND,
    page: include_str!("../../docs/rules/A003.md"),
    check: Check::Report(|report, findings| declared(&WRONG_ROW_TOTAL, report, findings)),
};

/// A004: the total of reviews or lawsuits is not the sum of their outcomes.
pub static WRONG_REVIEW_TOTAL: Rule = Rule {
    code: "A004",
    name: "wrong-review-total",
    severity: Severity::Error,
    title: Text::new(
        "复议诉讼的总计 不等于 各项结果之和",
        "the total of reviews is not the sum of their outcomes",
    ),
    ground: FORM_GROUND,
    page: include_str!("../../docs/rules/A004.md"),
    check: Check::Report(|report, findings| declared(&WRONG_REVIEW_TOTAL, report, findings)),
};

/// A005: a figure of the statistics of 2014 is not the sum of its parts.
pub static WRONG_STATISTICS_TOTAL: Rule = Rule {
    code: "A005",
    name: "wrong-statistics-total",
    severity: Severity::Error,
    title: Text::new(
        "统计表的总数 不等于 分项之和",
        "a figure of the statistics is not the sum of its parts",
    ),
    ground: Text::new(
        "2014 至 2018 年所用《政府信息公开情况统计表》的分项关系",
        "how the parts of the 政府信息公开情况统计表 of 2014 to 2018 make up their totals",
    ),
    page: include_str!("../../docs/rules/A005.md"),
    check: Check::Report(|report, findings| declared(&WRONG_STATISTICS_TOTAL, report, findings)),
};

/// A006: a 小计 row is not the sum of its group.
pub static WRONG_GROUP_SUBTOTAL: Rule = Rule {
    code: "A006",
    name: "wrong-group-subtotal",
    severity: Severity::Error,
    title: Text::new("小计 不等于 本组各行之和", "a subtotal is not the sum of its group"),
    ground: Text::new(
        "小计是填报单位自己加的行，应等于本组各行之和",
        "a 小计 row is the body's own addition and must be the sum of its group",
    ),
    page: include_str!("../../docs/rules/A006.md"),
    check: Check::Report(subtotals),
};

/// Checks every balance that the edition declares under this rule's code.
fn declared(rule: &'static Rule, report: &Report, findings: &mut Vec<Finding>) {
    for table in report.edition.tables {
        for sum in table.sums.iter().filter(|sum| sum.code == rule.code) {
            let balance = Balance { report, table, axis: sum.axis, left: sum.left, right: sum.right };
            findings.extend(balance.lines().filter_map(|line| balance.check(rule, line)));
        }
    }
}

/// Checks every 小计 row against the rows of its group.
fn subtotals(report: &Report, findings: &mut Vec<Finding>) {
    for table in report.edition.tables {
        for (_, subtotal) in table.rows() {
            let Some(group) = subtotal.key.strip_suffix("subtotal") else { continue };
            let parts: Vec<_> = table
                .rows()
                .map(|(_, row)| row.key)
                .filter(|key| key.starts_with(group) && *key != subtotal.key)
                .collect();
            let left = [subtotal.key];
            let balance = Balance { report, table, axis: Axis::EachColumn, left: &left, right: &parts };
            let lines = balance.lines();
            findings.extend(lines.filter_map(|line| balance.check(&WRONG_GROUP_SUBTOTAL, line)));
        }
    }
}

/// A sum in the table of a report.
struct Balance<'a> {
    report: &'a Report,
    table: &'static TableForm,
    axis: Axis,
    left: &'a [&'static str],
    right: &'a [&'static str],
}

/// The column or the row in which a sum is checked.
#[derive(Clone, Copy)]
enum Line {
    Column(&'static BlockForm, &'static ColumnForm),
    Row(&'static BlockForm, &'static RowForm),
}

/// A figure of a sum.
struct Term {
    address: Address,
    figure: Decimal,
    is_blank: bool,
}

/// Why a sum says nothing: one of its figures is not certain.
struct Uncertain;

impl Balance<'_> {
    fn lines(&self) -> Box<dyn Iterator<Item = Line>> {
        let rows = self.table.rows();
        match self.axis {
            Axis::EachRow => Box::new(rows.map(|(block, row)| Line::Row(block, row))),
            Axis::EachColumn => Box::new(
                self.table
                    .blocks
                    .iter()
                    .flat_map(|block| block.columns.iter().map(move |column| Line::Column(block, column))),
            ),
        }
    }

    /// The finding when both sides are certain and differ.
    fn check(&self, rule: &'static Rule, line: Line) -> Option<Finding> {
        let left = self.side(line, self.left).ok()?;
        let right = self.side(line, self.right).ok()?;
        let (found, expected) = (total(&left)?, total(&right)?);
        if found == expected {
            return None;
        }
        let difference = found.checked_sub(expected)?.abs().normalize();
        let sentence = |language| self.sentence(line, &left, &right, difference, language);
        let message = Message::new(sentence(Language::Zh), sentence(Language::En));
        let cells: Vec<_> = left.iter().chain(&right).map(|term| term.address).collect();
        let place = cells.first().and_then(|first| self.report.cells.get(first));
        let place = place.map_or(Place::Unknown, |cell| cell.place.clone());
        Some(Finding::new(rule, message, place).with_cells(cells).with_figures(Some(expected), Some(found)))
    }

    /// The figures of one side; at least one of them stands there in figures.
    fn side(&self, line: Line, keys: &[&'static str]) -> Result<Vec<Term>, Uncertain> {
        let mut terms = Vec::with_capacity(keys.len());
        for key in keys {
            if self.has_figures_in_group(line, key, keys) {
                continue; // （六）其他处理 as one row beside its own rows would count twice
            }
            terms.extend(self.term(line, key, keys)?);
        }
        if terms.iter().all(|term| term.is_blank) { Err(Uncertain) } else { Ok(terms) }
    }

    /// One figure; `None` for a row that need not be there and is not.
    fn term(&self, line: Line, key: &'static str, keys: &[&str]) -> Result<Option<Term>, Uncertain> {
        let Some(address) = self.address(line, key) else { return Ok(None) };
        let Some(cell) = self.report.cells.get(&address) else {
            return if self.may_be_absent(line, address, keys) { Ok(None) } else { Err(Uncertain) };
        };
        let term = |figure, is_blank| Ok(Some(Term { address, figure, is_blank }));
        match &cell.value {
            Value::Number(figure) | Value::Text { value: Some(figure), .. } => term(*figure, false),
            Value::Text { value: None, .. } => Err(Uncertain),
            Value::Blank if self.is_unfilled_total(address) => Err(Uncertain),
            Value::Blank => term(Decimal::ZERO, true),
        }
    }

    fn address(&self, line: Line, key: &'static str) -> Option<Address> {
        let table = self.table.key;
        match line {
            Line::Column(block, column) => {
                block.has_row(key).then_some(Address { table, row: key, column: column.key })
            }
            Line::Row(block, row) => {
                block.column(key).map(|column| Address { table, row: row.key, column: column.key })
            }
        }
    }

    fn figure(&self, row: &'static str, column: &'static str) -> Option<Decimal> {
        self.report.cells.get(&Address { table: self.table.key, row, column })?.value.number()
    }

    /// Whether a whole row is absent that may be: an optional one, or one whose group stands as one row.
    fn may_be_absent(&self, line: Line, address: Address, keys: &[&str]) -> bool {
        let Line::Column(block, _) = line else { return false };
        let stands = |address| self.report.cells.contains_key(&address);
        let is_read = block.columns.iter().any(|column| stands(Address { column: column.key, ..address }));
        let is_optional =
            self.table.row(address.row).is_some_and(|(_, row)| row.presence != Presence::Required);
        let mut rows = block.rows.iter().map(|row| row.key);
        let group = rows.find(|group| keys.contains(group) && is_in_group(address.row, group));
        !is_read && (is_optional || group.is_some_and(|group| stands(Address { row: group, ..address })))
    }

    /// Whether `key` is the row of a group whose own rows are in the sum with figures.
    fn has_figures_in_group(&self, line: Line, key: &str, keys: &[&'static str]) -> bool {
        keys.iter().filter(|part| is_in_group(part, key)).any(|part| {
            let address = self.address(line, part);
            address.is_some_and(|address| self.figure(address.row, address.column).is_some())
        })
    }

    /// Whether a blank cell is a total that was not filled in: some figure it should add up is not 0.
    fn is_unfilled_total(&self, address: Address) -> bool {
        let is_figure = |row, column| self.figure(row, column).is_some_and(|figure| !figure.is_zero());
        self.table.sums.iter().any(|sum: &Sum| match sum.axis {
            Axis::EachColumn => {
                sum.left == [address.row] && sum.right.iter().any(|row| is_figure(row, address.column))
            }
            Axis::EachRow => {
                sum.left == [address.column] && sum.right.iter().any(|column| is_figure(address.row, column))
            }
        })
    }

    /// What is wrong, with the figures: `自然人列：总计 12，各行之和 11（予以公开 10 + 重复申请 1），相差 1`.
    fn sentence(
        &self,
        line: Line,
        left: &[Term],
        right: &[Term],
        difference: Decimal,
        language: Language,
    ) -> String {
        let side = |terms: &[Term], is_parts: bool| {
            let names: Vec<_> = terms.iter().map(|term| self.shown(line, term, language)).collect();
            let sum = total(terms).unwrap_or_default();
            match (terms, is_parts) {
                ([_], false) => names.concat(),
                (_, false) => format!("{} = {sum}", names.join(" + ")),
                (_, true) => self.parts(line, terms, sum, language),
            }
        };
        let is_parts = left.len() == 1;
        let (left, right) = (side(left, false), side(right, is_parts));
        let name = self.line_name(line, language);
        match language {
            Language::Zh => format!("{name}{left}，{right}，相差 {difference}"),
            Language::En => format!("{name}{left}, {right}, difference {difference}"),
        }
    }

    /// The sum of the parts, and those that are not 0 as long as they are few.
    fn parts(&self, line: Line, terms: &[Term], sum: Decimal, language: Language) -> String {
        const FEW: usize = 6;
        let counted: Vec<_> = terms.iter().filter(|term| !term.figure.is_zero()).collect();
        let list = if counted.len() > FEW {
            Vec::new()
        } else {
            counted.iter().map(|term| self.shown(line, term, language)).collect()
        };
        let list = list.join(" + ");
        match (language, line, list.is_empty()) {
            (Language::Zh, Line::Column(..), true) => format!("各行之和 {sum}"),
            (Language::Zh, Line::Row(..), true) => format!("各列之和 {sum}"),
            (Language::Zh, Line::Column(..), false) => format!("各行之和 {sum}（{list}）"),
            (Language::Zh, Line::Row(..), false) => format!("各列之和 {sum}（{list}）"),
            (Language::En, _, true) => format!("sum of the parts {sum}"),
            (Language::En, _, false) => format!("sum of the parts {sum} ({list})"),
        }
    }

    /// A figure with its name: `上年结转 0`, `上年结转（空）`.
    fn shown(&self, line: Line, term: &Term, language: Language) -> String {
        let name = match line {
            Line::Column(..) => {
                self.table.row(term.address.row).map(|(_, row)| self.table.row_label(row, language))
            }
            Line::Row(block, _) => {
                block.column(term.address.column).map(|column| column.plain_label(language))
            }
        };
        let name = name.unwrap_or_default();
        match (language, term.is_blank) {
            (_, false) => format!("{name} {}", term.figure),
            (Language::Zh, true) => format!("{name}（空）"),
            (Language::En, true) => format!("{name} (blank)"),
        }
    }

    /// The row or column the sum was checked in; nothing in a list, which has but one column.
    fn line_name(&self, line: Line, language: Language) -> String {
        let (name, unit, kind) = match line {
            Line::Column(..) if self.table.layout == Layout::List => return String::new(),
            Line::Column(_, column) => (column.plain_label(language), "列", "column "),
            Line::Row(_, row) if self.table.layout == Layout::SideBySide => {
                (self.table.row_label(row, language), "", "")
            }
            Line::Row(_, row) => (self.table.row_label(row, language), "行", "row "),
        };
        match language {
            Language::Zh => format!("{name}{unit}："),
            Language::En => format!("{kind}{name}: "),
        }
    }
}

/// Whether `other.fee_overdue` is in the group `other`.
fn is_in_group(key: &str, group: &str) -> bool {
    key.strip_prefix(group).is_some_and(|rest| rest.starts_with('.'))
}

/// The sum, or `None` beyond what a decimal holds.
fn total(terms: &[Term]) -> Option<Decimal> {
    let sum = terms.iter().try_fold(Decimal::ZERO, |sum, term| sum.checked_add(term.figure));
    sum.map(|sum| sum.normalize())
}

#[cfg(test)]
mod tests;
