//! Family D: dates and names that identify a report.

use crate::finding::{Check, Finding, Rule, Severity};
use crate::language::{Message, Text};
use crate::report::{Date, Report};

/// D001: the date of the signature is none.
pub static MALFORMED_DATE: Rule = Rule {
    code: "D001",
    name: "malformed-date",
    severity: Severity::Warning,
    title: Text::new("日期写法有误", "a date that is none"),
    ground: Text::new(
        "GB/T 9704-2012《党政机关公文格式》7.3.5.4：成文日期用阿拉伯数字将年、月、日标全",
        "GB/T 9704-2012, 7.3.5.4: the date of a document has its year, month and day in full",
    ),
    page: include_str!("../../docs/rules/D001.md"),
    check: Check::Report(malformed_date),
};

fn malformed_date(report: &Report, findings: &mut Vec<Finding>) {
    let Some(date) = &report.signature.date else { return };
    if Date::parse(&date.text).is_some() {
        return;
    }
    let raw = &date.text;
    let message = Message::new(
        format!("落款日期“{raw}”不是一个完整的日期，应写成“2022年1月21日”这样"),
        format!("the date '{raw}' under the signature is no whole date; write it like 2022年1月21日"),
    );
    findings.push(Finding::new(&MALFORMED_DATE, message, date.place.clone()).with_passage(raw.clone()));
}
