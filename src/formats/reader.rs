//! What a reader is: bytes in, a document or a report out.

use super::{Content, Encoding};
use crate::model::document::Document;
use crate::model::error::Result;
use crate::model::finding::Finding;
use crate::model::limits::Limits;
use crate::model::report::Report;

/// Turns the content of a file into a document (or, for formats that hold the report itself, into a report).
pub trait Reader: Send + Sync {
    /// # Errors
    /// When the bytes are not a whole document of this format, or exceed a limit.
    fn read(&self, content: &Content<'_>, options: &ReadOptions) -> Result<ReaderOutput>;
}

/// What a reader yields.
#[derive(Clone, Debug)]
pub enum ReaderOutput {
    /// Blocks and places, yet to be recognised.
    Document(Document),
    /// The report itself, and what was doubted in it.
    Report(Box<Report>, Vec<Finding>),
}

/// How to read.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadOptions {
    pub limits: Limits,
    /// The encoding of text and pages, where it is known.
    pub encoding: Option<Encoding>,
}
