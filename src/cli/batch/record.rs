//! What became of the inputs of a run: said at once, and put in order for the log.

use std::collections::BTreeSet;
use std::path::Path;

use super::convert::Job;
use super::log::Log;
use super::summary::{self, Summary};
use crate::cli::{Fault, Outcome, OutputOptions, print};
use repconv::batch::file::exact;
use repconv::batch::resume::{EarlierRuns, LogLine};

/// What became of the inputs so far.
pub struct Record {
    /// The lines of the log, in the order of the inputs.
    lines: String,
    /// The outputs that exist as requested.
    written: BTreeSet<String>,
    summary: Summary,
    options: OutputOptions,
}

impl Record {
    pub fn new(options: OutputOptions) -> Self {
        Self { lines: String::new(), written: BTreeSet::new(), summary: Summary::new(), options }
    }

    /// Puts down what became of an input, and says what went wrong with it; `was_done` by an earlier run.
    ///
    /// # Errors
    /// When no further output can be written.
    pub fn take(&mut self, mut line: LogLine, was_done: bool) -> Result<(), Fault> {
        self.summary.count(&line, was_done);
        self.lines += &line.text();
        self.written.extend(line.written_to().map(str::to_owned));
        if let Some(error) = line.stop.take() {
            return Err(self.stopped(Fault::File { name: line.input().to_owned(), error }));
        }
        say(&summary::failure_message(&line, self.options).unwrap_or_default());
        Ok(())
    }

    /// Writes that the run ends here and can be resumed.
    pub fn stopped(&self, fault: Fault) -> Fault {
        say(summary::stopped(self.options.language));
        fault
    }

    /// Leaves the log in order, and says what the run came to and which older outputs still stand.
    ///
    /// # Errors
    /// When the log can't be written.
    pub fn finish<'a>(
        self,
        log: Log,
        earlier: &EarlierRuns,
        folder: &Path,
        jobs: impl Iterator<Item = &'a Job<'a>>,
    ) -> Result<Outcome, Fault> {
        let left = earlier.left(folder, &self.written);
        log.finish(&(self.lines + &earlier.lines(&left)))?;
        let OutputOptions { language, quiet, .. } = self.options;
        if !quiet {
            let outputs: BTreeSet<String> = jobs.map(|job| exact(&job.output)).collect();
            let (outdated, orphans): (Vec<_>, Vec<_>) =
                left.into_iter().partition(|output| outputs.contains(*output));
            say(&(summary::left(&outdated, &orphans, language) + &self.summary.text(language)));
        }
        Ok(self.summary.outcome())
    }
}

fn say(text: &str) {
    // If standard error is closed, the message cannot be shown anywhere.
    print::to_stderr(text);
}
