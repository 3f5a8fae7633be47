//! Processor time, where the system tells it: wall time on a shared machine tells of the others, too.

use std::time::Duration;

/// The time this thread has had the processor.
pub fn thread() -> Duration {
    clock(false)
}

/// The time all threads of the process have had a processor.
pub fn process() -> Duration {
    clock(true)
}

#[cfg(unix)]
fn clock(of_process: bool) -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let id = if of_process { ClockId::ProcessCPUTime } else { ClockId::ThreadCPUTime };
    Duration::try_from(clock_gettime(id)).expect("no time before the start")
}

#[cfg(not(unix))]
fn clock(_of_process: bool) -> Duration {
    use std::sync::LazyLock;
    use std::time::Instant;
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}
