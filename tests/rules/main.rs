//! The rules: on their own examples, on balanced reports of any figures, and on copied narratives.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

#[path = "../common/narratives.rs"]
mod narratives;

mod arithmetic;
mod copied;
mod examples;
