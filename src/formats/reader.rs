//! Readers: bytes in, a document or a report out.

use super::{Content, Encoding};
use crate::model::document::Document;
use crate::model::error::Result;
use crate::model::finding::Finding;
use crate::model::limits::Limits;
use crate::model::report::Report;

/// Turns the content of a file into a document (or, for formats that hold the report itself, into a report).
pub trait Reader: Send + Sync {
    /// Reads a whole file.
    ///
    /// # Errors
    /// When the bytes are not a whole document of this format, or exceed a limit.
    fn read(&self, content: &Content<'_>, options: &ReadOptions) -> Result<ReaderOutput>;
}

/// What a reader yields.
#[derive(Clone, Debug)]
pub enum ReaderOutput {
    /// Blocks with places, from which the report is recognised.
    Document(Document),
    /// The report itself, and findings about it.
    Report(Box<Report>, Vec<Finding>),
}

/// How to read.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadOptions {
    /// The limits of this input; readers check their clock in long loops.
    pub limits: Limits,
    /// The encoding of text and pages, where it is known.
    pub encoding: Option<Encoding>,
}
