//! A table of the form from a table of the blank one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::grid::{Grid, GridCell};
use super::header::{self, Column, Header, is_mark};
use super::parts::Part;
use super::placeholder::Placeholder;
use super::stub::{Row, Stub};
use super::{Doubt, kinds, records};
use crate::forms::language::MOST_COLUMNS;
use crate::forms::source::{BlockSource, LineSource, TableSource};
use crate::model::form::{Kind, Layout, Presence};
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::text;
use crate::prose::numbering::numbering;

/// Characters of the longest label.
const LONGEST_LABEL: usize = 100;

/// A table of the form, and where its cells are in the blank one.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    pub source: TableSource,
    pub sheet: Option<String>,
    /// Its first cell.
    pub place: Place,
    /// The row and column, both from 0 in their block, of each cell to fill in.
    pub inputs: BTreeMap<Place, Input>,
}

/// A cell to fill in: its block, row and column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    pub block: usize,
    pub row: usize,
    pub column: usize,
}

/// The table in these parts of a sheet, several for one of blocks; `None` where nothing is to be filled in.
pub fn derive(grid: &Grid<'_>, run: &[Part], doubts: &mut Vec<Doubt>) -> Option<Derived> {
    let mut derived = Derived::default();
    for part in run {
        let block = derived.source.blocks.len();
        let (header, is_of_blocks) = (Header::of(grid, &part.rows), run.len() > 1);
        let mut reader = BlockReader { grid, part, header, doubts, block, is_of_blocks };
        if let Some(read) = reader.block(&mut derived) {
            derived.source.blocks.push(read);
        }
    }
    let first = run.first().map(|part| part.rows.start)?;
    derived.place = grid.at(first, 0).map(|cell| cell.place.clone()).unwrap_or_default();
    if derived.source.blocks.is_empty() {
        return None;
    }
    if derived.source.blocks.len() > 1 {
        derived.source.layout = Layout::Stacked;
        derived.source.corner = None;
        number_blocks(&mut derived.source.blocks);
    }
    Some(derived)
}

/// The ids of the rows of a table of blocks are unique among all of them.
fn number_blocks(blocks: &mut [BlockSource]) {
    let rows = blocks.iter_mut().flat_map(|block| &mut block.rows);
    for (row, number) in rows.zip(1..) {
        row.id = format!("r{number}");
        row.no = None;
    }
}

struct BlockReader<'a, 'g, 'd> {
    grid: &'g Grid<'d>,
    part: &'a Part,
    header: Header,
    doubts: &'a mut Vec<Doubt>,
    block: usize,
    /// Whether the table has several blocks, each below its banner.
    is_of_blocks: bool,
}

impl<'g, 'd> BlockReader<'_, 'g, 'd> {
    fn doubt(&mut self, place: &Place, zh: impl Into<String>, en: impl Into<String>) {
        self.doubts.push(Doubt { place: place.clone(), message: Message::new(zh, en) });
    }

    fn block(&mut self, derived: &mut Derived) -> Option<BlockSource> {
        let grid = self.grid;
        let stub = Stub::of(grid, &self.header, &self.part.rows);
        let body = self.header.end()..self.part.rows.end;
        let columns = header::columns(grid, &self.header, stub.width());
        let corner = grid.at(self.part.rows.start, 0);
        let place = corner.map(|cell| cell.place.clone()).unwrap_or_default();
        let has_input = body.clone().any(|row| columns.iter().any(|column| self.is_input(row, column.at)));
        if columns.is_empty() || !has_input {
            self.doubt(
                &place,
                "这张表没有留空的格，不知道要填哪些数，没有列入",
                "the table has no cell to fill in and is left out",
            );
            return None;
        }
        if columns.len() > MOST_COLUMNS {
            let count = columns.len();
            self.doubt(
                &place,
                format!("这张表有 {count} 列，最多 {MOST_COLUMNS} 列，没有列入；请拆成几张表"),
                format!(
                    "the table has {count} columns, at most {MOST_COLUMNS} can be, and is left out; divide it"
                ),
            );
            return None;
        }
        if let Some(records) = records::of(grid, &body) {
            let side_by_side = (stub.width() == 0).then(|| self.side_by_side(&columns, body.start, derived));
            return side_by_side.flatten().or_else(|| Some(self.records(records, body, derived)));
        }
        if stub.width() == 0 {
            self.doubt(
                &place,
                "这张表左边没有行标签，没有列入",
                "the table has no labels at the left and is left out",
            );
            return None;
        }
        let rows = stub.rows(grid, body);
        let columns = self.data_columns(columns, &rows);
        let rows = self.data_rows(rows, &columns);
        let is_list = columns.len() == 1 && stub.has_units();
        self.duplicates(columns.iter().map(|column| (column.path.clone(), column.head)));
        let paths = if is_list { nested(&rows) } else { rows.iter().map(|row| row.path.clone()).collect() };
        self.duplicates(rows.iter().zip(paths).filter_map(|(row, path)| Some((path, row.head?))));
        self.add_inputs(&rows, &columns, derived);
        if is_list {
            derived.source.layout = Layout::List;
        } else {
            derived.source.corner = corner.map(|cell| cell.text.clone()).filter(|text| !text.is_empty());
        }
        let banner = self.part.lines.last().filter(|line| line.is_wide && self.is_of_blocks);
        let clause = banner.map(|line| line.text.clone());
        Some(BlockSource { clause, columns: self.columns(&columns), rows: self.rows(&rows, is_list) })
    }

    /// A table of one row, or of a row for each body: all columns are filled in.
    fn records(&mut self, records: &str, body: Range<usize>, derived: &mut Derived) -> BlockSource {
        let mut columns = header::columns(self.grid, &self.header, 0);
        columns.retain(|column| !column.path.last().is_some_and(|label| records::is_number(label)));
        self.duplicates(columns.iter().map(|column| (column.path.clone(), column.head)));
        for (at, row) in body.enumerate() {
            for (column, head) in columns.iter().enumerate() {
                if let Some(cell) = self.grid.at(row, head.at).filter(|cell| cell.is_input()) {
                    let input = Input { block: self.block, row: at, column };
                    derived.inputs.insert(cell.place.clone(), input);
                }
            }
        }
        derived.source.layout = Layout::Records;
        derived.source.records = Some(records.to_owned());
        BlockSource { clause: None, columns: self.columns(&columns), rows: Vec::new() }
    }

    fn add_inputs(&self, rows: &[Row<'g, 'd>], columns: &[Column<'g, 'd>], derived: &mut Derived) {
        for (row, line) in rows.iter().enumerate() {
            for (column, head) in columns.iter().enumerate() {
                if let Some(cell) = self.grid.at(line.at, head.at).filter(|cell| cell.is_input()) {
                    let input = Input { block: self.block, row, column };
                    derived.inputs.insert(cell.place.clone(), input);
                }
            }
        }
    }

    fn columns(&mut self, columns: &[Column<'g, 'd>]) -> Vec<LineSource> {
        let numbers = own_numbers(columns.iter().map(|column| column.no));
        let lines = columns.iter().zip(numbers).zip(1..);
        lines.filter_map(|((column, no), at)| self.column(column, no, at)).collect()
    }

    fn rows(&mut self, rows: &[Row<'g, 'd>], is_list: bool) -> Vec<LineSource> {
        let numbers = own_numbers(rows.iter().map(|row| row.no));
        let has_codes = own_codes(rows).is_some();
        let lines = rows.iter().zip(numbers).zip(1..);
        let mut lines: Vec<LineSource> =
            lines.filter_map(|((row, no), at)| self.row(row, no, at, has_codes)).collect();
        if is_list {
            // What has no unit has no figure.
            lines
                .iter_mut()
                .filter(|row| row.unit.is_none())
                .for_each(|row| row.presence = Presence::Heading);
        }
        lines
    }

    /// A table of one row, whose groups of columns all have the same columns: the rows of the form are its groups.
    fn side_by_side(
        &self,
        columns: &[Column<'g, 'd>],
        row: usize,
        derived: &mut Derived,
    ) -> Option<BlockSource> {
        let groups: Vec<&[Column<'g, 'd>]> = columns.chunk_by(|a, b| groups_of(a) == groups_of(b)).collect();
        let labels = |group: &[Column<'g, 'd>]| -> Vec<&str> {
            group.iter().filter_map(|column| column.path.last().copied()).collect()
        };
        let first = *groups.first()?;
        let is_alike = groups.iter().all(|group| {
            labels(group) == labels(first)
                && group.first().is_some_and(|column| !groups_of(column).is_empty())
        });
        if groups.len() < 2 || first.len() < 2 || !is_alike {
            return None;
        }
        for (at, group) in groups.iter().enumerate() {
            for (column, head) in group.iter().enumerate() {
                let place = self.grid.at(row, head.at)?.place.clone();
                derived.inputs.insert(place, Input { block: self.block, row: at, column });
            }
        }
        derived.source.layout = Layout::SideBySide;
        let line = |letter: char, at: usize, path: &[&str]| {
            let (label, path) = path.split_last()?;
            Some(LineSource {
                id: format!("{letter}{}", at + 1),
                label: (*label).to_owned(),
                path: path.iter().map(|label| (*label).to_owned()).collect(),
                ..LineSource::default()
            })
        };
        let column = |(at, column): (usize, &Column<'g, 'd>)| {
            let number = kinds::of_labels(&column.path);
            Some(LineSource {
                number,
                ..line('c', at, column.path.split_last().map(|(last, _)| std::slice::from_ref(last))?)?
            })
        };
        let columns = first.iter().enumerate().filter_map(column).collect();
        let rows = groups.iter().enumerate();
        let rows = rows.filter_map(|(at, group)| line('r', at, groups_of(group.first()?))).collect();
        Some(BlockSource { clause: None, columns, rows })
    }

    fn is_input(&self, row: usize, column: usize) -> bool {
        self.grid.at(row, column).is_some_and(GridCell::is_input)
    }

    /// The columns to fill in; labels further right belong to a second table beside the first.
    fn data_columns(&mut self, columns: Vec<Column<'g, 'd>>, rows: &[Row<'g, 'd>]) -> Vec<Column<'g, 'd>> {
        let grid = self.grid;
        let is_filled = |column: &Column<'g, 'd>| {
            let cells = rows.iter().filter_map(|row| grid.at(row.at, column.at));
            let given = cells.filter(|cell| !cell.is_input() && !is_mark(&cell.text)).count();
            given * 2 <= rows.len()
        };
        let (data, labels): (Vec<_>, Vec<_>) = columns.into_iter().partition(is_filled);
        for column in labels {
            let label = column.path.last().copied().unwrap_or_default();
            self.doubt(
                column.head.place,
                format!(
                    "“{label}”这一列已有文字，不是要填的数；它右边如果是另一张表，请挪到下面或另一张工作表"
                ),
                format!(
                    "the column '{label}' has texts and is not filled in; put a second table on its own sheet"
                ),
            );
        }
        data
    }

    /// The rows in which something is filled in.
    fn data_rows(&mut self, rows: Vec<Row<'g, 'd>>, columns: &[Column<'g, 'd>]) -> Vec<Row<'g, 'd>> {
        let mut data = Vec::new();
        for row in rows {
            if columns.iter().any(|column| self.is_input(row.at, column.at)) {
                data.push(row);
            } else if let Some(head) = row.head {
                let label = head.text.clone();
                self.doubt(
                    head.place,
                    format!("“{label}”这一行没有留空的格，没有列入"),
                    format!("the row '{label}' has no cell to fill in and is left out"),
                );
            }
        }
        data
    }

    fn duplicates<'c>(&mut self, labels: impl Iterator<Item = (Vec<&'c str>, &'c GridCell<'c>)>) {
        let mut seen: BTreeMap<Vec<&str>, &Place> = BTreeMap::new();
        let mut twice = Vec::new();
        for (path, cell) in labels {
            if let Some(first) = seen.get(&path) {
                twice.push((path.join(" · "), (*first).clone(), cell.place.clone()));
            } else {
                seen.insert(path, cell.place);
            }
        }
        for (label, first, second) in twice {
            let at = |language| first.describe(language).unwrap_or_default();
            let (zh, en) =
                (at(crate::model::language::Language::Zh), at(crate::model::language::Language::En));
            self.doubt(
                &second,
                format!("“{label}”与 {zh} 的标签一样，分不清是哪一个；请让标签各不相同"),
                format!("'{label}' is also the label at {en}; make the labels different"),
            );
        }
    }

    fn column(&mut self, column: &Column<'g, 'd>, no: Option<u32>, at: u32) -> Option<LineSource> {
        let number = kinds::of_labels(&column.path);
        let (label, path) = self.labels(&column.path, column.head)?;
        let id = format!("c{}", no.unwrap_or(at));
        let mut line = LineSource { id, no, label, path, number, ..LineSource::default() };
        if number == Kind::Count {
            kinds::apply_placeholder(&mut line, self.placeholder(column.at));
        }
        Some(line)
    }

    /// What all cells to fill in of a column have in place of nothing.
    fn placeholder(&self, column: usize) -> Option<&'g Placeholder> {
        let cells = (self.header.end()..self.part.rows.end).filter_map(|row| self.grid.at(row, column));
        let mut all = cells.filter(|cell| cell.is_input()).map(|cell| cell.placeholder.as_ref());
        let first = all.next().flatten();
        first.filter(|first| all.all(|other| other == Some(*first)))
    }

    fn row(&mut self, row: &Row<'g, 'd>, no: Option<u32>, at: u32, has_code: bool) -> Option<LineSource> {
        let (label, path) = self.labels(&row.path, row.head?)?;
        let code = row.code.filter(|_| has_code);
        let id = code.map_or_else(|| format!("r{}", no.unwrap_or(at)), str::to_owned);
        let unit = row.unit.map(str::to_owned);
        Some(LineSource { id, no, label, path, unit, ..LineSource::default() })
    }

    /// The label and its groups; too long ones are reported.
    fn labels(&mut self, path: &[&str], head: &GridCell<'_>) -> Option<(String, Vec<String>)> {
        let mut path: Vec<String> = path.iter().map(|label| (*label).to_owned()).collect();
        if path.iter().any(|label| label.chars().nth(LONGEST_LABEL).is_some()) {
            self.doubt(
                head.place,
                format!("标签超过 {LONGEST_LABEL} 个字，没有列入"),
                format!("the label has more than {LONGEST_LABEL} characters and is left out"),
            );
            return None;
        }
        let label = path.pop()?;
        Some((label, path))
    }
}

/// The labels of the rows of a list after those of the rows above that they are under, by their numbers.
fn nested<'g>(rows: &[Row<'g, '_>]) -> Vec<Vec<&'g str>> {
    let mut above: Vec<(u8, &'g str)> = Vec::new();
    let mut paths = Vec::new();
    for row in rows {
        let label = row.path.last().copied().unwrap_or_default();
        let level = numbering(&text::fold(label)).0.map_or(u8::MAX, |number| number.level);
        above.retain(|(other, _)| *other < level);
        above.push((level, label));
        paths.push(above.iter().map(|(_, label)| *label).collect());
    }
    paths
}

/// The labels of the groups that a column is in.
fn groups_of<'c, 'g>(column: &'c Column<'g, '_>) -> &'c [&'g str] {
    column.path.split_last().map_or(&[], |(_, groups)| groups)
}

/// The numbers that the form gives its lines, if each has one of its own.
fn own_numbers(numbers: impl Iterator<Item = Option<u32>>) -> Vec<Option<u32>> {
    let numbers: Vec<Option<u32>> = numbers.map(|number| number.filter(|number| *number > 0)).collect();
    let own: BTreeSet<u32> = numbers.iter().copied().flatten().collect();
    if own.len() == numbers.len() { numbers } else { vec![None; numbers.len()] }
}

/// The codes that the form gives its rows, if each has one of its own.
fn own_codes<'g>(rows: &[Row<'g, '_>]) -> Option<BTreeSet<&'g str>> {
    let is_id = |code: &&str| code.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let codes: BTreeSet<&str> = rows.iter().filter_map(|row| row.code).filter(is_id).collect();
    (codes.len() == rows.len()).then_some(codes)
}
