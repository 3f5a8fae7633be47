//! The roster: a list of bodies, a name a line, or a column of a table.

use std::path::Path;

use crate::cli::Fault;
use crate::cli::input::{self, Reading};
use crate::cli::usage::UsageError;
use crate::document::{Block, Document};
use crate::error::{Doing, Error};
use crate::formats::{self, Formats};
use crate::language::Message;
use crate::readers::encoding;
use crate::text;
use crate::validate::Roster;

/// What the column of names is called, compared without white space.
const HEADS: [&str; 12] = [
    "单位名称",
    "机关名称",
    "机构名称",
    "部门名称",
    "报告单位",
    "填报单位",
    "报送单位",
    "单位",
    "机关",
    "名称",
    "organization",
    "name",
];

/// Reads the roster.
///
/// # Errors
/// When the file can't be read, or no column of it is that of the names.
pub fn read(
    path: &Path,
    column: Option<&str>,
    reading: &Reading<'_>,
    formats: &Formats,
) -> Result<Roster, Fault> {
    let bytes = reading.bytes(path)?;
    let of_file = |error| Fault::of_file(path, error);
    let extension =
        path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    let rows = match extension.as_str() {
        "xlsx" | "xls" | "ods" | "docx" | "html" | "htm" => {
            table(&bytes, path, reading, formats).map_err(of_file)?
        }
        _ => {
            let decoded = encoding::decode(&bytes, reading.options.encoding, None).map_err(of_file)?;
            if extension == "csv" { records(&decoded.text).map_err(of_file)? } else { lines(&decoded.text) }
        }
    };
    let names = names(rows, column, path)?;
    Ok(Roster::new(names))
}

type Rows = Vec<Vec<String>>;

fn lines(text: &str) -> Rows {
    text.lines().map(|line| vec![text::clean(line)]).collect()
}

fn records(text: &str) -> Result<Rows, Error> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let record = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.map_err(|error| Error::Damaged {
            format: "csv",
            part: error.position().map_or_else(String::new, |at| format!("第 {0} 行 / line {0}", at.line())),
            detail: error.to_string(),
        })?;
        Ok(record.iter().map(text::clean).collect())
    };
    reader.records().map(record).collect()
}

/// The rows of the first table of a document.
fn table(bytes: &[u8], path: &Path, reading: &Reading<'_>, formats: &Formats) -> Result<Rows, Error> {
    let format = formats.detect(bytes, path.extension().and_then(|extension| extension.to_str()))?;
    let Some(reader) = format.reader else {
        return Err(Error::Unsupported {
            name: Box::new(format.called()),
            doing: Doing::Reading,
            hint: Message::new("名单请存成 xlsx、csv 或 txt", "save the roster as xlsx, csv or txt"),
        });
    };
    let formats::Reading::Document(document) = reader.read(bytes, &reading.options)? else {
        return Ok(Vec::new());
    };
    Ok(rows(&document))
}

fn rows(document: &Document) -> Rows {
    let row = |block: &Block| match block {
        Block::Table(table) => {
            table.rows.iter().map(|row| row.iter().map(|cell| text::clean(&cell.text)).collect()).collect()
        }
        Block::Paragraph(line) => vec![vec![text::clean(&line.text)]],
    };
    document.blocks.iter().flat_map(row).collect()
}

/// The names in the column asked for, in the one that is called so, or in the only one.
fn names(rows: Rows, column: Option<&str>, path: &Path) -> Result<Vec<String>, Fault> {
    let is = |cell: &str, head: &str| text::fold(cell).eq_ignore_ascii_case(&text::fold(head));
    let heads = |head: &str| {
        rows.iter().enumerate().find_map(|(at, row)| Some((at, row.iter().position(|cell| is(cell, head))?)))
    };
    let found = match column {
        Some(column) => heads(column),
        None => HEADS.iter().find_map(|head| heads(head)),
    };
    if let Some((head, at)) = found {
        return Ok(rows.into_iter().skip(head + 1).filter_map(|row| row.into_iter().nth(at)).collect());
    }
    let is_list = rows.iter().all(|row| row.iter().filter(|cell| !cell.is_empty()).count() <= 1);
    if column.is_none() && is_list {
        return Ok(rows
            .into_iter()
            .filter_map(|row| row.into_iter().find(|cell| !cell.is_empty()))
            .collect());
    }
    let name = input::shown_name(path);
    let what = column.map_or_else(
        || {
            Message::new(
                format!("名单 {name} 里看不出哪一列是单位名称"),
                format!("which column of {name} holds the names can't be told"),
            )
        },
        |column| {
            Message::new(
                format!("名单 {name} 里没有“{column}”这一列"),
                format!("there is no column '{column}' in {name}"),
            )
        },
    );
    let hint = Message::new(
        "用 --roster-column 指明列名，例如 --roster-column 单位名称",
        "name it with --roster-column",
    );
    Err(UsageError::new(what, hint).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(rows: &[&[&str]], column: Option<&str>) -> Option<Vec<String>> {
        let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        names(rows, column, Path::new("名单.xlsx")).ok()
    }

    #[test]
    fn the_column_of_names_is_told() {
        for (rows, column, want) in [
            (&[&["甲局"][..], &["乙局"]][..], None, Some(&["甲局", "乙局"][..])),
            (&[&["2023年报送名单"], &["序号", "单 位", "电话"], &["1", "甲局", "5"]], None, Some(&["甲局"])),
            (&[&["序号", "部门"], &["1", "甲局"]], Some("部门"), Some(&["甲局"])),
            (&[&["序号", "部门"], &["1", "甲局"]], None, None),
            (&[&["序号", "部门"], &["1", "甲局"]], Some("机关"), None),
            (&[&["", "甲局"], &["", ""]], None, Some(&["甲局"])),
        ] {
            let want = want.map(|names| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
            assert_eq!(found(rows, column), want, "{rows:?}");
        }
    }
}
