use super::*;
use crate::model::place::Place;

fn cell(attributes: &str, text: &str) -> String {
    format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
}

fn row(cells: &[&str]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

fn table(rows: &[String]) -> String {
    format!("<table:table><table:table-column/>{}</table:table>", rows.concat())
}

const COVERED: &str = "<table:covered-table-cell/>";

#[test]
fn merged_cells_span_what_they_cover() {
    let rows = [
        row(&[
            &cell("table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\"", "甲"),
            COVERED,
            &cell("", "乙"),
        ]),
        row(&[COVERED, COVERED, &cell("", "1")]),
        row(&[&cell("", "2"), &cell("", "3"), &cell("", "4")]),
    ];
    let document = read(&table(&rows));
    assert_eq!(shown(&document), ["| 甲 2x2 | 乙 |", "| 1 |", "| 2 | 3 | 4 |"]);
    let Block::Table(table) = &document.blocks[0] else { panic!() };
    assert_eq!(table.rows[1][0].place, Place::Table { table: 1, row: 2, column: 3 });
}

#[test]
fn covered_cells_that_are_left_out_are_covered_all_the_same() {
    let rows = [
        row(&[
            &cell("table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\"", "甲"),
            &cell("", "乙"),
        ]),
        row(&[&cell("", "1")]),
    ];
    assert_eq!(shown(&read(&table(&rows))), ["| 甲 2x2 | 乙 |", "| 1 |"]);
}

#[test]
fn a_cell_that_nothing_covers_is_blank_and_keeps_its_column() {
    let hidden = "<table:covered-table-cell><text:p>9</text:p></table:covered-table-cell>";
    let rows = [
        row(&[&cell("", "甲"), hidden, &cell("", "乙")]),
        row(&[&cell("", "1"), &cell("", "2"), &cell("", "3")]),
    ];
    let document = read(&table(&rows));
    assert_eq!(shown(&document), ["| 甲 |  | 乙 |", "| 1 | 2 | 3 |"]);
    assert_eq!(findings(&document), ["“9”是隐藏的、看不见的文字，没有计入"]);
}

#[test]
fn a_cell_in_the_place_of_a_covered_one_ends_the_cell_above() {
    let rows = [
        row(&[&cell("table:number-rows-spanned=\"3\"", "甲"), &cell("", "乙")]),
        row(&[COVERED, &cell("", "1")]),
        row(&[&cell("", "丙"), &cell("", "2")]),
    ];
    assert_eq!(shown(&read(&table(&rows))), ["| 甲 1x2 | 乙 |", "| 1 |", "| 丙 | 2 |"]);
}

#[test]
fn rows_and_cells_are_there_as_often_as_they_say() {
    let rows = [
        row(&[&cell("table:number-columns-repeated=\"3\"", "0")]),
        format!(
            "<table:table-row table:number-rows-repeated=\"2\">{}{}{}</table:table-row>",
            cell("", "1"),
            cell("", "2"),
            cell("", "3")
        ),
    ];
    let document = read(&table(&rows));
    assert_eq!(shown(&document), ["| 0 | 0 | 0 |", "| 1 | 2 | 3 |", "| 1 | 2 | 3 |"]);
    let Block::Table(table) = &document.blocks[0] else { panic!() };
    assert_eq!(table.rows[2][1].place, Place::Table { table: 1, row: 3, column: 2 });
}

#[test]
fn hidden_rows_are_set_aside_and_shorten_what_covers_them() {
    let rows = [
        row(&[&cell("table:number-rows-spanned=\"3\"", "甲"), &cell("", "1")]),
        format!(
            "<table:table-row table:visibility=\"collapse\">{COVERED}{}</table:table-row>",
            cell("", "2")
        ),
        row(&[COVERED, &cell("", "3")]),
    ];
    let document = read(&table(&rows));
    assert_eq!(shown(&document), ["| 甲 1x2 | 1 |", "| 3 |"]);
    assert_eq!(findings(&document), ["“2”是隐藏的、看不见的文字，没有计入"]);
}

#[test]
fn a_table_that_holds_tables_is_there_for_the_layout() {
    let inner = table(&[row(&[&cell("", "1"), &cell("", "2")])]);
    let outer = format!(
        "<table:table><table:table-row><table:table-cell><text:p>标题</text:p>{inner}</table:table-cell></table:table-row></table:table>"
    );
    assert_eq!(shown(&read(&outer)), ["标题", "| 1 | 2 |"]);
}
