//! What notes, sentences and form lines around a table say about its figures.

use super::Fits::All;
use super::Variant;
use super::Wanted::{NoError, RightOrReported};
use super::labels::relabel;
use crate::layout::{Layout, Piece, Row, Spot, Table};
use crate::reports::BODY;

macro_rules! note {
    ($name:literal, $wanted:expr, $change:expr) => {
        Variant { axis: "notes", name: $name, wanted: $wanted, fits: All, change: $change }
    };
}

pub static VARIANTS: &[Variant] = &[
    note!("a note below of another year", RightOrReported, |layout, _| {
        let note = format!("注：以上为{}年数据。", layout.year - 1);
        mark_all(layout) && below(layout, &note)
    }),
    note!("a note in the last row of another year", RightOrReported, |layout, _| {
        mark_all(layout) && last_row(layout, "注：本表为上年度数据")
    }),
    note!("a note below of another body", RightOrReported, |layout, _| {
        mark_all(layout) && below(layout, "注：本表为青石县教育局数据。")
    }),
    note!("a note below of another unit", RightOrReported, |layout, _| {
        layout.mark(|at| at.table == "disclosure" && at.column == "amount");
        layout.table("disclosure").is_some() && below(layout, "注：本表收费金额单位为元。")
    }),
    note!("a unit in the last row", RightOrReported, |layout, _| {
        layout.mark(|at| at.table == "disclosure" && at.column == "amount");
        layout.table("disclosure").is_some() && last_row(layout, "单位：元")
    }),
    note!("a note below that explains", NoError, |layout, _| {
        let year = layout.year;
        below(layout, &format!("注：数据截至{year}年12月31日；{}年为12件，较上年增长2件。", year - 1))
    }),
    note!("a note in the last row that explains", NoError, |layout, _| {
        let year = layout.year;
        last_row(layout, &format!("注：以上为{year}年数据，上年结转的申请均已办结"))
    }),
    note!("a sentence above of another year", RightOrReported, |layout, _| {
        mark_all(layout) && above(layout, "下表为上年情况。")
    }),
    note!("a sentence above of the own year", NoError, |layout, _| {
        let sentence = format!("{}年具体情况如下表，与上年相比变化不大。", layout.year);
        above(layout, &sentence)
    }),
    note!("the form line of another body", RightOrReported, |layout, _| {
        mark_all(layout) && above(layout, "填报单位（盖章）：青石县教育局")
    }),
    note!("the form line of the own body and a date", NoError, |layout, _| {
        let line = format!("填报单位：{BODY}　　填报时间：{}年1月", layout.year + 1);
        above(layout, &line)
    }),
    note!("another body in the corner", RightOrReported, |layout, _| {
        mark_all(layout);
        relabel(layout, &[("信息内容", "信息内容（青石县教育局）"), ("统计指标", "统计指标（青石县教育局）")])
    }),
    note!("a group label of another year", RightOrReported, |layout, _| {
        let label = format!("（三）不予公开（{}年）", layout.year - 1);
        layout.mark(|at| at.row.starts_with("denied."));
        relabel(layout, &[("（三）不予公开", &label)])
    }),
    note!("a group label of the own year", NoError, |layout, _| {
        let label = format!("（三）不予公开（{}年）", layout.year);
        relabel(layout, &[("（三）不予公开", &label)])
    }),
    note!("元 in the clause", RightOrReported, |layout, _| {
        layout.mark(|at| at.row == "fees" && at.column == "amount");
        relabel(layout, &[("第二十条第（八）项", "第二十条第（八）项（单位：元）")])
    }),
];

/// The first table of the report.
fn first(layout: &Layout) -> Option<(usize, &'static str)> {
    ["disclosure", "statistics"].into_iter().find_map(|form| {
        let is_part = |piece: &Piece| matches!(piece, Piece::Table(table) if is_own(table, form));
        Some((layout.pieces.iter().position(is_part)?, form))
    })
}

/// Whether a table is a part of the report's own of this form.
fn is_own(table: &Table, form: &str) -> bool {
    table.form == form && table.rows.iter().flat_map(|row| &row.spots).any(|spot| spot.address.is_some())
}

fn mark_all(layout: &mut Layout) -> bool {
    let form = first(layout).map(|(_, form)| form);
    layout.mark(|at| Some(at.table) == form);
    form.is_some()
}

fn above(layout: &mut Layout, line: &str) -> bool {
    let Some((at, _)) = first(layout) else { return false };
    layout.pieces.insert(at, Piece::line(line));
    true
}

/// Puts a line below the last part of the first table.
fn below(layout: &mut Layout, line: &str) -> bool {
    let Some((at, form)) = first(layout) else { return false };
    let is_part = |piece: &Piece| matches!(piece, Piece::Table(table) if is_own(table, form));
    let last = layout.pieces.iter().rposition(is_part).unwrap_or(at);
    layout.pieces.insert(last + 1, Piece::line(line));
    true
}

fn last_row(layout: &mut Layout, text: &str) -> bool {
    let Some((_, form)) = first(layout) else { return false };
    let Some(table) = layout.tables().filter(|table| is_own(table, form)).last() else { return false };
    let spot = Spot { colspan: table.width(), ..Spot::label(text) };
    table.rows.push(Row { spots: vec![spot], is_hidden: false });
    true
}
