//! Family S: placeholders of a template, and sections without content.

use std::ops::Range;

use crate::model::finding::{Finding, Rule, Severity};
use crate::model::language::{Message, Text};
use crate::model::report::{Item, Passage, Report, Section};
use crate::model::text;
use crate::prose::own_note::TO_BE_DELETED;

/// S008: placeholder text was left in.
pub static TEMPLATE_LEFTOVER: Rule = Rule {
    code: "S008",
    name: "template-leftover",
    severity: Severity::Error,
    title: Text::new("留有模板的占位文字", "placeholder text was left in"),
    ground: Text::new(
        "《政府信息公开条例》第五十条：报告应当写明本机关的情况",
        "article 50 of the 政府信息公开条例: a report describes the body itself",
    ),
    page: include_str!("../../docs/rules/S008.md"),
};

/// S009: a narrative section is empty or says only 无.
pub static EMPTY_SECTION: Rule = Rule {
    code: "S009",
    name: "empty-section",
    severity: Severity::Warning,
    title: Text::new("文字部分没有内容", "a narrative section has no content"),
    ground: Text::new(
        "国办公开办函〔2021〕30号、〔2019〕60号：第一、五、六部分用文字报告",
        "国办公开办函〔2021〕30号 and 〔2019〕60号: sections one, five and six are narrative",
    ),
    page: include_str!("../../docs/rules/S009.md"),
};

pub(super) fn leftovers(report: &Report, findings: &mut Vec<Finding>) {
    let signature = report.signature.organization.iter().chain(&report.signature.date);
    let outside = report.title.iter().chain(&report.preamble).chain(signature).chain(&report.notes);
    findings.extend(outside.filter_map(leftover));
    for section in &report.sections {
        let lines = std::iter::once(&section.heading).chain(section.paragraphs());
        findings.extend(lines.filter_map(leftover).map(|finding| finding.in_section(section.key)));
    }
}

/// At most one finding per line.
fn leftover(line: &Passage) -> Option<Finding> {
    let simplified = text::in_simplified(&line.text);
    if let Some(at) = simplified.find(TO_BE_DELETED) {
        return Some(note_to_delete(line, at));
    }
    let at = placeholder(&simplified)?;
    let words = line.text.get(at.clone())?;
    let message = Message::new(
        format!("“{words}”是模板里的占位文字，请改成实际内容"),
        format!("'{words}' is a placeholder of a template; replace it with the actual content"),
    );
    Some(Finding::new(&TEMPLATE_LEFTOVER, message, line.place.clone()).with_marked(&*line.text, at))
}

/// A note of a blank form for the person who fills it in.
fn note_to_delete(line: &Passage, at: usize) -> Finding {
    let message = Message::new(
        format!("这条注是填表时供核对的，写着“{TO_BE_DELETED}”，请整条删去"),
        format!("this note helped to fill in the form and says '{TO_BE_DELETED}'; delete the whole note"),
    );
    Finding::new(&TEMPLATE_LEFTOVER, message, line.place.clone())
        .with_marked(&*line.text, at..at + TO_BE_DELETED.len())
}

/// Filling-in instructions of templates.
const INSTRUCTIONS: [&str; 5] = ["填写说明", "此处填写", "请在此填写", "（请填写", "(请填写"];

/// Whether a character is used as a placeholder for a name or a number.
const fn is_sign(character: char) -> bool {
    matches!(character, 'X' | 'x' | 'Ｘ' | 'ｘ' | '×' | '✕' | '*' | '＊' | '○' | '□')
}

/// What follows a placeholder: `××县`, `20XX年`, `XX件`.
const FOLLOWERS: &str = "省市县区州旗镇乡村局委厅院部街办年月日件条项次人份单";

/// The placeholder in a line, if it has one.
pub(super) fn placeholder(line: &str) -> Option<Range<usize>> {
    let instruction = || INSTRUCTIONS.iter().find_map(|words| Some((line.find(words)?, words.len())));
    let instruction = line.contains('填').then(instruction).flatten();
    instruction.map(|(at, length)| at..at + length).or_else(|| signs(line))
}

fn signs(line: &str) -> Option<Range<usize>> {
    if !line.contains(is_sign) {
        return None; // most lines
    }
    let characters: Vec<(usize, char)> = line.char_indices().collect();
    let mut rest = characters.as_slice();
    let mut before: Option<char> = None;
    while let Some((&(start, sign), _)) = rest.split_first() {
        let is_placeholder = is_sign(sign);
        let run = if is_placeholder { rest.iter().take_while(|(_, c)| *c == sign).count() } else { 1 };
        let (_, after) = rest.split_at_checked(run)?;
        let follower = after.first().filter(|(_, c)| FOLLOWERS.contains(*c));
        if let Some(&(at, unit)) = follower.filter(|_| is_placeholder && is_separate(sign, run, before)) {
            let is_single = run == 1 && !is_date_pattern(unit, after, sign);
            if !is_single && !is_emphasis(sign, after) {
                return Some(start..at + unit.len_utf8());
            }
        }
        before = rest.get(run.saturating_sub(1)).map(|(_, c)| *c);
        rest = after;
    }
    None
}

/// Whether the signs are not part of a word or number: `20XX年` is a placeholder, `maxx年` and `二○○八年` are not.
fn is_separate(sign: char, run: usize, before: Option<char>) -> bool {
    const NUMERALS: &str = "〇一二三四五六七八九十";
    before.is_none_or(|c| match sign {
        '○' => !NUMERALS.contains(c),
        _ => !(c.is_ascii_alphabetic() || c.is_ascii_digit() && run != 2),
    })
}

/// Whether stars set off words, as in `**日期**`: a placeholder stands for a name, and one word follows it.
fn is_emphasis(sign: char, after: &[(usize, char)]) -> bool {
    let next = after.iter().position(|(_, c)| *c == sign);
    sign == '*' && next.is_some_and(|words| words > 1)
}

/// Whether single signs form a date: `X年X月X日`.
fn is_date_pattern(unit: char, after: &[(usize, char)], sign: char) -> bool {
    let next = |at: usize| after.get(at).map(|(_, c)| *c);
    matches!((unit, next(2)), ('年', Some('月')) | ('月', Some('日'))) && next(1) == Some(sign)
}

pub(super) fn empty_sections(report: &Report, findings: &mut Vec<Finding>) {
    for section in &report.sections {
        let is_narrative = report.edition.section(section.key).is_some()
            && !report.edition.tables.iter().any(|table| table.section == Some(section.key));
        if !is_narrative || !has_no_content(section) {
            continue;
        }
        let heading = &section.heading;
        let message = Message::new(
            format!("“{}”没有实际内容，请写明情况", heading.text),
            format!("section '{}' has no content; describe the situation", heading.text),
        );
        let finding = Finding::new(&EMPTY_SECTION, message, heading.place.clone()).in_section(section.key);
        let said: Vec<&str> = section.paragraphs().map(|line| line.text.as_str()).collect();
        findings.push(if said.is_empty() { finding } else { finding.with_passage(said.concat()) });
    }
}

fn has_no_content(section: &Section) -> bool {
    const NOTHING: [&str; 6] = ["", "无", "暂无", "没有", "无内容", "略"];
    let holds_more = section.body.iter().any(|item| matches!(item, Item::Table(_) | Item::StatutoryTable(_)));
    let said: String = section.paragraphs().map(|line| text::fold(&line.text)).collect();
    let words: String = said.chars().filter(|c| c.is_alphanumeric()).collect();
    !holds_more && NOTHING.contains(&words.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::Place;

    #[test]
    fn a_note_of_the_blank_form_is_to_be_deleted() {
        let text = crate::prose::own_note::of_figures(Some(2024), &["行政许可 120".to_owned()]);
        let found = leftover(&Passage::new(text, Place::Unknown)).unwrap();
        assert!(found.message.zh.contains("请整条删去"), "{}", found.message.zh);
        assert_eq!(leftover(&Passage::new("注：以上为本年数。", Place::Unknown)), None);
    }

    #[test]
    fn placeholders_are_distinguished_from_text() {
        for (line, want) in [
            ("××县人民政府2021年政府信息公开工作年度报告", Some("××县")),
            ("20XX年，我局主动公开信息。", Some("XX年")),
            ("全年共收到申请xx件", Some("xx件")),
            ("X年X月X日", Some("X年")),
            ("2022年×月×日", Some("×月")),
            ("○○镇人民政府", Some("○○镇")),
            ("（填写说明）本部分写明总体情况。", Some("填写说明")),
            ("**局", Some("**局")),
            ("**县**镇人民政府", Some("**县")),
            ("- **日期**：2024年", None),
            ("二○○八年五月一日起施行", None),
            ("访问 www.xxgk.gov.cn/xx 年报栏目", None),
            ("规格为3×5件", None),
            ("X光机3台", None),
            ("MAXX年会", None),
            ("全年公开信息12件", None),
        ] {
            let found = placeholder(line).and_then(|at| line.get(at));
            assert_eq!(found, want, "{line}");
        }
    }
}
