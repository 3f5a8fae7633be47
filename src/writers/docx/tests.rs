//! What is written into the parts of a Word document.

use super::Docx;
use crate::model::document::{Block, CellRole, Document, Table};
use crate::model::error::Error;
use crate::writers::word::tests::{cell, document, form, table, write};

/// A part of what is written.
fn part(document: &Document, name: &str) -> String {
    crate::writers::word::tests::part(document, &Docx, name)
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
fn a_table_wider_than_word_takes_is_an_error() {
    let wide =
        |columns| document(vec![Block::Table(table(vec![vec![cell("x", columns, 1, CellRole::Plain)]]))]);
    assert!(write(&wide(63), &Docx).is_ok());
    assert!(matches!(write(&wide(64), &Docx), Err(Error::Unwritable { .. })));
}
