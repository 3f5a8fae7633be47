//! Small hand-made documents, one feature each.

mod hostile;
mod lists;
mod tables;
mod text;

use super::*;
use crate::model::document::Block;
use crate::readers::word::outline::{findings, shown};

const NAMESPACES: &str = r#"xmlns:office="o" xmlns:style="s" xmlns:text="t" xmlns:table="b" xmlns:draw="d" xmlns:fo="f" xmlns:svg="v" xmlns:dc="c" xmlns:meta="m" xmlns:form="r" xmlns:loext="l" xmlns:xlink="x""#;

/// A document that is one file, with these styles and this text.
fn flat(styles: &str, body: &str) -> String {
    format!(
        "<office:document {NAMESPACES} office:mimetype=\"application/vnd.oasis.opendocument.text\">{styles}\
         <office:body><office:text>{body}</office:text></office:body></office:document>"
    )
}

fn try_read(text: &str) -> Result<Document> {
    match Odt.read(&Content::new(text.as_bytes()), &ReadOptions::default())? {
        ReaderOutput::Document(document) => Ok(document),
        ReaderOutput::Report(..) => panic!("a reader of documents gave a report"),
    }
}

fn read_with(styles: &str, body: &str) -> Document {
    try_read(&flat(styles, body)).unwrap()
}

fn read(body: &str) -> Document {
    read_with("", body)
}
