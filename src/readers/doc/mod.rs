//! Reads documents of Word 97 to 2003 (.doc) and of WPS Writer (.wps), which have the same binary format ([MS-DOC]).
//!
//! The text and its properties are written down as Word 2003 XML, the same content in another notation, and go
//! the way of all Word documents: what is struck, hidden, merged, numbered or noted is decided once for both.
//! The structures are checked before they are followed: text that is not where they say makes a damaged document.

mod anchors;
mod binary;
mod characters;
mod code_page;
mod colours;
mod controls;
mod drawings;
mod fib;
mod formatted;
mod inline;
mod levels;
mod lists;
mod margins;
mod markup;
mod modifiers;
mod paragraphs;
mod pieces;
mod rows;
mod story;
mod styles;
mod summary;
mod tables;
#[cfg(test)]
mod tests;
mod unreadable;

use self::anchors::Anchors;
use self::binary::Binary;
use self::fib::{Fib, Part, Story};
use self::levels::EndedTable;
use self::markup::Markup;
use self::story::Writer;
use self::tables::{Faulty, RowFault};
use super::appearance::{AsideKind, Asides};
use super::compound::Compound;
use super::wordml;
use crate::formats::{Content, ReadOptions, Reader, ReaderOutput};
use crate::model::document::Document;
use crate::model::error::{Error, Result};
use crate::model::finding::Finding;
use crate::model::language::Message;
use crate::model::limits::Limits;
use crate::model::place::Place;
use crate::model::reading_rules::UNREAD_FIGURES;

const FORMAT: &str = "doc";

/// Reads documents of Word 97 to 2003.
#[derive(Clone, Copy, Debug)]
pub struct Doc;

impl Reader for Doc {
    fn read(&self, content: &Content<'_>, options: &ReadOptions) -> Result<ReaderOutput> {
        read(content.bytes(), &options.limits).map(ReaderOutput::Document)
    }
}

fn read(bytes: &[u8], limits: &Limits) -> Result<Document> {
    let file = Compound::open(bytes, FORMAT)?;
    let main = file.stream(&["WordDocument"])?.ok_or_else(|| damaged("OLE", "it has no document"))?;
    let fib = Fib::read(&main)?;
    let tables = file
        .stream(&[fib.table_name])?
        .ok_or_else(|| damaged("OLE", format!("it has no stream {}", fib.table_name)))?;
    let data = file.stream(&["Data"])?.unwrap_or_default();
    let summary = file.stream(&["\u{5}SummaryInformation"])?.unwrap_or_default();

    let binary = Binary::read(&fib, [&main, &tables, &data], limits)?;
    let mut writer = Writer::new(&binary, Anchors::read(&fib, &tables)?, limits);
    let mut out = Markup::default();
    out.open("wordDocument");
    summary::write(&summary, &mut out);
    let (lists, levels) = fib.part_and_rest(Part::Lists, &tables)?;
    lists::write(lists, levels, fib.part(Part::ListFormats, &tables)?, limits, &mut out)?;
    binary.styles.write(&mut out);
    out.open("body");
    let (start, end) = fib.story(Story::Main);
    out.append(&writer.story(start, end)?.finish());
    let ended = std::mem::take(&mut writer.ended);
    margins::write(&fib, &tables, &mut writer, &mut out)?;
    out.close("body");
    out.close("wordDocument");

    let mut document = wordml::read(&out.finish(), FORMAT, limits)?;
    let unreadable = unreadable::findings(&document);
    document.doubts.extend(unreadable);
    document.doubts.extend(faulty_rows(&ended));
    let mut asides = Asides::default();
    for text in writer.unanchored() {
        asides.add(AsideKind::TextBox, &text, &Place::Unknown);
    }
    document.doubts.extend(asides.into_findings());
    Ok(document)
}

/// A finding for each row in which something is wrong.
fn faulty_rows(ended: &[EndedTable]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut table = 0;
    for EndedTable { counts, faulty } in ended {
        table += u32::from(*counts);
        for Faulty { fault, row, text } in faulty {
            let place = if *counts { Place::Table { table, row: *row, column: 1 } } else { Place::Unknown };
            let message = match fault {
                RowFault::OtherCells => Message::new(
                    format!("这一行（{text}）的格数与表格的定义不符，没有读入；请在 WPS 或 Word 中核对"),
                    format!("the row ({text}) has other cells than it is said to have and was not read"),
                ),
                RowFault::TextInContinued => Message::new(
                    format!("这一行（{text}）有文字的格被标为并入上一行，请在 WPS 或 Word 中核对"),
                    format!("in the row ({text}) a cell with text is merged into the one above; check it"),
                ),
            };
            findings.push(Finding::new(&UNREAD_FIGURES, message, place));
        }
    }
    findings
}

fn damaged(part: &str, detail: impl Into<String>) -> Error {
    Error::Damaged { format: FORMAT, part: part.to_owned(), detail: detail.into() }
}
