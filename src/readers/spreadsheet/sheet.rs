//! A sheet as all three formats give it: cells that hold text, merged areas, what is hidden.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::blank_form::SharedFormulas;
use super::formulas::Formula;
use super::hidden::Axis;
use super::looks::without_text_mark;
use super::marks::Marks;
use super::{Budget, check};
use crate::model::error::{Limit, Result};
use crate::model::limits::Limits;
use crate::model::place::{Place, column_letters};
use crate::model::text;

/// A rectangle of cells, counted from 1, both ends in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

impl Area {
    pub fn cell(row: u32, column: u32) -> Self {
        Self { top: row, left: column, bottom: row, right: column }
    }

    /// From two corners in any order.
    pub fn new(a: (u32, u32), b: (u32, u32)) -> Self {
        Self { top: a.0.min(b.0), left: a.1.min(b.1), bottom: a.0.max(b.0), right: a.1.max(b.1) }
    }

    pub fn is_single(self) -> bool {
        self.top == self.bottom && self.left == self.right
    }

    pub fn height(self) -> u32 {
        self.bottom - self.top + 1
    }

    pub fn width(self) -> u32 {
        self.right - self.left + 1
    }
}

/// A sheet.
#[derive(Debug)]
pub struct Sheet {
    /// From 1, in workbook order.
    pub number: u32,
    pub name: Arc<str>,
    pub is_hidden: bool,
    /// Text by row and column; no blank ones.
    pub cells: BTreeMap<(u32, u32), String>,
    /// Cells whose text is not the number that a formula would take from them.
    pub other_than_stored: BTreeSet<(u32, u32)>,
    /// Those of them that hold a text, which no sum counts, where the format tells.
    pub texts: BTreeSet<(u32, u32)>,
    /// Formulas whose results are not stored.
    pub formulas: BTreeMap<(u32, u32), Formula>,
    pub shared_formulas: SharedFormulas,
    /// Whether a formula has a result that the file stores, other than 0.
    pub stores_results: bool,
    /// Merged areas by their first cell; after [`Sheet::settle`] they do not overlap.
    pub merges: BTreeMap<(u32, u32), Area>,
    /// The last column of each row that the file draws a cell in, be it blank: where a bordered table
    /// ends although its last cells are empty.
    pub drawn: BTreeMap<u32, u32>,
    pub hidden_rows: BTreeSet<u32>,
    /// The lines of the headers and footers of its pages.
    pub margins: Vec<String>,
    /// The cells that pictures are at, where the file has them among its cells.
    pub pictures: Vec<(u32, u32)>,
    /// First and last column of each hidden range.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Whether no fill comes from elsewhere than the style of the cell.
    pub has_plain_fills: bool,
    pub marks: Marks,
    /// Where rows and columns are in the file, once the hidden ones were taken out.
    pub rows: Axis,
    pub columns: Axis,
}

impl Sheet {
    pub fn new(number: u32, name: &str, is_hidden: bool) -> Self {
        Self {
            number,
            name: text::clean(name).into(),
            is_hidden,
            cells: BTreeMap::new(),
            other_than_stored: BTreeSet::new(),
            texts: BTreeSet::new(),
            formulas: BTreeMap::new(),
            shared_formulas: SharedFormulas::default(),
            stores_results: false,
            merges: BTreeMap::new(),
            drawn: BTreeMap::new(),
            hidden_rows: BTreeSet::new(),
            margins: Vec::new(),
            pictures: Vec::new(),
            hidden_columns: Vec::new(),
            has_plain_fills: true,
            marks: Marks::default(),
            rows: Axis::default(),
            columns: Axis::default(),
        }
    }

    /// Sets a cell's text, if it has any.
    pub fn put(&mut self, row: u32, column: u32, text: &str, budget: &mut Budget<'_>) -> Result<()> {
        // What our own writer wrote is exactly as it was.
        let text = text::clean(if self.marks.is_empty() { without_text_mark(text) } else { text });
        if text.is_empty() {
            return Ok(());
        }
        check(Limit::Columns, column.into(), budget.limits.columns.into())?;
        budget.spend_cells(1)?;
        budget.spend_text(text.len())?;
        self.cells.insert((row, column), text);
        Ok(())
    }

    pub fn merge(&mut self, area: Area, budget: &mut Budget<'_>) -> Result<()> {
        if !area.is_single() {
            budget.spend_cells(1)?;
            self.merges.entry((area.top, area.left)).or_insert(area);
        }
        Ok(())
    }

    pub fn draw(&mut self, row: u32, column: u32) {
        let last = self.drawn.entry(row).or_insert(column);
        *last = column.max(*last);
    }

    /// Whether a cell is blank though it has a label before it in its row, and figures beside it or near above or
    /// below.
    pub fn lacks_figure(&self, (row, column): (u32, u32)) -> bool {
        /// Rows in which the figures of the same column are looked for.
        const NEAR: u32 = 2;
        let is_figure = |text: &String| {
            text.contains(|c: char| c.is_ascii_digit())
                && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'))
        };
        if self.cells.contains_key(&(row, column)) || column == 0 {
            return false;
        }
        let has_label = self.cells.range((row, 0)..(row, column)).any(|(_, text)| !is_figure(text));
        let mut beside = self.cells.range((row, 0)..=(row, u32::MAX)).map(|(_, text)| text);
        let near = row.saturating_sub(NEAR)..=row.saturating_add(NEAR);
        let mut near = near.filter_map(|row| self.cells.get(&(row, column)));
        has_label && (beside.any(is_figure) || near.any(is_figure))
    }

    /// Whether nobody sees the row.
    pub fn is_hidden_row(&self, row: u32) -> bool {
        self.is_hidden || self.hidden_rows.contains(&row)
    }

    /// A false file may name more ranges than there are columns.
    pub fn hide_columns(&mut self, first: u32, last: u32) {
        if self.hidden_columns.len() < MAX_COLUMN as usize {
            self.hidden_columns.push((first, last));
        }
    }

    /// The cells that the area starting here covers.
    pub fn area(&self, row: u32, column: u32) -> Area {
        self.merges.get(&(row, column)).copied().unwrap_or_else(|| Area::cell(row, column))
    }

    pub fn place(&self, row: u32, column: u32) -> Place {
        let (row, column) = (self.rows.original(row), self.columns.original(column));
        Place::Sheet { number: self.number, sheet: Arc::clone(&self.name), row, column }
    }

    /// A cell as a person names it: `表三!D7`.
    pub fn cell_name(&self, row: u32, column: u32) -> String {
        let (row, column) = (self.rows.original(row), self.columns.original(column));
        format!("{}!{}{row}", self.name, column_letters(column))
    }

    /// Drops merged areas that overlap an earlier one, and text in covered cells, which nobody sees.
    ///
    /// # Errors
    /// When an area with text spans more than the limits allow.
    pub fn settle(&mut self, limits: &Limits) -> Result<()> {
        let mut open = OpenAreas::default();
        let mut kept = BTreeMap::new();
        let mut merges = std::mem::take(&mut self.merges).into_iter().peekable();
        let mut covered = Vec::new();
        for &(row, column) in self.cells.keys() {
            while let Some((at, area)) = merges.next_if(|(at, _)| *at <= (row, column)) {
                if open.add(area) {
                    kept.insert(at, area);
                }
            }
            match open.at(row, column) {
                Some(area) if (area.top, area.left) != (row, column) => covered.push((row, column)),
                Some(area) => {
                    check(Limit::Rows, area.height().into(), limits.rows.into())?;
                    check(Limit::Columns, area.width().into(), limits.columns.into())?;
                }
                None => {}
            }
        }
        kept.extend(merges.filter(|(_, area)| open.add(*area)));
        for at in covered {
            self.cells.remove(&at);
        }
        self.merges = kept;
        Ok(())
    }
}

/// The areas that reach the row at hand, by their first column; they never overlap. Areas must come
/// in order of rows, so an area that collides with another collides with it in its own first row.
#[derive(Debug, Default)]
pub struct OpenAreas(BTreeMap<u32, Area>);

impl OpenAreas {
    /// Adds an area; whether it covers no cell of another.
    pub fn add(&mut self, area: Area) -> bool {
        let is_free = self.last_within(area.top, area.left, area.right).is_none();
        if is_free {
            self.0.insert(area.left, area);
        }
        is_free
    }

    /// The area that a cell is in.
    pub fn at(&mut self, row: u32, column: u32) -> Option<Area> {
        self.last_within(row, column, column)
    }

    /// The last open area that has a cell in these columns of the row; forgets those that ended above.
    fn last_within(&mut self, row: u32, left: u32, right: u32) -> Option<Area> {
        loop {
            let (&key, &area) = self.0.range(..=right).next_back()?;
            if area.right < left {
                return None;
            }
            if area.bottom >= row {
                return Some(area);
            }
            self.0.remove(&key);
        }
    }
}

/// Row and column, from 1, of a reference such as `B7` or `$B$7`; `None` when it is none.
pub fn cell_reference(text: &str) -> Option<(u32, u32)> {
    let mut column = 0u32;
    let mut row = 0u32;
    for character in text.trim().chars().filter(|&c| c != '$') {
        match character {
            'A'..='Z' | 'a'..='z' if row == 0 => {
                let letter = u32::from(character.to_ascii_uppercase()) - u32::from('A') + 1;
                column = column.checked_mul(26)?.checked_add(letter)?;
            }
            '0'..='9' if column > 0 => row = row.checked_mul(10)?.checked_add(character.to_digit(10)?)?,
            _ => return None,
        }
    }
    (row > 0 && column > 0 && row <= MAX_ROW && column <= MAX_COLUMN).then_some((row, column))
}

/// The area of `A1:B7` or `A1`.
pub fn area_reference(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    Some(Area::new(cell_reference(first)?, cell_reference(last)?))
}

/// The largest sheet of any of the formats.
pub const MAX_ROW: u32 = 1_048_576;
pub const MAX_COLUMN: u32 = 16_384;
