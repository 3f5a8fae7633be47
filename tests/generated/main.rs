//! The generated pages are up to date. `.ci/pages` writes them again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]
#![allow(clippy::disallowed_methods, reason = "the pages are written into the project itself")]

mod pages;
mod real_reports;
