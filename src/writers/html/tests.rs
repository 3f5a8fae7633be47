//! What is written is read back the same, and has the expected markup.

use super::*;
use crate::formats::{Content, Formats, ReadOptions, ReaderOutput};
use crate::model::document::{Bar, Cell, CellRole, Property, Table, TableRole};
use crate::model::place::Place;
use crate::model::text;
use proptest::prelude::{ProptestConfig, proptest};

fn ours(document: &Document, chart: Option<&Chart>) -> String {
    page(document, chart, template::OURS).expect("a page")
}

fn paragraph(text: &str, role: Role) -> Block {
    Block::Paragraph(Paragraph::new(text, role, Place::Unknown))
}

fn cell(text: &str, role: CellRole) -> Cell {
    Cell { role, ..Cell::new(text, Place::Unknown) }
}

fn wide(text: &str, role: CellRole, colspan: u32, rowspan: u32) -> Cell {
    Cell { colspan, rowspan, ..cell(text, role) }
}

fn table(role: TableRole, title: Option<&str>, rows: Vec<Vec<Cell>>) -> Block {
    Block::Table(Table { rows, role, title: title.map(str::to_owned), ..Table::default() })
}

/// A grid with header rows, a corner note, a rotated label, blanks and odd texts.
fn grid() -> Vec<Vec<Cell>> {
    use CellRole::{Banner, ColumnHeader, Figure, Plain, RotatedRowHeader, RowHeader};
    vec![
        vec![wide("（本列数据的勾稽关系）", Banner, 2, 2), wide("申请人情况", ColumnHeader, 2, 1)],
        vec![cell("自然人", ColumnHeader), cell("商业\n企业", ColumnHeader)],
        vec![
            wide("三、本年度办理结果", RotatedRowHeader, 1, 2),
            cell("1.其他", RowHeader),
            cell("1", Figure),
        ],
        vec![cell("a  b\tc\nd", RowHeader), cell("", Figure), cell("<0>&\"'", Plain)],
        vec![wide("合计", RowHeader, 2, 1), cell("=1+1", Figure), cell("𠮷|", Plain)],
    ]
}

fn stacked() -> Vec<Vec<Cell>> {
    use CellRole::{Banner, ColumnHeader, Figure, RowHeader};
    let block = |clause: &str| {
        [
            vec![wide(clause, Banner, 2, 1)],
            vec![cell("信息内容", ColumnHeader), cell("数量", ColumnHeader)],
            vec![cell("规章", RowHeader), cell("3", Figure)],
        ]
    };
    [block("第二十条第（一）项"), block("第二十条第（五）项")].concat()
}

fn sample() -> Document {
    let head = |name: &str, text: &str| Property { name: name.to_owned(), text: text.to_owned() };
    let key = |text| cell(text, CellRole::RowHeader);
    Document {
        head: vec![head("title", "甲<市>2021年\"年报\""), head("PubDate", "2022-01-28 & 后")],
        blocks: vec![
            paragraph("甲市2021年年度报告", Role::Title),
            table(
                TableRole::Metadata,
                Some("基本信息"),
                vec![vec![key("文号"), cell("〔〕号", CellRole::Plain)]],
            ),
            paragraph("前言 <b> &amp; \"引\" 'x' |𠮷\t制表  双空格", Role::Body),
            paragraph("一、总体情况", Role::Heading(1)),
            paragraph("（一）主动公开", Role::Heading(2)),
            paragraph("1.规章", Role::Heading(3)),
            table(TableRole::Statutory, Some("1.规章"), grid()),
            paragraph("注：含上年度结转数量。", Role::Note),
            table(TableRole::Statutory, Some("表一"), stacked()),
            table(TableRole::Plain, None, vec![vec![cell("甲", CellRole::Plain)], vec![]]),
            paragraph("甲市人民政府", Role::Signature),
            paragraph("2022年1月21日", Role::Date),
        ],
        ..Document::default()
    }
}

/// The document as the reader sees it: without titles, places and the roles that only writers get.
fn as_read(mut document: Document) -> Document {
    for block in &mut document.blocks {
        match block {
            Block::Paragraph(paragraph) => paragraph.place = Place::Unknown,
            Block::Table(table) => {
                (table.role, table.title) = (TableRole::Plain, None);
                for cell in table.rows.iter_mut().flatten() {
                    cell.place = Place::Unknown;
                    if cell.role == CellRole::Figure {
                        cell.role = CellRole::Plain;
                    }
                }
            }
        }
    }
    document
}

fn read(page: &str) -> Document {
    let formats = Formats::builtin();
    let reader = formats.by_name("html").and_then(|format| format.reader.as_ref()).unwrap();
    match reader.read(&Content::new(page.as_bytes()), &ReadOptions::default()).unwrap() {
        ReaderOutput::Document(document) => document,
        ReaderOutput::Report(..) => unreachable!("pages are read as documents"),
    }
}

#[test]
fn what_is_written_is_read_back_the_same() {
    let page = ours(&sample(), None);
    assert_eq!(as_read(read(&page)), as_read(sample()));
}

#[test]
fn the_page_is_self_contained() {
    let page = ours(&sample(), None);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"));
    for fetched in ["<script", "src=", "href=", "url(", "@import"] {
        assert!(!page.contains(fetched), "{fetched}");
    }
}

#[test]
fn a_page_always_has_a_title() {
    assert!(ours(&Document::default(), None).contains("<title>政府信息公开工作年度报告</title>"));
    let blocks = vec![paragraph("甲市年报", Role::Title)];
    assert!(ours(&Document { blocks, ..Document::default() }, None).contains("<title>甲市年报</title>"));
}

#[test]
fn header_rows_repeat_only_where_they_head_the_whole_table() {
    let page = ours(&sample(), None);
    let grid = page.split("<table").nth(2).unwrap();
    assert_eq!((grid.matches("<thead>").count(), grid.matches("<tbody>").count()), (1, 1));
    let stacked = page.split("<table").nth(3).unwrap();
    assert_eq!((stacked.matches("<thead>").count(), stacked.matches("<tbody>").count()), (0, 2));
}

#[test]
fn header_cells_have_a_scope() {
    let page = ours(&sample(), None);
    for cell in [
        "<td class=\"banner corner\" colspan=\"2\" rowspan=\"2\">",
        "<th scope=\"colgroup\" colspan=\"2\">申请人情况</th>",
        "<th scope=\"col\">商业<br>企业</th>",
        "<th class=\"rotated\" scope=\"rowgroup\" rowspan=\"2\">",
        "<th class=\"banner\" scope=\"rowgroup\" colspan=\"2\">",
        "<td class=\"figure\"></td>",
        "<td class=\"figure\">=1+1</td>",
    ] {
        assert!(page.contains(cell), "{cell}");
    }
}

#[test]
fn a_caption_that_repeats_the_heading_is_hidden() {
    let page = ours(&sample(), None);
    let caption = page.split_once("<caption class=\"repconv-title\" style=\"position:absolute;").unwrap().1;
    assert!(caption.split_once('>').unwrap().1.starts_with("1.规章</caption>"), "{page}");
    assert!(page.contains("<caption class=\"repconv-title\">表一</caption>"));
}

#[test]
fn widths_are_shares_of_the_whole() {
    let rows = vec![vec![cell("1", CellRole::Figure), cell("2", CellRole::Figure)]];
    let blocks = vec![Block::Table(Table { rows, widths: vec![1, 2], ..Table::default() })];
    let page = ours(&Document { blocks, ..Document::default() }, None);
    assert!(page.contains("<col style=\"width:33.3%\"><col style=\"width:66.6%\">"));
}

#[test]
fn characters_no_document_may_hold_are_left_out() {
    let blocks = vec![paragraph("甲\u{0}\u{b}\u{ffff}乙", Role::Body)];
    assert!(ours(&Document { blocks, ..Document::default() }, None).contains("<p>甲乙</p>"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_clean_text_is_read_back(lines in proptest::collection::vec("(\\PC|[<&>\"' \t|。一]){0,12}", 1..4)) {
        let lines: Vec<_> = lines.iter().map(|line| text::clean(line)).collect();
        let cell = cell(&text::clean(&lines.join("\n")), CellRole::Plain);
        let mut blocks: Vec<_> = lines.iter().filter(|l| !l.is_empty()).map(|l| paragraph(l, Role::Body)).collect();
        blocks.push(table(TableRole::Plain, None, vec![vec![cell]]));
        let document = Document { blocks, ..Document::default() };
        let read = as_read(read(&ours(&document, None)));
        proptest::prop_assert_eq!(read.blocks, as_read(document).blocks);
    }
}

#[test]
fn a_chart_has_a_text_alternative_and_is_not_read_back() {
    let bar = |label: &str, length| Bar { label: label.to_owned(), figure: "3".to_owned(), length };
    let chart =
        Chart { title: "申请<办理>".to_owned(), bars: vec![bar("新收", 1000), bar("结转", 500)] };
    let page = ours(&sample(), Some(&chart));
    assert!(
        page.contains("role=\"img\"") && page.contains("aria-label=\"申请&lt;办理&gt;：新收 3，结转 3\""),
        "{page}"
    );
    assert!(page.contains("width=\"420\"") && page.contains("width=\"210\""), "{page}");
    assert_eq!(as_read(read(&page)), as_read(read(&ours(&sample(), None))));
}

#[test]
fn a_page_without_our_style_has_what_the_report_and_the_chart_need() {
    let chart = Chart {
        title: "申请".to_owned(),
        bars: vec![Bar { label: "新收".to_owned(), figure: "3".to_owned(), length: 1000 }],
    };
    let written = |template| page(&sample(), Some(&chart), template).expect("a page");
    let alone = written("<body>$body$<aside>$chart$</aside></body>");
    assert!(alone.starts_with("<body><div class=\"repconv\">\n<style>\n.repconv "), "{alone}");
    for rule in STYLE_IN_PAGE.lines() {
        let (selectors, _) = rule.split_once('{').expect("a rule on a line");
        assert!(selectors.split(',').all(|one| one.trim().starts_with(".repconv ")), "{rule}");
    }
    let drawn = alone.split_once("<aside>").unwrap().1;
    for own in ["fill=\"#1a1a1a\"", "text-anchor=\"middle\"", "text-anchor=\"end\"", "fill=\"#1f4e8c\""] {
        assert!(drawn.contains(own), "{own}: {drawn}");
    }
    assert!(!drawn.contains("<text class") && !drawn.contains("<rect class"), "{drawn}");
    let styled = written("<style>$style$</style>$body$$chart$");
    assert!(!styled.contains("class=\"repconv\""), "{styled}");
    let caption = alone.split_once("<caption class=\"repconv-title\" style=\"position:absolute;");
    assert!(caption.is_some(), "{alone}");
    assert_eq!(as_read(read(&alone)), as_read(read(&styled)));
}
