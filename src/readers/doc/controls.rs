//! What the fields of forms show: a check box is ticked or not, a list has its choice.

use super::formatted::counted_string;
use crate::readers::compound::{u16_at, u32_at};

/// The choice of a field where nothing was chosen.
const UNCHOSEN: u16 = 25;

/// What the field shows whose data begins at `at`; `None` for fields with text, and where it cannot be read.
pub fn shown(data: &[u8], at: u32) -> Option<String> {
    /// The size of the head of the data.
    const HEAD: u16 = 68;
    let data = data.get(at as usize..)?;
    if u16_at(data, 4)? != HEAD {
        return None;
    }
    let field = data.get(usize::from(HEAD)..u32_at(data, 0)? as usize)?;
    let flags = u16_at(field, 4)?;
    let (kind, chosen) = (flags & 3, flags >> 2 & 0x1f);
    let mut rest = after_string(field.get(10..)?)?;
    let default = u16_at(rest, 0)?;
    let chosen = if chosen == UNCHOSEN { default } else { chosen };
    match kind {
        1 => Some(if chosen == 1 { "☑" } else { "□" }.to_owned()),
        2 => {
            rest = rest.get(2..)?;
            for _ in 0..5 {
                rest = after_string(rest)?;
            }
            if chosen >= u16_at(rest, 2)? {
                return None;
            }
            rest = rest.get(6..)?;
            for _ in 0..chosen {
                (_, rest) = counted_string(rest)?;
            }
            counted_string(rest).map(|(text, _)| text)
        }
        _ => None,
    }
}

/// What follows a string that has a length before it and a zero after it.
fn after_string(bytes: &[u8]) -> Option<&[u8]> {
    counted_string(bytes)?.1.get(2..)
}
