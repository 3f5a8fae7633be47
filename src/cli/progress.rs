//! Working through many inputs with a progress bar on a terminal.

use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Fault, OutputOptions};
use repconv::batch::pool::OrderedPool;
use repconv::batch::sources::Source;
use repconv::model::language::{Language, Text};

const BAR: Text = Text::new(
    "{bar:30} {pos}/{len} 份 · {per_sec} · 剩余 {eta} · {wide_msg}",
    "{bar:30} {pos}/{len} · {per_sec} · {eta} left · {wide_msg}",
);

/// A pool of threads, and the bar that shows how far they are.
pub struct Workers {
    pool: OrderedPool,
    bar: ProgressBar,
}

impl Workers {
    /// Workers of so many threads; by default as many as there are processors.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub fn new(jobs: Option<NonZeroUsize>, options: OutputOptions) -> Result<Self, Fault> {
        let pool =
            OrderedPool::new(jobs).map_err(|error| Fault::File { name: "threads".to_owned(), error })?;
        let is_seen = io::stderr().is_terminal() && !options.quiet;
        let target = if is_seen { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target).with_style(style(options.language));
        Ok(Self { pool, bar })
    }

    /// Does `work` for every input; `take` gets the results in the order of the inputs.
    ///
    /// # Errors
    /// The first of `take`, after which no more is begun.
    pub fn in_order<I: Sync, T: Send>(
        &self,
        inputs: &[I],
        work: impl Fn(&I) -> T + Sync,
        take: impl FnMut(&I, T) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.bar.set_length(inputs.len() as u64);
        let counted = |input: &I| {
            let result = work(input);
            self.bar.inc(1);
            result
        };
        let worked = self.pool.in_order(inputs, counted, take);
        self.bar.finish_and_clear();
        worked
    }

    /// As [`Self::in_order`] for files, then for the further reports in them that `take` returns.
    pub fn all_reports<T: Send>(
        &self,
        mut sources: Vec<Source>,
        work: impl Fn(&Source) -> T + Sync,
        mut take: impl FnMut(&Source, T) -> Result<Vec<Source>, Fault>,
    ) -> Result<(), Fault> {
        while !sources.is_empty() {
            let mut further = Vec::new();
            self.in_order(&sources, &work, |source, done| {
                further.extend(take(source, done)?);
                Ok(())
            })?;
            sources = further;
        }
        Ok(())
    }

    /// Runs `print` while the bar is out of the way.
    pub fn suspend<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }
}

fn style(language: Language) -> ProgressStyle {
    ProgressStyle::with_template(BAR.get(language)).unwrap_or_else(|_| ProgressStyle::default_bar())
}
