//! The labels at the left of a table (主栏): its rows with their groups, numbers, units and codes.

use std::ops::Range;

use super::grid::{Grid, GridCell};
use super::header::{Header, is_mark, number};

/// What a column at the left holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Label,
    /// 行次.
    Number,
    /// 计量单位.
    Unit,
    /// 代码.
    Code,
}

/// The columns at the left of a table that are not filled in.
#[derive(Clone, Debug)]
pub struct Stub {
    kinds: Vec<Kind>,
}

/// A row of labels.
#[derive(Clone, Debug)]
pub struct Row<'g, 'd> {
    /// Its grid row.
    pub at: usize,
    /// The labels from the outermost group to its own; empty where the row has none.
    pub path: Vec<&'g str>,
    pub no: Option<u32>,
    pub unit: Option<&'g str>,
    pub code: Option<&'g str>,
    /// The cell with its own label.
    pub head: Option<&'g GridCell<'d>>,
}

impl Stub {
    /// The stub of the rows below a header.
    pub fn of(grid: &Grid<'_>, header: &Header, rows: &Range<usize>) -> Self {
        let body = header.end()..rows.end;
        let mut kinds = Vec::new();
        for column in 0..grid.width {
            match kind(grid, header, &body, column) {
                Some(kind) => kinds.push(kind),
                None => break,
            }
        }
        // Without a label nothing before the figures is a label either: a list to be filled in.
        if !kinds.contains(&Kind::Label) {
            kinds.clear();
        }
        Self { kinds }
    }

    /// Grid columns that it takes.
    pub fn width(&self) -> usize {
        self.kinds.len()
    }

    /// Whether a column of it has units.
    pub fn has_units(&self) -> bool {
        self.kinds.contains(&Kind::Unit)
    }

    /// The rows with labels; a row without one is none.
    pub fn rows<'g, 'd>(&self, grid: &'g Grid<'d>, body: Range<usize>) -> Vec<Row<'g, 'd>> {
        let mut rows: Vec<Row<'g, 'd>> = Vec::new();
        let mut banner: Option<&'g str> = None;
        for at in body {
            let Some(row) = self.row(grid, at, rows.last(), banner) else { continue };
            let is_banner = row.head.is_some_and(|cell| cell.width >= grid.width);
            if is_banner {
                banner = row.path.last().copied();
            } else {
                rows.push(row);
            }
        }
        rows
    }

    fn row<'g, 'd>(
        &self,
        grid: &'g Grid<'d>,
        at: usize,
        above: Option<&Row<'g, 'd>>,
        banner: Option<&'g str>,
    ) -> Option<Row<'g, 'd>> {
        let mut row = Row { at, path: Vec::new(), no: None, unit: None, code: None, head: None };
        let mut labels: Vec<&'g GridCell<'d>> = Vec::new();
        for (column, kind) in self.kinds.iter().enumerate() {
            let Some(cell) = grid.at(at, column).filter(|cell| !cell.text.is_empty()) else { continue };
            match kind {
                Kind::Label if labels.last().is_none_or(|last| !std::ptr::eq(*last, cell)) => {
                    labels.push(cell);
                }
                Kind::Label => {}
                Kind::Number => row.no = number(&cell.text),
                Kind::Unit => row.unit = Some(&cell.text),
                Kind::Code => row.code = Some(&cell.text),
            }
        }
        let head = *labels.last()?;
        row.head = Some(head);
        row.path = labels.iter().map(|cell| cell.text.as_str()).collect();
        // The label of a group may be beside its first row only, the cells below it left blank.
        if let (Some(first), Some(above)) = (labels.first(), above) {
            let is_below = above.head.is_some_and(|cell| cell.column == head.column) && above.path.len() > 1;
            if labels.len() == 1 && first.column > 0 && is_below {
                let groups = above.path.split_last().map(|(_, groups)| groups.to_vec());
                row.path.splice(0..0, groups.unwrap_or_default());
                return Some(row);
            }
        }
        row.path.splice(0..0, banner);
        Some(row)
    }
}

fn kind(grid: &Grid<'_>, header: &Header, body: &Range<usize>, column: usize) -> Option<Kind> {
    let head = header.labels.clone().rev().map(|row| grid.text(row, column)).find(|text| !text.is_empty());
    let texts: Vec<&str> =
        body.clone().map(|row| grid.text(row, column)).filter(|text| !text.is_empty()).collect();
    if texts.is_empty() {
        return None;
    }
    let all = |is: &dyn Fn(&str) -> bool| texts.iter().all(|text| is(text));
    if all(&|text| number(text).is_some()) {
        return Some(Kind::Number);
    }
    match head.unwrap_or_default() {
        "计量单位" | "单位" => Some(Kind::Unit),
        "代码" | "指标代码" | "编码" | "代号" => Some(Kind::Code),
        _ if all(&|text| {
            is_mark(text) || text.starts_with(|c: char| c.is_ascii_digit()) && text.len() < 4
        }) =>
        {
            None
        }
        _ => Some(Kind::Label),
    }
}
