//! Reads web pages: what a browser would show, as blocks, whatever state the page's markup is in.
//!
//! Only lines that consist of links are marked as navigation; separating the report from the page around
//! it is the recogniser's task.

mod archive;
mod attributes;
mod charset;
mod controls;
mod css;
mod direction;
mod element;
mod hidden;
mod left_out;
mod line;
mod look;
mod page;
mod shown;
mod steps;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod unseen;
mod walk;

pub use self::archive::WebArchive;
use self::css::{LinkedSheet, Styles};
use crate::formats::encoding::{self, Decoded};
use crate::formats::{Content, Encoding, Match, ReadOptions, Reader, ReaderOutput, detection};
use crate::model::document::Document;
use crate::model::error::Result;
use crate::model::finding::Finding;
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::reading_rules::UNREADABLE_CHARACTER;

/// The class by which our own writer marks captions that repeat a table's title: no text of the report.
const TITLE_CAPTION: &str = "repconv-title";

/// Reads `.html`.
#[derive(Clone, Copy, Debug)]
pub struct Html;

impl Reader for Html {
    fn read(&self, content: &Content<'_>, options: &ReadOptions) -> Result<ReaderOutput> {
        read_content(content, options).map(ReaderOutput::Document)
    }
}

/// Reads a page or a web archive that is part of a document of another format, such as a chunk of a Word file.
///
/// # Errors
/// Those of [`Html`] and [`WebArchive`].
pub(super) fn read_chunk(content: &Content<'_>, options: &ReadOptions) -> Result<Document> {
    if detection::mht(content) == Match::Yes {
        return archive::read(content.bytes(), options);
    }
    read_content(content, options)
}

fn read_content(content: &Content<'_>, options: &ReadOptions) -> Result<Document> {
    options.limits.check_page(content.bytes().len())?;
    let given = options.encoding.map(Encoding::decoder);
    let page = encoding::decode(content, given, || charset::declared(content.bytes()))?;
    read_page(page, &[], options)
}

fn read_page(page: Decoded, linked: &[LinkedSheet], options: &ReadOptions) -> Result<Document> {
    let tree = page::parse(&page.text, &options.limits)?;
    let sheets = css::sheets(&tree, linked);
    let styles = Styles::of(&sheets, &tree);
    let (mut document, left_out) = walk::read(&tree, &styles, &options.limits)?;
    document.doubts = page.doubts;
    document.doubts.extend(left_out.into_findings());
    document.doubts.extend(styles.is_cut().then(left_out::styles_cut));
    document.doubts.extend(breaks_off(&page.text));
    Ok(document)
}

/// A page that ends inside a table was cut off: all rows after that are missing, and perhaps digits of the last
/// figure.
fn breaks_off(page: &str) -> Option<Finding> {
    let begins =
        |rest: &str, tag: &str| rest.get(..tag.len()).is_some_and(|name| name.eq_ignore_ascii_case(tag));
    let mut tags = page.rmatch_indices('<').filter_map(|(at, _)| page.get(at..));
    let last =
        tags.find(|rest| ["<table", "</table", "</body", "</html"].iter().any(|tag| begins(rest, tag)))?;
    let message = Message::new(
        "网页在表格中间断了，后面的内容缺失，最后一格的数也可能不全；请重新下载或保存网页",
        "the page breaks off inside a table: what follows is missing, and the last figure may be, too; save it again",
    );
    begins(last, "<table").then(|| Finding::new(&UNREADABLE_CHARACTER, message, Place::Unknown))
}
