//! The results of earlier runs, read from their log.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::line::LogLine;

/// The content of a log.
#[derive(Debug, Default)]
pub struct EarlierRuns {
    /// The last line of each input.
    done: BTreeMap<String, LogLine>,
    /// The hashes of what was written to each output. They are kept when its input fails, is removed or
    /// renamed, until a run writes the output again.
    written: BTreeMap<String, BTreeSet<String>>,
}

impl EarlierRuns {
    /// Parses the lines of a log after its head.
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

    /// The same without finished inputs, so that all are processed again.
    #[must_use]
    pub fn without_done(self) -> Self {
        Self { done: BTreeMap::new(), ..self }
    }

    /// The line of this input, if it need not be processed again.
    #[must_use]
    pub fn line(&self, input: &str) -> Option<&LogLine> {
        self.done.get(input)
    }

    /// Whether we wrote this content to the output: then it has not been changed since.
    #[must_use]
    pub fn wrote(&self, output: &str, hash: &str) -> bool {
        self.written.get(output).is_some_and(|hashes| hashes.contains(hash))
    }

    /// The outputs that were written.
    pub fn outputs(&self) -> impl Iterator<Item = &str> {
        self.written.keys().map(String::as_str)
    }

    /// The outputs that still exist in the folder, without those that were written again.
    #[must_use]
    pub fn left(&self, folder: &Path, again: &BTreeSet<String>) -> Vec<&str> {
        self.outputs().filter(|output| !again.contains(*output) && still_exists(folder, output)).collect()
    }

    /// Lines that keep the hashes of these outputs.
    #[must_use]
    pub fn lines(&self, outputs: &[&str]) -> String {
        let hashes = |output: &&str| self.written.get(*output).into_iter().flatten();
        let lines = outputs.iter().flat_map(|output| hashes(output).map(|hash| LogLine::left(output, hash)));
        lines.map(|line| line.text()).collect()
    }
}

fn still_exists(folder: &Path, output: &str) -> bool {
    // A name that is not UTF-8 is written with \x in the log, and cannot be looked up.
    (cfg!(unix) && output.contains("\\x")) || fs::symlink_metadata(folder.join(output)).is_ok()
}
