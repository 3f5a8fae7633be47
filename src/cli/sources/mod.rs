//! Which inputs are meant: the files that are named, and all that may be reports in folders, behind
//! wildcards and in zip archives.
//!
//! What can't be looked into is kept beside the rest and said at the end: one bad folder or archive
//! must not stop the others, nor be passed over.

mod archive;
mod names;
mod walk;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use self::archive::Archive;
pub use self::names::{exact, folded};
use self::walk::Walk;
use super::{Manner, input};
use crate::error::Error;
use crate::formats::Formats;
use crate::language::Language;
use crate::limits::Limits;

/// An input: a file on the disk, or one in an archive.
#[derive(Clone, Debug)]
pub struct Source {
    kind: Kind,
    shown: String,
    relative: PathBuf,
}

#[derive(Clone, Debug)]
enum Kind {
    File(PathBuf),
    Entry { archive: Arc<Archive>, index: usize },
}

/// A folder, archive or entry that can't be looked into.
#[derive(Debug)]
pub struct Unreadable {
    pub name: String,
    pub error: Error,
}

/// The inputs, in order of their names within each folder.
#[derive(Debug, Default)]
pub struct Gathered {
    pub sources: Vec<Source>,
    pub failed: Vec<Unreadable>,
    /// Files that are no reports by their names, links to folders and further links to a file: not
    /// read, but not passed over in silence either.
    pub left_out: Vec<String>,
}

impl Source {
    fn file(path: PathBuf, relative: PathBuf) -> Self {
        let shown = input::shown_name(&path);
        Self { kind: Kind::File(path), shown, relative }
    }

    fn entry(archive: &Arc<Archive>, index: usize, shown: String, relative: PathBuf) -> Self {
        Self { kind: Kind::Entry { archive: Arc::clone(archive), index }, shown, relative }
    }

    /// The name as users see it: `folder/a.zip › 甲局/年报.docx` for what stands in an archive.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The path below the folder that was named; safe to join to any folder.
    pub fn relative(&self) -> &Path {
        &self.relative
    }

    /// The file on the disk: itself, or the archive that holds it.
    pub fn on_disk(&self) -> &Path {
        match &self.kind {
            Kind::File(path) => path,
            Kind::Entry { archive, .. } => archive.on_disk_path(),
        }
    }

    pub fn extension(&self) -> Option<&str> {
        self.relative.extension().and_then(OsStr::to_str)
    }

    /// How many bytes it says it has; none where it does not say.
    pub fn size(&self) -> u64 {
        match &self.kind {
            Kind::File(path) => fs::metadata(path).map_or(0, |metadata| metadata.len()),
            Kind::Entry { archive, index } => archive.size(*index),
        }
    }

    /// All its bytes.
    ///
    /// # Errors
    /// When it can't be read or holds more than `limit` bytes.
    pub fn bytes(&self, limit: u64) -> Result<Vec<u8>, Error> {
        match &self.kind {
            Kind::File(path) => input::read_bytes(path, limit),
            Kind::Entry { archive, index } => archive.bytes(*index, limit),
        }
    }
}

/// The inputs that the paths mean, each once; `output` is a folder that is being written to, of which
/// nothing is an input.
pub fn gather(paths: &[PathBuf], output: Option<&Path>, formats: &Formats, limits: &Limits) -> Gathered {
    let mut walk = Walk::new(formats, limits, output);
    // Of several folders each is kept apart by its name.
    let several = paths.iter().filter(|path| is_folder(path)).count() > 1;
    for path in paths {
        if is_folder(path) {
            let below = path.file_name().filter(|_| several).map(PathBuf::from).unwrap_or_default();
            walk.folder(path, &below);
            continue;
        }
        let meant = if path.exists() { Vec::new() } else { walk::matching(path) };
        if meant.is_empty() {
            walk.named(path);
        }
        for path in meant {
            walk.named(&path);
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
    /// Whether there is nothing to read, nor anything to say of what could not be.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty() && self.failed.is_empty()
    }

    /// Says what was not taken for a report.
    pub fn say_left_out(&self, manner: Manner) {
        /// So many are named.
        const NAMED: usize = 3;
        let count = self.left_out.len();
        if count == 0 || manner.quiet {
            return;
        }
        let named: Vec<&str> = self.left_out.iter().take(NAMED).map(String::as_str).collect();
        let more = count > NAMED;
        let line = match manner.language {
            Language::Zh => {
                let more = if more { "等" } else { "" };
                format!(
                    "没有读 {count} 个文件或链接（看名字不是报告，或者读过了）：{}{more}",
                    named.join("、")
                )
            }
            Language::En => {
                let more = if more { ", …" } else { "" };
                format!(
                    "not read, being no reports by their names or read already: {count} ({}{more})",
                    named.join(", ")
                )
            }
        };
        let _ = writeln!(anstream::stderr(), "{line}");
    }
}

fn is_folder(path: &Path) -> bool {
    !input::is_standard(path) && path.is_dir()
}

#[cfg(test)]
mod tests;
