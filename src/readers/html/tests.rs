//! What the reader makes of small pages, odd and hostile ones among them.

mod declared;
mod seen;

use super::*;
use crate::model::document::{Block, Cell, CellRole, Document, Role};
use crate::model::error::{Error, Limit};
use crate::model::limits::Limits;

fn try_read(page: &str) -> Result<Document> {
    match Html.read(&Content::new(page.as_bytes()), &ReadOptions::default())? {
        ReaderOutput::Document(document) => Ok(document),
        ReaderOutput::Report(..) => unreachable!("pages are read as documents"),
    }
}

fn read(page: &str) -> Document {
    try_read(page).unwrap()
}

/// The blocks as a person would note them: `#` title, `=` heading, `>` navigation, `|` rows of tables.
fn outline(page: &str) -> String {
    let mut lines = Vec::new();
    for block in read(page).blocks {
        match block {
            Block::Paragraph(paragraph) => lines.push(match paragraph.role {
                Role::Body => paragraph.text,
                Role::Title => format!("# {}", paragraph.text),
                Role::Heading(level) => format!("{} {}", "=".repeat(level.into()), paragraph.text),
                Role::Navigation => format!("> {}", paragraph.text),
                role => format!("{role:?} {}", paragraph.text),
            }),
            Block::Table(table) => {
                lines.extend(table.rows.iter().map(|row| row.iter().map(drawn).collect::<String>() + "|"));
            }
        }
    }
    lines.join("\n")
}

fn drawn(cell: &Cell) -> String {
    let span = if (cell.colspan, cell.rowspan) == (1, 1) {
        String::new()
    } else {
        format!("({}x{})", cell.colspan, cell.rowspan)
    };
    format!("|{}{span}", cell.text.replace('\n', "/"))
}

fn limit(page: &str) -> Option<Limit> {
    match try_read(page) {
        Err(Error::TooLarge { what, .. }) => Some(what),
        _ => None,
    }
}

#[test]
fn raised_and_struck_digits_do_not_run_into_figures() {
    assert_eq!(
        outline("<p>12<sup>1</sup></p><p>10<span style='vertical-align:super'>2</span></p>"),
        "12¹\n10²"
    );
    assert_eq!(outline("<p>见注<sup>[1]</sup></p>"), "见注[1]");
    assert_eq!(outline("<p>12<sub>2</sub> H<sub>2</sub>O</p>"), "12₂ H2O");
    assert_eq!(outline("<p><ruby>12<rt>3</rt></ruby>12&#x202e;34</p>"), "12³12\u{202e}34");
    let page = read("<table><tr><td><del>3</del>5</td><td><s>4</s>6</td></tr></table>");
    assert_eq!(page.doubts.len(), 2);
    assert_eq!(outline("<table><tr><td><del>3</del>5</td><td><s>4</s>6</td></tr></table>"), "|5|6|");
}

#[test]
fn runs_join_without_a_space() {
    assert_eq!(outline("<p><span>政</span><font>府</font><b><o:p>信息</o:p></b></p>"), "政府信息");
    assert_eq!(outline("<p>a<b>b</b> <i> c</i></p>"), "ab c");
}

#[test]
fn blocks_and_breaks_end_lines() {
    assert_eq!(
        outline(
            "一<p>二<div>三</div>四<br/>五<br><br>六<ul><li>七<li>八</ul>九<hr>十<span style='display: block'>百</span>"
        ),
        "一\n二\n三\n四\n五\n六\n七\n八\n九\n十\n百"
    );
    assert_eq!(
        outline("<h1>题</h1><h2>一</h2><h3>（一）</h3><h4>1.</h4><h5>（1）</h5><h6>①</h6><p>末"),
        "# 题\n= 一\n== （一）\n=== 1.\n==== （1）\n===== ①\n末"
    );
}

#[test]
fn white_space_collapses_as_in_a_browser() {
    assert_eq!(outline("<p>\n  政府\n\t信息  公开\n2021\n年“报\n”</p>"), "政府信息 公开 2021 年“报”");
    assert_eq!(outline("<p>&nbsp;　　索&nbsp;&nbsp;引&nbsp;号　</p>"), "索  引 号");
}

#[test]
fn preserved_white_space_stays() {
    assert_eq!(outline("<pre>\na\tb  c\nd</pre>"), "a\tb  c\nd");
    assert_eq!(
        outline("<p style='color:red;WHITE-SPACE: pre-wrap !important'>a  b\t<b>c  d</b></p>"),
        "a  b\tc  d"
    );
    assert_eq!(outline("<div style='white-space:pre-line'>a  b\nc</div>"), "a b\nc");
}

#[test]
fn what_is_not_shown_is_not_text() {
    for hidden in [
        "<script>document.write('<table><tr><td>9</td></tr></table>')</script>",
        "<noscript><p>888</p></noscript>",
        "<style>p{}</style><!-- 9 --><template><p>9</p></template>",
        "<input type=hidden value=9><input value=搜索>",
        "<svg><title>9</title><text>9</text></svg><iframe>9</iframe><p hidden>9</p>",
        "<p style='display :none;mso-hide:all'>9<b>9</b></p><div style='Display:NONE'><table><tr><td>9</table></div>",
    ] {
        assert_eq!(outline(&format!("前{hidden}<p>后</p>")), "前\n后", "{hidden}");
    }
}

#[test]
fn lines_that_are_all_link_are_navigation() {
    assert_eq!(
        outline(
            "<ul><li><a href=/>首页</a></li></ul><p>[<a href=1>打印</a> | <a href=2>关闭</a>]</p>\
             <p>附件：<a href=3>表.docx</a></p><p><a name=_Toc1>一、总体情况</a></p>"
        ),
        "> 首页\n> [打印 | 关闭]\n附件：表.docx\n一、总体情况"
    );
}

#[test]
fn the_head_holds_titles_and_metas() {
    let document = read(
        "<head><title> 甲\n报告 </title><meta name=PubDate content='2022-01-28 '><meta name=viewport content=x>\
         <meta name=empty content=''></head><body>文<head><title>网站</title></head><meta name=b content=c>",
    );
    let head: Vec<_> = document.head.iter().map(|p| format!("{}={}", p.name, p.text)).collect();
    assert_eq!(head, ["title=甲报告", "title.2=网站", "PubDate=2022-01-28", "b=c"]);
    assert_eq!(document.blocks.len(), 1);
}

#[test]
fn cells_keep_lines_and_spans() {
    assert_eq!(
        outline(
            "<table><tr><td colspan=2>本年新<br/>制作<p>数量</p><td rowspan=9>x<tr><td>&nbsp;<td>a<br><br>b</table>"
        ),
        "|本年新/制作/数量(2x1)|x(1x2)|\n||a//b|"
    );
}

#[test]
fn spans_are_read_as_browsers_read_them() {
    assert_eq!(
        outline("<table><tr><td colspan=0>a<td colspan=x>b<td colspan=' 2px'>c<td rowspan=-1>d</table>"),
        "|a|b|c(2x1)|d|"
    );
    assert_eq!(
        outline("<table><thead><tr><td rowspan=0>a<td rowspan=5>b<tr><tr><tbody><tr><td>c<td>d</table>"),
        "|a(1x3)|b(1x3)|\n|\n|\n|c|d|"
    );
    assert_eq!(limit("<table><tr><td colspan=100000>a</table>"), Some(Limit::Columns));
    assert_eq!(limit("<table><tr><td rowspan=99999999999999999999>a</table>"), Some(Limit::Rows));
    assert_eq!(limit("<table><tr><td colspan=16000><td colspan=16000></table>"), Some(Limit::Columns));
}

#[test]
fn captions_precede_their_table() {
    assert_eq!(outline("<table><caption>表一</caption><tr><td>1</table>"), "表一\n|1|");
    assert_eq!(outline("<table><caption class='repconv-title'>表一</caption><tr><td>1</table>"), "|1|");
}

#[test]
fn headers_are_detected_by_scope() {
    let document = read("<table><tr><th scope=col>a<th scope=row>b<th>c<td scope=col>d</table>");
    let Some(Block::Table(table)) = document.blocks.first() else { panic!("no table") };
    let roles: Vec<_> = table.rows[0].iter().map(|cell| cell.role).collect();
    assert_eq!(roles, [CellRole::ColumnHeader, CellRole::RowHeader, CellRole::Plain, CellRole::Plain]);
}

#[test]
fn layout_tables_are_not_tables() {
    assert_eq!(
        outline(
            "<table><tr><td>栏<td><p>文</p><table><tr><td>1<td>2</table>尾<table><tr><td>3<td>4</table>\
             <tr><td>脚</table>"
        ),
        "栏\n文\n|1|2|\n尾\n|3|4|\n脚"
    );
    // The rows beside the ones that hold tables may be a table of metadata.
    assert_eq!(
        outline(
            "<table><tr><td>索引号<td>1<tr><td>名称<td>2<tr><td colspan=2><table><tr><td>3<td>4</table></table>"
        ),
        "|索引号|1|\n|名称|2|\n|3|4|"
    );
}

#[test]
fn places_count_paragraphs_and_grid_columns() {
    let document =
        read("<p>甲<p>乙<table><tr><td rowspan=2>a<td>b<tr><td>c</table><table><tr><td>d</table><p>丙");
    let mut places = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => places.push(&paragraph.place),
            Block::Table(table) => places.extend(table.rows.iter().flatten().map(|cell| &cell.place)),
        }
    }
    let cell = |table, row, column| Place::Table { table, row, column };
    let paragraph = |paragraph| Place::Paragraph { paragraph };
    let expected = [
        paragraph(1),
        paragraph(2),
        cell(1, 1, 1),
        cell(1, 1, 2),
        cell(1, 2, 2),
        cell(2, 1, 1),
        paragraph(3),
    ];
    assert_eq!(places, expected.iter().collect::<Vec<_>>());
}

#[test]
fn pictures_in_the_text_are_one_doubt() {
    let pictures = "<div class='top header'><img></div><a href=x><img></a><img hidden>";
    assert_eq!(read(pictures).doubts, []);
    let doubts = read(&format!("{pictures}<p>图：<img><img></p><object></object>")).doubts;
    assert_eq!(doubts.len(), 1);
    assert_eq!(doubts[0].rule.code, "R004");
    assert!(doubts[0].message.zh.contains("2 张图片") && doubts[0].message.zh.contains("1 个"));
}

#[test]
fn unclosed_markup_is_mended() {
    assert_eq!(outline("<table><tr><td>a<td>b<tr><td>c<p>d<div>e"), "|a|b|\n|c/d/e|");
    assert_eq!(outline("<b><p>一<i>二</b>三</p>四</i"), "一二三\n四");
    assert_eq!(outline("<table>外<tr><td>内</table>"), "外\n|内|");
}

#[test]
fn deep_pages_are_refused_before_they_cost_time() {
    assert_eq!(limit(&"<div>".repeat(100_000)), Some(Limit::Depth));
    assert_eq!(limit(&"<table><tr><td>".repeat(20_000)), Some(Limit::Depth));
    assert_eq!(limit(&"<b>".repeat(10_000)), Some(Limit::Depth));
    assert_eq!(limit(&"<template>".repeat(10_000)), Some(Limit::Depth));
    assert_eq!(limit(&"<section><a><button><b><template><a><b>".repeat(500)), Some(Limit::Depth));
    assert_eq!(limit(&format!("<p {}>", "a b=1 c='x y' d/".repeat(20_000))), Some(Limit::Attributes));
    let reopened: Vec<_> = (0..2000).map(|size| format!("<p><font size={size}>")).collect();
    assert_eq!(limit(&reopened.concat()), Some(Limit::Depth));
}

#[test]
fn every_limit_is_obeyed() {
    let limits = Limits { cells: 5, blocks: 2, nodes: 100, columns: 4, rows: 9, ..Limits::default() };
    let limit = |page: &str| {
        let options = ReadOptions { limits, ..ReadOptions::default() };
        match Html.read(&Content::new(page.as_bytes()), &options) {
            Err(Error::TooLarge { what, .. }) => Some(what),
            _ => None,
        }
    };
    assert_eq!(limit("<table><tr><td>1<td>2<tr><td>3<td>4</table>"), None);
    assert_eq!(limit("<table><tr><td>1<td>2<tr><td>3<td>4<tr><td>5</table>"), Some(Limit::Cells));
    assert_eq!(limit("<table><tr><td colspan=5>1</table>"), Some(Limit::Columns));
    assert_eq!(limit("<table><tr><td rowspan=10>1</table>"), Some(Limit::Rows));
    assert_eq!(limit("<p>1<p>2<p>3"), Some(Limit::Blocks));
    assert_eq!(limit(&"<i></i>".repeat(100)), Some(Limit::Nodes));
}

#[test]
fn a_page_in_gbk_is_read_as_it_says() {
    let page = include_bytes!("../../../fixtures/reports/akto_2021/gbk.html");
    let ReaderOutput::Document(document) = Html.read(&Content::new(page), &ReadOptions::default()).unwrap()
    else {
        panic!()
    };
    assert_eq!(document.head[0].text, "阿克陶县阿克陶镇人民政府2021年政府信息公开工作年度报告");
    let tables = document.blocks.iter().filter(|block| matches!(block, Block::Table(_))).count();
    assert_eq!(tables, 3);
}

#[test]
fn a_site_page_yields_its_tables_and_nothing_scripted() {
    let page = outline(include_str!("../../../fixtures/reports/akto_2021/nav.html"));
    assert!(page.contains("> 四、政府信息公开年报\n"));
    assert!(page.contains("|索 引 号：|AKT001-2022-000028|主题分类：||\n"));
    assert!(
        page.contains("|（七）总计(2x1)|0|0|0|0|0|0|0|") || page.contains("|(七)总计(2x1)|0|0|0|0|0|0|0|")
    );
    assert!(!page.contains("999") && !page.contains("888") && !page.contains("请输入关键字"));
}
