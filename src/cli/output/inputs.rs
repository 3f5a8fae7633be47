//! The files that a run reads, whatever for: reports, archives, a template, a roster. None of them may be
//! written over.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

/// Files on the disk, identified by their path and, where the system supports it, by their file id.
#[derive(Debug, Default)]
pub struct Inputs {
    paths: BTreeSet<PathBuf>,
    files: BTreeSet<Identity>,
}

/// What tells a file from any other, by all its names.
type Identity = (u64, u64);

impl Inputs {
    /// What is no file, such as a pipe, is not written over and left out.
    pub fn of<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Self {
        let mut inputs = Self::default();
        inputs.extend(paths);
        inputs
    }

    pub fn extend<P: AsRef<Path>>(&mut self, paths: impl IntoIterator<Item = P>) {
        for path in paths {
            let path = path.as_ref();
            if let Ok(metadata) = fs::metadata(path)
                && metadata.is_file()
            {
                self.paths.extend(fs::canonicalize(path));
                self.files.extend(identity(&metadata));
            }
        }
    }

    /// Whether the path leads to one of them, be it by links.
    pub fn hold(&self, path: &Path) -> bool {
        let is_one = |metadata: Metadata| {
            metadata.is_file() && identity(&metadata).is_some_and(|file| self.files.contains(&file))
        };
        fs::canonicalize(path).is_ok_and(|path| self.paths.contains(&path))
            || fs::metadata(path).is_ok_and(is_one)
    }
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "elsewhere it is not to be had")]
fn identity(metadata: &Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

/// Hard links are not seen here, and do no harm: an output is renamed into place, which leaves the input's
/// name to the input.
#[cfg(not(unix))]
fn identity(_metadata: &Metadata) -> Option<Identity> {
    None
}
