//! Notes below a table, or in its last rows: what they say about its figures.

use crate::model::document::{Block, Paragraph, Role, Table};
use crate::model::text;
use crate::model::unit::Unit;
use crate::prose::numbering::numbering;

use crate::recognise::tables::labels::Labels;
use crate::recognise::tables::remainder::{self, statement};
use crate::recognise::tables::value_text::is_figure;

use super::captions::{OwnReport, sheet, sheet_of};
use super::drafts::is_preliminary;
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

    /// The note that says that the figures are not the final ones.
    pub fn preliminary(&self) -> Option<&'a str> {
        self.0.iter().copied().find(|note| is_preliminary(note))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Y2021;
    use crate::model::document::{Cell, Document};
    use crate::model::place::Place;

    fn line(text: &str) -> Block {
        Block::Paragraph(Paragraph::new(text, Role::Body, Place::Unknown))
    }

    fn table(rows: &[&[&str]]) -> Table {
        let cell = |text: &&str| Cell::new(*text, Place::Unknown);
        Table { rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(), ..Table::default() }
    }

    fn own() -> OwnReport {
        let title = line("青溪县文化局2024年政府信息公开工作年度报告");
        OwnReport::of(&Document { blocks: vec![title], ..Document::default() }, &Y2021)
    }

    #[test]
    fn lines_below_a_table_are_notes_up_to_the_next_text() {
        let next = Block::Table(table(&[&["规章", "3"]]));
        for (below, want) in [
            (vec![line("注：以上为2023年数据。"), line("三、收到和处理政府信息公开申请情况")], 1),
            (vec![line(""), line("注：单位为元。")], 1),
            (
                vec![
                    line("说明："),
                    line("1.以上为本年数据；"),
                    line("2.金额单位为元。"),
                    line("我局共收到申请。"),
                ],
                3,
            ),
            (vec![line("1.以上为本年数据")], 1),
            (vec![line("2.我局共收到申请12件")], 0),
            (vec![line("本表单位：元"), line("正文")], 1),
            (vec![line("本表单位：元"), next.clone()], 0), // a caption of the next table
            (vec![line("注：本表单位：元"), next], 1),
            (vec![line("注：甲"); 20], MOST_NOTES),
            (vec![], 0),
        ] {
            assert_eq!(Notes::below(&below).0.len(), want, "{below:?}");
        }
    }

    #[test]
    fn notes_are_in_the_last_rows_too() {
        let labels = Labels::of_edition(&Y2021).first().expect("the first table");
        for (row, want) in [
            (&["注：以上为2023年数据。", ""][..], 1),
            (&["注：以上为2023年数据。", "注：以上为2023年数据。"], 1),
            (&["规章", ""], 0),
            (&["12", ""], 0),
            (&["规章", "3"], 0),
        ] {
            let table = table(&[&["规范性文件", "7"], row]);
            assert_eq!(Notes::of_table(&table, &[], labels).0.len(), want, "{row:?}");
        }
    }

    #[test]
    fn notes_say_units_and_of_what_the_figures_are() {
        let own = own();
        for (note, units, is_another) in [
            ("注：以上为2023年数据。", 0, true),
            ("注：本表为青溪县教育局数据。", 0, true),
            ("注：数据为下属单位情况", 0, true),
            ("注：本表收费金额单位为元。", 1, false),
            ("注：以上为2024年数据，单位：件、万元。", 2, false),
            ("注：较上年增长12%。", 0, false),
            ("注：本表为青溪县文化局数据。", 0, false),
        ] {
            let below = [line(note)];
            let notes = Notes::below(&below);
            assert_eq!(notes.units().len(), units, "{note}");
            assert_eq!(notes.another(&own).is_some(), is_another, "{note}");
        }
    }
}
