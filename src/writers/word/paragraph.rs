//! What a paragraph looks like: its style, whether it stays with what follows, and how a long title is broken.

use std::borrow::Cow;

use crate::formats::reference_doc::Page;
use crate::model::document::{Block, Paragraph, Role};
use crate::model::title;

/// Twips of a character of the title, 二号.
const TITLE_SIZE: u32 = 440;
/// The longest line that can name the table below it, in characters.
const LONGEST_CAPTION: usize = 28;

/// The style of running text.
const BODY: &str = "BodyText";

/// The id of the style of a role.
pub const fn style(role: Role) -> &'static str {
    match role {
        Role::Title => "Title",
        Role::Heading(1) => "Heading1",
        Role::Heading(2) => "Heading2",
        Role::Heading(3) => "Heading3",
        Role::Heading(4) => "Heading4",
        Role::Heading(_) => "Heading5",
        Role::Note => "Note",
        Role::Signature => "Signature",
        Role::Date => "Date",
        Role::Body | Role::Navigation => BODY,
    }
}

/// Whether the paragraph stays on the page of what follows: the caption of a table, and the text before a signature and
/// a date, which never begin a page.
pub fn stays_with_next(paragraph: &Paragraph, next: Option<&Block>) -> bool {
    match next {
        Some(Block::Table(_)) => {
            style(paragraph.role) == BODY && paragraph.text.chars().count() <= LONGEST_CAPTION
        }
        Some(Block::Paragraph(next)) => matches!(next.role, Role::Signature | Role::Date),
        None => false,
    }
}

/// Whether the paragraph is the address of a letter, `青溪县甲局：` right below the title, which is not indented.
pub fn is_address(paragraph: &Paragraph, before: Option<&Block>) -> bool {
    let is_below_title = matches!(before, Some(Block::Paragraph(before)) if before.role == Role::Title);
    let text = paragraph.text.trim_end();
    is_below_title
        && style(paragraph.role) == BODY
        && text.ends_with(['：', ':'])
        && text.chars().count() <= LONGEST_CAPTION
}

/// The text, a title that is too long for one line of the page divided between words.
pub fn text<'t>(paragraph: &'t Paragraph, page: &Page) -> Cow<'t, str> {
    if paragraph.role != Role::Title {
        return Cow::Borrowed(&paragraph.text);
    }
    match title::two_lines(&paragraph.text, page.text_width(), width) {
        Some((first, second)) => Cow::Owned([first, "\n", second].concat()),
        None => Cow::Borrowed(&paragraph.text),
    }
}

/// How much a title is indented on both sides, in twips, so that its lines are even where words give no place to divide it.
pub fn indent(paragraph: &Paragraph, page: &Page) -> Option<u32> {
    let (text, line) = (paragraph.text.as_str(), page.text_width());
    if paragraph.role != Role::Title || title::two_lines(text, line, width).is_some() {
        return None;
    }
    title::even_width(text, line, width).map(|even| (line - even) / 2)
}

/// Twips of a line of the title.
fn width(text: &str) -> u32 {
    text.chars().map(|c| if c.is_ascii() { TITLE_SIZE / 2 } else { TITLE_SIZE }).fold(0, u32::saturating_add)
}
