//! Inputs that are damaged, hostile, or too large: refused with one clear message, within the limits, or
//! read without a wrong figure.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a test that cannot go on fails"
)]
#![allow(clippy::disallowed_methods, reason = "inputs are made in a folder of the test's own")]

mod bad_input;
mod faults;
mod hostile;
mod injection;
mod limits;
mod styles;
