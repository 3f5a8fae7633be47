//! Distributes work over threads.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The results of `work` for each number below `count`, in order, computed by one thread per core.
pub(super) fn in_parallel<R: Send>(count: usize, work: impl Fn(usize) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let take = (count / cores / 64).max(1); // small, so that all threads finish at about the same time
    if cores == 1 || count <= 1 {
        return (0..count).map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let start = next.fetch_add(take, Ordering::Relaxed);
            if start >= count {
                return done;
            }
            done.push((start, (start..count.min(start + take)).map(&work).collect::<Vec<_>>()));
        }
    };
    let mut done = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..cores.min(count)).map(|_| scope.spawn(worker)).collect();
        let done = threads.into_iter().map(std::thread::ScopedJoinHandle::join);
        done.flat_map(|done| done.unwrap_or_else(|cause| std::panic::resume_unwind(cause)))
            .collect::<Vec<_>>()
    });
    done.sort_by_key(|(start, _)| *start);
    done.into_iter().flat_map(|(_, results)| results).collect()
}
