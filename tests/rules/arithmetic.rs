//! The balance rules on balanced reports of any figures: one changed cell is found, and named.

use proptest::prelude::*;
use repconv::forms::{Y2019, Y2021};
use repconv::model::address::Address;
use repconv::model::decimal::Decimal;
use repconv::model::form::{Axis, Edition};
use repconv::model::report::Report;
use repconv::model::value::Value;
use repconv::report_json as json;
use repconv::validate::validate;

/// A report whose requests have these figures where no sum tells them.
fn balanced(edition: &'static Edition, figures: &[u32]) -> Report {
    let path = format!("{}/fixtures/rules/{}.json", env!("CARGO_MANIFEST_DIR"), edition.id);
    let text = std::fs::read_to_string(path).expect("a fixture");
    let mut report = json::from_json(&serde_json::from_str(&text).expect("JSON")).expect("a report").0;
    let table = edition.table("requests").expect("requests");
    let cells: Vec<Address> = report.cells.keys().copied().filter(|cell| cell.table == "requests").collect();
    for (cell, figure) in cells.iter().zip(figures.iter().cycle()) {
        set(&mut report, *cell, Decimal::from(*figure));
    }
    // Columns first: the row of totals is then summed up like any other row.
    for sum in table.sums.iter().filter(|sum| sum.axis == Axis::EachColumn && sum.left.len() == 1) {
        for cell in cells.iter().filter(|cell| cell.row == sum.left[0]) {
            let total = sum.right.iter().map(|row| figure(&report, Address { row, ..*cell })).sum();
            set(&mut report, *cell, total);
        }
    }
    for cell in cells.iter().filter(|cell| cell.row == "received") {
        let at = |row| figure(&report, Address { row, ..*cell });
        let handled = at("total") + at("carried_out");
        if at("carried_in") <= handled {
            let received = handled - at("carried_in");
            set(&mut report, *cell, received);
        } else {
            let carried_out = at("carried_in") + at("received") - at("total");
            set(&mut report, Address { row: "carried_out", ..*cell }, carried_out);
        }
    }
    for sum in table.sums.iter().filter(|sum| sum.axis == Axis::EachRow) {
        for cell in cells.iter().filter(|cell| cell.column == sum.left[0]) {
            let total = sum.right.iter().map(|column| figure(&report, Address { column, ..*cell })).sum();
            set(&mut report, *cell, total);
        }
    }
    report
}

fn figure(report: &Report, at: Address) -> Decimal {
    report.cells.get(&at).and_then(|cell| cell.value.number()).unwrap_or_default()
}

fn set(report: &mut Report, at: Address, to: Decimal) {
    report.cells.get_mut(&at).expect("a cell").value = Value::Number(to);
}

/// The broken sums and what they suspect.
fn broken(report: &Report) -> Vec<(&'static str, Vec<Address>)> {
    let findings = validate(report).into_iter().filter(|finding| finding.rule.code.starts_with('A'));
    findings.map(|finding| (finding.rule.code, finding.suspects)).collect()
}

proptest! {
    #[test]
    fn one_changed_cell_is_found_and_named(
        is_new in any::<bool>(),
        figures in prop::collection::vec(0u32..60, 40..175),
        at in any::<prop::sample::Index>(),
        change in prop::sample::select(vec![-3, -2, -1, 1, 2, 3]),
    ) {
        let mut report = balanced(if is_new { &Y2021 } else { &Y2019 }, &figures);
        prop_assert_eq!(broken(&report), vec![]);
        let cells: Vec<Address> =
            report.cells.keys().copied().filter(|cell| cell.table == "requests").collect();
        let cell = cells[at.index(cells.len())];
        let changed = figure(&report, cell) + Decimal::from(change);
        set(&mut report, cell, changed);
        let found = broken(&report);
        prop_assert!(found.len() > 1, "{} {}: {:?}", cell, change, found);
        for (code, suspects) in found {
            prop_assert_eq!(&suspects, &vec![cell], "{} {}", code, change);
        }
    }
}
