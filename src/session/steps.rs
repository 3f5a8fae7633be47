//! The steps of a session: read a report from bytes of a known format, write one in a known format.

use super::{blank_balances, page_places, read_back};
use crate::formats::{
    Balance, Content, Format, FormatOption, Needs, Output, ReadOptions, ReaderOutput, Verification,
    WriteOptions,
};
use crate::model::document::Document;
use crate::model::error::{Doing, Error, Result};
use crate::model::finding::Finding;
use crate::model::language::Message;
use crate::model::limits::{Limit, Limits};
use crate::model::report::Report;
use crate::model::set_aside::{SetAside, set_aside};
use crate::recognise::{self, RecogniseOptions, Recognised};
use crate::{compose, validate};
use std::borrow::Cow;

/// Reads a report from bytes of a known format: the report and the findings of reading it.
///
/// # Errors
/// When the bytes are no whole document of that format, exceed a limit, or hold no report.
pub fn read(
    bytes: &[u8],
    format: &Format,
    options: &ReadOptions,
    recognise: &RecogniseOptions,
) -> Result<(Report, Vec<Finding>)> {
    read_content(&Content::new(bytes), format, options, recognise)
}

/// As [`read`], for content whose format was detected: what was found out about it is not looked for again.
///
/// # Errors
/// As [`read`].
pub fn read_content(
    content: &Content<'_>,
    format: &Format,
    options: &ReadOptions,
    recognise: &RecogniseOptions,
) -> Result<(Report, Vec<Finding>)> {
    read_one(content, format, options, recognise).map(|read| (read.report, read.findings))
}

/// Reads the content of a blank form, in which nothing is recognised: sheets whole and with their formulas.
///
/// # Errors
/// When the bytes are no whole document of that format, or exceed a limit; also for a report as JSON, which has no
/// layout.
pub fn read_blank_form(content: &Content<'_>, format: &Format, options: &ReadOptions) -> Result<Document> {
    let options = &ReadOptions { limits: options.limits.started(), is_blank_form: true, ..*options };
    match read_bytes(content, format, options)? {
        ReaderOutput::Document(document) => {
            document.check(&options.limits)?;
            Ok(document)
        }
        ReaderOutput::Report(..) => Err(unsupported(format, Doing::Reading)),
    }
}

/// What the reader of the format makes of the content.
fn read_bytes(content: &Content<'_>, format: &Format, options: &ReadOptions) -> Result<ReaderOutput> {
    let (found, allowed) = (content.bytes().len() as u64, options.limits.input_bytes);
    if found > allowed {
        return Err(Error::TooLarge { what: Limit::Input, found, allowed });
    }
    if content.is_blank() {
        return Err(Error::Empty);
    }
    let Some(reader) = &format.reader else { return Err(unsupported(format, Doing::Reading)) };
    reader.read(content, options).map_err(|error| match (error, &format.name) {
        // One reader reads several formats, and below a password they look alike: the name of the file tells them.
        (Error::Encrypted { .. }, &Cow::Borrowed(format)) => Error::Encrypted { format },
        (error, _) => error,
    })
}

/// As [`read_content`], with the number of reports that the content has.
pub(super) fn read_one(
    content: &Content<'_>,
    format: &Format,
    options: &ReadOptions,
    recognise: &RecogniseOptions,
) -> Result<Recognised> {
    let options = &ReadOptions { limits: options.limits.started(), ..*options };
    match read_bytes(content, format, options)? {
        ReaderOutput::Report(report, mut findings) => {
            set_aside(&report, &mut findings);
            Recognised::only(*report, findings, recognise)
        }
        ReaderOutput::Document(document) => {
            document.check(&options.limits)?;
            let recognise = RecogniseOptions { clock: options.limits.clock, ..*recognise };
            let mut recognised = recognise::recognise_one(&document, &recognise)?;
            recognised.findings.extend(document.doubts);
            recognised.report.set_aside = document.head.iter().filter_map(SetAside::of_property).collect();
            set_aside(&recognised.report, &mut recognised.findings);
            Ok(recognised)
        }
    }
}

/// Writes a report in a format. What is written is read again and compared with the report before it is
/// returned, unless the options allow loss or the format has no reader.
///
/// # Errors
/// When the format has no writer or cannot hold the report, or the bytes read back as a different report.
pub fn write(report: &Report, format: &Format, options: &WriteOptions) -> Result<Vec<u8>> {
    write_with(report, &[], format, options)
}

/// As [`write()`], with findings about the report, for formats that have room for them.
///
/// # Errors
/// As [`write()`].
pub fn write_with(
    report: &Report,
    findings: &[Finding],
    format: &Format,
    options: &WriteOptions,
) -> Result<Vec<u8>> {
    write_within(report, findings, format, options, &options.limits).map(|written| written.bytes)
}

/// As [`write_with`], and says what reading the bytes again would lose around the sections.
///
/// # Errors
/// As [`write()`].
pub fn write_checked(
    report: &Report,
    findings: &[Finding],
    format: &Format,
    options: &WriteOptions,
) -> Result<Written> {
    write_within(report, findings, format, options, &options.limits)
}

/// A report that was written.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Written {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// What differs when the file is read again, in a place that no figure depends on: a title that text cannot
    /// hold.
    pub loss: Option<Message>,
    /// The places of the template that stayed empty: properties that neither the report nor the options give, and
    /// `chart`, where figures are not certain.
    pub empty_places: Vec<String>,
    /// What the format leaves out on purpose: what was filled in on the cover of a workbook.
    pub left_out: Option<Message>,
}

/// As [`write_with`], with these limits for reading what was written.
pub(super) fn write_within(
    report: &Report,
    findings: &[Finding],
    format: &Format,
    options: &WriteOptions,
    limits: &Limits,
) -> Result<Written> {
    let Some(writer) = &format.writer else { return Err(unsupported(format, Doing::Writing)) };
    let needs = writer.needs();
    let is_final = options.is_final && writer.uses(FormatOption::Final);
    let sent = is_final.then(|| compose::for_sending(report));
    let public = if needs == Needs::Document { compose::without_cover(report) } else { None };
    let (public, left_out) = public.unzip();
    // What the file must say; the cover of a workbook has more of the report.
    let shown = sent.as_ref().or(public.as_ref()).unwrap_or(report);
    let document = if needs == Needs::Report { Document::default() } else { compose::compose(shown) };
    let balances: Vec<Balance> = match needs {
        Needs::Sums if options.blank_form.is_some() => blank_balances::of(report),
        Needs::Sums => validate::equations(report).iter().map(balance).collect(),
        Needs::Report | Needs::Document => Vec::new(),
    };
    let template = options.template.as_deref();
    let mut empty_places = template
        .map(|page| page_places::empty(page, &document.head, &options.page_values))
        .unwrap_or_default();
    let filled = options.template.as_ref().map(|page| WriteOptions {
        template: Some(page_places::fill(page, &document.head, &options.page_values)),
        ..options.clone()
    });
    let options = filled.as_ref().unwrap_or(options);
    let has_place = options.template.as_deref().is_some_and(page_places::has_chart);
    let chart = (options.charts || has_place).then(|| compose::chart(report)).flatten();
    if has_place && chart.is_none() {
        empty_places.push(page_places::CHART.to_owned());
    }
    let bytes = writer.write(
        &Output { report, document: &document, balances: &balances, findings, chart: chart.as_ref() },
        options,
    )?;
    let verification = if options.lossy { Verification::None } else { writer.verification(options) };
    let mut loss = None;
    if verification != Verification::None && format.reader.is_some() {
        loss = read_back::verify(shown, &bytes, format, limits, verification)?;
    }
    let left_out = left_out.filter(|labels| !labels.is_empty()).map(|labels| without_labels(&labels));
    Ok(Written { bytes, loss, empty_places, left_out })
}

/// What was filled in on the cover and is not in this file.
fn without_labels(labels: &[&str]) -> Message {
    Message::new(
        format!("封面上的{}只留在工作簿和 JSON 里，没有写入", labels.join("、")),
        format!("{} of the cover is kept in workbooks and JSON alone and was not written", labels.join(", ")),
    )
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
    let hint = format.hint.clone().unwrap_or_else(|| Message::new("", ""));
    Error::Unsupported { name: Box::new(format.display_name()), doing, hint }
}
