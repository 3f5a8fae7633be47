//! Which of several reports of a body counts, where it is not the first in the order of the files.

use std::cmp::Reverse;

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

    /// The positions of the reports, those that are preferred first; otherwise in their order.
    pub(super) fn order(self, received: &[Received]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..received.len()).collect();
        let file = |at: &usize| received.get(*at).map(|one| one.file.as_str()).unwrap_or_default();
        match self {
            Self::First => {}
            Self::Newest => {
                order.sort_by_key(|at| Reverse(received.get(*at).and_then(|one| one.modified)));
            }
            Self::Name => order.sort_by_key(|at| Reverse(is_corrected(parts(file(at)).1))),
            Self::Folder => {
                let folder = |at: &usize| parts(file(at)).0.to_owned();
                order.sort_by_key(|at| Reverse((is_corrected(&folder(at)), folder(at))));
            }
        }
        order
    }
}

/// The folder of a file, and its own name.
fn parts(file: &str) -> (&str, &str) {
    file.rsplit_once(['/', '\\', '›']).unwrap_or(("", file))
}

fn is_corrected(name: &str) -> bool {
    CORRECTED.iter().any(|word| name.contains(word))
}
