//! A worksheet of an `.xlsb`: a record for each row and each cell in it, then its merged areas.

use super::Shared;
use super::records::{Fields, Record, Records, kind};
use super::strings;
use super::styles::UNSEEN_HEIGHT;
use crate::model::error::Result;
use crate::model::place::column_letters;
use crate::readers::spreadsheet::looks::RichText;
use crate::readers::spreadsheet::notes::Notes;
use crate::readers::spreadsheet::sheet::{Area, MAX_COLUMN, MAX_ROW, Sheet};
use crate::readers::spreadsheet::workbooks::biff::{CellAt, CellWriter, StoredResult};
use crate::readers::spreadsheet::workbooks::biff_formulas::{self, References};
use crate::readers::spreadsheet::workbooks::page_margins;
use crate::readers::spreadsheet::{Budget, formulas};

/// A reader of one sheet's records.
#[derive(Debug)]
struct SheetReader<'a, 'b> {
    cells: CellWriter<'a, 'b>,
    shared: &'a Shared,
    /// Rows and cells are nowhere else than among the data.
    is_in_data: bool,
    row: u32,
    /// The column of the last cell of the row; 0 before the first.
    column: u32,
    /// The areas of the conditional format whose rules follow.
    areas: String,
}

/// Reads the part into `sheet`.
pub fn read(
    records: &mut Records<'_>,
    sheet: &mut Sheet,
    shared: &Shared,
    notes: &mut Notes,
    budget: &mut Budget<'_>,
) -> Result<()> {
    let cells = CellWriter::new(sheet, (notes, budget), &shared.styles.cells, shared.from_1904);
    let cells = cells.computing_later(shared.computes_later);
    let mut reader =
        SheetReader { cells, shared, is_in_data: false, row: 0, column: 0, areas: String::new() };
    loop {
        match records.next()? {
            None => return Err(records.damaged("its end is missing")),
            Some(record) if record.kind == kind::END_SHEET => break,
            Some(record) => {
                let read = reader.record(record)?;
                records.whole(record.kind, read)?;
            }
        }
    }
    formulas::compute(sheet, notes, budget)
}

impl SheetReader<'_, '_> {
    /// `None` when the record is too short for what it says, or names what there is not.
    fn record(&mut self, record: Record<'_>) -> Result<Option<()>> {
        let mut fields = record.fields;
        match record.kind {
            kind::BEGIN_DATA | kind::END_DATA => {
                self.is_in_data = record.kind == kind::BEGIN_DATA;
                Ok(Some(()))
            }
            kind::ROW if self.is_in_data => Ok(self.start_row(&mut fields)),
            kind::BLANK..=kind::SHORT_SHARED_TEXT | kind::RICH_TEXT if self.is_in_data => {
                self.cell(record.kind, &mut fields)
            }
            kind::COLUMNS => Ok(self.columns(&mut fields)),
            kind::MERGED => match area(&mut fields) {
                Some(area) => self.cells.sheet.merge(area, self.cells.budget).map(Some),
                None => Ok(None),
            },
            kind::HEADER_FOOTER => Ok(self.header_footer(&mut fields)),
            kind::CONDITIONAL => {
                fields.take(12); // how many rules, of which kind, on how many areas
                self.areas = areas(&mut fields);
                Ok(Some(()))
            }
            kind::CONDITIONAL_RULE => Ok(self.conditional_rule(&mut fields)),
            _ => Ok(Some(())),
        }
    }

    fn start_row(&mut self, fields: &mut Fields<'_>) -> Option<()> {
        const IS_HIDDEN: u8 = 0x10;
        const HAS_OWN_HEIGHT: u8 = 0x20;
        self.row = fields.u32()?.checked_add(1).filter(|row| *row <= MAX_ROW)?;
        self.column = 0;
        fields.u32()?; // its style
        let height = fields.u16()?;
        fields.byte()?;
        let flags = fields.byte()?;
        if flags & IS_HIDDEN != 0 || (flags & HAS_OWN_HEIGHT != 0 && height < UNSEEN_HEIGHT) {
            self.cells.sheet.hidden_rows.insert(self.row);
        }
        Some(())
    }

    fn cell(&mut self, record: u32, fields: &mut Fields<'_>) -> Result<Option<()>> {
        let is_short = (kind::SHORT_BLANK..=kind::SHORT_SHARED_TEXT).contains(&record);
        let record = if is_short { record - kind::SHORT_BLANK + kind::BLANK } else { record };
        let Some((at, style)) = self.start_cell(is_short, fields) else { return Ok(None) };
        let cells = &mut self.cells;
        cells.draw(at);
        let written = match record {
            kind::BLANK => Some(Ok(())),
            kind::RK => fields.u32().map(|rk| cells.rk(at, style, rk)),
            kind::ERROR => fields.byte().map(|code| cells.error(at, style, code)),
            kind::BOOLEAN => fields.byte().map(|value| cells.boolean(at, style, value)),
            kind::REAL => fields.eight().map(|number| cells.number(at, style, number)),
            kind::TEXT => fields.text().map(|text| cells.rich(at, style, &RichText::plain(text))),
            kind::SHARED_TEXT => {
                let index = fields.u32().and_then(|index| usize::try_from(index).ok());
                let text = index.and_then(|index| self.shared.strings.get(index));
                text.map(|text| cells.rich(at, style, text))
            }
            kind::RICH_TEXT => {
                let text = strings::rich(fields, &self.shared.styles);
                text.map(|text| cells.rich(at, style, &text))
            }
            _ => return self.formula(record, at, style, fields),
        };
        written.transpose()
    }

    /// Where a cell is and the number of its style.
    fn start_cell(&mut self, is_short: bool, fields: &mut Fields<'_>) -> Option<(CellAt, usize)> {
        const STYLE: u32 = 0x00ff_ffff;
        let last = if is_short { self.column } else { fields.u32()? };
        self.column = last.checked_add(1).filter(|column| *column <= MAX_COLUMN && self.row > 0)?;
        let style = usize::try_from(fields.u32()? & STYLE).ok()?;
        Some(((self.row, self.column), style))
    }

    /// A cell with a formula, whose result comes first.
    fn formula(
        &mut self,
        record: u32,
        at: CellAt,
        style: usize,
        fields: &mut Fields<'_>,
    ) -> Result<Option<()>> {
        let Some(result) = FormulaResult::read(record, fields) else { return Ok(None) };
        let cells = &mut self.cells;
        let text = || {
            fields.u16()?; // when it is computed
            biff_formulas::text(fields.formula()?, References::Wide)
        };
        if cells.formula(at, style, result.stored(), text)? {
            return Ok(Some(()));
        }
        match result {
            FormulaResult::Number(number) => cells.number(at, style, number),
            FormulaResult::Text(text) => cells.rich(at, style, &RichText::plain(text)),
            FormulaResult::Boolean(value) => cells.boolean(at, style, value),
            FormulaResult::Error(code) => cells.error(at, style, code),
        }
        .map(Some)
    }

    fn columns(&mut self, fields: &mut Fields<'_>) -> Option<()> {
        /// In parts of a character's width of which there are 256.
        const UNSEEN_WIDTH: u32 = 256;
        let (first, last) = (fields.u32()?.checked_add(1)?, fields.u32()?.checked_add(1)?);
        let (width, _style, flags) = (fields.u32()?, fields.u32()?, fields.u16()?);
        if flags & 1 != 0 || width < UNSEEN_WIDTH {
            self.cells.sheet.hide_columns(first, last);
        }
        Some(())
    }

    /// Flags, then header and footer of all or odd pages, of even ones, and of the first.
    fn header_footer(&mut self, fields: &mut Fields<'_>) -> Option<()> {
        let flags = fields.u16()?;
        let (has_even, has_first) = (flags & 1 != 0, flags & 2 != 0);
        for is_used in [true, true, has_even, has_even, has_first, has_first] {
            let codes = fields.optional_text()?;
            if is_used {
                self.cells.sheet.margins.extend(page_margins::lines(&codes));
            }
        }
        Some(())
    }

    fn conditional_rule(&mut self, fields: &mut Fields<'_>) -> Option<()> {
        fields.take(8)?; // what it compares
        let format = usize::try_from(fields.u32()?).ok();
        if format.and_then(|format| self.shared.styles.conditional.get(format)) == Some(&true) {
            self.cells.notes.note_conditional(self.cells.sheet, &self.areas);
        }
        Some(())
    }
}

/// What a formula gave when the file was saved.
#[derive(Debug)]
enum FormulaResult {
    Number([u8; 8]),
    Text(String),
    Boolean(u8),
    Error(u8),
}

impl FormulaResult {
    fn read(record: u32, fields: &mut Fields<'_>) -> Option<Self> {
        Some(match record {
            kind::NUMBER_FORMULA => Self::Number(fields.eight()?),
            kind::TEXT_FORMULA => Self::Text(fields.text()?),
            kind::BOOLEAN_FORMULA => Self::Boolean(fields.byte()?),
            kind::ERROR_FORMULA => Self::Error(fields.byte()?),
            _ => return None,
        })
    }

    fn stored(&self) -> StoredResult {
        match self {
            Self::Number([0, 0, 0, 0, 0, 0, 0, 0]) => StoredResult::Zero,
            Self::Text(text) if text.is_empty() => StoredResult::EmptyText,
            _ => StoredResult::Other,
        }
    }
}

fn area(fields: &mut Fields<'_>) -> Option<Area> {
    let [top, bottom, left, right] = fields.area()?;
    let is_inside = top.max(bottom) <= MAX_ROW && left.max(right) <= MAX_COLUMN;
    is_inside.then(|| Area::new((top, left), (bottom, right)))
}

/// Areas as an `.xlsx` names them: `B2:D9 F1`.
fn areas(fields: &mut Fields<'_>) -> String {
    let mut all = Vec::new();
    while let Some(Area { top, left, bottom, right }) = area(fields) {
        let first = format!("{}{top}", column_letters(left));
        all.push(if (top, left) == (bottom, right) {
            first
        } else {
            format!("{first}:{}{bottom}", column_letters(right))
        });
    }
    all.join(" ")
}
