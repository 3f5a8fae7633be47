//! Property modifiers (sprm): the only way in which the format says how text looks.

use crate::readers::compound::{u16_at, u32_at};

/// A change of one property.
#[derive(Clone, Copy, Debug)]
pub struct Modifier<'a> {
    pub code: u16,
    operand: &'a [u8],
}

/// The definition of a row's cells: its length has two bytes.
pub const ROW_DEFINITION: u16 = 0xd608;
/// The change of tab stops, which may be longer than its length can say.
const TAB_STOPS: u16 = 0xc615;

impl<'a> Modifier<'a> {
    pub fn byte(&self) -> u8 {
        self.operand.first().copied().unwrap_or(0)
    }

    pub fn is_on(&self) -> bool {
        self.byte() != 0
    }

    pub fn word(&self) -> u16 {
        u16_at(self.operand, 0).unwrap_or(0)
    }

    pub fn signed(&self) -> i16 {
        self.word().cast_signed()
    }

    pub fn long(&self) -> u32 {
        u32_at(self.operand, 0).unwrap_or(0)
    }

    /// The operand, without its length.
    pub fn bytes(&self) -> &'a [u8] {
        self.operand
    }
}

/// The modifiers in a list; one that is cut off ends it.
pub fn modifiers(mut list: &[u8]) -> impl Iterator<Item = Modifier<'_>> {
    std::iter::from_fn(move || {
        let code = u16_at(list, 0)?;
        let rest = list.get(2..)?;
        let (skipped, length) = operand(code, rest)?;
        let operand = rest.get(skipped..)?.get(..length)?;
        list = rest.get(skipped + length..)?;
        Some(Modifier { code, operand })
    })
}

/// How many bytes say the length of an operand, and its length.
fn operand(code: u16, rest: &[u8]) -> Option<(usize, usize)> {
    Some(match code >> 13 {
        0 | 1 => (0, 1),
        2 | 4 | 5 => (0, 2),
        3 => (0, 4),
        7 => (0, 3),
        _ if code == ROW_DEFINITION => (2, usize::from(u16_at(rest, 0)?).checked_sub(1)?),
        _ => match (code, *rest.first()?) {
            (TAB_STOPS, 255) => {
                let removed = usize::from(*rest.get(1)?);
                let added = usize::from(*rest.get(2 + 4 * removed)?);
                (1, 2 + 4 * removed + 3 * added)
            }
            (_, length) => (1, usize::from(length)),
        },
    })
}

/// The modifier that a piece has in two bytes, written out; `None` for properties that are not read.
pub fn short(packed: u16) -> Option<[u8; 3]> {
    /// The short numbers of modifiers, and their codes.
    const CODES: [(u16, u16); 15] = [
        (0x0c, 0x260a),
        (0x18, 0x2416),
        (0x19, 0x2417),
        (0x41, 0x0800),
        (0x42, 0x0801),
        (0x4d, 0x2a0c),
        (0x53, 0x2a33),
        (0x57, 0x0837),
        (0x5c, 0x083c),
        (0x62, 0x2a42),
        (0x68, 0x2a48),
        (0x73, 0x2a53),
        (0x75, 0x0855),
        (0x76, 0x0856),
        (0x78, 0x2640),
    ];
    let number = packed >> 1 & 0x7f;
    let (_, code) = CODES.iter().find(|(known, _)| *known == number)?;
    let [low, high] = code.to_le_bytes();
    let [_, value] = packed.to_le_bytes();
    Some([low, high, value])
}
