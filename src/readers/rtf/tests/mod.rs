//! Small hand-made documents, one feature each.

mod hostile;
mod tables;
mod text;

use super::*;
use crate::model::document::{Block, Document};
use crate::readers::word::outline::{findings, shown};

const HEAD: &str = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}{\f1\froman\fcharset0 Times New Roman;}{\f2\fcharset2 Wingdings;}}{\colortbl;\red0\green0\blue0;\red255\green255\blue255;}";

fn try_read(bytes: &[u8]) -> Result<Document> {
    match Rtf.read(&Content::new(bytes), &ReadOptions::default())? {
        ReaderOutput::Document(document) => Ok(document),
        ReaderOutput::Report(..) => panic!("a reader of documents gave a report"),
    }
}

/// Reads a document whose text is this; characters beyond ASCII are written as bytes of GBK in digits.
fn read(body: &str) -> Document {
    try_read(escaped(&format!("{HEAD}{body}}}")).as_bytes()).unwrap()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        if character.is_ascii() {
            escaped.push(character);
        } else {
            let mut buffer = [0; 4];
            let (bytes, ..) = encoding_rs::GBK.encode(character.encode_utf8(&mut buffer));
            escaped.extend(bytes.iter().map(|byte| format!("\\'{byte:02x}")));
        }
    }
    escaped
}
