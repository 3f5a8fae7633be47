//! Tables that go on over pages.

use super::cell_text::{is_figure, is_rest_of_figure};
use super::geometry::{clustered, nearest};
use super::paragraphs::begins_numbered;
use super::rules::TOLERANCE;
use super::tables::{CellBox, TableBox};

/// A table, and where each of its rows was found.
#[derive(Clone, Debug, PartialEq)]
pub struct LongTable {
    pub columns: Vec<f64>,
    pub rows: Vec<LongRow>,
    /// The rows at its top that come again on other pages.
    first_page_rows: usize,
}

/// A row of a table over pages.
#[derive(Clone, Debug, PartialEq)]
pub struct LongRow {
    pub cells: Vec<CellBox>,
    /// The page, from 0.
    pub page: usize,
    /// The number of the table on that page, from 1.
    pub table: u32,
    /// The row on that page, from 1.
    pub row: u32,
}

impl LongTable {
    pub fn new(table: TableBox, page: usize, number: u32) -> Self {
        let rows = long_rows(table.rows, page, number);
        Self { columns: table.columns, first_page_rows: rows.len(), rows }
    }

    /// Adds the part on the next page; gives it back where it is another table.
    pub fn append(&mut self, part: TableBox, page: usize, number: u32) -> Option<TableBox> {
        let ends = |columns: &[f64]| Some((columns.first().copied()?, columns.last().copied()?));
        let (Some((left, right)), Some((other_left, other_right))) =
            (ends(&self.columns), ends(&part.columns))
        else {
            return Some(part);
        };
        if (left - other_left).abs() > TOLERANCE || (right - other_right).abs() > TOLERANCE {
            return Some(part);
        }
        let all = clustered(self.columns.iter().chain(&part.columns).copied().collect(), TOLERANCE);
        if all.len() > self.columns.len().max(part.columns.len()) {
            // Neither has all the columns of the other.
            return Some(part);
        }
        let mut rows = long_rows(part.rows, page, number);
        for (columns, cells) in [(&self.columns, &mut self.rows), (&part.columns, &mut rows)] {
            cells.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| move_to(cell, columns, &all));
        }
        self.columns = all;
        let repeated = self.repeated(&rows);
        rows.drain(..repeated);
        if let Some(first) = rows.first_mut() {
            if self.join_row(first) {
                rows.remove(0);
            } else if let Some(first) = rows.first_mut() {
                self.join_spans(first);
            }
        }
        self.rows.extend(rows);
        None
    }

    /// How many rows at the top of a part are those at the top of the table.
    fn repeated(&self, rows: &[LongRow]) -> usize {
        let own = self.rows.iter().take(self.first_page_rows);
        let is_same = |(a, b): &(&LongRow, &LongRow)| {
            a.cells.len() == b.cells.len() && a.cells.iter().zip(&b.cells).all(|(a, b)| is_same_cell(a, b))
        };
        let same = own.zip(rows).take_while(is_same).count();
        let has_text =
            rows.iter().take(same).flat_map(|row| &row.cells).any(|cell| !cell.text.text.is_empty());
        // Figures are no heading, and a part that is all heading is another table.
        let has_figures =
            rows.iter().take(same).flat_map(|row| &row.cells).any(|cell| is_figure(cell.text.text.trim()));
        if has_text && !has_figures && same < rows.len() { same } else { 0 }
    }

    /// The cells at the bottom, and how far above the end each begins.
    fn bottom(&mut self) -> Vec<(usize, &mut CellBox)> {
        let count = self.rows.len();
        let rows = self.rows.iter_mut().enumerate();
        let cells = rows.flat_map(|(at, row)| row.cells.iter_mut().map(move |cell| (count - at, cell)));
        cells.filter(|(above, cell)| cell.rowspan >= *above).collect()
    }

    /// Joins a row that the end of the page divided.
    fn join_row(&mut self, row: &LongRow) -> bool {
        let mut bottom = self.bottom();
        let mut pairs: Vec<(&mut CellBox, &CellBox)> = Vec::new();
        for cell in &row.cells {
            let above = bottom
                .iter()
                .position(|(_, above)| above.column == cell.column && above.colspan == cell.colspan);
            let Some((_, above)) = above.map(|at| bottom.swap_remove(at)) else { return false };
            pairs.push((above, cell));
        }
        let is_broken =
            |above: &CellBox, cell: &CellBox| is_broken_label(above, cell) || is_broken_figure(above, cell);
        if !bottom.is_empty() || !pairs.iter().any(|(above, cell)| is_broken(above, cell)) {
            return false;
        }
        let fits = |above: &CellBox, cell: &CellBox| {
            let is_blank = |cell: &CellBox| cell.text.text.trim().is_empty();
            is_blank(above) || is_blank(cell) || is_broken(above, cell)
        };
        if !pairs.iter().all(|(above, cell)| fits(above, cell)) {
            return false;
        }
        for (above, cell) in pairs {
            above.rowspan += cell.rowspan - 1;
            join_text(above, cell);
        }
        true
    }

    /// Joins cells over several rows that the end of the page divided.
    fn join_spans(&mut self, row: &mut LongRow) {
        let mut bottom = self.bottom();
        row.cells.retain(|cell| {
            let above = bottom
                .iter_mut()
                .find(|(_, above)| above.column == cell.column && above.colspan == cell.colspan);
            let Some((_, above)) = above else { return true };
            let is_blank = |cell: &CellBox| cell.text.text.trim().is_empty();
            let is_one = (above.rowspan > 1 || cell.rowspan > 1)
                && (is_blank(cell) || is_blank(above) || is_broken_label(above, cell));
            if is_one {
                above.rowspan += cell.rowspan;
                join_text(above, cell);
            }
            !is_one
        });
    }
}

fn long_rows(rows: Vec<Vec<CellBox>>, page: usize, table: u32) -> Vec<LongRow> {
    rows.into_iter().zip(1..).map(|(cells, row)| LongRow { cells, page, table, row }).collect()
}

/// Gives a cell its place among other columns.
fn move_to(cell: &mut CellBox, columns: &[f64], all: &[f64]) {
    let at = |column: usize| columns.get(column).map_or(0, |position| nearest(all, *position));
    let (from, to) = (at(cell.column), at(cell.column + cell.colspan));
    (cell.column, cell.colspan) = (from, to.saturating_sub(from).max(1));
}

fn is_same_cell(a: &CellBox, b: &CellBox) -> bool {
    let text = |cell: &CellBox| cell.text.text.split_whitespace().collect::<String>();
    (a.column, a.colspan, a.rowspan) == (b.column, b.colspan, b.rowspan) && text(a) == text(b)
}

/// Whether a label goes on in a cell on the next page.
fn is_broken_label(above: &CellBox, cell: &CellBox) -> bool {
    let (before, after) = (above.text.text.trim(), cell.text.text.trim());
    let is_label = |text: &str| !text.is_empty() && !is_figure(text);
    is_label(before) && is_label(after) && above.text.ends_full && !begins_numbered(after)
}

/// Whether a figure that fills its cell goes on in the cell on the next page.
fn is_broken_figure(above: &CellBox, cell: &CellBox) -> bool {
    let (before, after) = (above.text.text.trim(), cell.text.text.trim());
    is_figure(before) && is_rest_of_figure(after) && above.text.ends_tight
}

fn join_text(above: &mut CellBox, cell: &CellBox) {
    super::paragraphs::append(&mut above.text.text, cell.text.text.trim());
    if !cell.text.text.trim().is_empty() {
        above.text.ends_full = cell.text.ends_full;
        above.text.ends_tight = cell.text.ends_tight;
    }
    if above.overflow.is_none() {
        above.overflow.clone_from(&cell.overflow);
    }
}

#[cfg(test)]
mod tests {
    use super::super::cell_text::CellText;
    use super::super::geometry::Bounds;
    use super::*;

    fn cell(column: usize, rowspan: usize, text: &str) -> CellBox {
        let ends_full = text.ends_with('…');
        let text = text.trim_end_matches('…').to_owned();
        let text = CellText { text, ends_full, ends_tight: ends_full };
        CellBox { column, colspan: 1, rowspan, text, overflow: None }
    }

    fn part(rows: Vec<Vec<CellBox>>) -> TableBox {
        TableBox { bounds: Bounds::default(), columns: vec![0.0, 50.0, 100.0], rows }
    }

    fn plain(rows: &[[&str; 2]]) -> TableBox {
        part(
            rows.iter()
                .map(|row| row.iter().enumerate().map(|(at, text)| cell(at, 1, text)).collect())
                .collect(),
        )
    }

    fn joined(first: TableBox, second: TableBox) -> Vec<Vec<(String, usize)>> {
        let mut table = LongTable::new(first, 0, 1);
        assert_eq!(table.append(second, 1, 1), None);
        let cells =
            |row: &LongRow| row.cells.iter().map(|cell| (cell.text.text.clone(), cell.rowspan)).collect();
        table.rows.iter().map(cells).collect()
    }

    fn texts(first: &[[&str; 2]], second: &[[&str; 2]]) -> Vec<String> {
        let rows = joined(plain(first), plain(second));
        rows.iter()
            .map(|row| row.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join("|"))
            .collect()
    }

    #[test]
    fn a_heading_that_comes_again_is_dropped() {
        assert_eq!(
            texts(&[["项目", "数"], ["甲", "1"]], &[["项目", "数"], ["乙", "2"]]),
            ["项目|数", "甲|1", "乙|2"]
        );
        assert_eq!(texts(&[["甲", "1"]], &[["甲", "1"], ["乙", "2"]]), ["甲|1", "甲|1", "乙|2"]);
    }

    #[test]
    fn a_row_that_the_page_divided_is_one() {
        assert_eq!(
            texts(&[["1.属于国…", "5"]], &[["家秘密", ""], ["2.其他", "7"]]),
            ["1.属于国家秘密|5", "2.其他|7"]
        );
        assert_eq!(texts(&[["1.属于国…", "5"]], &[["家秘密", "6"]]), ["1.属于国|5", "家秘密|6"]);
        assert_eq!(texts(&[["1.属于国…", "5"]], &[["2.其他", ""]]), ["1.属于国|5", "2.其他|"]);
    }

    #[test]
    fn a_figure_that_the_page_divided_is_one() {
        assert_eq!(texts(&[["结转", "3641…"]], &[["", "6"], ["其他", "7"]]), ["结转|36416", "其他|7"]);
        assert_eq!(texts(&[["结转", "1973…"]], &[["", "0件"]]), ["结转|19730件"]);
        assert_eq!(texts(&[["结转", "3641"]], &[["", "6"]]), ["结转|3641", "|6"]);
        assert_eq!(texts(&[["结转", "3641…"]], &[["其他", "6"]]), ["结转|3641", "其他|6"]);
    }

    #[test]
    fn a_cell_over_rows_goes_on() {
        let first = part(vec![vec![cell(0, 2, "办理结果"), cell(1, 1, "1")], vec![cell(1, 1, "2")]]);
        let second = part(vec![vec![cell(0, 2, ""), cell(1, 1, "3")], vec![cell(1, 1, "4")]]);
        let rows = joined(first, second);
        assert_eq!(rows[0], [("办理结果".to_owned(), 4), ("1".to_owned(), 1)]);
        assert_eq!(rows[2], [("3".to_owned(), 1)]);
    }

    #[test]
    fn other_columns_are_another_table() {
        let mut table = LongTable::new(plain(&[["甲", "1"]]), 0, 1);
        let other = TableBox { columns: vec![0.0, 40.0, 100.0], ..plain(&[["乙", "2"]]) };
        assert!(table.append(other, 1, 1).is_some());
    }
}
