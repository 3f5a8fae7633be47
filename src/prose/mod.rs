//! Chinese text: statements with numbers, similarity of texts, numbering of headings, and what a title names.
//!
//! Imports only `model` and `forms`.

pub mod bodies;
pub(crate) mod headings;
pub mod identity;
pub mod narrative;
pub(crate) mod numbering;
pub(crate) mod own_note;
pub(crate) mod reporter_line;
pub mod similarity;
pub mod title;
