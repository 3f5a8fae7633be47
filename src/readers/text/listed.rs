//! Lists with a single blank between label, unit and figure: `（一）主动公开政府信息数 条 120`.
//!
//! White space shows no columns there; units do. Only a run of such lines is a table.

use super::lines::{Line, Look};
use super::tokens::is_figure;
use super::{Blocks, cell_at};
use crate::model::document::Cell;
use crate::model::error::Result;

/// Units of figures, as cells of their own.
const UNITS: [&str; 19] = [
    "条", "件", "次", "个", "人", "人次", "元", "万元", "篇", "份", "项", "期", "家", "册", "场", "场次",
    "宗", "件次", "起",
];
/// Fewest lines of a list.
const FEWEST: usize = 5;
/// Most lines without a unit between two with one: headings of groups.
const MOST_BETWEEN: usize = 2;
/// Characters of the longest heading of a group or word of a header.
const LONGEST_HEADING: usize = 40;
const LONGEST_WORD: usize = 6;
/// Most words after a label.
const MOST_WORDS: usize = 3;

/// How many lines from here on are a list, and how many of them its header.
pub fn starts(lines: &[Line<'_>]) -> Option<usize> {
    let first = lines.first()?;
    let is_first = row(first.text).is_some() || header(first.text).is_some();
    if !is_first {
        return None; // most lines
    }
    let (mut end, mut rows, mut between) = (0, 0, 0);
    for (at, line) in lines.iter().enumerate() {
        match line.look {
            Look::Plain if row(line.text).is_some() => {
                rows += 1;
                between = 0;
                end = at + 1;
            }
            Look::Plain if at == 0 || between < MOST_BETWEEN && is_heading(line.text) => between += 1,
            Look::Blank => {}
            _ => break,
        }
    }
    (rows >= FEWEST).then_some(end)
}

/// Reads so many lines as a list; returns the lines after them.
pub fn read<'a, 'b>(lines: &'b [Line<'a>], count: usize, blocks: &mut Blocks<'_>) -> Result<&'b [Line<'a>]> {
    let (list, rest) = lines.split_at_checked(count).unwrap_or((lines, &[]));
    let mut rows = Vec::with_capacity(list.len());
    for line in list.iter().filter(|line| line.look == Look::Plain) {
        let words = row(line.text).or_else(|| header(line.text)).unwrap_or_else(|| vec![line.text.trim()]);
        blocks.allow_row(words.len())?;
        let count = words.len();
        let cells = words.iter().enumerate().map(|(at, word)| cell_at(line.number, at, count, word));
        rows.push(cells.collect::<Vec<Cell>>());
    }
    blocks.table(rows)?;
    Ok(rest)
}

/// The label, unit and figures of a line, in their order.
fn row(text: &str) -> Option<Vec<&str>> {
    let text = text.trim();
    let last = text.rsplit(' ').next()?;
    if !(is_figure(last) || UNITS.contains(&last)) {
        return None; // most lines
    }
    if text.contains("  ") || text.contains(['\t', '|', '│', '\u{3000}']) {
        return None;
    }
    let mut label = text;
    let mut words = Vec::new();
    while let Some((before, word)) = label.rsplit_once(' ')
        && words.len() < MOST_WORDS
        && (is_figure(word) || UNITS.contains(&word))
    {
        words.push(word);
        label = before;
    }
    let units = words.iter().filter(|word| UNITS.contains(word)).count();
    let has_words = label.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    if units != 1 || !has_words || label.ends_with(['。', '，', '；', '：']) {
        return None;
    }
    words.push(label);
    words.reverse();
    Some(words)
}

/// The words of a header: 指标名称 单位 统计数.
fn header(text: &str) -> Option<Vec<&str>> {
    let words: Vec<&str> = text.trim().split(' ').collect();
    let is_word = |word: &&str| {
        (1..=LONGEST_WORD).contains(&word.chars().count())
            && word.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
    };
    let has_unit = words.iter().any(|word| word.ends_with("单位"));
    (has_unit && (3..=MOST_WORDS + 1).contains(&words.len()) && words.iter().all(is_word)).then_some(words)
}

fn is_heading(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= LONGEST_HEADING && !text.ends_with(['。', '；', '，']) && !text.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_divide_a_line_into_cells() {
        for (line, want) in [
            ("（一）主动公开数 条 120", Some(&["（一）主动公开数", "条", "120"][..])),
            ("规范性文件数 件 02 7", Some(&["规范性文件数", "件", "02", "7"])),
            ("收费金额 1.5 万元", Some(&["收费金额", "1.5", "万元"])),
            ("1.当面 申请数 件 3", Some(&["1.当面 申请数", "件", "3"])),
            ("（二）回应数 次", Some(&["（二）回应数", "次"])),
            ("全年共收到申请 12", None),
            ("条 12", None),
            ("12 件", None),
            ("情况如下： 件 3", None),
        ] {
            assert_eq!(row(line).as_deref(), want, "{line}");
        }
    }

    #[test]
    fn a_run_of_such_lines_is_a_list() {
        let lines = |texts: &[&'static str]| -> Vec<Line<'static>> {
            texts.iter().map(|text| Line { number: 1, text, look: Look::Plain }).collect()
        };
        let list = lines(&[
            "统计指标 单位 统计数",
            "一、情况",
            "甲 条 1",
            "乙 条 2",
            "丙 条 3",
            "二、情况",
            "丁 条",
            "戊 条 5",
            "完。",
        ]);
        assert_eq!(starts(&list), Some(8));
        assert_eq!(starts(&lines(&["甲 条 1", "乙 条 2", "丙 条 3"])), None, "too few");
    }
}
