//! Sets of formats, and the detection of which of them bytes are.

use std::sync::Arc;

use super::detection;
use super::{Content, Format, Match};
use crate::model::error::{Error, Result};

/// A set of formats, in the order in which they are listed and detected.
///
/// ```
/// use repconv::formats::Formats;
///
/// let formats = Formats::builtin();
/// assert_eq!(formats.detect(b"<html><p>...", Some("txt")).unwrap().name, "html");
/// assert_eq!(formats.named("XLSM").unwrap().name, "xlsx");
/// ```
#[derive(Clone, Debug)]
pub struct Formats {
    /// Shared, so that sets are cheap to clone.
    rows: Arc<Vec<Format>>,
}

impl Formats {
    /// A set of these rows.
    #[must_use]
    pub fn of(rows: Vec<Format>) -> Self {
        Self { rows: Arc::new(rows) }
    }

    /// The same set with one more format before the others, so that it can replace one of the same name.
    #[must_use]
    pub fn with(mut self, row: Format) -> Self {
        Arc::make_mut(&mut self.rows).insert(0, row);
        self
    }

    /// The formats in order.
    #[must_use]
    pub fn rows(&self) -> &[Format] {
        &self.rows
    }

    /// The format of this name, in lower case.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&Format> {
        self.rows.iter().find(|row| row.name == name)
    }

    /// The format of this name or extension, in any case.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Format> {
        self.by_name(&name.to_ascii_lowercase()).or_else(|| self.by_extension(name))
    }

    /// The format of this extension (without the dot, any case).
    #[must_use]
    pub fn by_extension(&self, extension: &str) -> Option<&Format> {
        self.rows.iter().find(|row| row.extensions.iter().any(|e| e.eq_ignore_ascii_case(extension)))
    }

    /// The format of these bytes: by content first, by extension where several formats are possible.
    ///
    /// # Errors
    /// [`Error::Empty`], or [`Error::UnknownFormat`] with what the content looks like.
    pub fn detect(&self, bytes: &[u8], extension: Option<&str>) -> Result<&Format> {
        self.detect_content(&Content::new(bytes), extension)
    }

    /// As [`Formats::detect`], for content that is read afterwards: what was found out about it is kept.
    ///
    /// # Errors
    /// As [`Formats::detect`].
    pub fn detect_content(&self, content: &Content<'_>, extension: Option<&str>) -> Result<&Format> {
        if content.is_blank() {
            return Err(Error::Empty);
        }
        let mut possible = Vec::new();
        for row in self.rows() {
            match (row.sniff)(content) {
                Match::Yes => return Ok(row),
                Match::Perhaps => possible.push(row),
                Match::No => {}
            }
        }
        let by_extension = extension.and_then(|extension| self.by_extension(extension));
        by_extension
            .filter(|row| possible.iter().any(|other| other.name == row.name))
            .or_else(|| possible.first().copied())
            .ok_or_else(|| Error::UnknownFormat { found: detection::appearance(content) })
    }
}
