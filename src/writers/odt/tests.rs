//! What is written into the parts of an OpenDocument text.

use std::io::Cursor;

use super::{Odt, points};
use crate::model::document::{Block, CellRole, Document, Role};
use crate::writers::word::tests::{cell, document, form, paragraph, table, write};

/// A part of what is written.
fn part(document: &Document, name: &str) -> String {
    crate::writers::word::tests::part(document, &Odt, name)
}

fn sample() -> Document {
    document(vec![
        paragraph("某局2021年政府信息公开工作年度报告", Role::Title),
        paragraph("一、总体情况", Role::Heading(1)),
        paragraph(" 两  格\t制表\n换行 ", Role::Body),
        Block::Table(form()),
        Block::Table(table(vec![vec![cell("123456789", 1, 1, CellRole::Figure); 15]])),
    ])
}

#[test]
fn the_kind_is_the_first_entry_and_can_be_read_in_the_bytes() {
    let bytes = write(&sample(), &Odt).unwrap();
    assert_eq!(bytes.get(30..77), Some(&b"mimetypeapplication/vnd.oasis.opendocument.text"[..]));
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    assert_eq!(archive.name_for_index(0).map(Result::unwrap).as_deref(), Some("mimetype"));
}

#[test]
fn the_body_is_written_so() {
    let lines = part(&sample(), "content.xml").replace("><", ">\n<");
    insta::assert_snapshot!(lines);
}

#[test]
fn the_styles_are_those_of_word() {
    let lines = part(&sample(), "styles.xml").replace("><", ">\n<");
    insta::assert_snapshot!(lines);
}

#[test]
fn lengths_are_points() {
    for (twips, want) in [(0, "0pt"), (579, "28.95pt"), (-5, "-0.25pt"), (640, "32pt"), (210, "10.5pt")] {
        assert_eq!(points(twips), want);
    }
}
