//! The tables of a dataset, one a file.

pub mod cells;
pub mod extra;
pub mod files;
pub mod findings;
pub mod narrative;
pub mod wide;
