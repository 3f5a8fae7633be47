//! What is written, read back and looked into.

use std::io::Read;

use super::*;
use crate::formats::{Content, ReadOptions, Reader, ReaderOutput};
use crate::forms::ALL;
use crate::model::document::{Block, Cell, CellRole, Document, Paragraph, Property, Role, Table, TableRole};
use crate::model::place::Place;
use crate::model::report::Report;

fn write(document: &Document) -> Result<Vec<u8>> {
    let report = Report {
        edition: ALL[0],
        title: None,
        organization: None,
        year: None,
        metadata: crate::model::metadata::Metadata::default(),
        preamble: Vec::new(),
        sections: Vec::new(),
        cells: std::collections::BTreeMap::new(),
        signature: crate::model::report::Signature::default(),
        unresolved: std::collections::BTreeSet::new(),
        notes: Vec::new(),
    };
    Docx.write(&Output::new(&report, document), &WriteOptions::default())
}

fn reread(document: &Document) -> Document {
    match crate::readers::Docx
        .read(&Content::new(&write(document).unwrap()), &ReadOptions::default())
        .unwrap()
    {
        ReaderOutput::Document(document) => document,
        ReaderOutput::Report(..) => panic!("a reader of documents gave a report"),
    }
}

/// A part of what is written.
fn part(document: &Document, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(write(document).unwrap())).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn paragraph(text: &str, role: Role) -> Block {
    Block::Paragraph(Paragraph::new(text, role, Place::Unknown))
}

fn cell(text: &str, colspan: u32, rowspan: u32, role: CellRole) -> Cell {
    Cell { colspan, rowspan, role, ..Cell::new(text, Place::Unknown) }
}

fn table(rows: Vec<Vec<Cell>>) -> Table {
    Table { rows, role: TableRole::Statutory, ..Table::default() }
}

fn document(blocks: Vec<Block>) -> Document {
    Document { blocks, ..Document::default() }
}

/// What is left of a document without places and what the format cannot say.
fn content(document: &Document) -> Vec<String> {
    let cell = |cell: &Cell| format!("{}×{} {:?}", cell.colspan, cell.rowspan, cell.text);
    let show = |block: &Block| match block {
        Block::Paragraph(paragraph) => format!("{:?} {:?}", paragraph.role, paragraph.text),
        Block::Table(table) => {
            let rows = table.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" | "));
            rows.collect::<Vec<_>>().join("\n")
        }
    };
    document.blocks.iter().map(show).collect()
}

fn form() -> Table {
    use CellRole::{Banner, ColumnHeader, Figure, RotatedRowHeader, RowHeader};
    let rows = vec![
        vec![cell("（勾稽关系）", 2, 2, Banner), cell("申请人情况", 2, 1, ColumnHeader)],
        vec![cell("自然人", 1, 1, ColumnHeader), cell("总计", 1, 1, ColumnHeader)],
        vec![
            cell("三、本年度办理结果", 1, 3, RotatedRowHeader),
            cell("（一）予以公开", 1, 1, RowHeader),
            cell("1", 1, 1, Figure),
            cell("", 1, 1, Figure),
        ],
        vec![
            cell("（二）\n部分\t公开", 1, 2, RowHeader),
            cell("=1+1", 1, 1, Figure),
            cell("/", 1, 1, Figure),
        ],
        vec![cell("12345678.123456", 1, 1, Figure), cell("0", 1, 1, Figure)],
    ];
    Table { widths: vec![1, 4, 2, 2], title: Some("申请情况 <&>".to_owned()), ..table(rows) }
}

#[test]
fn what_is_written_reads_back_the_same() {
    let odd = "a < b & \"c\" | d\te  f　𠮷 '=1' – ①…—";
    let document = Document {
        head: vec![
            Property { name: "title".to_owned(), text: "题 <&>".to_owned() },
            Property { name: "creator".to_owned(), text: "某局".to_owned() },
            Property { name: "PubDate".to_owned(), text: "2022-01-21 \"x\"".to_owned() },
        ],
        ..document(vec![
            paragraph("某局2021年政府信息公开工作年度报告", Role::Title),
            Block::Table(Table {
                role: TableRole::Metadata,
                ..table(vec![vec![Cell::new("索引号", Place::Unknown), Cell::new("1", Place::Unknown)]])
            }),
            paragraph("一、总体情况", Role::Heading(1)),
            paragraph("（一）主动公开", Role::Heading(2)),
            paragraph("1.公开", Role::Heading(3)),
            paragraph(odd, Role::Body),
            Block::Table(form()),
            Block::Table(form()),
            paragraph("注：含上年度结转数量。", Role::Note),
            paragraph("某局", Role::Signature),
            paragraph("2022年1月21日", Role::Date),
            Block::Table(table(vec![vec![cell(odd, 1, 1, CellRole::Plain)]])),
        ])
    };
    let read = reread(&document);
    assert_eq!(content(&read), content(&document));
    assert_eq!(read.head, document.head);
    assert!(read.doubts.is_empty());
}

#[test]
fn ragged_and_covered_rows_read_back_the_same() {
    let document = document(vec![Block::Table(table(vec![
        vec![cell("甲", 1, 3, CellRole::Plain), cell("乙", 2, 2, CellRole::Plain)],
        vec![],
        vec![cell("丙", 1, 1, CellRole::Plain)],
        vec![cell("丁", 3, 1, CellRole::Plain)],
    ]))]);
    assert_eq!(content(&reread(&document)), content(&document));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = document(vec![paragraph("正文", Role::Body), Block::Table(form())]);
    assert_eq!(write(&document).unwrap(), write(&document).unwrap());
}

#[test]
fn header_rows_repeat_unless_further_headers_follow() {
    let body = part(&document(vec![Block::Table(form())]), "word/document.xml");
    assert_eq!(body.matches("<w:tblHeader/>").count(), 2);
    let heads = || vec![cell("信息内容", 1, 1, CellRole::ColumnHeader)];
    let figures = || vec![cell("1", 1, 1, CellRole::Figure)];
    let blocks = table(vec![heads(), figures(), heads(), figures()]);
    let body = part(&document(vec![Block::Table(blocks)]), "word/document.xml");
    assert_eq!(body.matches("<w:tblHeader/>").count(), 0);
    assert_eq!(body.matches("<w:cantSplit/>").count(), 4);
}

#[test]
fn columns_fill_the_type_area_in_their_shares() {
    let body = part(&document(vec![Block::Table(form())]), "word/document.xml");
    let widths: Vec<u32> = body
        .split("<w:gridCol w:w=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
        .collect();
    assert_eq!(widths.iter().sum::<u32>(), 8845);
    assert_eq!(widths.len(), 4);
    let greatest =
        Table { widths: vec![u16::MAX; 63], ..table(vec![vec![cell("x", 63, 1, CellRole::Plain)]]) };
    assert!(
        part(&document(vec![Block::Table(greatest)]), "word/document.xml").contains("<w:tcW w:w=\"8845\"")
    );
    assert!(widths[1] > 3 * widths[0] && widths[2].abs_diff(widths[3]) <= 1);
}

#[test]
fn a_long_figure_is_set_smaller_and_a_short_one_is_not() {
    let body = part(&document(vec![Block::Table(form())]), "word/document.xml");
    assert_eq!(body.matches("<w:sz ").count(), 0);
    let narrow = table(vec![(0..15).map(|_| cell("12345678", 1, 1, CellRole::Figure)).collect()]);
    let body = part(&document(vec![Block::Table(narrow)]), "word/document.xml");
    assert_eq!(
        body.matches("<w:sz w:val=\"13\"/>").count() + body.matches("<w:sz w:val=\"12\"/>").count(),
        15
    );
}

#[test]
fn characters_that_xml_forbids_are_left_out() {
    let document = document(vec![paragraph("a\u{1}b\u{ffff}c\u{b}", Role::Body)]);
    assert_eq!(content(&reread(&document)), ["Body \"abc\""]);
}

#[test]
fn a_table_wider_than_word_takes_is_an_error() {
    let wide =
        |columns| document(vec![Block::Table(table(vec![vec![cell("x", columns, 1, CellRole::Plain)]]))]);
    assert!(write(&wide(63)).is_ok());
    assert!(matches!(write(&wide(64)), Err(Error::Unwritable { .. })));
}

#[test]
fn an_empty_document_and_empty_tables_are_written() {
    assert!(reread(&Document::default()).blocks.is_empty());
    assert!(reread(&document(vec![Block::Table(Table::default())])).blocks.is_empty());
}
