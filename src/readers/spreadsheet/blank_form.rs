//! A sheet of a blank form: one table with all its cells, the blank ones among them, and the formulas as they are.
//! What the cells mean is for whoever derives a form from them.

use std::collections::BTreeMap;

use super::Budget;
use super::blocks;
use super::sheet::{Area, Sheet, cell_reference};
use crate::model::document::{Block, CellFormula, Table};
use crate::model::error::Result;
use crate::model::place::column_letters;

/// Blank rows under the last text that count: one to fill in, or a row for each of several bodies.
const MOST_BLANK: usize = 2;

/// The formulas with their places.
pub fn formulas(sheet: &Sheet) -> impl Iterator<Item = CellFormula> {
    sheet.formulas.iter().map(|((row, column), formula)| CellFormula {
        place: sheet.place(*row, *column),
        text: Some(formula.text.clone()).filter(|text| !text.trim().is_empty()),
    })
}

/// The sheet as one table, its name as the title; nothing for a blank sheet.
pub fn blocks(sheet: &Sheet, budget: &mut Budget<'_>) -> Result<Vec<Block>> {
    let Some(area) = used_area(sheet) else { return Ok(Vec::new()) };
    budget.spend_block()?;
    let table = blocks::table(sheet, area, |_| area.right, budget)?;
    Ok(vec![Block::Table(Table { title: Some(sheet.name.to_string()), ..table })])
}

/// The cells with texts or formulas, with the blank rows that are drawn under them. A text alone in its row is a title or
/// a note, which may be merged over more columns than the table has.
fn used_area(sheet: &Sheet) -> Option<Area> {
    let mut area: Option<Area> = None;
    // The last columns of rows with several texts.
    let mut ends: Vec<(u32, u32)> = Vec::new();
    let mut add = |other: Area| area = Some(area.map_or(other, |area| union(area, other)));
    let mut cells = sheet.cells.keys().copied().peekable();
    while let Some((row, column)) = cells.next() {
        let has_neighbour = cells.peek().is_some_and(|next| next.0 == row);
        add(Area::cell(row, column));
        if !has_neighbour {
            // Unless a blank cell is drawn beside it: a label and the cell to fill in.
            let is_single = sheet.area(row, column).is_single();
            if is_single && sheet.drawn.get(&row).is_some_and(|last| *last > column) {
                add(Area::cell(row, column + 1));
            }
            continue;
        }
        add(flat(sheet.area(row, column)));
        while let Some((row, column)) = cells.next_if(|next| next.0 == row) {
            let cell = flat(sheet.area(row, column));
            add(cell);
            ends.push((row, cell.right));
        }
    }
    for (row, column) in sheet.formulas.keys() {
        add(Area::cell(*row, *column));
    }
    let area = area?;
    let below = (area.bottom + 1..).take(MOST_BLANK);
    let is_drawn = |row: &u32| sheet.drawn.get(row).is_some_and(|last| *last > area.left);
    let bottom = below.take_while(is_drawn).last().unwrap_or(area.bottom);
    // A label at the right edge has the cell to fill in beside it, where one is drawn.
    let mut at_edge = ends.iter().filter(|(_, right)| *right == area.right).peekable();
    let has_more = at_edge.peek().is_some()
        && at_edge.all(|(row, right)| sheet.drawn.get(row).is_some_and(|last| last > right));
    Some(Area { top: 1, left: 1, bottom, right: area.right + u32::from(has_more) })
}

/// The first row of an area: what is below it counts by its own cells.
const fn flat(area: Area) -> Area {
    Area { bottom: area.top, ..area }
}

fn union(a: Area, b: Area) -> Area {
    Area {
        top: a.top.min(b.top),
        left: a.left.min(b.left),
        bottom: a.bottom.max(b.bottom),
        right: a.right.max(b.right),
    }
}

/// Formulas that several cells of a sheet share: the file has the text beside the first cell only.
#[derive(Debug, Default)]
pub struct SharedFormulas(BTreeMap<u32, ((u32, u32), String)>);

impl SharedFormulas {
    /// The formula of the cell `at`, which has the text itself or only the number of a shared one.
    pub fn expand(&mut self, shared: Option<u32>, at: (u32, u32), text: &str) -> String {
        let Some(number) = shared else { return text.to_owned() };
        if !text.trim().is_empty() {
            self.0.entry(number).or_insert_with(|| (at, text.to_owned()));
            return text.to_owned();
        }
        self.0.get(&number).map(|(from, text)| moved(text, *from, at)).unwrap_or_default()
    }
}

/// A formula of the cell `from` as it is in the cell `to`: references without `$` move along.
fn moved(formula: &str, from: (u32, u32), to: (u32, u32)) -> String {
    let mut text = String::with_capacity(formula.len());
    let mut rest = formula;
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '$' | '_' | '.');
    while let Some(first) = rest.chars().next() {
        let quote = matches!(first, '"' | '\'').then_some(first);
        let end = match quote {
            Some(quote) => rest.match_indices(quote).nth(1).map(|(at, quote)| at + quote.len()),
            None if is_word(first) => rest.find(|c: char| !is_word(c)),
            None => Some(first.len_utf8()),
        };
        let (token, after) = rest.split_at_checked(end.unwrap_or(rest.len())).unwrap_or((rest, ""));
        let is_reference = quote.is_none() && !after.starts_with(['(', '!']);
        match Some(token).filter(|_| is_reference).and_then(cell_reference) {
            Some(at) => text.push_str(&moved_reference(token, at, from, to)),
            None => text.push_str(token),
        }
        rest = after;
    }
    text
}

fn moved_reference(token: &str, at: (u32, u32), from: (u32, u32), to: (u32, u32)) -> String {
    let is_fixed_column = token.starts_with('$');
    let is_fixed_row = token.get(1..).is_some_and(|rest| rest.contains('$'));
    let shift = |at: u32, from: u32, to: u32| (i64::from(at) + i64::from(to) - i64::from(from)).max(1);
    let number = |at: i64| u32::try_from(at).unwrap_or(1);
    let row = if is_fixed_row { at.0 } else { number(shift(at.0, from.0, to.0)) };
    let column = if is_fixed_column { at.1 } else { number(shift(at.1, from.1, to.1)) };
    format!("{}{row}", column_letters(column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_formulas_move_with_their_cells() {
        let mut shared = SharedFormulas::default();
        assert_eq!(
            shared.expand(Some(0), (5, 2), "SUM(B3:B$4)+表一!$C2-\"B3\""),
            "SUM(B3:B$4)+表一!$C2-\"B3\""
        );
        assert_eq!(shared.expand(Some(0), (6, 4), ""), "SUM(D4:D4)+表一!C3-\"B3\"");
        assert_eq!(shared.expand(None, (6, 4), "A1"), "A1");
        assert_eq!(shared.expand(Some(7), (6, 4), ""), "");
        assert_eq!(moved("LOG10(B2)", (1, 1), (2, 1)), "LOG10(B3)");
    }
}
