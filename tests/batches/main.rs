//! Many reports at once, as an upper office has them: made by a generator, collected and counted.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]
#![allow(clippy::disallowed_methods, reason = "inputs are made in a folder of the test's own")]

#[path = "../common/computed.rs"]
mod computed;
#[path = "../../examples/make_reports/mod.rs"]
mod make_reports;

mod collected;
mod county;
mod made_reports;
