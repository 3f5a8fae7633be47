//! A worksheet of an `.xls`: one record a cell, or one for several.

use super::biff::{CellAt, CellWriter, StoredResult};
use super::biff_formulas::{self, References};
use super::looks::RichText;
use super::notes::Notes;
use super::sheet::{Area, Sheet};
use super::xls::{BOF, EOF, Record, Records, Shared, damaged};
use super::xls_notes::Objects;
use super::{Budget, formulas, page_margins};
use crate::model::error::Result;
use crate::readers::compound::{u16_at, u32_at};

/// A reader of one sheet's records.
#[derive(Debug)]
struct SheetReader<'a, 'b> {
    cells: CellWriter<'a, 'b>,
    shared: &'a Shared,
    /// The cell and style of the formula whose string comes in a record of its own.
    awaiting: Option<(CellAt, usize)>,
    objects: Objects,
}

/// Reads records up to the sheet's EOF into `sheet`.
pub fn read(
    records: &mut Records<'_>,
    sheet: &mut Sheet,
    shared: &Shared,
    notes: &mut Notes,
    budget: &mut Budget<'_>,
) -> Result<()> {
    let cells = CellWriter::new(sheet, (notes, budget), &shared.styles, shared.from_1904);
    let mut reader = SheetReader { cells, shared, awaiting: None, objects: Objects::default() };
    // A chart in the sheet is a stream within the stream, with records that look like cells.
    let mut depth = 0usize;
    let mut steps = 0;
    loop {
        reader.cells.budget.limits.clock.step(&mut steps)?;
        let record = records.next()?;
        match record.kind {
            BOF => depth += 1,
            EOF if depth <= 1 => {
                reader.objects.note(reader.cells.sheet, reader.cells.notes);
                return formulas::compute(sheet, notes, budget);
            }
            EOF => depth -= 1,
            _ if depth > 1 => {}
            kind => {
                reader.record(record)?.ok_or_else(|| damaged(format!("record {kind:04X}")))?;
            }
        }
    }
}

impl SheetReader<'_, '_> {
    /// `None` when the record is too short for what it says.
    fn record(&mut self, record: Record<'_>) -> Result<Option<()>> {
        let data = record.data;
        match record.kind {
            0x0203 => self.number(data),
            0x027e => self.packed_number(data),
            0x00bd => self.packed_numbers(data),
            0x00fd => self.shared_string(data),
            0x0204 | 0x00d6 => self.label(record),
            0x0205 => self.boolean_or_error(data),
            0x0006 => self.formula(data),
            0x0207 => self.formula_string(record),
            0x0201 => Ok(cell(data).map(|at| self.cells.draw(at))),
            0x00be => Ok(self.blanks(data)),
            0x00e5 => self.merges(data),
            0x0014 | 0x0015 => {
                let code_page = self.shared.code_page;
                let codes = record.pieces().string(if code_page.is_some() { 1 } else { 2 }, code_page);
                self.cells.sheet.margins.extend(codes.iter().flat_map(|codes| page_margins::lines(codes)));
                Ok(Some(()))
            }
            0x0208 => Ok(self.row(data)),
            0x007d => Ok(self.columns(data)),
            0x005d => {
                self.objects.object(data, self.cells.notes);
                Ok(Some(()))
            }
            0x01b6 => {
                self.objects.text(record);
                Ok(Some(()))
            }
            0x001c => {
                self.objects.comment(data);
                Ok(Some(()))
            }
            _ => Ok(Some(())),
        }
    }

    fn number(&mut self, data: &[u8]) -> Result<Option<()>> {
        let (Some(at), Some(style)) = (cell(data), style(data)) else { return Ok(None) };
        let Some(value) = data.get(6..).and_then(<[u8]>::first_chunk) else { return Ok(None) };
        self.cells.number(at, style, *value).map(Some)
    }

    fn rk(&mut self, at: CellAt, style_and_rk: &[u8]) -> Result<Option<()>> {
        let (Some(style), Some(rk)) = (u16_at(style_and_rk, 0), u32_at(style_and_rk, 2)) else {
            return Ok(None);
        };
        self.cells.rk(at, style.into(), rk).map(Some)
    }

    fn packed_number(&mut self, data: &[u8]) -> Result<Option<()>> {
        let (Some(at), Some(rk)) = (cell(data), data.get(4..)) else { return Ok(None) };
        self.rk(at, rk)
    }

    fn packed_numbers(&mut self, data: &[u8]) -> Result<Option<()>> {
        let (Some((row, first)), Some(all)) = (cell(data), data.get(4..)) else { return Ok(None) };
        for (column, rk) in (first..).zip(all.chunks_exact(6)) {
            if self.rk((row, column), rk)?.is_none() {
                return Ok(None);
            }
        }
        Ok(Some(()))
    }

    fn shared_string(&mut self, data: &[u8]) -> Result<Option<()>> {
        let (Some(at), Some(style), Some(index)) = (cell(data), style(data), u32_at(data, 6)) else {
            return Ok(None);
        };
        let text = usize::try_from(index).ok().and_then(|index| self.shared.strings.get(index));
        text.map(|text| self.cells.rich(at, style, text)).transpose()
    }

    fn label(&mut self, record: Record<'_>) -> Result<Option<()>> {
        let (Some(at), Some(style)) = (cell(record.data), style(record.data)) else { return Ok(None) };
        let mut pieces = record.pieces();
        let text = pieces.skip(6).and_then(|()| pieces.rich_string(2, self.shared.code_page));
        let Some((text, runs)) = text else { return Ok(None) };
        let text = self.shared.fonts.rich_text(text, &runs);
        self.cells.rich(at, style, &text).map(Some)
    }

    fn boolean_or_error(&mut self, data: &[u8]) -> Result<Option<()>> {
        let (Some(at), Some(style), Some(&[value, is_error])) =
            (cell(data), style(data), data.get(6..).and_then(<[u8]>::first_chunk))
        else {
            return Ok(None);
        };
        let cells = &mut self.cells;
        if is_error == 0 { cells.boolean(at, style, value) } else { cells.error(at, style, value) }.map(Some)
    }

    fn formula(&mut self, data: &[u8]) -> Result<Option<()>> {
        let (Some(at), Some(style)) = (cell(data), style(data)) else { return Ok(None) };
        let Some(&value) = data.get(6..).and_then(<[u8]>::first_chunk::<8>) else { return Ok(None) };
        self.awaiting = None;
        let stored = match value {
            [0, 0, 0, 0, 0, 0, 0, 0] => StoredResult::Zero,
            [3, .., 0xff, 0xff] => StoredResult::Blank,
            _ => StoredResult::Other,
        };
        let is_unicode = self.shared.code_page.is_none();
        let text = || {
            let length = usize::from(u16_at(data, 20)?);
            let tokens = data.get(22..)?.get(..length).filter(|_| is_unicode)?;
            biff_formulas::text(tokens, References::Narrow)
        };
        if self.cells.formula(at, style, stored, text)? {
            return Ok(Some(()));
        }
        let [kind, _, code, .., 0xff, 0xff] = value else {
            return self.cells.number(at, style, value).map(Some);
        };
        match kind {
            0 => self.awaiting = Some((at, style)),
            1 => self.cells.boolean(at, style, code)?,
            2 => self.cells.error(at, style, code)?,
            _ => {}
        }
        Ok(Some(()))
    }

    fn formula_string(&mut self, record: Record<'_>) -> Result<Option<()>> {
        let Some((at, style)) = self.awaiting.take() else { return Ok(Some(())) };
        let Some(text) = record.pieces().string(2, self.shared.code_page) else { return Ok(None) };
        self.cells.rich(at, style, &RichText::plain(text)).map(Some)
    }

    fn blanks(&mut self, data: &[u8]) -> Option<()> {
        let (row, _) = cell(data)?;
        let last = u16_at(data, data.len().checked_sub(2)?)?;
        self.cells.sheet.draw(row, u32::from(last) + 1);
        Some(())
    }

    fn merges(&mut self, data: &[u8]) -> Result<Option<()>> {
        let Some(areas) = data.get(2..) else { return Ok(None) };
        let count = u16_at(data, 0).map_or(0, usize::from);
        for area in areas.chunks_exact(8).take(count) {
            let at = |offset| u16_at(area, offset).map_or(1, |n| u32::from(n) + 1);
            self.cells.sheet.merge(Area::new((at(0), at(4)), (at(2), at(6))), self.cells.budget)?;
        }
        Ok(Some(()))
    }

    fn row(&mut self, data: &[u8]) -> Option<()> {
        // Heights are in twentieths of a point; the highest bit says that it is that of the sheet.
        let height = u16_at(data, 6)?;
        let is_flat = height & 0x8000 == 0 && height < 40;
        if is_flat || u16_at(data, 12)? & 0x20 != 0 {
            self.cells.sheet.hidden_rows.insert(u32::from(u16_at(data, 0)?) + 1);
        }
        Some(())
    }

    fn columns(&mut self, data: &[u8]) -> Option<()> {
        if u16_at(data, 8)? & 1 != 0 || u16_at(data, 4)? == 0 {
            let column = |at| u16_at(data, at).map(|column| u32::from(column) + 1);
            self.cells.sheet.hide_columns(column(0)?, column(2)?);
        }
        Some(())
    }
}

fn cell(data: &[u8]) -> Option<CellAt> {
    Some((u32::from(u16_at(data, 0)?) + 1, u32::from(u16_at(data, 2)?) + 1))
}

/// The number of a cell's style.
fn style(data: &[u8]) -> Option<usize> {
    u16_at(data, 4).map(usize::from)
}
