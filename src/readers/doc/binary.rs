//! The structures of a document, and the properties that its text has by them.

use std::collections::HashSet;

use super::characters::Characters;
use super::fib::{Fib, Part};
use super::formatted::{Plc, Runs, utf16};
use super::paragraphs::{Paragraph, in_data};
use super::pieces::{Piece, Text};
use super::rows::RowDefinition;
use super::styles::Styles;
use crate::model::error::Result;
use crate::model::limits::Limits;
use crate::readers::compound::u16_at;

/// A document.
#[derive(Debug)]
pub struct Binary<'a> {
    pub text: Text<'a>,
    pub styles: Styles<'a>,
    pub data: &'a [u8],
    characters: Runs<'a>,
    paragraphs: Runs<'a>,
    /// The names of the fonts.
    fonts: Vec<String>,
    /// The characters that end sections.
    section_marks: HashSet<u32>,
}

impl<'a> Binary<'a> {
    pub fn read(fib: &Fib<'a>, [main, tables, data]: [&'a [u8]; 3], limits: &Limits) -> Result<Self> {
        let sheet = fib.part(Part::Styles, tables)?;
        let (fonts, has_chinese_font) = fonts(fib.part(Part::Fonts, tables)?);
        let is_chinese = has_chinese_font || fib.languages.contains(&CHINESE);
        let sections = Plc::new(fib.part(Part::Sections, tables)?, 12);
        Ok(Self {
            text: Text::read(main, fib.part(Part::Pieces, tables)?, is_chinese, limits)?,
            styles: Styles::read(sheet, data),
            data,
            characters: Runs::characters(main, fib.part(Part::Characters, tables)?)?,
            paragraphs: Runs::paragraphs(main, fib.part(Part::Paragraphs, tables)?)?,
            fonts,
            section_marks: sections.places().skip(1).filter_map(|end| end.checked_sub(1)).collect(),
        })
    }

    /// The name of a font.
    pub fn font(&self, number: u16) -> &str {
        self.fonts.get(usize::from(number)).map_or("", String::as_str)
    }

    pub fn ends_section(&self, character: u32) -> bool {
        self.section_marks.contains(&character)
    }

    /// The properties of the paragraph that a character ends, and the look its style gives.
    pub fn paragraph(&self, end: u32) -> (Paragraph, Characters) {
        let lists = self.paragraph_modifiers(end);
        let style = lists.first().and_then(|list| u16_at(list, 0)).unwrap_or(0);
        let (mut paragraph, look) = self.styles.of_paragraph(style);
        for list in own(&lists) {
            paragraph.apply(list, self.data);
        }
        (paragraph, look)
    }

    /// The definition of the row that a character ends.
    pub fn row(&self, end: u32) -> RowDefinition {
        let mut row = RowDefinition::default();
        for list in own(&self.paragraph_modifiers(end)) {
            for list in in_data(list, self.data) {
                row.apply(list);
            }
            row.apply(list);
        }
        row
    }

    /// The number of a style with modifiers, and those of the piece.
    fn paragraph_modifiers(&self, end: u32) -> Vec<&[u8]> {
        let Some(piece) = self.text.piece(end) else { return Vec::new() };
        let own = self.paragraphs.at(piece.position(end)).map_or(&[][..], |run| run.modifiers);
        vec![own, piece.modifiers.list()]
    }

    /// The look of a character in a paragraph whose style looks like `base`, and the character up to which it holds.
    pub fn look(&self, piece: &Piece<'_>, at: u32, base: Characters) -> (Characters, u32) {
        let position = piece.position(at);
        let (list, end) = match self.characters.at(position) {
            Some(run) => (run.modifiers, run.end),
            None => (&[][..], self.characters.next_start(position)),
        };
        let mut look = base;
        look.apply(list, base, &self.styles);
        look.apply(piece.modifiers.list(), base, &self.styles);
        (look, piece.character(end))
    }
}

/// The language of Chinese as it is written in China.
const CHINESE: u16 = 0x804;
/// The character set of fonts for it.
const CHINESE_FONT: u8 = 134;

/// The lists of modifiers without the number of the style.
fn own<'l>(lists: &[&'l [u8]]) -> impl Iterator<Item = &'l [u8]> {
    let start = |(at, list): (usize, &&'l [u8])| list.get(if at == 0 { 2 } else { 0 }..);
    lists.iter().enumerate().filter_map(start)
}

/// The names of the fonts, and whether one of them is for Chinese.
fn fonts(table: &[u8]) -> (Vec<String>, bool) {
    /// Where the name begins.
    const NAME: usize = 39;
    let count = u16_at(table, 0).map_or(0, usize::from);
    let (mut names, mut is_chinese) = (Vec::new(), false);
    let mut rest = table.get(4..).unwrap_or_default();
    while names.len() < count
        && let Some((&length, after)) = rest.split_first()
        && let Some((font, after)) = after.split_at_checked(usize::from(length))
    {
        is_chinese |= font.get(3) == Some(&CHINESE_FONT);
        let name = utf16(font.get(NAME..).unwrap_or_default());
        names.push(name.split('\0').next().unwrap_or_default().to_owned());
        rest = after;
    }
    (names, is_chinese)
}
