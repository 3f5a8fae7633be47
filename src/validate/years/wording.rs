//! Wording shared by findings about similarity and change.

use super::Form;
use crate::model::decimal::Decimal;
use crate::model::language::{Language, Message};
use crate::model::report::Report;
use crate::prose::similarity::Likeness;

/// Characters of a passage that a message shows; the finding holds the whole passage.
const SHOWN: usize = 40;

/// Names the other report by its year: `2021年报告`.
pub(super) fn before(previous: &Report) -> Message {
    match previous.year {
        Some(year) => Message::new(format!("{year}年报告"), format!("the report for {year}")),
        None => Message::new("上一年报告", "the report before"),
    }
}

/// The similarity in percent: `92%`.
pub(in crate::validate) fn percent(likeness: &Likeness) -> String {
    format!("{}%", likeness.percent())
}

/// The longest repeated passages, as the end of a sentence.
pub(in crate::validate) fn listed(likeness: &Likeness) -> Message {
    let passages = likeness.passages.iter();
    let (zh, en): (Vec<_>, Vec<_>) = passages
        .map(|repeated| {
            let length = repeated.text.chars().count();
            let mut start: String = repeated.text.chars().take(SHOWN).collect();
            if length > SHOWN {
                start.push('…');
            }
            (format!("“{start}”（{length}字）"), format!("'{start}' ({length} characters)"))
        })
        .unzip();
    if zh.is_empty() {
        return Message::new("", "");
    }
    Message::new(
        format!("；最长的相同文字：{}", zh.join("、")),
        format!("; the longest passages: {}", en.join(", ")),
    )
}

/// How much a figure changed: `是上年的 12 倍多`.
pub(super) fn change(before: Decimal, now: Decimal) -> Message {
    let has_grown = now > before;
    let (less, more) = if has_grown { (before, now) } else { (now, before) };
    let Some(times) = more.checked_div(less) else {
        return if has_grown {
            Message::new("由 0 增加", "up from 0")
        } else {
            Message::new("降为 0", "down to 0")
        };
    };
    let (whole, is_whole) = (times.floor().normalize(), times == times.floor());
    match (has_grown, is_whole) {
        (true, true) => Message::new(format!("是上年的 {whole} 倍"), format!("{whole} times as much")),
        (true, false) => {
            Message::new(format!("是上年的 {whole} 倍多"), format!("over {whole} times as much"))
        }
        (false, true) => Message::new(format!("是上年的 {whole} 分之一"), format!("1/{whole} of it")),
        (false, false) => {
            Message::new(format!("不到上年的 {whole} 分之一"), format!("under 1/{whole} of it"))
        }
    }
}

/// A cell as people name it: `行政许可 本年处理决定数量`.
pub(super) fn cell((table, row, column): Form, language: Language) -> String {
    format!("{} {}", table.row_label(row, language), column.plain_label(language))
}
