//! The balance rules on balanced reports of any figures: one changed cell is found, and named.

use proptest::prelude::*;
use repconv::forms::{Forms, Y2019, Y2021};
use repconv::model::address::Address;
use repconv::model::decimal::Decimal;
use repconv::model::form::{Axis, Edition};
use repconv::model::limits::Limits;
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

/// A report of the form with relations, all of which hold for these figures.
fn related(figures: &[u32]) -> Report {
    let forms =
        Forms::builtin().with_toml(include_str!("../../fixtures/forms/relations.toml")).expect("a form");
    let text = include_str!("../../fixtures/rules/relations.json");
    let text = serde_json::from_str(text).expect("JSON");
    let mut report = json::from_json_within(&text, forms, &Limits::default()).expect("a report").0;
    let mut next = figures.iter().cycle().copied().map(Decimal::from);
    let mut next = || next.next().unwrap_or_default();
    for row in ["county", "towns"] {
        let at = |column| Address { table: "penalties", row, column };
        let kinds = ["warning", "fine", "other"].map(|kind| (kind, next()));
        for (kind, figure) in &kinds {
            set(&mut report, at(kind), *figure);
        }
        set(&mut report, at("total"), kinds.iter().map(|(_, figure)| *figure).sum());
        set(&mut report, at("amount"), next() / Decimal::ONE_HUNDRED + Decimal::new(1, 2));
    }
    for column in ["warning", "fine", "other", "total", "amount"] {
        let at = |row| Address { table: "penalties", row, column };
        let total = figure(&report, at("county")) + figure(&report, at("towns"));
        set(&mut report, at("all"), total);
    }
    let most = figure(&report, Address { table: "penalties", row: "all", column: "total" });
    for row in ["county", "towns"] {
        let at = |column| Address { table: "permits", row, column };
        let [accepted, carried] = [next(), next()];
        let granted = (accepted + carried).min(next()).min(most);
        let refused = (accepted + carried - granted).min(next());
        let open = accepted + carried - granted - refused;
        let columns = ["accepted", "carried", "granted", "refused", "open"];
        for (column, figure) in columns.into_iter().zip([accepted, carried, granted, refused, open]) {
            set(&mut report, at(column), figure);
        }
    }
    report
}

proptest! {
    #[test]
    fn relations_that_hold_have_no_finding_and_a_wrong_total_has_one(
        figures in prop::collection::vec(0u32..1000, 20),
        row in prop::sample::select(vec!["county", "towns", "all"]),
        change in prop::sample::select(vec![-2, -1, 1, 2]),
    ) {
        let mut report = related(&figures);
        prop_assert_eq!(validate(&report), vec![]);
        let cell = Address { table: "penalties", row, column: "total" };
        let changed = figure(&report, cell) + Decimal::from(change);
        set(&mut report, cell, changed);
        let found = broken(&report);
        prop_assert_eq!(found.iter().filter(|(code, _)| *code == "A007").count(), 2, "{:?}", found);
        prop_assert!(found.iter().all(|(code, suspects)| *code != "A007" || *suspects == [cell] || changed < Decimal::ZERO), "{:?}", found);
    }
}
