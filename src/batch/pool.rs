//! Works through many inputs on all processors, with the results in order.

use std::collections::BTreeMap;
use std::io;
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::model::error::{Doing, Error};

/// Number of inputs per processor that may be started before earlier results are taken: enough to keep the
/// processors busy behind a slow input, few enough that memory does not grow with the number of inputs.
const WAITING: usize = 64;

/// A pool of threads that processes inputs.
#[derive(Debug)]
pub struct OrderedPool(ThreadPool);

impl OrderedPool {
    /// A pool of this many threads; by default one for each processor.
    ///
    /// # Errors
    /// When threads cannot be created.
    pub fn new(jobs: Option<NonZeroUsize>) -> Result<Self, Error> {
        let pool = ThreadPoolBuilder::new().num_threads(jobs.map_or(0, NonZeroUsize::get)).build();
        pool.map(Self).map_err(|error| Error::Io {
            path: "threads".into(),
            doing: Doing::Reading,
            source: io::Error::other(error),
        })
    }

    /// Does `work` for every input; `take` gets the results in the order of the inputs, each as soon as
    /// all before it are available, while the next are being processed.
    ///
    /// # Errors
    /// The first error of `take`, after which no further input is started.
    pub fn in_order<I: Sync, T: Send, E>(
        &self,
        inputs: &[I],
        work: impl Fn(&I) -> T + Sync,
        mut take: impl FnMut(&I, T) -> Result<(), E>,
    ) -> Result<(), E> {
        let is_stopped = AtomicBool::new(false);
        let (sender, results) = mpsc::channel();
        self.0.in_place_scope(|scope| {
            let begin = |(at, input)| {
                let (sender, work, is_stopped) = (sender.clone(), &work, &is_stopped);
                scope.spawn(move |_| {
                    if !is_stopped.load(Ordering::Relaxed) {
                        // A panic is resumed where results are received; without a result they would be awaited for ever.
                        let result = panic::catch_unwind(AssertUnwindSafe(|| work(input)));
                        let _ = sender.send((at, result));
                    }
                });
            };
            let mut next = inputs.iter().enumerate();
            next.by_ref().take(self.waiting()).for_each(begin);
            let mut waiting = BTreeMap::new();
            let mut take = |(at, input)| {
                let result = loop {
                    match waiting.remove(&at) {
                        Some(result) => break result,
                        // Every input that was started sends a result.
                        None => waiting.extend(results.recv()),
                    }
                };
                take(input, result.unwrap_or_else(|panic| panic::resume_unwind(panic)))?;
                next.next().into_iter().for_each(begin);
                Ok(())
            };
            let taken = inputs.iter().enumerate().try_for_each(&mut take);
            is_stopped.store(true, Ordering::Relaxed);
            taken
        })
    }

    /// Number of inputs that are started before the first result is taken.
    fn waiting(&self) -> usize {
        WAITING.max(2 * self.0.current_num_threads())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Condvar, Mutex};
    use std::time::Duration;

    use super::*;

    fn pool(jobs: usize) -> OrderedPool {
        OrderedPool::new(NonZeroUsize::new(jobs)).unwrap()
    }

    /// A count that others wait for.
    #[derive(Default)]
    struct Count(Mutex<usize>, Condvar);

    impl Count {
        fn add(&self) -> usize {
            *self.0.lock().unwrap() += 1;
            self.1.notify_all();
            self.now()
        }

        fn now(&self) -> usize {
            *self.0.lock().unwrap()
        }

        fn wait_for(&self, count: usize) {
            let longest = Duration::from_mins(1);
            let waited = self.1.wait_timeout_while(self.0.lock().unwrap(), longest, |now| *now < count);
            assert!(!waited.unwrap().1.timed_out(), "{count} were never reached");
        }
    }

    #[test]
    fn a_result_is_taken_as_soon_as_those_before_it_are_there() {
        for jobs in [1, 2, 5] {
            let (inputs, taken) = ((0..300).collect::<Vec<usize>>(), Count::default());
            let mut order = Vec::new();
            // No input finishes before the earlier results are taken.
            let slow = |input: &usize| taken.wait_for(input.saturating_sub(jobs));
            let worked = pool(jobs).in_order(&inputs, slow, |input, ()| {
                order.push(*input);
                taken.add();
                Ok::<_, ()>(())
            });
            assert!(worked.is_ok());
            assert_eq!(order, inputs);
        }
    }

    #[test]
    fn few_results_wait_behind_a_slow_one() {
        let (inputs, begun, taken) = ((0..300).collect::<Vec<usize>>(), Count::default(), Count::default());
        let worked = pool(2).in_order(
            &inputs,
            |input| {
                assert!(begun.add() <= taken.now() + WAITING, "more were begun");
                if *input == 0 {
                    begun.wait_for(WAITING);
                }
            },
            |_, ()| {
                taken.add();
                Ok::<_, ()>(())
            },
        );
        assert!(worked.is_ok());
        assert_eq!((begun.now(), taken.now()), (300, 300));
    }

    #[test]
    fn nothing_is_begun_after_a_failure() {
        let (inputs, begun) = ((0..300).collect::<Vec<usize>>(), Count::default());
        let worked =
            pool(2).in_order(&inputs, |_| begun.add(), |input, _| if *input == 5 { Err(()) } else { Ok(()) });
        assert!(matches!(worked, Err(())));
        assert!(begun.now() <= 5 + WAITING, "{}", begun.now());
        let none: [usize; 0] = [];
        assert!(pool(2).in_order(&none, |_| (), |_, ()| Ok::<_, ()>(())).is_ok());
    }

    #[test]
    #[should_panic(expected = "a fault of ours")]
    fn a_panic_is_no_endless_wait() {
        let inputs: Vec<usize> = (0..300).collect();
        let worked = pool(2).in_order(
            &inputs,
            |input| assert!(*input != 70, "a fault of ours"),
            |_, ()| Ok::<_, ()>(()),
        );
        assert!(worked.is_ok());
    }
}
