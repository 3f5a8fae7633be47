//! Titles and headings of ordinary documents, as far as their text alone shows what they are.

use crate::model::text;
use crate::prose::numbering::{Numbering, numbering};

/// The deepest level of headings that every format has.
pub const DEEPEST: u8 = 5;

/// How titles of office documents end.
const KINDS: [&str; 36] = [
    "通知", "报告", "总结", "方案", "纪要", "意见", "办法", "计划", "要点", "名单", "表", "预算", "决算",
    "说明", "公告", "通告", "通报", "函", "决定", "批复", "请示", "规定", "清单", "情况", "规划", "细则",
    "制度", "预案", "公示", "议程", "目录", "台账", "汇总", "记录", "简报", "章程",
];

/// The level of a short numbered line that is no sentence: 第一章 and 一、 are 1, （一） is 2.
pub fn numbered_level(line: &str) -> Option<u8> {
    /// Bytes of the longest line that may be a heading.
    const LONGEST_LINE: usize = 150;
    /// Characters of the longest heading.
    const LONGEST: usize = 30;
    if line.len() > LONGEST_LINE || line.contains('\t') {
        return None;
    }
    let folded = text::fold(line);
    let (number, rest) = numbering(&folded);
    let Some(Numbering { level: level @ 0..=2, .. }) = number else { return None };
    let is_sentence = rest.contains(['。', ';', '?', '!', ':']);
    let is_heading = !is_sentence && (2..=LONGEST).contains(&rest.chars().count());
    is_heading.then_some(level.max(1))
}

/// Whether a line ends as titles of office documents do, and has no number before it.
pub fn ends_as_title(line: &str) -> bool {
    /// Bytes of the longest title.
    const LONGEST: usize = 200;
    if line.len() > LONGEST || line.contains('\t') {
        return false;
    }
    let folded = text::fold(line);
    // 2024年工作总结（征求意见稿）
    let words = match folded.strip_suffix(')').and_then(|words| words.rsplit_once('(')) {
        Some((words, _)) => words,
        None => &folded,
    };
    let is_numbered = numbering(&folded).0.is_some();
    !is_numbered
        && words.chars().count() >= 4
        && !words.contains(['。', ';', '?', '!', ':'])
        && KINDS.iter().any(|kind| words.ends_with(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_show_their_level_by_their_number() {
        for (line, level) in [
            ("第一章 总则", Some(1)),
            ("一、主要工作", Some(1)),
            ("（二）粮食生产", Some(2)),
            ("1.春耕备耕", None),
            ("一、审议通过了年度计划。", None),
            ("主要工作", None),
        ] {
            assert_eq!(numbered_level(line), level, "{line}");
        }
    }

    #[test]
    fn titles_end_with_the_kind_of_document() {
        for line in ["青溪县2024年工作总结", "关于开展检查的通知", "2024年工作要点（征求意见稿）"]
        {
            assert!(ends_as_title(line), "{line}");
        }
        for line in ["通知", "一、基本情况", "现将有关情况报告如下。", "时刻表"] {
            assert!(!ends_as_title(line), "{line}");
        }
    }
}
