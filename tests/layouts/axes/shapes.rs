//! The shapes of tables.

use super::Fits::{All, Rows, Tables};
use super::Variant;
use super::Wanted::{NoError, RightOrReported};
use crate::layout::{Layout, Piece, Row, Spot, Table};

macro_rules! shape {
    ($name:literal, $wanted:expr, $fits:expr, $change:expr) => {
        Variant { axis: "shapes", name: $name, wanted: $wanted, fits: $fits, change: $change }
    };
}

pub static VARIANTS: &[Variant] = &[
    shape!("merged cells split and filled", NoError, Tables, |layout, _| split_merged(layout, true)),
    shape!("merged cells split, blank", RightOrReported, Tables, |layout, _| split_merged(layout, false)),
    shape!("a column of serial numbers first", NoError, All, |layout, _| add_column(
        layout,
        true,
        "序号",
        |row| row.to_string()
    )),
    shape!("a column of remarks last", NoError, All, |layout, _| add_column(layout, false, "备注", |_| {
        "无".to_owned()
    })),
    shape!("a column of growth last", NoError, All, |layout, _| add_column(
        layout,
        false,
        "同比",
        |row| format!("{}%", row + 3)
    )),
    shape!("a column of last year last", RightOrReported, All, |layout, _| add_column(
        layout,
        false,
        "上年数",
        |row| (row * 7 + 5).to_string()
    )),
    shape!("titles in the tables", NoError, All, |layout, _| titles_in_tables(layout)),
    shape!("notes in the tables", NoError, All, |layout, _| notes_in_tables(layout)),
    shape!("a table broken in two, header repeated", NoError, All, |layout, _| break_table(layout, true)),
    shape!("a table broken in two", NoError, All, |layout, _| break_table(layout, false)),
    shape!("blocks as tables of their own", NoError, All, |layout, _| blocks_apart(layout)),
    shape!("rows in another order", RightOrReported, All, |layout, _| reverse_rows(layout)),
    shape!("columns in another order", RightOrReported, All, |layout, _| swap_columns(layout)),
    shape!("reviews row by row", NoError, All, |layout, _| reviews_by_rows(layout)),
    shape!("reviews with remarks and column numbers", NoError, All, |layout, _| remarks_on_reviews(layout)),
    shape!("words in a cell before a label", RightOrReported, Tables, |layout, _| words_before_label(layout)),
    shape!("a label over two rows", RightOrReported, All, |layout, _| break_label(layout)),
    shape!("a blank row between", NoError, All, |layout, _| blank_row(layout)),
    shape!("a column without its header", RightOrReported, All, |layout, _| {
        layout
            .spots()
            .find(|spot| spot.text() == "商业企业" || spot.text() == "本年废止件数")
            .map(|spot| spot.set_text(""))
            .is_some()
    }),
    shape!("a row a figure short", RightOrReported, Rows, |layout, _| drop_figure(layout)),
];

/// Gives each grid place that a merged label covers a cell of its own.
fn split_merged(layout: &mut Layout, is_filled: bool) -> bool {
    for table in layout.tables() {
        let grid = table.grid();
        let rows = grid.iter().enumerate().map(|(at, line)| {
            let mut seen: Vec<usize> = Vec::new();
            let spots = line.iter().map(|place| {
                let Some((row, index)) = *place else { return Spot::label("") };
                let spot = &table.rows[row].spots[index];
                let is_first = row == at && !seen.contains(&index);
                seen.push(index);
                let mut own = Spot { colspan: 1, rowspan: 1, ..spot.clone() };
                if !is_first && (!is_filled || spot.address.is_some()) {
                    own = Spot::label("");
                }
                own
            });
            Row { spots: spots.collect(), is_hidden: false }
        });
        table.rows = rows.collect();
    }
    true
}

fn is_figure_row(row: &Row) -> bool {
    row.spots.iter().any(|spot| spot.address.is_some())
}

fn add_column(layout: &mut Layout, is_first: bool, header: &str, text: fn(usize) -> String) -> bool {
    for table in layout.tables().filter(|table| table.form != "review") {
        let mut number = 0;
        // A header of several rows is headed once.
        let depth = table.rows.iter().take_while(|row| !is_figure_row(row)).count();
        let is_grid = table.form == "requests";
        for (at, row) in table.rows.iter_mut().enumerate() {
            let mut spot = if is_figure_row(row) {
                number += 1;
                Spot { is_label: false, ..Spot::label(text(number)) }
            } else if is_grid && at > 0 {
                continue;
            } else if row.spots.len() == 1 {
                row.spots[0].colspan += 1;
                continue;
            } else {
                Spot::label(header)
            };
            if is_grid && at == 0 {
                spot.rowspan = depth;
            }
            let end = if is_first { 0 } else { row.spots.len() };
            row.spots.insert(end, spot);
        }
    }
    true
}

fn titles_in_tables(layout: &mut Layout) -> bool {
    for table in layout.tables() {
        let width = table.width();
        let text = match table.form {
            "disclosure" => "主动公开政府信息情况统计表",
            "requests" => "收到和处理政府信息公开申请情况统计表",
            "review" => "政府信息公开行政复议、行政诉讼情况统计表",
            _ => "政府信息公开情况统计表",
        };
        table
            .rows
            .insert(0, Row { spots: vec![Spot { colspan: width, ..Spot::label(text) }], is_hidden: false });
    }
    true
}

fn notes_in_tables(layout: &mut Layout) -> bool {
    for table in layout.tables() {
        let colspan = table.width();
        let note = Spot {
            colspan, ..Spot::label("注：以上数据均为本机关统计，截止日期为12月31日。")
        };
        table.rows.push(Row { spots: vec![note], is_hidden: false });
    }
    true
}

/// Breaks the longest table before a row that begins outside merged cells.
fn break_table(layout: &mut Layout, repeats_header: bool) -> bool {
    let Some(at) = layout.table_at("requests").or_else(|| layout.table_at("statistics")) else {
        return false;
    };
    let Piece::Table(table) = &mut layout.pieces[at] else { return false };
    let grid = table.grid();
    let depth = table.rows.iter().take_while(|row| !is_figure_row(row)).count();
    let starts = |row: usize| grid[row].iter().all(|place| place.is_none_or(|(top, _)| top == row));
    let Some(cut) = (depth + 2..table.rows.len()).rev().find(|row| starts(*row)) else { return false };
    let mut rows = table.rows.split_off(cut);
    if repeats_header {
        rows.splice(0..0, table.rows[..depth].to_vec());
    }
    let second = Table { form: table.form, rows };
    layout.pieces.insert(at + 1, Piece::Table(second));
    true
}

fn blocks_apart(layout: &mut Layout) -> bool {
    let Some(at) = layout.table_at("disclosure") else { return false };
    let Piece::Table(table) = layout.pieces.remove(at) else { return false };
    let mut parts: Vec<Table> = Vec::new();
    for row in table.rows {
        if row.spots.len() == 1 || parts.is_empty() {
            parts.push(Table { form: table.form, rows: Vec::new() });
        }
        parts.last_mut().unwrap().rows.push(row);
    }
    layout.pieces.splice(at..at, parts.into_iter().map(Piece::Table));
    true
}

/// Reverses the figure rows that stand alone in the first rows of a table.
fn reverse_rows(layout: &mut Layout) -> bool {
    let Some(table) = layout.table("disclosure") else { return false };
    let rows: Vec<usize> =
        (0..table.rows.len()).filter(|at| is_figure_row(&table.rows[*at])).take(2).collect();
    let [first, second] = rows[..] else { return false };
    table.rows.swap(first, second);
    true
}

/// Swaps the second and third columns of table one's first block.
fn swap_columns(layout: &mut Layout) -> bool {
    let Some(table) = layout.table("disclosure") else { return false };
    for row in table.rows.iter_mut().skip(1).take(3) {
        if row.spots.len() == 4 {
            row.spots.swap(1, 2);
        }
    }
    true
}

/// Gives the table of reviews a column of remarks and a row that numbers the columns.
fn remarks_on_reviews(layout: &mut Layout) -> bool {
    let Some(table) = layout.table("review") else { return false };
    let depth = table.rows.iter().take_while(|row| !is_figure_row(row)).count();
    let Some(head) = table.rows.first_mut() else { return false };
    head.spots.push(Spot { rowspan: depth, ..Spot::label("备注") });
    for row in table.rows.iter_mut().filter(|row| is_figure_row(row)) {
        row.spots.push(Spot::label("无"));
    }
    let numbers = (1..=table.width()).map(|number| Spot::label(number.to_string())).collect();
    table.rows.insert(depth, Row { spots: numbers, is_hidden: false });
    true
}

/// Puts 下属单位 into a cell before the label of a row.
fn words_before_label(layout: &mut Layout) -> bool {
    layout.mark(|at| at.table == "disclosure" && at.row == "licensing");
    let Some(table) = layout.table("disclosure") else { return false };
    let is_named = |row: &Row| row.spots.first().is_some_and(|spot| spot.text() == "行政许可");
    if !table.rows.iter().any(is_named) {
        return false;
    }
    for row in &mut table.rows {
        if is_named(row) {
            row.spots.insert(0, Spot::label("下属单位"));
        } else if let Some(first) = row.spots.first_mut() {
            first.colspan += 1;
        }
    }
    true
}

/// The table of reviews with a row for each kind of them.
fn reviews_by_rows(layout: &mut Layout) -> bool {
    let Some(table) = layout.table("review") else { return false };
    let figures: Vec<Spot> = table.rows.pop().unwrap().spots;
    let header = ["类别", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let mut rows = vec![Row { spots: header.map(Spot::label).to_vec(), is_hidden: false }];
    for (kind, figures) in ["行政复议", "未经复议直接起诉", "复议后起诉"].iter().zip(figures.chunks(5))
    {
        let spots = std::iter::once(Spot::label(*kind)).chain(figures.iter().cloned());
        rows.push(Row { spots: spots.collect(), is_hidden: false });
    }
    table.rows = rows;
    true
}

/// Breaks the label of a row: its end stands in a row of its own.
fn break_label(layout: &mut Layout) -> bool {
    let Some(table) = layout.table("requests") else { return false };
    let Some(at) = table.rows.iter().position(|row| row.spots[0].text().starts_with("二、上年结转"))
    else {
        return false;
    };
    table.rows[at].spots[0].set_text("二、上年结转政府信息");
    let mut rest = table.rows[at].clone();
    rest.spots.iter_mut().for_each(|spot| {
        spot.set_text("");
        spot.address = None;
    });
    rest.spots[0].set_text("公开申请数量");
    table.rows.insert(at + 1, rest);
    true
}

fn blank_row(layout: &mut Layout) -> bool {
    let Some(table) = layout.table("disclosure") else { return false };
    let spots = vec![Spot::label(""); table.width()];
    let Some(at) = (1..table.rows.len()).rev().find(|at| table.rows[*at].spots.len() == 1) else {
        return false;
    };
    table.rows.insert(at, Row { spots, is_hidden: false });
    true
}

/// Leaves out the second figure of a row, so that those after it move.
fn drop_figure(layout: &mut Layout) -> bool {
    let Some(table) = layout.tables().find(|table| table.form == "requests") else { return false };
    let Some(row) = table.rows.iter_mut().find(|row| is_figure_row(row)) else { return false };
    let figures: Vec<usize> = (0..row.spots.len()).filter(|at| row.spots[*at].address.is_some()).collect();
    let dropped = row.spots.remove(figures[1]);
    let row = dropped.address.unwrap().row;
    layout.mark(|at| at.table == "requests" && at.row == row && Some(*at) == dropped.address);
    true
}
