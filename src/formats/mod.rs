//! Formats: the traits of readers and writers, their options, and the detection of formats and encodings.
//!
//! The built-in formats are rows of one table (`registry.rs`). A program that adds a format adds it to a value of
//! its own, [`Formats`]; there is no global state.

pub(crate) mod content;
pub(crate) mod detection;
pub(crate) mod encoding;
mod format;
mod input_encoding;
mod reader;
pub mod reference_doc;
mod set;
mod writer;

pub use content::Content;
pub use format::{Format, Match, Sniff};
pub use input_encoding::Encoding;
pub use reader::{ReadOptions, Reader, ReaderOutput};
pub use set::Formats;
pub use writer::{
    Balance, FormatOption, Needs, Output, TextEncoding, TextLayout, Verification, WriteOptions, Writer,
};
