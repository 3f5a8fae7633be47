//! How a run looks: what run properties and styles say of it, and what a person sees.

use crate::model::error::Result;
use crate::model::text::Shift;
use crate::readers::appearance::{Appearance, Colour};
use crate::readers::xml::{Element, Xml};

/// What `w:rPr` says of the look of text; `None` where it says nothing.
#[derive(Clone, Copy, Default)]
pub struct Look {
    strike: Option<bool>,
    double_strike: Option<bool>,
    vanish: Option<bool>,
    always_vanish: Option<bool>,
    web_hidden: Option<bool>,
    alignment: Option<Alignment>,
    /// Raised by so many half points, lowered where negative.
    position: Option<i64>,
    /// In half points.
    size: Option<i64>,
    /// The width of the letters in percent.
    scale: Option<i64>,
    ink: Option<Ink>,
    highlight: Option<Surface>,
    fill: Option<Surface>,
}

/// What `w:vertAlign` says.
#[derive(Clone, Copy)]
enum Alignment {
    BaseLine,
    Set(Shift),
}

/// What text is written in.
#[derive(Clone, Copy)]
enum Ink {
    /// Black or white, whichever is seen.
    Automatic,
    Colour(Colour),
    /// Outlines without a filling.
    None,
}

/// What is behind a text.
#[derive(Clone, Copy, PartialEq, Eq)]
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
    /// Takes a child of `w:rPr`, and consumes it.
    pub fn read_property(&mut self, property: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
        match property.name() {
            "strike" => self.strike = Some(property.is_on()),
            "dstrike" => self.double_strike = Some(property.is_on()),
            "vanish" => self.vanish = Some(property.is_on()),
            "specVanish" => self.always_vanish = Some(property.is_on()),
            "webHidden" => self.web_hidden = Some(property.is_on()),
            "vertAlign" => {
                self.alignment = Some(match property.value().as_deref() {
                    Some("superscript") => Alignment::Set(Shift::Raised),
                    Some("subscript") => Alignment::Set(Shift::Lowered),
                    _ => Alignment::BaseLine,
                });
            }
            "position" => self.position = property.signed(),
            "sz" => self.size = property.integer(),
            "w" => self.scale = property.integer(),
            "color" => self.ink = ink(property),
            "highlight" => self.highlight = highlight(property.value().as_deref()),
            "shd" => self.fill = filling(property),
            // Word 2010 and later write text in this rather than in `w:color`.
            "textFill" => {
                self.ink = text_fill(xml)?.or(self.ink);
                return Ok(());
            }
            _ => {}
        }
        xml.skip()
    }

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

const WHITE: [u8; 3] = [0xff; 3];

/// Whether a colour of the theme is that of the page.
fn is_background(theme: &str) -> bool {
    matches!(theme, "background1" | "light1" | "bg1" | "lt1")
}

fn ink(colour: &Element<'_>) -> Option<Ink> {
    let [theme, shade] = colour.attributes(["themeColor", "themeShade"]);
    // Word shows the colour of the theme, whatever the value beside it is.
    if shade.is_none() && theme.as_deref().is_some_and(is_background) {
        return Some(Ink::Colour(Colour(WHITE)));
    }
    let value = colour.value()?;
    Some(Colour::from_hex(&value).map_or(Ink::Automatic, Ink::Colour))
}

/// The filling of text in the `w14:textFill` just started.
fn text_fill(xml: &mut Xml<'_>) -> Result<Option<Ink>> {
    let mut ink = None;
    while let Some(child) = xml.child()? {
        match child.name() {
            "noFill" => ink = Some(Ink::None),
            "solidFill" => {
                while let Some(colour) = xml.child()? {
                    match (colour.name(), colour.value().as_deref()) {
                        ("srgbClr", value) => ink = value.and_then(Colour::from_hex).map(Ink::Colour),
                        ("schemeClr", Some(theme)) if is_background(theme) => {
                            ink = Some(Ink::Colour(Colour(WHITE)));
                        }
                        _ => {}
                    }
                    xml.skip()?;
                }
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(ink)
}

/// What a `w:shd` puts behind text; `None` for nothing.
pub fn filling(shading: &Element<'_>) -> Option<Surface> {
    let [pattern, fill, colour, theme] = shading.attributes(["val", "fill", "color", "themeFill"]);
    let solid = |colour: Option<String>| colour.as_deref().and_then(Colour::from_hex).map(Surface::Colour);
    match pattern.as_deref() {
        Some("solid") => solid(colour).or(Some(Surface::Unknown)),
        None | Some("clear" | "nil" | "") => solid(fill).or(theme.map(|_| Surface::Unknown)),
        Some(_) => Some(Surface::Unknown),
    }
}

/// What a `w:highlight` puts behind text; `None` for nothing.
fn highlight(name: Option<&str>) -> Option<Surface> {
    const NAMED: [(&str, [u8; 3]); 16] = [
        ("black", [0, 0, 0]),
        ("blue", [0, 0, 0xff]),
        ("cyan", [0, 0xff, 0xff]),
        ("green", [0, 0xff, 0]),
        ("magenta", [0xff, 0, 0xff]),
        ("red", [0xff, 0, 0]),
        ("yellow", [0xff, 0xff, 0]),
        ("white", WHITE),
        ("darkBlue", [0, 0, 0x80]),
        ("darkCyan", [0, 0x80, 0x80]),
        ("darkGreen", [0, 0x80, 0]),
        ("darkMagenta", [0x80, 0, 0x80]),
        ("darkRed", [0x80, 0, 0]),
        ("darkYellow", [0x80, 0x80, 0]),
        ("darkGray", [0x80, 0x80, 0x80]),
        ("lightGray", [0xc0, 0xc0, 0xc0]),
    ];
    match name? {
        "none" => None,
        name => {
            let found = NAMED.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            Some(found.map_or(Surface::Unknown, |(_, colour)| Surface::Colour(Colour(*colour))))
        }
    }
}
