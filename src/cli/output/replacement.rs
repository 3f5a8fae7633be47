//! Replacing a folder by another one. A run that is killed in between leaves the old and the new one beside the place,
//! both whole, and the next run goes on from there.
//!
//! The names are known from the place: the new folder takes its name there when all of it is written, then the old one
//! is set aside, then the new one takes the place. A folder that is in the place is whole at any moment.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::directory;
use super::temporary::{PREFIX, SUFFIX};
use crate::cli::interruption::undisturbed;

/// The place of a folder, and where the new and the old one are while they change places.
#[derive(Debug)]
struct Replacement<'a> {
    place: &'a Path,
    new: PathBuf,
    old: PathBuf,
}

/// What was done about a run that was killed while it replaced the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recovery {
    /// The new folder took its place.
    Finished,
    /// The old folder is back.
    Restored,
}

/// Goes on where a run was killed; `None` where the folder is in its place, or none ever was.
///
/// # Errors
/// When a folder can't be moved; then both are still there.
pub fn recover(place: &Path) -> io::Result<Option<Recovery>> {
    let place: PathBuf = place.components().collect();
    let replacement = Replacement::of(&place);
    undisturbed(|_| replacement.recover())
}

/// Moves a folder to the place. What is there is removed, or stays if that fails.
pub(super) fn put(folder: &Path, place: &Path) -> io::Result<()> {
    if is_nothing(place) { fs::rename(folder, place) } else { Replacement::of(place).put(folder) }
}

impl<'a> Replacement<'a> {
    fn of(place: &'a Path) -> Self {
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let beside = |which| directory(place).join(format!("{PREFIX}{name}.{which}{SUFFIX}"));
        Self { place, new: beside("new"), old: beside("old") }
    }

    fn put(&self, folder: &Path) -> io::Result<()> {
        self.remove_leftovers()?;
        fs::rename(folder, &self.new)?;
        let exchanged = fs::rename(self.place, &self.old).and_then(|()| {
            fs::rename(&self.new, self.place).inspect_err(|_| {
                let _ = fs::rename(&self.old, self.place);
            })
        });
        if exchanged.is_err() {
            let _ = fs::remove_dir_all(&self.new);
            return exchanged;
        }
        // One that can't be removed does no harm to the new one, and the next run tries again.
        let _ = fs::remove_dir_all(&self.old);
        Ok(())
    }

    fn recover(&self) -> io::Result<Option<Recovery>> {
        if !is_nothing(self.place) {
            // That folder is whole: the old one before it was set aside, or the new one.
            self.remove_leftovers()?;
            return Ok(None);
        }
        if self.old.is_dir() && self.new.is_dir() {
            fs::rename(&self.new, self.place)?;
            self.remove_leftovers()?;
            return Ok(Some(Recovery::Finished));
        }
        if self.old.is_dir() {
            fs::rename(&self.old, self.place)?;
            return Ok(Some(Recovery::Restored));
        }
        Ok(None)
    }

    fn remove_leftovers(&self) -> io::Result<()> {
        [&self.new, &self.old].into_iter().filter(|folder| folder.is_dir()).try_for_each(fs::remove_dir_all)
    }
}

fn is_nothing(place: &Path) -> bool {
    fs::symlink_metadata(place).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with what a run left that was killed: what each of the folders holds.
    fn left(place: Option<&str>, new: Option<&str>, old: Option<&str>) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in
            [("数据", place), (".repconv-数据.new.tmp", new), (".repconv-数据.old.tmp", old)]
        {
            let Some(content) = content else { continue };
            fs::create_dir_all(folder.path().join(name).join(content)).unwrap();
        }
        folder
    }

    fn held(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .flat_map(|entry| fs::read_dir(entry.unwrap().path()).unwrap())
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn after_every_moment_of_a_replacement_one_whole_folder_is_in_its_place() {
        for (place, new, old, want, recovery) in [
            // Before the old one is set aside, in between, after, and while the old one is removed.
            (Some("old"), Some("new"), None, "old", None),
            (None, Some("new"), Some("old"), "new", Some(Recovery::Finished)),
            (Some("new"), None, Some("old"), "new", None),
            // The new one was removed by somebody.
            (None, None, Some("old"), "old", Some(Recovery::Restored)),
        ] {
            let folder = left(place, new, old);
            let place = folder.path().join("数据");
            assert_eq!(recover(&place.join("")).unwrap(), recovery);
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
            assert!(place.join(want).exists());
            assert_eq!(recover(&place).unwrap(), None);
        }
        let folder = left(None, None, None);
        assert_eq!(recover(&folder.path().join("数据")).unwrap(), None);
    }

    #[test]
    fn a_folder_takes_the_place_of_another_whatever_was_left() {
        for (new, old) in [(None, None), (Some("a"), Some("b"))] {
            let folder = left(Some("before"), new, old);
            let (written, place) = (folder.path().join("written"), folder.path().join("数据"));
            fs::create_dir_all(written.join("after")).unwrap();
            put(&written, &place).unwrap();
            assert!(place.join("after").exists());
            assert_eq!(held(folder.path()), ["after"]);
        }
    }
}
