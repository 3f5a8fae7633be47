//! Joins the lines of prose that a PDF or a mail broke at a page's width.
//!
//! Only where it is certain: no line of the text is wider than the page, lines of prose fill it again
//! and again without ending a sentence, and a line goes on in the very next one (or over a page's
//! number), which begins no heading, note or figure. What might be a table's row is left alone.

use std::collections::HashMap;

use unicode_width::UnicodeWidthStr;

use super::lines::{Line, Look};
use crate::model::document::{Block, Paragraph};
use crate::model::place::Place;

/// Display columns of the narrowest and the widest page.
const PAGE: std::ops::RangeInclusive<usize> = 40..=120;
/// Columns by which a full line may be narrower: an indent that the copy lost, two characters that may
/// not begin a line, figures and letters narrower than half a character.
const RAGGED: usize = 12;
/// Lines that must go on in the next before any is joined.
const EVIDENCE: usize = 3;

/// Joins the paragraphs that were one; `lines` are the lines they came from.
pub fn join(blocks: Vec<Block>, lines: &[Line<'_>]) -> Vec<Block> {
    let Some(widest) = widest(lines).filter(|widest| PAGE.contains(widest)) else { return blocks };
    let page = Page { width: widest, gaps: gaps(lines) };
    let goes_on: Vec<bool> = blocks
        .windows(2)
        .map(|pair| matches!(pair, [Block::Paragraph(a), Block::Paragraph(b)] if page.goes_on(a, b)))
        .collect();
    let evidence = goes_on.iter().filter(|goes_on| **goes_on).count();
    if evidence < EVIDENCE || evidence < page.unfinished(&blocks) {
        return blocks;
    }
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    let before = std::iter::once(false).chain(goes_on);
    for (block, goes_on) in blocks.into_iter().zip(before) {
        match (joined.last_mut(), block) {
            (Some(Block::Paragraph(whole)), Block::Paragraph(part)) if goes_on => {
                whole.text.push_str(&part.text);
            }
            (_, block) => joined.push(block),
        }
    }
    joined
}

/// The width of the widest line; `None` if one is wider than any page.
fn widest(lines: &[Line<'_>]) -> Option<usize> {
    let mut widest = 0;
    for text in lines.iter().map(|line| line.text.trim()) {
        // No character is wider than it has bytes: most lines need not be measured.
        if text.len() > widest {
            widest = widest.max(text.width_cjk());
        }
        if widest > *PAGE.end() {
            return None;
        }
    }
    Some(widest)
}

/// For each line, the line before it that it may go on with: only a page number is
/// between them, and it is not indented further.
fn gaps(lines: &[Line<'_>]) -> HashMap<u32, u32> {
    let mut gaps = HashMap::new();
    let indent = |line: &Line<'_>| line.text.chars().take_while(|c| c.is_whitespace()).count();
    let mut last: Option<&Line<'_>> = None;
    let mut is_page_end = false;
    let mut is_blank = false;
    for line in lines {
        match line.look {
            Look::PageNumber => is_page_end = true,
            Look::Blank | Look::KeptBlank => is_blank = true,
            Look::Indented | Look::Plain => {
                let begins = |last: &Line<'_>| line.look == Look::Indented || indent(line) > indent(last);
                if let Some(last) = last.filter(|last| (is_page_end || !is_blank) && !begins(last)) {
                    gaps.insert(line.number, last.number);
                }
                last = Some(line);
                (is_page_end, is_blank) = (false, false);
            }
        }
    }
    gaps
}

struct Page {
    width: usize,
    gaps: HashMap<u32, u32>,
}

impl Page {
    /// Whether `a` is a full line of prose that `b` goes on with.
    fn goes_on(&self, a: &Paragraph, b: &Paragraph) -> bool {
        let follows = match (line_of(a), line_of(b)) {
            (Some(a), Some(b)) => self.gaps.get(&b) == Some(&a),
            _ => false,
        };
        let cut = |a: Option<char>, b: Option<char>| {
            a.is_some_and(|c| c.is_ascii_alphanumeric()) && b.is_some_and(|c| c.is_ascii_alphanumeric())
        };
        follows
            && self.is_full(&a.text)
            && !ends_sentence(&a.text)
            && is_prose(&a.text)
            && goes_on_with(&b.text)
            // `17` and `4` may be 174 or two figures.
            && !cut(a.text.chars().next_back(), b.text.chars().next())
    }

    fn is_full(&self, text: &str) -> bool {
        text.width_cjk() + RAGGED >= self.width
    }

    /// Lines of prose that end neither a sentence nor the page's width: a text that is broken
    /// elsewhere has many.
    fn unfinished(&self, blocks: &[Block]) -> usize {
        let is_unfinished = |line: &Paragraph| {
            is_prose(&line.text) && !ends_sentence(&line.text) && !self.is_full(&line.text)
        };
        blocks.iter().filter(|block| matches!(block, Block::Paragraph(line) if is_unfinished(line))).count()
    }
}

fn line_of(paragraph: &Paragraph) -> Option<u32> {
    match paragraph.place {
        Place::Line { line, .. } => Some(line),
        _ => None,
    }
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', '）', ')'])
        .ends_with(['。', '！', '？', '；', '：', ';', ':', '!', '?'])
}

/// Prose has the marks of a sentence, and no row of figures at its end.
fn is_prose(text: &str) -> bool {
    let heading = text.trim_start_matches(is_numeral).strip_prefix('、');
    let marks: &[char] =
        if heading.is_some() { &['，', '。', '；', ','] } else { &['，', '。', '、', '；', ','] };
    text.contains(marks) && !ends_with_figures(text)
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

/// Two figures or more, with spaces between, at the end.
fn ends_with_figures(text: &str) -> bool {
    let is_figure =
        |word: &&str| word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '/' | ','));
    text.split_whitespace().rev().take_while(is_figure).count() > 1
}

/// Whether a line may go on with what the line before began: not a heading, a note or a figure.
fn goes_on_with(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next();
    let rest = chars.as_str();
    let is_numbered = match first {
        None | Some('（' | '(' | '第' | '㈠'..='㈩' | '①'..='⑳' | '—' | '-' | '·' | '●') => true,
        Some(c) if is_numeral(c) => rest.trim_start_matches(is_numeral).starts_with(['、', '.', '．', '是']),
        Some(c) if c.is_ascii_digit() || ('０'..='９').contains(&c) => {
            let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
            after.starts_with(['、', '．', '）', ')'])
                || (after.starts_with('.') && !after.chars().nth(1).is_some_and(|c| c.is_ascii_digit()))
        }
        Some(_) => false,
    };
    let is_note = ["注：", "注:", "备注", "附件", "附：", "附表"].iter().any(|word| text.starts_with(word));
    let has_words = text.chars().any(char::is_alphabetic);
    !is_numbered && !is_note && has_words && !ends_with_figures(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::limits::Limits;

    fn paragraphs(text: &str) -> Vec<String> {
        let (blocks, _) = super::super::read_blocks(text, &Limits::default()).expect("text");
        blocks
            .into_iter()
            .map(|block| match block {
                Block::Paragraph(line) => line.text,
                Block::Table(_) => "table".to_owned(),
            })
            .collect()
    }

    const PAGE: &str = "\
一、总体情况
2022年，我镇以公开为常态、不公开为例外，全面推进政务公开，
主动公开政府信息186条，其中政策文件12件、工作动态174条，回
应群众关切23件。
（一）主动公开方面。及时更新政府信息公开指南和目录，全年编
— 1 —
制公开目录3次，公开财政信息8条。
四、因政府信息公开被申请行政复议、提起行政诉讼的有关情况如何
无。
";

    #[test]
    fn lines_broken_at_the_page_are_joined() {
        assert_eq!(
            paragraphs(PAGE),
            [
                "一、总体情况",
                "2022年，我镇以公开为常态、不公开为例外，全面推进政务公开，主动公开政府信息186条，其中政策文件12件、工作动态174条，回应群众关切23件。",
                "（一）主动公开方面。及时更新政府信息公开指南和目录，全年编制公开目录3次，公开财政信息8条。",
                "四、因政府信息公开被申请行政复议、提起行政诉讼的有关情况如何",
                "无。",
            ]
        );
    }

    #[test]
    fn lines_stay_where_a_line_is_wider_than_the_page() {
        let wide = format!("{PAGE}{}\n", "公开工作，".repeat(20));
        assert_eq!(paragraphs(&wide).len(), 9);
    }

    #[test]
    fn lines_apart_or_indented_stay_apart() {
        let apart = PAGE.replace('\n', "\n\n");
        assert_eq!(paragraphs(&apart).len(), 8);
        let indented = PAGE.replace("\n主动", "\n    主动");
        assert!(paragraphs(&indented).iter().any(|line| line.starts_with("主动公开政府")));
    }
}
