//! The file information block at the start of the main stream: what the document is, how long its texts are, and
//! where everything else is.

use super::damaged;
use crate::model::error::{Doing, Error, Result};
use crate::model::language::Message;
use crate::readers::compound::{u16_at, u32_at};

/// The signature of Word 97 and later.
const WORD_97: u16 = 0xa5ec;
/// Signatures of Word 2 and of Word 6 and 95, in any language.
const OLDER: [u16; 7] = [0xa59b, 0xa59c, 0xa5db, 0xa5dc, 0xa697, 0xa698, 0xa699];
/// The first version that has the structures read here.
const FIRST_VERSION: u16 = 0xc0;
/// Where the places of the other structures begin.
const PARTS: usize = 154;

/// The block.
#[derive(Debug)]
pub struct Fib<'a> {
    main: &'a [u8],
    /// The stream that has the tables.
    pub table_name: &'static str,
    /// The language of the program that wrote the file, and that of its East Asian text.
    pub languages: [u16; 2],
    /// How many structures there are.
    parts: usize,
}

/// The texts of a document, by their numbers in the order in which they follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Story {
    Main = 0,
    Footnotes = 1,
    Margins = 2,
    Comments = 4,
    Endnotes = 5,
    TextBoxes = 6,
}

/// A structure, by its number in the block.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    Styles = 1,
    FootnoteMarks = 2,
    FootnoteTexts = 3,
    CommentMarks = 4,
    CommentTexts = 5,
    Sections = 6,
    Margins = 11,
    Characters = 12,
    Paragraphs = 13,
    Fonts = 15,
    Pieces = 33,
    Shapes = 40,
    EndnoteMarks = 46,
    EndnoteTexts = 47,
    Drawings = 50,
    TextBoxes = 56,
    Lists = 73,
    ListFormats = 74,
}

impl<'a> Fib<'a> {
    /// Reads the block of the main stream.
    pub fn read(main: &'a [u8]) -> Result<Self> {
        let word = |at| u16_at(main, at).ok_or_else(|| damaged("FIB", "it is cut off"));
        let (signature, version) = (word(0)?, word(2)?);
        if OLDER.contains(&signature) || signature == WORD_97 && version < FIRST_VERSION {
            return Err(older());
        }
        if signature != WORD_97 {
            return Err(damaged("FIB", "its signature is of no Word document"));
        }
        let flags = word(10)?;
        if flags & 0x100 != 0 {
            return Err(Error::Encrypted { format: super::FORMAT });
        }
        if word(32)? != 14 || word(62)? != 22 {
            return Err(damaged("FIB", "its parts have unknown sizes"));
        }
        Ok(Self {
            main,
            table_name: if flags & 0x200 == 0 { "0Table" } else { "1Table" },
            languages: [word(6)?, word(60)?],
            parts: usize::from(word(152)?),
        })
    }

    /// Where a text begins and ends, in characters.
    pub fn story(&self, story: Story) -> (u32, u32) {
        /// Lengths of the texts.
        const LENGTHS: usize = 76;
        let mut start = 0_u32;
        for at in 0..story as usize {
            start = start.saturating_add(u32_at(self.main, LENGTHS + 4 * at).unwrap_or(0));
        }
        let length = u32_at(self.main, LENGTHS + 4 * story as usize).unwrap_or(0);
        (start, start.saturating_add(length))
    }

    /// A structure in the stream of tables; empty where the document has none.
    pub fn part<'t>(&self, part: Part, tables: &'t [u8]) -> Result<&'t [u8]> {
        Ok(self.part_and_rest(part, tables)?.0)
    }

    /// A structure and what follows it.
    pub fn part_and_rest<'t>(&self, part: Part, tables: &'t [u8]) -> Result<(&'t [u8], &'t [u8])> {
        let number = part as usize;
        if number >= self.parts {
            return Ok((&[], &[]));
        }
        let at = |offset| u32_at(self.main, PARTS + 8 * number + offset).map(|at| at as usize);
        let cut = || damaged("FIB", format!("the structure {part:?} is not there"));
        let (start, length) = (at(0).ok_or_else(cut)?, at(4).ok_or_else(cut)?);
        if length == 0 {
            return Ok((&[], &[]));
        }
        tables.get(start..).and_then(|rest| rest.split_at_checked(length)).ok_or_else(cut)
    }
}

fn older() -> Error {
    let name =
        Message::new("Word 6.0/95 或更早的文档（doc 格式）", "a document of Word 6, 95 or older (doc)");
    let hint =
        Message::new("请在 WPS 或 Word 中打开，另存为 .docx", "open it in WPS or Word and save it as .docx");
    Error::Unsupported { name: Box::new(name), doing: Doing::Reading, hint }
}
