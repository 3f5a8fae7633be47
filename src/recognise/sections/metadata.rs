//! Metadata of a report: tables of keys and texts, lines with several keys, and the page's head.

use crate::model::document::{Property, Table};
use crate::model::metadata::{FILLED_IN, Metadata, MetadataKey};
use crate::model::text;

use crate::recognise::tables::value_text::is_figure;

/// Further keys found on real websites; they are kept under their own labels.
const OTHER_KEYS: [&str; 20] = [
    "来源",
    "信息来源",
    "稿件来源",
    "有效性",
    "时效",
    "时效性",
    "关键词",
    "公开方式",
    "公开时限",
    "公开范围",
    "公开形式",
    "公开类别",
    "体裁分类",
    "体裁",
    "服务对象",
    "组配分类",
    "责任编辑",
    "信息状态",
    "发布人",
    "作者",
];

/// Keys of the web page that do not concern the report and are left out.
const PAGE_KEYS: [&str; 8] =
    ["浏览次数", "点击数", "点击量", "阅读次数", "访问量", "访问次数", "字号", "字体"];

/// Reads a table of keys and texts; `None` if it is not one. If `is_expected` (directly under the title), the
/// keys may be unknown.
pub fn table(table: &Table, is_expected: bool) -> Option<Vec<(String, Option<String>)>> {
    /// Most rows of such a table; other tables may have any number.
    const MOST_ROWS: usize = 100;
    if table.rows.len() > MOST_ROWS {
        return None;
    }
    let mut found = Vec::new();
    for row in &table.rows {
        let mut cells = row.iter();
        while let Some(key) = cells.next() {
            let label = label(&key.text);
            if label.is_empty() && key.is_blank() {
                continue;
            }
            let text = cells.next().map(|cell| text::clean_cell(&cell.text)).unwrap_or_default();
            found.push((label, (!text.is_empty()).then_some(text)));
        }
    }
    let keys = || found.iter().map(|(label, _)| label.as_str());
    let is_narrow = table.rows.iter().all(|row| row.len() <= 6);
    let known = keys().filter(|label| is_key(label)).count();
    // 指标 | 2022 | 2023 is not a row of keys with their texts.
    let is_paired = table.rows.iter().all(|row| row.len().is_multiple_of(2));
    let is_expected = is_expected && is_paired && !keys().any(is_figure);
    let plausible = keys().all(|label| (1..=16).contains(&label.chars().count()));
    (is_narrow && plausible && (known >= 2 || (known == 1 && found.len() <= 2) || is_expected))
        .then_some(found)
}

/// Whether a key concerns the web page rather than the report.
pub fn is_page_key(label: &str) -> bool {
    PAGE_KEYS.contains(&&*text::in_simplified(label))
}

fn is_other_key(label: &str) -> bool {
    OTHER_KEYS.contains(&&*text::in_simplified(label))
}

/// A label without white space and colon.
fn label(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ':' | '：')).collect()
}

fn is_key(label: &str) -> bool {
    MetadataKey::by_label(label).is_some() || is_other_key(label) || is_identity(label)
}

fn is_identity(label: &str) -> bool {
    use crate::prose::identity::{EDITION, ORGANIZATION, YEAR};
    [ORGANIZATION, YEAR, EDITION].contains(&label)
}

/// Reads a line that starts with a key: `索  引  号 AKT001-2022-000028 主题分类`, `发布日期：2020-01-31`.
pub fn line(text: &str) -> Option<Vec<(String, Option<String>)>> {
    let chars: Vec<char> = text.chars().collect();
    let mut found: Vec<(String, usize, usize)> = Vec::new(); // label, its start, start of its text
    let mut at = 0;
    while at < chars.len() {
        let starts_word =
            at == 0 || chars.get(at - 1).is_some_and(|c| c.is_whitespace() || matches!(c, '【' | '|' | '['));
        if let Some((label, end)) = starts_word.then(|| key_at(&chars, at)).flatten() {
            found.push((label, at, end));
            at = end;
        } else {
            at += 1;
        }
    }
    if found.first().is_none_or(|(_, start, _)| *start != 0) {
        return None;
    }
    let mut pairs = Vec::new();
    for (index, (label, _, start)) in found.iter().enumerate() {
        let end = found.get(index + 1).map_or(chars.len(), |(_, next, _)| *next);
        let value: String = chars.get(*start..end).unwrap_or_default().iter().collect();
        let value = text::trim(
            value.trim_matches(|c: char| c.is_whitespace() || matches!(c, '【' | '|' | '[' | '】' | ']')),
        );
        pairs.push((label.clone(), (!value.is_empty()).then(|| value.to_owned())));
    }
    Some(pairs)
}

/// The key that starts here, possibly with spaces between its characters, and where its text starts. Keys
/// of the form must be followed by white space, a colon or the end; others by a colon.
fn key_at(chars: &[char], at: usize) -> Option<(String, usize)> {
    /// Characters of the longest key, and with the spaces in it.
    const LONGEST_KEY: usize = 6;
    const LONGEST_SPACED_KEY: usize = 40;
    let mut label = String::new();
    let mut best = None;
    for (index, &c) in chars.iter().enumerate().skip(at).take(LONGEST_SPACED_KEY) {
        if !c.is_whitespace() {
            label.push(c);
            if label.chars().count() > LONGEST_KEY {
                break;
            }
        }
        let next = chars.get(index + 1).copied();
        let is_form = MetadataKey::by_label(&label).is_some();
        let is_other = is_other_key(&label) || is_page_key(&label);
        let colon = next.is_some_and(|c| matches!(c, ':' | '：'));
        let ends = next.is_none_or(char::is_whitespace);
        if !c.is_whitespace() && ((is_form && (colon || ends)) || (is_other && colon)) {
            best = Some((label.clone(), index + 1 + usize::from(colon)));
        }
    }
    best
}

/// Adds metadata of the page's head that the page itself lacks, except a source that is the body itself.
pub fn from_head(head: &[Property], organization: Option<&str>, metadata: &mut Metadata) {
    let find = |name: &str| {
        let named = head.iter().find(|p| p.name.eq_ignore_ascii_case(name));
        named.map(|p| text::clean(&p.text)).filter(|text| !text.is_empty())
    };
    if metadata.get(MetadataKey::PublishedOn).is_none()
        && let Some(date) = find("PubDate")
    {
        metadata.insert("发布日期", Some(date));
    }
    if let Some(source) = find("ContentSource").filter(|source| Some(source.as_str()) != organization)
        && !metadata.other.iter().any(|(label, _)| label == "来源")
    {
        metadata.insert("来源", Some(source));
    }
    for label in FILLED_IN {
        if let Some(text) = find(label) {
            metadata.insert_of_cover(label, Some(text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(line_text: &str) -> Vec<(String, String)> {
        line(line_text).unwrap_or_default().into_iter().map(|(k, v)| (k, v.unwrap_or_default())).collect()
    }

    fn want(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn a_line_may_have_several_keys_with_spaces_between_characters() {
        assert_eq!(
            pairs("索  引  号 AKT001-2022-000028 主题分类"),
            want(&[("索引号", "AKT001-2022-000028"), ("主题分类", "")])
        );
        assert_eq!(
            pairs("主  题  词 阿克陶县 阿克陶镇 年度报告 成文日期 2022-01-21 00:00"),
            want(&[("主题词", "阿克陶县 阿克陶镇 年度报告"), ("成文日期", "2022-01-21 00:00")])
        );
        assert_eq!(
            pairs("来源：某镇　发布时间：2022-01-28 19:26　浏览次数：1024　字号：[大 中 小]"),
            want(&[
                ("来源", "某镇"),
                ("发布时间", "2022-01-28 19:26"),
                ("浏览次数", "1024"),
                ("字号", "大 中 小")
            ])
        );
    }

    #[test]
    fn prose_is_not_metadata() {
        for prose in ["名称变更后，我局继续履行职责。", "发布日期以网站为准。", "2021年我镇主动公开186条"]
        {
            assert_eq!(line(prose), None, "{prose}");
        }
    }
}
