//! The fonts of an `.xls` and what its styles of cells say of them.

use super::biff::{FontRun, rich_text};
use super::looks::{Colour, Font, RichText};
use crate::model::text::Shift;
use crate::readers::compound::u16_at;

/// The fonts in the order of their records.
#[derive(Debug, Default)]
pub struct Fonts(Vec<Font>);

impl Fonts {
    /// Heights are in twentieths of a point.
    const UNSEEN_HEIGHT: u16 = 20;

    /// A FONT record.
    pub fn add(&mut self, data: &[u8]) {
        let word = |at| u16_at(data, at).unwrap_or(0);
        self.0.push(Font {
            is_struck: word(2) & 8 != 0,
            is_hidden: data.len() > 1 && word(0) <= Self::UNSEEN_HEIGHT,
            colour: u16_at(data, 4).and_then(|index| Colour::from_index(index.into())),
            shift: match word(8) {
                1 => Some(Shift::Raised),
                2 => Some(Shift::Lowered),
                _ => None,
            },
        });
    }

    /// The font of a number; there is none of number 4, so that 5 is the fifth record.
    pub fn get(&self, number: u16) -> Font {
        let index = usize::from(if number > 4 { number - 1 } else { number });
        self.0.get(index).copied().unwrap_or_default()
    }

    /// A text whose fonts change at these places; before the first it has the font of its cell.
    pub fn rich_text(&self, text: String, runs: &[FontRun]) -> RichText {
        rich_text(text, runs, |number| self.get(number))
    }
}

/// What an XF record refers to.
#[derive(Debug)]
pub struct StyleRecord {
    pub font: u16,
    pub format: u16,
    pub fill: Option<Colour>,
}

impl StyleRecord {
    pub fn read(data: &[u8], is_unicode: bool) -> Self {
        let word = |at| u16_at(data, at).unwrap_or(0);
        let fill = match word(16) >> 10 {
            _ if !is_unicode => None, // Excel 95 has it elsewhere
            0 => Some(Colour::WHITE),
            1 => Colour::from_index((word(18) & 0x7f).into()),
            _ => None,
        };
        Self { font: word(0), format: word(2), fill }
    }
}
