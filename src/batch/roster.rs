//! The roster: a list of bodies, one name a line, or a column of a table.

mod beside;
mod names;
mod parts;

use std::path::Path;

use super::BatchError;
use super::file::shown_name;
use super::input::InputReader;
use crate::formats::{self, encoding};
use crate::model::error::{Doing, Error};
use crate::model::language::Message;
use crate::model::text;
use crate::validate::Roster;
use parts::{Called, Part};

/// The first bytes of files that are not text, whatever their names: zip archives, OLE containers, PDF.
const PACKED: [&[u8]; 3] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"];

/// Reads the roster.
///
/// # Errors
/// When the file cannot be read or is not a roster, when it has no column of names, or when the column is empty.
pub fn read(path: &Path, column: Option<&str>, inputs: &InputReader<'_>) -> Result<Roster, BatchError> {
    let bytes = inputs.bytes(path)?;
    let of_file = |error| BatchError::of_file(path, error);
    let extension =
        path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    let is_document = matches!(extension.as_str(), "xlsx" | "xlsb" | "xls" | "ods" | "docx" | "html" | "htm")
        || PACKED.iter().any(|start| bytes.starts_with(start));
    let parts = if is_document {
        document(&bytes, path, inputs).map_err(of_file)?
    } else {
        let decoded = encoding::decode(
            &formats::Content::new(&bytes),
            inputs.options.encoding.map(formats::Encoding::decoder),
            || None,
        )
        .map_err(of_file)?;
        match extension.as_str() {
            _ if is_json(&decoded.text) => None,
            "csv" => Some(parts::records(&decoded.text).map_err(of_file)?),
            _ => Some(parts::lines(&decoded.text)),
        }
    };
    of_parts(&parts.ok_or_else(|| no_roster(path))?, column, path)
}

/// Whether a text is JSON, or lines of it.
fn is_json(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>();
    // A truncated report is not a list of names either.
    let is_cut_off = || text.starts_with("{\"") || text.starts_with("{\n") || text.starts_with("{\r");
    text.starts_with(['{', '[']) && (values.all(|value| value.is_ok()) || is_cut_off())
}

/// The parts of a document; `None` for the JSON of a report.
fn document(bytes: &[u8], path: &Path, inputs: &InputReader<'_>) -> Result<Option<Vec<Part>>, Error> {
    let content = formats::Content::new(bytes);
    let format =
        inputs.formats.detect_content(&content, path.extension().and_then(|extension| extension.to_str()))?;
    let Some(reader) = &format.reader else {
        return Err(Error::Unsupported {
            name: Box::new(format.display_name()),
            doing: Doing::Reading,
            hint: Message::new("名单请存成 xlsx、csv 或 txt", "save the roster as xlsx, csv or txt"),
        });
    };
    Ok(match reader.read(&content, &inputs.options)? {
        formats::ReaderOutput::Document(document) => Some(parts::of_document(&document)),
        formats::ReaderOutput::Report(..) => None,
    })
}

fn of_parts(parts: &[Part], column: Option<&str>, path: &Path) -> Result<Roster, BatchError> {
    let names = names::names(parts, column).map_err(|part| no_column(&part, column, path))?;
    let roster = Roster::new(names)
        .with_other_names(beside::other_names(parts, column))
        .with_affiliations(beside::affiliations(parts, column));
    if roster.organizations.is_empty() {
        return Err(without_names(path));
    }
    Ok(roster)
}

fn no_column(part: &Called, column: Option<&str>, path: &Path) -> BatchError {
    let file = shown_name(path);
    let (zh, en) = match part {
        Called::Whole => (format!("名单 {file} "), file),
        Called::Sheet(sheet) => {
            let sheet = text::one_line(sheet);
            (format!("名单 {file} 的工作表“{sheet}”"), format!("sheet '{sheet}' of {file}"))
        }
        Called::Table(number) => {
            (format!("名单 {file} 的第 {number} 个表"), format!("table {number} of {file}"))
        }
    };
    let what = column.map_or_else(
        || {
            Message::new(
                format!("{zh}里看不出哪一列是单位名称"),
                format!("cannot determine which column of {en} contains the names"),
            )
        },
        |column| {
            Message::new(
                format!("{zh}里没有“{column}”这一列"),
                format!("there is no column '{column}' in {en}"),
            )
        },
    );
    let hint = if *part == Called::Whole {
        Message::new(
            "用 --roster-column 指明列名，例如 --roster-column 单位名称",
            "name it with --roster-column",
        )
    } else {
        Message::new(
            "给这个表写上表头，或用 --roster-column 指明列名，例如 --roster-column 单位名称；不属于名单的表请另存",
            "give it a head row or name the column with --roster-column; keep tables that are not a roster in another file",
        )
    };
    BatchError::new(what, hint)
}

fn without_names(path: &Path) -> BatchError {
    let file = shown_name(path);
    let what = Message::new(
        format!("名单 {file} 里一个单位名称也没有"),
        format!("there is no name of a body in {file}"),
    );
    let hint = Message::new(
        "名单一行写一个单位，或在“单位名称”一列里写；看看是不是选错了文件或列",
        "write a body a line, or in a column 单位名称; is it the right file and column?",
    );
    BatchError::new(what, hint)
}

fn no_roster(path: &Path) -> BatchError {
    let file = shown_name(path);
    let what =
        Message::new(format!("{file} 是 JSON 数据，不是单位名单"), format!("{file} is JSON, not a roster"));
    let hint = Message::new(
        "名单可以是 txt（一行一个单位），或 xlsx、xlsb、xls、ods、csv、docx、html 里的一列",
        "a roster is a txt file with one body a line, or a column of an xlsx, xlsb, xls, ods, csv, docx or html",
    );
    BatchError::new(what, hint)
}

#[cfg(test)]
mod tests;
