//! What paragraphs are: their style, list, outline level and place in tables.

use super::colours::Filling;
use super::markup::Markup;
use super::modifiers::modifiers;
use crate::readers::compound::u16_at;

/// The properties of a paragraph.
#[derive(Clone, Copy, Debug, Default)]
pub struct Paragraph {
    pub style: u16,
    /// From 0; 9 is running text.
    pub outline: Option<u8>,
    level: u8,
    list: u16,
    fill: Filling,
    marks: u8,
    depth: Option<u32>,
}

/// What a paragraph is in a table.
#[derive(Clone, Copy, Debug)]
pub enum TableMark {
    Inside = 1,
    RowEnd = 2,
    /// The same for tables in tables, whose marks are those of paragraphs.
    InnerCellEnd = 4,
    InnerRowEnd = 8,
}

/// Lists from here on are those that the paragraph had.
const FORMER_LISTS: u16 = 0x7ff;

impl Paragraph {
    pub fn has(&self, mark: TableMark) -> bool {
        self.marks & mark as u8 != 0
    }

    fn set(&mut self, mark: TableMark, is_on: bool) {
        self.marks = if is_on { self.marks | mark as u8 } else { self.marks & !(mark as u8) };
    }

    /// In how many tables it is.
    pub fn depth(&self) -> usize {
        match self.depth {
            Some(depth) if depth > 0 => depth as usize,
            _ => usize::from(self.has(TableMark::Inside)),
        }
    }

    /// Applies modifiers; some are in the stream of data.
    pub fn apply(&mut self, list: &[u8], data: &[u8]) {
        self.apply_own(list);
        for list in in_data(list, data) {
            self.apply_own(list);
        }
    }

    fn apply_own(&mut self, list: &[u8]) {
        for modifier in modifiers(list) {
            match modifier.code {
                0x2416 => self.set(TableMark::Inside, modifier.is_on()),
                0x2417 => self.set(TableMark::RowEnd, modifier.is_on()),
                0x244b => self.set(TableMark::InnerCellEnd, modifier.is_on()),
                0x244c => self.set(TableMark::InnerRowEnd, modifier.is_on()),
                0x260a => self.level = modifier.byte(),
                0x2640 => self.outline = Some(modifier.byte()),
                0x442d => self.fill = Filling::packed(modifier.word()),
                0x460b => self.list = modifier.word(),
                0x6649 => self.depth = Some(modifier.long()),
                0x664a => {
                    let depth = self.depth().try_into().unwrap_or(u32::MAX);
                    self.depth = Some(depth.saturating_add_signed(modifier.long().cast_signed()));
                }
                0xc64d => self.fill = Filling::full(modifier.bytes()),
                _ => {}
            }
        }
    }

    /// Writes the properties as `w:pPr`.
    pub fn write(&self, is_mark_deleted: bool, out: &mut Markup) {
        out.open("pPr");
        out.value("pStyle", &self.style.to_string());
        if self.list > 0 && self.list < FORMER_LISTS {
            out.open("listPr");
            out.value("ilvl", &self.level.to_string());
            out.value("ilfo", &self.list.to_string());
            out.close("listPr");
        }
        if let Some(level) = self.outline {
            out.value("outlineLvl", &level.to_string());
        }
        self.fill.write(out);
        if is_mark_deleted {
            out.open("rPr");
            out.empty("del", &[]);
            out.close("rPr");
        }
        out.close("pPr");
    }
}

/// The lists of modifiers in the stream of data that a list refers to.
pub fn in_data<'a>(list: &[u8], data: &'a [u8]) -> Vec<&'a [u8]> {
    let places = modifiers(list).filter(|modifier| matches!(modifier.code, 0x6645 | 0x6646 | 0x646b));
    places
        .filter_map(|modifier| {
            let rest = data.get(modifier.long() as usize..)?;
            rest.get(2..)?.get(..usize::from(u16_at(rest, 0)?))
        })
        .collect()
}
