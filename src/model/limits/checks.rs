//! Checks of what was found against the limits.

use super::{Limit, Limits};
use crate::model::error::{Error, Result};

/// Bytes up to which the ratio is not checked: a blank form compresses very well.
const RATIO_FROM: u64 = 1 << 20;

impl Limits {
    /// Checks the size of a page or JSON before it is decoded.
    ///
    /// # Errors
    /// [`Error::TooLarge`].
    pub fn check_page(&self, bytes: usize) -> Result<()> {
        within(Limit::Page, bytes as u64, self.page_bytes)
    }

    /// Checks the size of a text before it is decoded, or of all text of a document.
    ///
    /// # Errors
    /// [`Error::TooLarge`].
    pub fn check_text(&self, bytes: usize) -> Result<()> {
        within(Limit::Text, bytes as u64, self.text_bytes)
    }

    /// Checks the text of a paragraph or a cell.
    ///
    /// # Errors
    /// [`Error::TooLarge`].
    pub fn check_paragraph(&self, text: &str) -> Result<()> {
        within(Limit::Paragraph, text.len() as u64, self.paragraph_bytes)
    }

    /// Checks the number of paragraphs and tables.
    ///
    /// # Errors
    /// [`Error::TooLarge`].
    pub fn check_blocks(&self, count: usize) -> Result<()> {
        Limit::Blocks.check(count, self.blocks)
    }

    /// Checks the number of cells of all tables.
    ///
    /// # Errors
    /// [`Error::TooLarge`].
    pub fn check_cells(&self, count: usize) -> Result<()> {
        Limit::Cells.check(count, self.cells)
    }

    /// Checks how many parts, styles, lists or sheets of a package are kept.
    ///
    /// # Errors
    /// [`Error::TooLarge`].
    pub fn check_entries(&self, count: usize) -> Result<()> {
        within(Limit::Entries, count as u64, self.package_entries as u64)
    }

    /// Checks the ratio of unpacked to packed size.
    ///
    /// # Errors
    /// [`Error::TooLarge`].
    pub fn check_ratio(&self, expanded: u64, packed: u64) -> Result<()> {
        if expanded <= RATIO_FROM {
            return Ok(());
        }
        within(Limit::Ratio, expanded / packed.max(1), self.ratio)
    }
}

impl Limit {
    /// Checks that no more than `allowed` was found.
    ///
    /// # Errors
    /// [`Error::TooLarge`].
    pub fn check(self, found: usize, allowed: usize) -> Result<()> {
        within(self, found as u64, allowed as u64)
    }
}

fn within(what: Limit, found: u64, allowed: u64) -> Result<()> {
    if found > allowed { Err(Error::TooLarge { what, found, allowed }) } else { Ok(()) }
}
