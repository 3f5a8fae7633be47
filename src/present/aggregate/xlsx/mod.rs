//! The sums as a workbook: what to do next, the missing bodies, the official tables with every figure a formula over the sheet 明细, which has one
//! body a row; findings and charts.
//!
//! A column of 明细 says whether a report counts, and every formula uses it: changing it changes all
//! sums. A formula is written only where a spreadsheet's binary fractions give the exact sum, see
//! `grid::Column::is_exact`; elsewhere the exact sum is written as text, as in our other workbooks.

mod charts;
mod detail;
mod format;
mod grid;
mod heads;
mod imbalance;
mod lists;
mod next;
mod sections;
mod totals;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use self::grid::Grid;
use super::Collection;
use crate::model::error::Error;
use crate::model::language::{Message, Text};
use crate::present::check::xlsx::list;

type Result<T> = std::result::Result<T, XlsxError>;

const A4: u8 = 9;

/// The workbook's bytes, the same for the same reports.
///
/// # Errors
/// When there are more reports or findings than a sheet has rows.
pub fn render(collection: &Collection) -> std::result::Result<Vec<u8>, Error> {
    workbook(collection).map_err(|error| Error::Unwritable {
        format: "xlsx",
        what: Message::new(error.to_string(), error.to_string()),
    })
}

fn workbook(collection: &Collection) -> Result<Vec<u8>> {
    const FINDINGS: Text = Text::new("问题", "Findings");
    const LISTS: Text = Text::new("缺报与重报", "Missing and duplicate");
    const NEXT: Text = Text::new("下一步", "What next");
    const CHARTS: Text = Text::new("图表", "Charts");
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook
        .set_properties(&DocProperties::new().set_creation_datetime(&created).set_title(&collection.title));
    let grid = Grid::of(&collection.summary);
    let language = collection.language;
    let totals = totals::sheets(collection, &grid)?;
    // The charts are those of the disclosure report.
    let received = &collection.summary.received;
    let has_charts = received.is_empty() || received.iter().any(|one| one.edition.disclosure.is_some());
    let charts = has_charts.then(|| charts::sheet(collection, &grid, &totals)).transpose()?;
    add(&mut workbook, NEXT.get(language), next::sheet(collection)?)?;
    add(&mut workbook, LISTS.get(language), lists::sheet(collection)?)?;
    for total in totals {
        for (name, reference) in &total.names {
            workbook.define_name(name.as_str(), reference)?;
        }
        add(&mut workbook, &total.name, total.sheet)?;
    }
    add(&mut workbook, grid::SHEET, detail::sheet(collection, &grid)?)?;
    add(&mut workbook, FINDINGS.get(language), list::findings(&collection.entries, false, language)?)?;
    if let Some(charts) = charts {
        add(&mut workbook, CHARTS.get(language), charts)?;
        // A chart must not be split over two pages.
        workbook.worksheet_from_name(CHARTS.get(language))?.set_print_fit_to_pages(1, 1);
    }
    workbook.save_to_buffer()
}

/// Adds a sheet that prints one page wide.
fn add(workbook: &mut Workbook, name: &str, mut sheet: Worksheet) -> Result<()> {
    sheet.set_name(name)?.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_print_center_horizontally(true);
    sheet.set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.3).set_footer("&C— &P —");
    workbook.push_worksheet(sheet);
    Ok(())
}
