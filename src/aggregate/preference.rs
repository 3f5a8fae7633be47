//! Which of several reports of a body counts, where it is not the first in the order of the files.

use std::cmp::Reverse;
use std::time::SystemTime;

use super::received::Received;

/// What makes a report of a body count rather than another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preference {
    /// It is the first in the order of the files.
    #[default]
    First,
    /// Its file was changed last.
    Newest,
    /// It is in a folder that is called a correction, else in the last folder.
    Folder,
    /// Its file is called a correction.
    Name,
}

/// Words in names of files and folders that hold corrected reports.
const CORRECTED: [&str; 12] =
    ["补报", "补交", "更正", "改正", "修正", "修改", "修订", "重报", "定稿", "终稿", "最终", "最新"];

impl Preference {
    /// Every preference that can be asked for, by its name.
    pub const NAMED: [(&str, Self); 3] =
        [("newest", Self::Newest), ("folder", Self::Folder), ("name", Self::Name)];

    /// The preference of this name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::NAMED.into_iter().find(|(known, _)| *known == name).map(|(_, preference)| preference)
    }

    /// Its name; `None` where nothing was asked for.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        Self::NAMED.into_iter().find(|(_, known)| *known == self).map(|(name, _)| name)
    }

    /// Sorts files, each with the time of its last change, those that are preferred first; otherwise in their order.
    pub fn sort<T>(self, files: &mut [T], of: impl Fn(&T) -> (&str, Option<SystemTime>)) {
        if self != Self::First {
            files.sort_by_cached_key(|file| {
                let (name, modified) = of(file);
                Reverse(self.rank(name, modified))
            });
        }
    }

    /// Whether it tells which of two reports counts: two files none of which is called a correction are in no order.
    #[must_use]
    pub fn decides(self, one: &Received, other: &Received) -> bool {
        let rank = |of: &Received| self.rank(&of.file, of.modified);
        self != Self::First && rank(one) != rank(other)
    }

    /// The positions of the reports, those that are preferred first; otherwise in their order.
    pub(super) fn order(self, received: &[Received]) -> Vec<usize> {
        let mut order: Vec<(usize, &Received)> = received.iter().enumerate().collect();
        self.sort(&mut order, |(_, one)| (one.file.as_str(), one.modified));
        order.into_iter().map(|(at, _)| at).collect()
    }

    /// What the preference goes by, the greatest first.
    fn rank(self, file: &str, modified: Option<SystemTime>) -> (bool, String, Option<SystemTime>) {
        let (folder, name) = parts(file);
        match self {
            Self::First => (false, String::new(), None),
            Self::Newest => (false, String::new(), modified),
            Self::Folder => (is_corrected(folder), folder.to_owned(), None),
            Self::Name => (is_corrected(name), String::new(), None),
        }
    }
}

/// The folder of a file, and its own name.
fn parts(file: &str) -> (&str, &str) {
    file.rsplit_once(['/', '\\', '›']).unwrap_or(("", file))
}

fn is_corrected(name: &str) -> bool {
    CORRECTED.iter().any(|word| name.contains(word))
}
