//! Colours and fillings as the format packs them.

use super::markup::Markup;
use crate::readers::compound::{u16_at, u32_at};

/// The colours that have numbers; the first is that of the page or the text.
pub const INDEXED: [Option<[u8; 3]>; 17] = [
    None,
    Some([0, 0, 0]),
    Some([0, 0, 0xff]),
    Some([0, 0xff, 0xff]),
    Some([0, 0xff, 0]),
    Some([0xff, 0, 0xff]),
    Some([0xff, 0, 0]),
    Some([0xff, 0xff, 0]),
    Some([0xff, 0xff, 0xff]),
    Some([0, 0, 0x80]),
    Some([0, 0x80, 0x80]),
    Some([0, 0x80, 0]),
    Some([0x80, 0, 0x80]),
    Some([0x80, 0, 0]),
    Some([0x80, 0x80, 0]),
    Some([0x80, 0x80, 0x80]),
    Some([0xc0, 0xc0, 0xc0]),
];

/// What is behind a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filling {
    /// Nothing of its own.
    #[default]
    None,
    Colour([u8; 3]),
    /// A pattern or a tint.
    Unknown,
}

impl Filling {
    /// That of two bytes: two numbers of colours and one of a pattern.
    pub fn packed(packed: u16) -> Self {
        let colour = |bits: u16| INDEXED.get(usize::from(bits & 0x1f)).copied().flatten();
        Self::of(packed >> 10, colour(packed), colour(packed >> 5))
    }

    /// That of ten bytes: two colours and the number of a pattern.
    pub fn full(bytes: &[u8]) -> Self {
        let colour = |at| u32_at(bytes, at).and_then(colour_of);
        Self::of(u16_at(bytes, 8).unwrap_or(NOTHING), colour(0), colour(4))
    }

    fn of(pattern: u16, front: Option<[u8; 3]>, back: Option<[u8; 3]>) -> Self {
        match pattern {
            0 => back.map_or(Self::None, Self::Colour),
            1 => front.map_or(Self::Unknown, Self::Colour),
            NOTHING | PACKED_NOTHING => Self::None,
            _ => Self::Unknown,
        }
    }

    /// Writes it as `w:shd`.
    pub fn write(self, out: &mut Markup) {
        match self {
            Self::None => {}
            Self::Colour(colour) => out.empty("shd", &[("val", "clear"), ("fill", &hex(colour))]),
            Self::Unknown => out.empty("shd", &[("val", "pct10")]),
        }
    }
}

/// The pattern of no filling at all.
const NOTHING: u16 = 0xffff;
const PACKED_NOTHING: u16 = 0x3f;

/// A colour of four bytes; `None` for the automatic one.
pub fn colour_of(packed: u32) -> Option<[u8; 3]> {
    let [red, green, blue, is_automatic] = packed.to_le_bytes();
    (is_automatic == 0).then_some([red, green, blue])
}

pub fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("{red:02X}{green:02X}{blue:02X}")
}
