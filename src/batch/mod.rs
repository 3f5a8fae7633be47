//! Work on many files: finding and reading them, the roster, the reports of the year before, settings,
//! the log from which a run resumes, and the pool of threads.
//!
//! These are the only functions of the library that open files, and each says so. Nothing is printed.

mod error;
pub mod file;
mod gate;
pub mod input;
pub mod policy;
pub mod pool;
pub mod previous;
pub mod resume;
pub mod roster;
pub mod settings;
pub mod sources;

pub use error::BatchError;
pub use gate::LargeInputGate;
