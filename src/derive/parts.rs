//! What a sheet consists of: lines of text (title, unit, notes) and the tables between them.

use std::ops::Range;

use super::grid::{Grid, GridCell};
use crate::prose::identity;

/// A line of text of a sheet.
#[derive(Clone, Debug)]
pub struct Line {
    pub text: String,
    /// Whether it is one cell over the whole width of the table below it, as a banner is.
    pub is_wide: bool,
}

/// A table of a sheet, and the lines above it.
#[derive(Clone, Debug)]
pub struct Part {
    pub lines: Vec<Line>,
    pub rows: Range<usize>,
    /// Whether a blank row or nothing is above its lines.
    pub is_apart: bool,
}

/// The tables of a sheet, and the lines below the last of them.
pub fn parts(grid: &Grid<'_>) -> (Vec<Part>, Vec<Line>) {
    let mut parts: Vec<Part> = Vec::new();
    let mut lines = Vec::new();
    let mut open: Option<Part> = None;
    let mut is_apart = true;
    for row in 0..grid.height() {
        if is_blank(grid, row) {
            // The rows to fill in may be blank throughout; below others a blank row ends the table.
            let is_row = |row: usize| !is_blank(grid, row) && has_input(grid, row);
            let is_header_alone = |part: &&mut Part| !part.rows.clone().any(is_row);
            if let Some(part) = open.as_mut().filter(is_header_alone) {
                part.rows.end = row + 1;
            } else {
                parts.extend(open.take());
                is_apart = true;
            }
            continue;
        }
        let is_below_header =
            open.as_ref().is_some_and(|part| part.rows.len() < header_height(grid, part.rows.start));
        let line = Some(row).filter(|_| !is_below_header).and_then(|row| line(grid, row, open.is_some()));
        let heads_rows = |line: &Line| open.is_some() && line.is_wide && has_input(grid, row + 1);
        if let Some(line) = line.filter(|line| !heads_rows(line)) {
            if let Some(part) = open.take() {
                is_apart = false;
                parts.push(part);
            }
            lines.push(line);
            continue;
        }
        match open.as_mut() {
            Some(part) => part.rows.end = row + 1,
            None => {
                open = Some(Part { lines: std::mem::take(&mut lines), rows: row..row + 1, is_apart });
            }
        }
    }
    parts.extend(open);
    (parts, lines)
}

fn is_blank(grid: &Grid<'_>, row: usize) -> bool {
    grid.covering(row).all(|cell| cell.text.is_empty() && cell.formula.is_none())
}

/// Whether something is to be filled in in the row, beside its first cell.
pub fn has_input(grid: &Grid<'_>, row: usize) -> bool {
    grid.covering(row).any(|cell| cell.column > 0 && cell.is_input())
}

/// The rows that the cells of a row reach down to: a header of several levels has cells over all of them.
fn header_height(grid: &Grid<'_>, row: usize) -> usize {
    let heights = grid.starting(row).filter(|cell| !cell.text.is_empty()).map(|cell| cell.height);
    heights.max().unwrap_or(1)
}

/// The row as a line of text, if it is one.
fn line(grid: &Grid<'_>, row: usize, is_in_table: bool) -> Option<Line> {
    let texts: Vec<&GridCell<'_>> = grid.covering(row).filter(|cell| !cell.text.is_empty()).collect();
    let [first, rest @ ..] = texts.as_slice() else { return None };
    if texts.iter().any(|cell| cell.row != row || cell.height > 1) {
        return None;
    }
    let has_formula = grid.covering(row).any(|cell| cell.formula.is_some());
    let is_alone = rest.is_empty() && !has_formula;
    // A label with cells to fill in beside it is a row of the table.
    let is_label = is_in_table && first.width < grid.width && !is_remark(&first.text);
    let is_metadata =
        [identity::ORGANIZATION, identity::YEAR, identity::EDITION].contains(&first.text.as_str());
    let is_text = is_metadata || is_alone && !is_label || texts.iter().all(|cell| is_remark(&cell.text));
    is_text.then(|| Line {
        text: texts.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("　"),
        is_wide: is_alone && first.column == 0 && first.width >= grid.width,
    })
}

/// `填报单位：`, `单位：万元`, `注：…`, `2024年度`, `表号 统1表`: what is above or below a table, beside nothing to fill in.
fn is_remark(text: &str) -> bool {
    const STARTS: [&str; 10] =
        ["填报", "填表", "制表", "表号", "单位负责人", "审核人", "联系电话", "附件", "注", "说明"];
    let has_colon = text.contains(['：', ':']);
    let is_year = text.ends_with(['年', '月', '日']) || text.ends_with("年度");
    has_colon && (STARTS.iter().any(|start| text.starts_with(start)) || ends_label(text) || is_unit(text))
        || is_year && text.chars().all(|c| !c.is_alphabetic() || "年月日度至".contains(c))
}

/// The same of a text with a blank beside it: a label alone is none.
pub fn is_above(text: &str) -> bool {
    let is_label =
        ends_label(text) && !["填报", "填表", "制表", "表号"].iter().any(|start| text.starts_with(start));
    is_remark(text) && !is_label
}

/// `单位负责人：` with nothing or blanks behind it.
fn ends_label(text: &str) -> bool {
    text.split_once(['：', ':']).is_some_and(|(_, rest)| !rest.chars().any(char::is_alphanumeric))
}

/// `单位：万元`, `计量单位：件`, `单位：台、万元`.
pub fn is_unit(text: &str) -> bool {
    unit(text).is_some()
}

/// The units that a line names, or whatever else it has for them.
pub fn unit(text: &str) -> Option<&str> {
    const NAMES: [&str; 3] = ["计量单位", "金额单位", "单位"];
    let at = text.rfind("单位")?;
    let (before, rest) = text.split_at_checked(at)?;
    let rest = rest.strip_prefix("单位")?.trim_start();
    let rest = rest.strip_prefix(['：', ':'])?.trim();
    let end = rest.find(['）', ')', '　', ' ']).unwrap_or(rest.len());
    let unit = rest.get(..end)?;
    let name = before.trim_end().rsplit(['（', '(', '　', ' ', '：', ':']).next().unwrap_or_default();
    let is_unit = NAMES.iter().any(|known| known.strip_suffix("单位") == Some(name));
    (is_unit && !unit.is_empty()).then_some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_of_a_line_is_found() {
        for (line, want) in [
            ("单位：万元", Some("万元")),
            ("填报单位：单位：件", Some("件")),
            ("（计量单位：件）", Some("件")),
            ("计量单位：宗、万元", Some("宗、万元")),
            ("计量单位：见表头", Some("见表头")),
            ("填报单位：青溪县财政局", None),
            ("单位：", None),
            ("单位名称", None),
        ] {
            assert_eq!(unit(line), want, "{line}");
        }
    }
}
