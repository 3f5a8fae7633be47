//! Names of areas, by which our own writer marks what a sheet cannot show. They are references in bytes; those to one
//! area of one sheet are written out as an `.xlsx` has them.

use super::records::{Fields, Record, Records, kind};
use crate::model::error::Result;
use crate::readers::spreadsheet::workbooks::biff_formulas::cell;

/// The names of a workbook, until the sheets that they refer to are known.
#[derive(Debug, Default)]
pub struct Names {
    names: Vec<(String, AreaOfSheet)>,
    /// The first sheet of each reference to sheets, from 0.
    sheets: Vec<u32>,
}

#[derive(Debug)]
struct AreaOfSheet {
    /// Which of the references to sheets.
    reference: u16,
    area: String,
}

impl Names {
    /// Keeps what the record says of names, if anything.
    pub fn add(&mut self, record: Record<'_>, records: &Records<'_>) -> Result<()> {
        let mut fields = record.fields;
        match record.kind {
            kind::NAME => {
                let (name, area) = records.whole(record.kind, name(fields))?;
                self.names.extend(area.map(|area| (name, area)));
            }
            kind::EXTERNAL_SHEETS => {
                fields.take(4); // how many
                while let Some(reference) = fields.take(12) {
                    let mut reference = Fields::new(reference);
                    reference.u32(); // which workbook
                    self.sheets.extend(reference.u32());
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Names and references (`正文!$A$3:$C$5`), given the names of the sheets.
    pub fn resolve<'s>(self, sheet: impl Fn(usize) -> Option<&'s str>) -> Vec<(String, String)> {
        let Self { names, sheets } = self;
        let resolved = names.into_iter().filter_map(|(name, AreaOfSheet { reference, area })| {
            let number = sheets.get(usize::from(reference))?;
            let sheet = sheet(usize::try_from(*number).ok()?)?;
            Some((name, format!("{sheet}!{area}")))
        });
        resolved.collect()
    }
}

fn name(mut fields: Fields<'_>) -> Option<(String, Option<AreaOfSheet>)> {
    fields.take(9)?; // flags, key and the sheet it is for
    let name = fields.text()?;
    Some((name, area(Fields::new(fields.formula()?))))
}

/// The area that a formula of one reference refers to.
fn area(mut fields: Fields<'_>) -> Option<AreaOfSheet> {
    const CELL: [u8; 3] = [0x3a, 0x5a, 0x7a];
    const AREA: [u8; 3] = [0x3b, 0x5b, 0x7b];
    let kind = fields.byte()?;
    let reference = fields.u16()?;
    let area = if CELL.contains(&kind) {
        cell(fields.u32()?, fields.u16()?)?
    } else if AREA.contains(&kind) {
        let (top, bottom, left, right) = (fields.u32()?, fields.u32()?, fields.u16()?, fields.u16()?);
        format!("{}:{}", cell(top, left)?, cell(bottom, right)?)
    } else {
        return None;
    };
    fields.is_empty().then_some(AreaOfSheet { reference, area })
}
