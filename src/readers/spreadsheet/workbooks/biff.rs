//! What the two binary formats of Excel have in common, BIFF 8 (`.xls`) and BIFF 12 (`.xlsb`): values of cells, and
//! texts with runs of fonts.

use std::borrow::Cow;

use super::Budget;
use super::formulas::Formula;
use super::looks::{CellStyle, Font, RichText};
use super::notes::Notes;
use super::numbers::{self, NumberText};
use super::sheet::Sheet;
use crate::model::error::Result;
use crate::readers::appearance::ShownText;

/// Row and column of a cell, from 1.
pub type CellAt = (u32, u32);

/// What a file stores as the result of a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoredResult {
    Blank,
    Zero,
    EmptyText,
    Other,
}

/// Puts values in the cells of a sheet.
#[derive(Debug)]
pub struct CellWriter<'a, 'b> {
    pub sheet: &'a mut Sheet,
    pub notes: &'a mut Notes,
    pub budget: &'a mut Budget<'b>,
    /// By the style number of a cell.
    styles: Cow<'a, [CellStyle]>,
    /// The style of a cell that names none.
    general: CellStyle,
    from_1904: bool,
    /// Results of 0 are left to the program that opens the file.
    computes_later: bool,
}

impl<'a, 'b> CellWriter<'a, 'b> {
    pub fn new(
        sheet: &'a mut Sheet,
        (notes, budget): (&'a mut Notes, &'a mut Budget<'b>),
        styles: &'a [CellStyle],
        from_1904: bool,
    ) -> Self {
        let styles = if sheet.has_plain_fills {
            Cow::Borrowed(styles)
        } else {
            styles.iter().map(|style| CellStyle { fill: None, ..style.clone() }).collect()
        };
        let general = CellStyle::default();
        Self { sheet, notes, budget, styles, general, from_1904, computes_later: false }
    }

    /// For a file that leaves the results of formulas to the program that opens it.
    pub fn computing_later(self, computes_later: bool) -> Self {
        Self { computes_later, ..self }
    }

    /// A cell that is drawn, be it blank.
    pub fn draw(&mut self, at: CellAt) {
        self.sheet.draw(at.0, at.1);
    }

    pub fn plain(&mut self, at: CellAt, style: usize, text: &str) -> Result<()> {
        let shown = self.style(style).show_plain(text);
        self.put(at, shown)
    }

    pub fn rich(&mut self, at: CellAt, style: usize, text: &RichText) -> Result<()> {
        let shown = self.style(style).show(text);
        if shown.text.starts_with(char::is_numeric) {
            self.sheet.other_than_stored.insert(at);
        }
        self.put(at, shown)
    }

    /// A number of eight bytes.
    pub fn number(&mut self, at: CellAt, style: usize, bytes: [u8; 8]) -> Result<()> {
        let shown = numbers::from_bytes(bytes, &self.style(style).format, self.from_1904);
        self.put_number(at, style, &shown)
    }

    /// A packed number.
    pub fn rk(&mut self, at: CellAt, style: usize, rk: u32) -> Result<()> {
        let shown = numbers::from_rk(rk, &self.style(style).format, self.from_1904);
        self.put_number(at, style, &shown)
    }

    pub fn boolean(&mut self, at: CellAt, style: usize, value: u8) -> Result<()> {
        self.plain(at, style, if value == 0 { "FALSE" } else { "TRUE" })
    }

    pub fn error(&mut self, at: CellAt, style: usize, code: u8) -> Result<()> {
        let name = match code {
            0x00 => "#NULL!",
            0x07 => "#DIV/0!",
            0x0f => "#VALUE!",
            0x17 => "#REF!",
            0x1d => "#NAME?",
            0x24 => "#NUM!",
            _ => "#N/A",
        };
        self.plain(at, style, name)
    }

    /// Keeps a formula whose stored result does not count, be it that the formulas are wanted; whether it does so.
    pub fn formula(
        &mut self,
        at: CellAt,
        style: usize,
        stored: StoredResult,
        text: impl FnOnce() -> Option<String>,
    ) -> Result<bool> {
        self.sheet.stores_results |= stored == StoredResult::Other;
        let keeps_all = self.budget.keeps_formulas;
        if matches!(stored, StoredResult::EmptyText | StoredResult::Other) && !keeps_all {
            return Ok(false);
        }
        let is_zero = stored == StoredResult::Zero && !keeps_all;
        let text = match text() {
            Some(text) => text,
            None if keeps_all => String::new(),
            // A formula that is not understood and not computed either.
            None if is_zero && self.computes_later => "…".to_owned(),
            None => return Ok(false),
        };
        self.draw(at);
        self.budget.spend_cells(1)?;
        let formula = Formula {
            is_zero_stored: is_zero && !self.computes_later,
            is_zero_doubtful: is_zero && self.computes_later,
            ..Formula::new(text, self.style(style).clone())
        };
        self.sheet.formulas.insert(at, formula);
        Ok(true)
    }

    fn style(&self, number: usize) -> &CellStyle {
        self.styles.get(number).unwrap_or(&self.general)
    }

    fn put_number(&mut self, at: CellAt, style: usize, shown: &NumberText) -> Result<()> {
        self.notes.note_number(self.sheet, at, shown);
        if shown.doubt.is_some() {
            self.sheet.other_than_stored.insert(at);
        }
        self.plain(at, style, &shown.text)
    }

    fn put(&mut self, at: CellAt, shown: ShownText) -> Result<()> {
        if !shown.unseen.is_empty() {
            self.sheet.other_than_stored.insert(at);
        }
        self.draw(at);
        let text = self.notes.keep_shown(self.sheet, at, shown);
        self.sheet.put(at.0, at.1, &text, self.budget)
    }
}

/// From a byte of a text on, its font has this number.
pub type FontRun = (usize, u16);

/// Runs that begin at UTF-16 units as runs that begin at bytes.
pub fn font_runs(units: &[u16], runs: &[(u16, u16)]) -> Vec<FontRun> {
    let mut at = 0;
    let mut bytes = 0;
    let mut all = Vec::with_capacity(runs.len());
    for (start, font) in runs {
        let start = usize::from(*start).clamp(at, units.len());
        bytes += String::from_utf16_lossy(units.get(at..start).unwrap_or_default()).len();
        at = start;
        all.push((bytes, *font));
    }
    all
}

/// A text whose runs have fonts of their own; what is before the first run has that of its cell.
pub fn rich_text(text: String, runs: &[FontRun], font: impl Fn(u16) -> Font) -> RichText {
    let Some((first, _)) = runs.first() else { return RichText::plain(text) };
    let mut rich = RichText::default();
    rich.push(text.get(..*first).unwrap_or_default(), None);
    let ends = runs.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    for ((start, number), end) in runs.iter().zip(ends) {
        rich.push(text.get(*start..end).unwrap_or_default(), Some(font(*number)));
    }
    rich
}
