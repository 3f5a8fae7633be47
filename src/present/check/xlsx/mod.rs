//! Findings as a workbook: who has to do what, a list of the findings to filter, and each report's tables as
//! the form lays them out, with the cells that have findings framed and numbered and the messages beside them.
//!
//! Figures stay numbers; the number of a note is part of their number format. All other content is written as
//! text, so that nothing becomes a formula.

mod form;
pub(crate) mod format;
pub(crate) mod list;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::{Entry, title};
use crate::model::error::Error;
use crate::model::language::{Language, Message, Text};

/// Maximum number of files for which the workbook has sheets with tables: more would be impossible to navigate.
pub(in crate::present) const MOST_SHEETS: usize = 12;
/// Characters (UTF-16 units) that Excel allows in a sheet's name.
const NAME_LIMIT: usize = 31;
/// Maximum number of characters written to a cell; Excel allows 32,767 UTF-16 units.
const CELL_LIMIT: usize = 10_000;
/// Excel's limit on the height of a row, in points.
const MAX_HEIGHT: u32 = 400;
const A4: u8 = 9;

/// The workbook's bytes, the same for the same findings.
///
/// # Errors
/// When there are more findings than a sheet has rows.
pub fn render(entries: &[Entry], language: Language) -> Result<Vec<u8>, Error> {
    workbook(entries, language).map_err(|error| Error::Unwritable {
        format: "xlsx",
        what: Message::new(error.to_string(), error.to_string()),
    })
}

fn workbook(entries: &[Entry], language: Language) -> Result<Vec<u8>, XlsxError> {
    const LIST: Text = Text::new("问题清单", "Findings");
    const TASKS: Text = Text::new("先做什么", "What to do first");
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties =
        DocProperties::new().set_creation_datetime(&created).set_title(title(entries).get(language));
    workbook.set_properties(&properties);
    let names = sheet_names(entries);
    let mut add = |name: &str, mut sheet: Worksheet| -> Result<(), XlsxError> {
        sheet.set_name(name)?.set_paper_size(A4).set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_footer("&C&P / &N");
        workbook.push_worksheet(sheet);
        Ok(())
    };
    add(TASKS.get(language), list::tasks(entries, names.as_deref(), language)?)?;
    add(LIST.get(language), list::findings(entries, names.is_none(), language)?)?;
    for (entry, name) in entries.iter().zip(names.iter().flatten()) {
        if let Some(name) = name {
            add(name, form::sheet(entry, language)?)?;
        }
    }
    workbook.save_to_buffer()
}

/// For each file the name of the sheet with its tables, if it has findings and tables; `None` when
/// there would be too many.
fn sheet_names(entries: &[Entry]) -> Option<Vec<Option<String>>> {
    let has_sheet = |entry: &Entry| !entry.findings.is_empty() && !entry.tables().is_empty();
    if entries.iter().filter(|entry| has_sheet(entry)).count() > MOST_SHEETS {
        return None;
    }
    let name = |(number, entry): (usize, &Entry)| has_sheet(entry).then(|| sheet_name(number, entry));
    Some((1..).zip(entries).map(name).collect())
}

/// `3 甲镇人民政府`: the number makes names unique and keeps sheets in the order of the list.
fn sheet_name(number: usize, entry: &Entry) -> String {
    let is_legal =
        |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') && !c.is_control();
    let name = entry.organization().unwrap_or(&entry.file);
    let name: String = format!("{number} {name}").chars().filter(is_legal).collect();
    let mut units = 0;
    let kept = name.chars().take_while(|c| {
        units += c.len_utf16();
        units <= NAME_LIMIT
    });
    kept.collect::<String>().trim().to_owned()
}

/// Text that a cell can hold: without control characters, of a length that can be read.
pub(crate) fn fit(text: &str) -> String {
    let allowed: String = text.chars().filter(|c| crate::model::text::is_allowed(*c)).collect();
    super::wording::start(&allowed, CELL_LIMIT)
}

/// Points that a wrapped text needs: a character of width is about 5 points, as half of a hanzi is.
/// Office programs fit only rows without merged cells, and LibreOffice not even those.
pub(crate) fn text_height(text: &str, width: u32) -> u32 {
    let capacity = usize::try_from(width).unwrap_or(1).saturating_sub(1).max(2);
    let lines: usize = text.split('\n').map(|line| line.width().div_ceil(capacity).max(1)).sum();
    u32::try_from(lines).unwrap_or(MAX_HEIGHT).saturating_mul(14).saturating_add(4).min(MAX_HEIGHT)
}

#[cfg(test)]
mod tests;
