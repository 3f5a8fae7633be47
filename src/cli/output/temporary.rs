//! Temporary files and folders: gone when dropped, and when the program is interrupted.

use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile, TempDir};

use crate::cli::interruption::undisturbed;

/// What the names of temporary files begin and end with.
const PREFIX: &str = ".repconv-";
const SUFFIX: &str = ".tmp";

/// Whether this is the name of a temporary file.
pub fn is_temporary(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(PREFIX.as_bytes()) && name.ends_with(SUFFIX.as_bytes())
}

/// A temporary file; without its inside once it has its name.
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
        let made = undisturbed(|standing| {
            let file = builder.tempfile_in(folder)?;
            let path = file.path().to_owned();
            standing.insert(path.clone());
            Ok::<_, io::Error>(Self { path, file: Some(file) })
        })?;
        if let Some(permissions) = permissions {
            made.file()?.set_permissions(permissions.clone())?;
        }
        Ok(made)
    }

    pub fn file(&self) -> io::Result<&File> {
        self.file.as_ref().map(NamedTempFile::as_file).ok_or_else(gone)
    }

    /// Gives the file its name.
    pub fn persist(mut self, name: impl FnOnce(NamedTempFile) -> io::Result<()>) -> io::Result<()> {
        undisturbed(|standing| {
            let named = self.file.take().map_or_else(|| Err(gone()), name);
            standing.remove(&self.path);
            named
        })
    }
}

fn gone() -> io::Error {
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
            undisturbed(|standing| {
                drop(file);
                standing.remove(&self.path);
            });
        }
    }
}

/// A temporary folder; without its inside once it has its name.
#[derive(Debug)]
pub struct TemporaryFolder(Option<TempDir>);

impl TemporaryFolder {
    /// A folder beside the place it will have.
    pub fn beside(place: &Path) -> io::Result<Self> {
        undisturbed(|standing| {
            let folder = folder_beside(place)?;
            standing.insert(folder.path().to_owned());
            Ok(Self(Some(folder)))
        })
    }

    /// A new file in it, in a folder of its own.
    pub fn file(&self, below: &Path, name: &str) -> io::Result<File> {
        let folder = self.0.as_ref().ok_or_else(gone)?.path().join(below);
        undisturbed(|_| {
            fs::create_dir_all(&folder)?;
            fs::OpenOptions::new().write(true).create_new(true).open(folder.join(name))
        })
    }

    /// Gives the folder its place. What stands there is removed, or stays if that fails.
    pub fn persist(mut self, place: &Path) -> io::Result<()> {
        let Some(folder) = self.0.take() else { return Err(gone()) };
        let path = folder.path().to_owned();
        undisturbed(|standing| {
            let replaced = set_aside(place)?;
            if let Err(error) = fs::rename(&path, place) {
                if let Some(replaced) = replaced {
                    let _ = fs::rename(replaced.path().join("replaced"), place);
                }
                return Err(error);
            }
            standing.remove(&path);
            let _ = folder.keep();
            Ok(())
        })
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        if let Some(folder) = self.0.take() {
            undisturbed(|standing| {
                standing.remove(folder.path());
                drop(folder);
            });
        }
    }
}

/// Moves what stands at the place into a folder that is removed when dropped.
fn set_aside(place: &Path) -> io::Result<Option<TempDir>> {
    if fs::symlink_metadata(place).is_err() {
        return Ok(None);
    }
    let aside = folder_beside(place)?;
    fs::rename(place, aside.path().join("replaced"))?;
    Ok(Some(aside))
}

fn folder_beside(place: &Path) -> io::Result<TempDir> {
    let mut builder = builder();
    if let Some(usual) = usual_permissions(0o777) {
        builder.permissions(usual);
    }
    builder.tempdir_in(super::directory(place))
}

fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    builder
}

/// Those of any new file or folder: the mode, less the umask, which the system takes off.
#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "elsewhere there is none to set")]
fn usual_permissions(mode: u32) -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn usual_permissions(_mode: u32) -> Option<Permissions> {
    None
}
