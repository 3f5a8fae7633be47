//! A document whose page and styles Word output takes (`--reference-doc`).

use std::ffi::OsStr;
use std::path::Path;

use super::Fault;
use super::arguments::{ReadingArguments, WritingArguments};
use super::limits;
use super::template;
use super::usage::UsageError;
use repconv::batch::file;
use repconv::formats::reference_doc::ReferenceDoc;
use repconv::formats::{Format, FormatOption, Formats, WriteOptions};
use repconv::model::error::Error;
use repconv::model::language::Message;
use repconv::model::limits::Limits;

/// Loads the reference document and the page around web pages into the writing options.
pub fn load(
    arguments: &WritingArguments,
    reading: &ReadingArguments,
    output: &Format,
    formats: &Formats,
    options: &mut WriteOptions,
) -> Result<(), Fault> {
    let limits = limits::limits(&reading.limit)?;
    options.reference_doc = reference_doc(arguments.reference_doc.as_deref(), output, formats, &limits)?;
    template::load(arguments, output, &limits, options)
}

/// The page and the styles that the output takes from a reference document.
fn reference_doc(
    path: Option<&Path>,
    output: &Format,
    formats: &Formats,
    limits: &Limits,
) -> Result<Option<ReferenceDoc>, Fault> {
    let Some(path) = path else { return Ok(None) };
    if !output.uses(FormatOption::ReferenceDoc) {
        return Err(UsageError::new(
            Message::new(
                "--reference-doc 只用于输出 Word 文档",
                "--reference-doc is for writing Word documents only",
            ),
            Message::new("请输出 .docx，或去掉这个选项", "write .docx, or leave the option out"),
        )
        .into());
    }
    let limits = &limits.started();
    let bytes = file::read_bytes(path, limits.input_bytes).map_err(|error| Fault::of_file(path, error))?;
    let read = formats.detect(&bytes, path.extension().and_then(OsStr::to_str)).and_then(|format| {
        let reader = format.reader.as_ref();
        let loaded = reader.and_then(|reader| reader.reference_doc(&bytes, limits));
        loaded.unwrap_or_else(|| Err(no_word_document(format)))
    });
    read.map(Some).map_err(|error| Fault::of_file(path, error))
}

fn no_word_document(format: &Format) -> Error {
    let called = format.display_name();
    Error::UnusableReference {
        what: Message::new(
            format!("内容是 {}，不是 Word 文档（docx）", called.zh),
            format!("this is {}, not a Word document (docx)", called.en),
        ),
    }
}
