//! The order in which the characters of a text are shown, where a page declares another than the usual one.

use scraper::node::Element;

use super::css::{Declarations, Property};
use super::element::attribute;
use super::style::{is_any, keyword};
use crate::readers::appearance::Order;

/// What holds for the text within an element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Direction {
    is_rtl: bool,
    /// Digits, too, are shown in this direction.
    overrides: bool,
    /// It is mirrored or turned upside down.
    is_turned: bool,
    flow: Flow,
}

/// Where the elements of a text are shown.
#[derive(Clone, Copy, Debug, Default)]
struct Flow {
    /// Those within are shown in the reversed order.
    is_reversed: bool,
    /// The number of the place that it is moved to.
    place: Option<u32>,
}

/// What an element declares of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Declared {
    is_rtl: Option<bool>,
    overrides: Option<bool>,
    is_turned: bool,
    moves: Moves,
}

/// What an element declares of where it and those within are shown.
#[derive(Clone, Copy, Debug, Default)]
struct Moves {
    /// Those within are shown in the reversed order.
    is_reversed: bool,
    /// It may be shown in another place than where it is stored.
    is_moved: bool,
    /// It places those within itself.
    is_container: bool,
    /// Its place among those beside it.
    order: i32,
}

impl Declared {
    /// Whether the elements within may be shown in another order.
    pub const fn is_container(&self) -> bool {
        self.moves.is_container
    }

    /// Whether those within are shown in the reversed order.
    pub const fn is_reversed(&self) -> bool {
        self.moves.is_reversed
    }

    /// The place among the elements beside it; 0 unless it is declared.
    pub const fn order(&self) -> i32 {
        self.moves.order
    }

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
        Self { is_rtl, overrides, is_turned: is_turned(declared), moves: Moves::of(declared) }
    }
}

impl Direction {
    /// From left to right.
    pub const PAGE: Self = Self {
        is_rtl: false,
        overrides: false,
        is_turned: false,
        flow: Flow { is_reversed: false, place: None },
    };

    /// What holds within an element; `place` numbers those that are moved.
    pub fn within(self, declared: Declared, place: &mut u32) -> Self {
        let Moves { is_reversed, is_moved, .. } = declared.moves;
        let is_moved = is_moved || self.flow.is_reversed;
        *place = place.saturating_add(u32::from(is_moved));
        Self {
            flow: Flow { is_reversed, place: if is_moved { Some(*place) } else { self.flow.place } },
            is_rtl: declared.is_rtl.unwrap_or(self.is_rtl),
            overrides: declared.overrides.unwrap_or(self.overrides),
            is_turned: self.is_turned || declared.is_turned,
        }
    }

    pub fn order(self) -> Order {
        if self.is_turned || self.is_rtl && self.overrides {
            Order::Reversed
        } else {
            self.flow.place.map_or(Order::AsStored, Order::Apart)
        }
    }
}

impl Moves {
    fn of(declared: &Declarations<'_>) -> Self {
        const MOVES: [Property; 6] = [
            Property::Display,
            Property::FlexDirection,
            Property::Float,
            Property::GridPlacement,
            Property::Order,
            Property::Position,
        ];
        if !declared.any(|property| MOVES.contains(&property)) {
            return Self::default(); // nearly always
        }
        let has = |property, values: &[&str]| is_any(keyword(declared.get(property)), values);
        let is_set = |property| !matches!(keyword(declared.get(property)), "" | "auto" | "0");
        let is_shifted = || is_set(Property::Left) || is_set(Property::Right);
        Self {
            is_container: has(Property::Display, &["flex", "grid", "inline-flex", "inline-grid"]),
            order: keyword(declared.get(Property::Order)).parse().unwrap_or(0),
            is_reversed: declared.get(Property::FlexDirection).to_ascii_lowercase().contains("reverse"),
            is_moved: has(Property::Float, &["left", "right", "inline-start", "inline-end"])
                || is_set(Property::Order)
                || is_set(Property::GridPlacement)
                || has(Property::Position, &["absolute", "fixed"])
                || has(Property::Position, &["relative"]) && is_shifted(),
        }
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
