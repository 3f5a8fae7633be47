//! Lays a table out on a sheet: merged areas, borders, figures as numbers where that is exact.

use std::collections::BTreeMap;

use rust_xlsxwriter::{FormatAlign, Formula, IgnoreError, Note, Worksheet, XlsxError};

use super::area::Area;
use super::figures::{Content, Figures, Sums};
use super::format::{self, TABLE_POINTS};
use super::general;
use super::number;
use super::size::{self, MAX_HEIGHT};
#[cfg(feature = "results")]
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::document::{Cell, CellRole, Table, TableRole};

type Result<T> = std::result::Result<T, XlsxError>;

/// Width of an upright A4 page in characters.
pub const PAGE_WIDTH: u32 = 90;
/// Start of our own notes, which are not part of the report.
const NOTE_MARK: &str = "〔repconv〕";
/// Maximum number of grid cells of a table: each takes memory, merged or not.
const MAX_SIZE: u64 = 2_000_000;

/// A cell with the area it takes on the sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<'t> {
    pub(super) cell: &'t Cell,
    pub(super) area: Area,
}

/// Writes a table onto a sheet of its own. Returns the area it takes and the positions of its figures.
pub fn write_sheet<'t>(
    sheet: &mut Worksheet,
    table: &'t Table,
    sums: Sums<'_>,
) -> Result<(Area, Figures<'t>)> {
    let placed = place(table, 0)?;
    let mut figures = Figures::new(placed.iter().map(|placed| (placed.cell, placed.area)), sums);
    if table.role == TableRole::General && !sums.values_only {
        figures.set_totals(general::totals(&placed));
    }
    let columns = column_count(&placed);
    let least = least_widths(&placed, columns, table.role == TableRole::General);
    let widths = size::share(PAGE_WIDTH, &table.widths, columns, &least);
    for (column, width) in (0u16..).zip(&widths) {
        sheet.set_column_width(column, *width)?;
    }
    let area = write_cells(sheet, table, &placed, &widths, &figures)?;
    figures.watch(sheet)?;
    let headers = header_rows(table);
    if headers > 0 {
        sheet.set_freeze_panes(headers, 0)?.set_repeat_rows(0, headers - 1)?;
    }
    Ok((area, figures))
}

/// Writes a table below other things, from row `top` on, into columns of the given widths. The last
/// column of a narrow table is extended to the last of the sheet, but not in the returned area.
pub fn write_inline(sheet: &mut Worksheet, table: &Table, top: u32, widths: &[u32]) -> Result<Area> {
    let mut placed = place(table, top)?;
    let columns = column_count(&placed);
    let is_stretched = columns <= 2 && columns < widths.len();
    let (last, edge) =
        (column_number(columns)?.saturating_sub(1), column_number(widths.len())?.saturating_sub(1));
    if is_stretched {
        for cell in placed.iter_mut().filter(|cell| cell.area.right == last) {
            cell.area.right = edge;
        }
    }
    let area = write_cells(sheet, table, &placed, widths, &Figures::default())?;
    Ok(if is_stretched { Area { right: last, ..area } } else { area })
}

/// Widths of the columns of a table that fills the width of a sheet.
#[cfg(feature = "results")]
pub fn widths(table: &Table) -> Result<Vec<u32>> {
    let placed = place(table, 0)?;
    let columns = column_count(&placed);
    Ok(size::share(PAGE_WIDTH, &table.widths, columns, &least_widths(&placed, columns, false)))
}

/// Writes a table from row `top` on, its figures as results of these formulas. Returns the area it takes and
/// the positions of its figures.
#[cfg(feature = "results")]
pub fn write_computed<'t>(
    sheet: &mut Worksheet,
    table: &'t Table,
    top: u32,
    widths: &[u32],
    formulas: &BTreeMap<Address, String>,
) -> Result<(Area, Figures<'t>)> {
    let placed = place(table, top)?;
    let figures = Figures::computed(placed.iter().map(|placed| (placed.cell, placed.area)), formulas);
    let area = write_cells(sheet, table, &placed, widths, &figures)?;
    Ok((area, figures))
}

/// Grid columns of a table.
pub fn columns(table: &Table) -> usize {
    place(table, 0).map_or(0, |placed| column_count(&placed))
}

fn column_count(placed: &[Placed<'_>]) -> usize {
    placed.iter().map(|cell| usize::from(cell.area.right) + 1).max().unwrap_or(1)
}

fn column_number(column: usize) -> Result<u16> {
    u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}

fn row_number(row: usize) -> Result<u32> {
    u32::try_from(row).map_err(|_| XlsxError::RowColumnLimitError)
}

/// The position of each cell. Spans are cut at other cells and at the last row.
fn place(table: &Table, top: u32) -> Result<Vec<Placed<'_>>> {
    // For each column the first row below the last cell in it.
    let mut free_from: BTreeMap<u16, u32> = BTreeMap::new();
    let mut placed = Vec::new();
    let mut size = 0u64;
    let end = top.saturating_add(row_number(table.rows.len())?);
    for (row, cells) in (top..).zip(table.grid()) {
        for (column, cell) in cells {
            let left = column_number(column)?;
            let last = column_number(column.saturating_add(cell.colspan.max(1) as usize - 1))?;
            let is_free = |column: &u16| free_from.get(column).is_none_or(|&from| from <= row);
            let Some(right) = (left..=last).take_while(is_free).last() else { continue };
            let below = row.saturating_add(cell.rowspan.max(1)).min(end);
            size += u64::from(right - left + 1) * u64::from(below - row);
            if size > MAX_SIZE {
                return Err(XlsxError::RowColumnLimitError);
            }
            free_from.extend((left..=right).map(|column| (column, below)));
            placed.push(Placed { cell, area: Area { top: row, left, bottom: below - 1, right } });
        }
    }
    Ok(placed)
}

/// The width that each column needs to show its longest figure.
fn least_widths(placed: &[Placed<'_>], columns: usize, is_general: bool) -> Vec<u32> {
    let mut least = vec![5; columns];
    let is_number =
        |cell: &Cell| cell.role == CellRole::Figure || (is_general && general::shown(&cell.text).is_some());
    for cell in placed.iter().filter(|cell| is_number(cell.cell)) {
        if cell.area.left == cell.area.right
            && let Some(width) = least.get_mut(usize::from(cell.area.left))
        {
            let characters = cell.cell.text.chars().count().min(30);
            *width = (*width).max(u32::try_from(characters).unwrap_or(0) + 2);
        }
    }
    least
}

fn write_cells(
    sheet: &mut Worksheet,
    table: &Table,
    placed: &[Placed<'_>],
    widths: &[u32],
    figures: &Figures<'_>,
) -> Result<Area> {
    let top = placed.first().map_or(0, |cell| cell.area.top);
    let mut heights = row_heights(placed, widths, top, table.rows.len());
    for (row, height) in (top..).zip(&mut heights) {
        sheet.set_row_height(row, (*height).min(MAX_HEIGHT))?;
    }
    let mut area =
        Area { top, left: 0, bottom: top.saturating_add(row_number(table.rows.len().max(1))? - 1), right: 0 };
    for cell in placed {
        area.right = area.right.max(cell.area.right);
        write_cell(sheet, table.role, *cell, figures.content(cell.cell.address(), cell.area))?;
    }
    let ignored = IgnoreError::NumberStoredAsText;
    sheet.ignore_error_range(area.top, area.left, area.bottom, area.right, ignored)?;
    Ok(area)
}

fn write_cell(
    sheet: &mut Worksheet,
    table: TableRole,
    Placed { cell, area }: Placed<'_>,
    content: Option<&Content>,
) -> Result<()> {
    let role = match (table, area.left) {
        (TableRole::Metadata, 0) => CellRole::RowHeader,
        _ => cell.role,
    };
    let mut format = format::text(format::cell(role), &cell.text);
    if (table, role) == (TableRole::Statutory, CellRole::Plain) {
        format = format.set_align(FormatAlign::Center); // a unit
    }
    let is_data = cell.figure.is_some() || (table != TableRole::Statutory && role == CellRole::Plain);
    if is_data && !matches!(content, Some(Content::Formula(_))) {
        format = format.set_unlocked();
    }
    if matches!(content, Some(Content::Wrong(_))) {
        format = format::wrong(format);
    }
    let (row, column) = (area.top, area.left);
    if (area.bottom, area.right) != (row, column) {
        sheet.merge_range(row, column, area.bottom, area.right, "", &format)?;
    }
    let exact = exact(table, cell);
    if table == TableRole::General {
        format = format.set_align(general::align(&cell.text, exact.is_some()));
    }
    if let Some((exact, shown_as)) = exact {
        format = format.set_num_format(shown_as);
        match content {
            Some(Content::Formula(formula)) => {
                let formula = Formula::new(formula).set_result(exact.to_string());
                sheet.write_formula_with_format(row, column, formula, &format)?;
            }
            _ => {
                number::write(sheet, row, column, exact, &format)?;
            }
        }
    } else if let (true, Some(Content::Formula(formula))) = (cell.text.is_empty(), content) {
        sheet.write_formula_with_format(row, column, Formula::new(formula).set_result(""), &format)?;
    } else if cell.text.is_empty() {
        sheet.write_blank(row, column, &format)?;
    } else {
        sheet.write_string_with_format(row, column, &cell.text, &format)?;
    }
    if let Some(Content::Wrong(sums)) = content {
        let note = format!("{NOTE_MARK}原数 {} 照样保留，没有改动；{sums}。请核对后改正。", cell.text);
        let note = Note::new(note).add_author_prefix(false).set_author("repconv");
        sheet.insert_note(row, column, &note.set_width(260).set_height(90))?;
    }
    Ok(())
}

/// The number of a cell, if a sheet can hold it, and the format that shows it.
fn exact(table: TableRole, cell: &Cell) -> Option<(Decimal, String)> {
    if table == TableRole::General {
        return general::shown(&cell.text).map(|shown| (shown.number, shown.format));
    }
    let number = cell.number().filter(|number| number::is_exact(*number))?;
    Some((number, number::format(number)))
}

/// Heights by row; rows are made higher for the cells that span them.
fn row_heights(placed: &[Placed<'_>], widths: &[u32], top: u32, rows: usize) -> Vec<u32> {
    let mut heights = vec![20; rows];
    let index = |row: u32| usize::try_from(row - top).unwrap_or(usize::MAX);
    let is_tall = |cell: &&Placed<'_>| cell.area.bottom > cell.area.top;
    let (tall, flat): (Vec<&Placed<'_>>, Vec<_>) = placed.iter().partition(is_tall);
    for cell in flat.into_iter().chain(tall) {
        let (first, last) = (index(cell.area.top), index(cell.area.bottom));
        let Some(spanned) = heights.get_mut(first..=last) else { continue };
        let lacking = height(cell, widths).saturating_sub(spanned.iter().sum());
        // Spread evenly, so that no row of a header is much higher than the others.
        let share = lacking.div_ceil(u32::try_from(spanned.len()).unwrap_or(1).max(1));
        for height in spanned {
            *height = height.saturating_add(share);
        }
    }
    heights
}

fn height(Placed { cell, area }: &Placed<'_>, widths: &[u32]) -> u32 {
    let spanned = widths.iter().skip(area.left.into()).take(usize::from(area.right - area.left) + 1);
    match cell.role {
        CellRole::RotatedRowHeader => size::stacked_height(&cell.text, TABLE_POINTS),
        _ => size::height(&cell.text, spanned.sum(), TABLE_POINTS),
    }
}

/// The number of rows above the first figure; 0 for a table with further headers below.
fn header_rows(table: &Table) -> u32 {
    let is_header = |cell: &Cell| matches!(cell.role, CellRole::ColumnHeader | CellRole::Banner);
    let has_figure = |row: &Vec<Cell>| row.iter().any(|cell| cell.role == CellRole::Figure);
    let Some(first) = table.rows.iter().position(has_figure) else { return 0 };
    let heads_all = !table.rows.iter().skip(first).flatten().any(is_header);
    if heads_all { u32::try_from(first).unwrap_or(0) } else { 0 }
}
