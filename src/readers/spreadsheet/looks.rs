//! How cells and runs of text look, as all three formats give it: fonts, fills, and what they hide.

use std::borrow::Cow;

use super::numbers::{self, NumberFormat};
use crate::model::text::Shift;
use crate::readers::appearance::{Appearance, AsideKind, ShownText};

/// A colour; one that depends on the theme or palette of the file equals only itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    Rgb([u8; 3]),
    Theme(u32),
    Index(u32),
}

impl Colour {
    pub const WHITE: Self = Self::Rgb([255; 3]);
    const BLACK: Self = Self::Rgb([0; 3]);
    /// Difference of a channel that no eye sees.
    const UNSEEN: u8 = 8;

    /// From six hexadecimal digits, perhaps after `#` or two digits of opacity.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.trim().trim_start_matches('#');
        let value = u32::from_str_radix(digits, 16).ok().filter(|_| matches!(digits.len(), 6 | 8))?;
        let [_, red, green, blue] = value.to_be_bytes();
        Some(Self::Rgb([red, green, blue]))
    }

    /// The number of a colour in the palette of Excel; `None` for that of text.
    pub fn from_index(index: u32) -> Option<Self> {
        match index {
            0 | 8 => Some(Self::BLACK),
            1 | 9 | 65 => Some(Self::WHITE),
            64 | 81 | 0x7fff => None,
            _ => Some(Self::Index(index)),
        }
    }

    /// The number of a colour in the theme, without a tint.
    pub fn from_theme(index: u32) -> Self {
        match index {
            0 => Self::WHITE,
            1 => Self::BLACK,
            _ => Self::Theme(index),
        }
    }

    fn looks_like(self, other: Self) -> bool {
        match (self, other) {
            (Self::Rgb(a), Self::Rgb(b)) => a.iter().zip(&b).all(|(a, b)| a.abs_diff(*b) <= Self::UNSEEN),
            (a, b) => a == b,
        }
    }
}

/// A font, as far as it matters for reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Font {
    pub is_struck: bool,
    /// It is hidden or too small to be seen.
    pub is_hidden: bool,
    pub shift: Option<Shift>,
    /// `None`: that of text, or not known.
    pub colour: Option<Colour>,
}

impl Font {
    /// How text of this font looks; `fill` is the colour behind it, where that is known.
    pub fn on(self, fill: Option<Colour>) -> Appearance {
        let is_same = self.colour.zip(fill).is_some_and(|(text, fill)| text.looks_like(fill));
        Appearance {
            is_struck: self.is_struck,
            is_hidden: self.is_hidden || is_same,
            shift: self.shift,
            ..Appearance::default()
        }
    }
}

/// How the cells of a style look.
#[derive(Clone, Debug)]
pub struct CellStyle {
    pub format: NumberFormat,
    pub font: Font,
    /// The colour behind the text; `None` when it is not known.
    pub fill: Option<Colour>,
}

impl Default for CellStyle {
    fn default() -> Self {
        Self { format: NumberFormat::default(), font: Font::default(), fill: Some(Colour::WHITE) }
    }
}

impl CellStyle {
    /// How a text looks that fills the cell. Raised as a whole it joins nothing, and stays as it is.
    pub fn appearance(&self) -> Appearance {
        Appearance { shift: None, ..self.font.on(self.fill) }
    }

    /// Whether a number in a cell of this style is struck out or not seen.
    pub fn hides_numbers(&self) -> bool {
        let Appearance { is_struck, is_hidden, .. } = self.appearance();
        is_struck || is_hidden || numbers::from_text("1", &self.format, false).text.is_empty()
    }

    /// What a cell of this style shows of a text.
    pub fn show(&self, text: &RichText) -> ShownText {
        let mut shown = ShownText::default();
        let mut start = 0;
        for run in &text.runs {
            let part = text.text.get(start..run.end).unwrap_or_default();
            let appearance = run.font.map_or_else(|| self.appearance(), |font| font.on(self.fill));
            shown.push(part, appearance);
            start = run.end.max(start);
        }
        shown.push(text.text.get(start..).unwrap_or_default(), self.appearance());
        if let Cow::Owned(text) = self.format.text(&shown.text) {
            let whole = std::mem::replace(&mut shown.text, text);
            if shown.text.trim().is_empty() && !whole.is_empty() {
                shown.set_aside(AsideKind::Hidden, &whole);
            }
        }
        shown
    }

    /// What a cell of this style shows of a text without runs of its own.
    pub fn show_plain(&self, text: &str) -> ShownText {
        let mut shown = ShownText::default();
        if !text.is_empty() {
            shown.push(text, self.appearance());
        }
        shown
    }
}

/// A text whose runs may have fonts of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RichText {
    pub text: String,
    /// In order; what is after the last one has the font of the cell.
    runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// The byte after it.
    end: usize,
    /// `None`: that of the cell.
    font: Option<Font>,
}

impl RichText {
    pub fn plain(text: String) -> Self {
        Self { text, runs: Vec::new() }
    }

    pub fn push(&mut self, text: &str, font: Option<Font>) {
        self.text.push_str(text);
        if font.is_none() && self.runs.is_empty() {
            return; // what is before the first font of its own is that of the cell
        }
        let end = self.text.len();
        match self.runs.last_mut() {
            Some(last) if last.font == font => last.end = end,
            Some(_) => self.runs.push(Run { end, font }),
            None => {
                let before = end - text.len();
                self.runs.extend((before > 0).then_some(Run { end: before, font: None }));
                self.runs.push(Run { end, font });
            }
        }
    }
}

/// Marks before a figure by which people and programs say that it is text.
const TEXT_MARKS: [char; 6] = ['\'', '＇', '‘', '’', '`', '′'];

/// The text without the apostrophe that makes a figure text in a spreadsheet.
pub fn without_text_mark(text: &str) -> &str {
    let Some(rest) = text.trim_start().strip_prefix(TEXT_MARKS) else { return text };
    let is_figure = |c: char| c.is_numeric() || matches!(c, '.' | ',' | '，' | '．' | '%' | '-' | '+' | ' ');
    let has_digit = rest.contains(|c: char| c.is_numeric());
    if has_digit && rest.chars().all(is_figure) { rest } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRUCK: Font = Font { is_struck: true, is_hidden: false, shift: None, colour: None };

    #[test]
    fn runs_look_as_their_font_or_their_cell() {
        let mut text = RichText::default();
        text.push("1", None);
        text.push("2", Some(STRUCK));
        text.push("3", None);
        let shown = CellStyle::default().show(&text);
        assert_eq!((shown.text.as_str(), shown.unseen.len()), ("13", 1));
        let shown = CellStyle { font: STRUCK, ..CellStyle::default() }.show(&text);
        assert_eq!((shown.text.as_str(), shown.unseen[0].text.as_str()), ("", "123"));
        assert_eq!(shown.unseen[0].kind, AsideKind::Struck);
    }

    #[test]
    fn text_in_the_colour_of_its_cell_is_hidden() {
        let is_hidden = |colour, fill| Font { colour, ..Font::default() }.on(fill).is_hidden;
        let rgb = Colour::from_hex;
        assert!(is_hidden(rgb("FFFEFEFE"), Some(Colour::WHITE)));
        assert!(is_hidden(Some(Colour::from_theme(0)), Some(Colour::WHITE)));
        assert!(is_hidden(Some(Colour::from_theme(4)), Some(Colour::from_theme(4))));
        assert!(!is_hidden(rgb("#ffffff"), rgb("#4472c4")));
        assert!(!is_hidden(rgb("#ffffff"), None));
        assert!(!is_hidden(None, Some(Colour::WHITE)));
        assert_eq!(rgb("red"), None);
    }

    #[test]
    fn an_apostrophe_before_a_figure_is_no_part_of_it() {
        for (text, expected) in [
            ("'2", "2"),
            ("＇１２", "１２"),
            ("’1,234.5", "1,234.5"),
            ("'-3", "-3"),
            ("'=SUM(A1)", "'=SUM(A1)"),
            ("‘十四五’", "‘十四五’"),
            ("'", "'"),
        ] {
            assert_eq!(without_text_mark(text), expected);
        }
    }
}
