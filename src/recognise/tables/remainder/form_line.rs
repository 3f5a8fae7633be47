//! The keys and texts on a line above a table: `填报单位：青溪县文化局　填报时间：2025年1月`.

use std::borrow::Cow;

use crate::model::text;
use crate::prose::reporter_line::{BODIES, key};

/// Further keys whose text may be the body that reports, or what the figures are of.
const OTHER_REPORTERS: [&str; 16] = [
    "上报机关",
    "报告单位",
    "报告机关",
    "编报单位",
    "编报机关",
    "编制单位",
    "编制机关",
    "填制单位",
    "机关名称",
    "机构名称",
    "部门名称",
    "公开单位",
    "公开机关",
    "统计单位",
    "统计范围",
    "填报范围",
];

/// What the keys of dates end with.
const DATES: [&str; 6] = ["时间", "日期", "有效期至", "有效期", "期限", "日期至"];

/// What the keys of periods have.
const PERIODS: [&str; 7] = ["统计", "数据", "报告", "所属", "截至", "起止", "周期"];

/// Characters of the longest line that is read.
const LONGEST: usize = 120;

/// The places of the colons of a line, and the whole of it.
fn colons(line: &str) -> Vec<usize> {
    if line.chars().count() > LONGEST {
        return Vec::new();
    }
    line.char_indices().filter(|(_, c)| matches!(c, ':' | '：')).map(|(at, _)| at).collect()
}

/// The bodies that a line names as those that report.
pub fn reporters(line: &str) -> Vec<&str> {
    let colons = colons(line);
    let starts = std::iter::once(0).chain(colons.iter().map(|at| after(line, *at)));
    let is_reporter = |key: &str| {
        BODIES.iter().chain(&OTHER_REPORTERS).any(|name| key.ends_with(name))
            || matches!(key, "单位" | "机关" | "部门")
    };
    let named = colons
        .iter()
        .zip(starts)
        .filter(|(at, start)| line.get(*start..**at).is_some_and(|before| is_reporter(&key(before))));
    named.filter_map(|(at, _)| line.get(after(line, *at)..)?.split_whitespace().next()).collect()
}

/// The line without the dates of filling in, printing and the like, which are no periods of figures. A date before
/// the report's `year` stays: it is that of another report.
pub fn without_dates(line: &str, year: Option<u16>) -> Cow<'_, str> {
    let colons = colons(line);
    let mut kept = Cow::Borrowed(line);
    for (index, at) in colons.iter().enumerate().rev() {
        let start =
            index.checked_sub(1).and_then(|above| colons.get(above)).map_or(0, |above| after(line, *above));
        let end = colons.get(index + 1).copied().unwrap_or(line.len());
        let (Some(before), Some(value)) = (line.get(start..*at), line.get(after(line, *at)..end)) else {
            continue;
        };
        let key = key(before);
        let is_date = DATES.iter().any(|name| key.ends_with(name))
            && !PERIODS.iter().any(|name| key.contains(name))
            && (has_month(value, year) || key.contains("有效期"));
        if is_date {
            let word = before.trim_end().rfind(char::is_whitespace).map_or(start, |space| start + space);
            let mut rest = kept.into_owned();
            rest.replace_range(word..end.min(rest.len()), " ");
            kept = Cow::Owned(rest);
        }
    }
    kept
}

/// Whether a text is a date with a month, not before a year.
fn has_month(text: &str, year: Option<u16>) -> bool {
    let folded = text::fold(text);
    let mut numbers = folded.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let first =
        numbers.next().filter(|digits| digits.len() == 4).and_then(|digits| digits.parse::<u16>().ok());
    let is_earlier = first.is_some_and(|first| year.is_some_and(|year| first < year));
    let is_span = folded.contains(['~', '至']) || folded.contains('-') && folded.contains('月');
    !is_earlier && !is_span && (folded.contains('月') || first.is_some() && numbers.next().is_some())
}

/// The byte after the colon here.
fn after(line: &str, colon: usize) -> usize {
    colon + line.get(colon..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reporters_are_named_by_key() {
        for (line, want) in [
            ("填报单位：青溪县教育局", &["青溪县教育局"][..]),
            ("填报单位（盖章）：青溪县民政局　　填报时间：2025年1月", &["青溪县民政局"]),
            ("填 报 单 位: 青溪县民政局 负责人：张某", &["青溪县民政局"]),
            ("填报时间：2025年1月  单位名称：县文化局", &["县文化局"]),
            ("制表机关：国务院办公厅", &[]),
            ("单位：件", &["件"]),
            ("青溪县教育局", &[]),
        ] {
            assert_eq!(reporters(line), want, "{line}");
        }
    }

    #[test]
    fn dates_of_filling_in_are_no_periods() {
        for (line, want) in [
            ("填报时间：2025年1月", " "),
            ("填报单位：青溪县文化局 填报时间：2025年1月", "填报单位：青溪县文化局 "),
            ("有效期至：2023年12月", " "),
            ("打印时间：2025/1/20", " "),
            ("填报日期：2023年12月31日", "填报日期：2023年12月31日"),
            ("统计时间：2023年1月", "统计时间：2023年1月"),
            ("时间：2024年1月至6月", "时间：2024年1月至6月"),
            ("日期：2023年", "日期：2023年"),
        ] {
            assert_eq!(without_dates(line, Some(2024)), want, "{line}");
        }
    }
}
