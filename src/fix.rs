//! Fixes: the changes that are certainly right, made in the report and listed one by one.
//!
//! A rule that knows the right spelling attaches it to its finding ([`Fix`]). Sums and totals are never
//! changed: only the body knows which figure of a broken sum is wrong. One that is blank is filled in where blanks are.

use crate::model::address::Address;
use crate::model::date::Date;
use crate::model::decimal::Decimal;
use crate::model::finding::{Finding, Fix};
use crate::model::language::{Language, Message};
use crate::model::place::Place;
use crate::model::report::{Cell, Passage, Report};
use crate::model::value::Value;
use crate::validate::blank_totals;

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

/// Fills blank cells with 0, and blank totals with the sum of their parts where that is certain.
pub fn fill_blanks(report: &mut Report) -> Vec<Change> {
    let totals = blank_totals(report);
    let is_blank_part =
        |(address, cell): &(&Address, &Cell)| cell.value.is_blank() && !totals.contains_key(*address);
    let parts: Vec<Address> =
        report.cells.iter().filter(is_blank_part).map(|(address, _)| *address).collect();
    let mut changes: Vec<Change> =
        parts.into_iter().filter_map(|address| fill(report, address, Decimal::ZERO)).collect();
    let sums = blank_totals(report).into_iter().filter_map(|(address, sum)| Some((address, sum?)));
    changes.extend(sums.filter_map(|(address, sum)| fill(report, address, sum)));
    changes
}

fn fill(report: &mut Report, address: Address, figure: Decimal) -> Option<Change> {
    let message = Message::new(
        format!("{}：空格填为 {figure}", report.label(address, Language::Zh)),
        format!("{}: the blank is now {figure}", report.label(address, Language::En)),
    );
    let cell = report.cells.get_mut(&address)?;
    cell.value = Value::Number(figure);
    Some(Change { message, place: cell.place.clone() })
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
    fn blanks_are_filled_with_0_and_totals_with_their_sums() {
        let row = r#"{"natural_person": null, "commercial_enterprise": null, "research_institution": null,
            "public_welfare_organization": null, "legal_service_institution": null, "other_organization": null, "total": null}"#;
        let mut report = changed(&[
            ("/tables/requests/not_processed.publication", row),
            ("/tables/requests/total", row),
            ("/tables/requests/granted/total", "null"),
            ("/tables/requests/granted/natural_person", r#"{"raw": "若干"}"#),
        ]);
        assert_eq!(
            messages(&fill_blanks(&mut report))[6..],
            [
                "表二 要求提供公开出版物（不予处理） · 总计：空格填为 0",
                "表二 总计 · 商业企业：空格填为 3",
                "表二 总计 · 法律服务机构：空格填为 1",
                "表二 总计 · 其他（法人或其他组织）：空格填为 1",
                "表二 总计 · 社会公益组织：空格填为 1",
                "表二 总计 · 科研机构：空格填为 0",
            ]
        );
        let blank = report.cells.iter().filter(|(_, cell)| cell.value.is_blank());
        let blank: Vec<String> = blank.map(|(address, _)| address.to_string()).collect();
        assert_eq!(
            blank,
            ["requests/granted/total", "requests/total/natural_person", "requests/total/total"],
            "where a part is in doubt, so is the sum"
        );
    }
}
