//! What a format is: its row, the traits of its reader and writer, their options; which format bytes are, and
//! in which encoding.
//!
//! The formats that repconv knows are rows in `registry.rs`. Library users extend a value; nothing is global.

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
pub use writer::{Balance, Needs, Output, TextEncoding, TextLayout, Verification, WriteOptions, Writer};
