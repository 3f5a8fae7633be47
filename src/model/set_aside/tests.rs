//! Reasons hold as long as what they were given for is unchanged.

use super::*;
use crate::forms::Y2021;
use crate::model::address::Address;
use crate::model::place::Place;
use crate::model::reading_rules::{SKIPPED_CONTENT, UNPLACED_CELL};
use crate::model::report::Cell;
use crate::model::value::Value;

const RECEIVED: Address = Address { table: "requests", row: "received", column: "total" };

fn report(figure: &str) -> Report {
    let mut report = Report::empty(&Y2021);
    report
        .cells
        .insert(RECEIVED, Cell { value: Value::parse(figure), place: Place::Line { line: 3, column: None } });
    report
}

fn finding() -> Finding {
    Finding::new(&UNPLACED_CELL, Message::new("不平", "unbalanced"), Place::Unknown)
        .with_cells(vec![RECEIVED])
}

#[test]
fn a_finding_comes_back_when_its_figure_changes() {
    let mut report = report("5");
    let reason = SetAside::new(&fingerprint(&report, &finding()), "  上年漏报\n今年补报 ").unwrap();
    assert_eq!(reason.reason, "上年漏报 今年补报");
    assert_eq!(SetAside::of_property(&reason.property()).as_ref(), Some(&reason));
    report.set_aside.push(reason);

    let mut findings =
        [finding(), Finding::new(&SKIPPED_CONTENT, Message::new("别的", "other"), Place::Unknown)];
    let before = findings.clone();
    set_aside(&report, &mut findings);
    set_aside(&report, &mut findings);
    assert_eq!(findings[0].severity, Severity::Info);
    assert_eq!(findings[0].message.zh, "已说明，不计（原因：上年漏报 今年补报）：不平");
    assert_eq!(findings[1], before[1]);
    restore(&mut findings);
    assert_eq!(findings, before);

    report.cells.insert(RECEIVED, Cell { value: Value::parse("6"), place: Place::Unknown });
    set_aside(&report, &mut findings);
    assert_eq!(findings, before);
}

#[test]
fn the_fingerprint_does_not_depend_on_the_file() {
    let (read, mut other) = (report("5"), finding());
    let print = fingerprint(&read, &other);
    // It is part of files that were written: it never changes.
    assert_eq!(print, "R002-550067ab0a750218");
    other.place = Place::Line { line: 9, column: None };
    other.message = Message::new("另一种说法", "in other words");
    assert_eq!(fingerprint(&report("5"), &other), print);
    for (figure, expected) in [("", None), ("5", Some(7.into()))] {
        let other = finding().with_figures(expected, None);
        assert_ne!(fingerprint(&report(figure), &other), print);
    }
}

#[test]
fn an_empty_reason_is_none() {
    assert_eq!(SetAside::new("A001-0", " \n"), None);
    assert_eq!(SetAside::of_property(&Property { name: "Author".to_owned(), text: "某".to_owned() }), None);
}
