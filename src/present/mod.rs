//! Results as people and other programs read them: what was found by a check, what differs between two reports
//! and the sums over many, as web pages, workbooks, JSON, SARIF, JUnit and text.
//!
//! Everything here makes bytes or text from values in memory: no file is opened and nothing is printed. Text for
//! terminals carries the escape codes of its colours; a program that writes it to a file removes them.

pub mod aggregate;
pub mod check;
pub mod compare;
#[cfg(feature = "dataset")]
pub mod dataset;
pub mod findings;
pub mod formats;
pub mod grid;
mod groups;
mod page;
pub mod severity;
pub mod statutory_text;

use crate::model::language::Language;

/// The language of a result, and how much of it text shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutputOptions {
    /// The language of messages.
    pub language: Language,
    /// Leaves out all that is only for information.
    pub quiet: bool,
    /// Lists every item with its details.
    pub verbose: bool,
    /// Lists each of many like findings, as in a file, which nobody can ask for more.
    pub is_complete: bool,
}
