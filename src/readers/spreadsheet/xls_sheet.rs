//! A worksheet of an `.xls`: one record a cell, or one for several.

use super::Budget;
use super::formulas::{self, Formula};
use super::looks::{CellStyle, RichText};
use super::notes::Notes;
use super::numbers::{self, NumberText};
use super::page_margins;
use super::sheet::{Area, Sheet};
use super::xls::{BOF, EOF, Record, Records, Shared, damaged};
use super::xls_formulas;
use super::xls_notes::Objects;
use crate::model::error::Result;
use crate::readers::appearance::ShownText;
use crate::readers::compound::{u16_at, u32_at};

/// A reader of one sheet's records.
#[derive(Debug)]
struct SheetReader<'a, 'b> {
    sheet: &'a mut Sheet,
    shared: &'a Shared,
    notes: &'a mut Notes,
    budget: &'a mut Budget<'b>,
    /// The cell and style of the formula whose string comes in a record of its own.
    awaiting: Option<((u32, u32), u16)>,
    /// The style of a cell that names none.
    general: CellStyle,
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
    let mut reader = SheetReader {
        sheet,
        shared,
        notes,
        budget,
        awaiting: None,
        general: CellStyle::default(),
        objects: Objects::default(),
    };
    // A chart in the sheet is a stream within the stream, with records that look like cells.
    let mut depth = 0usize;
    let mut steps = 0;
    loop {
        reader.budget.limits.clock.step(&mut steps)?;
        let record = records.next()?;
        match record.kind {
            BOF => depth += 1,
            EOF if depth <= 1 => {
                reader.objects.note(reader.sheet, reader.notes);
                return formulas::compute(reader.sheet, reader.notes, reader.budget);
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
            0x0201 => Ok(cell(data).map(|(row, column)| self.sheet.draw(row, column))),
            0x00be => Ok(self.blanks(data)),
            0x00e5 => self.merges(data),
            0x0014 | 0x0015 => {
                let code_page = self.shared.code_page;
                let codes = record.pieces().string(if code_page.is_some() { 1 } else { 2 }, code_page);
                self.sheet.margins.extend(codes.iter().flat_map(|codes| page_margins::lines(codes)));
                Ok(Some(()))
            }
            0x0208 => Ok(self.row(data)),
            0x007d => Ok(self.columns(data)),
            0x005d => {
                self.objects.object(data, self.notes);
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

    fn put(&mut self, at: (u32, u32), shown: ShownText) -> Result<Option<()>> {
        if !shown.unseen.is_empty() {
            self.sheet.other_than_stored.insert(at);
        }
        self.sheet.draw(at.0, at.1);
        let text = self.notes.keep_shown(self.sheet, at, shown);
        self.sheet.put(at.0, at.1, &text, self.budget).map(Some)
    }

    fn put_plain(&mut self, at: (u32, u32), xf: u16, text: &str) -> Result<Option<()>> {
        let shown = self.style(xf).show_plain(text);
        self.put(at, shown)
    }

    fn put_rich(&mut self, at: (u32, u32), xf: u16, text: &RichText) -> Result<Option<()>> {
        let shown = self.style(xf).show(text);
        if shown.text.starts_with(char::is_numeric) {
            self.sheet.other_than_stored.insert(at);
        }
        self.put(at, shown)
    }

    fn put_number(&mut self, at: (u32, u32), xf: u16, shown: &NumberText) -> Result<Option<()>> {
        self.notes.note_number(self.sheet, at, shown);
        if shown.doubt.is_some() {
            self.sheet.other_than_stored.insert(at);
        }
        self.put_plain(at, xf, &shown.text)
    }

    fn style(&self, xf: u16) -> &CellStyle {
        self.shared.styles.get(usize::from(xf)).unwrap_or(&self.general)
    }

    fn number(&mut self, data: &[u8]) -> Result<Option<()>> {
        let (Some(at), Some(xf)) = (cell(data), u16_at(data, 4)) else { return Ok(None) };
        let Some(value) = data.get(6..).and_then(<[u8]>::first_chunk) else { return Ok(None) };
        let shown = numbers::from_bytes(*value, &self.style(xf).format, self.shared.from_1904);
        self.put_number(at, xf, &shown)
    }

    fn rk(&mut self, at: (u32, u32), xf_and_rk: &[u8]) -> Result<Option<()>> {
        let (Some(xf), Some(rk)) = (u16_at(xf_and_rk, 0), u32_at(xf_and_rk, 2)) else { return Ok(None) };
        let shown = numbers::from_rk(rk, &self.style(xf).format, self.shared.from_1904);
        self.put_number(at, xf, &shown)
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
        let (Some(at), Some(xf), Some(index)) = (cell(data), u16_at(data, 4), u32_at(data, 6)) else {
            return Ok(None);
        };
        let shared = self.shared;
        let text = usize::try_from(index).ok().and_then(|index| shared.strings.get(index));
        let Some(text) = text else { return Ok(None) };
        self.put_rich(at, xf, text)
    }

    fn label(&mut self, record: Record<'_>) -> Result<Option<()>> {
        let (Some(at), Some(xf)) = (cell(record.data), u16_at(record.data, 4)) else { return Ok(None) };
        let mut pieces = record.pieces();
        let text = pieces.skip(6).and_then(|()| pieces.rich_string(2, self.shared.code_page));
        let Some((text, runs)) = text else { return Ok(None) };
        let text = self.shared.fonts.rich_text(text, &runs);
        self.put_rich(at, xf, &text)
    }

    fn boolean_or_error(&mut self, data: &[u8]) -> Result<Option<()>> {
        let (Some(at), Some(xf), Some(&[value, is_error])) =
            (cell(data), u16_at(data, 4), data.get(6..).and_then(<[u8]>::first_chunk))
        else {
            return Ok(None);
        };
        self.put_plain(at, xf, if is_error == 0 { boolean(value) } else { error(value) })
    }

    fn formula(&mut self, data: &[u8]) -> Result<Option<()>> {
        let (Some(at), Some(xf)) = (cell(data), u16_at(data, 4)) else { return Ok(None) };
        let Some(&value) = data.get(6..).and_then(<[u8]>::first_chunk::<8>) else { return Ok(None) };
        self.awaiting = None;
        if self.budget.keeps_formulas {
            self.sheet.draw(at.0, at.1);
            self.budget.spend_cells(1)?;
            let text = xls_formulas::text(data).filter(|_| self.shared.code_page.is_none());
            let formula = Formula::new(text.unwrap_or_default(), self.style(xf).clone());
            self.sheet.formulas.insert(at, formula);
            return Ok(Some(()));
        }
        let is_zero = value == [0; 8];
        let is_blank = matches!(value, [3, .., 0xff, 0xff]);
        if (is_zero || is_blank)
            && self.shared.code_page.is_none()
            && let Some(text) = xls_formulas::text(data)
        {
            self.sheet.draw(at.0, at.1);
            self.budget.spend_cells(1)?;
            let style = self.style(xf).clone();
            let formula = Formula { is_zero_stored: is_zero, ..Formula::new(text, style) };
            self.sheet.formulas.insert(at, formula);
            return Ok(Some(()));
        }
        let [kind, _, code, .., 0xff, 0xff] = value else {
            let shown = numbers::from_bytes(value, &self.style(xf).format, self.shared.from_1904);
            return self.put_number(at, xf, &shown);
        };
        match kind {
            0 => {
                self.awaiting = Some((at, xf));
                Ok(Some(()))
            }
            1 => self.put_plain(at, xf, boolean(code)),
            2 => self.put_plain(at, xf, error(code)),
            _ => Ok(Some(())),
        }
    }

    fn formula_string(&mut self, record: Record<'_>) -> Result<Option<()>> {
        let Some((at, xf)) = self.awaiting.take() else { return Ok(Some(())) };
        let Some(text) = record.pieces().string(2, self.shared.code_page) else { return Ok(None) };
        self.put_rich(at, xf, &RichText::plain(text))
    }

    fn blanks(&mut self, data: &[u8]) -> Option<()> {
        let (row, _) = cell(data)?;
        let last = u16_at(data, data.len().checked_sub(2)?)?;
        self.sheet.draw(row, u32::from(last) + 1);
        Some(())
    }

    fn merges(&mut self, data: &[u8]) -> Result<Option<()>> {
        let Some(areas) = data.get(2..) else { return Ok(None) };
        let count = u16_at(data, 0).map_or(0, usize::from);
        for area in areas.chunks_exact(8).take(count) {
            let at = |offset| u16_at(area, offset).map_or(1, |n| u32::from(n) + 1);
            self.sheet.merge(Area::new((at(0), at(4)), (at(2), at(6))), self.budget)?;
        }
        Ok(Some(()))
    }

    fn row(&mut self, data: &[u8]) -> Option<()> {
        // Heights are in twentieths of a point; the highest bit says that it is that of the sheet.
        let height = u16_at(data, 6)?;
        let is_flat = height & 0x8000 == 0 && height < 40;
        if is_flat || u16_at(data, 12)? & 0x20 != 0 {
            self.sheet.hidden_rows.insert(u32::from(u16_at(data, 0)?) + 1);
        }
        Some(())
    }

    fn columns(&mut self, data: &[u8]) -> Option<()> {
        if u16_at(data, 8)? & 1 != 0 || u16_at(data, 4)? == 0 {
            let column = |at| u16_at(data, at).map(|column| u32::from(column) + 1);
            self.sheet.hide_columns(column(0)?, column(2)?);
        }
        Some(())
    }
}

/// Row and column from 1.
fn cell(data: &[u8]) -> Option<(u32, u32)> {
    Some((u32::from(u16_at(data, 0)?) + 1, u32::from(u16_at(data, 2)?) + 1))
}

fn boolean(value: u8) -> &'static str {
    if value == 0 { "FALSE" } else { "TRUE" }
}

fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}
