//! Family C: cells that take no numbers: percentages, days, yes or no, choices.

use crate::model::date::Date;
use crate::model::finding::{Finding, Rule, Severity};
use crate::model::form::{ColumnForm, Kind};
use crate::model::language::{Language, Message, Text};
use crate::model::report::Report;
use crate::model::text;
use crate::model::value::Value;

/// C007: a cell holds something else than its column declares.
pub static NOT_OF_KIND: Rule = Rule {
    code: "C007",
    name: "not-of-kind",
    severity: Severity::Error,
    title: Text::new("格里填的不是这一列要的", "a cell holds something else than its column takes"),
    ground: Text::new(
        "表样规定了这一列填什么：百分比、日期、是否或几项之一",
        "the form declares what the column takes: a percentage, a date, yes or no, or one of several texts",
    ),
    page: include_str!("../../../docs/rules/C007.md"),
};

/// Boxes before a choice.
const TICKED: [char; 6] = ['☑', '✓', '√', '■', '☒', '✔'];
const UNTICKED: [char; 3] = ['□', '☐', '○'];
/// How yes and no are written without a box.
const YES_OR_NO: [&str; 8] = ["是", "否", "有", "无", "√", "×", "✓", "✗"];

/// C007: each cell whose text is not of the kind that its column declares.
pub(in crate::validate) fn cells_not_of_kind(report: &Report, findings: &mut Vec<Finding>) {
    for table in report.edition.tables {
        let columns = || table.blocks.iter().flat_map(|block| block.columns);
        if columns().all(|column| column.kind.is_number()) {
            continue; // most forms
        }
        for (address, cell) in report.cells.iter().filter(|(address, _)| address.table == table.key) {
            let column = table.row(address.row).and_then(|(block, _)| block.column(address.column));
            let Some((column, wanted)) = column.and_then(|column| Some((column, wanted(column)?))) else {
                continue;
            };
            let Value::Text { raw, .. } = &cell.value else { continue };
            if is_of_kind(column, raw) {
                continue;
            }
            let name = |language| report.label(*address, language);
            let message = Message::new(
                format!("{}：写的是“{raw}”，这里应填{}", name(Language::Zh), wanted.zh),
                format!("{}: it is '{raw}'; {} is expected here", name(Language::En), wanted.en),
            );
            findings.push(Finding::new(&NOT_OF_KIND, message, cell.place.clone()).with_cells(vec![*address]));
        }
    }
}

/// What a column takes; `None` if it takes any text, or numbers, which have rules of their own.
fn wanted(column: &ColumnForm) -> Option<Message> {
    match column.kind {
        Kind::Percent => Some(Message::new("百分比，如 12.5%", "a percentage such as 12.5%")),
        Kind::Date => Some(Message::new("日期，如 2024年5月1日", "a date such as 2024-05-01")),
        Kind::YesNo => Some(Message::new("“是”或“否”", "是 or 否 (yes or no)")),
        Kind::Choice => {
            let choices = column.choices;
            Some(Message::new(
                format!("其中之一：{}", choices.join("、")),
                format!("one of {}", choices.join(", ")),
            ))
        }
        Kind::Count | Kind::Change | Kind::Decimal | Kind::Amount | Kind::Text => None,
    }
}

fn is_of_kind(column: &ColumnForm, raw: &str) -> bool {
    match column.kind {
        Kind::Percent => is_percentage(raw),
        Kind::Date => Date::parse(raw).is_some() || is_month(raw),
        Kind::YesNo => is_one_of(raw, &["是", "否"]) || YES_OR_NO.contains(&raw.trim()),
        Kind::Choice => is_one_of(raw, column.choices),
        Kind::Count | Kind::Change | Kind::Decimal | Kind::Amount | Kind::Text => true,
    }
}

fn is_percentage(raw: &str) -> bool {
    let narrow = text::narrow(raw);
    let number = narrow.trim().trim_end_matches(['%', '‰']).trim();
    matches!(Value::parse(number), Value::Number(_))
}

/// Whether a text is a month or a year: `2024年5月`, `2024-05`, `2024年`.
fn is_month(raw: &str) -> bool {
    let folded = text::fold(raw);
    let parts: Vec<&str> =
        folded.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let is_bare = folded.chars().all(|c| c.is_ascii_digit() || matches!(c, '年' | '月' | '-' | '.' | '/'));
    let is_year = |year: &str| year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
    let is_month = |month: &str| month.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month));
    is_bare
        && match parts.as_slice() {
            [year] => is_year(year),
            [year, month] => is_year(year) && is_month(month),
            _ => false,
        }
}

/// Whether a text is one of these, alone or as the only one of them with a ticked box: `☑是 □否`.
fn is_one_of(raw: &str, choices: &[&str]) -> bool {
    let shown = raw.trim();
    if !shown.contains(TICKED) && !shown.contains(UNTICKED) {
        return choices.contains(&shown);
    }
    // The boxes are all before their texts or all after them.
    let is_box = |c: char| TICKED.contains(&c) || UNTICKED.contains(&c);
    let are_before = shown.starts_with(is_box);
    let ticked = |(at, choice): &(usize, &&str)| {
        let before = shown.get(..*at).unwrap_or_default().trim_end();
        let after = shown.get(at + choice.len()..).unwrap_or_default().trim_start();
        if are_before { before.ends_with(TICKED) } else { after.starts_with(TICKED) }
    };
    let found = choices.iter().filter_map(|choice| Some((shown.find(choice)?, choice)));
    found.filter(ticked).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_of_the_kind_of_its_column() {
        let column = |kind| ColumnForm {
            key: "c",
            label: "列",
            variants: &[],
            path: &[],
            kind,
            number: None,
            unit: None,
            choices: &["城镇", "农村"],
        };
        for (kind, raw, want) in [
            (Kind::Percent, "12.5%", true),
            (Kind::Percent, "１２％", true),
            (Kind::Percent, "约一成", false),
            (Kind::Date, "2024年5月1日", true),
            (Kind::Date, "2024年5月", true),
            (Kind::Date, "2024.13", false),
            (Kind::Date, "去年", false),
            (Kind::YesNo, "是", true),
            (Kind::YesNo, "☑是 □否", true),
            (Kind::YesNo, "是□ 否√", true),
            (Kind::YesNo, "□是 □否", false),
            (Kind::YesNo, "☑是 ☑否", false),
            (Kind::YesNo, "待定", false),
            (Kind::Choice, "农村", true),
            (Kind::Choice, "□城镇 ■农村", true),
            (Kind::Choice, "郊区", false),
            (Kind::Text, "任何文字", true),
        ] {
            assert_eq!(is_of_kind(&column(kind), raw), want, "{kind:?} {raw}");
        }
    }
}
