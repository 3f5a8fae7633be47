//! Opens a zip package (docx, xlsx, ods) under limits, for the readers that share it.
//!
//! A package is only as honest as its directory: sizes declared there are checked before anything is
//! expanded, and every part is read through a cap besides, so that a lying directory gains nothing.
//! What is under `media/` and `embeddings/` is never expanded, so a large scan does no harm.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::model::error::{Error, Limit, Result};
use crate::model::limits::Limits;
use crate::readers::xml::Xml;

/// The first bytes of an OLE compound file: `.doc`, `.xls`, and OOXML protected by a password.
const OLE_MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Most bytes set aside for a part before it is expanded.
const LARGEST_EXPECTED: usize = 1 << 20;

/// An open package.
#[derive(Debug)]
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    entries: Vec<PackageEntry>,
    format: &'static str,
    limits: Limits,
    /// Bytes of the parts read so far.
    expanded: u64,
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
        Ok(Self { archive, entries, format, limits: *limits, expanded: 0 })
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
        let file = self.archive.by_index(index).map_err(|error| damaged(format, &name, &error))?;
        let (packed, allowed) = (file.compressed_size(), self.limits.part_bytes);
        // What the directory says is no more than a hint: it may lie.
        let expected = usize::try_from(file.size()).unwrap_or(usize::MAX).min(LARGEST_EXPECTED);
        let mut bytes = Vec::with_capacity(expected);
        file.take(allowed.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| Error::Damaged {
            format,
            part: name,
            detail: error.to_string(),
        })?;
        let found = bytes.len() as u64;
        if found > allowed {
            return Err(Error::TooLarge { what: Limit::Part, found, allowed });
        }
        // Again, for the directory may have lied.
        self.limits.check_ratio(found, packed)?;
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
    let is_never_read = name.split('/').any(|folder| matches!(folder, "media" | "embeddings"));
    let allowed = limits.part_bytes;
    if !is_never_read {
        if declared > allowed {
            return Err(Error::TooLarge { what: Limit::Part, found: declared, allowed });
        }
        limits.check_ratio(declared, entry.compressed_size())?;
    }
    Ok(PackageEntry { name, is_duplicate: false })
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
mod tests {
    use std::io::Write;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn open(bytes: &[u8]) -> Result<Package<'_>> {
        Package::open(bytes, "docx", &Limits::default())
    }

    #[test]
    fn names_match_in_any_case_and_with_a_leading_slash() {
        let bytes = package(&[("word\\Document.xml", b"<a/>"), ("/x.xml", b"x")]);
        let mut package = open(&bytes).unwrap();
        assert_eq!(package.part("/WORD/document.xml").unwrap().as_deref(), Some(&b"<a/>"[..]));
        assert_eq!(package.part("x.xml").unwrap().as_deref(), Some(&b"x"[..]));
        assert_eq!(package.part("y.xml").unwrap(), None);
        assert_eq!(package.names().collect::<Vec<_>>(), ["word/Document.xml", "x.xml"]);
    }

    #[test]
    fn a_package_cut_anywhere_is_damaged() {
        let inner = package(&[("inner.xml", b"inner")]);
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("embedded.docx", stored).unwrap();
        writer.write_all(&inner).unwrap();
        writer.start_file("a.xml", stored).unwrap();
        writer.write_all(b"text").unwrap();
        let bytes = writer.finish().unwrap().into_inner();
        assert!(open(&bytes).is_ok());
        for cut in 0..bytes.len() {
            assert!(matches!(open(&bytes[..cut]), Err(Error::Damaged { .. })), "cut at {cut}");
        }
    }

    #[test]
    fn a_changed_byte_fails_the_checksum() {
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("a.xml", stored).unwrap();
        writer.write_all(b"text").unwrap();
        let mut bytes = writer.finish().unwrap().into_inner();
        let at = bytes.windows(4).position(|window| window == b"text").unwrap();
        bytes[at] = b'n';
        assert!(matches!(open(&bytes).unwrap().part("a.xml"), Err(Error::Damaged { .. })));
    }

    #[test]
    fn a_part_that_is_there_twice_is_not_guessed_at() {
        for (second, is_duplicate) in [("a.xmX", true), ("A.xmX", true), ("b.xmX", false)] {
            let mut bytes = package(&[("a.xml", b"one"), (second, b"two")]);
            while let Some(at) = bytes.windows(3).position(|window| window == b"xmX") {
                bytes[at + 2] = b'l';
            }
            let part = open(&bytes).unwrap().part("a.xml");
            assert_eq!(part.is_err(), is_duplicate, "{second}: {part:?}");
        }
    }

    #[test]
    fn limits_hold_for_parts_and_entries() {
        let limits = Limits { part_bytes: 100, package_entries: 2, ..Limits::default() };
        let large = package(&[("a.xml", &[b'x'; 101])]);
        let error = Package::open(&large, "docx", &limits).unwrap_err();
        assert!(matches!(error, Error::TooLarge { what: Limit::Part, found: 101, allowed: 100 }));
        let picture = package(&[("word/media/a.bmp", &[b'x'; 101])]);
        let mut picture = Package::open(&picture, "docx", &limits).unwrap();
        assert!(matches!(picture.part("word/media/a.bmp"), Err(Error::TooLarge { .. })));
        let many = package(&[("a", b""), ("b", b""), ("c", b"")]);
        let error = Package::open(&many, "docx", &limits).unwrap_err();
        assert!(matches!(error, Error::TooLarge { what: Limit::Entries, found: 3, allowed: 2 }));
    }

    #[test]
    fn a_part_that_lies_about_its_size_is_still_capped() {
        let mut bytes = package(&[("a.xml", &[b'x'; 5000])]);
        let size = 5000u32.to_le_bytes();
        while let Some(at) = bytes.windows(4).position(|window| window == size) {
            bytes[at..at + 4].copy_from_slice(&50u32.to_le_bytes());
        }
        let limits = Limits { part_bytes: 100, ..Limits::default() };
        let mut package = Package::open(&bytes, "docx", &limits).unwrap();
        assert!(package.part("a.xml").is_err());
    }

    #[test]
    fn passwords_are_noticed() {
        let mut ole = OLE_MAGIC.to_vec();
        ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert!(matches!(open(&ole), Err(Error::Encrypted { format: "docx" })));
        let mut bytes = package(&[("a.xml", b"text")]);
        let at = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
        bytes[at + 8] |= 1;
        assert!(matches!(open(&bytes), Err(Error::Encrypted { .. })));
    }

    #[test]
    fn targets_are_relative_to_the_folder_of_the_part() {
        for (folder, target, name) in [
            ("word", "styles.xml", "word/styles.xml"),
            ("word", "/word/styles.xml", "word/styles.xml"),
            ("word/a", "../../docProps/core.xml", "docProps/core.xml"),
            ("xl/b", "..\\a.xml", "xl/a.xml"),
            ("", "word/document.xml", "word/document.xml"),
            ("word", "../../../x.xml", "x.xml"),
        ] {
            assert_eq!(resolve(folder, target), name);
        }
    }

    #[test]
    fn a_part_is_utf8_or_marked_utf16() {
        let utf16: Vec<u8> = "\u{feff}<a>严</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let bytes = package(&[("a.xml", &utf16), ("b.xml", b"<a>\xff</a>")]);
        let mut package = open(&bytes).unwrap();
        assert_eq!(package.text("a.xml").unwrap().as_deref(), Some("<a>严</a>"));
        assert!(matches!(package.text("b.xml"), Err(Error::Damaged { .. })));
    }
}
