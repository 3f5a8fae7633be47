//! Files: reading under a limit, and names for display.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::formats::{Content, encoding};
use crate::model::error::{Doing, Error, Limit};
use crate::model::text::one_line;

/// Reads a file, or standard input for `-`: at most one byte more than `limit`, enough to detect that it is too large.
///
/// # Errors
/// When it cannot be read, is a directory, or is a file of more than `limit` bytes.
pub fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    let failed = |source| Error::Io { path: path.to_owned(), doing: Doing::Reading, source };
    if is_standard(path) {
        return read_all(io::stdin().lock(), limit).map_err(failed);
    }
    let metadata = fs::metadata(path).map_err(failed)?;
    if metadata.is_dir() {
        return Err(Error::Directory(path.to_owned()));
    }
    if metadata.len() > limit {
        return Err(Error::TooLarge { what: Limit::Input, found: metadata.len(), allowed: limit });
    }
    read_all(File::open(path).map_err(failed)?, limit).map_err(failed)
}

/// Reads a file as [`read_bytes`] does and decodes it, in the encoding that is detected.
///
/// # Errors
/// As [`read_bytes`], and when it is not text.
pub fn read_text(path: &Path, limit: u64) -> Result<String, Error> {
    let bytes = read_bytes(path, limit)?;
    Ok(encoding::decode(&Content::new(&bytes), None, || None)?.text)
}

fn read_all(source: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether the path is `-`, which means standard input or output.
#[must_use]
pub fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// A file's name on one line, `stdin` for `-`.
#[must_use]
pub fn shown_name(path: &Path) -> String {
    if is_standard(path) { "stdin".to_owned() } else { one_line(&exact(path)) }
}

/// A path as text that is unique for each path: bytes that are not UTF-8 become `\xNN`.
#[must_use]
pub fn exact(path: &Path) -> String {
    let mut name = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        name.push_str(chunk.valid());
        name.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02X}")));
    }
    name
}

/// The folder that a path is in; `.` for a bare name.
#[must_use]
pub fn directory(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
