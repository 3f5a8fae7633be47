//! Works through many inputs on all processors, with a progress bar on a terminal.

use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::{Fault, Manner};
use crate::error::{Doing, Error};
use crate::language::{Language, Text};

/// Inputs whose results may wait to be taken in order: enough to keep the processors busy, few enough
/// for memory not to grow with the number of inputs.
const WAITING: usize = 64;

const BAR: Text = Text::new(
    "{bar:30} {pos}/{len} 份 · {per_sec} · 剩余 {eta} · {wide_msg}",
    "{bar:30} {pos}/{len} · {per_sec} · {eta} left · {wide_msg}",
);

/// The processors, and the bar that shows how far they are.
pub struct Work {
    pool: ThreadPool,
    bar: ProgressBar,
}

impl Work {
    /// Work with so many threads; as many as there are processors unless told.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub fn new(jobs: Option<NonZeroUsize>, manner: Manner) -> Result<Self, Fault> {
        let pool = ThreadPoolBuilder::new().num_threads(jobs.map_or(0, NonZeroUsize::get)).build().map_err(
            |error| {
                let source = io::Error::other(error);
                let error = Error::Io { path: "threads".into(), doing: Doing::Reading, source };
                Fault::File { name: "threads".to_owned(), error }
            },
        )?;
        let is_seen = io::stderr().is_terminal() && !manner.quiet;
        let target = if is_seen { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target).with_style(style(manner.language));
        Ok(Self { pool, bar })
    }

    /// Does `work` for every input; `take` gets the results in the order of the inputs, few at a time,
    /// while the next are worked on.
    ///
    /// # Errors
    /// The first of `take`, after which no more is begun.
    pub fn in_order<I: Sync, T: Send>(
        &self,
        inputs: &[I],
        work: impl Fn(&I) -> T + Sync,
        mut take: impl FnMut(&I, T) -> Result<(), Fault> + Send,
    ) -> Result<(), Fault> {
        self.bar.set_length(inputs.len() as u64);
        let work = |input: &I| {
            let result = work(input);
            self.bar.inc(1);
            result
        };
        let worked = self.pool.install(|| {
            let mut waiting: Vec<(&I, T)> = Vec::new();
            for next in inputs.chunks(WAITING) {
                let (taken, results) = rayon::join(
                    || waiting.drain(..).try_for_each(|(input, result)| take(input, result)),
                    || next.par_iter().map(|input| (input, work(input))).collect(),
                );
                taken?;
                waiting = results;
            }
            waiting.drain(..).try_for_each(|(input, result)| take(input, result))
        });
        self.bar.finish_and_clear();
        worked
    }

    /// Lets `say` print while the bar is out of the way.
    pub fn say<T>(&self, say: impl FnOnce() -> T) -> T {
        self.bar.suspend(say)
    }
}

fn style(language: Language) -> ProgressStyle {
    ProgressStyle::with_template(BAR.get(language)).unwrap_or_else(|_| ProgressStyle::default_bar())
}
