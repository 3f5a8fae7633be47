//! Resuming a batch run that was interrupted: the lines of its log, what earlier runs did, and where outputs go.

mod earlier;
mod line;
pub mod outputs;

pub use earlier::EarlierRuns;
pub use line::{LogLine, Status};
