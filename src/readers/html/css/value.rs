//! Values of properties: lengths and colours, exact in whole hundredths of a pixel.

use crate::readers::appearance::Colour;

/// A length or a share of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Length {
    /// Hundredths of a pixel.
    Absolute(i64),
    /// Per ten thousand of the font size.
    OfFont(i64),
    /// Per ten thousand of whatever the property refers to.
    Percent(i64),
}

impl Length {
    /// A number with its unit; a number alone is taken for pixels, as old pages mean it.
    pub fn parse(value: &str) -> Option<Self> {
        if value.is_empty() {
            return None; // most properties are not declared
        }
        let value = value.trim();
        let value = value.strip_prefix("calc(").unwrap_or(value).trim_start();
        let end = value
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+')))
            .unwrap_or(value.len());
        let (number, unit) = value.split_at_checked(end)?;
        let hundredths = hundredths(number)?;
        let times = |factor: i64| Some(Self::Absolute(hundredths.saturating_mul(factor) / 100));
        match unit.split([' ', '/', ',', ')']).next()?.to_ascii_lowercase().as_str() {
            "" | "px" => times(100),
            "pt" => times(133),
            "pc" | "rem" => times(1600),
            "in" => times(9600),
            "cm" => times(3780),
            "mm" => times(378),
            "vw" => times(1280),
            "vh" => times(720),
            "em" => Some(Self::OfFont(hundredths.saturating_mul(100))),
            "ex" | "ch" => Some(Self::OfFont(hundredths.saturating_mul(50))),
            "%" => Some(Self::Percent(hundredths)),
            _ => None,
        }
    }

    /// Hundredths of a pixel for a font of this size; `None` for a percentage.
    pub fn absolute(self, font: i64) -> Option<i64> {
        match self {
            Self::Absolute(length) => Some(length),
            Self::OfFont(share) => Some(share.saturating_mul(font) / 10_000),
            Self::Percent(_) => None,
        }
    }
}

/// A decimal in hundredths; further digits are cut off.
pub(in super::super) fn hundredths(number: &str) -> Option<i64> {
    /// Digits before the point that count; with more a length is as far away as can be.
    const DIGITS: usize = 9;
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, number.strip_prefix('+').unwrap_or(number)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let whole = whole.get(..DIGITS).unwrap_or(whole);
    let fraction: String = fraction.chars().chain("00".chars()).take(2).collect();
    Some(sign * format!("{whole}{fraction}").parse::<i64>().ok()?)
}

/// The colour of a text or of what is behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Paint {
    Color(Colour),
    Transparent,
    /// A picture, a gradient, a colour that is not known.
    Unknown,
}

/// Names of colours on which or in which text is written so that it is not seen.
const NAMES: [(&str, [u8; 3]); 27] = [
    ("white", [255; 3]),
    ("black", [0; 3]),
    ("red", [255, 0, 0]),
    ("green", [0, 128, 0]),
    ("lime", [0, 255, 0]),
    ("blue", [0, 0, 255]),
    ("navy", [0, 0, 128]),
    ("yellow", [255, 255, 0]),
    ("aqua", [0, 255, 255]),
    ("cyan", [0, 255, 255]),
    ("fuchsia", [255, 0, 255]),
    ("magenta", [255, 0, 255]),
    ("gray", [128; 3]),
    ("grey", [128; 3]),
    ("silver", [192; 3]),
    ("maroon", [128, 0, 0]),
    ("olive", [128, 128, 0]),
    ("whitesmoke", [245; 3]),
    ("snow", [255, 250, 250]),
    ("ivory", [255, 255, 240]),
    ("ghostwhite", [248, 248, 255]),
    ("mintcream", [245, 255, 250]),
    ("floralwhite", [255, 250, 240]),
    ("aliceblue", [240, 248, 255]),
    ("azure", [240, 255, 255]),
    ("canvas", [255; 3]),
    ("canvastext", [0; 3]),
];

/// A function of colours by their lightness.
struct Lightness {
    name: &'static str,
    /// Hundredths of the lightness of white where it is no percentage.
    white: i64,
    /// The other channels that are 0 in a grey.
    hues: usize,
    /// The greys of each tenth of the lightness.
    greys: [u8; 11],
}

const LAB_GREYS: [u8; 11] = [0, 27, 48, 71, 94, 119, 145, 171, 198, 226, 255];
const OKLAB_GREYS: [u8; 11] = [0, 3, 22, 46, 72, 99, 128, 158, 190, 222, 255];
const LIGHTNESS: [Lightness; 4] = [
    Lightness { name: "oklab", white: 100, hues: 2, greys: OKLAB_GREYS },
    Lightness { name: "oklch", white: 100, hues: 1, greys: OKLAB_GREYS },
    Lightness { name: "lab", white: 10_000, hues: 2, greys: LAB_GREYS },
    Lightness { name: "lch", white: 10_000, hues: 1, greys: LAB_GREYS },
];

impl Paint {
    /// The colour that a value names; for `background` that which it holds among other words.
    pub fn parse(value: &str) -> Option<Self> {
        if value.is_empty() {
            return None; // most properties are not declared
        }
        let value = value.trim().to_ascii_lowercase();
        if value.is_empty() || value == "inherit" {
            return None;
        }
        if ["url(", "gradient(", "var("].iter().any(|picture| value.contains(picture)) {
            return Some(Self::Unknown);
        }
        if let Some((_, inner)) = value.split_once("color(") {
            return Some(Self::of_space(inner).unwrap_or(Self::Unknown));
        }
        if let Some((_, inner)) = value.split_once("rgb") {
            return Some(Self::of_function(inner, rgb).unwrap_or(Self::Unknown));
        }
        if let Some((_, inner)) = value.split_once("hsl") {
            return Some(Self::of_function(inner, hsl).unwrap_or(Self::Unknown));
        }
        if let Some((_, inner)) = value.split_once("hwb") {
            return Some(Self::of_function(inner, hwb).unwrap_or(Self::Unknown));
        }
        for function in &LIGHTNESS {
            if let Some((_, inner)) = value.split_once(function.name) {
                return Some(function.paint(inner).unwrap_or(Self::Unknown));
            }
        }
        let mut words = value.split_ascii_whitespace();
        Some(words.find_map(Self::of_word).unwrap_or(Self::Unknown))
    }

    fn of_word(word: &str) -> Option<Self> {
        if let Some(digits) = word.strip_prefix('#') {
            return Self::of_digits(digits);
        }
        if matches!(word, "transparent" | "none") {
            return Some(Self::Transparent);
        }
        NAMES.iter().find(|(name, _)| *name == word).map(|(_, color)| Self::Color(Colour(*color)))
    }

    /// `fff`, `ffffff`, and with a degree of transparency `fff0`, `ffffff00`.
    fn of_digits(digits: &str) -> Option<Self> {
        let digits: Vec<u8> = digits
            .chars()
            .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect::<Option<_>>()?;
        match *digits.as_slice() {
            [_, _, _, 0] | [_, _, _, _, _, _, 0, 0] => Some(Self::Transparent),
            [r, g, b] | [r, g, b, _] => Some(Self::Color(Colour([r * 17, g * 17, b * 17]))),
            [r1, r2, g1, g2, b1, b2] | [r1, r2, g1, g2, b1, b2, _, _] => {
                Some(Self::Color(Colour([r1 << 4 | r2, g1 << 4 | g2, b1 << 4 | b2])))
            }
            _ => None,
        }
    }

    /// What follows `rgb` or `hsl`: three channels and perhaps an opacity in brackets.
    fn of_function(inner: &str, color: fn([&str; 3]) -> Option<Colour>) -> Option<Self> {
        let (_, inner) = inner.split_once('(')?;
        let (inner, _) = inner.split_once(')')?;
        let mut parts = inner.split([',', ' ', '/']).filter(|part| !part.is_empty());
        let color = color([parts.next()?, parts.next()?, parts.next()?])?;
        let is_clear = parts.next().is_some_and(|alpha| hundredths(alpha.trim_end_matches('%')) == Some(0));
        Some(if is_clear { Self::Transparent } else { Self::Color(color) })
    }

    /// What follows `color(`: a space and its channels from 0 to 1; those of other spaces have other greys.
    fn of_space(inner: &str) -> Option<Self> {
        let (space, channels) = inner.trim_start().split_once(' ')?;
        let is_known = matches!(space, "srgb" | "display-p3");
        Self::of_function(&format!("({channels}"), shares).filter(|_| is_known)
    }

    /// Whether text of this colour differs visibly from what is behind it.
    pub fn is_seen_on(self, background: Self) -> bool {
        match (self, background) {
            (Self::Transparent, _) => false,
            (Self::Color(text), Self::Color(behind)) => !text.is_lost_on(behind),
            _ => true,
        }
    }
}

impl Lightness {
    /// What follows the name of the function: white and black whatever the hue, and greys.
    fn paint(&self, inner: &str) -> Option<Paint> {
        let (_, inner) = inner.split_once('(')?;
        let (inner, _) = inner.split_once(')')?;
        let mut channels = inner.split_ascii_whitespace();
        let lightness = channels.next()?;
        let white = if lightness.ends_with('%') { 10_000 } else { self.white };
        let lightness = hundredths(lightness.trim_end_matches('%'))?.clamp(0, white);
        let is_zero = |channel: &str| hundredths(channel.trim_end_matches('%')) == Some(0);
        let is_grey = channels.take(self.hues).all(is_zero);
        if !is_grey && lightness != 0 && lightness != white {
            return None;
        }
        let (tenth, rest) = (lightness * 10 / white, lightness * 10 % white);
        let grey = |tenth: i64| usize::try_from(tenth).ok().and_then(|tenth| self.greys.get(tenth));
        let (below, above) = (i64::from(*grey(tenth)?), i64::from(*grey(tenth + 1).or(grey(tenth))?));
        let grey = u8::try_from(below + (above - below) * rest / white).ok()?;
        Some(Paint::Color(Colour([grey; 3])))
    }
}

/// Channels from 0 to 1, or in percent.
fn shares(channels: [&str; 3]) -> Option<Colour> {
    let channel = |part: &str| {
        let whole = if part.ends_with('%') { 10_000 } else { 100 };
        let value = hundredths(part.trim_end_matches('%'))?.clamp(0, whole);
        u8::try_from(value * 255 / whole).ok()
    };
    let [red, green, blue] = channels.map(channel);
    Some(Colour([red?, green?, blue?]))
}

/// A colour by its hue in degrees and by what of it is white and black.
fn hwb([hue, white, black]: [&str; 3]) -> Option<Colour> {
    let Colour(pure) = hsl([hue, "100%", "50%"])?;
    let share = |part: &str| Some(hundredths(part.trim_end_matches('%'))?.clamp(0, 10_000));
    let (white, black) = (share(white)?, share(black)?);
    let coloured = (10_000 - white - black).max(0);
    let whole = (white + black + coloured).max(1);
    let [red, green, blue] =
        pure.map(|channel| u8::try_from((i64::from(channel) * coloured + 255 * white) / whole).ok());
    Some(Colour([red?, green?, blue?]))
}

fn rgb(channels: [&str; 3]) -> Option<Colour> {
    let channel = |part: &str| {
        let value = hundredths(part.trim_end_matches('%'))?;
        let value = if part.ends_with('%') { value.saturating_mul(255) / 10_000 } else { value / 100 };
        u8::try_from(value.clamp(0, 255)).ok()
    };
    let [red, green, blue] = channels.map(channel);
    Some(Colour([red?, green?, blue?]))
}

/// A colour by its hue in degrees, its saturation and its lightness, as CSS Color 4 computes it.
fn hsl([hue, saturation, lightness]: [&str; 3]) -> Option<Colour> {
    let hue = hundredths(hue.trim_end_matches("deg"))?;
    let share = |part: &str| Some(hundredths(part.trim_end_matches('%'))?.clamp(0, 10_000));
    let (saturation, lightness) = (share(saturation)?, share(lightness)?);
    let amplitude = saturation * lightness.min(10_000 - lightness) / 10_000;
    let channel = |offset: i64| {
        // A circle of twelve hours, each of 3,000 hundredths of a degree.
        let hour = hue.saturating_add(offset * 3000).rem_euclid(36_000);
        let wave = (hour - 9000).min(27_000 - hour).clamp(-3000, 3000);
        u8::try_from((lightness - amplitude * wave / 3000) * 255 / 10_000).ok()
    };
    Some(Colour([channel(0)?, channel(8)?, channel(4)?]))
}
