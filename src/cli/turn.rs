//! Of many inputs on all processors, those that are large wait for one another: memory is that of one.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::sources::Source;
use crate::model::error::{Error, Limit};

/// A file of so many bytes is large before it is read. Scans make a report as large, seldom larger.
const LARGE: u64 = 4 << 20;

static TURN: Mutex<()> = Mutex::new(());

/// Held while a large input is worked on; nothing that waits for other inputs may hold it.
#[derive(Debug, Default)]
pub struct Turn(Option<MutexGuard<'static, ()>>);

impl Turn {
    /// Of an input that is not read yet; waits only for a large one.
    pub fn of(source: &Source) -> Self {
        let mut turn = Self::default();
        if source.size() > LARGE {
            turn.wait();
        }
        turn
    }

    pub const fn is_held(&self) -> bool {
        self.0.is_some()
    }

    /// Waits until no other large input is worked on.
    pub fn wait(&mut self) {
        if self.0.is_none() {
            self.0 = Some(TURN.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }

    /// Whether an error tells that the input is large.
    pub const fn is_for(error: &Error) -> bool {
        matches!(error, Error::TooLarge { what, .. } if !matches!(what, Limit::Time | Limit::Input))
    }
}
