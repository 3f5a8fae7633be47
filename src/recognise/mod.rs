//! Recognise: a Document to a Report.

use crate::document::Document;
use crate::editions::Edition;
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::report::Report;

/// How to recognise.
#[derive(Clone, Copy, Debug, Default)]
pub struct RecogniseOptions {
    /// The edition, when the user says which.
    pub edition: Option<&'static Edition>,
}

/// Finds the report in a document.
///
/// # Errors
/// [`Error::NotAReport`] when there is none.
pub fn recognise(_document: &Document, _options: &RecogniseOptions) -> Result<(Report, Vec<Finding>)> {
    Err(Error::NotAReport { missing: Vec::new() })
}
