//! repconv reads the yearly report on government information disclosure
//! (政府信息公开工作年度报告) from any format into one report model, validates it and writes any other.
//!
//! ```text
//! bytes ──formats──▶ reader ──▶ Document ──recognise(edition)──▶ Report ──validate(rules)──▶ findings
//! bytes ◀──────────  writer ◀── Document + roles ◀──compose(edition)──┘
//! ```
//!
//! ```
//! use repconv::formats::{Formats, ReadOptions, WriteOptions};
//! use repconv::language::Language;
//! use repconv::recognise::RecogniseOptions;
//!
//! # fn main() -> repconv::error::Result<()> {
//! let page = "<h1>某镇人民政府2021年政府信息公开工作年度报告</h1>
//!     <p>一、总体情况</p><p>全年主动公开信息186条。</p><p>六、其他需要报告的事项</p><p>无。</p>";
//! let formats = Formats::builtin();
//! let format = formats.detect(page.as_bytes(), Some("html"))?;
//! let (report, mut findings) =
//!     repconv::read(page.as_bytes(), format, &ReadOptions::default(), &RecogniseOptions::default())?;
//! assert_eq!(report.organization.as_deref(), Some("某镇人民政府"));
//!
//! findings.extend(repconv::validate::validate(&report));
//! assert!(findings.iter().any(|f| f.rule.code == "S003" && f.message.get(Language::Zh).contains("缺少表二")));
//!
//! let json = formats.by_name("json").expect("a built-in format");
//! let bytes = repconv::write(&report, json, &WriteOptions::default())?;
//! assert!(String::from_utf8_lossy(&bytes).contains("\"year\": 2021"));
//! # Ok(())
//! # }
//! ```
//!
//! Nothing here opens files, prints or exits; the program does (see `cli`).

pub mod blank;
pub mod cli;
pub mod collect;
pub mod compose;
pub mod dataset;
pub mod diff;
pub mod document;
pub mod editions;
pub mod error;
pub mod finding;
pub mod fix;
pub mod formats;
pub mod house;
pub mod language;
pub mod limits;
pub mod narrative;
mod numbering;
mod read_back;
pub mod readers;
pub mod recognise;
pub mod report;
pub mod similarity;
pub mod text;
pub mod validate;
pub mod writers;

use crate::document::Document;
use crate::error::{Doing, Error, Result};
use crate::finding::Finding;
use crate::formats::{Balance, Format, Needs, Output, ReadOptions, Reading, TextLayout, WriteOptions};
use crate::read_back::Likeness;
use crate::recognise::RecogniseOptions;
use crate::report::Report;

/// Reads a report from bytes of a known format: the report, and what was doubted while reading it.
///
/// # Errors
/// When the bytes are no whole document of that format, exceed a limit, or hold no report.
pub fn read(
    bytes: &[u8],
    format: &Format,
    options: &ReadOptions,
    recognise: &RecogniseOptions,
) -> Result<(Report, Vec<Finding>)> {
    let options = &ReadOptions { limits: options.limits.started(), ..*options };
    let (found, allowed) = (bytes.len() as u64, options.limits.input_bytes);
    if found > allowed {
        return Err(Error::TooLarge { what: error::Limit::Input, found, allowed });
    }
    if readers::sniff::is_blank(bytes) {
        return Err(Error::Empty);
    }
    let Some(reader) = format.reader else { return Err(unsupported(format, Doing::Reading)) };
    match reader.read(bytes, options)? {
        Reading::Report(report, doubts) => Ok((*report, doubts)),
        Reading::Document(document) => {
            document.check(&options.limits)?;
            let recognise = RecogniseOptions { clock: options.limits.clock, ..*recognise };
            let (report, mut findings) = recognise::recognise(&document, &recognise)?;
            findings.extend(document.doubts);
            Ok((report, findings))
        }
    }
}

/// Writes a report in a format. What is written is read again first, unless the options allow loss.
///
/// # Errors
/// When the format has no writer or cannot hold the report, or the bytes would be read otherwise.
pub fn write(report: &Report, format: &Format, options: &WriteOptions) -> Result<Vec<u8>> {
    write_with(report, &[], format, options)
}

/// As [`write`], with what was found in the report, for formats that have room for findings.
///
/// # Errors
/// As [`write`].
pub fn write_with(
    report: &Report,
    findings: &[Finding],
    format: &Format,
    options: &WriteOptions,
) -> Result<Vec<u8>> {
    let Some(writer) = format.writer else { return Err(unsupported(format, Doing::Writing)) };
    let needs = writer.needs();
    let document = if needs == Needs::Report { Document::default() } else { compose::compose(report) };
    let equations = if needs == Needs::Sums { validate::equations(report) } else { Vec::new() };
    let balances: Vec<Balance> = equations.iter().map(balance).collect();
    let chart = options.charts.then(|| compose::chart(report)).flatten();
    let bytes = writer.write(
        &Output { report, document: &document, balances: &balances, findings, chart: chart.as_ref() },
        options,
    )?;
    if !options.lossy && writer.needs() != Needs::Report {
        let is_tabs = options.layout == TextLayout::Tabs || format.name != "text";
        let likeness = if is_tabs { Likeness::Content } else { Likeness::Whole };
        read_back::check(report, &bytes, format, options, likeness)?;
    }
    Ok(bytes)
}

fn balance(equation: &validate::Equation) -> Balance {
    let addresses = |terms: &[validate::Term]| terms.iter().map(|term| term.address).collect();
    Balance {
        left: addresses(&equation.left),
        right: addresses(&equation.right),
        sum: equation.sum(),
        holds: equation.difference.is_zero(),
    }
}

fn unsupported(format: &Format, doing: Doing) -> Error {
    let hint = format.hint.unwrap_or(language::Text::new("", ""));
    Error::Unsupported {
        name: Box::new(format.called()),
        doing,
        hint: language::Message::new(hint.zh, hint.en),
    }
}
