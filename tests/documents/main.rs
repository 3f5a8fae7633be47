//! From a file to a report and back: what is read of every fixture and case, and that every format that is
//! written says the same when it is read again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]
#![allow(clippy::disallowed_methods, reason = "fixtures are read")]

#[path = "../common/mod.rs"]
mod common;

mod binary_workbook;
mod blank_workbook;
mod cases;
mod compare;
mod corpus;
mod detection;
mod examples;
mod misread;
mod old_word;
mod ordinary;
mod pairs;
mod places;
mod properties;
mod sending;
mod there_and_back;
mod witnesses;
mod word_page;
mod workbook;
