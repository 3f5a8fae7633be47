//! The parts of a report outside its tables: title, headings, metadata and signature.

pub(super) mod headings;
pub(super) mod metadata;
pub(super) mod signature;
