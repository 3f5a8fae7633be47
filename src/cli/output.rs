//! Writing outputs: whole or not at all, and never over a file that the user did not allow to be replaced.
//!
//! The bytes go to a temporary file beside the output, which then takes its name, so that neither a
//! full disk nor a power cut leaves half a report under it.

mod inputs;
#[cfg(feature = "dataset")]
mod replacement;
mod temporary;
#[cfg(feature = "dataset")]
mod temporary_folder;

use std::fs::{self, Metadata, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

pub use self::inputs::Inputs;
#[cfg(feature = "dataset")]
pub use self::replacement::{Recovery, recover};
pub use self::temporary::{Temporary, is_temporary};
#[cfg(feature = "dataset")]
pub use self::temporary_folder::TemporaryFolder;
use repconv::batch::file::{self, directory};
use repconv::model::error::{Doing, Error};

/// Where the output goes; making one checks what can be checked before the work is done.
#[derive(Debug)]
pub enum Destination {
    StandardOutput,
    File(Target),
}

/// A file to write.
#[derive(Debug)]
pub struct Target {
    path: PathBuf,
    /// The name that was given, as it is shown.
    shown: String,
    overwrite: bool,
    existing: ExistingTarget,
}

/// What is at the output's path before it is written.
#[derive(Debug)]
enum ExistingTarget {
    Nothing,
    /// A file, and its permissions.
    File(Permissions),
    /// A device or a pipe, which is written to and not replaced.
    Device,
}

impl Destination {
    /// # Errors
    /// When the output is one of the inputs, exists without `overwrite`, or is a directory, and when the
    /// directory it should be in does not exist.
    pub fn new(output: &Path, inputs: &Inputs, overwrite: bool) -> Result<Self, Error> {
        if file::is_standard(output) {
            return Ok(Self::StandardOutput);
        }
        let existing = match fs::metadata(output) {
            Ok(metadata) => Some(metadata),
            // A broken link exists, too.
            Err(_) => fs::symlink_metadata(output).ok(),
        };
        if let Some(existing) = &existing {
            if existing.is_dir() {
                return Err(Error::Directory(output.to_owned()));
            }
            if inputs.hold(output) {
                return Err(Error::SameFile(output.to_owned()));
            }
            if !overwrite && !is_device(existing) {
                return Err(Error::Exists(output.to_owned()));
            }
        } else {
            check_parent(output)?;
        }
        // Through a link its target is written; the link stays.
        let path = fs::canonicalize(output).unwrap_or_else(|_| output.to_owned());
        let existing = match existing {
            Some(existing) if is_device(&existing) => ExistingTarget::Device,
            Some(existing) if existing.is_file() => ExistingTarget::File(existing.permissions()),
            _ => ExistingTarget::Nothing,
        };
        Ok(Self::File(Target { path, shown: file::shown_name(output), overwrite, existing }))
    }

    /// The output as it is shown.
    pub fn name(&self) -> String {
        match self {
            Self::StandardOutput => "stdout".to_owned(),
            Self::File(target) => target.shown.clone(),
        }
    }
}

impl Target {
    /// Writes the file: afterwards it is whole, or unchanged.
    pub fn write(&self, bytes: &[u8]) -> Result<(), Error> {
        let failed = |source| self.failed(source);
        if matches!(self.existing, ExistingTarget::Device) {
            let mut device = OpenOptions::new().write(true).open(&self.path).map_err(failed)?;
            return device.write_all(bytes).map_err(failed);
        }
        let mut file = self.begin()?;
        file.write_all(bytes).and_then(|()| file.file()?.sync_all()).map_err(failed)?;
        self.end(file)
    }

    /// The temporary file that an output is written to bit by bit; [`Target::end`] gives it its name.
    pub fn begin(&self) -> Result<Temporary, Error> {
        let permissions = match &self.existing {
            ExistingTarget::File(permissions) => Some(permissions),
            ExistingTarget::Nothing | ExistingTarget::Device => None,
        };
        Temporary::within(directory(&self.path), permissions).map_err(|source| self.failed(source))
    }

    /// Gives the temporary file the output's name.
    pub fn end(&self, file: Temporary) -> Result<(), Error> {
        file.persist(|file| self.rename(file)).map_err(|source| match source.kind() {
            io::ErrorKind::AlreadyExists => Error::Exists(self.path.clone()),
            _ => self.failed(source),
        })
    }

    /// The output's failure, with its path.
    pub fn failed(&self, source: io::Error) -> Error {
        Error::Io { path: self.path.clone(), doing: Doing::Writing, source }
    }

    /// Its name as it is shown.
    #[cfg(feature = "dataset")]
    pub fn shown(&self) -> String {
        self.shown.clone()
    }

    fn rename(&self, file: NamedTempFile) -> io::Result<()> {
        if self.overwrite {
            return file.persist(&self.path).map(drop).map_err(|error| error.error);
        }
        match file.persist_noclobber(&self.path) {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(error.error),
            // Some network and memory-card file systems can't rename without replacing.
            Err(error) if fs::symlink_metadata(&self.path).is_err() => {
                error.file.persist(&self.path).map(drop).map_err(|error| error.error)
            }
            Err(error) => Err(error.error),
        }
    }
}

pub fn check_parent(output: &Path) -> Result<(), Error> {
    let failed = |source| Error::Io { path: output.to_owned(), doing: Doing::Writing, source };
    let parent = fs::metadata(directory(output)).map_err(failed)?;
    if parent.is_dir() { Ok(()) } else { Err(failed(io::ErrorKind::NotADirectory.into())) }
}

fn is_device(metadata: &Metadata) -> bool {
    !metadata.is_file() && !metadata.is_dir() && !metadata.is_symlink()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(output: &Path, input: &Path, overwrite: bool, bytes: &[u8]) -> Result<(), Error> {
        match Destination::new(output, &Inputs::of([input]), overwrite)? {
            Destination::File(target) => target.write(bytes),
            Destination::StandardOutput => panic!("a file was meant"),
        }
    }

    #[test]
    fn what_exists_is_replaced_only_on_demand() {
        let folder = tempfile::tempdir().unwrap();
        let (input, output) = (folder.path().join("in"), folder.path().join("out"));
        write(&output, &input, false, b"first").unwrap();
        assert!(matches!(write(&output, &input, false, b"second"), Err(Error::Exists(_))));
        assert_eq!(fs::read(&output).unwrap(), b"first");
        write(&output, &input, true, b"third").unwrap();
        assert_eq!(fs::read(&output).unwrap(), b"third");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
    }

    #[test]
    fn a_file_that_appears_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("out");
        let Destination::File(target) = Destination::new(&output, &Inputs::default(), false).unwrap() else {
            panic!("a file was meant")
        };
        write(&output, Path::new("-"), false, b"theirs").unwrap();
        assert!(matches!(target.write(b"ours"), Err(Error::Exists(_))));
        assert_eq!(fs::read(&output).unwrap(), b"theirs");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_directory_and_a_missing_directory_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let refused = |output: &Path| Destination::new(output, &Inputs::default(), true).unwrap_err();
        assert!(matches!(refused(folder.path()), Error::Directory(_)));
        assert!(matches!(refused(&folder.path().join("no/out")), Error::Io { doing: Doing::Writing, .. }));
    }

    #[cfg(unix)]
    #[test]
    fn permissions_are_those_of_a_usual_file_or_of_the_one_replaced() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (usual, output) = (folder.path().join("usual"), folder.path().join("out"));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        OpenOptions::new().write(true).create_new(true).open(&usual).unwrap();
        write(&output, Path::new("-"), false, b"").unwrap();
        assert_eq!(mode(&output), mode(&usual));
        fs::set_permissions(&output, Permissions::from_mode(0o640)).unwrap();
        write(&output, Path::new("-"), true, b"new").unwrap();
        assert_eq!(mode(&output), 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn links_to_the_input_are_the_input() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        write(&path("in"), Path::new("-"), false, b"input").unwrap();
        fs::hard_link(path("in"), path("hard")).unwrap();
        std::os::unix::fs::symlink("in", path("soft")).unwrap();
        for name in ["in", "hard", "soft"] {
            let refused = Destination::new(&path(name), &Inputs::of([path("in")]), true);
            assert!(matches!(refused, Err(Error::SameFile(_))), "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        write(&path("real"), Path::new("-"), false, b"old").unwrap();
        std::os::unix::fs::symlink("real", path("link")).unwrap();
        write(&path("link"), Path::new("-"), true, b"new").unwrap();
        assert!(fs::symlink_metadata(path("link")).unwrap().is_symlink());
        assert_eq!(fs::read(path("real")).unwrap(), b"new");
    }
}
