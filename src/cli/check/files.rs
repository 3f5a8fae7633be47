//! Which files are meant: those named, and in folders every file that may be a report.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::Fault;
use crate::cli::input::is_standard;
use crate::error::{Doing, Error};
use crate::formats::Formats;

/// Folders in folders beyond this are a link that leads in a circle.
const DEEPEST: usize = 64;

/// The files that the paths mean, each once, those of a folder by name.
///
/// # Errors
/// When a path is neither a file nor a folder, or a folder can't be listed.
pub fn gather(paths: &[PathBuf], formats: &Formats) -> Result<Vec<PathBuf>, Fault> {
    let mut files = Vec::new();
    for path in paths {
        if !is_standard(path) && path.is_dir() {
            walk(path, formats, 0, &mut files)?;
        } else {
            let meant = if path.exists() { Vec::new() } else { matching(path) };
            if meant.is_empty() { files.push(path.clone()) } else { files.extend(meant) }
        }
    }
    let mut seen = BTreeSet::new();
    files.retain(|file| seen.insert(fs::canonicalize(file).unwrap_or_else(|_| file.clone())));
    Ok(files)
}

/// The files that a name with `*` or `?` means, by name: Windows leaves that to the program.
fn matching(path: &Path) -> Vec<PathBuf> {
    let found = path.to_str().and_then(|pattern| glob::glob(pattern).ok());
    let paths = found.into_iter().flatten().filter_map(Result::ok);
    paths.filter(|path| path.is_file() && !is_hidden(path)).collect()
}

fn walk(folder: &Path, formats: &Formats, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), Fault> {
    let failed =
        |source| Fault::of_file(folder, Error::Io { path: folder.to_owned(), doing: Doing::Reading, source });
    let mut entries =
        fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(failed)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let kind = entry.file_type().map_err(failed)?;
        if kind.is_dir() && depth < DEEPEST && !is_hidden(&path) {
            walk(&path, formats, depth + 1, files)?;
        } else if path.is_file() && !is_hidden(&path) && may_be_report(&path, formats) {
            files.push(path);
        }
    }
    Ok(())
}

/// Hidden, or what WPS and Word leave beside a file that is open.
fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || name.starts_with("~$") || name.starts_with(".~")
}

/// Whether the extension is one of a format that is known, be it only by name.
fn may_be_report(path: &Path, formats: &Formats) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| formats.by_extension(&extension.to_ascii_lowercase()).is_some())
}
