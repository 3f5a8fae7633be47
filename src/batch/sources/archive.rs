//! Zip archives: names in GBK, nested archives, and protection against malicious ones.
//!
//! An archive is open only while its entries are read, so that a folder of a thousand archives stays
//! within the number of files that a process may open.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use zip::ZipArchive;
use zip::result::ZipError;

use super::names;
use crate::model::error::{Doing, Error, Limit};
use crate::model::language::Message;
use crate::model::limits::Limits;

/// A zip archive.
#[derive(Debug)]
pub struct Archive {
    from: From,
    open: Mutex<Option<ZipArchive<File>>>,
    /// Number of entries that are still to be read.
    expected: AtomicUsize,
}

#[derive(Debug)]
enum From {
    Disk(PathBuf),
    Within { outer: Arc<Archive>, index: usize },
}

/// An entry of an archive, by its name as written.
pub struct Entry {
    pub index: usize,
    pub name: String,
    /// Its path below the archive, or the reason why it is not read.
    pub path: Result<PathBuf, Error>,
}

impl Archive {
    pub fn on_disk(path: PathBuf) -> Self {
        Self::new(From::Disk(path))
    }

    /// An archive that is an entry of another.
    pub fn within(outer: &Arc<Self>, index: usize) -> Self {
        Self::new(From::Within { outer: Arc::clone(outer), index })
    }

    /// The file on the disk: of this archive, or of the archive that contains it.
    pub fn on_disk_path(&self) -> &Path {
        match &self.from {
            From::Disk(path) => path,
            From::Within { outer, .. } => outer.on_disk_path(),
        }
    }

    fn new(from: From) -> Self {
        Self { from, open: Mutex::new(None), expected: AtomicUsize::new(0) }
    }

    /// Registers one more entry to be read.
    pub fn expect_one(&self) {
        self.expected.fetch_add(1, Ordering::Relaxed);
    }

    /// Closes the file; it is opened again when an entry is read.
    pub fn close(&self) {
        *self.lock() = None;
    }

    /// All entries that are files.
    pub fn list(&self, limits: &Limits) -> Result<Vec<Entry>, Error> {
        let declared = declared(self.file()?);
        self.with(|archive| {
            let found = archive.len() as u64;
            let allowed = limits.archive_entries as u64;
            if found > allowed {
                return Err(Error::TooLarge { what: Limit::Files, found, allowed });
            }
            let mut expanded = 0_u64;
            let mut entries = Vec::new();
            for index in 0..archive.len() {
                let entry = archive.by_index_data(index).map_err(|error| damaged(&error))?;
                let name = names::entry(entry.name_raw());
                if name.ends_with(['/', '\\']) {
                    continue;
                }
                expanded = expanded.saturating_add(entry.size());
                let path = path(&name, limits).and_then(|path| {
                    limits.check_ratio(entry.size(), entry.compressed_size())?;
                    Ok(path)
                });
                entries.push(Entry { index, name, path });
            }
            let (found, allowed) = (expanded, limits.archive_bytes);
            if found > allowed {
                return Err(Error::TooLarge { what: Limit::Archive, found, allowed });
            }
            // Of entries with the same name only the last can be read; the others are reported.
            let lost = declared.and_then(|count| count.checked_sub(archive.len())).unwrap_or_default();
            if lost > 0 {
                entries.push(Entry { index: 0, name: "…".to_owned(), path: Err(doubled(lost)) });
            }
            entries.sort_by(|a, b| a.name.cmp(&b.name));
            Ok(entries)
        })
    }

    /// The declared size of an entry; `None` if there is no such entry.
    pub fn size(&self, index: usize) -> u64 {
        let size = self.with(|archive| {
            archive.by_index_data(index).map(|entry| entry.size()).map_err(|error| damaged(&error))
        });
        size.unwrap_or_default()
    }

    /// All bytes of an entry.
    pub fn bytes(&self, index: usize, limit: u64) -> Result<Vec<u8>, Error> {
        let bytes = self.with(|archive| {
            let entry = entry(archive, index)?;
            let declared = entry.size();
            if declared > limit {
                return Err(Error::TooLarge { what: Limit::Input, found: declared, allowed: limit });
            }
            let mut bytes = Vec::new();
            // One byte more than declared is enough to detect a false size.
            entry.take(declared + 1).read_to_end(&mut bytes).map_err(unreadable)?;
            if bytes.len() as u64 == declared { Ok(bytes) } else { Err(lying()) }
        });
        if self.expected.fetch_sub(1, Ordering::Relaxed) <= 1 {
            self.close();
        }
        bytes
    }

    fn with<T>(&self, work: impl FnOnce(&mut ZipArchive<File>) -> Result<T, Error>) -> Result<T, Error> {
        let mut open = self.lock();
        let archive = match &mut *open {
            Some(archive) => archive,
            none => {
                let archive = ZipArchive::new(self.file()?).map_err(|error| damaged(&error))?;
                if archive.offset() != 0 {
                    // An archive truncated after a nested archive would be mistaken for the nested one.
                    return Err(of_zip("its beginning is missing"));
                }
                none.insert(archive)
            }
        };
        work(archive)
    }

    fn file(&self) -> Result<File, Error> {
        match &self.from {
            From::Disk(path) => File::open(path).map_err(|source| Error::Io {
                path: path.clone(),
                doing: Doing::Reading,
                source,
            }),
            From::Within { outer, index } => {
                let file = outer.with(|archive| spooled(entry(archive, *index)?));
                if outer.expected.load(Ordering::Relaxed) == 0 {
                    outer.close();
                }
                file
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<ZipArchive<File>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn entry(archive: &mut ZipArchive<File>, index: usize) -> Result<zip::read::ZipFile<'_, File>, Error> {
    archive.by_index(index).map_err(|error| damaged(&error))
}

/// Unpacks an archive within an archive into an unnamed file.
fn spooled(entry: zip::read::ZipFile<'_, File>) -> Result<File, Error> {
    let declared = entry.size();
    let path = std::env::temp_dir();
    let failed = |source| Error::Io { path, doing: Doing::Writing, source };
    let spool = || {
        let mut file = tempfile::tempfile()?;
        io::copy(&mut entry.take(declared + 1), &mut file)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    };
    spool().map_err(failed)
}

fn path(name: &str, limits: &Limits) -> Result<PathBuf, Error> {
    let refused = || Error::Refused {
        what: Message::new("它在压缩包里的路径指向包外", "its path leads out of the archive"),
    };
    let path = names::safe(name).ok_or_else(refused)?;
    let (found, allowed) = (path.components().count() as u64, limits.folders as u64);
    if found > allowed {
        return Err(Error::TooLarge { what: Limit::Folders, found, allowed });
    }
    Ok(path)
}

/// The declared number of entries; `None` where it is not declared.
fn declared(mut file: File) -> Option<usize> {
    /// The end record and the longest comment behind it.
    const LONGEST: u64 = 22 + 0xFFFF;
    const RECORD: &[u8] = b"PK\x05\x06";
    let length = file.seek(SeekFrom::End(0)).ok()?;
    file.seek(SeekFrom::Start(length.saturating_sub(LONGEST))).ok()?;
    let mut tail = Vec::new();
    file.take(LONGEST).read_to_end(&mut tail).ok()?;
    let at = tail.windows(RECORD.len()).rposition(|window| window == RECORD)?;
    let count = u16::from_le_bytes(tail.get(at + 10..at + 12)?.try_into().ok()?);
    // All ones mean that the count does not fit and is stored elsewhere.
    (count != u16::MAX).then_some(usize::from(count))
}

fn doubled(lost: usize) -> Error {
    Error::Refused {
        what: Message::new(
            format!("包里有同名的文件，其中 {lost} 个读不到，请解开后改名"),
            format!(
                "{lost} of its files have the names of others and cannot be read: unpack and rename them"
            ),
        ),
    }
}

fn damaged(error: &ZipError) -> Error {
    match error {
        ZipError::UnsupportedArchive(reason) if *reason == ZipError::PASSWORD_REQUIRED => {
            Error::Encrypted { format: "zip" }
        }
        ZipError::UnsupportedArchive(reason) => Error::Damaged {
            format: "zip",
            part: "压缩方法 / method".to_owned(),
            detail: format!("不是常用的方法，请用 zip 默认方式重新压缩 / {reason}"),
        },
        _ => of_zip(&error.to_string()),
    }
}

fn unreadable(error: io::Error) -> Error {
    match error.kind() {
        // That memory ran out says nothing of the archive.
        io::ErrorKind::OutOfMemory => Error::Io { path: "zip".into(), doing: Doing::Reading, source: error },
        _ => of_zip(&error.to_string()),
    }
}

fn lying() -> Error {
    of_zip("size differs from what the directory says")
}

fn of_zip(detail: &str) -> Error {
    let (part, detail) = ("zip".to_owned(), format!("压缩结构读不通 / {detail}"));
    Error::Damaged { format: "zip", part, detail }
}
