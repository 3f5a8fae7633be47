//! What is written, read back and looked into, for each format of word processors.

use std::io::{Cursor, Read as _};

use crate::formats::{Content, Output, ReadOptions, Reader, ReaderOutput, WriteOptions, Writer};
use crate::model::document::{Block, Cell, CellRole, Document, Paragraph, Property, Role, Table, TableRole};
use crate::model::error::Result;
use crate::model::place::Place;
use crate::model::report::Report;
use crate::{readers, writers};

/// A writer with its reader.
struct Pair(&'static dyn Writer, &'static dyn Reader);

const PAIRS: &[Pair] = &[
    Pair(&writers::Docx, &readers::Docx),
    #[cfg(feature = "odt")]
    Pair(&writers::Odt, &readers::Odt),
];

pub fn write(document: &Document, writer: &dyn Writer) -> Result<Vec<u8>> {
    let report = Report::empty(crate::forms::ALL[0]);
    writer.write(&Output::new(&report, document), &WriteOptions::default())
}

/// A part of what is written.
pub fn part(document: &Document, writer: &dyn Writer, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(write(document, writer).unwrap())).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The document as it is read back, the same in every format.
fn reread(document: &Document) -> Vec<Document> {
    let reread = |Pair(writer, reader): &Pair| {
        let bytes = write(document, *writer).unwrap();
        match reader.read(&Content::new(&bytes), &ReadOptions::default()).unwrap() {
            ReaderOutput::Document(document) => document,
            ReaderOutput::Report(..) => panic!("a reader of documents gave a report"),
        }
    };
    PAIRS.iter().map(reread).collect()
}

pub fn paragraph(text: &str, role: Role) -> Block {
    Block::Paragraph(Paragraph::new(text, role, Place::Unknown))
}

pub fn cell(text: &str, colspan: u32, rowspan: u32, role: CellRole) -> Cell {
    Cell { colspan, rowspan, role, ..Cell::new(text, Place::Unknown) }
}

pub fn table(rows: Vec<Vec<Cell>>) -> Table {
    Table { rows, role: TableRole::Statutory, ..Table::default() }
}

pub fn document(blocks: Vec<Block>) -> Document {
    Document { blocks, ..Document::default() }
}

/// What is left of a document without places and what the format cannot say.
pub fn content(document: &Document) -> Vec<String> {
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

pub fn form() -> Table {
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
    for read in reread(&document) {
        assert_eq!(content(&read), content(&document));
        assert_eq!(read.head, document.head);
        assert!(read.doubts.is_empty());
    }
}

#[test]
fn ragged_and_covered_rows_read_back_the_same() {
    let document = document(vec![Block::Table(table(vec![
        vec![cell("甲", 1, 3, CellRole::Plain), cell("乙", 2, 2, CellRole::Plain)],
        vec![],
        vec![cell("丙", 1, 1, CellRole::Plain)],
        vec![cell("丁", 3, 1, CellRole::Plain)],
    ]))]);
    for read in reread(&document) {
        assert_eq!(content(&read), content(&document));
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = document(vec![paragraph("正文", Role::Body), Block::Table(form())]);
    for Pair(writer, _) in PAIRS {
        assert_eq!(write(&document, *writer).unwrap(), write(&document, *writer).unwrap());
    }
}

#[test]
fn characters_that_xml_forbids_are_left_out() {
    let document = document(vec![paragraph("a\u{1}b\u{ffff}c\u{b}", Role::Body)]);
    for read in reread(&document) {
        assert_eq!(content(&read), ["Body \"abc\""]);
    }
}

#[test]
fn an_empty_document_and_empty_tables_are_written() {
    for empty in [Document::default(), document(vec![Block::Table(Table::default())])] {
        assert!(reread(&empty).iter().all(|read| read.blocks.is_empty()));
    }
}
