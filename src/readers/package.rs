//! Opens a zip package (docx, xlsx, ods, ofd) under limits, for the readers that share it.
//!
//! A package is only as honest as its directory: sizes declared there are checked before anything is
//! expanded, and every part is read through a cap besides, so that a lying directory gains nothing.
//! Pictures, fonts and what is under `media/` and `embeddings/` are never expanded, so a large scan does no harm.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

mod flat;

use crate::model::error::{Doing, Error, Limit, Result};
use crate::model::limits::Limits;
use crate::readers::xml::Xml;

/// The first bytes of an OLE compound file: `.doc`, `.xls`, and OOXML protected by a password.
const OLE_MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Most bytes set aside for a part before it is expanded.
const LARGEST_EXPECTED: usize = 1 << 20;

/// An open package.
#[derive(Debug)]
pub struct Package<'a> {
    source: Source<'a>,
    entries: Vec<PackageEntry>,
    format: &'static str,
    limits: Limits,
    /// Bytes of the parts read so far.
    expanded: u64,
}

/// Where the parts are, in the order of the entries.
#[derive(Debug)]
enum Source<'a> {
    Zip(ZipArchive<Cursor<&'a [u8]>>),
    Texts(Vec<&'a str>),
}

#[derive(Debug)]
struct PackageEntry {
    /// Without a leading slash, in the case it is written.
    name: String,
    /// Another entry has the name as well: programs differ in which of them they take.
    is_duplicate: bool,
}

impl<'a> Package<'a> {
    /// Opens a package; `format` is what errors call it.
    ///
    /// # Errors
    /// [`Error::Damaged`] when it is cut off or no package, [`Error::Encrypted`] when it has a password,
    /// [`Error::TooLarge`] when it has too many parts or one that would expand too far or too much.
    pub fn open(bytes: &'a [u8], format: &'static str, limits: &Limits) -> Result<Self> {
        if is_encrypted_package(bytes) {
            return Err(Error::Encrypted { format });
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(format, "zip", &error))?;
        if archive.offset() != 0 {
            // A package cut off after a package embedded in it would pass for that one.
            let (part, detail) = ("zip".to_owned(), "开头缺失 / its beginning is missing".to_owned());
            return Err(Error::Damaged { format, part, detail });
        }
        let found = archive.len();
        limits.check_entries(found)?;
        let mut entries =
            (0..found).map(|index| entry(&archive, index, format, limits)).collect::<Result<Vec<_>>>()?;
        let duplicates = duplicates(&directory(&archive, bytes));
        for entry in &mut entries {
            entry.is_duplicate = duplicates.contains(&entry.name.to_ascii_lowercase());
        }
        Ok(Self { source: Source::Zip(archive), entries, format, limits: *limits, expanded: 0 })
    }

    /// The bytes of a part; `None` when there is no such part. A leading `/` and case do not matter.
    ///
    /// # Errors
    /// [`Error::Damaged`] when its data is cut off or fails its checksum and when there are two of the
    /// name, [`Error::TooLarge`] when it expands beyond the limits, whatever it declared, or with those
    /// before it.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        let name = normal(name);
        let mut entries = self.entries.iter().enumerate();
        let Some((index, entry)) = entries.find(|(_, entry)| entry.name.eq_ignore_ascii_case(&name)) else {
            return Ok(None);
        };
        let format = self.format;
        if entry.is_duplicate {
            let detail = "包里有两份，不知以哪一份为准 / it is there twice".to_owned();
            return Err(Error::Damaged { format, part: name, detail });
        }
        let bytes = match &mut self.source {
            Source::Zip(archive) => unpack(archive, index, name, format, &self.limits)?,
            Source::Texts(texts) => texts.get(index).copied().unwrap_or_default().as_bytes().to_vec(),
        };
        let found = bytes.len() as u64;
        self.expanded = self.expanded.saturating_add(found);
        let (found, allowed) = (self.expanded, self.limits.package_bytes);
        if found > allowed {
            return Err(Error::TooLarge { what: Limit::Package, found, allowed });
        }
        self.limits.clock.check()?;
        Ok(Some(bytes))
    }

    /// The text of a part: UTF-8, or UTF-16 with a byte order mark. `None` when there is no such part.
    ///
    /// # Errors
    /// As [`Package::part`], and [`Error::Damaged`] when it is no such text.
    pub fn text(&mut self, name: &str) -> Result<Option<String>> {
        let Some(bytes) = self.part(name)? else { return Ok(None) };
        let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(&bytes) else {
            return String::from_utf8(bytes).map(Some).map_err(|_| self.damaged(name, "it is not UTF-8"));
        };
        let body = bytes.get(mark..).unwrap_or_default();
        match encoding.decode_without_bom_handling_and_without_replacement(body) {
            Some(text) => Ok(Some(text.into_owned())),
            None => Err(self.damaged(name, format!("it is not {}", encoding.name()))),
        }
    }

    /// The text of a part that must be there.
    ///
    /// # Errors
    /// As [`Package::text`], and [`Error::Damaged`] when it is missing.
    pub fn required(&mut self, name: &str) -> Result<String> {
        self.text(name)?.ok_or_else(|| self.damaged(name, "the package has no such part"))
    }

    /// The bytes of a part that must be there.
    ///
    /// # Errors
    /// As [`Package::part`], and [`Error::Damaged`] when it is missing.
    pub fn required_part(&mut self, name: &str) -> Result<Vec<u8>> {
        self.part(name)?.ok_or_else(|| self.damaged(name, "the package has no such part"))
    }

    /// The XML of a part, given its text.
    pub fn xml<'t>(&self, name: &'t str, text: &'t str) -> Xml<'t> {
        Xml::new(text, self.format, name, &self.limits)
    }

    /// The limits of the reading.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The error that a part is damaged.
    pub fn damaged(&self, name: &str, detail: impl Into<String>) -> Error {
        Error::Damaged { format: self.format, part: name.to_owned(), detail: detail.into() }
    }

    /// The names of all parts, without leading slashes, in the package's order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.name.as_str())
    }
}

/// The name of the part that the target of a relationship means, seen from a folder of the package.
pub fn resolve(folder: &str, target: &str) -> String {
    let target = normal_slashes(target);
    let mut path: Vec<&str> = Vec::new();
    let base = if target.starts_with('/') { "" } else { folder };
    for step in base.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            _ => path.push(step),
        }
    }
    path.join("/")
}

/// Whether this is an OLE compound file, as `.doc` and `.xls` are.
pub fn is_ole(bytes: &[u8]) -> bool {
    bytes.starts_with(OLE_MAGIC)
}

/// Whether this is a docx or xlsx under a password: an OLE file with a stream `EncryptedPackage`.
pub fn is_encrypted_package(bytes: &[u8]) -> bool {
    if !is_ole(bytes) {
        return false;
    }
    let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(stream.len()).any(|window| window.first() == Some(&b'E') && window == stream)
}

fn entry(
    archive: &ZipArchive<Cursor<&[u8]>>,
    index: usize,
    format: &'static str,
    limits: &Limits,
) -> Result<PackageEntry> {
    let entry = archive.by_index_data(index).map_err(|error| damaged(format, "zip", &error))?;
    if entry.encrypted() {
        return Err(Error::Encrypted { format });
    }
    let name = normal(&String::from_utf8_lossy(entry.name_raw()));
    let declared = entry.size();
    let is_never_read = is_never_read(&name);
    let allowed = limits.part_bytes;
    if !is_never_read {
        if declared > allowed {
            return Err(Error::TooLarge { what: Limit::Part, found: declared, allowed });
        }
        limits.check_ratio(declared, entry.compressed_size())?;
    }
    Ok(PackageEntry { name, is_duplicate: false })
}

/// Pictures, fonts and embedded files are never read.
fn is_never_read(name: &str) -> bool {
    const KINDS: [&str; 11] = ["png", "jpg", "jpeg", "bmp", "tif", "tiff", "jb2", "ttf", "ttc", "otf", "gif"];
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    name.split('/').any(|folder| matches!(folder, "media" | "embeddings"))
        || KINDS.iter().any(|kind| extension.eq_ignore_ascii_case(kind))
}

/// The bytes of an entry.
fn unpack(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    name: String,
    format: &'static str,
    limits: &Limits,
) -> Result<Vec<u8>> {
    let file = archive.by_index(index).map_err(|error| damaged(format, &name, &error))?;
    let (packed, allowed) = (file.compressed_size(), limits.part_bytes);
    // What the directory says is no more than a hint: it may lie.
    let expected = usize::try_from(file.size()).unwrap_or(usize::MAX).min(LARGEST_EXPECTED);
    let mut bytes = Vec::with_capacity(expected);
    file.take(allowed.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| match error.kind() {
        // That memory ran out says nothing of the file.
        io::ErrorKind::OutOfMemory => Error::Io { path: name.into(), doing: Doing::Reading, source: error },
        _ => Error::Damaged { format, part: name, detail: error.to_string() },
    })?;
    let found = bytes.len() as u64;
    if found > allowed {
        return Err(Error::TooLarge { what: Limit::Part, found, allowed });
    }
    // Again, for the directory may have lied.
    limits.check_ratio(found, packed)?;
    Ok(bytes)
}

/// The names in the directory, as often as it lists them; the archive has each only once.
fn directory<'a>(archive: &ZipArchive<Cursor<&[u8]>>, bytes: &'a [u8]) -> Vec<Cow<'a, str>> {
    const HEADER: usize = 46;
    let mut names = Vec::new();
    let mut rest = usize::try_from(archive.central_directory_start()).ok().and_then(|at| bytes.get(at..));
    while let Some(record) = rest.filter(|record| record.starts_with(b"PK\x01\x02")) {
        let length = |at: usize| match record.get(at..at + 2) {
            Some(&[low, high]) => usize::from(u16::from_le_bytes([low, high])),
            _ => 0,
        };
        let end = HEADER + length(28);
        names.extend(record.get(HEADER..end).map(String::from_utf8_lossy));
        rest = record.get(end + length(30) + length(32)..);
    }
    names
}

/// The names that occur more than once, in lower case.
fn duplicates(names: &[Cow<'_, str>]) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    names
        .iter()
        .map(|name| normal(name).to_ascii_lowercase())
        .filter(|name| !seen.insert(name.clone()))
        .collect()
}

/// Some programs write `word\document.xml`.
fn normal(name: &str) -> String {
    normal_slashes(name).trim_start_matches('/').to_owned()
}

fn normal_slashes(name: &str) -> String {
    name.replace('\\', "/")
}

fn damaged(format: &'static str, part: &str, error: &ZipError) -> Error {
    match error {
        ZipError::UnsupportedArchive(reason) if *reason == ZipError::PASSWORD_REQUIRED => {
            Error::Encrypted { format }
        }
        _ => Error::Damaged {
            format, part: part.to_owned(), detail: format!("压缩结构读不通 / {error}")
        },
    }
}

#[cfg(test)]
mod tests;
