//! What the documents of word processors have in common, whatever their format: runs of text that look different,
//! paragraphs, tables with merged cells, notes, headers and footers, and how they become a document.

pub mod emission;
pub mod finish;
pub mod flow;
pub mod look;
pub mod margins;
pub mod numerals;
#[cfg(all(test, any(feature = "odt", feature = "rtf")))]
pub mod outline;
pub mod piece;
pub mod roles;
pub mod symbols;
pub mod table;

pub use finish::line_of;
