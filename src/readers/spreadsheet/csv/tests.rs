use super::*;
use crate::model::document::Document;

fn read_bytes(bytes: &[u8]) -> Document {
    match Csv.read(&Content::new(bytes), &ReadOptions::default()).unwrap() {
        ReaderOutput::Document(document) => document,
        ReaderOutput::Report(..) => panic!("a report"),
    }
}

/// Paragraphs as they are, rows with `|` between their cells, each after its line.
fn shown(document: &Document) -> Vec<String> {
    let line = |place: &Place| match place {
        Place::Line { line, .. } => *line,
        other => panic!("{other:?}"),
    };
    let blocks = document.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(paragraph) => vec![format!("{}:{}", line(&paragraph.place), paragraph.text)],
        Block::Table(table) => {
            let row = |row: &Vec<crate::model::document::Cell>| {
                let texts: Vec<_> = row.iter().map(|cell| cell.text.as_str()).collect();
                format!("{}:|{}", line(&row[0].place), texts.join("|"))
            };
            table.rows.iter().map(row).collect()
        }
    });
    blocks.collect()
}

#[test]
fn a_sheet_as_it_was_exported() {
    let text = "某县年报,,\r\n共 3 件，其中\r\n,,\r\n\"甲\r\n乙\",数,额\r\n规章,12,\"1,234.5\"\r\n丙,=\"0123\",\"=\"\"7\"\"\"\r\n";
    let expected = ["1:某县年报", "2:共 3 件，其中", "4:|甲\n乙|数|额", "6:|规章|12|1,234.5", "7:|丙|0123|7"];
    let document = read_bytes(text.as_bytes());
    assert_eq!(shown(&document), expected);
    assert!(document.doubts.is_empty(), "{:?}", document.doubts);
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    assert_eq!(shown(&read_bytes(&gbk)), expected);
    let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(shown(&read_bytes(&utf16)), expected);
}

#[test]
fn the_delimiter_is_found() {
    for text in
        ["甲,乙,\n1,2,3", "甲;乙;\n1;2;3", "甲\t乙\t\n1\t2\t3", "甲，乙，\n1，2，3", "sep=|\n甲|乙|\n1|2|3"]
    {
        let rows: Vec<String> = shown(&read_bytes(text.as_bytes()));
        let rows: Vec<&str> = rows.iter().map(|row| row.split_once('|').unwrap().1).collect();
        assert_eq!(rows, ["甲|乙|", "1|2|3"], "{text}");
    }
    let prose = read_bytes("一、甲，乙，丙。\n项目;数\n规章;1\n丁，戊。".as_bytes());
    assert_eq!(shown(&prose), ["1:一、甲，乙，丙。", "2:|项目|数", "3:|规章|1", "4:丁，戊。"]);
}

#[test]
fn doubtful_rows_are_named() {
    let document = read_bytes("项目,数,额\n甲,1,2\n乙,1,234,5\n丙,\"6\"7\",8\n".as_bytes());
    let doubts: Vec<_> = document.doubts.iter().map(|doubt| (&doubt.place, &*doubt.message.zh)).collect();
    let line = |line| Place::Line { line, column: None };
    assert_eq!(doubts.len(), 2);
    assert!(doubts[0].0 == &line(3) && doubts[0].1.contains("千分位"));
    assert!(doubts[1].0 == &line(4) && doubts[1].1.contains("引号"));
}
