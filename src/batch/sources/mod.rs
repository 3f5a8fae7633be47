//! Finding the inputs: the files that are named, and all possible reports in folders, zip archives and
//! matches of wildcards.
//!
//! Folders and archives that cannot be read are collected and reported at the end: one of them must not stop
//! the others, nor be ignored.

mod archive;
mod names;
mod summary;
mod walk;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;
use std::{fs, io};

use self::archive::Archive;
pub use self::names::folded;
use self::walk::Walk;
use super::file;
use crate::formats::Formats;
use crate::model::error::{Doing, Error};
use crate::model::limits::Limits;

/// An input: a file on the disk, or one in an archive.
#[derive(Clone, Debug)]
pub struct Source {
    kind: Kind,
    shown: String,
    relative: PathBuf,
    report: usize,
}

#[derive(Clone, Debug)]
enum Kind {
    File(PathBuf),
    Entry { archive: Arc<Archive>, index: usize },
}

/// A folder, archive or entry that cannot be read.
#[derive(Debug)]
pub struct Unreadable {
    /// The name for display.
    pub name: String,
    /// Why it cannot be read.
    pub error: Error,
}

/// The inputs, in order of their names within each folder.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The inputs in order.
    pub sources: Vec<Source>,
    /// Named inputs that cannot be read.
    pub failed: Vec<Unreadable>,
    /// All archives, including those that cannot be read.
    pub archives: BTreeSet<PathBuf>,
    /// Files that are not reports by their names, links to folders and further links to a file: they are not
    /// read, but reported.
    pub left_out: Vec<String>,
    /// The folder of the output, if it is among the inputs and contains possible reports.
    pub passed_over: Option<PassedOver>,
}

/// A folder that is not read because outputs are written to it.
#[derive(Debug)]
pub struct PassedOver {
    folder: String,
    /// The possible reports in it, including outputs of earlier runs.
    files: Vec<String>,
}

impl Source {
    fn file(path: PathBuf, relative: PathBuf) -> Self {
        let shown = file::shown_name(&path);
        Self { kind: Kind::File(path), shown, relative, report: 1 }
    }

    fn entry(archive: &Arc<Archive>, index: usize, shown: String, relative: PathBuf) -> Self {
        Self { kind: Kind::Entry { archive: Arc::clone(archive), index }, shown, relative, report: 1 }
    }

    /// The report of this number in the same file: `年报.docx #2`, with a path of its own.
    #[must_use]
    pub fn with_report(&self, number: usize) -> Self {
        let mut name = self.relative.file_stem().unwrap_or_default().to_owned();
        name.push(format!("-{number}"));
        let mut relative = self.relative.with_file_name(name);
        if let Some(extension) = self.relative.extension() {
            let mut name = relative.into_os_string();
            name.push(".");
            name.push(extension);
            relative = name.into();
        }
        Self { kind: self.kind.clone(), shown: format!("{} #{number}", self.shown), relative, report: number }
    }

    /// The number of the report in its file, from 1.
    #[must_use]
    pub const fn report(&self) -> usize {
        self.report
    }

    /// The name for display: `folder/a.zip › 甲局/年报.docx` for an entry of an archive.
    #[must_use]
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The path below the folder that was named; safe to join to any folder.
    #[must_use]
    pub fn relative(&self) -> &Path {
        &self.relative
    }

    /// The file on the disk: itself, or the archive that contains it.
    #[must_use]
    pub fn on_disk(&self) -> &Path {
        match &self.kind {
            Kind::File(path) => path,
            Kind::Entry { archive, .. } => archive.on_disk_path(),
        }
    }

    /// Whether this is a file on the disk, not an entry of an archive.
    #[must_use]
    pub fn is_file(&self, real: &Path) -> bool {
        matches!(&self.kind, Kind::File(path) if fs::canonicalize(path).is_ok_and(|path| path == real))
    }

    /// The extension of the input, without the dot.
    pub fn extension(&self) -> Option<&str> {
        self.relative.extension().and_then(OsStr::to_str)
    }

    /// When the file was changed, for an entry the archive; `None` where it is unknown.
    #[must_use]
    pub fn modified(&self) -> Option<SystemTime> {
        fs::metadata(self.on_disk()).and_then(|metadata| metadata.modified()).ok()
    }

    /// The declared size in bytes; `None` where it is unknown.
    #[must_use]
    pub fn size(&self) -> u64 {
        match &self.kind {
            Kind::File(path) => fs::metadata(path).map_or(0, |metadata| metadata.len()),
            Kind::Entry { archive, index } => archive.size(*index),
        }
    }

    /// All its bytes.
    ///
    /// # Errors
    /// When it cannot be read or has more than `limit` bytes.
    pub fn bytes(&self, limit: u64) -> Result<Vec<u8>, Error> {
        match &self.kind {
            Kind::File(path) => file::read_bytes(path, limit),
            Kind::Entry { archive, index } => archive.bytes(*index, limit),
        }
    }
}

/// The inputs that the paths refer to, each once; `output` is the folder of the output, which contains no
/// inputs.
pub fn gather(paths: &[PathBuf], output: Option<&Path>, formats: &Formats, limits: &Limits) -> Gathered {
    let mut walk = Walk::new(formats, limits, output);
    let meant: Vec<PathBuf> = paths.iter().flat_map(|path| walk.meant(path)).collect();
    // Several folders are distinguished by their names.
    let several = meant.iter().filter(|path| is_folder(path)).count() > 1;
    for path in &meant {
        if is_folder(path) {
            let below = path.file_name().filter(|_| several).map(PathBuf::from).unwrap_or_default();
            walk.folder(path, &below);
        } else {
            walk.named(path);
        }
    }
    let mut found = walk.found;
    let mut seen = BTreeSet::new();
    let Gathered { sources, left_out, .. } = &mut found;
    sources.retain(|source| {
        let Kind::File(path) = &source.kind else { return true };
        let is_first = seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone()));
        if !is_first && path.is_symlink() {
            left_out.push(source.shown().to_owned());
        }
        is_first
    });
    found
}

impl Gathered {
    /// Whether there is nothing to read and nothing to report.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty() && self.failed.is_empty()
    }

    /// Takes a file that is no report out of the inputs.
    pub fn leave_out(&mut self, path: &Path) {
        if let Ok(real) = fs::canonicalize(path) {
            self.sources.retain(|source| !source.is_file(&real));
        }
    }

    /// The first input that was named and does not exist. Where it is known who must report, it stops the work: a
    /// mistyped folder must not make all its reports missing.
    #[must_use]
    pub fn missing(&self) -> Option<Unreadable> {
        let is_missing = |source: &&Source| match &source.kind {
            Kind::File(path) => !file::is_standard(path) && fs::symlink_metadata(path).is_err(),
            Kind::Entry { .. } => false,
        };
        let missing = self.sources.iter().find(is_missing)?;
        let (path, source) = (missing.on_disk().to_owned(), io::ErrorKind::NotFound.into());
        let error = Error::Io { path, doing: Doing::Reading, source };
        Some(Unreadable { name: missing.shown().to_owned(), error })
    }

    /// The files on the disk that are read, or were to be read.
    pub fn on_disk(&self) -> impl Iterator<Item = &Path> {
        self.sources.iter().map(Source::on_disk).chain(self.archives.iter().map(PathBuf::as_path))
    }
}

fn is_folder(path: &Path) -> bool {
    !file::is_standard(path) && path.is_dir()
}

#[cfg(test)]
mod tests;
