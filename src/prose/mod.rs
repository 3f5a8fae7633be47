//! Chinese text: the numbers and statements in it, how alike two texts are, numbering, and what a title tells.

pub mod bodies;
pub mod identity;
pub mod narrative;
pub(crate) mod numbering;
pub mod similarity;
