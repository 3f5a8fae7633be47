//! Reading and checking one input after another, with the options that they share.

use std::ffi::OsStr;
use std::path::Path;

use super::BatchError;
use super::file::read_bytes;
use super::gate::LargeInputGate;
use super::sources::Source;
use crate::formats::{Format, Formats, ReadOptions};
use crate::model::error::Error;
use crate::model::finding::Finding;
use crate::model::limits::Limits;
use crate::model::report::Report;
use crate::recognise::RecogniseOptions;
use crate::session::{Input, Reading, Session};

/// Reads and checks reports in files and archives.
#[derive(Debug)]
pub struct InputReader<'a> {
    /// The formats that are detected.
    pub formats: &'a Formats,
    /// The format of every input; otherwise it is detected by content, then by extension.
    pub format: Option<&'a Format>,
    /// Limits and encoding, the same for every input.
    pub options: ReadOptions,
    /// The edition, the same for every input.
    pub recognise: RecogniseOptions,
}

/// A report that was read, and the findings of reading and of the rules, in the order of the document.
#[derive(Debug)]
pub struct CheckedReport {
    /// The report.
    pub report: Report,
    /// The findings of reading and of the rules.
    pub findings: Vec<Finding>,
    /// How many reports the file has; the others are further sources.
    pub reports: usize,
}

impl InputReader<'_> {
    /// The largest size of an input, in bytes.
    #[must_use]
    pub const fn limit(&self) -> u64 {
        self.options.limits.input_bytes
    }

    /// Reads all bytes of a file; of standard input for `-`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn bytes(&self, path: &Path) -> Result<Vec<u8>, BatchError> {
        read_bytes(path, self.limit()).map_err(|error| BatchError::of_file(path, error))
    }

    /// Reads and checks the report in `bytes`, the content of the file `path`.
    ///
    /// # Errors
    /// When the bytes hold no report that can be read within the limits.
    pub fn check(&self, path: &Path, bytes: &[u8]) -> Result<CheckedReport, Error> {
        let extension = path.extension().and_then(OsStr::to_str);
        self.check_within(self.options.limits, extension, self.recognise.report, bytes)
    }

    /// Opens, reads and checks one of many inputs; its bytes are returned with the report.
    ///
    /// # Errors
    /// When the input cannot be read or holds no report.
    pub fn read_source(&self, source: &Source) -> Result<(Vec<u8>, CheckedReport), Error> {
        let mut gate = LargeInputGate::for_size(source.size());
        let bytes = source.bytes(self.limit())?;
        let checked = self.check_source(source, &bytes, &mut gate)?;
        Ok((bytes, checked))
    }

    /// Reads and checks the report in the bytes of one of many inputs. A large one passes the gate first, and keeps
    /// it closed for others until the caller drops it.
    ///
    /// # Errors
    /// When the bytes hold no report that can be read within the limits.
    pub fn check_source(
        &self,
        source: &Source,
        bytes: &[u8],
        gate: &mut LargeInputGate,
    ) -> Result<CheckedReport, Error> {
        let (extension, report) = (source.extension(), self.recognise.report.or(Some(source.report())));
        if !gate.is_passed() {
            match self.check_within(self.options.limits.for_many_at_once(), extension, report, bytes) {
                Err(error) if LargeInputGate::is_needed_after(&error) => gate.pass(),
                outcome => return outcome,
            }
        }
        self.check_within(self.options.limits, extension, report, bytes)
    }

    /// The further reports of a file whose first was read, as sources of their own; none where one report of each
    /// file was asked for.
    #[must_use]
    pub fn further(&self, source: &Source, reports: usize) -> Vec<Source> {
        if self.recognise.report.is_some() || source.report() > 1 {
            return Vec::new();
        }
        (2..=reports).map(|number| source.with_report(number)).collect()
    }

    fn check_within(
        &self,
        limits: Limits,
        extension: Option<&str>,
        report: Option<usize>,
        bytes: &[u8],
    ) -> Result<CheckedReport, Error> {
        let session = Session::new()
            .with_formats(self.formats.clone())
            .with_forms(self.options.forms)
            .with_limits(limits);
        let mut input = Input::new(bytes);
        input.extension = extension;
        input.format = self.format.map(|format| format.name.as_ref());
        input.encoding = self.options.encoding;
        input.edition = self.recognise.edition;
        input.report = report;
        let Reading { report, findings, reports, .. } = session.read_and_check(input)?;
        Ok(CheckedReport { report, findings, reports })
    }
}
