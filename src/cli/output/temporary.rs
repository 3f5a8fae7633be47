//! Temporary files, which are removed when dropped and when the program is interrupted.

use std::ffi::OsStr;
use std::fs::{File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::cli::interruption::undisturbed;

/// What the names of temporary files begin and end with.
pub(super) const PREFIX: &str = ".repconv-";
pub(super) const SUFFIX: &str = ".tmp";

/// Whether this is the name of a temporary file.
pub fn is_temporary(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(PREFIX.as_bytes()) && name.ends_with(SUFFIX.as_bytes())
}

/// A temporary file; `None` once it has its name.
#[derive(Debug)]
pub struct Temporary {
    path: PathBuf,
    file: Option<NamedTempFile>,
}

impl Temporary {
    /// A new file in a folder. Its permissions are those of any new file, or these.
    pub fn within(folder: &Path, permissions: Option<&Permissions>) -> io::Result<Self> {
        let mut builder = builder();
        if let Some(usual) = usual_permissions(0o666) {
            builder.permissions(usual);
        }
        let made = undisturbed(|existing| {
            let file = builder.tempfile_in(folder)?;
            let path = file.path().to_owned();
            existing.insert(path.clone());
            Ok::<_, io::Error>(Self { path, file: Some(file) })
        })?;
        if let Some(permissions) = permissions {
            made.file()?.set_permissions(permissions.clone())?;
        }
        Ok(made)
    }

    pub fn file(&self) -> io::Result<&File> {
        self.file.as_ref().map(NamedTempFile::as_file).ok_or_else(already_taken)
    }

    /// Gives the file its name.
    pub fn persist(mut self, name: impl FnOnce(NamedTempFile) -> io::Result<()>) -> io::Result<()> {
        undisturbed(|existing| {
            let named = self.file.take().map_or_else(|| Err(already_taken()), name);
            existing.remove(&self.path);
            named
        })
    }
}

pub(super) fn already_taken() -> io::Error {
    io::ErrorKind::NotFound.into()
}

impl Write for Temporary {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file()?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file()?.flush()
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Some(file) = self.file.take() {
            undisturbed(|existing| {
                drop(file);
                existing.remove(&self.path);
            });
        }
    }
}

pub(super) fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    builder
}

/// Those of any new file or folder: the mode, less the umask, which the system takes off.
#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "elsewhere there is none to set")]
pub(super) fn usual_permissions(mode: u32) -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(mode))
}

#[cfg(not(unix))]
pub(super) fn usual_permissions(_mode: u32) -> Option<Permissions> {
    None
}
