//! The order in which the characters of a text are shown, where a page declares another than the usual one.

use scraper::node::Element;

use super::css::{Declarations, Property};
use super::element::attribute;
use crate::readers::appearance::Order;

/// What holds for the text within an element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Direction {
    is_rtl: bool,
    /// Digits, too, are shown in this direction.
    overrides: bool,
    /// It is mirrored or stands on its head.
    is_turned: bool,
}

/// What an element declares of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Declared {
    is_rtl: Option<bool>,
    overrides: Option<bool>,
    is_turned: bool,
}

impl Declared {
    pub fn of(element: &Element, name: Option<&str>, declared: &Declarations<'_>) -> Self {
        let dir = if element.attrs.is_empty() { None } else { attribute(element, "dir") };
        let is = |property, keyword: &str| {
            let value = declared.get(property);
            (!value.is_empty()).then(|| value.trim().eq_ignore_ascii_case(keyword))
        };
        let bidi = declared.get(Property::UnicodeBidi);
        let overrides = match name {
            _ if !bidi.is_empty() => Some(bidi.to_ascii_lowercase().contains("override")),
            Some("bdo") => Some(true),
            Some("bdi") => Some(false),
            _ => dir.map(|_| false),
        };
        let is_rtl = is(Property::Direction, "rtl").or(dir.map(|dir| dir.trim().eq_ignore_ascii_case("rtl")));
        Self { is_rtl, overrides, is_turned: is_turned(declared) }
    }
}

impl Direction {
    /// From left to right.
    pub const PAGE: Self = Self { is_rtl: false, overrides: false, is_turned: false };

    pub fn within(self, declared: Declared) -> Self {
        Self {
            is_rtl: declared.is_rtl.unwrap_or(self.is_rtl),
            overrides: declared.overrides.unwrap_or(self.overrides),
            is_turned: self.is_turned || declared.is_turned,
        }
    }

    pub fn order(self) -> Order {
        if self.is_turned || self.is_rtl && self.overrides { Order::Reversed } else { Order::AsStored }
    }
}

/// Whether the element is mirrored or turned so that its text cannot be read from left to right.
fn is_turned(declared: &Declarations<'_>) -> bool {
    const TURNS: [&str; 11] = [
        "scalex(-",
        "scale(-",
        "scaley(-",
        "scale3d(-",
        "rotate(180deg",
        "rotate(-180deg",
        "rotate(.5turn",
        "rotate(0.5turn",
        "rotatex(180deg",
        "rotatey(180deg",
        "matrix(-",
    ];
    if !declared.any(|property| matches!(property, Property::Transform | Property::Scale | Property::Rotate))
    {
        return false; // nearly always
    }
    let value = |property| {
        let value = declared.get(property);
        if value.is_empty() { String::new() } else { value.to_ascii_lowercase().replace(' ', "") }
    };
    let transform = value(Property::Transform);
    TURNS.iter().any(|turn| transform.contains(turn))
        || value(Property::Scale).starts_with('-')
        || matches!(value(Property::Rotate).as_str(), "180deg" | "-180deg" | ".5turn" | "0.5turn" | "y180deg")
}
