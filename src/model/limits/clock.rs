//! The clock of a reading, checked in every loop whose length depends on the input.

use std::time::Duration;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
use std::time::Instant;

// There the standard library has no clock, and asking it would panic.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
use web_time::Instant;

use super::Limit;
use crate::model::error::{Error, Result};

/// When reading began and how long it may take. An unstarted clock never expires.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    running: Option<(Instant, Duration)>,
}

impl Clock {
    /// Steps of a loop between two checks of the clock.
    const STEPS: u32 = 1024;

    pub(super) fn started(self, milliseconds: u64) -> Self {
        let running = || (Instant::now(), Duration::from_millis(milliseconds));
        Self { running: Some(self.running.unwrap_or_else(running)) }
    }

    /// Checks whether the time is up.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when the time is up.
    pub fn check(&self) -> Result<()> {
        let Some((start, allowed)) = self.running else { return Ok(()) };
        let found = start.elapsed();
        if found <= allowed {
            return Ok(());
        }
        let milliseconds = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        let (found, allowed) = (milliseconds(found), milliseconds(allowed));
        Err(Error::TooLarge { what: Limit::Time, found, allowed })
    }

    /// Counts a step of a loop, and checks the clock at every 1024th.
    ///
    /// # Errors
    /// As [`Clock::check`].
    pub fn step(&self, steps: &mut u32) -> Result<()> {
        *steps = steps.wrapping_add(1);
        if steps.is_multiple_of(Self::STEPS) { self.check() } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_was_not_started_allows_everything() {
        assert!(Clock::default().check().is_ok());
    }

    #[test]
    fn a_clock_that_runs_is_not_started_again() {
        let clock = Clock::default().started(0);
        std::thread::sleep(Duration::from_millis(2));
        assert!(matches!(clock.check(), Err(Error::TooLarge { what: Limit::Time, allowed: 0, .. })));
        assert!(clock.started(60_000).check().is_err());
        assert!(Clock::default().started(60_000).check().is_ok());
        let mut steps = 0;
        let looked = (0..Clock::STEPS).filter(|_| clock.step(&mut steps).is_err()).count();
        assert_eq!(looked, 1);
    }
}
