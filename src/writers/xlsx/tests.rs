use super::*;
use crate::model::document::{Paragraph, Property, Role};
use crate::model::place::Place;

fn write(text: &str) -> Result<Vec<u8>> {
    let paragraph = Paragraph::new(text, Role::Body, Place::Unknown);
    let head = vec![Property { name: "title".to_owned(), text: "年度报告".to_owned() }];
    let document = Document { head, blocks: vec![Block::Paragraph(paragraph)], ..Document::default() };
    Xlsx::write_document(&document)
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(write("文").unwrap(), write("文").unwrap());
}

#[test]
fn a_text_too_long_for_a_cell_is_named() {
    let Err(Error::Unwritable { what, .. }) = write(&"字".repeat(CELL_LIMIT + 1)) else { panic!() };
    assert!(what.zh.contains("“字字字") && what.zh.contains("32768"));
    assert!(write(&"字".repeat(CELL_LIMIT)).is_ok());
}
