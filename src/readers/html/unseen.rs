//! What an element declares by which room is left for it, but nothing of it is seen.

use super::css::{Declarations, Length, Property, hundredths};
use super::style::{has_word, is_any, keyword};

pub(super) fn is_unseen(declared: &Declarations<'_>) -> bool {
    declared.any(may_hide) && (is_transparent(declared) || is_clipped(declared) || is_off_screen(declared))
}

/// Whether a property other than those of most text is declared.
const fn may_hide(property: Property) -> bool {
    !matches!(
        property,
        Property::Background
            | Property::BackgroundClip
            | Property::BackgroundImage
            | Property::Color
            | Property::Direction
            | Property::Display
            | Property::FontSize
            | Property::TextDecoration
            | Property::VerticalAlign
            | Property::Visibility
            | Property::WhiteSpace
    )
}

/// Whether nothing is painted though room is left for it.
fn is_transparent(declared: &Declarations<'_>) -> bool {
    /// Hundredths of opacity up to which nobody sees anything.
    const FAINTEST: i64 = 5;
    let is_nothing = |property| hundredths(declared.get(property).trim_end_matches('%')) == Some(0);
    let opacity = declared.get(Property::Opacity);
    let is_faint = |opacity: &str| match opacity.strip_suffix('%') {
        Some(percent) => hundredths(percent).is_some_and(|opacity| opacity <= FAINTEST * 100),
        None => hundredths(opacity).is_some_and(|opacity| opacity <= FAINTEST),
    };
    let filter = declared.get(Property::Filter).to_ascii_lowercase();
    let filter = filter.split_once("opacity(").and_then(|(_, opacity)| opacity.split(')').next());
    is_faint(opacity)
        || filter.is_some_and(|opacity| is_faint(opacity.trim()))
        || is_nothing(Property::Zoom)
        || is_any(keyword(declared.get(Property::ContentVisibility)), &["hidden"])
        || is_any(keyword(declared.get(Property::MsoHide)), &["all"])
}

fn is_placed(declared: &Declarations<'_>) -> bool {
    is_any(keyword(declared.get(Property::Position)), &["absolute", "fixed"])
}

/// Whether the element is cut to nothing.
fn is_clipped(declared: &Declarations<'_>) -> bool {
    /// Side of a box in hundredths of a pixel, in which nothing can be read.
    const SMALLEST: i64 = 200;
    let is_small = |value: &str| {
        let length = Length::parse(value).and_then(|length| length.absolute(1600));
        length.is_some_and(|length| length.abs() <= SMALLEST)
    };
    let cuts = has_word(declared.get(Property::Overflow), "hidden")
        || has_word(declared.get(Property::Overflow), "clip");
    let is_flat = [Property::Height, Property::Width].iter().any(|side| is_small(declared.get(*side)));
    let clip = declared.get(Property::Clip).to_ascii_lowercase();
    let rectangle = clip.strip_prefix("rect(").map(|sides| sides.trim_end_matches(')'));
    let is_indented_away = || {
        let indent = Length::parse(declared.get(Property::TextIndent));
        matches!(indent, Some(Length::Percent(10_000..)))
    };
    let is_cut = |sides: &str| sides.split([',', ' ']).filter(|side| !side.is_empty()).all(is_small);
    let path = declared.get(Property::ClipPath).to_ascii_lowercase();
    cuts && (is_flat || is_indented_away())
        || rectangle.is_some_and(is_cut) && is_placed(declared)
        || path.starts_with("polygon(") && !path.contains(|c| matches!(c, '1'..='9'))
        || ["inset(50%", "inset(100%", "circle(0"].iter().any(|start| path.starts_with(start))
        || is_flattened(declared)
}

/// Whether the element is made smaller until nothing is left, or is seen from its edge.
fn is_flattened(declared: &Declarations<'_>) -> bool {
    const FLAT: [&str; 7] =
        ["scale(0)", "scale(0,", "scalex(0)", "scaley(0)", "scale3d(0,", "rotatex(90deg)", "rotatey(90deg)"];
    let transform = declared.get(Property::Transform);
    if !transform.is_empty() {
        let transform = transform.to_ascii_lowercase().replace(' ', "");
        if FLAT.iter().any(|flat| transform.contains(flat)) {
            return true;
        }
    }
    hundredths(keyword(declared.get(Property::Scale)).trim_end_matches('%')) == Some(0)
}

/// Whether the element is moved to where nobody sees it.
fn is_off_screen(declared: &Declarations<'_>) -> bool {
    /// Hundredths of a pixel: wider than what pages move for effect.
    const FAR: i64 = 50_000;
    let is_far = |property: &Property| {
        let length = Length::parse(declared.get(*property)).and_then(|length| length.absolute(1600));
        length.is_some_and(|length| length <= -FAR)
    };
    let moves = [Property::MarginLeft, Property::MarginTop, Property::TextIndent];
    moves.iter().any(is_far)
        || is_translated(declared.get(Property::Transform), FAR)
        || !keyword(declared.get(Property::Position)).is_empty()
            && [Property::Left, Property::Right, Property::Top].iter().any(is_far)
}

/// Whether an element is moved out of the page to the left or the top.
fn is_translated(transform: &str, far: i64) -> bool {
    if transform.is_empty() {
        return false;
    }
    let transform = transform.to_ascii_lowercase();
    let Some((_, lengths)) = transform.split_once("translate") else { return false };
    let lengths = lengths.split_once('(').and_then(|(_, rest)| rest.split(')').next()).unwrap_or_default();
    lengths.split(',').any(|length| {
        let length = Length::parse(length.trim()).and_then(|length| length.absolute(1600));
        length.is_some_and(|length| length <= -far)
    })
}
