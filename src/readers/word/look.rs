//! How a run looks: what its properties and styles say of it, and what a person sees.

use crate::model::text::Shift;
use crate::readers::appearance::{Appearance, Colour};

/// What the properties of a run or a style say of the look of text; `None` where they say nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Look {
    pub strike: Option<bool>,
    pub double_strike: Option<bool>,
    pub vanish: Option<bool>,
    pub always_vanish: Option<bool>,
    /// Hidden from pages of the web.
    pub web_hidden: Option<bool>,
    pub alignment: Option<Alignment>,
    /// Raised by so many half points, lowered where negative.
    pub position: Option<i64>,
    /// In half points.
    pub size: Option<i64>,
    /// The width of the letters in percent.
    pub scale: Option<i64>,
    pub ink: Option<Ink>,
    pub highlight: Option<Surface>,
    pub fill: Option<Surface>,
}

/// Whether text is set on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    BaseLine,
    Set(Shift),
}

/// What text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Black or white, whichever is seen.
    Automatic,
    Colour(Colour),
    /// Outlines without a filling.
    None,
}

/// What is behind a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    Colour(Colour),
    /// A pattern, a picture, a theme: no text is taken for hidden on it.
    Unknown,
}

/// What is around a run.
#[derive(Clone, Copy)]
pub struct Surroundings {
    pub is_in_table: bool,
    /// The height of the line, by [`Look::position`] of its first run.
    pub line: i64,
}

/// Half points of the largest text that nobody can read.
const UNREADABLE_SIZE: i64 = 2;
/// Percent of the width of the widest letters that nobody can read.
const UNREADABLE_SCALE: i64 = 5;

/// Half points by which a sign is set off from its line.
const RAISED: i64 = 4;
const LOWERED: i64 = -RAISED;

impl Look {
    /// This look, and what `base` says where it says nothing.
    pub fn or(self, base: Self) -> Self {
        Self {
            strike: self.strike.or(base.strike),
            double_strike: self.double_strike.or(base.double_strike),
            vanish: self.vanish.or(base.vanish),
            always_vanish: self.always_vanish.or(base.always_vanish),
            web_hidden: self.web_hidden.or(base.web_hidden),
            alignment: self.alignment.or(base.alignment),
            position: self.position.or(base.position),
            size: self.size.or(base.size),
            scale: self.scale.or(base.scale),
            ink: self.ink.or(base.ink),
            highlight: self.highlight.or(base.highlight),
            fill: self.fill.or(base.fill),
        }
    }

    /// The look of a style of one kind over that of another kind: what both switch on is off, as Word has it.
    pub fn over(self, base: Self) -> Self {
        let toggled = |own: Option<bool>, base: Option<bool>| match (own, base) {
            (Some(own), Some(base)) => Some(own != base),
            (own, base) => own.or(base),
        };
        Self {
            strike: toggled(self.strike, base.strike),
            vanish: toggled(self.vanish, base.vanish),
            ..self.or(base)
        }
    }

    /// Half points above the line.
    pub fn position(&self) -> i64 {
        self.position.unwrap_or(0)
    }

    /// What a person sees of a run that looks like this.
    /// `behind` is what is behind it where it has no filling of its own.
    pub fn appearance(&self, around: Surroundings, behind: impl FnOnce() -> Surface) -> Appearance {
        let is_on = |property: Option<bool>| property == Some(true);
        let off_line = self.position().saturating_sub(around.line);
        let by_position = match off_line {
            RAISED.. => Some(Shift::Raised),
            ..=LOWERED => Some(Shift::Lowered),
            _ => None,
        };
        Appearance {
            is_struck: is_on(self.strike) || is_on(self.double_strike),
            is_hidden: is_on(self.vanish)
                || is_on(self.always_vanish)
                // The page numbers of a table of contents are hidden in this way, and printed.
                || is_on(self.web_hidden) && around.is_in_table
                || self.size.is_some_and(|size| size <= UNREADABLE_SIZE)
                || self.scale.is_some_and(|scale| scale <= UNREADABLE_SCALE)
                || self.is_lost_on(behind),
            shift: match self.alignment {
                Some(Alignment::Set(shift)) => Some(shift),
                Some(Alignment::BaseLine) | None => by_position,
            },
            ..Appearance::default()
        }
    }

    fn is_lost_on(&self, behind: impl FnOnce() -> Surface) -> bool {
        match self.ink {
            Some(Ink::None) => true,
            Some(Ink::Colour(ink)) => match self.highlight.or(self.fill).unwrap_or_else(behind) {
                Surface::Colour(surface) => ink.is_lost_on(surface),
                Surface::Unknown => false,
            },
            Some(Ink::Automatic) | None => false,
        }
    }
}
