//! Converts one of many inputs, and tells what became of it.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::line::{Line, Status};
use super::log::Done;
use crate::cli::input::{self, Reading, Understood};
use crate::cli::output::Destination;
use crate::cli::sources::{Source, exact};
use crate::cli::turn::Turn;
use crate::dataset::sha256;
use crate::error::{Doing, Error};
use crate::finding::Severity;
use crate::formats::{Format, Formats, WriteOptions};
use crate::language::Language;

/// An input, and the output below the folder that is written to.
pub struct Job<'a> {
    pub source: &'a Source,
    pub output: PathBuf,
}

/// What every input is converted with.
pub struct Converter<'a> {
    pub reading: &'a Reading<'a>,
    pub formats: &'a Formats,
    pub format: &'a Format,
    pub options: &'a WriteOptions,
    /// The folder that is written to.
    pub folder: &'a Path,
    /// All inputs on the disk: none of them may be written over.
    pub inputs: BTreeSet<PathBuf>,
    pub done: &'a Done,
    pub overwrite: bool,
    pub strict: bool,
    pub language: Language,
}

impl Converter<'_> {
    /// What became of the input, and whether it was done by an earlier run.
    pub fn convert(&self, job: &Job<'_>) -> (Line, bool) {
        let Job { source, output } = job;
        let mut line = Line::new(source.shown());
        let fail = |line: Line, status, error| (line.failed(status, error, self.language), false);
        let mut turn = Turn::of(source);
        let bytes = match source.bytes(self.reading.options.limits.input_bytes) {
            Ok(bytes) => bytes,
            Err(error) => return fail(line, Status::Unreadable, error),
        };
        let (hash, name) = (sha256(&bytes), exact(output));
        let before = self.done.get(source.shown());
        if let Some(before) = before.filter(|before| before.is_done(&hash, &name))
            && is_untouched(&self.folder.join(output), before)
        {
            return (before.again(), true);
        }
        line.set("sha256", hash);
        let understood = match self.reading.understand_source(source, &bytes, self.formats, &mut turn) {
            Ok(understood) => understood,
            Err(error) => return fail(line, Status::Unreadable, error),
        };
        drop(bytes);
        line.describe(&understood.report, &understood.findings);
        if self.strict && understood.findings.iter().any(|finding| finding.severity == Severity::Error) {
            line.status(Status::HasErrors);
            return (line, false);
        }
        line.set("output", name);
        match self.put_out(&understood, &self.folder.join(output), before.and_then(Line::output_hash)) {
            Ok(hash) => line.set("output_sha256", hash),
            Err(error) => return fail(line, Status::Unwritten, error),
        }
        (line, false)
    }

    /// Writes the output and returns its hash. `ours` is that of what an earlier run wrote, which may
    /// be replaced where nobody has changed it since.
    fn put_out(&self, understood: &Understood, output: &Path, ours: Option<&str>) -> Result<String, Error> {
        let Understood { report, findings } = understood;
        let bytes = crate::write_with(report, findings, self.format, self.options)?;
        let hash = sha256(&bytes);
        if fs::canonicalize(output).is_ok_and(|output| self.inputs.contains(&output)) {
            return Err(Error::SameFile(output.to_owned()));
        }
        let mut overwrite = self.overwrite;
        if let Ok(standing) = input::read_bytes(output, u64::MAX) {
            let standing = sha256(&standing);
            if standing == hash {
                return Ok(hash);
            }
            overwrite |= ours == Some(standing.as_str());
        }
        let failed = |source| Error::Io { path: output.to_owned(), doing: Doing::Writing, source };
        output.parent().map_or(Ok(()), fs::create_dir_all).map_err(failed)?;
        match Destination::new(output, Path::new("-"), overwrite)? {
            Destination::File(target) => target.write(&bytes)?,
            Destination::StandardOutput => return Err(Error::Directory(output.to_owned())),
        }
        Ok(hash)
    }
}

/// Whether the output is still what the line says was written.
fn is_untouched(output: &Path, line: &Line) -> bool {
    let standing = input::read_bytes(output, u64::MAX).map(|bytes| sha256(&bytes));
    standing.is_ok_and(|hash| line.output_hash() == Some(hash.as_str()))
}

/// Whether no further output can be written either.
pub fn is_final(error: &Error) -> bool {
    let Error::Io { doing: Doing::Writing, source, .. } = error else { return false };
    matches!(source.kind(), ErrorKind::StorageFull | ErrorKind::ReadOnlyFilesystem | ErrorKind::QuotaExceeded)
}
