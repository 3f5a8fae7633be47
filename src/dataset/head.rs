//! Columns of every table about the report that a row comes from.

use std::sync::Arc;

use super::field::Field;
use super::schema::{Column, Kind, column};
use crate::model::digest::sha256;
use crate::model::report::Report;

/// The file that was read.
#[derive(Clone, Debug, Default)]
pub struct Origin<'a> {
    /// The file as it is shown, with the entry where it is an archive.
    pub source: &'a str,
    /// Its bytes, where it has any.
    pub bytes: Option<&'a [u8]>,
    /// The region of its body, where a roster names it.
    pub region: Option<&'a str>,
    /// The level of its body, where a roster names it.
    pub level: Option<&'a str>,
}

/// The report that rows come from.
#[derive(Clone, Debug)]
pub struct Head {
    pub organization: Field,
    pub region: Field,
    pub level: Field,
    pub year: Option<u16>,
    pub edition: Field,
    pub source: Field,
    pub sha256: Field,
}

impl Head {
    pub(super) fn new(origin: &Origin<'_>, report: Option<&Report>) -> Arc<Self> {
        Arc::new(Self {
            organization: Field::optional(report.and_then(|report| report.organization.as_deref())),
            region: Field::optional(origin.region),
            level: Field::optional(origin.level),
            year: report.and_then(|report| report.year),
            edition: report.map_or(Field::Null, |report| Field::key(report.edition.id)),
            source: Field::text(origin.source),
            sha256: origin.bytes.map_or(Field::Null, |bytes| Field::text(&sha256(bytes))),
        })
    }
}

/// A row of a report.
pub(super) trait Headed {
    fn head(&self) -> &Head;
}

pub(super) const fn organization<R: Headed>() -> Column<R> {
    column(
        "organization",
        Kind::Text,
        "单位，照原文",
        "The body that reports, as written",
        |row: &R| row.head().organization.clone(),
    )
}

/// The column by which a folder may be partitioned.
pub const YEAR: &str = "year";

pub(super) const fn year<R: Headed>() -> Column<R> {
    column(YEAR, Kind::Whole, "报告年度", "The year reported on", |row: &R| {
        row.head().year.map_or(Field::Null, |year| Field::Whole(i64::from(year)))
    })
}

pub(super) const fn region<R: Headed>() -> Column<R> {
    column(
        "region",
        Kind::Text,
        "单位的地区，照名单（--roster）里的“地区”一列",
        "The region of the body, from the column 地区 of the roster (--roster)",
        |row: &R| row.head().region.clone(),
    )
}

pub(super) const fn level<R: Headed>() -> Column<R> {
    column(
        "level",
        Kind::Text,
        "单位的级别，照名单（--roster）里的“级别”一列",
        "The level of the body, from the column 级别 of the roster (--roster)",
        |row: &R| row.head().level.clone(),
    )
}

/// The column that says which of several reports of a body is the one of the year. It is set when all that came before
/// is known.
pub(super) const TAKEN: &str = "taken";

pub(super) const fn taken<R: Headed>() -> Column<R> {
    column(
        TAKEN,
        Kind::Flag,
        "是不是这个单位这一年度取用的那一份：一个单位一年有几份时只有一份是；读不了的不是",
        "Whether this is the report taken for its body and year: of several one is; of an unreadable file it is false",
        |row: &R| Field::Flag(row.head().edition != Field::Null),
    )
}

pub(super) const fn edition<R: Headed>() -> Column<R> {
    column(
        "edition",
        Kind::Text,
        "报告格式的年版：2021、2019、2014",
        "Edition of the form: 2021, 2019, 2014",
        |row: &R| row.head().edition.clone(),
    )
}

pub(super) const fn source<R: Headed>() -> Column<R> {
    column(
        "source",
        Kind::Text,
        "文件，压缩包里的写作“包 › 文件”",
        "The file; of an archive with its entry, as 'archive › entry'",
        |row: &R| row.head().source.clone(),
    )
}

pub(super) const fn digest<R: Headed>() -> Column<R> {
    column(
        "sha256",
        Kind::Text,
        "文件内容的 SHA-256；内容相同则相同",
        "SHA-256 of the file's bytes: alike for copies",
        |row: &R| row.head().sha256.clone(),
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_digest_is_sha256() {
        let want = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(super::sha256(b"abc"), want);
    }
}
