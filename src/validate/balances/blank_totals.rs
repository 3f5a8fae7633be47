//! Totals that are left blank, and what belongs there.

use std::collections::BTreeMap;

use super::balances;
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::report::{Cell, Report};
use crate::model::value::Value;

/// Totals of totals of totals: no form has more.
const DEEPEST: usize = 4;

/// The blank totals of a report, each with the sum of its parts; `None` where a part is blank or in doubt, or where two
/// sums of the form disagree.
#[must_use]
pub fn blank_totals(report: &Report) -> BTreeMap<Address, Option<Decimal>> {
    let mut totals = BTreeMap::new();
    let mut filled = None;
    for _ in 0..DEEPEST {
        let found = sums_of_parts(filled.as_ref().unwrap_or(report));
        let certain: Vec<(Address, Decimal)> =
            found.iter().filter_map(|(address, sum)| Some((*address, (*sum)?))).collect();
        totals.extend(found);
        if certain.is_empty() || totals.values().all(Option::is_some) {
            break;
        }
        // A total of totals is certain once these are.
        let next: &mut Report = filled.get_or_insert_with(|| report.clone());
        for (address, sum) in certain {
            next.cells.entry(address).and_modify(|cell: &mut Cell| cell.value = Value::Number(sum));
        }
    }
    totals
}

fn sums_of_parts(report: &Report) -> BTreeMap<Address, Option<Decimal>> {
    let mut totals: BTreeMap<Address, Vec<Option<Decimal>>> = BTreeMap::new();
    for balance in report.edition.tables.iter().flat_map(|table| balances(report, table)) {
        for scope in balance.scopes() {
            let total = balance.total(scope);
            let is_blank = |at: &Address| report.cells.get(at).is_some_and(|cell| cell.value.is_blank());
            if let Some(total) = total.filter(is_blank) {
                totals.entry(total).or_default().push(balance.sum_of_filled_parts(scope));
            }
        }
    }
    let agreed = |sums: Vec<Option<Decimal>>| {
        let mut certain = sums.into_iter().flatten();
        let first = certain.next()?;
        certain.all(|other| other == first).then_some(first)
    };
    totals.into_iter().map(|(address, sums)| (address, agreed(sums))).collect()
}
