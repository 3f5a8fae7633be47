//! G002: numbers of headings and paragraphs that are skipped or used twice.
//!
//! A number is judged only where those before it run from 1 without a gap, and nothing between looks like the
//! missing one. 1 begins a new list, and nothing is certain of a list within a list of the same style; a heading of a higher level ends the lists below it.

use super::{Part, parts};
use crate::model::finding::{Finding, Rule, Severity};
use crate::model::language::{Message, Text};
use crate::model::report::{Passage, Report};
use crate::model::text;
use crate::prose::numbering::{chinese, chinese_number, numbering};

/// G002: numbers of headings are skipped or doubled.
pub static BROKEN_NUMBERING: Rule = Rule {
    code: "G002",
    name: "broken-numbering",
    severity: Severity::Warning,
    title: Text::new("序号中断或重复", "numbers are skipped or used twice"),
    ground: Text::new(
        "GB/T 9704-2012《党政机关公文格式》7.3.3：结构层次序数依次用“一、”“（一）”“1.”“（1）”标注",
        "GB/T 9704-2012, 7.3.3: the parts of a document are numbered in order",
    ),
    page: include_str!("../../../docs/rules/G002.md"),
};

/// Most numbers that a gap may have: a larger one is the begin of another list.
const LARGEST_GAP: u32 = 2;

/// How a number is written, from the highest level to the lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Style {
    /// `第一部分`, `第一章`
    Chapter,
    /// `第一节`
    Section,
    /// `第一条`: runs through the chapters.
    Article,
    /// `一、`
    One,
    /// `（一）`
    Two,
    /// `1.`
    Three,
}

const STYLES: usize = 6;

impl Style {
    const fn index(self) -> usize {
        self as usize
    }

    /// As a document writes this number.
    fn shown(self, number: u32) -> String {
        let figures = chinese(number);
        match self {
            Self::Chapter => format!("第{figures}章（部分）"),
            Self::Section => format!("第{figures}节"),
            Self::Article => format!("第{figures}条"),
            Self::One => format!("{figures}、"),
            Self::Two => format!("（{figures}）"),
            Self::Three => format!("{number}."),
        }
    }
}

/// A list as far as it was read.
#[derive(Clone, Copy)]
struct List {
    last: u32,
    /// The part with the last number.
    at: usize,
    /// It began within another list of the same style, which may go on after it.
    is_inner: bool,
}

pub fn check(report: &Report, findings: &mut Vec<Finding>) {
    let parts: Vec<Part<'_>> = parts(report).collect();
    let mut lists: [Option<List>; STYLES] = [None; STYLES];
    for (at, part) in parts.iter().enumerate() {
        let (line, is_heading) = match part {
            Part::Heading(line) => (*line, true),
            Part::Line(line) => (*line, false),
            Part::Note(_) | Part::Table(_) => continue,
        };
        let Some((style, number)) = numbered(&line.text) else {
            if is_heading {
                lists = [None; STYLES];
            }
            continue;
        };
        let list = lists.get(style.index()).copied().flatten();
        findings.extend(list.and_then(|list| fault(&parts, at, line, (style, number, is_heading), list)));
        end_lower(&mut lists, style);
        let goes_on = list.is_some_and(|list| number == list.last || number == list.last + 1);
        if let Some(list) = lists.get_mut(style.index()) {
            let is_inner = list.is_some_and(|list| list.is_inner || number == 1);
            *list = (number == 1 || goes_on).then_some(List { last: number, at, is_inner });
        }
    }
}

/// Ends the lists below this style; articles run through chapters.
fn end_lower(lists: &mut [Option<List>; STYLES], style: Style) {
    for lower in [Style::Section, Style::One, Style::Two, Style::Three] {
        let is_lower = lower > style;
        if let Some(list) = lists.get_mut(lower.index()).filter(|_| is_lower) {
            *list = None;
        }
    }
}

fn fault(
    parts: &[Part<'_>],
    at: usize,
    line: &Passage,
    (style, number, is_heading): (Style, u32, bool),
    list: List,
) -> Option<Finding> {
    // Figures in lines that are no headings number many things: only lines one after another are a list.
    if (style == Style::Three && !is_heading && at != list.at + 1) || list.is_inner {
        return None;
    }
    let between = parts.get(list.at..at)?;
    let shown = style.shown(number);
    let message = if number == list.last && number > 1 {
        let is_same = parts.get(list.at).and_then(text_of).is_some_and(|text| text == line.text);
        if is_same || between.iter().any(|part| restarts(part)) {
            return None;
        }
        Message::new(format!("序号“{shown}”重复了"), format!("number '{shown}' is used twice"))
    } else if (list.last + 2..=list.last + 1 + LARGEST_GAP).contains(&number) {
        let missing = list.last + 1;
        if between.get(1..)?.iter().any(|part| has_number(part, missing)) {
            return None;
        }
        let (before, missing) = (style.shown(list.last), style.shown(missing));
        Message::new(
            format!("序号从“{before}”跳到“{shown}”，缺少“{missing}”"),
            format!("the numbers go from '{before}' to '{shown}'; '{missing}' is missing"),
        )
    } else {
        return None;
    };
    Some(Finding::new(&BROKEN_NUMBERING, message, line.place.clone()).with_passage(&*line.text))
}

fn text_of<'r>(part: &Part<'r>) -> Option<&'r str> {
    match part {
        Part::Heading(line) | Part::Line(line) => Some(&line.text),
        Part::Note(_) | Part::Table(_) => None,
    }
}

/// Whether a list may begin within this part: `附件：1．名单`.
fn restarts(part: &Part<'_>) -> bool {
    let Some(text) = text_of(part) else { return false };
    let narrow = text::narrow(text);
    ["1.", "1、", "(1)", "一、", "(一)"].iter().any(|first| narrow.find(first).is_some_and(|at| at > 0))
}

/// Whether a part begins with this number, however it is written.
fn has_number(part: &Part<'_>, number: u32) -> bool {
    let figures = [chinese(number), number.to_string()];
    let begins = |text: &str| {
        let folded = text::fold(text);
        let bare = folded.trim_start_matches(['(', '[', '第', '#', '*']);
        figures.iter().any(|figures| bare.starts_with(figures.as_str()))
    };
    match part {
        Part::Heading(line) | Part::Line(line) | Part::Note(line) => begins(&line.text),
        Part::Table(table) => table.rows.iter().flatten().any(|cell| begins(&cell.text)),
    }
}

/// The number that a line begins with. `二、三产业` begins with none.
fn numbered(line: &str) -> Option<(Style, u32)> {
    let folded = text::fold(line);
    if let Some(found) = clause(&folded) {
        return Some(found);
    }
    let (found, rest) = numbering(&folded);
    let found = found?;
    let style = match found.level {
        0 => Style::Chapter,
        1 => Style::One,
        2 => Style::Two,
        3 if folded.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', '、']) => {
            Style::Three
        }
        _ => return None,
    };
    let continues = rest.starts_with(|c: char| chinese_number(c.encode_utf8(&mut [0; 4])).is_some());
    (!(style == Style::One && continues)).then_some((style, found.number))
}

/// `第三条`, `第二节`
fn clause(folded: &str) -> Option<(Style, u32)> {
    let rest = folded.strip_prefix('第')?;
    let end = rest.find(['条', '节'])?;
    let (figures, sign) = rest.split_at(end);
    let style = if sign.starts_with('条') { Style::Article } else { Style::Section };
    let digits = || figures.parse().ok().filter(|_| figures.bytes().all(|byte| byte.is_ascii_digit()));
    // `第三条的规定` and `第三条第一款` refer to it; `第三条之一` was put in later.
    let is_reference = sign
        .chars()
        .nth(1)
        .is_some_and(|c| matches!(c, '第' | '之' | '的' | '、' | '和' | '至' | '规' | '中'));
    Some((style, chinese_number(figures).or_else(digits)?)).filter(|_| !is_reference)
}

#[cfg(test)]
mod tests;
