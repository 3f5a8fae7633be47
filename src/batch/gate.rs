//! Of many inputs on all processors, the large ones are worked on one at a time: memory is that of one.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::model::error::{Error, Limit};

/// Size above which a file is large before it is read, in bytes. Scans make a report as large, seldom larger.
const LARGE: u64 = 4 << 20;

static GATE: Mutex<()> = Mutex::new(());

/// Passed while a large input is worked on; nothing that waits for other inputs may hold it.
#[derive(Debug, Default)]
pub struct LargeInputGate(Option<MutexGuard<'static, ()>>);

impl LargeInputGate {
    /// The gate for an input of this size that is not read yet; waits only if it is large.
    #[must_use]
    pub fn for_size(bytes: u64) -> Self {
        let mut gate = Self::default();
        if bytes > LARGE {
            gate.pass();
        }
        gate
    }

    /// Whether this input has passed.
    #[must_use]
    pub const fn is_passed(&self) -> bool {
        self.0.is_some()
    }

    /// Waits until no other large input is worked on.
    pub fn pass(&mut self) {
        if self.0.is_none() {
            self.0 = Some(GATE.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }

    /// Whether an error shows that the input is large.
    #[must_use]
    pub const fn is_needed_after(error: &Error) -> bool {
        matches!(error, Error::TooLarge { what, .. } if !matches!(what, Limit::Time | Limit::Input))
    }
}
