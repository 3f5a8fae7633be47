//! What is cut off, damaged or made to exhaust: an error, soon, and never half a document.

#![allow(clippy::string_slice, reason = "the tests cut at char boundaries, or fail")]

use super::*;
use crate::model::error::Limit;

fn error(bytes: &[u8]) -> Error {
    try_read(bytes).unwrap_err()
}

#[test]
fn a_file_cut_anywhere_is_an_error() {
    let bytes = package(&p(&r("正文")), &[("styles", "")]);
    assert!(try_read(&bytes).is_ok());
    for cut in 0..bytes.len() {
        assert!(matches!(error(&bytes[..cut]), Error::Damaged { .. }), "cut at {cut}");
    }
}

#[test]
fn a_document_cut_inside_its_package_is_an_error() {
    let whole = format!("<w:document {W}><w:body>{}</w:body></w:document>", p(&r("a &amp; b")));
    assert!(try_read(&raw_package(&whole, &[])).is_ok());
    for cut in 0..whole.len() {
        assert!(matches!(error(&raw_package(&whole[..cut], &[])), Error::Damaged { .. }), "cut at {cut}");
    }
}

#[test]
fn what_is_no_word_document_is_damaged_and_says_where() {
    let other = raw_package("<x:workbook xmlns:x='x'/>", &[]);
    assert!(matches!(error(&other), Error::Damaged { part, .. } if part == "word/document.xml"));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("a.txt", SimpleFileOptions::default()).unwrap();
    let empty = writer.finish().unwrap().into_inner();
    assert!(matches!(error(&empty), Error::Damaged { part, .. } if part == "word/document.xml"));
    assert!(matches!(error(b"PK\x03\x04 no zip"), Error::Damaged { .. }));
}

#[test]
fn old_word_files_get_advice() {
    let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 WordDocument";
    assert!(matches!(error(ole), Error::Unsupported { name, .. } if name.zh.contains("doc")));
}

#[test]
fn nested_tables_end_at_the_limit_of_depth() {
    let open = "<w:tbl><w:tr><w:tc>".repeat(20_000);
    let close = "</w:tc></w:tr></w:tbl>".repeat(20_000);
    let nested = package(&format!("{open}{close}"), &[]);
    assert!(matches!(error(&nested), Error::TooLarge { what: Limit::Depth, .. }));
    let shallow = 150;
    let open = "<w:tbl><w:tr><w:tc>".repeat(shallow);
    let close = "</w:tc></w:tr></w:tbl>".repeat(shallow);
    let document = read(&format!("{open}{}{close}", p(&r("深处"))));
    assert_eq!(grid(&document), [[(0, 1, 1, "深处")]]);
}

#[test]
fn entities_are_refused() {
    let bomb = format!(
        "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><w:document {W}><w:body>{}</w:body></w:document>",
        p(&r("&b;"))
    );
    assert!(matches!(error(&raw_package(&bomb, &[])), Error::Refused { .. }));
    assert!(matches!(error(&package(&p(&r("&b;")), &[])), Error::Damaged { .. }));
}

#[test]
fn spans_cells_blocks_and_parts_have_limits() {
    let table = |properties: &str| format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", tc(properties, "x"));
    for span in ["1000000000", "99999999999999999999999", "16385"] {
        let wide = package(&table(&format!("<w:gridSpan w:val='{span}'/>")), &[]);
        assert!(matches!(error(&wide), Error::TooLarge { what: Limit::Columns, .. }), "{span}");
    }
    let row = "<w:tbl><w:tr><w:trPr><w:gridBefore w:val='1000000000'/></w:trPr>".to_owned()
        + &tc("", "x")
        + "</w:tr></w:tbl>";
    assert!(matches!(error(&package(&row, &[])), Error::TooLarge { what: Limit::Columns, .. }));
    let small = Limits { cells: 3, blocks: 3, part_bytes: 10_000, ..Limits::default() };
    let read = |body: &str| {
        let options = ReadOptions { limits: small, ..ReadOptions::default() };
        Docx.read(&Content::new(&package(body, &[])), &options).unwrap_err()
    };
    let cells = format!("<w:tbl>{}</w:tbl>", "<w:tr><w:tc><w:p/></w:tc></w:tr>".repeat(4));
    assert!(matches!(read(&cells), Error::TooLarge { what: Limit::Cells, .. }));
    assert!(matches!(read(&p(&r("x")).repeat(4)), Error::TooLarge { what: Limit::Blocks, .. }));
    assert!(matches!(read(&p(&r(&"x".repeat(20_000)))), Error::TooLarge { what: Limit::Part, .. }));
}

#[test]
fn a_cell_outside_a_row_is_damage() {
    assert!(matches!(error(&package(&tc("", "x"), &[])), Error::Damaged { .. }));
    assert!(matches!(error(&package("<w:tbl><w:tc/></w:tbl>", &[])), Error::Damaged { .. }));
}

#[test]
fn many_styles_based_on_each_other_are_read_soon() {
    let style = |n: u32| {
        format!(
            "<w:style w:type='character' w:styleId='s{n}'><w:basedOn w:val='s{}'/></w:style>",
            (n + 1) % 9_000
        )
    };
    let styles: String = (0..9_000).map(style).collect();
    let body = "<w:r><w:rPr><w:rStyle w:val='s7'/></w:rPr><w:t>x</w:t></w:r>".repeat(1_000);
    let document = try_read(&package(&p(&body), &[("styles", &styles)])).unwrap();
    assert_eq!(texts(&document), ["x".repeat(1_000)]);
}
