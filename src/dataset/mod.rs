//! Many reports as tables for researchers: one row per cell (or per report), with further tables for the text,
//! the findings, content that the form does not know, and all files, including unreadable ones.
//!
//! The tables are declared as data in [`tables`]; docs/dataset.md is generated from them. Rows are made and
//! written report by report, so that memory does not grow with the number of reports. Blank is not 0, no number
//! is rounded, and the same input gives the same bytes.
//!
//! ```
//! use repconv::dataset::{self, TableFormat, Origin, Shape, TableWriter};
//! # use repconv::{formats::*, recognise::RecogniseOptions};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let page = "<h1>某镇人民政府2021年政府信息公开工作年度报告</h1>
//!     <p>一、总体情况</p><p>全年主动公开信息186条。</p><p>六、其他需要报告的事项</p><p>无。</p>";
//! # let formats = Formats::builtin();
//! # let format = formats.detect(page.as_bytes(), Some("html"))?;
//! # let options = (ReadOptions::default(), RecogniseOptions::default());
//! let (report, findings) = repconv::read(page.as_bytes(), format, &options.0, &options.1)?;
//! let origin = Origin { source: "年报.html", bytes: Some(page.as_bytes()), ..Origin::default() };
//! let entry = dataset::read(&origin, &report, &findings, Shape::Long);
//!
//! let schemas = dataset::schemas(Shape::Long);
//! let narrative = schemas.iter().position(|schema| schema.name == "narrative").expect("a table");
//! let mut writer = TableWriter::new(TableFormat::Csv, &schemas[narrative], false, Vec::new())?;
//! for row in &entry.rows[narrative] {
//!     writer.write(row)?;
//! }
//! assert!(String::from_utf8(writer.finish()?)?.contains("全年主动公开信息186条。"));
//! # Ok(())
//! # }
//! ```

mod encoders;
mod facts;
mod field;
mod head;
mod schema;
pub mod tables;

pub use encoders::{TableFormat, TableWriter};
pub use field::{Field, Row, SharedText, fits};
pub use head::{Origin, YEAR};
pub use schema::{Column, Heading, Kind, Schema, Table};
pub use tables::cells::OverflowValue;

use self::facts::Facts;
use self::head::Head;
use self::tables::files::{Counts, FileRow};
use self::tables::{cells, extra, files, findings, narrative, wide};
use crate::model::error::Error;
use crate::model::finding::Finding;
use crate::model::report::Report;
use crate::report_json as json;

/// How many tables a dataset has.
pub const TABLES: usize = 5;

/// The names of the tables.
pub const TABLE_NAMES: [&str; 6] = ["cells", "wide", "narrative", "extra", "findings", "files"];

/// The layout of the cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// One row per cell.
    #[default]
    Long,
    /// One row per report.
    Wide,
}

/// The tables of a dataset, that of the cells first.
#[must_use]
pub fn schemas(shape: Shape) -> [Schema; TABLES] {
    let first = match shape {
        Shape::Long => cells::CELLS.schema(),
        Shape::Wide => wide::schema(),
    };
    let [narrative, extra] = [narrative::NARRATIVE.schema(), extra::EXTRA.schema()];
    [first, narrative, extra, findings::FINDINGS.schema(), files::FILES.schema()]
}

/// The rows that one input adds to a dataset.
#[derive(Clone, Debug)]
pub struct InputRows {
    /// The year reported on.
    pub year: Option<u16>,
    /// How many cells of statutory tables the report has.
    pub cells: usize,
    /// The rows of each table, in the order of [`schemas`].
    pub rows: [Vec<Row>; TABLES],
    /// Whether the input is a document without a form, which no dataset takes.
    pub is_without_form: bool,
    /// Cells whose number the dataset cannot hold; the column `raw` keeps their text.
    pub overflow: Vec<OverflowValue>,
}

impl InputRows {
    /// Says in each row that has such a column that the report is not the one taken for its body and year.
    pub fn mark_not_taken(&mut self, schemas: &[Schema]) {
        for (rows, schema) in self.rows.iter_mut().zip(schemas) {
            let Some(at) = schema.columns.iter().position(|column| column.name == head::TAKEN) else {
                continue;
            };
            for field in rows.iter_mut().filter_map(|row| row.get_mut(at)) {
                *field = Field::Flag(false);
            }
        }
    }
}

/// The rows of a report and its findings.
#[must_use]
pub fn read(origin: &Origin<'_>, report: &Report, findings: &[Finding], shape: Shape) -> InputRows {
    if report.edition.is_none() {
        return InputRows { is_without_form: true, ..without_report(origin, files::no_form()) };
    }
    let head = Head::new(origin, Some(report));
    let facts = Facts::of(report, findings);
    let overflow = cells::overflow(report);
    let narrative = narrative::rows(report, &head);
    let extra = extra::rows(report, &head);
    let first = match shape {
        Shape::Long => cells::rows(report, &head),
        Shape::Wide => vec![wide::row(report, &facts, &head)],
    };
    let findings = findings::rows(findings, &head);
    let sections = report.sections.iter().map(|section| section.paragraphs().count()).sum::<usize>();
    let counts = Counts {
        cells: report.cells.len(),
        blank: report.cells.values().filter(|cell| cell.value.is_blank()).count(),
        overflow: overflow.len(),
        paragraphs: sections + report.preamble.len() + report.notes.len(),
        extra: extra.len(),
    };
    let file = files::FILES.row(&FileRow {
        head,
        facts,
        bytes: origin.bytes.map(<[u8]>::len),
        error: None,
        counts: Some(counts),
        metadata: metadata(report),
    });
    let rows = [first, narrative, extra, findings, vec![file]];
    InputRows { year: report.year, cells: counts.cells, rows, is_without_form: false, overflow }
}

/// The row of an input that could not be read.
#[must_use]
pub fn unreadable(origin: &Origin<'_>, error: &Error) -> InputRows {
    without_report(origin, files::error_text(error))
}

/// The row of a file that was not read because its name is not that of a report; a scan may be one.
#[must_use]
pub fn left_out(origin: &Origin<'_>) -> InputRows {
    without_report(origin, files::left_out())
}

fn without_report(origin: &Origin<'_>, error: files::ErrorText) -> InputRows {
    let file = files::FILES.row(&FileRow {
        head: Head::new(origin, None),
        facts: Facts::none(),
        bytes: origin.bytes.map(<[u8]>::len),
        error: Some(error),
        counts: None,
        metadata: Field::Null,
    });
    let rows = [Vec::new(), Vec::new(), Vec::new(), Vec::new(), vec![file]];
    InputRows { year: None, cells: 0, rows, is_without_form: false, overflow: Vec::new() }
}

fn metadata(report: &Report) -> Field {
    if report.metadata.is_empty() {
        return Field::Null;
    }
    json::to_json(report).get("metadata").map_or(Field::Null, |metadata| Field::text(&metadata.to_string()))
}

#[cfg(test)]
mod tests;
