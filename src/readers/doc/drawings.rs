//! The shapes of a document: which of them show pictures, and which are in groups.
//!
//! Only the outermost shape of a group has a character in the text.

use std::collections::{HashMap, HashSet};

use crate::readers::compound::{u16_at, u32_at};

/// Shapes by their numbers.
#[derive(Debug, Default)]
pub struct Drawings {
    /// The outermost shape of each.
    outermost: HashMap<u32, u32>,
    /// The outermost shapes with a picture in them.
    pictures: HashSet<u32>,
}

const HEAD: usize = 8;
const SHAPE: u16 = 0xf00a;
const OPTIONS: u16 = 0xf00b;
/// Flags of shapes: within a group; the invisible one that has all others.
const IS_CHILD: u32 = 2;
const IS_PATRIARCH: u32 = 4;
/// The property that names a picture.
const PICTURE: u16 = 0x104;

impl Drawings {
    /// Reads the drawings; what is cut off ends them.
    pub fn read(content: &[u8]) -> Self {
        let mut drawings = Self::default();
        let Some((_, mut rest)) = record(content) else { return drawings };
        // Before each drawing is a byte that says where it is shown.
        while let Some((_, after)) = rest.split_first()
            && let Some((drawing, after)) = record(after)
        {
            drawings.read_drawing(drawing.content);
            rest = after;
        }
        drawings
    }

    fn read_drawing(&mut self, mut rest: &[u8]) {
        let mut outermost = 0;
        while let Some((found, after)) = record(rest) {
            if found.is_container {
                rest = rest.get(HEAD..).unwrap_or_default();
                continue;
            }
            rest = after;
            match found.kind {
                SHAPE => {
                    let number = u32_at(found.content, 0).unwrap_or(0);
                    let flags = u32_at(found.content, 4).unwrap_or(0);
                    if flags & (IS_CHILD | IS_PATRIARCH) == 0 {
                        outermost = number;
                    }
                    self.outermost.insert(number, outermost);
                }
                OPTIONS => {
                    let mut options = found.content.chunks_exact(6);
                    let is_picture =
                        |option: &[u8]| u16_at(option, 0).is_some_and(|id| id & 0x3fff == PICTURE);
                    if options.any(is_picture) {
                        self.pictures.insert(outermost);
                    }
                }
                _ => {}
            }
        }
    }

    /// The outermost shape of the group that a shape is in: itself where it is in none.
    pub fn outermost(&self, shape: u32) -> u32 {
        self.outermost.get(&shape).copied().unwrap_or(shape)
    }

    pub fn has_picture(&self, shape: u32) -> bool {
        self.pictures.contains(&shape)
    }
}

struct Record<'a> {
    is_container: bool,
    kind: u16,
    content: &'a [u8],
}

/// The record at the start, and what follows it.
fn record(bytes: &[u8]) -> Option<(Record<'_>, &[u8])> {
    let (flags, kind) = (u16_at(bytes, 0)?, u16_at(bytes, 2)?);
    let (content, rest) = bytes.get(HEAD..)?.split_at_checked(u32_at(bytes, 4)? as usize)?;
    Some((Record { is_container: flags & 0xf == 0xf, kind, content }, rest))
}
