//! The sums of a blank form, which a workbook computes once it is filled in.

use crate::formats::Balance;
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::form::{Axis, BlockForm, Sum, TableForm};
use crate::model::report::Report;

/// The sums that the form declares, over the cells that the report has.
pub(super) fn of(report: &Report) -> Vec<Balance> {
    let sums = report.edition.tables.iter().flat_map(|table| table.sums.iter().map(move |sum| (table, sum)));
    let balances =
        sums.flat_map(|(table, sum)| table.blocks.iter().flat_map(move |block| of_block(table, block, sum)));
    let has = |address: &Address| report.cells.contains_key(address);
    let balances = balances.filter_map(|mut balance| {
        // Rows that a report need not have are not in the blank.
        balance.right.retain(has);
        let is_whole = balance.left.iter().all(has) && !balance.right.is_empty();
        is_whole.then(|| with_figures(balance, report))
    });
    balances.collect()
}

/// The balance with the figures that are filled in already, 上年结转 for instance.
fn with_figures(balance: Balance, report: &Report) -> Balance {
    let figures = |addresses: &[Address]| -> Vec<Decimal> {
        addresses.iter().filter_map(|address| report.cells.get(address)?.value.number()).collect()
    };
    let (left, right) = (figures(&balance.left), figures(&balance.right));
    let sum = |figures: &[Decimal]| figures.iter().try_fold(Decimal::ZERO, |sum, one| sum.checked_add(*one));
    let holds = left.is_empty() || sum(&left) == sum(&right);
    Balance { sum: sum(&right).unwrap_or_default(), holds, ..balance }
}

fn of_block(table: &TableForm, block: &'static BlockForm, sum: &Sum) -> Vec<Balance> {
    let table = table.key;
    let lines: Vec<&'static str> = match sum.axis {
        Axis::EachColumn => block.columns.iter().map(|column| column.key).collect(),
        Axis::EachRow => block.rows.iter().map(|row| row.key).collect(),
    };
    let balance = |line: &'static str| {
        let address = |key: &&'static str| match sum.axis {
            Axis::EachColumn => Address { table, row: key, column: line },
            Axis::EachRow => Address { table, row: line, column: key },
        };
        Balance {
            left: sum.left.iter().map(address).collect(),
            right: sum.right.iter().map(address).collect(),
            sum: Decimal::ZERO,
            holds: true,
        }
    };
    lines.into_iter().map(balance).collect()
}
