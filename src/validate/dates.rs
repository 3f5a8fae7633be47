//! Family D: the dates of a report.

use super::names::Rank;
use crate::model::date::Date;
use crate::model::finding::{Finding, Fix, Rule, Severity};
use crate::model::language::{Message, Text};
use crate::model::metadata::MetadataKey;
use crate::model::place::Place;
use crate::model::report::Report;
use crate::model::text;

/// D001: the date under the signature is not a complete date.
pub static MALFORMED_DATE: Rule = Rule {
    code: "D001",
    name: "malformed-date",
    severity: Severity::Warning,
    title: Text::new("日期写法有误", "a malformed date"),
    ground: Text::new(
        "GB/T 9704-2012《党政机关公文格式》7.3.5.4：成文日期用阿拉伯数字将年、月、日标全",
        "GB/T 9704-2012, 7.3.5.4: the date of a document gives year, month and day in full",
    ),
    page: include_str!("../../docs/rules/D001.md"),
};

pub(super) fn malformed_date(report: &Report, findings: &mut Vec<Finding>) {
    let Some(date) = &report.signature.date else { return };
    if Date::parse(&date.text).is_some() {
        return;
    }
    let raw = &date.text;
    let meant = meant(raw).map(Date::official);
    let (zh, en) = match &meant {
        Some(meant) => (format!("应为“{meant}”"), format!("it should be {meant}")),
        None => ("应写成“2022年1月21日”这样".to_owned(), "write it like 2022年1月21日".to_owned()),
    };
    let message = Message::new(
        format!("落款日期“{raw}”不是一个完整的日期，{zh}"),
        format!("the date '{raw}' under the signature is not a complete date; {en}"),
    );
    let mut finding = Finding::new(&MALFORMED_DATE, message, date.place.clone()).with_passage(raw.clone());
    finding.fix = meant.map(|to| Fix::Date { to });
    findings.push(finding);
}

/// The only date that a malformed one can mean: in `20221月21日` 年 is missing, in `2022年1月21` 日.
fn meant(raw: &str) -> Option<Date> {
    let folded = text::fold(raw);
    let without_year = || {
        let (digits, rest) = folded.split_once('月')?;
        let (year, month) = digits.split_at_checked(4)?;
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| Date::parse(&format!("{year}年{month}月{rest}")))?
    };
    let without_day = || folded.contains('月').then(|| Date::parse(&format!("{folded}日")))?;
    without_year().or_else(without_day)
}

/// D002: written or published after the legal deadline.
pub static LATE_PUBLICATION: Rule = Rule {
    code: "D002",
    name: "late-publication",
    severity: Severity::Info,
    title: Text::new("晚于规定的公布日期", "written or published late"),
    ground: Text::new(
        "《政府信息公开条例》第四十九条：部门每年 1 月 31 日前，县级以上人民政府每年 3 月 31 日前",
        "article 49 of the 政府信息公开条例: departments by 31 January, governments by 31 March",
    ),
    page: include_str!("../../docs/rules/D002.md"),
};

pub(super) fn late_publication(report: &Report, findings: &mut Vec<Finding>) {
    let Some(next) = report.year.and_then(|year| year.checked_add(1)) else { return };
    let rank = report.organization.as_deref().map_or(Rank::Unknown, Rank::of);
    let last = if rank == Rank::Department { Date::new(next, 1, 31) } else { Date::new(next, 3, 31) };
    let Some(last) = last else { return };
    let signed =
        report.signature.date.as_ref().map(|date| ("落款", "signed", date.text.as_str(), date.place.clone()));
    let metadata = |key, zh, en| Some((zh, en, report.metadata.get(key)?, Place::Unknown));
    let written = metadata(MetadataKey::WrittenOn, "成文", "written");
    let published = metadata(MetadataKey::PublishedOn, "发布", "published");
    let late = [signed, written, published].into_iter().flatten().find_map(|(zh, en, text, place)| {
        let day = text.split_whitespace().next().and_then(Date::parse)?;
        (day > last).then_some((zh, en, text, day, place))
    });
    let Some((zh, en, text, day, place)) = late else { return };
    let message =
        Message::new(format!("{zh}日期 {day} 晚于规定的 {last}"), format!("{en} on {day}, after {last}"));
    findings.push(Finding::new(&LATE_PUBLICATION, message, place).with_passage(text));
}
