//! Documents made byte by byte, for what LibreOffice does not write.

mod made;

use self::made::{Made, compound, narrow, wide};
use super::read;
use crate::model::document::{Block, Document};
use crate::model::error::Error;
use crate::model::limits::Limits;
use crate::model::place::Place;

fn document(made: &Made) -> Document {
    read(&made.file(), &Limits::default()).expect("a document")
}

fn error(made: &Made) -> Error {
    read(&made.file(), &Limits::default()).expect_err("no document")
}

/// Paragraphs on lines of their own; tables with their cells between bars, `>` and `v` for each further column or row.
fn shown(document: &Document) -> String {
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => lines.push(paragraph.text.clone()),
            Block::Table(table) => lines.extend(table.rows.iter().map(|row| {
                let cells = row.iter().map(|cell| {
                    let columns = ">".repeat(cell.colspan as usize - 1);
                    let rows = "v".repeat(cell.rowspan as usize - 1);
                    format!("{}{columns}{rows}", cell.text)
                });
                format!("|{}|", cells.collect::<Vec<_>>().join("|"))
            })),
        }
    }
    lines.join("\n")
}

fn messages(document: &Document) -> Vec<&str> {
    document.doubts.iter().map(|finding| finding.message.zh.as_str()).collect()
}

/// The modifiers of the end of a row of cells with these edges, each with its merge flags.
fn row(edges: &[i16], flags: &[u8]) -> Vec<u8> {
    let mut operand = vec![u8::try_from(flags.len()).expect("short")];
    operand.extend(edges.iter().flat_map(|edge| edge.to_le_bytes()));
    for flag in flags {
        operand.push(*flag);
        operand.extend([0; 19]);
    }
    let length = u16::try_from(operand.len() + 1).expect("short");
    let mut list = vec![0, 0, 0x16, 0x24, 1, 0x17, 0x24, 1, 0x08, 0xd6];
    list.extend(length.to_le_bytes());
    list.extend(operand);
    list
}

/// A table of rows of text, a `|` after each cell, each with the modifiers of its end.
fn table(rows: &[(&str, Vec<u8>)]) -> Made {
    let mut text = String::new();
    let mut made = Made::default();
    for (cells, end) in rows {
        made.paragraphs.push((2 * text.chars().count(), vec![0, 0, 0x16, 0x24, 1]));
        text.push_str(&cells.replace('|', "\u{7}"));
        made.paragraphs.push((2 * text.chars().count(), end.clone()));
        text.push('\u{7}');
    }
    made.paragraphs.push((2 * text.chars().count(), vec![0, 0]));
    text.push('\r');
    made.pieces.push(wide(&text, 0));
    made
}

#[test]
fn pieces_are_read_in_the_order_of_the_document() {
    let (last, first) = (wide("十二件。\r", 0), wide("全年受理", 40));
    let made = Made { pieces: vec![first, last], ..Made::default() };
    assert_eq!(shown(&document(&made)), "全年受理十二件。");
}

#[test]
fn a_piece_saved_fast_hides_its_text() {
    let mut hidden = wide("5", 20);
    // sprmCFVanish, on.
    hidden.modifier = 0x5c << 1 | 1 << 8;
    let made = Made { pieces: vec![wide("1", 0), hidden, wide("2\r", 40)], ..Made::default() };
    let document = document(&made);
    assert_eq!(shown(&document), "12");
    assert_eq!(messages(&document), ["“5”是隐藏的、看不见的文字，没有计入"]);
}

#[test]
fn narrow_pieces_are_in_gbk_or_in_windows_1252() {
    let gbk = narrow(b"\xd5\xfe\xb8\xae\xd0\xc5\xcf\xa2 12\xcc\xf5\r", 0);
    let chinese = Made { pieces: vec![gbk.clone()], language: 0x804, ..Made::default() };
    assert_eq!(shown(&document(&chinese)), "政府信息 12条");
    let quotes = narrow(b"\x93a\x94 \x851\r", 0);
    let ansi = Made { pieces: vec![quotes], language: 0x804, ..Made::default() };
    assert_eq!(shown(&document(&ansi)), "“a” …1");
    let western = Made { pieces: vec![gbk], language: 0x409, ..Made::default() };
    assert_eq!(shown(&document(&western)), "Õþ¸®ÐÅÏ¢ 12Ìõ");
}

#[test]
fn encrypted_and_older_documents_are_refused_by_name() {
    let encrypted = Made { flags: 0x100, ..Made::of("x\r") };
    assert!(matches!(error(&encrypted), Error::Encrypted { format: "doc" }));
    let mut main = vec![0; 4096];
    main[..4].copy_from_slice(&[0xdc, 0xa5, 0x68, 0]);
    let old = compound(&[("WordDocument", main)]);
    let refused = read(&old, &Limits::default());
    assert!(
        matches!(&refused, Err(Error::Unsupported { name, .. }) if name.zh.contains("Word 6.0/95")),
        "{refused:?}"
    );
}

#[test]
fn cells_are_merged_by_flags_and_placed_by_their_edges() {
    let made = table(&[
        ("事项|合计|", row(&[0, 1000, 3000], &[0x60, 0])),
        ("|左|右|", row(&[4, 1003, 2000, 2995], &[0x20, 0, 0])),
        ("长|短|", row(&[0, 2000, 3000], &[0, 0])),
        ("并||末|", row(&[0, 1000, 2000, 3000], &[1, 2, 0])),
    ]);
    let document = document(&made);
    assert_eq!(shown(&document), "|事项v|合计>|\n|左|右|\n|长>|短|\n|并>|末|");
    assert_eq!(messages(&document), [""; 0]);
}

#[test]
fn a_row_may_be_changed_after_its_definition() {
    let mut merged = row(&[0, 1000, 2000, 3000], &[0, 0, 0]);
    merged.extend([0x24, 0x56, 0, 2]);
    let mut narrower = row(&[0, 500, 2000, 3000], &[0, 0, 0]);
    narrower.extend([0x22, 0x56, 1, 2]);
    let made = table(&[
        ("甲||乙|", merged),
        ("一|二|三|", row(&[0, 1000, 2000, 3000], &[0, 0, 0])),
        ("丙|丁|", narrower),
    ]);
    assert_eq!(shown(&document(&made)), "|甲>>>|乙|\n|一>|二>|三|\n|丙|丁>|>|");
}

#[test]
fn a_row_with_other_cells_than_it_says_is_left_out() {
    let made = table(&[
        ("项|数|", row(&[0, 1000, 2000], &[0, 0])),
        ("受理|12|多|", row(&[0, 1000, 2000], &[0, 0])),
        ("办结|11|", row(&[0, 1000, 2000], &[0, 0])),
    ]);
    let document = document(&made);
    assert_eq!(shown(&document), "|项|数|\n|办结|11|");
    let [message] = messages(&document)[..] else { panic!("{:?}", document.doubts) };
    assert!(message.contains("受理 12 多") && message.contains("没有读入"), "{message}");
    assert_eq!(document.doubts[0].place, Place::Table { table: 1, row: 2, column: 1 });
}

#[test]
fn text_in_a_cell_that_continues_another_is_kept_and_reported() {
    let made = table(&[
        ("项|数|", row(&[0, 1000, 2000], &[0, 0x60])),
        ("受理|12|", row(&[0, 1000, 2000], &[0, 0x20])),
    ]);
    let document = document(&made);
    assert_eq!(shown(&document), "|项|数|\n|受理|12|");
    assert!(messages(&document)[0].contains("受理 12"), "{:?}", document.doubts);
}

#[test]
fn struck_deleted_and_raised_text_is_no_part_of_the_figure() {
    let list = |code: u16, value: u8| [code.to_le_bytes().as_slice(), &[value]].concat();
    let made = Made {
        characters: vec![
            (0, list(0x0837, 1)),
            (2, Vec::new()),
            (4, list(0x0800, 1)),
            (6, list(0x2a48, 1)),
            (8, list(0x2a42, 8)),
            (10, Vec::new()),
        ],
        ..Made::of("123456\r")
    };
    let document = document(&made);
    assert_eq!(shown(&document), "2⁴6");
    assert_eq!(
        messages(&document),
        ["“1”划了删除线，没有计入", "“5”是隐藏的、看不见的文字，没有计入", "“3”在修订中已经删除，没有计入"]
    );
}

#[test]
fn instructions_of_fields_are_no_text() {
    let made = Made::of("共\u{13} =SUM(A1) \u{14}12\u{15}件\r\u{13} HYPERLINK \"x\" \u{14}链接\u{15}\r");
    assert_eq!(shown(&document(&made)), "共12件\n链接");
}

#[test]
fn a_figure_does_not_close_up_over_a_character_that_is_none() {
    let document = document(&Made::of("共1\u{11}4件\r"));
    assert_eq!(shown(&document), "共1\u{fffd}4件");
    assert!(messages(&document)[0].contains("无法识别的字符"), "{:?}", document.doubts);
}

#[test]
fn pieces_beyond_the_stream_make_a_damaged_document() {
    let file = Made::of("12\r").file();
    // The end of the piece, and its entry.
    let entry = [3, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0];
    let at = file.windows(entry.len()).position(|window| window == entry).expect("the entry");
    let mut moved = file.clone();
    moved[at + 8] = 1;
    let read = read(&moved, &Limits::default());
    assert!(matches!(read, Err(Error::Damaged { format: "doc", .. })), "{read:?}");
}

#[test]
fn styles_that_are_based_on_each_other_end() {
    let style = |base: u16| {
        let mut style = vec![0xff, 0x0f];
        style.extend((1 | base << 4).to_le_bytes());
        style.extend([0; 6]);
        style.extend([1, 0, b'a', 0, 0, 0]);
        [u16::try_from(style.len()).expect("short").to_le_bytes().as_slice(), &style].concat()
    };
    let sheet = [[18, 0, 2, 0, 10, 0].as_slice(), &[0; 14], &style(1), &style(0)].concat();
    let made = Made { parts: vec![(1, sheet)], ..Made::of("文\r") };
    assert_eq!(shown(&document(&made)), "文");
}

#[test]
fn cut_and_changed_documents_never_panic() {
    let made = table(&[
        ("事项|合计|", row(&[0, 1000, 3000], &[0x60, 0])),
        ("|左|右|", row(&[0, 1000, 2000, 3000], &[0x20, 0, 0])),
    ]);
    let file = made.file();
    let is_tried = |at: &usize| file[*at] != 0 || at.is_multiple_of(31);
    for at in (0..file.len()).filter(is_tried) {
        let mut changed = file.clone();
        for value in [0x00, 0xff, file[at] ^ 1] {
            changed[at] = value;
            let _ = read(&changed, &Limits::default());
        }
    }
    for end in (0..file.len()).step_by(97) {
        let _ = read(&file[..end], &Limits::default());
    }
}
