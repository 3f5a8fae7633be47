//! Sessions: formats, limits and the settings of rules, kept together to read, check, convert and write reports.
//!
//! A [`Session`] works on bytes alone: no file is opened and nothing is printed, so that the program, a page in
//! a browser and a script can all use it. The steps it is made of are functions of this module too.

mod blank_balances;
mod input;
mod page_places;
pub(crate) mod read_back;
mod steps;

use crate::formats::{Content, Format, Formats, ReadOptions, WriteOptions};
use crate::forms::Forms;
use crate::model::error::{Error, Result};
use crate::model::finding::{self, Finding};
use crate::model::limits::Limits;
use crate::model::report::Report;
use crate::recognise::{RecogniseOptions, Recognised};
use crate::validate::{self, Batch, BatchFinding, Settings};

pub use input::{Conversion, Input, Reading};
pub use page_places::{PAGE_PLACES, PLACES_OF_WRITER, PagePlace, SITE, places};
pub use steps::{Written, read, read_blank_form, read_content, write, write_checked, write_with};

/// Formats, limits and the settings of rules, with which reports are read, checked, converted and written.
///
/// Sessions are cheap to clone and can be shared between threads; nothing in them changes while they work.
///
/// ```
/// use repconv::model::language::Language;
/// use repconv::session::{Input, Session};
///
/// # fn main() -> repconv::model::error::Result<()> {
/// let page = "<h1>某镇人民政府2021年政府信息公开工作年度报告</h1>
///     <p>一、总体情况</p><p>全年主动公开信息186条。</p><p>六、其他需要报告的事项</p><p>无。</p>";
/// let session = Session::new();
/// let reading = session.read_and_check(Input::new(page.as_bytes()).with_name("report.html"))?;
/// assert_eq!(reading.report.organization.as_deref(), Some("某镇人民政府"));
/// for finding in &reading.findings {
///     println!("{} {}", finding.rule.code, finding.message.get(Language::En));
/// }
/// let json = session.write(&reading.report, "json")?;
/// assert!(String::from_utf8_lossy(&json).contains("\"year\": 2021"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Session {
    formats: Formats,
    forms: Forms,
    limits: Limits,
    settings: Settings,
}

impl Session {
    /// A session with the built-in formats, the default limits and the default settings of rules.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same session with these formats instead.
    #[must_use]
    pub fn with_formats(mut self, formats: Formats) -> Self {
        self.formats = formats;
        self
    }

    /// The same session with one more format, which comes before the others and replaces one of the same name.
    #[must_use]
    pub fn with_format(mut self, format: Format) -> Self {
        self.formats = self.formats.with(format);
        self
    }

    /// The same session with these limits for each input.
    #[must_use]
    pub const fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The same session with these settings of rules.
    #[must_use]
    pub const fn with_settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// The formats that are read and written.
    #[must_use]
    pub const fn formats(&self) -> &Formats {
        &self.formats
    }

    /// The same session with these forms instead.
    #[must_use]
    pub const fn with_forms(mut self, forms: Forms) -> Self {
        self.forms = forms;
        self
    }

    /// The forms that are known.
    #[must_use]
    pub const fn forms(&self) -> Forms {
        self.forms
    }

    /// The limits of each input.
    #[must_use]
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The settings of rules.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The format of this name or extension, in any case.
    ///
    /// # Errors
    /// [`Error::NoSuchFormat`].
    pub fn format(&self, name: &str) -> Result<&Format> {
        self.formats.named(name).ok_or_else(|| Error::NoSuchFormat {
            name: name.to_owned(),
            known: self.formats.rows().iter().map(|row| row.name.to_string()).collect(),
        })
    }

    /// The format of an input: the one it names, else by content, then by extension.
    ///
    /// # Errors
    /// [`Error::NoSuchFormat`], [`Error::Empty`] or [`Error::UnknownFormat`].
    pub fn detect<'a>(&self, input: impl Into<Input<'a>>) -> Result<&Format> {
        let input = input.into();
        self.detect_content(&Content::new(input.bytes), &input)
    }

    fn detect_content(&self, content: &Content<'_>, input: &Input<'_>) -> Result<&Format> {
        match input.format {
            Some(name) => self.format(name),
            None => self.formats.detect_content(content, input.extension),
        }
    }

    /// Reads a report. The findings are those of the reading alone: what could not be read or assigned.
    ///
    /// # Errors
    /// When the format is unknown or has no reader, the bytes are no whole document of that format, exceed a
    /// limit, or hold no report.
    pub fn read<'a>(&self, input: impl Into<Input<'a>>) -> Result<Reading> {
        self.read_within(&input.into(), self.limits.started())
    }

    /// Reads a report and checks it. The findings are those of the reading and of the rules, in the order of the
    /// document.
    ///
    /// # Errors
    /// As [`Session::read`]; the limit of time includes the rules.
    pub fn read_and_check<'a>(&self, input: impl Into<Input<'a>>) -> Result<Reading> {
        let limits = self.limits.started();
        let mut reading = self.read_within(&input.into(), limits)?;
        reading.findings.extend(validate::validate_within(&reading.report, &limits.clock)?);
        finding::sort(&mut reading.findings);
        Ok(reading)
    }

    fn read_within(&self, input: &Input<'_>, limits: Limits) -> Result<Reading> {
        let content = Content::new(input.bytes);
        let format = self.detect_content(&content, input)?;
        let options =
            ReadOptions::default().with_limits(limits).with_encoding(input.encoding).with_forms(self.forms);
        let recognise = RecogniseOptions {
            edition: input.edition,
            report: input.report,
            clock: limits.clock,
            forms: self.forms,
        };
        let Recognised { report, findings, reports, .. } =
            steps::read_one(&content, format, &options, &recognise)?;
        Ok(Reading { report, findings, format: format.name.clone(), reports })
    }

    /// Runs every rule that a report alone can break.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when the time is up.
    pub fn check(&self, report: &Report) -> Result<Vec<Finding>> {
        validate::validate_within(report, &self.limits.started().clock)
    }

    /// Compares a report with that of the year before (rules of family Y).
    #[must_use]
    pub fn check_with_previous(&self, report: &Report, previous: &Report) -> Vec<Finding> {
        validate::validate_with_previous(report, previous, &self.settings)
    }

    /// Compares reports that belong together with one another and with the roster (rules of family B).
    #[must_use]
    pub fn check_batch(&self, batch: &Batch<'_>) -> Vec<BatchFinding> {
        validate::validate_batch(batch, &self.settings)
    }

    /// Writes a report in the format of this name or extension, with the default options.
    ///
    /// # Errors
    /// As [`Session::write_with`].
    pub fn write(&self, report: &Report, format: &str) -> Result<Vec<u8>> {
        self.write_with(report, &[], format, &WriteOptions::default())
    }

    /// Writes a report in the format of this name or extension; formats that have room for findings hold these.
    ///
    /// What is written is read again and compared with the report first, unless the options allow loss or the
    /// format has no reader.
    ///
    /// # Errors
    /// When there is no such format, it has no writer or cannot hold the report, or the bytes read back as a
    /// different report.
    pub fn write_with(
        &self,
        report: &Report,
        findings: &[Finding],
        format: &str,
        options: &WriteOptions,
    ) -> Result<Vec<u8>> {
        let format = self.format(format)?;
        steps::write_within(report, findings, format, options, &self.limits).map(|written| written.bytes)
    }

    /// Reads, checks and writes a report in the format of this name or extension.
    ///
    /// # Errors
    /// As [`Session::read_and_check`] and [`Session::write_with`]. Findings, even errors, do not keep a report
    /// from being written.
    pub fn convert<'a>(&self, input: impl Into<Input<'a>>, format: &str) -> Result<Conversion> {
        self.convert_with(input, format, &WriteOptions::default())
    }

    /// As [`Session::convert`], with options for writing.
    ///
    /// # Errors
    /// As [`Session::convert`].
    pub fn convert_with<'a>(
        &self,
        input: impl Into<Input<'a>>,
        format: &str,
        options: &WriteOptions,
    ) -> Result<Conversion> {
        let reading = self.read_and_check(input)?;
        let format = self.format(format)?;
        let Written { bytes, loss, left_out, .. } =
            steps::write_within(&reading.report, &reading.findings, format, options, &self.limits)?;
        Ok(Conversion { bytes, loss: loss.or(left_out), reading })
    }
}

#[cfg(test)]
mod tests;
