//! How text looks: what `style:text-properties` and backgrounds say of it.

use crate::model::text::Shift;
use crate::readers::appearance::Colour;
use crate::readers::word::look::{Alignment, Ink, Look, Surface};
use crate::readers::xml::Element;

/// What the `style:text-properties` just started says.
pub fn text_properties(start: &Element<'_>) -> Look {
    const NAMES: [&str; 10] = [
        "style:text-line-through-style",
        "style:text-line-through-type",
        "text:display",
        "style:text-position",
        "fo:color",
        "style:use-window-font-color",
        "fo:font-size",
        "style:text-scale",
        "fo:background-color",
        "loext:opacity",
    ];
    let [style, kind, display, position, colour, window, size, scale, fill, opacity] =
        start.attributes(NAMES);
    let is_line = |value: String| value != "none";
    let ink = match (window.as_deref(), opacity.as_deref()) {
        // LibreOffice writes the automatic colour with an opacity of nothing.
        (Some("true"), _) => Some(Ink::Automatic),
        (_, Some("0%")) if colour.is_some() => Some(Ink::None),
        _ => {
            colour.and_then(|colour| Colour::from_hex(colour.trim().trim_start_matches('#'))).map(Ink::Colour)
        }
    };
    Look {
        strike: style.map(is_line).or_else(|| kind.map(is_line)),
        vanish: display.map(|display| display == "none"),
        alignment: position.map(|position| shift(&position).map_or(Alignment::BaseLine, Alignment::Set)),
        size: size.as_deref().and_then(half_points),
        scale: scale.and_then(|scale| scale.trim().trim_end_matches('%').parse().ok()),
        ink,
        highlight: fill.as_deref().and_then(surface),
        ..Look::default()
    }
}

/// `super 58%`, `-33% 58%`.
fn shift(position: &str) -> Option<Shift> {
    let first = position.split_whitespace().next()?;
    let is_zero = !first.contains(|c: char| matches!(c, '1'..='9'));
    match first {
        "super" => Some(Shift::Raised),
        "sub" => Some(Shift::Lowered),
        _ if is_zero => None,
        _ if first.starts_with('-') => Some(Shift::Lowered),
        _ => Some(Shift::Raised),
    }
}

/// `10.5pt` in half points; other units and parts of another size are not needed.
fn half_points(size: &str) -> Option<i64> {
    let number = size.trim().strip_suffix("pt")?;
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let half = i64::from(fraction.starts_with(|c: char| matches!(c, '5'..='9')));
    Some(whole.parse::<i64>().ok()?.saturating_mul(2).saturating_add(half))
}

/// What an element has behind its text.
pub fn background(start: &Element<'_>) -> Option<Surface> {
    surface(&start.attribute("fo:background-color")?)
}

/// A background; `None` for nothing.
fn surface(fill: &str) -> Option<Surface> {
    match fill.trim() {
        "transparent" | "" => None,
        fill => {
            Some(Colour::from_hex(fill.trim_start_matches('#')).map_or(Surface::Unknown, Surface::Colour))
        }
    }
}

/// Whether nobody sees a row of this height: `0cm`, `0.176mm`, less than two points.
pub fn is_nothing(length: &str) -> bool {
    /// Units, each with the first size in hundredths that is seen.
    const SEEN: [(&str, u32); 5] = [("cm", 7), ("mm", 70), ("in", 3), ("pt", 200), ("px", 300)];
    let end = length.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(length.len());
    let (number, unit) = length.split_at_checked(end).unwrap_or_default();
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let fraction: String = fraction.chars().chain("00".chars()).take(2).collect();
    let seen = SEEN.iter().find(|(name, _)| *name == unit.trim()).map_or(1, |(_, seen)| *seen);
    !number.is_empty() && format!("{whole}{fraction}").parse::<u32>().is_ok_and(|size| size < seen)
}
