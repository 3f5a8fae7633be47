//! How characters look, by their modifiers and the styles under them.

use super::colours::{Filling, INDEXED, colour_of};
use super::markup::Markup;
use super::modifiers::modifiers;
use super::styles::Styles;

/// The look of characters, and what they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Characters {
    marks: u16,
    /// Half points above the line.
    position: i16,
    /// In half points; 0 where nothing is said.
    size: u16,
    /// The width in percent; 0 where nothing is said.
    scale: u16,
    /// Raised or lowered, by the numbers of the format.
    shift: u8,
    /// The number of the colour behind the text.
    highlight: u8,
    ink: Option<[u8; 3]>,
    fill: Filling,
    /// The font and the code of a character of a symbol font.
    pub symbol: Option<(u16, u16)>,
    /// Where the picture or the data of a field is in the stream of data.
    pub data_at: Option<u32>,
}

/// What is so or is not.
#[derive(Clone, Copy, Debug)]
pub enum Mark {
    Struck = 1,
    DoublyStruck = 2,
    Hidden = 4,
    AlwaysHidden = 8,
    HiddenOnWeb = 16,
    Deleted = 32,
    /// The character is not what its code says.
    Special = 64,
    /// The data is that of a field.
    FieldData = 128,
    /// The character stands for an object of another program.
    Object = 256,
}

impl Characters {
    pub fn has(&self, mark: Mark) -> bool {
        self.marks & mark as u16 != 0
    }

    fn set(&mut self, mark: Mark, is_on: bool) {
        self.marks = if is_on { self.marks | mark as u16 } else { self.marks & !(mark as u16) };
    }

    /// Applies modifiers to text whose style gives it the look `base`.
    pub fn apply(&mut self, list: &[u8], mut base: Self, styles: &Styles<'_>) {
        for modifier in modifiers(list) {
            let toggled = |mark| match modifier.byte() {
                0x80 => base.has(mark),
                0x81 => !base.has(mark),
                value => value == 1,
            };
            match modifier.code {
                0x0800 => self.set(Mark::Deleted, modifier.is_on()),
                0x0806 => self.set(Mark::FieldData, modifier.is_on()),
                0x080a | 0x0856 => self.set(Mark::Object, modifier.is_on() || self.has(Mark::Object)),
                0x0811 => self.set(Mark::HiddenOnWeb, modifier.is_on()),
                0x0818 => self.set(Mark::AlwaysHidden, modifier.is_on()),
                0x0837 => self.set(Mark::Struck, toggled(Mark::Struck)),
                0x083c => self.set(Mark::Hidden, toggled(Mark::Hidden)),
                0x0855 => self.set(Mark::Special, modifier.is_on()),
                0x2a53 => self.set(Mark::DoublyStruck, modifier.is_on()),
                0x2a0c => self.highlight = modifier.byte(),
                0x2a33 => *self = Self { marks: self.marks & Mark::Special as u16, ..base },
                0x2a42 => self.ink = INDEXED.get(usize::from(modifier.byte())).copied().flatten(),
                0x2a48 => self.shift = modifier.byte(),
                0x4845 => self.position = modifier.signed(),
                0x4852 => self.scale = modifier.word(),
                0x4866 => self.fill = Filling::packed(modifier.word()),
                0x4a30 => {
                    styles.apply_to_characters(modifier.word(), self, base);
                    base = *self;
                }
                0x4a43 => self.size = modifier.word(),
                0x6870 => self.ink = colour_of(modifier.long()),
                0x6a03 => self.data_at = Some(modifier.long()),
                0x6a09 => {
                    let [low, high] = modifier.word().to_le_bytes();
                    let code = (modifier.long() >> 16).try_into().unwrap_or(0);
                    self.symbol = Some((u16::from_le_bytes([low, high]), code));
                }
                0xca71 => self.fill = Filling::full(modifier.bytes()),
                _ => {}
            }
        }
    }

    /// Applies the modifiers of a style of characters.
    pub fn apply_style(&mut self, list: &[u8], base: Self) {
        self.apply(list, base, &Styles::default());
    }

    /// Writes the look as `w:rPr`, which is left out where there is nothing to say.
    pub fn write(&self, out: &mut Markup) {
        if (Self { symbol: None, data_at: None, marks: self.marks & LOOK, ..*self }) == Self::default() {
            return;
        }
        out.open("rPr");
        let marks = [
            (Mark::Struck, "strike"),
            (Mark::DoublyStruck, "dstrike"),
            (Mark::Hidden, "vanish"),
            (Mark::AlwaysHidden, "specVanish"),
            (Mark::HiddenOnWeb, "webHidden"),
        ];
        for (_, name) in marks.into_iter().filter(|(mark, _)| self.has(*mark)) {
            out.empty(name, &[]);
        }
        match self.shift {
            1 => out.value("vertAlign", "superscript"),
            2 => out.value("vertAlign", "subscript"),
            _ => {}
        }
        for (value, name) in [
            (i64::from(self.position), "position"),
            (i64::from(self.size), "sz"),
            (i64::from(self.scale), "w"),
        ] {
            if value != 0 {
                out.value(name, &value.to_string());
            }
        }
        if let Some(ink) = self.ink {
            out.value("color", &super::colours::hex(ink));
        }
        if let Some(Some(behind)) = INDEXED.get(usize::from(self.highlight)) {
            out.empty("shd", &[("val", "clear"), ("fill", &super::colours::hex(*behind))]);
        } else {
            self.fill.write(out);
        }
        out.close("rPr");
    }
}

/// The marks that are part of the look.
const LOOK: u16 = Mark::Struck as u16
    | Mark::DoublyStruck as u16
    | Mark::Hidden as u16
    | Mark::AlwaysHidden as u16
    | Mark::HiddenOnWeb as u16;
