//! Texts with runs of fonts, and those that the cells of all sheets share.

use super::records::{Fields, Records, kind};
use super::styles::Styles;
use crate::model::error::Result;
use crate::readers::spreadsheet::looks::RichText;
use crate::readers::spreadsheet::workbooks::biff::{font_runs, rich_text};

/// The shared texts in the order of their numbers.
pub fn shared(records: &mut Records<'_>, styles: &Styles) -> Result<Vec<RichText>> {
    let mut all = Vec::new();
    while let Some(mut record) = records.next()? {
        if record.kind == kind::SHARED_STRING {
            all.push(records.whole(record.kind, rich(&mut record.fields, styles))?);
        }
    }
    Ok(all)
}

/// A text and the fonts of its runs, without the phonetic guide after them.
pub fn rich(fields: &mut Fields<'_>, styles: &Styles) -> Option<RichText> {
    const HAS_RUNS: u8 = 1;
    let flags = fields.byte()?;
    let units = fields.units()?;
    let text = String::from_utf16_lossy(&units);
    if flags & HAS_RUNS == 0 {
        return Some(RichText::plain(text));
    }
    let mut runs = Vec::new();
    for _ in 0..fields.u32()? {
        runs.push((fields.u16()?, fields.u16()?));
    }
    Some(rich_text(text, &font_runs(&units, &runs), |number| styles.font(number)))
}
