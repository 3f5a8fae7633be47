//! What an output shows, without our readers: the text of a document's XML or page between its tags, the cells
//! of a workbook as calamine reads them.

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader, Xlsx};

use super::truth::solid;

/// The sheets that are no part of the document.
const OURS: [&str; 3] = ["封面", "检查结果", "repconv"];

/// The text of an output, without white space.
pub fn text(bytes: &[u8], extension: &str) -> String {
    match extension {
        "docx" => between_tags(&part(bytes, "word/document.xml")),
        "odt" => between_tags(&part(bytes, "content.xml")),
        "html" => between_tags(std::str::from_utf8(bytes).unwrap().split_once("</head>").unwrap().1),
        "xlsx" => cells(bytes),
        "txt" => solid(&decoded(bytes)),
        other => panic!("no witness for {other}"),
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn between_tags(markup: &str) -> String {
    let pieces = markup.split('<').map(|piece| piece.split_once('>').map_or("", |(_, text)| text));
    let text = solid(&pieces.collect::<String>());
    let entities =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#39;", "'"), ("&amp;", "&")];
    entities.iter().fold(text, |text, (entity, character)| text.replace(entity, character))
}

fn cells(bytes: &[u8]) -> String {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for name in book.sheet_names().iter().filter(|name| !OURS.contains(&name.as_str())) {
        for row in book.worksheet_range(name).unwrap().rows() {
            let shown = row.iter().filter(|cell| !matches!(cell, Data::Empty));
            text.extend(shown.map(|cell| solid(&cell.to_string())));
        }
    }
    text
}

fn decoded(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::GB18030.decode(bytes).0.into_owned(),
    }
}
