//! What other programs make of our outputs: LibreOffice, browsers, Python, databases. Plain `cargo test`
//! leaves these out; `.ci/run` installs the programs and runs them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]
#![allow(clippy::disallowed_methods, reason = "inputs are made in a folder of the test's own")]

mod browser;
mod kept;
mod researchers;
mod typed_figures;
mod written;
