//! `--slips FOLDER`: writes what each body must mend, and the list for reminding.
//!
//! A record in the folder says what was written. A slip of an earlier run whose body has mended its report since is
//! removed where nobody has changed it; slips are sent out, and an outdated one must not be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::output::{self, Destination, Inputs};
use crate::cli::{Fault, OutputOptions, print};
use repconv::batch::file;
use repconv::model::digest::sha256;
use repconv::model::error::{Doing, Error};
use repconv::model::language::Language;
use repconv::present::aggregate::Collection;
use repconv::present::aggregate::slips::{Slip, slips};

/// The name of the record: hidden, as no office needs to see it.
const RECORD: &str = ".repconv-slips.json";

/// The slips to write into a folder.
pub struct Slips<'a> {
    folder: &'a Path,
    files: Vec<Slip>,
    inputs: &'a Inputs,
    overwrite: bool,
}

/// What became of the slips of an earlier run that this one does not write.
#[derive(Default)]
struct Outdated {
    /// Removed, as nobody had changed them.
    removed: Vec<String>,
    /// Left, as nothing is to be replaced.
    left: Vec<String>,
    /// Left, as somebody has changed them.
    changed: Vec<String>,
}

impl<'a> Slips<'a> {
    /// Makes the slips, and sees that they can be written before anything is. A file that exists is replaced only with
    /// `overwrite`.
    pub fn prepare(
        collection: &Collection,
        folder: &'a Path,
        inputs: &'a Inputs,
        overwrite: bool,
    ) -> Result<Self, Fault> {
        let slips = slips(collection).map_err(|error| Fault::of_file(folder, error))?;
        let prepared = Self { folder, files: slips, inputs, overwrite };
        if folder.is_dir() {
            prepared.targets()?;
        } else if fs::symlink_metadata(folder).is_ok() {
            return Err(prepared.failed(io::ErrorKind::NotADirectory.into()));
        } else {
            output::check_parent(folder).map_err(|error| Fault::of_file(folder, error))?;
        }
        Ok(prepared)
    }

    /// Writes the files into the folder, which is made where it does not exist.
    pub fn write(self, options: OutputOptions) -> Result<(), Fault> {
        if !self.folder.is_dir() {
            fs::create_dir(self.folder).map_err(|error| self.failed(error))?;
        }
        // None is written where one of them must not be replaced.
        let targets = self.targets()?;
        for ((path, target), slip) in targets.into_iter().zip(&self.files) {
            if let Destination::File(target) = target {
                target.write(&slip.bytes).map_err(|error| Fault::of_file(&path, error))?;
            }
        }
        let outdated = self.outdated();
        self.put_down(&outdated)?;
        if !options.quiet {
            print::lines(self.messages(&outdated, options.language));
        }
        Ok(())
    }

    fn targets(&self) -> Result<Vec<(PathBuf, Destination)>, Fault> {
        let target = |slip: &Slip| {
            let path = self.folder.join(&slip.name);
            let target = Destination::new(&path, self.inputs, self.overwrite);
            target.map_err(|error| Fault::of_file(&path, error)).map(|target| (path, target))
        };
        self.files.iter().map(target).collect()
    }

    /// Removes the slips of an earlier run that this one does not write.
    fn outdated(&self) -> Outdated {
        let written: BTreeSet<&str> = self.files.iter().map(|slip| slip.name.as_str()).collect();
        let mut outdated = Outdated::default();
        for (name, hash) in
            record(self.folder).into_iter().filter(|(name, _)| !written.contains(name.as_str()))
        {
            let path = self.folder.join(&name);
            let is_file = fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file());
            let Some(bytes) = is_file.then(|| file::read_bytes(&path, u64::MAX).ok()).flatten() else {
                continue;
            };
            let list = if sha256(&bytes) != hash {
                &mut outdated.changed
            } else if self.overwrite && fs::remove_file(&path).is_ok() {
                &mut outdated.removed
            } else {
                &mut outdated.left
            };
            list.push(name);
        }
        outdated
    }

    /// Writes the record of what is in the folder.
    fn put_down(&self, outdated: &Outdated) -> Result<(), Fault> {
        let before = record(self.folder);
        let left = outdated.left.iter().filter_map(|name| Some((name.clone(), before.get(name)?.clone())));
        let own = self.files.iter().map(|slip| (slip.name.clone(), sha256(&slip.bytes)));
        let files: BTreeMap<String, String> = left.chain(own).collect();
        let path = self.folder.join(RECORD);
        let text = serde_json::to_vec_pretty(&files).unwrap_or_default();
        let written = Destination::new(&path, self.inputs, true).and_then(|target| match target {
            Destination::File(target) => target.write(&text),
            Destination::StandardOutput => Ok(()),
        });
        written.map_err(|error| Fault::of_file(&path, error))
    }

    fn messages(&self, outdated: &Outdated, language: Language) -> Vec<String> {
        let (name, count) = (file::shown_name(self.folder), self.files.len());
        // Each is there as a document and as text.
        let letters = self.files.iter().filter(|slip| slip.is_letter).count() / 2;
        let has_list = self.files.iter().any(|slip| !slip.is_letter);
        let zh = language == Language::Zh;
        let mut parts = Vec::new();
        if letters > 0 {
            parts.push(if zh {
                format!("修改通知单 {letters} 份")
            } else {
                format!("slips: {letters}")
            });
        }
        if has_list {
            parts.push(if zh { "催报名单" } else { "the list for reminding" }.to_owned());
        }
        let mut messages = vec![match (count, zh) {
            (0, true) => format!("没有要写的修改通知单和催报名单，{name} 里没有新文件"),
            (0, false) => format!("there are no slips to write into {name}"),
            (_, true) => format!("已写出 {name}（{}，共 {count} 个文件）", parts.join("、")),
            (_, false) => format!("wrote {name} ({}; {count} files)", parts.join(", ")),
        }];
        let mut say = |files: &[String], zh_text: &str, en_text: &str| {
            if !files.is_empty() {
                let (text, comma) = if zh { (zh_text, "、") } else { (en_text, ", ") };
                messages.push(text.replace('#', &files.len().to_string()) + &files.join(comma));
            }
        };
        say(
            &outdated.removed,
            "以前写的 # 个这次没有（已经改好或收齐），删去了：",
            "removed, as nothing is to be mended any more (#): ",
        );
        say(
            &outdated.left,
            "以前写的 # 个这次没有（已经改好或收齐），不要再发；加 --overwrite 就删去：",
            "outdated, not to be sent; removed with --overwrite (#): ",
        );
        say(
            &outdated.changed,
            "以前写的 # 个这次没有（已经改好或收齐），不要再发；有人改过，没有删：",
            "outdated, not to be sent; somebody changed them, so they stay (#): ",
        );
        messages
    }

    fn failed(&self, source: io::Error) -> Fault {
        let path = self.folder.to_owned();
        Fault::of_file(self.folder, Error::Io { path, doing: Doing::Writing, source })
    }
}

/// What an earlier run wrote into the folder: the names of files, and the digests of their bytes.
fn record(folder: &Path) -> BTreeMap<String, String> {
    /// A larger file is none of ours.
    const LARGEST: u64 = 1 << 24;
    let bytes = file::read_bytes(&folder.join(RECORD), LARGEST).unwrap_or_default();
    let mut files: BTreeMap<String, String> = serde_json::from_slice(&bytes).unwrap_or_default();
    // Only files of the folder itself are ever removed.
    files.retain(|name, _| Path::new(name).file_name().is_some_and(|own| own == name.as_str()));
    files
}
