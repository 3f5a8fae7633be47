//! Characters: white space, those that are elements, and those of symbol fonts.

use super::Walk;
use super::open::Open;
use crate::model::error::Result;
use crate::readers::appearance::AsideKind;
use crate::readers::word::symbols::symbol;
use crate::readers::xml::{Element, Xml};

/// A run of spaces is written as a count; a longer one is no text.
const MAX_SPACES: u32 = 1000;

impl Walk<'_> {
    /// Adds text of the XML, with one space for each run of white space.
    pub(super) fn add_collapsed(&mut self, text: &str) {
        let around = self.open.iter().rev().find(|open| !matches!(open, Open::Through));
        if !matches!(around, Some(Open::Paragraph { .. } | Open::Span { .. } | Open::Aside)) {
            return;
        }
        let Some(after_space) = self.after_space.last_mut() else { return };
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        let mut collapsed = String::with_capacity(text.len());
        for character in text.chars() {
            if !is_space(character) {
                collapsed.push(character);
            } else if !*after_space {
                collapsed.push(' ');
            }
            *after_space = is_space(character);
        }
        let is_symbol = |c| matches!(c, '\u{f000}'..='\u{f0ff}');
        if collapsed.contains(is_symbol) {
            let shown = collapsed.chars().map(|c| if is_symbol(c) { self.symbol(c) } else { c }).collect();
            collapsed = shown;
        }
        self.flow.add(&collapsed);
    }

    /// What the font shows for the code of a symbol font.
    fn symbol(&mut self, code: char) -> char {
        let font = self.looks.last().and_then(|style| style.font.as_deref()).unwrap_or_default();
        let name = font.trim_matches('\'').trim_end_matches(|c: char| c.is_ascii_digit());
        // A second style of a font is `Wingdings1`; `Wingdings 2` is another font.
        let name = if font.contains(' ') { font.trim_matches('\'') } else { name };
        let found = symbol(name, u32::from(code));
        if found.is_none() && self.flow.shows_text() {
            self.skipped.symbols += 1;
        }
        found.unwrap_or('□')
    }

    /// Characters that are elements; whether it was one.
    pub(super) fn add_character(&mut self, element: &Element<'_>) -> bool {
        match element.qualified_name() {
            "text:s" => {
                let count = element.number("text:c").unwrap_or(1).min(MAX_SPACES);
                self.flow.add(&" ".repeat(usize::try_from(count).unwrap_or(1)));
            }
            "text:tab" => self.flow.add("\t"),
            // A page break, too, ends the line.
            "text:line-break" => self.flow.add("\n"),
            _ => return false,
        }
        if let Some(after_space) = self.after_space.last_mut() {
            *after_space = false;
        }
        true
    }

    /// The text that was deleted here.
    pub(super) fn add_deletion(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        let id = element.attribute("text:change-id").unwrap_or_default();
        if let Some(text) = self.deletions.remove(&id) {
            self.flow.note(AsideKind::Deleted, text);
        }
        xml.skip()
    }

    /// Text or a paragraph that a condition hides, as the file says it was when it was saved.
    pub(super) fn start_conditional(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        let is_hidden = element.is_true("text:is-hidden");
        match element.qualified_name() {
            // The element is in the paragraph, and means all of it.
            "text:hidden-paragraph" if is_hidden => {
                let paragraph =
                    self.open.iter_mut().rev().find(|open| matches!(open, Open::Paragraph { .. }));
                if let Some(Open::Paragraph { is_hidden }) = paragraph
                    && !std::mem::replace(is_hidden, true)
                {
                    self.flow.set_paragraph_aside(AsideKind::Hidden);
                    self.flow.start_aside(AsideKind::Hidden);
                }
                xml.skip()
            }
            "text:hidden-text" if is_hidden => {
                let content = xml.text()?;
                let text = element.attribute("text:string-value").unwrap_or(content);
                self.flow.note(AsideKind::Hidden, text);
                Ok(())
            }
            _ => {
                self.open.push(Open::Through);
                Ok(())
            }
        }
    }
}
