//! The ground: what everything else speaks of. Nothing here imports another folder.
//!
//! A [`document`] is what any file is before one knows what it says; a [`form`] is what an office hands
//! out; a [`report`] is a form filled in, its cells by [`address`], each with an exact [`value`] and the
//! [`place`] it was read at; a [`finding`] is one doubt or fault in it.

pub mod address;
pub mod date;
pub mod decimal;
#[cfg(any(feature = "batch", feature = "dataset"))]
pub mod digest;
pub mod document;
pub mod error;
pub mod finding;
pub mod form;
pub mod generic_table;
pub mod language;
pub mod limits;
pub mod metadata;
pub mod place;
pub mod reading_rules;
pub mod report;
pub mod text;
pub mod value;
