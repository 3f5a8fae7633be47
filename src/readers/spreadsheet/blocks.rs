//! A sheet as blocks: which rows are lines of text and which are a table.
//!
//! A blank row separates. In a run of rows without one, rows of two cells or more make the table,
//! from the first such row to the last with all between. A row of one cell at either end is a line of
//! text, unless its shape ties it to the table: merged over just the table's columns above it (a banner),
//! merged over some of them, or followed by blank cells drawn up to the table's edge. Columns over
//! which a long text, or a line wider than the table by it, is merged are those of text: a single cell
//! merged over them is a line, unless it is a banner between rows of just that width.
//! What a row means is not decided here: a heading taken for a table's row is still found later.

use std::collections::{BTreeMap, BTreeSet};

use super::Budget;
use super::sheet::{Area, Sheet};
use crate::model::document::{Block, Cell, Paragraph, Table};
use crate::model::error::Result;
use crate::model::text;

/// A row with something in it.
#[derive(Clone, Copy, Debug)]
struct Row {
    /// What the cells that start in the row cover together.
    area: Area,
    is_single: bool,
}

impl Row {
    fn shape(&self) -> (u32, u32) {
        (self.area.left, self.area.right)
    }
}

/// Characters of the longest title or banner that is expected.
const LONGEST_BANNER: usize = 45;

/// First and last column of merged cells that hold lines of text.
type Shapes = BTreeSet<(u32, u32)>;

/// The blocks of a sheet that was settled.
pub fn blocks(sheet: &Sheet, budget: &mut Budget<'_>) -> Result<Vec<Block>> {
    let runs = runs(sheet);
    let shapes = line_shapes(&runs, sheet);
    let mut pieces: BTreeMap<u32, Piece> = BTreeMap::new();
    for run in &runs {
        split(run, &shapes, sheet, &mut pieces);
    }
    for mark in sheet.marks.tables() {
        pieces.insert(mark.top, Piece::Marked(with_text(*mark, sheet)));
    }
    let mut blocks = Vec::new();
    for piece in pieces.into_values() {
        match piece {
            Piece::Table(area) => {
                budget.spend_block()?;
                blocks.push(Block::Table(table(sheet, area, |_| area.right, budget)?));
            }
            Piece::Marked(area) => {
                budget.spend_block()?;
                let last = |row| sheet.drawn.get(&row).map_or(0, |&last| last.min(area.right));
                blocks.push(Block::Table(table(sheet, area, last, budget)?));
            }
            Piece::Lines(area) => lines(sheet, area, &mut blocks, budget)?,
        }
    }
    Ok(blocks)
}

/// What rows turn out to be.
#[derive(Clone, Copy, Debug)]
enum Piece {
    Table(Area),
    /// As our writer marked it: a cell that the file does not have was not there.
    Marked(Area),
    /// A row of single cells that are text.
    Lines(Area),
}

/// Runs of rows without a blank row among them, outside the tables that are marked.
fn runs(sheet: &Sheet) -> Vec<Vec<Row>> {
    let mut runs: Vec<Vec<Row>> = Vec::new();
    let mut reach = 0u32;
    let mut cells = sheet.cells.keys().copied().peekable();
    let mut marks = sheet.marks.tables().peekable();
    while let Some((row, first)) = cells.next() {
        while marks.next_if(|mark| mark.bottom < row).is_some() {}
        if marks.peek().is_some_and(|mark| mark.top <= row) {
            continue;
        }
        let mut area = sheet.area(row, first);
        let mut is_single = true;
        while let Some((_, column)) = cells.next_if(|cell| cell.0 == row) {
            let next = sheet.area(row, column);
            area.right = area.right.max(next.right);
            area.bottom = area.bottom.max(next.bottom);
            is_single = false;
        }
        // A single cell over several rows is a line only if nothing is beside it further down.
        is_single &= cells.peek().is_none_or(|cell| cell.0 > area.bottom);
        if row > reach.saturating_add(1) || runs.is_empty() {
            runs.push(Vec::new());
        }
        reach = reach.max(area.bottom);
        if let Some(run) = runs.last_mut() {
            run.push(Row { area, is_single });
        }
    }
    runs
}

/// The shapes of merged single cells that are text beyond doubt: of which one is too long for a title
/// or a banner, or wider than the table in its run.
fn line_shapes(runs: &[Vec<Row>], sheet: &Sheet) -> Shapes {
    let is_long = |area: Area| {
        let text = sheet.cells.get(&(area.top, area.left));
        text.is_some_and(|text| text.chars().nth(LONGEST_BANNER).is_some())
    };
    let mut shapes = Shapes::new();
    for run in runs {
        let table = run.iter().filter(|row| !row.is_single).map(|row| row.area).reduce(union);
        let is_wider =
            |area: Area| table.is_some_and(|table| area.left <= table.left && area.right > table.right);
        let merged = run.iter().filter(|row| row.is_single && row.area.width() > 1);
        shapes.extend(merged.filter(|row| is_long(row.area) || is_wider(row.area)).map(Row::shape));
    }
    shapes
}

/// Which rows of a run are text by their shape. One that is alone between rows of just its width
/// is a banner after all.
fn text_rows(run: &[Row], shapes: &Shapes) -> Vec<bool> {
    let is_text = |row: &Row| row.is_single && shapes.contains(&row.shape());
    let width_of_table = |rows: &mut dyn Iterator<Item = &Row>| {
        let table = rows.take_while(|row| !is_text(row)).filter(|row| !row.is_single);
        table.map(|row| row.area).reduce(union).map(|area| (area.left, area.right))
    };
    let is_banner = |(index, row): (usize, &Row)| {
        let above = width_of_table(&mut run.iter().take(index).rev());
        let below = width_of_table(&mut run.iter().skip(index + 1));
        above == Some(row.shape()) && below == Some(row.shape())
    };
    run.iter().enumerate().map(|(index, row)| is_text(row) && !is_banner((index, row))).collect()
}

/// Cuts a run at lines of text, and the rest into lines and tables.
fn split(run: &[Row], shapes: &Shapes, sheet: &Sheet, pieces: &mut BTreeMap<u32, Piece>) {
    let is_text = text_rows(run, shapes);
    let rows: Vec<(&Row, bool)> = run.iter().zip(is_text).collect();
    for part in rows.chunk_by(|a, b| a.1 == b.1) {
        let rows: Vec<Row> = part.iter().map(|(row, _)| **row).collect();
        let table = if part.first().is_some_and(|part| part.1) { None } else { table_rows(&rows, sheet) };
        let (first, last) = table.unwrap_or((rows.len(), rows.len()));
        let mut area: Option<Area> = None;
        for (index, row) in rows.iter().enumerate() {
            if index < first || index > last {
                pieces.insert(row.area.top, Piece::Lines(row.area));
            } else {
                area = Some(area.map_or(row.area, |all| union(all, row.area)));
            }
        }
        if let Some(area) = area {
            pieces.insert(area.top, Piece::Table(area));
        }
    }
}

/// The first and last of the rows that belong to the table among them, if there is one.
fn table_rows(rows: &[Row], sheet: &Sheet) -> Option<(usize, usize)> {
    let mut first = rows.iter().position(|row| !row.is_single)?;
    let mut last = rows.iter().rposition(|row| !row.is_single)?;
    let table = rows.get(first..=last)?.iter().map(|row| row.area).reduce(union)?;
    let is_inside = |area: Area| {
        let is_narrower = area.width() > 1 && area.width() < table.width();
        (is_narrower || area.left > table.left) && area.right <= table.right
    };
    let is_banner = |area: Area| area.width() > 1 && (area.left, area.right) == (table.left, table.right);
    let is_drawn = |area: Area| sheet.drawn.get(&area.top) == Some(&table.right) && area.width() == 1;
    let above = rows.get(..first)?.iter().rev();
    first -= above.take_while(|row| is_inside(row.area) || is_banner(row.area)).count();
    let below = rows.get(last + 1..)?.iter();
    last += below.take_while(|row| is_inside(row.area) || is_drawn(row.area)).count();
    Some((first, last))
}

fn union(a: Area, b: Area) -> Area {
    Area {
        top: a.top.min(b.top),
        left: a.left.min(b.left),
        bottom: a.bottom.max(b.bottom),
        right: a.right.max(b.right),
    }
}

/// A marked table with whatever someone has since written beside it.
fn with_text(mark: Area, sheet: &Sheet) -> Area {
    let columns = sheet.cells.range((mark.top, 0)..=(mark.bottom, u32::MAX)).map(|((_, column), _)| *column);
    columns.fold(mark, |area, column| Area {
        left: area.left.min(column),
        right: area.right.max(column),
        ..area
    })
}

fn lines(sheet: &Sheet, area: Area, blocks: &mut Vec<Block>, budget: &mut Budget<'_>) -> Result<()> {
    let (row, column) = (area.top, area.left);
    let Some(all) = sheet.cells.get(&(row, column)) else { return Ok(()) };
    for line in all.split('\n').map(text::clean).filter(|line| !line.is_empty()) {
        budget.spend_block()?;
        let paragraph = Paragraph::new(line, sheet.marks.role(row), sheet.place(row, column));
        blocks.push(Block::Paragraph(paragraph));
    }
    Ok(())
}

/// The cells of an area as far as each row goes, blank ones among them; merged areas are cut at its edges.
pub fn table(sheet: &Sheet, area: Area, last: impl Fn(u32) -> u32, budget: &mut Budget<'_>) -> Result<Table> {
    let size = u64::from(area.width()) * u64::from(area.height());
    budget.spend_cells(usize::try_from(size).unwrap_or(usize::MAX))?;
    // The row down to which each column is covered by a cell that began above.
    let mut covered: BTreeMap<u32, u32> = BTreeMap::new();
    let mut rows = Vec::new();
    for row in area.top..=area.bottom {
        budget.limits.clock.check()?;
        let mut cells = Vec::new();
        let mut column = area.left;
        while column <= last(row) {
            if covered.get(&column).is_some_and(|&bottom| bottom >= row) {
                column += 1;
                continue;
            }
            let merged = sheet.area(row, column);
            let (right, bottom) = (merged.right.min(area.right), merged.bottom.min(area.bottom));
            let mut cell = Cell::new(
                sheet.cells.get(&(row, column)).cloned().unwrap_or_default(),
                sheet.place(row, column),
            );
            cell.colspan = right - column + 1;
            cell.rowspan = bottom - row + 1;
            cells.push(cell);
            if bottom > row {
                covered.extend((column..=right).map(|column| (column, bottom)));
            }
            column = right + 1;
        }
        rows.push(cells);
    }
    Ok(Table { rows, ..Table::default() })
}
