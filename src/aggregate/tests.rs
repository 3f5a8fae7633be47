//! Which reports count, their sums, and which are missing.

use std::collections::BTreeMap;

use super::*;
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::report::Report;
use crate::model::value::Value;
use crate::report_json as json;

const RECEIVED: Address = Address { table: "requests", row: "received", column: "total" };
const PERSONS: Address = Address { table: "requests", row: "received", column: "natural_person" };
const LICENSING: Address = Address { table: "disclosure", row: "licensing", column: "decisions" };
const FEES: Address = Address { table: "disclosure", row: "fees", column: "amount" };

fn valid_report(edition: &str) -> Report {
    let text = match edition {
        "2019" => include_str!("../../fixtures/rules/2019.json"),
        _ => include_str!("../../fixtures/rules/2021.json"),
    };
    json::from_json(&serde_json::from_str(text).unwrap()).unwrap().0
}

/// A valid report of a body and year with some cells changed.
fn handed_in(body: &str, year: u16, changes: &[(Address, &str)]) -> Received {
    changed(valid_report("2021"), body, year, changes)
}

fn changed(mut report: Report, body: &str, year: u16, changes: &[(Address, &str)]) -> Received {
    report.organization = Some(body.to_owned()).filter(|body| !body.is_empty());
    report.year = Some(year).filter(|year| *year > 0);
    for (address, shown) in changes {
        report.cells.entry(*address).or_default().value = Value::parse(shown);
    }
    let bytes = json::to_text(&report);
    Received::of(&format!("{body}{year}.docx"), bytes.as_bytes(), report)
}

#[test]
fn a_report_of_which_nothing_was_read_does_not_count_nor_hide_another_one() {
    let mut unread = valid_report("2021");
    unread.cells.clear();
    let mut blank = valid_report("2021");
    blank.cells.values_mut().for_each(|cell| cell.value = Value::Blank);
    let received = vec![
        changed(unread, "甲县教育局", 2024, &[]),
        handed_in("甲县教育局", 2024, &[]),
        changed(blank, "乙县教育局", 2024, &[]),
    ];
    assert_eq!(inclusions(received, &Settings::default()), ["NothingRead", "counted", "NothingRead"]);
}

fn sum(summary: &Summary, address: Address) -> (Option<String>, [usize; 4]) {
    let sum = summary.forms[0].sums[&address];
    (sum.total.map(|total| total.to_string()), [sum.figures, sum.blanks, sum.texts, sum.absent])
}

fn inclusions(received: Vec<Received>, settings: &Settings<'_>) -> Vec<String> {
    let summary = Summary::of(received, settings);
    let shown = summary.inclusions.iter().map(|inclusion| match inclusion {
        Inclusion::Counted => "counted".to_owned(),
        Inclusion::Excluded(Reason::Repeated { counted, likeness }) => {
            let likeness = match likeness {
                Likeness::SameFile => "same file".to_owned(),
                Likeness::SameFigures => "same figures".to_owned(),
                Likeness::Different(cells) => format!("{} differ", cells.len()),
            };
            format!("repeats {counted}, {likeness}")
        }
        Inclusion::Excluded(reason) => format!("{reason:?}"),
    });
    shown.collect()
}

#[test]
fn sums_are_exact_and_count_blanks_and_words_separately() {
    let fees = |shown| [(FEES, shown)];
    let received = vec![
        handed_in("甲局", 2022, &fees("0.1")),
        handed_in("乙局", 2022, &fees("0.2")),
        handed_in("丙局", 2022, &fees("")),
        handed_in("丁局", 2022, &fees("22.5（其中减免3万元）")),
        handed_in("戊局", 2022, &fees("1,000万元")),
        handed_in("己局", 2022, &fees("251000元")),
        changed(valid_report("2019"), "庚局", 2022, &[]),
    ];
    let summary = Summary::of(received, &Settings::default());
    assert_eq!(sum(&summary, FEES), (Some("1022.8".to_owned()), [4, 1, 1, 1]));
    assert_eq!(summary.texts().count(), 1);
    assert_eq!(sum(&summary, RECEIVED).1, [7, 0, 0, 0]);
}

#[test]
fn a_sum_of_blanks_is_blank() {
    let received = ["甲局", "乙局"].map(|body| handed_in(body, 2022, &[(PERSONS, "")])).to_vec();
    let summary = Summary::of(received, &Settings::default());
    assert_eq!(sum(&summary, PERSONS), (None, [0, 2, 0, 0]));
    assert_eq!(summary.forms[0].report(None).cells[&PERSONS].value, Value::Blank);
}

#[test]
fn what_a_decimal_cannot_hold_is_not_rounded() {
    let most = Decimal::MAX.to_string();
    let received = ["甲局", "乙局"].map(|body| handed_in(body, 2022, &[(LICENSING, most.as_str())])).to_vec();
    let summary = Summary::of(received, &Settings::default());
    assert_eq!(sum(&summary, LICENSING), (None, [2, 0, 0, 0]));
    let value = &summary.forms[0].report(None).cells[&LICENSING].value;
    assert!(matches!(value, Value::Text { value: None, .. }), "{value:?}");
}

#[test]
fn one_report_of_each_body_for_the_year_counts() {
    let settings = Settings::default();
    let plain = |body: &str, year| handed_in(body, year, &[]);
    for (received, want) in [
        (vec![plain("甲局", 2022), plain("乙局", 2022)], vec!["counted", "counted"]),
        (vec![plain("甲局", 2022), plain("甲 局", 2022)], vec!["counted", "repeats 0, same figures"]),
        (vec![plain("甲局", 2022), plain("甲局", 2022)], vec!["counted", "repeats 0, same file"]),
        (
            vec![plain("甲县", 2022), handed_in("甲县人民政府", 2022, &[(RECEIVED, "28")])],
            vec!["counted", "repeats 0, 1 differ"],
        ),
        (vec![plain("县发改局", 2022), plain("青溪县发展和改革局", 2022)], vec!["counted", "counted"]),
        (
            vec![plain("甲局", 2022), plain("乙局", 2022), plain("丙局", 2021), plain("丁局", 0)],
            vec!["counted", "counted", "OtherYear", "NoYear"],
        ),
        (vec![plain("甲局", 2021), plain("乙局", 2022)], vec!["OtherYear", "counted"]),
        (vec![plain("甲局", 2021), plain("甲局", 2022)], vec!["OtherYear", "counted"]),
        (vec![plain("", 2022), plain("", 2022)], vec!["counted", "repeats 0, same file"]),
        (vec![plain("", 2022), handed_in("", 2022, &[(RECEIVED, "28")])], vec!["counted", "counted"]),
        (vec![plain("甲局", 0), plain("乙局", 0)], vec!["counted", "counted"]),
    ] {
        assert_eq!(inclusions(received, &settings), want);
    }
    let received = vec![plain("甲局", 2021), plain("乙局", 2022), plain("丙局", 2022)];
    let settings = Settings { year: Some(2021), ..Settings::default() };
    assert_eq!(inclusions(received, &settings), ["counted", "OtherYear", "OtherYear"]);
}

#[test]
fn unbalanced_reports_count_unless_only_valid_ones_are_asked_for() {
    let received = || {
        vec![
            handed_in("甲局", 2022, &[(PERSONS, "99")]),
            handed_in("甲局", 2022, &[]),
            handed_in("乙局", 2022, &[(PERSONS, "约20")]),
        ]
    };
    let summary = Summary::of(received(), &Settings::default());
    let balances: Vec<Balance> = summary.received.iter().map(|one| one.balance).collect();
    assert_eq!(balances, [Balance::Broken, Balance::Holds, Balance::Holds]);
    assert_eq!(inclusions(received(), &Settings::default()), ["counted", "repeats 0, 1 differ", "counted"]);
    let settings = Settings { only_valid: true, ..Settings::default() };
    assert_eq!(inclusions(received(), &settings), ["Unbalanced", "counted", "counted"]);
}

#[test]
fn editions_share_cells_that_mean_the_same() {
    let received = vec![
        handed_in("甲局", 2022, &[]),
        handed_in("乙局", 2022, &[]),
        changed(valid_report("2019"), "丙局", 2022, &[]),
    ];
    let summary = Summary::of(received, &Settings::default());
    let editions: Vec<&str> = summary.forms.iter().map(|form| form.edition.id).collect();
    assert_eq!(editions, ["2021", "2019"]);
    assert_eq!(sum(&summary, RECEIVED).1, [3, 0, 0, 0]);
    let rest = &summary.forms[1];
    assert!(rest.sums.keys().all(|address| !is_in_form(summary.forms[0].edition, *address)));
    assert!(rest.sums.values().all(|sum| sum.absent == 2));
    let report = rest.report(Some(summary.forms[0].edition));
    assert_eq!(report.cells[&LICENSING].value.shown(), "已并入");
    assert!(!report.cells.contains_key(&RECEIVED));
}

#[test]
fn a_report_for_another_year_is_asked_for_of_expected_bodies_alone() {
    let bodies = [("青溪县文化局", 2022), ("青溪县水利局", 2021), ("青溪县司法局", 2021), ("白石市", 2021)];
    let received = || bodies.map(|(body, year)| handed_in(body, year, &[])).into();
    let roster = Roster::new(["青溪县文化局", "青溪县水利局", "司法局"].map(str::to_owned));
    let settings = Settings { year: Some(2022), ..Settings::default() };
    let asked = |settings| -> Vec<usize> {
        Summary::of(received(), &settings).only_for_other_years().map(|(at, _)| at).collect()
    };
    assert_eq!(asked(settings), [1, 2, 3]);
    assert_eq!(asked(Settings { roster: Some(&roster), ..settings }), [1, 2]);
}

fn attendance(bodies: &[(&str, u16)], names: &[&str]) -> Attendance {
    let received = bodies.iter().map(|(body, year)| handed_in(body, *year, &[])).collect();
    let roster = Roster::new(names.iter().map(|name| (*name).to_owned()));
    let unreadable = ["in/青溪县司法局年报.docx".to_owned()];
    let settings =
        Settings { roster: Some(&roster), unreadable: &unreadable, year: Some(2022), ..Settings::default() };
    Summary::of(received, &settings).attendance.unwrap()
}

#[test]
fn only_certain_names_are_matched_and_others_proposed() {
    let bodies = [
        ("青溪县教育局", 2022),
        ("青溪县发展和改革局", 2022),
        ("青溪县新城街道", 2022),
        ("青溪县水利局", 2021),
        ("青溪县气象台", 2022),
    ];
    let names =
        ["青溪县 教育局", "县发改局", "青溪县新城街道办事处", "青溪县水利局", "青溪县司法局", "青溪县审计局"];
    let found = attendance(&bodies, &names);
    let matched: Vec<_> =
        found.matched.iter().map(|matched| (matched.name.as_str(), matched.received)).collect();
    assert_eq!(matched, [("青溪县 教育局", 0), ("青溪县新城街道办事处", 2)]);
    assert_eq!(found.proposed, [Proposed { name: "县发改局".to_owned(), received: vec![1] }]);
    let missing: BTreeMap<&str, (usize, usize)> = found
        .missing
        .iter()
        .map(|missing| (missing.name.as_str(), (missing.other_years.len(), missing.unreadable.len())))
        .collect();
    let want = [("青溪县司法局", (0, 1)), ("青溪县审计局", (0, 0)), ("青溪县水利局", (1, 0))];
    assert_eq!(missing, want.into_iter().collect());
    assert_eq!(found.unlisted, [1, 4]);
}

#[test]
fn a_name_that_may_mean_two_bodies_is_proposed_for_both() {
    let found = attendance(&[("青溪县教育局", 2022), ("白石县教育局", 2022)], &["教育局", "青溪县教育局"]);
    assert_eq!(found.proposed, [Proposed { name: "教育局".to_owned(), received: vec![1] }]);
    let found = attendance(&[("青溪县教育局", 2022), ("白石县教育局", 2022)], &["教育局"]);
    assert_eq!(found.proposed, [Proposed { name: "教育局".to_owned(), received: vec![0, 1] }]);
}

#[test]
fn bodies_that_may_be_one_are_listed_and_both_count() {
    let received = vec![
        handed_in("县发改局", 2022, &[]),
        handed_in("青溪县发展和改革局", 2022, &[]),
        handed_in("青溪县教育局", 2022, &[]),
    ];
    let summary = Summary::of(received, &Settings::default());
    assert_eq!(summary.alike, [(0, 1)]);
    assert_eq!(summary.counted().count(), 3);
}

#[test]
fn an_amount_is_not_a_count() {
    let received = vec![
        handed_in("甲局", 2022, &[(LICENSING, "3万元"), (FEES, "3万元")]),
        handed_in("乙局", 2022, &[(LICENSING, "4件"), (FEES, "4件")]),
    ];
    let summary = Summary::of(received, &Settings::default());
    assert_eq!(sum(&summary, LICENSING), (Some("4".to_owned()), [1, 0, 1, 0]));
    assert_eq!(sum(&summary, FEES), (Some("7".to_owned()), [2, 0, 0, 0]));
}

#[test]
fn amounts_in_another_unit_are_listed_whatever_their_annotation() {
    let shown = ["25.1万元（251000元）", "251000元（25.1万元）", "2亿元（20000万元）", "1000元"];
    let received = ["甲局", "乙局", "丙局", "丁局"].into_iter().zip(shown);
    let received = received.map(|(body, shown)| handed_in(body, 2022, &[(FEES, shown)])).collect();
    let summary = Summary::of(received, &Settings::default());
    assert_eq!(sum(&summary, FEES), (Some("25.1".to_owned()), [1, 0, 3, 0]));
    assert_eq!(summary.texts().map(|(_, _, raw)| raw).collect::<Vec<_>>(), shown[1..]);
}

/// Reports of bodies in files, each with so many requests received.
fn filed(files: &[(&str, &str, &str)]) -> Vec<Received> {
    let one = |(file, body, received): &(&str, &str, &str)| {
        let one = handed_in(body, 2022, &[(RECEIVED, received)]);
        Received { file: (*file).to_owned(), ..one }
    };
    files.iter().map(one).collect()
}

#[test]
fn a_folder_completes_a_name_on_the_roster() {
    let matched = |file: &str, names: &[&str]| {
        let roster = Roster::new(names.iter().map(|name| (*name).to_owned()));
        let settings = Settings { roster: Some(&roster), ..Settings::default() };
        let received = filed(&[(file, "财政所", "1"), ("in/乙镇/1.docx", "财政所", "2")]);
        let summary = Summary::of(received, &settings);
        assert_eq!(summary.counted().count(), 2, "{file}");
        assert!(summary.duplicates.is_empty() && summary.alike.is_empty(), "{file}");
        let attendance = summary.attendance.unwrap();
        let matched =
            attendance.matched.into_iter().map(|matched| format!("{} {}", matched.name, matched.received));
        let proposed = attendance.proposed.into_iter().map(|one| format!("{}? {:?}", one.name, one.received));
        let missing = attendance.missing.into_iter().map(|missing| format!("no {}", missing.name));
        matched.chain(proposed).chain(missing).collect::<Vec<_>>().join(", ")
    };
    let towns = ["甲镇财政所", "乙镇财政所"];
    for file in [
        "in/甲镇/财政所.docx",
        "in/甲镇/终稿/财政所.docx",
        "in/1、甲镇/财政所.docx",
        "in\\甲 镇\\财政所.docx",
        "in/甲镇.zip › 财政所.docx",
        "in/a.zip › 甲镇/财政所.docx",
    ] {
        assert_eq!(matched(file, &towns), "甲镇财政所 0, 乙镇财政所 1", "{file}");
    }
    let three = ["财政所", "甲镇财政所", "乙镇财政所"];
    assert_eq!(matched("in/甲镇/1.docx", &three), "甲镇财政所 0, 乙镇财政所 1, no 财政所");
    let longer = ["青溪县甲镇财政所", "青溪县乙镇财政所"];
    for file in ["in/甲镇/1.docx", "青溪县/甲镇/1.docx"] {
        assert_eq!(
            matched(file, &longer),
            "青溪县甲镇财政所 0, 青溪县乙镇财政所 1",
            "each matched to its own"
        );
    }
}

#[test]
fn one_bare_name_in_two_folders_may_be_two_bodies() {
    let doubts = |files: &[(&str, &str, &str)], names: &[&str]| {
        let roster = Roster::new(names.iter().map(|name| (*name).to_owned()));
        let settings =
            Settings { roster: Some(&roster).filter(|_| !names.is_empty()), ..Settings::default() };
        let summary = Summary::of(filed(files), &settings);
        let left: Vec<bool> = summary
            .excluded()
            .map(|(_, one, reason)| match reason {
                Reason::Repeated { counted, .. } => may_be_two(one, &summary.received[*counted]),
                other => panic!("{other:?}"),
            })
            .collect();
        left
    };
    let bare = [("in/甲镇/1.docx", "财政所", "1"), ("in/乙镇/1.docx", "财政所", "2")];
    assert_eq!(doubts(&bare, &[]), [true]);
    assert_eq!(doubts(&bare, &["财政所"]), [true]);
    assert_eq!(doubts(&bare, &["甲镇财政所", "乙镇财政所"]), [false; 0], "they count both");
    for (file, body, received) in [
        ("in/甲镇/2.docx", "财政所", "2"), // a correction beside
        ("in/乙镇/1.docx", "财政所", "1"), // the same file
    ] {
        assert_eq!(doubts(&[bare[0], (file, body, received)], &[]), [false], "{file} {received}");
    }
    let whole = [("in/初稿/1.docx", "甲镇财政所", "1"), ("in/终稿/1.docx", "甲镇财政所", "2")];
    assert_eq!(doubts(&whole, &[]), [false]);
}

#[test]
fn of_two_reports_of_a_body_the_one_that_counts_is_matched() {
    let roster = Roster::new(["甲局", "甲局 ", "某县人民政府", "某县政府"].map(str::to_owned));
    assert_eq!(roster.organizations, ["甲局", "某县人民政府"], "each body once");
    let broken = [(RECEIVED, "99")];
    let received = vec![handed_in("甲局", 2022, &broken), handed_in("甲局", 2022, &[])];
    let settings = Settings { only_valid: true, roster: Some(&roster), ..Settings::default() };
    let summary = Summary::of(received, &settings);
    let attendance = summary.attendance.expect("a roster was given");
    assert_eq!(attendance.matched.iter().map(|matched| matched.received).collect::<Vec<_>>(), [1]);
}
