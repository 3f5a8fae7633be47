//! Section headings among paragraphs.

use std::sync::LazyLock;

use crate::forms::{self, kept::Kept};
use crate::model::document::{Paragraph, Role};
use crate::model::form::Edition;
use crate::model::report::Section;
use crate::model::text;

use crate::prose::numbering::{Numbering, chinese_number, numbering};
use crate::prose::title::without_marks;
use crate::recognise::sections::numbering_style::NumberingStyle;
use crate::recognise::sections::titles::is_title;
use crate::recognise::tables::labels;
use crate::recognise::tables::value_text::is_figure;

/// The headings of every form.
static OFFICIAL: LazyLock<Vec<&str>> =
    LazyLock::new(|| forms::BUILT_IN.iter().flat_map(forms::BuiltIn::headings).collect());

/// Characters of the longest heading: official ones have at most 30.
const LONGEST_HEADING: usize = 60;
/// Bytes of the longest heading, with room for white space.
const LONGEST_HEADING_BYTES: usize = 600;
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
    /// How the document numbers its sections.
    pub style: NumberingStyle,
    /// Any number is accepted: for looking ahead in editions with free sections.
    pub is_open: bool,
}

/// A line split into its number and its words.
#[derive(Debug)]
pub struct NumberedLine {
    pub number: Option<Numbering>,
    /// What separates them is only white space (`一 总体情况`): a row of a table may look the same.
    is_spaced: bool,
    /// The folded line after the number.
    rest: String,
}

/// Splits the number off a line; `None` for a line that is too long for a heading or empty.
pub fn numbered(line: &str) -> Option<NumberedLine> {
    /// Signs before or around a heading.
    const fn is_ornament(character: char) -> bool {
        matches!(character, '【' | '】' | '*' | '[' | ']' | '◆' | '■' | '●' | '▲' | '★' | '※' | '|')
    }
    if line.len() > LONGEST_HEADING_BYTES {
        return None;
    }
    let bare = text::trim(without_marks(line).trim_matches(|c: char| is_ornament(c) || c.is_whitespace()));
    let is_ideograph = |c: &char| matches!(c, '\u{4e00}'..='\u{9fff}');
    if bare.chars().filter(is_ideograph).nth(LONGEST_HEADING).is_some() {
        return None; // most lines
    }
    let folded = text::fold(bare);
    if folded.is_empty() || folded.chars().count() > LONGEST_HEADING {
        return None;
    }
    let (number, rest) = numbering(&folded);
    if number.is_none()
        && let Some((number, rest)) = spaced_number(bare)
    {
        return Some(NumberedLine { number: Some(number), is_spaced: true, rest });
    }
    Some(NumberedLine { number, is_spaced: false, rest: rest.to_owned() })
}

/// The number of `一 总体情况` and `一总体情况`; in the latter only the official heading may follow it.
fn spaced_number(line: &str) -> Option<(Numbering, String)> {
    let is_numeral = |c: char| chinese_number(c.encode_utf8(&mut [0; 4])).is_some();
    let end = line.find(|c: char| !is_numeral(c))?;
    let (numeral, rest) = line.split_at_checked(end)?;
    let number = Numbering { level: 1, number: chinese_number(numeral)? };
    let is_official = || {
        let rest = text::fold(rest);
        OFFICIAL.iter().any(|heading| heading.ends_with(&*rest))
    };
    let is_whole = rest.starts_with(char::is_whitespace) || (rest.chars().count() > 3 && is_official());
    is_whole.then(|| (number, text::fold(rest).into_owned()))
}

impl NumberedLine {
    /// The statutory section, by position, whose heading in the form has the same words.
    pub fn official(&self, edition: &'static Edition) -> Option<usize> {
        let words = labels::words(&self.rest);
        official_words(edition).iter().position(|heading| !words.is_empty() && **heading == *words)
    }

    /// The statutory section, by position, whose heading has some of the same words.
    pub fn similar(&self, edition: &Edition) -> Option<usize> {
        let has_all = |all: &&[&str]| all.iter().all(|word| self.rest.contains(word));
        edition.sections.iter().position(|section| section.words.iter().any(has_all))
    }
}

/// The words of the headings of an edition, made on first use and kept like the edition itself.
fn official_words(edition: &'static Edition) -> &'static [String] {
    static MADE: Kept<&Edition, Vec<String>> = Kept::new();
    let words = || edition.sections.iter().map(|section| labels::words(section.heading).into_owned());
    MADE.get(|known| std::ptr::eq(*known, edition), || (edition, words().collect()))
}

/// The section of which a paragraph is the heading, if it is one.
///
/// A statutory heading is recognised by its words, numbered or not; any other by the next number in
/// sequence, or because the format marks it as a heading.
pub fn heading(line: &Paragraph, edition: &'static Edition, sequence: Sequence) -> Option<Heading> {
    if line.role == Role::Body && line.text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None; // most lines of a table that came a cell a line
    }
    if names_table(&line.text, edition) {
        return Some(Heading { key: Section::EXTRA, number: None });
    }
    let split = numbered(&line.text)?;
    if is_title(&line.text) || is_contents_entry(&line.text) {
        return None;
    }
    let level = sequence.heading_level.unwrap_or(1);
    let is_marked = line.role == Role::Heading(level);
    if matches!(line.role, Role::Heading(lower) if lower > level && !line.role.is_text_in_form())
        || (sequence.heading_level.is_some() && !is_marked)
    {
        return None;
    }
    let number = split.number.filter(|n| n.level == sequence.style.level).map(|n| n.number);
    if split.number.is_some() && number.is_none() {
        return None;
    }
    let rest = split.rest.as_str();
    if rest.contains(['。', ';', ',']) && !is_marked {
        return None;
    }
    if let Some(section) = statutory_section(&split, number, is_marked, edition, sequence.style) {
        return edition.sections.get(section).map(|form| Heading { key: form.key, number });
    }
    // A row of a torn table: its values follow its label.
    let ends_in_figures =
        line.text.split_whitespace().rev().take(2).filter(|word| is_figure(word)).count() == 2;
    let continues = number == Some(sequence.last + 1) || (sequence.is_open && number.is_some());
    let is_next = continues
        && !split.is_spaced
        && may_be_extra(number, edition, sequence.style)
        && !rest.contains(['，', '：', ':'])
        && !begins_a_row(&text::fold(&line.text), edition);
    (!ends_in_figures && (is_marked || is_next)).then_some(Heading { key: Section::EXTRA, number })
}

/// Whether a line is the caption of a table of a form without sections: `表二　行政处罚实施情况统计表`.
fn names_table(line: &str, edition: &Edition) -> bool {
    /// Characters before or after the title: its number, a year, a unit.
    const MOST_BESIDE: usize = 20;
    if edition.disclosure.is_some() || !edition.sections.is_empty() || line.len() > LONGEST_HEADING_BYTES {
        return false;
    }
    let found = labels::words(line);
    edition.tables.iter().any(|table| {
        let title = labels::words(table.title);
        found.contains(&*title) && found.chars().count() <= title.chars().count() + MOST_BESIDE
    })
}

/// The statutory section, by position: by the words of the form, numbered or not; by similar words if the
/// line is numbered or marked as a heading.
fn statutory_section(
    split: &NumberedLine,
    number: Option<u32>,
    is_marked: bool,
    edition: &'static Edition,
    style: NumberingStyle,
) -> Option<usize> {
    let may_be_similar = |section: &usize| match number {
        None => is_marked,
        Some(_) if style.level == 1 => true,
        // 1、 and （一） also number the parts of a section.
        Some(number) => {
            usize::try_from(number).is_ok_and(|number| number == section + 1)
                && style.exact & (1 << section) == 0
        }
    };
    split.official(edition).or_else(|| {
        let is_candidate = number.is_some() || is_marked; // few lines
        is_candidate.then(|| split.similar(edition)).flatten().filter(may_be_similar)
    })
}

/// Whether a section that the form does not have may have this number. With a numbering other than that of
/// the form, only after the statutory sections: items of a list have the same numbers.
fn may_be_extra(number: Option<u32>, edition: &'static Edition, style: NumberingStyle) -> bool {
    let last = u32::try_from(edition.sections.len()).unwrap_or(u32::MAX);
    style.level <= 1 || number.is_some_and(|number| number > last)
}

/// Whether this is the start of a row's label torn in a PDF: `四、结转下年度继续办`.
fn begins_a_row(folded: &str, edition: &'static Edition) -> bool {
    let named = || edition.tables.iter().filter(|table| !table.has_records());
    let rows = || named().flat_map(crate::model::form::TableForm::rows);
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
    (has_page && (leads || bare.ends_with('\t')) && numbering(&text::fold(text)).0.is_some())
        || line.contains(['目', '⽬']) && matches!(&*text::fold(line), "目录" | "目次")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::{Y2014, Y2021};
    use crate::model::place::Place;

    fn key(text: &str, role: Role, edition: &'static Edition, last: u32) -> Option<&'static str> {
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
    fn headings_may_be_numbered_in_other_ways() {
        for (line, want) in [
            ("一 总体情况", Some("overview")),
            ("一总体情况", Some("overview")),
            ("一.总体情况", Some("overview")),
            ("一：总体情况", Some("overview")),
            ("## 一、总体情况", Some("overview")),
            ("**一、总体情况**", Some("overview")),
            ("【一、总体情况】", Some("overview")),
            ("三、收到和處理政府信息公開申請情況", Some("requests")),
            ("三、政府信息公开申请办理情况", Some("requests")),
            ("四 结转下年度继续办理", None),
            ("1、总体情况", None),
            ("一是总体情况", None),
        ] {
            assert_eq!(key(line, Role::Body, &Y2021, 3), want, "{line}");
        }
    }

    #[test]
    fn the_numbering_of_the_sections_is_that_of_most_statutory_headings() {
        let arabic = [
            "1、总体情况",
            "（1）主动公开",
            "2、健全机制",
            "2、主动公开政府信息情况",
            "3、收到和处理政府信息公开申请情况",
            "4、行政复议、行政诉讼情况",
            "5、存在的主要问题",
            "1、问题",
            "6、其他需要报告的事项",
            "7、特色工作",
        ];
        let keys = |lines: &[&str]| {
            let lines: Vec<Paragraph> =
                lines.iter().map(|line| Paragraph::new(*line, Role::Body, Place::Unknown)).collect();
            let style = NumberingStyle::of(lines.iter().map(|line| line.text.as_str()), &Y2021);
            let mut sequence = Sequence { style, ..Sequence::default() };
            let found = lines.iter().filter_map(|line| {
                let found = heading(line, &Y2021, sequence)?;
                sequence.last = found.number.unwrap_or(sequence.last + 1);
                Some(found.key)
            });
            found.collect::<Vec<_>>()
        };
        let all = ["overview", "disclosure", "requests", "review", "problems", "other", Section::EXTRA];
        assert_eq!(keys(&arabic), all);
        let parts = arabic.map(|line| line.replace("、", ".").replacen("（1）", "一、", 1));
        assert_eq!(keys(&parts.each_ref().map(String::as_str)), all);
        for (a, b) in [("（", "）"), ("第", "部分 "), ("第", "章　")] {
            let numerals = ["一", "二", "三", "四", "五", "六"];
            let words = [
                "总体情况",
                "主动公开政府信息情况",
                "收到和处理政府信息公开申请情况",
                "行政复议、行政诉讼情况",
                "存在的主要问题",
                "其他事项",
            ];
            let lines: Vec<String> =
                numerals.iter().zip(words).map(|(n, words)| format!("{a}{n}{b}{words}")).collect();
            assert_eq!(keys(&lines.iter().map(String::as_str).collect::<Vec<_>>()), all[..6], "{a}{b}");
        }
        let usual = [
            "一、总体情况",
            "（一）总体情况",
            "（二）主动公开",
            "（三）依申请公开",
            "二、主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
        ];
        assert_eq!(keys(&usual), ["overview", "disclosure", "requests"]);
    }
}
