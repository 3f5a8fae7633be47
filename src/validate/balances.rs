//! Family A: sums that must hold between the cells of a table.
//!
//! One function checks every sum that the editions declare ([`Sum`](crate::model::form::Sum)), and the
//! 小计 rows that a body added.

mod blank_totals;

pub use blank_totals::blank_totals;

use super::balance::{Balance, Broken, Equation};
use super::suspects;
use crate::model::address::Address;
use crate::model::finding::{Finding, Rule, Severity};
use crate::model::form::{Axis, ColumnForm, SumKind, TableForm, records};
use crate::model::language::Text;
use crate::model::report::Report;

const FORM_GROUND: Text = Text::new(
    "国办公开办函〔2021〕30号、〔2019〕60号所附表格的勾稽关系",
    "the balances printed in the forms of 国办公开办函〔2021〕30号 and 〔2019〕60号",
);

/// A001: requests received and carried in are not those concluded and carried out.
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
};

/// A002: the total of results is not the sum of its rows.
pub static WRONG_RESULT_TOTAL: Rule = Rule {
    code: "A002",
    name: "wrong-result-total",
    severity: Severity::Error,
    title: Text::new("办理结果总计 不等于 各行之和", "the total of results is not the sum of its rows"),
    ground: FORM_GROUND,
    page: include_str!("../../docs/rules/A002.md"),
};

/// A003: the total of a row of requests is not the sum of its columns.
pub static WRONG_ROW_TOTAL: Rule = Rule {
    code: "A003",
    name: "wrong-row-total",
    severity: Severity::Error,
    title: Text::new("一行的总计 不等于 各列之和", "the total of a row is not the sum of its columns"),
    ground: FORM_GROUND,
    page: include_str!("../../docs/rules/A003.md"),
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
        "the parts and totals of the 政府信息公开情况统计表 of 2014 to 2018",
    ),
    page: include_str!("../../docs/rules/A005.md"),
};

/// A006: a 小计 row is not the sum of its group.
pub static WRONG_GROUP_SUBTOTAL: Rule = Rule {
    code: "A006",
    name: "wrong-group-subtotal",
    severity: Severity::Error,
    title: Text::new("小计 不等于 本组各行之和", "a subtotal is not the sum of its group"),
    ground: Text::new(
        "小计是填报单位自己加的行，应等于本组各行之和",
        "a 小计 row is added by the body and must be the sum of its group",
    ),
    page: include_str!("../../docs/rules/A006.md"),
};

/// Checks the sums of this kind.
pub(super) fn check(rule: &'static Rule, kind: SumKind, report: &Report, findings: &mut Vec<Finding>) {
    for table in report.edition.tables {
        let balances = balances(report, table);
        let own = balances.iter().filter(|balance| balance.kind == kind);
        let scopes = own.flat_map(|balance| balance.scopes().map(move |scope| (balance, scope)));
        let states = scopes.filter_map(|(balance, scope)| Some((balance, scope, balance.equation(scope)?)));
        let broken: Vec<_> = states.filter(|(.., equation)| !equation.difference.is_zero()).collect();
        if broken.is_empty() {
            continue;
        }
        let all: Vec<Equation> = balances.iter().flat_map(equations_of).collect();
        let all: Vec<&Equation> = all.iter().collect();
        for (balance, scope, equation) in &broken {
            let is_one_of_few = broken.len() <= suspects::MOST_BROKEN;
            let suspects = if is_one_of_few { suspects::find(equation, &all) } else { Vec::new() };
            findings.push(balance.finding(rule, &Broken { scope: *scope, equation, suspects: &suspects }));
        }
    }
}

/// The sums of every table, in the order of the form, of which every figure is certain.
#[must_use]
pub fn equations(report: &Report) -> Vec<Equation> {
    let balances = report.edition.tables.iter().flat_map(|table| balances(report, table));
    balances.flat_map(|balance| equations_of(&balance)).collect()
}

fn equations_of(balance: &Balance<'_>) -> Vec<Equation> {
    balance.scopes().filter_map(|scope| balance.equation(scope)).collect()
}

/// Every balance of a table: those declared, and the 小计 rows of the groups of a disclosure report.
fn balances<'a>(report: &'a Report, table: &'static TableForm) -> Vec<Balance<'a>> {
    let declared = table.sums.iter().map(|sum| Balance {
        report,
        table,
        kind: sum.kind,
        says: sum.says,
        axis: sum.axis,
        left: sum.left.to_vec(),
        right: sum.right.to_vec(),
    });
    let rows = table.rows().filter(|_| report.edition.disclosure.is_some());
    let subtotals = rows.filter_map(|(_, subtotal)| {
        let group = subtotal.key.strip_suffix("subtotal")?;
        let rows = table.rows().map(|(_, row)| row.key);
        Some(Balance {
            report,
            table,
            kind: SumKind::Subtotal,
            says: None,
            axis: Axis::EachColumn,
            left: vec![subtotal.key],
            right: rows.filter(|key| key.starts_with(group) && *key != subtotal.key).collect(),
        })
    });
    declared.chain(subtotals).chain(bodies(report, table)).collect()
}

/// The total of a table with a row for each body is the sum of those that the report has.
fn bodies<'a>(report: &'a Report, table: &'static TableForm) -> Option<Balance<'a>> {
    let has = |row: &&'static str| {
        let of_row = |column: &ColumnForm| Address { table: table.key, row, column: column.key };
        let mut columns = table.blocks.iter().flat_map(|block| block.columns);
        columns.any(|column| report.cells.contains_key(&of_row(column)))
    };
    let rows = || table.rows().map(|(_, row)| row.key);
    let is_summed = table.has_bodies() && has(&records::TOTAL);
    is_summed.then(|| Balance {
        report,
        table,
        kind: SumKind::Declared(Severity::Error),
        says: None,
        axis: Axis::EachColumn,
        left: vec![records::TOTAL],
        right: rows().filter(|row| *row != records::TOTAL).filter(has).collect(),
    })
}

#[cfg(test)]
mod tests;
