//! A folder under a temporary name, which takes its place when everything in it is written.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use tempfile::TempDir;

use super::replacement;
use super::temporary::{already_taken, builder, usual_permissions};
use crate::cli::interruption::undisturbed;

/// A temporary folder; `None` once it has its name.
#[derive(Debug)]
pub struct TemporaryFolder(Option<TempDir>);

impl TemporaryFolder {
    /// A folder beside the place it will have.
    pub fn beside(place: &Path) -> io::Result<Self> {
        undisturbed(|existing| {
            let folder = folder_beside(place)?;
            existing.insert(folder.path().to_owned());
            Ok(Self(Some(folder)))
        })
    }

    /// A new file in it, in a folder of its own.
    pub fn file(&self, below: &Path, name: &str) -> io::Result<File> {
        let folder = self.0.as_ref().ok_or_else(already_taken)?.path().join(below);
        undisturbed(|_| {
            fs::create_dir_all(&folder)?;
            fs::OpenOptions::new().write(true).create_new(true).open(folder.join(name))
        })
    }

    /// Moves the folder to its place. What is there is removed, or stays if that fails.
    pub fn persist(mut self, place: &Path) -> io::Result<()> {
        let Some(folder) = self.0.take() else { return Err(already_taken()) };
        let path = folder.path().to_owned();
        undisturbed(|existing| {
            replacement::put(&path, place)?;
            existing.remove(&path);
            let _ = folder.keep();
            Ok(())
        })
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        if let Some(folder) = self.0.take() {
            undisturbed(|existing| {
                existing.remove(folder.path());
                drop(folder);
            });
        }
    }
}

fn folder_beside(place: &Path) -> io::Result<TempDir> {
    let mut builder = builder();
    if let Some(usual) = usual_permissions(0o777) {
        builder.permissions(usual);
    }
    builder.tempdir_in(super::directory(place))
}
