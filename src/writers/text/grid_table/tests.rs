use proptest::prelude::*;

use super::*;
use crate::formats::{Content, ReadOptions, Reader, ReaderOutput};
use crate::model::document::Block;
use crate::model::generic_table::{GenericCell, GenericTable};
use crate::model::place::Place;
use crate::readers;

fn cell(text: &str, colspan: u32, rowspan: u32) -> Cell {
    Cell { colspan, rowspan, ..Cell::new(text, Place::Unknown) }
}

fn general(rows: Vec<Vec<Cell>>) -> Table {
    Table { rows, role: TableRole::General, ..Table::default() }
}

fn drawn(rows: Vec<Vec<Cell>>) -> String {
    lines(&general(rows), str::to_owned).map(|lines| lines.join("\n")).unwrap_or_default()
}

/// The only table that is read of a text.
fn read(text: &str) -> Option<GenericTable> {
    let read = readers::Text.read(&Content::new(text.as_bytes()), &ReadOptions::default()).unwrap();
    let ReaderOutput::Document(document) = read else { return None };
    match document.blocks.as_slice() {
        [Block::Table(table)] => Some(without_places(GenericTable::from(table))),
        _ => None,
    }
}

fn without_places(mut table: GenericTable) -> GenericTable {
    for cell in table.rows.iter_mut().flatten() {
        cell.place = Place::Unknown;
    }
    table
}

#[test]
fn merged_cells_are_drawn_and_read() {
    let rows = vec![
        vec![cell("项目", 1, 2), cell("金额（万元）", 2, 1)],
        vec![cell("2023年", 1, 1), cell("2024年", 1, 1)],
        vec![cell("一、收入", 1, 1), cell("1,234.50", 1, 1), cell("", 1, 1)],
        vec![cell("合计", 1, 1), cell("见\n附注", 2, 1)],
    ];
    let want = "\
+----------+-------------------+
| 项目     | 金额（万元）      |
|          +----------+--------+
|          | 2023年   | 2024年 |
+----------+----------+--------+
| 一、收入 | 1,234.50 |        |
+----------+----------+--------+
| 合计     |                   |
|          | 见                |
|          |                   |
|          | 附注              |
+----------+-------------------+";
    let got = drawn(rows.clone());
    assert_eq!(got, want);
    assert_eq!(read(&got), Some(GenericTable::from(&general(rows))));
}

#[test]
fn rows_that_are_not_ruled_off_stay_rows() {
    let text = "+------+----+\n| 甲   | 1  |\n+------+----+\n| 乙   | 12 |\n| 丙   | 34 |\n+------+----+";
    assert_eq!(read(text).map(|table| table.rows.len()), Some(3));
}

#[test]
fn a_table_without_merged_cells_is_not_drawn() {
    assert_eq!(drawn(vec![vec![cell("甲", 1, 1), cell("乙", 1, 1)]]), "");
    assert_eq!(drawn(vec![vec![cell("甲\t乙", 2, 1)]]), "");
}

proptest! {
    #[test]
    fn any_table_with_merged_cells_comes_back(
        cells in prop::collection::vec(
            (prop::sample::select(vec![
                "", "甲", "12", "-", "+", "|", "---", "a b", "“引”…", "甲\n乙", "1\n2", "+--+",
                "这是很长的一段话，超过一行的宽度，因此要在合适的地方折行，再读时仍是一段 with some words in it 12 件。",
            ]), 1..3_u32, 1..3_u32),
            2..24,
        ),
        width in 1..5_usize,
    ) {
        let cells: Vec<GenericCell> =
            cells.into_iter().map(|(text, across, down)| GenericCell::spanning(text, across, down)).collect();
        let rows = cells.chunks(width).map(<[GenericCell]>::to_vec).collect();
        let table = Table::from(&GenericTable { rows }.settled());
        let table = Table { role: TableRole::General, ..table };
        if let Some(lines) = lines(&table, str::to_owned) {
            let text = lines.join("\n");
            if table.rows.iter().flatten().any(|cell| !cell.text.is_empty()) {
                prop_assert_eq!(read(&text), Some(GenericTable::from(&table)), "{}", text);
            }
        }
    }
}
