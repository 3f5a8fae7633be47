//! `files`: one row per input, including those that could not be read.

use std::sync::Arc;

use crate::dataset::facts::{Facts, Factual, errors, notes, signed, signed_by, signed_on, title, warnings};
use crate::dataset::field::Field;
use crate::dataset::head::{Head, Headed, digest, edition, level, organization, region, source, taken, year};
use crate::dataset::schema::{Kind, Table, column};
use crate::model::error::Error;
use crate::model::language::{Language, Text};

/// An input and the result of reading it.
#[derive(Debug)]
pub struct FileRow {
    pub(in crate::dataset) head: Arc<Head>,
    pub(in crate::dataset) facts: Facts,
    pub(in crate::dataset) bytes: Option<usize>,
    pub(in crate::dataset) error: Option<ErrorText>,
    pub(in crate::dataset) counts: Option<Counts>,
    /// As report JSON has it.
    pub(in crate::dataset) metadata: Field,
}

/// How many rows a report has in the other tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Statutory cells.
    pub cells: usize,
    /// Those of them that are blank.
    pub blank: usize,
    /// Those of them whose number does not fit a column.
    pub overflow: usize,
    /// Paragraphs.
    pub paragraphs: usize,
    /// Cells of tables that the form does not have.
    pub extra: usize,
}

impl Headed for FileRow {
    fn head(&self) -> &Head {
        &self.head
    }
}

impl Factual for FileRow {
    fn facts(&self) -> &Facts {
        &self.facts
    }
}

impl FileRow {
    fn count(&self, of: fn(&Counts) -> usize) -> Field {
        self.counts.as_ref().map_or(Field::Null, |counts| Field::count(of(counts)))
    }
}

/// A row for each input.
pub static FILES: Table<FileRow> = Table {
    name: "files",
    about: Text::new(
        "每个输入文件一行，读不了的也在内：error 说明原因",
        "A row for each input, including those that could not be read: 'error' gives the reason",
    ),
    columns: &[
        organization(),
        region(),
        level(),
        year(),
        edition(),
        title(),
        signed_by(),
        signed_on(),
        signed(),
        source(),
        digest(),
        taken(),
        column("bytes", Kind::Whole, "文件的字节数", "Size of the file in bytes", |row: &FileRow| {
            row.bytes.map_or(Field::Null, Field::count)
        }),
        column("readable", Kind::Flag, "读到了报告没有", "Whether a report was read", |row| {
            Field::Flag(row.error.is_none())
        }),
        column("error_code", Kind::Text, "读不了的原因，代码", "Code of the reading error", |row| {
            row.error.as_ref().map_or(Field::Null, |(code, _, _)| Field::key(code))
        }),
        column(
            "error",
            Kind::Text,
            "读不了的原因，中文",
            "Message of the reading error in Chinese",
            |row| Field::optional(row.error.as_ref().map(|(_, zh, _)| zh.as_str())),
        ),
        column(
            "error_en",
            Kind::Text,
            "读不了的原因，英文",
            "Message of the reading error in English",
            |row| Field::optional(row.error.as_ref().map(|(_, _, en)| en.as_str())),
        ),
        errors(),
        warnings(),
        notes(),
        column(
            "cells",
            Kind::Whole,
            "法定表格的格数",
            "Number of cells of the statutory tables",
            |row| row.count(|counts| counts.cells),
        ),
        column("blank_cells", Kind::Whole, "其中空格数", "Number of blank cells among them", |row| {
            row.count(|counts| counts.blank)
        }),
        column(
            "unheld_cells",
            Kind::Whole,
            "数字位数超出、value 为空的格数",
            "Number of cells with too many digits, whose value is null",
            |row| row.count(|counts| counts.overflow),
        ),
        column("paragraphs", Kind::Whole, "文字的段数", "Number of paragraphs of text", |row| {
            row.count(|counts| counts.paragraphs)
        }),
        column(
            "extra_cells",
            Kind::Whole,
            "extra 表里的格数",
            "Number of cells in the table extra",
            |row| row.count(|counts| counts.extra),
        ),
        column(
            "metadata",
            Kind::Text,
            "索引号、文号、发布日期等，JSON",
            "Index number, document number, dates …, as JSON",
            |row| row.metadata.clone(),
        ),
    ],
};

/// Code of an error, and the message in Chinese and in English.
pub(in crate::dataset) type ErrorText = (&'static str, String, String);

pub(in crate::dataset) fn error_text(error: &Error) -> ErrorText {
    (error.code(), error.message(Language::Zh), error.message(Language::En))
}

pub(in crate::dataset) fn no_form() -> ErrorText {
    const NO_FORM: Text =
        Text::new("是没有表样的普通文档，没有收入", "it is a document without a form and was not included");
    ("no-form", NO_FORM.zh.to_owned(), NO_FORM.en.to_owned())
}

pub(in crate::dataset) fn left_out() -> ErrorText {
    const LEFT_OUT: Text = Text::new(
        "看名字不是报告，或者读过了，没有读",
        "not read: its name is not that of a report, or it was already read",
    );
    ("left-out", LEFT_OUT.zh.to_owned(), LEFT_OUT.en.to_owned())
}
