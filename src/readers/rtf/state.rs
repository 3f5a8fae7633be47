//! What a group sets for the text in it: how it looks, its font, the paragraph it is in.

use super::destination::Destination;
use crate::model::text::Shift;
use crate::readers::appearance::Colour;
use crate::readers::word::look::{Alignment, Ink, Look, Surface};

/// What is set in a group; a group in it begins with the same.
#[derive(Clone, Copy, Default)]
pub struct State {
    pub destination: Destination,
    pub look: Look,
    pub font: Option<i32>,
    /// Characters after a `\u` that say the same to older programs.
    pub fallback: usize,
    /// Deleted while changes were tracked.
    pub is_deleted: bool,
    pub paragraph: Paragraph,
}

/// What is set for the paragraph.
#[derive(Clone, Copy, Default)]
pub struct Paragraph {
    pub style: i32,
    pub is_in_table: bool,
    /// Tables it is in, where they are nested.
    pub depth: usize,
    /// From 0; 9 is running text.
    pub outline: Option<i32>,
    pub fill: Option<Surface>,
    /// The list it is in.
    pub list: Option<i32>,
}

impl Paragraph {
    /// Tables that it is in.
    pub const fn tables(&self) -> usize {
        if self.depth > 0 { self.depth } else { self.is_in_table as usize }
    }
}

/// The colours by number; `None` is that of the program.
pub type Colours = [Option<Colour>];

impl State {
    /// Takes a word that sets something; whether it was one.
    pub fn set(&mut self, name: &str, number: Option<i32>, colours: &Colours) -> bool {
        self.set_character(name, number, colours) || self.set_paragraph(name, number, colours)
    }

    fn set_character(&mut self, name: &str, number: Option<i32>, colours: &Colours) -> bool {
        let is_on = number != Some(0);
        let look = &mut self.look;
        match name {
            "plain" => {
                (*look, self.font, self.is_deleted) = (Look::default(), None, false);
            }
            "f" => self.font = number,
            "uc" => self.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(0),
            "strike" => look.strike = Some(is_on),
            "striked" => look.double_strike = Some(is_on),
            "v" => look.vanish = Some(is_on),
            "webhidden" => look.web_hidden = Some(is_on),
            "super" | "sub" | "nosupersub" => {
                let shift = match name {
                    "super" if is_on => Alignment::Set(Shift::Raised),
                    "sub" if is_on => Alignment::Set(Shift::Lowered),
                    _ => Alignment::BaseLine,
                };
                look.alignment = Some(shift);
            }
            "up" => look.position = Some(i64::from(number.unwrap_or(6))),
            "dn" => look.position = Some(-i64::from(number.unwrap_or(6))),
            "fs" => look.size = number.map(i64::from),
            "charscalex" => look.scale = number.map(i64::from),
            "cf" => look.ink = Some(colour(number, colours).map_or(Ink::Automatic, Ink::Colour)),
            "cb" | "chcbpat" => look.fill = colour(number, colours).map(Surface::Colour),
            "highlight" => look.highlight = colour(number, colours).map(Surface::Colour),
            "deleted" => self.is_deleted = is_on,
            _ => return false,
        }
        true
    }

    fn set_paragraph(&mut self, name: &str, number: Option<i32>, colours: &Colours) -> bool {
        let paragraph = &mut self.paragraph;
        match name {
            "pard" => *paragraph = Paragraph::default(),
            "s" => paragraph.style = number.unwrap_or(0),
            "intbl" => paragraph.is_in_table = number != Some(0),
            "itap" => paragraph.depth = usize::try_from(number.unwrap_or(0)).unwrap_or(0),
            "outlinelevel" => paragraph.outline = number,
            "cbpat" => paragraph.fill = colour(number, colours).map(Surface::Colour),
            "shading" if number.is_some_and(|percent| percent > 0) => paragraph.fill = Some(Surface::Unknown),
            "ls" => paragraph.list = number.filter(|list| *list > 0),
            _ => return false,
        }
        true
    }
}

/// The colour of a number.
pub fn colour(number: Option<i32>, colours: &Colours) -> Option<Colour> {
    colours.get(usize::try_from(number?).ok()?).copied().flatten()
}
