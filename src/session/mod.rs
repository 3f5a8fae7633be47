//! Reads a report from bytes and writes one: reader, recogniser, composer and writer, one after another.

pub(crate) mod read_back;

use crate::formats::{Balance, Format, Needs, Output, ReadOptions, ReaderOutput, TextLayout, WriteOptions};
use crate::model::document::Document;
use crate::model::error::{Doing, Error, Result};
use crate::model::finding::Finding;
use crate::model::language::{Message, Text};
use crate::model::limits::Limit;
use crate::model::report::Report;
use crate::recognise::{self, RecogniseOptions};
use crate::{compose, validate};
use read_back::Likeness;

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
        return Err(Error::TooLarge { what: Limit::Input, found, allowed });
    }
    if crate::formats::detection::is_blank(bytes) {
        return Err(Error::Empty);
    }
    let Some(reader) = format.reader else { return Err(unsupported(format, Doing::Reading)) };
    match reader.read(bytes, options)? {
        ReaderOutput::Report(report, doubts) => Ok((*report, doubts)),
        ReaderOutput::Document(document) => {
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
    let hint = format.hint.unwrap_or(Text::new("", ""));
    Error::Unsupported { name: Box::new(format.called()), doing, hint: Message::new(hint.zh, hint.en) }
}
