//! Readers: bytes in, a document or a report out.

use super::reference_doc::ReferenceDoc;
use super::{Content, Encoding};
use crate::forms::Forms;
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

    /// The page and styles of a document, for [`WriteOptions::reference_doc`](super::WriteOptions::reference_doc);
    /// `None` where the format has none to give.
    fn reference_doc(&self, _bytes: &[u8], _limits: &Limits) -> Option<Result<ReferenceDoc>> {
        None
    }
}

/// What a reader yields.
#[derive(Clone, Debug)]
pub enum ReaderOutput {
    /// Blocks with places, from which the report is recognised.
    Document(Document),
    /// The report itself, and findings about it.
    Report(Box<Report>, Vec<Finding>),
}

/// How to read; a builder.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct ReadOptions {
    /// The limits of this input; readers check their clock in long loops.
    pub limits: Limits,
    /// The encoding of text and pages, where it is known.
    pub encoding: Option<Encoding>,
    /// The forms that are known: a report as JSON names its own.
    pub forms: Forms,
    /// The input is a blank form: each sheet is one table with all its cells, and formulas are kept as they are.
    pub is_blank_form: bool,
}

impl ReadOptions {
    /// The same options with these limits.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The same options with these forms.
    #[must_use]
    pub const fn with_forms(mut self, forms: Forms) -> Self {
        self.forms = forms;
        self
    }

    /// The same options, for an input that is a blank form or not.
    #[must_use]
    pub const fn with_blank_form(mut self, is_blank_form: bool) -> Self {
        self.is_blank_form = is_blank_form;
        self
    }

    /// The same options with this encoding of text and pages; `None`: detect it.
    #[must_use]
    pub fn with_encoding(mut self, encoding: impl Into<Option<Encoding>>) -> Self {
        self.encoding = encoding.into();
        self
    }
}
