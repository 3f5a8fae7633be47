//! The text of cells and comments of an `.ods`.

use super::looks::{Font, RichText};
use super::ods_styles::Styles;
use crate::model::error::Result;
use crate::readers::xml::{Node, Xml};

/// A run of spaces is written as a count; a longer one is no text.
const MAX_SPACES: u32 = 1000;

/// The text of the comment just opened, without its author and date.
pub fn annotation(xml: &mut Xml<'_>) -> Result<String> {
    let depth = xml.depth();
    let mut all = String::new();
    while let Some(node) = xml.inside(depth)? {
        if let Node::Start(start) = node
            && start.qualified_name() == "text:p"
        {
            all.push_str(&xml.text()?);
            all.push(' ');
        }
    }
    Ok(all)
}

/// Reads paragraphs: white space collapses, spaces and tabs have elements, spans have fonts.
#[derive(Debug)]
pub struct ParagraphReader<'a> {
    styles: &'a Styles,
    /// The font of the cell.
    cell: Font,
    /// The fonts of the spans that are open, with their depth.
    fonts: Vec<(usize, Font)>,
}

impl<'a> ParagraphReader<'a> {
    /// For a cell of this font.
    pub fn new(styles: &'a Styles, cell: Font) -> Self {
        Self { styles, cell, fonts: Vec::new() }
    }

    fn open(&mut self, depth: usize, family: &str, style: Option<String>) {
        let mut font = self.font().unwrap_or(self.cell);
        let Some(style) = style else { return };
        self.styles.apply(family, &style, &mut font);
        self.fonts.push((depth, font));
    }

    /// The font that is not that of the cell.
    fn font(&self) -> Option<Font> {
        self.fonts.last().map(|(_, font)| *font).filter(|font| *font != self.cell)
    }

    /// Adds the paragraph just opened to the text of its cell.
    pub fn read(mut self, xml: &mut Xml<'_>, style: Option<String>, all: &mut RichText) -> Result<()> {
        let depth = xml.depth();
        self.open(depth, "paragraph", style);
        let mut after_space = true;
        while let Some(node) = xml.inside(depth)? {
            match node {
                Node::Text(text) => all.push(&collapsed(&text, &mut after_space), self.font()),
                Node::Start(start) => {
                    after_space = false;
                    match start.qualified_name() {
                        "text:s" => {
                            let count = start.number("text:c").unwrap_or(1).min(MAX_SPACES);
                            all.push(&" ".repeat(usize::try_from(count).unwrap_or(1)), self.font());
                        }
                        "text:tab" => all.push("\t", self.font()),
                        "text:line-break" => all.push("\n", self.font()),
                        "text:span" => self.open(xml.depth(), "text", start.attribute("text:style-name")),
                        "office:annotation" | "text:note" | "text:ruby-text" => xml.skip()?,
                        _ => {}
                    }
                }
                Node::End => {
                    while self.fonts.last().is_some_and(|(opened, _)| *opened > xml.depth()) {
                        self.fonts.pop();
                    }
                }
            }
        }
        Ok(())
    }
}

/// Text with one space for each run of white space.
fn collapsed(text: &str, after_space: &mut bool) -> String {
    let mut all = String::with_capacity(text.len());
    for character in text.chars() {
        let is_space = matches!(character, ' ' | '\t' | '\n' | '\r');
        if !is_space {
            all.push(character);
        } else if !*after_space {
            all.push(' ');
        }
        *after_space = is_space;
    }
    all
}
