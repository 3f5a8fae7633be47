//! The statutory tables in the official merged layout, from the edition's data.
//!
//! Only rows that the report has are laid out; spans follow from the paths of the labels that remain.

use crate::model::address::Address;
use crate::model::document::{Cell, CellRole, Figure, Table, TableRole};
use crate::model::form::{ABSENT, BlockForm, ColumnForm, Kind, Layout, Presence, RowForm, TableForm};
use crate::model::place::Place;
use crate::model::report::Report;
use crate::model::value::Value;

/// The head of the label column of a stacked block.
pub const STUB: &str = "信息内容";
/// The heads of the list layout.
pub const LIST_HEADS: [&str; 3] = ["统计指标", "单位", "统计数"];

/// The table as the form lays it out; `None` when the report has none of its cells.
pub fn statutory(report: &Report, form: &'static TableForm) -> Option<Table> {
    let laid = Laid { report, form };
    let (rows, widths) = match form.layout {
        Layout::Stacked => laid.stacked(),
        Layout::Grid => laid.grid(),
        Layout::SideBySide => laid.side_by_side(),
        Layout::List => laid.list(),
        Layout::Records => laid.records(),
        Layout::Fields => laid.fields(),
    };
    (!rows.is_empty()).then(|| Table {
        rows,
        role: TableRole::Statutory,
        title: Some(form.title.to_owned()),
        widths,
        ..Table::default()
    })
}

type Rows = (Vec<Vec<Cell>>, Vec<u16>);

struct Laid<'a> {
    report: &'a Report,
    form: &'static TableForm,
}

impl Laid<'_> {
    fn has(&self, block: &BlockForm, row: &RowForm) -> bool {
        block.columns.iter().any(|column| self.report.cells.contains_key(&self.address(row, column)))
    }

    fn present(&self, block: &'static BlockForm) -> Vec<&'static RowForm> {
        block.rows.iter().filter(|row| self.has(block, row)).collect()
    }

    const fn address(&self, row: &RowForm, column: &ColumnForm) -> Address {
        Address { table: self.form.key, row: row.key, column: column.key }
    }

    fn figure(&self, row: &RowForm, column: &ColumnForm, colspan: u32) -> Cell {
        let address = self.address(row, column);
        let value = self.report.cells.get(&address).map(|cell| &cell.value);
        let text = value.map_or_else(|| ABSENT.to_owned(), Value::shown);
        let number = match value {
            Some(Value::Number(number)) => Some(*number),
            Some(Value::Blank | Value::Text { .. }) | None => None,
        };
        let figure = Some(Box::new(Figure { address, kind: row.kind(column), number }));
        Cell { colspan, role: CellRole::Figure, figure, ..Cell::new(text, Place::Unknown) }
    }

    /// Blocks one under another on a grid that every block's number of columns divides.
    fn stacked(&self) -> Rows {
        let units = self.form.blocks.iter().map(|block| count(block.columns.len())).fold(1, least_multiple);
        let mut rows = Vec::new();
        for block in self.form.blocks {
            let present = self.present(block);
            if present.is_empty() {
                continue;
            }
            let span = units / count(block.columns.len()).max(1);
            rows.push(vec![spanning(block.clause.unwrap_or_default(), units + 1, 1, CellRole::Banner)]);
            let mut heads = vec![spanning(STUB, 1, 1, CellRole::ColumnHeader)];
            let head = |c: &ColumnForm| spanning(&c.printed_label(), span, 1, CellRole::ColumnHeader);
            heads.extend(block.columns.iter().map(head));
            rows.push(heads);
            for row in present {
                let mut cells = vec![spanning(row.label, 1, 1, CellRole::RowHeader)];
                cells.extend(block.columns.iter().map(|column| self.figure(row, column, span)));
                rows.push(cells);
            }
        }
        // The labels take 5/11 of the width: headers of seven characters then fit on one line.
        let mut widths = vec![u16::try_from(units * 5).unwrap_or(1)];
        widths.extend((0..units).map(|_| 6));
        (rows, widths)
    }

    /// Grouped row labels under a grouped header.
    fn grid(&self) -> Rows {
        let Some(block) = self.form.blocks.first() else { return Rows::default() };
        let present = self.present(block);
        if present.is_empty() {
            return Rows::default();
        }
        let depth = present.iter().map(|row| row.path.len() + 1).max().unwrap_or(1);
        let printed: Vec<_> = block.columns.iter().map(ColumnForm::printed_label).collect();
        let paths = block.columns.iter().zip(&printed).map(|(column, label)| path(column.path, label));
        let mut rows = heads(&paths.collect::<Vec<_>>());
        if let Some(first) = rows.first_mut() {
            let corner = self.form.corner.unwrap_or_default();
            let height = block.columns.iter().map(|c| c.path.len() + 1).max().unwrap_or(1);
            first.insert(0, spanning(corner, count(depth), count(height), CellRole::Banner));
        }
        for (index, row) in present.iter().enumerate() {
            let mut cells = labels(&present, index, depth);
            cells.extend(block.columns.iter().map(|column| self.figure(row, column, 1)));
            rows.push(cells);
        }
        let mut widths: Vec<u16> = match depth {
            3 => vec![2, 4, 10],
            n => vec![4; n],
        };
        widths.extend(block.columns.iter().map(|_| 2));
        (rows, widths)
    }

    /// One row of figures; the form's rows side by side as column groups.
    fn side_by_side(&self) -> Rows {
        let Some(block) = self.form.blocks.first() else { return Rows::default() };
        let present = self.present(block);
        let mut paths = Vec::new();
        let mut figures = Vec::new();
        for row in present {
            for column in block.columns {
                let mut labels = path(row.path, row.label);
                labels.push(column.label);
                paths.push(labels);
                figures.push(self.figure(row, column, 1));
            }
        }
        if figures.is_empty() {
            return Rows::default();
        }
        let widths = vec![1; figures.len()];
        let mut rows = heads(&paths);
        rows.push(figures);
        (rows, widths)
    }

    /// A row for each record under a grouped header.
    fn records(&self) -> Rows {
        let Some(block) = self.form.blocks.first() else { return Rows::default() };
        let present = self.present(block);
        if present.is_empty() {
            return Rows::default();
        }
        let labels: Vec<_> = block.columns.iter().map(ColumnForm::printed_label).collect();
        let paths = block.columns.iter().zip(&labels).map(|(column, label)| path(column.path, label));
        let mut rows = heads(&paths.collect::<Vec<_>>());
        for row in present {
            rows.push(block.columns.iter().map(|column| self.figure(row, column, 1)).collect());
        }
        let width = |column: &ColumnForm| if column.kind == Kind::Text { 2 } else { 1 };
        (rows, block.columns.iter().map(width).collect())
    }

    /// Pairs of a label and a value, two in a row.
    fn fields(&self) -> Rows {
        const PAIRS: usize = 2;
        let Some(block) = self.form.blocks.first() else { return Rows::default() };
        let Some(row) = self.present(block).first().copied() else { return Rows::default() };
        let pair = |column: &ColumnForm, colspan| {
            let label = [column.path, &[&*column.printed_label()]].concat().join("—");
            [spanning(&label, 1, 1, CellRole::RowHeader), self.figure(row, column, colspan)]
        };
        let rows = block.columns.chunks(PAIRS).map(|columns| match columns {
            [only] if block.columns.len() > 1 => pair(only, count(PAIRS * 2 - 1)).to_vec(),
            several => several.iter().flat_map(|column| pair(column, 1)).collect(),
        });
        (rows.collect(), [1, 2].repeat(block.columns.len().min(PAIRS)))
    }

    /// Indicator, unit, figure. A heading is kept if any row under it is; so is a row that distinguishes rows
    /// of the same label (被依法纠错数), even if its own figure is absent.
    fn list(&self) -> Rows {
        let Some(block) = self.form.blocks.first() else { return Rows::default() };
        let Some(column) = block.columns.first() else { return Rows::default() };
        let mut rows = Vec::new();
        for row in block.rows {
            let has = self.has(block, row);
            let heads = row.presence == Presence::Heading
                && block.rows.iter().any(|other| is_under(other.key, row.key) && self.has(block, other));
            let distinguishes = block.rows.iter().any(|other| {
                is_under(other.key, row.key) && self.has(block, other) && has_namesake(block, other)
            });
            if !has && !heads && !distinguishes {
                continue;
            }
            let figure =
                if heads { spanning("", 1, 1, CellRole::Figure) } else { self.figure(row, column, 1) };
            rows.push(vec![
                spanning(row.label, 1, 1, CellRole::RowHeader),
                spanning(row.unit.unwrap_or_default(), 1, 1, CellRole::Plain),
                figure,
            ]);
        }
        if !rows.is_empty() {
            rows.insert(0, LIST_HEADS.iter().map(|l| spanning(l, 1, 1, CellRole::ColumnHeader)).collect());
        }
        (rows, vec![6, 1, 2])
    }
}

fn has_namesake(block: &BlockForm, row: &RowForm) -> bool {
    block.rows.iter().any(|other| other.key != row.key && other.label == row.label)
}

/// Whether the code `key` lies under the code `parent`: `3.1.2` under `3.1`.
fn is_under(key: &str, parent: &str) -> bool {
    key.strip_prefix(parent).is_some_and(|rest| rest.starts_with('.'))
}

fn path<'a>(path: &[&'a str], label: &'a str) -> Vec<&'a str> {
    path.iter().copied().chain([label]).collect()
}

/// Header rows for columns under their paths: equal neighbours merge, short paths reach down.
fn heads(paths: &[Vec<&str>]) -> Vec<Vec<Cell>> {
    let height = paths.iter().map(Vec::len).max().unwrap_or(0);
    (0..height)
        .map(|level| {
            let mut cells = Vec::new();
            let mut start = 0;
            while start < paths.len() {
                let width = same_from(paths, start, level);
                let first = paths.get(start).map(Vec::as_slice).unwrap_or_default();
                if let Some(label) = first.get(level) {
                    let rowspan = if level + 1 == first.len() { count(height - level) } else { 1 };
                    cells.push(spanning(label, count(width), rowspan, CellRole::ColumnHeader));
                }
                start += width;
            }
            cells
        })
        .collect()
}

/// How many paths from `start` on have the same labels up to and including `level`.
fn same_from(paths: &[Vec<&str>], start: usize, level: usize) -> usize {
    let Some(first) = paths.get(start) else { return 1 };
    let Some(prefix) = first.get(..=level) else { return 1 };
    if first.len() == level + 1 {
        return 1; // a leaf: never merged with a neighbour
    }
    paths.iter().skip(start).take_while(|path| path.get(..=level) == Some(prefix)).count().max(1)
}

/// The label cells of row `index`; the label of a group is a cell of the first row of the group.
fn labels(rows: &[&'static RowForm], index: usize, depth: usize) -> Vec<Cell> {
    let Some(row) = rows.get(index) else { return Vec::new() };
    let mut cells = Vec::new();
    for (level, group) in row.path.iter().enumerate() {
        let same = |other: &&&RowForm| other.path.get(..=level) == row.path.get(..=level);
        let continues = index.checked_sub(1).and_then(|i| rows.get(i)).is_some_and(|above| same(&above));
        if !continues {
            let height = rows.iter().skip(index).take_while(same).count();
            let role = if level == 0 { CellRole::RotatedRowHeader } else { CellRole::RowHeader };
            cells.push(spanning(group, 1, count(height), role));
        }
    }
    cells.push(spanning(row.label, count(depth - row.path.len().min(depth - 1)), 1, CellRole::RowHeader));
    cells
}

fn spanning(text: &str, colspan: u32, rowspan: u32, role: CellRole) -> Cell {
    Cell { colspan, rowspan, role, ..Cell::new(text, Place::Unknown) }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn least_multiple(a: u32, b: u32) -> u32 {
    let (mut x, mut y) = (a, b.max(1));
    while y != 0 {
        (x, y) = (y, x % y);
    }
    a / x.max(1) * b.max(1)
}
