//! What surrounds a report on a website's page and does not belong to it: breadcrumb, menus, footer.

use std::sync::OnceLock;

use crate::model::document::{Paragraph, Role, Table};
use crate::model::text;
use crate::prose::numbering::numbering;
use crate::recognise::sections::headings::is_contents_entry;

/// Words that occur on a website's page but not in a report.
const PAGE_WORDS: [&str; 32] = [
    "当前位置",
    "您的位置",
    "您现在的位置",
    "所在位置",
    "今天是",
    "无障碍",
    "繁体版",
    "繁體版",
    "网站地图",
    "设为首页",
    "加入收藏",
    "打印本页",
    "关闭窗口",
    "【打印】",
    "【关闭】",
    "分享到",
    "上一篇",
    "下一篇",
    "相关链接",
    "相关信息",
    "相关文章",
    "相关阅读",
    "解读文章",
    "解读材料",
    "版权所有",
    "网站标识码",
    "公网安备",
    "ICP备",
    "扫一扫",
    "返回顶部",
    "浏览次数",
    "主办：",
];

/// Characters of the longest line that is boilerplate because of such a word.
const LONGEST_BOILERPLATE: usize = 60;

/// Whether a line belongs to the website's page and not to the report.
pub fn is_boilerplate(line: &Paragraph) -> bool {
    if line.text.bytes().all(|byte| byte.is_ascii_digit()) {
        return line.role == Role::Navigation; // most lines of a table that came a cell a line
    }
    if line.role == Role::Navigation || is_contents_entry(&line.text) {
        return true;
    }
    let is_ideograph = |c: &char| matches!(c, '\u{4e00}'..='\u{9fff}');
    if line.text.chars().filter(is_ideograph).nth(LONGEST_BOILERPLATE).is_some() {
        return false; // most lines
    }
    let folded = text::fold(&line.text);
    folded.chars().count() <= LONGEST_BOILERPLATE
        && !is_sentence(&folded)
        && (has_page_words(&folded) || is_breadcrumb(&folded))
}

/// Whether one of the words of pages is in a folded text.
fn has_page_words(folded: &str) -> bool {
    static FIRST: OnceLock<Vec<char>> = OnceLock::new();
    let first = FIRST.get_or_init(|| page_words().iter().filter_map(|words| words.chars().next()).collect());
    let starts_words = |at: usize| {
        let rest = folded.get(at..).unwrap_or_default();
        page_words().iter().any(|words| rest.starts_with(words.as_str()))
    };
    folded.char_indices().any(|(at, character)| first.contains(&character) && starts_words(at))
}

/// The words of pages, folded.
fn page_words() -> &'static [String] {
    static FOLDED: OnceLock<Vec<String>> = OnceLock::new();
    FOLDED.get_or_init(|| PAGE_WORDS.iter().map(|words| text::fold(words).into_owned()).collect())
}

/// Whether a line is a sentence: what a report says about its website (网站浏览次数达到12万次。) is not
/// boilerplate.
fn is_sentence(folded: &str) -> bool {
    folded.ends_with(['。', ';', ',']) || numbering(folded).0.is_some_and(|n| n.level < 3)
}

/// Whether a line is a breadcrumb (`首页 > 政务公开 > 正文`) or a part of one.
fn is_breadcrumb(folded: &str) -> bool {
    let parts = folded.matches('>').count() + folded.matches('»').count();
    let rest = numbering(folded).1;
    (parts > 0 && (rest.starts_with('>') || rest.contains("首页") || rest.ends_with("正文")))
        || matches!(folded, "首页" | "正文" | "打印" | "关闭")
}

/// Whether a line is one that websites put after an article, so that the report ends before it.
pub fn ends_article(line: &Paragraph) -> bool {
    line.role != Role::Navigation && is_boilerplate(line)
}

/// Whether a table belongs to the website's page: 相关链接 next to selection boxes.
pub fn is_boilerplate_table(table: &Table) -> bool {
    let first = table.rows.iter().flatten().find(|cell| !cell.is_blank());
    first.is_some_and(|cell| page_words().iter().any(|words| text::fold(&cell.text) == *words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::Place;

    #[test]
    fn boilerplate_is_distinguished_from_text() {
        let line = |text: &str| Paragraph::new(text, Role::Body, Place::Unknown);
        for text in [
            "1. 当前位置:",
            "2. 首页 > 政务公开 > 公开年报 > 2021年",
            "3. > 正文",
            "解读文章",
            "上一篇：某镇2020年年度报告",
            "主办：某镇人民政府　承办：党政办",
        ] {
            assert!(is_boilerplate(&line(text)), "{text}");
        }
        for text in [
            "一、总体情况",
            "上年结转0件，主办单位1家。",
            "2021年,阿克陶镇严格按照要求",
            "本年度我镇未收取信息处理费",
            "二是全年网站浏览次数达到12万次。",
            "（三）在“相关链接”栏目公开",
        ] {
            assert!(!is_boilerplate(&line(text)), "{text}");
        }
    }
}
