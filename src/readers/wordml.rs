//! Markup of Word 2003 XML that another reader made of its format: all that Word documents say is decided once, by
//! the reader of Word documents.

use crate::model::document::Document;
use crate::model::error::Result;
use crate::model::limits::Limits;

/// Reads a `w:wordDocument`; `format` is what errors call its format.
///
/// # Errors
/// Those of the reader of Word documents.
pub(super) fn read(markup: &str, format: &'static str, limits: &Limits) -> Result<Document> {
    super::docx::read_markup(markup, format, limits)
}
