//! Converts one of many inputs, and tells what became of it.

use std::fs;
use std::path::{Path, PathBuf};

use super::log::Log;
use crate::cli::Fault;
use crate::cli::convert::is_refused;
use crate::cli::output::{Destination, Inputs, Target};
use repconv::batch::LargeInputGate;
use repconv::batch::file;
use repconv::batch::file::exact;
use repconv::batch::input::{CheckedReport, InputReader};
use repconv::batch::resume::{EarlierRuns, LogLine, Status};
use repconv::batch::sources::Source;
use repconv::formats::{Format, WriteOptions};
use repconv::model::digest::sha256;
use repconv::model::error::{Doing, Error};
use repconv::model::language::{Language, Message};
use repconv::session::Written;

/// An input, and the output below the folder that is written to.
pub struct Job<'a> {
    pub source: &'a Source,
    pub output: PathBuf,
}

/// What every input is converted with.
pub struct Converter<'a> {
    pub reading: &'a InputReader<'a>,
    pub format: &'a Format,
    pub options: &'a WriteOptions,
    /// The folder that is written to.
    pub folder: &'a Path,
    /// The files that are read: none of them may be written over.
    pub inputs: &'a Inputs,
    pub earlier: &'a EarlierRuns,
    pub log: &'a Log,
    pub overwrite: bool,
    pub strict: bool,
    pub language: Language,
}

/// An output before it is written; without a target if it exists already.
struct Output {
    bytes: Vec<u8>,
    hash: String,
    /// What reading it again would lose around the sections.
    loss: Option<Message>,
    target: Option<Target>,
}

impl Converter<'_> {
    /// The outcome of the input, as written to the log, and whether an earlier run finished it.
    ///
    /// # Errors
    /// When the log can't be written.
    pub fn convert(&self, job: &Job<'_>) -> Result<(LogLine, bool), Fault> {
        let Job { source, output } = job;
        let mut line = LogLine::new(source.shown());
        let mut gate = LargeInputGate::for_size(source.size());
        let bytes = match source.bytes(self.reading.options.limits.input_bytes) {
            Ok(bytes) => bytes,
            Err(error) => return self.failed(line, Status::Unreadable, error),
        };
        let (hash, name) = (sha256(&bytes), exact(output));
        if let Some(before) = self.earlier.line(source.shown()).filter(|before| before.is_done(&hash, &name))
            && is_untouched(&self.folder.join(output), before)
        {
            return Ok((before.again(), true));
        }
        line.set("sha256", hash);
        let understood = match self.reading.check_source(source, &bytes, &mut gate) {
            Ok(understood) => understood,
            Err(error) => return self.failed(line, Status::Unreadable, error),
        };
        drop(bytes);
        line.describe(&understood.report, &understood.findings);
        if understood.reports > 1 {
            line.set("reports", understood.reports);
        }
        if self.strict && is_refused(&understood.findings) {
            line.status(Status::HasErrors);
            self.log.add(&line)?;
            return Ok((line, false));
        }
        line.set("output", name.as_str());
        let output = match self.output(&understood, &self.folder.join(output), &name) {
            Ok(output) => output,
            Err(error) => return self.failed(line, Status::Unwritten, error),
        };
        line.set("output_sha256", output.hash);
        if let Some(loss) = output.loss {
            line.set("loss", loss.get(self.language));
        }
        // Before the output has its name: wherever the run is cut off, the next one knows it for ours.
        self.log.add(&line)?;
        match output.target.map_or(Ok(()), |target| target.write(&output.bytes)) {
            Ok(()) => Ok((line, false)),
            Err(error) => self.failed(line, Status::Unwritten, error),
        }
    }

    fn failed(&self, line: LogLine, status: Status, error: Error) -> Result<(LogLine, bool), Fault> {
        let line = line.failed(status, error, self.language);
        self.log.add(&line)?;
        Ok((line, false))
    }

    /// Makes the output. What an earlier run wrote may be replaced where nobody has changed it since.
    fn output(&self, understood: &CheckedReport, path: &Path, name: &str) -> Result<Output, Error> {
        let CheckedReport { report, findings, .. } = understood;
        let Written { bytes, loss, left_out, .. } =
            repconv::write_checked(report, findings, self.format, self.options)?;
        let loss = loss.or(left_out);
        let hash = sha256(&bytes);
        if self.inputs.hold(path) {
            return Err(Error::SameFile(path.to_owned()));
        }
        let mut overwrite = self.overwrite;
        if let Ok(existing) = file::read_bytes(path, u64::MAX) {
            let existing = sha256(&existing);
            if existing == hash {
                return Ok(Output { bytes, hash, loss, target: None });
            }
            overwrite |= self.earlier.wrote(name, &existing);
        }
        let failed = |source| Error::Io { path: path.to_owned(), doing: Doing::Writing, source };
        path.parent().map_or(Ok(()), fs::create_dir_all).map_err(failed)?;
        match Destination::new(path, self.inputs, overwrite)? {
            Destination::File(target) => Ok(Output { bytes, hash, loss, target: Some(target) }),
            Destination::StandardOutput => Err(Error::Directory(path.to_owned())),
        }
    }
}

/// Whether the output is still what the line says was written.
fn is_untouched(output: &Path, line: &LogLine) -> bool {
    let existing = file::read_bytes(output, u64::MAX).map(|bytes| sha256(&bytes));
    existing.is_ok_and(|hash| line.hashed().is_some_and(|(_, written)| written == hash))
}
