//! Notes below a table, or in its last rows: what they say about its figures.

use crate::model::document::{Block, Paragraph, Role, Table};
use crate::model::text;
use crate::model::unit::Unit;
use crate::prose::numbering::numbering;

use crate::recognise::tables::labels::Labels;
use crate::recognise::tables::remainder::{self, statement};
use crate::recognise::tables::value_text::is_figure;

use super::captions::{OwnReport, sheet, sheet_of};
use super::text_rows::lone;

/// Most lines below a table that are notes on it.
const MOST_NOTES: usize = 8;
/// Most rows at the end of a table that are notes on it.
const MOST_ROWS: usize = 3;

/// The notes on a table.
#[derive(Clone, Debug, Default)]
pub struct Notes<'a>(Vec<&'a str>);

impl<'a> Notes<'a> {
    /// The notes in the last rows of a table and on the lines below it.
    pub fn of_table(table: &'a Table, below: &'a [Block], labels: &Labels) -> Self {
        let rows =
            table.rows.iter().rev().take(MOST_ROWS).map_while(|row| lone(row).or_else(|| repeated(row)));
        let rows =
            rows.map(|cell| cell.text.as_str()).take_while(|text| !is_figure(text) && !labels.is_label(text));
        let mut notes = Self::below(below);
        notes.0.extend(rows);
        notes.0.extend(table_of_one(below));
        notes
    }

    /// The notes on the lines after a table.
    pub fn below(blocks: &'a [Block]) -> Self {
        let mut notes: Vec<&str> = Vec::new();
        let mut is_list = false;
        let mut lines = blocks
            .iter()
            .filter(|block| !matches!(block, Block::Paragraph(line) if line.text.is_empty()))
            .peekable();
        while let Some(Block::Paragraph(line)) = lines.next() {
            let precedes_table =
                matches!(lines.peek(), Some(Block::Table(table)) if sheet(table) == sheet_of(&line.place));
            let is_item =
                is_list && numbering(&text::fold(&line.text)).0.is_some_and(|number| number.level > 2);
            if notes.len() == MOST_NOTES || !(is_item || is_note(line, precedes_table)) {
                break;
            }
            is_list = is_item
                || line.text.trim_end().ends_with([':', '：', '；', ';'])
                || statement::is_marked(&line.text);
            notes.push(&line.text);
        }
        Self(notes)
    }

    /// The units that they say the figures have.
    pub fn units(&self) -> Vec<Unit> {
        self.0.iter().flat_map(|note| remainder::stated_units(note)).collect()
    }

    /// The note that says that the figures are of another period or body than the report's.
    pub fn another(&self, own: &OwnReport) -> Option<&'a str> {
        self.0.iter().copied().find(|note| own.states_another(note, true))
    }
}

/// Whether a line below a table is a note on it, rather than a caption of the next.
pub fn is_note(line: &Paragraph, precedes_table: bool) -> bool {
    let text = line.text.as_str();
    line.role == Role::Note
        || statement::is_marked(text)
        || statement::points_up(text)
        || !precedes_table && (statement::points_to_table(text) || !remainder::stated_units(text).is_empty())
}

/// The text of a table right below that has no other, as a row of its own becomes in Word.
fn table_of_one(below: &[Block]) -> Option<&str> {
    let is_line = |block: &&Block| !matches!(block, Block::Paragraph(line) if line.text.is_empty());
    let Some(Block::Table(table)) = below.iter().find(is_line) else { return None };
    let [row] = table.rows.as_slice() else { return None };
    lone(row).or_else(|| repeated(row)).map(|cell| cell.text.as_str()).filter(|text| !is_figure(text))
}

/// The cell of a row whose cells all have its text.
fn repeated(row: &[crate::model::document::Cell]) -> Option<&crate::model::document::Cell> {
    let first = row.first().filter(|cell| !cell.is_blank())?;
    row.iter().all(|cell| cell.text == first.text).then_some(first)
}
