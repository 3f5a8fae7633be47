//! Fixes: the changes that are certainly right, made in the report and listed one by one.
//!
//! A rule that knows the right spelling attaches it to its finding ([`Fix`]). Sums and totals are never
//! changed: only the body knows which figure of a broken sum is wrong.

use crate::model::address::Address;
use crate::model::date::Date;
use crate::model::decimal::Decimal;
use crate::model::finding::{Finding, Fix};
use crate::model::form::Axis;
use crate::model::language::{Language, Message};
use crate::model::place::Place;
use crate::model::report::{Passage, Report};
use crate::model::value::Value;

/// A change that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What was changed.
    pub message: Message,
    /// Where it is in the source.
    pub place: Place,
}

/// Makes the changes attached to the findings that were not set aside, and writes the date in its official form.
pub fn fix(report: &mut Report, findings: &[Finding]) -> Vec<Change> {
    let mut changes: Vec<Change> = findings
        .iter()
        .filter(|finding| finding.set_aside.is_none())
        .filter_map(|finding| apply(report, finding.fix.as_ref()?, &finding.place))
        .collect();
    changes.extend(official_date(report));
    changes
}

fn apply(report: &mut Report, fix: &Fix, place: &Place) -> Option<Change> {
    let change = |message| Some(Change { message, place: place.clone() });
    match fix {
        Fix::Cell { address, to } => {
            let name = |language| report.label(*address, language);
            let [zh, en] = [Language::Zh, Language::En].map(name);
            let cell = report.cells.get_mut(address)?;
            let from = std::mem::replace(&mut cell.value, Value::Number(*to)).shown();
            change(replaced(&zh, &en, &from, &to.to_string()))
        }
        Fix::Heading { section, to } => {
            let heading = &mut report.sections.get_mut(*section)?.heading;
            let from = std::mem::replace(&mut heading.text, to.clone());
            change(replaced("标题", "heading", &from, to))
        }
        Fix::Date { to } => {
            let date = report.signature.date.as_mut()?;
            let from = std::mem::replace(&mut date.text, to.clone());
            change(replaced("落款日期", "date of the signature", &from, to))
        }
        // The report knows rows by their keys, and every writer writes the official label.
        Fix::Label { from, to } => change(replaced("行名", "label", from, to)),
    }
}

fn replaced(zh: &str, en: &str, from: &str, to: &str) -> Message {
    Message::new(format!("{zh}：“{from}”改为“{to}”"), format!("{en}: '{from}' is now '{to}'"))
}

/// `2022-1-21` as `2022年1月21日`; dates in Chinese figures stay.
fn official_date(report: &mut Report) -> Option<Change> {
    let Passage { text, place } = report.signature.date.as_mut()?;
    let date = Date::parse(text)?;
    let official = date.official();
    let is_arabic = crate::model::text::narrow(text).starts_with(|c: char| c.is_ascii_digit());
    if *text == official || !is_arabic {
        return None;
    }
    let from = std::mem::replace(text, official.clone());
    Some(Change {
        message: replaced("落款日期", "date of the signature", &from, &official),
        place: place.clone(),
    })
}

/// Fills blank cells with 0. A blank total is filled only if everything it adds up is 0.
pub fn fill_blanks(report: &mut Report) -> Vec<Change> {
    let blanks: Vec<Address> =
        report.cells.iter().filter(|(_, cell)| cell.value.is_blank()).map(|(address, _)| *address).collect();
    let (totals, parts): (Vec<_>, Vec<_>) =
        blanks.into_iter().partition(|cell| !terms(report, *cell).is_empty());
    let mut changes: Vec<Change> = parts.into_iter().filter_map(|cell| fill(report, cell)).collect();
    // Totals of rows come before the total of all in the order of sums.
    let mut left = totals;
    loop {
        let is_zero = |cell: &Address| {
            let figure = |term| report.cells.get(term).and_then(|cell| cell.value.number());
            terms(report, *cell)
                .iter()
                .flatten()
                .all(|term| figure(term).is_some_and(|figure| figure.is_zero()))
        };
        let (zero, others): (Vec<_>, Vec<_>) = left.into_iter().partition(is_zero);
        if zero.is_empty() {
            return changes;
        }
        changes.extend(zero.into_iter().filter_map(|cell| fill(report, cell)));
        left = others;
    }
}

fn fill(report: &mut Report, address: Address) -> Option<Change> {
    let message = Message::new(
        format!("{}：空格填为 0", report.label(address, Language::Zh)),
        format!("{}: the blank is now 0", report.label(address, Language::En)),
    );
    let cell = report.cells.get_mut(&address)?;
    cell.value = Value::Number(Decimal::ZERO);
    Some(Change { message, place: cell.place.clone() })
}

/// The cells that add up to this total: one list for each sum of the form, and for a 小计 row its group.
fn terms(report: &Report, total: Address) -> Vec<Vec<Address>> {
    let Some(table) = report.edition.table(total.table) else { return Vec::new() };
    let declared = table.sums.iter().filter_map(|sum| {
        let of_row = |row: &&'static str| Address { row, ..total };
        let of_column = |column: &&'static str| Address { column, ..total };
        match sum.axis {
            Axis::EachColumn if sum.left == [total.row] => {
                Some(sum.right.iter().map(of_row).collect::<Vec<_>>())
            }
            Axis::EachRow if sum.left == [total.column] => Some(sum.right.iter().map(of_column).collect()),
            Axis::EachColumn | Axis::EachRow => None,
        }
    });
    let subtotal = total.row.strip_suffix("subtotal").filter(|_| report.edition.disclosure.is_some());
    let group = subtotal.map(|group| {
        let rows = table.rows().map(|(_, row)| row.key);
        let parts = rows.filter(|row| row.starts_with(group) && *row != total.row);
        parts.map(|row| Address { row, ..total }).collect()
    });
    let is_present = |term: &Address| report.cells.contains_key(term);
    declared.chain(group).map(|terms: Vec<Address>| terms.into_iter().filter(is_present).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report_json as json;
    use crate::validate::validate;

    fn changed(changes: &[(&str, &str)]) -> Report {
        let text = include_str!("../fixtures/rules/2021.json");
        let mut report: serde_json::Value = serde_json::from_str(text).unwrap();
        for (pointer, value) in changes {
            *report.pointer_mut(pointer).unwrap() = serde_json::from_str(value).unwrap();
        }
        json::from_json(&report).unwrap().0
    }

    fn messages(changes: &[Change]) -> Vec<&str> {
        changes.iter().map(|change| change.message.zh.as_str()).collect()
    }

    #[test]
    fn only_safe_changes_are_made() {
        for (changes, want) in [
            (&[][..], &[][..]),
            (
                &[("/tables/disclosure/licensing/decisions", r#"{"raw": "１，２３４件", "value": 1234}"#)],
                &["表一 行政许可 · 本年处理决定数量：“１，２３４件”改为“1234”"],
            ),
            (
                &[("/tables/disclosure/fees/amount", r#"{"raw": "608756.20元", "value": null}"#)],
                &["表一 行政事业性收费 · 本年收费金额：“608756.20元”改为“60.87562”"],
            ),
            (
                &[("/tables/disclosure/licensing/decisions", r#"{"raw": "3万件", "value": null}"#)],
                &["表一 行政许可 · 本年处理决定数量：“3万件”改为“30000”"],
            ),
            (&[("/tables/disclosure/fees/amount", r#"{"raw": "3万元（30000元）", "value": 3}"#)], &[]),
            (
                &[("/tables/disclosure/fees/amount", r#"{"raw": "3.50万元", "value": 3.5}"#)],
                &["表一 行政事业性收费 · 本年收费金额：“3.50万元”改为“3.5”"],
            ),
            (&[("/tables/requests/granted/total", "99")], &[]),
            (&[("/tables/requests/granted/natural_person", r#"{"raw": "/"}"#)], &[]),
            (
                &[("/sections/2/heading", r#""二、收到和处理政府信息公开申请情况""#)],
                &["标题：“二、收到和处理政府信息公开申请情况”改为“三、收到和处理政府信息公开申请情况”"],
            ),
            (
                &[("/signature/date", r#"{"raw": "20231月21日", "iso": null}"#)],
                &["落款日期：“20231月21日”改为“2023年1月21日”"],
            ),
            (&[("/signature/date", r#"{"raw": "2023年13月45日", "iso": null}"#)], &[]),
            (
                &[("/signature/date", r#"{"raw": "2023.1.21", "iso": "2023-01-21"}"#)],
                &["落款日期：“2023.1.21”改为“2023年1月21日”"],
            ),
        ] {
            let mut report = changed(changes);
            let findings = validate(&report);
            assert_eq!(messages(&fix(&mut report, &findings)), want);
            let findings = validate(&report);
            assert_eq!(fix(&mut report, &findings), [], "fixed twice");
        }
    }

    #[test]
    fn blanks_are_filled_but_for_totals_that_are_not_0() {
        let row = r#"{"natural_person": null, "commercial_enterprise": null, "research_institution": null,
            "public_welfare_organization": null, "legal_service_institution": null, "other_organization": null, "total": null}"#;
        let mut report = changed(&[
            ("/tables/requests/not_processed.publication", row),
            ("/tables/requests/granted/total", "null"),
        ]);
        assert_eq!(fill_blanks(&mut report).len(), 7);
        let blank =
            report.cells.iter().find(|(_, cell)| cell.value.is_blank()).map(|(cell, _)| cell.to_string());
        assert_eq!(blank.as_deref(), Some("requests/granted/total"));
    }
}
