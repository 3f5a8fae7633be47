//! The parts of a report outside its tables: title, headings, metadata and signature.

pub(super) mod headings;
pub(super) mod identity;
pub(super) mod metadata;
pub(super) mod numbering_style;
pub(super) mod signature;
pub(super) mod titles;
