//! Walks folders for possible reports.

use std::collections::BTreeSet;
use std::fs::{self, DirEntry, FileType};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::archive::{self, Archive};
use super::{Gathered, PassedOver, Source, Unreadable, names};
use crate::batch::file;
use crate::formats::Formats;
use crate::model::error::{Doing, Error, Limit};
use crate::model::limits::Limits;
use crate::model::text;

/// Archives that cannot be read but may contain reports, so they are reported.
const FOREIGN_ARCHIVES: [&str; 6] = ["rar", "7z", "tar", "gz", "tgz", "bz2"];

/// A walk through the inputs that were named.
pub struct Walk<'a> {
    formats: &'a Formats,
    limits: &'a Limits,
    output: Option<PathBuf>,
    folders: BTreeSet<PathBuf>,
    pub found: Gathered,
}

/// A file or a link to one; a broken link fails when it is read. Pipes are excluded: reading might never end.
fn is_to_be_read(path: &Path, kind: FileType) -> bool {
    kind.is_file()
        || (kind.is_symlink() && fs::metadata(path).is_ok_and(|metadata| metadata.is_file()))
        || (kind.is_symlink() && fs::metadata(path).is_err())
}

impl<'a> Walk<'a> {
    pub fn new(formats: &'a Formats, limits: &'a Limits, output: Option<&Path>) -> Self {
        let output = output.and_then(|output| fs::canonicalize(output).ok());
        Self { formats, limits, output, folders: BTreeSet::new(), found: Gathered::default() }
    }

    /// Resolves a path: itself, or if it does not exist, all that it matches with `*` and `?`, sorted by
    /// name: on Windows the program must do so.
    pub fn meant(&mut self, path: &Path) -> Vec<PathBuf> {
        let itself = || vec![path.to_owned()];
        if file::is_standard(path) || path.exists() {
            return itself();
        }
        let matches = path.to_str().and_then(|pattern| glob::glob(pattern).ok());
        let (mut meant, mut is_unmatched) = (Vec::new(), true);
        for found in matches.into_iter().flatten() {
            match found {
                Ok(path) if names::is_hidden(&path) => continue,
                // Reading a pipe might never end.
                Ok(path) if fs::metadata(&path).is_ok_and(|found| !found.is_file() && !found.is_dir()) => {
                    self.found.left_out.push(file::shown_name(&path));
                }
                Ok(path) => meant.push(path),
                Err(error) => {
                    let path = error.path().to_owned();
                    self.failed(&path, error.into());
                }
            }
            is_unmatched = false;
        }
        if is_unmatched { itself() } else { meant }
    }

    /// Adds a file that the user named, whatever its extension.
    pub fn named(&mut self, path: &Path) {
        let name = path.file_name().filter(|_| !file::is_standard(path));
        let relative = name.map_or_else(|| PathBuf::from("stdin"), PathBuf::from);
        self.file(path.to_owned(), relative);
    }

    /// Adds a folder; `below` is the path of its files.
    pub fn folder(&mut self, folder: &Path, below: &Path) {
        let resolved = match fs::canonicalize(folder) {
            Ok(resolved) => resolved,
            Err(source) => return self.failed(folder, source),
        };
        let is_output = self.output.as_ref() == Some(&resolved);
        if !self.folders.insert(resolved) {
            return;
        }
        if is_output {
            return self.pass_over(folder);
        }
        let (found, allowed) = (below.components().count() as u64, self.limits.folders as u64);
        if found > allowed {
            let error = Error::TooLarge { what: Limit::Folders, found, allowed };
            return self.found.failed.push(Unreadable { name: file::shown_name(folder), error });
        }
        let listed = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let mut entries = match listed {
            Ok(entries) => entries,
            Err(source) => return self.failed(folder, source),
        };
        entries.sort_by_key(DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            match entry.file_type() {
                _ if names::is_hidden(&path) => {}
                Ok(kind) => self.met(path, kind, &below.join(entry.file_name())),
                Err(source) => self.failed(&path, source),
            }
        }
    }

    /// Adds the folder of the output: its files may be outputs of an earlier run or inputs, which only
    /// the user knows.
    fn pass_over(&mut self, folder: &Path) {
        let mut within = Walk::new(self.formats, self.limits, None);
        within.folder(folder, Path::new(""));
        let Gathered { sources, failed, .. } = within.found;
        let files = sources.iter().map(|source| source.shown().to_owned());
        let files: Vec<String> = files.chain(failed.into_iter().map(|one| one.name)).collect();
        if !files.is_empty() {
            self.found.passed_over = Some(PassedOver { folder: file::shown_name(folder), files });
        }
    }

    /// Reads a folder. Links to files are followed, links to folders are not: they may lead
    /// anywhere, and in circles.
    fn met(&mut self, path: PathBuf, kind: FileType, relative: &Path) {
        if kind.is_dir() {
            self.folder(&path, relative);
        } else if kind.is_symlink() && path.is_dir() {
            self.found.left_out.push(file::shown_name(&path));
        } else if self.may_be_report(&path) && is_to_be_read(&path, kind) {
            self.file(path, relative.to_owned());
        } else {
            self.found.left_out.push(file::shown_name(&path));
        }
    }

    fn file(&mut self, path: PathBuf, relative: PathBuf) {
        if !names::is_archive(&path) || !path.is_file() {
            return self.found.sources.push(Source::file(path, relative));
        }
        if !self.found.archives.insert(fs::canonicalize(&path).unwrap_or_else(|_| path.clone())) {
            // Named twice, read once.
            if path.is_symlink() {
                self.found.left_out.push(file::shown_name(&path));
            }
            return;
        }
        let archive = Arc::new(Archive::on_disk(path.clone()));
        self.archive(&archive, &file::shown_name(&path), &relative, 0);
    }

    /// The entries of an archive, and of archives in it.
    fn archive(&mut self, archive: &Arc<Archive>, shown: &str, below: &Path, depth: usize) {
        let unreadable = |name: String, error| Unreadable { name, error };
        let mut listed = match archive.list(self.limits) {
            Ok(listed) => listed,
            Err(error) => return self.found.failed.push(unreadable(shown.to_owned(), error)),
        };
        if listed.is_empty() {
            self.found.failed.push(unreadable(shown.to_owned(), Error::Empty));
            return archive.close();
        }
        listed
            .retain(|entry| entry.path.as_ref().map_or(true, |path| !path.ancestors().any(names::is_hidden)));
        if listed.is_empty() {
            self.found.left_out.push(shown.to_owned());
        }
        for archive::Entry { index, name, path } in listed {
            let shown = format!("{shown} › {}", text::one_line(&name));
            let path = match path {
                Ok(path) => path,
                Err(error) => {
                    self.found.failed.push(unreadable(names::short(&shown), error));
                    continue;
                }
            };
            let relative = below.join(&path);
            if !names::is_archive(&path) {
                if self.may_be_report(&path) {
                    self.found.sources.push(Source::entry(archive, index, shown, relative));
                    archive.expect_one();
                } else {
                    self.found.left_out.push(shown);
                }
            } else if depth == self.limits.archive_depth {
                let allowed = depth as u64;
                let error = Error::TooLarge { what: Limit::Archives, found: allowed + 1, allowed };
                self.found.failed.push(unreadable(shown, error));
            } else {
                let inner = Arc::new(Archive::within(archive, index));
                self.archive(&inner, &shown, &relative, depth + 1);
            }
        }
        archive.close();
    }

    /// Whether the extension belongs to a known format, even one that cannot be read.
    fn may_be_report(&self, path: &Path) -> bool {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        self.formats.by_extension(extension).is_some()
            || names::is_archive(path)
            || FOREIGN_ARCHIVES.iter().any(|known| known.eq_ignore_ascii_case(extension))
    }

    fn failed(&mut self, path: &Path, source: io::Error) {
        let error = Error::Io { path: path.to_owned(), doing: Doing::Reading, source };
        self.found.failed.push(Unreadable { name: file::shown_name(path), error });
    }
}
