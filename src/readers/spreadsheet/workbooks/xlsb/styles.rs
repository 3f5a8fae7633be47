//! The styles of an `.xlsb`: for each style number of a cell, its format, font and fill.

use std::collections::HashMap;

use super::records::{Fields, Record, Records, kind};
use crate::model::error::Result;
use crate::model::text::Shift;
use crate::readers::spreadsheet::looks::{CellStyle, Colour, Font};
use crate::readers::spreadsheet::numbers::NumberFormat;

/// Heights in twentieths of a point that cannot be seen: less than two points.
pub const UNSEEN_HEIGHT: u16 = 40;

/// The styles of cells.
#[derive(Debug, Default)]
pub struct Styles {
    /// By the style number of a cell.
    pub cells: Vec<CellStyle>,
    /// For each conditional format, whether it hides or strikes out what is in a cell.
    pub conditional: Vec<bool>,
    has_conditional_fills: bool,
    formats: HashMap<u16, NumberFormat>,
    fonts: Vec<Font>,
    fills: Vec<Option<Colour>>,
}

pub fn read(records: &mut Records<'_>) -> Result<Styles> {
    let mut styles = Styles::default();
    // Named styles have records of the same kind, which cells do not refer to.
    let mut is_of_cells = false;
    while let Some(record) = records.next()? {
        match record.kind {
            kind::CELL_STYLES => is_of_cells = true,
            kind::END_CELL_STYLES => is_of_cells = false,
            kind::CELL_STYLE if !is_of_cells => {}
            _ => records.whole(record.kind, styles.add(record))?,
        }
    }
    Ok(styles)
}

impl Styles {
    pub fn font(&self, number: u16) -> Font {
        self.fonts.get(usize::from(number)).copied().unwrap_or_default()
    }

    /// Whether the cells of a worksheet have no fill but that of their style.
    pub fn has_plain_fills(&self, mut records: Records<'_>) -> Result<bool> {
        while let Some(record) = records.next()? {
            match record.kind {
                kind::TABLE => return Ok(false),
                kind::CONDITIONAL if self.has_conditional_fills => return Ok(false),
                _ => {}
            }
        }
        Ok(true)
    }

    fn add(&mut self, record: Record<'_>) -> Option<()> {
        let mut fields = record.fields;
        match record.kind {
            kind::NUMBER_FORMAT => {
                self.formats.insert(fields.u16()?, NumberFormat::from_code(&fields.text()?));
            }
            kind::FONT => self.fonts.push(font(fields)?),
            kind::FILL => self.fills.push(fill(fields.u32()?, fields.eight()?)),
            kind::CELL_STYLE => {
                fields.u16()?; // the named style it comes from
                let style = self.style(fields.u16()?, fields.u16()?, fields.u16()?);
                self.cells.push(style);
            }
            kind::CONDITIONAL_STYLE => self.conditional_style(fields)?,
            _ => {}
        }
        Some(())
    }

    fn style(&self, format: u16, font: u16, fill: u16) -> CellStyle {
        let named = self.formats.get(&format).cloned();
        CellStyle {
            format: named.unwrap_or_else(|| NumberFormat::builtin(format.into())),
            font: self.font(font),
            fill: self.fills.get(usize::from(fill)).copied().unwrap_or(Some(Colour::WHITE)),
        }
    }

    /// A list of properties, each with its kind and length.
    fn conditional_style(&mut self, mut fields: Fields<'_>) -> Option<()> {
        let mut style = CellStyle::default();
        fields.take(4)?;
        for _ in 0..fields.u16()? {
            let (property, length) = (fields.u16()?, fields.u16()?);
            let mut value = Fields::new(fields.take(usize::from(length).checked_sub(4)?)?);
            match property {
                0..=4 => {
                    self.has_conditional_fills = true;
                    style.fill = None;
                }
                0x05 => style.font.colour = colour(value.eight()?),
                0x1d => style.font.is_struck = value.byte()? != 0,
                0x24 => style.font.is_hidden |= value.u32()? < UNSEEN_HEIGHT.into(),
                0x26 => {
                    value.u16()?;
                    let count = value.u16()?;
                    let code = String::from_utf16_lossy(&value.units_of(count.into())?);
                    style.format = NumberFormat::from_code(&code);
                }
                0x29 => style.format = NumberFormat::builtin(value.u16()?.into()),
                _ => {}
            }
        }
        self.conditional.push(style.hides_numbers());
        Some(())
    }
}

fn font(mut fields: Fields<'_>) -> Option<Font> {
    const STRUCK: u16 = 8;
    let (height, flags, _weight, shift) = (fields.u16()?, fields.u16()?, fields.u16()?, fields.u16()?);
    fields.take(4)?;
    Some(Font {
        is_struck: flags & STRUCK != 0,
        is_hidden: height < UNSEEN_HEIGHT,
        shift: match shift {
            1 => Some(Shift::Raised),
            2 => Some(Shift::Lowered),
            _ => None,
        },
        colour: colour(fields.eight()?),
    })
}

/// The colour of a pattern; `None` when it is not known.
fn fill(pattern: u32, fore: [u8; 8]) -> Option<Colour> {
    const NONE: u32 = 0;
    const SOLID: u32 = 1;
    match pattern {
        NONE => Some(Colour::WHITE),
        SOLID => colour(fore),
        _ => None,
    }
}

/// A colour; `None` for that of text, and for one with a tint.
fn colour([kind, index, tint, more_tint, red, green, blue, _opacity]: [u8; 8]) -> Option<Colour> {
    match kind >> 1 {
        _ if (tint, more_tint) != (0, 0) => None,
        1 => Colour::from_index(index.into()),
        2 => Some(Colour::Rgb([red, green, blue])),
        3 => Some(Colour::from_theme(index.into())),
        _ => None,
    }
}
