//! The types that everything else uses; nothing here imports another folder.
//!
//! A [`document`] is a file before its meaning is known; a [`form`] describes sections and tables; a [`report`]
//! is a form filled in, its cells by [`address`], each with an exact [`value`] and the [`place`] it was read
//! from; a [`finding`] is a fault or an open question in it.

pub mod address;
pub mod date;
pub mod decimal;
#[cfg(any(feature = "batch", feature = "dataset"))]
pub mod digest;
pub mod document;
pub mod error;
pub mod finding;
pub mod form;
pub(crate) mod formula;
pub mod generic_table;
pub mod language;
pub mod limits;
pub mod metadata;
pub mod passages;
pub mod place;
pub mod reading_rules;
pub mod report;
mod row_names;
pub mod serialize;
pub mod set_aside;
pub mod suggestion;
pub mod text;
pub(crate) mod title;
pub mod toml_error;
pub mod traditional;
pub mod unit;
pub mod value;
