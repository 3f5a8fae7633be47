//! Reads rich text (.rtf), as Word, WPS and LibreOffice write it: paragraphs and tables as the page shows them.
//!
//! A tokenizer of our own: groups are on a stack whose height the limit of depth bounds, and data of pictures is
//! passed over. Text that the page does not show, comments, and figures in headers and footers are no part of the
//! text, and become findings; pictures are counted, not read.

mod begin;
mod charset;
mod destination;
mod field;
mod flow;
mod head;
mod state;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod tokens;
mod walk;

use self::walk::Walk;
use crate::formats::{Content, ReadOptions, Reader, ReaderOutput};
use crate::model::error::{Error, Result};

const FORMAT: &str = "rtf";

/// Reads rich text.
#[derive(Clone, Copy, Debug)]
pub struct Rtf;

impl Reader for Rtf {
    fn read(&self, content: &Content<'_>, options: &ReadOptions) -> Result<ReaderOutput> {
        let bytes = content.bytes().trim_ascii_start();
        if !bytes.starts_with(b"{\\rtf") {
            return Err(damaged("it does not begin as rich text"));
        }
        Walk::new(&options.limits).read(bytes).map(ReaderOutput::Document)
    }
}

fn damaged(detail: &str) -> Error {
    Error::Damaged { format: FORMAT, part: "rtf".to_owned(), detail: detail.to_owned() }
}
