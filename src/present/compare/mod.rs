//! What differs between two reports, as text, a web page, JSON and a workbook.

pub mod html;
pub mod json;
pub mod text;
mod wording;
pub mod xlsx;

use crate::compare::{Difference, Pair};

/// Two reports that were compared, and what differs.
#[derive(Debug)]
pub struct Compared {
    /// The files as they are shown.
    pub files: Pair<String>,
    /// What differs.
    pub difference: Difference,
    /// Whether equal content is shown, too.
    pub shows_all: bool,
}

#[cfg(test)]
mod tests;
