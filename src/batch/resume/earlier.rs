//! What earlier runs did, as their log tells.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::line::LogLine;

/// What stands in a log.
#[derive(Debug, Default)]
pub struct EarlierRuns {
    /// What became of each input at last.
    done: BTreeMap<String, LogLine>,
    /// The hashes of what was written to each output. It stays ours when its input fails, goes or has
    /// another name, until a run writes it again.
    written: BTreeMap<String, BTreeSet<String>>,
}

impl EarlierRuns {
    /// Of the lines of a log behind its head.
    pub fn parse<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut earlier = Self::default();
        for line in lines.filter_map(LogLine::parse) {
            if let Some((output, hash)) = line.hashed() {
                earlier.written.entry(output.to_owned()).or_default().insert(hash.to_owned());
            }
            if !line.input().is_empty() {
                earlier.done.insert(line.input().to_owned(), line);
            }
        }
        earlier
    }

    /// The same, with everything to be done again.
    #[must_use]
    pub fn without_done(self) -> Self {
        Self { done: BTreeMap::new(), ..self }
    }

    /// The line of this input, where it need not be done again.
    #[must_use]
    pub fn line(&self, input: &str) -> Option<&LogLine> {
        self.done.get(input)
    }

    /// Whether an output of this content was written: then nobody has changed it since.
    #[must_use]
    pub fn wrote(&self, output: &str, hash: &str) -> bool {
        self.written.get(output).is_some_and(|hashes| hashes.contains(hash))
    }

    /// The outputs that were written.
    pub fn outputs(&self) -> impl Iterator<Item = &str> {
        self.written.keys().map(String::as_str)
    }

    /// The outputs that still stand in the folder, without those that were written again.
    #[must_use]
    pub fn left(&self, folder: &Path, again: &BTreeSet<String>) -> Vec<&str> {
        self.outputs().filter(|output| !again.contains(*output) && stands(folder, output)).collect()
    }

    /// Lines that keep what is known of these outputs.
    #[must_use]
    pub fn lines(&self, outputs: &[&str]) -> String {
        let hashes = |output: &&str| self.written.get(*output).into_iter().flatten();
        let lines = outputs.iter().flat_map(|output| hashes(output).map(|hash| LogLine::left(output, hash)));
        lines.map(|line| line.text()).collect()
    }
}

fn stands(folder: &Path, output: &str) -> bool {
    // A name that is no text is written with \x in the log, and can't be looked for.
    (cfg!(unix) && output.contains("\\x")) || fs::symlink_metadata(folder.join(output)).is_ok()
}
