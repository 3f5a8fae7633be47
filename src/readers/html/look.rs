//! How text looks inside of the elements around it: what they declare, and what it inherits.

use super::css::{Length, Paint};
use super::direction::Direction;
use super::style::{Raise, Style};
use crate::model::text::Shift;
use crate::readers::appearance::{Appearance, Colour};

/// The look of text within an element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    is_struck: bool,
    is_hidden: bool,
    is_visible: bool,
    shift: Option<Shift>,
    /// Hundredths of a pixel.
    font: i64,
    color: Paint,
    background: Paint,
    direction: Direction,
}

/// The size of a font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FontSize {
    /// Hundredths of a pixel.
    Absolute(i64),
    /// Per ten thousand of the size around it.
    Relative(i64),
}

/// Sizes by name.
const SIZES: [(&str, FontSize); 10] = [
    ("xx-small", FontSize::Absolute(900)),
    ("x-small", FontSize::Absolute(1000)),
    ("small", FontSize::Absolute(1300)),
    ("medium", FontSize::Absolute(1600)),
    ("large", FontSize::Absolute(1800)),
    ("x-large", FontSize::Absolute(2400)),
    ("xx-large", FontSize::Absolute(3200)),
    ("smaller", FontSize::Relative(8300)),
    ("larger", FontSize::Relative(12_000)),
    ("initial", FontSize::Absolute(1600)),
];

impl FontSize {
    /// The size in a value of `font-size`, or among the words of `font`.
    pub fn parse(value: &str) -> Option<Self> {
        value.split_ascii_whitespace().find_map(|word| {
            let named = SIZES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, size)| *size);
            let is_weight = || value.contains(' ') && word.len() == 3 && word.ends_with("00");
            named.or_else(|| match Length::parse(word).filter(|_| !is_weight())? {
                Length::Absolute(size) => Some(Self::Absolute(size)),
                Length::OfFont(share) | Length::Percent(share) => Some(Self::Relative(share)),
            })
        })
    }
}

impl Look {
    /// Black on white.
    pub const PAGE: Self = Self {
        is_struck: false,
        is_hidden: false,
        is_visible: true,
        shift: None,
        font: 1600,
        color: Paint::Color(Colour([0; 3])),
        background: Paint::Color(Colour::WHITE),
        direction: Direction::PAGE,
    };

    /// The look inside of an element of this style; `place` numbers those that are moved.
    pub fn within(self, style: &Style, place: &mut u32) -> Self {
        let font = match style.font_size {
            None => self.font,
            Some(FontSize::Absolute(size)) => size,
            Some(FontSize::Relative(share)) => share.saturating_mul(self.font) / 10_000,
        };
        let shift = match style.shift {
            Some(Raise::Surely(shift)) => Some(shift),
            Some(Raise::IfSmaller(shift)) if font < self.font => Some(shift),
            Some(Raise::IfSmaller(_)) | None => self.shift,
        };
        Self {
            is_struck: self.is_struck || style.is_struck,
            is_hidden: self.is_hidden || style.is_hidden,
            is_visible: style.is_visible.unwrap_or(self.is_visible),
            shift,
            font,
            color: style.color.unwrap_or(self.color),
            background: match style.background {
                Some(Paint::Transparent) | None => self.background,
                Some(background) => background,
            },
            direction: self.direction.within(style.direction, place),
        }
    }

    pub fn appearance(self) -> Appearance {
        /// Hundredths of a pixel up to which letters are specks.
        const SMALLEST: i64 = 200;
        Appearance {
            is_struck: self.is_struck,
            is_hidden: self.is_hidden
                || !self.is_visible
                || self.font <= SMALLEST
                || !self.color.is_seen_on(self.background),
            shift: self.shift,
            order: self.direction.order(),
        }
    }
}
