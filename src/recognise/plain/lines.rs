//! What a line of a document without a form is: its title, a heading of some level, or a paragraph.

use std::borrow::Cow;
use std::ops::Range;

use super::Blocks;
use crate::model::document::{Block, Paragraph, Role};
use crate::model::report::Section;
use crate::model::text;
use crate::prose::headings::{DEEPEST, ends_as_title, numbered_level};

/// The level of a heading, by its style or its number; `None` for any other line. Styles count from the level below
/// the title, if that has the style of the first level.
pub fn level(line: &Paragraph, is_title_styled: bool) -> Option<u8> {
    match line.role {
        Role::Title => Some(1),
        Role::Heading(level) => Some(level.saturating_sub(is_title_styled.into()).max(1)),
        Role::Body => numbered_level(&line.text),
        Role::Navigation | Role::Note | Role::Signature | Role::Date => None,
    }
}

/// Whether a title is that of a document about reports: `关于编制2024年度报告的通知`.
pub fn is_about_reports(title: &str) -> bool {
    const KINDS: [&str; 10] = ["通知", "通报", "函", "意见", "方案", "办法", "公告", "请示", "批复", "答复"];
    let folded = text::fold(title);
    let name = ["报告", "年报"].iter().filter_map(|name| folded.rfind(name)).max();
    let rest = name.and_then(|at| folded.get(at..)).unwrap_or_default();
    // 通知（征求意见稿）
    let rest = rest.split('(').next().unwrap_or_default();
    KINDS.iter().any(|kind| rest.ends_with(kind))
}

/// Numbers the levels that occur from 1 without a gap, as the headings of a text are numbered.
pub fn close_gaps(sections: &mut [Section]) {
    let mut used = [false; 1 + u8::MAX as usize];
    let headed = |section: &&mut Section| !section.heading.text.is_empty();
    for section in sections.iter_mut().filter(headed) {
        if let Some(used) = used.get_mut(usize::from(section.level)) {
            *used = true;
        }
    }
    for section in sections.iter_mut().filter(headed) {
        let rank = used.iter().take(usize::from(section.level) + 1).filter(|used| **used).count();
        section.level = u8::try_from(rank).unwrap_or(DEEPEST).clamp(1, DEEPEST);
    }
}

/// What the style of the first level says of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Other,
    /// Only this line has it.
    Alone,
    /// All other lines that have it are numbered, as sections are.
    AboveSections,
}

/// The title of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// The positions of its lines among the blocks.
    pub lines: Range<usize>,
    /// Whether it has the style of a heading of the first level, and no other line has.
    pub is_only_heading: bool,
}

/// The block that is the title: the first line that is styled as one, with nothing but links before it, or
/// the first block, if it is the only heading of the first level, or ends as titles of office documents do and has
/// no other style than numbered headings have.
pub fn title(blocks: &Blocks<'_>) -> Option<Title> {
    let mut lines = blocks.iter().enumerate().map(|(at, block)| match &**block {
        Block::Paragraph(line) => Some((at, line)),
        Block::Table(_) => None,
    });
    let is_skipped = |line: &Paragraph| line.role == Role::Navigation || text::trim(&line.text).is_empty();
    let (at, line) = lines.find(|line| line.is_none_or(|(_, line)| !is_skipped(line)))??;
    let has_role = |block: &Block, role| matches!(block, Block::Paragraph(line) if line.role == role);
    let is_first = || !blocks.iter().take(at).any(|block| has_role(block, Role::Navigation));
    let is_alone = blocks.len() <= at + 1;
    let style = style(blocks, at);
    let is_title = match line.role {
        Role::Title => true,
        Role::Heading(1) if style == Style::Other => false,
        Role::Heading(1) if style == Style::Alone && is_first() => {
            !is_alone && numbered_level(&line.text).is_none()
        }
        Role::Body | Role::Heading(1) => !is_alone && is_first() && ends_as_title(&line.text),
        Role::Heading(_) | Role::Navigation | Role::Note | Role::Signature | Role::Date => false,
    };
    let further = blocks.iter().skip(at + 1).take_while(|block| has_role(block, Role::Title)).count();
    let lines = at..at + 1 + if line.role == Role::Title { further } else { 0 };
    is_title.then_some(Title { lines, is_only_heading: style == Style::Alone })
}

/// What the style of the first level says of the block at this position.
fn style(blocks: &Blocks<'_>, at: usize) -> Style {
    let styled = |block: &Cow<'_, Block>| match &**block {
        Block::Paragraph(line) if line.role == Role::Heading(1) => Some(numbered_level(&line.text).is_some()),
        Block::Paragraph(_) | Block::Table(_) => None,
    };
    let mut others = blocks.iter().skip(at + 1).filter_map(styled).peekable();
    match blocks.get(at).and_then(styled) {
        Some(_) if others.peek().is_none() => Style::Alone,
        Some(_) if others.all(|is_numbered| is_numbered) => Style::AboveSections,
        None | Some(_) => Style::Other,
    }
}
