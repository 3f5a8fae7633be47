//! A gate that lets large inputs through one at a time, so that memory is limited to that of one.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::model::error::{Error, Limit};

/// Size above which a file is large before it is read, in bytes. Reports with scans reach it, but rarely exceed it.
const LARGE: u64 = 4 << 20;

static GATE: Mutex<()> = Mutex::new(());

/// Held while a large input is processed; must not be held while waiting for other inputs.
#[derive(Debug, Default)]
pub struct LargeInputGate(Option<MutexGuard<'static, ()>>);

impl LargeInputGate {
    /// Opens the gate for an input of this size before it is read; waits only if it is large.
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

    /// Waits until no other large input is being processed.
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
