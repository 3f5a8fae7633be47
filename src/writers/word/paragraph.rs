//! What a paragraph looks like: its style, whether it stays with what follows, and how a long title is broken.

use std::borrow::Cow;

use crate::formats::reference_doc::Page;
use crate::model::document::{Block, Paragraph, Role};

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

/// Whether the paragraph is the caption of the table that follows, and stays on its page.
pub fn is_caption(paragraph: &Paragraph, next: Option<&Block>) -> bool {
    matches!(next, Some(Block::Table(_)))
        && style(paragraph.role) == BODY
        && paragraph.text.chars().count() <= LONGEST_CAPTION
}

/// The text, a title that is too long for one line of the page broken before 政府信息公开….
pub fn text<'t>(paragraph: &'t Paragraph, page: &Page) -> Cow<'t, str> {
    match title_lines(paragraph, page) {
        Some((first, second)) => Cow::Owned([first, "\n", second].concat()),
        None => Cow::Borrowed(&paragraph.text),
    }
}

fn title_lines<'t>(paragraph: &'t Paragraph, page: &Page) -> Option<(&'t str, &'t str)> {
    let text = paragraph.text.as_str();
    let line = page.text_width();
    let at = text.rfind("政府信息公开").filter(|_| paragraph.role == Role::Title)?;
    let (first, second) = text.split_at_checked(at)?;
    let fits = |part| (1..=line).contains(&width(part));
    let is_odd =
        first.ends_with(char::is_whitespace) || first.contains(['，', '；', '：', '。', ':', '\t', '\n']);
    (width(text) > line && fits(first) && fits(second) && !is_odd).then_some((first, second))
}

/// Twips of a line of the title.
fn width(text: &str) -> u32 {
    text.chars().map(|c| if c.is_ascii() { TITLE_SIZE / 2 } else { TITLE_SIZE }).fold(0, u32::saturating_add)
}
