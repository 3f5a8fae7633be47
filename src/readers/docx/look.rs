//! How a run looks: what run properties say of it.

use crate::model::error::Result;
use crate::model::text::Shift;
use crate::readers::appearance::Colour;
use crate::readers::word::look::{Alignment, Ink, Look, Surface};
use crate::readers::xml::{Element, Xml};

impl Look {
    /// Takes a child of `w:rPr`, and consumes it.
    pub(super) fn read_property(&mut self, property: &Element<'_>, xml: &mut Xml<'_>) -> Result<()> {
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
