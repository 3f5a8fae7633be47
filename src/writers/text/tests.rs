use proptest::prelude::*;

use super::*;
use crate::formats::{Content, ReadOptions, Reader, ReaderOutput};
use crate::model::document::{Cell, CellRole, Paragraph, TableRole};
use crate::model::error::Error;
use crate::model::place::Place;
use crate::readers;

const ENCODINGS: [TextEncoding; 5] = [
    TextEncoding::Gbk,
    TextEncoding::Gb18030,
    TextEncoding::Utf8,
    TextEncoding::Utf8Bom,
    TextEncoding::Utf16Le,
];

fn encoded(document: &Document, encoding: TextEncoding, lossy: bool) -> Result<Vec<u8>> {
    encode::encode(&lines(document, TextLayout::Tabs), encoding, lossy)
}

fn read_back(bytes: &[u8]) -> Vec<Block> {
    match readers::Text.read(&Content::new(bytes), &ReadOptions::default()).unwrap() {
        ReaderOutput::Document(document) => {
            assert_eq!(document.doubts, []);
            document.blocks
        }
        ReaderOutput::Report(..) => unreachable!(),
    }
}

fn paragraph(text: &str, role: Role) -> Block {
    Block::Paragraph(Paragraph::new(text, role, Place::Unknown))
}

fn cell(text: &str, colspan: u32, rowspan: u32) -> Cell {
    Cell { colspan, rowspan, role: CellRole::Plain, ..Cell::new(text, Place::Unknown) }
}

fn table(rows: Vec<Vec<Cell>>, role: TableRole) -> Block {
    Block::Table(Table { rows, role, ..Table::default() })
}

/// Blocks as bare text: a paragraph is a row of one, a table is its full grid.
fn bare(blocks: &[Block]) -> Vec<Vec<Vec<String>>> {
    blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => vec![vec![paragraph.text.clone()]],
            Block::Table(table) => {
                let grid = table.grid();
                let width =
                    grid.iter().flatten().map(|(at, cell)| at + cell.colspan as usize).max().unwrap_or(0);
                let row = |row: &Vec<(usize, &Cell)>| {
                    let mut texts = vec![String::new(); width];
                    for (column, cell) in row {
                        texts[*column].clone_from(&cell.text);
                    }
                    texts
                };
                grid.iter().map(row).collect()
            }
        })
        .collect()
}

fn report() -> Document {
    let blocks = vec![
        paragraph("测试市2025年政府信息公开工作年度报告", Role::Title),
        table(
            vec![
                vec![cell("索引号", 1, 1), cell("AKT001-2022-000028", 1, 1)],
                vec![cell("主题分类", 1, 1), cell("", 1, 1)],
            ],
            TableRole::Metadata,
        ),
        paragraph("根据《条例》编制。", Role::Body),
        paragraph("一、总体情况", Role::Heading(1)),
        paragraph("（一）主动公开。见 <a&b> | 右边", Role::Body),
        paragraph("甲\t乙\t丙", Role::Body),
        paragraph("甲  乙  丙", Role::Body),
        paragraph("丁  戊  己", Role::Body),
        paragraph("| 甲 | 乙 |", Role::Body),
        paragraph("— 3 —", Role::Body),
        paragraph("二、“甲|乙”\t丙", Role::Heading(1)),
        paragraph("- 3 -", Role::Heading(2)),
        table(
            vec![
                vec![cell("三、本\n年度", 1, 2), cell("\"三公\"经费", 2, 1), cell("总\t计", 1, 1)],
                vec![cell("甲", 1, 1), cell("乙|", 1, 1), cell("160.5964", 1, 1)],
                vec![cell("", 1, 1), cell("", 1, 1), cell("", 1, 1), cell("", 1, 1)],
                vec![cell("合计", 2, 1), cell("", 1, 1), cell("0", 1, 1)],
            ],
            TableRole::Statutory,
        ),
        paragraph("注：含上年度结转数量。", Role::Note),
        table(vec![vec![cell("其他", 1, 1), cell("无", 1, 1)]], TableRole::Plain),
        table(vec![vec![cell("另表", 1, 1), cell("", 1, 1)]], TableRole::Plain),
        paragraph("测试市人民政府办公室", Role::Signature),
        paragraph("2026年1月23日", Role::Date),
        paragraph("附注", Role::Note),
    ];
    Document { blocks, ..Document::default() }
}

#[test]
fn a_document_reads_back_the_same_in_every_encoding() {
    let document = report();
    for encoding in ENCODINGS {
        let bytes = encoded(&document, encoding, false).unwrap();
        assert_eq!(bare(&read_back(&bytes)), bare(&document.blocks), "{encoding:?}");
    }
}

#[test]
fn the_text_is_laid_out_for_reading() {
    let text = lines(&report(), TextLayout::Tabs).join("\n");
    assert!(text.starts_with(
        "测试市2025年政府信息公开工作年度报告\n\n索引号\tAKT001-2022-000028\n主题分类\t\n\n　　根据"
    ));
    assert!(text.contains("编制。\n\n一、总体情况\n　　（一）主动公开。"));
    assert!(text.contains("\n\n\"三、本\n年度\"\t\"\"\"三公\"\"经费\"\t\t\"总\t计\"\n\t甲\t乙|\t160.5964\n\t\t\t\n合计\t\t\t0\n\n　　注："));
    assert!(text.contains("\n　　　　　　　　　　　　　　　　　　　　　　测试市人民政府办公室\n"));
}

#[test]
fn gbk_has_cr_lf_and_no_mark() {
    let document = Document { blocks: vec![paragraph("无。", Role::Body)], ..Document::default() };
    assert_eq!(
        encoded(&document, TextEncoding::Gbk, false).unwrap(),
        b"\xa1\xa1\xa1\xa1\xce\xde\xa1\xa3\r\n"
    );
    assert_eq!(encoded(&document, TextEncoding::Utf16Le, false).unwrap()[..4], [0xff, 0xfe, 0x00, 0x30]);
    assert!(encoded(&document, TextEncoding::Utf8Bom, false).unwrap().starts_with(b"\xef\xbb\xbf"));
}

#[test]
fn characters_missing_from_gbk_are_named_with_their_line() {
    let blocks = vec![paragraph("标题", Role::Title), paragraph("由李𠮷祥、王䶮承办，经费€5", Role::Body)];
    let document = Document { blocks, ..Document::default() };
    let Err(Error::Unencodable { encoding: "GBK", characters }) =
        encoded(&document, TextEncoding::Gbk, false)
    else {
        panic!("all was encoded");
    };
    let named: Vec<_> = characters.iter().map(|c| (c.character, c.line, c.passage.as_str())).collect();
    assert_eq!(named, [('𠮷', 3, "　由李𠮷祥、王"), ('䶮', 3, "祥、王䶮承办，"), ('€', 3, "，经费€5"),]);
    let lossy = encoded(&document, TextEncoding::Gbk, true).unwrap();
    assert!(encoding_rs::GBK.decode(&lossy).0.contains("由李?祥、王?承办，经费?5"));
    assert!(encoded(&document, TextEncoding::Gb18030, false).is_ok());
}

/// Text as a Document may hold it: clean, on one line.
fn odd_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "甲",
        "乙丙",
        "0",
        "12.5",
        "<&>",
        "\"",
        "\"\"",
        "|",
        "│",
        "\\|",
        "\t",
        " ",
        "  ",
        "\u{3000}",
        "\u{3000}\u{3000}",
        "𠮷",
        "“",
        "—",
        "- ",
        "。",
        "：",
        "一、",
        "第3页",
        "— 3 —",
        "+--+",
        "┌─┐",
        "#",
        "=1",
    ]);
    prop::collection::vec(piece, 1..8).prop_map(|pieces| crate::model::text::clean(&pieces.concat()))
}

fn odd_block() -> impl Strategy<Value = Block> {
    let role = prop::sample::select(vec![
        Role::Body,
        Role::Body,
        Role::Title,
        Role::Heading(1),
        Role::Note,
        Role::Signature,
        Role::Date,
    ]);
    let text = odd_text().prop_filter("a paragraph has text", |text| !text.is_empty());
    let rows = (2..5_usize, 1..4_usize).prop_flat_map(|(columns, rows)| {
        let cell = prop_oneof![odd_text(), Just(String::new()), Just("甲\n乙".to_owned())];
        prop::collection::vec(prop::collection::vec(cell, columns), rows)
    });
    prop_oneof![
        2 => (text, role).prop_map(|(text, role)| paragraph(&text, role)),
        1 => rows.prop_map(|rows| {
            // Tabs before the only text of each line would indent it.
            let label = |at| if at == 0 { "表" } else { "" };
            let row = |row: Vec<String>| {
                row.iter().enumerate().map(|(at, text)| cell(&format!("{}{text}", label(at)), 1, 1)).collect()
            };
            table(rows.into_iter().map(row).collect(), TableRole::Plain)
        }),
    ]
}

proptest! {
    #[test]
    fn odd_documents_read_back_the_same(blocks in prop::collection::vec(odd_block(), 0..8)) {
        let document = Document { blocks, ..Document::default() };
        for encoding in [TextEncoding::Gb18030, TextEncoding::Utf8, TextEncoding::Utf16Le] {
            let bytes = encoded(&document, encoding, false).unwrap();
            if !bytes.is_empty() {
                prop_assert_eq!(bare(&read_back(&bytes)), bare(&document.blocks));
            }
        }
    }
}

#[test]
fn many_missing_characters_take_no_time() {
    let line = "䶮".repeat(200_000);
    let lossy = encode::encode(&[line], TextEncoding::Gbk, true).unwrap();
    assert_eq!(lossy.len(), 200_002);
}
