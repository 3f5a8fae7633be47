//! Tables whose rows have no labels: one row, or a row for each body with a total at the end.

use std::ops::Range;

use super::grid::Grid;

/// Which records the rows below a header are, in the word of the language: `one` or `bodies`.
pub fn of(grid: &Grid<'_>, body: &Range<usize>) -> Option<&'static str> {
    let records = body.clone().filter(|row| is_record(grid, *row)).count();
    let totals = body.clone().filter(|row| is_total(grid, *row)).count();
    if records == 0 || records + totals != body.len() {
        return None;
    }
    Some(if records == 1 && totals == 0 { "one" } else { "bodies" })
}

/// Whether a row has nothing but cells to fill in; the number of the row may be given.
pub fn is_record(grid: &Grid<'_>, row: usize) -> bool {
    grid.covering(row).all(|cell| cell.is_input() || cell.column == 0 && cell.text.parse::<u32>().is_ok())
}

fn is_total(grid: &Grid<'_>, row: usize) -> bool {
    let mut texts = grid.covering(row).filter(|cell| !cell.is_input()).map(|cell| cell.text.as_str());
    matches!((texts.next(), texts.next()), (Some("合计" | "总计"), None))
}

/// Whether a column only numbers the rows.
pub fn is_number(label: &str) -> bool {
    matches!(label, "序号" | "编号" | "行次")
}
