//! Titles and section headings among paragraphs.

use std::ops::RangeInclusive;

use crate::model::document::{Paragraph, Role};
use crate::model::form::Edition;
use crate::model::report::Section;
use crate::model::text;

use crate::prose::numbering::numbering;
use crate::recognise::tables::labels;
use crate::recognise::tables::value_text::is_figure;

/// Characters of the longest heading: official ones have at most 30.
const LONGEST_HEADING: usize = 60;
/// Characters of the shortest and the longest title.
const TITLE_LENGTH: RangeInclusive<usize> = 8..=80;

/// Whether a line can be the report's title.
pub fn is_title(line: &str) -> bool {
    let folded = text::fold(line);
    let count = folded.chars().count();
    TITLE_LENGTH.contains(&count)
        && ["信息公开", "政务公开"].iter().any(|words| folded.contains(words))
        && ["报告", "年报"].iter().any(|words| folded.contains(words))
        && !folded.contains(['。', ';', '>', '?', '!'])
        && !folded.contains("条例")
        && !["本报告", "根据", "按照", "依据"].iter().any(|w| folded.starts_with(w))
        && !["附件", "上一篇", "下一篇", "标题", "名称", "当前位置", "您的位置", "来源"]
            .iter()
            .any(|w| folded.starts_with(w))
        && numbering(&folded).0.is_none()
}

/// A section heading that was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    pub key: &'static str,
    /// Its number as written, if it has one.
    pub number: Option<u32>,
}

/// What the headings so far imply for the next one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sequence {
    /// The number of the last heading.
    pub last: u32,
    /// The level at which the document marks its headings, so that other paragraphs are none.
    pub heading_level: Option<u8>,
    /// Any number is accepted: for looking ahead in editions with free sections.
    pub is_open: bool,
}

/// The section of which a paragraph is the heading, if it is one.
///
/// A statutory heading is recognised by its words, numbered or not; any other by the next number in
/// sequence, or because the format marks it as a heading.
pub fn heading(line: &Paragraph, edition: &Edition, sequence: Sequence) -> Option<Heading> {
    let folded = text::fold(&line.text);
    if folded.is_empty()
        || folded.chars().count() > LONGEST_HEADING
        || is_title(&line.text)
        || is_contents_entry(&line.text)
    {
        return None;
    }
    let (numbered, rest) = numbering(&folded);
    let level = sequence.heading_level.unwrap_or(1);
    let is_marked = line.role == Role::Heading(level);
    if matches!(line.role, Role::Heading(lower) if lower > level)
        || (sequence.heading_level.is_some() && !is_marked)
    {
        return None;
    }
    let number = numbered.filter(|n| n.level == 1).map(|n| n.number);
    if numbered.is_some() && number.is_none() {
        return None;
    }
    if rest.contains(['。', ';', ',']) && !is_marked {
        return None;
    }
    let words = labels::words(rest);
    let statutory = edition.sections.iter().find(|section| {
        let is_exact = labels::words(section.heading) == words;
        is_exact
            || (number.is_some() || is_marked)
                && section.words.iter().any(|all| all.iter().all(|w| rest.contains(w)))
    });
    // A row of a torn table: its values follow its label.
    let ends_in_figures =
        line.text.split_whitespace().rev().take(2).filter(|word| is_figure(word)).count() == 2;
    let key = match statutory {
        Some(section) => section.key,
        None if ends_in_figures => return None,
        None if is_marked => Section::EXTRA,
        None if (number == Some(sequence.last + 1) || (sequence.is_open && number.is_some()))
            && !rest.contains(['，', '：', ':'])
            && !begins_a_row(&folded, edition) =>
        {
            Section::EXTRA
        }
        None => return None,
    };
    Some(Heading { key, number })
}

/// Whether this is the start of a row's label torn in a PDF: `四、结转下年度继续办`.
fn begins_a_row(folded: &str, edition: &Edition) -> bool {
    let rows = || edition.tables.iter().flat_map(crate::model::form::TableForm::rows);
    rows().any(|(_, row)| text::fold(row.label).starts_with(folded))
}

/// Whether this is a line of a table of contents (`一、总体情况……1`) or its heading.
pub fn is_contents_entry(line: &str) -> bool {
    let bare = line.trim_end_matches(|c: char| c.is_ascii_digit());
    let has_page = bare.len() < line.len();
    let text = bare.trim_end_matches(['.', '…', '·', '．', '-', ' ', '\u{3000}']);
    let leads = bare.len() - text.len() >= "…".len()
        && bare.ends_with(['.', '…', '·', '．', ' '])
        && text.len() + 1 < bare.len();
    let folded = text::fold(line);
    (has_page && (leads || bare.ends_with('\t')) && numbering(&text::fold(text)).0.is_some())
        || matches!(&*folded, "目录" | "目次")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::{Y2014, Y2021};
    use crate::model::place::Place;

    fn key(text: &str, role: Role, edition: &Edition, last: u32) -> Option<&'static str> {
        let line = Paragraph::new(text, role, Place::Unknown);
        heading(&line, edition, Sequence { last, ..Sequence::default() }).map(|h| h.key)
    }

    #[test]
    fn statutory_headings_are_recognised_by_their_words() {
        for (line, want) in [
            ("一、总体情况", "overview"),
            ("二、主动公开政府信息情况", "disclosure"),
            ("三、收到和处理政府信息公开申请情况", "requests"),
            ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "review"),
            ("五、政府信息公开工作存在的主要问题及改进情况", "problems"),
            ("五、存在问题及改进情况", "problems"),
            ("六、其他需要报告的事项", "other"),
            ("其他需要报告的事项", "other"),
        ] {
            assert_eq!(key(line, Role::Body, &Y2021, 0), Some(want), "{line}");
        }
    }

    #[test]
    fn running_text_is_not_a_heading() {
        for line in [
            "（一）主动公开。主动及时公开信息。",
            "一是主动公开不够。",
            "2021年主动公开186条",
            "主动公开方面成效明显",
            "三、加强培训，提高能力",
        ] {
            assert_eq!(key(line, Role::Body, &Y2021, 2), None, "{line}");
        }
    }

    #[test]
    fn other_headings_must_continue_the_numbering() {
        assert_eq!(key("七、本机关特色工作", Role::Body, &Y2021, 6), Some(Section::EXTRA));
        assert_eq!(key("二、特色工作", Role::Body, &Y2021, 6), None);
        assert_eq!(key("一、概述", Role::Body, &Y2014, 0), Some(Section::EXTRA));
    }

    #[test]
    fn titles_are_distinguished_from_navigation() {
        assert!(is_title("阿克陶县阿克陶镇人民政府2021年政府信息公开工作年度报告"));
        assert!(!is_title("首页 > 政务公开 > 公开年报 > 2021年政府信息公开年报"));
        assert!(!is_title("根据《中华人民共和国政府信息公开条例》编制本报告。"));
    }
}
