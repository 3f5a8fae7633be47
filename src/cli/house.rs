//! `--reference-doc`: a document of the house whose page and styles Word output takes.

use std::ffi::OsStr;
use std::path::Path;

use super::Fault;
use super::input;
use super::usage::UsageError;
use crate::error::Error;
use crate::formats::{Format, Formats};
use crate::house::House;
use crate::language::Message;
use crate::limits::Limits;
use crate::readers;

/// The page and the styles that the output takes from a house document.
pub fn house(path: Option<&Path>, output: &Format, formats: &Formats) -> Result<Option<House>, Fault> {
    let Some(path) = path else { return Ok(None) };
    if output.name != "docx" {
        return Err(UsageError::new(
            Message::new(
                "--reference-doc 只用于输出 Word 文档",
                "--reference-doc is for writing Word documents only",
            ),
            Message::new("请输出 .docx，或去掉这个选项", "write .docx, or leave the option out"),
        )
        .into());
    }
    let limits = Limits::default();
    let bytes = input::read_bytes(path, limits.input_bytes).map_err(|error| Fault::of_file(path, error))?;
    let read = formats.detect(&bytes, path.extension().and_then(OsStr::to_str)).and_then(|format| {
        if format.name == "docx" { readers::house(&bytes, &limits) } else { Err(no_word_document(format)) }
    });
    read.map(Some).map_err(|error| Fault::of_file(path, error))
}

fn no_word_document(format: &Format) -> Error {
    let called = format.called();
    Error::UnusableReference {
        what: Message::new(
            format!("内容是 {}，不是 Word 文档（docx）", called.zh),
            format!("this is {}, not a Word document (docx)", called.en),
        ),
    }
}
