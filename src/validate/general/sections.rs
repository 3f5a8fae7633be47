//! G007: headings with nothing below them, where the headings beside them have content.

use super::{Part, parts};
use crate::model::finding::{Finding, Rule, Severity};
use crate::model::language::{Message, Text};
use crate::model::report::{Passage, Report};
use crate::model::text;
use crate::prose::numbering::{Numbering, numbering};

/// G007: a heading without content.
pub static EMPTY_PART: Rule = Rule {
    code: "G007",
    name: "empty-part",
    severity: Severity::Warning,
    title: Text::new("标题下没有内容", "a heading without content"),
    ground: Text::new(
        "文件自身：同级的其他标题下都有内容",
        "the document itself: the other headings of its level have content",
    ),
    page: include_str!("../../../docs/rules/G007.md"),
};

/// Fewest headings of the same level that have content.
const FEWEST_OTHERS: usize = 2;

/// Most characters of a heading: longer ones are paragraphs, which have their content in themselves.
const LONGEST: usize = 25;

/// A numbered heading, and whether something is below it.
struct Heading<'r> {
    line: &'r Passage,
    numbering: Numbering,
    has_content: bool,
}

pub fn check(report: &Report, findings: &mut Vec<Finding>) {
    // The headings of a list that goes on, by level; a heading of a higher level ends it.
    let mut open: Vec<Vec<Heading<'_>>> = Vec::new();
    for part in parts(report) {
        let line = match part {
            Part::Heading(line) => line,
            Part::Line(_) | Part::Note(_) | Part::Table(_) => {
                fill(&mut open);
                continue;
            }
        };
        let Some((numbering, is_paragraph)) = numbering_of(&line.text) else {
            fill(&mut open);
            open.drain(..).for_each(|list| judge(&list, findings));
            continue;
        };
        let level = usize::from(numbering.level);
        for list in open.drain(open.len().min(level + 1)..) {
            judge(&list, findings);
        }
        let above = level.min(open.len());
        fill(open.get_mut(..above).unwrap_or_default());
        open.resize_with(open.len().max(level + 1), Vec::new);
        let Some(list) = open.get_mut(level) else { continue };
        if list.last().is_some_and(|last| last.numbering.number >= numbering.number) {
            judge(&std::mem::take(list), findings);
        }
        list.push(Heading { line, numbering, has_content: is_paragraph });
    }
    for list in &open {
        judge(list, findings);
    }
}

/// The numbering of a heading, and whether the heading itself says something, as a paragraph does.
fn numbering_of(line: &str) -> Option<(Numbering, bool)> {
    let folded = text::fold(line);
    let (found, words) = numbering(&folded);
    let is_paragraph = words.chars().count() > LONGEST || words.contains(['。', ';', ',', ':', '?', '!']);
    Some((found?, is_paragraph))
}

/// Something is below the last heading of each list.
fn fill(open: &mut [Vec<Heading<'_>>]) {
    for last in open.iter_mut().filter_map(|list| list.last_mut()) {
        last.has_content = true;
    }
}

/// Reports the one heading of a list that is empty.
fn judge(list: &[Heading<'_>], findings: &mut Vec<Finding>) {
    let mut empty = list.iter().filter(|heading| !heading.has_content);
    let (Some(heading), None) = (empty.next(), empty.next()) else { return };
    if list.len() <= FEWEST_OTHERS {
        return;
    }
    let words = &heading.line.text;
    let message = Message::new(
        format!("“{words}”下面没有内容，请补上或删去这个标题"),
        format!("there is nothing under '{words}'; add the content or delete the heading"),
    );
    findings.push(Finding::new(&EMPTY_PART, message, heading.line.place.clone()).with_passage(words.clone()));
}

#[cfg(test)]
mod tests;
