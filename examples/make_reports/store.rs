//! Where files go: folders, and archives that are written when they are full.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::archive::{Archive, Names};

/// Files of one archive; then the next is begun.
const FULL: u16 = 300;

#[derive(Debug)]
pub struct Store {
    root: PathBuf,
    open: Vec<(String, Archive)>,
    begun: usize,
}

/// Where a file stands: below the folder of reports, or in an archive there.
#[derive(Clone, Debug)]
pub struct Spot {
    pub path: String,
    pub entry: Option<String>,
}

impl Store {
    pub const fn new(root: PathBuf) -> Self {
        Self { root, open: Vec::new(), begun: 0 }
    }

    pub fn put(&mut self, path: &str, bytes: &[u8]) -> io::Result<Spot> {
        let target = self.root.join(path);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        assert!(!target.exists(), "{path} is there already");
        write(&target, bytes)?;
        Ok(Spot { path: path.to_owned(), entry: None })
    }

    /// Puts a file into the archive that is open for such names.
    pub fn pack(&mut self, entry: &str, bytes: &[u8], names: Names) -> io::Result<Spot> {
        let open = self.open.iter().position(|(path, _)| path.contains(mark(names)));
        let at = open.unwrap_or_else(|| {
            self.begun += 1;
            let path = format!("汇总上报/第{}批{}.zip", self.begun, mark(names));
            self.open.push((path, Archive::new(names)));
            self.open.len() - 1
        });
        let (path, archive) = &mut self.open[at];
        archive.add(entry, bytes);
        let spot = Spot { path: path.clone(), entry: Some(entry.to_owned()) };
        if archive.count() == FULL {
            let (path, archive) = self.open.remove(at);
            self.put(&path, &archive.finish())?;
        }
        Ok(spot)
    }

    /// Writes the archives that are still open.
    pub fn finish(mut self) -> io::Result<()> {
        for (path, archive) in std::mem::take(&mut self.open) {
            self.put(&path, &archive.finish())?;
        }
        Ok(())
    }
}

/// A new file in a folder of our own: nobody reads it before all are made.
#[allow(clippy::disallowed_methods, reason = "a file of a trial may be cut off; what a clerk gets may not")]
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::write(path, bytes)
}

const fn mark(names: Names) -> &'static str {
    match names {
        Names::Utf8 => "（邮件）",
        Names::Gbk => "（内网）",
    }
}
