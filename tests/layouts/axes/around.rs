//! What comes before and after the tables and the report.

use repconv::model::text::in_simplified;

use super::Fits::All;
use super::Variant;
use super::Wanted::{NoError, RightOrReported};
use crate::layout::{Layout, Line, Piece, Table};
use crate::reports::BODY;

macro_rules! around {
    ($name:literal, $wanted:expr, $change:expr) => {
        Variant { axis: "around", name: $name, wanted: $wanted, fits: All, change: $change }
    };
}

pub static VARIANTS: &[Variant] = &[
    around!("unit above the tables", NoError, |layout, _| before_tables(layout, |_| "单位：件".to_owned())),
    around!("own year above the tables", NoError, |layout, _| before_tables(layout, |year| format!(
        "{year}年度统计表"
    ))),
    around!("another year above a table", RightOrReported, |layout, _| {
        let year = layout.year - 1;
        let Some(at) = layout.table_at("disclosure") else { return false };
        layout.pieces.insert(at, Piece::line(format!("{year}年主动公开政府信息情况")));
        layout.mark(|at| at.table == "disclosure");
        true
    }),
    around!("元 above a table", RightOrReported, |layout, _| {
        let Some(at) = layout.table_at("disclosure") else { return false };
        layout.pieces.insert(at, Piece::line("单位：件、元"));
        layout.mark(|at| at.table == "disclosure" && at.column == "amount");
        layout
            .spots()
            .filter(|spot| in_simplified(&spot.text()) == "本年收费金额（单位：万元）")
            .for_each(|spot| spot.set_text("本年收费金额"));
        true
    }),
    around!("last year's tables before", NoError, |layout, _| other_tables(layout, true, |year| format!(
        "附：{}年情况",
        year - 1
    ))),
    around!("last year's tables after", NoError, |layout, _| other_tables(layout, false, |_| "上年情况对照"
        .to_owned())),
    around!("another body's tables after", RightOrReported, |layout, _| other_tables(
        layout,
        false,
        |year| format!("附件：青石县水文站{year}年主动公开情况")
    )),
    around!("a draft's tables after", RightOrReported, |layout, _| other_tables(
        layout,
        false,
        |year| format!("{year}年情况（送审稿）")
    )),
    around!("figures for reference after", RightOrReported, |layout, _| other_tables(layout, false, |_| {
        "以下数据仅供参考".to_owned()
    })),
    around!("a site's lines", NoError, |layout, _| {
        let before = ["首页 > 政务公开 > 政府信息公开年报", "索引号：QS0012-2025-00012"];
        layout.pieces.splice(0..0, before.map(Piece::line));
        layout.pieces.extend(
            ["上一篇：青石县林业局政府信息公开年报", "主办：青石县人民政府办公室 网站地图", "浏览次数：1024"]
                .map(Piece::line),
        );
        true
    }),
    around!("another year's report after", RightOrReported, |layout, _| another_report(layout)),
    around!("headings with digits", NoError, |layout, _| headings(layout, |number, words| format!(
        "{number}、{words}"
    ))),
    around!("headings in brackets", RightOrReported, |layout, _| headings(layout, |number, words| format!(
        "（{}）{words}",
        chinese(number)
    ))),
    around!("headings as parts", NoError, |layout, _| headings(layout, |number, words| format!(
        "第{}部分 {words}",
        chinese(number)
    ))),
    around!("headings as in Markdown", NoError, |layout, _| headings(layout, |number, words| format!(
        "## {}、{words}",
        chinese(number)
    ))),
    around!("headings with a blank", NoError, |layout, _| headings(layout, |number, words| format!(
        "{} {words}",
        chinese(number)
    ))),
    around!("a contents list", NoError, |layout, _| {
        let headings: Vec<Piece> = layout
            .lines()
            .filter(|line| line.is_heading)
            .map(|line| Piece::line(format!("{}……3", line.text)))
            .collect();
        layout.pieces.splice(1..1, headings);
        true
    }),
    around!("title in brackets", NoError, |layout, _| title(layout, |title, _| vec![format!("【{title}】")])),
    around!("title of an annex", NoError, |layout, _| title(layout, |title, _| vec![format!(
        "附件2：{title}"
    )])),
    around!("title with letters set apart", NoError, |layout, _| title(layout, |title, _| {
        vec![title.chars().map(String::from).collect::<Vec<_>>().join(" ")]
    })),
    around!("title on two lines", NoError, |layout, _| title(layout, |_, year| vec![
        BODY.to_owned(),
        format!("{year}年政府信息公开工作年度报告")
    ])),
    around!("title broken within the name", NoError, |layout, _| title(layout, |_, year| {
        let (area, office) = BODY.split_at("青石县".len());
        vec![area.to_owned(), office.to_owned(), year.to_string(), "年政府信息公开工作年度报告".to_owned()]
    })),
    around!("title with Chinese digits", NoError, |layout, _| title(layout, |title, year| {
        let digits: String = year
            .to_string()
            .chars()
            .map(|c| "〇一二三四五六七八九".chars().nth(c.to_digit(10).unwrap() as usize).unwrap())
            .collect();
        vec![title.replace(&year.to_string(), &digits)]
    })),
    around!("title with the year last", NoError, |layout, _| title(layout, |_, year| vec![format!(
        "{BODY}政府信息公开工作年度报告（{year}年度）"
    )])),
];

fn chinese(number: usize) -> char {
    "〇一二三四五六七八九十".chars().nth(number).unwrap()
}

fn before_tables(layout: &mut Layout, text: fn(u16) -> String) -> bool {
    let year = layout.year;
    let pieces = std::mem::take(&mut layout.pieces);
    for piece in pieces {
        // 单位：件 would be wrong above a list that has a unit in each row.
        if matches!(&piece, Piece::Table(table) if table.form != "statistics") {
            layout.pieces.push(Piece::line(text(year)));
        }
        layout.pieces.push(piece);
    }
    true
}

/// The same table with other figures.
fn other(table: &Table) -> Table {
    let mut other = table.clone();
    for spot in other.rows.iter_mut().flat_map(|row| &mut row.spots) {
        if spot.address.take().is_some() {
            spot.set_text(format!("7{}", spot.text()));
        }
    }
    other
}

fn other_tables(layout: &mut Layout, is_before: bool, caption: fn(u16) -> String) -> bool {
    let Some(at) = layout.table_at("disclosure").or_else(|| layout.table_at("statistics")) else {
        return false;
    };
    let Piece::Table(table) = &layout.pieces[at] else { return false };
    let pieces = [Piece::line(caption(layout.year)), Piece::Table(other(table))];
    if is_before {
        let year = layout.year;
        layout.pieces.insert(at, Piece::line(format!("{year}年情况")));
        layout.pieces.splice(at..at, pieces);
    } else {
        layout.pieces.extend(pieces);
    }
    true
}

fn another_report(layout: &mut Layout) -> bool {
    let (year, before) = (layout.year.to_string(), (layout.year - 1).to_string());
    let others: Vec<Piece> = layout
        .pieces
        .iter()
        .map(|piece| match piece {
            Piece::Line(line) => {
                Piece::Line(Line { text: line.text.replace(&year, &before), ..line.clone() })
            }
            Piece::Table(table) => Piece::Table(other(table)),
        })
        .collect();
    layout.pieces.extend(others);
    true
}

fn headings(layout: &mut Layout, spell: fn(usize, &str) -> String) -> bool {
    let mut number = 0;
    for line in layout.lines().filter(|line| line.is_heading) {
        number += 1;
        let words = line.text.split_once('、').map_or(line.text.as_str(), |(_, words)| words);
        line.text = spell(number, words);
    }
    number > 0
}

fn title(layout: &mut Layout, lines: fn(&str, u16) -> Vec<String>) -> bool {
    let year = layout.year;
    let Some(at) = layout.pieces.iter().position(|piece| matches!(piece, Piece::Line(line) if line.is_title))
    else {
        return false;
    };
    let Piece::Line(Line { text, .. }) = layout.pieces.remove(at) else { return false };
    let lines = lines(&text, year).into_iter().map(Piece::line);
    layout.pieces.splice(at..at, lines);
    true
}
