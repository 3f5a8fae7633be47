//! Columns that number the rows or give their units.

use super::{Aside, Row, filled, has_figures, is_row};
use crate::model::document::Cell;
use crate::model::form::Kind;
use crate::model::text;
use crate::recognise::tables::labels::{Labels, words};
use crate::recognise::tables::row_matcher::RowContext;
use crate::recognise::tables::value_text::is_figure;

/// What heads a column of row numbers.
pub(super) const SERIAL: [&str; 9] = ["序号", "编号", "行次", "项次", "行号", "序次", "序列", "序", "栏次"];
/// What heads a column of remarks, or of the change since last year.
pub(super) const REMARKS: [&str; 9] =
    ["备注", "说明", "附注", "备考", "填报说明", "同比", "增减", "增长率", "增幅"];
/// What heads a column of last year's figures.
const LAST_YEAR: [&str; 6] = ["上年数", "上年", "上年度", "去年", "上年同期", "去年同期"];
/// What heads a column of units.
pub(super) const UNIT: [&str; 2] = ["单位", "计量单位"];
/// The units in which things are counted.
const COUNT_UNITS: [&str; 8] = ["件", "项", "条", "个", "次", "份", "人次", "宗"];
/// The unit of amounts of money in the form.
const AMOUNT_UNIT: &str = "万元";
/// What heads the only row of figures of a side-by-side table, and the column of that head.
const VALUE_HEADS: [&str; 9] = ["数量", "件数", "数量件", "数据", "数值", "统计数", "项目", "类别", "内容"];
/// Fewest rows by which a column without a header is taken for one of row numbers.
const FEWEST_NUMBERED: usize = 3;

/// Removes these columns. A unit that is not the form's is moved to the figures.
pub(super) fn remove(rows: &mut [Row], labels: &Labels) {
    let headed = |names: &[&str]| -> Vec<(usize, usize)> {
        let heads = rows.iter().enumerate().filter(|(_, row)| !has_figures(row));
        heads
            .flat_map(|(at, row)| row.iter().map(move |(column, cell)| (at, *column, cell)))
            .filter(|(_, _, cell)| cell.text.len() < 30 && names.contains(&&*words(&cell.text)))
            .map(|(at, column, _)| (at, column))
            .collect()
    };
    let serial = headed(&SERIAL);
    let units = if labels.layout.one_value_per_row { Vec::new() } else { headed(&UNIT) };
    for (from, column) in serial {
        let part = rows.get_mut(from..).unwrap_or_default();
        if part.iter().skip(1).all(|row| cell_in(row, column).is_none_or(is_serial)) {
            remove_column(part, column);
        }
    }
    for (from, column) in units {
        let part = rows.get_mut(from..).unwrap_or_default();
        if part.iter().skip(1).all(|row| cell_in(row, column).is_none_or(is_unit)) {
            for row in part.iter_mut() {
                move_unit(row, column, labels);
            }
            remove_column(part, column);
        }
    }
    if is_numbered(rows, labels) || has_value_heads(rows, labels) {
        remove_column(rows, 0);
    }
}

/// Takes the column of remarks out of a side-by-side table, and its row of column numbers: nothing else there may be
/// beside the figures.
pub(super) fn take_remarks(rows: &mut Vec<Row>, labels: &Labels) -> Aside {
    if !labels.layout.rows_are_column_groups {
        return Vec::new();
    }
    remove_column_numbers(rows);
    let head = rows.iter().enumerate().filter(|(_, row)| !has_figures(row)).find_map(|(at, row)| {
        let is_head =
            |cell: &Cell| [&REMARKS[..], &LAST_YEAR].iter().any(|names| names.contains(&&*words(&cell.text)));
        let (column, cell) = row.iter().find(|(_, cell)| is_head(cell))?;
        Some((at, *column, cell.text.clone()))
    });
    let Some((from, column, head)) = head else { return Vec::new() };
    let part = rows.get_mut(from..).unwrap_or_default();
    let is_rate = |text: &str| text.trim_end().ends_with(['%', '％']);
    let may_be_remark = |cell: &Cell| {
        LAST_YEAR.contains(&&*words(&head))
            || is_rate(&cell.text)
            || !cell.text.contains(|c: char| c.is_ascii_digit())
    };
    if !part.iter().skip(1).all(|row| cell_in(row, column).is_none_or(may_be_remark)) {
        return Vec::new();
    }
    let cells = part.iter().skip(1).filter_map(|row| cell_in(row, column)).filter(|cell| !cell.is_blank());
    let aside = cells.map(|cell| (head.clone(), cell.clone())).collect();
    remove_column(part, column);
    aside
}

/// Removes the row that numbers the columns, 1, 2, 3, above a row of figures.
fn remove_column_numbers(rows: &mut Vec<Row>) {
    let mut with_figures = rows.iter().enumerate().filter(|(_, row)| has_figures(row));
    let (Some((at, row)), true) = (with_figures.next(), with_figures.next().is_some()) else { return };
    let is_head = |text: &str| SERIAL.contains(&&*words(text)) || matches!(text.trim(), "甲" | "乙");
    let numbers: Vec<Option<usize>> = filled(row)
        .map(|(_, cell)| cell.text.trim())
        .skip_while(|text| is_head(text))
        .map(|text| text.parse().ok())
        .collect();
    if numbers.len() >= FEWEST_NUMBERED
        && numbers.iter().zip(1..).all(|(number, place)| *number == Some(place))
    {
        rows.remove(at);
    }
}

/// The cell of a single column, not one merged over it.
pub(super) fn cell_in(row: &Row, column: usize) -> Option<&Cell> {
    row.iter().find(|(at, cell)| *at == column && cell.colspan <= 1).map(|(_, cell)| cell)
}

fn remove_column(rows: &mut [Row], column: usize) {
    for row in rows {
        row.retain(|(at, cell)| *at != column || cell.colspan > 1);
    }
}

/// Whether a cell may be one of a column of row numbers: `12`, `1.2`, `（三）`.
pub(super) fn is_serial(cell: &Cell) -> bool {
    const SIGNS: &str = "一二三四五六七八九十、.()";
    let folded = text::fold(&cell.text);
    SERIAL.contains(&&*words(&cell.text)) || folded.chars().all(|c| c.is_ascii_digit() || SIGNS.contains(c))
}

/// Whether a cell may be one of a column of units.
fn is_unit(cell: &Cell) -> bool {
    let unit = cell.text.trim();
    unit.is_empty()
        || UNIT.contains(&&*words(unit))
        || COUNT_UNITS.iter().any(|known| unit.ends_with(known))
        || unit.ends_with('元')
}

/// Appends the unit of a row to its figures, unless it is that of the form.
fn move_unit(row: &mut Row, column: usize, labels: &Labels) {
    let Some(unit) = cell_in(row, column).map(|cell| cell.text.trim().to_owned()) else { return };
    if unit.is_empty() || !has_figures(row) {
        return;
    }
    let named = row.iter().find_map(|(_, cell)| labels.exact_row(&cell.text, &RowContext::default()));
    let block = named.and_then(|index| labels.row_form(index)).map_or(0, |(block, _)| block);
    let is_money = labels
        .form
        .blocks
        .get(block)
        .is_some_and(|block| block.columns.iter().any(|column| column.kind == Kind::Amount));
    let is_expected = if is_money { unit == AMOUNT_UNIT } else { COUNT_UNITS.contains(&unit.as_str()) };
    if is_expected {
        return;
    }
    for (_, cell) in row.iter_mut().filter(|(_, cell)| is_figure(&cell.text)) {
        cell.text.push_str(&unit);
    }
}

/// Whether the first column of a side-by-side table only says that figures follow: 类别 above 数量.
fn has_value_heads(rows: &[Row], labels: &Labels) -> bool {
    let is_head = |cell: &Cell| cell.is_blank() || VALUE_HEADS.contains(&&*words(&cell.text));
    labels.layout.rows_are_column_groups
        && rows.iter().all(|row| cell_in(row, 0).is_none_or(is_head))
        && rows.iter().any(|row| has_figures(row) && cell_in(row, 0).is_some_and(|cell| !cell.is_blank()))
}

/// Whether the first column counts the rows, 1, 2, 3, before their labels.
fn is_numbered(rows: &[Row], labels: &Labels) -> bool {
    let mut last: Option<u32> = None;
    let mut numbered = 0;
    for row in rows.iter().filter(|row| has_figures(row)) {
        let (Some((0, first)), Some((_, second))) = (row.first(), row.get(1)) else { return false };
        let Ok(number) = first.text.trim().parse::<u32>() else { return false };
        if last.is_some_and(|last| number <= last) {
            return false;
        }
        last = Some(number);
        numbered += usize::from(is_row(second, labels) || labels.group(&second.text).is_some());
    }
    numbered >= FEWEST_NUMBERED
}
